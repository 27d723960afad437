"""Chains of labels: the best path (Viterbi) and each label's probability (forward-backward) under a linear-chain CRF."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

I64 = NDArray[np.int64]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]


@njit(cache=True, nogil=True)
def viterbi(scores: F32, trans: F32, start: F32, end: F32, offsets: I64, labels: I64) -> None:
    """Fills `labels` with the best path of each segment offsets[i]:offsets[i + 1] of `scores` (words, labels)."""
    k = scores.shape[1]
    back = np.empty((len(scores), k), np.int8)
    best, new = np.empty(k, np.float32), np.empty(k, np.float32)
    for s in range(len(offsets) - 1):
        a, b = offsets[s], offsets[s + 1]
        if a == b:
            continue
        for j in range(k):
            best[j] = start[j] + scores[a, j]
        for t in range(a + 1, b):
            for j in range(k):
                top, arg = best[0] + trans[0, j], 0
                for i in range(1, k):
                    v = best[i] + trans[i, j]
                    if v > top:
                        top, arg = v, i
                new[j] = top + scores[t, j]
                back[t, j] = arg
            best[:] = new
        arg = 0
        for j in range(1, k):
            if best[j] + end[j] > best[arg] + end[arg]:
                arg = j
        for t in range(b - 1, a - 1, -1):
            labels[t] = arg
            arg = back[t, arg]


@njit(cache=True, nogil=True)
def _weights(scores: F32, t: int, out: F64) -> float:
    """exp(scores[t] - their greatest) into `out`; returns the greatest."""
    top = scores[t, 0]
    for j in range(1, scores.shape[1]):
        top = max(top, scores[t, j])
    for j in range(scores.shape[1]):
        out[j] = np.exp(np.float64(scores[t, j] - top))
    return float(top)


@njit(cache=True, nogil=True)
def _scaled(row: F64) -> float:
    """Makes a row sum to one; returns what it summed to."""
    total = row.sum()
    row /= total
    return float(total)


@njit(cache=True, nogil=True)
def marginals(scores: F32, trans: F32, start: F32, end: F32, offsets: I64, out: F64) -> F64:
    """Fills `out` (words, labels) with each label's probability; returns each segment's log partition."""
    k, n = scores.shape[1], len(offsets) - 1
    log_z = np.zeros(n)
    step, first = np.exp(trans.astype(np.float64)), np.exp(start.astype(np.float64))
    w, beta = np.empty(k), np.empty(k)
    for s in range(n):
        a, b = offsets[s], offsets[s + 1]
        for t in range(a, b):
            log_z[s] += _weights(scores, t, w)
            for j in range(k):
                v = first[j]
                if t > a:
                    v = 0.0
                    for i in range(k):
                        v += out[t - 1, i] * step[i, j]
                out[t, j] = v * w[j]
            log_z[s] += np.log(_scaled(out[t]))
        beta[:] = np.exp(end.astype(np.float64))
        if b > a:
            log_z[s] += np.log((out[b - 1] * beta).sum())
        for t in range(b - 1, a - 1, -1):
            out[t] *= beta
            _scaled(out[t])
            _weights(scores, t, w)
            w *= beta
            for i in range(k):
                v = 0.0
                for j in range(k):
                    v += step[i, j] * w[j]
                beta[i] = v
            _scaled(beta)
    return log_z
