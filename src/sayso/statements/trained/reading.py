"""A text to its attributions by the trained weights: cues first, then what belongs to each cue.

A dilated convolution over all words finds the cues (Strubell et al. 2017, "Fast and accurate entity recognition with iterated
dilated convolutions", with a CRF on top); a second, narrower one reads each cue's paragraph in the light of that cue.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.statements.trained import chains, passes, states
from sayso.statements.trained.forms import Forms, Ints
from sayso.statements.trained.weights import Chain, Floats, Layer, Weights
from sayso.statements.trained.words import TOKEN

Span = tuple[int, int]

_ROWS = 512  # a product at a time: its input stays in the cache (0.8 MB); all rows at once took a tenth longer


@dataclass(frozen=True, slots=True)
class Read:
    """One attribution: spans a role as half-open code-point offsets into the text, in order; how sure of each, 0 to 1.

    `sure` is the least probability of a label in the span under the model, before any calibration.
    """

    spans: dict[str, tuple[Span, ...]]
    sure: dict[str, float]


@dataclass(frozen=True, slots=True)
class Page:
    """What was read in one text: its attributions in the order of their cues, and how likely each word is part of a cue."""

    found: list[Read]
    edges: list[Span]
    likely: Floats

    def cue_chance(self, start: int, end: int) -> float:
        """The greatest probability, among the words that the span touches, of being part of a cue; 0 where it touches none."""
        first = bisect_right(self.edges, start, key=lambda edge: edge[1])
        past = bisect_left(self.edges, end, key=lambda edge: edge[0])
        return float(self.likely[first:past].max(initial=0.0))


def joined(pages: Sequence[Page], starts: Sequence[int]) -> Page:
    """The pages of a text's parts as one of the whole; a part's offsets count from its start."""
    if len(pages) == 1:
        return pages[0]
    found = [
        Read({role: tuple((a + by, b + by) for a, b in spans) for role, spans in one.spans.items()}, one.sure)
        for page, by in zip(pages, starts, strict=True)
        for one in page.found
    ]
    edges = [(a + by, b + by) for page, by in zip(pages, starts, strict=True) for a, b in page.edges]
    return Page(found, edges, np.concatenate([page.likely for page in pages]))


class Reader:
    """Reads texts by one set of weights. Not for two threads at once: word forms are kept between calls."""

    def __init__(self, weights: Weights, *, style: int = 0) -> None:
        """`style`: whose manner of marking to follow, 0 PolNeAR's, 1 our own corpus's (with channels)."""
        self.weights, self.style = weights, style
        self._forms = Forms(weights)

    def read(self, texts: Iterable[str], *, words: int = 4_000) -> Iterator[list[Read]]:
        """The attributions of each text, in the order of their cues; texts are read together until they have `words` words."""
        return (page.found for page in self.pages(texts, words=words))

    def pages(self, texts: Iterable[str], *, words: int = 4_000) -> Iterator[Page]:
        """As `read`, with what the cues were chosen from."""
        group: list[_Text] = []
        for text in texts:
            group.append(_Text.of(text))
            if sum(len(one.words) for one in group) >= words:
                yield from self._together(group)
                group = []
        if group:
            yield from self._together(group)

    def _together(self, group: list[_Text]) -> list[Page]:
        layout = self.lay_out(group)
        if not len(layout.rows):
            return [Page([], [], np.zeros(0, np.float32)) for _ in group]
        hidden = self.encode(layout)
        scores = hidden @ self.weights.tables["cue.w"] + self.weights.tables["cue.bias"]
        scores[:, 1] += self.weights.bias
        labels, chances = _decode(scores, self.weights.cues, layout.offsets)
        edges = itertools.pairwise(layout.offsets.tolist())
        pages = [Page([], one.edges, 1 - chances[a:b, 0]) for one, (a, b) in zip(group, edges, strict=True)]
        first, last = _runs(labels, layout.offsets)
        if len(first):
            self._add_parts(group, layout, hidden, (first, last), _of_best(chances, labels), pages)
        return pages

    def _add_parts(
        self,
        group: list[_Text],
        layout: _Layout,
        hidden: Floats,
        cues: tuple[Ints, Ints],
        chance: Floats,
        pages: list[Page],
    ) -> None:
        """Adds each cue with what belongs to it to the page it stands in."""
        first, last = cues
        view = self.look(hidden, layout, first, last)
        parts, chances = _decode(view.scores, self.weights.parts, view.offsets)
        sure = _of_best(chances, parts)
        owner = np.searchsorted(layout.offsets, first, side="right") - 1
        for c, d in enumerate(owner.tolist()):
            window = slice(int(view.offsets[c]), int(view.offsets[c + 1]))
            base = int(layout.offsets[d])
            spans, certain = self._spans(group[d], parts[window], sure[window], int(view.rows[window.start]) - base)
            if not (spans.get("content") or spans.get("channel")):
                continue  # nothing belongs to it, so it was no cue: 1.4 candidates a true cue came while training
            spans["cue"] = (group[d].span(int(first[c]) - base, int(last[c]) - base),)
            certain["cue"] = float(chance[first[c] : last[c] + 1].min())
            pages[d].found.append(Read(spans, certain))

    def lay_out(self, group: list[_Text]) -> _Layout:
        """The words of some texts end to end, and where each word stands."""
        lengths = [len(one.words) for one in group]
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        rows = self._forms.rows([word for one in group for word in one.words])
        classes, capital = self._forms.facts(rows)
        state, sentence, paragraph = (np.zeros(len(rows), np.int64) for _ in range(3))
        for a, b in itertools.pairwise(offsets):
            states.state_of(classes[a:b], capital[a:b], state[a:b], sentence[a:b], paragraph[a:b])
        # paragraphs of two texts must not meet under one number
        paragraph += np.repeat(np.arange(len(group)), lengths) * (len(rows) + 1)
        return _Layout(rows, state + states.STATES * self.style, sentence, paragraph, offsets)

    def encode(self, layout: _Layout) -> Floats:
        """What stands at each word, (words, width)."""
        tables = self.weights.tables
        x = np.empty((len(layout.rows), len(tables["first.bias"])), np.float32)
        passes.first_layer(
            self._forms.table, tables["first.state"], layout.rows, layout.state, tables["first.bias"], layout.offsets, x
        )
        return _through(x, self.weights.layers, layout.offsets, tables["gain"])

    def look(self, hidden: Floats, layout: _Layout, first: Ints, last: Ints) -> _View:
        """The scores of every role for every word of each cue's window; a cue is its first and last word."""
        tables = self.weights.tables
        extent = states.extents(first, last, layout.paragraph, self.weights.reach)
        offsets = np.concatenate([[0], np.cumsum(extent[:, 1] - extent[:, 0])]).astype(np.int64)
        rows, owner, place = (np.empty(offsets[-1], np.int64) for _ in range(3))
        states.frame(first, last, layout.sentence, extent, offsets, rows, owner, place)
        words = hidden @ tables["word.w"] + tables["word.bias"]
        anchor = np.hstack([hidden[first], hidden[last]]) @ tables["anchor.w"] + tables["anchor.bias"]
        x = np.empty((len(rows), words.shape[1]), np.float32)
        passes.windows(words, anchor, tables["place"], rows, owner, place, x)
        out = _through(x, self.weights.layers2, offsets, tables["gain2"])
        return _View(rows, offsets, out @ tables["parts.w"] + tables["parts.bias"])

    def _spans(
        self, text: _Text, labels: Ints, chance: Floats, base: int
    ) -> tuple[dict[str, tuple[Span, ...]], dict[str, float]]:
        """Spans and sureness a role from the labels of one window, whose first word is the text's number `base`."""
        spans: dict[str, tuple[Span, ...]] = dict.fromkeys(self.weights.roles, ())
        runs: list[list[int]] = []  # label that begins it, first and last word
        before = 0
        for at in np.flatnonzero(labels).tolist():
            label = int(labels[at])
            if runs and label % 2 == 0 and runs[-1][2] == at - 1 and before in (label, label - 1):
                runs[-1][2] = at
            else:
                runs.append([label - 1 + label % 2, at, at])
            before = label
        sure: dict[str, float] = {}
        for label, first, last in runs:
            role = self.weights.roles[label // 2]
            spans[role] += (text.span(first + base, last + base),)
            sure[role] = min(sure.get(role, 1.0), float(chance[first : last + 1].min()))
        return spans, sure


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text and their offsets."""

    words: list[str]
    edges: list[Span]

    @classmethod
    def of(cls, text: str) -> _Text:
        marks = list(TOKEN.finditer(text))
        return cls([m.group() for m in marks], [m.span() for m in marks])

    def span(self, first: int, last: int) -> Span:
        return self.edges[first][0], self.edges[last][1]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Words of several texts, text i at offsets[i]:offsets[i + 1]; `rows` are rows of the forms' table."""

    rows: Ints
    state: Ints
    sentence: Ints
    paragraph: Ints
    offsets: Ints


@dataclass(frozen=True, slots=True)
class _View:
    """The windows of cues end to end: word numbers, where each window begins, scores (words, labels)."""

    rows: Ints
    offsets: Ints
    scores: Floats


def _through(x: Floats, layers: tuple[Layer, ...], offsets: Ints, gain: Floats) -> Floats:
    """x after some residual layers (x is changed), normalised."""
    width, active = x.shape[1], np.empty_like(x)
    segments = np.repeat(np.stack([offsets[:-1], offsets[1:]], axis=1), np.diff(offsets), axis=0)
    side, y = np.empty((_ROWS, 3 * width), np.float32), np.empty((_ROWS, width), np.float32)
    for layer in layers:
        passes.activate(x, layer.gain, active)
        for low in range(0, len(x), _ROWS):
            n = min(_ROWS, len(x) - low)
            passes.beside(active, layer.dilation, low, segments, side[:n])
            np.matmul(side[:n], layer.w, out=y[:n])
            passes.add(x[low : low + n], y[:n], layer.bias)
    passes.activate(x, gain, active)
    return active


def _decode(scores: Floats, chain: Chain, offsets: Ints) -> tuple[Ints, Floats]:
    """The best labels, and the probability of every label, (words, labels)."""
    labels, chance = np.zeros(len(scores), np.int64), np.zeros(scores.shape)
    chains.viterbi(scores, chain.trans, chain.start, chain.end, offsets, labels)
    chains.marginals(scores, chain.trans, chain.start, chain.end, offsets, chance)
    return labels, chance.astype(np.float32)


def _of_best(chances: Floats, labels: Ints) -> Floats:
    """The probability of each word's own label."""
    return chances[np.arange(len(labels)), labels]


def _runs(labels: Ints, offsets: Ints) -> tuple[Ints, Ints]:
    """First and last word of each cue: a 1 and the 2s behind it, within one text."""
    goes_on = np.append(labels == 2, False)
    goes_on[offsets[:-1]] = False
    first, stops = np.flatnonzero(labels == 1), np.flatnonzero(~goes_on)
    return first, stops[np.searchsorted(stops, first, side="right")] - 1
