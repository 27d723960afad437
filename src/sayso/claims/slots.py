"""A statement as the decisions see it: what it is about, what it counts, what it affirms, denies or asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.claims.measures import Measures, count, load_measures
from sayso.claims.periods import when
from sayso.claims.placing import Placed, place
from sayso.claims.polarity import denied_deed, is_negative, negated
from sayso.claims.subjects import Places, Subject
from sayso.model.nouns import Document, Statement
from sayso.statements.concepts import Concepts, load_concepts
from sayso.statements.words import PREPOSITIONS

_UNIT = re.compile(
    r"\b(?:blocks?|pavilion|sector|unit|wing|section|ward|module) (?:\d+|[A-Z])\b|\bother blocks\b", re.IGNORECASE
)
_ASKS = re.compile(r"(?:recommend|request|ask|urg|demand|call(?:s|ed|ing)? (?:for|on)|propos|want|hop)", re.IGNORECASE)
# "describes how people are held" asserts nothing that could be denied
_QUESTION = re.compile(r"(?:how|whether|why|what|when|who|if)\b", re.IGNORECASE)
# sentences and characters in which a story says what happened where
_LEAD, _LEAD_LENGTH = 3, 700


@dataclass(frozen=True, slots=True)
class Slots:
    """A statement as the decision sees it. `units` are numbered parts of a place ("block 4"): others are another place;
    `asks` is set for what is recommended or demanded, which asserts nothing; `negates` are the terms said not to be so.
    `story` are the terms that its document opens with; `deed` is what a negative statement says was not done ("order").
    `figures` are those whose place and measure are known; a denied one is asserted by nobody and is in `denied`.
    """

    statement: Statement
    subject: Subject | None
    negative: bool
    terms: frozenset[str]
    concepts: frozenset[str]
    figures: tuple[Placed, ...]
    units: frozenset[str] = frozenset()
    asks: bool = False
    negates: frozenset[str] = frozenset()
    denied: tuple[Placed, ...] = ()
    moment: tuple[date, date] | None = None
    story: frozenset[str] = frozenset()
    deed: str = ""

    @property
    def is_sentence(self) -> bool:
        """False for "to comment" and "very wrong", which continue their cue."""
        words = self.statement.content.text.lower().split()
        return len(words) >= 3 and words[0] not in PREPOSITIONS

    def elsewhere(self, other: Slots) -> bool:
        """True where both name a part of the place and no part is common."""
        return bool(self.units) and bool(other.units) and not self.units & other.units


@dataclass(slots=True)
class Group:
    """Statements of one claim while it grows, each with why it was put here.

    `measure`, `scope` and `subject` are set for claims of figures.
    """

    key: str
    members: list[Slots]
    because: list[str]
    measure: str = ""
    scope: str = ""
    subject: str | None = None


def make_slots(statements: Sequence[Statement], documents: Sequence[Document]) -> list[Slots]:
    """Slots of each statement, in an order that does not depend on the order of adding."""
    concepts, measures, places = load_concepts(), load_measures(), Places(documents)
    dates = {d.id: d.published for d in documents}
    stories = {d.id: frozenset(concepts.terms(_opening(d))) for d in documents}
    ordered = sorted(statements, key=lambda s: (dates.get(s.document) or "9999", s.document, s.start, s.end, s.id))
    made = (_slots(s, places, concepts, measures, dates.get(s.document)) for s in ordered)
    return [replace(one, story=stories.get(one.statement.document, frozenset())) for one in made]


def _opening(document: Document) -> str:
    """The title and the first sentences, which say what a story is about."""
    lead = document.sentences[: _LEAD + 1]
    return f"{document.title or ''} {document.text[lead[0][0] : lead[-1][1]][:_LEAD_LENGTH] if lead else ''}"


def _slots(
    statement: Statement, places: Places, concepts: Concepts, measures: Measures, published: str | None
) -> Slots:
    subject = places.of(statement)
    about = set(concepts.terms(subject.name)) if subject else set()
    said = concepts.terms(statement.content.text)
    terms = [t for t in said if t not in about]
    negative = is_negative(statement)
    placed = tuple(
        replace(p, denied=c.denied)
        for c in count(statement, measures)
        if (p := place(c, statement, subject, said, places)) is not None
    )
    return Slots(
        statement=statement,
        subject=subject,
        negative=negative,
        deed=denied_deed(statement) if negative else "",
        negates=negated(statement, concepts) if negative else frozenset(),
        terms=frozenset(terms),
        concepts=frozenset(t for t in terms if concepts.kind(t) in {"event", "thing"}) - {"prison"},
        figures=tuple(p for p in placed if not _denied(p, statement)),
        denied=tuple(p for p in placed if _denied(p, statement)),
        units=frozenset(" ".join(u.lower().split()) for u in _UNIT.findall(statement.content.text)),
        asks=bool(_ASKS.match(statement.cue) or _QUESTION.match(statement.content.text)),
        moment=when(statement, published) if statement.figures or placed else None,
    )


def _denied(placed: Placed, statement: Statement) -> bool:
    # who denies that anybody was hurt says that nobody was
    return placed.denied or (statement.denies and placed.figure.high != 0)
