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
