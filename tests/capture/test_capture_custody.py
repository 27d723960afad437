import json
import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.capture import CustodyLog
from sayso.errors import CaptureError


@pytest.fixture
def log(tmp_path: Path) -> CustodyLog:
    log = CustodyLog(tmp_path / "custody.jsonl")
    for number in range(1, 6):
        log.append("add", sha256=f"{number:064x}", path=f"articles/{number}.txt", size=number)
    return log


def lines_of(log: CustodyLog) -> list[bytes]:
    return log.path.read_bytes().splitlines(keepends=True)


def write(log: CustodyLog, lines: list[bytes]) -> None:
    log.path.write_bytes(b"".join(lines))


def test_an_untouched_log_replays_without_problems(log: CustodyLog) -> None:
    assert log.replay() == []
    assert [entry.number for entry in log.entries()] == [1, 2, 3, 4, 5]
    assert log.entries()[2].facts["path"] == "articles/3.txt"


def test_no_log_yet_is_no_problem(tmp_path: Path) -> None:
    log = CustodyLog(tmp_path / "custody.jsonl")
    assert log.replay() == []
    assert log.entries() == []


def test_an_altered_fact_is_named_by_its_line(log: CustodyLog) -> None:
    lines = lines_of(log)
    lines[2] = lines[2].replace(b'"size":3', b'"size":4')
    write(log, lines)
    problems = log.replay()
    assert problems == ["line 3 of custody.jsonl (entry 3) was altered: its hash does not match what it says"]


def test_a_line_rewritten_with_a_fresh_hash_breaks_the_chain_after_it(log: CustodyLog, tmp_path: Path) -> None:
    other = CustodyLog(tmp_path / "other.jsonl")
    for number in range(1, 4):
        other.append("add", sha256="f" * 64, path="forged.txt", size=number)
    lines = lines_of(log)
    raw = json.loads(lines_of(other)[2])
    # a valid entry 3 of another history
    lines[2] = lines_of(other)[2]
    write(log, lines)
    assert raw["number"] == 3
    problems = log.replay()
    assert problems[0] == (
        "line 3 of custody.jsonl (entry 3) does not follow from the line before it: entry 2 was altered"
    )
    assert "line 4" in problems[1]


def test_missing_lines_are_named(log: CustodyLog) -> None:
    lines = lines_of(log)
    write(log, [lines[0], *lines[3:]])
    assert log.replay() == ["line 2 of custody.jsonl is entry 4: entries 2 to 3 are missing before it"]


def test_a_missing_beginning_is_named(log: CustodyLog) -> None:
    write(log, lines_of(log)[1:])
    assert log.replay() == ["line 1 of custody.jsonl is entry 2: entry 1 is missing before it"]


def test_moved_lines_are_named(log: CustodyLog) -> None:
    lines = lines_of(log)
    lines[1], lines[2] = lines[2], lines[1]
    write(log, lines)
    assert log.replay()[0] == "line 2 of custody.jsonl is entry 3 where entry 2 belongs: lines were moved or repeated"


def test_a_line_that_is_no_entry_is_named(log: CustodyLog) -> None:
    lines = lines_of(log)
    lines[3] = b'{"number": 4}\n'
    write(log, lines)
    problems = log.replay()
    assert problems == ["line 4 of custody.jsonl is not a log entry: it was altered or cut short"]


def test_other_bytes_of_the_same_meaning_are_an_alteration(log: CustodyLog) -> None:
    lines = lines_of(log)
    lines[1] = json.dumps(json.loads(lines[1])).encode() + b"\n"
    write(log, lines)
    assert "line 2" in log.replay()[0]


def test_a_line_cut_short_by_a_crash_is_cut_off_and_recorded(log: CustodyLog) -> None:
    with log.path.open("ab") as file:
        file.write(b'{"action":"add","facts":{"pa')
    assert "line 6" in log.replay()[0]
    entry = log.append("add", path="after.txt")
    assert log.replay() == []
    assert [entry.action for entry in log.entries()[-2:]] == ["recover", "add"]
    assert log.entries()[-2].facts["bytes_cut"] == 28
    assert entry.number == 7


def test_no_line_is_added_to_a_log_that_ends_in_something_else(log: CustodyLog) -> None:
    with log.path.open("ab") as file:
        file.write(b"not an entry\n")
    with pytest.raises(CaptureError, match="restore the log"):
        log.append("add", path="after.txt")


def test_a_long_last_line_is_found_whole(tmp_path: Path) -> None:
    log = CustodyLog(tmp_path / "custody.jsonl")
    log.append("note", words="x" * 300_000)
    log.append("note", words="y" * 300_000)
    log.append("note", words="z")
    assert log.replay() == []


def _append_ten(path: Path) -> None:
    for number in range(10):
        CustodyLog(path).append("add", size=number)


def test_two_writers_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "custody.jsonl"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_ten, args=(path,)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    log = CustodyLog(path)
    assert len(log.entries()) == 20
    assert log.replay() == []


facts = st.dictionaries(
    st.text("abcdefgxyz_", min_size=1, max_size=8).filter(lambda key: key not in ("self", "action")),
    st.one_of(st.integers(-(10**12), 10**12), st.text(max_size=40)),
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(history=st.lists(facts, min_size=1, max_size=6), data=st.data())
def test_what_was_logged_is_read_back_and_any_flipped_byte_is_noticed(
    history: list[dict[str, str | int]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    log = CustodyLog(tmp_path_factory.mktemp("log") / "custody.jsonl")
    for entry in history:
        log.append("note", **entry)
    assert [entry.facts for entry in log.entries()] == history
    assert log.replay() == []
    raw = bytearray(log.path.read_bytes())
    # the last newline is no content; all other bytes are covered
    at = data.draw(st.integers(0, len(raw) - 2))
    raw[at] ^= data.draw(st.integers(1, 127))
    log.path.write_bytes(bytes(raw))
    assert log.replay() != []
