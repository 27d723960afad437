"""How much of each document is in another, and where: the pairs a family is made of, measured word by word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from sayso.model.nouns import Aligned, Document, Pair
from sayso.reuse.corpus import InMemory
from sayso.reuse.matches import AGREE, PAIR, compare
from sayso.reuse.pairs import passage_offsets
from sayso.reuse.settings import Settings
from sayso.reuse.words import read_texts


@dataclass(frozen=True, slots=True)
class Overlap:
    """`share` of a document's words found in another, `reverse` of the other's words found here, and the passages from it
    (start, end) to the other (of_start, of_end), in order and without overlap on its side."""

    share: float
    reverse: float
    passages: tuple[Aligned, ...]

    @property
    def most(self) -> float:
        return max(self.share, self.reverse)

    @property
    def least(self) -> float:
        return min(self.share, self.reverse)


class Overlaps:
    """Overlaps of the documents of a case, measured when first asked for. What `pairs` left out as furniture stays out."""

    def __init__(self, documents: Sequence[Document], pairs: Sequence[Pair], settings: Settings) -> None:
        self.documents = {document.id: document for document in documents}
        self._settings = settings
        self._known: dict[tuple[str, str], Overlap] = {}
        self._kept: dict[tuple[str, str], _Kept] = {}
        for pair in pairs:
            self._kept[pair.a, pair.b] = _Kept(pair.passages)
            self._kept[pair.b, pair.a] = _Kept(Aligned(p.of_start, p.of_end, p.start, p.end) for p in pair.passages)

    def of(self, document: str, other: str) -> Overlap:
        """The overlap of one document with another."""
        self.measure([(document, other)])
        return self._known[document, other]

    def measure(self, wanted: Sequence[tuple[str, str]]) -> None:
        """Measure these (document, other) in one batch."""
        missing = sorted({pair for pair in wanted if pair not in self._known}, key=lambda pair: (pair[1], pair[0]))
        if not missing:
            return
        ids = sorted({document for pair in missing for document in pair})
        number = {document: i for i, document in enumerate(ids)}
        texts = [self.documents[document].text for document in ids]
        words = read_texts(texts)
        # the kernel keeps passages apart on the second side, and indexes the first once for all that follow
        keys = np.array([number[other] << 32 | number[document] for document, other in missing], np.uint64)
        matches = compare(words, keys, self._settings)
        offsets = passage_offsets(InMemory(words, texts.__getitem__, self._settings), matches).tolist()
        agree = matches.passages[:, AGREE].tolist()
        cuts = np.searchsorted(matches.passages[:, PAIR], np.arange(len(missing) + 1)).tolist()
        for p, (document, other) in enumerate(missing):
            found = [
                (Aligned(start, end, of_start, of_end), words_agreed)
                for (of_start, of_end, start, end), words_agreed in zip(
                    offsets[cuts[p] : cuts[p + 1]], agree[cuts[p] : cuts[p + 1]], strict=True
                )
            ]
            kept = self._kept.get((document, other))
            if kept is not None:
                found = [(one, n) for one, n in found if kept.meets(one)]
            agreed = sum(n for _, n in found)
            share, reverse = (min(1.0, agreed / max(1, int(words.lengths[number[name]]))) for name in (document, other))
            self._known[document, other] = Overlap(share, reverse, tuple(one for one, _ in found))


class _Kept:
    """Passages that can be asked whether one meets them on both sides, without trying all."""

    def __init__(self, passages: Iterable[Aligned]) -> None:
        self._passages = sorted(passages, key=lambda passage: (passage.start, passage.end))
        self._starts = [passage.start for passage in self._passages]
        # up to each passage, how far any reaches
        self._reach = list(accumulate((passage.end for passage in self._passages), max))

    def meets(self, one: Aligned) -> bool:
        at = bisect_left(self._starts, one.end) - 1
        while at >= 0 and self._reach[at] > one.start:
            other = self._passages[at]
            if one.start < other.end and one.of_start < other.of_end and other.of_start < one.of_end:
                return True
            at -= 1
        return False
