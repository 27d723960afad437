"""When a document was published, as the range of days its date allows, and where that range lies to a window."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sayso.errors import RuleError

Standing = Literal["counts", "at most", "left out"]
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Days:
    """Every day a date may mean: "2024-02" is the 1st to the 29th. `shown` is the date as a reader sees it."""

    first: date
    last: date
    shown: str


@dataclass(frozen=True, slots=True)
class Window:
    """The days a rule looks at, both ends included, and up to which day the case's knowledge counts (None: all)."""

    start: date
    end: date
    known_by: date | None

    def known(self, received: date | None) -> bool:
        """Whether the case had received it by the day asked about."""
        return self.known_by is None or received is None or received <= self.known_by

    def there(self, published: Days | None, received: date | None) -> bool:
        """Whether it was published, and known to the case, by the day asked about, however old it was then."""
        return self.known(received) and (published is None or published.first <= self.end)

    def place(self, published: Days | None, received: date | None) -> tuple[Standing, str]:
        """Whether a document counts, only in "at most" (its date may lie outside), or is left out; and why."""
        if not self.known(received):
            return "left out", f"the case received it only on {received}"
        if published is None:
            return "at most", "its date is not known"
        if published.first > self.end:
            return "left out", f"published {published.shown}, after {self.end}"
        if published.last < self.start:
            return "left out", f"published {published.shown}, before {self.start}"
        if published.first < self.start or published.last > self.end:
            return "at most", f"its date, {published.shown}, may lie outside the time the rule asks for"
        return "counts", ""


def parse_day(text: str, what: str) -> date:
    """An exact ISO day, with or without a time after it; RuleError otherwise."""
    found = parse_days(text)
    if found is None or found.first != found.last:
        raise RuleError(f'{what} "{text}" is not a day; write it as 2025-03-01')
    return found.first


def parse_days(text: str | None) -> Days | None:
    """The days an ISO date of any precision allows, None where it is no date."""
    match = _ISO.fullmatch((text or "").strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    shown = "-".join(part for part in match.groups() if part)
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
    return Days(first, last, shown)


def publication(published: str | None, received: date | None) -> Days | None:
    """When a document was published, held against when the case received it.

    Without a date the day of receipt stands for it, and so it does for a date after receipt, which cannot be right.
    """
    days = parse_days(published)
    if received is None:
        return days
    if days is None:
        return Days(received, received, f"undated, received {received}")
    if days.first > received:
        return Days(received, received, f"dated {days.shown}, yet received {received}")
    return Days(days.first, min(days.last, received), days.shown)
