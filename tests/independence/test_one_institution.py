"""A body, its people and its papers in two outlets are one for the lower bound; a paper of nobody is no second one."""

from __future__ import annotations

import pytest
from tests.claims.told import TABLE, claim, page
from tests.independence.resolved import interval, names
from tests.independence.test_two_names import read

from sayso.independence import resolve
from sayso.independence.stage import Settings
from sayso.statements import tag

ONE_END = {
    "who chairs it": (
        "The Marrowby Anglers’ Club said it had counted 6,200 dead fish.",
        "Rolf Inger, who chairs the Anglers’ Club, counted 6,200 dead fish, he said.",
    ),
    "who runs it": (
        "Harbour Aid counted 12 dead.",
        "Ana Ruiz, who runs Harbour Aid, counted 12 dead.",
    ),
    "its doctors": ("The Red Lantern Society said that its doctors had counted 12 dead in Garrow prison.",),
    "himself": ("The prison doctor said he had recorded 12 deaths.",),
    "a ministry’s report": (
        "The Ministry of Justice counted 12 dead. A ministry report recorded that 12 people were dead.",
    ),
}


@pytest.mark.parametrize("kind", ONE_END)
def test_one_source_is_one_end(kind: str) -> None:
    found = read(*ONE_END[kind])
    assert interval(found) == (1, 1), names(found)


ONE_AT_LEAST = {
    "the prison doctor": ("Dr Halsted, the prison doctor, recorded 12 deaths.", "The doctor of the prison recorded 12 deaths."),
    "of a named prison": ("Ana Ruiz, the prison doctor, recorded 12 deaths.", "A doctor at Garrow prison recorded 12 deaths."),
    "head and nurse": (
        "Ana Ruiz, head of the Norfield clinic, counted 12 deaths.",
        "Pedro Lara, a nurse at the Norfield clinic, counted 12 deaths.",
    ),
    "introduced before": (
        "Ana Ruiz, director of Saint Brigid Hospital, was there. Ruiz counted 12 deaths.",
        "Pedro Lara came from the port. The Saint Brigid Hospital surgeon Pedro Lara counted 12 deaths.",
    ),
    "the hospital and its head": (
        "Norfield Hospital counted 12 deaths.",
        "A nurse at Norfield Hospital counted 12 deaths.",
    ),
    "a member of the club": (
        "The Marrowby Anglers’ Club counted 6,200 dead fish.",
        "Rolf Inger of the Marrowby Anglers’ Club walked the bank. Inger counted 6,200 dead fish.",
    ),
    "two unnamed papers": ("An inspection recorded 12 locked exits.", "A report recorded 12 locked exits."),
    "a named and an unnamed paper": (
        "A report by Harbour Aid recorded 12 locked exits.", "An inspection recorded 12 locked exits.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ONE_AT_LEAST)
def test_for_the_lower_bound_one_institution_is_one(kind: str) -> None:
    found = read(*ONE_AT_LEAST[kind])
    assert interval(found) == (1, 2), names(found)


TWO = {
    "doctors of two prisons": (
        "Ana Ruiz, a doctor at Garrow prison, counted 12 deaths.",
        "Pedro Lara, a doctor at Hilltop prison, counted 12 deaths.",
    ),
    "a doctor and a warden of different houses": (
        "Ana Ruiz, the prison doctor, counted 12 deaths.",
        "Pedro Lara, head of the clinic, counted 12 deaths.",
    ),
    "two clubs": ("The Norfield Anglers’ Club counted 12 dead fish.", "The Garrow Anglers’ Club counted 12 dead fish."),
    "reports of two bodies": (
        "A report by Harbour Aid recorded 12 deaths.", "A report by Lantern Watch recorded 12 deaths.",
    ),
    "prisoners of one prison": (
        "Ana Ruiz, who was held in Garrow prison, said: “I saw 12 dead.”",
        "Pedro Lara, who was held in Garrow prison, said: “I was beaten.”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TWO)
def test_two_institutions_and_two_who_lived_through_it_are_two(kind: str) -> None:
    found = read(*TWO[kind])
    assert found.independent.max == 2, names(found)
    if "prisoners" not in kind:
        assert found.independent.min == 2, names(found)


def test_an_unnamed_source_behind_a_channel_may_be_whom_the_channel_names() -> None:
    wire = page("w", "The Marrowby Anglers’ Club said its members had counted 6,200 dead fish.", outlet="Agencia Norte")
    retold = page("r", "Anglers told Agencia Norte that they had counted 6,200 dead fish.", outlet="Radio Faro")
    statements = [s for d in (wire, retold) for s in tag(d, TABLE) if s.cue]
    (found,) = resolve([claim(*statements)], [wire, retold], statements, [], TABLE, Settings())
    assert interval(found) == (1, 2)


def test_an_unnamed_paper_bridges_no_two_named_ones() -> None:
    found = read(
        "A report by Harbour Aid recorded 12 deaths.",
        "A report by Lantern Watch recorded 12 deaths.",
        "An inspection recorded 12 deaths.",
    )
    assert interval(found) == (2, 3)


def test_who_stands_behind_an_unnamed_paper_is_not_established() -> None:
    found = read("An inspection recorded 12 locked exits.", "A police report recorded 12 locked exits.")
    assert {o.name: o.established for o in found.origins} == {"inspection": False, "police": True}


def test_the_papers_of_two_outlets_without_a_name_may_be_two() -> None:
    found = read("A report recorded 12 locked exits.", "A report recorded 12 locked exits.")
    assert interval(found) == (1, 2)
