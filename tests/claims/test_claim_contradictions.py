"""Which sources contradict one another in a town, on a river, at an event with a name; and which only seem to."""

from __future__ import annotations

import pytest
from tests.claims.told import page, told

from sayso.claims import Settings, group_statements
from sayso.claims.anchors import named_event
from sayso.model.nouns import Contradiction, Document, Statement


def spoken(
    name: str, sentence: str, *, published: str = "2025-03-05", denies: bool = False
) -> tuple[Document, Statement]:
    """One page that opens in words of its own, and what its speaker says in it."""
    filler = {
        "a": "The market was shut for the wind.",
        "b": "A brass band played in the rain.",
        "c": "Owls nest in the tower.",
    }
    source = f"Speaker {name.upper()}"
    text = f"{sentence}, {source} said. {filler.get(name, 'It was cold.')}"
    document = page(name, text, title=f"Notes {name}", published=published)
    return document, told(document, sentence, source, denies=denies)


def against(*pairs: tuple[Document, Statement]) -> list[Contradiction]:
    found = group_statements([d for d, _ in pairs], [s for _, s in pairs], Settings())
    return [x for claim in found for x in claim.contradicted_by]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The number of workers who died in the Corvale fire is 43, and not 47", "Forty-seven workers died in the Corvale fire"),
        ("The number of people killed in the Alba ferry disaster is nine", "Twelve people died in the Alba disaster"),
        ("A few hundred fish had died at Estero", "6,200 dead fish lay on the bank at Estero"),
        ("Several dozen swans died at Estero", "nine dead swans were found at Estero"),
        ("Two of the four exits at the Alba mill in Estero were locked", "All four exits of the Alba mill in Estero were open"),
        ("None of the doors of Casa Larga Prison was locked", "Both doors of Casa Larga Prison were chained"),
        ("Four tonnes of phenol escaped into the River Orba", "At least 30 tonnes had run into the Orba"),
        ("11 tonnes of phenol entered the River Orba", "28 tonnes of phenol had gone into the Orba river"),
    ],
)  # fmt: skip
def test_figures_of_one_event_differ_however_they_are_worded(a: str, b: str) -> None:
    found = against(spoken("a", a), spoken("b", b))
    assert {x.kind for x in found} == {"figures differ"}


def test_four_sources_on_one_spill_differ_in_pairs() -> None:
    amounts = ("Four", "11", "28", "At least 30")
    pairs = [
        spoken(chr(97 + i), f"{n} tonnes of phenol escaped into the River Orba on 3 March")
        for i, n in enumerate(amounts)
    ]
    assert len(against(*pairs)) == 6


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("6,200 dead fish lay on the bank at Estero", "Two people died at Estero"),
        ("He had seen twelve locked doors in Casa Larga Prison", "Casa Larga Prison holds 300 people"),
        ("A few hundred fish had died at Estero", "620 dead fish lay on the bank at Estero"),
        ("Two of the four exits of Casa Larga Prison were locked", "Two of the four exits of Casa Larga Prison were open"),
        ("Two of the four exits of Casa Larga Prison were locked", "All four gates of Casa Larga Prison were open"),
        ("Four tonnes of phenol escaped into the River Orba", "30 tonnes of diesel escaped into the River Orba"),
        ("Four tonnes of phenol escaped into the River Orba", "30 tonnes of phenol escaped into the River Tesk"),
        ("Nine people died in the Corvale fire", "12 people died in the Alba fire"),
        ("12 people were held in Casa Larga Prison on 10 October", "40 people were held in Casa Larga Prison on 20 October"),
        ("The well at Estero had 38 micrograms of lead on 10 October", "The well at Estero had 4 micrograms of lead on 20 October"),
    ],
)  # fmt: skip
def test_other_things_days_places_and_events_contradict_nothing(a: str, b: str) -> None:
    assert against(spoken("a", a), spoken("b", b)) == []


def test_the_same_day_without_a_year_is_one_day() -> None:
    pair = [
        spoken(name, f"{n} people were held in Casa Larga Prison on 10 October") for name, n in (("a", 12), ("b", 40))
    ]
    assert {x.kind for x in against(*pair)} == {"figures differ"}


def reported(name: str, sentence: str, *, published: str = "2025-03-05") -> tuple[Document, Statement]:
    """A story that names Estero in its dateline and its lead, and not in what its speaker says."""
    source = f"Speaker {name.upper()}"
    text = f"ESTERO - People in Estero woke to a brown river at Estero. {sentence}, {source} said."
    document = page(name, text, title=f"Notes {name}", published=published)
    return document, told(document, sentence, source)


def test_what_was_spilled_is_placed_in_the_one_town_that_its_story_is_about() -> None:
    pair = reported("a", "Four tonnes of phenol escaped"), reported("b", "At least 30 tonnes had run into the water")
    assert {x.kind for x in against(*pair)} == {"figures differ"}


def test_a_spill_of_another_year_and_deaths_with_no_place_contradict_nothing() -> None:
    assert (
        against(reported("a", "Four tonnes of oil escaped"), reported("b", "In 2018 two tonnes of oil escaped")) == []
    )
    assert against(reported("a", "Four people had died abroad"), reported("b", "A storm at sea killed nine")) == []


LOCKED = "Guards locked the doors of the Alba factory every evening"


@pytest.mark.parametrize(
    "denied",
    [
        "that he had ever ordered a door of the Alba factory to be locked",
        "ordering guards to lock the doors of the Alba factory",
        "that she had given the order to lock the doors of the Alba factory",
        "having known that the doors of the Alba factory were locked",
    ],
)
def test_who_denies_an_order_does_not_deny_what_was_ordered(denied: str) -> None:
    assert against(spoken("a", LOCKED), spoken("b", denied, denies=True)) == []


@pytest.mark.parametrize(
    "denied", ["that any doors of the Alba factory were locked", "that guards locked the doors of the Alba factory"]
)
def test_who_denies_the_deed_itself_denies_it(denied: str) -> None:
    assert {x.kind for x in against(spoken("a", LOCKED), spoken("b", denied, denies=True))} == {"denied by"}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("in the Corvale fire", "Corvale fire"),
        ("The Corvale factory fire", "Corvale fire"),
        ("in the Sunday fire", ""),
        ("the Corvale fire and the Alba flood", ""),
        ("the Corvale firefighters", ""),
        ("a fire in Corvale", ""),
    ],
)
def test_an_event_has_a_name_where_a_name_stands_before_what_happened(text: str, event: str) -> None:
    assert named_event(text) == event
