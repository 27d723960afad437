"""What a copy changed in a statement that it took over: another figure, a negation more or less, another name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sayso.claims.contradictions import figures_meet
from sayso.model.nouns import Aligned, Document, Figure, Statement
from sayso.reuse.anchors import read_anchors
from sayso.statements.figures import find_figures
from sayso.statements.lexicon import load_lexicon
from sayso.statements.words import AUXILIARIES

_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|unable|refus\w+|fail\w*|den(?:y|ies|ied))\b|n[’']t\b"
    r"|\b(?:window|air|sun|light)less\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
# what goes with a negation and says nothing by itself: "did not", "no", "not any"
_AROUND_NEGATION = AUXILIARIES | {"to", "a", "an", "any", "the"}
_ONE = re.compile(r"\b(?:one|single)\b", re.IGNORECASE)
# a negation more or less inside so few words is a change; in more it stands in a clause that was cut or added
_FEW_WORDS = 8
# characters before a piece that show whether it opens a sentence
_CONTEXT = 8


@dataclass(frozen=True, slots=True)
class Change:
    """Text between two blocks: [start, end) of the copy, where the original has [of_start, of_end); either may be empty."""

    start: int
    end: int
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True)
class Alteration:
    """What kind of thing a copy changed, and the words: “100” for “ten”."""

    kind: Literal["figure", "negation", "name"]
    words: str


def find_alteration(
    copy: Statement, original: Statement, blocks: Sequence[Aligned], text: Document, other: Document
) -> Alteration | None:
    """How the copy says something else than the original in the same place, or None where it only cuts, adds or rewords.

    `blocks` run from the copy's document to the original's.
    """
    if copy.denies != original.denies:
        return Alteration("negation", f"“{copy.cue}” for “{original.cue}”")
    changes = list(_changes(copy, original, blocks))
    for change in changes:
        here, there = text.text[change.start : change.end], other.text[change.of_start : change.of_end]
        words = _instead(here, there)
        if _negates_one(here, there):
            return Alteration("negation", words)
        if _names_another(change, text.text, other.text):
            return Alteration("name", words)
    figure = _other_figure(copy, original, changes, blocks, other.text)
    return Alteration("figure", figure) if figure else None


def _changes(copy: Statement, original: Statement, blocks: Sequence[Aligned]) -> Iterator[Change]:
    """The gaps between blocks that touch the copy's content, clipped to it, each with what the original has there."""
    start, end = copy.content.start, copy.content.end
    head = Aligned(start, start, original.content.start, original.content.start)
    tail = Aligned(end, end, original.content.end, original.content.end)
    inside = [b for b in blocks if b.end > start and b.start < end]
    for before, after in pairwise((head, *sorted(inside, key=lambda b: b.start), tail)):
        left, right = max(before.end, start), min(after.start, end)
        of_left, of_right = before.of_end, after.of_start
        if left <= right and (left < right or of_left < of_right):
            yield Change(left, right, of_left, max(of_left, of_right))


def _negates_one(here: str, there: str) -> bool:
    """True where one side negates and the other does not, in its place or with nothing but the negation cut or added."""
    if bool(_NEGATION.search(here)) == bool(_NEGATION.search(there)) or len(f"{here} {there}".split()) > 2 * _FEW_WORDS:
        return False
    mine, theirs = _WORD.findall(here.lower()), _WORD.findall(there.lower())
    if mine and theirs:
        return True
    return set(_WORD.findall(_NEGATION.sub(" ", f"{here} {there}".lower()))) <= _AROUND_NEGATION


def _names_another(change: Change, text: str, other: str) -> bool:
    """True where a name stands in the place of another."""
    if len(text[change.start : change.end].split()) > _FEW_WORDS:
        return False
    mine, theirs = _names(text, change.start, change.end), _names(other, change.of_start, change.of_end)
    return bool(mine) and bool(theirs) and not mine & theirs


def _names(text: str, start: int, end: int) -> frozenset[str]:
    low = max(0, start - _CONTEXT)
    return read_anchors(text[low:end], [(0, start - low)]).names - load_lexicon().titles


def _other_figure(
    copy: Statement, original: Statement, changes: Sequence[Change], blocks: Sequence[Aligned], other: str
) -> str:
    """The first figure of the copy that meets none in its place in the original."""
    for figure in copy.figures:
        touched = [c for c in changes if c.start < figure.end and figure.start < c.end]
        mapped = [
            (max(b.start, figure.start) + b.of_start - b.start, min(b.end, figure.end) + b.of_start - b.start)
            for b in blocks
            if b.start < figure.end and figure.start < b.end
        ]
        places = [*mapped, *((c.of_start, c.of_end) for c in touched)]
        if not places:
            continue
        low, high = min(p[0] for p in places), max(p[1] for p in places)
        scanned = min(low, original.content.start), max(high, original.content.end)
        there = [f for f in find_figures(other, *scanned) if f.start < high and low < f.end]
        if there and not any(_same(figure, one) for one in there):
            return f"“{figure.text}” for “{_shown(there[0].text)}”"
        if touched and not there:
            return f"“{figure.text}”, which the original does not say"
    for change in changes:
        # "one" is mostly no figure; in the place of one it is
        one = _ONE.search(copy.content.text, *_within(copy, change))
        there = find_figures(other, change.of_start, change.of_end) if one else []
        if one and there:
            return f"“{one.group()}” for “{there[0].text}”"
    return ""


def _within(copy: Statement, change: Change) -> tuple[int, int]:
    return change.start - copy.content.start, change.end - copy.content.start


def _same(a: Figure, b: Figure) -> bool:
    """True where one figure may round the other; two bounds of one kind, "more than 40" and "more than 90", must be equal."""
    if (a.unit == "%") != (b.unit == "%"):
        return False
    if a.high is None and b.high is None:
        return a.low == b.low
    if a.low == 0 and b.low == 0:
        return a.high == b.high
    return figures_meet(a, b)


def _instead(here: str, there: str) -> str:
    if not _WORD.search(here):
        return f"it leaves out “{_shown(there)}”"
    return f"“{_shown(here)}” for “{_shown(there)}”" if _WORD.search(there) else f"it adds “{_shown(here)}”"


def _shown(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;")
