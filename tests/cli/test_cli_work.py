"""new, add, trace, coverage, verify: what they print and how they exit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from sayso import extract
from sayso.case import Case


def test_from_nothing_to_a_trace(run: Run, articles: Path) -> None:
    made = run("new", "c", "--name", "Villa Norte")
    assert made.exit_code == 0
    assert "sayso add c" in made.output
    added = run("add", "c", "articles")
    assert (added.exit_code, added.output) == (0, "2 files added\n")
    traced = run("trace", "c", "--json", "e.json")
    assert traced.exit_code == 0
    assert "extract: 2 documents read" in traced.output
    evidence = json.loads(Path("e.json").read_text(encoding="utf-8"))
    assert {"documents", "families", "statements", "claims", "findings"} <= set(evidence)
    assert len(evidence["documents"]) == 2


def test_a_second_trace_says_that_there_is_nothing_to_do(traced: Run) -> None:
    again = traced("trace", "c")
    assert (again.exit_code, again.output) == (0, "nothing to do: every stage is up to date\n")


def test_trace_to_the_output_prints_json_and_nothing_else_there(traced: Run) -> None:
    result = traced("trace", "c", "--json", "-")
    assert len(json.loads(result.stdout)["documents"]) == 2
    assert "nothing to do" in result.stderr


def test_a_missing_path_among_good_ones_is_a_failure_and_exit_1(run: Run, articles: Path) -> None:
    run("new", "c")
    result = run("add", "c", "articles/one.txt", "nope.txt")
    assert result.exit_code == 1
    assert result.stdout == "1 file added, 1 failed\n"
    assert "nope.txt" in result.stderr
    listed = json.loads(run("documents", "c", "--failures", "--json").stdout)
    assert [failure["path"] for failure in listed] == ["nope.txt"]


def test_nothing_but_missing_paths_is_a_wrong_call(run: Run) -> None:
    run("new", "c")
    result = run("add", "c", "nope.txt", "nothing/*.html")
    assert result.exit_code == 2
    assert "nope.txt" in result.stderr
    assert json.loads(run("documents", "c", "--failures", "--json").stdout) == []


def test_an_empty_file_is_a_failure_and_the_rest_is_done(run: Run, articles: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    run("new", "c")
    result = run("add", "c", "articles")
    assert (result.exit_code, result.stdout) == (1, "2 files added, 1 failed\n")


def test_a_trace_exits_with_1_only_for_failures_of_its_own_run(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "read_all", lambda *_, **__: iter(()))
    run("new", "c")
    run("add", "c", "articles")
    first = run("trace", "c")
    assert first.exit_code == 1
    assert "one.txt: extract:" in first.stderr
    assert run("trace", "c").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("trace", "nowhere"),
        ("claims", "nowhere"),
        ("add", "nowhere", "articles/one.txt"),
        ("dossier", "nowhere", "-o", "d.html"),
        ("verify", "nowhere"),
    ],
)
def test_what_is_no_case_is_a_wrong_call_with_the_remedy(run: Run, articles: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "no case at nowhere; make one with: sayso new nowhere" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "c"),
        ("nonsense",),
        ("why", "c", "c-0000000000"),
        ("check", "c", "--as-of", "yesterday"),
        ("check", "c", "--rules", "missing.yaml"),
        ("dossier", "c", "-o", "d.odt"),
        ("dossier", "c", "-o", "nowhere/d.html"),
        ("check", "c", "--coverage", "no subject"),
        ("check", "c", "--coverage", ": what"),
        ("check", "c", "--coverage", "Villa Norte Prison:"),
        ("export", "c", "--format", "csv"),
        ("search", "c", "???"),
        ("coverage", "c", "no subject"),
        ("new", "c"),
        ("trace", "c", "--json", "no/such/folder/e.json"),
    ],
)
def test_every_other_wrong_call_is_a_message_and_exit_2(traced: Run, arguments: tuple[str, ...]) -> None:
    result = traced(*arguments)
    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.output


def test_coverage_is_recorded_and_listed(traced: Run) -> None:
    assert traced("coverage", "c", "Villa Norte Prison: press 2025").exit_code == 0
    assert json.loads(traced("coverage", "c", "--json").stdout) == ["Villa Norte Prison: press 2025"]
    assert traced("coverage", "c").stdout == "searched\nVilla Norte Prison: press 2025\n"


def test_verify_says_what_a_hash_proves_and_finds_a_flipped_byte(traced: Run) -> None:
    good = traced("verify", "c")
    assert good.exit_code == 0
    assert "has not changed since it was captured" in good.output
    assert "does not prove that the page was authentic" in good.output
    blob = next(path for path in Path("c/captures").rglob("*") if path.is_file())
    blob.chmod(0o644)
    blob.write_bytes(b"X" + blob.read_bytes()[1:])
    bad = traced("verify", "c")
    assert bad.exit_code == 1
    assert "changed" in bad.output
    assert len(json.loads(traced("verify", "c", "--json").stdout)["problems"]) == 1


def test_a_writer_is_named_and_readers_go_on(traced: Run) -> None:
    with Case.open("c") as other, other._store.writing("trace"):
        refused = traced("add", "c", "articles")
        assert refused.exit_code == 2
        assert "is being written by process" in refused.stderr
        assert traced("claims", "c").exit_code == 0
