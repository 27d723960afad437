"""When a figure holds: a day, a month, a year or a stretch, read from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})\s+)?\b(?P<month>{_MONTH})\.?\b(?:\s+(?P<d2>\d{{1,2}})(?!\d))?(?:,?\s+(?P<y1>(?:19|20)\d\d))?|\b(?P<y2>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_STRETCH = re.compile(
    r"\b(?:since|between|from|during|so far|until|through|over|in the (?:first|last|past))\b", re.IGNORECASE
)

_OPEN = re.compile(r"\bsince\b", re.IGNORECASE)
_NO_END = (9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """[first, last] as (year, month, day) with 0 for what is not said; `point` for one day or month named alone."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    point: bool


def find_period(text: str) -> Period | None:
    """The period that the dates of a text span, or None where it names none with a year."""
    dates = [d for m in _DATE.finditer(text) if (d := _date(m))]
    year = next((d[0] for d in dates if d[0]), 0)
    if not year:
        return None
    full = sorted((d[0] or year, d[1], d[2]) for d in dates)
    last = _NO_END if len(full) == 1 and _OPEN.search(text) else full[-1]
    return Period(full[0], last, point=len(full) == 1 and full[0][2] > 0 and not _STRETCH.search(text))


def _date(match: re.Match[str]) -> tuple[int, int, int] | None:
    if match.group("y2"):
        return int(match.group("y2")), 0, 0
    month = match.group("month")
    day = match.group("d1") or match.group("d2")
    if month.lower() in {"may", "march", "mar"} and not month[0].isupper():
        return None
    if month.lower() == "may" and not (day or match.group("y1")):
        return None
    return int(match.group("y1") or 0), _MONTHS[month.lower()], int(day or 0)


def can_both_hold(a: Period | None, b: Period | None) -> bool:
    """True where the words show two different moments: other days, or years that do not meet. Unknown is not different."""
    if a is None or b is None:
        return False
    if a.point and b.point:
        return a.first != b.first
    return a.last[0] < b.first[0] or b.last[0] < a.first[0]
