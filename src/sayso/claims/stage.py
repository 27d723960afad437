"""The stage: statements of a case to claims, each with its contradictions; independence comes after."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.contradictions import figures_differ, opposites
from sayso.claims.grouping import Group, Settings, group, make_slots
from sayso.model.ids import make_id
from sayso.model.nouns import FIRST_HAND, Claim, Contradiction, Document, Statement

VERSION = "slots-1"
_MIN_WORDS = 4


def group_statements(
    documents: Sequence[Document], statements: Sequence[Statement], settings: Settings | None = None
) -> list[Claim]:
    """Claims that cover every statement, those said most often first; the order of the input does not matter.

    A claim's id comes from its first statement's, so that it stays when a later document repeats the claim.
    """
    groups = group(make_slots(statements, documents), settings or Settings())
    ids = [_claim_id(g) for g in groups]
    against = opposites(groups, ids, documents)
    claims = []
    for index, one in enumerate(groups):
        contradicted = (
            [*figures_differ(one, ids[index]), *against.get(index, [])] if one.measure else against.get(index, [])
        )
        claims.append(_claim(one, ids[index], tuple(contradicted)))
    return sorted(claims, key=lambda c: (-len(c.statements), c.id))


def _claim_id(one: Group) -> str:
    return make_id("c", one.key.split("/", 1)[1] if one.measure else "", one.members[0].statement.id)


def _claim(one: Group, claim_id: str, contradicted: tuple[Contradiction, ...]) -> Claim:
    first = one.members[0]
    return Claim(
        id=claim_id,
        text=_plainest([m.statement for m in one.members]),
        subject=first.subject.name if first.subject else None,
        measure=one.measure,
        statements=tuple(m.statement.id for m in one.members),
        because=tuple(one.because),
        contradicted_by=contradicted,
    )


def _plainest(statements: Sequence[Statement]) -> str:
    """The shortest content of at least four words, of a source with a first-hand basis where there is one."""
    ranked = sorted(
        statements,
        key=lambda s: (len(s.content.text.split()) < _MIN_WORDS, s.basis not in FIRST_HAND, len(s.content.text), s.id),
    )
    return " ".join(ranked[0].content.text.split())
