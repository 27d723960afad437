"""How the dossier says things: counts, bases, results, intervals. The same words in every format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model.nouns import Basis, Interval, Origin, Result

RESULTS: dict[Result, str] = {"met": "Met", "not_met": "Not met", "insufficient": "Insufficient"}
# a shape beside each word, so that colour is never the only sign
SIGNS: dict[Result, str] = {"met": "■", "not_met": "□", "insufficient": "◩"}
BASES: dict[Basis, str] = {
    "none": "none visible",
    "visit": "visit",
    "interview": "interview",
    "document": "document held",
    "own_count": "own count",
    "official_act": "official act",
    "experience": "own experience",
    "hearsay": "hearsay",
}


def moment(iso: str) -> str:
    """An ISO date as a person writes it: "2025-05-12T14:20:00-05:00" is "2025-05-12 14:20 -05:00"."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:?\d\d)?", iso)
    if match is None:
        return iso
    day, time, zone = match.groups()
    return " ".join(part for part in (day, time, "UTC" if zone in {"Z", "+00:00"} else zone) if part)


def many(count: int, noun: str) -> str:
    """ "1 document", "2 documents", "2 families"."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("ily") else f"{count:,} {noun}s"


def listed(names: Sequence[str], joint: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return " ".join([", ".join(names[:-1]), joint, names[-1]]) if len(names) > 1 else "".join(names)


def interval(value: Interval) -> str:
    return f"at least {value.min} and at most {many(value.max, 'independent source')}"


def appearances(statements: int, documents: int, value: Interval) -> str:
    """ "9 appearances in 7 documents; at least 1 and at most 2 independent sources"."""
    return f"{many(statements, 'appearance')} in {many(documents, 'document')}; {interval(value)}"


def basis_of(origin: Origin) -> str:
    """What is known of how an origin knows: "first-hand: visit", "no first-hand basis visible"."""
    unnamed = "unnamed; " if origin.kind == "unnamed" else ""
    if origin.first_hand:
        return f"{unnamed}first-hand: {BASES[origin.basis]}"
    known = "hearsay" if origin.basis == "hearsay" else "no first-hand basis visible"
    return f"{unnamed}{known}"
