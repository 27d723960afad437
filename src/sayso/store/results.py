"""What the stages made of the captures: kept, replaced whole, and taken away together with what was built on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar

from sayso.errors import StoreError
from sayso.model.nouns import Claim, Document, Failure, Family, Finding, Statement
from sayso.store import tables
from sayso.store.codec import digest
from sayso.store.entries import Done, Mark, StageRun
from sayso.store.session import Session

T = TypeVar("T")
Whole = Literal["families", "grouped", "claims", "findings"]
# in the order in which one is built on the other
_STAGES: tuple[tuple[Whole, str], ...] = (
    ("families", "reuse"),
    ("grouped", "claims"),
    ("claims", "independence"),
    ("findings", "check"),
)
_PARTS: dict[Whole, str] = {"families": "members", "claims": "claim_statements"}


class Results(Session):
    """Documents, statements, families, claims, findings and failures, with the marks that say from what they were made.

    Whatever refers to something refers to what is there: a row that goes takes along, in the same transaction, all that
    was built on it, and the stages that made those run again.
    """

    def documents(self, ids: Collection[str] | None = None) -> list[Document]:
        """All documents, or those of the ids given that are there, in the order of the ids."""
        if ids is None:
            return self._select(tables.DOCUMENTS)
        return [document for id_ in ids for document in self._select(tables.DOCUMENTS, "WHERE id = ?", id_)]

    def statements(self) -> list[Statement]:
        return self._select(tables.STATEMENTS)

    def families(self) -> list[Family]:
        with self._said_well():
            return list(tables.select_families(self._connection))

    def grouped(self) -> list[Claim]:
        """The claims as the stage "claims" left them, before independence."""
        return self._select(tables.GROUPED)

    def claims(self) -> list[Claim]:
        return self._select(tables.CLAIMS)

    def findings(self) -> list[Finding]:
        return self._select(tables.FINDINGS)

    def failures(self) -> list[Failure]:
        return self._select(tables.FAILURES)

    def put_failure(self, step: str, subject: str, failure: Failure) -> None:
        """Keep why `subject` failed at `step`, instead of an older reason."""
        with self.transaction():
            self.clear_failure(step, subject)
            tables.insert(self._connection, tables.FAILURES, failure, step=step, subject=subject)

    def clear_failure(self, step: str, subject: str) -> None:
        with self.transaction():
            self._write("DELETE FROM failures WHERE step = ? AND subject = ?", step, subject)

    def marks(self, stage: str) -> dict[str, Mark]:
        """Document id to mark, for the documents that a per-document stage is done with."""
        rows = self._rows("SELECT document, fingerprint, digest, failed FROM marks WHERE stage = ?", stage)
        return {row[0]: Mark(row[0], row[1], row[2], bool(row[3])) for row in rows}

    def run_of(self, stage: str) -> StageRun | None:
        """The last finished run of a stage over the whole case, None where its results are not there."""
        rows = self._rows("SELECT * FROM stage_runs WHERE stage = ?", stage)
        return StageRun(*rows[0]) if rows else None

    def put_documents(self, results: Sequence[Done[Document]]) -> list[Failure]:
        """Store what extraction made of some captures; those that could not be kept come back as failures."""

        def insert(done: Done[Document]) -> Failure | None:
            if isinstance(done.result, Document):
                tables.insert(self._connection, tables.DOCUMENTS, done.result)
            return None

        return self._put("extract", results, insert, self._remove_document)

    def put_statements(self, results: Sequence[Done[tuple[Statement, ...]]]) -> list[Failure]:
        """Store the statements of some documents; those that could not be kept come back as failures."""
        return self._put("statements", results, self._insert_statements, self._remove_statements)

    def put_families(self, families: Sequence[Family], run: StageRun) -> None:
        self._replace("families", families, run, lambda: tables.insert_families(self._connection, families))

    def put_grouped(self, claims: Sequence[Claim], run: StageRun) -> None:
        """Keep the claims before independence; `claims()` goes on showing the last finished ones."""
        self._replace("grouped", claims, run, lambda: self._insert_all(tables.GROUPED, claims))

    def put_claims(self, claims: Sequence[Claim], run: StageRun) -> None:
        """Replace the finished claims, and take away the findings made of others."""

        def insert() -> None:
            self._insert_all(tables.CLAIMS, claims)
            for claim in claims:
                for statement in dict.fromkeys(claim.statements):
                    self._write("INSERT INTO claim_statements (claim, statement) VALUES (?, ?)", claim.id, statement)

        self._replace("claims", claims, run, insert, gone=("claims", "findings"))

    def put_findings(self, findings: Sequence[Finding], run: StageRun) -> None:
        self._replace("findings", findings, run, lambda: self._insert_all(tables.FINDINGS, findings))

    def _put(
        self,
        stage: str,
        results: Sequence[Done[T]],
        insert: Callable[[Done[T]], Failure | None],
        remove: Callable[[str], None],
    ) -> list[Failure]:
        """Each result instead of the document's older one; where the two are the same, only the mark is renewed."""
        refused = []
        with self.transaction("trace"):
            for done in results:
                old = self._mark_of(stage, done.document)
                if old is None or old.digest != digest(done.result):
                    if old is not None and not old.failed:
                        remove(done.document)
                    if not isinstance(done.result, Failure) and (failure := insert(done)):
                        refused.append(failure)
                        done = replace(done, result=failure)
                self._mark(stage, done)
        return refused

    def _mark_of(self, stage: str, document: str) -> Mark | None:
        sql = "SELECT document, fingerprint, digest, failed FROM marks WHERE stage = ? AND document = ?"
        rows = self._rows(sql, stage, document)
        return Mark(rows[0][0], rows[0][1], rows[0][2], bool(rows[0][3])) if rows else None

    def _mark(self, stage: str, done: Done[Any]) -> None:
        failed = isinstance(done.result, Failure)
        self._write(
            "INSERT OR REPLACE INTO marks (stage, document, fingerprint, digest, failed) VALUES (?, ?, ?, ?, ?)",
            *(stage, done.document, done.fingerprint, digest(done.result), failed),
        )
        if isinstance(done.result, Failure):
            self.put_failure(stage, done.document, done.result)
        else:
            self.clear_failure(stage, done.document)

    def _insert_statements(self, done: Done[tuple[Statement, ...]]) -> Failure | None:
        if isinstance(done.result, Failure):
            return done.result
        for statement in done.result:
            # 40-bit ids: two alike are expected once in about a million statements
            if self._rows("SELECT 1 FROM statements WHERE id = ?", statement.id):
                self._write("DELETE FROM statements WHERE document = ?", done.document)
                document = self.documents([done.document])[0]
                reason = (
                    f"the statement id {statement.id} is taken by another document; put this one into a case of its own"
                )
                return Failure(document.path, "statements", reason, document.sha256)
            tables.insert(self._connection, tables.STATEMENTS, statement)
        return None

    def _remove_document(self, document: str) -> None:
        self._clear("families", "grouped", "claims", "findings")
        self._write("DELETE FROM statements WHERE document = ?", document)
        self._write("DELETE FROM marks WHERE stage = 'statements' AND document = ?", document)
        self._write("DELETE FROM documents WHERE id = ?", document)
        self.clear_failure("statements", document)

    def _remove_statements(self, document: str) -> None:
        self._clear("grouped", "claims", "findings")
        self._write("DELETE FROM statements WHERE document = ?", document)

    def _replace(
        self,
        table: Whole,
        nouns: Sequence[Family] | Sequence[Claim] | Sequence[Finding],
        run: StageRun,
        insert: Callable[[], None],
        gone: tuple[Whole, ...] = (),
    ) -> None:
        """A stage's results and the note of its run in one transaction; the same results as before stay as they are."""
        ids = [noun.id for noun in nouns]
        if len(set(ids)) < len(ids):
            twice = next(id_ for id_ in ids if ids.count(id_) > 1)
            raise StoreError(f"the stage {run.stage} gave the id {twice} to two results; please report this")
        with self.transaction("trace"):
            old = self.run_of(run.stage)
            if old is None or old.digest != run.digest:
                self._clear(*(gone or (table,)))
                insert()
            self._write(
                "INSERT OR REPLACE INTO stage_runs (stage, fingerprint, digest, made, seconds, finished, note) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(run.stage, run.fingerprint, run.digest, run.made, run.seconds, run.finished, run.note),
            )

    def _insert_all(self, shape: tables.Shape[T], nouns: Sequence[T]) -> None:
        for noun in nouns:
            tables.insert(self._connection, shape, noun)

    def _clear(self, *which: Whole) -> None:
        for table, stage in _STAGES:
            if table in which:
                if part := _PARTS.get(table):
                    self._write(f"DELETE FROM {part}")  # noqa: S608 - one of two names above
                self._write(f"DELETE FROM {table}")  # noqa: S608 - one of four names above
                self._write("DELETE FROM stage_runs WHERE stage = ?", stage)
