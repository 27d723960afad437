"""A passage of two texts word by word: the runs in which they agree, so that any place in one can be found in the other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from sayso.model.nouns import Aligned
from sayso.reuse.settings import Settings
from sayso.reuse.words import read_texts


def blocks(text: str, other: str, passage: Aligned, settings: Settings | None = None) -> tuple[Aligned, ...]:
    """The runs without gaps inside a passage, in code points of the two texts, in the order of both and never overlapping.

    In each block the words are equal (case, accents and typography aside) and stand equally far from its start, so that
    `of_start - start` leads from any word to its counterpart. Cost grows with the passage's length, whatever the texts hold.
    """
    words = read_texts((text[passage.start : passage.end], other[passage.of_start : passage.of_end]))
    cut = int(words.bounds[1])
    starts, ends = words.starts.astype(np.int64), words.ends.astype(np.int64)
    gap = (settings or Settings()).gap
    rows = _runs(words.hashes[:cut], words.hashes[cut:], starts[:cut], starts[cut:], ends[:cut], ends[cut:], gap)
    return tuple(
        Aligned(passage.start + int(a), passage.start + int(b), passage.of_start + int(c), passage.of_start + int(d))
        for a, b, c, d in rows
    )


@njit(cache=True, nogil=True)
def _runs(
    a: npt.NDArray[np.uint32],
    b: npt.NDArray[np.uint32],
    a_starts: npt.NDArray[np.int64],
    b_starts: npt.NDArray[np.int64],
    a_ends: npt.NDArray[np.int64],
    b_ends: npt.NDArray[np.int64],
    gap: int,
) -> npt.NDArray[np.int64]:
    """Rows (start, end in a, start, end in b) of the words that a walk from the start meets in step."""
    rows = np.empty((min(len(a), len(b)), 4), np.int64)
    n = i = j = 0
    shift = np.int64(0)
    joined = False
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            here = b_starts[j] - a_starts[i]
            same_end = b_ends[j] - a_ends[i] == here
            if not (joined and same_end and here == shift):
                rows[n, 0], rows[n, 2] = a_starts[i], b_starts[j]
                n += 1
            rows[n - 1, 1], rows[n - 1, 3] = a_ends[i], b_ends[j]
            joined, shift = same_end, here
            i, j = i + 1, j + 1
            continue
        joined = False
        skip_a, skip_b = _skip(a, b, i, j, gap)
        i, j = i + skip_a, j + skip_b
    return rows[:n]


@njit(cache=True, nogil=True)
def _skip(a: npt.NDArray[np.uint32], b: npt.NDArray[np.uint32], i: int, j: int, gap: int) -> tuple[int, int]:
    """Words to leave out on either side for the walk to go on: the least gap after which three words agree, else two.

    A passage may have been found from its end, where the same gaps fall otherwise, so wider ones are looked for as well.
    """
    widest = gap
    while widest <= 4 * gap:
        two = (0, 0)
        for total in range(2 * widest + 1):
            for x in range(max(0, total - widest), min(widest, total) + 1):
                y = total - x
                run = 0
                while run < 3 and i + x + run < len(a) and j + y + run < len(b) and a[i + x + run] == b[j + y + run]:
                    run += 1
                # the last words of both agree with nothing after them
                if run == 3 or (run and i + x + run == len(a) and j + y + run == len(b)):
                    return x, y
                if run == 2 and two == (0, 0):
                    two = (x, y)
        if two != (0, 0):
            return two
        widest *= 2
    return 1, 1
