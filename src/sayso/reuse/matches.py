"""Candidate pairs compared word by word, and what is left when furniture (footers, stock phrases) is taken out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.reuse import kernels
from sayso.reuse.candidates import candidate_pairs
from sayso.reuse.corpus import Corpus, in_blocks, rows_of
from sayso.reuse.furniture import before_furniture
from sayso.reuse.kernels import I32, I64, U64
from sayso.reuse.settings import Settings
from sayso.reuse.words import Words

PAIR, A_START, A_END, B_START, B_END, AGREE = range(6)


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of documents with what they share.

    a, b: document numbers. grams: per pair (k-grams of a that b holds, of b that a holds). passages: int32 rows (pair, start
    and end in a, start and end in b, words that agree), half-open, in words of the document, grouped by pair.
    """

    a: I64
    b: I64
    grams: I32
    passages: I32

    def keep(
        self, *, pairs: npt.NDArray[np.bool_] | None = None, passages: npt.NDArray[np.bool_] | None = None
    ) -> Matches:
        """Only these pairs and, of them, these passages (all if None), the pairs numbered anew."""
        pairs = np.ones(len(self.a), bool) if pairs is None else pairs
        number = np.cumsum(pairs) - 1
        kept = pairs[self.passages[:, PAIR]]
        rows = self.passages[kept if passages is None else kept & passages]
        rows[:, PAIR] = number[rows[:, PAIR]]
        return Matches(self.a[pairs], self.b[pairs], self.grams[pairs], rows)

    def agreeing(self) -> I64:
        """Per pair, the words in all its passages that agree."""
        return np.bincount(self.passages[:, PAIR], self.passages[:, AGREE], len(self.a)).astype(np.int64)

    def longest(self) -> I64:
        """Per pair, the words that agree in its longest passage."""
        most = np.zeros(len(self.a), np.int64)
        np.maximum.at(most, self.passages[:, PAIR], self.passages[:, AGREE])
        return most


def compare(words: Words, pairs: U64, settings: Settings) -> Matches:
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


def find_matches(corpus: Corpus, settings: Settings, a: I64 | None = None, b: I64 | None = None) -> Matches:
    """The pairs that share more than furniture, among the candidates or the pairs given. a is the longer document of a pair."""
    if a is None or b is None:
        a, b = candidate_pairs(corpus, settings)
    matches = compare_all(corpus, a, b, settings)
    matches = matches.keep(pairs=related(corpus, matches, settings))
    for furniture in (_common, _furniture):
        matches = matches.keep(passages=~furniture(corpus, matches, settings))
        matches = matches.keep(pairs=related(corpus, matches, settings))
    return matches


def compare_all(corpus: Corpus, a: I64, b: I64, settings: Settings) -> Matches:
    """Passages of each pair, block by block; pairs without any are left out."""
    grams, chunks = [np.empty((0, 2), np.int32)], [np.empty((0, 6), np.int32)]
    kept = np.zeros(len(a), bool)
    known = 0
    for cut, words, at_a, at_b in in_blocks(corpus, a, b):
        found = compare(words, at_a.astype(np.uint64) << np.uint64(32) | at_b.astype(np.uint64), settings)
        # most candidates share a phrase and nothing that will be kept
        some = found.agreeing() > 0
        found = found.keep(pairs=some)
        found.passages[:, PAIR] += known
        known += len(found.a)
        kept[cut] = some
        grams.append(found.grams)
        chunks.append(found.passages)
    return Matches(a[kept], b[kept], np.concatenate(grams), np.concatenate(chunks))


def related(corpus: Corpus, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    """True for a pair with one passage long enough, or passages that cover enough of the shorter document."""
    shorter = np.minimum(corpus.lengths[matches.a], corpus.lengths[matches.b])
    agreeing = matches.agreeing()
    return (matches.longest() >= settings.shared_words) | ((agreeing > 0) & (agreeing >= settings.covered * shorter))


def _common(corpus: Corpus, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    """True for a passage most of whose seeds, on either side, are held by too many families, unless it is of a document that is
    in the other as a whole.

    Families, not documents: a story printed a thousand times is one.
    """
    rows = matches.passages
    shorter = np.minimum(corpus.lengths[matches.a], corpus.lengths[matches.b])
    whole = matches.agreeing() >= settings.cut_inside * shorter
    joined = _of_one_family(corpus, matches, settings)
    family = kernels.join(len(corpus.lengths), matches.a[joined], matches.b[joined])
    seeds, counts = _common_seeds(corpus, family, settings.families)
    inside = ~_at_end(corpus, matches, settings) & (rows[:, AGREE] >= settings.long_passage)
    limits = np.where(inside, settings.families_long, settings.families).astype(np.int32)
    found = np.zeros(len(rows), bool)
    for cut, words, a, b in in_blocks(corpus, matches.a, matches.b):
        here = rows_of(rows[:, PAIR], cut)
        here = np.flatnonzero(~whole[rows[here, PAIR]]) + here.start
        pair = rows[here, PAIR] - cut.start
        # a copy whose words were changed has other seeds: the side that is less changed tells
        for document, start, end in ((a, A_START, A_END), (b, B_START, B_END)):
            weights = np.empty((len(pair), 2), np.int32)
            begins = words.bounds[document[pair]] + rows[here, start]
            sizes = (rows[here, end] - rows[here, start]).astype(np.int64)
            kernels.weigh_passages(
                words.hashes, begins, sizes, limits[here], settings.gram, corpus.one_in, seeds, counts, weights
            )
            found[here] |= (weights[:, 1] > 0) & (weights[:, 1] >= settings.common_part * weights[:, 0])
    return found


def _common_seeds(corpus: Corpus, family: I64, more_than: int) -> tuple[U64, I32]:
    """The seeds, sorted, that more than `more_than` families hold, and in how many."""
    seeds, counts = [np.empty(0, np.uint64)], [np.empty(0, np.int32)]
    for keys in corpus.seeds():
        some, many = np.empty(len(keys), np.uint64), np.empty(len(keys), np.int32)
        n = kernels.count_families(keys, family, more_than, some, many)
        seeds.append(some[:n].copy())
        counts.append(many[:n].copy())
    return np.concatenate(seeds), np.concatenate(counts)


def _of_one_family(corpus: Corpus, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    """True for a pair that shares half of the longer document, and for a document and the one it has most of, if that is more
    than a footer. With that one only: a page that is little but a footer would make a family of all that carry it."""
    a, b, agreeing = matches.a, matches.b, matches.agreeing()
    longer, shorter = (side(corpus.lengths[a], corpus.lengths[b]) for side in (np.maximum, np.minimum))
    order = np.lexsort((corpus.contents[a], -corpus.lengths[a], -agreeing, b))
    most = np.zeros(len(order), bool)
    most[order] = np.concatenate((np.ones(min(1, len(order)), bool), np.diff(b[order]) != 0))
    part = most & (agreeing >= settings.family_part * shorter) & (agreeing >= settings.shared_words)
    joined: npt.NDArray[np.bool_] = (agreeing >= settings.covered * longer) | part
    return joined


def _at_end(corpus: Corpus, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    rows = matches.passages
    left_a = corpus.lengths[matches.a[rows[:, PAIR]]] - rows[:, A_END]
    left_b = corpus.lengths[matches.b[rows[:, PAIR]]] - rows[:, B_END]
    near: npt.NDArray[np.bool_] = (left_a <= settings.edge) & (left_b <= settings.edge)
    return near


def _furniture(corpus: Corpus, matches: Matches, settings: Settings) -> npt.NDArray[np.bool_]:
    """True for a passage at the end of both documents that reads like a footer and has no story of its own before it."""
    rows = matches.passages
    dropped = np.zeros(len(rows), bool)
    short = rows[:, AGREE] < 6 * settings.shared_words
    shorter = np.minimum(corpus.lengths[matches.a], corpus.lengths[matches.b])
    part = rows[:, AGREE] < settings.cut_inside * shorter[rows[:, PAIR]]
    suspect = np.flatnonzero(_at_end(corpus, matches, settings) & short & part)
    pairs = np.unique(rows[suspect, PAIR])
    for cut, words, _, at in in_blocks(corpus, matches.a[pairs], matches.b[pairs], places=True):
        here = rows_of(np.searchsorted(pairs, rows[suspect, PAIR]), cut)
        for i in suspect[here]:
            pair = int(rows[i, PAIR])
            low = words.bounds[at[np.searchsorted(pairs[cut], pair)]]
            starts, ends = (side[low + rows[i, B_START] : low + rows[i, B_END]] for side in (words.starts, words.ends))
            story = before_furniture(corpus.text(int(matches.b[pair])), int(starts[0]), int(ends[-1]))
            dropped[i] = int(np.searchsorted(ends, story, "right")) < settings.shared_words and story < ends[-1]
    return dropped
