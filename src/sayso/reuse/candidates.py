"""Which documents are worth comparing: those that share rare word k-grams, found without comparing all with all.

Every k-gram is hashed, and a fixed part of all hashes is kept, the same ones in every document (Manber 1994; "0 mod p" in
Schleimer, Wilkerson and Aiken 2003). Their winnowing promises a seed in each run of a fixed length, but under edits its choice
changes with the neighbourhood; a hash that is kept is kept everywhere.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from sayso.reuse import kernels
from sayso.reuse.corpus import Corpus, rank, sample
from sayso.reuse.kernels import DOCUMENT_BITS, I64, U64
from sayso.reuse.settings import Settings
from sayso.reuse.words import encode_column, read_words

FINGERPRINTS = pa.schema([("document", pa.uint32()), ("hash", pa.uint64()), ("offset", pa.uint32())])
_DOCUMENT = np.uint64((1 << DOCUMENT_BITS) - 1)
_HALF = np.uint64(32)


def fingerprint(documents: pa.RecordBatch, *, k: int, one_in: int = 3) -> pa.RecordBatch:
    """Sampled word k-grams of column `text`, one row per (document, hash, offset); the same text gives the same rows anywhere.

    document: row number; hash: 64 bits; offset: code point of the gram's first word. About one gram in `one_in` is kept, by its
    hash alone; of a text of fewer than 32 words every gram, and of one of fewer than k words the whole.
    """
    words = read_words(encode_column(documents.column("text")))
    grams, rows, places = sample(words, k, one_in, Settings().short)
    offsets = words.starts[words.bounds[rows] + places]
    return pa.RecordBatch.from_arrays([pa.array(rows), pa.array(grams), pa.array(offsets)], schema=FINGERPRINTS)


def candidate_pairs(corpus: Corpus, settings: Settings) -> tuple[I64, I64]:
    """Pairs of documents that share enough seeds, a the longer of the two, grouped by a.

    At most settings.all_below pairs per seed and holder, so their number grows with the text and never with its square.
    """
    ranked = rank(corpus)
    ranks = np.empty(len(ranked), np.int64)
    ranks[ranked] = np.arange(len(ranked))
    held = np.zeros(len(ranked), np.int64)
    pairs, counts = np.empty(0, np.uint64), np.empty(0, np.int64)
    for keys in corpus.seeds():
        held += np.bincount((keys & _DOCUMENT).astype(np.int64), minlength=len(held))
        more = np.empty(kernels.link_holders(keys, ranks, settings.all_below, np.empty(0, np.uint64)), np.uint64)
        if len(more):
            kernels.link_holders(keys, ranks, settings.all_below, more)
            more.sort()
            pairs, counts = _added(pairs, counts, *_counted(more, np.ones(len(more), np.int64)))
    a, b = ranked[(pairs >> _HALF).astype(np.int64)], ranked[(pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)]
    # a document that has few, because it is short or says one thing again and again, is compared on one
    kept = (counts >= settings.shared_seeds) | (held[b] < settings.few_seeds)
    return a[kept], b[kept]


def _added(pairs: U64, counts: I64, more: U64, more_counts: I64) -> tuple[U64, I64]:
    if not len(pairs):
        return more, more_counts
    both = np.concatenate((pairs, more))
    # two sorted runs: a stable sort merges them in one pass
    order = np.argsort(both, kind="stable")
    return _counted(both[order], np.concatenate((counts, more_counts))[order])


def _counted(pairs: U64, counts: I64) -> tuple[U64, I64]:
    """Sorted pairs, each once, with the sum of its counts."""
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(pairs)), bool), pairs[1:] != pairs[:-1])))
    return pairs[starts], np.add.reduceat(counts, starts) if len(starts) else counts
