"""Small records for the tests of rules: a line a statement."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sayso.model.nouns import (
    FIRST_HAND,
    Basis,
    Capture,
    Claim,
    Contradiction,
    Document,
    Genre,
    Interval,
    Origin,
    Party,
    PartyKind,
    Record,
    Span,
    Statement,
)

PRISON = "Villa Norte Prison"
DARK = "The cells have no daylight."
RULE = """
rules:
  - id: dark
    title: Dark cells
    subject: facility
    topic: {{name: no daylight, terms: [{{all_of: [[cell*], [no daylight, windowless]]}}], not_terms: [false that]}}
    independent: {{at_least: 2}}
    within: 24 months
    cites: [{{text: Rule 14}}]
    says: "{{subject}} has dark cells."
    examples:
      - name: one
        as_of: 2025-06-01
        facts: [{{subject: A Prison, source: B, says: cells with no daylight}}]
        expect: insufficient
{more}
"""


@dataclass(frozen=True)
class Told:
    """A statement as a test writes it. Statements of one subject and one `claim` number form a claim."""

    source: str
    basis: Basis = "none"
    published: str | None = "2025-03-01"
    says: str = DARK
    kind: PartyKind = "organisation"
    subject: str = PRISON
    claim: int = 0
    denies: bool = False
    received: str | None = None
    genre: Genre = "news"
    through: str | None = None


def rule_text(more: str = "") -> str:
    return RULE.format(more=more)


def record(*told: Told) -> Record:
    """A record with one document a statement: s0 in d0, s1 in d1, ..."""
    documents, statements, captures = [], [], []
    groups: dict[tuple[str, int], list[tuple[Told, str]]] = defaultdict(list)
    for number, line in enumerate(told):
        documents.append(
            Document(
                f"d{number}", f"sha{number}", f"{number}.txt", line.says, published=line.published, genre=line.genre,
                outlet=f"Outlet {number}",
            )
        )  # fmt: skip
        if line.received:
            captures.append(Capture(f"sha{number}", f"{number}.txt", f"{number}.txt", 1, "text/plain", line.received))
        statements.append(
            Statement(
                f"s{number}", f"d{number}", 0, len(line.says), line.says, "indirect",
                Party(line.source, line.source, line.kind),
                Party(line.through, line.through, "outlet") if line.through else None,
                "said", Span(line.says, 0, len(line.says)), line.basis, 1.0, "a test", line.denies,
            )
        )  # fmt: skip
        groups[line.subject, line.claim].append((line, f"s{number}"))
    claims = [_claim(number, subject, lines) for number, ((subject, _), lines) in enumerate(groups.items())]
    return Record("test", tuple(captures), tuple(documents), (), tuple(statements), tuple(claims))


def _claim(number: int, subject: str, lines: list[tuple[Told, str]]) -> Claim:
    by_source: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    for line, id_ in lines:
        by_source[line.source].append((line, id_))
    origins = []
    for source, mine in by_source.items():
        bases: list[Basis] = [line.basis for line, _ in mine if line.basis in FIRST_HAND]
        origins.append(
            Origin(source, mine[0][0].kind, bases[0] if bases else mine[0][0].basis, tuple(id_ for _, id_ in mine))
        )
    interval = Interval(sum(origin.first_hand for origin in origins), len(origins))
    ids = tuple(id_ for _, id_ in lines)
    return Claim(f"c{number}", lines[0][0].says, subject, "", ids, ("a test",) * len(ids), interval, tuple(origins))


def contradicted(claim: Claim, other: str, mine: str, theirs: str) -> Contradiction:
    return Contradiction(other, "denied by", f"{other} denies {claim.id}", (mine, theirs), 1.0)
