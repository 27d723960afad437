import os
from pathlib import Path

import pytest

from sayso.capture import expand
from sayso.model.nouns import Failure


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Water was short.")


def split(inputs: list[str]) -> tuple[list[Path], list[Failure]]:
    found = list(expand(inputs))
    return [f for f in found if isinstance(f, Path)], [f for f in found if isinstance(f, Failure)]


def test_a_folder_gives_all_readable_files_below_it_sorted_and_no_hidden_ones(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.HTML", "deep/er/c.md", ".hidden.txt", ".git/d.txt", "e.markdown", "f.htm")
    files, failures = split([str(tmp_path)])
    assert [str(path.relative_to(tmp_path)) for path in files] == [
        "a.HTML",
        "b.txt",
        "deep/er/c.md",
        "e.markdown",
        "f.htm",
    ]
    assert failures == []


def test_other_suffixes_are_rows_whether_named_or_found(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "scan.pdf", "noname")
    _, in_folder = split([str(tmp_path)])
    assert [failure.reason.split(";")[0] for failure in in_folder] == [
        "not yet read: a name without a suffix",
        "not yet read: .pdf",
    ]
    _, named = split([str(tmp_path / "scan.pdf")])
    assert named == [in_folder[1]]
    assert named[0].stage == "capture"


def test_patterns_reach_files_and_folders(tmp_path: Path) -> None:
    put(tmp_path, "one.txt", "two.txt", "sub/three.txt", "no.md")
    assert [path.name for path in split([str(tmp_path / "*.txt")])[0]] == ["one.txt", "two.txt"]
    assert [path.name for path in split([str(tmp_path / "**" / "t*.txt")])[0]] == ["three.txt", "two.txt"]
    assert [path.name for path in split([str(tmp_path / "s*")])[0]] == ["three.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    put(tmp_path, "what[1].txt", "what1.txt")
    assert [path.name for path in split([str(tmp_path / "what[1].txt")])[0]] == ["what[1].txt"]


def test_a_file_given_twice_comes_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    assert len(split([str(tmp_path / "a.txt"), str(tmp_path), str(tmp_path / "*.txt")])[0]) == 1


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("https://news.example/a.html", "fetching addresses is not built in yet"),
        ("nowhere/at/all.txt", "no such file or folder"),
        ("nowhere/*.txt", "no file matches this pattern"),
        ("", "not a path"),
        ("a\0b", "not a path"),
    ],
)
def test_what_means_nothing_is_a_row_with_a_reason(given: str, reason: str) -> None:
    files, failures = split([given])
    assert files == []
    assert len(failures) == 1
    assert reason in failures[0].reason


def test_an_empty_folder_is_a_row(tmp_path: Path) -> None:
    assert "holds no files" in split([str(tmp_path)])[1][0].reason


def test_a_circle_of_links_ends_and_a_dangling_one_is_passed_on(tmp_path: Path) -> None:
    put(tmp_path, "real/a.txt")
    (tmp_path / "real" / "round").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    files, failures = split([str(tmp_path)])
    assert [path.name for path in files] == ["gone.txt", "a.txt"]
    assert [failure.path for failure in failures] == [str(tmp_path / "self")]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_a_closed_folder_is_a_row(tmp_path: Path) -> None:
    put(tmp_path, "closed/a.txt")
    (tmp_path / "closed").chmod(0)
    try:
        assert "cannot be read" in split([str(tmp_path)])[1][0].reason
    finally:
        (tmp_path / "closed").chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes only there")
def test_a_name_that_is_no_utf8_can_be_shown(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.pdf")
    (tmp_path / name).write_text("x")
    failure = split([str(tmp_path)])[1][0]
    assert failure.path.endswith("caf\ufffd.pdf")
    failure.path.encode("utf-8")
