"""The nouns of the rule language, frozen. A rule file is read into these; there is no code in a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateutil.relativedelta import relativedelta

from sayso.model.nouns import Basis, PartyKind, Result

SubjectKind = Literal["facility", "institution", "country"]
Weight = Literal["list", "block"]
Unit = Literal["days", "weeks", "months", "years"]


@dataclass(frozen=True, slots=True)
class Term:
    """One alternative of a lexicon: a phrase of every group must stand in the statement. A phrase is one group."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a statement must be about: one of `terms`, and none of the phrases of `not_terms` beside it."""

    name: str
    terms: tuple[Term, ...]
    not_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """A length of time as the rule writes it. `start(as_of)` is the first day it covers; the last is `as_of` itself."""

    count: int
    unit: Unit

    def start(self, as_of: date) -> date:
        """The day `count` units before `as_of`; a short month ends early, and year 1 stands for any before it."""
        try:
            return as_of - relativedelta(
                days=self.count if self.unit == "days" else 0,
                weeks=self.count if self.unit == "weeks" else 0,
                months=self.count if self.unit == "months" else 0,
                years=self.count if self.unit == "years" else 0,
            )
        except (OverflowError, ValueError):
            return date.min

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"


@dataclass(frozen=True, slots=True)
class Cite:
    """The instrument a rule rests on, in words, and where to read it."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an example: a source says something about a subject, perhaps through an outlet, on a day."""

    subject: str
    source: str
    kind: PartyKind
    says: str
    basis: Basis = "none"
    through: str | None = None
    published: str | None = None
    received: str | None = None
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """Facts with the result the rule's author expects. `at_least` and `at_most` are checked where they are given."""

    name: str
    as_of: str
    expect: Result
    facts: tuple[Fact, ...]
    coverage: tuple[str, ...] = ()
    subject: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A written criterion. `basis` and `source_kinds` are empty where the rule does not restrict them."""

    id: str
    title: str
    subject: SubjectKind
    topic: Topic
    at_least: int
    within: Within
    says: str
    cites: tuple[Cite, ...]
    examples: tuple[Example, ...]
    basis: tuple[Basis, ...] = ()
    source_kinds: tuple[PartyKind, ...] = ()
    contradictions: Weight = "list"
    file: str = ""
    line: int = 0

    def sentence(self, subject: str) -> str:
        """What the rule says of this subject. The subject is never read as a template."""
        return self.says.replace("{subject}", subject)
