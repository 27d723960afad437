"""One connection to a case: the writer lock, transactions, and rows in and out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sayso.errors import StoreError
from sayso.store import lock, tables
from sayso.store.database import broken, connect, transaction

T = TypeVar("T")


def now() -> str:
    """UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Session:
    """Every write happens under the writer lock and inside a transaction; when a method returns outside of
    `transaction()`, what it wrote is on the disk. Raises StoreError, never sqlite3's own errors."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)
        self._me: lock.Writer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def writing(self, doing: str, *, take_over: bool = False) -> Iterator[None]:
        """Hold the writer lock; nested calls join. StoreError says who holds it if another process does."""
        if self._me is not None:
            yield
            return
        me = lock.Writer.here(doing, now())
        with self._said_well():
            lock.acquire(self._connection, me, take_over=take_over)
        self._me = me
        try:
            yield
        finally:
            self._me = None
            with self._said_well():
                lock.release(self._connection, me)

    @contextmanager
    def transaction(self, doing: str = "write") -> Iterator[None]:
        """All writes inside happen together or not at all; nested ones join."""
        with self.writing(doing), transaction(self._connection, self.path, write=True):
            holder = lock.holder(self._connection)
            if self._me is None or holder is None or holder.token != self._me.token:
                raise StoreError("another process took over the writing of this case; run the command again")
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside belongs to one moment, whatever a writer does meanwhile."""
        with transaction(self._connection, self.path, write=False):
            yield

    def writer(self) -> lock.Writer | None:
        """Who writes now, or died while writing (`gone()`)."""
        with self._said_well():
            return lock.holder(self._connection)

    def _select(self, shape: tables.Shape[T], rest: str = "", *arguments: Any) -> list[T]:
        with self._said_well():
            return list(tables.select(self._connection, shape, rest, *arguments))

    def _rows(self, sql: str, *arguments: Any) -> list[tuple[Any, ...]]:
        with self._said_well():
            rows = self._connection.execute(sql, tuple(map(tables.column, arguments))).fetchall()
        return [tuple(map(tables.plain, row)) for row in rows]

    def _write(self, sql: str, *arguments: Any) -> int:
        """Run one statement inside the current transaction; how many rows it changed."""
        return self._connection.execute(sql, tuple(map(tables.column, arguments))).rowcount

    @contextmanager
    def _said_well(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise broken(self.path, error) from error
