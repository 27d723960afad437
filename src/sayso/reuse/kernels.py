"""The loops that touch every byte, word or candidate, compiled by numba. Pure: arrays in, arrays out.

Words are uint32 hashes, document after document; `bounds[d]:bounds[d + 1]` are the words of document d.
Offsets are half-open, in code points, and count from the start of each document's text.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

U64 = npt.NDArray[np.uint64]
U32 = npt.NDArray[np.uint32]
U8 = npt.NDArray[np.uint8]
I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]

_WORD, _SINGLE, _IGNORE, _MARK, _EXPAND, _HYPHEN = 1, 2, 3, 4, 5, 6
_TABLE_SIZE = 0x30000
# FNV-1a, 64 bits (draft-eastlake-fnv): cheap, and mixed once more at the end of a word
_FNV_BASE = np.uint64(0xCBF29CE484222325)
_FNV_PRIME = np.uint64(0x100000001B3)
_MIX_1 = np.uint64(0xFF51AFD7ED558CCD)
_MIX_2 = np.uint64(0xC4CEB9FE1A85EC53)
_ROLL = np.uint64(0x9E3779B97F4A7C15)
# odd, so there is a factor that undoes it modulo 2^64: a hash can be rolled backwards
_UNROLL = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))


@njit(cache=True, nogil=True, inline="always")
def _mix(x: Any) -> Any:
    """The finaliser of MurmurHash3."""
    x ^= x >> np.uint64(33)
    x *= _MIX_1
    x ^= x >> np.uint64(33)
    x *= _MIX_2
    return x ^ (x >> np.uint64(33))


@njit(cache=True, nogil=True, inline="always")
def _kept(mixed: Any, one_in: int) -> Any:
    """Whether a gram's hash is sampled: by its lowest 16 bits, so that the highest, which seeds are sorted by, stay even."""
    return (mixed & np.uint64(0xFFFF)) * np.uint64(one_in) <= np.uint64(0xFFFF)


@njit(cache=True, nogil=True, inline="always")
def _decode(data: U8, at: int) -> tuple[Any, int]:
    """The code point at a byte of well-formed UTF-8 (lone surrogates allowed) and how many bytes it takes."""
    first = np.int64(data[at])
    if first < 0x80:
        return first, 1
    if first < 0xE0:
        return (first & 0x1F) << 6 | (np.int64(data[at + 1]) & 0x3F), 2
    if first < 0xF0:
        return (first & 0x0F) << 12 | (np.int64(data[at + 1]) & 0x3F) << 6 | (np.int64(data[at + 2]) & 0x3F), 3
    high = (first & 0x07) << 18 | (np.int64(data[at + 1]) & 0x3F) << 12
    return high | (np.int64(data[at + 2]) & 0x3F) << 6 | (np.int64(data[at + 3]) & 0x3F), 4


@njit(cache=True, nogil=True, inline="always")
def _entry_of(point: int, table: U32) -> Any:
    if point < _TABLE_SIZE:
        return np.int64(table[point])
    if point < 0x40000:
        return np.int64(_SINGLE << 24 | point)
    # tags and variation selectors of plane 14 are invisible
    return np.int64(_IGNORE << 24) if 0xE0000 <= point < 0xE1000 else np.int64(0)


@njit(cache=True, nogil=True, inline="always")
def _line_end(data: U8, at: int, stop: int) -> int:
    """Bytes of the line break at `at` that a hyphenated word runs across; 0 when there is none or the line after is empty."""
    n = 0
    if at < stop and data[at] == 13:
        n = 1
    if at + n >= stop or data[at + n] != 10:
        return 0
    n += 1
    if at + n >= stop or data[at + n] <= 32:
        return 0
    return n


@njit(cache=True, nogil=True)
def read_words(data: U8, cuts: I64, table: U32, units: U32, hashes: U32, starts: U32, ends: U32, bounds: I64) -> int:
    """Fill hashes, starts, ends and bounds with the words of the UTF-8 documents data[cuts[d]:cuts[d + 1]].

    The number of words, or -1 when the arrays are too small.
    """
    n = 0
    room = len(hashes)
    bounds[0] = 0
    for d in range(len(cuts) - 1):
        at, stop = cuts[d], cuts[d + 1]
        position = 0
        running = False
        h = _FNV_BASE
        start = end = 0
        while at < stop:
            point, size = _decode(data, at)
            entry = _entry_of(point, table)
            kind = entry >> 24
            at += size
            if kind == _WORD:
                if not running:
                    running = True
                    h = _FNV_BASE
                    start = position
                h = (h ^ np.uint64(entry & 0xFFFFFF)) * _FNV_PRIME
                position += 1
                end = position
                continue
            position += 1
            if kind == _IGNORE:
                if running and (point == 0xAD or point == 0x02 or point == 0xFFFE):
                    skipped = _line_end(data, at, stop)
                    at += skipped
                    position += skipped
                continue
            if kind == _MARK:
                end = position if running else end
                continue
            if kind == _HYPHEN and running:
                skipped = _line_end(data, at, stop)
                if skipped:
                    at += skipped
                    position += skipped
                    continue
            first, many = np.int64(0), np.int64(1)
            if kind == _EXPAND:
                first = entry & 0xFFFFFF
                many = np.int64(units[first])
            for u in range(many):
                unit = np.int64(units[first + 1 + u]) if kind == _EXPAND else entry
                if unit >> 24 == _WORD:
                    if not running:
                        running = True
                        h = _FNV_BASE
                        start = position - 1
                    h = (h ^ np.uint64(unit & 0xFFFFFF)) * _FNV_PRIME
                    end = position
                    continue
                if n + 2 > room:
                    return -1
                if running:
                    hashes[n], starts[n], ends[n] = np.uint32(_mix(h) >> np.uint64(32)), start, end
                    n += 1
                    running = False
                if unit >> 24 == _SINGLE:
                    h = (_FNV_BASE ^ np.uint64(unit & 0xFFFFFF)) * _FNV_PRIME
                    hashes[n], starts[n], ends[n] = np.uint32(_mix(h) >> np.uint64(32)), position - 1, position
                    n += 1
        if running:
            if n + 1 > room:
                return -1
            hashes[n], starts[n], ends[n] = np.uint32(_mix(h) >> np.uint64(32)), start, end
            n += 1
        bounds[d + 1] = n
    return n


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
            leaving *= _ROLL
        every = high - low < short
        h = np.uint64(0)
        for i in range(low, high):
            if i - low >= span:
                h -= np.uint64(words[i - span]) * leaving
            h = h * _ROLL + np.uint64(words[i])
            if i - low >= span - 1:
                mixed = _mix(h)
                if every or _kept(mixed, one_in):
                    grams[n], documents[n], places[n] = mixed, d, i - low - span + 1
                    n += 1
    return n


@njit(cache=True, nogil=True)
def link_holders(keys: U64, low: int, all_below: int, pairs: U64) -> int:
    """Pairs of documents that hold the same seed, as first << 32 | second, first < second; repeated for each shared seed.

    `keys` are sorted, hash << low | document. A seed of fewer than `all_below` documents pairs them all; of more, each with
    the seed's first holder only, so that the number of pairs grows with the number of seeds and never with its square.
    With an empty `pairs` nothing is written. The number of pairs.
    """
    mask = (np.uint64(1) << np.uint64(low)) - np.uint64(1)
    write = len(pairs) > 0
    n = 0
    i = 0
    while i < len(keys):
        j = i + 1
        group = keys[i] >> np.uint64(low)
        while j < len(keys) and keys[j] >> np.uint64(low) == group:
            j += 1
        for x in range(i, j - 1 if j - i < all_below else min(i + 1, j - 1)):
            first = keys[x] & mask
            for y in range(x + 1, j):
                if keys[y] != keys[x]:
                    if write:
                        pairs[n] = first << np.uint64(32) | (keys[y] & mask)
                    n += 1
        i = j
    return n


@njit(cache=True, nogil=True)
def _extend(
    words: U32, a: int, a_stop: int, b: int, b_stop: int, step: int, gap: int, drop: int
) -> tuple[int, int, int, int]:
    """Go from words a and b in direction `step` while they agree, over gaps of at most `gap` words on either side.

    Two for a word that agrees, less one for each word of a gap; it stops when the score falls by more than `drop` below its
    best (the X-drop of BLAST, Altschul et al. 1997) and goes back there. Where it ends in a and b, words agreed, score.
    """
    score = best = matched = best_matched = 0
    best_a, best_b = a, b
    while True:
        while a != a_stop and b != b_stop and words[a] == words[b]:
            a += step
            b += step
            score += 2
            matched += 1
        if score > best:
            best, best_a, best_b, best_matched = score, a, b, matched
        cost = 0
        for total in range(1, 2 * gap + 1):
            for skip_a in range(max(0, total - gap), min(gap, total) + 1):
                x, y = a + skip_a * step, b + (total - skip_a) * step
                if (a_stop - x) * step < 2 or (b_stop - y) * step < 2:
                    continue
                if words[x] == words[y] and words[x + step] == words[y + step]:
                    cost = max(skip_a, total - skip_a)
                    a, b = x, y
                    break
            if cost:
                break
        score -= cost
        if cost == 0 or score < best - drop:
            return best_a, best_b, best_matched, best


@njit(cache=True, nogil=True)
def _roll(words: U32, at: int, span: int) -> Any:
    h = np.uint64(0)
    for i in range(at, at + span):
        h = h * _ROLL + np.uint64(words[i])
    return h


@njit(cache=True, nogil=True)
def _index(
    words: U32, low: int, high: int, k: int, leaving: Any, slots: I32, heads: U64, chain: I32, marks: I32
) -> None:
    """Lay the k-grams of words[low:high] into the open-addressed table `slots` (first place + 1, 0 free), with their hashes in
    `heads`, later places of an equal gram in `chain` (-1 none), and no gram marked as met."""
    mask = len(slots) - 1
    h = _roll(words, high - k, k)
    # from the end, so that each chain begins with the first place: of a text that repeats itself the copy then aligns as a whole
    for i in range(high - low - k, -1, -1):
        if i < high - low - k:
            h = (h - np.uint64(words[low + i + k])) * _UNROLL + np.uint64(words[low + i]) * leaving
        at = np.int64(_mix(h) & np.uint64(mask))
        while slots[at] and heads[at] != h:
            at = (at + 1) & mask
        chain[i] = slots[at] - 1
        slots[at] = i + 1
        heads[at] = h
        marks[i] = -1


@njit(cache=True, nogil=True)
def compare_pairs(
    words: U32, bounds: I64, pairs: U64, first: int, k: int, gap: int, drop: int, least: int, found: I32, passages: I32
) -> tuple[int, int]:
    """Compare documents word by word: how many k-grams of each the other holds, and the passages they share.

    `pairs` are a << 32 | b, best grouped by a. Per pair, found[p] = (k-grams of a that b holds, k-grams of b that a holds). Per
    passage of a score of at least `least` a row (pair, start in a, end in a, start in b, end in b, words that agree), in words
    of the document, in the order of b and without overlap there. Begins at pair `first` and stops when `passages` may not hold
    what the next pair gives: returns that pair and the number of rows.
    """
    n = 0
    longest = 0
    for d in range(len(bounds) - 1):
        longest = max(longest, bounds[d + 1] - bounds[d])
    chain = np.empty(longest + 1, np.int32)
    marks = np.empty(longest + 1, np.int32)
    slots = np.zeros(2, np.int32)
    heads = np.zeros(2, np.uint64)
    leaving = np.uint64(1)
    for _ in range(k - 1):
        leaving *= _ROLL
    held = np.int64(-1)
    for p in range(first, len(pairs)):
        a, b = np.int64(pairs[p] >> np.uint64(32)), np.int64(pairs[p] & np.uint64(0xFFFFFFFF))
        a_low, a_high, b_low, b_high = bounds[a], bounds[a + 1], bounds[b], bounds[b + 1]
        if n + (b_high - b_low) // min(k, max(1, b_high - b_low)) + 1 > len(passages):
            return p, n
        found[p, 0] = found[p, 1] = 0
        if a_high - a_low < k or b_high - b_low < k:
            same = a_high - a_low == b_high - b_low
            for i in range(min(a_high - a_low, b_high - b_low)):
                same = same and words[a_low + i] == words[b_low + i]
            if same and a_high > a_low:
                found[p, 0] = found[p, 1] = 1
                passages[n] = p, 0, a_high - a_low, 0, b_high - b_low, a_high - a_low
                n += 1
            continue
        if a != held:
            held = a
            size = 16
            while size < 2 * (a_high - a_low):
                size *= 2
            if size > len(slots):
                slots, heads = np.zeros(size, np.int32), np.zeros(size, np.uint64)
            table = slots[:size]
            table[:] = 0
            _index(words, a_low, a_high, k, leaving, table, heads, chain, marks)
        mask = len(table) - 1
        covered = b_low
        h = _roll(words, b_low, k)
        for j in range(b_low, b_high - k + 1):
            if j > b_low:
                h = (h - np.uint64(words[j - 1]) * leaving) * _ROLL + np.uint64(words[j + k - 1])
            at = np.int64(_mix(h) & np.uint64(mask))
            while table[at] and heads[at] != h:
                at = (at + 1) & mask
            if not table[at]:
                continue
            found[p, 1] += 1
            place = np.int64(table[at]) - 1
            if marks[place] != p:
                marks[place] = p
                while place >= 0:
                    found[p, 0] += 1
                    place = np.int64(chain[place])
                place = np.int64(table[at]) - 1
            if j < covered:
                continue
            best = place
            most = 0
            visits = 0
            # a phrase that comes again and again in a: the longest of its first eight places
            while place >= 0 and visits < 8:
                run = k
                while (
                    a_low + place + run < a_high and j + run < b_high and words[a_low + place + run] == words[j + run]
                ):
                    run += 1
                if run > most:
                    most, best = run, place
                place = np.int64(chain[place])
                visits += 1
            i = a_low + best
            a_end, b_end, right, gained = _extend(words, i + k, a_high, j + k, b_high, 1, gap, drop)
            a_start, b_start, left, before = _extend(words, i - 1, a_low - 1, j - 1, covered - 1, -1, gap, drop)
            if 2 * k + gained + before >= least:
                passages[n] = (
                    p,
                    a_start + 1 - a_low,
                    a_end - a_low,
                    b_start + 1 - b_low,
                    b_end - b_low,
                    left + k + right,
                )
                n += 1
                covered = b_end
    return len(pairs), n


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
def count_families(keys: U64, low: int, family: I64, more_than: int, seeds: U64, counts: I32) -> int:
    """Fill seeds (sorted, without the document) and counts with the seeds that more than `more_than` families hold.

    `keys` are sorted, hash << low | document; family[document] is a number below the number of documents. How many there are.
    """
    mask = (np.uint64(1) << np.uint64(low)) - np.uint64(1)
    seen = np.full(len(family), -1, np.int64)
    n = 0
    i = 0
    while i < len(keys):
        group = keys[i] >> np.uint64(low)
        j = i
        distinct = 0
        while j < len(keys) and keys[j] >> np.uint64(low) == group:
            of = family[np.int64(keys[j] & mask)]
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
    words: U32, begins: I64, sizes: I64, limits: I32, k: int, one_in: int, low: int, seeds: U64, counts: I32, out: I32
) -> None:
    """For passage i, words[begins[i]:begins[i] + sizes[i]]: out[i] = (sampled k-grams, those in more than limits[i] families).

    `seeds` and `counts` are those of `count_families`.
    """
    for i in range(len(begins)):
        out[i, 0] = out[i, 1] = 0
        for at in range(begins[i], begins[i] + sizes[i] - k + 1):
            mixed = _mix(_roll(words, at, k))
            if not _kept(mixed, one_in):
                continue
            out[i, 0] += 1
            seed = mixed >> np.uint64(low)
            x = np.searchsorted(seeds, seed)
            if x < len(seeds) and seeds[x] == seed and counts[x] > limits[i]:
                out[i, 1] += 1
