"""What the nets are shown: which texts in which epoch, and which cues in a group of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recipe import Fit
from sheets import Batch, Part, Sheet, groups

Ints = NDArray[np.int64]
Cues = tuple[Ints, list[list[Part]], NDArray[np.float64]]  # first and last row, what belongs to each, weight of each


def plan_of(
    gold: Sequence[Sheet], silver: Sequence[Sheet], how: Fit, random: np.random.Generator
) -> list[list[list[Sheet]]]:
    """The groups of every epoch; the share of silver falls in a line."""
    plan = []
    for epoch in range(how.epochs):
        wanted = int(how.silver * len(gold) * (1 - epoch / max(1, how.epochs - 1)))
        extra = [silver[k] for k in random.permutation(len(silver))[:wanted]] if wanted else []
        texts = [*gold, *extra]
        plan.append(groups(texts, random.permutation(len(texts)).tolist(), how.words))
    return plan


def marked_cues(group: Sequence[Sheet], laid: Batch) -> tuple[Ints, list[list[Part]], NDArray[np.float64]]:
    """True cues with what belongs to them, as rows of the batch."""
    cues, parts = [np.zeros((0, 2), np.int64)], []
    for one, (start, _) in zip(group, laid.segments, strict=True):
        cues.append(one.cues + start)
        parts += [[(role, (a + start, b + start)) for role, (a, b) in mine] for mine in one.parts]
    together = np.concatenate(cues)
    return together, parts, np.ones(len(together))


def with_candidates(
    cues: Ints, parts: list[list[Part]], taken: Ints, how: Fit
) -> tuple[Ints, list[list[Part]], NDArray[np.float64]]:
    """True cues, then those of `taken` that are none (nothing belongs to them) or are cut otherwise (the same does)."""
    exact = {(a, b) for a, b in cues.tolist()}
    covered = {row: i for i, (a, b) in enumerate(cues.tolist()) for row in range(a, b + 1)}
    more = [(a, b) for a, b in taken.tolist() if (a, b) not in exact]
    hits = [next((covered[row] for row in range(a, b + 1) if row in covered), None) for a, b in more]
    weights = [how.empty_weight if hit is None else how.miscut_weight for hit in hits]
    return (
        np.concatenate([cues, np.array(more, np.int64).reshape(-1, 2)]),
        parts + [[] if hit is None else parts[hit] for hit in hits],
        np.concatenate([np.ones(len(cues)), weights]),
    )
