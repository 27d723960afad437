"""Candidate pairs compared word by word, and what is left when furniture (footers, stock phrases) is taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.reuse import kernels
from sayso.reuse.candidates import Seeds, candidate_pairs, read_seeds
from sayso.reuse.furniture import before_furniture
from sayso.reuse.settings import Settings
from sayso.reuse.words import Words

PAIR, A_START, A_END, B_START, B_END, AGREE = range(6)


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of documents with what they share.

    a, b: document numbers. grams: per pair (k-grams of a that b holds, of b that a holds). passages: int32 rows (pair, start
    and end in a, start and end in b, words that agree), half-open, in words of the document, grouped by pair.
    """

    a: npt.NDArray[np.int64]
    b: npt.NDArray[np.int64]
    grams: npt.NDArray[np.int32]
    passages: npt.NDArray[np.int32]

    def keep(self, pairs: npt.NDArray[np.bool_], passages: npt.NDArray[np.bool_]) -> Matches:
        """Only these pairs and, of them, these passages, the pairs numbered anew."""
        number = np.cumsum(pairs) - 1
        rows = self.passages[passages & pairs[self.passages[:, PAIR]]]
        rows[:, PAIR] = number[rows[:, PAIR]]
        return Matches(self.a[pairs], self.b[pairs], self.grams[pairs], rows)

    def agreeing(self) -> npt.NDArray[np.int64]:
        """Per pair, the words in all its passages that agree."""
        return np.bincount(self.passages[:, PAIR], self.passages[:, AGREE], len(self.a)).astype(np.int64)

    def longest(self) -> npt.NDArray[np.int64]:
        """Per pair, the words that agree in its longest passage."""
        most = np.zeros(len(self.a), np.int64)
        np.maximum.at(most, self.passages[:, PAIR], self.passages[:, AGREE])
        return most


def compare(words: Words, pairs: npt.NDArray[np.uint64], settings: Settings) -> Matches:
    """Passages of each pair (a << 32 | b), in the order of b and without overlap there; exact, no sampling."""
    grams = np.zeros((len(pairs), 2), np.int32)
    longest = int(words.lengths.max(initial=0))
    room = max(1 << 16, 8 * len(pairs), longest + 2)
    chunks, at = [np.empty((0, 6), np.int32)], 0
    while at < len(pairs):
        rows = np.empty((room, 6), np.int32)
        at, n = kernels.compare_pairs(
            words.hashes,
            words.bounds,
            pairs,
            at,
            settings.gram,
            settings.gap,
            settings.drop,
            settings.least_score,
            grams,
            rows,
        )
        chunks.append(rows[:n].copy())
    a, b = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return Matches(a, b, grams, np.concatenate(chunks))


def find_matches(words: Words, text_of: Callable[[int], str], settings: Settings) -> Matches:
    """The pairs of the batch that share more than furniture. a is the longer document of a pair."""
    seeds = read_seeds(words, settings)
    matches = compare(words, candidate_pairs(seeds, settings), settings)
    shared = matches.agreeing() / np.maximum(1, np.minimum(words.lengths[matches.a], words.lengths[matches.b]))
    whole = shared >= settings.cut_inside
    kept = ~_common(words, seeds, matches, settings) | whole[matches.passages[:, PAIR]]
    matches = matches.keep(np.ones(len(matches.a), bool), kept)
    matches = matches.keep(_related(words, matches, settings), np.ones(len(matches.passages), bool))
    kept = ~_furniture(words, text_of, matches, settings)
    matches = matches.keep(np.ones(len(matches.a), bool), kept)
    return matches.keep(_related(words, matches, settings), np.ones(len(matches.passages), bool))


def _related(words: Words, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    """True for a pair with one passage long enough, or passages that cover enough of the shorter document."""
    shorter = np.minimum(words.lengths[matches.a], words.lengths[matches.b])
    agreeing = matches.agreeing()
    return (matches.longest() >= settings.shared_words) | ((agreeing > 0) & (agreeing >= settings.covered * shorter))


def _common(words: Words, seeds: Seeds, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    """True for a passage most of whose seeds are held by too many families.

    Families, not documents: a story printed a thousand times is one. Families for this count are joined by pairs that share
    half of both documents, or of the shorter one if that is more than a footer.
    """
    a, b = matches.a, matches.b
    agreeing = matches.agreeing()
    half = settings.covered * np.maximum(words.lengths[a], words.lengths[b])
    joined = (agreeing >= half) | (
        (agreeing >= settings.covered * np.minimum(words.lengths[a], words.lengths[b]))
        & (agreeing >= 3 * settings.shared_words)
    )
    ranks = seeds.ranks
    family = kernels.join(len(words), ranks[a[joined]], ranks[b[joined]])
    common, counts = np.empty(len(seeds.keys), np.uint64), np.empty(len(seeds.keys), np.int32)
    n = kernels.count_families(seeds.keys, seeds.low, family, settings.families, common, counts)
    rows = matches.passages
    sizes = (rows[:, B_END] - rows[:, B_START]).astype(np.int64)
    middle = ~(_at_end(words, matches, settings) | _at_head(matches, settings)) & (
        rows[:, AGREE] >= settings.long_passage
    )
    limits = np.where(middle, settings.families_long, settings.families).astype(np.int32)
    weights = np.empty((len(rows), 2), np.int32)
    begins = words.bounds[b[rows[:, PAIR]]] + rows[:, B_START]
    kernels.weigh_passages(
        words.hashes, begins, sizes, limits, settings.gram, seeds.one_in, seeds.low, common[:n], counts[:n], weights
    )
    return (weights[:, 1] > 0) & (2 * weights[:, 1] >= weights[:, 0])


def _at_end(words: Words, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    rows = matches.passages
    left_a = words.lengths[matches.a[rows[:, PAIR]]] - rows[:, A_END]
    left_b = words.lengths[matches.b[rows[:, PAIR]]] - rows[:, B_END]
    near: npt.NDArray[np.bool_] = (left_a <= settings.edge) & (left_b <= settings.edge)
    return near


def _at_head(matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    rows = matches.passages
    near: npt.NDArray[np.bool_] = (rows[:, A_START] <= settings.edge) & (rows[:, B_START] <= settings.edge)
    return near


def _furniture(
    words: Words, text_of: Callable[[int], str], matches: Matches, settings: Settings
) -> npt.NDArray[np.bool_]:
    """True for a passage at the end of both documents that reads like a footer and has no story of its own before it."""
    rows = matches.passages
    dropped = np.zeros(len(rows), bool)
    short = rows[:, AGREE] < 6 * settings.shared_words
    shorter = np.minimum(words.lengths[matches.a], words.lengths[matches.b])
    part = rows[:, AGREE] < settings.cut_inside * shorter[rows[:, PAIR]]
    for i in np.flatnonzero(_at_end(words, matches, settings) & short & part):
        document = int(matches.b[rows[i, PAIR]])
        low = words.bounds[document]
        start, end = words.starts[low + rows[i, B_START]], words.ends[low + rows[i, B_END] - 1]
        story = before_furniture(text_of(document), int(start), int(end))
        ends = words.ends[low + rows[i, B_START] : low + rows[i, B_END]]
        dropped[i] = int(np.searchsorted(ends, story, "right")) < settings.shared_words and story < end
    return dropped
