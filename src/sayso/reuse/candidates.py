"""Which documents are worth comparing: those that share rare word k-grams, found without comparing all with all.

Every k-gram is hashed, and a fixed part of all hashes is kept, the same ones in every document (Manber 1994; "0 mod p" in
Schleimer, Wilkerson and Aiken 2003). Their winnowing promises a seed in each run of a fixed length, but under edits its choice
changes with the neighbourhood; a hash that is kept is kept everywhere.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from sayso.reuse import kernels
from sayso.reuse.corpus import Corpus, places_in, rank, sample
from sayso.reuse.kernels import I32, I64
from sayso.reuse.settings import Settings
from sayso.reuse.words import encode_column, read_words

FINGERPRINTS = pa.schema([("document", pa.uint32()), ("hash", pa.uint64()), ("offset", pa.uint32())])
# pairs found before they are put aside
_ROOM = 1 << 18


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

    The holders of each seed are inverted, and each document counts what it shares with those after it: memory grows with the
    seeds that are shared, never with the pairs that share one by chance, of which a million articles have some hundred million.
    """
    ranked = rank(corpus)
    ranks = places_in(ranked)
    members, bounds, held = _shared_seeds(corpus, ranks)
    starts, groups = kernels.groups_of(members, bounds, len(ranks))
    # a document that has few, because it is short or says one thing again and again, is compared on one
    few = (held < settings.few_seeds).astype(np.uint8)
    shared = np.zeros(len(ranks), np.int32)
    found, at = [np.empty(0, np.uint64)], 0
    while at < len(ranks):
        pairs = np.empty(len(ranks) + _ROOM, np.uint64)
        at, n = kernels.pair_holders(
            members, bounds, starts, groups, settings.all_below, settings.shared_seeds, few, shared, at, pairs
        )
        found.append(pairs[:n].copy())
    pairs = np.concatenate(found)
    return ranked[(pairs >> np.uint64(32)).astype(np.int64)], ranked[(pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)]


def _shared_seeds(corpus: Corpus, ranks: I64) -> tuple[I32, I64, I64]:
    """The holders of each seed that more than one document holds, by rank, group after group with their bounds; and how many seeds
    the document of each rank has."""
    held = np.zeros(len(ranks), np.int64)
    members, bounds, total = [np.empty(0, np.int32)], [np.zeros(1, np.int64)], 0
    for keys in corpus.seeds():
        room, cuts = np.empty(len(keys), np.int32), np.empty(len(keys) + 1, np.int64)
        n, groups = kernels.group_holders(keys, ranks, held, room, cuts)
        members.append(room[:n].copy())
        bounds.append(cuts[1 : groups + 1] + total)
        total += n
    return np.concatenate(members), np.concatenate(bounds), held
