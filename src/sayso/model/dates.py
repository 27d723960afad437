"""ISO dates of any precision as the stretch of time they allow, so that a bare day never comes before an hour of it."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# a bare day began somewhere in the world up to this long before it began in UTC, and ended as long after
_ZONES = timedelta(hours=14)


def stretch(iso: str | None) -> tuple[datetime, datetime] | None:
    """[earliest, latest] in UTC of an ISO 8601 date or time; None for anything else.

    A time with its zone is a moment; a time or day without one is widened by the zones there are.
    """
    if not iso:
        return None
    try:
        if "T" in iso:
            when = datetime.fromisoformat(iso)
            if when.tzinfo is not None:
                return when.astimezone(UTC), when.astimezone(UTC)
            plain = when.replace(tzinfo=UTC)
            return plain - _ZONES, plain + _ZONES
        match = _ISO.fullmatch(iso.strip())
        if match is None:
            return None
        year, month, day = (int(part) if part else 0 for part in match.groups())
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        first = datetime(year, month or 1, day or 1, tzinfo=UTC)
        return first - _ZONES, datetime(year, last_month, last_day, 23, 59, 59, tzinfo=UTC) + _ZONES
    except (ValueError, OverflowError):
        return None
