"""Forward steps from one version of the evidence database to the next; `PRAGMA user_version` holds the version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from sayso.errors import StoreError

# step n takes a database from version n - 1 to n; a published step is never edited
STEPS = ("001_evidence.sql", "002_search_and_decisions.sql")
VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection, path: Path, *, upto: int = VERSION) -> Path | None:
    """Bring the database to version `upto` in one transaction; the path of the copy made before, if any.

    StoreError when the case was made by a newer Sayso. A database that holds a case is copied beside itself.
    """
    if version_of(connection) == upto:
        return None
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection)  # another process may have migrated since
        if version > VERSION:
            raise StoreError(
                f"{path} was made by a newer Sayso (database version {version}, this one reads up to {VERSION}); "
                "upgrade with: pip install --upgrade sayso"
            )
        copy = _backup(path, version) if 0 < version < upto else None
        for number in range(version + 1, upto + 1):
            for statement in statements_of(STEPS[number - 1]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number:d}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return copy


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def statements_of(step: str) -> Iterator[str]:
    """The SQL statements of a step, one at a time: `executescript` would commit between them."""
    sql = resources.files("sayso.store").joinpath("sql", step).read_text(encoding="utf-8")
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _backup(path: Path, version: int) -> Path:
    """A whole copy as of the last commit, made by SQLite itself so that the write-ahead log is in it."""
    copy = path.with_name(f"{path.name}.version{version}.bak")
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy
