"""Two editions of a public report: which figures of theirs are one question, and which are none (see the case's README)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sayso.claims import group_statements
from sayso.extract import split_sentences
from sayso.model.nouns import Claim, Document, Statement
from sayso.outlets import OutletTable
from sayso.statements import Settings, tag

CASE = Path(__file__).resolve().parents[3] / "shared" / "cases" / "el-salvador"
EDITIONS = {"state-2023.txt": "2024-04-22", "state-2024.txt": "2025-08-12"}

pytestmark = pytest.mark.skipif(
    not all((CASE / name).is_file() for name in EDITIONS),
    reason="the reports (shared/cases/el-salvador) are not beside the repository",
)


@cache
def claims() -> tuple[Claim, ...]:
    documents: list[Document] = []
    statements: list[Statement] = []
    for name, published in EDITIONS.items():
        text = (CASE / name).read_bytes().decode("utf-8")
        document = Document(
            id=f"d-{name}",
            sha256=name,
            path=name,
            text=text,
            title=text.splitlines()[0],
            outlet="U.S. Department of State",
            published=published,
            genre="report",
            sentences=split_sentences(text),
        )
        documents.append(document)
        statements += tag(document, OutletTable.load(), Settings())
    return tuple(group_statements(documents, statements))


def test_the_deaths_in_prison_are_one_claim_whose_figures_differ() -> None:
    (deaths,) = (c for c in claims() if c.text.startswith("Deaths, El Salvador: "))
    figures = deaths.text.split(": ")[1].split("; ")
    assert {"143", "115", "79", "71", "more than 70"} <= set(figures)
    assert {c.kind for c in deaths.contradicted_by} == {"figures differ"}
    assert {c.claim for c in deaths.contradicted_by} == {deaths.id}
    assert len(deaths.contradicted_by) >= 6


def test_capacities_of_two_holders_and_inquiries_of_two_offices_do_not_differ() -> None:
    said = [c.why for claim in claims() for c in claim.contradicted_by]
    assert said
    assert not any(why.startswith("capacity:") for why in said)
    assert not any("“eight”" in why for why in said)
