"""The nouns of a case, frozen and small.

Every offset is half-open, in code points, and indexes the document's stored text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Genre = Literal["news", "opinion", "report", "press_release", "unknown"]
PartyKind = Literal["person", "organisation", "government", "outlet", "document", "unnamed", "author"]
QuoteKind = Literal["direct", "indirect", "mixed", "none"]
# experience: a person tells what they lived through; DESIGN's list plus this one, see docs/method.md
Basis = Literal["none", "visit", "interview", "document", "own_count", "official_act", "experience", "hearsay"]
FIRST_HAND: frozenset[str] = frozenset({"visit", "interview", "document", "own_count", "official_act", "experience"})
Role = Literal["origin", "copy", "excerpt", "rewrite"]
Strength = Literal["proven", "probable", "possible"]
Result = Literal["met", "not_met", "insufficient"]
ContradictionKind = Literal["figures differ", "denied by", "editions differ"]
MarkKind = Literal[
    "originally_published",  # "originally published on this site": a republication, whether it names its origin or not
    "credit",  # "Republished from X", "first appeared in X", "Source: X": names where the text came from
    "reprinted_on",  # "reprinted on Y": this page is the original, Y the copy
    "wire_byline",  # the author line is an agency: "By Agencia Norte", "AFP"
    "dateline",  # "LIMA, 3 March (Reuters) -"
    "agency_tag",  # "(Reuters)" or "(CNN)" in running text
    "canonical",  # <link rel=canonical> to another site
    "cites",  # running text that retells a named document or outlet: "told CNN", "Agencia Norte reported on Monday"
]


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document's stored text, with the words it holds: `text[start:end] == quote`."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Failure:
    """One row of the intake ledger: what could not be read, at which stage, and why. `path` is as the user gave it."""

    path: str
    stage: str
    reason: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as received. `path` is the first location as the user gave it, `name` its last part; `received` is UTC."""

    sha256: str
    path: str
    name: str
    size: int
    media_type: str
    received: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One candidate for a metadata field, and how it was seen: ("published", "2024-04-22", "header line 'Published:'").

    The chosen candidate of a field has `chosen` true; the others stay, so that a reader sees the conflict.
    """

    field: str
    value: str
    how: str
    chosen: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A trace of where the text came from. `names` is the outlet, agency or URL it names, None when it hides it.

    start and end are None for a mark outside the stored text (a canonical link in the page's head).
    """

    kind: MarkKind
    quote: str
    names: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text and metadata read out of a capture. `published` is ISO 8601 of the precision known, or None.

    `sentences` are (start, end) in reading order, without surrounding space, never overlapping.
    """

    id: str
    sha256: str
    path: str
    text: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    genre: Genre = "unknown"
    canonical: str | None = None
    evidence: tuple[Evidence, ...] = ()
    marks: tuple[Mark, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the stored text of the document at hand: `document.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks, or through whom. `text` is as written, `name` is what it is called after aliases.

    start and end are None for an author or outlet that the metadata names and the text does not.
    """

    text: str
    name: str
    kind: PartyKind
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts. The value lies in [low, high], None is unbounded; "more than 70": low 70, open_low.

    `measure` is a normal form of what is counted ("death"), `scope` of what narrows it ("part", "cause: ...") or "".
    """

    text: str
    start: int
    end: int
    low: float | None
    high: float | None
    open_low: bool = False
    open_high: bool = False
    unit: str = ""
    measure: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: source, cue, content and channel (PARC 3, PolNeAR). start..end cover all its parts.

    `sentence` is the text of the sentence it begins in. `because` says which pattern found it. `denies` marks a content
    that the source rejects ("denied that"). `basis_quote` holds the words that show the basis. `pieces` are the shorter parts of a
    content that its cue cuts in two ("“We waited,” X said, “for two days”"); a quotation that goes on in the next sentence without
    a cue is a statement of its own, which `continues` that one.
    """

    id: str
    document: str
    start: int
    end: int
    sentence: str
    quote: QuoteKind
    source: Party
    channel: Party | None
    cue: str
    content: Span
    basis: Basis
    confidence: float
    because: str
    denies: bool = False
    figures: tuple[Figure, ...] = ()
    basis_quote: str = ""
    cue_start: int | None = None
    pieces: tuple[Span, ...] = ()
    continues: str | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A reused passage: [start, end) in the copy, [of_start, of_end) in what it copies."""

    start: int
    end: int
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents that share text. `containment` is the share of a's 5-grams found in b, `reverse` of b's found in a.

    Passages run from a (start, end) to b (of_start, of_end).
    """

    a: str
    b: str
    containment: float
    reverse: float
    passages: tuple[Aligned, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A document's place in a family.

    `of` is the document its passages are aligned with, None for the one others align with; `containment` is the share
    of this document's words found there.
    """

    document: str
    role: Role
    of: str | None
    containment: float
    passages: tuple[Aligned, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that carry the same text. `origin` is None where the evidence allows none; `origin_basis` says why.

    `unseen_origin` names an origin that the members credit and the case does not hold ("Agencia Norte").
    """

    id: str
    origin: str | None
    origin_basis: str
    members: tuple[Member, ...]
    unseen_origin: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Independent sources: at least `min`, at most `max`."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Merge:
    """One step upstream: `statement` (or an end's name) depends on `into`, by this edge, as the quote shows."""

    what: str
    into: str
    edge: str
    strength: Strength
    why: str
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """An upstream end of a claim: who stands behind these statements. `basis` is the visible basis or "none"."""

    name: str
    kind: PartyKind
    basis: Basis
    statements: tuple[str, ...]
    established: bool = True
    basis_quote: str = ""

    @property
    def first_hand(self) -> bool:
        return self.basis in FIRST_HAND


@dataclass(frozen=True, slots=True)
class FirstSaid:
    """The earliest dated statement of a claim by one origin, with the evidence for the date and any conflict."""

    origin: str
    statement: str
    date: str | None
    how: str
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both hold. `claim` is the other claim, or the same one when its own figures differ."""

    claim: str
    kind: ContradictionKind
    why: str
    statements: tuple[str, str]
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition with all its statements across documents. `text` is the plainest statement's content.

    `because` says, statement by statement, why it was put here.
    """

    id: str
    text: str
    subject: str | None
    measure: str
    statements: tuple[str, ...]
    because: tuple[str, ...]
    independent: Interval = Interval(0, 0)
    origins: tuple[Origin, ...] = ()
    merges: tuple[Merge, ...] = ()
    first_said: tuple[FirstSaid, ...] = ()
    contradicted_by: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's result for a subject as of a date, with the trace in words. `claims` and `adverse` are claim ids."""

    id: str
    rule: str
    subject: str
    as_of: str
    result: Result
    says: str
    because: tuple[str, ...]
    independent: Interval = Interval(0, 0)
    claims: tuple[str, ...] = ()
    adverse: tuple[str, ...] = ()
    would_settle: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All evidence of a case at one moment, as the dossier and the exports read it."""

    name: str
    captures: tuple[Capture, ...] = ()
    documents: tuple[Document, ...] = ()
    families: tuple[Family, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = field(default=())
