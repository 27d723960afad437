"""How a source knows: the words that show a visit, an interview, a count, a document, an act or a lived experience.

Only what the source did itself counts: "our researchers interviewed", "X, who visited the prison, said". That somebody else
visited is news, and no basis of the one who tells it.
"""

from __future__ import annotations

import re

from sayso.model.nouns import Basis, Document, Party
from sayso.outlets import OutletTable
from sayso.statements.lexicon import Lexicon, singular

_RECORD_WORDS = (
    r"(?:registers?|records|documents|files|(?:death )?certificates|logs?|ledgers?|transcripts?|court papers|permits?)"
)
# in this order: what is nearer to the thing itself first
_DEEDS: tuple[tuple[Basis, str], ...] = (
    (
        "visit",
        r"(?:visited|inspected|toured|entered"
        r"|(?:carried out|conducted|made|paid) (?:[\w\-]+ ){0,3}(?:visits?|inspections?))\b",
    ),
    (
        "interview",
        r"(?:interviewed|spoke (?:to|with)|took testimony|collected testimon(?:y|ies)|heard testimon(?:y|ies))\b",
    ),
    ("own_count", r"(?:recorded|registered|counted|tallied|documented|verified|logged)\b"),
    ("document", rf"(?:examined|reviewed|consulted|obtained|studied|holds?|hold) (?:[\w’]+ ){{0,6}}?{_RECORD_WORDS}\b"),
)
_PEOPLE_OF_IT = (
    r"(?:delegation|members|team|staff|researchers?|investigators?|inspectors?|reporters?|lawyers?|monitors?|mechanism"
    r"|committee|commission|visitors|observatory|observatorio|organi[sz]ation)"
)
# "we", "our own researchers", "its delegation"; "the delegation" is the source's own in what an institution writes
_ACTOR = (
    rf"\b(?:we|I|(?:our|its) (?:[\w\-]+ ){{0,2}}?{_PEOPLE_OF_IT}|the (?:[\w\-]+ ){{0,2}}?{_PEOPLE_OF_IT}|researchers)"
)
# "Lantern Watch said that it had examined": only an institution is "it"
_IT = r"^(?:that )?(?:it|they)"
_HELPERS = r"(?:\s+(?:has|have|had|also|then|itself|themselves|separately|privately|\w+ly)){0,3}\s+"
_BY_ITSELF = tuple((basis, re.compile(_ACTOR + _HELPERS + deed, re.IGNORECASE)) for basis, deed in _DEEDS)
_BY_IT = tuple((basis, re.compile(_IT + _HELPERS + deed, re.IGNORECASE)) for basis, deed in _DEEDS)
# inside the words that name the source: "who visited the prison", "which keeps its own register"
_IN_SOURCE = (
    *((basis, re.compile(r"\b" + deed, re.IGNORECASE)) for basis, deed in _DEEDS),
    (
        "own_count",
        re.compile(r"\b(?:its|their|our) own (?:count|records|monitoring|database|register)\b", re.IGNORECASE),
    ),
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|heard (?:that|from)|were told|was told|rumou?r(?:s|ed)?|it is said|what (?:[\w’]+ ){1,3}(?:told|said))\b",
    re.IGNORECASE,
)
_OFFICIAL_ACT = re.compile(
    r"\b(?:(?:it|he|she|they|we|I) (?:has |had |have )?(?:ordered|decreed|signed|appointed|dismissed|ruled|authori[sz]ed)"
    r"|(?:his|her|its|their|our|my) (?:office|ministry|department|staff|administration) (?:had |has |have )?investigated)\b",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"(?:record|regist|count|tall|document|verif|log)", re.IGNORECASE)
_LOOKING = re.compile(r"(?:found|saw|observed|measured|noted|witnessed)$", re.IGNORECASE)
_VISITORS = re.compile(r"\b(?:delegation|mechanism|inspectors?|monitors?|visitors)$", re.IGNORECASE)
_REGISTERED = re.compile(
    r"\b(?:is|are|was|were|been) registered\b|\b(?:register|records?) (?:shows?|lists?|holds?)\b", re.IGNORECASE
)
_RECORDS = re.compile(rf"\b{_RECORD_WORDS}\b", re.IGNORECASE)
_MODIFIED = re.compile(
    r",| who\b| of\b| for\b| from\b| in\b| (?:held|released|freed|detained|examined)\b(?=$| (?:from|in|on|by|after)\b)",
    re.IGNORECASE,
)
_FREED = re.compile(
    r"\b(?:released|freed) (?:from|in|on|after|last|this)\b|\b(?:was|were|been) (?:held|detained|imprisoned|jailed)\b",
    re.IGNORECASE,
)
_WAS_THERE = re.compile(
    r"\bwho (?:was|were) (?:there|present|inside)\b|\bwho (?:witnessed|saw|survived|lived through)\b|\beye-?witness"
)
_FIRST_PERSON = re.compile(r"(?:^|[“\"‘\s])(?:I|we|We|my|our|me|us)\b")
_PEOPLE = frozenset(
    "man men woman women person people pair one two three family families relative relatives mother father".split()
)
_NO_BASIS: tuple[Basis, str] = ("none", "")


def basis_of(cue: str, source: Party, content: str, lexicon: Lexicon) -> tuple[Basis, str]:
    """The basis that source, cue and content show for this source, and the words of the text that show it.

    A person released from the cell speaks of what they lived through, and so do relatives of what happens to themselves;
    a lawyer who repeats them does not.
    """
    if shown := _by_the_cue(cue, source, content):
        return shown
    if lived := _experience(source, content, lexicon):
        return "experience", lived
    body = source.kind in {"organisation", "government", "document", "outlet"}
    for patterns, text in ((_IN_SOURCE, source.text), (_BY_ITSELF, content), (_BY_IT if body else (), content)):
        for basis, pattern in patterns:
            # that a minister spoke with a president is what is told, not how it is known
            if (body or basis != "interview") and (match := pattern.search(text)):
                return basis, _clause(text, match)
    return _of_an_office(source, content, lexicon) or _hearsay(content) or _NO_BASIS


def _clause(text: str, match: re.Match[str]) -> str:
    """The match and what follows it in its clause: "interviewed 31 former detainees"."""
    rest = re.match(r"[^,.;:!?\n“”\"()]*", text[match.end() :])
    return (match.group() + (rest.group() if rest else "")).strip()


def _by_the_cue(cue: str, source: Party, content: str) -> tuple[Basis, str] | None:
    if source.kind == "document" and (match := _RECORDS.search(source.text)):
        return "document", match.group()
    confirmed = cue.lower().startswith("confirm") and source.kind == "organisation"
    if _COUNTING.match(cue) or (confirmed and re.match(r"(?:the )?\d", content)):
        return "own_count", cue
    if _LOOKING.match(cue) and _VISITORS.search(source.text):
        return "visit", source.text
    return None


def _of_an_office(source: Party, content: str, lexicon: Lexicon) -> tuple[Basis, str] | None:
    """What an office has on its register or did itself."""
    if source.kind != "government" and not any(w in lexicon.titles for w in source.text.lower().split()):
        return None
    if match := _REGISTERED.search(content):
        return "document", match.group()
    match = _OFFICIAL_ACT.search(content)
    return ("official_act", match.group()) if match else None


def _hearsay(content: str) -> tuple[Basis, str] | None:
    match = _HEARSAY.search(content)
    return ("hearsay", match.group()) if match else None


def _experience(source: Party, content: str, lexicon: Lexicon) -> str:
    """The words that show that the source lived through what it tells, or ""."""
    if source.kind not in {"unnamed", "person"}:
        return ""
    # "they", when the memory knows whom: the words that name them say who they are
    text = source.text if len(source.text) > 4 else source.name
    head = _MODIFIED.split(text, maxsplit=1)[0].lower().split()
    if any(singular(w) in lexicon.experience for w in head[-1:]) or _WAS_THERE.search(text):
        return source.text
    if any(w in _PEOPLE for w in head):
        if _FREED.search(text):
            return source.text
        if source.kind == "unnamed" and (match := _FIRST_PERSON.search(content)):
            return match.group().strip()
        if source.kind == "unnamed" and re.match(r"(?:that )?they\b", content):
            return "they"
    return ""


def method_of(document: Document, outlets: OutletTable) -> tuple[Basis, str]:
    """The first-hand basis that a report states for itself as a whole, with the sentence that states it; or ("none", "").

    Only what the document's own people did counts; the strongest in the order visit, interview, count, document wins.
    """
    patterns = [*enumerate(_BY_ITSELF), *enumerate(_by_name(document.outlet or "", outlets))]
    best: tuple[int, Basis, str] | None = None
    for start, end in document.sentences:
        sentence = document.text[start:end]
        for rank, (basis, pattern) in patterns:
            if (best is None or rank < best[0]) and pattern.search(sentence):
                best = (rank, basis, sentence)
    return (best[1], best[2]) if best else _NO_BASIS


def _by_name(name: str, outlets: OutletTable) -> list[tuple[Basis, re.Pattern[str]]]:
    """The deeds of an institution that calls itself by its name: "The Observatorio interviewed 31 former detainees"."""
    outlet = outlets.find(name)
    names = [re.escape(n) for n in (name, *((outlet.name, *outlet.aliases) if outlet else ())) if n]
    if not names:
        return []
    actor = rf"\b(?:{'|'.join(names)})"
    return [(basis, re.compile(actor + _HELPERS + deed, re.IGNORECASE)) for basis, deed in _DEEDS]
