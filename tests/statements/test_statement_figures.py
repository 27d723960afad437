"""Numbers as intervals with what they count and what narrows them; what looks like a number and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.nouns import Figure
from sayso.statements.figures import Known, find_figures


def figures(text: str) -> list[Figure]:
    return find_figures(text, 0, len(text))


def one(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, [f.text for f in found]
    return found[0]


INTERVALS: list[tuple[str, str, tuple[float | None, float | None, bool, bool]]] = [
    ("79 detainees died.", "79", (79, 79, False, False)),
    ("Nine detainees died.", "Nine", (9, 9, False, False)),
    ("Twenty-one detainees died.", "Twenty-one", (21, 21, False, False)),
    ("Two hundred detainees died.", "Two hundred", (200, 200, False, False)),
    ("81,000 people were arrested.", "81,000", (81_000, 81_000, False, False)),
    ("1.5 million people were arrested.", "1.5 million", (1_500_000, 1_500_000, False, False)),
    ("More than 70 detainees died.", "More than 70", (70, None, True, False)),
    ("Over 70 detainees died.", "Over 70", (70, None, True, False)),
    ("At least 14 detainees died.", "At least 14", (14, None, False, False)),
    ("No fewer than 14 detainees died.", "No fewer than 14", (14, None, False, False)),
    ("Fewer than 14 detainees died.", "Fewer than 14", (0, 14, False, True)),
    ("Up to 14 detainees died.", "Up to 14", (0, 14, False, False)),
    ("No more than 14 detainees died.", "No more than 14", (0, 14, False, False)),
    ("At most 14 detainees died.", "At most 14", (0, 14, False, False)),
    ("About 2,400 detainees died.", "About 2,400", (2_160, 2_640, False, False)),
    ("Some 2,400 detainees died.", "Some 2,400", (2_160, 2_640, False, False)),
    ("Nearly 100 detainees died.", "Nearly 100", (90, 100, False, True)),
    ("Dozens of detainees died.", "Dozens", (24, None, False, False)),
    ("Hundreds of detainees died.", "Hundreds", (200, None, False, False)),
    ("Tens of thousands of people were arrested.", "Tens of thousands", (20_000, None, False, False)),
    ("A dozen detainees died.", "A dozen", (12, 12, False, False)),
]


@pytest.mark.parametrize(("text", "words", "interval"), INTERVALS, ids=[i[1] for i in INTERVALS])
def test_a_number_is_the_interval_of_its_words(
    text: str, words: str, interval: tuple[float | None, float | None, bool, bool]
) -> None:
    found = one(text)
    assert (found.low, found.high, found.open_low, found.open_high) == interval
    assert found.text == words


@pytest.mark.parametrize(
    ("text", "unit"),
    [("30% of the detainees died.", "%"), ("30 per cent of detainees died.", "%"), ("Guards were paid $300.", "$")],
)
def test_shares_and_money_have_their_unit(text: str, unit: str) -> None:
    found = one(text)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("79 detainees died in the prison.", "death"),
        ("It recorded the deaths of 79 detainees.", "death"),
        ("143 prisoners were killed.", "death"),
        ("The government made 81,000 arrests.", "arrest"),
        ("81,000 people were arrested.", "arrest"),
        ("2,140 people are held in the prison.", "held"),
        ("The prison holds 2,140 detainees.", "held"),
        ("The prison was built for 900 people.", "capacity"),
        ("The prison has a capacity of 900.", "capacity"),
        ("The headcount stood at 2,140.", "held"),
    ],
)
def test_a_figure_says_what_it_counts(text: str, measure: str) -> None:
    assert one(text).measure == measure


@pytest.mark.parametrize(
    ("text", "words", "scope"),
    [
        ("79 detainees died in the prison.", "79", ""),
        ("33 of the deaths were violent.", "33", "part"),
        ("Prosecutors are investigating 12 deaths.", "12", "under inquiry"),
        ("The inquiry into three deaths is open.", "three", "under inquiry"),
        ("14 detainees died of pneumonia.", "14", "cause: pneumonia"),
        ("14 detainees died of hunger and beatings.", "14", ""),
        ("There were 14 deaths of detainees.", "14", ""),
    ],
)
def test_what_narrows_a_figure_is_its_scope(text: str, words: str, scope: str) -> None:
    found = {f.text: f for f in figures(text)}
    assert found[words].measure == "death"
    assert found[words].scope == scope


@pytest.mark.parametrize(
    "text",
    [
        "on 12 May 2025",
        "on May 12, 2025",
        "in 2025",
        "since March 2022",
        "the 3rd of May",
        "at 10:30",
        "at 7 p.m.",
        "aged 34",
        "a 34-year-old bricklayer",
        "he is 34 years old",
        "under Rule 43 of the code",
        "Article 12 of the law",
        "in block 4",
        "Section 7",
        "cell 12",
        "page 214",
        "12/05/2025",
        "2025-05-12",
        "the second week",
        "No. 7",
        "one of them",
        "COVID-19",
        "F16",
    ],
)
def test_dates_years_ages_times_and_numbers_of_rules_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_two_figures_of_a_sentence_are_two() -> None:
    found = figures("2,140 people are held in a prison built for 900.")
    assert [(f.text, f.measure) for f in found] == [("2,140", "held"), ("900", "capacity")]


def test_figures_stay_inside_the_span_asked_for() -> None:
    text = "12 detainees died and 14 detainees died and 16 detainees died"
    assert [f.text for f in find_figures(text, 20, 40)] == ["14"]


def test_figures_read_before_are_read_the_same() -> None:
    text = "Rosa Medina said that 12 detainees died and that 14 detainees died of hunger in the north block. " * 3
    known: Known = {}
    for start in range(0, 90, 7):
        for end in (120, 200, len(text)):
            assert find_figures(text, start, end, known) == find_figures(text, start, end)


WORDS = st.sampled_from(
    "more than at least no fewer about nearly dozens of a dozen nine twenty- one 14 2,400 81,000 1.5 30% per cent $ € million bn "
    "deaths detainees died arrests May 2025 Rule aged of the those , . ; ( ) \n “ ” 99999999999999999999 0 00 ١٤ ² ½".split(
        " "
    )
)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.integers(0, 60), st.integers(0, 160))
def test_every_figure_is_in_its_span_in_order_and_its_interval_is_not_empty(text: str, start: int, end: int) -> None:
    end = min(end, len(text))
    last = start
    for figure in find_figures(text, start, end):
        assert last <= figure.start < figure.end <= end
        assert text[figure.start : figure.end] == figure.text
        last = figure.end
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
            assert figure.low < figure.high or not (figure.open_low or figure.open_high) or figure.high == 0
