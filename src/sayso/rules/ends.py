"""Origins of several claims combined by name into one interval: at least, at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model.nouns import FIRST_HAND, Basis, Claim, Interval, Origin, PartyKind
from sayso.rules.evidence import Bundle, Piece
from sayso.rules.language import Rule


@dataclass(slots=True)
class End:
    """One upstream end over all claims at hand. `lower`: it counts in "at least"; `why_not` says why it does not."""

    name: str
    kind: PartyKind
    basis: Basis = "none"
    basis_quote: str = ""
    established: bool = True
    lower: bool = False
    why_not: str = ""
    pieces: dict[str, Piece] = field(default_factory=dict)


def combine(rule: Rule, bundle: Bundle) -> tuple[Interval, list[End]]:
    """[L, U] of the bundle with its ends, those that count in L first.

    L: distinct ends with a first-hand basis visible in a statement that counts, whose name denies nothing here. An
    unnamed end adds at most what a single claim's own interval grants its unnamed ones, and L never exceeds the sum of
    the claims' own minima. U: all distinct ends of statements that count at least in "at most".
    """
    ends: dict[str, End] = {}
    deniers = {piece.statement.source.name for piece in bundle.denials}
    # a minister who denies does so for the ministry: the name of the origin, where the claim has walked there
    deniers |= {o.name for piece in bundle.denials for o in piece.claim.origins if piece.statement.id in o.statements}
    by_claim: dict[str, list[Piece]] = {}
    claims: dict[str, Claim] = {}
    for piece in bundle.pieces:
        if piece.standing != "left out":
            by_claim.setdefault(piece.claim.id, []).append(piece)
            claims[piece.claim.id] = piece.claim
    for key, pieces in by_claim.items():
        _add_claim(ends, rule, claims[key], pieces, deniers)
    _limit_unnamed(ends, list(claims.values()))
    lower = min(sum(end.lower for end in ends.values()), sum(claim.independent.min for claim in claims.values()))
    order = sorted(ends.values(), key=lambda end: (not end.lower, end.name))
    return Interval(lower, max(lower, len(ends))), order


def _add_claim(ends: dict[str, End], rule: Rule, claim: Claim, pieces: Sequence[Piece], deniers: set[str]) -> None:
    by_statement = {piece.statement.id: piece for piece in pieces}
    for origin in (*claim.origins, *_without_origin(claim, by_statement)):
        mine = [by_statement[key] for key in origin.statements if key in by_statement]
        if not mine or (rule.source_kinds and origin.kind not in rule.source_kinds):
            continue
        end = ends.setdefault(origin.name, End(origin.name, origin.kind))
        end.established = end.established and origin.established
        end.pieces.update((piece.statement.id, piece) for piece in mine)
        why_not = _why_not_lower(rule, origin, mine, claim, deniers)
        if not why_not and not end.lower:
            end.lower, end.basis, end.basis_quote, end.why_not = True, origin.basis, origin.basis_quote, ""
        elif not end.lower:
            end.why_not = end.why_not or why_not
            end.basis = origin.basis if end.basis == "none" else end.basis


def _why_not_lower(rule: Rule, origin: Origin, mine: Sequence[Piece], claim: Claim, deniers: set[str]) -> str:
    """Why an origin does not count in "at least"; "" where it does."""
    if origin.name in deniers:
        return "the same source denies it elsewhere"
    if not origin.first_hand:
        return "no first-hand basis is visible"
    if rule.basis and origin.basis not in rule.basis:
        return f"its basis ({words(origin.basis)}) is not one the rule takes"
    counting = [piece for piece in mine if piece.standing == "counts"]
    if not counting:
        return mine[0].why
    # a basis seen only in a statement from outside the window does not carry over to one inside it
    seen = any(piece.statement.basis in FIRST_HAND for piece in mine) or _seen_elsewhere(origin, mine, claim)
    if seen and not any(piece.statement.basis in FIRST_HAND for piece in counting):
        return "its first-hand basis is visible only in a statement that does not count"
    return ""


def _seen_elsewhere(origin: Origin, mine: Sequence[Piece], claim: Claim) -> bool:
    """True where some of the origin's statements were left out, so that its basis may have come from them."""
    here = {piece.statement.id for piece in mine}
    return any(key not in here and key in claim.statements for key in origin.statements)


def _without_origin(claim: Claim, by_statement: Mapping[str, Piece]) -> list[Origin]:
    """Statements that no origin of the claim takes up: each its own end, not established, and never first-hand."""
    held = {key for origin in claim.origins for key in origin.statements}
    return [
        Origin(f"{piece.statement.source.name} ({key})", piece.statement.source.kind, "none", (key,), established=False)
        for key, piece in by_statement.items()
        if key not in held
    ]


def _limit_unnamed(ends: Mapping[str, End], claims: Sequence[Claim]) -> None:
    granted = 0
    for claim in claims:
        named = sum(1 for origin in claim.origins if origin.first_hand and origin.kind != "unnamed")
        granted = max(granted, claim.independent.min - named)
    for end in sorted(ends.values(), key=lambda end: end.name):
        if end.kind == "unnamed" and end.lower:
            if granted <= 0:
                end.lower, end.why_not = False, "unnamed, and perhaps the same person as another unnamed source"
            granted -= 1


def words(value: str) -> str:
    """A value of a closed list as it is read aloud: "own_count" is own count."""
    return value.replace("_", " ")
