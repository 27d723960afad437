"""A case with two short articles, traced, and the command line called inside this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli.main import main

Run = Callable[..., Result]
ONE = (
    "Prisoners kept in the dark\n\nBy Lena Ortega\nPublished: 2025-03-04\n\n"
    "The director of Villa Norte Prison, Tomás Rey, told reporters that 40 inmates live in cells without daylight. "
    "“Nobody in block four sees the sun,” said Rosa Quintero, a lawyer who visited the block in March.\n"
)
TWO = (
    "Ministry answers critics\n\nPublished: 2025-03-09\n\n"
    "The Ministry of Justice denied that inmates of Villa Norte Prison live in cells without daylight. "
    "According to the Ministry of Justice, every cell has a window.\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `sayso` with these arguments in an empty folder."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def call(*arguments: str) -> Result:
        result = runner.invoke(main, [*arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    return folder


@pytest.fixture
def traced(run: Run, articles: Path) -> Run:
    """The case "c" in the current folder, traced."""
    for arguments in (("new", "c"), ("add", "c", "articles"), ("trace", "c")):
        assert run(*arguments).exit_code == 0
    return run
