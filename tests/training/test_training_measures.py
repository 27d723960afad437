"""F1 over sets of words, on a case small enough to count by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold import cut
from measures import measured

TEXT = cut(
    "x",
    "Ada said wells ran dry. Bo denied it.",
    [
        {"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 22)]},
        {"source": [(24, 26)], "cue": [(27, 33)], "content": [(34, 36)]},
    ],
)


def sets(source: set[int], cue: set[int], content: set[int]) -> dict[str, frozenset[int]]:
    return {"source": frozenset(source), "cue": frozenset(cue), "content": frozenset(content)}


def test_what_is_marked_scores_a_hundred() -> None:
    found = [TEXT.sets(one) for one in TEXT.attributions]
    every = measured([TEXT], [found])
    assert set(every.exact.values()) == set(every.overlap.values()) == {100.0}
    assert (every.every, every.precision, every.recall) == (100, 100, 100)


def test_half_a_content_and_a_missed_attribution() -> None:
    found = measured([TEXT], [[sets({0}, {1}, {2})]])
    assert found.exact["source"] == pytest.approx(200 * 1 * 0.5 / 1.5)
    assert found.exact["content"] == 0
    # every word found is right, a third of one content of two is found
    assert found.overlap["content"] == pytest.approx(200 * 1 * (1 / 6) / (1 + 1 / 6))
    assert (found.every, found.precision, found.recall) == (0, 100, 50)


def test_nothing_found_scores_nothing() -> None:
    found = measured([TEXT], [[]])
    assert set(found.exact.values()) == {0.0}
    assert (found.precision, found.recall) == (0, 0)


numbers = st.sets(st.integers(0, 9), min_size=1)


@given(st.lists(st.tuples(numbers, numbers, numbers), max_size=5))
def test_scores_lie_between_nothing_and_a_hundred(found: list[tuple[set[int], set[int], set[int]]]) -> None:
    every = measured([TEXT], [[sets(*one) for one in found]])
    figures = [*every.exact.values(), *every.overlap.values(), every.every, every.precision, every.recall]
    assert all(0 <= figure <= 100 + 1e-9 for figure in figures)
