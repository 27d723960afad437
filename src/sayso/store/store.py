"""The evidence of a case in one SQLite file: one writer, many readers, nothing acknowledged is lost on `kill -9`."""

from __future__ import annotations

import sqlite3
from typing import Literal

from sayso.model.ids import make_id
from sayso.model.nouns import Capture
from sayso.store import tables
from sayso.store.codec import decode, encode
from sayso.store.entries import Decision, Hit, Location, Verdict
from sayso.store.results import Results
from sayso.store.search import search
from sayso.store.session import now

Added = Literal["new", "seen", "known", "clash"]


class Store(Results):
    """Everything that a case holds besides its files. Listings come in the order in which the rows were put there.

    `Store(path)` opens the file, makes it if it is not there, and migrates it if an older Sayso made it. A Store serves
    one thread; open another for the next.
    """

    def add_capture(self, document: str, capture: Capture) -> Added:
        """Keep a capture under its document id: "new"; "seen" at a new place; "known" already; or the id "clash"es with
        that of other bytes, and nothing was stored."""
        with self.transaction("add"):
            key = (capture.sha256, capture.name)
            known = self._rows("SELECT document FROM captures WHERE sha256 = ? AND name = ?", *key)
            if not known:
                if self._rows("SELECT 1 FROM captures WHERE document = ?", document):
                    return "clash"
                tables.insert(self._connection, tables.CAPTURES, capture, document=document)
            added = self._write(
                "INSERT OR IGNORE INTO locations (document, path, seen) VALUES (?, ?, ?)",
                *(known[0][0] if known else document, capture.path, capture.received),
            )
            return "new" if not known else "seen" if added else "known"

    def captures(self) -> dict[str, Capture]:
        """Document id to capture, for every capture, whether or not it could be read."""
        with self.snapshot():
            ids = self._rows("SELECT document FROM captures ORDER BY position")
            captures = self._select(tables.CAPTURES)
        return dict(zip([row[0] for row in ids], captures, strict=True))

    def locations(self) -> list[Location]:
        """Every place where the bytes of a document were seen under its name, a document's first one first."""
        rows = self._rows(
            "SELECT locations.document, path, seen FROM locations JOIN captures USING (document) "
            "ORDER BY position, seen, path != json_extract(body, '$.path'), path"
        )
        return [Location(*row) for row in rows]

    def decide(self, target: str, verdict: Verdict, *, who: str = "", note: str = "", value: str = "") -> Decision:
        """Record a person's decision about an evidence id. Later ones erase no earlier ones; no re-run touches them."""
        with self.transaction("decide"):
            made, count = now(), self._rows("SELECT count(*) FROM decisions")[0][0]
            draft = Decision(make_id("k", target, verdict, made, count), target, verdict, made, who, note, value)
            decision = decode(Decision, encode(draft))  # refuses a verdict that is none
            tables.insert(self._connection, tables.DECISIONS, decision)
            return decision

    def decisions(self, target: str | None = None) -> list[Decision]:
        """All decisions, or those about one id, oldest first."""
        if target is None:
            return self._select(tables.DECISIONS)
        return self._select(tables.DECISIONS, "WHERE target = ?", target)

    def cover(self, searched: str) -> None:
        """Record what was searched, "Subject: what"; the same words are kept once."""
        with self.transaction("coverage"):
            self._write("INSERT OR IGNORE INTO coverage (searched, recorded) VALUES (?, ?)", searched, now())

    def coverage(self) -> list[str]:
        return [row[0] for row in self._rows("SELECT searched FROM coverage ORDER BY position")]

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """The best documents for the words of `text`, best first; see `query_of` for what is syntax."""
        with self.snapshot():
            return search(self._connection, text, limit)

    def verify(self) -> list[str]:
        """Problems of the database file itself, in words: damaged pages, broken references, an index that is off."""
        problems = [f"{self.path.name}: {row[0]}" for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        for table, row, parent, _ in self._rows("PRAGMA foreign_key_check"):
            problems.append(f"{self.path.name}: row {row} of {table} refers to a row of {parent} that is not there")
        try:
            # a command in the shape of an insert: rank 1 compares the index with the documents themselves
            self._connection.execute("INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if "readonly" not in str(error):
                problems.append(f"{self.path.name}: the search index does not fit the documents ({error})")
        return problems
