"""Weights written and loaded again; the run-time reader against the same sums written out in plain numpy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from export import export
from gold import cut
from lexicon import Lexicon
from recipe import Shape
from sayso.statements.trained import Reader, load
from sayso.statements.trained.reading import _Text
from sayso.statements.trained.states import RELATIONS, STATES
from sayso.statements.trained.words import BUCKETS, SHAPES
from sheets import PARTS, STYLES, Batch, Sheet, batch, sheet
from vectors import Vectors

SHAPE = Shape(width=8, dilations=(1, 3), part_width=6, part_dilations=(2,), own=3, letters=4, reach=10)
OWN = ("\n", "ada", "said")
FORMS = ("said", "\n", "wells", "lind")
Arrays = dict[str, NDArray[np.float32]]


def vectors() -> Vectors:
    random = np.random.default_rng(1)
    return Vectors(FORMS, random.integers(-127, 128, (4, 5)).astype(np.int8), np.full(5, 0.02, np.float32))


def weights(seed: int) -> Arrays:
    """Arrays of the names and shapes that net.Net has; halves, so that writing them as such loses nothing."""
    random, s = np.random.default_rng(seed), SHAPE
    labels = 2 * len(PARTS) + 1
    shapes = {
        "learned.weight": (len(OWN) + 1, s.own),
        "grams.weight": (BUCKETS, s.letters),
        "shape.weight": (SHAPES, 8),
        "state.weight": (STYLES * STATES, 12),
        "first.weight": (s.width, 3 * (5 + s.own + s.letters + 20)),
        "first.bias": (s.width,),
        "gain": (s.width,),
        "cue.weight": (3, s.width),
        "cue.bias": (3,),
        "word.weight": (s.part_width, s.width),
        "word.bias": (s.part_width,),
        "anchor.weight": (2 * s.part_width, 2 * s.width),
        "anchor.bias": (2 * s.part_width,),
        "place.weight": (33 * RELATIONS, s.part_width),
        "gain2": (s.part_width,),
        "parts.weight": (labels, s.part_width),
        "parts.bias": (labels,),
    }
    for stem, width, dilations in (("blocks", s.width, s.dilations), ("blocks2", s.part_width, s.part_dilations)):
        for i in range(len(dilations)):
            shapes |= {
                f"{stem}.{i}.gain": (width,),
                f"{stem}.{i}.w.weight": (width, 3 * width),
                f"{stem}.{i}.w.bias": (width,),
            }
    for name, k in (("crf", 3), ("crf2", labels)):
        shapes |= {f"{name}.trans": (k, k), f"{name}.start": (k,), f"{name}.end": (k,)}
    made = {
        name: (random.normal(size=shape) * 0.5).astype(np.float16).astype(np.float32) for name, shape in shapes.items()
    }
    made["learned.weight"][0] = 0
    return made


def encoded(net: Arrays, found: Lexicon, laid: Batch) -> NDArray[np.float32]:
    """The encoder over a batch of one document, one sum after another."""
    forms = np.hstack(
        [
            vectors().floats()[laid.known],
            net["grams.weight"][laid.letters].sum(axis=1) / 8**0.5,
            net["shape.weight"][laid.shape],
        ]
    )
    x = np.hstack([forms[laid.form], net["learned.weight"][laid.own], net["state.weight"][laid.state]])

    def beside(rows: NDArray[np.float32], d: int) -> NDArray[np.float32]:
        padded = np.pad(rows * laid.mask, ((d, d), (0, 0)))
        return np.hstack([padded[: -2 * d], rows * laid.mask, padded[2 * d :]])

    def active(rows: NDArray[np.float32], gain: NDArray[np.float32]) -> NDArray[np.float32]:
        positive: NDArray[np.float32] = np.maximum(
            rows / np.sqrt((rows**2).mean(axis=1, keepdims=True) + 1e-5) * gain, 0
        )
        return positive

    x = (beside(x, 1) @ net["first.weight"].T + net["first.bias"]) * laid.mask
    for i, d in enumerate(SHAPE.dilations):
        side = beside(active(x, net[f"blocks.{i}.gain"]), d)
        x = x + (side @ net[f"blocks.{i}.w.weight"].T + net[f"blocks.{i}.w.bias"]) * laid.mask
    return active(x, net["gain"])


def write(path: Path, net: Arrays) -> Path:
    export(path, net, vectors(), OWN, SHAPE, 0.25)
    return path


def test_weights_are_loaded_as_they_were_written(tmp_path: Path) -> None:
    net = weights(2)
    found = load(write(tmp_path / "w.npz", net))
    assert found.roles == PARTS
    assert (found.bias, found.reach) == (0.25, SHAPE.reach)
    assert found.known == {form: i + 1 for i, form in enumerate(FORMS)}
    assert found.own == {form: i + 1 for i, form in enumerate(OWN)}
    assert [layer.dilation for layer in (*found.layers, *found.layers2)] == [1, 3, 2]
    assert np.allclose(found.tables["cue.w"], net["cue.weight"].T)
    assert (found.cues.trans[:, 2] < -20).tolist() == [True, False, False]


def test_the_same_weights_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write(tmp_path / name, weights(2)).read_bytes() for name in ("a.npz", "b.npz"))
    assert one == two
    assert one != write(tmp_path / "c.npz", weights(3)).read_bytes()


def test_the_reader_encodes_as_training_does(tmp_path: Path) -> None:
    net, text = weights(4), "Ada Bell said “wells” ran dry.\n\nBo-Lind denied it, she told 31 others."
    found = Lexicon.of(FORMS, OWN)
    one: Sheet = sheet(cut("x", text), found)
    expected = encoded(net, found, batch([one], found))[: len(one.forms)]
    reader = Reader(load(write(tmp_path / "w.npz", net)))
    layout = reader.lay_out([_Text.of(text)])
    assert np.allclose(reader.encode(layout), expected, atol=2e-3)
