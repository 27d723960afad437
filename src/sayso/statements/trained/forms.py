"""Word forms as the first layer meets them: looked up and multiplied once a form, not once a word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.statements.trained.weights import Floats, Weights
from sayso.statements.trained.words import GRAMS, class_of, grams_of, normal, shape_of

Ints = NDArray[np.int64]

_MOST = 30_000  # forms kept: 46 MB at width 128


class Forms:
    """What the first layer adds for a word form, kept while it may come again. Rows of `table` are (3 x width)."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._row: dict[str, int] = {}
        self._facts: Ints = np.zeros((0, 2), np.int64)
        self.table: Floats = np.zeros((0, weights.tables["first.type"].shape[1]), np.float32)

    def rows(self, words: list[str]) -> Ints:
        """The row of each word in `table`; valid until the next call."""
        if len(self._row) > _MOST:
            self._row.clear()
        get = self._row.get
        found = [get(word, -1) for word in words]
        if -1 in found:
            self._learn(list(dict.fromkeys(w for w, row in zip(words, found, strict=True) if row < 0)))
            found = [self._row[word] for word in words]
        return np.array(found, np.int64)

    def facts(self, rows: Ints) -> tuple[Ints, Ints]:
        """Class (see words.py) of the words in `rows`, and whether they begin with a capital."""
        facts = self._facts[rows]
        return np.ascontiguousarray(facts[:, 0]), np.ascontiguousarray(facts[:, 1])

    def _learn(self, new: list[str]) -> None:
        first, last = len(self._row), len(self._row) + len(new)
        if last > len(self.table):
            more = max(last, 2 * first, 16_384) - first
            self.table = np.concatenate([self.table[:first], np.empty((more, self.table.shape[1]), np.float32)])
            self._facts = np.concatenate([self._facts[:first], np.zeros((more, 2), np.int64)])
        self.table[first:last] = self._vectors(new) @ self._weights.tables["first.type"]
        self._facts[first:last] = [(class_of(word), word[0].isupper()) for word in new]
        self._row.update(zip(new, range(first, last), strict=True))

    def _vectors(self, new: list[str]) -> Floats:
        """Known vector, letters, shape and own vector of each form, side by side."""
        weights, tables = self._weights, self._weights.tables
        forms = [normal(word) for word in new]
        plain = ["\n" if form[0] == "\n" else form for form in forms]
        known = np.array([_known(form, weights.known) for form in plain])
        fixed = np.where(known[:, None] > 0, weights.vectors[known - 1] * weights.scale, np.float32(0))
        letters = tables["grams"][np.array([grams_of(form) for form in forms])].sum(axis=1) / np.float32(GRAMS**0.5)
        shape = tables["shape"][[shape_of(word) for word in new]]
        own = tables["learned"][[weights.own.get(form, 0) for form in plain]]
        return np.hstack([fixed, letters, shape, own]).astype(np.float32, copy=False)


def _known(form: str, known: dict[str, int]) -> int:
    """The row of a form; of its last part where a hyphened whole has none ("then-senator": senator)."""
    return known.get(form, 0) or (known.get(form.rsplit("-", 1)[1], 0) if "-" in form else 0)
