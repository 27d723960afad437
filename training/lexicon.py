"""What the nets look up for a word form: rows of tables, the same as `sayso.statements.trained.forms` finds at run time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sayso.statements.trained.words import GRAMS, class_of, grams_of, normal, shape_of

Ints = NDArray[np.int64]

KNOWN, OWN, SHAPE, CLASS, CAPITAL, LETTERS = range(6)  # columns of the table; the letters' buckets are the last ones


def plain(word: str) -> str:
    """The form of a word under which tables know it; every run of line breaks is one form."""
    return "\n" if word[0] == "\n" else normal(word)


def repeated(texts: Iterable[Sequence[str]], least: int) -> tuple[str, ...]:
    """The forms met `least` times, in the order of the alphabet."""
    counts = Counter(plain(word) for words in texts for word in words)
    return tuple(sorted(form for form, n in counts.items() if n >= least))


@dataclass(slots=True)
class Lexicon:
    """Numbers for word forms; row i of `table()` is what is looked up for form i. Row 0 of a looked-up table is nothing."""

    known: dict[str, int]
    own: dict[str, int]
    _number: dict[str, int] = field(default_factory=dict)
    _rows: Ints = field(default_factory=lambda: np.zeros((1_024, LETTERS + GRAMS), np.int64))

    @classmethod
    def of(cls, known: Sequence[str], own: Sequence[str]) -> Lexicon:
        """A lexicon over the forms that have vectors, and those that have one of their own."""
        return cls({w: i + 1 for i, w in enumerate(known)}, {w: i + 1 for i, w in enumerate(own)})

    def numbers(self, words: Sequence[str]) -> Ints:
        """The number of each word's form; new forms are added."""
        for word in words:
            if word not in self._number:
                at = self._number[word] = len(self._number)
                if at == len(self._rows):
                    self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
                self._rows[at] = self._row(word)
        return np.array([self._number[word] for word in words], np.int64)

    def words(self) -> list[str]:
        """The forms so far, as they are written; form i at place i."""
        return list(self._number)

    def table(self) -> Ints:
        """(forms so far, columns)."""
        return self._rows[: len(self._number)]

    def _row(self, word: str) -> tuple[int, ...]:
        form = plain(word)
        # of its last part where a hyphened whole has none ("then-senator": senator)
        known = self.known.get(form, 0) or (self.known.get(form.rsplit("-", 1)[1], 0) if "-" in form else 0)
        own, capital = self.own.get(form, 0), int(word[0].isupper())
        return (known, own, shape_of(word), class_of(word), capital, *grams_of(normal(word)))
