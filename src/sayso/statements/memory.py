"""Who was named before: so that "she", "his office", "the same report" and "the delegation" lead to somebody."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.model.nouns import Document, Party, PartyKind
from sayso.outlets import OutletTable
from sayso.statements.lexicon import Lexicon, singular
from sayso.statements.words import PRONOUNS

_DEFINITE = re.compile(
    r"^(?:the|this|that|the same|same|its|their|our|his|her)\s+(?P<noun>[a-z][\w\-]*(?:\s[a-z][\w\-]*)?)$",
    re.IGNORECASE,
)
_POSSESSED = frozenset(
    "office staff team administration government campaign ministry department lawyers spokesman".split()
)
# the document's own people, in what an institution publishes itself
_OWN = frozenset(
    "we delegation committee mechanism team researchers observatory organisation organization commission report study "
    "mission ministry department government office institute foundation association authors".split()
)
_ORGANISATIONS = frozenset(
    "organisation organization group agency observatory body ngo watchdog newspaper association foundation".split()
)
_GOVERNMENTS = frozenset("ministry department government authorities".split())
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
# characters: a pronoun two sentences after the last source most likely means somebody else
_NEAR = 400


class Memory:
    """The parties that one document has named so far, by kind."""

    def __init__(self, document: Document, outlets: OutletTable, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._mentions = outlets.mentions(document.text)
        self._own = _publisher(document, outlets)
        self._people: list[Party] = []
        self._by_kind: dict[str, Party] = {}
        self._at = 0
        self.last: Party | None = None

    def keep(self, party: Party) -> None:
        """Remember a source that was named."""
        self.last = party
        self._at = party.start if party.start is not None else self._at
        if party.kind == "person":
            self._people.append(party)
        elif party.kind != "document" or party.name != party.text:
            self._by_kind["organisation" if party.kind == "outlet" else party.kind] = party

    def is_own(self, party: Party) -> bool:
        """True for the institution that publishes the document."""
        return self._own is not None and party.name == self._own.name

    def resolve(self, party: Party) -> Party:
        """The party with the name of whom its words point back to, or as it is."""
        text = re.split(r",", party.text, maxsplit=1)[0].strip()
        if party.kind == "document" and not _DEFINITE.match(text):
            return self._document(party)
        lower = text.lower()
        if lower == "we" and self._own is not None:
            return _called(party, self._own)
        if lower in PRONOUNS:
            near = party.start is not None and party.start - self._at <= _NEAR
            before = (self._by_kind.get("organisation") if lower == "it" else None) or self.last
            return _called(party, before) if near else party
        match = _DEFINITE.match(text)
        if match is None or party.kind == "outlet":
            return party
        return self._definite(party, lower, match.group("noun").lower().split()[-1])

    def _definite(self, party: Party, lower: str, noun: str) -> Party:
        head = singular(noun)
        if lower.startswith(("his ", "her ", "its ", "their ")):
            return _called(party, self.last) if noun in _POSSESSED else party
        if self._own is not None and (noun in _OWN or lower.startswith("our ")):
            return _called(party, self._own)
        if head in self._lexicon.document:
            if self._own is not None and "document" not in self._by_kind:
                return _called(party, self._own, "document")
            return _called(party, self._by_kind.get("document") or self._by_kind.get("organisation"))
        if noun in _ORGANISATIONS:
            return _called(party, self._by_kind.get("organisation"))
        if noun in _GOVERNMENTS:
            return _called(party, self._by_kind.get("government"))
        named = (p for p in reversed(self._people) if re.search(rf"\b{re.escape(head)}\b", p.text, re.IGNORECASE))
        return _called(party, next(named, None))

    def _document(self, party: Party) -> Party:
        """Whose document it is: "The Ministry’s register" in the ministry's release; registers in an inspector's hands."""
        if _DEFINITE.match(party.name):
            return replace(party, name=self.resolve(Party(party.name, party.name, "government")).name)
        anonymous = party.name.casefold() == party.text.casefold().removeprefix("the ")
        return _called(party, self._own, "document") if anonymous and self._own is not None else party

    def door(self, party: Party) -> Party:
        """The outlet that "the agency" or "this newspaper" stands for: the nearest one named before, or the publisher."""
        words = party.text.lower().split()
        if party.kind == "outlet":
            return party
        if words[0] not in {"the", "this", "our", "its"} or party.start is None:
            return party
        if words[-1] in _OWN and self._own is not None:
            return _called(party, self._own)
        kinds = _DOOR_KINDS.get(words[-1])
        before = [o for start, _, o in self._mentions if start < party.start and (kinds is None or o.kind in kinds)]
        return replace(party, name=before[-1].name, kind="outlet") if before else party


def _publisher(document: Document, outlets: OutletTable) -> Party | None:
    """The institution that speaks in its own report or release, None for an article."""
    if document.genre not in {"report", "press_release"} or not document.outlet:
        return None
    outlet = outlets.find(document.outlet)
    kind: PartyKind = "government" if outlet is not None and outlet.kind == "government" else "organisation"
    return Party(document.outlet, outlet.name if outlet else document.outlet, kind)


def _called(party: Party, before: Party | None, kind: PartyKind | None = None) -> Party:
    return party if before is None else replace(party, name=before.name, kind=kind or before.kind)
