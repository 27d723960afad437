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
    ("Ana Ruiz, who was held there for two years, said that the cells are dark.", "experience", "who was held there"),
    ("Ana Ruiz, who spent two years in the prison, said that the cells are dark.", "experience", "who spent"),
    ("Ana Ruiz, a nurse, who treated the wounded, said that nine people died.", "experience", "who treated"),
    ("Ana Ruiz, a survivor of the fire, said that the cells are dark.", "experience", "a survivor"),
    ("Ana Ruiz, released from the prison in May, said that the cells are dark.", "experience", "released from"),
    ("A nurse who worked there said that the cells are dark.", "experience", "worked there"),
    ("Two of the men who were held there said that the cells are dark.", "experience", "who were held"),
    ("“We could not breathe in the cell,” Ana Ruiz said.", "experience", "We could not breathe"),
    ("Ana Ruiz said that she saw two men carried out.", "experience", "she saw"),
    ("Ana Ruiz said after his release that the cells are dark.", "experience", "after his release"),
    ("Ana Ruiz said after visiting the prison that the cells are dark.", "visit", "after visiting the prison"),
    ("Ana Ruiz said, after a tour of the north block, that the cells are dark.", "visit", "after a tour"),
    ("Ana Ruiz told reporters at the scene that the cells are dark.", "visit", "at the scene"),
    ("After visiting the prison, Ana Ruiz said that the cells are dark.", "visit", "After visiting"),
    ("“The cells are dark,” Ana Ruiz said after touring the prison.", "visit", "after touring the prison"),
    ("“The cells are dark,” said Ana Ruiz, after a visit to the prison.", "visit", "after a visit"),
    ("Ana Ruiz, an inspector, visited the prison and said that the cells are dark.", "visit", "visited the prison"),
    ("A reporter at the scene said that nine people died.", "visit", "at the scene"),
    (
        "The Minister of Health, Julia Paz, who visited the prison, said that the cells are dark.",
        "visit",
        "who visited",
    ),
    (
        "Lantern Watch said, after interviewing 40 men, that the cells are dark.",
        "interview",
        "after interviewing 40 men",
    ),
    ("Ana Ruiz said after examining the prison registers that nine died.", "document", "after examining"),
    ("Ana Ruiz, who heads the ward, said that her staff had treated 53 people.", "own_count", "her staff had treated"),
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
        "Ana Ruiz, a lawyer for a man who was held there, said that the cells are dark.",
        "A relative of a man who was held there said that the cells are dark.",
        "A friend of Ana Ruiz, who was held there, said that the cells are dark.",
        "Ana Ruiz, who represents men who were held there, said that the cells are dark.",
        "Ana Ruiz, whose son was held there, said that the cells are dark.",
        "The mother of one man, who was held there, said that the cells are dark.",
        "Lantern Watch said that its lawyers spoke with the governor of the prison.",
        "Ana Ruiz, who had never visited the prison, said that the cells are dark.",
        "Ana Ruiz, who was not there, said that the cells are dark.",
        "The minister said after a visit by inspectors that the cells are dark.",
        "The minister said while visiting London that the cells are dark.",
        "The minister said that he saw a great future for the prison.",
        "“We saw the cells and they are clean,” the Minister of Justice said.",
        "Ana Ruiz said that he was beaten in the cells.",
        "Experts said they saw a growing crowd of men in the cells.",
        "Ana Ruiz said that she saw no future and a great need for light in the cells.",
        "Ana Ruiz said that she saw a growing need for light in the cells.",
        "Officials said that they heard the guards of the block.",
        "Ana Ruiz saw no reason to go, and she said that she saw no light in it.",
        "The minister, who was in the government then, said that the cells are dark.",
        "Two tourists told Diario Sur that the prison looked full.",
    ],
)
def test_who_repeats_others_has_no_first_hand_basis(text: str) -> None:
    assert tagged(text)[0].basis not in FIRST_HAND


def test_an_outlet_through_which_another_outlet_speaks_has_no_basis() -> None:
    found = only("Diario Sur counted 40 dark cells in the prison (Radio Faro).")
    assert found.basis == "none"


def test_a_person_named_again_speaks_of_what_they_lived_through() -> None:
    found = tagged("Ana Ruiz, who was held there for a year, said that it is dark. Ruiz said that nobody may visit.")
    assert [s.basis for s in found] == ["experience", "experience"]
    assert found[1].basis_quote == "Ana Ruiz, who was held there for a year"


def test_hearsay_of_a_person_named_again_stays_hearsay() -> None:
    found = tagged("Ana Ruiz, who was held there, said that it is dark. Ruiz said that she was told of two deaths.")
    assert [s.basis for s in found] == ["experience", "hearsay"]
