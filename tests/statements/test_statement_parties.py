"""What kind of party speaks, what it is called, and how it knows."""

from __future__ import annotations

import pytest
from tests.statements.invented import only, tagged

from sayso.model.nouns import FIRST_HAND, Basis, PartyKind


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Rosa Medina", "Rosa Medina", "person"),
        ("Dr. Rosa Medina", "Rosa Medina", "person"),
        ("Esteban de la Cruz", "Esteban de la Cruz", "person"),
        ("The prison director", "prison director", "person"),
        ("Lantern Watch", "Lantern Watch", "organisation"),
        ("The Coastal Prisoners’ Association", "Coastal Prisoners’ Association", "organisation"),
        ("The Ministry of Justice", "Ministry of Justice", "government"),
        ("The Justice Ministry", "Ministry of Justice", "government"),
        ("The government", "government", "government"),
        ("Police", "Police", "government"),
        ("Diario Sur", "Diario Sur", "outlet"),
        ("The newspaper Diario Sur", "Diario Sur", "outlet"),
        ("Agencia Norte", "Agencia Norte", "outlet"),
        ("A 2024 report from Lantern Watch", "Lantern Watch", "document"),
        ("Experts", "Experts", "unnamed"),
        ("Two released detainees", "Two released detainees", "unnamed"),
        ("A senior official", "senior official", "unnamed"),
        ("Human rights groups", "Human rights groups", "unnamed"),
        ("A spokesman for Diario Sur", "spokesman for Diario Sur", "unnamed"),
        ("Many scholars", "Many scholars", "unnamed"),
    ],
)
def test_a_source_has_its_kind_and_its_name(source: str, name: str, kind: PartyKind) -> None:
    found = only(f"{source} said that the cells receive no daylight.")
    assert (found.source.text, found.source.kind) == (source, kind)
    assert found.source.name.removeprefix("The ").removeprefix("A ") == name


@pytest.mark.parametrize("kind", ["Diario Sur", "Agencia Norte", "Radio Faro", "Semanario Alba"])
def test_an_outlet_that_is_told_something_is_a_channel_of_kind_outlet(kind: str) -> None:
    found = only(f"Rosa Medina told {kind} that the cells receive no daylight.")
    assert found.channel is not None
    assert (found.channel.name, found.channel.kind) == (kind, "outlet")
    assert found.source.kind == "person"


BASES: list[tuple[str, Basis, str]] = [
    ("Inspectors who visited the prison said that the cells are dark.", "visit", "visited"),
    (
        "Lantern Watch, which interviewed 31 former detainees, said that the cells are dark.",
        "interview",
        "interviewed 31",
    ),
    ("Lantern Watch recorded 79 deaths in the prison.", "own_count", "recorded"),
    (
        "Lantern Watch said that it had examined the prison registers and that nine people died.",
        "document",
        "examined the prison registers",
    ),
    ("The register shows that nine people died in 2025.", "document", "register"),
    ("The Ministry of Justice said that it had ordered the block closed.", "official_act", "it had ordered"),
    ("Two men released from the prison said that the cells are dark.", "experience", "released from"),
    ("A former detainee said that the cells are dark.", "experience", "A former detainee"),
    ("Relatives of four detainees said that they have not been allowed a visit.", "experience", "they"),
    ("A neighbour said that she had heard that the cells are dark.", "hearsay", "heard that"),
    ("Rosa Medina said that the cells are dark.", "none", ""),
    ("Experts said that the cells are dark.", "none", ""),
    ("Diario Sur reported that the cells are dark.", "none", ""),
]


@pytest.mark.parametrize(("text", "basis", "quote"), BASES, ids=[b[0][:40] for b in BASES])
def test_the_words_show_how_the_source_knows(text: str, basis: Basis, quote: str) -> None:
    found = tagged(text)[0]
    assert found.basis == basis
    assert quote in found.basis_quote
    assert bool(found.basis_quote) == bool(quote)
    assert found.basis_quote in text, "the quote is the document's own words"


@pytest.mark.parametrize(
    "text",
    [
        "A lawyer for five detainees said that the cells are dark.",
        "Diario Sur reported that former detainees said the cells are dark.",
        "The lawyer said that the families had told her what happened.",
        "Experts said that detainees need daylight.",
        "Diario Sur reported that inspectors visited the prison in May.",
        "Relatives of four detainees said that the guards beat detainees.",
        "The spokeswoman said that a committee visited the prison last year and found it clean.",
        "Two tourists told Diario Sur that the prison looked full.",
    ],
)
def test_who_repeats_others_has_no_first_hand_basis(text: str) -> None:
    assert tagged(text)[0].basis not in FIRST_HAND


def test_an_outlet_through_which_another_outlet_speaks_has_no_basis() -> None:
    found = only("Diario Sur counted 40 dark cells in the prison (Radio Faro).")
    assert found.basis == "none"
