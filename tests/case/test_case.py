"""A case from the outside: what a notebook or the web interface can rely on."""

from __future__ import annotations

import dataclasses
import json
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso import claims, extract, independence, reuse, statements
from sayso.model.ids import make_id
from sayso.model.nouns import Capture, Document, Failure, Record, Statement

ARTICLES = {
    "one.txt": (
        "Prisoners kept in the dark\n\nBy Lena Ortega\nPublished: 2025-03-04\n\n"
        "The director of Villa Norte Prison, Tomás Rey, told reporters that 40 inmates live in cells without daylight. "
        "“Nobody in block four sees the sun,” said Rosa Quintero, a lawyer who visited the block in March.\n"
    ),
    "two.txt": (
        "Ministry answers critics\n\nPublished: 2025-03-09\n\n"
        "The Ministry of Justice denied that inmates of Villa Norte Prison live in cells without daylight. "
        "According to the Ministry of Justice, every cell has a window.\n"
    ),
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Iterator[sayso.Case]:
    with sayso.Case.create(tmp_path / "mine") as made:
        yield made


def stage_names(report: Any) -> list[str]:
    return [stage.stage for stage in report.stages if stage.ran]


def spy(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, see: Callable[..., None]) -> None:
    real = getattr(module, name)

    def called(*arguments: Any, **more: Any) -> Any:
        see(*arguments)
        return real(*arguments, **more)

    monkeypatch.setattr(module, name, called)


# making and opening


def test_a_new_case_is_whole_and_empty(tmp_path: Path) -> None:
    with sayso.Case.create(tmp_path / "mine", name="Villa Norte") as case:
        assert case.name == "Villa Norte"
        assert case.record() == Record(name="Villa Norte")
        assert case.verify() == []
        assert case.trace().failures == ()
    names = {path.name for path in (tmp_path / "mine").iterdir()}
    assert {"case.json", "captures", "custody.jsonl", "evidence.sqlite", "outlets.yaml", "rules"} <= names
    assert list(tmp_path.iterdir()) == [tmp_path / "mine"]


def test_an_empty_folder_may_become_a_case_and_any_other_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    sayso.Case.create(tmp_path / "empty").close()
    with pytest.raises(sayso.CaseError, match="is a case already"):
        sayso.Case.create(tmp_path / "empty")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(sayso.CaseError, match="is not empty"):
        sayso.Case.create(tmp_path / "full")
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


def test_what_is_no_case_is_named_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(sayso.CaseError, match=r"no case at .*nowhere; make one with: sayso new .*nowhere"):
        sayso.Case.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(sayso.CaseError, match="is a folder, but no case"):
        sayso.Case.open(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(sayso.CaseError, match="is a file, not a case"):
        sayso.Case.open(tmp_path / "file")


def test_a_case_of_a_newer_sayso_or_without_its_database_is_refused(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    case.close()
    label = case.path / "case.json"
    row = json.loads(label.read_text())
    label.write_text(json.dumps(row | {"format": 99}))
    with pytest.raises(sayso.CaseError, match=r"newer Sayso.*upgrade"):
        sayso.Case.open(case.path)
    label.write_text("{")
    with pytest.raises(sayso.CaseError, match="restore it"):
        sayso.Case.open(case.path)
    label.write_text(json.dumps(row))
    for path in case.path.glob("evidence.sqlite*"):
        path.unlink()
    with pytest.raises(sayso.CaseError, match="is missing; restore it"):
        sayso.Case.open(case.path)


def test_the_package_exports_the_case_and_its_errors() -> None:
    errors = {"SaysoError", "CaseError", "CaptureError", "ExtractError", "RuleError", "StoreError", "UnknownId"}
    assert set(sayso.__all__) == {"Case", "__version__"} | errors
    assert all(issubclass(getattr(sayso, name), sayso.SaysoError) for name in errors)


# adding


def test_the_same_file_added_again_is_one_document(case: sayso.Case, articles: Path) -> None:
    first = case.add([articles])
    assert [capture.name for capture in first.added] == ["one.txt", "two.txt"]
    again = case.add([articles / "one.txt"])
    assert (again.added, [capture.name for capture in again.already], again.failures) == ((), ["one.txt"], ())
    assert len(case.captures()) == 2


def test_the_same_bytes_elsewhere_are_a_second_place_and_under_another_name_a_second_document(
    case: sayso.Case, articles: Path, tmp_path: Path
) -> None:
    case.add(articles / "one.txt")
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_bytes((articles / "one.txt").read_bytes())
    (other / "renamed.txt").write_bytes((articles / "one.txt").read_bytes())
    report = case.add(other)
    assert [capture.name for capture in report.already] == ["one.txt"]
    assert [capture.name for capture in report.added] == ["renamed.txt"]
    places = {place.path: place.document for place in case.locations()}
    assert places[str(articles / "one.txt")] == places[str(other / "one.txt")] != places[str(other / "renamed.txt")]
    case.trace()
    assert {document.id for document in case.documents()} == {
        make_id("d", capture.sha256, capture.name) for capture in case.captures()
    }
    assert case.verify() == []


def test_what_cannot_be_taken_in_is_a_row_and_goes_once_it_can(case: sayso.Case, articles: Path) -> None:
    report = case.add([articles / "one.txt", articles / "three.txt"])
    assert len(report.added) == 1
    assert [failure.path for failure in case.failures()] == [str(articles / "three.txt")]
    (articles / "three.txt").write_text("Something was written after all.")
    case.add(articles / "three.txt")
    assert case.failures() == []


def test_inputs_that_are_all_missing_are_a_wrong_call_and_leave_nothing(case: sayso.Case, tmp_path: Path) -> None:
    with pytest.raises(sayso.CaseError, match=r"nothing to add: .*nope\.txt"):
        case.add([tmp_path / "nope.txt", str(tmp_path / "*.html")])
    with pytest.raises(sayso.CaseError, match="name at least one"):
        case.add([])
    assert case.failures() == []


def test_progress_is_told_after_the_work_is_on_disk(case: sayso.Case, articles: Path) -> None:
    for number in range(70):
        (articles / f"more-{number}.txt").write_text(f"Report number {number}.")
    seen = []

    def progress(doing: str, done: int, total: int | None) -> None:
        with sayso.Case.open(case.path) as reader:
            seen.append((done, total, len(reader.captures())))

    case.add(articles, progress=progress)
    assert seen[-1] == (72, 72, 72)
    assert all(done == kept for done, _, kept in seen)
    assert len(seen) > 2


def test_every_capture_and_every_place_is_in_the_custody_log(case: sayso.Case, articles: Path, tmp_path: Path) -> None:
    case.add(articles)
    (tmp_path / "one.txt").write_bytes((articles / "one.txt").read_bytes())
    case.add(tmp_path / "one.txt")
    case.trace()
    case.cover("Villa Norte Prison: press")
    case.decide("c-1", "rejected", who="R. Solano")
    actions = [json.loads(line)["action"] for line in (case.path / "custody.jsonl").read_text().splitlines()]
    assert actions == ["create", "add", "add", "seen", "trace", "coverage", "decision"]


def test_a_log_line_that_a_dead_process_owed_is_written_and_a_torn_one_cut_off(
    case: sayso.Case, articles: Path
) -> None:
    case.add(articles / "one.txt")
    log = case.path / "custody.jsonl"
    kept = log.read_bytes()
    case.add(articles / "two.txt")
    log.write_bytes(kept + b'{"action":"add","fa')
    case._store._connection.execute(
        "INSERT INTO writer VALUES (1, 'token', 99999999, ?, '', '2025-06-01T10:00:00Z', 'add')",
        (socket.gethostname(),),
    )
    assert case.verify() != []
    case.close()
    with sayso.Case.open(case.path) as again:
        assert again.verify() == []
    actions = [json.loads(line)["action"] for line in log.read_text().splitlines()]
    assert actions == ["create", "add", "recover", "resume", "add"]


# tracing


def test_the_second_run_does_no_work_and_says_so(
    case: sayso.Case, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.add(articles)
    first = case.trace()
    assert stage_names(first) == ["extract", "statements", "reuse", "claims", "independence", "check"]
    before = case.record()
    asked: list[Any] = []
    spy(monkeypatch, extract, "read_all", lambda captures, *_: asked.extend(captures))
    stages = ((statements, "tag"), (reuse, "find_pairs"), (claims, "group_statements"), (independence, "resolve"))
    for module, name in stages:
        spy(monkeypatch, module, name, lambda *_: asked.append("a stage ran"))
    second = case.trace()
    assert second.nothing_to_do
    assert asked == []
    assert [stage.skipped for stage in second.stages][:2] == [2, 2]
    assert case.record() == before


def test_only_new_documents_are_read_and_tagged(
    case: sayso.Case, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.add(articles / "one.txt")
    case.trace()
    read: list[str] = []
    tagged: list[str] = []
    spy(monkeypatch, extract, "read_all", lambda captures, *_: read.extend(capture.name for capture in captures))
    spy(monkeypatch, statements, "tag", lambda document, *_: tagged.append(Path(document.path).name))
    case.add(articles / "two.txt")
    report = case.trace()
    assert (read, tagged) == (["two.txt"], ["two.txt"])
    assert [(stage.done, stage.skipped) for stage in report.stages[:2]] == [(1, 1), (1, 1)]


def test_the_result_does_not_hang_on_the_order_of_adding(tmp_path: Path, articles: Path) -> None:
    with sayso.Case.create(tmp_path / "a") as a, sayso.Case.create(tmp_path / "b") as b:
        a.add(articles)
        a.trace()
        for name in ("two.txt", "one.txt"):
            b.add(articles / name)
            b.trace()
        for kind in ("claims", "families", "findings"):
            assert list(getattr(a, kind)()) == list(getattr(b, kind)())
        assert {item.id for item in a.statements()} == {item.id for item in b.statements()}


def test_a_new_version_of_a_stage_runs_it_again_and_the_rest_only_if_its_result_changed(
    case: sayso.Case, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.add(articles)
    case.trace()
    monkeypatch.setattr(reuse, "VERSION", "another")
    assert stage_names(case.trace()) == ["reuse"]
    monkeypatch.setattr(extract, "VERSION", "another")
    assert stage_names(case.trace()) == ["extract"]
    real = statements.tag
    monkeypatch.setattr(statements, "VERSION", "another")
    monkeypatch.setattr(statements, "tag", lambda *args: [dataclasses.replace(s, basis="visit") for s in real(*args)])
    assert stage_names(case.trace())[:2] == ["statements", "claims"]
    assert {statement.basis for statement in case.statements()} == {"visit"}
    assert case.trace().nothing_to_do


def test_a_failed_extraction_is_kept_and_tried_again_only_with_a_new_version(
    case: sayso.Case, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = extract.read_all

    def failing(captures: Sequence[Capture], *more: Any, **named: Any) -> Iterator[Document | Failure]:
        for result in real(captures, *more, **named):
            bad = result.path.endswith("two.txt")
            yield Failure(result.path, "extract", "not today", result.sha256) if bad else result

    monkeypatch.setattr(extract, "read_all", failing)
    case.add(articles)
    report = case.trace()
    assert [failure.reason for failure in report.failures] == ["not today"]
    monkeypatch.setattr(extract, "read_all", real)
    assert case.trace().nothing_to_do
    assert [failure.reason for failure in case.failures()] == ["not today"]
    monkeypatch.setattr(extract, "VERSION", "another")
    assert case.trace().failures == ()
    assert case.failures() == []
    assert len(case.documents()) == 2


def test_a_file_that_extraction_passes_over_is_a_failure(
    case: sayso.Case, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "read_all", lambda *_, **__: iter(()))
    case.add(articles)
    assert [failure.reason for failure in case.trace().failures] == ["the extraction gave no result for this file"] * 2


def test_an_exception_in_tagging_is_a_failure_of_that_document_and_the_batch_goes_on(
    case: sayso.Case, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = statements.tag

    def tag(document: Document, *more: Any) -> list[Statement]:
        if document.path.endswith("one.txt"):
            raise RecursionError("too deep")
        return list(real(document, *more))

    monkeypatch.setattr(statements, "tag", tag)
    case.add(articles)
    report = case.trace()
    [failure] = report.failures
    assert failure.path.endswith("one.txt")
    assert "RecursionError: too deep" in failure.reason
    assert {statement.document for statement in case.statements()} == {
        document.id for document in case.documents() if document.path.endswith("two.txt")
    }
    assert list(case.failures()) == [failure]
    assert case.trace().nothing_to_do


def test_a_statement_that_does_not_match_its_text_is_not_stored(
    case: sayso.Case, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = statements.tag

    def off_by_one(*args: Any) -> list[Statement]:
        found = real(*args)
        return [
            dataclasses.replace(s, content=dataclasses.replace(s.content, start=s.content.start + 1)) for s in found
        ]

    monkeypatch.setattr(statements, "tag", off_by_one)
    case.add(articles)
    assert {"does not match the stored text" in failure.reason for failure in case.trace().failures} == {True}
    assert case.statements() == []


def test_a_wrong_rule_file_stops_before_any_work(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    (case.path / "rules" / "mine.yaml").write_text("rules:\n  - id: x\n    titel: y\n")
    with pytest.raises(sayso.RuleError, match=r"mine\.yaml"):
        case.trace()
    assert case.documents() == []


def test_the_users_outlets_are_heeded(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    case.trace()
    (case.path / "outlets.yaml").write_text("- {name: The Norte Herald, kind: newspaper}\n", encoding="utf-8")
    assert stage_names(case.trace())[:2] == ["extract", "statements"]


def test_many_documents_are_tagged_in_processes_with_the_same_result(
    case: sayso.Case, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.case import tagging
    from sayso.outlets import OutletTable

    case.add(articles)
    case.trace()
    documents, outlets, settings = list(case.documents()) * 10, OutletTable.load(), statements.Settings()
    here = list(tagging.tag_all(documents, len(documents), outlets, settings))
    monkeypatch.setattr(tagging, "FEW", 1)
    monkeypatch.setattr(tagging, "_processors", lambda: 2)
    there = list(tagging.tag_all(iter(documents), len(documents), outlets, settings))
    assert there == here
    assert any(result for _, result in there)


class Poisoned(Document):
    """A document that kills the process that receives it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def test_a_document_that_kills_its_worker_is_a_failure_and_the_rest_is_tagged(monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.case import tagging
    from sayso.outlets import OutletTable

    text = ARTICLES["one.txt"]
    documents = [Document(f"d-{number}", "a" * 64, f"{number}.txt", text) for number in range(60)]
    documents[20] = Poisoned("d-20", "a" * 64, "20.txt", text)
    monkeypatch.setattr(tagging, "FEW", 1)
    monkeypatch.setattr(tagging, "_processors", lambda: 2)
    found = list(tagging.tag_all(iter(documents), len(documents), OutletTable.load(), statements.Settings()))
    assert [document.id for document, _ in found] == [document.id for document in documents]
    assert [document.id for document, result in found if isinstance(result, Failure)] == ["d-20"]


# asking


def test_listings_are_typed_rows_that_become_arrow_tables(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    case.trace()
    for kind in ("captures", "documents", "statements", "families", "claims", "findings", "failures", "sources"):
        rows = getattr(case, kind)()
        assert rows.to_arrow().num_rows == len(rows)
    assert len(case.statements()) > 0
    assert case.statements().to_arrow().column("document").to_pylist() == [s.document for s in case.statements()]


def test_search_finds_the_passage(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    case.trace()
    [hit] = case.search("quintero lawyer")
    document = next(document for document in case.documents() if document.id == hit.document)
    assert document.text[hit.passage.start : hit.passage.end] == hit.passage.quote
    assert "Quintero" in hit.passage.quote


def test_a_question_with_arguments_leaves_the_stored_findings_alone(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    case.trace()
    stored, day = case.findings(), case.findings_as_of()
    asked = case.check(as_of="2025-03-31", known_then=False)
    assert {finding.as_of for finding in asked} <= {"2025-03-31"}
    assert (case.findings(), case.findings_as_of()) == (stored, day)
    case.check(as_of="2025-03-31", keep=True)
    assert case.findings_as_of() == "2025-03-31"
    case.check()
    assert case.findings_as_of() == day
    with pytest.raises(sayso.CaseError, match="record it first"):
        case.check(coverage=["Villa Norte Prison: press"], keep=True)
    with pytest.raises(sayso.SaysoError, match="not a day"):
        case.check(as_of="last week")


def test_a_case_with_a_fixed_day_looks_back_from_it(tmp_path: Path, articles: Path) -> None:
    with sayso.Case.create(tmp_path / "mine", as_of="2025-04-01") as case:
        case.add(articles)
        case.trace()
    with sayso.Case.open(tmp_path / "mine") as case:
        assert case.as_of == case.findings_as_of() == "2025-04-01"
        assert {finding.as_of for finding in case.check()} <= {"2025-04-01"}
    with pytest.raises(sayso.CaseError, match="not a day"):
        sayso.Case.create(tmp_path / "other", as_of="April")


def test_recorded_coverage_makes_the_rules_run_again(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    case.trace()
    case.cover("Villa Norte Prison:  national press 2024 to 2025 ")
    assert case.coverage() == ["Villa Norte Prison: national press 2024 to 2025"]
    assert stage_names(case.trace()) == ["check"]
    for wrong in ("Villa Norte Prison", ": press", "Villa Norte Prison:"):
        with pytest.raises(sayso.CaseError, match="names no subject"):
            case.cover(wrong)


def test_why_of_an_id_that_is_not_there_is_an_error(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    case.trace()
    assert case.why(case.documents()[0].id)
    assert case.why(case.statements()[0].id)
    with pytest.raises(sayso.UnknownId):
        case.why("c-0000000000")


def test_verify_names_a_flipped_byte_an_edited_log_and_a_lost_row(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    blob = next(path for path in (case.path / "captures").rglob("*") if path.is_file())
    held = blob.read_bytes()
    blob.chmod(0o644)
    blob.write_bytes(bytes([held[0] ^ 1]) + held[1:])
    assert any("changed" in problem for problem in case.verify())
    blob.write_bytes(held)
    log = case.path / "custody.jsonl"
    kept = log.read_text()
    log.write_text(kept.replace("one.txt", "uno.txt", 1))
    assert any("altered" in problem for problem in case.verify())
    log.write_text(kept)
    assert case.verify() == []


def test_sources_say_who_is_relied_on_and_through_whom(case: sayso.Case, articles: Path) -> None:
    case.add(articles)
    case.trace()
    by_name = {row.name: row for row in case.sources(own_voice=True)}
    for statement in case.statements():
        row = by_name[statement.source.name]
        assert row.statements >= 1
        assert statement.channel is None or statement.channel.name in row.channels
    assert sum(row.statements for row in by_name.values()) == len(case.statements())
