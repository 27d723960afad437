"""CSV: every row is there, and no cell is a formula."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.hostile import FORMULA, poisoned
from tests.dossier.invented_case import invented_record

from sayso.dossier import write_csv
from sayso.dossier.tables import inert


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_a_noun_with_every_row(tmp_path: Path) -> None:
    record = invented_record()
    tables = {path.stem: rows(path) for path in write_csv(record, tmp_path / "new" / "folder")}
    assert len(tables["documents"]) == len(record.documents)
    assert {row["id"] for row in tables["statements"]} == {s.id for s in record.statements}
    assert len(tables["families"]) == 4
    assert len(tables["origins"]) == sum(len(c.origins) for c in record.claims)
    assert len(tables["merges"]) == sum(len(c.merges) for c in record.claims)
    assert len(tables["contradictions"]) == sum(len(c.contradicted_by) for c in record.claims)
    assert tables["findings"][0]["because"].count("\n") == len(record.findings[0].because) - 1
    assert tables["failures"][0]["path"] == "inbox/scan.pdf"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", "＝", "|"])
def test_a_cell_that_would_be_a_formula_is_made_inert(start: str) -> None:
    assert str(inert(f"{start}1+1")).startswith("'")


def test_numbers_stay_numbers_and_plain_text_stays_as_it_is() -> None:
    assert inert(-3) == -3
    assert inert("a = b - c") == "a = b - c"
    assert inert("one\r\ntwo") == "one\ntwo"


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    cell = str(inert(text))
    assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_no_cell_of_a_hostile_case_is_a_formula(tmp_path: Path) -> None:
    for path in write_csv(poisoned(invented_record(), FORMULA), tmp_path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell.startswith("=") for cell in row)
