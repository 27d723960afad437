"""Who is one source and who is two, and what an end counts for. Each test is one sentence of the method."""

from __future__ import annotations

import pytest
from tests.claims.told import TABLE, carried, claim, family, own, page, told
from tests.independence.resolved import edges, interval, names, resolved

from sayso.independence import resolve
from sayso.independence.stage import Settings
from sayso.model.nouns import Document, Family, Mark, Statement

DARK = "the cells have no daylight"


# -- two names of one source -----------------------------------------------------------------------------------------


def test_two_outlets_of_one_owner_are_one_source() -> None:
    one = page("one", "The cells have no daylight and the doors stay shut.", outlet="Diario Sur")
    two = page("two", "No daylight enters the cells of the prison.", outlet="Semanario Alba")
    found = resolved([one, two], [own(one), own(two)])
    assert interval(found) == (0, 1)
    assert names(found) == {"Grupo Alba"}
    assert "owner" in edges(found)


def test_two_outlets_of_two_owners_are_two_sources() -> None:
    one = page("one", "The cells have no daylight and the doors stay shut.", outlet="Diario Sur")
    two = page("two", "No daylight enters the cells of the prison.", outlet="Harbour Post")
    assert interval(resolved([one, two], [own(one), own(two)])) == (0, 2)


def release() -> tuple[Document, Statement]:
    document = page("release", "Every cell has a window.", outlet="Ministry of Justice", genre="press_release")
    return document, own(document, kind="government", basis="official_act")


@pytest.mark.parametrize(
    "source",
    [
        "The Minister of Justice, Rodolfo Salvatierra,",
        "Rodolfo Salvatierra, the Minister of Justice,",
        "Minister of Justice Rodolfo Salvatierra",
    ],
)
def test_a_minister_and_the_ministry_are_one_source(source: str) -> None:
    document, statement = release()
    story = page("story", f"{source} said that every cell has a window.", outlet="Radio Faro")
    minister = told(story, "every cell has a window", source, name="Rodolfo Salvatierra")
    found = resolved([document, story], [statement, minister])
    assert interval(found) == (1, 1)
    assert names(found) == {"Ministry of Justice"}


def test_a_minister_named_alone_later_is_still_the_ministry() -> None:
    document, statement = release()
    text = "The Minister of Justice, Rodolfo Salvatierra, came. Salvatierra said that every cell has a window."
    story = page("story", text, outlet="Radio Faro")
    minister = told(story, "every cell has a window", "Salvatierra", name="Rodolfo Salvatierra")
    assert interval(resolved([document, story], [statement, minister])) == (1, 1)


def test_another_ministrys_minister_is_another_source() -> None:
    document, statement = release()
    story = page(
        "story", "The Minister of Health, Julia Paredes, said that every cell has a window.", outlet="Radio Faro"
    )
    other = told(story, "every cell has a window", "The Minister of Health, Julia Paredes,", name="Julia Paredes")
    assert interval(resolved([document, story], [statement, other])) == (1, 2)


@pytest.mark.parametrize(
    "source",
    [
        "Elena Duarte, a spokeswoman for Lantern Watch,",
        "Elena Duarte, director of Lantern Watch,",
        "Lantern Watch spokeswoman Elena Duarte",
    ],
)
def test_who_speaks_for_an_organisation_and_the_organisation_are_one_source(source: str) -> None:
    report = page("report", f"We interviewed 31 people. {DARK.capitalize()}.", outlet="Lantern Watch", genre="report")
    first = own(report, f"{DARK.capitalize()}.", kind="organisation", basis="interview")
    story = page("story", f"{source} said that {DARK}.", outlet="Radio Faro")
    spoken = told(story, DARK, source, name="Elena Duarte")
    found = resolved([report, story], [first, spoken])
    assert interval(found) == (1, 1)
    assert names(found) == {"Lantern Watch"}


def test_another_name_of_an_outlet_in_the_table_is_the_same_source() -> None:
    one = page("one", f"The Ministry of Justice said that {DARK}.", outlet="Radio Faro")
    two = page("two", f"The Justice Ministry said that {DARK}.", outlet="Harbour Post")
    statements = [
        told(one, DARK, "The Ministry of Justice", kind="government", name="Ministry of Justice"),
        told(two, DARK, "The Justice Ministry", kind="government", name="Justice Ministry"),
    ]
    assert interval(resolved([one, two], statements)) == (0, 1)


# -- unnamed sources and unknown origins -----------------------------------------------------------------------------


def test_unnamed_witnesses_of_one_outlet_are_at_most_one_in_the_lower_bound() -> None:
    one = page("one", f"A former detainee said that {DARK}.", outlet="Radio Faro")
    two = page("two", f"Relatives who visited said that {DARK}.", outlet="Radio Faro")
    three = page("three", f"A nurse who worked there said that {DARK}.", outlet="Radio Faro")
    statements = [
        told(one, DARK, "A former detainee", kind="unnamed", basis="experience"),
        told(two, DARK, "Relatives who visited", kind="unnamed", basis="visit"),
        told(three, DARK, "A nurse who worked there", kind="unnamed", basis="visit"),
    ]
    found = resolved([one, two, three], statements)
    assert found.independent.min == 1
    assert all(o.kind == "unnamed" for o in found.origins)


def test_unnamed_witnesses_of_two_outlets_are_two() -> None:
    one = page("one", f"A former detainee said that {DARK}.", outlet="Radio Faro")
    two = page("two", f"A former detainee said that {DARK}.", outlet="Harbour Post")
    statements = [told(d, DARK, "A former detainee", kind="unnamed", basis="experience") for d in (one, two)]
    assert interval(resolved([one, two], statements)) == (2, 2)


def test_experts_without_a_basis_add_to_the_upper_bound_only() -> None:
    one = page("one", f"Experts say that {DARK}.", outlet="Radio Faro")
    assert interval(resolved([one], [told(one, DARK, "Experts", kind="unnamed")])) == (0, 1)


def test_hearsay_is_no_first_hand_basis() -> None:
    one = page("one", f"Rosa Medina, who was told so, said that {DARK}.", outlet="Radio Faro")
    assert interval(resolved([one], [told(one, DARK, "Rosa Medina", basis="hearsay")])) == (0, 1)


def test_an_origin_not_established_counts_and_is_marked() -> None:
    one = page("one", "The cells have no daylight and the doors stay shut.")
    found = resolved([one], [own(one)])
    assert interval(found) == (0, 1)
    assert [o.established for o in found.origins] == [False]


def test_a_family_without_an_origin_is_one_end_and_not_established() -> None:
    text = "The cells have no daylight and the doors stay shut."
    pages = [page(n, text, outlet=o) for n, o in (("one", "Harbour Post"), ("two", "Radio Faro"), ("three", "Faro 2"))]
    grown = family(pages[0], [carried(p, pages[0]) for p in pages[1:]], known=False)
    found = resolved(pages, [own(p) for p in pages], [grown])
    assert interval(found) == (0, 1)
    assert [o.established for o in found.origins] == [False]


def test_a_text_of_unknown_origin_may_be_of_an_outlet_that_counts_already_so_it_adds_nothing_to_the_lower_bound() -> (
    None
):
    text = "Our reporters visited the cells and saw no daylight."
    pages = [page("one", text, outlet="Harbour Post"), page("two", text, outlet="Radio Faro")]
    other = page("other", "Again our reporters visited and saw no daylight in the cells.", outlet="Harbour Post")
    grown = family(pages[0], [carried(pages[1], pages[0])], known=False)
    found = resolved([*pages, other], [own(d, basis="visit") for d in (*pages, other)], [grown])
    assert interval(found) == (1, 2)


def test_an_unseen_origin_that_the_copies_credit_is_the_end() -> None:
    text = "The cells have no daylight and the doors stay shut."
    one, two = page("one", text, outlet="Harbour Post"), page("two", text, outlet="Radio Faro")
    grown = family(one, [carried(two, one)], known=False)
    credited = Family(grown.id, None, "both credit Agencia Norte", grown.members, "Agencia Norte")
    found = resolved([one, two], [own(one), own(two)], [credited])
    assert interval(found) == (0, 1)
    assert names(found) == {"Agencia Norte"}


def test_own_voice_under_an_agencys_byline_is_the_agencys() -> None:
    text = "By Agencia Norte. The cells have no daylight and the doors stay shut."
    mark = Mark("wire_byline", "By Agencia Norte", "Agencia Norte", 0, 16)
    one = page("one", text, outlet="Harbour Post", marks=(mark,))
    two = page("two", "No daylight enters the cells of the prison.", outlet="Agencia Norte")
    line = "The cells have no daylight and the doors stay shut."
    found = resolved([one, two], [own(one, line), own(two)])
    assert interval(found) == (0, 1)
    assert names(found) == {"Agencia Norte"}
    (merge,) = [m for m in found.merges if m.edge == "agency"]
    assert merge.passage is not None
    assert merge.passage.quote == "By Agencia Norte"


def test_a_byline_does_not_take_away_a_named_source() -> None:
    mark = Mark("wire_byline", "By Agencia Norte", "Agencia Norte", 0, 16)
    text = f"By Agencia Norte. Rosa Medina, freed in May, said that {DARK}."
    one = page("one", text, outlet="Harbour Post", marks=(mark,))
    found = resolved([one], [told(one, DARK, "Rosa Medina, freed in May,", basis="experience")])
    assert names(found) == {"Rosa Medina"}


def test_an_unnamed_source_under_an_agencys_byline_is_the_agencys_witness() -> None:
    text = f"By Agencia Norte. Two released men said that {DARK}."
    mark = Mark("wire_byline", "By Agencia Norte", "Agencia Norte", 0, 16)
    one = page("one", text, outlet="Harbour Post", marks=(mark,))
    two = page("two", text, outlet="Radio Faro", marks=(mark,))
    statements = [told(d, DARK, "Two released men", kind="unnamed", basis="experience") for d in (one, two)]
    assert interval(resolved([one, two], statements)) == (1, 1)


def test_an_outlet_that_counted_itself_is_first_hand_and_one_that_cites_it_is_not() -> None:
    one = page("one", "Our reporters visited the cells and saw no daylight.", outlet="Harbour Post")
    two = page("two", "Harbour Post reported that its reporters visited the cells.", outlet="Radio Faro")
    statements = [own(one, basis="visit"), told(two, "its reporters visited the cells", "Harbour Post", kind="outlet")]
    found = resolved([one, two], statements)
    assert interval(found) == (1, 1)
    assert names(found) == {"Harbour Post"}


def test_a_basis_that_only_a_retelling_shows_still_belongs_to_the_source() -> None:
    one = page("one", f"Rosa Medina said that {DARK}.", outlet="Harbour Post")
    two = page("two", f"Rosa Medina, released from the prison in May, said that {DARK}.", outlet="Radio Faro")
    long = "Rosa Medina, released from the prison in May,"
    statements = [
        told(one, DARK, "Rosa Medina"),
        told(two, DARK, long, basis="experience", basis_quote="released from"),
    ]
    found = resolved([one, two], statements)
    assert interval(found) == (1, 1)
    assert found.origins[0].basis_quote == "released from"


def test_claims_are_resolved_each_for_itself_and_in_order() -> None:
    document = page("wire", f"Rosa Medina, freed in May, said that {DARK}.", outlet="Agencia Norte")
    statement = told(document, DARK, "Rosa Medina, freed in May,", basis="experience")
    other = page("other", "Experts say that the food is bad.", outlet="Radio Faro")
    second = told(other, "the food is bad", "Experts", kind="unnamed")
    one, two = claim(statement), claim(second)
    found = resolve([one, two], [document, other], [statement, second], [], TABLE, Settings())
    assert [interval(c) for c in found] == [(1, 1), (0, 1)]
    assert [c.statements for c in found] == [one.statements, two.statements]
