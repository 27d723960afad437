"""The earliest statement of a claim by each origin, with the evidence for its date and any conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.model.nouns import Document, Family, FirstSaid, Member, Origin, Statement


def first_said(
    origins: Sequence[Origin],
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    place: Mapping[str, tuple[Family, Member]],
) -> tuple[FirstSaid, ...]:
    """One row an origin, the earliest first; a copy that claims an earlier date than its origin is a conflict, not a first."""
    rows = [_first(origin, statements, documents, place) for origin in origins]
    return tuple(sorted(rows, key=lambda r: (r.date is None, r.date or "", r.origin)))


def _first(
    origin: Origin,
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    place: Mapping[str, tuple[Family, Member]],
) -> FirstSaid:
    dated = []
    conflicts = []
    for statement_id in origin.statements:
        document = documents[statements[statement_id].document]
        placed = place.get(document.id)
        parent = documents.get(placed[0].origin or "") if placed else None
        copy = parent is not None and parent.id != document.id
        if (
            copy
            and parent is not None
            and document.published
            and parent.published
            and document.published < parent.published[: len(document.published)]
        ):
            conflicts.append(
                f"{document.path} states {document.published}, before its origin {parent.path} ({parent.published}): not obeyed"
            )
            continue
        dated.append((document.published or "9999", copy, statement_id, document))
    if not dated:
        return FirstSaid(
            origin.name, origin.statements[0], None, "no date could be relied on", "; ".join(conflicts) or None
        )
    date, _, statement_id, document = min(dated, key=lambda row: (row[0][:10], row[1], row[0], row[2]))
    how = next((e.how for e in document.evidence if e.field == "published" and e.chosen), "no evidence of a date")
    known = None if date == "9999" else date
    return FirstSaid(origin.name, statement_id, known, how, "; ".join(dict.fromkeys(conflicts)) or None)
