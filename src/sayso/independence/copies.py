"""Contradictions once it is known which statements are copies: shown between originals, and between a copy and what it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.independence.alterations import Alteration
from sayso.independence.graph import Graph
from sayso.independence.walk import ALTERED, DIFFERS
from sayso.model.nouns import Claim, Contradiction, ContradictionKind


def show_copies(claims: Sequence[Claim], changed: Mapping[str, tuple[str, Alteration]], graph: Graph) -> list[Claim]:
    """The claims with each contradiction told once, between the statements that were copied and not between their copies.

    A copy that says something else than its original (`changed`: its statement to the original's) stays itself, its
    contradictions say that it is a changed copy, and it contradicts its original even where nothing else was found to.
    """
    original = {
        m.what: m.into for c in claims for m in c.merges if m.edge == "republication" and m.into in graph.statements
    }
    added = _between_copy_and_original(claims, changed, graph)
    return [
        replace(
            claim,
            contradicted_by=_told_once((*claim.contradicted_by, *added.get(claim.id, ())), original, changed, graph),
        )
        for claim in claims
    ]


def _told_once(
    found: Sequence[Contradiction],
    original: Mapping[str, str],
    changed: Mapping[str, tuple[str, Alteration]],
    graph: Graph,
) -> tuple[Contradiction, ...]:
    kept: dict[tuple[str, str, frozenset[str]], Contradiction] = {}
    for one in found:
        a, b = (s if s in changed else original.get(s, s) for s in one.statements)
        if a == b:
            continue  # a statement and its copy say the same
        why = one.why
        for copy in dict.fromkeys((a, b)):
            if copy in changed and DIFFERS not in why:
                document = graph.statements[copy].document
                name = graph.outlet_of(document) or graph.title(document)
                why += f"; {name}: the copy {DIFFERS}, {changed[copy][1].words}"
        kept.setdefault((one.claim, one.kind, frozenset((a, b))), replace(one, statements=(a, b), why=why))
    return tuple(kept.values())


def _between_copy_and_original(
    claims: Sequence[Claim], changed: Mapping[str, tuple[str, Alteration]], graph: Graph
) -> dict[str, list[Contradiction]]:
    """Per claim: what its changed copies, or the changed copies of its statements, contradict; each pair on both sides."""
    holding: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for statement in claim.statements:
            holding[statement].append(claim)
    added: dict[str, list[Contradiction]] = defaultdict(list)
    for claim in claims:
        for merge in claim.merges:
            if merge.edge != ALTERED or merge.what not in changed:
                continue
            copy, (twin, change) = merge.what, changed[merge.what]
            there = next((c for c in holding[twin] if c.id == claim.id), None) or next(iter(holding[twin]), None)
            if there is None or change.kind == "name":
                continue  # another name contradicts nothing by itself
            kind: ContradictionKind = "figures differ" if change.kind == "figure" else "denied by"
            added[claim.id].append(Contradiction(there.id, kind, merge.why, (copy, twin), 0.8))
            if there.id != claim.id:
                added[there.id].append(Contradiction(claim.id, kind, merge.why, (twin, copy), 0.8))
    return added
