"""What a retelling keeps when it changes every phrase: the figures and the proper names, in the order they come."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SENTENCE_HEAD = re.compile(r"(?:\A|[.!?:;|\n“\"«„•])[\s'‘“”\"«»]*\Z")
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty".split(),
        start=2,
    )
}
# a figure; a word that does not begin with a small Latin letter, hyphens and apostrophes inside included; a number word alone
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|(?<![^\W\d_])(?<![^\W\d_]['’-])(?:(?![a-z])[^\W\d_]+(?:['’-][^\W\d_]+)*"
    rf"|(?:{'|'.join(_NUMBER_WORDS)})(?!['’-]?[^\W\d_]))"
)
# they stand in every article and date the telling, not what is told
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr president".split())
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Anchors:
    """Figures and names of a text, each once, in the order of first mention: "#2140", "calderon"."""

    order: tuple[str, ...]

    @property
    def figures(self) -> frozenset[str]:
        return frozenset(anchor for anchor in self.order if anchor[0] == "#")

    @property
    def names(self) -> frozenset[str]:
        return frozenset(anchor for anchor in self.order if anchor[0] != "#")


def read_anchors(text: str, without: Iterable[tuple[int, int]] = ()) -> Anchors:
    """Figures (digits, and words from two to twenty) and words with a capital inside a sentence, outside the spans `without`."""
    hidden = sorted(without)
    ends = [end for _, end in hidden]
    found: dict[str, None] = {}
    for match in _TOKEN.finditer(text):
        at = bisect_left(ends, match.start() + 1)
        if at < len(hidden) and hidden[at][0] <= match.start():
            continue
        if anchor := _anchor(match, text):
            found.setdefault(anchor)
    return Anchors(tuple(found))


def _anchor(match: re.Match[str], text: str) -> str:
    token = match.group()
    if token[0].isdigit():
        figure = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", token)
        return f"#{figure}"
    lowered = token.lower()
    if lowered in _NUMBER_WORDS:
        return f"#{_NUMBER_WORDS[lowered]}"
    if not token[0].isupper() or len(token) < _SHORTEST_NAME or lowered in _DAYS:
        return ""
    if _SENTENCE_HEAD.search(text[max(0, match.start() - 4) : match.start()]):
        return ""
    plain = unicodedata.normalize("NFKD", lowered.removesuffix("’s").removesuffix("'s"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def in_order(first: Sequence[str], second: Sequence[str]) -> float:
    """The share of what both hold that stands in the same order in both: longest increasing run over the number shared, 0 to 1."""
    place = {anchor: i for i, anchor in enumerate(second)}
    places = [place[anchor] for anchor in first if anchor in place]
    tails: list[int] = []
    for value in places:
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
    return len(tails) / len(places) if places else 0.0
