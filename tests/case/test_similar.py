"""Asking a case what of a file it holds already."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.reuse.reuse_texts import prose

import sayso
from sayso.errors import CaseError

STORY = prose(1, 150)


@pytest.fixture
def case(tmp_path: Path) -> sayso.Case:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "story.txt").write_text(f"The story\n\n{STORY}\n", encoding="utf-8")
    (tmp_path / "in" / "other.txt").write_text(f"Another\n\n{prose(2, 150)}\n", encoding="utf-8")
    return sayso.Case.create(tmp_path / "case")


def test_a_copy_is_recognised_and_not_taken_in(case: sayso.Case, tmp_path: Path) -> None:
    with case:
        with pytest.raises(CaseError, match="run: sayso trace"):
            case.similar(tmp_path / "in" / "story.txt")
        case.add(tmp_path / "in")
        case.trace()
        asked = tmp_path / "page.html"
        asked.write_text(f"<article><h1>Seen elsewhere</h1><p>{STORY}</p></article>", encoding="utf-8")
        (found,) = case.similar(asked)
        assert (found.role, found.title) == ("copy", "The story")
        assert found.reverse > 0.95
        assert found.longest in STORY
        assert len(case.documents()) == 2
        (tmp_path / "none.txt").write_text(prose(3, 100), encoding="utf-8")
        assert list(case.similar(tmp_path / "none.txt")) == []
        (tmp_path / "empty.txt").write_bytes(b"")
        with pytest.raises(CaseError, match=r"empty\.txt"):
            case.similar(tmp_path / "empty.txt")


def test_what_was_added_is_found_after_the_next_trace_and_a_broken_index_is_made_anew(
    case: sayso.Case, tmp_path: Path
) -> None:
    with case:
        case.add(tmp_path / "in" / "other.txt")
        case.trace()
        assert list(case.similar(tmp_path / "in" / "story.txt")) == []
        (case.path / "reuse" / "documents").write_bytes(b"")
        case.add(tmp_path / "in" / "story.txt")
        case.trace()
        assert [row.role for row in case.similar(tmp_path / "in" / "story.txt")] == ["copy"]
        assert [row.role for row in case.similar(tmp_path / "in" / "other.txt")] == ["copy"]


@pytest.mark.parametrize("lost", ["all of it", "its texts"])
def test_an_index_that_was_lost_is_made_anew_by_a_trace_with_nothing_else_to_do(
    case: sayso.Case, tmp_path: Path, lost: str
) -> None:
    with case:
        case.add(tmp_path / "in")
        case.trace()
        index = case.path / "reuse"
        if lost == "all of it":
            shutil.rmtree(index)
        else:
            (index / "documents").write_bytes(b"")
        with pytest.raises(CaseError, match="run: sayso trace"):
            case.similar(tmp_path / "in" / "story.txt")
        assert case.trace().nothing_to_do
        assert [row.role for row in case.similar(tmp_path / "in" / "story.txt")] == ["copy"]
