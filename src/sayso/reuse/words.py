"""Texts as words: hashes that ignore case, accents and typography, and the exact place of each word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sayso.reuse import kernels
from sayso.reuse.folding import folding


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a batch of documents, one after the other.

    hashes: uint32, equal for words that fold to the same letters. starts, ends: uint32, half-open, in code points of the
    document's own text. bounds: int64, words bounds[d]:bounds[d + 1] belong to document d.
    """

    hashes: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.uint32]
    ends: npt.NDArray[np.uint32]
    bounds: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def lengths(self) -> npt.NDArray[np.int64]:
        """Words in each document."""
        return np.diff(self.bounds)


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts one after the other as UTF-8 (lone surrogates allowed): data[cuts[d]:cuts[d + 1]] is text d."""

    data: npt.NDArray[np.uint8]
    cuts: npt.NDArray[np.int64]


def encode(texts: Sequence[str]) -> Texts:
    """The texts in order."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    cuts = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(data) for data in encoded], out=cuts[1:])
    return Texts(np.frombuffer(b"".join(encoded), np.uint8), cuts)


def encode_column(column: pa.Array | pa.ChunkedArray) -> Texts:
    """Each row of an Arrow string column, a view of its buffer; null is an empty text."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):  # no chunk at all
        array = pa.array([], pa.large_string())
    array = array.cast(pa.large_string())
    if array.null_count:
        array = array.fill_null("")
    _, offsets, data = array.buffers()
    if offsets is None or not len(array):
        return Texts(np.zeros(0, np.uint8), np.zeros(len(array) + 1, np.int64))
    cuts = np.frombuffer(offsets, np.int64, len(array) + 1, array.offset * 8)
    return Texts(np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8), cuts)


def read_texts(texts: Sequence[str]) -> Words:
    """The words of each text, in order."""
    return read_words(encode(texts))


def read_words(texts: Texts) -> Words:
    """The words of each text, in order."""
    fold, data, cuts = folding(), texts.data, texts.cuts
    bounds = np.zeros(len(cuts), np.int64)
    # untouched pages of an empty array cost nothing; a word and its space are two bytes, few characters expand to more
    room = int(cuts[-1] - cuts[0]) // 2 + 2 * len(cuts) + 16
    while True:
        hashes, starts, ends = (np.empty(room, np.uint32) for _ in range(3))
        n = kernels.read_words(data, cuts, fold.table, fold.units, hashes, starts, ends, bounds)
        if n >= 0:
            return Words(hashes[:n], starts[:n], ends[:n], bounds)
        room *= 4
