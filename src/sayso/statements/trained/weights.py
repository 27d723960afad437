"""The weights as they lie on disk and as the reader needs them."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layer:
    """A dilated residual layer: x + w relu(gain norm x) + bias, `w` (3 x width, width)."""

    dilation: int
    gain: Floats
    w: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Chain:
    """The tables of a CRF: (labels, labels), (labels,), (labels,)."""

    trans: Floats
    start: Floats
    end: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """All tables and layers in float32; `known` and `own` give a word's row (0: none)."""

    roles: tuple[str, ...]
    bias: float
    reach: int
    known: dict[str, int]
    own: dict[str, int]
    vectors: NDArray[np.int8]
    scale: Floats
    tables: dict[str, Floats]
    layers: tuple[Layer, ...]
    layers2: tuple[Layer, ...]
    cues: Chain
    parts: Chain


def load(path: str | os.PathLike[str]) -> Weights:
    """Weights from the file that `train.py` wrote; halves become float32 here. Raises OSError, KeyError."""
    with np.load(path, allow_pickle=False) as file:
        data = {name: file[name] for name in file.files}
    known = {w: i + 1 for i, w in enumerate(_words(data["known"]))}
    own = {w: i + 1 for i, w in enumerate(_words(data["own_words"]))}
    tables = {name[2:]: _float(value) for name, value in data.items() if name.startswith("t.")}
    chains = [Chain(*(_float(data[f"{c}.{k}"]) for k in ("trans", "start", "end"))) for c in ("crf", "crf2")]
    return Weights(
        roles=tuple(str(data["roles"]).split()),
        bias=float(data["bias"]),
        reach=int(data["reach"]),
        known=known,
        own=own,
        vectors=data["vectors"],
        scale=data["scale"],
        tables=tables,
        layers=_layers(data, "blocks"),
        layers2=_layers(data, "blocks2"),
        cues=chains[0],
        parts=chains[1],
    )


def _words(column: NDArray[np.str_]) -> list[str]:
    return ["\n" if w == "<n>" else w for w in bytes(column).decode("utf-8").split("\t")]


def _float(value: NDArray[np.float16]) -> Floats:
    return np.ascontiguousarray(value, np.float32)


def _layers(data: dict[str, NDArray[np.float16]], stem: str) -> tuple[Layer, ...]:
    return tuple(
        Layer(int(d), *(_float(data[f"{stem}.{i}.{part}"]) for part in ("gain", "w", "bias")))
        for i, d in enumerate(data[f"{stem}.dilations"])
    )
