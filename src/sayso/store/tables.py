"""How each noun lies in its table: some fields are columns, the rest is JSON in `body`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sayso.model.nouns import Capture, Claim, Document, Failure, Family, Finding, Member, Statement
from sayso.store.codec import decode, encode
from sayso.store.entries import Decision

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """A table and its noun. `columns` are the fields kept as columns; `elsewhere` is a field kept in another table."""

    table: str
    noun: type[T]
    columns: tuple[str, ...]
    elsewhere: str = ""


CAPTURES = Shape("captures", Capture, ("sha256", "name", "received"))
DOCUMENTS = Shape("documents", Document, ("id", "sha256", "title", "text", "outlet", "published", "genre"))
STATEMENTS = Shape("statements", Statement, ("id", "document", "start", "end"))
FAMILIES = Shape("families", Family, ("id", "origin"), "members")
MEMBERS = Shape("members", Member, ("document", "role", "of"))
GROUPED = Shape("grouped", Claim, ("id",))
CLAIMS = Shape("claims", Claim, ("id",))
FINDINGS = Shape("findings", Finding, ("id", "rule", "subject", "as_of", "result"))
FAILURES = Shape("failures", Failure, ())
DECISIONS = Shape("decisions", Decision, ("id", "target", "verdict", "made"))


def insert(connection: sqlite3.Connection, shape: Shape[T], noun: T, **more: Any) -> None:
    """Add one row; `more` are columns of the table that are no field of the noun."""
    fields = encode(noun)
    row = {name: fields.pop(name) for name in shape.columns} | more
    fields.pop(shape.elsewhere, None)
    row["body"] = json.dumps(fields, separators=(",", ":"))
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO {shape.table} ({names}) VALUES ({marks})",  # noqa: S608 - names come from the shapes above
        [column(value) for value in row.values()],
    )


def select(connection: sqlite3.Connection, shape: Shape[T], rest: str = "", *arguments: Any) -> Iterator[T]:
    """The nouns of a table in the order they were put there; `rest` is a WHERE clause of ours with `arguments`."""
    for row in _rows(connection, shape, rest, arguments):
        yield decode(shape.noun, row)


def select_families(connection: sqlite3.Connection) -> Iterator[Family]:
    members: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(connection, MEMBERS, "", (), more=("family",)):
        members.setdefault(row.pop("family"), []).append(row)
    for row in _rows(connection, FAMILIES, "", ()):
        yield decode(Family, row | {"members": members.get(row["id"], [])})


def insert_families(connection: sqlite3.Connection, families: Iterable[Family]) -> None:
    for family in families:
        insert(connection, FAMILIES, family)
        for member in family.members:
            insert(connection, MEMBERS, member, family=family.id)


def _rows(
    connection: sqlite3.Connection, shape: Shape[T], rest: str, arguments: Iterable[Any], more: tuple[str, ...] = ()
) -> Iterator[dict[str, Any]]:
    names = (*shape.columns, *more)
    listed = ", ".join(f'"{name}"' for name in (*names, "body"))
    sql = f"SELECT {listed} FROM {shape.table} {rest} ORDER BY position"  # noqa: S608 - names come from the shapes above
    for *values, body in connection.execute(sql, tuple(map(column, arguments))):
        yield dict(zip(names, map(plain, values), strict=True)) | json.loads(body)


def column(value: Any) -> Any:
    """A value as SQLite takes it: a string with a lone surrogate, which is no UTF-8, goes in as bytes."""
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
    return value


def plain(value: Any) -> Any:
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
