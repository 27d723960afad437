"""The index on disk: the same answers as the batch, durable, and never two writers."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reuse.reuse_texts import SETTINGS, prose
from tests.reuse.test_reuse_pairs import NEUTRAL, collections

from sayso.errors import ReuseError
from sayso.model.nouns import Document, Pair
from sayso.reuse import Found, Index, find_pairs, kernels, lookup, segments
from sayso.reuse.segments import in_parts
from sayso.reuse.words import read_texts


@pytest.fixture
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few hundred keys make a segment, eight segments are merged, and a text is looked up in parts."""
    monkeypatch.setattr(segments, "_SEAL", 256)
    monkeypatch.setattr(segments, "_PART", 500)
    monkeypatch.setattr(lookup, "_AT_ONCE", 7)


def shape(pairs: list[Pair]) -> set[tuple[frozenset[str], frozenset[tuple[str, int, int, str, int, int]]]]:
    """Who shares what with whom, whichever of the two comes first."""
    return {
        (
            frozenset((pair.a, pair.b)),
            frozenset(
                tuple(x for side in sorted(((pair.a, p.start, p.end), (pair.b, p.of_start, p.of_end))) for x in side)  # type: ignore[misc]
                for p in pair.passages
            ),
        )
        for pair in pairs
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(collections(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_its_pairs_are_those_of_the_batch_however_they_came(
    small_segments: None, documents: list[Document], rng: random.Random, many: int
) -> None:
    shuffled = documents[:]
    rng.shuffle(shuffled)
    with Index() as index:
        for start in range(0, len(shuffled), many):
            index.add({document.id: document.text for document in shuffled[start : start + many]})
        assert shape(index.pairs()) == shape(find_pairs(documents, SETTINGS))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(collections())
def test_what_it_finds_for_a_text_is_what_the_batch_pairs_it_with(
    small_segments: None, documents: list[Document]
) -> None:
    *held, asked = documents
    with Index() as index:
        index.add({document.id: document.text for document in held})
        found = index.find(asked.text)
    pairs = {pair.a: pair for pair in find_pairs(documents, SETTINGS) if pair.b == asked.id}
    assert {one.id for one in found} == set(pairs)
    for one in found:
        passages = {(p.of_start, p.of_end, p.start, p.end) for p in pairs[one.id].passages}
        assert {(p.start, p.end, p.of_start, p.of_end) for p in one.passages} == passages


def test_a_text_is_answered_with_roles_and_exact_passages() -> None:
    story, spoken = prose(1, 200), prose(2, 40)
    texts = {
        "whole": f"Ángeles — {story}",
        "part": f"{prose(6, 300)} {' '.join(story.split()[20:90])}",
        "quotes": f"{prose(5, 90)} “{spoken}”",
        "other": prose(7, 300),
    }
    asked = f"{story} {prose(8, 60)} “{spoken}” {prose(9, 100)}"
    with Index() as index:
        index.add(texts)
        found = {one.id: one for one in index.find(asked)}
        assert {id_: one.role for id_, one in found.items()} == {
            "whole": "copy",
            "part": "excerpt",
            "quotes": "quotation",
        }
        for id_, one in found.items():
            for p in one.passages:
                assert asked[p.start : p.end] == texts[id_][p.of_start : p.of_end] != ""
        assert found["whole"].reverse > 0.99
        assert index.find("") == index.find(prose(50, 300)) == []


def same(one: list[Found], other: list[Found]) -> bool:
    return sorted(one, key=lambda found: found.id) == sorted(other, key=lambda found: found.id)


def test_it_answers_alike_after_it_was_closed_and_merged(tmp_path: Path, small_segments: None) -> None:
    texts = {f"{i:03}": f"{prose(i, 60)} {prose(1000 + i // 2, 60)}" for i in range(120)}
    with Index(tmp_path / "index") as index:
        for id_, text in texts.items():
            index.add({id_: text})
        before = [index.find(texts[id_]) for id_ in texts]
    files = sorted(path.name for path in (tmp_path / "index").glob("seeds-*"))
    # 120 additions of some 115 keys each: without merging some 40 files
    assert 1 < len(files) < 25
    with Index(tmp_path / "index", read_only=True) as index:
        assert list(index) == list(texts)
        assert all(same(index.find(texts[id_]), found) for id_, found in zip(texts, before, strict=True))
        assert all({one.id for one in found} >= {id_} for id_, found in zip(texts, before, strict=True))
        with pytest.raises(ReuseError, match="opened to be read"):
            index.add({"new": "text"})


def test_a_known_id_is_replaced_and_a_removed_one_is_gone(tmp_path: Path) -> None:
    story, other = prose(1, 100), prose(2, 100)
    with Index(tmp_path) as index:
        index.add({"a": story, "b": f"{story} {other}"})
        index.add({"a": story})
        size = (tmp_path / "documents").stat().st_size
        index.add({"a": story})
        assert (tmp_path / "documents").stat().st_size == size
        index.add({"a": other})
        index.remove("b")
        assert len(index) == 1
        assert list(index) == ["a"]
        assert "b" not in index
    with Index(tmp_path) as index:
        assert list(index) == ["a"]
        assert index.find(story) == []
        assert [one.id for one in index.find(other)] == ["a"]
        assert index.pairs() == []
        with pytest.raises(ReuseError, match="“b” is not in the index"):
            index.remove("b")
        index.add({"b": other})
        assert [(pair.a, pair.b) for pair in index.pairs()] == [("a", "b")]


WRITER = """
import sys
from sayso.reuse import Index, segments
from tests.reuse.reuse_texts import prose
segments._SEAL = 256
with Index(sys.argv[1]) as index:
    for i in range(100_000):
        index.add({str(i): prose(i, 120)})
        print(i, flush=True)
"""


@pytest.mark.parametrize("after", [1, 23, 60])
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path, after: int) -> None:
    folder = tmp_path / "index"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(after)]
    writer.send_signal(signal.SIGKILL)
    said += writer.stdout.read().splitlines()
    writer.wait()
    last = int(said[-1])
    assert last >= after - 1
    with Index(folder) as index:
        assert len(index) >= last + 1
        for i in range(last + 1):
            assert [one.id for one in index.find(prose(i, 120))] == [str(i)]
        index.add({"after": prose(7, 120)})
        assert {one.id for one in index.find(prose(7, 120))} == {"7", "after"} if last >= 7 else {"after"}


def test_readers_open_and_find_what_was_acknowledged_while_another_writes(tmp_path: Path, small_segments: None) -> None:
    texts = {str(i): prose(i, 120) for i in range(150)}
    written: list[str] = []

    def write() -> None:
        with Index(tmp_path) as index:
            for id_, text in texts.items():
                index.add({id_: text})
                written.append(id_)

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        if written:
            id_ = written[-1]
            with Index(tmp_path, read_only=True) as index:
                assert [one.id for one in index.find(texts[id_])] == [id_]
    writer.join()
    assert len(written) == len(texts)


def test_an_index_that_lost_texts_says_so(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        index.add({"a": prose(1, 100)})
    (tmp_path / "documents").unlink()
    for read_only in (True, False):
        with pytest.raises(ReuseError, match="lost a part of its texts; delete the folder"):
            Index(tmp_path, read_only=read_only)


def test_what_was_written_by_half_is_cut_off(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        index.add({"a": prose(1, 100)})
    for name in ("documents", "table", "removed"):
        with (tmp_path / name).open("ab") as file:
            file.write(b"\x7fhalf")
    # a merge that was killed before and after its renaming
    (tmp_path / "seeds-00000000-00000009.new").write_bytes(b"half")
    (tmp_path / "seeds-00000000-00000009").write_bytes(b"\0" * 80)
    with Index(tmp_path) as index:
        assert list(index) == ["a"]
        assert not list(tmp_path.glob("seeds-*"))
        index.add({"b": prose(2, 100)})
        assert [one.id for one in index.find(prose(2, 100))] == ["b"]
    with Index(tmp_path) as index:
        assert list(index) == ["a", "b"]


def test_of_an_id_that_a_killed_writer_left_twice_the_later_counts(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        index.add({"a": prose(1, 100)})
        index.add({"a": prose(2, 100)})
    (tmp_path / "removed").write_bytes(b"")
    with Index(tmp_path) as index:
        assert list(index) == ["a"]
        assert index.find(prose(1, 100)) == []
        assert [one.id for one in index.find(prose(2, 100))] == ["a"]


def test_one_index_writes_at_a_time_and_a_wrong_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReuseError, match=r"no index at .*make one"):
        Index(tmp_path / "none", read_only=True)
    (tmp_path / "file").write_text("")
    with pytest.raises(ReuseError, match="choose another folder"):
        Index(tmp_path / "file")
    with Index(tmp_path / "index") as index:
        with pytest.raises(ReuseError, match="being written by another process"):
            Index(tmp_path / "index")
        index.add({"a": "one text"})
    with pytest.raises(ReuseError, match="is closed"):
        index.add({"b": "another text"})
    with pytest.raises(ReuseError, match="made with other settings"):
        Index(tmp_path / "index", replace(SETTINGS, gram=4))
    (tmp_path / "index" / "index.json").write_text("{")
    with pytest.raises(ReuseError, match="cannot be read"):
        Index(tmp_path / "index")


def test_a_column_needs_an_id_a_row(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        column = pa.chunked_array([["one text", None], [prose(1, 50)]], pa.large_string())
        with pytest.raises(ReuseError, match="3 texts need as many ids"):
            index.add_column(["a", "b", "a"], column)
        index.add_column(["a", "b", "c"], column)
        assert [one.id for one in index.find(prose(1, 50))] == ["c"]
        assert [one.id for one in index.find("one text")] == ["a"]


def test_ids_and_texts_of_any_kind_come_back(tmp_path: Path) -> None:
    ids = ["", "../../etc", "a\nb", "ü" * 300, "\ud800"]
    with Index(tmp_path) as index:
        index.add({id_: f"{prose(i, 60)} \ud800 \x00" for i, id_ in enumerate(ids)})
        assert list(index) == ids
        assert [index.find(prose(i, 60))[0].id for i in range(len(ids))] == ids


def test_a_footer_of_many_answers_for_nobody_and_of_a_wire_story_the_likeliest_come() -> None:
    story = prose(77, 250)
    with Index() as index:
        index.add({f"page {i}": f"{prose(i, 150)}\n\n{NEUTRAL}." for i in range(20)})
        assert index.find(f"{prose(90, 150)}\n\n{NEUTRAL}.") == []
        index.add({f"copy {i}": f"{prose(1000 + i, 12)}\n\n{story}" for i in range(200)})
        found = index.find(f"{story}\n\n{NEUTRAL}.")
    assert SETTINGS.lookup_documents // 2 <= len(found) <= SETTINGS.lookup_documents
    assert {one.role for one in found} == {"copy"}


keys = st.lists(st.integers(0, (1 << 40) - 1), max_size=60, unique=True)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=80), st.lists(st.integers(0, 60), unique=True)
)
def test_holders_are_those_that_reading_all_keys_gives(held: list[tuple[int, int]], asked: list[int]) -> None:
    # seeds spread over the whole range, as hashes are
    def seed(i: int) -> int:
        return i * ((1 << 40) // 61)

    rows = sorted({seed(s) << kernels.DOCUMENT_BITS | d for s, d in held})
    seeds = np.array([seed(s) for s in asked], np.uint64)
    of, documents = np.empty(1000, np.int32), np.empty(1000, np.int64)
    n = kernels.look_up(np.array(rows, np.uint64), seeds, 5, np.zeros(len(seeds), np.int32), of, documents)
    expected = [(i, d) for i, s in enumerate(asked) for d in sorted({d for t, d in held if t == s})[:5]]
    assert list(zip(of[:n].tolist(), documents[:n].tolist(), strict=True)) == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(keys, st.integers(0, 40)), max_size=5), min_size=1, max_size=4))
def test_parts_are_sorted_whole_and_cut_no_seed(small_segments: None, runs: list[list[tuple[list[int], int]]]) -> None:
    arrays = [
        np.array(sorted({k << kernels.DOCUMENT_BITS | d for ks, d in run for k in ks}), np.uint64) for run in runs
    ]
    parts = list(in_parts(arrays))
    assert np.concatenate(parts).tolist() == sorted(key for array in arrays for key in array.tolist())
    seen = [set((part >> np.uint64(kernels.DOCUMENT_BITS)).tolist()) for part in parts]
    assert sum(map(len, seen)) == len(set().union(*seen))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_places_come_back_from_their_bytes(texts: list[str]) -> None:
    words = read_texts([*texts, "x" * 70_000 + " y" + " " * 20_000 + "z"])
    data, cuts = np.empty(10 * len(words.hashes) + 16, np.uint8), np.empty(len(words) + 1, np.int64)
    assert kernels.pack_places(words.starts, words.ends, words.bounds, data, cuts) == cuts[-1]
    starts, ends = np.empty_like(words.starts), np.empty_like(words.ends)
    kernels.unpack_places(data, cuts[:-1], words.bounds, starts, ends)
    assert starts.tolist() == words.starts.tolist()
    assert ends.tolist() == words.ends.tolist()
