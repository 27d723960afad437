"""Texts as arrays of numbers: labels of words, batches of documents, windows round cues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gold import Span, Text
from lexicon import CAPITAL, CLASS, KNOWN, LETTERS, OWN, SHAPE, Lexicon
from sayso.statements.trained import states

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Part = tuple[int, Span]  # number among PARTS, run of words

PARTS = ("source", "content", "channel")  # labels of stage 2: 2r + 1 begins, 2r + 2 continues part r
GAP = 16  # empty rows after a document: the widest reach of a layer and more
WINDOW_GAP = 8
STYLES = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as arrays of one number a word; `tags` are 0 outside, 1 begin, 2 inside a cue.

    `cues` (cues, 2) holds first and last word of each, in order; `parts[i]` what belongs to cue i.
    """

    text: Text
    forms: Ints
    own: Ints
    state: Ints
    sentence: Ints
    paragraph: Ints
    tags: Ints
    cues: Ints
    parts: list[list[Part]]


def sheet(text: Text, lexicon: Lexicon) -> Sheet:
    """A text as arrays; of a cue in pieces the first is taken, an attribution without a cue is left out."""
    forms = lexicon.numbers(text.words)
    row = lexicon.table()[forms]
    n = len(forms)
    state, sentence, paragraph, tags = (np.zeros(n, np.int64) for _ in range(4))
    classes, capital = (np.ascontiguousarray(row[:, column]) for column in (CLASS, CAPITAL))
    states.state_of(classes, capital, state, sentence, paragraph)
    marked: list[tuple[Span, list[Part]]] = []
    for spans in text.attributions:
        one = text.sets(spans)
        if not one["cue"]:
            continue
        first, end = text.runs(one["cue"])[0]
        tags[first], tags[first + 1 : end] = 1, 2
        marked.append(((first, end - 1), [(r, run) for r, role in enumerate(PARTS) for run in text.runs(one[role])]))
    marked.sort(key=lambda one: one[0])
    cues = np.array([cue for cue, _ in marked], np.int64).reshape(-1, 2)
    own = np.ascontiguousarray(row[:, OWN])
    state += states.STATES * text.style
    return Sheet(text, forms, own, state, sentence, paragraph, tags, cues, [parts for _, parts in marked])


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents end to end, GAP empty rows after each; document i at segments[i]. Tables of the forms met, one row a form.

    `number` is that of each word's form in the lexicon.
    """

    known: Ints
    shape: Ints
    letters: Ints
    form: Ints  # rows of the three above
    number: Ints
    own: Ints
    state: Ints
    mask: Floats
    sentence: Ints
    paragraph: Ints
    segments: list[Span]

    def words(self) -> tuple[Ints, Ints]:
        """The rows that are words, and where each document begins among them."""
        keep = np.concatenate([np.arange(a, b) for a, b in self.segments])
        return keep, np.concatenate([[0], np.cumsum([b - a for a, b in self.segments])]).astype(np.int64)


def batch(sheets: Sequence[Sheet], lexicon: Lexicon) -> Batch:
    """Some documents as one batch."""
    total = sum(len(one.forms) + GAP for one in sheets)
    forms, own, state, sentence = (np.zeros(total, np.int64) for _ in range(4))
    paragraph, mask = np.full(total, -1, np.int64), np.zeros((total, 1), np.float32)
    segments, at, line = [], 0, 0
    for one in sheets:
        end = at + len(one.forms)
        place = slice(at, end)
        forms[place], own[place], state[place], mask[place] = one.forms, one.own, one.state, 1
        # paragraphs of two documents must not meet under one number
        paragraph[place], sentence[place] = one.paragraph + line, one.sentence
        line += int(one.paragraph.max(initial=0)) + 1
        segments.append((at, end))
        at = end + GAP
    used, form = np.unique(forms, return_inverse=True)
    table = lexicon.table()[used]
    known, shape, letters = (np.ascontiguousarray(table[:, c]) for c in (KNOWN, SHAPE, slice(LETTERS, None)))
    return Batch(known, shape, letters, form.reshape(-1), forms, own, state, mask, sentence, paragraph, segments)


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of some cues end to end, WINDOW_GAP empty rows after each; window i begins at offsets[i]."""

    rows: Ints  # of the batch
    owner: Ints
    place: Ints
    mask: Floats
    first: Ints
    last: Ints
    offsets: Ints

    def words(self) -> tuple[Ints, Ints]:
        """The rows that are words, and where each window begins among them."""
        lengths = np.diff(self.offsets) - WINDOW_GAP
        short = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        return np.arange(short[-1]) + np.repeat(self.offsets[:-1] - short[:-1], lengths), short


def windows(cues: Ints, laid: Batch, reach: int) -> Windows:
    """A window a cue: its paragraph, at most `reach` words either side."""
    first, last = np.ascontiguousarray(cues[:, 0]), np.ascontiguousarray(cues[:, 1])
    extent = states.extents(first, last, laid.paragraph, reach)
    lengths = extent[:, 1] - extent[:, 0]
    offsets = np.concatenate([[0], np.cumsum(lengths + WINDOW_GAP)]).astype(np.int64)
    rows, owner, place = (np.zeros(offsets[-1], np.int64) for _ in range(3))
    states.frame(first, last, laid.sentence, extent, offsets, rows, owner, place)
    mask = np.zeros((len(rows), 1), np.float32)
    one = Windows(rows, owner, place, mask, first, last, offsets)
    mask[one.words()[0]] = 1
    return one


def part_labels(found: Windows, parts: Sequence[Iterable[Part]]) -> Ints:
    """The label of every row of some windows; what lies outside its window is cut off. Runs are rows of the batch."""
    labels = np.zeros(len(found.rows), np.int64)
    for i, mine in enumerate(parts):
        start, end = int(found.offsets[i]), int(found.offsets[i + 1]) - WINDOW_GAP
        low = int(found.rows[start])
        for role, run in mine:
            a, b = max(run[0], low), min(run[1], low + end - start)
            if b > a:
                labels[start + a - low], labels[start + a - low + 1 : start + b - low] = 2 * role + 1, 2 * role + 2
    return labels


def cue_runs(labels: Ints, offsets: Ints) -> Ints:
    """(cues, 2): first and last word of each 1 and the 2s behind it, within one document."""
    goes_on = np.append(labels == 2, False)
    goes_on[offsets[:-1]] = False
    first, stops = np.flatnonzero(labels == 1), np.flatnonzero(~goes_on)
    return np.stack([first, stops[np.searchsorted(stops, first, side="right")] - 1], axis=1).astype(np.int64)


def groups(sheets: Sequence[Sheet], order: Iterable[int], words: int) -> list[list[Sheet]]:
    """The documents in the order given, in groups of at least `words` words (the last may be smaller)."""
    out: list[list[Sheet]] = [[]]
    size = 0
    for k in order:
        out[-1].append(sheets[k])
        size += len(sheets[k].forms)
        if size >= words:
            out.append([])
            size = 0
    return [group for group in out if group]
