"""The one face of Sayso: what the command line, the web and a notebook do goes through a `Case`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from sayso.case.folder import FORMAT, Folder, Label, create, find
from sayso.case.reports import AddReport, Progress, TraceReport, silent
from sayso.errors import CaseError
from sayso.model.nouns import Capture, Claim, Document, Failure, Family, Finding, Record, Statement
from sayso.store import Decision, Hit, Location, Rows, Store, Verdict, now

if TYPE_CHECKING:
    from sayso.case.similar import Similar
    from sayso.case.sources import ReliedOn
    from sayso.case.tracing import Tracer
    from sayso.rules import Rule

Place = str | os.PathLike[str]


class Case:
    """One investigation in one folder. Open it with `with sayso.Case.open(path) as case:`.

    Reading never waits for a writer, and a writer that finds another one is told who it is. Every method raises a
    SaysoError whose text names the remedy; a document that cannot be read is a row of `failures()`, never an error.
    """

    def __init__(self, folder: Folder, label: Label, store: Store) -> None:
        self._folder, self._label, self._store = folder, label, store

    @classmethod
    def create(cls, path: Place, *, name: str | None = None, as_of: str | None = None, demo: bool = False) -> Case:
        """Make an empty case, and open it. CaseError where the folder is there already and holds anything.

        `as_of` fixes the day (ISO) that rules look back from, by what was published until then; else it is the day of
        each run.
        """
        from sayso.capture import CustodyLog

        root = Path(path)
        label = Label(FORMAT, name or root.absolute().name, now(), _day(as_of) if as_of else None, demo)
        folder = create(root, label)
        CustodyLog(folder.custody).append("create", name=label.name, created=label.created)
        return cls(folder, label, Store(folder.database))

    @classmethod
    def open(cls, path: Place, *, take_over: bool = False) -> Case:
        """Open a case, and finish what a process left that died while it wrote.

        `take_over` breaks the writer lock of a process that cannot be seen from here, one of another machine.
        """
        from sayso.case.intake import recover

        folder, label = find(Path(path))
        if not folder.database.exists() and folder.captures.is_dir() and any(folder.captures.iterdir()):
            raise CaseError(f"{folder.database} is missing; restore it from a copy, or add captures/ to a new case")
        store = Store(folder.database)
        try:
            if take_over:
                with store.writing("take over", take_over=True):
                    pass
            recover(store, folder)
        except BaseException:
            store.close()
            raise
        return cls(folder, label, store)

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    @property
    def name(self) -> str:
        return self._label.name

    @property
    def path(self) -> Path:
        return self._folder.root

    @property
    def is_demo(self) -> bool:
        return self._label.demo

    # taking in and tracing

    def add(self, inputs: Sequence[Place] | Place, *, progress: Progress = silent) -> AddReport:
        """Take in files, folders and patterns of files. Same bytes under the same name are the same document.

        What `progress` has reported is on disk. CaseError if none of the inputs is there at all.
        """
        from sayso.case.intake import add

        given = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
        return add(self._store, self._folder, [os.fspath(item) for item in given], progress)

    @property
    def as_of(self) -> str | None:
        """The day that this case's rules look back from, where it is fixed."""
        return self._label.as_of

    def trace(self, *, as_of: str | None = None, progress: Progress = silent) -> TraceReport:
        """Run every stage that is out of date, the rules as of the case's day or today (UTC) unless told otherwise.

        Under about 200 new documents the work stays in this process; above, worker processes are started, so a script
        that calls this needs the usual `if __name__ == "__main__":`. RuleError before any work if a rule file is wrong.
        """
        from sayso.capture import CustodyLog

        with self._store.writing("trace"):
            report = self._tracer(as_of, progress).run()
            if not report.nothing_to_do:
                counts = {stage.stage: stage.done for stage in report.stages if stage.ran}
                CustodyLog(self._folder.custody).append("trace", failures=len(report.failures), **counts)
        return report

    def untraced(self) -> int:
        """How many captures have been added since the last trace."""
        return len(self._store.captures().keys() - self._store.marks("extract").keys())

    # what is there

    def captures(self) -> Rows[Capture]:
        return Rows(Capture, self._store.captures().values())

    def locations(self) -> Rows[Location]:
        """Every place where the bytes of a document were seen under its name."""
        return Rows(Location, self._store.locations())

    def documents(self) -> Rows[Document]:
        return Rows(Document, self._store.documents())

    def statements(self) -> Rows[Statement]:
        return Rows(Statement, self._store.statements())

    def families(self) -> Rows[Family]:
        return Rows(Family, self._store.families())

    def claims(self) -> Rows[Claim]:
        return Rows(Claim, self._store.claims())

    def findings(self) -> Rows[Finding]:
        """The stored findings; `findings_as_of()` is their day."""
        return Rows(Finding, self._store.findings())

    def findings_as_of(self) -> str | None:
        run = self._store.run_of("check")
        return run.note if run else None

    def failures(self) -> Rows[Failure]:
        return Rows(Failure, self._store.failures())

    def sources(self, *, own_voice: bool = False) -> Rows[ReliedOn]:
        """Who is relied on, the most relied-on first; `own_voice` adds what documents say on their own authority."""
        from sayso.case import sources

        kept = (item for item in self._store.statements() if own_voice or not sources.own_voice(item))
        return Rows(sources.ReliedOn, sources.relied_on(kept))

    def search(self, query: str, *, limit: int = 20) -> Rows[Hit]:
        """The best documents that hold every word and "quoted phrase" of the query, each with its first passage."""
        return Rows(Hit, self._store.search(query, limit))

    def record(self) -> Record:
        """All evidence at one moment."""
        from sayso.case.tracing import record_of

        return record_of(self._store, self.name)

    # asking

    def check(
        self,
        rules: Sequence[Place] | Place | None = None,
        as_of: str | None = None,
        coverage: Sequence[str] = (),
        *,
        known_then: bool | None = None,
        keep: bool = False,
    ) -> Rows[Finding]:
        """Findings of rule files, or of the bundled and the case's own rules, as of a day: the case's, or today (UTC).

        A past day leaves out what the case had not received by then; `known_then=False` looks at what was published by
        then, whenever it was received (the default where the case's day is fixed). The plain call renews the stored
        findings, as `trace` does. One with arguments is a question: it leaves them alone unless `keep` is true.
        `coverage` stands beside what the case has on record, for this answer only.
        """
        files = [rules] if isinstance(rules, str | os.PathLike) else rules
        asked = rules is not None or as_of is not None or bool(coverage) or known_then is not None
        tracer = self._tracer(as_of, silent, files, known_then)
        if asked and not keep:
            return Rows(Finding, tracer.findings(coverage))
        if coverage:
            raise CaseError("findings that rest on passing coverage are not kept; record it first: sayso coverage")
        with self._store.writing("check"):
            tracer.check()
        return self.findings()

    def why(self, id_: str) -> list[str]:
        """The trail of one claim, statement, document, family or finding, in words; UnknownId for any other id."""
        from sayso import dossier

        return list(dossier.trail(self.record(), id_))

    def similar(self, path: Place) -> Rows[Similar]:
        """What of a file the case holds already, as of the last trace; the file is not taken in."""
        from sayso.case.similar import Similar, similar

        return Rows(Similar, similar(self._store, self._folder, Path(path)))

    def verify(self) -> list[str]:
        """Problems in words, [] if all is as it was: captures hashed again, the log replayed, the database checked."""
        from sayso.capture import BlobStore, CustodyLog, verify

        captures = self._store.captures().values()
        problems = verify(BlobStore(self._folder.captures), captures, CustodyLog(self._folder.custody))
        return [*problems, *self._store.verify()]

    # handing out

    def dossier(self, path: Place) -> Path:
        """Write what a lawyer, editor or court reads, .html or .md by the suffix."""
        from sayso import dossier

        target = Path(path)
        dossier.write(self.record(), target)
        return target

    def export(self, format: Literal["json", "csv"], path: Place) -> list[Path]:  # noqa: A002 - the command's own word
        """Write the whole evidence: one JSON file, or a folder with a CSV file a table."""
        from sayso import dossier

        target = Path(path)
        if format == "csv":
            return dossier.write_csv(self.record(), target)
        from sayso.model.visible import pretty

        target.write_text(pretty(self.as_json()), encoding="utf-8")
        return [target]

    def as_json(self) -> dict[str, Any]:
        """The evidence under the keys documents, families, statements, claims and findings."""
        from sayso import dossier

        return dossier.as_json(self.record())

    # what people add

    def cover(self, searched: str) -> None:
        """Record what was searched: "Subject: what was searched". Only then can a rule say "not met"."""
        from sayso.capture import CustodyLog

        subject, colon, what = searched.partition(":")
        if not (subject.strip() and colon and what.strip()):
            raise CaseError(f'coverage {searched!r} names no subject; write it as "Subject: what was searched"')
        with self._store.writing("coverage"):
            self._store.cover(f"{subject.strip()}: {what.strip()}")
            CustodyLog(self._folder.custody).append("coverage", searched=searched)

    def coverage(self) -> list[str]:
        return self._store.coverage()

    def decide(self, target: str, verdict: Verdict, *, who: str = "", note: str = "", value: str = "") -> Decision:
        """Record what a person confirmed, corrected (to `value`) or rejected; it outlives every re-run."""
        from sayso.capture import CustodyLog

        with self._store.writing("decide"):
            decision = self._store.decide(target, verdict, who=who, note=note, value=value)
            CustodyLog(self._folder.custody).append("decision", id=decision.id, target=target, verdict=verdict, who=who)
        return decision

    def decisions(self, target: str | None = None) -> Rows[Decision]:
        return Rows(Decision, self._store.decisions(target))

    def _tracer(
        self,
        as_of: str | None,
        progress: Progress,
        files: Sequence[Place] | None = None,
        known_then: bool | None = None,
    ) -> Tracer:
        from sayso.case.tracing import Asked, Tracer

        day = _day(as_of) if as_of else self._label.as_of or datetime.now(UTC).date().isoformat()
        by_receipt = self._label.as_of is None if known_then is None else known_then
        asked = Asked(tuple(self._rules(files)), day, by_receipt)
        return Tracer(self._store, self._folder, self.name, asked, progress)

    def _rules(self, files: Sequence[Place] | None = None) -> list[Rule]:
        """The rules of these files; without files the bundled ones and, over those of the same id, the case's own."""
        from sayso.rules import bundled, load

        if files is not None:
            return [rule for file in files for rule in load(Path(file))]
        by_id = {rule.id: rule for rule in bundled()}
        for file in self._folder.rule_files():
            by_id |= {rule.id: rule for rule in load(file)}
        return list(by_id.values())


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise CaseError(f'"{text}" is not a day; write it as 2025-03-01') from error
