"""Who a case relies on: every source with what is attributed to it and through whom it reached the reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model.nouns import FIRST_HAND, PartyKind, Statement


@dataclass(frozen=True, slots=True)
class ReliedOn:
    """One source. `bases` are the first-hand bases visible in its statements, `channels` the names it came through."""

    name: str
    kind: PartyKind
    statements: int
    documents: int
    channels: tuple[str, ...]
    bases: tuple[str, ...]

    @property
    def first_hand(self) -> bool:
        return bool(self.bases)


def own_voice(statement: Statement) -> bool:
    """True for what a document says on its own authority: not attributed to anyone but its author or outlet."""
    return statement.quote == "none" and statement.source.kind in ("author", "outlet")


def relied_on(statements: Iterable[Statement]) -> list[ReliedOn]:
    """One row a name and kind, the most relied-on first."""
    groups: dict[tuple[str, PartyKind], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.source.name, statement.source.kind), []).append(statement)
    rows = [
        ReliedOn(
            name=name,
            kind=kind,
            statements=len(group),
            documents=len({statement.document for statement in group}),
            channels=tuple(sorted({statement.channel.name for statement in group if statement.channel})),
            bases=tuple(sorted({statement.basis for statement in group} & FIRST_HAND)),
        )
        for (name, kind), group in groups.items()
    ]
    return sorted(rows, key=lambda row: (-row.statements, row.name, row.kind))
