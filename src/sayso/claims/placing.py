"""Where a figure counts: a facility, the prisons of a country, the place of an event. Counts are compared in one place only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.measures import Counted, of_things
from sayso.claims.subjects import Places, Subject
from sayso.model.nouns import Figure, Statement
from sayso.statements.concepts import load_concepts

# one facility that is not named: not the prisons of the country, and not surely the one that another source means
_ONE_FACILITY = re.compile(
    r"\b(?:an?|the|this|that|each|every|another|one)\s+(?:(?!of\b)[\w’\-]+\s+){0,3}?(?:prison|jail|penitentiary|facility"
    r"|(?:detention|confinement|correctional|remand) cent(?:er|re))\b(?!\s+(?:systems?|populations?|service|authorit|administration"
    r"|guards?|officials?|conditions?|staff|network))",
    re.IGNORECASE,
)
# an office counts the inquiries that it makes itself: another's are others
_OWN_INQUIRY = re.compile(
    r"\b(?:it|we|I|he|she|they|(?:his|her|its|their|our|the) (?:office|staff|team|unit|investigators|inspectorate))\s+"
    r"(?:(?:has|have|had|is|are|was|were|been|already|now)\s+){0,3}(?:investigat|prob|examin|open|inquir|look)",
    re.IGNORECASE,
)
# counted for a whole country as they are for a town; its deaths in prison and in traffic would be one measure
_AT_LARGE = frozenset({"arrest", "release", "deport", "disappear", "displaced", "evacuated", "missing", "infected"})
# groups that are counted apart from the people held in a facility
_NOT_HELD_THERE = frozenset({"migrant"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with all its slots: `subject` and `whose` (a group of people, "custody") say where and of whom it counts.

    `event` marks a figure of a place in the news: another month is another event, unless `named` ("Brightloom fire") is the
    same. A `denied` figure is one that the source says is wrong ("43, and not 47").
    """

    figure: Figure
    subject: str
    whose: str
    how: str
    event: bool = False
    named: str = ""
    denied: bool = False

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.subject, self.figure.measure, self.figure.scope, self.whose


def place(
    counted: Counted, statement: Statement, subject: Subject | None, said: Sequence[str], places: Places
) -> Placed | None:
    """The figure with its place and group, or None where they are unknown and it can be compared with no other."""
    figure, group = counted.figure, counted.group
    its_own = "under inquiry" in figure.scope and _OWN_INQUIRY.search(statement.content.text)
    own = f"inquiries of {statement.source.name}" if its_own else ""
    if subject is not None and subject.kind == "facility":
        return Placed(figure, subject.name, own or ("" if group in _NOT_HELD_THERE else group), subject.how)
    sure = subject is not None and subject.how != "named most in the document"
    if subject is not None and sure and _known_before(figure) and (whose := _whose(set(said))) is not None:
        if _ONE_FACILITY.search(statement.content.text):
            return None
        return Placed(figure, subject.name, " ".join(filter(None, (whose, own))), subject.how)
    if figure.measure in {"capacity", "held"}:
        return None
    if (town := places.event(statement, by_story=of_things(figure.measure))) is not None:
        named = places.anchors.of(statement.content.text)
        return Placed(figure, town.name, own or group, town.how, event=True, named=named)
    if subject is not None and sure and figure.measure in _AT_LARGE:
        return Placed(figure, subject.name, own or group, subject.how)
    return None


def _known_before(figure: Figure) -> bool:
    """True for what happens to people held, and capacities."""
    return not figure.unit and (figure.measure == "capacity" or load_concepts().kind(figure.measure) == "event")


def _whose(terms: set[str]) -> str | None:
    """The slot that tells counts about one country apart ("custody", "migrant"), None where nothing shows it.

    Without it a country's deaths in prison and in traffic would be one measure.
    """
    if terms & {"detainee", "prison"}:
        return "custody"
    kind = load_concepts().kind
    return next((t for t in sorted(terms) if kind(t) == "person" and t != "person"), None)
