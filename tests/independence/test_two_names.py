"""One person or body under two names is one source; two of the same word are two."""

from __future__ import annotations

import pytest
from tests.claims.told import TABLE, claim, page

from sayso.independence import resolve
from sayso.independence.stage import Settings
from sayso.model.nouns import Claim, Document
from sayso.statements import tag


def read(*texts: str, **facts: str) -> Claim:
    """All that is said in these pages as one claim, its sources resolved."""
    documents: list[Document] = [page(f"p{n}", text, outlet=f"Radio {n}", **facts) for n, text in enumerate(texts)]
    statements = [s for d in documents for s in tag(d, TABLE) if s.cue]
    (found,) = resolve([claim(*statements)], documents, statements, [], TABLE, Settings())
    return found


ONE = {
    "a survivor and her name": ("A survivor, Ana Ruiz, said it was dark. Ana Ruiz, who survived, said it was cold.",),
    "a name and a surname": ("Ana Ruiz, a survivor, said it was dark.", "Ruiz, a survivor, said it was cold."),
    "a middle name": ("Ana María Ruiz said it was dark.", "Ana Ruiz said it was cold."),
    "a second surname": ("Inés Calderón Vega said it was dark.", "Inés Calderón said it was cold."),
    "an acronym": ("Harbour Rights Watch (HRW) said it was dark.", "HRW said it was cold."),
    "a group and its name": ("A rights group, Harbour Watch, said it was dark.", "Harbour Watch said it was cold."),
    "a spokesman for the agency": (
        "The National Flood Agency said it was dark. Pedro Lara, a spokesman for the agency, said it was cold. "
        "Lara said that nobody came.",
    ),
    "its spokeswoman": (
        "The Interior Ministry said it was dark. Its spokeswoman, Vera Nemec, said it was cold. Nemec said no.",
    ),
    "the ministry’s spokesman": (
        "The Ministry of Justice said it was dark. The ministry’s spokesman, Pedro Lara, said it was cold.",
    ),
    "an unnamed spokesman": (
        "The Ministry of Justice said it was dark. A spokesman for the ministry said it was cold.",
    ),
    "the director of the hospital": (
        "Norfield Hospital said it was dark. Pedro Lara, director of the hospital, said it was cold.",
    ),
}


@pytest.mark.parametrize("kind", ONE)
def test_two_names_of_one_source_are_one(kind: str) -> None:
    found = read(*ONE[kind])
    assert found.independent.max == 1, [o.name for o in found.origins]


TWO = {
    "two of a surname": ("Ana Ruiz said it was dark.", "Rosa Ruiz said it was cold."),
    "two of a first name": ("Ana Ruiz said it was dark.", "Ana Medina said it was cold."),
    "two bodies, a spokesman of one": (
        "The Ministry of Justice said it was dark. Pedro Lara, a spokesman for the court, said it was cold.",
    ),
    "a lawyer for a person": ("Ana Ruiz said it was dark. Pedro Lara, a lawyer for Ana Ruiz, said it was cold.",),
    "a national and a municipal authority": (
        "The National Flood Authority said it was dark. The municipal authorities said it was cold.",
    ),
}


@pytest.mark.parametrize("kind", TWO)
def test_two_sources_with_a_word_in_common_are_two(kind: str) -> None:
    found = read(*TWO[kind])
    assert found.independent.max == 2, [o.name for o in found.origins]


def test_a_surname_that_two_people_share_is_neither_of_them() -> None:
    found = read("Ana Ruiz said it was dark.", "Rosa Ruiz said it was cold.", "Ruiz said that nobody came.")
    assert found.independent.max == 3


def test_an_acronym_of_two_bodies_is_neither_of_them() -> None:
    found = read(
        "Harbour Watch (HW) said it was dark.", "Hill Watch (HW) said it was cold.", "HW said that nobody came."
    )
    assert found.independent.max == 3


@pytest.mark.parametrize("genre", ["unknown", "report", "news"])
def test_we_and_the_name_of_who_writes_are_one_source(genre: str) -> None:
    document = page(
        "own",
        "We visited it. We found that it was dark. Lantern Watch said it was cold.",
        outlet="Lantern Watch",
        genre=genre,
    )
    statements = tag(document, TABLE)
    (found,) = resolve([claim(*statements)], [document], statements, [], TABLE, Settings())
    assert found.independent.max == 1


def test_every_merge_of_two_names_says_why() -> None:
    for texts in ONE.values():
        for merge in read(*texts).merges:
            assert merge.why
