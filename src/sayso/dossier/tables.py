"""CSV files for a spreadsheet: a table a noun, in which no cell is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from sayso.dossier.lookup import Lookup
from sayso.dossier.paths import without_machine
from sayso.model.nouns import Record
from sayso.model.visible import visible

Cell = str | int | float | bool | None
# what a spreadsheet takes for the start of a formula, with the full-width forms some of them accept
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠|")


def write_csv(record: Record, folder: Path) -> list[Path]:
    """A .csv a noun: documents, families, statements, claims, origins, merges, contradictions, findings, failures.

    UTF-8 with a byte order mark (a spreadsheet guesses otherwise); every text quoted, line breaks inside the quotes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    record = without_machine(record)
    lookup = Lookup(record)
    tables = {
        "documents": _documents(lookup),
        "families": _families(record),
        "statements": _statements(lookup),
        "claims": _claims(record),
        "origins": _origins(record),
        "merges": _merges(record),
        "contradictions": _contradictions(record),
        "findings": _findings(record),
        "failures": _failures(record),
    }
    return [_write(folder / f"{name}.csv", rows) for name, rows in tables.items()]


def inert(cell: Cell) -> Cell:
    """The cell as a spreadsheet may open it: text that would be a formula gets an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    text = visible(cell.replace("\r\n", "\n"))
    start = text.lstrip(" \u00a0")
    return f"'{text}" if (start and start[0] in _FORMULA) or (cell and cell[0] in _FORMULA) else text


def _write(path: Path, rows: Iterable[Sequence[Cell]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerows([["" if cell is None else inert(cell) for cell in row] for row in rows])
    return path


def _documents(lookup: Lookup) -> Iterable[Sequence[Cell]]:
    yield (
        "tab",
        "id",
        "path",
        "url",
        "title",
        "outlet",
        "author",
        "published",
        "date_how",
        "language",
        "genre",
        "sha256",
        "marks",
    )
    for d in lookup.exhibits:
        marks = "; ".join(f"{mark.kind}: {mark.quote}" for mark in d.marks)
        _, how = lookup.dated(d.id)
        yield (
            lookup.tab(d.id), d.id, d.path, d.url, d.title, d.outlet, d.author, d.published, how, d.language,
            d.genre, d.sha256,
            marks,
        )  # fmt: skip


def _families(record: Record) -> Iterable[Sequence[Cell]]:
    yield "id", "origin", "origin_basis", "unseen_origin", "document", "role", "of", "containment", "because"
    for f in record.families:
        for m in f.members:
            yield f.id, f.origin, f.origin_basis, f.unseen_origin, m.document, m.role, m.of, m.containment, m.because


def _statements(lookup: Lookup) -> Iterable[Sequence[Cell]]:
    yield (
        "id", "claim", "document", "outlet", "published", "start", "end", "source", "source_kind", "channel",
        "cue", "content",
        "quote", "basis", "denies", "confidence", "because", "sentence",
    )  # fmt: skip
    for s in lookup.record.statements:
        claim = lookup.claim_of.get(s.id)
        document = lookup.documents.get(s.document)
        yield (
            s.id, claim.id if claim else None, s.document, document.outlet if document else None,
            document.published if document else None, s.start, s.end, s.source.name, s.source.kind,
            s.channel.name if s.channel else None, s.cue, s.content.text, s.quote, s.basis,
            str(s.denies).lower(), s.confidence,
            s.because, s.sentence,
        )  # fmt: skip


def _claims(record: Record) -> Iterable[Sequence[Cell]]:
    yield "id", "text", "subject", "measure", "statements", "independent_min", "independent_max", "contradictions"
    for c in record.claims:
        counts = len(c.statements), c.independent.min, c.independent.max, len(c.contradicted_by)
        yield c.id, c.text, c.subject, c.measure, *counts


def _origins(record: Record) -> Iterable[Sequence[Cell]]:
    yield "claim", "origin", "kind", "basis", "first_hand", "established", "basis_quote", "statements"
    for c in record.claims:
        for o in c.origins:
            flags = str(o.first_hand).lower(), str(o.established).lower()
            yield c.id, o.name, o.kind, o.basis, *flags, o.basis_quote, " ".join(o.statements)


def _merges(record: Record) -> Iterable[Sequence[Cell]]:
    yield "claim", "what", "into", "edge", "strength", "why", "document", "start", "end", "quote"
    for c in record.claims:
        for m in c.merges:
            p = m.passage
            where = (p.document, p.start, p.end, p.quote) if p is not None else (None, None, None, None)
            yield c.id, m.what, m.into, m.edge, m.strength, m.why, *where


def _contradictions(record: Record) -> Iterable[Sequence[Cell]]:
    yield "claim", "other_claim", "kind", "why", "statement", "other_statement", "confidence"
    for c in record.claims:
        for x in c.contradicted_by:
            yield c.id, x.claim, x.kind, x.why, *x.statements, x.confidence


def _findings(record: Record) -> Iterable[Sequence[Cell]]:
    yield (
        "id", "rule", "subject", "as_of", "result", "says", "independent_min", "independent_max",
        "would_settle", "claims",
        "adverse", "because",
    )  # fmt: skip
    for f in record.findings:
        yield (
            f.id, f.rule, f.subject, f.as_of, f.result, f.says, f.independent.min, f.independent.max, f.would_settle,
            " ".join(f.claims), " ".join(f.adverse), "\n".join(f.because),
        )  # fmt: skip


def _failures(record: Record) -> Iterable[Sequence[Cell]]:
    yield "path", "stage", "reason", "sha256"
    for f in record.failures:
        yield f.path, f.stage, f.reason, f.sha256
