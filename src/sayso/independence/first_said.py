"""The earliest statement of a claim by each origin, with the evidence for its date and any conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sayso.model.dates import stretch
from sayso.model.nouns import Document, Family, FirstSaid, Member, Origin, Statement

_NEVER = datetime.max.replace(tzinfo=UTC)


def first_said(
    origins: Sequence[Origin],
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    place: Mapping[str, tuple[Family, Member]],
) -> tuple[FirstSaid, ...]:
    """One row an origin, the earliest first; a copy dated before its origin is a conflict, not a first.

    Dates are compared in UTC by the latest moment they allow: "2025" comes after "2025-05-12".
    """
    rows = [_first(origin, statements, documents, place) for origin in origins]
    return tuple(sorted(rows, key=lambda r: (_latest(r.date), r.origin)))


def _latest(date: str | None) -> datetime:
    allowed = stretch(date)
    return allowed[1] if allowed else _NEVER


def _first(
    origin: Origin,
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    place: Mapping[str, tuple[Family, Member]],
) -> FirstSaid:
    dated: list[tuple[datetime, bool, str, Document]] = []
    conflicts = []
    for statement_id in origin.statements:
        document = documents[statements[statement_id].document]
        parent = _parent(document, documents, place)
        if parent is not None and _before(document, parent):
            conflicts.append(
                f"{document.path} states {document.published}, before its origin {parent.path} ({parent.published}): "
                "not obeyed"
            )
            continue
        dated.append((_latest(document.published), parent is not None, statement_id, document))
    conflict = "; ".join(dict.fromkeys(conflicts)) or None
    if not dated:
        return FirstSaid(origin.name, origin.statements[0], None, "no date could be relied on", conflict)
    _, _, statement_id, document = min(dated, key=lambda row: row[:3])
    how = next((e.how for e in document.evidence if e.field == "published" and e.chosen), "no evidence of a date")
    return FirstSaid(origin.name, statement_id, document.published, how, conflict)


def _parent(
    document: Document, documents: Mapping[str, Document], place: Mapping[str, tuple[Family, Member]]
) -> Document | None:
    """The established origin that a document copies."""
    family, _ = place.get(document.id, (None, None))
    parent = documents.get(family.origin or "") if family is not None else None
    return parent if parent is not None and parent.id != document.id else None


def _before(copy: Document, parent: Document) -> bool:
    """True where a copy's date lies before its origin's: by the moments where both have one, else by the days they state."""
    mine, theirs = stretch(copy.published), stretch(parent.published)
    if mine is None or theirs is None:
        return False
    if mine[0] == mine[1] and theirs[0] == theirs[1]:
        return mine[1] < theirs[0]
    if copy.published is None or parent.published is None:
        return False
    # a bare day against a moment: the day as the page states it, in the origin's own zone
    length = min(len(copy.published), len(parent.published), 10)
    return copy.published[:length] < parent.published[:length]
