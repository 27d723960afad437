"""What a dossier shows, as plain data: built once, set in HTML and Markdown alike. Texts are as in the documents."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.nouns import Strength


@dataclass(frozen=True, slots=True)
class StatementView:
    """A row of a claim sheet. `against`: it is one side of a contradiction; `denies`: its source denies its content."""

    id: str
    who: str
    who_kind: str
    through: str
    quotation: str
    basis: str
    date: str
    date_how: str
    outlet: str
    tab: int | None
    against: bool
    denies: bool


@dataclass(frozen=True, slots=True)
class OriginView:
    name: str
    basis: str
    first_hand: bool
    established: bool
    basis_quote: str
    statements: int


@dataclass(frozen=True, slots=True)
class MergeView:
    """One step upstream. `quote` and `tab` are where it can be read."""

    what: str
    into: str
    edge: str
    strength: Strength
    why: str
    quote: str
    tab: int | None


@dataclass(frozen=True, slots=True)
class FirstSaidView:
    origin: str
    date: str
    how: str
    conflict: str
    tab: int | None


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a contradiction: who says which."""

    who: str
    through: str
    figure: str
    quotation: str
    basis: str
    date: str
    tab: int | None
    statement: str


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """All contradictions of one kind on a claim, as a table of who says which; `others` are the claims opposite."""

    kind: str
    why: tuple[str, ...]
    sides: tuple[SideView, ...]
    others: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A claim named elsewhere. `number` is its sheet's, None where it has only a line among the single statements."""

    id: str
    text: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Node:
    """A bar of the river: left edge, top and height, in the drawing's units. `kind`: origin, door, document."""

    kind: str
    title: str
    label: str
    note: str
    x: float
    y: float
    height: float
    text_x: float
    filled: bool = False
    against: bool = False


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A flow between two bars. `path` is SVG path data made of numbers alone."""

    path: str
    title: str
    dashed: bool
    against: bool
    filled: bool


@dataclass(frozen=True, slots=True)
class River:
    """The picture of a claim: origins at left, appearances at right; `told` says the same in words."""

    width: float
    height: float
    heads: tuple[tuple[float, str, str], ...]
    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    told: tuple[str, ...]
    omitted: int


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    number: int
    id: str
    text: str
    subject: str
    interval: str
    low: int
    high: int
    origins: tuple[OriginView, ...]
    statements: tuple[StatementView, ...]
    merges: tuple[MergeView, ...]
    first_said: tuple[FirstSaidView, ...]
    contradictions: tuple[ContradictionView, ...]
    findings: tuple[str, ...]
    river: River | None


@dataclass(frozen=True, slots=True)
class SingleRow:
    """A claim with one statement and nothing against it: a line in a table."""

    id: str
    text: str
    who: str
    through: str
    basis: str
    date: str
    tab: int | None


@dataclass(frozen=True, slots=True)
class FindingView:
    id: str
    rule: str
    subject: str
    as_of: str
    result: str
    sign: str
    word: str
    says: str
    interval: str
    because: tuple[str, ...]
    claims: tuple[ClaimLink, ...]
    adverse: tuple[ClaimLink, ...]
    would_settle: str


@dataclass(frozen=True, slots=True)
class MemberView:
    tab: int | None
    outlet: str
    title: str
    date: str
    role: str
    of_tab: int | None
    containment: str
    passages: int
    because: str


@dataclass(frozen=True, slots=True)
class FamilyView:
    number: int
    id: str
    origin: str
    origin_basis: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    tab: int
    id: str
    outlet: str
    title: str
    author: str
    date: str
    date_how: str
    other_dates: tuple[str, ...]
    genre: str
    language: str
    sha256: str
    marks: tuple[str, ...]
    where: str
    statements: int


@dataclass(frozen=True, slots=True)
class CustodyRow:
    sha256: str
    name: str
    size: int
    received: str
    where: str
    tabs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FailureRow:
    path: str
    stage: str
    reason: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole dossier in reading order."""

    case: str
    as_of: str
    counts: tuple[tuple[str, str], ...]
    findings: tuple[FindingView, ...]
    sheets: tuple[ClaimSheet, ...]
    singles: tuple[SingleRow, ...]
    singles_omitted: int
    families: tuple[FamilyView, ...]
    exhibits: tuple[Exhibit, ...]
    failures: tuple[FailureRow, ...]
    custody: tuple[CustodyRow, ...]
    method: tuple[tuple[str, str], ...]
    command: str
