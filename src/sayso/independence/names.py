"""Two names of one source: aliases, office holders who speak for their office, spokespersons for their organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model.nouns import Document, Party, Statement
from sayso.outlets import OutletTable

_OFFICE = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary)\s+(?:of|for)\s+(?P<of>[A-Z][\w’'\-]*(?:\s+(?:and|of|the|for)?\s*[A-Z][\w’'\-]*)*)"
)
_SPEAKS_FOR = re.compile(
    r"(?:spokes(?:man|woman|person)|director|head|president|chair(?:man|woman|person)?|coordinator|executive director|researcher|"
    r"secretary-general|representative|lawyer)\s+(?:of|for|at|with)\s+(?:the\s+)?(?P<of>[A-ZÀ-ÖØ-Þ][\w’'\-]*(?:\s+(?:(?:de|del|la|of|for|and|the)\s+){0,2}[A-ZÀ-ÖØ-Þ][\w’'\-]*)*)"
)
_BEFORE = re.compile(
    r"(?P<of>[A-ZÀ-ÖØ-Þ][\w’'\-]*(?:\s+(?:(?:de|del|la|of|and)\s+)?[A-ZÀ-ÖØ-Þ][\w’'\-]*)*)\s+(?:spokes(?:man|woman|person)|[Mm]inister)\s*$"
)
_ORGANISATIONS = frozenset({"organisation", "government", "document"})


class Names:
    """What each source is called across the case, learned from appositions in its documents ("X, director of Y")."""

    def __init__(self, documents: Sequence[Document], statements: Sequence[Statement], outlets: OutletTable) -> None:
        self._outlets = outlets
        known: dict[str, str] = {}
        for document in documents:
            if document.outlet:
                name = self._normal(document.outlet)
                known[_key(name)] = name
        for statement in statements:
            if statement.source.kind in {"organisation", "government"}:
                known.setdefault(_key(statement.source.name), self._normal(statement.source.name))
        self._known = known
        # person's name -> (organisation, the words that say so), from the documents where the person speaks
        self._speaks_for: dict[str, tuple[str, str]] = {}
        texts = {d.id: d.text for d in documents}
        seen: set[tuple[str, str]] = set()
        for statement in statements:
            name = statement.source.name
            if statement.source.kind == "person" and (name, statement.document) not in seen:
                seen.add((name, statement.document))
                self._learn(name, texts[statement.document])

    def _normal(self, name: str | None) -> str:
        outlet = self._outlets.find(name or "")
        return outlet.name if outlet else (name or "")

    def of(self, party: Party) -> str:
        """The normal name of a party: the outlet table's, or as the statement has it."""
        return self.resolve(party)[0]

    def resolve(self, party: Party) -> tuple[str, str]:
        """(normal name, why it differs from the party's own name or "")."""
        name = self._normal(party.name)
        if party.kind == "person" and (spoken := self._speaks_for.get(_key(name))):
            return spoken[0], f"{name} speaks for {spoken[0]}: “{spoken[1]}”"
        if party.kind == "person" and (office := _OFFICE.search(party.text)):
            ministry = self._ministry(office.group("of"))
            if ministry:
                return ministry, f"the office of “{party.text}” is {ministry}"
        if party.kind in _ORGANISATIONS and (known := self._known.get(_key(name))):
            return known, "" if known == name else f"{name} is {known}"
        return name, ""

    def _learn(self, name: str, text: str) -> None:
        key = _key(name)
        if key in self._speaks_for or len(name.split()) < 2:
            return
        at = text.find(name)
        while at >= 0:
            found = self._role_near(text, at, at + len(name))
            if found is not None:
                self._speaks_for[key] = found
                return
            at = text.find(name, at + 1)

    def _role_near(self, text: str, start: int, end: int) -> tuple[str, str] | None:
        """The organisation of "NAME, director of ORG" or "ORG spokesman NAME" or "Minister of X, NAME"."""
        after, before = text[end : end + 120], text[max(0, start - 80) : start]
        if after.startswith((",", " (")) or after.lstrip().startswith("is "):
            clause = re.split(r"[.;]|\bsaid\b|\btold\b", after, maxsplit=1)[0]
            found = self._organisation_in(clause)
            if found:
                return found, (text[start:end] + clause).strip(" ,")
        clause = re.split(r"[.;:]|\n", before)[-1]
        office = list(_OFFICE.finditer(clause))
        if office and re.fullmatch(r"[,\s]*", clause[office[-1].end() :]):
            ministry = self._ministry(office[-1].group("of"))
            if ministry:
                return ministry, (office[-1].group() + clause[office[-1].end() :] + text[start:end]).strip()
        match = _BEFORE.search(clause)
        if match:
            name = self._known_name(match.group("of")) or self._ministry(match.group("of"))
            if name:
                return name, (match.group() + text[start:end]).strip()
        return None

    def _organisation_in(self, clause: str) -> str | None:
        if (office := _OFFICE.search(clause)) and (ministry := self._ministry(office.group("of"))):
            return ministry
        if match := _SPEAKS_FOR.search(clause):
            return self._known_name(match.group("of"))
        return None

    def _known_name(self, text: str) -> str | None:
        if outlet := self._outlets.find(text):
            return outlet.name
        return self._known.get(_key(text))

    def _ministry(self, of: str) -> str | None:
        return (
            self._known_name(f"Ministry of {of}")
            or self._known_name(f"Department of {of}")
            or self._known_name(f"{of} Ministry")
        )


def _key(name: str) -> str:
    return re.sub(r"[’']s$", "", name.casefold().removeprefix("the ").strip(" .,"))
