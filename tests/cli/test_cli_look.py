"""The listings, the questions and the exports."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from sayso.case import Case

LISTINGS = ["claims", "statements", "families", "sources", "documents"]


@pytest.mark.parametrize("name", LISTINGS)
def test_a_piped_listing_is_a_header_and_lines_of_as_many_cells(traced: Run, name: str) -> None:
    lines = traced(name, "c").stdout.splitlines()
    assert len({line.count("\t") for line in lines}) == 1
    assert lines[0].split("\t")[0] in ("id", "source")


@pytest.mark.parametrize("name", ["claims", "statements", "families", "documents"])
def test_a_json_listing_is_what_the_contract_gives(traced: Run, name: str) -> None:
    everything = [] if name in ("families", "documents") else ["--all"]
    listed = json.loads(traced(name, "c", "--json", *everything).stdout)
    assert listed == json.loads(traced("export", "c").stdout)[name]


def test_claims_shows_those_said_twice_or_contradicted_and_counts_the_rest(traced: Run) -> None:
    with Case.open("c") as case:
        claims = case.claims()
        shown = {claim.id for claim in claims if len(claim.statements) > 1 or claim.contradicted_by}
    short = traced("claims", "c")
    assert {line.split("\t")[0] for line in short.stdout.splitlines()[1:]} == shown
    assert f"{len(claims) - len(shown)} claim" in short.stderr
    whole = traced("claims", "c", "--all")
    assert {line.split("\t")[0] for line in whole.stdout.splitlines()[1:]} == {claim.id for claim in claims}
    assert all("at least " in line and ", at most " in line for line in whole.stdout.splitlines()[1:])


def test_statements_hides_what_documents_say_in_their_own_voice(traced: Run) -> None:
    short = json.loads(traced("statements", "c", "--json").stdout)
    whole = json.loads(traced("statements", "c", "--json", "--all").stdout)
    own = [row for row in whole if row["quote"] == "none" and row["source"]["kind"] in ("author", "outlet")]
    assert [row for row in whole if row not in own] == short
    assert short != []


def test_sources_says_first_hand_or_not(traced: Run) -> None:
    rows = json.loads(traced("sources", "c", "--json").stdout)
    with Case.open("c") as case:
        assert [row["name"] for row in rows] == [row.name for row in case.sources()]
    assert all(row["first_hand"] == bool(row["bases"]) for row in rows)


def test_search_prints_the_passage(traced: Run) -> None:
    [hit] = json.loads(traced("search", "c", '"block four"', "sun", "--json").stdout)
    assert "Nobody in block four" in hit["passage"]["quote"]
    assert "Nobody in block four" in traced("search", "c", "quintero").stdout


def test_why_prints_the_trail_of_any_id(traced: Run) -> None:
    evidence = json.loads(traced("export", "c").stdout)
    for kind in ("documents", "statements", "claims"):
        id_ = evidence[kind][0]["id"]
        assert traced("why", "c", id_).stdout.strip()
        assert json.loads(traced("why", "c", id_, "--json").stdout)


def test_check_prints_the_result_and_why(traced: Run) -> None:
    with Case.open("c") as case:
        findings = case.check()
    assert len(findings) > 0
    result = traced("check", "c")
    assert result.exit_code == 0
    for finding in findings:
        assert finding.subject in result.stdout
        assert f"at least {finding.independent.min}, at most {finding.independent.max}" in result.stdout
        assert all(because.split()[0] in result.stdout for because in finding.because)
    asked = json.loads(traced("check", "c", "--as-of", "2025-03-31", "--published-by-then", "--json").stdout)
    assert {finding["as_of"] for finding in asked} == {"2025-03-31"}


def test_a_dossier_is_written_as_html_and_markdown(traced: Run) -> None:
    for name in ("d.html", "d.md"):
        assert traced("dossier", "c", "-o", name).exit_code == 0
        assert "Villa Norte" in Path(name).read_text(encoding="utf-8")


def test_an_export_as_csv_is_a_folder_of_tables(traced: Run) -> None:
    assert traced("export", "c", "--format", "csv", "-o", "tables").exit_code == 0
    with Path("tables/documents.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2


def test_an_export_to_a_file_and_to_the_output_are_the_same(traced: Run) -> None:
    assert traced("export", "c", "-o", "e.json").exit_code == 0
    assert Path("e.json").read_text(encoding="utf-8") == traced("export", "c").stdout


def test_a_listing_says_that_files_wait_for_a_trace(traced: Run, articles: Path) -> None:
    (articles / "three.txt").write_text("Another report.")
    traced("add", "c", "articles/three.txt")
    result = traced("claims", "c")
    assert "1 file added since the last trace; run: sayso trace c" in result.stderr
    assert "since" not in result.stdout


def test_no_command_that_hands_out_evidence_names_the_users_folder(run: Run, articles: Path) -> None:
    assert run("new", "c").exit_code == 0
    assert run("add", "c", str(articles.absolute())).exit_code == 0
    assert run("trace", "c", "--json", "evidence.json").exit_code == 0
    first = json.loads(Path("evidence.json").read_text(encoding="utf-8"))["documents"][0]
    assert first["path"] in {"one.txt", "two.txt"}
    printed = [Path("evidence.json").read_text(encoding="utf-8")]
    for name in ("documents", "claims", "statements", "sources", "families", "check", "export"):
        printed.append(run(name, "c").output)
        printed.append(run(name, "c", "--json").output if name != "export" else "")
    printed.append(run("why", "c", first["id"]).output)
    assert run("dossier", "c", "-o", "d.html").exit_code == 0
    printed.append(Path("d.html").read_text(encoding="utf-8"))
    assert not any(str(articles.parent.absolute()) in text for text in printed)
