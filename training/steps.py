"""The chain from texts to weights; each finished step is kept in the work folder and not made again.

A step reads what the steps before it wrote, also when they ran just now: a chain that was killed and goes on gives the same bytes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from export import export, mean
from fitting import fit
from gold import Text, read_silver, write_silver
from leaks import HeldOut
from lexicon import Lexicon, repeated
from measures import measured
from net import Net
from recipe import Fit, Recipe, Shape
from sheets import sheet
from sources import Sources
from tagging import tagged
from vectors import Glove, Vectors, counted

Arrays = dict[str, NDArray[np.float32]]
Say = Callable[[str], None]


class WorkError(Exception):
    """The work folder cannot be used."""


@dataclass(slots=True)
class Chain:
    """All steps over one set of texts; `silver` replaces the texts that the first two nets would tag."""

    sources: Sources
    recipe: Recipe
    work: Path
    say: Say
    silver: Path | None = None

    def run(self, output: Path) -> None:
        """Writes the weights. Raises WorkError when the work folder belongs to other texts or another recipe."""
        self._claim()
        held, recipe = self.sources.held_out(), self.recipe
        vectors = self._vectors(held)
        train = self.sources.train(recipe)
        # the words with a vector of their own are the same in all nets, so that their mean has a meaning
        own = repeated((text.words for text in train), recipe.shape.least)
        nets = []
        if recipe.from_first or not self.silver:
            nets.append(self._net("first", vectors, own, train, [], recipe.shape, recipe.first, None))
        silver = [text for text in self._silver(held, vectors, own, train) if held.shared(text.words) < recipe.leak]
        start = nets[0] if recipe.from_first else None
        nets.append(self._net("last", vectors, own, train, silver, recipe.shape, recipe.last, start))
        with _whole(output) as path:
            export(path, mean(nets if recipe.from_first else nets[-1:]), vectors, own, recipe.shape, recipe.bias)
        self.say(f"written: {output}, {output.stat().st_size / 1e6:.1f} MB")

    def _claim(self) -> None:
        """Takes the work folder, or goes on in it."""
        self.work.mkdir(parents=True, exist_ok=True)
        note = self.work / "recipe.json"
        silver = sha256(self.silver.read_bytes()).hexdigest() if self.silver else None
        facts = {"recipe": self.recipe.written(), "texts": self.sources.digest(), "silver": silver}
        written = json.dumps(facts | {"with_polnear": self.sources.with_polnear}, indent=1) + "\n"
        if not note.exists():
            note.write_text(written, encoding="utf-8")
        elif note.read_text(encoding="utf-8") != written:
            raise WorkError(
                f"{self.work} holds steps of other texts or another recipe: name another --work, or delete it"
            )

    def _vectors(self, held: HeldOut) -> Vectors:
        path = self.work / "vectors.npz"
        if not path.exists():
            texts = self.sources.unmarked(self.recipe, held)
            made = counted((text.words for text in texts), Glove.load(), self.recipe.neighbours)
            with _whole(path) as part:
                made.save(part)
            self.say(f"vectors of {len(made.forms):,} forms")
        return Vectors.load(path)

    def _net(
        self,
        name: str,
        vectors: Vectors,
        own: Sequence[str],
        train: Sequence[Text],
        silver: Sequence[Text],
        shape: Shape,
        how: Fit,
        start: Arrays | None,
    ) -> Arrays:
        path = self.work / f"{name}.npz"
        if not path.exists():
            how = replace(how, seed=how.seed + self.recipe.seed)
            torch.manual_seed(how.seed)
            lexicon = Lexicon.of(vectors.forms, own)
            gold, extra = ([sheet(text, lexicon) for text in texts] for texts in (train, silver))
            net = Net(torch.from_numpy(vectors.floats()), len(own), shape)
            if start:
                net.take(start)
            self.say(f"{name} net: {len(gold):,} marked texts, {len(extra):,} silver")
            fit(net, gold, extra, lexicon, how, shape.reach, lambda line: self.say(f"{name} net: {line}"))
            with _whole(path) as part, part.open("wb") as file:
                np.savez(file, **net.arrays())  # type: ignore[arg-type]
            self._measure(name, net, lexicon, shape.reach)
        with np.load(path, allow_pickle=False) as file:
            return {key: file[key] for key in file.files}

    def _measure(self, name: str, net: Net, lexicon: Lexicon, reach: int) -> None:
        for part, texts in (("PolNeAR dev", self.sources.dev()), ("own test", self.sources.test())):
            if texts:
                found = tagged([net], [sheet(text, lexicon) for text in texts], lexicon, reach, self.recipe.bias)
                marked = [text.marked(mine).attributions for text, mine in zip(texts, found, strict=True)]
                sets = [[text.sets(one) for one in mine] for text, mine in zip(texts, marked, strict=True)]
                self.say(f"{name} net, {part}: {measured(texts, sets)}")

    def _silver(self, held: HeldOut, vectors: Vectors, own: Sequence[str], train: Sequence[Text]) -> list[Text]:
        """Articles as the first net and the teacher tag them together."""
        if self.silver:
            return read_silver(self.silver)
        path = self.work / "silver.jsonl"
        if not path.exists():
            recipe = self.recipe
            teacher = self._net("teacher", vectors, own, train, [], recipe.teacher_shape, recipe.teacher, None)
            with np.load(self.work / "first.npz", allow_pickle=False) as file:
                first = {key: file[key] for key in file.files}
            lexicon, nets = Lexicon.of(vectors.forms, own), []
            for arrays, shape in ((first, recipe.shape), (teacher, recipe.teacher_shape)):
                nets.append(Net(torch.from_numpy(vectors.floats()), len(own), shape))
                nets[-1].take(arrays)
            texts = self.sources.to_tag(recipe, held)
            sheets = [sheet(text, lexicon) for text in texts]
            found = tagged(nets, sheets, lexicon, recipe.shape.reach, recipe.silver.bias)
            marked = [text.marked(mine) for text, mine in zip(texts, found, strict=True)]
            with _whole(path) as part:
                write_silver(part, marked)
            self.say(f"silver: {len(marked):,} texts, {sum(map(len, found)):,} attributions")
        return read_silver(path)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A path to write to that becomes `path` when all is written: a killed step leaves nothing that looks finished."""
    part = path.with_name(path.name + ".part")
    yield part
    part.replace(path)


def clocked(begin: float) -> Say:
    """Prints lines with the CPU seconds since `begin`."""
    return lambda line: print(f"{time.process_time() - begin:7.0f} CPU-s  {line}", flush=True)
