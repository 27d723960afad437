"""Dates as ISO 8601 of the precision known: only the format is converted, a time zone stays as it was given."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_MONTHS = "january february march april may june july august september october november december".split()
_MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_MONTH_NUMBER = {
    **{name[:n]: i for i, name in enumerate(_MONTHS, 1) for n in (3, len(name))},
    **{name: i for i, name in enumerate(_MESES, 1)},
    "sept": 9,
    "setiembre": 9,
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\.?"
# with its own flag: it stands inside patterns that tell capitals from small letters
MONTH_DAY = r"(?i:\d{1,2}(?:st|nd|rd|th)?\s+(?:de\s+)?%s|%s\s+\d{1,2}(?:st|nd|rd|th)?)" % (
    (_MONTH.replace("?P<month>", "?:"),) * 2
)
_TIME = (
    r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"\s*(?P<zone>Z\b|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})(?:[T\s]+" + _TIME + r")?)?(?![\d-])", re.I)
_FORMS = (
    re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+|de\s+)?{_MONTH},?[\s-]+(?:del?\s+)?(?P<year>\d{{4}})(?:,?\s+(?:at\s+)?{_TIME})?",
        re.I,
    ),
    re.compile(
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?:,?\s+(?:at\s+)?{_TIME})?", re.I
    ),
    re.compile(rf"\b{_MONTH},?\s+(?P<year>\d{{4}})", re.I),
    re.compile(r"^\s*(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\s*$"),
    re.compile(r"^\s*(?P<year>\d{4})\s*$"),
)
_SLASHED = re.compile(r"(?<!\d)(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")
_PUBLISHABLE_FROM = 1800
# hours from UTC; Kiritimati is at +14
_WIDEST_ZONE = 14


def to_iso(text: str) -> str | None:
    """The first date in the text as "2025", "2025-03", "2025-03-12" or with time and zone; None if there is none that exists.

    12/03/2025 may be March or December and is not read; 22/03/2025 is.
    """
    for form in (_ISO, *_FORMS):
        if found := form.search(text):
            return _assemble(found.groupdict())
    if found := _SLASHED.search(text):
        first, second = int(found["first"]), int(found["second"])
        if first > 12 >= second or first == second:
            return _assemble({"year": found["year"], "month": str(second), "day": str(first)})
        if second > 12 >= first:
            return _assemble({"year": found["year"], "month": str(first), "day": str(second)})
    return None


def problem(iso: str, received: str) -> str | None:
    """Why a date of publication cannot be right, given when the bytes were received; None if it can."""
    if iso.startswith("1970-01-01"):
        return "an unset clock"
    # a day's grace: the page's zone may be ahead of UTC
    latest = (datetime.fromisoformat(received) + timedelta(days=1)).date().isoformat()
    if iso[:10] > latest[: len(iso[:10])]:
        return f"after the capture ({received[:10]})"
    return None


def _assemble(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    raw_month, raw_day, time = (parts.get(name) for name in ("month", "day", "time"))
    if year < _PUBLISHABLE_FROM:
        return None
    if not raw_month:
        return f"{year:04d}"
    month = int(raw_month) if raw_month.isdigit() else _MONTH_NUMBER[raw_month.lower()]
    if not raw_day:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None
    try:
        day = date(year, month, int(raw_day)).isoformat()
    except ValueError:
        return None
    return day + _clock(time, parts.get("half"), parts.get("zone")) if time else day


def _clock(time: str, half: str | None, zone: str | None) -> str:
    """Such as "T19:05-05:00", or "" for a time that no clock shows; a zone that does not exist is left off."""
    hours, *rest = (int(part) for part in time.split(":"))
    if half and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    if hours > 23 or any(part > 59 for part in rest):
        return ""
    return "T" + ":".join(f"{part:02d}" for part in (hours, *rest)) + _offset(zone)


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    return f"{zone[0]}{hours:02d}:{minutes:02d}" if hours <= _WIDEST_ZONE and minutes < 60 else ""
