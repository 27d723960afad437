"""What the store holds besides the nouns of the evidence: stage runs, marks, decisions, search hits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from sayso.model.nouns import Failure, Passage

T = TypeVar("T")
Verdict = Literal["confirmed", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Mark:
    """From what one document's result was made, and the digest of that result; `failed`: a Failure."""

    document: str
    fingerprint: str
    digest: str
    failed: bool


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """One document's result at a per-document stage, ready to be stored."""

    document: str
    fingerprint: str
    result: T | Failure


@dataclass(frozen=True, slots=True)
class StageRun:
    """The last run of a stage over the whole case. `made` counts its results, `finished` is UTC ISO 8601."""

    stage: str
    fingerprint: str
    digest: str
    made: int
    seconds: float
    finished: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an evidence id (`target`). `value` is the correction; `made` is UTC ISO 8601."""

    id: str
    target: str
    verdict: Verdict
    made: str
    who: str = ""
    note: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that a search found, with the sentence of its first match; empty for a match in the title alone."""

    document: str
    title: str | None
    outlet: str | None
    published: str | None
    passage: Passage
    rank: float


@dataclass(frozen=True, slots=True)
class Location:
    """A place where the bytes of a document were seen under its name; `seen` is UTC ISO 8601."""

    document: str
    path: str
    seen: str
