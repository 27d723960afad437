"""Which articles share text with documents held out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

WORDS = 8  # a gram


class HeldOut:
    """The word 8-grams of some documents, lower case, line breaks dropped."""

    def __init__(self, documents: Iterable[Sequence[str]]) -> None:
        """`documents` are lists of words."""
        plain = [_plain(words) for words in documents]
        self._numbers = {word: i for i, word in enumerate(dict.fromkeys(word for words in plain for word in words))}
        found = [self._grams(words) for words in plain]
        self._held = {gram for grams in found for gram in grams}

    def shared(self, words: Sequence[str]) -> int:
        """How many different 8-grams of a text stand in a document held out."""
        return len(self._held.intersection(self._grams(_plain(words))))

    def _grams(self, words: list[str]) -> list[bytes]:
        """Grams of which every word is known, as the bytes of eight numbers: most texts have hardly one."""
        numbers = np.array([self._numbers.get(word, -1) for word in words], np.int32)
        return [numbers[at : at + WORDS].tobytes() for at in _whole(numbers)]


def _plain(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words if word[0] != "\n"]


def _whole(numbers: NDArray[np.int32]) -> list[int]:
    """Where eight known words in a row begin."""
    if len(numbers) < WORDS:
        return []
    known = np.concatenate([[0], np.cumsum(numbers >= 0)])
    return [int(at) for at in np.flatnonzero(known[WORDS:] - known[:-WORDS] == WORDS)]
