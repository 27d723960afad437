"""Two documents word by word: seed, extend over gaps, and go on."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from sayso.reuse.kernels.hashing import I32, I64, ROLL, U32, U64, UNROLL, mix, roll


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
def _index(
    words: U32, low: int, high: int, k: int, leaving: Any, slots: I32, heads: U64, chain: I32, marks: I32
) -> None:
    """Lay the k-grams of words[low:high] into the open-addressed table `slots` (first place + 1, 0 free), with their hashes in
    `heads`, later places of an equal gram in `chain` (-1 none), and no gram marked as met."""
    mask = len(slots) - 1
    h = roll(words, high - k, k)
    # from the end, so that each chain begins with the first place: of a text that repeats itself the copy then aligns as a whole
    for i in range(high - low - k, -1, -1):
        if i < high - low - k:
            h = (h - np.uint64(words[low + i + k])) * UNROLL + np.uint64(words[low + i]) * leaving
        at = np.int64(mix(h) & np.uint64(mask))
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
        leaving *= ROLL
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
        h = roll(words, b_low, k)
        for j in range(b_low, b_high - k + 1):
            if j > b_low:
                h = (h - np.uint64(words[j - 1]) * leaving) * ROLL + np.uint64(words[j + k - 1])
            at = np.int64(mix(h) & np.uint64(mask))
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
