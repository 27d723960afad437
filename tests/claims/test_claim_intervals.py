"""Do two figures meet, and do two periods: against a slow obvious count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.contradictions import figures_meet
from sayso.claims.periods import can_both_hold, find_period
from sayso.model.nouns import Figure

# ends are whole numbers in [0, 12], so two intervals that share any value share a half between these
GRID = [n / 2 for n in range(-4, 30)]


def holds(figure: Figure, value: float) -> bool:
    above = figure.low is None or value > figure.low or (value == figure.low and not figure.open_low)
    below = figure.high is None or value < figure.high or (value == figure.high and not figure.open_high)
    return above and below


@st.composite
def intervals(draw: st.DrawFn) -> Figure:
    """An interval with whole ends, open or closed or unbounded, that holds at least one value."""
    low = draw(st.none() | st.integers(0, 12))
    high = draw(st.none() | st.integers(0, 12))
    if low is not None and high is not None:
        low, high = sorted((low, high))
    figure = Figure(
        "", 0, 0, low, high, low is not None and draw(st.booleans()), high is not None and draw(st.booleans())
    )
    if not any(holds(figure, value) for value in GRID):
        return Figure("", 0, 0, low, high)
    return figure


@given(intervals(), intervals())
def test_figures_meet_where_some_value_lies_in_both(a: Figure, b: Figure) -> None:
    assert figures_meet(a, b) == any(holds(a, value) and holds(b, value) for value in GRID)


@given(intervals(), intervals())
def test_meeting_is_mutual(a: Figure, b: Figure) -> None:
    assert figures_meet(a, b) == figures_meet(b, a)


@given(intervals())
def test_a_figure_meets_itself(a: Figure) -> None:
    assert figures_meet(a, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("on 11 May 2025", "on 21 October 2025"),
        ("on May 11, 2025", "on 12 May 2025"),
        ("in 2023", "in 2024"),
        ("between 2019 and 2021", "since March 2022"),
    ],
)
def test_different_moments_can_both_hold(a: str, b: str) -> None:
    assert can_both_hold(find_period(a), find_period(b))
    assert can_both_hold(find_period(b), find_period(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("on 11 May 2025", "on May 11, 2025"),
        ("in 2023", "in 2023"),
        ("in May 2025", "on 11 May 2025"),
        ("since March 2022", "in 2022"),
        ("since 2019", "between 2020 and 2021"),
        ("on 11 May 2025", "with no date"),
        ("in May", "in June"),
        ("", ""),
    ],
)
def test_moments_that_overlap_or_are_unknown_do_not_excuse_a_difference(a: str, b: str) -> None:
    assert not can_both_hold(find_period(a), find_period(b))
    assert not can_both_hold(find_period(b), find_period(a))


@pytest.mark.parametrize("text", ["since March 2022", "since 2022"])
def test_a_stretch_with_an_open_end_overlaps_what_comes_later(text: str) -> None:
    assert not can_both_hold(find_period(text), find_period("on 11 May 2025"))


def test_may_the_verb_is_no_month() -> None:
    assert find_period("They may close it") is None
    assert find_period("It may be that 2025 was the worst year") == find_period("in 2025")
