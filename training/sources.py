"""The texts of one training: what is marked, what is held out, and the articles that share nothing with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from gold import POLNEAR, Text, cut, own, polnear
from leaks import HeldOut
from recipe import Recipe, Silver, Teacher


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the texts are; without `polnear` nothing is known of it, with `with_polnear` off it is held out and measured only."""

    articles: Path
    corpus: Path
    polnear: Path | None
    with_polnear: bool

    def train(self, how: Recipe | Teacher) -> list[Text]:
        """The marked texts; our own corpus `repeat` times, and, when it is all there is, once in PolNeAR's manner too."""
        mine = own(self.corpus, "train")
        if self.polnear and self.with_polnear:
            return polnear(self.polnear / "train", every=how.every_annotator) + mine * how.repeat
        # the tagger is asked in either manner, so that both must be trained
        return mine + [replace(text, style=POLNEAR) for text in mine]

    def dev(self) -> list[Text]:
        """PolNeAR's dev part, for figures on the way."""
        return polnear(self.polnear / "dev") if self.polnear else []

    def test(self) -> list[Text]:
        """The test documents of our own corpus."""
        return own(self.corpus, "test")

    def held_out(self) -> HeldOut:
        """Every document that no article may share text with: PolNeAR's dev and test, our own corpus's test."""
        texts = self.test()
        for part in ("dev", "test") if self.polnear else ():
            texts += polnear(self.polnear / part) if self.polnear else []
        return HeldOut(text.words for text in texts)

    def unmarked(self, recipe: Recipe, held: HeldOut) -> Iterator[Text]:
        """Texts for counting neighbours: PolNeAR's train part, and the articles."""
        if self.polnear and self.with_polnear:
            yield from polnear(self.polnear / "train")
        for number, text in enumerate(self._articles()[: recipe.articles]):
            article = cut(f"a{number}", text)
            if held.shared(article.words) < recipe.leak:
                yield article

    def to_tag(self, recipe: Recipe, held: HeldOut) -> list[Text]:
        """The articles to tag, drawn at random."""
        how: Silver = recipe.silver
        every, chosen = self._articles(), []
        for number in np.random.default_rng(how.seed).permutation(len(every)):
            text = every[number]
            if how.shortest < len(text) < how.longest:
                article = cut(f"a{number}", text)
                if held.shared(article.words) < recipe.leak:
                    chosen.append(article)
            if len(chosen) == how.texts:
                break
        return chosen

    def digest(self) -> str:
        """SHA-256 over everything that is read for training."""
        files = [self.articles, *sorted(self.corpus.glob("*.txt"))]
        if self.polnear:
            files += sorted(path for path in self.polnear.rglob("*") if path.suffix in (".ann", ".txt"))
        total = sha256()
        for file in files:
            total.update(sha256(file.read_bytes()).digest())
        return total.hexdigest()

    def _articles(self) -> list[str]:
        column = pq.read_table(self.articles, columns=["text"])["text"].to_pylist()
        return [re.sub(r"[ \t]+", " ", text).strip() for text in column]
