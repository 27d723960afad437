"""What any store of a case must hold to."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.noun_values import ANY_TEXT
from tests.store.samples import capture, claim, document, family, filled, finding, run, statement

from sayso.errors import StoreError
from sayso.model.nouns import Document, Failure
from sayso.store import Done, Store


def test_what_was_put_comes_back_as_it_was(store: Store) -> None:
    a, b = filled(store, "a.txt", "b.txt")
    said = claim(statement(a), statement(b))
    assert store.documents() == [a, b]
    assert store.statements() == [statement(a), statement(b)]
    assert store.families() == [family(a, b)]
    assert store.grouped() == [said]
    assert store.claims() == [said]
    assert store.findings() == [finding(said)]
    assert store.captures() == {a.id: capture("a.txt"), b.id: capture("b.txt")}
    assert store.verify() == []


@given(text=ANY_TEXT, title=st.none() | ANY_TEXT, path=ANY_TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str, path: str
) -> None:
    made = Document("d-1", "a" * 64, path, text, title=title)
    with Store(tmp_path_factory.mktemp("store") / "evidence.sqlite") as store:
        store.add_capture("d-1", capture("a.txt", path or "a.txt"))
        store.put_documents([Done("d-1", "fp", made)])
        assert store.documents() == [made]
        assert store.verify() == []


def test_the_same_bytes_under_the_same_name_are_one_document_at_two_places(store: Store) -> None:
    taken = capture("a.txt")
    elsewhere = dataclasses.replace(taken, path="other/a.txt", received="2025-06-02T10:00:00Z")
    assert store.add_capture("d-1", taken) == "new"
    assert store.add_capture("d-1", taken) == "known"
    assert store.add_capture("d-1", elsewhere) == "seen"
    assert list(store.captures().values()) == [taken]
    assert [place.path for place in store.locations()] == ["folder/a.txt", "other/a.txt"]


def test_the_same_bytes_under_another_name_are_another_document(store: Store) -> None:
    taken = capture("a.txt")
    store.add_capture("d-1", taken)
    assert store.add_capture("d-2", dataclasses.replace(taken, name="b.txt", path="b.txt")) == "new"
    assert list(store.captures()) == ["d-1", "d-2"]


def test_an_id_that_belongs_to_other_bytes_is_refused(store: Store) -> None:
    store.add_capture("d-1", capture("a.txt"))
    assert store.add_capture("d-1", capture("b.txt")) == "clash"
    assert len(store.captures()) == 1


def test_a_statement_id_of_another_document_is_a_failure_of_this_one_only(store: Store) -> None:
    a, b = filled(store, "a.txt", "b.txt")
    taken = dataclasses.replace(statement(b, "said"), id=statement(a).id)
    refused = store.put_statements([Done(b.id, "fp2", (taken,))])
    assert [failure.path for failure in refused] == [b.path]
    assert store.failures() == refused
    assert store.statements() == [statement(a)]
    assert store.marks("statements")[b.id].failed


def test_a_document_that_changes_takes_along_what_was_built_on_it(store: Store) -> None:
    a, b = filled(store, "a.txt", "b.txt")
    changed = dataclasses.replace(a, title="Another")
    store.put_documents([Done(a.id, "fp2", changed)])
    assert store.documents() == [b, changed]
    assert store.statements() == [statement(b)]
    assert a.id not in store.marks("statements")
    assert (store.families(), store.grouped(), store.claims(), store.findings()) == ([], [], [], [])
    assert [store.run_of(stage) for stage in ("reuse", "claims", "independence", "check")] == [None] * 4
    assert store.verify() == []
    assert store.search("another")[0].document == a.id


def test_the_same_result_from_a_new_run_leaves_what_was_built_on_it(store: Store) -> None:
    a, _ = filled(store, "a.txt", "b.txt")
    store.put_documents([Done(a.id, "fp2", a)])
    store.put_statements([Done(a.id, "fp2", (statement(a),))])
    assert store.marks("extract")[a.id].fingerprint == "fp2"
    assert len(store.claims()) == 1
    assert len(store.findings()) == 1


def test_a_new_document_leaves_the_old_claims_until_they_are_replaced(store: Store) -> None:
    filled(store, "a.txt", "b.txt")
    c = document("c.txt")
    store.add_capture(c.id, capture("c.txt"))
    store.put_documents([Done(c.id, "fp", c)])
    store.put_statements([Done(c.id, "fp", (statement(c),))])
    assert len(store.claims()) == 1


def test_new_claims_take_along_the_findings_made_of_the_old(store: Store) -> None:
    a, _ = filled(store, "a.txt", "b.txt")
    store.put_claims([claim(statement(a))], run("independence", "other"))
    assert store.findings() == []
    assert store.run_of("check") is None


def test_a_claim_about_a_statement_that_is_not_there_is_refused_whole(store: Store) -> None:
    a, b = filled(store, "a.txt", "b.txt")
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.put_claims([claim(statement(a)), claim(statement(document("z.txt")))], run("independence", "other"))
    assert store.claims() == [claim(statement(a), statement(b))]
    assert store.findings() != []


def test_two_results_with_one_id_are_refused_by_name(store: Store) -> None:
    a, _ = filled(store, "a.txt", "b.txt")
    with pytest.raises(StoreError, match=claim(statement(a)).id):
        store.put_claims([claim(statement(a))] * 2, run("independence", "other"))


def test_a_failure_replaces_the_older_one_and_goes_when_the_document_is_read(store: Store) -> None:
    a = document("a.txt")
    store.add_capture(a.id, capture("a.txt"))
    for reason in ("first", "second"):
        store.put_documents([Done(a.id, "fp", Failure(a.path, "extract", reason, a.sha256))])
    assert [failure.reason for failure in store.failures()] == ["second"]
    store.put_documents([Done(a.id, "fp2", a)])
    assert store.failures() == []
    assert store.documents() == [a]


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.transaction():
            store.add_capture("d-1", capture("a.txt"))
            store.cover("Villa Norte: press")
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        fail()
    assert store.captures() == {}
    assert store.coverage() == []
    assert store.writer() is None


def test_decisions_outlive_everything_they_are_about(store: Store) -> None:
    a, b = filled(store, "a.txt", "b.txt")
    said = claim(statement(a), statement(b))
    first = store.decide(said.id, "rejected", who="R. Solano", note="two different prisons")
    second = store.decide(said.id, "corrected", value="nobody in block 4 sees the sun")
    other = store.decide(a.id, "confirmed")
    store.put_documents([Done(a.id, "fp2", Failure(a.path, "extract", "gone", a.sha256))])
    assert store.claims() == []
    assert store.decisions() == [first, second, other]
    assert store.decisions(said.id) == [first, second]
    assert len({decision.id for decision in store.decisions()}) == 3


def test_a_verdict_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="maybe"):
        store.decide("c-1", "maybe")  # type: ignore[arg-type]
    assert store.decisions() == []


def test_coverage_is_kept_once_in_order(store: Store) -> None:
    for line in ("B: press", "A: press", "B: press"):
        store.cover(line)
    assert store.coverage() == ["B: press", "A: press"]


def test_a_damaged_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"
    path.write_bytes(b"this is no database, " * 100)
    with pytest.raises(StoreError, match="restore it from a copy"):
        Store(path)


def test_an_index_that_does_not_fit_the_documents_is_a_problem(store: Store) -> None:
    filled(store, "a.txt", "b.txt")
    store._connection.execute("DROP TRIGGER documents_updated")
    store._connection.execute("UPDATE documents SET text = 'silently altered'")
    assert any("search index" in problem for problem in store.verify())
