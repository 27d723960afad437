"""Loss of a linear-chain CRF and its gradient, in one pass over the words (forward-backward, scaled at each word)."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

I64 = NDArray[np.int64]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]

FORBIDDEN = -30.0


def barred(labels: int) -> tuple[F32, F32]:
    """What is added to transitions (labels, labels) and starts: 2r + 2 follows only 2r + 1 and itself."""
    trans, start = np.zeros((labels, labels), np.float32), np.zeros(labels, np.float32)
    for inside in range(2, labels, 2):
        start[inside] = FORBIDDEN
        trans[:, inside] = FORBIDDEN
        trans[inside - 1 : inside + 1, inside] = 0
    return trans, start


@njit(cache=True)
def _forward(emit: F64, step: F64, first: F64, last: F64, alpha: F64) -> float:
    """Fills `alpha` (each row sums to one); returns the log of what the rows and the ends were divided by."""
    n, k = emit.shape
    log_z = 0.0
    for t in range(n):
        total = 0.0
        for j in range(k):
            v = first[j]
            if t > 0:
                v = 0.0
                for i in range(k):
                    v += alpha[t - 1, i] * step[i, j]
            alpha[t, j] = v * emit[t, j]
            total += alpha[t, j]
        log_z += np.log(total)
        for j in range(k):
            alpha[t, j] /= total
    total = 0.0
    for j in range(k):
        total += alpha[n - 1, j] * last[j]
    return float(log_z + np.log(total))


@njit(cache=True)
def _backward(emit: F64, step: F64, last: F64, alpha: F64, weight: float, g_trans: F64) -> None:
    """Turns `alpha` into each label's probability; adds `weight` times each pair's to `g_trans`."""
    n, k = emit.shape
    beta, ahead = last.copy(), np.empty(k)
    for t in range(n - 1, -1, -1):
        if t < n - 1:
            for j in range(k):
                ahead[j] = beta[j] * emit[t + 1, j]
            total = 0.0
            for i in range(k):
                v = 0.0
                for j in range(k):
                    v += step[i, j] * ahead[j]
                beta[i] = v
                total += alpha[t, i] * v
            for i in range(k):
                for j in range(k):
                    g_trans[i, j] += weight * alpha[t, i] * step[i, j] * ahead[j] / total
            beta /= beta.sum()
        total = 0.0
        for j in range(k):
            alpha[t, j] *= beta[j]
            total += alpha[t, j]
        for j in range(k):
            alpha[t, j] /= total


@njit(cache=True)
def _gold_score(scores: F32, trans: F32, start: F32, end: F32, gold: I64) -> float:
    total = np.float64(start[gold[0]]) + end[gold[-1]] + scores[0, gold[0]]
    for t in range(1, len(gold)):
        total += trans[gold[t - 1], gold[t]] + scores[t, gold[t]]
    return float(total)


@njit(cache=True)
def chain_loss(
    scores: F32, trans: F32, start: F32, end: F32, offsets: I64, gold: I64, weight: F64,
    g_scores: F64, g_trans: F64, g_start: F64, g_end: F64,
) -> float:  # fmt: skip
    """Sum over segments offsets[i]:offsets[i + 1] of weight[i] times minus the log probability of `gold`.

    `scores` are (words, labels); the arrays g_... take the gradients and must be zero on entry.
    """
    step, first, last = (
        np.exp(trans.astype(np.float64)),
        np.exp(start.astype(np.float64)),
        np.exp(end.astype(np.float64)),
    )
    loss = 0.0
    for s in range(len(offsets) - 1):
        a, z, w = offsets[s], offsets[s + 1], weight[s]
        if a == z:
            continue
        part = scores[a:z].astype(np.float64)
        top = 0.0
        for t in range(z - a):
            most = part[t].max()
            part[t] = np.exp(part[t] - most)
            top += most
        prob = g_scores[a:z]
        log_z = _forward(part, step, first, last, prob) + top
        _backward(part, step, last, prob, w, g_trans)
        loss += w * (log_z - _gold_score(scores[a:z], trans, start, end, gold[a:z]))
        prob *= w
        g_start += prob[0]
        g_end += prob[-1]
        g_start[gold[a]] -= w
        g_end[gold[z - 1]] -= w
        for t in range(a, z):
            g_scores[t, gold[t]] -= w
            if t > a:
                g_trans[gold[t - 1], gold[t]] -= w
    return loss
