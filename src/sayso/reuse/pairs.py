"""Pairs of documents that share text, with exact offsets on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from sayso.model.nouns import Aligned, Document, Pair
from sayso.reuse.corpus import Corpus, InMemory, in_blocks, rows_of
from sayso.reuse.kernels import I64
from sayso.reuse.matches import A_END, A_START, B_END, B_START, PAIR, Matches, find_matches
from sayso.reuse.quotation import is_quoted, quoted_spans
from sayso.reuse.settings import Settings
from sayso.reuse.words import read_texts

PairRole = Literal["copy", "excerpt", "quotation"]


def find_pairs(documents: Sequence[Document], settings: Settings) -> list[Pair]:
    """Every pair of documents that shares more than a phrase or a footer, once, a earlier in the input; sorted as the input.

    The same pairs in any order of the input. Of a text held by very many documents each is paired with the longest of them, not
    with all others: the pairs connect a family without listing its square.
    """
    # of two with one id the first counts: nothing is a copy of itself
    order = sorted(
        {document.id: i for i, document in reversed(list(enumerate(documents)))}.values(), key=lambda i: documents[i].id
    )
    texts = [documents[i].text for i in order]
    corpus = InMemory(read_texts(texts), texts.__getitem__, settings)
    found = find_matches(corpus, settings)
    return as_pairs(corpus, found, lambda number: documents[order[number]].id, np.array(order, np.int64), settings)


def as_pairs(
    corpus: Corpus, matches: Matches, id_of: Callable[[int], str], places: I64, settings: Settings
) -> list[Pair]:
    """The matches under the documents' ids, a that of the smaller place, sorted by place."""
    spans = passage_offsets(corpus, matches)
    groups = np.searchsorted(matches.passages[:, PAIR], np.arange(len(matches.a) + 1))
    shares = (gram_shares(corpus, matches, 0, settings.gram), gram_shares(corpus, matches, 1, settings.gram))
    turned = places[matches.a] > places[matches.b]
    found = []
    for p in range(len(matches.a)):
        rows = spans[groups[p] : groups[p + 1]]
        sides = (int(matches.a[p]), int(matches.b[p]))
        share = (float(shares[0][p]), float(shares[1][p]))
        if turned[p]:
            sides, share, rows = sides[::-1], share[::-1], rows[:, [2, 3, 0, 1]]
        passages = tuple(Aligned(*row) for row in sorted(rows.tolist()))
        pair = Pair(id_of(sides[0]), id_of(sides[1]), *share, passages)
        found.append((int(places[sides[0]]), int(places[sides[1]]), pair))
    return [pair for _, _, pair in sorted(found, key=lambda row: row[:2])]


def gram_shares(corpus: Corpus, matches: Matches, side: int, gram: int) -> npt.NDArray[np.float64]:
    """Per pair the share of the k-grams of one document (side 0: a, 1: b) that the other holds."""
    lengths = corpus.lengths[matches.b if side else matches.a]
    return matches.grams[:, side] / np.maximum(1, lengths - gram + 1)


def passage_offsets(corpus: Corpus, matches: Matches) -> I64:
    """Per passage its start and end in a, then in b, in code points of the documents' texts."""
    rows = matches.passages
    spans = np.empty((len(rows), 4), np.int64)
    for cut, words, at_a, at_b in in_blocks(corpus, matches.a, matches.b, places=True):
        here = rows_of(rows[:, PAIR], cut)
        pair = rows[here, PAIR] - cut.start
        for side, (at, start, end) in enumerate(((at_a, A_START, A_END), (at_b, B_START, B_END))):
            low = words.bounds[at[pair]]
            spans[here, 2 * side] = words.starts[low + rows[here, start]]
            spans[here, 2 * side + 1] = words.ends[low + rows[here, end] - 1]
    return spans


def only_quotes(a: str, b: str, passages: Iterable[Aligned]) -> bool:
    """True when every passage (from a to b) stands inside quotation marks in both texts: both may quote the same speaker."""
    in_a, in_b = quoted_spans(a), quoted_spans(b)
    return all(
        is_quoted(in_a, passage.start, passage.end) and is_quoted(in_b, passage.of_start, passage.of_end)
        for passage in passages
    )


def role_of(
    pair: tuple[int, int],
    shares: tuple[float, float],
    passages: Iterable[Aligned],
    text_of: Callable[[int], str],
    settings: Settings,
) -> PairRole:
    """How two documents relate by the shares of their words found in the other: copy, excerpt, or only a quotation. Their texts
    are read only where the shares leave it open."""
    most = max(shares)
    if most >= settings.copy:
        return "copy"
    a, b = pair
    return "quotation" if most < settings.excerpt or only_quotes(text_of(a), text_of(b), passages) else "excerpt"
