"""Words as the tagger sees them: how a text is cut, and what a word shows by its letters alone.

Offsets are half-open, in code points. The cut is the one that `score_attribution.py` measures by.
"""

from __future__ import annotations

import re
from zlib import crc32

TOKEN = re.compile(
    r"\n+|[A-Za-z]\.(?:[A-Za-z]\.)+"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Jr|Sr|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs|No|Inc|Corp|Co|Ltd)\."
    r"|[$€£]?\d[\d,.]*\d|['’](?:s|re|ve|ll|d|m)\b|\w+(?:-\w+)*|\.\.\.|--+|[^\w\s]"
)
PUNCTUATION = frozenset(".,;:!?\"“”‘’'()[]-–—…*\n")

GRAMS = 8  # hashed pieces a word: its first and last one to four letters
BUCKETS = 8192

# classes that the state of a text depends on
WORD, BREAK, OPENS, CLOSES, STRAIGHT, STOPS, BRACKET, MARK = range(8)
SHAPES = 14

_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "--"})
_CLASS = {"“": OPENS, "”": CLOSES, '"': STRAIGHT, ".": STOPS, "?": STOPS, "!": STOPS, ")": BRACKET, "’": BRACKET}
_MARKS = {mark: 6 + i for i, mark in enumerate(",.:;")} | {"-": 10, "–": 10, "—": 10, "--": 10}


def normal(word: str) -> str:
    """The form under which vectors know a word: lower case, typewriter apostrophes and dashes."""
    low = word.lower()
    return low if low.isascii() else low.translate(_TYPED)


def class_of(word: str) -> int:
    """Which of the classes above a word belongs to."""
    if word[0] == "\n":
        return BREAK
    found = _CLASS.get(word)
    if found is not None:
        return found
    return MARK if all(c in PUNCTUATION for c in word) else WORD


def shape_of(word: str) -> int:
    """Capitals, digits and marks, as a number below SHAPES."""
    first = word[0]
    if first == "\n":
        return 11 if len(word) == 1 else 12
    if first.isalpha():
        if word.islower():
            return 0
        if word.isupper():
            return 2 if len(word) > 1 else 3
        return 1 if first.isupper() and word[1:].islower() else 4
    if any(c.isdigit() for c in word):
        return 5
    return _MARKS.get(word, 13)


def grams_of(form: str) -> list[int]:
    """GRAMS buckets of a form's beginnings and endings (crc32 of "<" + beginning, of ending + ">")."""
    pieces = [f"<{form[:n]}" for n in (1, 2, 3, 4)] + [f"{form[-n:]}>" for n in (1, 2, 3, 4)]
    if form.isascii():
        return [crc32(piece.encode()) % BUCKETS for piece in pieces]
    return [crc32(piece.encode("utf-8", "surrogatepass")) % BUCKETS for piece in pieces]
