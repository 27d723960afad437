"""The names that one document gives: full names by surname, bodies by acronym, and what it introduces a name as."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sayso.model.nouns import Document, PartyKind
from sayso.statements.lexicon import Lexicon
from sayso.statements.words import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    strip_possessive,
)

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_INSIDE = r"(?:de|del|la|las|los|da|dos|van|von|bin|al|el)"
# a name of one to five capitalised words
NAME = rf"{_CAPITAL}[\w’\-]*\.?(?:\s+(?:{_INSIDE}\s+){{0,2}}{_CAPITAL}[\w’\-]*\.?){{0,4}}"
_FULL_NAME = re.compile(
    r"(?<![\w.])(?:[A-ZÀ-ÖØ-Þ][\w’'\-]+|[A-Z]\.)"
    r"(?:[ ](?:(?:de|del|la|da|dos|van|von|bin|al)[ ])*(?:[A-Z]\.[ ])?[A-ZÀ-ÖØ-Þ][\w’\-]+){1,5}"
)
_INTRODUCED = re.compile(
    r"(?:\s*\([A-Z]{2,8}\))?\s*,\s+(?:a|an|the|one of the|which is an?)\s+(?P<what>[^,.;:\n]{2,80})"
)
_INTRODUCING = re.compile(r"\b(?:[Aa]n?|[Tt]he)\s+(?P<what>(?:[\w’'\-]+\s+){0,4}[a-z][\w\-]*),?\s+$")
_NO_NAME = CONJUNCTIONS | SUBORDINATORS | PREPOSITIONS | {"the", "a", "an", "then", "however", "meanwhile"}
_PARTICLES = frozenset(_INSIDE[3:-1].split("|"))
# a name that occurs often is introduced where it occurs first
_LOOKED_AT = 4
ACRONYM = re.compile(r"\((?:the )?([A-Z]{2,8})\)")
# a bracket of two to eight words behind an acronym, of which the first and the last are written large
WRITTEN_OUT = re.compile(
    r"\b(?P<short>[A-Z]{3,8}) \((?:the )?(?P<name>[A-Z][\w’'\-]+(?: [\w’'\-]+){0,6} [A-Z][\w’'\-]+)\)"
)
# words of "the national human rights ombudsman’s office"
_LONGEST_BODY = 8
# characters between a body's introduction and its first words
_FAR = 10_000


@dataclass(frozen=True, slots=True)
class People:
    """Full names found in a document by their last word, so that "Gellman" is called "Mneesha Gellman" again."""

    by_last: dict[str, str]
    titles: frozenset[str]
    acronyms: dict[str, str] = field(default_factory=dict)
    text: str = ""

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> People:
        """Names of two to four capitalised words, titles dropped; a last word that two names share stays unresolved."""
        by_last: dict[str, str | None] = {}
        by_first_surname: dict[str, str] = {}
        for match in _FULL_NAME.finditer(document.text):
            words = drop_titles(match.group().split(), lexicon.titles)
            if len(words) < 2 or words[0].lower() in DETERMINERS | PRONOUNS | _PARTICLES:
                continue
            name, last = " ".join(words), strip_possessive(words[-1]).lower()
            name = strip_possessive(name)
            known = by_last.setdefault(last, name)
            if len(words) == 3 and "." not in words[1]:
                by_first_surname.setdefault(words[1].lower(), name)  # "Inés Calderón Vega" is called "Calderón"
            if known is None or known == name or known.endswith(" " + name) or name.endswith(" " + known):
                continue
            if known.split()[0] == words[0]:
                by_last[last] = min(known, name, key=len)  # with and without a middle name
            else:
                by_last[last] = known if len(known.split()) == 2 and known.split()[0] in name else None
        names = {last: name for last, name in (by_first_surname | by_last).items() if name}
        return cls(
            names, lexicon.titles, _acronyms(document.text, lexicon.government | lexicon.organisation), document.text
        )

    def ending(self, text: str) -> str | None:
        """The full name that a phrase ends with: "Minister of Justice Rodolfo Salvatierra"."""
        name = self.by_last.get(strip_possessive(text.split()[-1]).lower())
        return name if name is not None and text.endswith(name) else None

    def full(self, name: str) -> str:
        """The full name of a surname; "Ana M. Ruiz" is called as "Ana Ruiz" is, where the document writes both."""
        words = drop_titles(name.split(), self.titles)
        if not words:
            return name
        words[-1] = strip_possessive(words[-1])
        known = self.by_last.get(words[-1].lower())
        if known is None:
            return " ".join(words)
        surname = words[0].lower() in _PARTICLES and known.lower().endswith(" " + " ".join(words).lower())
        if len(words) == 1 or known.split()[0] == words[0] or surname:
            return known
        return " ".join(words)

    def written_out(self, name: str) -> str:
        """The body that an acronym stands for, where the document says so: "Harbour Rights Watch (HRW)"."""
        return self.acronyms.get(strip_possessive(name), name)

    def introduced_as(self, name: str, near: int, what: Callable[[str], PartyKind | None]) -> PartyKind | None:
        """What the document calls the name where it stands first, not far before the offset `near`.

        "Harbour Watch, a rights group", "the charity Open Door".
        """
        first, past = max(0, near - _FAR), near + len(name) + 1
        at, seen = self.text.find(name, first, past), 0
        while at >= 0 and seen < _LOOKED_AT:
            after = _INTRODUCED.match(self.text, at + len(name))
            before = _INTRODUCING.search(self.text[max(0, at - 60) : at])
            for found in (after, before):
                if found is not None and (kind := what(found["what"])) is not None:
                    return kind
            at, seen = self.text.find(name, at + 1, past), seen + 1
        return None


def drop_titles(words: list[str], titles: frozenset[str]) -> list[str]:
    """Without all up to the last title: "El Salvadoran President Nayib Bukele" -> "Nayib Bukele".

    "Radio Faro’s Ana Ruiz" and, at the head of a sentence, "But Ana Ruiz" are Ana Ruiz too.
    """
    first = max((i + 1 for i, word in enumerate(words[:-1]) if strip_possessive(word).lower() in titles), default=0)
    owner = max((i + 1 for i, word in enumerate(words[:-2]) if strip_possessive(word) != word), default=0)
    first = max(first, owner)
    while first < len(words) - 1 and words[first].lower() in _NO_NAME:
        first += 1
    return words[first:]


def _acronyms(text: str, bodies: frozenset[str]) -> dict[str, str]:
    """What each acronym stands for: "Harbour Rights Watch (HRW)", by first letters; "PDDH (Human Rights Ombudsperson)",
    where the name is another language's; "the ombudsman’s office (PDDH)", where a word of `bodies` stands before the bracket."""
    found: dict[str, str] = {}
    for bracket in ACRONYM.finditer(text):
        words = text[max(0, bracket.start() - 120) : bracket.start()].split()
        if name := by_first_letters(words, bracket.group(1)) or _body_before(words, bodies):
            found.setdefault(bracket.group(1), name)
    for bracket in WRITTEN_OUT.finditer(text):
        found.setdefault(bracket["short"], bracket["name"])
    return found


def by_first_letters(words: list[str], letters: str) -> str | None:
    """The name at the end of some words of which the capitals are these letters: "... Harbour Rights Watch", HRW."""
    for first in range(max(0, len(words) - 2 * len(letters)), len(words)):
        capitals = [w[0] for w in words[first:] if w[0].isupper()]
        if words[first][0].isupper() and "".join(capitals) == letters:
            return " ".join(words[first:])
    return None


def _body_before(words: list[str], bodies: frozenset[str]) -> str | None:
    """The words behind the last determiner, where the last of them is a body."""
    if not words or words[-1].lower() not in bodies:
        return None
    near = words[-_LONGEST_BODY:]
    after = max((k + 1 for k, word in enumerate(near) if word.lower() in {"the", "its", "a", "an"}), default=0)
    return " ".join(near[after:]) if after else None
