"""Which statements are one claim, and which stay apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.told import own, page, told

from sayso.claims import Settings, group_statements
from sayso.model.nouns import Claim, Contradiction, Document, Statement

PRISON = "Casa Larga Prison"


def claims_of(*pairs: tuple[Document, Statement]) -> list[Claim]:
    documents = list({d.id: d for d, _ in pairs}.values())
    return group_statements(documents, [s for _, s in pairs], Settings())


def spoken(
    name: str, content: str, source: str = "Rosa Medina", *, title: str = PRISON, **facts: Any
) -> tuple[Document, Statement]:
    """One page and the one statement in it."""
    document = page(name, f"{source} said that {content}.", title=title, published=f"2025-03-{len(name) % 27 + 1:02}")
    return document, told(document, content, source, **facts)


def together(*contents: str, title: str = PRISON) -> bool:
    """True where all are in one claim."""
    pairs = [spoken(f"p{i}", c, f"Speaker {chr(65 + i)}", title=title) for i, c in enumerate(contents)]
    found = claims_of(*pairs)
    return any(len(c.statements) == len(contents) for c in found)


def measured(found: list[Claim], measure: str) -> list[Claim]:
    return [c for c in found if c.measure == measure]


# -- figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("79 detainees have died", "at least 14 prisoners have died"),
        ("79 detainees have died", "there were 115 deaths"),
        ("more than 70 inmates lost their lives", "143 people were killed"),
        ("2,140 people are held there", "the headcount stood at 1,870"),
        ("it was built for 900 people", "it has a capacity of 900"),
    ],
)
def test_figures_of_one_measure_in_one_place_are_one_claim(a: str, b: str) -> None:
    assert together(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("79 detainees have died", "33 of the deaths were violent"),
        ("79 detainees have died", "prosecutors are investigating 12 deaths"),
        ("79 detainees have died", "14 detainees died of pneumonia"),
        ("79 detainees have died", "79 detainees were released"),
        ("2,140 people are held there", "it was built for 900 people"),
        ("30% of the detainees have died", "30 detainees have died"),
    ],
)
def test_figures_of_another_scope_or_measure_or_unit_stay_apart(a: str, b: str) -> None:
    assert not together(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("79 detainees have died in Casa Larga Prison", "79 detainees have died in Punta Arena Prison"),
        ("79 detainees have died in El Salvador", "79 detainees have died in Honduras"),
        ("79 detainees have died in Casa Larga Prison", "79 detainees have died in El Salvador"),
    ],
)
def test_figures_of_another_facility_or_country_stay_apart(a: str, b: str) -> None:
    assert not together(a, b, title="Deaths")


def test_a_prison_named_in_short_is_the_prison_that_another_document_names_in_full() -> None:
    one = spoken("one", "79 detainees have died in Casa Larga Prison", title="Deaths")
    two = spoken("two", "14 detainees have died in Casa Larga", title="Deaths")
    found = claims_of(one, two)
    assert [len(c.statements) for c in measured(found, "death")] == [2]
    assert measured(found, "death")[0].subject == PRISON


def test_a_prison_and_a_prison_farm_of_one_name_stay_apart() -> None:
    assert not together(
        "9 detainees died in Casa Larga Prison", "9 detainees died in Casa Larga Prison Farm", title="x"
    )


def test_a_statement_with_two_figures_is_in_two_claims() -> None:
    document, statement = spoken("one", "2,140 people are held in a prison built for 900")
    found = claims_of((document, statement))
    assert sorted(c.measure for c in found) == ["capacity", "held"]
    assert all(c.statements == (statement.id,) for c in found)


# -- propositions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the cells are windowless", "the cells have no natural light"),
        ("the cells are windowless", "the cells are deprived of sunlight"),
        ("the cells have no natural light", "prisoners in the cells are deprived of sunlight"),
        ("the cells receive no daylight at all", "no daylight reaches the cells"),
    ],
)
def test_other_words_for_the_same_are_one_claim(a: str, b: str) -> None:
    assert together(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the cells are windowless", "the kitchen serves two meals a day"),
        ("the cells are windowless", "the families wait at the gate"),
        ("the cells have no daylight", "the cells have no water"),
        ("visits to the cells ended in May", "the cells have no daylight"),
    ],
)
def test_other_things_said_of_one_place_stay_apart(a: str, b: str) -> None:
    assert not together(a, b)


def test_other_blocks_of_a_prison_stay_apart() -> None:
    assert not together("the cells in block 4 have no daylight", "the cells in block 2 have no daylight")


def test_another_prison_stays_apart() -> None:
    assert not together(
        "the cells in Casa Larga Prison have no daylight", "the cells in Punta Arena Prison have no daylight", title="x"
    )


def opposed(found: list[Claim]) -> bool:
    """True where there are two claims and each is contradicted by the other."""
    if len(found) != 2:
        return False
    a, b = found
    return {c.claim for c in a.contradicted_by} == {b.id} and {c.claim for c in b.contradicted_by} == {a.id}


def test_the_opposite_is_another_claim_and_contradicts_it_both_ways() -> None:
    found = claims_of(
        spoken("one", "the cells have no daylight", "Rosa Medina"),
        spoken("three", "the cells have daylight", "Rodolfo Salvatierra"),
    )
    assert opposed(found)
    for claim in found:
        (contradiction,) = claim.contradicted_by
        assert contradiction.kind == "denied by"
        assert contradiction.why
        assert contradiction.statements[0] in claim.statements
        assert contradiction.statements[1] not in claim.statements


def test_a_denial_turns_the_polarity() -> None:
    found = claims_of(
        spoken("one", "the cells have no daylight", "Rosa Medina"),
        spoken("three", "the cells have no daylight", "Rodolfo Salvatierra", cue="denied", denies=True),
    )
    assert opposed(found)
    assert {c.contradicted_by[0].kind for c in found} == {"denied by"}
    assert all("Rodolfo Salvatierra denies" in c.contradicted_by[0].why for c in found)


def test_who_denies_and_who_says_the_opposite_are_one_claim() -> None:
    found = claims_of(
        spoken("one", "the cells have daylight", "Rosa Medina"),
        spoken("three", "the cells have no daylight", "Rodolfo Salvatierra", cue="denied", denies=True),
    )
    assert [len(c.statements) for c in found] == [2]
    assert found[0].contradicted_by == ()


def test_what_is_said_of_another_block_contradicts_nothing() -> None:
    found = claims_of(
        spoken("one", "the cells in block 4 have no daylight", "Rosa Medina"),
        spoken("three", "the cells in block 2 have daylight", "Rodolfo Salvatierra"),
    )
    assert [c.contradicted_by for c in found] == [(), ()]


@pytest.mark.parametrize("cue", ["recommended", "demanded", "urged", "requested", "called for"])
def test_what_is_asked_for_is_not_asserted(cue: str) -> None:
    found = claims_of(
        spoken("one", "the cells have daylight", "Board of Visitors", cue=cue, kind="organisation"),
        spoken("three", "the cells have daylight", "Rodolfo Salvatierra"),
        spoken("seven", "the cells have no daylight", "Rosa Medina"),
    )
    asked = next(c for c in found if any("Board" in s for s in c.statements))
    assert len(asked.statements) == 1
    assert asked.contradicted_by == ()
    assert all(x.claim != asked.id for c in found for x in c.contradicted_by)


def test_editions_of_one_publisher_that_say_the_opposite_differ() -> None:
    text = "There were credible reports of torture and arbitrary arrests in the prisons of El Salvador."
    denial = "There were no credible reports of torture and arbitrary arrests in the prisons of El Salvador."
    old = page("old", text, outlet="Board of Visitors", published="2024-04-22", genre="report", title="2023")
    new = page("new", denial, outlet="Board of Visitors", published="2025-08-12", genre="report", title="2024")
    found = claims_of((old, own(old, kind="organisation")), (new, own(new, kind="organisation")))
    assert opposed(found)
    for claim in found:
        (contradiction,) = claim.contradicted_by
        assert contradiction.kind == "editions differ"
        assert "2024-04-22" in contradiction.why
        assert "2025-08-12" in contradiction.why


# -- figures that differ ---------------------------------------------------------------------------------------------


def differences(*pairs: tuple[Document, Statement]) -> list[Contradiction]:
    found = [c for claim in claims_of(*pairs) for c in claim.contradicted_by]
    assert {c.kind for c in found} <= {"figures differ"}
    return found


def test_figures_that_do_not_meet_differ_and_it_is_told_who_says_which() -> None:
    found = claims_of(
        spoken("one", "79 detainees have died", "Lantern Watch", kind="organisation"),
        spoken("three", "nine detainees have died", "Rodolfo Salvatierra"),
    )
    (claim,) = found
    (contradiction,) = claim.contradicted_by
    assert (contradiction.kind, contradiction.claim) == ("figures differ", claim.id)
    for word in ("79", "nine", "Lantern Watch", "Rodolfo Salvatierra"):
        assert word in contradiction.why
    assert set(contradiction.statements) == set(claim.statements)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("at least 14 detainees have died", "17 detainees have died"),
        ("more than 70 detainees have died", "115 detainees have died"),
        ("dozens of detainees have died", "79 detainees have died"),
        ("about 2,400 detainees have died", "2,350 detainees have died"),
        ("79 detainees have died", "79 prisoners were killed"),
    ],
)
def test_figures_that_meet_do_not_differ(a: str, b: str) -> None:
    assert differences(spoken("one", a, "Speaker A"), spoken("three", b, "Speaker B")) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("more than 70 detainees have died", "70 detainees have died"),
        ("at least 14 detainees have died", "nine detainees have died"),
        ("fewer than 14 detainees have died", "14 detainees have died"),
        ("no more than 14 detainees have died", "at least 15 detainees have died"),
    ],
)
def test_figures_that_only_touch_an_open_end_differ(a: str, b: str) -> None:
    assert len(differences(spoken("one", a, "Speaker A"), spoken("three", b, "Speaker B"))) == 1


def test_figures_of_two_different_days_can_both_hold() -> None:
    one = spoken("one", "2,140 people were held there on 11 May 2025", "Speaker A")
    two = spoken("three", "1,870 people were held there on 21 October 2025", "Speaker B")
    assert differences(one, two) == []


def test_figures_of_one_day_cannot_both_hold() -> None:
    one = spoken("one", "2,140 people were held there on 21 October 2025", "Speaker A")
    two = spoken("three", "1,870 people were held there on 21 October 2025", "Speaker B")
    assert len(differences(one, two)) == 1


def test_the_same_figure_of_the_same_source_twice_is_no_difference() -> None:
    one = spoken("one", "79 detainees have died", "Speaker A")
    two = spoken("three", "79 detainees have died", "Speaker A")
    assert differences(one, two) == []


# -- the whole -------------------------------------------------------------------------------------------------------

LINES = (
    "79 detainees have died in Casa Larga Prison",
    "at least 14 detainees have died in Casa Larga Prison",
    "33 of the deaths in Casa Larga Prison were violent",
    "nine detainees have died in Punta Arena Prison",
    "the cells in block 4 of Casa Larga Prison have no daylight",
    "the cells in block 4 of Casa Larga Prison are windowless",
    "prisoners in Casa Larga Prison are deprived of sunlight",
    "every cell in Casa Larga Prison has a window",
    "the cells in block 2 of Casa Larga Prison have no daylight",
    "visits to Casa Larga Prison ended in May",
    "relatives may visit Casa Larga Prison every week",
    "the food in Casa Larga Prison is scarce",
    "there is no food in Casa Larga Prison",
    "the rain fell on the port and the boats lay still",
    "2,140 people are held in a prison built for 900",
)
PAIRS = [
    spoken(f"p{'x' * i}", line, f"Speaker {chr(65 + i % 9)}", title=PRISON if i % 2 else "News", denies=i % 7 == 3)
    for i, line in enumerate(LINES)
]


@given(st.permutations(PAIRS), st.permutations(PAIRS))
@settings(max_examples=60, deadline=None)
def test_claims_do_not_depend_on_the_order_of_documents_and_statements(
    documents: list[tuple[Document, Statement]], statements: list[tuple[Document, Statement]]
) -> None:
    expected = group_statements([d for d, _ in PAIRS], [s for _, s in PAIRS], Settings())
    assert group_statements([d for d, _ in documents], [s for _, s in statements], Settings()) == expected


def check_cover(found: list[Claim], statements: list[Statement]) -> None:
    assert {s for c in found for s in c.statements} == {s.id for s in statements}
    assert len({c.id for c in found}) == len(found)
    held = [s for c in found if not c.measure for s in c.statements]
    assert len(held) == len(set(held)), "a statement without figures is in one claim"
    known = {c.id for c in found}
    for claim in found:
        assert len(claim.because) == len(claim.statements)
        assert all(claim.because)
        assert len(set(claim.statements)) == len(claim.statements)
        assert claim.text
        assert {c.claim for c in claim.contradicted_by} <= known


@given(st.lists(st.sampled_from(PAIRS), max_size=15, unique_by=lambda p: p[0].id))
@settings(max_examples=80, deadline=None)
def test_claims_cover_every_statement_and_say_why(pairs: list[tuple[Document, Statement]]) -> None:
    check_cover(group_statements([d for d, _ in pairs], [s for _, s in pairs], Settings()), [s for _, s in pairs])


def repeated(index: int) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], str]:
    """(claims before, claims after a later page repeats statement `index` word for word, that statement's id)."""
    document, statement = PAIRS[index]
    later = replace(document, id="d-later", path="later.txt", published="2026-01-01")
    again = replace(statement, id="s-later", document=later.id)
    before = {c.id: c.statements for c in claims_of(*PAIRS)}
    return before, {c.id: c.statements for c in claims_of(*PAIRS, (later, again))}, statement.id


@pytest.mark.parametrize("index", range(len(LINES)))
def test_a_claims_id_survives_a_later_repetition(index: int) -> None:
    before, after, _ = repeated(index)
    for claim, statements in before.items():
        assert set(statements) <= set(after[claim])


@pytest.mark.parametrize("index", range(len(LINES)))
def test_a_word_for_word_repetition_is_in_the_same_claims(index: int) -> None:
    _, after, statement = repeated(index)
    assert {c for c, s in after.items() if statement in s} == {c for c, s in after.items() if "s-later" in s}


@pytest.mark.parametrize("content", ["there is no food", "the guards beat them", "the prison is closed", "it is dark"])
def test_the_same_short_words_of_two_speakers_are_one_claim(content: str) -> None:
    assert together(content, content)


def test_no_statements_are_no_claims() -> None:
    assert group_statements([], [], Settings()) == []


def test_a_statement_without_words_to_compare_is_still_in_a_claim() -> None:
    document = page("one", "“It is,” he said.")
    statement = told(document, "“It is,”", "he")
    assert [c.statements for c in claims_of((document, statement))] == [(statement.id,)]


def test_five_thousand_statements_end() -> None:
    documents, statements = [], []
    for i in range(500):
        lines = [
            f"Speaker {i * 10 + k} said that {10 + (i * 7 + k) % 90} detainees have died in Prison {chr(65 + i % 26)}oro."
            if k % 3 == 0
            else f"Speaker {i * 10 + k} said that the cells in block {k} have {'no ' if i % 2 else ''}daylight and {i % 40} meals."
            for k in range(10)
        ]
        document = page(f"n{i}", "\n".join(lines), title=PRISON, published=f"2025-01-{i % 28 + 1:02}")
        documents.append(document)
        statements += [told(document, line.split(" that ")[1], line.split(" said")[0]) for line in lines]
    assert len(statements) == 5_000
    check_cover(group_statements(documents, statements, Settings()), statements)


def test_five_thousand_times_the_same_statement_end() -> None:
    document, statement = spoken("one", "the cells have no daylight and 79 detainees have died")
    documents = [replace(document, id=f"d-{i}") for i in range(5_000)]
    statements = [replace(statement, id=f"s-{i}", document=f"d-{i}") for i in range(5_000)]
    found = group_statements(documents, statements, Settings())
    assert [len(c.statements) for c in found] == [5_000]
