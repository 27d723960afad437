"""What a figure counts: the noun it stands before and what befell it, in any subject."""

from __future__ import annotations

import pytest
from tests.claims.told import page, told

from sayso.claims.measures import count, load_measures


def counted(content: str, *, denies: bool = False) -> list[tuple[str, str, str]]:
    """(figure, measure, group) of each figure with slots."""
    document = page("one", content)
    statement = told(document, content, "Ana Duarte", denies=denies)
    found = count(statement, load_measures())
    for one in found:
        assert document.text[one.figure.start : one.figure.end] == one.figure.text
    return [(c.figure.text, c.figure.measure, c.group) for c in found]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("police arrested 14 people", [("14", "arrest", "")]),
        ("14 arrests were made", [("14", "arrest", "")]),
        ("30 others were wounded", [("30", "injury", "")]),
        ("three firefighters were hurt", [("three", "injury", "firefighters")]),
        ("200 residents were evacuated", [("200", "evacuated", "")]),
        ("about 1,200 were left homeless", [("about 1,200", "displaced", "")]),
        ("25 villagers are missing", [("25", "missing", "")]),
        ("the landslide destroyed 40 homes and damaged 12 schools", [("40", "homes destroyed", ""), ("12", "schools damaged", "")]),
        ("40 houses were levelled", [("40", "homes destroyed", "")]),
        ("300 tonnes of rice were delivered", [("300", "tonnes rice delivered", "")]),
        ("120 tons of rice were distributed", [("120", "tonnes rice delivered", "")]),
        ("damage was put at $12 million", [("$12 million", "money: damage", "")]),
        ("a fine of $3 million", [("$3 million", "money: fine", "")]),
        ("the wave killed 12 people and injured 30", [("12", "death", ""), ("30", "injury", "")]),
        ("it left 9 dead, 30 hurt and 1,200 homeless", [("9", "death", ""), ("30", "injury", ""), ("1,200", "displaced", "")]),
        ("the death toll rose to 15", [("15", "death", "")]),
        ("the number of injured stood at 31", [("31", "injury", "")]),
        ("no one was injured", [("no one", "injury", "")]),
        ("nobody has been arrested", [("nobody", "arrest", "")]),
        ("no homes were destroyed", [("no", "homes destroyed", "")]),
        ("none of the passengers was hurt", [("none of the", "injury", "")]),
        ("the number of miners who died in the great fire at the pit is 43", [("43", "death", "workers")]),
        ("the number of people injured in the crash on the old coast road near the bridge stood at 31", [("31", "injury", "")]),
        ("6,200 dead fish were found", [("6,200", "fish: death", "")]),
        ("a few hundred fish had died", [("a few hundred", "fish: death", "")]),
        ("the heat killed 40 cows", [("40", "animals: death", "")]),
        ("12 damaged homes", [("12", "homes damaged", "")]),
        ("several dozen people were arrested", [("several dozen", "arrest", "")]),
        ("12 dead sailors lay there", [("12", "death", "")]),
        ("four tonnes of phenol escaped", [("four", "tonnes spilled", "")]),
        ("at least 30 tonnes had run into the water", [("at least 30", "tonnes spilled", "")]),
        ("11 tonnes of diesel entered the river", [("11", "tonnes spilled", "")]),
        ("300 tonnes of rice went past the river", [("300", "tonnes rice", "")]),
        ("two of the four exits were locked", [("two of the four exits", "exits locked", "")]),
        ("all four exits stood open", [("all four exits", "exits locked", "")]),
    ],
)  # fmt: skip
def test_a_measure_is_the_counted_noun_and_what_befell_it(content: str, expected: list[tuple[str, str, str]]) -> None:
    assert counted(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "it took 40 minutes to reach the arrested men",
        "they were held for 12 days",
        "12 schools stayed open",
        "33 of the deaths were violent",
        "30% of the homes were destroyed",
        "it paid $3 million",
        "nobody died of hunger",
        "none of those arrested drove the bus",
        "no light, and people died",
        "no light and people died",
        "nobody opened the door",
        "he had seen twelve locked doors in Darvina prison",
        "the clerk keeps 43 death certificates",
        "the guards locked nine gates in Darvina prison",
        "the union held three meetings",
        "two doors were locked",
        "the birds that were found dead between 11 and 16 October",
        "some of the doors were locked",
    ],
)
def test_what_counts_nothing_comparable_has_no_slot(content: str) -> None:
    assert counted(content) == []


def test_who_denies_that_anybody_was_hurt_counts_nobody() -> None:
    assert counted("anyone was hurt", denies=True) == [("anyone", "injury", "")]


def test_the_words_of_the_table_are_lower_case_and_none_is_in_two_classes() -> None:
    measures = load_measures()
    assert all(word == word.lower() for word in measures.words)
    for word, (kind, name) in measures.words.items():
        found = measures.of(word)
        assert found == (kind, name) or measures.concepts.of(word), word


@pytest.mark.parametrize(
    ("content", "shut"),
    [
        ("two of the four exits were locked", (2, 2)),
        ("two of four exits of the mill were found open", (2, 2)),
        ("one of the three doors was open", (2, 2)),
        ("half of the four gates were chained", (2, 2)),
        ("all four exits were open", (0, 0)),
        ("all the exits were open", (0, 0)),
        ("none of the exits was locked", (0, 0)),
        ("all four exits were not locked", (0, 0)),
        ("both doors were padlocked", (2, 2)),
        ("all doors were locked", (2, None)),
    ],
)
def test_a_share_of_doors_tells_how_many_were_locked(content: str, shut: tuple[float, float | None]) -> None:
    document = page("one", content)
    (found,) = [c.figure for c in count(told(document, content, "Ana Duarte"), load_measures())]
    assert (found.low, found.high) == shut
    assert found.measure.endswith(" locked")


@pytest.mark.parametrize(
    ("content", "right", "wrong"),
    [
        ("the number of workers who died is 43, and not 47", "43", "47"),
        ("not 47 but 43 workers died", "43", "47"),
        ("43 workers died, not 47", "43", "47"),
        ("the death toll is 9 rather than 12", "9", "12"),
    ],
)
def test_of_two_figures_one_is_said_to_be_wrong(content: str, right: str, wrong: str) -> None:
    document = page("one", content)
    found = count(told(document, content, "Ana Duarte"), load_measures())
    assert {c.figure.text: c.denied for c in found} == {right: False, wrong: True}
    assert {c.figure.measure for c in found} == {"death"}
    assert len({c.group for c in found}) == 1


@pytest.mark.parametrize(
    "content",
    [
        "not more than 47 people died",
        "43 people died, and 12 were hurt",
        "43 people died and not a word was said for 12 days",
    ],
)
def test_a_bound_and_another_count_deny_nothing(content: str) -> None:
    document = page("one", content)
    assert not any(c.denied for c in count(told(document, content, "Ana Duarte"), load_measures()))
