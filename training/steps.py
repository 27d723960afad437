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

from export import export
from fitting import fit
from gold import Text, read_silver, write_silver
from leaks import HeldOut
from lexicon import Lexicon, repeated
from measures import measured
from minilm import Encoder, home, sub_tokens
from net import Net
from recipe import Fit, Recipe
from sheets import sheet
from sources import Sources
from tagging import tagged
from teacher import TeacherNet
from vectors import Glove, Vectors, counted

Arrays = dict[str, NDArray[np.float32]]
Say = Callable[[str], None]


class WorkError(Exception):
    """The work folder cannot be used."""


@dataclass(slots=True)
class Chain:
    """All steps over one set of texts; `silver` replaces the texts that the teacher would tag."""

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
        own = repeated((text.words for text in train), recipe.shape.least)
        silver = [text for text in self._silver(held, vectors, own) if held.shared(text.words) < recipe.leak]
        net = self._net("last", vectors, own, train, silver, recipe.last, None)
        if recipe.closing:
            more = self.sources.train(replace(recipe, repeat=recipe.closing_repeat))
            net = self._net("closing", vectors, own, more, silver, recipe.closing, net)
        with _whole(output) as path:
            export(path, net, vectors, own, recipe.shape, recipe.bias)
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
        how: Fit,
        start: Arrays | None,
    ) -> Arrays:
        """A net of the recipe's shape, from `start` where that is given."""
        how, shape = self._seeded(how), self.recipe.shape
        net = Net(torch.from_numpy(vectors.floats()), len(own), shape)
        if start:
            net.take(start)
        lexicon = Lexicon.of(vectors.forms, own)
        self._fit(name, net, lexicon, train, silver, how, shape.reach, self.recipe.bias)
        return net.arrays()

    def _teacher(self, vectors: Vectors, lexicon: Lexicon) -> Net:
        """MiniLM fine-tuned on the marked texts."""
        recipe, folder = self.recipe.teacher, home()
        how = self._seeded(recipe.fit)
        pieces = sub_tokens(folder, lexicon, recipe.laying.pieces)
        net = TeacherNet(torch.from_numpy(vectors.floats()), len(lexicon.own), recipe, Encoder.load(folder), pieces)
        train = self.sources.train(recipe)
        self._fit("teacher", net, lexicon, train, [], how, recipe.shape.reach, self.recipe.silver.bias)
        return net

    def _seeded(self, how: Fit) -> Fit:
        """With its own seed, which torch is given too: what is built next begins by it."""
        how = replace(how, seed=how.seed + self.recipe.seed)
        torch.manual_seed(how.seed)
        return how

    def _fit(
        self,
        name: str,
        net: Net,
        lexicon: Lexicon,
        train: Sequence[Text],
        silver: Sequence[Text],
        how: Fit,
        reach: int,
        bias: float,
    ) -> None:
        """Leaves `net` with the weights of its step, made now or kept."""
        path = self.work / f"{name}.npz"
        if not path.exists():
            gold, extra = ([sheet(text, lexicon) for text in texts] for texts in (train, silver))
            self.say(f"{name}: {len(gold):,} marked texts, {len(extra):,} silver")
            fit(net, gold, extra, lexicon, how, reach, lambda line: self.say(f"{name}: {line}"))
            with _whole(path) as part, part.open("wb") as file:
                np.savez(file, **net.arrays())  # type: ignore[arg-type]
            self._measure(name, net, lexicon, reach, bias)
        with np.load(path, allow_pickle=False) as file:
            net.take({key: file[key] for key in file.files})

    def _measure(self, name: str, net: Net, lexicon: Lexicon, reach: int, bias: float) -> None:
        for part, texts in (("PolNeAR dev", self.sources.dev()), ("own test", self.sources.test())):
            if texts:
                found = tagged(net, [sheet(text, lexicon) for text in texts], lexicon, reach, bias)
                marked = [text.marked(mine).attributions for text, mine in zip(texts, found, strict=True)]
                sets = [[text.sets(one) for one in mine] for text, mine in zip(texts, marked, strict=True)]
                self.say(f"{name}, {part}: {measured(texts, sets)}")

    def _silver(self, held: HeldOut, vectors: Vectors, own: Sequence[str]) -> list[Text]:
        """Articles as the teacher tags them."""
        if self.silver:
            return read_silver(self.silver)
        path, recipe = self.work / "silver.jsonl", self.recipe
        if not path.exists():
            lexicon = Lexicon.of(vectors.forms, own)
            teacher = self._teacher(vectors, lexicon)
            texts = self.sources.to_tag(recipe, held)
            sheets = [sheet(text, lexicon) for text in texts]
            found = tagged(teacher, sheets, lexicon, recipe.teacher.shape.reach, recipe.silver.bias)
            with _whole(path) as part:
                write_silver(part, (text.marked(mine) for text, mine in zip(texts, found, strict=True)))
            self.say(f"silver: {len(texts):,} texts, {sum(map(len, found)):,} attributions")
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
