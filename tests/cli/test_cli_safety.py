"""Hostile text reaches the terminal as text."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli import show
from sayso.model.visible import pretty, shown

HOSTILE = "\x1b[31mred\x1b[0m [bold red]loud[/] \u202egnp.exe\u2066 \x07\x9b31m \u200b\x00 :boom: \ud800"
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_a_shown_line_has_no_sign_that_steers_or_hides(text: str) -> None:
    line = shown(text)
    assert not CONTROL.search(line)
    assert "\n" not in line
    assert len(shown(text, 10)) <= 10


@given(
    st.recursive(
        st.text(st.characters(exclude_categories=())) | st.integers(), lambda inner: st.lists(inner), max_leaves=5
    )
)
def test_printed_json_reads_back_exactly_and_steers_nothing(value: object) -> None:
    text = pretty(value)
    assert json.loads(text) == value
    assert not CONTROL.search(text)


def test_text_in_any_script_is_left_as_it_is() -> None:
    for text in ("Crónica de Puerto Alba", "زندان می‌گوید", "刑務所の光", "naïve – “quoted” …"):
        assert shown(text) == text


def test_a_cut_is_shown() -> None:
    assert shown("a long title of a document", 12) == "a long titl…"


def test_a_piped_table_has_one_line_a_row_whatever_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    show.table(["id", "title"], [["d-1", HOSTILE], ["d-2", "tab\there\nand a line end"], ["d-3", None]])
    out = capsys.readouterr().out
    assert [line.count("\t") for line in out.splitlines()] == [1, 1, 1, 1]
    assert not CONTROL.search(out)
    assert "[bold red]loud[/]" in out


def test_a_table_on_a_terminal_reads_nothing_as_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    show.table(["id", "title"], [["d-1", HOSTILE]])
    text = screen.getvalue()
    assert "[bold red]loud[/]" in text
    assert ":boom:" in text
    assert "\x1b[31m" not in text
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text


def sayso(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "sayso", *arguments], cwd=cwd, capture_output=True, check=False)


def test_piped_output_of_a_real_process_has_no_control_characters_and_no_progress(tmp_path: Path) -> None:
    title = HOSTILE.replace("\ud800", "").replace("\x00", "")
    page = f"{title}\n\nThe warden said that [red]nobody[/red] sees \u202ethe sun.\x1b]0;owned\x07 A second sentence.\n"
    (tmp_path / "a.txt").write_text(page * 3, encoding="utf-8")
    (tmp_path / "good.txt").write_text("The warden said that nobody sees the sun in block four.\n", encoding="utf-8")
    assert sayso("new", "c", cwd=tmp_path).returncode == 0
    assert sayso("add", "c", "a.txt", "good.txt", cwd=tmp_path).returncode == 0
    ran = [sayso("trace", "c", cwd=tmp_path)]
    assert ran[0].returncode in (0, 1)
    for name in ("documents", "claims", "statements", "sources", "families", "check", "verify", "export"):
        everything = ["--all"] if name in ("claims", "statements", "sources") else []
        ran.append(sayso(name, "c", *everything, cwd=tmp_path))
        assert ran[-1].returncode == 0
    ran.append(sayso("search", "c", "warden", cwd=tmp_path))
    for done in ran:
        assert not CONTROL.search(done.stdout.decode("utf-8"))
        assert not CONTROL.search(done.stderr.decode("utf-8"))


def test_exit_codes_of_a_real_process(tmp_path: Path) -> None:
    assert sayso("new", "c", cwd=tmp_path).returncode == 0
    wrong = sayso("trace", "nowhere", cwd=tmp_path)
    assert wrong.returncode == 2
    assert b"Traceback" not in wrong.stderr
    (tmp_path / "a.txt").write_text("The warden said that nobody sees the sun.")
    assert sayso("add", "c", "a.txt", "missing.txt", cwd=tmp_path).returncode == 1
    assert sayso("add", "c", "missing.txt", cwd=tmp_path).returncode == 2


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    assert sayso("new", "c", cwd=tmp_path).returncode == 0
    with subprocess.Popen(
        [sys.executable, "-m", "sayso", "export", "c"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.parametrize("command", ["why", "claims", "check", "export"])
def test_a_reader_that_has_enough_ends_any_command_quietly(tmp_path: Path, command: str) -> None:
    for number in range(40):
        text = f"Page {number}\n\n" + "The warden said that nobody sees the sun in block four. " * (number + 1)
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    for arguments in (("new", "c"), ("add", "c", *(f"{number}.txt" for number in range(40))), ("trace", "c")):
        assert sayso(*arguments, cwd=tmp_path).returncode == 0
    asked = [command, "c"]
    if command == "why":
        asked.append(json.loads(sayso("claims", "c", "--all", "--json", cwd=tmp_path).stdout)[0]["id"])
    with subprocess.Popen(
        [sys.executable, "-m", "sayso", *asked], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode in (0, 141)
    assert said == b""
