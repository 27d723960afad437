"""Hashes of words and of runs of words, and the shapes of the arrays they stand in."""

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

DOCUMENT_BITS = 24
"""Of a seed's key, for the document: 16.7 million of them, and 40 bits of hash, so that a seed meets a stranger by chance once
in 3,000 lookups among 300 million; two shared seeds are asked for, and every candidate is compared word by word."""
ROLL = np.uint64(0x9E3779B97F4A7C15)
# odd, so there is a factor that undoes it modulo 2^64: a hash can be rolled backwards
UNROLL = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_MIX_1 = np.uint64(0xFF51AFD7ED558CCD)
_MIX_2 = np.uint64(0xC4CEB9FE1A85EC53)


@njit(cache=True, nogil=True, inline="always")
def mix(x: Any) -> Any:
    """The finaliser of MurmurHash3."""
    x ^= x >> np.uint64(33)
    x *= _MIX_1
    x ^= x >> np.uint64(33)
    x *= _MIX_2
    return x ^ (x >> np.uint64(33))


@njit(cache=True, nogil=True, inline="always")
def kept(mixed: Any, one_in: int) -> Any:
    """Whether a gram's hash, or a key made of it, is sampled: by bits that neither the sorting nor the document needs."""
    return ((mixed >> np.uint64(DOCUMENT_BITS)) & np.uint64(0xFFFF)) * np.uint64(one_in) <= np.uint64(0xFFFF)


@njit(cache=True, nogil=True)
def roll(words: U32, at: int, span: int) -> Any:
    h = np.uint64(0)
    for i in range(at, at + span):
        h = h * ROLL + np.uint64(words[i])
    return h
