"""The earliest statement of a claim by each origin, with the evidence for its date and any conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sayso.model.dates import stretch
from sayso.model.nouns import Document, Family, FirstSaid, Member, Origin, Statement

_NEVER = datetime.max.replace(tzinfo=UTC)
# the clocks of the world: a time without a zone was so much later or earlier in UTC
_WEST, _EAST = timedelta(hours=12), timedelta(hours=14)

_MOST = 3  # rivals named: one is enough to doubt, and a hostile case has thousands


@dataclass(frozen=True, slots=True)
class _Said:
    """A candidate: a statement with its document, and the established origin that the document copies."""

    statement: str
    document: Document
    parent: Document | None

    @property
    def rank(self) -> tuple[datetime, bool, str]:
        return _as_written(self.document.published), self.parent is not None, self.statement


def first_said(
    origins: Sequence[Origin],
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    place: Mapping[str, tuple[Family, Member]],
) -> tuple[FirstSaid, ...]:
    """One row an origin, the earliest first; a copy dated before its origin is a conflict, not a first.

    Two times are compared where all time zones they may be in give the same answer, else by the days stated; where that does
    not tell them apart the row's conflict says so. "2025" comes after "2025-05-12", and that after an hour of the day.
    """
    rows = [_first(origin, statements, documents, place) for origin in origins]
    return tuple(sorted(rows, key=lambda r: (_as_written(r.date), r.origin)))


def _as_written(date: str | None) -> datetime:
    """The last moment that a date allows, by the clock of UTC where it names no zone: an order of all dates."""
    if stretch(date) is None or date is None:
        return _NEVER
    if "T" in date:
        when = datetime.fromisoformat(date)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    first, last = stretch(date) or (_NEVER, _NEVER)
    return datetime.combine((last - _EAST).date(), time(23, 59, 59), UTC) if first < last else last


def _moments(date: str) -> tuple[datetime, datetime] | None:
    """[earliest, latest] moment of a time in the zones there are; None for a date without a time."""
    if "T" not in date or stretch(date) is None:
        return None
    when = datetime.fromisoformat(date)
    if when.tzinfo is not None:
        return when, when
    plain = when.replace(tzinfo=UTC)
    return plain - _EAST, plain + _WEST


def _order(a: str, b: str) -> int:
    """-1 where a was surely or by its day before b, 1 for the reverse, 0 where it is not established."""
    mine, theirs = _moments(a), _moments(b)
    if mine and theirs:
        if mine[1] < theirs[0] or theirs[1] < mine[0]:
            return -1 if mine[1] < theirs[0] else 1
        if mine[0] == mine[1] and theirs[0] == theirs[1]:
            return 0
    # the days as the pages state them, and the shorter one where one states a month or a year only
    length = min(len(a), len(b), 10)
    return (a[:length] > b[:length]) - (a[:length] < b[:length])


def _first(
    origin: Origin,
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    place: Mapping[str, tuple[Family, Member]],
) -> FirstSaid:
    carriers = {statements[s].document for s in origin.statements}
    said: list[_Said] = []
    conflicts = []
    for statement_id in origin.statements:
        document = documents[statements[statement_id].document]
        parent = _parent(document, documents, place)
        if parent is not None and _before(document, parent):
            conflicts.append(
                f"{document.path} states {document.published}, before its origin {parent.path} ({parent.published}): "
                "not obeyed"
            )
        # what it was copied from says it too, and said it first whatever the clocks
        elif parent is None or parent.id not in carriers or stretch(parent.published) is None:
            said.append(_Said(statement_id, document, parent))
    if not said:
        conflict = "; ".join(dict.fromkeys(conflicts)) or None
        return FirstSaid(origin.name, origin.statements[0], None, "no date could be relied on", conflict)
    first = _earliest(said)
    conflicts += _unsettled(first, said)[:_MOST]
    document = first.document
    how = next((e.how for e in document.evidence if e.field == "published" and e.chosen), "no evidence of a date")
    return FirstSaid(origin.name, first.statement, document.published, how, "; ".join(dict.fromkeys(conflicts)) or None)


def _earliest(said: Sequence[_Said]) -> _Said:
    """The statement that none is before; as the dates are written where that leaves several."""
    ordered = sorted(said, key=lambda one: one.rank)
    first = ordered[0]
    for one in ordered[1:]:
        if _dated(one) and _order(one.document.published or "", first.document.published or "") < 0:
            first = one
    return first


def _dated(one: _Said) -> bool:
    return stretch(one.document.published) is not None


def _unsettled(first: _Said, said: Sequence[_Said]) -> list[str]:
    """Why it is not sure that this was first: a time that names its zone, and one of that day that does not."""
    found = []
    mine = first.document.published or ""
    for one in said:
        theirs = one.document.published or ""
        moments = _moments(mine), _moments(theirs)
        if one.document.id == first.document.id or None in moments or _order(mine, theirs):
            continue
        if len({low == high for low, high in filter(None, moments)}) == 2:
            found.append(
                f"whether {first.document.path} ({mine}) or {one.document.path} ({theirs}) was first is not established: one "
                "of the times names no zone"
            )
    return found


def _parent(
    document: Document, documents: Mapping[str, Document], place: Mapping[str, tuple[Family, Member]]
) -> Document | None:
    """The established origin that a document copies."""
    family, _ = place.get(document.id, (None, None))
    parent = documents.get(family.origin or "") if family is not None else None
    return parent if parent is not None and parent.id != document.id else None


def _before(copy: Document, parent: Document) -> bool:
    """True where a copy's date lies before its origin's, of those that can be read."""
    mine, theirs = copy.published, parent.published
    if mine is None or theirs is None or stretch(mine) is None or stretch(theirs) is None:
        return False
    return _order(mine, theirs) < 0
