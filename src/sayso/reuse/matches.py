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
    """True for a passage most of whose seeds, on either side, are held by too many families.

    Families, not documents: a story printed a thousand times is one.
    """
    a, b, rows = matches.a, matches.b, matches.passages
    joined = _of_one_family(words, seeds, matches, settings)
    family = kernels.join(len(words), seeds.ranks[a[joined]], seeds.ranks[b[joined]])
    common, counts = np.empty(len(seeds.keys), np.uint64), np.empty(len(seeds.keys), np.int32)
    n = kernels.count_families(seeds.keys, seeds.low, family, settings.families, common, counts)
    inside = ~_at_end(words, matches, settings) & (rows[:, AGREE] >= settings.long_passage)
    limits = np.where(inside, settings.families_long, settings.families).astype(np.int32)
    found = np.zeros(len(rows), bool)
    # a copy whose words were changed has other seeds: the side that is less changed tells
    for document, start, end in ((a, A_START, A_END), (b, B_START, B_END)):
        weights = np.empty((len(rows), 2), np.int32)
        begins = words.bounds[document[rows[:, PAIR]]] + rows[:, start]
        sizes = (rows[:, end] - rows[:, start]).astype(np.int64)
        kernels.weigh_passages(
            words.hashes, begins, sizes, limits, settings.gram, seeds.one_in, seeds.low, common[:n], counts[:n], weights
        )
        found |= (weights[:, 1] > 0) & (weights[:, 1] >= settings.common_part * weights[:, 0])
    return found


def _of_one_family(words: Words, seeds: Seeds, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    """True for a pair that shares half of the longer document, and for a document and the one it has most of, if that is more
    than a footer. With that one only: a page that is little but a footer would make a family of all that carry it."""
    agreeing, shorter, longer = (
        matches.agreeing(),
        np.minimum(words.lengths[matches.a], words.lengths[matches.b]),
        np.maximum(words.lengths[matches.a], words.lengths[matches.b]),
    )
    order = np.lexsort((seeds.ranks[matches.a], -agreeing, matches.b))
    most = np.zeros(len(order), bool)
    most[order] = np.concatenate((np.ones(min(1, len(order)), bool), np.diff(matches.b[order]) != 0))
    part = most & (agreeing >= settings.family_part * shorter) & (agreeing >= settings.shared_words)
    joined: npt.NDArray[np.bool_] = (agreeing >= settings.covered * longer) | part
    return joined


def _at_end(words: Words, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    rows = matches.passages
    left_a = words.lengths[matches.a[rows[:, PAIR]]] - rows[:, A_END]
    left_b = words.lengths[matches.b[rows[:, PAIR]]] - rows[:, B_END]
    near: npt.NDArray[np.bool_] = (left_a <= settings.edge) & (left_b <= settings.edge)
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
