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
def group_holders(keys: U64, ranks: I64, held: I64, members: I32, bounds: I64) -> tuple[int, int]:
    """Write the holders of each seed that more than one document holds, as ranks: group g is members[bounds[g]:bounds[g + 1]], its
    smallest rank first. held[rank] grows by the seeds of each document. `keys` are sorted, each once. Members, groups."""
    n = groups = 0
    bounds[0] = 0
    i = 0
    while i < len(keys):
        j = i + 1
        seed = keys[i] >> _LOW
        while j < len(keys) and keys[j] >> _LOW == seed:
            j += 1
        first = n
        for x in range(i, j):
            rank = ranks[np.int64(keys[x] & _DOCUMENT)]
            held[rank] += 1
            if j - i > 1:
                members[n] = rank
                if rank < members[first]:
                    members[n], members[first] = members[first], rank
                n += 1
        if j - i > 1:
            groups += 1
            bounds[groups] = n
        i = j
    return n, groups


@njit(cache=True, nogil=True)
def groups_of(members: I32, bounds: I64, count: int) -> tuple[I64, I32]:
    """The groups that each of `count` documents is in: document d is in groups[starts[d]:starts[d + 1]]."""
    starts = np.zeros(count + 1, np.int64)
    for member in members:
        starts[member + 1] += 1
    for d in range(count):
        starts[d + 1] += starts[d]
    at = starts.copy()
    groups = np.empty(len(members), np.int32)
    for g in range(len(bounds) - 1):
        for i in range(bounds[g], bounds[g + 1]):
            groups[at[members[i]]] = g
            at[members[i]] += 1
    return starts, groups


@njit(cache=True, nogil=True)
def pair_holders(
    members: I32,
    bounds: I64,
    starts: I64,
    groups: I32,
    all_below: int,
    at_least: int,
    few: U8,
    shared: I32,
    first: int,
    pairs: U64,
) -> tuple[int, int]:
    """Pairs of documents, as rank << 32 | rank, the smaller first and in its order, that are in `at_least` groups together, or in
    one if few[the larger].

    In a group of `all_below` documents or more each is paired with the smallest rank only, so that the work grows with the text
    and never with its square. `shared`: zeros, a place for each document. Begins at document `first` and stops when `pairs` may
    not hold the next one's: returns that document and the number of pairs.
    """
    n = 0
    met = np.empty(len(shared), np.int32)
    for a in range(first, len(starts) - 1):
        many = 0
        for x in range(starts[a], starts[a + 1]):
            g = groups[x]
            low, high = bounds[g], bounds[g + 1]
            if high - low >= all_below and members[low] != a:
                continue
            for y in range(low, high):
                b = members[y]
                if b > a:
                    if shared[b] == 0:
                        met[many] = b
                        many += 1
                    shared[b] += 1
        full = n + many > len(pairs)
        for x in range(many):
            b = met[x]
            if not full and (shared[b] >= at_least or few[b]):
                pairs[n] = np.uint64(a) << np.uint64(32) | np.uint64(b)
                n += 1
            shared[b] = 0
        if full:
            return a, n
    return len(starts) - 1, n


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
