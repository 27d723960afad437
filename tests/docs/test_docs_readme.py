"""What the README tells a user to type works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.main import main

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARTICLE = (
    "Prisoners without daylight\nPublisher: Diario Sur\nPublished: 2026-01-12\n\n"
    "Lantern Watch, which visited the prison in May, said that the cells of Villa Norte Prison have no daylight.\n"
)


def commands() -> list[list[str]]:
    """The `sayso ...` lines of the README, comments dropped."""
    lines = [line.strip().split(" #")[0] for line in README.splitlines() if line.startswith("    sayso ")]
    return [shlex.split(line)[1:] for line in lines]


def test_the_commands_of_the_readme_run_one_after_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "report.html").write_text(
        f"<html><body><article><p>{ARTICLE}</p></article></body></html>", encoding="utf-8"
    )
    runner, claim = CliRunner(), ""
    for words in commands():
        if words[0] == "why":
            listed = runner.invoke(main, ["claims", words[1], "--all", "--json"])
            claim = re.findall(r"c-[0-9a-f]{12}", listed.output)[0]
            words = ["why", words[1], claim]
        done = runner.invoke(main, words)
        assert done.exit_code == 0, (words, done.output)
    assert claim
    assert (tmp_path / "dossier.html").exists()


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    runner = CliRunner()
    for words in (
        ["new", "prison-conditions"],
        ["add", "prison-conditions", "one.txt"],
        ["trace", "prison-conditions"],
    ):
        assert runner.invoke(main, words).exit_code == 0
    code = re.search(r"```python\n(.*?)```", README, re.S)
    assert code is not None
    exec(compile(code.group(1), "README.md", "exec"), {})
    assert "Interval(" in capsys.readouterr().out


def test_the_python_of_the_page_on_text_reuse_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "reuse.md").read_text(encoding="utf-8")
    code, said = re.search(r"```python\n(.*?)```", page, re.S), re.search(r"prints `([^`]+)`", page)
    assert code is not None
    assert said is not None
    exec(compile(code.group(1), "reuse.md", "exec"), {})
    assert capsys.readouterr().out.startswith(said.group(1))


def test_links_and_pictures_of_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_command_is_in_the_readme_or_in_the_changelog() -> None:
    told = README + (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name in main.commands:
        assert re.search(rf"`?\b{name}\b`?", told), name
