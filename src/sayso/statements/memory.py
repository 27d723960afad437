"""Who was named before: so that "she", "his office", "the same report" and "the delegation" lead to somebody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from dataclasses import replace

from sayso.model.nouns import Document, Party, PartyKind
from sayso.outlets import OutletTable
from sayso.statements.actors import Subjects, gender_of
from sayso.statements.lexicon import Lexicon, singular
from sayso.statements.words import PRONOUNS

_DEFINITE = re.compile(
    r"^(?P<which>the|this|that|the same|same|its|their|our|his|her)\s+(?P<noun>[a-z][\w\-]*(?:\s[a-z][\w\-]*)?)$",
    re.IGNORECASE,
)
# "a spokesman for the ministry" is the ministry
_SPOKES = re.compile(
    r"an?\s+(?:[\w\-]+\s+){0,3}?spokes(?:man|woman|person)\s+(?:for|of)\s+(?P<body>(?:the|its)\s+[a-z][\w\-]*)$",
    re.IGNORECASE,
)
_POSSESSED = frozenset(
    "office staff team administration government campaign ministry department lawyers spokesman".split()
)
# the people of whoever writes: "our observers", and in what an institution writes "the delegation"
_PEOPLE = frozenset(
    "delegation mission team teams researchers researcher observers observer monitors monitor investigators inspectors members "
    "reporters reporter correspondent correspondents staff visitors authors author".split()
)
# people by their trade, of whom a pronoun can tell
_TRADES = frozenset(map(singular, _PEOPLE)) | frozenset(
    "engineer diver rescuer firefighter soldier driver chemist coroner paramedic surveyor pathologist ferryman".split()
)
_WORK = frozenset("report study research investigation findings analysis survey monitoring interviews".split())
# what an institution may call itself, where its name or its kind agrees
_BODIES = frozenset(
    "committee mechanism observatory organisation organization commission ministry department government office institute "
    "foundation association council agency authority network group board court".split()
)
_ANY_ORGANISATION = frozenset("organisation organization group body ngo watchdog charity".split())
_PUBLISHERS = frozenset(
    "newspaper paper daily weekly magazine broadcaster station network agency website site outlet channel".split()
)
_DOOR_KINDS = {
    "agency": {"agency"},
    "newspaper": {"newspaper"},
    "paper": {"newspaper"},
    "daily": {"newspaper"},
    "magazine": {"magazine"},
    "weekly": {"magazine", "newspaper"},
    "broadcaster": {"broadcaster"},
    "station": {"broadcaster"},
    "network": {"broadcaster"},
}
_NARROWS_NOTHING = frozenset("former same young old elder second first".split())
_INSTITUTIONS: dict[str, PartyKind] = {"ngo": "organisation", "igo": "organisation", "government": "government"}
# characters: a pronoun two sentences after the last source most likely means somebody else
_NEAR = 400
# people named before whom "the lawyer" can mean
_REMEMBERED = 40


class Memory:
    """The parties that one document has named so far, by kind, and who speaks when it says "we"."""

    def __init__(self, document: Document, outlets: OutletTable, lexicon: Lexicon, subjects: Subjects) -> None:
        self._lexicon, self._subjects = lexicon, subjects
        self._mentions = outlets.mentions(document.text)
        self._starts = [start for start, _, _ in self._mentions]
        self._own = _institution(document, outlets)
        self._speaker = self._own or _writer(document, outlets)
        self._people: deque[Party] = deque(maxlen=_REMEMBERED)
        self._bodies: deque[Party] = deque(maxlen=_REMEMBERED)
        self._by_kind: dict[str, Party] = {}
        self._described: dict[str, Party] = {}
        self._at = -1
        self._gender: dict[str, str] = {}
        self._doubtful: set[int] = set()
        self._did: dict[int, str] = {}
        self.last: Party | None = None

    def keep(self, party: Party) -> None:
        """Remember a source that was named."""
        self.last = party
        if party.kind == "person" and (gender := gender_of(party)):
            self._gender.setdefault(party.name, gender)
        self._at = party.start if party.start is not None else self._at
        if party.kind == "person":
            self._people.append(party)
            described = "," in party.text or " who " in party.text
            if described and len(party.text) > len(self._described.setdefault(party.name, party).text):
                self._described[party.name] = party
        elif party.kind != "document" or party.name != party.text:
            if party.kind in {"organisation", "government", "outlet"}:
                self._bodies.append(party)
            self._by_kind["organisation" if party.kind == "outlet" else party.kind] = party

    def is_own(self, party: Party) -> bool:
        """True for the institution that publishes the document."""
        return self._own is not None and party.name == self._own.name

    def described(self, party: Party) -> Party | None:
        """The fullest words that named this person before: "Ana Ruiz, who survived", where now only "Ruiz" stands.

        None for a pronoun that may as well mean somebody else: what one of them lived through is not lent to the other.
        """
        if party.start in self._doubtful:
            return None
        known = self._described.get(party.name) if party.kind == "person" else None
        return known if known is not None and known.text != party.text else None

    def did(self, party: Party) -> str:
        """What the sentence says, from its verb on, whose subject a pronoun was found to mean; "" where it was none or
        where that is doubtful."""
        return "" if party.start is None or party.start in self._doubtful else self._did.get(party.start, "")

    def resolve(self, party: Party, *, quoted: bool = False) -> Party:
        """The party with the name of whom its words point back to, or as it is. `quoted`: it stands in a quotation."""
        text = re.split(r",", party.text, maxsplit=1)[0].strip()
        if party.kind == "document" and not _DEFINITE.match(text):
            return self._document(party)
        lower = text.lower()
        if not quoted and _is_ours(lower):
            return _called(party, self._speaker)
        if lower in PRONOUNS:
            return _called(party, self._antecedent(lower, party.start) if party.start is not None else None)
        if party.kind == "unnamed" and (spokes := _SPOKES.match(text)):
            body = self.resolve(Party(spokes["body"], spokes["body"], "government", party.start, party.end))
            return party if body.name == spokes["body"] else _called(party, body)
        match = _DEFINITE.match(text)
        if match is None or party.kind == "outlet":
            return party
        return self._definite(party, match["which"].lower(), match["noun"].lower().split())

    def _antecedent(self, pronoun: str, at: int) -> Party | None:
        """Whom a pronoun at offset `at` means: the subject of the nearest sentence since the last source, else that source.

        Where both agree with it, or where the last source does not, it stays doubtful.
        """
        before = self._before(pronoun, at) if at - self._at <= _NEAR else None
        found = self._between(pronoun, at) or before
        if before is not None and found is not None:
            other = before if found.name != before.name else None
            plural_of_one = pronoun == "they" and found.kind == "person"
            # "Ana Ruiz said he had told her": in one sentence the two may well be different people
            new = (
                pronoun in {"he", "she"} and self._subjects.together(self._at, at) and not self._gender.get(found.name)
            )
            if plural_of_one or new or (other is not None and self._fits(pronoun, other)):
                self._doubtful.add(at)
            elif pronoun in {"he", "she"}:
                self._gender.setdefault(found.name, pronoun)
        return found

    def _before(self, pronoun: str, at: int) -> Party | None:
        """Whom a pronoun means among the sources: he and she are people, it is none."""
        if pronoun == "it":
            return self._by_kind.get("organisation") or self.last
        if pronoun not in {"he", "she"} or self.last is None:
            return self.last
        if self.last.kind in {"person", "unnamed", "author"} and self._gender.get(self.last.name, pronoun) == pronoun:
            return self.last
        # "she said that he had told her": the other one in a sentence is somebody new, unless known as "he"
        known = {pronoun} if self._subjects.together(self._at, at) else {pronoun, ""}
        people = (p for p in reversed(self._people) if p.name != self.last.name)
        return next((p for p in people if self._gender.get(p.name, "") in known), None)

    def _between(self, pronoun: str, at: int) -> Party | None:
        """The nearest subject that the pronoun can mean in the sentences behind the last source's and before its own."""
        for party, did in self._subjects.between(max(self._at, at - _NEAR), at):
            if party.text.lower().split(",")[0].strip() in PRONOUNS:
                continue
            after = did.partition(" ")[2]
            found = self._own if self._own is not None and party.text.lower() in _PEOPLE else self.resolve(party)
            if found is None or not self._fits(pronoun, found, after):
                continue
            if gender := gender_of(party, after):
                self._gender.setdefault(found.name, gender)
            self._did[at] = did
            return found
        return None

    def _fits(self, pronoun: str, party: Party, after: str = "") -> bool:
        """True where number, kind and, as far as seen, gender of a party agree with a pronoun."""
        head = re.split(r",| (?:of|for|from|in|at|who|which)\b", party.text.lower(), maxsplit=1)[0].split()
        noun = singular(head[-1]) if head else ""
        plural = bool(head) and noun != head[-1]
        body = party.kind in {"organisation", "government", "outlet"}
        if pronoun == "it":
            return body and not (plural and party.text.islower())
        if pronoun == "they":
            return body or (plural and self._is_people(noun))
        if pronoun not in {"he", "she"}:
            return False
        named = party.kind == "person" and len(party.name.split()) > 1 and head[0] != "the"
        if not named and (plural or body or not self._is_people(noun)):
            return False
        return (self._gender.get(party.name) or gender_of(party, after) or pronoun) == pronoun

    def _is_people(self, noun: str) -> bool:
        lexicon = self._lexicon
        return noun in lexicon.unnamed | lexicon.experience | lexicon.titles or noun in _TRADES

    def _definite(self, party: Party, which: str, words: list[str]) -> Party:
        noun, head = words[-1], singular(words[-1])
        narrowed = [w for w in words[:-1] if w not in _NARROWS_NOTHING]
        if which in {"his", "her", "its", "their"}:
            return _called(party, self.last) if noun in _POSSESSED else party
        if which == "our":
            return party
        if self._means_own(which, noun, narrowed):
            return _called(party, self._own or self._speaker)
        if head in self._lexicon.document:
            if self._own is not None and "document" not in self._by_kind:
                return _called(party, self._own, "document")
            return _called(party, self._by_kind.get("document") or self._by_kind.get("organisation"))
        if body := next((b for b in reversed(self._bodies) if _agrees(b.name, noun, narrowed)), None):
            return _called(party, body)
        if noun in _ANY_ORGANISATION and not narrowed:
            named = (b for b in reversed(self._bodies) if b.kind == "organisation")
            return _called(party, next(named, None))
        if noun in _PUBLISHERS and not narrowed:
            return self._publisher(party, noun)
        return _called(party, next((p for p in reversed(self._people) if _agrees(p.text, noun, narrowed)), None))

    def _means_own(self, which: str, noun: str, narrowed: list[str]) -> bool:
        """True where "the delegation", "this report", "the committee" is the institution's own; "the UN team" is not."""
        if which == "this" and noun in _PUBLISHERS and self._own is None:
            return True
        if self._own is None or any(w not in {"visiting", "research", "monitoring", "field"} for w in narrowed):
            return False
        if noun in _PEOPLE:
            return True
        if noun in _WORK:
            return which == "this" or "document" not in self._by_kind
        if noun not in _BODIES:
            return False
        others = (b for b in self._bodies if b.kind == "organisation" and not self.is_own(b))
        any_body = self._own.kind == "organisation" and noun in _ANY_ORGANISATION
        return _agrees(self._own.name, noun, []) or (any_body and next(others, None) is None)

    def _publisher(self, party: Party, noun: str) -> Party:
        found = self._named_before(party, noun)
        named = next((b for b in reversed(self._bodies) if b.kind == "outlet"), None)
        return _called(party, found or named)

    def _document(self, party: Party) -> Party:
        """Whose document it is: "The Ministry’s register" in the ministry's release; registers in an inspector's hands."""
        if _DEFINITE.match(party.name):
            return replace(party, name=self.resolve(Party(party.name, party.name, "government")).name)
        # "the registers examined by the delegation", but not "a report" and not "the Harbour Aid report"
        the, *rest = party.text.split()
        anonymous = the.lower() in {"the", "our", "its"} and not any(w[0].isupper() for w in rest)
        return _called(party, self._own, "document") if anonymous and self._own is not None else party

    def door(self, party: Party) -> Party:
        """The outlet that "the agency" or "this newspaper" stands for: the nearest one named before, or the publisher."""
        words = party.text.lower().split()
        if party.kind == "outlet":
            return party
        if words[0] not in {"the", "this", "our", "its"} or party.start is None:
            return party
        if words[0] in {"this", "our"} and words[-1] in _PUBLISHERS | _PEOPLE and self._own is None:
            return replace(party, name=self._speaker.name, kind="outlet")
        if self._own is not None and (words[-1] in _PEOPLE or self._means_own(words[0], words[-1], [])):
            return _called(party, self._own)
        return _called(party, self._named_before(party, words[-1])) if words[-1] in _PUBLISHERS else party

    def _named_before(self, party: Party, noun: str) -> Party | None:
        """The outlet of that kind which the text named last before the party."""
        kinds = _DOOR_KINDS.get(noun)
        past = bisect_left(self._starts, party.start or 0)
        for start, end, outlet in reversed(self._mentions[max(0, past - _REMEMBERED) : past]):
            if kinds is None or outlet.kind in kinds:
                return Party(outlet.name, outlet.name, "outlet", start, end)
        return None


def _is_ours(lower: str) -> bool:
    """ "we", "we at the office", "our observers": whoever writes; "our mayor", "our lawyer" are somebody else."""
    words = lower.split()
    if words[:1] == ["we"] or words == ["i"]:
        return True
    return len(words) > 1 and words[0] == "our" and (words[-1] in _PEOPLE or words[-1] in _WORK)


def _agrees(name: str, noun: str, narrowed: list[str]) -> bool:
    """True where the words that name somebody hold the noun that points back to them and what narrows it.

    "The authorities" are no "National Authority", and "the municipal authority" is another one.
    """
    words = set(re.findall(r"\w+", name.lower()))
    return noun in words and words.issuperset(narrowed)


def _institution(document: Document, outlets: OutletTable) -> Party | None:
    """The institution that speaks in what it publishes itself, None for an article."""
    if not document.outlet:
        return None
    outlet = outlets.find(document.outlet)
    kind = _INSTITUTIONS.get(outlet.kind) if outlet is not None else None
    if kind is None and document.genre not in {"report", "press_release"}:
        return None
    return Party(document.outlet, outlet.name if outlet else document.outlet, kind or "organisation")


def _writer(document: Document, outlets: OutletTable) -> Party:
    """Who says "we" in an article: its outlet, else its author, else the document itself."""
    outlet = outlets.find(document.outlet or "")
    names = [outlet.name if outlet else document.outlet, document.author, document.title]
    if document.genre == "opinion":
        names.insert(0, document.author)
    name = next((n for n in names if n), "the document")
    return Party(name, name, "author")


def _called(party: Party, before: Party | None, kind: PartyKind | None = None) -> Party:
    return party if before is None else replace(party, name=before.name, kind=kind or before.kind)
