"""Claims resolved in the invented table of outlets, checked for what holds of each."""

from __future__ import annotations

from collections.abc import Sequence

from tests.claims.told import TABLE, claim

from sayso.independence import resolve
from sayso.independence.stage import Settings
from sayso.model.nouns import Claim, Document, Family, Statement


def resolved(documents: Sequence[Document], statements: Sequence[Statement], families: Sequence[Family] = ()) -> Claim:
    (found,) = resolve([claim(*statements)], documents, statements, families, TABLE, Settings())
    check(found, documents)
    return found


def check(found: Claim, documents: Sequence[Document]) -> None:
    """What holds for every claim: L <= U, each end counted, every merge with its reason and its proof."""
    texts = {d.id: d.text for d in documents}
    assert 0 <= found.independent.min <= found.independent.max == len(found.origins)
    assert {s for o in found.origins for s in o.statements} == set(found.statements)
    for merge in found.merges:
        assert merge.why
        assert merge.edge
        if merge.passage is not None:
            assert texts[merge.passage.document][merge.passage.start : merge.passage.end] == merge.passage.quote != ""
        else:
            assert merge.edge == "owner" or "canonical" in merge.why, "only the table of owners has no passage"


def interval(found: Claim) -> tuple[int, int]:
    return found.independent.min, found.independent.max


def names(found: Claim) -> set[str]:
    return {o.name for o in found.origins}


def edges(found: Claim) -> set[str]:
    return {m.edge for m in found.merges}
