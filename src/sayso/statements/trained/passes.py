"""The compiled passes between two matrix products; rows of a segment never see those of another."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

I64 = NDArray[np.int64]
F32 = NDArray[np.float32]


@njit(cache=True, nogil=True, fastmath=True)
def first_layer(types: F32, states: F32, rows: I64, state: I64, bias: F32, offsets: I64, x: F32) -> None:
    """x[t] = bias + what the words before, at and behind t add: `types` and `states` hold three rows of width side by side."""
    width = x.shape[1]
    for s in range(len(offsets) - 1):
        a, b = offsets[s], offsets[s + 1]
        for t in range(a, b):
            for j in range(width):
                x[t, j] = bias[j] + types[rows[t], width + j] + states[state[t], width + j]
            if t > a:
                for j in range(width):
                    x[t, j] += types[rows[t - 1], j] + states[state[t - 1], j]
            if t + 1 < b:
                for j in range(width):
                    x[t, j] += types[rows[t + 1], 2 * width + j] + states[state[t + 1], 2 * width + j]


@njit(cache=True, nogil=True, fastmath=True)
def activate(x: F32, gain: F32, out: F32) -> None:
    """out = relu(gain x / rms x), row by row (root mean square: Zhang and Sennrich 2019)."""
    n, width = x.shape
    for t in range(n):
        square = np.float32(0)
        for j in range(width):
            square += x[t, j] * x[t, j]
        r = np.float32(1) / np.sqrt(square / np.float32(width) + np.float32(1e-5))
        for j in range(width):
            v = x[t, j] * r * gain[j]
            out[t, j] = v if v > 0 else np.float32(0)


@njit(cache=True, nogil=True)
def beside(a: F32, d: int, low: int, segments: I64, out: F32) -> None:
    """Fills `out` (some rows, 3 x width) for rows low, low + 1, ... of `a`: the row d before, itself, the row d behind.

    `segments` (rows of a, 2) says where the segment of a row begins and ends; there is nothing (0) beyond.
    """
    width = a.shape[1]
    for k in range(len(out)):
        t = low + k
        out[k, width : 2 * width] = a[t]
        if t - d >= segments[t, 0]:
            out[k, :width] = a[t - d]
        else:
            out[k, :width] = 0
        if t + d < segments[t, 1]:
            out[k, 2 * width :] = a[t + d]
        else:
            out[k, 2 * width :] = 0


@njit(cache=True, nogil=True, fastmath=True)
def add(x: F32, y: F32, bias: F32) -> None:
    """x += y + bias."""
    n, width = x.shape
    for t in range(n):
        for j in range(width):
            x[t, j] += y[t, j] + bias[j]


@njit(cache=True, nogil=True, fastmath=True)
def windows(words: F32, anchor: F32, places: F32, rows: I64, owner: I64, place: I64, x: F32) -> None:
    """The first rows of the second stage: a word as its cue sees it, and where it stands to the cue."""
    width = x.shape[1]
    for k in range(len(rows)):
        t, c, p = rows[k], owner[k], place[k]
        for j in range(width):
            x[k, j] = words[t, j] * (1 + anchor[c, width + j]) + anchor[c, j] + places[p, j]
