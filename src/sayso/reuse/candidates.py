"""Which documents are worth comparing: those that share rare word k-grams, found without comparing all with all.

Every k-gram is hashed, and a fixed part of all hashes is kept, the same ones in every document (Manber 1994; "0 mod p" in
Schleimer, Wilkerson and Aiken 2003). Their winnowing promises a seed in each run of a fixed length, but under edits its choice
changes with the neighbourhood; a hash that is kept is kept everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sayso.reuse import kernels
from sayso.reuse.settings import Settings
from sayso.reuse.words import Words, read_column

FINGERPRINTS = pa.schema([("document", pa.uint32()), ("hash", pa.uint64()), ("offset", pa.uint32())])


@dataclass(frozen=True, slots=True)
class Seeds:
    """The sampled grams of a batch: `keys`, uint64, sorted, each once, is the gram's hash with its lowest `low` bits replaced
    by the document's rank. Rank 0 is the longest document, so that the holder others are linked to has most of the text."""

    keys: npt.NDArray[np.uint64]
    low: int
    one_in: int
    ranked: npt.NDArray[np.int64]  # rank to document
    ranks: npt.NDArray[np.int64]  # document to rank


def fingerprint(documents: pa.RecordBatch, *, k: int, one_in: int = 4) -> pa.RecordBatch:
    """Sampled word k-grams of column `text`, one row per (document, hash, offset); the same text gives the same rows anywhere.

    document: row number; hash: 64 bits; offset: code point of the gram's first word. About one gram in `one_in` is kept, by its
    hash alone; of a text of fewer than 32 words every gram, and of one of fewer than k words the whole.
    """
    words = read_column(documents.column("text"))
    grams, rows, places = sample(words, k, one_in, Settings().short)
    offsets = words.starts[words.bounds[rows] + places]
    return pa.RecordBatch.from_arrays([pa.array(rows), pa.array(grams), pa.array(offsets)], schema=FINGERPRINTS)


def sample(
    words: Words, k: int, one_in: int, short: int
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """The kept grams in reading order: hash, document, and the word in the document where each begins."""
    room = len(words.hashes) + 1
    grams, rows, places = np.empty(room, np.uint64), np.empty(room, np.uint32), np.empty(room, np.uint32)
    n = kernels.sample_grams(words.hashes, words.bounds, k, one_in, short, grams, rows, places)
    return grams[:n], rows[:n], places[:n]


def read_seeds(words: Words, settings: Settings) -> Seeds:
    """The seeds of the batch; documents are ranked by length and then by their words, whatever order they came in."""
    one_in = 1 if len(words.hashes) < settings.every_below else settings.one_in
    grams, rows, _ = sample(words, settings.gram, one_in, settings.short)
    low = max(1, int(len(words) - 1).bit_length())
    ranked = _rank(words)
    ranks = np.empty(len(words), np.int64)
    ranks[ranked] = np.arange(len(words))
    shift = np.uint64(low)
    keys = grams >> shift << shift | ranks[rows].astype(np.uint64)
    keys.sort()
    first = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return Seeds(keys[first], low, one_in, ranked, ranks)


def _rank(words: Words) -> npt.NDArray[np.int64]:
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(words.hashes, dtype=np.uint64)))
    content = sums[words.bounds[1:]] - sums[words.bounds[:-1]]
    return np.lexsort((content, -words.lengths)).astype(np.int64)


def candidate_pairs(seeds: Seeds, settings: Settings) -> npt.NDArray[np.uint64]:
    """Pairs of documents that share enough seeds, as a << 32 | b in document numbers, grouped by a, a the longer of the two.

    At most settings.all_below pairs per seed and holder, so their number grows with the text and never with its square.
    """
    n = kernels.link_holders(seeds.keys, seeds.low, settings.all_below, np.empty(0, np.uint64))
    pairs = np.empty(n, np.uint64)
    if n:
        kernels.link_holders(seeds.keys, seeds.low, settings.all_below, pairs)
    pairs.sort()
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, n), bool), pairs[1:] != pairs[:-1])))
    counts = np.diff(np.append(starts, n))
    pairs = pairs[starts]
    a, b = (
        seeds.ranked[(pairs >> np.uint64(32)).astype(np.int64)],
        seeds.ranked[(pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)],
    )
    # a document that has few, because it is short or says one thing again and again, is compared on one
    held = np.bincount((seeds.keys & np.uint64((1 << seeds.low) - 1)).astype(np.int64), minlength=len(seeds.ranks))
    few = held[seeds.ranks[b]] < settings.few_seeds
    kept = (counts >= settings.shared_seeds) | few
    return (a[kept].astype(np.uint64) << np.uint64(32)) | b[kept].astype(np.uint64)
