"""One text against an index: which documents are worth comparing with it, and what of each is more than furniture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.reuse import kernels
from sayso.reuse.candidates import candidate_pairs
from sayso.reuse.corpus import InMemory, places_in, rank, sample
from sayso.reuse.kernels import DOCUMENT_BITS, I32, I64, U64
from sayso.reuse.matches import Matches, compare_all, find_matches, related
from sayso.reuse.segments import Run
from sayso.reuse.settings import Settings
from sayso.reuse.shelf import Shelf
from sayso.reuse.words import Words

# seeds looked up at once: with 256 holders each, 12 MB
_AT_ONCE = 4096


def likely_documents(runs: Sequence[Run], shelf: Shelf, words: Words, one_in: int, settings: Settings) -> I64:
    """Numbers of the documents worth comparing with a text: those that share enough of its seeds, the rarest or the most."""
    grams, _, _ = sample(words, settings.gram, one_in, settings.short)
    seeds = np.unique(grams >> np.uint64(DOCUMENT_BITS))
    held = np.zeros(len(seeds), np.int32)
    found = [_holders(run.keys, seeds, held, settings) for run in runs]
    of, documents = (np.concatenate([np.empty(0, np.int64), *(row[side] for row in found)]) for side in range(2))
    there = shelf.removed[documents] == 0
    numbers, place = np.unique(documents[there], return_inverse=True)
    counts = np.bincount(place, minlength=len(numbers))
    weights = np.bincount(place, 1 / np.maximum(1, held[of[there]]), len(numbers))
    few = (shelf.lengths_of(numbers) < 2 * settings.short) | (len(seeds) < settings.few_seeds)
    enough = (counts >= settings.shared_seeds) | few
    numbers, counts, weights = numbers[enough], counts[enough], weights[enough]
    # by turns: a short quotation has few seeds, but rare ones; a copy of what a thousand print has many that are not
    best = np.minimum(*(places_in(np.argsort(-values, kind="stable")) for values in (weights, counts)))
    return np.sort(numbers[np.lexsort((numbers, best))][: settings.lookup_documents])


def match_one(corpus: InMemory, one: int, settings: Settings) -> Matches:
    """What one document of a corpus shares with each other one that is more than furniture.

    The others are compared among themselves, to tell families, only where they share text with it: most share a phrase.
    """
    ranked = rank(corpus)
    ranks = places_in(ranked)
    others = np.delete(np.arange(len(ranked)), one)
    a, b = _ordered(np.full(len(others), one), others, ranked, ranks)
    found = compare_all(corpus, a, b, settings)
    some = np.zeros(len(ranked), bool)
    kept = related(corpus, found, settings)
    some[found.a[kept]] = some[found.b[kept]] = True
    if not some.any():
        return found.keep(pairs=kept)
    a, b = (np.concatenate(sides) for sides in zip((a, b), candidate_pairs(corpus, settings), strict=True))
    both = some[a] & some[b]
    matches = find_matches(corpus, settings, *_ordered(a[both], b[both], ranked, ranks))
    return matches.keep(pairs=(matches.a == one) | (matches.b == one))


def _ordered(a: I64, b: I64, ranked: I64, ranks: I64) -> tuple[I64, I64]:
    """The pairs, each once, a the longer, grouped by a."""
    first, second = ranks[a], ranks[b]
    keys = np.unique(np.minimum(first, second) << 32 | np.maximum(first, second))
    return ranked[keys >> 32], ranked[keys & 0xFFFFFFFF]


def _holders(keys: U64, seeds: U64, held: I32, settings: Settings) -> tuple[I64, I64]:
    """Number of the seed and document of each holder in a run; a book has so many seeds that they are looked up by parts."""
    found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    room = min(len(seeds), _AT_ONCE) * settings.lookup_holders
    of, documents = np.empty(room, np.int32), np.empty(room, np.int64)
    for low in range(0, len(seeds), _AT_ONCE):
        part = slice(low, low + _AT_ONCE)
        n = kernels.look_up(keys, seeds[part], settings.lookup_holders, held[part], of, documents)
        found.append((of[:n].astype(np.int64) + low, documents[:n].copy()))
    numbers, holders = zip(*found, strict=True)
    return np.concatenate(numbers), np.concatenate(holders)
