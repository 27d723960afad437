"""The command line, and the recipe that it trains by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recipe import Recipe, with_silver, without_polnear
from train import options


def test_polnear_is_named_or_done_without(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options(["--articles", "a.parquet", "-o", "w.npz"])
    assert "--without-polnear" in capsys.readouterr().err
    assert options(["--articles", "a.parquet", "-o", "w.npz", "--without-polnear"]).polnear is None
    assert options(["--articles", "a.parquet", "-o", "w.npz", "--polnear", "p"]).polnear == Path("p")


def test_every_number_of_a_recipe_is_written() -> None:
    written = json.loads(json.dumps(Recipe().seeded(3).written()))
    assert written["seed"] == 3
    assert written["shape"]["width"] == Recipe().shape.width
    assert written["last"]["silver"] == Recipe().last.silver


def test_recipes_that_are_to_be_averaged_are_of_one_shape() -> None:
    for recipe in (Recipe(), with_silver(), without_polnear(), Recipe().quick(1, 10)):
        assert recipe.shape.least == recipe.teacher_shape.least
        assert recipe.shape.reach == recipe.teacher_shape.reach
        assert recipe.first.seed != recipe.last.seed != recipe.teacher.seed
