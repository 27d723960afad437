"""Invented articles in any number, with copies of ten kinds hidden among them: what bench/reuse.py grows to a million.

    python bench/articles.py N OUT [SEED]

Writes OUT.parquet (id, text, kind), OUT.pairs.parquet (a, b, kind: b reuses a) and OUT.siblings.json, as the shared maker does with
real articles. 60 % are originals: words by Zipf's law (Mandelbrot's form, exponent 1.07, 60,000 words), stock phrases among them,
lengths log-normal about 700 words, and on four pages in ten the footer of one of 200 outlets. 40 % are copies: with a header and a
footer, cut short, paragraphs reordered and dropped, 10 to 40 % of the words edited, a quotation of 25 or 40 words in an unrelated
article, two originals mixed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

KINDS = ["verbatim", "truncated", "reordered", "edit10", "edit20", "edit30", "edit40", "quote25", "quote40", "mash"]
SCHEMA = pa.schema([("id", pa.string()), ("text", pa.large_string()), ("kind", pa.string())])
WORDS, PHRASES, OUTLETS, ROWS = 60_000, 20_000, 200, 10_000


class Maker:
    """Texts as arrays of word numbers; the same seed gives the same texts, one by one, in any order."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        rng = np.random.default_rng([seed, 0])
        syllables = np.array(
            [c + v for c in "bcdfghjklmnprstvz" for v in ("a", "e", "i", "o", "u", "ar", "en", "il", "os")]
        )
        made = ["".join(rng.choice(syllables, 1 + i * 3 // WORDS + int(rng.integers(1, 3)))) for i in range(2 * WORDS)]
        self.vocabulary = np.array(list(dict.fromkeys(made))[:WORDS], object)
        weights = 1 / (np.arange(len(self.vocabulary)) + 2.7) ** 1.07
        self.chances = np.cumsum(weights / weights.sum())
        self.phrases = [self.words(rng, int(rng.integers(3, 9))) for _ in range(PHRASES)]
        self.footers = [self.words(rng, int(rng.integers(20, 60))) for _ in range(OUTLETS)]

    def words(self, rng: np.random.Generator, many: int) -> np.ndarray:
        return np.searchsorted(self.chances, rng.random(many)).clip(max=len(self.vocabulary) - 1)

    def original(self, number: int) -> np.ndarray:
        rng = np.random.default_rng([self.seed, 1, number])
        many = int(np.clip(rng.lognormal(6.4, 0.55), 60, 12_000))
        words = self.words(rng, many)
        # a phrase every sixty words; the commoner ones far more often
        for at in rng.integers(0, many, many // 60):
            phrase = self.phrases[min(int(rng.pareto(0.7)), PHRASES - 1)]
            words[at : at + len(phrase)] = phrase[: many - at]
        if rng.random() < 0.4:
            words = np.concatenate((words, self.footers[int(rng.integers(OUTLETS))]))
        return words

    def edited(self, rng: np.random.Generator, words: np.ndarray, share: float) -> np.ndarray:
        """That share of the words replaced, left out or followed by another: 3 to 1 to 1."""
        r = rng.random(len(words))
        out = np.where(r < 0.6 * share, self.words(rng, len(words)), words)
        repeats = np.where((r >= 0.6 * share) & (r < 0.8 * share), 0, np.where((r >= 0.8 * share) & (r < share), 2, 1))
        grown = np.repeat(out, repeats)
        second = np.flatnonzero(np.repeat(repeats == 2, repeats))[1::2]
        grown[second] = self.words(rng, len(second))
        return grown

    def copy(self, number: int, originals: int) -> tuple[str, list[int], np.ndarray]:
        """The kind of a copy, the originals it was made from, and its words."""
        rng = np.random.default_rng([self.seed, 2, number])
        kind, a = KINDS[number % len(KINDS)], int(rng.integers(originals))
        words = self.original(a)
        if kind == "verbatim":
            parts = [self.words(rng, 4), words, self.footers[int(rng.integers(OUTLETS))]]
            return kind, [a], np.concatenate(parts)
        if kind == "truncated":
            return kind, [a], words[: int(len(words) * rng.uniform(0.2, 0.6))]
        if kind == "reordered":
            parts = np.array_split(words, max(2, len(words) // 60))
            order = rng.permutation(len(parts))
            return kind, [a], np.concatenate([parts[i] for i in order if rng.random() < 0.7] or parts)
        if kind.startswith("edit"):
            return kind, [a], self.edited(rng, words, int(kind[4:]) / 100)
        if kind.startswith("quote"):
            long = min(len(words), int(kind[5:]) + int(rng.integers(0, 10)))
            at = int(rng.integers(0, len(words) - long + 1))
            host = self.original(originals + number)
            place = int(rng.integers(0, len(host)))
            return kind, [a], np.concatenate((host[:place], words[at : at + long], host[place:]))
        b = (a + 1 + int(rng.integers(originals - 1))) % originals
        other = self.original(b)
        return kind, [a, b], np.concatenate((words[: max(30, len(words) // 3)], other[: max(30, len(other) // 3)]))

    def text(self, words: np.ndarray, number: int) -> str:
        """Sentences of ten to thirty words, paragraphs of three."""
        rng = np.random.default_rng([self.seed, 3, number])
        spelled = self.vocabulary[words].tolist()
        ends = np.cumsum(rng.integers(10, 31, 1 + len(spelled) // 10))
        for i, end in enumerate(ends[ends < len(spelled)].tolist()):
            spelled[end - 1] += ".\n\n" if i % 3 == 2 else "."
            spelled[end] = spelled[end].capitalize()
        return " ".join(spelled).replace("\n ", "\n") + "."


def make(n: int, out: Path, seed: int) -> None:
    """Write the set; texts are made and written 10,000 at a time."""
    maker, copies = Maker(seed), int(n * 0.4)
    originals = n - copies
    pairs: list[tuple[int, int, str]] = []
    made_from: dict[int, list[int]] = {}
    with pq.ParquetWriter(out.with_suffix(".parquet"), SCHEMA) as writer:
        for start in range(0, n, ROWS):
            rows: list[tuple[str, str, str]] = []
            for number in range(start, min(start + ROWS, n)):
                if number < originals:
                    rows.append((str(number), maker.text(maker.original(number), number), "original"))
                    continue
                kind, sources, words = maker.copy(number - originals, originals)
                rows.append((str(number), maker.text(words, number), kind))
                for source in sources:
                    pairs.append((source, number, kind))
                    made_from.setdefault(source, []).append(number)
            columns = [list(column) for column in zip(*rows, strict=True)]
            writer.write_table(pa.table([pa.array(c, f.type) for c, f in zip(columns, SCHEMA, strict=True)], SCHEMA))
    a, b, kinds = zip(*pairs, strict=True) if pairs else ((), (), ())
    pq.write_table(pa.table({"a": list(a), "b": list(b), "kind": list(kinds)}), out.with_suffix(".pairs.parquet"))
    out.with_suffix(".siblings.json").write_text(json.dumps(made_from))


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 7)
