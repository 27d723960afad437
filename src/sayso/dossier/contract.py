"""The record as plain JSON values: the outside contract, described by evidence.schema.json beside this module."""

from __future__ import annotations

import json
import math
from importlib import metadata, resources
from typing import Any

from sayso.dossier.paths import without_machine
from sayso.model.nouns import (
    Aligned,
    Claim,
    Contradiction,
    Document,
    Failure,
    Family,
    Figure,
    Finding,
    Interval,
    Merge,
    Party,
    Passage,
    Record,
    Statement,
)

Plain = dict[str, object]


def as_json(record: Record) -> dict[str, object]:
    """`documents`, `families`, `statements`, `claims`, `findings`, beside them `failures` and the `sayso` version."""
    record = without_machine(record)
    return {
        "sayso": _version(),
        "documents": [_document(document) for document in record.documents],
        "families": [_family(family) for family in record.families],
        "statements": [_statement(statement) for statement in record.statements],
        "claims": [_claim(claim) for claim in record.claims],
        "findings": [_finding(finding) for finding in record.findings],
        "failures": [_failure(failure) for failure in record.failures],
    }


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that `as_json` keeps to."""
    text = resources.files("sayso.dossier").joinpath("evidence.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _version() -> str:
    try:
        return metadata.version("sayso")
    except metadata.PackageNotFoundError:
        return "unreleased"


def _document(document: Document) -> Plain:
    return {
        "id": document.id,
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "outlet": document.outlet,
        "author": document.author,
        "published": document.published,
        "language": document.language,
        "genre": document.genre,
        "sha256": document.sha256,
        "canonical": document.canonical,
        "marks": [
            {"kind": mark.kind, "quote": mark.quote, "names": mark.names, "start": mark.start, "end": mark.end}
            for mark in document.marks
        ],
        "evidence": [
            {
                "field": seen.field,
                "value": seen.value,
                "how": seen.how,
                "chosen": seen.chosen,
                "start": seen.start,
                "end": seen.end,
            }
            for seen in document.evidence
        ],
    }


def _family(family: Family) -> Plain:
    return {
        "id": family.id,
        "origin": family.origin,
        "origin_basis": family.origin_basis,
        "unseen_origin": family.unseen_origin,
        "members": [
            {
                "document": member.document,
                "role": member.role,
                "of": member.of,
                "containment": _number(member.containment),
                "passages": [_aligned(passage) for passage in member.passages],
                "because": member.because,
            }
            for member in family.members
        ],
    }


def _aligned(passage: Aligned) -> Plain:
    return {"start": passage.start, "end": passage.end, "of_start": passage.of_start, "of_end": passage.of_end}


def _statement(statement: Statement) -> Plain:
    return {
        "id": statement.id,
        "document": statement.document,
        "start": statement.start,
        "end": statement.end,
        "sentence": statement.sentence,
        "quote": statement.quote,
        "source": _party(statement.source),
        "channel": _party(statement.channel) if statement.channel is not None else None,
        "cue": statement.cue,
        "cue_start": statement.cue_start,
        "content": {
            "text": statement.content.text,
            "start": statement.content.start,
            "end": statement.content.end,
        },
        "pieces": [{"text": piece.text, "start": piece.start, "end": piece.end} for piece in statement.pieces],
        "continues": statement.continues,
        "basis": statement.basis,
        "basis_quote": statement.basis_quote,
        "confidence": _number(statement.confidence),
        "because": statement.because,
        "denies": statement.denies,
        "figures": [_figure(figure) for figure in statement.figures],
    }


def _party(party: Party) -> Plain:
    return {"text": party.text, "name": party.name, "kind": party.kind, "start": party.start, "end": party.end}


def _figure(figure: Figure) -> Plain:
    return {
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
        "low": _number(figure.low),
        "high": _number(figure.high),
        "open_low": figure.open_low,
        "open_high": figure.open_high,
        "unit": figure.unit,
        "measure": figure.measure,
        "scope": figure.scope,
    }


def _claim(claim: Claim) -> Plain:
    return {
        "id": claim.id,
        "text": claim.text,
        "subject": claim.subject,
        "measure": claim.measure,
        "statements": list(claim.statements),
        "because": list(claim.because),
        "independent": _interval(claim.independent),
        "origins": [
            {
                "name": origin.name,
                "kind": origin.kind,
                "basis": origin.basis,
                "first_hand": origin.first_hand,
                "established": origin.established,
                "basis_quote": origin.basis_quote,
                "statements": list(origin.statements),
            }
            for origin in claim.origins
        ],
        "merges": [_merge(merge) for merge in claim.merges],
        "first_said": [
            {
                "origin": first.origin,
                "statement": first.statement,
                "date": first.date,
                "how": first.how,
                "conflict": first.conflict,
            }
            for first in claim.first_said
        ],
        "contradicted_by": [_contradiction(contradiction) for contradiction in claim.contradicted_by],
    }


def _merge(merge: Merge) -> Plain:
    return {
        "what": merge.what,
        "into": merge.into,
        "edge": merge.edge,
        "strength": merge.strength,
        "why": merge.why,
        "passage": _passage(merge.passage) if merge.passage is not None else None,
    }


def _passage(passage: Passage) -> Plain:
    return {"document": passage.document, "start": passage.start, "end": passage.end, "quote": passage.quote}


def _contradiction(contradiction: Contradiction) -> Plain:
    return {
        "claim": contradiction.claim,
        "kind": contradiction.kind,
        "why": contradiction.why,
        "statements": list(contradiction.statements),
        "confidence": _number(contradiction.confidence),
    }


def _finding(finding: Finding) -> Plain:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "subject": finding.subject,
        "as_of": finding.as_of,
        "result": finding.result,
        "says": finding.says,
        "because": list(finding.because),
        "independent": _interval(finding.independent),
        "claims": list(finding.claims),
        "adverse": list(finding.adverse),
        "would_settle": finding.would_settle,
    }


def _interval(interval: Interval) -> Plain:
    return {"min": interval.min, "max": interval.max}


def _failure(failure: Failure) -> Plain:
    return {"path": failure.path, "stage": failure.stage, "reason": failure.reason, "sha256": failure.sha256}


def _number(value: float | None) -> float | None:
    # JSON has no infinity; an unbounded side is null
    return value if value is not None and math.isfinite(value) else None
