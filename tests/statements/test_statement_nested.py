"""An attribution inside another's content, and who is quoted through another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.statements.invented import only, tagged

from sayso.model.nouns import Party
from sayso.statements.nested import of_outer

# -- whose people ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Red Lantern Society said that its doctors had counted 12 dead in Darvina prison.", "Red Lantern Society"),
        ("The Anglers’ Club said its members had counted 6,200 dead fish.", "Anglers’ Club"),
        ("Harbour Aid told Radio Faro that two of its nurses had recorded 14 deaths.", "Harbour Aid"),
        ("The Ministry of Justice said that its own inspectors recorded 30 broken locks.", "Ministry of Justice"),
        ("The Refugee Council said their field staff had registered 300 people.", "Refugee Council"),
        ("The Refugee Council said it had registered 300 people.", "Refugee Council"),
        ("Ana Ruiz said her team had counted 12 dead.", "Ana Ruiz"),
        ("Pedro Lara, a surgeon, said that he had recorded 12 deaths.", "Pedro Lara"),
        ("The prison doctor said he had recorded 12 deaths.", "prison doctor"),
        ("Rescuers said they had counted 12 dead.", "Rescuers"),
    ],
)
def test_what_a_sources_own_people_counted_has_one_source(text: str, name: str) -> None:
    found = tagged(text)
    assert len(found) == 2
    assert {s.source.name.removeprefix("The ") for s in found} == {name}
    assert len({s.source.kind for s in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Red Lantern Society said that the prison doctor had counted 12 dead.",
        "The Red Lantern Society said that its patients had reported 12 deaths.",
        "The Ministry of Justice said that its critics had counted 12 dead.",
        "Ana Ruiz said her lawyer had recorded 12 complaints.",
        "Ana Ruiz said her doctors had recorded 12 wounds.",
        "She said he had counted 12 dead.",
        "Ms Ruiz said his team had counted 12 dead.",
    ],
)
def test_who_is_not_the_sources_own_is_somebody_else(text: str) -> None:
    one, two = tagged(text)
    assert one.source.name != two.source.name


@pytest.mark.parametrize(
    "outlet", ["The Daily Post", "Radio Faro", "Gaceta Nueva"],
)  # fmt: skip
def test_who_was_told_is_no_part_of_the_next_source(outlet: str) -> None:
    found = tagged(f"The Red Lantern Society told {outlet} its nurses counted 12 dead.")
    assert [s.source.name for s in found] == ["Red Lantern Society"] * 2
    assert found[-1].source.text == "its nurses"


def test_what_is_said_inside_goes_through_the_same_channel() -> None:
    found = tagged("Local anglers told Agencia Norte that they had counted 6,200 dead fish.")
    assert [s.channel.name if s.channel else None for s in found] == ["Agencia Norte", "Agencia Norte"]


def test_somebody_else_inside_has_spoken_to_nobody_that_is_named() -> None:
    found = tagged("Local anglers told Agencia Norte that Pedro Lara had counted 6,200 dead fish.")
    assert [s.channel.name if s.channel else None for s in found] == ["Agencia Norte", None]


def test_a_person_led_by_the_hand_is_not_the_speaker() -> None:
    found = only("Ana Ruiz, an aide who accompanied her to Norfield in May, said that the cells were dark.")
    assert found.source.name == "Ana Ruiz"


@given(st.integers(0, 40), st.integers(1, 40), st.integers(0, 40), st.integers(1, 40))
def test_only_what_lies_inside_a_content_can_be_its_sources_own(at: int, length: int, start: int, size: int) -> None:
    party = Party("its nurses", "nurses", "unnamed", at, at + length)
    outer = Party("Harbour Aid", "Harbour Aid", "organisation")
    inside = start <= at and at + length <= start + size
    assert of_outer(party, (at, at + length), [((start, start + size), outer, None)]).name == (
        outer.name if inside else "nurses"
    )


# -- quoted through another ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Ana Ruiz was quoted as saying that the cells are dark.", None),
        ("Ana Ruiz has been quoted as saying the cells are dark.", None),
        ("Ana Ruiz was quoted by Agencia Norte as saying that the cells are dark.", "Agencia Norte"),
        ("Ana Ruiz was quoted in Diario Sur on Monday as saying that the cells are dark.", "Diario Sur"),
        ("Agencia Norte quoted Ana Ruiz as saying the cells are dark.", "Agencia Norte"),
        ("Radio Faro cited Ana Ruiz as saying that the cells are dark.", "Radio Faro"),
        ("Diario Sur quoted Ana Ruiz on Monday as saying, “the cells are dark.”", "Diario Sur"),
        ("“The cells are dark,” Ana Ruiz was quoted as saying by Radio Faro.", "Radio Faro"),
        ("“The cells are dark,” Ana Ruiz was quoted as saying.", None),
    ],
)
def test_who_is_quoted_is_the_source_and_who_quotes_the_channel(text: str, channel: str | None) -> None:
    found = only(text)
    assert (found.source.name, found.channel.name if found.channel else None) == ("Ana Ruiz", channel)
    assert found.content.text.strip(" ,.“”").removeprefix("that ").lower() == "the cells are dark"


@pytest.mark.parametrize("text", ["The price was quoted as low.", "He quoted it as evidence."])
def test_what_is_quoted_without_words_says_nothing(text: str) -> None:
    assert not tagged(text)


# -- rough figures, linking words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "figure",
    ["at least 30", "at most 30", "about 40", "around forty", "over 300", "under 20", "between 30 and 40",
     "some 300", "up to 9", "nearly 9"],
)  # fmt: skip
def test_a_rough_figure_opens_a_content(figure: str) -> None:
    found = only(f"Ana Ruiz said {figure} tonnes had run into the river.")
    assert (found.source.name, found.content.text) == ("Ana Ruiz", f"{figure} tonnes had run into the river")


@pytest.mark.parametrize("place", ["at the meeting", "about the river", "over the radio", "between two meetings"])
def test_a_place_or_an_occasion_opens_none(place: str) -> None:
    assert all(not s.content.text.startswith(place) for s in tagged(f"Ana Ruiz said {place}, the water was red."))


@pytest.mark.parametrize("word", ["therefore", "thus", "nevertheless", "however", "accordingly"])
def test_a_linking_word_is_no_part_of_a_name(word: str) -> None:
    assert (
        only(f"The Norfield Inspectorate {word} finds that the cells are dark.").source.name == "Norfield Inspectorate"
    )


def test_an_outer_source_that_the_text_does_not_name_has_no_gender() -> None:
    he, outlet = Party("he", "he", "person", 10, 12), Party("", "Diario Sur", "outlet")
    assert of_outer(he, (10, 12), [((0, 40), outlet, None)]) == he
