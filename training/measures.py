"""Exact and overlap F1 over sets of words, as `score_attribution.py` counts them, in percent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gold import ROLES, Text, Tokens

Sets = Mapping[str, Tokens]


@dataclass(frozen=True, slots=True)
class Measures:
    """F1 a role; all three: every role exact; precision and recall of detection (matched one to one)."""

    exact: dict[str, float]
    overlap: dict[str, float]
    every: float
    precision: float
    recall: float

    def __str__(self) -> str:
        sides = (
            f"{name} {' / '.join(f'{side[role]:.1f}' for role in ROLES if role in side)}"
            for name, side in (("exact", self.exact), ("overlap", self.overlap))
        )
        return f"{'  '.join(sides)}  all {self.every:.1f}  detection {self.precision:.1f} / {self.recall:.1f}"


def measured(texts: Sequence[Text], found: Sequence[Sequence[Sets]], roles: Sequence[str] = ROLES[:3]) -> Measures:
    """Of attributions found, as sets of words a role, against those marked in the texts."""
    exact = {role: [0.0] * 3 for role in roles}
    shares = {role: [0.0] * 4 for role in roles}
    right = matched = n_gold = n_found = 0
    for text, one in zip(texts, found, strict=True):
        gold, mine = [text.sets(spans) for spans in text.attributions], list(one)
        pairs = _pairs(gold, mine)
        n_gold, n_found, matched = n_gold + len(gold), n_found + len(mine), matched + len(pairs)
        right += sum(all(gold[i][role] == mine[j][role] for role in roles[:3]) for i, j in pairs)
        for role in roles:
            g, p = (Counter(sets[role] for sets in side if sets[role]) for side in (gold, mine))
            both = [len(gold[i][role] & mine[j][role]) for i, j in pairs]
            _add(exact[role], (g & p).total(), p.total(), g.total())
            _add(
                shares[role],
                sum(n / max(1, len(mine[j][role])) for n, (_, j) in zip(both, pairs, strict=True)),
                p.total(),
                sum(n / max(1, len(gold[i][role])) for n, (i, _) in zip(both, pairs, strict=True)),
                g.total(),
            )
    return Measures(
        {role: _f1(n / max(1, p), n / max(1, g)) for role, (n, p, g) in exact.items()},
        {role: _f1(a / max(1, p), b / max(1, g)) for role, (a, p, b, g) in shares.items()},
        _f1(right / max(1, n_found), right / max(1, n_gold)),
        100 * matched / max(1, n_found),
        100 * matched / max(1, n_gold),
    )


def _pairs(gold: list[dict[str, Tokens]], found: Sequence[Sets]) -> list[tuple[int, int]]:
    """Attributions matched one to one, the likest first; they must share a word of cue or content."""
    ranked = sorted(
        (
            (_likeness(g, p), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(found)
            if g["cue"] & p["cue"] or g["content"] & p["content"]
        ),
        reverse=True,
    )
    of_gold: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in of_gold and j not in taken:
            of_gold[i] = j
            taken.add(j)
    return list(of_gold.items())


def _likeness(g: Sets, p: Sets) -> float:
    shared = {role: len(g[role] & p[role]) / max(1, len(g[role] | p[role])) for role in ROLES[:3]}
    return shared["cue"] + shared["content"] + 0.25 * shared["source"]


def _add(sums: list[float], *values: float) -> None:
    for k, value in enumerate(values):
        sums[k] += value


def _f1(precision: float, recall: float) -> float:
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0
