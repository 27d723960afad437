"""Sub-tokens of words, and windows of them: every word of a text stands whole in exactly one window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lexicon import Lexicon
from recipe import Laying
from sayso.statements.trained.states import STATES
from sheets import Batch

Ints = NDArray[np.int64]
Cut = Callable[[list[str]], Sequence[Sequence[int]]]

_BREAK = 4  # of the six states: see states.state_of


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of the sub-tokens that stand for no word."""

    begin: int
    end: int
    line: int  # a run of line breaks
    unknown: int


@dataclass(slots=True)
class SubTokens:
    """The sub-tokens of the forms of a lexicon, `most` of each at most; `cut` makes them, and is asked once a form."""

    lexicon: Lexicon
    cut: Cut
    marks: Marks
    most: int
    _kept: list[list[int]] = field(default_factory=list)

    def table(self) -> list[list[int]]:
        """Of every form so far, by its number; none is empty."""
        words = self.lexicon.words()[len(self._kept) :]
        for word, found in zip(words, self.cut(words) if words else [], strict=True):
            self._kept.append([self.marks.line] if word[0] == "\n" else [*found[: self.most]] or [self.marks.unknown])
        return self._kept


@dataclass(frozen=True, slots=True)
class Tape:
    """Windows of sub-tokens end to end, each between a begin and an end; `first` is where each row of the batch has its
    word's first sub-token (0 for a row that is no word)."""

    ids: Ints
    places: Ints  # within the window
    lengths: list[int]
    first: Ints


def tape(laid: Batch, table: Sequence[Sequence[int]], marks: Marks, how: Laying) -> Tape:
    """The documents of a batch, each in windows of its own."""
    ids: list[int] = []
    lengths, first = [], np.zeros(len(laid.number), np.int64)
    for start, end in laid.segments:
        mine = [table[form] for form in laid.number[start:end].tolist()]
        sizes = np.array([len(one) for one in mine], np.int64)
        for a, b in pairwise(cuts(sizes, breaks(laid.state[start:end]), how)):
            begin = len(ids)
            ids.append(marks.begin)
            for row in range(a, b):
                first[start + row] = len(ids)
                ids += mine[row]
            ids.append(marks.end)
            lengths.append(len(ids) - begin)
    places = [np.arange(length) for length in lengths]
    return Tape(np.array(ids, np.int64), np.concatenate([np.zeros(0, np.int64), *places]), lengths, first)


def breaks(state: Ints) -> Ints:
    """How good a place each word is to begin a window: 2 a line break, 1 a sentence's first word, else 0."""
    return np.where(state % STATES // 2 == _BREAK, 2, state % 2)


def cuts(sizes: Ints, good: Ints, how: Laying) -> list[int]:
    """Where windows begin, as numbers of words, and the end of the last; in order, none empty unless there is no word.

    So few windows that none need hold more than `how.window` sub-tokens; each begins at the best place within `how.slack`
    of an even share, the nearest of several. There is one, as long as a word has fewer sub-tokens than two slacks.
    """
    before = np.concatenate([[0], np.cumsum(sizes)])
    total, n = int(before[-1]), len(sizes)
    count = max(1, -(-total // how.window))
    found = [0]
    for k in range(1, count):
        off = np.abs(before[:-1] - total * k / count)
        near = np.flatnonzero(off < how.slack)
        found.append(int(near[np.argmax(good[near] - off[near] / 1_000)]))  # a sentence's end outweighs any distance
    return [*found, n]
