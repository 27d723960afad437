"""The children that read: limits that hold, answers that are looked at, a batch that ends whole whatever one document does."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.capture import BlobStore, take
from sayso.errors import ExtractError
from sayso.extract import Settings, read, read_all
from sayso.extract.wire import LENGTH, document_of, outlets_as_rows, outlets_of, pack, receive
from sayso.model.nouns import Capture, Document, Failure
from sayso.outlets import Outlet, OutletTable

OUTLETS = OutletTable([Outlet("Diario Sur", "newspaper", aliases=("El Sur",), hosts=("diariosur.example",))])
RECEIVED = "2026-01-01T00:00:00Z"
PROSE = (
    "LIMA, 3 March (Diario Sur) - The warden of Villa Norte Prison told El Sur on Monday that the north wing has been "
    "closed since March. Relatives of the men held there said that they had not been told where they were taken.\n"
)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="finds the children through /proc, or limits their memory")


def take_all(folder: Path, files: dict[str, bytes]) -> tuple[list[Capture], BlobStore]:
    blobs = BlobStore(folder / "captures")
    captures = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        taken = take(folder / name, blobs, received=RECEIVED)
        assert isinstance(taken, Capture)
        captures.append(taken)
    return captures, blobs


def numbered(count: int) -> dict[str, bytes]:
    return {f"{n:02}.txt": f"{PROSE}Number {n}.".encode() for n in range(count)}


def long_page(paragraphs: int) -> bytes:
    return b"<html><body>" + b"".join(b"<p>%s %d</p>" % (PROSE.encode(), n) for n in range(paragraphs))


def children_of(parent: int) -> list[int]:
    """The readers that this process has started and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "status").read_text(encoding="utf-8")
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if f"PPid:\t{parent}\n" in status and b"sayso.extract.worker" in command:
                found.append(int(entry.name))
    return found


def test_children_give_what_reading_here_gives(tmp_path: Path) -> None:
    files = {"a.txt": PROSE.encode(), "b.md": b"# Wing\n\n" + PROSE.encode(), "c.html": long_page(3)}
    captures, blobs = take_all(tmp_path, files)
    there = list(read_all(captures, blobs, OUTLETS, Settings()))
    assert there == [read(blobs.read(c.sha256), c, OUTLETS, Settings()) for c in captures]


def test_text_and_markdown_are_kept_to_the_letter(tmp_path: Path) -> None:
    raw = "\ufeff# Wing\r\n\r\n  *Closed*,  said\tthe warden.  \n\n\n"
    captures, blobs = take_all(tmp_path, {"a.txt": raw.encode(), "a.md": raw.encode()})
    for result in read_all(captures, blobs, OUTLETS, Settings()):
        assert isinstance(result, Document)
        assert result.text == raw[1:]


def test_no_child_is_started_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    assert list(read_all([], BlobStore(tmp_path / "captures"), OUTLETS, Settings())) == []


def test_an_interpreter_that_cannot_start_is_said_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    captures, blobs = take_all(tmp_path, numbered(1))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with pytest.raises(ExtractError, match="no-python"):
        list(read_all(captures, blobs, OUTLETS, Settings()))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_capture_has_one_result_and_one_call(tmp_path: Path, workers: int) -> None:
    files = numbered(40) | {"05.txt": b"\x89PNG\r\n\x1a\n" + bytes(500)}
    captures, blobs = take_all(tmp_path, files)
    told: list[Document | Failure] = []
    results = list(read_all(captures, blobs, OUTLETS, Settings(workers=workers), told.append))
    assert [r.path for r in results] == [c.path for c in captures]
    assert sorted(r.path for r in told) == sorted(r.path for r in results)
    assert [r.path[-6:] for r in results if isinstance(r, Failure)] == ["05.txt"]


def test_a_capture_whose_bytes_are_gone_or_changed_is_a_row(tmp_path: Path) -> None:
    captures, blobs = take_all(tmp_path, numbered(3))
    gone, changed = (blobs.path_of(captures[n].sha256) for n in (0, 1))
    gone.unlink()
    changed.chmod(0o644)
    changed.write_bytes(b"other words")
    first, second, third = read_all(captures, blobs, OUTLETS, Settings())
    assert isinstance(first, Failure)
    assert isinstance(second, Failure)
    assert isinstance(third, Document)


def test_a_document_beyond_the_wall_clock_is_a_row_in_mid_batch(tmp_path: Path) -> None:
    files = {"00.txt": PROSE.encode(), "slow.html": long_page(40_000), "01.txt": PROSE.encode() + b"2"}
    captures, blobs = take_all(tmp_path, files)
    # the short ones take milliseconds, the long one many seconds; a child's start counts in the first document's time
    first, slow, last = read_all(captures, blobs, OUTLETS, Settings(workers=1, wall_seconds=4.0))
    assert isinstance(slow, Failure)
    assert "longer than 4 s" in slow.reason
    assert isinstance(first, Document)
    assert isinstance(last, Document)


@LINUX
def test_a_document_beyond_its_processor_time_is_a_row(tmp_path: Path) -> None:
    captures, blobs = take_all(tmp_path, {"slow.html": long_page(60_000), "00.txt": PROSE.encode()})
    slow, last = read_all(captures, blobs, OUTLETS, Settings(workers=1, cpu_seconds=1))
    assert isinstance(slow, Failure)
    assert "CPU" in slow.reason
    assert isinstance(last, Document)


@LINUX
def test_a_document_beyond_the_memory_is_a_row(tmp_path: Path) -> None:
    captures, blobs = take_all(tmp_path, {"big.html": long_page(70_000), "00.txt": PROSE.encode()})
    big, last = read_all(captures, blobs, OUTLETS, Settings(workers=1, memory_bytes=250_000_000))
    assert isinstance(big, Failure)
    assert "memory" in big.reason or "MB" in big.reason
    assert isinstance(last, Document)


@LINUX
def test_a_child_killed_again_and_again_ends_no_batch(tmp_path: Path) -> None:
    captures, blobs = take_all(tmp_path, numbered(40))
    results = []
    for number, result in enumerate(read_all(captures, blobs, OUTLETS, Settings(workers=2))):
        results.append(result)
        if number % 12 == 3:
            for child in children_of(os.getpid()):
                os.kill(child, signal.SIGKILL)
    assert [r.path for r in results] == [c.path for c in captures]
    lost = [r for r in results if isinstance(r, Failure)]
    assert len(lost) <= 8
    assert all("broke down" in r.reason and "; " in r.reason for r in lost)


@LINUX
def test_a_batch_given_up_leaves_no_child(tmp_path: Path) -> None:
    captures, blobs = take_all(tmp_path, numbered(40))
    batch = read_all(captures, blobs, OUTLETS, Settings(workers=2))
    next(iter(batch))
    assert isinstance(batch, Generator)
    batch.close()
    assert children_of(os.getpid()) == []


@LINUX
def test_children_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    captures, blobs = take_all(tmp_path, numbered(3))
    script = (
        "import sys, time\n"
        "from sayso.capture import BlobStore, take\n"
        "from sayso.extract import Settings, read_all\n"
        "from sayso.outlets import OutletTable\n"
        "from pathlib import Path\n"
        f"blobs = BlobStore(Path({str(blobs.root)!r}))\n"
        f"captures = [take(Path(p), blobs, received={RECEIVED!r}) for p in {[c.path for c in captures]!r}]\n"
        "next(iter(batch := read_all(captures, blobs, OutletTable([]), Settings(workers=1))))\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"ready\n"
    (child,) = children_of(parent.pid)
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 10
    while runs(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not runs(child)


def runs(process: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


def test_what_a_library_prints_does_not_reach_the_channel(tmp_path: Path) -> None:
    captures, blobs = take_all(tmp_path, numbered(1))
    hello = pack({"settings": dataclasses.asdict(Settings()), "outlets": outlets_as_rows(OUTLETS)})
    ask = pack({"root": str(blobs.root.absolute()), "capture": dataclasses.asdict(captures[0])})
    noisy = (
        "import os, sayso.extract.worker as worker\n"
        "answer = worker._answer\n"
        "def shout(*given):\n"
        "    print('noise', flush=True); os.write(1, b'more noise'); return answer(*given)\n"
        "worker._answer = shout\n"
        "worker.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", noisy], input=hello + ask, capture_output=True, check=True)
    answers = io.BytesIO(done.stdout)
    assert receive(answers) == {"ready": True}
    answer = receive(answers)
    assert answer is not None
    assert answer["document"]["path"] == captures[0].path
    assert receive(answers) is None


MESSAGES = st.dictionaries(
    st.text(st.characters(), max_size=8),
    st.none() | st.integers() | st.text(st.characters(), max_size=20) | st.lists(st.booleans(), max_size=3),
    max_size=5,
)


@given(st.lists(MESSAGES, max_size=4))
def test_messages_come_back_one_by_one(messages: list[dict[str, Any]]) -> None:
    pipe = io.BytesIO(b"".join(map(pack, messages)))
    assert [receive(pipe) for _ in messages] == messages
    assert receive(pipe) is None


@given(MESSAGES, st.data())
def test_a_message_cut_short_is_the_end(message: dict[str, Any], data: st.DataObject) -> None:
    whole = pack(message)
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert receive(io.BytesIO(whole[:cut])) is None


def test_outlets_arrive_as_they_were_sent() -> None:
    sent = json.loads(json.dumps(outlets_as_rows(OUTLETS)))
    arrived = outlets_of(sent)
    assert arrived.find("El Sur") == OUTLETS.find("El Sur")
    assert arrived.at("www.diariosur.example") == OUTLETS.at("diariosur.example")


def answer(folder: Path) -> tuple[dict[str, Any], Capture]:
    captures, blobs = take_all(folder, numbered(1))
    document = read(blobs.read(captures[0].sha256), captures[0], OUTLETS, Settings())
    assert document.evidence
    assert document.marks
    return json.loads(json.dumps(dataclasses.asdict(document))), captures[0]


def changes() -> Sequence[tuple[str, Any]]:
    mark = {"kind": "dateline", "quote": "LIMA", "names": None, "start": 0, "end": 10**9}
    return [
        ("text", 7),
        ("text", "\ud800"),
        ("text", None),
        ("title", ["a"]),
        ("title", "\udfff"),
        ("genre", "sermon"),
        ("sha256", "0" * 64),
        ("path", "/elsewhere.txt"),
        ("id", "d-000000000000"),
        ("sentences", [[0, 10**9]]),
        ("sentences", [[-1, 3]]),
        ("sentences", [[0, True]]),
        ("sentences", [["0", "3"]]),
        ("sentences", [[0]]),
        ("sentences", 5),
        ("marks", [mark]),
        ("marks", [{**mark, "end": None}]),
        ("marks", [{**mark, "end": 4, "quote": 4}]),
        ("marks", [{**mark, "end": 4, "more": 1}]),
        ("evidence", [{"field": "title"}]),
        ("evidence", [{"field": "title", "value": "a", "how": "b", "chosen": "yes"}]),
        ("more", 1),
    ]


@pytest.mark.parametrize(("field", "value"), changes())
def test_an_answer_that_is_no_document_of_this_capture_is_refused(tmp_path: Path, field: str, value: Any) -> None:
    raw, capture = answer(tmp_path)
    assert document_of(raw, capture).text == raw["text"]
    with pytest.raises((TypeError, ValueError, KeyError)):
        document_of({**raw, field: value}, capture)


@pytest.mark.parametrize(
    "says",
    [
        b"no message at all",
        LENGTH.pack(1 << 60),
        LENGTH.pack(2) + b"[]",
        LENGTH.pack(4) + b"{'a'",
        pack({"ready": True}) + pack({"document": {"text": "words"}}),
        pack({"ready": True}) + pack({"document": []}),
        pack({"ready": True}) + pack({"nothing": 1}),
        pack({"ready": True}) + pack({"reason": "\ud800"}),
        pack({"ready": True}) + pack({"reason": ["a"]}),
        pack({"ready": True}) + pack({"reason": "a", "peak": "much"}),
        pack({"ready": True}) + pack({"reason": "a"}) + pack({"reason": "b"}),
    ],
)
def test_a_child_that_talks_nonsense_costs_a_row_and_no_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: bytes
) -> None:
    liar = tmp_path / "liar"
    liar.write_text(f"#!{sys.executable}\nimport os, time\nos.read(0, 1)\nos.write(1, {says!r})\ntime.sleep(30)\n")
    liar.chmod(0o755)
    captures, blobs = take_all(tmp_path, numbered(2))
    monkeypatch.setattr(sys, "executable", str(liar))
    results = list(read_all(captures, blobs, OUTLETS, Settings(workers=1, wall_seconds=5)))
    assert all(isinstance(r, Failure) and r.reason.isprintable() for r in results)
    assert [r.path for r in results] == [c.path for c in captures]
