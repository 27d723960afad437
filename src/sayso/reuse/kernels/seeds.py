"""Seeds: which k-grams are kept, who shares them, and in how many families."""

from __future__ import annotations

import numpy as np
from numba import njit

from sayso.reuse.kernels.hashing import DOCUMENT_BITS, I32, I64, ROLL, U8, U32, U64, kept, mix, roll

_LOW = np.uint64(DOCUMENT_BITS)
_DOCUMENT = np.uint64((1 << DOCUMENT_BITS) - 1)


@njit(cache=True, nogil=True)
def sample_grams(
    words: U32, bounds: I64, k: int, one_in: int, short: int, grams: U64, documents: U32, places: U32
) -> int:
    """Fill grams, documents and places (word index in the document) with the hashes of word k-grams that are kept.

    Kept is a gram by its hash alone, one in `one_in`, the same in every document; of a document of fewer
    than `short` words every gram, and of one of fewer than k words the whole. The number kept, or -1 when the arrays are too small.
    """
    n = 0
    for d in range(len(bounds) - 1):
        low, high = bounds[d], bounds[d + 1]
        if high == low:
            continue
        if n + (high - low) > len(grams):
            return -1
        span = min(k, high - low)
        leaving = np.uint64(1)
        for _ in range(span - 1):
            leaving *= ROLL
        every = high - low < short
        h = np.uint64(0)
        for i in range(low, high):
            if i - low >= span:
                h -= np.uint64(words[i - span]) * leaving
            h = h * ROLL + np.uint64(words[i])
            if i - low >= span - 1:
                mixed = mix(h)
                if every or kept(mixed, one_in):
                    grams[n], documents[n], places[n] = mixed, d, i - low - span + 1
                    n += 1
    return n


@njit(cache=True, nogil=True)
def link_holders(keys: U64, ranks: I64, all_below: int, pairs: U64) -> int:
    """Pairs of documents that hold the same seed, as rank << 32 | rank, the smaller first; repeated for each shared seed.

    `keys` are sorted, each once; ranks[document] is below 2^32. A seed of fewer than `all_below` documents pairs them all; of
    more, each with the holder of the smallest rank only, so that the number of pairs grows with the number of seeds and never
    with its square. With an empty `pairs` nothing is written. The number of pairs.
    """
    write = len(pairs) > 0
    n = 0
    i = 0
    while i < len(keys):
        j = i + 1
        seed = keys[i] >> _LOW
        while j < len(keys) and keys[j] >> _LOW == seed:
            j += 1
        if j - i < all_below:
            for x in range(i, j - 1):
                one = ranks[np.int64(keys[x] & _DOCUMENT)]
                for y in range(x + 1, j):
                    if write:
                        other = ranks[np.int64(keys[y] & _DOCUMENT)]
                        pairs[n] = np.uint64(min(one, other)) << np.uint64(32) | np.uint64(max(one, other))
                    n += 1
        elif not write:
            n += j - i - 1
        else:
            first = ranks[np.int64(keys[i] & _DOCUMENT)]
            for x in range(i + 1, j):
                first = min(first, ranks[np.int64(keys[x] & _DOCUMENT)])
            for x in range(i, j):
                other = ranks[np.int64(keys[x] & _DOCUMENT)]
                if other != first:
                    pairs[n] = np.uint64(first) << np.uint64(32) | np.uint64(other)
                    n += 1
        i = j
    return n


@njit(cache=True, nogil=True)
def join(count: int, left: I64, right: I64) -> I64:
    """For each of `count` documents the smallest document it is joined to through the pairs (left[i], right[i])."""
    parent = np.arange(count)
    for i in range(len(left)):
        x, y = left[i], right[i]
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        while parent[y] != y:
            parent[y] = parent[parent[y]]
            y = parent[y]
        parent[max(x, y)] = min(x, y)
    for i in range(count):
        parent[i] = parent[parent[i]]
    return parent


@njit(cache=True, nogil=True)
def count_families(keys: U64, family: I64, more_than: int, seeds: U64, counts: I32) -> int:
    """Fill seeds (sorted, without the document) and counts with the seeds that more than `more_than` families hold.

    `keys` are sorted; family[document] is a number below the number of documents. How many there are.
    """
    seen = np.full(len(family), -1, np.int64)
    n = 0
    i = 0
    while i < len(keys):
        group = keys[i] >> _LOW
        j = i
        distinct = 0
        while j < len(keys) and keys[j] >> _LOW == group:
            of = family[np.int64(keys[j] & _DOCUMENT)]
            if seen[of] != i:
                seen[of] = i
                distinct += 1
            j += 1
        if distinct > more_than:
            seeds[n], counts[n] = group, distinct
            n += 1
        i = j
    return n


@njit(cache=True, nogil=True)
def weigh_passages(
    words: U32, begins: I64, sizes: I64, limits: I32, k: int, one_in: int, seeds: U64, counts: I32, out: I32
) -> None:
    """For passage i, words[begins[i]:begins[i] + sizes[i]]: out[i] = (sampled k-grams, those in more than limits[i] families).

    `seeds` and `counts` are those of `count_families`.
    """
    leaving = np.uint64(1)
    for _ in range(k - 1):
        leaving *= ROLL
    for i in range(len(begins)):
        out[i, 0] = out[i, 1] = 0
        if sizes[i] < k:
            continue
        h = roll(words, begins[i], k)
        for at in range(begins[i], begins[i] + sizes[i] - k + 1):
            if at > begins[i]:
                h = (h - np.uint64(words[at - 1]) * leaving) * ROLL + np.uint64(words[at + k - 1])
            mixed = mix(h)
            if not kept(mixed, one_in):
                continue
            out[i, 0] += 1
            seed = mixed >> _LOW
            x = np.searchsorted(seeds, seed)
            if x < len(seeds) and seeds[x] == seed and counts[x] > limits[i]:
                out[i, 1] += 1


@njit(cache=True, nogil=True)
def drop_unsampled(keys: U64, one_in: int, whole: U8, removed: U8) -> U64:
    """The keys, in their order, of documents not marked in `removed`, whose seed is sampled at one in `one_in` or whose document
    is marked in `whole`."""
    n = 0
    out = np.empty(len(keys), np.uint64)
    for key in keys:
        document = np.int64(key & _DOCUMENT)
        if not removed[document] and (whole[document] or kept(key, one_in)):
            out[n] = key
            n += 1
    return out[:n]


@njit(cache=True, nogil=True)
def look_up(keys: U64, seeds: U64, most: int, held: I32, of: I32, documents: I64) -> int:
    """Fill of (number of the seed) and documents with those in `keys` that hold one of `seeds`; the number of them.

    `seeds` are without the document. held[i] counts up to `most` holders of seed i, over several calls; more are passed over.
    Hashes are spread evenly, so a seed's place is guessed from its value and the guess is off by about the root of the length.
    """
    n = 0
    last = len(keys)
    for i in range(len(seeds)):
        key = seeds[i] << _LOW
        low = int(min(np.float64(key) / 2.0**64 * last, last))
        step = 64
        high = low
        while low > 0 and keys[low - 1] >= key:
            high = low
            low = max(0, low - step)
            step *= 4
        while high < last and keys[high] < key:
            low = high + 1
            high = min(last, high + step)
            step *= 4
        while low < high:
            middle = (low + high) >> 1
            if keys[middle] < key:
                low = middle + 1
            else:
                high = middle
        while low < last and keys[low] >> _LOW == seeds[i] and held[i] < most and n < len(documents):
            of[n], documents[n] = i, np.int64(keys[low] & _DOCUMENT)
            held[i] += 1
            n += 1
            low += 1
    return n
