"""The interval: at least L sources with a visible first-hand basis, at most U upstream ends, every merge shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from sayso.independence.copies import show_copies
from sayso.independence.first_said import first_said
from sayso.independence.graph import End, Graph, Walk
from sayso.independence.walk import walk_claim
from sayso.model.nouns import (
    FIRST_HAND,
    Claim,
    Document,
    Family,
    Interval,
    Merge,
    Origin,
    PartyKind,
    Statement,
)
from sayso.outlets import OutletTable

VERSION = "walk-5"


@dataclass(frozen=True, slots=True)
class Settings:
    """Nothing to set yet: the meaning of the interval is fixed in docs/method.md."""


def resolve(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    statements: Sequence[Statement],
    families: Sequence[Family],
    outlets: OutletTable,
    settings: Settings | None = None,
) -> list[Claim]:
    """The claims with interval, origins, merges and first said.

    U counts upstream ends after every proven or probable merge; L those with a visible first-hand basis, unnamed ones at
    most once per outlet. L never exceeds U.
    """
    graph = Graph(documents, statements, families, outlets)
    walks = [walk_claim(claim, graph) for claim in claims]
    resolved = [_resolve(claim, found, graph) for claim, found in zip(claims, walks, strict=True)]
    changed = {s: w.altered for found in walks for s, w in found.items() if w.altered}
    return show_copies(resolved, changed, graph)


def _resolve(claim: Claim, walks: dict[str, Walk], graph: Graph) -> Claim:
    ends = _ends(walks)
    hollow = {statement for statement, walk in walks.items() if not walk.shows_basis}
    # a statement that leads to several ends shows that one of them knows, not which
    shared = {statement: {end.key for end in walk.ends} for statement, walk in walks.items() if len(walk.ends) > 1}
    known = {end.key for end, held in ends if _origin(end, held, hollow | shared.keys(), graph).first_hand}
    taken = {statement for statement, keys in shared.items() if keys & known}
    origins = [_origin(end, held, hollow | (shared.keys() if end.key in known else taken), graph) for end, held in ends]
    first_hand = [
        end if end.key in known else replace(end, floor=(*end.floor, *(f"said:{s}" for s in held if s in shared)))
        for origin, (end, held) in zip(origins, ends, strict=True)
        if origin.first_hand
    ]
    return replace(
        claim,
        independent=Interval(_apart(first_hand), len(origins)),
        origins=tuple(origins),
        merges=_merges(walks),
        first_said=first_said(origins, graph.statements, graph.documents, graph.place),
    )


def _apart(ends: Sequence[End]) -> int:
    """How many of these ends are surely not one another: groups that share no key."""
    groups: list[set[str]] = []
    for end in ends:
        keys = {end.key, *end.floor}
        touching = [g for g in groups if g & keys]
        groups = [g for g in groups if not g & keys]
        groups.append(keys.union(*touching))
    return len(groups)


def _ends(walks: dict[str, Walk]) -> list[tuple[End, list[str]]]:
    """Ends by key, each with the statements that lead to it, in the order in which the claim names them."""
    found: dict[str, tuple[End, list[str]]] = {}
    for statement, walk in walks.items():
        for end in walk.ends:
            known, held = found.setdefault(end.key, (end, []))
            held.append(statement)
            if end.established and not known.established:
                found[end.key] = (end, held)
    return list(found.values())


def _origin(end: End, held: Sequence[str], hollow: set[str], graph: Graph) -> Origin:
    statements = [graph.statements[s] for s in held if s not in hollow]
    shown = next((s for s in statements if s.basis in FIRST_HAND and _own_basis(s, end, graph)), None)
    return Origin(
        name=end.name,
        kind=cast(PartyKind, end.kind),
        basis=shown.basis
        if shown
        else next((s.basis for s in statements if s.basis != "none" and s.basis not in FIRST_HAND), "none"),
        statements=tuple(held),
        # a basis shows who found it out; of a document that nobody is named for it does not
        established=end.established or (shown is not None and end.kind != "document"),
        basis_quote=shown.basis_quote if shown else "",
    )


def _own_basis(statement: Statement, end: End, graph: Graph) -> bool:
    """True where the statement's basis is this end's: it is the source itself, not somebody who passes it on."""
    if statement.quote == "none" or statement.source.kind != "outlet":
        return True
    return graph.names.of(statement.source).casefold() == end.name.casefold()


def _merges(walks: dict[str, Walk]) -> tuple[Merge, ...]:
    seen: dict[tuple[str, str, str], Merge] = {}
    for walk in walks.values():
        for step in walk.steps:
            seen.setdefault((step.what, step.into, step.edge), step)
    return tuple(seen.values())
