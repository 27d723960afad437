"""When a figure holds: a day, a month, a year or a stretch, read from the words around it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.model.dates import stretch
from sayso.model.nouns import Statement

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

# a day of the week belongs to the telling; what it counts happened then
_ONE_DAY = re.compile(
    r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b|\blast night\b|\bovernight\b|\bin one (?:day|night)\b"
    r"|\b(?:this|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day) (?:morning|afternoon|evening|night)\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\bsince\b|\bso far\b|\bin total\b|\bover the (?:past|last)\b|\bthis year\b|\bin (?:19|20)\d\d\b", re.IGNORECASE
)
# a headcount or a capacity holds for a while; so far apart it may have changed
_CHANGED = timedelta(days=90)

_OPEN = re.compile(r"\bsince\b", re.IGNORECASE)
_NO_END = (9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """[first, last] as (year, month, day) with 0 for what is not said; `point` for one day or month named alone."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    point: bool


def find_period(text: str, year: int = 0) -> Period | None:
    """The period that the dates of a text span, or None where it names none; `year` is that of dates which name no year."""
    dates = [d for m in _DATE.finditer(text) if (d := _date(m))]
    if not dates:
        return None
    year = next((d[0] for d in dates if d[0]), year)
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


def when(statement: Statement, published: str | None) -> tuple[date, date] | None:
    """[first, last] day that a statement may be about: the dates in its words, else when it was published."""
    for text in (statement.content.text, statement.sentence):
        if (period := find_period(text)) is not None and period.last != _NO_END:
            return _day(period.first, first=True), _day(period.last, first=False)
    allowed = stretch(published)
    return (allowed[0].date(), allowed[1].date()) if allowed else None


def _day(said: tuple[int, int, int], *, first: bool) -> date:
    year, month = said[0], said[1] or (1 if first else 12)
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(said[2] or (1 if first else last), last))


def other_reach(a: str, b: str) -> bool:
    """True where one text counts a single day and the other a long stretch: "12 on Monday" is no answer to "900 since March"."""
    return any(_ONE_DAY.search(x) and _LONG.search(y) and not _LONG.search(x) for x, y in ((a, b), (b, a)))


def long_apart(a: tuple[date, date] | None, b: tuple[date, date] | None) -> bool:
    """True where what is so at one time may no longer be at the other."""
    return a is not None and b is not None and (a[1] + _CHANGED < b[0] or b[1] + _CHANGED < a[0])
