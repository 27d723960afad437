"""The stages of a trace: each one's inputs are fingerprinted, and only what is out of date is done again.

Extraction and statements go document by document, so that new documents cost what they are and nothing more. The stages
after them look at the whole case and run again when the digest of what they read has changed.
"""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from sayso.capture import BlobStore
from sayso.case.folder import Folder
from sayso.case.reports import Progress, StageReport, TraceReport
from sayso.errors import ReuseError, StaleIndex
from sayso.model.nouns import Capture, Claim, Document, Failure, Family, Finding, Record, Statement
from sayso.outlets import OutletTable
from sayso.store import Done, Mark, StageRun, Store, now
from sayso.store.codec import digest

if TYPE_CHECKING:
    from sayso.reuse import Index
    from sayso.rules import Rule

T = TypeVar("T", Family, Claim, Finding)
# documents a commit: few enough to lose little work after a crash, many enough not to wait for the disk
BATCH = 32


@dataclass(frozen=True, slots=True)
class Asked:
    """What the last stage is asked: which rules, as of which ISO day, and whether what came in later is left out."""

    rules: tuple[Rule, ...]
    as_of: str
    known_then: bool


class Tracer:
    """One run over a case; the caller holds the writer lock for all but `findings` and `record`."""

    def __init__(self, store: Store, folder: Folder, name: str, asked: Asked, progress: Progress) -> None:
        self._store = store
        self._folder = folder
        self._name = name
        self._asked = asked
        self._progress = progress
        self._outlets = OutletTable.load(folder.outlets)
        self._outlets_key = digest([self._outlets.outlets[name] for name in sorted(self._outlets.outlets)])
        self._loaded: list[Document] | None = None

    def run(self) -> TraceReport:
        stages = (self._extract, self._statements, self._reuse, self._claims, self._independence, self.check)
        return TraceReport(tuple(stage() for stage in stages))

    def _extract(self) -> StageReport:
        from sayso import extract

        settings = extract.Settings()
        captures, marks = self._store.captures(), self._store.marks("extract")
        # a failure is tried again with a new version of the stage, not because an outlet was added
        failed = {id_: digest("extract", extract.VERSION, _key(settings), id_) for id_ in captures}
        wanted = {id_: digest(failed[id_], self._outlets_key) for id_ in captures}
        todo = [id_ for id_ in captures if not _fresh(marks.get(id_), wanted[id_], failed[id_])]
        chosen = {id_: captures[id_] for id_ in todo}
        blobs = BlobStore(self._folder.captures)
        found = extract.read_all(list(chosen.values()), blobs, self._outlets, settings) if chosen else iter(())
        results = (
            Done(id_, failed[id_] if isinstance(result, Failure) else wanted[id_], result)
            for id_, result in _matched(found, chosen)
        )
        return self._per_document("extract", "reading", results, len(todo), len(captures), self._store.put_documents)

    def _statements(self) -> StageReport:
        from sayso import statements
        from sayso.case.tagging import tag_all

        settings = statements.Settings()
        read = {id_: mark for id_, mark in self._store.marks("extract").items() if not mark.failed}
        marks = self._store.marks("statements")
        key = digest("statements", statements.VERSION, _key(settings), self._outlets_key)
        wanted = {id_: digest(key, mark.digest) for id_, mark in read.items()}
        todo = [id_ for id_ in read if not _fresh(marks.get(id_), wanted[id_], wanted[id_])]
        tagged = tag_all(self._documents_of(todo), len(todo), self._outlets, settings)
        results = (Done(document.id, wanted[document.id], result) for document, result in tagged)
        doing = "finding statements"
        return self._per_document("statements", doing, results, len(todo), len(read), self._store.put_statements)

    def _reuse(self) -> StageReport:
        from sayso import reuse

        def make() -> list[Family]:
            settings, documents = reuse.Settings(), self._documents()
            with self._synced_index() as index:
                pairs = index.pairs()
            return reuse.build_families(documents, pairs, self._outlets, settings)

        inputs = (self._made_of(reuse), self._digest_of("extract"))
        report = self._whole("reuse", "comparing texts", inputs, make, self._store.put_families)
        if not report.ran and not self._has_index():
            self._synced_index().close()
        return report

    def _synced_index(self) -> Index:
        """The case's index with the documents as they are; one that is stale holds nothing that cannot be made again."""
        from sayso.reuse import Index

        try:
            index = Index(self._folder.reuse)
        except StaleIndex:
            shutil.rmtree(self._folder.reuse)
            index = Index(self._folder.reuse)
        try:
            index.sync({document.id: document.text for document in self._documents()})
        except BaseException:
            index.close()
            raise
        return index

    def _has_index(self) -> bool:
        from sayso.reuse import Index

        try:
            Index(self._folder.reuse, read_only=True).close()
        except ReuseError:
            return False
        return True

    def _claims(self) -> StageReport:
        from sayso import claims

        def make() -> list[Claim]:
            return claims.group_statements(self._documents(), self._ordered_statements(), claims.Settings())

        inputs = (self._made_of(claims), *map(self._digest_of, ("extract", "statements")))
        return self._whole("claims", "grouping claims", inputs, make, self._store.put_grouped)

    def _independence(self) -> StageReport:
        from sayso import independence

        def make() -> list[Claim]:
            grouped, families = self._store.grouped(), self._store.families()
            return independence.resolve(
                grouped,
                self._documents(),
                self._ordered_statements(),
                families,
                self._outlets,
                independence.Settings(),
            )

        inputs = (self._made_of(independence), *map(self._digest_of, ("extract", "statements", "reuse", "claims")))
        return self._whole("independence", "walking to the origins", inputs, make, self._store.put_claims)

    def check(self) -> StageReport:
        """The last stage alone: the rules as of the day, on the evidence as it stands."""
        from sayso import rules

        asked = self._asked
        evidence = map(self._digest_of, ("extract", "statements", "reuse", "independence"))
        question = (repr(asked.rules), asked.as_of, asked.known_then, self._store.coverage())
        inputs = (rules.VERSION, *evidence, *question, sorted(self._known().items()))
        return self._whole(
            "check", "checking rules", inputs, self.findings, self._store.put_findings, note=self._asked.as_of
        )

    def findings(self, coverage: Sequence[str] = ()) -> list[Finding]:
        """What the rules say now, stored nowhere; `coverage` stands beside what the case has on record."""
        from sayso import rules

        asked, searched = self._asked, [*self._store.coverage(), *coverage]
        # a day that is today leaves out nothing that was received late
        today = None if asked.known_then else date.fromisoformat(asked.as_of)
        return rules.check(asked.rules, self.record(), asked.as_of, searched, self._known(), today=today)

    def _known(self) -> dict[str, str]:
        return {id_: capture.received for id_, capture in self._store.captures().items()}

    def record(self) -> Record:
        return record_of(self._store, self._name)

    def _per_document(
        self,
        stage: str,
        doing: str,
        results: Iterator[Done[Any]],
        todo: int,
        total: int,
        put: Callable[[Sequence[Done[Any]]], list[Failure]],
    ) -> StageReport:
        began, done = time.perf_counter(), 0
        failures: list[Failure] = []
        batch: list[Done[Any]] = []
        if todo:
            self._progress(doing, 0, todo)
        for result in results:
            batch.append(result)
            if len(batch) == BATCH or done + len(batch) == todo:
                failures += [item.result for item in batch if isinstance(item.result, Failure)] + put(batch)
                done += len(batch)
                batch = []
                self._progress(doing, done, todo)
        seconds = time.perf_counter() - began
        return StageReport(stage, todo > 0, done - len(failures), total - todo, tuple(failures), seconds)

    def _whole(
        self,
        stage: str,
        doing: str,
        inputs: Sequence[Any],
        make: Callable[[], list[T]],
        put: Callable[[Sequence[T], StageRun], None],
        note: str = "",
    ) -> StageReport:
        fingerprint = digest(stage, *inputs)
        old = self._store.run_of(stage)
        if old is not None and old.fingerprint == fingerprint:
            return StageReport(stage, False, 0, old.made)
        self._progress(doing, 0, None)
        began = time.perf_counter()
        made = make()
        seconds = time.perf_counter() - began
        put(made, StageRun(stage, fingerprint, digest(made), len(made), round(seconds, 3), now(), note))
        self._progress(doing, len(made), len(made))
        return StageReport(stage, True, len(made), 0, (), seconds)

    def _made_of(self, stage: ModuleType) -> str:
        return digest(stage.VERSION, _key(stage.Settings()), self._outlets_key)

    def _digest_of(self, stage: str) -> str:
        """The digest of a stage's stored results, by which the stages after it see whether anything changed."""
        if stage in ("extract", "statements"):
            marks = self._store.marks(stage)
            return digest([[id_, marks[id_].digest] for id_ in sorted(marks) if not marks[id_].failed])
        run = self._store.run_of(stage)
        return run.digest if run else ""

    def _documents_of(self, ids: Sequence[str]) -> Iterator[Document]:
        for start in range(0, len(ids), BATCH):
            yield from self._store.documents(ids[start : start + BATCH])

    def _documents(self) -> list[Document]:
        """All documents by id, so that no result hangs on the order in which files were added."""
        if self._loaded is None:
            self._loaded = sorted(self._store.documents(), key=lambda document: document.id)
        return self._loaded

    def _ordered_statements(self) -> list[Statement]:
        found = self._store.statements()
        return sorted(found, key=lambda statement: (statement.document, statement.start, statement.end, statement.id))


def record_of(store: Store, name: str) -> Record:
    """All evidence of a case at one moment."""
    with store.snapshot():
        return Record(
            name=name,
            captures=tuple(store.captures().values()),
            documents=tuple(store.documents()),
            families=tuple(store.families()),
            statements=tuple(store.statements()),
            claims=tuple(store.claims()),
            findings=tuple(store.findings()),
            failures=tuple(store.failures()),
        )


def _fresh(mark: Mark | None, wanted: str, wanted_if_failed: str) -> bool:
    return mark is not None and mark.fingerprint == (wanted_if_failed if mark.failed else wanted)


def _matched(
    found: Iterator[Document | Failure], captures: dict[str, Capture]
) -> Iterator[tuple[str, Document | Failure]]:
    """Results with the document id they belong to, one for each capture, whatever the stage left out."""
    missing = dict(captures)
    by_place = {(capture.sha256, capture.path): id_ for id_, capture in captures.items()}
    for result in found:
        id_ = by_place.get((result.sha256 or "", result.path)) if isinstance(result, Failure) else result.id
        if id_ is not None and missing.pop(id_, None) is not None:
            yield id_, result
    for id_, capture in missing.items():
        yield id_, Failure(capture.path, "extract", "the extraction gave no result for this file", capture.sha256)


def _key(settings: Any) -> list[str]:
    """A stage's settings as strings that are the same in every process and on every machine."""
    decisive = [field for field in dataclasses.fields(settings) if not field.metadata.get("machine")]
    values = {field.name: getattr(settings, field.name) for field in decisive}
    return [
        f"{name}={sorted(map(repr, value)) if isinstance(value, set | frozenset) else repr(value)}"
        for name, value in values.items()
    ]
