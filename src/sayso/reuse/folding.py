"""How code points become words: one table from Unicode's own properties, built once and handed to the kernels.

A table entry is `class << 24 | value`. The value is the folded code point, or for EXPAND the index of its units.
Folding: compatibility decomposition (NFKD, Unicode Standard Annex 15), full case folding, accents dropped.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BREAK, WORD, SINGLE, IGNORE, MARK, EXPAND, HYPHEN = range(7)
# planes 0 to 2; nothing above needs folding but the ideographs of plane 3 and the invisible characters of plane 14
TABLE_SIZE = 0x30000
# accents and points that a copy may lose or gain; vowel signs of Indic scripts are letters and stay
_ACCENTS = (
    (0x0300, 0x0370),
    (0x0483, 0x0488),
    (0x0591, 0x05C8),
    (0x0610, 0x061B),
    (0x064B, 0x0660),
    (0x0670, 0x0671),
    (0x1AB0, 0x1B00),
    (0x1DC0, 0x1E00),
    (0x20D0, 0x2100),
    (0x3099, 0x309B),
    (0xFE20, 0xFE30),
)
# scripts written without spaces: each character is a word
_UNSPACED = (
    (0x0E00, 0x0F00),  # Thai, Lao
    (0x0F00, 0x1000),  # Tibetan
    (0x1000, 0x10A0),  # Myanmar
    (0x1780, 0x1800),  # Khmer
    (0x2E80, 0x3000),  # radicals of ideographs
    (0x3005, 0x3008),
    (0x3021, 0x302A),
    (0x3031, 0x3100),  # kana
    (0x3100, 0x3130),  # bopomofo
    (0x31A0, 0x3200),
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0x1B000, 0x1B170),
    (0x20000, 0x30000),
)
_HYPHENS = (0x2D, 0x2010)
# soft hyphen, and what a PDF reader leaves where a word was broken
_SOFT_HYPHENS = (0xAD, 0x02, 0xFFFE)
_APOSTROPHES = (0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x2BC, 0xFF07)
_TATWEEL = 0x0640
# letters that Unicode does not decompose and that people replace when they retype
_LETTERS = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th"}
# without a decomposition and alone in their category: the whole range has one class
_PLAIN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x2F800), (0x2FA20, 0x30000))


@dataclass(frozen=True, slots=True)
class Folding:
    """`table`: uint32 per code point below TABLE_SIZE. `units`: uint32, at an EXPAND index a count and that many entries."""

    table: npt.NDArray[np.uint32]
    units: npt.NDArray[np.uint32]


@functools.cache
def folding() -> Folding:
    """The table for the Unicode version of this Python; read-only, the same object on every call (0.2 s to build)."""
    table = np.zeros(TABLE_SIZE, np.uint32)
    units: list[int] = []
    for low, high in _PLAIN:
        table[low:high] = np.arange(low, high, dtype=np.uint32) | np.uint32(SINGLE << 24)
    for point in _points_to_look_at():
        entries = _entries(point)
        if len(entries) == 1:
            table[point] = entries[0]
        else:
            table[point] = EXPAND << 24 | len(units)
            units += [len(entries), *entries]
    folded = Folding(table, np.array(units, np.uint32))
    folded.table.flags.writeable = False
    folded.units.flags.writeable = False
    return folded


def _points_to_look_at() -> list[int]:
    points = np.ones(TABLE_SIZE, bool)
    for low, high in (*_PLAIN, (0xD800, 0xF900)):
        points[low:high] = False
    return [int(point) for point in np.flatnonzero(points) if point < 0x20000 or 0x2F800 <= point < 0x2FA20]


def _entries(point: int) -> list[int]:
    special = _special(point)
    if special is not None:
        return [special << 24]
    character = chr(point)
    if point < 0x80:
        return [_entry(ord(character.lower()))]
    if unicodedata.category(character) in ("Cn", "Co", "Cc"):
        return [BREAK << 24]
    if point >= 0x3400 and not unicodedata.decomposition(character) and not character.isupper() and point < 0xAC00:
        return [_entry(point)]
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    folded = "".join(_LETTERS.get(letter, letter) for letter in folded)
    entries = [_entry(ord(letter)) for letter in folded] or [MARK << 24]
    # accents that follow a letter add nothing to its hash, and the letter's own span covers them
    kept = [entry for entry in entries if entry >> 24 != MARK]
    return kept or [MARK << 24]


def _special(point: int) -> int | None:
    if point in _HYPHENS:
        return HYPHEN
    if point in _SOFT_HYPHENS or point in _APOSTROPHES or point == _TATWEEL:
        return IGNORE
    # zero-width and direction characters, variation selectors
    if unicodedata.category(chr(point)) == "Cf" or 0xFE00 <= point < 0xFE10 or 0x180B <= point < 0x180E:
        return IGNORE
    return None


def _entry(point: int) -> int:
    if any(low <= point < high for low, high in _ACCENTS):
        return MARK << 24
    if unicodedata.category(chr(point))[0] not in "LNM":
        return BREAK << 24
    if any(low <= point < high for low, high in _UNSPACED):
        return SINGLE << 24 | point
    return WORD << 24 | point
