"""Figures and opposites outside places of detention: one place, one measure, one time, and the thing itself that is negated."""

from __future__ import annotations

from typing import Any

import pytest
from tests.claims.told import page, told

from sayso.claims import group_statements
from sayso.model.nouns import Claim, Contradiction, Document, Statement

Told = tuple[Document, Statement]
OPENING = "The river Salado burst its banks and flooded the old harbour in Puerto Lindo."


def said(
    name: str,
    content: str,
    source: str = "",
    *,
    title: str = "Flood in Puerto Lindo",
    opening: str = OPENING,
    **facts: Any,
) -> Told:
    """A page that opens with what happened and holds one statement."""
    source = source or f"Speaker {name.title()}"
    published = facts.pop("published", "2025-03-04")
    document = page(name, f"{opening} {source} said that {content}.", title=title, published=published)
    return document, told(document, content, source, **facts)


def claims_of(*pairs: Told) -> list[Claim]:
    return group_statements([d for d, _ in pairs], [s for _, s in pairs])


def against(*pairs: Told) -> list[Contradiction]:
    return [c for claim in claims_of(*pairs) for c in claim.contradicted_by]


# -- figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "measure"),
    [
        ("30 people were injured", "the number of wounded stood at 41", "injury"),
        ("200 residents were evacuated", "320 people had to be evacuated", "evacuated"),
        ("40 homes were destroyed", "the water destroyed 55 houses", "homes destroyed"),
        ("police arrested 14 people", "nine arrests were made", "arrest"),
        ("300 tonnes of rice were delivered", "120 tons of rice were distributed", "tonnes rice delivered"),
        ("damage was put at $12 million", "losses reached $20 million", "money: damage"),
        ("30 people were injured", "no one was injured", "injury"),
        ("12 people are missing", "nobody is missing", "missing"),
    ],
)
def test_two_figures_of_one_event_are_one_claim_and_differ(a: str, b: str, measure: str) -> None:
    (claim,) = claims_of(said("one", a), said("three", b))
    assert (claim.subject, claim.measure) == ("Puerto Lindo", measure)
    (found,) = claim.contradicted_by
    assert found.kind == "figures differ"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("30 people were injured", "40 people were arrested"),
        ("40 homes were destroyed", "55 homes were damaged"),
        ("40 homes were destroyed", "two schools were destroyed"),
        ("three firefighters were injured", "30 people were injured"),
        ("300 tonnes of rice were delivered", "120 tonnes of flour were delivered"),
        ("30 people were injured", "the flood took 40 minutes to reach the injured"),
        ("no one was injured", "12 people died"),
        ("no homes were destroyed", "30 people were injured"),
    ],
)
def test_figures_of_other_things_are_other_claims_and_contradict_nothing(a: str, b: str) -> None:
    found = claims_of(said("one", a), said("three", b))
    assert len(found) == 2
    assert [c.contradicted_by for c in found] == [(), ()]


@pytest.mark.parametrize(
    "other",
    [
        said("three", "two people died", opening="A bus fell off the road in Casa Larga.", title="Bus in Casa Larga"),
        said("three", "two people died in Casa Larga"),
        said("three", "two people died", published="2025-11-20"),
        said("three", "two people died in the flood of 2019"),
        said("three", "two people died", opening="Shots rang out in a bar in Puerto Lindo.", title="Shooting in Puerto Lindo"),
    ],
    ids=["place of the story", "place in the words", "another month", "another year", "another story"],
)  # fmt: skip
def test_figures_of_another_event_are_another_claim(other: Told) -> None:
    found = claims_of(said("one", "12 people died"), other)
    assert len(found) == 2
    assert [c.contradicted_by for c in found] == [(), ()]


def test_a_denied_figure_supports_nothing_and_stands_against_who_gave_it() -> None:
    gave, denied = (
        said("one", "30 people were injured"),
        said("three", "30 people were injured", cue="denied", denies=True),
    )
    found = {c.statements: c for c in claims_of(gave, denied)}
    assert set(found) == {(gave[1].id,), (denied[1].id,)}
    for claim in found.values():
        (shown,) = claim.contradicted_by
        assert shown.kind == "denied by"
        assert set(shown.statements) == {gave[1].id, denied[1].id}


def test_a_single_day_does_not_answer_for_a_long_stretch() -> None:
    one = said("one", "12 people were arrested in Honduras on Monday", title="Arrests in Honduras")
    two = said("three", "9,000 people have been arrested in Honduras since March", title="Arrests in Honduras")
    assert against(one, two) == []


# -- places of detention: what two figures must share ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the prison system had a capacity of 30,000", "the government opened a new prison with a capacity of 12,000"),
        ("prisons in Honduras hold 30,000 people", "a prison in Honduras holds 1,200 people"),
        ("its prosecutors were investigating 14 deaths in prison", "it was investigating three deaths in prison"),
        ("33 of the deaths in prison were violent", "14 of the deaths in prison were of pneumonia"),
    ],
)
def test_a_part_or_another_holder_is_no_difference(a: str, b: str) -> None:
    title = "Prisons of Honduras"
    assert against(said("one", a, title=title), said("three", b, title=title)) == []


def test_a_headcount_of_another_year_is_no_difference() -> None:
    one = said("one", "2,140 people are held in Casa Larga Prison", published="2021-03-01")
    two = said("three", "1,870 people are held in Casa Larga Prison", published="2025-03-01")
    assert against(one, two) == []
    three = said("three", "1,870 people are held in Casa Larga Prison", published="2021-03-20")
    assert [c.kind for c in against(one, three)] == ["figures differ"]


def test_deaths_counted_over_one_stretch_still_differ_whenever_they_were_told() -> None:
    one = said("one", "143 detainees died in prison", title="Prisons of Honduras", published="2023-06-01")
    two = said("three", "115 detainees died in prison", title="Prisons of Honduras", published="2024-07-01")
    assert {c.kind for c in against(one, two)} == {"figures differ"}


# -- opposites -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the bridge was closed on Monday", "the bridge was not closed"),
        ("the old bridge over the Salado was blocked", "the old bridge over the Salado wasn’t blocked"),
        ("the villages were warned before the flood", "the villages were never warned before the flood"),
    ],
)
def test_one_negates_what_the_other_says(a: str, b: str) -> None:
    found = against(said("one", a), said("three", b))
    assert [c.kind for c in found] == ["denied by", "denied by"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the bridge of the town fell into the river", "no one was hurt when the bridge of the town fell into the river"),
        ("the bridge was not closed", "the bridge needs new pillars"),
        ("the mayor visited the flooded harbour", "the mayor who visited the flooded harbour found no boats"),
        ("the harbour of the town is flooded and boats are lost", "the harbour of the town is flooded and no road leads there"),
        ("the bridge was not closed", "the road was closed"),
    ],
)  # fmt: skip
def test_a_negation_of_something_else_contradicts_nothing(a: str, b: str) -> None:
    assert against(said("one", a), said("three", b)) == []


def test_closed_and_not_closed_are_two_claims() -> None:
    assert len(claims_of(said("one", "the bridge was closed"), said("three", "the bridge was not closed"))) == 2
