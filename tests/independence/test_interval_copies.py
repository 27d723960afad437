"""A copy, an excerpt, a rewrite, a channel or a citation is no source of its own. Each test is one sentence of the method."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.claims.told import carried, family, own, page, told
from tests.independence.resolved import edges, interval, names, resolved

from sayso.model.nouns import Claim, Document, Statement

DARK = "the cells have no daylight"


# -- copies, excerpts, rewrites --------------------------------------------------------------------------------------

WIRE = f"Rosa Medina, released in May, told Agencia Norte that {DARK}. The ministry did not answer questions."


def wire() -> tuple[Document, Statement]:
    document = page("wire", WIRE, outlet="Agencia Norte", published="2025-05-12T14:00:00")
    source = "Rosa Medina, released in May,"
    return document, told(document, DARK, source, channel="Agencia Norte", cue="told", basis="experience")


def test_one_named_witness_is_one_to_one() -> None:
    document, statement = wire()
    found = resolved([document], [statement])
    assert interval(found) == (1, 1)
    assert found.origins[0].name == "Rosa Medina"
    assert found.origins[0].basis_quote


def test_a_witness_without_a_visible_basis_adds_to_the_upper_bound_only() -> None:
    document = page("one", f"Rosa Medina said that {DARK}.", outlet="Radio Faro")
    assert interval(resolved([document], [told(document, DARK, "Rosa Medina")])) == (0, 1)


@pytest.mark.parametrize("known", [True, False])
def test_a_copy_adds_nothing(known: bool) -> None:
    document, statement = wire()
    copy = page("copy", WIRE, outlet="Harbour Post", published="2025-05-13")
    again = told(copy, DARK, statement.source.text, channel="Agencia Norte", cue="told", basis="experience")
    grown = family(document, [carried(copy, document)], known=known)
    found = resolved([document, copy], [statement, again], [grown])
    assert interval(found) == (1, 1)
    assert set(found.origins[0].statements) == {statement.id, again.id}
    assert "republication" in edges(found)


def test_a_copy_of_an_unnamed_witness_adds_nothing() -> None:
    text = f"Two men released in May said that {DARK}."
    document = page("one", text, outlet="Agencia Norte", published="2025-05-12")
    copy = page("two", text, outlet="Harbour Post", published="2025-05-13")
    both = [told(d, DARK, "Two men released in May", kind="unnamed", basis="experience") for d in (document, copy)]
    assert interval(resolved([document, copy], both, [family(document, [carried(copy, document)])])) == (1, 1)


@pytest.mark.parametrize("known", [True, False])
def test_a_copy_of_an_outlets_own_words_adds_nothing(known: bool) -> None:
    text = "The cells have no daylight and the doors stay shut."
    document = page("one", text, outlet="Harbour Post", published="2025-05-12")
    copy = page("two", text, outlet="Radio Faro", published="2025-05-13")
    grown = family(document, [carried(copy, document)], known=known)
    assert interval(resolved([document, copy], [own(document), own(copy)], [grown])) == (0, 1)


def test_a_chain_of_copies_adds_nothing() -> None:
    document, statement = wire()
    copies = [page(f"copy{i}", WIRE, outlet=f"Outlet {i}") for i in range(4)]
    placed = [carried(copies[0], document), *(carried(b, a) for a, b in pairwise(copies))]
    again = [told(c, DARK, statement.source.text, channel="Agencia Norte", basis="experience") for c in copies]
    assert interval(resolved([document, *copies], [statement, *again], [family(document, placed)])) == (1, 1)


def test_neighbouring_statements_of_a_copy_each_walk_to_their_own() -> None:
    text = f"No light ever enters. Rosa Medina, freed in May, said that {DARK}. Ana Duarte agreed that it is dark."
    document = page("one", text, outlet="Harbour Post", published="2025-05-12")
    copy = page("two", text, outlet="Radio Faro", published="2025-05-13")
    statements = [
        s
        for d in (document, copy)
        for s in (
            own(d, "No light ever enters."),
            told(d, DARK, "Rosa Medina, freed in May,", basis="experience"),
            told(d, "it is dark", "Ana Duarte"),
        )
    ]
    found = resolved([document, copy], statements, [family(document, [carried(copy, document)])])
    assert interval(found) == (1, 3)
    assert {o.name: len(o.statements) for o in found.origins} == {"Harbour Post": 2, "Rosa Medina": 2, "Ana Duarte": 2}


PASSAGE = f"Two men released in May said that {DARK}."
REST = "Two women released in June said that the north cells have no daylight at all."


def excerpt(content: str, source: str) -> Claim:
    document = page("one", PASSAGE, outlet="Agencia Norte", published="2025-05-12")
    partly = page("two", f"{PASSAGE} {REST}", outlet="Harbour Post", published="2025-05-13")
    first = told(document, DARK, "Two men released in May", kind="unnamed", basis="experience")
    second = told(partly, content, source, kind="unnamed", basis="experience")
    return resolved(
        [document, partly],
        [first, second],
        [family(document, [carried(partly, document, PASSAGE, role="excerpt")])],
    )


def test_an_excerpt_adds_nothing_where_its_passage_covers_the_statement() -> None:
    found = excerpt(DARK, "Two men released in May")
    assert interval(found) == (1, 1)
    assert "republication" in edges(found)


def test_an_excerpt_is_itself_where_its_passage_does_not_cover_the_statement() -> None:
    found = excerpt("the north cells have no daylight at all", "Two women released in June")
    assert interval(found) == (2, 2)
    assert "republication" not in edges(found)


def test_a_rewrite_walks_to_the_same_source_of_what_it_retells() -> None:
    text = f"Rosa Medina, released in May, said that {DARK}. The lawyer Inés Calderón said that no light reaches the cells."
    document = page("one", text, outlet="Agencia Norte", published="2025-05-12")
    retold = page("two", "No light reaches the cells, according to the lawyer Inés Calderón.", outlet="Harbour Post")
    witness = told(document, DARK, "Rosa Medina, released in May,", basis="experience")
    lawyer = told(document, "no light reaches the cells", "The lawyer Inés Calderón", name="Inés Calderón")
    again = told(retold, "No light reaches the cells", "the lawyer Inés Calderón", name="Inés Calderón")
    found = resolved(
        [document, retold],
        [witness, lawyer, again],
        [family(document, [carried(retold, document, role="rewrite")])],
    )
    assert interval(found) == (1, 2)
    by_name = {o.name: set(o.statements) for o in found.origins}
    assert by_name["Inés Calderón"] == {lawyer.id, again.id}
    assert "rewrite" in edges(found)


def test_a_rewrite_in_an_outlets_own_words_adds_nothing() -> None:
    document, statement = wire()
    retold = page("two", "No daylight enters the cells of the prison.", outlet="Harbour Post")
    found = resolved(
        [document, retold],
        [statement, own(retold)],
        [family(document, [carried(retold, document, role="rewrite")])],
    )
    assert interval(found) == (1, 1)


# -- channels and citations ------------------------------------------------------------------------------------------


def test_a_channel_is_no_end() -> None:
    document, statement = wire()
    found = resolved([document], [statement])
    assert names(found) == {"Rosa Medina"}
    assert "channel" in edges(found)


def test_one_person_through_two_channels_is_one_source() -> None:
    one = page("one", f"Rosa Medina, freed in May, told Radio Faro that {DARK}.", outlet="Radio Faro")
    two = page("two", f"Rosa Medina told Diario Sur that {DARK}.", outlet="Diario Sur")
    statements = [
        told(one, DARK, "Rosa Medina, freed in May,", channel="Radio Faro", basis="experience"),
        told(two, DARK, "Rosa Medina", channel="Diario Sur"),
    ]
    found = resolved([one, two], statements)
    assert interval(found) == (1, 1)
    assert names(found) == {"Rosa Medina"}


def test_two_people_through_one_channel_are_two_sources() -> None:
    text = f"Rosa Medina, freed in May, told Radio Faro that {DARK}. Ana Duarte, freed in June, said that no light comes in."
    one = page("one", text, outlet="Radio Faro")
    statements = [
        told(one, DARK, "Rosa Medina, freed in May,", channel="Radio Faro", basis="experience"),
        told(one, "no light comes in", "Ana Duarte, freed in June,", channel="Radio Faro", basis="experience"),
    ]
    assert interval(resolved([one], statements)) == (2, 2)


def test_an_outlet_cited_whose_document_is_in_the_case_walks_through_to_its_source() -> None:
    document, statement = wire()
    citing = page("two", f"Agencia Norte reported that {DARK}.", outlet="Harbour Post")
    cited = told(citing, DARK, "Agencia Norte", kind="outlet", cue="reported")
    found = resolved([document, citing], [statement, cited])
    assert interval(found) == (1, 1)
    assert names(found) == {"Rosa Medina"}
    assert "citation" in edges(found)


def test_an_outlet_cited_that_is_not_in_the_case_is_an_end_without_basis() -> None:
    citing = page("two", f"Agencia Norte reported that {DARK}.", outlet="Harbour Post")
    found = resolved([citing], [told(citing, DARK, "Agencia Norte", kind="outlet", cue="reported")])
    assert interval(found) == (0, 1)
    assert names(found) == {"Agencia Norte"}


def test_an_outlet_cited_whose_document_is_a_copy_walks_on_to_the_origin() -> None:
    text = f"Two men freed in May said that {DARK}."
    document = page("wire", text, outlet="Agencia Norte", published="2025-05-12")
    copy = page("copy", text, outlet="Harbour Post", published="2025-05-13")
    citing = page("citing", f"Harbour Post reported that {DARK}.", outlet="Radio Faro")
    statements = [
        *(told(d, DARK, "Two men freed in May", kind="unnamed", basis="experience") for d in (document, copy)),
        told(citing, DARK, "Harbour Post", kind="outlet", cue="reported"),
    ]
    found = resolved([document, copy, citing], statements, [family(document, [carried(copy, document)])])
    assert interval(found) == (1, 1)


def test_five_outlets_that_cite_one_report_are_one_source() -> None:
    report = page("report", f"We interviewed 31 people. {DARK.capitalize()}.", outlet="Lantern Watch", genre="report")
    first = own(report, f"{DARK.capitalize()}.", kind="organisation", basis="interview")
    citing = [page(f"c{i}", f"Lantern Watch reported that {DARK}.", outlet=f"Outlet {i}") for i in range(5)]
    statements = [told(c, DARK, "Lantern Watch", kind="organisation", cue="reported") for c in citing]
    found = resolved([report, *citing], [first, *statements])
    assert interval(found) == (1, 1)
    assert names(found) == {"Lantern Watch"}


def test_a_report_cited_as_a_document_is_its_publisher() -> None:
    report = page("report", f"We interviewed 31 people. {DARK.capitalize()}.", outlet="Lantern Watch", genre="report")
    first = own(report, f"{DARK.capitalize()}.", kind="organisation", basis="interview")
    citing = page("c", f"According to a 2024 report from Lantern Watch, {DARK}.", outlet="Radio Faro")
    cited = told(citing, DARK, "a 2024 report from Lantern Watch", kind="document", name="Lantern Watch")
    assert interval(resolved([report, citing], [first, cited])) == (1, 1)


def test_a_document_that_cites_two_parents_is_no_third_origin() -> None:
    one, witness = wire()
    two = page("two", f"Ana Duarte, freed in June, told Radio Faro that {DARK}.", outlet="Radio Faro")
    other = told(two, DARK, "Ana Duarte, freed in June,", channel="Radio Faro", basis="experience")
    three = page("three", f"Agencia Norte reported that {DARK}; so did Radio Faro.", outlet="Harbour Post")
    statements = [
        witness,
        other,
        told(three, DARK, "Agencia Norte", kind="outlet"),
        told(three, DARK, "Radio Faro", kind="outlet"),
    ]
    assert interval(resolved([one, two, three], statements)) == (2, 2)


def test_outlets_that_cite_each_other_are_not_first_hand() -> None:
    one = page("one", f"Radio Faro reported that {DARK}.", outlet="Harbour Post")
    two = page("two", f"Harbour Post reported that {DARK}.", outlet="Radio Faro")
    statements = [told(one, DARK, "Radio Faro", kind="outlet"), told(two, DARK, "Harbour Post", kind="outlet")]
    found = resolved([one, two], statements)
    assert found.independent.min == 0
    assert 1 <= found.independent.max <= 2


def test_an_unnamed_witness_behind_a_channel_walks_to_the_channels_own_document() -> None:
    text = f"Two men released in May said that {DARK}."
    one = page("one", text, outlet="Agencia Norte")
    two = page("two", f"Two released men told Agencia Norte that {DARK}.", outlet="Harbour Post")
    statements = [
        told(one, DARK, "Two men released in May", kind="unnamed", basis="experience"),
        told(two, DARK, "Two released men", kind="unnamed", channel="Agencia Norte", basis="experience"),
    ]
    assert interval(resolved([one, two], statements)) == (1, 1)
