"""Where a word stands: inside quotation marks, in which sentence and paragraph, and how far from a cue."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sayso.statements.trained.words import BRACKET, BREAK, CLOSES, OPENS, STOPS, STRAIGHT

I64 = NDArray[np.int64]
F32 = NDArray[np.float32]

STATES = 12  # a manner of marking
WIDER = (8, 10, 13, 17, 22, 28, 36, 46, 60)  # the last distances of the buckets from the seventh on
RELATIONS = 5  # sentences between a word and its cue: -2, -1, 0, 1, 2


@njit(cache=True, nogil=True)
def state_of(classes: I64, capital: I64, states: I64, sentence: I64, paragraph: I64) -> None:
    """Fills, for each word: its state (below STATES), the number of its sentence and of its paragraph.

    State is 2 x (0 outside, 1 inside quotation marks, 2 opening, 3 closing mark, 4 break, 5 outside in the first line)
    + whether a sentence begins here. Quotation marks are forgotten at a paragraph's end.
    """
    inside, begins, stopped = False, True, False
    line = count = 0
    for t in range(len(classes)):
        c = classes[t]
        if stopped and c != CLOSES and c != BRACKET and not (c == STRAIGHT and inside):
            stopped = False
            if capital[t] or c in (OPENS, STRAIGHT, BREAK):
                begins = True
                count += 1
        state = 1 if inside else (5 if line == 0 else 0)
        if c == BREAK:
            inside, state = False, 4
            line += 1
            count += 1
        elif c == OPENS:
            inside, state = True, 2
        elif c == CLOSES:
            inside, state = False, 3
        elif c == STRAIGHT:
            inside = not inside
            state = 2 if inside else 3
        elif c == STOPS:
            stopped = True
        states[t] = 2 * state + (1 if begins else 0)
        sentence[t], paragraph[t] = count, line
        begins = c == BREAK or (begins and (c in (OPENS, STRAIGHT)))


@njit(cache=True, nogil=True)
def bucket(d: int) -> int:
    """A signed distance in words as one of 33 buckets, 16 for the cue itself; they widen from 7 words on."""
    m = abs(d)
    k = min(m, 7)
    if m > 7:
        for edge in WIDER:
            if m > edge:
                k += 1
    return 16 + k if d > 0 else 16 - k


@njit(cache=True, nogil=True)
def extents(first: I64, last: I64, paragraph: I64, reach: int) -> I64:
    """(cues, 2): first word and end of each cue's window, its paragraph up to `reach` words either side."""
    out = np.empty((len(first), 2), np.int64)
    for i in range(len(first)):
        a, b = first[i], last[i]
        low, high = a, b + 1
        while low > 0 and a - low < reach and paragraph[low - 1] == paragraph[a]:
            low -= 1
        while high < len(paragraph) and high - b <= reach and paragraph[high] == paragraph[a]:
            high += 1
        out[i, 0], out[i, 1] = low, high
    return out


@njit(cache=True, nogil=True)
def frame(first: I64, last: I64, sentence: I64, extent: I64, offsets: I64, rows: I64, owner: I64, place: I64) -> None:
    """Fills windows laid end to end from `offsets`: word numbers, cue numbers, and bucket x RELATIONS + sentences between."""
    for i in range(len(first)):
        low, high = extent[i, 0], extent[i, 1]
        for t in range(low, high):
            k = offsets[i] + t - low
            d = t - first[i] if t < first[i] else max(0, t - last[i])
            apart = min(2, max(-2, sentence[t] - sentence[first[i]]))
            rows[k], owner[k] = t, i
            place[k] = bucket(d) * RELATIONS + apart + 2
