"""Bytes become words: their hashes and places, in one pass."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from sayso.reuse.kernels.hashing import I64, U8, U32, U64, mix

_WORD, _SINGLE, _IGNORE, _MARK, _EXPAND, _HYPHEN = 1, 2, 3, 4, 5, 6
_TABLE_SIZE = 0x30000
# FNV-1a, 64 bits (draft-eastlake-fnv): cheap, and mixed once more at the end of a word
_FNV_BASE = np.uint64(0xCBF29CE484222325)
_FNV_PRIME = np.uint64(0x100000001B3)


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
                    hashes[n], starts[n], ends[n] = np.uint32(mix(h) >> np.uint64(32)), start, end
                    n += 1
                    running = False
                if unit >> 24 == _SINGLE:
                    h = (_FNV_BASE ^ np.uint64(unit & 0xFFFFFF)) * _FNV_PRIME
                    hashes[n], starts[n], ends[n] = np.uint32(mix(h) >> np.uint64(32)), position - 1, position
                    n += 1
        if running:
            if n + 1 > room:
                return -1
            hashes[n], starts[n], ends[n] = np.uint32(mix(h) >> np.uint64(32)), start, end
            n += 1
        bounds[d + 1] = n
    return n


@njit(cache=True, nogil=True, inline="always")
def _put(value: Any, out: U8, n: int) -> int:
    """LEB128: seven bits a byte, the lowest first, the eighth set where more follow."""
    while value >= 0x80:
        out[n] = value & 0x7F | 0x80
        value >>= 7
        n += 1
    out[n] = value
    return n + 1


@njit(cache=True, nogil=True)
def pack_places(starts: U32, ends: U32, bounds: I64, out: U8, cuts: I64) -> int:
    """Fill out[cuts[d]:cuts[d + 1]] with the places of document d's words, as steps: to the start and then to the end, two
    bytes a word as a rule. The number of bytes, or -1 when `out` is too small."""
    n = 0
    cuts[0] = 0
    for d in range(len(bounds) - 1):
        # ten bytes are the most that two steps take; a word may begin before the last one ended, so steps go from start to start
        if n + 10 * (bounds[d + 1] - bounds[d]) > len(out):
            return -1
        at = np.int64(0)
        for i in range(bounds[d], bounds[d + 1]):
            start, end = np.int64(starts[i]), np.int64(ends[i])
            n = _put(start - at, out, n)
            n = _put(end - start, out, n)
            at = start
        cuts[d + 1] = n
    return n


@njit(cache=True, nogil=True)
def unpack_places(data: U8, begins: I64, bounds: I64, starts: U32, ends: U32) -> None:
    """Undo `pack_places`: document d has bounds[d + 1] - bounds[d] words, and its bytes begin at data[begins[d]]."""
    for d in range(len(bounds) - 1):
        at = begins[d]
        start = np.int64(0)
        for i in range(bounds[d], bounds[d + 1]):
            for side in range(2):
                value = np.int64(0)
                shift = 0
                while data[at] >= 0x80:
                    value |= np.int64(data[at] & 0x7F) << shift
                    shift += 7
                    at += 1
                value |= np.int64(data[at]) << shift
                at += 1
                if side == 0:
                    start += value
                    starts[i] = start
                else:
                    ends[i] = start + value


@njit(cache=True, nogil=True)
def gather(data: U32, begins: I64, bounds: I64, out: U32) -> None:
    """Fill out[bounds[d]:bounds[d + 1]] with what begins at data[begins[d]]."""
    for d in range(len(bounds) - 1):
        shift = begins[d] - bounds[d]
        for i in range(bounds[d], bounds[d + 1]):
            out[i] = data[i + shift]


@njit(cache=True, nogil=True)
def add_up(hashes: U32, bounds: I64, sums: U64) -> None:
    """Fill sums with the sum of each document's hashes."""
    for d in range(len(bounds) - 1):
        total = np.uint64(0)
        for i in range(bounds[d], bounds[d + 1]):
            total += np.uint64(hashes[i])
        sums[d] = total
