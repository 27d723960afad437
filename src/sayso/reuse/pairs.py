"""Pairs of documents that share text, with exact offsets on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from sayso.model.nouns import Aligned, Document, Pair
from sayso.reuse.matches import A_END, A_START, B_END, B_START, PAIR, Matches, find_matches
from sayso.reuse.quotation import is_quoted, quoted_spans
from sayso.reuse.settings import Settings
from sayso.reuse.words import Words, read_texts

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
    words = read_texts(texts)
    matches = find_matches(words, texts.__getitem__, settings)
    spans = passage_offsets(words, matches)
    groups = np.searchsorted(matches.passages[:, PAIR], np.arange(len(matches.a) + 1))
    found = []
    for p in range(len(matches.a)):
        a, b = order[int(matches.a[p])], order[int(matches.b[p])]
        rows = spans[groups[p] : groups[p + 1]].tolist()
        share = (grams_share(words, matches, p, 0, settings.gram), grams_share(words, matches, p, 1, settings.gram))
        if a > b:
            a, b, share = b, a, (share[1], share[0])
            rows = sorted([b_start, b_end, a_start, a_end] for a_start, a_end, b_start, b_end in rows)
        else:
            rows = sorted(rows)
        found.append((a, b, Pair(documents[a].id, documents[b].id, *share, tuple(Aligned(*row) for row in rows))))
    return [pair for _, _, pair in sorted(found, key=lambda row: row[:2])]


def grams_share(words: Words, matches: Matches, pair: int, side: int, gram: int) -> float:
    """The share of the k-grams of one document of the pair (side 0: a, 1: b) that the other holds."""
    document = int((matches.b if side else matches.a)[pair])
    return float(matches.grams[pair, side]) / max(1, int(words.lengths[document]) - gram + 1)


def passage_offsets(words: Words, matches: Matches) -> npt.NDArray[np.int64]:
    """Per passage its start and end in a, then in b, in code points of the documents' texts."""
    rows = matches.passages.astype(np.int64)
    a, b = words.bounds[matches.a[rows[:, PAIR]]], words.bounds[matches.b[rows[:, PAIR]]]
    return np.column_stack(
        (
            words.starts[a + rows[:, A_START]],
            words.ends[a + rows[:, A_END] - 1],
            words.starts[b + rows[:, B_START]],
            words.ends[b + rows[:, B_END] - 1],
        )
    ).astype(np.int64)


def only_quotes(a: str, b: str, passages: Sequence[Aligned]) -> bool:
    """True when every passage (from a to b) stands inside quotation marks in both texts: both may quote the same speaker."""
    in_a, in_b = quoted_spans(a), quoted_spans(b)
    return all(
        is_quoted(in_a, passage.start, passage.end) and is_quoted(in_b, passage.of_start, passage.of_end)
        for passage in passages
    )


def role_of(share_a: float, share_b: float, quoted: bool, settings: Settings) -> PairRole:
    """How two documents relate by the shares of their words found in the other: copy, excerpt, or only a quotation."""
    most = max(share_a, share_b)
    if most >= settings.copy:
        return "copy"
    return "quotation" if quoted or most < settings.excerpt else "excerpt"
