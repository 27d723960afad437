"""Loss and gradients of a chain against every path written out, and against finite differences."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from numpy.typing import NDArray

from chain_loss import FORBIDDEN, barred, chain_loss

Arrays = list[NDArray[np.float32]]


def case(seed: int) -> tuple[Arrays, NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    random = np.random.default_rng(seed)
    k, lengths = int(random.integers(2, 5)), random.integers(0, 5, 3)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    arrays = [(2 * random.normal(size=s)).astype(np.float32) for s in ((offsets[-1], k), (k, k), k, k)]
    gold = random.integers(0, k, offsets[-1])
    return arrays, offsets, gold, random.uniform(0.2, 2, 3)


def loss_and_gradients(
    arrays: Arrays, offsets: NDArray[np.int64], gold: NDArray[np.int64], weight: NDArray[np.float64]
) -> tuple[float, list[NDArray[np.float64]]]:
    a, b, c, d = arrays
    e, f, g, h = gradients = [np.zeros(x.shape) for x in arrays]
    return chain_loss(a, b, c, d, offsets, gold, weight, e, f, g, h), gradients


def slow(arrays: Arrays, offsets: NDArray[np.int64], gold: NDArray[np.int64], weight: NDArray[np.float64]) -> float:
    scores, trans, start, end = (x.astype(np.float64) for x in arrays)

    def score(path: tuple[int, ...], a: int) -> float:
        steps = sum(trans[i, j] for i, j in pairwise(path))
        return float(start[path[0]] + end[path[-1]] + steps + sum(scores[a + t, j] for t, j in enumerate(path)))

    total = 0.0
    for a, z, w in zip(offsets, offsets[1:], weight, strict=False):
        if z > a:
            paths = [score(path, a) for path in product(range(scores.shape[1]), repeat=int(z - a))]
            total += w * (np.log(np.exp(paths).sum()) - score(tuple(gold[a:z]), a))
    return total


@pytest.mark.parametrize("seed", range(20))
def test_the_loss_is_that_of_all_paths(seed: int) -> None:
    arrays, offsets, gold, weight = case(seed)
    assert np.isclose(
        loss_and_gradients(arrays, offsets, gold, weight)[0], slow(arrays, offsets, gold, weight), atol=1e-5
    )


@pytest.mark.parametrize("seed", range(8))
def test_gradients_agree_with_finite_differences(seed: int) -> None:
    arrays, offsets, gold, weight = case(seed)
    _, gradients = loss_and_gradients(arrays, offsets, gold, weight)
    step = 1e-2
    for which, gradient in enumerate(gradients):
        for place in np.ndindex(gradient.shape):
            sides = []
            for sign in (1, -1):
                moved = [x.copy() for x in arrays]
                moved[which][place] += sign * step
                sides.append(slow(moved, offsets, gold, weight))
            assert np.isclose(gradient[place], (sides[0] - sides[1]) / (2 * step), atol=2e-3)


def test_a_part_goes_on_only_behind_itself() -> None:
    trans, start = barred(5)
    allowed = {(i, j) for i, j in product(range(5), repeat=2) if trans[i, j] == 0}
    assert {(i, j) for i, j in allowed if j in (2, 4)} == {(1, 2), (2, 2), (3, 4), (4, 4)}
    assert {(i, j) for i, j in product(range(5), (0, 1, 3))} <= allowed
    assert start.tolist() == [0, 0, FORBIDDEN, 0, FORBIDDEN]
