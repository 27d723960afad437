"""Trained weights as the one file that the tagger loads: halves, but for the vectors (int8) and the chains (float32)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chain_loss import barred
from recipe import Shape
from sheets import PARTS
from vectors import Vectors

Arrays = Mapping[str, NDArray[np.float32]]


def export(path: Path, net: Arrays, vectors: Vectors, own: Sequence[str], shape: Shape, bias: float) -> None:
    """Writes `net` (the names of net.Net) for `sayso.statements.trained.load`; the same weights give the same bytes."""
    out: dict[str, NDArray[np.generic]] = {
        "roles": np.array(" ".join(PARTS)),
        "bias": np.array(bias, np.float32),
        "reach": np.array(shape.reach, np.int64),
        "known": _column(vectors.forms),
        "own_words": _column(own),
        "vectors": vectors.values,
        "scale": vectors.scale,
        **{f"t.{name}": _half(net[f"{name}.weight"]) for name in ("grams", "shape", "learned", "place")},
        **{f"t.{name}": _half(net[name]) for name in ("gain", "gain2")},
        "t.first.bias": _half(net["first.bias"]),
        **_first(net),
        **_blocks(net, "blocks", shape.dilations),
        **_blocks(net, "blocks2", shape.part_dilations),
        **_chain(net, "crf"),
        **_chain(net, "crf2"),
    }
    for name in ("cue", "word", "anchor", "parts"):
        out[f"t.{name}.w"], out[f"t.{name}.bias"] = _half(net[f"{name}.weight"].T), _half(net[f"{name}.bias"])
    with path.open("wb") as file:
        np.savez_compressed(file, **out)  # type: ignore[arg-type]


def _first(net: Arrays) -> dict[str, NDArray[np.generic]]:
    """The first layer, parted into what a form adds and what a state adds: rows of (3 x width), before, at, behind."""
    weight, states = net["first.weight"], net["state.weight"]
    width = len(weight)
    three = weight.reshape(width, 3, -1).transpose(2, 1, 0).reshape(-1, 3 * width)
    own, at = net["learned.weight"].shape[1], len(three) - states.shape[1]
    # the run-time order is known vector, letters, shape, own: the order of training
    assert own < at, "no room for the vectors of known words"
    return {"t.first.type": _half(three[:at]), "t.first.state": states @ three[at:]}


def _blocks(net: Arrays, stem: str, dilations: Sequence[int]) -> dict[str, NDArray[np.generic]]:
    out: dict[str, NDArray[np.generic]] = {f"{stem}.dilations": np.array(dilations)}
    for i in range(len(dilations)):
        out[f"{stem}.{i}.gain"] = _half(net[f"{stem}.{i}.gain"])
        out[f"{stem}.{i}.w"] = _half(net[f"{stem}.{i}.w.weight"].T)
        out[f"{stem}.{i}.bias"] = _half(net[f"{stem}.{i}.w.bias"])
    return out


def _chain(net: Arrays, name: str) -> dict[str, NDArray[np.generic]]:
    trans, start = barred(len(net[f"{name}.end"]))
    return {
        f"{name}.trans": net[f"{name}.trans"] + trans,
        f"{name}.start": net[f"{name}.start"] + start,
        f"{name}.end": net[f"{name}.end"],
    }


def _half(value: NDArray[np.float32]) -> NDArray[np.generic]:
    return np.ascontiguousarray(value, np.float16)


def _column(words: Sequence[str]) -> NDArray[np.generic]:
    """Words as bytes, a tab between two; no word holds one."""
    return np.frombuffer("\t".join("<n>" if word == "\n" else word for word in words).encode("utf-8"), np.uint8)
