"""Documents to compare, wherever their words are kept: in memory, or on disk where they outgrow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sayso.reuse import kernels
from sayso.reuse.kernels import DOCUMENT_BITS, I64, U32, U64
from sayso.reuse.settings import Settings
from sayso.reuse.words import Words

# pairs whose documents are read at once: of a mapped file the system maps 64 KB around each of the 4,000 documents, 500 MB in all
_BLOCK = 2_000


class Corpus(Protocol):
    """Documents by number, from 0.

    lengths: int64, words in each. contents: uint64, the sum of its words' hashes. one_in: one k-gram in so many is a seed.
    """

    @property
    def lengths(self) -> I64: ...

    @property
    def contents(self) -> U64: ...

    @property
    def one_in(self) -> int: ...

    def words(self, numbers: I64, *, places: bool) -> tuple[Words, I64]:
        """Words that hold at least these documents, and where among them each is; starts and ends only if `places`."""

    def text(self, number: int) -> str: ...

    def seeds(self) -> Iterator[U64]:
        """All seeds' keys, sorted, each once, in parts; the holders of one seed are in one part."""


class InMemory:
    """Words of a batch, all of them at hand; `text_of` gives a document's text by its number."""

    def __init__(self, words: Words, text_of: Callable[[int], str], settings: Settings) -> None:
        self.text = text_of
        self.lengths = words.lengths
        self.contents = contents_of(words)
        self.one_in = sampling(len(words.hashes), settings)
        self._words = words
        self._settings = settings
        self._keys: U64 | None = None

    def words(self, numbers: I64, *, places: bool) -> tuple[Words, I64]:
        return self._words, numbers

    def seeds(self) -> Iterator[U64]:
        if self._keys is None:
            keys = keys_of(self._words, self._settings.gram, self.one_in, self._settings.short)
            keys.sort()
            self._keys = once(keys)
        yield self._keys


def sampling(words: int, settings: Settings) -> int:
    """One gram in how many is a seed in a collection of so many words: few words keep every gram."""
    return 1 if words < settings.every_below else settings.one_in


def contents_of(words: Words) -> U64:
    """Per document the sum of its words' hashes: equal texts are equal, whatever order they came in."""
    sums = np.empty(len(words), np.uint64)
    kernels.add_up(words.hashes, words.bounds, sums)
    return sums


def sample(words: Words, gram: int, one_in: int, short: int) -> tuple[U64, U32, U32]:
    """The kept grams in reading order: hash, document, and the word in the document where each begins."""
    room = len(words.hashes) + 1
    grams, rows, places = np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32)
    n = kernels.sample_grams(words.hashes, words.bounds, gram, one_in, short, grams, rows, places)
    return grams[:n], rows[:n], places[:n]


def keys_of(words: Words, gram: int, one_in: int, short: int, first: int = 0) -> U64:
    """The seeds of each document as keys, in reading order; documents are numbered from `first`."""
    grams, rows, _ = sample(words, gram, one_in, short)
    shift = np.uint64(DOCUMENT_BITS)
    return grams >> shift << shift | (rows.astype(np.uint64) + np.uint64(first))


def once(keys: U64) -> U64:
    """Sorted keys, each once."""
    first = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return keys[first]


def rank(corpus: Corpus) -> I64:
    """The documents from rank 0, the longest, to the last, whatever order they came in: the holder that others are linked to
    has most of the text."""
    return np.lexsort((corpus.contents, -corpus.lengths)).astype(np.int64)


def places_in(order: I64) -> I64:
    """The place of each thing in an order that names them all: where `order` has rank to document, document to rank."""
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


def in_blocks(corpus: Corpus, a: I64, b: I64, *, places: bool = False) -> Iterator[tuple[slice, Words, I64, I64]]:
    """Pairs of documents a block at a time: which pairs, words that hold their documents, and where a and b are in them."""
    for low in range(0, len(a), _BLOCK):
        cut = slice(low, min(low + _BLOCK, len(a)))
        numbers, of = np.unique(np.concatenate((a[cut], b[cut])), return_inverse=True)
        words, at = corpus.words(numbers, places=places)
        many = cut.stop - low
        yield cut, words, at[of[:many]], at[of[many:]]


def rows_of(pairs: npt.NDArray[np.int32], cut: slice) -> slice:
    """Which rows belong to pairs cut.start to cut.stop, of rows grouped by pair; `pairs` is their column of pair numbers."""
    low, high = np.searchsorted(pairs, (cut.start, cut.stop))
    return slice(int(low), int(high))
