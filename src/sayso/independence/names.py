"""Two names of one source: aliases, office holders who speak for their office, spokespersons for their organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model.nouns import Document, Party, Statement
from sayso.outlets import OutletTable
from sayso.statements.lexicon import load_lexicon, singular
from sayso.statements.people import ACRONYM, WRITTEN_OUT

_OFFICE = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary)\s+(?:of|for)\s+(?P<of>[A-Z][\w’'\-]*(?:\s+(?:and|of|the|for)?\s*[A-Z][\w’'\-]*)*)"
)
_SPEAKS_FOR = re.compile(
    r"(?:(?:spokes(?:man|woman|person)|director|head|president|chair(?:man|woman|person)?|coordinator|executive director|researcher"
    r"|secretary-general|representative|lawyer)\s+(?:of|for|at|with)"
    r"|\bwho\s+(?:now\s+)?(?:chairs|heads|leads|directs|runs|presides over|speaks for))\s+(?:the\s+)?"
    r"(?P<of>[A-ZÀ-ÖØ-Þ][\w’'\-]*(?:\s+(?:(?:de|del|la|of|for|and|the)\s+){0,2}[A-ZÀ-ÖØ-Þ][\w’'\-]*)*)"
)
_BEFORE = re.compile(
    r"(?P<of>[A-ZÀ-ÖØ-Þ][\w’'\-]*(?:\s+(?:(?:de|del|la|of|and)\s+)?[A-ZÀ-ÖØ-Þ][\w’'\-]*)*)\s+(?:spokes(?:man|woman|person)|[Mm]inister)\s*$"
)
# "a spokesman for the agency", "the ministry's spokeswoman", "its director": the body was named before
_SPEAKS_FOR_IT = re.compile(
    r"(?:spokes(?:man|woman|person)|director|head|president|chair(?:man|woman|person)?|coordinator|representative|secretary-general|researcher|lawyer)"
    r"\s+(?:of|for|at)\s+the\s+(?P<noun>[a-z]+)\b"
)
_ITS = re.compile(
    r"\b(?:(?P<its>[Ii]ts|[Tt]heir)|[Tt]he\s+(?P<noun>[a-z]+)[’']s)\s+(?:[\w\-]+\s+){0,2}?"
    r"(?:spokes(?:man|woman|person)|director|head|president|chair(?:man|woman|person)?|coordinator|representative|secretary-general)"
    r"[,\s]*$"
)
# a body that is meant by what it is, whatever its name says
_ANY_BODY = frozenset("group organisation organization body charity association".split())
# characters before a person's name within which the body they speak for was named
_FAR = 600
_BODIES = frozenset({"organisation", "government", "outlet"})
_ORGANISATIONS = frozenset({"organisation", "government", "document"})


class Names:
    """What each source is called across the case, learned from appositions in its documents ("X, director of Y")."""

    def __init__(self, documents: Sequence[Document], statements: Sequence[Statement], outlets: OutletTable) -> None:
        self._outlets = outlets
        self._documents = load_lexicon().document
        known: dict[str, str] = {}
        for document in documents:
            if document.outlet:
                name = self._normal(document.outlet)
                known[_key(name)] = name
        for statement in statements:
            if statement.source.kind in {"organisation", "government"}:
                known.setdefault(_key(statement.source.name), self._normal(statement.source.name))
        self._known = known
        self._written_out = _acronyms(self._known, documents)
        self._full = _one_person({s.source.name for s in statements if s.source.kind == "person"})
        # document -> (offset, name) of each body that speaks or is listed, in order
        self._bodies: dict[str, list[tuple[int, str]]] = {}
        for statement in statements:
            if statement.source.kind in _BODIES and statement.source.start is not None:
                named = (statement.source.start, self._normal(statement.source.name))
                self._bodies.setdefault(statement.document, []).append(named)
        # person's name -> (organisation, the words that say so), from the documents where the person speaks
        self._speaks_for: dict[str, tuple[str, str]] = {}
        texts = {d.id: d.text for d in documents}
        seen: set[tuple[str, str]] = set()
        for statement in statements:
            name = statement.source.name
            if statement.source.kind == "person" and (name, statement.document) not in seen:
                seen.add((name, statement.document))
                self._learn(name, statement.document, texts[statement.document])

    def _normal(self, name: str | None) -> str:
        outlet = self._outlets.find(name or "")
        return outlet.name if outlet else (name or "")

    def of(self, party: Party) -> str:
        """The normal name of a party: the outlet table's, or as the statement has it."""
        return self.resolve(party)[0]

    def resolve(self, party: Party) -> tuple[str, str]:
        """(normal name, why it differs from the party's own name or "")."""
        name = self._normal(self._written_out.get(party.name, party.name))
        spoken = self._speaks_for.get(_key(name)) or self._speaks_for.get(_key(self._full.get(name, name)))
        if party.kind == "person" and spoken:
            return spoken[0], f"{name} speaks for {spoken[0]}: “{spoken[1]}”"
        if party.kind == "person" and (office := _OFFICE.search(party.text)):
            ministry = self._ministry(office.group("of"))
            if ministry:
                return ministry, f"the office of “{party.text}” is {ministry}"
        if party.kind == "person" and (full := self._full.get(name)):
            return full, f"{name} is {full}: the case names nobody else so"
        if party.kind in _ORGANISATIONS and (known := self._known.get(_key(name))):
            return known, "" if known == name else f"{name} is {known}"
        return name, ""

    def is_unnamed_document(self, party: Party) -> bool:
        """True for "a report", "an inspection of the mine", "medical records": a document by its kind, of nobody that is named."""
        if party.kind != "document" or self._outlets.find(party.name):
            return False
        head = re.split(r"[,(]|\s(?:of|in|at|on|into|from|by|for|that|which)\b", party.name, maxsplit=1)[0].split()
        if not head or not {head[-1].lower(), singular(head[-1].lower())} & self._documents:
            return False
        # a capital that only begins the sentence names nobody
        return not any(w[0].isupper() and not party.text.startswith(w) for w in head)

    def _learn(self, name: str, document: str, text: str) -> None:
        key = _key(name)
        if key in self._speaks_for or len(name.split()) < 2:
            return
        at = text.find(name)
        while at >= 0:
            found = self._role_near(text, at, at + len(name)) or self._role_of_it(document, text, at, at + len(name))
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

    def _role_of_it(self, document: str, text: str, start: int, end: int) -> tuple[str, str] | None:
        """The body of "NAME, a spokesman for the agency" or "Its spokeswoman, NAME": the one named before that it agrees with."""
        if text.startswith((",", " ("), end):
            clause = re.split(r"[.;]|\bsaid\b|\btold\b", text[end : end + 120], maxsplit=1)[0]
            if match := _SPEAKS_FOR_IT.search(clause):
                body = self._body_before(document, text, start, match["noun"])
                return (body, (text[start:end] + clause).strip(" ,")) if body else None
        before = re.split(r"[.;:]\s|\n", text[max(0, start - 80) : start])[-1]
        if match := _ITS.search(before):
            body = self._body_before(document, text, start, match["noun"] or "")
            return (body, (match.group() + text[start:end]).strip()) if body else None
        return None

    def _body_before(self, document: str, text: str, at: int, noun: str) -> str | None:
        """The body named last before the offset whose name holds the noun; any for "its" and "the group"."""
        listed = [(s, o.name) for s, _, o in self._outlets.mentions(text, max(0, at - _FAR), at)]
        spoken = [(s, name) for s, name in self._bodies.get(document, ()) if at - _FAR <= s < at]
        for _, name in sorted([*listed, *spoken], reverse=True):
            outlet = self._outlets.find(name)
            words = set(re.findall(r"\w+", name.casefold())) | ({outlet.kind} if outlet else set())
            if not noun or noun in _ANY_BODY or noun in words:
                return name
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
        key = _key(text)
        if known := self._known.get(key):
            return known
        # "the Anglers' Club" is the one Anglers' Club that the case names in full
        longer = [name for full, name in self._known.items() if " " in key and full.endswith(f" {key}")]
        return longer[0] if len(longer) == 1 else None

    def _ministry(self, of: str) -> str | None:
        return (
            self._known_name(f"Ministry of {of}")
            or self._known_name(f"Department of {of}")
            or self._known_name(f"{of} Ministry")
        )


def _one_person(names: set[str]) -> dict[str, str]:
    """Names of persons to the one name they are called: "Ana María Ruiz", "Ana Ruiz Vega" and "Ruiz" to "Ana Ruiz".

    Only where the case names one such person: two who share a surname stay apart from the surname alone.
    """
    longer: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        for surname in words[1:] if len(words) > 2 else ():
            if (short := f"{words[0]} {surname}") in names:
                longer.setdefault(short, set()).add(name)
    called = {long: short for short, found in longer.items() if len(found) == 1 for long in found}
    surnames: dict[str, set[str]] = {}
    for name in names:
        if " " in name:
            full = called.get(name, name)
            surnames.setdefault(full.split()[-1], set()).add(full)
    alone = {s: next(iter(full)) for s, full in surnames.items() if s in names and len(full) == 1}
    return called | alone


def _acronyms(known: dict[str, str], documents: Sequence[Document]) -> dict[str, str]:
    """Each acronym that a document puts in brackets behind a known body's name, or before it: "Harbour Rights Watch (HRW)",
    "PDDH (Human Rights Ombudsperson)". One that stands for two bodies in the case stands for neither.
    """
    found: dict[str, str] = {}
    twice: set[str] = set()
    for document in documents:
        for bracket in ACRONYM.finditer(document.text):
            before = document.text[max(0, bracket.start() - 120) : bracket.start()].split()
            letters = bracket.group(1)
            for first in range(max(0, len(before) - 2 * len(letters)), len(before)):
                name = known.get(_key(" ".join(before[first:])))
                if name is not None and name != letters:
                    if found.setdefault(letters, name) != name:
                        twice.add(letters)
                    break
        for bracket in WRITTEN_OUT.finditer(document.text):
            letters, name = bracket["short"], known.get(_key(bracket["name"]))
            if name is not None and name != letters and found.setdefault(letters, name) != name:
                twice.add(letters)
    return {letters: name for letters, name in found.items() if letters not in twice}


def _key(name: str) -> str:
    return re.sub(r"[’']s$", "", name.casefold().removeprefix("the ").strip(" .,"))
