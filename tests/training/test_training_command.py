"""The command line, and the recipe that it trains by."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from recipe import Recipe, without_polnear
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


def test_teacher_and_net_differ_in_their_seeds_and_windows_cannot_meet() -> None:
    for recipe in (Recipe(), without_polnear(), Recipe().quick(1, 10)):
        assert recipe.teacher.fit.seed != recipe.last.seed
        laying = recipe.teacher.laying
        assert laying.pieces < 2 * laying.slack
        assert 4 * laying.slack <= laying.window


def test_a_quick_chain_is_quick_in_every_step() -> None:
    quick = Recipe().quick(1, 10)
    assert (quick.teacher.fit.epochs, quick.last.epochs, quick.silver.texts, quick.articles) == (1, 1, 10, 20)
    assert quick.closing is not None
    assert quick.closing.epochs == 1
    full = Recipe()
    same = replace(
        quick, teacher=full.teacher, last=full.last, closing=full.closing, silver=full.silver, articles=9_000
    )
    assert same == full
