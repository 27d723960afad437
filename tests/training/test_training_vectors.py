"""Vectors of neighbours on a tiny text, against slow counting and numpy's own decomposition."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipe import Neighbours
from vectors import Glove, Vectors, count, counted, decomposed, information, quantised

TEXTS = [
    ["Ada", "said", "that", "wells", "ran", "dry", "."],
    ["Bo", "said", "that", "wells", "ran", "dry", "."],
    ["Ada", "wrote", "that", "wells", "ran", "dry", "."],
    ["Bo", "wrote", "that", "wells", "ran", "dry", "."],
]
GLOVE = Glove(
    {"the": 0, "said": 1, "dry": 2, "mayor": 3, "rare": 4}, np.arange(15, dtype=np.float32).reshape(5, 3) ** 1.5
)
SMALL = Neighbours(dimensions=3, contexts=6, forms=8, least=2, glove=4)


@given(st.lists(st.integers(-1, 5), max_size=30), st.integers(1, 6), st.integers(1, 6))
def test_counts_are_those_of_four_places(stream: list[int], forms: int, contexts: int) -> None:
    table = np.zeros((forms, 4 * contexts), np.float32)
    count(np.array(stream, np.int64), contexts, table)
    slow = np.zeros_like(table)
    for t, form in enumerate(stream):
        for place, step in enumerate((-2, -1, 1, 2)):
            u = t + step
            if 0 <= form < forms and 0 <= u < len(stream) and 0 <= stream[u] < contexts:
                slow[form, place * contexts + stream[u]] += 1
    assert (table == slow).all()


def test_words_in_the_same_places_get_the_same_neighbours() -> None:
    made = counted(TEXTS, GLOVE, SMALL)
    near = dict(zip(made.forms, made.floats()[1:, 3:], strict=True))
    assert np.allclose(near["wells"], near["wells"])
    assert not np.allclose(near["that"], near["dry"], atol=0.1)
    assert made.values.shape == (len(made.forms), 3 + SMALL.dimensions)


def test_a_form_is_kept_when_it_is_met_often_or_glove_knows_it() -> None:
    made = counted(TEXTS, GLOVE, SMALL)
    # met four times each: the five every text has; met twice: only the one that GloVe knows
    assert set(made.forms) == {"that", "wells", "ran", "dry", ".", "said", "the", "mayor"}
    assert (made.floats()[0] == 0).all()


def test_the_same_texts_give_the_same_vectors() -> None:
    one, two = (counted(TEXTS, GLOVE, SMALL) for _ in range(2))
    assert one.forms == two.forms
    assert (one.values == two.values).all()
    assert (one.scale == two.scale).all()


def test_no_text_leaves_glove_alone() -> None:
    made = counted([], GLOVE, SMALL)
    assert made.forms == ("the", "said", "dry", "mayor")
    assert (made.values[:, 3:] == 0).all()


def test_information_is_positive_and_nothing_where_nothing_was_counted() -> None:
    table = np.array([[8, 0, 0], [0, 4, 4]], np.float32)
    found = information(table)
    assert np.allclose(found, [[np.log(2) - 0.5, 0, 0], [0, np.log(2) - 0.5, np.log(2) - 0.5]], atol=1e-5)


def test_the_sketch_finds_the_leading_singular_vectors() -> None:
    random = np.random.default_rng(3)
    low = (random.normal(size=(40, 4)) * [8, 4, 2, 1]) @ random.normal(size=(4, 30))
    matrix = low.astype(np.float32)
    u, s, _ = np.linalg.svd(matrix, full_matrices=False)
    expected = u[:, :3] * np.sqrt(s[:3])
    assert np.allclose(np.abs(decomposed(matrix, 3, 1)), np.abs(expected), atol=1e-2)


@pytest.mark.parametrize("seed", range(5))
def test_int8_is_off_by_half_a_step_at_most_within_four_deviations(seed: int) -> None:
    matrix = np.random.default_rng(seed).normal(size=(50, 6)).astype(np.float32)
    values, scale = quantised(matrix)
    inside = np.abs(matrix) <= 4 * matrix.std(axis=0)
    assert (np.abs(values * scale - matrix) <= scale * 0.51)[inside].all()


def test_vectors_are_read_as_they_were_saved(tmp_path: Path) -> None:
    made = Vectors(("\n", "é", "said"), np.arange(6, dtype=np.int8).reshape(3, 2), np.ones(2, np.float32))
    made.save(tmp_path / "v.npz")
    read = Vectors.load(tmp_path / "v.npz")
    assert read.forms == made.forms
    assert (read.values == made.values).all()
    assert (read.scale == made.scale).all()
