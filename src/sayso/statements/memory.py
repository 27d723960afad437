"""Who was named before: so that "she", "his office", "the same report" and "the delegation" lead to somebody."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.model.nouns import Document, Party
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
    "we delegation committee mechanism team researchers observatory organisation organization commission report study mission "
    "ministry department government office institute foundation association authors".split()
)
# characters: a pronoun two sentences after the last source most likely means somebody else
_NEAR = 400


class Memory:
    """The last party of each kind, in one document."""

    def __init__(self, document: Document, outlets: OutletTable, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._own: Party | None = None
        if document.genre in {"report", "press_release"} and document.outlet:
            outlet = outlets.find(document.outlet)
            kind = outlet.kind if outlet else "ngo"
            self._own = Party(
                document.outlet,
                outlet.name if outlet else document.outlet,
                "government" if kind == "government" else "organisation",
            )
        self.last: Party | None = None
        self._at = 0
        self._people: Party | None = None
        self._organisation: Party | None = None
        self._government: Party | None = None
        self._document: Party | None = None

    def keep(self, party: Party) -> None:
        """Remember a source that was named."""
        self.last = party
        self._at = party.start if party.start is not None else self._at
        if party.kind == "person":
            self._people = party
        elif party.kind in {"organisation", "outlet"}:
            self._organisation = party
        elif party.kind == "government":
            self._government = party
        if party.kind == "document" and party.name != party.text:
            self._document = party

    def resolve(self, party: Party) -> Party:
        """The party with the name of whom its words point back to, or as it is."""
        text = re.split(r",", party.text, maxsplit=1)[0].strip()
        lower = text.lower()
        if lower == "we" and self._own is not None:
            return self._called(party, self._own)
        if lower in PRONOUNS:
            near = party.start is not None and party.start - self._at <= _NEAR
            before = self._organisation if lower == "it" and self._organisation else self.last
            return self._called(party, before) if near else party
        match = _DEFINITE.match(text)
        if match is None or party.kind == "outlet":
            return party
        words = match.group("noun").lower().split()
        head = singular(words[-1])
        if lower.startswith(("his ", "her ", "its ", "their ")):
            return self._called(party, self.last) if words[-1] in _POSSESSED else party
        if self._own is not None and (words[-1] in _OWN or lower.startswith("our ")):
            return self._called(party, self._own)
        if head in self._lexicon.document:
            return self._called(party, self._document or self._organisation)
        if words[-1] in {
            "organisation",
            "organization",
            "group",
            "agency",
            "observatory",
            "body",
            "ngo",
            "watchdog",
            "newspaper",
        }:
            return self._called(party, self._organisation)
        if words[-1] in {"ministry", "department", "government"}:
            return self._called(party, self._government)
        if words[-1] in {
            "lawyer",
            "minister",
            "director",
            "professor",
            "official",
            "deputy",
            "spokesman",
            "spokeswoman",
        }:
            return self._called(party, self._people)
        return party

    @staticmethod
    def _called(party: Party, before: Party | None) -> Party:
        return party if before is None else replace(party, name=before.name, kind=before.kind)
