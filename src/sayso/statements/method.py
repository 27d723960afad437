"""What a report states of its own work, and which of its sentences rest on it: its findings of fact and nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.nouns import Basis, Document
from sayso.outlets import OutletTable
from sayso.statements.actors import subject_of
from sayso.statements.concepts import load_concepts
from sayso.statements.deeds import BY_ITS_PEOPLE, BY_US, ITS, OURS, Deeds, deeds_of_names, is_its_own
from sayso.statements.figures import find_figures
from sayso.statements.lexicon import load_lexicon, singular
from sayso.statements.words import Quotation, blank_quotations

# what N people told, or what was seen on a visit, is no count of more people than this
_SEEN_AT_MOST = 100
_REQUEST = re.compile(
    r"\b(?:should|ought to|shall|will|recommend\w*|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|let us"
    r"|(?:is|are) (?:asked|advised|invited|requested)|urgent need|it is (?:essential|imperative|urgent|time|vital|necessary))\b",
    re.IGNORECASE,
)
# "the ministry must", but "detainees must sleep on the floor"
_DUTY = re.compile(r"\b(?:must|needs? to|ha(?:s|ve) to)\b", re.IGNORECASE)
_WHO_WITHIN = 50  # characters before the duty: whose it is
_IMPERATIVE = re.compile(
    r"^\W*(?:immediately |promptly |fully )?(?:ensure|allow|publish|close|release|investigate|end|stop|provide|adopt|ratify"
    r"|establish|grant|repeal|amend|guarantee|train|inform|cooperate|refrain|respect|take|make|give|order|support|review|create|conduct"
    r"|bring|put|strengthen|improve|implement|abolish|suspend|permit|prosecute|compensate|cease|lift|halt|set|reform)\s",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:articles? \d|sections? \d+ of|constitution\w*|conventions?|covenant|treat(?:y|ies)|statutes?|(?:penal|criminal) code"
    r"|legislation|laws?(?! enforcement)|jurisprudence"
    r"|(?:minimum|international) (?:standards?|rules)|obligat\w+|prohibit\w*|unlawful\w*|illegal\w*|violat\w+|amounts? to"
    r"|constitutes?)\b|\b(?-i:[A-Z])\w+ (?-i:Rules)\b",
    re.IGNORECASE,
)
_FIGURES = (
    r"(?:figures?|counts?|count|data|statistics|tolls?|estimates?|numbers?|bulletins?|census|records?|registers?)"
)
# figures and facts that the words themselves give to others
_OTHERS = re.compile(
    r"\b(?:(?:official|government|ministry|police|public|state|media|press|un|previous|other|hospital|court|morgue|army) "
    rf"(?:[\w\-]+ )?(?:{_FIGURES}|reports?)"
    rf"|(?:puts?|placed?|places|gives?|gave|sets?) (?:the|its|their|that|this) (?:[\w’\-]+ ){{0,4}}?{_FIGURES}"
    rf"|(?:puts?|placed?|places) (?:the )?(?:[\w’\-]+ ){{1,5}}(?:at|as high as) (?:[\w\-]+ ){{0,3}}?\d"
    rf"|(?:its|their|his|her) (?:[\w\-]+ ){{0,2}}?{_FIGURES}"
    rf"|{_FIGURES} (?:from|by|of|published by|given by|released by) (?:the )?(?-i:[A-Z])[\w\-]*"
    r"|estimated|(?:recorded|counted|documented|published|collected|confirmed|put|measured|tested|analy[sz]ed|sampled|detected|calculated"
    r"|registered|ordered|decided) by (?!us\b|our\b|its\b)"
    r"|reported(?:ly)?|census"
    r"|according to|as reported|widely (?:known|reported)|journalists|newspapers?)\b"
    r"|(?:\b(?-i:[A-Z])[\w\-]+|\b(?:ministry|government|police|authority|authorities|hospital|court|office))[’']s? "
    rf"(?:own |last |latest |official )*(?:{_FIGURES}|reports?|survey|study)\b",
    re.IGNORECASE,
)
# what a state does in public is nothing that interviews or a visit bring to light
_PUBLIC_ACT = re.compile(
    r"\b(?:government|parliament|congress|assembly|senate|cabinet|president|minister|ministry|court|state|legislature)\b[^,;]{0,40}?"
    r"\b(?:declared|passed|adopted|approved|enacted|ratified|elected|extended|appointed|launched|amended|introduced|signed|denied)\b",
    re.IGNORECASE,
)
# "this report is based on 40 interviews with former detainees"
_RESTS = r"\b(?:this|our|the) (?:report|study|research|survey|findings)\b[^.;]{0,20}?\b(?:based|rests?|draws?|rely) on "
_RESTS_ON: Deeds = (
    ("visit", re.compile(_RESTS + r"(?:[\w\-]+ ){0,4}?visits?\b(?! (?:by|of) )", re.IGNORECASE)),
    (
        "interview",
        re.compile(_RESTS + r"(?:[\w\-]+ ){0,5}?(?:interviews|testimon(?:y|ies))\b(?! (?:by|of) )", re.IGNORECASE),
    ),
)
# what somebody knows of their own work: nothing that interviews of others bring to light
_MEASURED = frozenset(
    "measured measures counted counts recorded records registered registers tested tests sampled analysed analyzed detected "
    "tallied calculated estimated estimates weighed surveyed "
    "documented documents verified found finds determined determines logged".split()
)
# what a body does by its office
_ORDERED = frozenset(
    "arrested arrests detained charged fined ordered orders decided decides ruled rules sentenced convicted acquitted indicted "
    "dismissed suspended banned licensed approved rejected issued announced published declared investigated seized "
    "confiscated raided deported expelled appointed authorised authorized granted revoked concluded".split()
)
_INSTITUTES = frozenset(
    "laboratory lab hospital clinic morgue police court office service brigade registry centre center station unit corps".split()
)
# who measures and records by trade
_TRADES = frozenset(
    "doctor physician surgeon nurse medic paramedic pathologist coroner chemist biologist hydrologist geologist engineer surveyor "
    "inspector investigator auditor scientist expert technician analyst statistician registrar clerk observer monitor".split()
)
_UP_TO = re.compile(r",|\s(?:of|for|from|in|at|on|near|who|which|that|whose|with)\s")
_NO_FINDING = (_REQUEST, _IMPERATIVE, _LAW, _OTHERS, _PUBLIC_ACT)
_ASIDE = re.compile(
    r"recommendation|legal|\blaws?\b|background|context|standards|framework|acknowledg|^to (?:the|all|its|donors|(?-i:[A-Z]))"
    r"|requests|next steps|conclusions? and|history|timeline|chronology",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^[ \t]*(?P<mark>#{1,6}[ \t]+|\*{0,3}|(?:[IVXLC]{1,5}[.)]|\d{1,3}(?:\.\d{1,3}){0,4}[.)]?)[ \t]+)"
    r"(?P<words>[^\s#*][^\n]{1,90}?)\*{0,3}[ \t]*$",
    re.MULTILINE,
)
_HEADING_WORDS = 10


@dataclass(frozen=True, slots=True)
class Method:
    """The first-hand basis a report states for itself, the sentence that states it, and the most people it can know of."""

    basis: Basis = "none"
    quote: str = ""
    most: float | None = None


class Report:
    """A document's own method, and which of its sentences can rest on it; only what reads as a report has one."""

    def __init__(self, document: Document, quotations: Sequence[Quotation], outlets: OutletTable) -> None:
        self._document, self._outlets = document, outlets
        known = outlets.find(document.outlet or "")
        self._own = known.name if known else document.outlet
        report = document.genre == "report" or (
            document.genre == "unknown" and known is not None and known.kind in {"ngo", "igo"}
        )
        self._names = _names(document, outlets)
        self._own_people = re.compile(rf"(?:{OURS}|{ITS}|its?|they|he|she)\b|{_either(self._names)}", re.IGNORECASE)
        self.method = method_of(document, quotations, outlets) if report else Method()
        self._sections = _Sections(document) if self.method.basis != "none" else None

    def lends(self, start: int, end: int) -> tuple[Basis, str]:
        """(basis, sentence that states it) for text[start:end] where it is a finding of fact, else ("none", "").

        None for requests, law, acts of state, what the words give to others or another body did, a sentence that names
        another publisher, and a count of more people than the method could know.
        """
        method, text = self.method, self._document.text
        if self._sections is None or self._sections.aside(start) or self.speaks_of_others(start, end):
            return "none", ""
        return ("none", "") if _counts_too_many(method, text, start, end) else (method.basis, method.quote)

    def speaks_of_others(self, start: int, end: int) -> bool:
        """True for requests, law, acts of state, others' figures and work, and for what names another publisher."""
        sentence = self._document.text[start:end]
        if (
            any(pattern.search(sentence) for pattern in _NO_FINDING)
            or _orders(sentence)
            or self._tells_of_others_work(start, end)
        ):
            return True
        return any(outlet.name != self._own for _, _, outlet in self._outlets.mentions(sentence))

    def _tells_of_others_work(self, start: int, end: int) -> bool:
        """True where another body or somebody by trade measures, counts, orders or finds, unless the method interviewed them.

        "The Water Laboratory measured", "the police arrested", "the prison doctor recorded"; not "our doctors recorded", nor
        "every cell measured".
        """
        text = self._document.text
        subject = subject_of(text, start, end)
        if subject is None or subject.passive:
            return False
        phrase = text[subject.start : subject.end]
        own = self._own_people.match(phrase)
        if own is not None and not _UP_TO.match(phrase, own.end()):
            return False
        verbs = {subject.verb, *re.findall(r"\band (?:\w+ly |then |also )?(\w+)", text[subject.end : end])}
        head = _UP_TO.split(phrase, maxsplit=1)[0].split()
        noun = singular(head[-1].lower()) if head else ""
        if noun in {singular(w) for w in re.findall(r"[a-z]+", self.method.quote.lower())} - _INSTITUTES:
            return False
        if _is_body(head, noun) or noun in load_lexicon().titles:
            return not verbs.isdisjoint(_MEASURED | _ORDERED)
        return noun in _TRADES and not verbs.isdisjoint(_MEASURED)


def _is_body(head: list[str], noun: str) -> bool:
    """True for what is called a laboratory, a ministry, a court, and for what bears a name of its own."""
    lexicon, concepts = load_lexicon(), load_concepts()
    if {noun, " ".join(head).lower()} & (lexicon.government | lexicon.organisation | lexicon.outlet | _INSTITUTES):
        return True
    named = bool(head) and head[-1][:1].isupper() and not any(concepts.of(w.lower()) for w in head)
    return named and (len(head) > 1 or noun == head[-1].lower())


def _names(document: Document, outlets: OutletTable) -> tuple[str, ...]:
    """What the publisher of the document is called."""
    outlet = outlets.find(document.outlet or "")
    return (document.outlet or "", *((outlet.name, *outlet.aliases) if outlet else ()))


def _either(names: Sequence[str]) -> str:
    known = "|".join(re.escape(name) for name in names if name)
    return rf"(?:the )?(?:{known})(?![\w])" if known else r"(?!)"


def method_of(document: Document, quotations: Sequence[Quotation], outlets: OutletTable) -> Method:
    """The first-hand basis that a report states for itself as a whole, with the sentence that states it; or none.

    Only what the document's own people did counts, outside quotation marks; the strongest in the order visit, interview,
    count, document wins.
    """
    deeds = (BY_US, BY_ITS_PEOPLE, deeds_of_names(_names(document, outlets)), _RESTS_ON)
    patterns = [ranked for actor in deeds for ranked in enumerate(actor)]
    unquoted = blank_quotations(document.text, quotations)
    best: tuple[int, Basis, tuple[int, int]] | None = None
    for start, end in document.sentences:
        sentence = unquoted[start:end]
        for rank, (basis, pattern) in patterns:
            if best is not None and rank >= best[0]:
                continue
            match = pattern.search(sentence)
            if match is not None and is_its_own(match, document.outlet or ""):
                best = (rank, basis, (start, end))
    if best is None:
        return Method()
    counted = [f.high for f in find_figures(document.text, *best[2]) if f.high is not None and f.measure and not f.unit]
    return Method(best[1], document.text[slice(*best[2])], max(counted, default=None))


def _orders(sentence: str) -> bool:
    """True for "the ministry must open the block": a duty of anybody but the people it is about."""
    concepts = load_concepts()
    for duty in _DUTY.finditer(sentence):
        before = sentence[max(0, duty.start() - _WHO_WITHIN) : duty.start()].lower().split()
        if not any(concepts.kind(c) == "person" and c != "official" for c in map(concepts.of, before)):
            return True
    return False


def _counts_too_many(method: Method, text: str, start: int, end: int) -> bool:
    """True where more people or events are counted than were asked, or than can be seen on a visit."""
    if method.basis in {"own_count", "document"} and method.most is None:
        return False
    most = method.most if method.most is not None and method.basis != "visit" else _SEEN_AT_MOST
    concepts = load_concepts()
    counts = (f for f in find_figures(text, start, end) if concepts.kind(f.measure) in {"person", "event"})
    return any((f.low or 0) > most for f in counts if not f.unit)


class _Sections:
    """Which parts of a document are asides: recommendations, law, background, by their headings."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        level = -1  # of the heading under which the text stands aside; -1 outside
        prose = {start for start, _ in document.sentences}
        for heading in _HEADING.finditer(document.text):
            words = heading["words"].strip()
            sentence = words.endswith((".", "!", "?", ";", ",")) or len(words.split()) > _HEADING_WORDS
            if sentence or _IMPERATIVE.match(words) or (heading.start("words") in prose and not words.endswith(":")):
                continue
            here = _level(heading["mark"])
            if _ASIDE.search(words):
                if level < 0:
                    self._starts.append(heading.start())
                    self._ends.append(len(document.text))
                    level = here
            elif 0 <= here <= level:
                self._ends[-1], level = heading.start(), -1

    def aside(self, at: int) -> bool:
        """True where the offset lies in such a part."""
        k = bisect_right(self._starts, at)
        return k > 0 and at < self._ends[k - 1]


def _level(mark: str) -> int:
    """How deep a heading is: "##" 2, "4.1" 2, "IV." 1; 0 for a plain line."""
    mark = mark.strip()
    return len(mark) if mark.startswith("#") else len([part for part in re.split(r"[.)*]", mark) if part])
