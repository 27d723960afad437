"""Who acts in a sentence, whom a pronoun means, and what it lends to whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.statements.invented import TABLE, page, tagged

from sayso.model.nouns import Basis, PartyKind, Statement
from sayso.statements.actors import subject_of

NEWS = {"genre": "news", "outlet": "Diario Sur"}
RELEASE = {"genre": "press_release", "outlet": "Ministry of Justice"}
REPORT = {"genre": "report", "outlet": "Lantern Watch"}
SURVIVOR = "Neva Sorin, a survivor, said that the women ran to the stairs."


def last(text: str, **facts: str) -> Statement:
    return tagged(text, **(facts or NEWS))[-1]


# -- the subject -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "phrase", "verb"),
    [
        ("The Water Laboratory of Norfield measured 38 micrograms.", "The Water Laboratory of Norfield", "measured"),
        ("On 3 May the police arrested 12 strikers.", "the police", "arrested"),
        ("After the fire, a court had ordered the plant closed.", "a court", "ordered"),
        ("The Harbour Institute, a private body, tested 12 wells.", "The Harbour Institute, a private body", "tested"),
        ("A laboratory that tests the river measured lead.", "A laboratory that tests the river", "measured"),
        ("Petra Halmi runs the hospital.", "Petra Halmi", "runs"),
        ("The Ministry’s inspectors came in June.", "The Ministry’s inspectors", "came"),
    ],
)
def test_the_subject_stands_before_its_verb(sentence: str, phrase: str, verb: str) -> None:
    found = subject_of(sentence, 0, len(sentence))
    assert found is not None
    assert (sentence[found.start : found.end], found.verb, found.passive) == (phrase, verb, False)


def test_what_is_done_to_somebody_is_passive() -> None:
    sentence = "Twelve wells were tested in May."
    found = subject_of(sentence, 0, len(sentence))
    assert found is not None
    assert found.passive


@pytest.mark.parametrize("sentence", ["", "Twelve wells.", "In the yard of the prison", ", ,", "Ana Ruiz, a nurse"])
def test_words_without_a_verb_have_no_subject(sentence: str) -> None:
    assert subject_of(sentence, 0, len(sentence)) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "The",
                "police",
                "who",
                ",",
                "arrested",
                "was",
                "On",
                "3",
                "May",
                "Ana",
                "Ruiz",
                "and",
                "“",
                "had",
                "quickly",
            ]
        ),
        max_size=14,
    ),
    st.integers(0, 5),
)
def test_a_subject_lies_within_its_sentence(words: list[str], before: int) -> None:
    text = " " * before + " ".join(words) + " said nobody."
    found = subject_of(text, before, len(text))
    if found is not None:
        assert before <= found.start < found.end <= len(text)
        assert not text[found.start : found.end].startswith(" ")


# -- what a method does not cover ------------------------------------------------------------------------------------

METHODS = {
    "we interviewed": "We interviewed 12 households in Norfield.",
    "in passing": "Not one of the households we interviewed had been warned.",
}
OTHERS = [
    "The Norfield Water Laboratory measured 38 micrograms of phenol on 10 October.",
    "The laboratory in the port measured 38 micrograms of phenol per litre.",
    "The Harbour Institute, a private body, tested 12 wells in May.",
    "In the spring, a hospital tested 12 children for lead.",
    "The police arrested 12 strikers on 3 May.",
    "On 3 May the police came and arrested 12 strikers.",
    "A court ordered the plant closed in May.",
    "The mayor decided to open the gate in May.",
    "Twelve wells were tested by the Harbour Institute in May.",
    "Lantern Watch found that the police arrested 12 strikers.",
]
OWN = [
    "Every cell measured four metres by three.",
    "Block C measured four metres by three.",
    "Police officers beat detainees in the yard.",
    "The company paid workers two dollars a day.",
    "Eleven men were arrested at home and held for a night.",
    "Lantern Watch found that the cells are dark and wet.",
]


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.parametrize("sentence", OTHERS)
def test_a_method_does_not_reach_what_another_body_did(sentence: str, method: str) -> None:
    assert last(f"{method} {sentence}", **REPORT).basis == "none"


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.parametrize("sentence", OWN)
def test_a_method_still_reaches_what_it_brought_to_light(sentence: str, method: str) -> None:
    assert last(f"{method} {sentence}", **REPORT).basis == "interview"


def test_who_was_interviewed_is_no_other_body() -> None:
    method = "Our researchers interviewed nine doctors of the port."
    assert last(f"{method} The doctors tested the water of the port in May.", **REPORT).basis == "interview"
    assert last(f"{METHOD} The doctors tested the water of the port in May.", **REPORT).basis == "none"


METHOD = METHODS["we interviewed"]


def test_what_its_own_people_measured_is_the_reports() -> None:
    found = last(f"{METHOD} Our team measured 38 micrograms of phenol per litre.", **REPORT)
    assert (found.source.name, found.basis) == ("Lantern Watch", "own_count")


# -- pronouns --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "then", "name", "kind"),
    [
        ("Della Voss said that it rained. Rolf Inger walked the bank.", "He", "Rolf Inger", "person"),
        (f"{SURVIVOR} Ada Remick was not at the factory.", "She", "Ada Remick", "person"),
        (f"{SURVIVOR}\n\nPetra Halmi runs the hospital. The wards are full.", "She", "Petra Halmi", "person"),
        # what contradicts is passed over
        ("Rolf Inger said that it rained. Ada Remick lost her brother.", "He", "Rolf Inger", "person"),
        ("Rolf Inger said that it rained. Ada Remick, his wife, said that it snowed.", "He", "Rolf Inger", "person"),
        (f"{SURVIVOR} Mr. Pavel Halmi runs the hospital.", "She", "Neva Sorin", "person"),
        (f"{SURVIVOR} Guards locked the doors.", "She", "Neva Sorin", "person"),
        (f"{SURVIVOR} The doors were locked.", "She", "Neva Sorin", "person"),
        (f"{SURVIVOR} She met Ana Ruiz at noon.", "She", "Neva Sorin", "person"),
        # whom the last source only mentions is no subject
        ("Neva Sorin said that Ada Remick ran.", "She", "Neva Sorin", "person"),
        (f"{SURVIVOR} “Ada Remick ran to the gate.", "She", "Neva Sorin", "person"),
        # bodies
        (
            "Della Voss said that it rained. The Ministry of Justice closed the plant.",
            "It",
            "Ministry of Justice",
            "government",
        ),
        (
            "Della Voss said it rained. Inspectors of the Ministry of Justice came.",
            "They",
            "Ministry of Justice",
            "government",
        ),
        ("The Ministry of Justice’s inspectors came in June.", "They", "Ministry of Justice", "government"),
        ("Residents said that it rained. Teams of divers searched the river.", "They", "Teams of divers", "unnamed"),
        ("Residents said that it rained. The doors were locked.", "They", "Residents", "unnamed"),
    ],
)
def test_a_pronoun_is_the_subject_of_the_nearest_sentence_that_agrees(
    before: str, then: str, name: str, kind: PartyKind
) -> None:
    found = last(f"{before} {then} said that 43 workers died.")
    assert (found.source.text, found.source.name, found.source.kind) == (then, name, kind)


def test_in_an_offices_own_text_its_inspectors_are_the_office() -> None:
    found = last("Inspectors visited the plant on 12 June. They found all four exits open.", **RELEASE)
    assert (found.source.name, found.basis, found.basis_quote) == (
        "Ministry of Justice",
        "visit",
        "visited the plant on 12 June",
    )


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        (f"{SURVIVOR} Ada Remick was not at the factory. She said that 43 workers died.", "none"),
        (f"{SURVIVOR} The doors were locked. They said that 43 workers died.", "none"),
        (f"{SURVIVOR} The doors were locked. She said that 43 workers died.", "experience"),
        ("Della Voss said that it rained. Ada Remick visited the plant. She found all four exits open.", "none"),
        ("Ada Remick visited the plant. She found all four exits open.", "visit"),
        (f"Ada Remick, a survivor, said that it rained. {SURVIVOR} Ada Remick ran. She said that 43 died.", "none"),
    ],
)
def test_what_one_lived_through_is_not_lent_to_another(text: str, basis: Basis) -> None:
    assert last(text).basis == basis


# -- own acts, visits, documents, measurements -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "facts", "basis"),
    [
        ("Tomas Beryl, a night guard, said he had locked the door himself.", NEWS, "experience"),
        ("Tomas Beryl said that he had carried two of the wounded to the gate.", NEWS, "experience"),
        ("Ada Remick said she had seen the smoke from her window.", NEWS, "experience"),
        ("“I was two hundred metres from the gate,” Tomas Beryl said.", NEWS, "experience"),
        ("Rolf Inger said that he had counted 6,200 dead fish.", NEWS, "own_count"),
        ("On Wednesday this reporter climbed the stairs of the plant.", NEWS, "visit"),
        ("This reporter went into the plant on Friday. Two padlocks hung on the door.", NEWS, "visit"),
        ("By evening Diario Sur had counted 43 coffins in the hall.", NEWS, "own_count"),
        ("The Ministry examined the stock book of the plant.", RELEASE, "document"),
        ("The Ministry of Justice reviewed the payrolls of the plant.", RELEASE, "document"),
        ("Inspectors took samples at the bridge and measured 4 micrograms.", RELEASE, "own_count"),
        ("Inspectors of the Ministry visited the plant on 12 June.", RELEASE, "visit"),
        ("Inspectors of the Ministry of Justice visited the plant on 12 June.", RELEASE, "visit"),
        ("Lantern Watch said it had measured 38 micrograms of phenol.", NEWS, "own_count"),
    ],
)
def test_an_own_act_visit_document_or_measurement_is_a_basis(text: str, facts: dict[str, str], basis: Basis) -> None:
    assert last(text, **facts).basis == basis


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Tomas Beryl, the labour minister, said he had opened the new bridge.", NEWS),
        ("Tomas Beryl said his brother had locked the door himself.", NEWS),
        ("Ada Remick said it rained. She said he had locked the door himself.", NEWS),
        ("This reporter went into the plant on Friday. The police arrested 12 men there.", NEWS),
        ("This reporter went into the plant on Friday.\n\nThe plant has four exits in all.", NEWS),
        ("This reporter went into the plant on Friday. The plant was built in 1961 by the navy.", NEWS),
        ("The reporter went into the plant on Friday with a guard.", NEWS),
        ("The inspectors visited the plant on 12 June and went home.", NEWS),
        ("Inspectors visited the plant on 12 June and went home.", REPORT),
        ("The Ministry examined the stock book of the plant.", NEWS),
        ("The Ministry examined the stock book of the plant.", REPORT),
        ("Inspectors of the Ministry of Labour visited the plant on 12 June.", REPORT),
    ],
)
def test_what_somebody_else_did_is_no_basis_of_who_tells_it(text: str, facts: dict[str, str]) -> None:
    assert last(text, **facts).basis == "none"


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Tomas Beryl, a survivor, said that a colleague had told him the door was locked.", "hearsay"),
        ("The Anglers’ Union said its members had told it that the fish were dead.", "hearsay"),
        ("Ada Remick, a survivor, said he had told her by telephone that the doors were locked.", "hearsay"),
        ("Tomas Beryl, a survivor, said that he had told them that the doors were locked.", "experience"),
        ("Tomas Beryl, a survivor, said the guards told him to undress in the yard.", "experience"),
    ],
)
def test_what_the_source_was_told_is_hearsay(text: str, basis: Basis) -> None:
    assert tagged(text, **NEWS)[0].basis == basis


def test_every_span_of_these_texts_holds() -> None:
    text = f"{SURVIVOR} Ada Remick lost her brother. She said he had told her that the doors were locked."
    document = page(text, **NEWS)
    assert TABLE.find("Diario Sur") is not None
    for statement in tagged(text, **NEWS):
        assert document.text[statement.content.start : statement.content.end] == statement.content.text
