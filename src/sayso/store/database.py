"""A connection to the evidence database: opened, migrated, and with transactions that say what went wrong."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sayso.errors import StoreError
from sayso.store.migrations import migrate

# how long one short transaction waits for another one, in seconds; the writer lock does not wait
PATIENCE = 10.0


def connect(path: Path) -> sqlite3.Connection:
    """Open and, where needed, migrate the database at `path`; a folder that cannot be written to is opened for reading.

    WAL, so that readers never wait for the writer; synchronous FULL, so that a commit survives a power cut (in WAL mode
    NORMAL may lose the last ones, says SQLite's page on the pragma); foreign keys on.
    """
    writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    mode = "mode=rwc" if writable else "immutable=1"
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?{mode}", uri=True, timeout=PATIENCE, isolation_level=None
        )
        connection.text_factory = _text
        connection.execute("PRAGMA foreign_keys = ON")
        if writable:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        migrate(connection, path)
    except sqlite3.Error as error:
        raise broken(path, error) from error
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path, *, write: bool) -> Iterator[None]:
    """All or nothing for a write; one unchanging view of the case for a read. Nested ones join the outer one."""
    if connection.in_transaction:
        yield
        return
    try:
        connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise broken(path, error) from error


def broken(path: Path, error: sqlite3.Error) -> StoreError:
    """What SQLite said, with the remedy it does not give."""
    said = str(error)
    if "locked" in said:
        return StoreError(f"{path} is busy ({said}); try again in a moment")
    if "not a database" in said or "malformed" in said:
        return StoreError(f"{path} is damaged ({said}); restore it from a copy, or add the files to a new case")
    if "readonly" in said:
        return StoreError(f"{path} cannot be written to; copy the case folder to where you may write")
    if "full" in said:
        return StoreError(f"{path}: the disk is full; nothing that was reported as done is lost, free some space")
    return StoreError(f"{path}: {said}; run sayso verify on the case")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")
