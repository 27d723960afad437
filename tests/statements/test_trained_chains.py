"""The compiled chains against every path written out."""

from collections.abc import Iterator
from itertools import pairwise, product

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.statements.trained import chains

Floats = NDArray[np.floating]


def every_path(scores: Floats, trans: Floats, start: Floats, end: Floats) -> Iterator[tuple[float, tuple[int, ...]]]:
    n, k = scores.shape
    for path in product(range(k), repeat=n):
        total = start[path[0]] + end[path[-1]] + sum(scores[t, j] for t, j in enumerate(path))
        yield total + sum(trans[i, j] for i, j in pairwise(path)), path


@pytest.mark.parametrize("seed", range(20))
def test_best_path_and_probabilities_agree_with_the_sum_over_all_paths(seed: int) -> None:
    random = np.random.default_rng(seed)
    k, lengths = int(random.integers(2, 5)), random.integers(1, 6, 3)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    scores, trans, start, end = (random.normal(size=s).astype(np.float32) * 2 for s in ((offsets[-1], k), (k, k), k, k))
    labels, chance = np.zeros(len(scores), np.int64), np.zeros(scores.shape)
    chains.viterbi(scores, trans, start, end, offsets, labels)
    log_z = chains.marginals(scores, trans, start, end, offsets, chance)
    for s, (a, b) in enumerate(pairwise(offsets)):
        paths = list(every_path(scores[a:b].astype(float), trans, start, end))
        assert tuple(labels[a:b]) == max(paths)[1]
        weights = np.exp([p for p, _ in paths])
        assert np.isclose(log_z[s], np.log(weights.sum()), atol=1e-5)
        for t in range(b - a):
            for j in range(k):
                share = sum(w for w, (_, path) in zip(weights, paths, strict=True) if path[t] == j) / weights.sum()
                assert np.isclose(chance[a + t, j], share, atol=1e-5)
