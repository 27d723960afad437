"""A copy that cuts or adds words is still the same statement; one that changes what is said confirms nothing."""

from __future__ import annotations

import pytest
from tests.claims.told import TABLE, family, page, told
from tests.independence.resolved import check, edges, interval, names, resolved

from sayso.claims import group_statements
from sayso.independence import resolve
from sayso.model.nouns import Aligned, Claim, Document, Family, Member, Role, Statement

OPENING = "The rain came on Sunday and stayed. Nobody in the harbour had seen such a night, the boatmen said later. "
CONTENT = "ten people were killed in Puerto Lindo and the bridge was not closed"
REST = " The council of the town meets again next week to speak about the road and the harbour."


def text(content: str = CONTENT, opening: str = OPENING) -> str:
    return f"{opening}Rosa Medina, who counted them, said that {content}.{REST}"


def passage(copy: Document, original: Document, role: Role = "copy") -> Member:
    """One passage over the whole of both, as it is found across gaps of a few words."""
    whole = Aligned(0, len(copy.text), 0, len(original.text))
    return Member(copy.id, role, original.id, 0.9, (whole,), f"the text of {original.path}")


def pair(content: str, opening: str = OPENING) -> tuple[list[Document], list[Statement], Family]:
    original = page("wire", text(), outlet="Agencia Norte", published="2025-05-12T08:00")
    copy = page("copy", text(content, opening), outlet="Harbour Post", published="2025-05-13")
    statements = [
        told(d, c, "Rosa Medina, who counted them,", basis="own_count")
        for d, c in ((original, CONTENT), (copy, content))
    ]
    return [original, copy], statements, family(original, [passage(copy, original)])


# -- the same statement ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "The rain came and stayed. Nobody in the harbour had seen such a night, the boatmen said later. ",
        "The rain came on Sunday, the wettest of the whole year, and stayed. "
        "Nobody in the harbour had ever seen such a night, the boatmen said. ",
        OPENING.replace(" ", "  ").replace(". ", ".\n\n"),
    ],
)
def test_a_cut_or_an_insertion_before_a_statement_hides_no_twin(opening: str) -> None:
    text_ = f"{{}}Two men who were there said that {CONTENT}.{REST}"
    original = page("wire", text_.format(OPENING), outlet="Agencia Norte", published="2025-05-12T08:00")
    copy = page("copy", text_.format(opening), outlet="Harbour Post", published="2025-05-13")
    statements = [
        told(d, CONTENT, "Two men who were there", kind="unnamed", basis="experience") for d in (original, copy)
    ]
    found = resolved([original, copy], statements, [family(original, [passage(copy, original)])])
    assert interval(found) == (1, 1)
    assert {(m.what, m.into) for m in found.merges if m.edge == "republication"} == {
        (statements[1].id, statements[0].id)
    }


@pytest.mark.parametrize(
    "content",
    [
        CONTENT,
        "10 people were killed in Puerto Lindo and the bridge was not closed",
        "ten people were killed in Puerto Lindo",
        "ten people were killed and the bridge was not closed",
        "TEN PEOPLE were killed in Puerto Lindo, and the bridge wasn’t closed",
        "ten people died in Puerto Lindo and the bridge was not closed",
        "ten villagers were killed in rainy Puerto Lindo and the bridge was not closed",
    ],
)
def test_a_copy_that_cuts_or_rewords_is_the_same_statement(content: str) -> None:
    documents, statements, grown = pair(content)
    found = resolved(documents, statements, [grown])
    assert interval(found) == (1, 1)
    assert "republication" in edges(found)


def test_an_unnamed_witness_whose_original_stands_in_another_claim_is_no_second_one() -> None:
    words = f"Two men who were there said that {CONTENT}.{REST}"
    original = page("wire", words, outlet="Agencia Norte")
    copy = page("copy", words, outlet="Harbour Post")
    a, b = (told(d, CONTENT, "Two men who were there", kind="unnamed", basis="experience") for d in (original, copy))
    claims = [Claim(f"c-{s.id}", CONTENT, None, "", (s.id,), ("by hand",)) for s in (a, b)]
    found = resolve(claims, [original, copy], [a, b], [family(original, [passage(copy, original)])], TABLE)
    assert {o.name for c in found for o in c.origins} == {"Two men who were there"}
    assert found[1].merges[0].into == a.id


# -- another statement -----------------------------------------------------------------------------------------------

CHANGED = [
    ("100 people were killed in Puerto Lindo and the bridge was not closed", "“100” for “ten”"),
    ("more than 70 people were killed in Puerto Lindo and the bridge was not closed", "“more than 70” for “ten”"),
    ("one person was killed in Puerto Lindo and the bridge was not closed", "“one” for “ten”"),
    ("ten people were killed in Puerto Lindo and the bridge was closed", "not"),
    ("ten people were not killed in Puerto Lindo and the bridge was not closed", "not"),
    ("ten people were killed in Casa Larga and the bridge was not closed", "“Casa Larga” for “Puerto Lindo”"),
]


@pytest.mark.parametrize(("content", "why"), CHANGED)
def test_a_copy_that_says_something_else_confirms_nothing(content: str, why: str) -> None:
    documents, statements, grown = pair(content)
    found = resolved(documents, statements, [grown])
    assert interval(found) == (1, 2)
    assert names(found) == {"Rosa Medina", "Harbour Post"}
    by_name = {o.name: o for o in found.origins}
    assert by_name["Rosa Medina"].statements == (statements[0].id,)
    assert by_name["Harbour Post"].basis == "none"
    assert not by_name["Harbour Post"].established
    (merge,) = (m for m in found.merges if m.what == statements[1].id)
    assert merge.edge == "altered copy"
    assert "differs from the original it was taken from" in merge.why
    assert why in merge.why


def traced(content: str) -> tuple[list[Claim], list[Statement]]:
    documents, statements, grown = pair(content)
    found = resolve(group_statements(documents, statements), documents, statements, [grown], TABLE)
    for one in found:
        check(one, documents)
    return found, statements


def test_a_changed_figure_stands_against_its_original_and_names_both() -> None:
    found, statements = traced(CHANGED[0][0])
    shown = [c for claim in found for c in claim.contradicted_by]
    assert shown
    assert all(set(c.statements) == {s.id for s in statements} for c in shown)
    assert all("differs from the original it was taken from" in c.why for c in shown)
    assert {c.kind for c in shown} == {"figures differ"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "the visits of the families to the old harbour were not allowed",
            "the visits of the families to the old harbour were allowed",
        ),
        ("the boats at the old harbour were searched", "the boats at the old harbour were never searched"),
    ],
)
def test_a_changed_negation_stands_against_its_original_in_both_claims(before: str, after: str) -> None:
    original = page("wire", text(before), outlet="Agencia Norte", published="2025-05-12T08:00")
    copy = page("copy", text(after), outlet="Harbour Post", published="2025-05-13")
    documents = [original, copy]
    source = "Rosa Medina, who counted them,"
    statements = [told(d, c, source, basis="own_count") for d, c in ((original, before), (copy, after))]
    grown = family(original, [passage(copy, original)])
    found = resolve(group_statements(documents, statements), documents, statements, [grown], TABLE)
    assert {interval(c) for c in found} == {(1, 1), (0, 1)}
    for claim in found:
        (shown,) = claim.contradicted_by
        assert set(shown.statements) == {s.id for s in statements}
        assert "differs from the original it was taken from" in shown.why


def test_a_copy_of_a_changed_copy_leads_to_who_changed_it() -> None:
    documents, statements, grown = pair(CHANGED[0][0])
    third = page("third", documents[1].text, outlet="Radio Faro", published="2025-05-14")
    again = told(third, CHANGED[0][0], "Rosa Medina, who counted them,", basis="own_count")
    member = passage(third, documents[1])
    grown = Family(grown.id, grown.origin, grown.origin_basis, (*grown.members, member))
    found = resolved([*documents, third], [*statements, again], [grown])
    assert interval(found) == (1, 2)
    assert {o.name: len(o.statements) for o in found.origins} == {"Rosa Medina": 1, "Harbour Post": 2}


def test_no_contradiction_names_one_statement_twice() -> None:
    content = "at least 30 people were killed in Puerto Lindo"
    documents, statements, grown = pair(CONTENT)
    other = page("other", f"Ana Duarte said that {content}.", outlet="Radio Faro", published="2025-05-13")
    documents, statements = [*documents, other], [*statements, told(other, content, "Ana Duarte")]
    found = resolve(group_statements(documents, statements), documents, statements, [grown], TABLE)
    shown = [c for claim in found for c in claim.contradicted_by]
    assert all(len(set(c.statements)) == 2 for c in shown)
    assert all(statements[1].id not in c.statements for c in shown)


def test_a_change_is_seen_where_the_original_is_no_statement_of_its_own() -> None:
    documents, statements, grown = pair(CHANGED[0][0])
    found = resolved(documents, statements[1:], [grown])
    assert interval(found) == (0, 1)
    assert names(found) == {"Harbour Post"}
    assert edges(found) == {"altered copy"}
    documents, statements, grown = pair(CONTENT)
    assert "altered copy" not in edges(resolved(documents, statements[1:], [grown]))


def test_two_texts_of_which_none_is_the_original_are_not_called_copy_and_original() -> None:
    documents, statements, grown = pair(CHANGED[0][0])
    grown = family(documents[0], grown.members[1:], known=False)
    found = resolved(documents, statements, [grown])
    assert interval(found) == (1, 2)
    (why,) = (m.why for m in found.merges if m.edge == "altered copy")
    assert "differs from the same text in wire" in why
    assert "original" not in why
