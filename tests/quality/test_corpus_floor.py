"""The tagger on the test documents of the project's own corpus stays above the figures it was measured at (exact F1)."""

from __future__ import annotations

import re
from functools import cache

import pytest

from attribution import corpus

FLOORS = {
    "all": {"source": 77, "cue": 72, "content": 65, "channel": 62},
    "es": {"source": 95, "cue": 94, "content": 92, "channel": 70},
}


@cache
def rows() -> dict[str, dict[str, int]]:
    """Exact F1 by register and role."""
    found = {}
    for line in list(corpus("test"))[1:]:
        name, exact = line.split()[0], re.findall(r"(\d+) /", line)
        found[name] = dict(zip(("source", "cue", "content", "channel"), map(int, exact), strict=True))
    return found


@pytest.mark.parametrize(("name", "role"), [(name, role) for name, floors in FLOORS.items() for role in floors])
def test_the_corpus_is_read_as_well_as_before(name: str, role: str) -> None:
    assert rows()[name][role] >= FLOORS[name][role]
