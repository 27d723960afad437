from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.errors import StoreError
from sayso.model.nouns import Failure
from sayso.store import Store
from sayso.store.migrations import STEPS, VERSION, migrate, statements_of, version_of

VERSION_1 = Path(__file__).with_name("version1.sql")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A case of version 1, as it lay on a disk."""
    path = tmp_path / "evidence.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    connection.close()
    return path


def test_a_case_of_version_1_is_brought_forward_with_all_it_holds(old: Path) -> None:
    with Store(old) as store:
        assert version_of(store._connection) == VERSION
        assert [document.title for document in store.documents()] == ["Una celda sin sol"]
        assert [statement.source.name for statement in store.statements()] == ["Rosa Quintero"]
        assert store.failures() == [Failure("scan.html", "extract", "no text was found", "b" * 64)]
        assert store.search("prision")[0].passage.quote == "La prisión no tiene luz, dijo Rosa Quintero."
        store.decide("d-0000000001", "confirmed")
        assert store.verify() == []


def test_the_file_is_copied_before_it_is_changed(old: Path) -> None:
    Store(old).close()
    copy = old.with_name("evidence.sqlite.version1.bak")
    connection = sqlite3.connect(copy)
    assert version_of(connection) == 1
    assert connection.execute("SELECT title FROM documents").fetchall() == [("Una celda sin sol",)]
    connection.close()


def test_a_new_case_and_one_that_is_up_to_date_are_not_copied(tmp_path: Path) -> None:
    for _ in range(2):
        Store(tmp_path / "evidence.sqlite").close()
    assert list(tmp_path.glob("*.bak")) == []


def test_a_step_that_fails_leaves_the_old_version(old: Path) -> None:
    connection = sqlite3.connect(old, isolation_level=None)
    connection.execute("CREATE TABLE decisions (in_the_way)")
    with pytest.raises(sqlite3.Error):
        migrate(connection, old)
    assert version_of(connection) == 1
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'documents_fts'").fetchone() == (0,)
    connection.close()


def test_a_case_of_a_newer_version_is_refused_with_the_remedy_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 7}")
    connection.close()
    with pytest.raises(StoreError, match=f"database version {VERSION + 7}.*pip install --upgrade sayso"):
        Store(path)
    connection = sqlite3.connect(path)
    assert version_of(connection) == VERSION + 7
    connection.close()


def test_step_by_step_and_all_at_once_give_the_same_tables(tmp_path: Path) -> None:
    schemas = []
    for name, stops in (("slow", range(1, VERSION + 1)), ("fast", [VERSION])):
        connection = sqlite3.connect(tmp_path / name, isolation_level=None)
        for stop in stops:
            migrate(connection, tmp_path / name, upto=stop)
        schemas.append(connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall())
        connection.close()
    assert schemas[0] == schemas[1]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_read_to_its_last_statement(step: str) -> None:
    found = list(statements_of(step))
    assert all(sqlite3.complete_statement(statement) for statement in found)
    assert len(found) > 3
