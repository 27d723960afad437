from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from sayso.case import Case
from sayso.demo import run as demo


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One demo case for all tests that only look at it."""
    root = tmp_path_factory.mktemp("demo") / "sayso-demo"
    case, failed = demo.build(root)
    case.close()
    assert failed == ()
    return root


def test_the_demo_is_a_whole_case_with_a_dossier(built: Path) -> None:
    with Case.open(built) as case:
        assert case.is_demo
        assert case.verify() == []
        assert len(case.documents()) == len(list((built / "documents").iterdir())) > 10
        assert case.failures() == []
        assert len(case.claims()) > 0
        assert {finding.as_of for finding in case.findings()} == {demo.AS_OF}
    assert "Monte Claro" in (built / "dossier.html").read_text(encoding="utf-8")


def test_the_summary_tells_families_the_interval_and_the_finding_in_words(built: Path) -> None:
    with Case.open(built) as case:
        text = "\n".join(demo.summary(case))
        families, findings = case.families(), case.findings()
        headline = max(case.claims(), key=lambda claim: (len(claim.statements), claim.id))
    assert text.count("A copy or a rewrite is not confirmation") == sum(len(f.members) > 1 for f in families) > 0
    assert f"at least {headline.independent.min} and at most {headline.independent.max} independent source" in text
    assert "The rule “" in text
    assert all(finding.says in text for finding in findings)


def test_the_command_prints_the_summary_and_the_path_and_opens_nothing_in_ci(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", open_url)
    monkeypatch.setattr(demo, "_has_display", lambda: True)
    monkeypatch.setenv("CI", "true")
    first = run("demo")
    assert first.exit_code == 0
    assert f"The dossier is at: {Path('sayso-demo/dossier.html').absolute()}" in first.output
    assert "independent source" in first.output
    monkeypatch.delenv("CI")
    assert run("demo", "--no-open").exit_code == 0
    assert opened == []
    again = run("demo")
    assert opened == [Path("sayso-demo/dossier.html").absolute().as_uri()]
    assert "is open in your browser" in again.output


def test_without_a_display_nothing_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: pytest.fail(f"opened {url}"))
    for name in ("CI", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not demo.open_in_browser(tmp_path / "dossier.html")


def test_a_demo_is_replaced_and_anything_else_is_left_alone(run: Run) -> None:
    assert run("demo", "d", "--no-open").exit_code == 0
    Path("d/documents/old.txt").write_text("from the last time")
    assert run("demo", "d", "--no-open").exit_code == 0
    assert not Path("d/documents/old.txt").exists()

    run("new", "mine")
    Path("folder").mkdir()
    Path("folder/letter.txt").write_text("mine")
    Path("link").symlink_to("d", target_is_directory=True)
    for name in ("mine", "folder", "folder/letter.txt", "link"):
        refused = run("demo", name, "--no-open")
        assert refused.exit_code == 2
        assert "not a demo case" in refused.stderr
    assert Path("folder/letter.txt").read_text() == "mine"
    assert Path("mine/case.json").exists()
    assert Path("d/dossier.html").exists()
