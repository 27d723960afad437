"""One writer, many readers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from tests.store.samples import capture, document

from sayso.errors import StoreError
from sayso.store import Store
from sayso.store.lock import Writer, alive, born


def python(code: str, path: Path) -> subprocess.Popen[str]:
    source = textwrap.dedent(code)
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", source, str(path)], stdin=pipe, stdout=pipe, text=True)


HOLD = """
    import sys
    from pathlib import Path
    from sayso.store import Store
    store = Store(Path(sys.argv[1]))
    with store.writing("trace"):
        print("holding", flush=True)
        sys.stdin.readline()
"""


def test_the_second_writer_is_told_who_the_first_one_is(store: Store) -> None:
    other = python(HOLD, store.path)
    assert other.stdout is not None
    assert other.stdout.readline() == "holding\n"
    with pytest.raises(StoreError) as caught, store.writing("add"):
        pass
    assert f"process {other.pid} on {socket.gethostname()}" in str(caught.value)
    assert "(trace)" in str(caught.value)
    other.communicate("go on\n")
    with store.writing("add"):
        pass


def test_the_lock_of_a_process_that_was_killed_is_taken_over(store: Store) -> None:
    other = python(HOLD, store.path)
    assert other.stdout is not None
    other.stdout.readline()
    other.kill()
    other.communicate()
    writer = store.writer()
    assert writer is not None
    assert writer.gone()
    with store.writing("add"):
        store.cover("Villa Norte: press")
    assert store.writer() is None


def test_a_later_process_with_the_same_number_does_not_hold_the_lock() -> None:
    me = Writer.here("add", "2025-06-01T10:00:00Z")
    assert not me.gone()
    if born(os.getpid()):  # where the system says when a process began
        assert Writer(me.token, me.pid, me.host, "another boot/1", me.since, me.doing).gone()


def test_another_machine_is_never_thought_dead_and_can_be_overruled(store: Store) -> None:
    foreign = Writer("token", 1, "another-host", "", "2025-06-01T10:00:00Z", "trace")
    store._connection.execute(
        "INSERT INTO writer VALUES (1, ?, ?, ?, ?, ?, ?)",
        (foreign.token, foreign.pid, foreign.host, foreign.born, foreign.since, foreign.doing),
    )
    with (
        pytest.raises(StoreError, match=r"process 1 on another-host, since 2025-06-01.*--take-over"),
        store.writing("add"),
    ):
        pass
    with store.writing("add", take_over=True):
        pass


def test_a_writer_whose_lock_was_taken_over_stops_at_its_next_write(store: Store) -> None:
    with (
        store.writing("trace"),
        Store(store.path) as other,
        other.writing("add", take_over=True),
        pytest.raises(StoreError, match="took over"),
    ):
        store.cover("Villa Norte: press")
    assert store.coverage() == []


def test_a_process_is_alive_until_it_has_ended() -> None:
    assert alive(os.getpid())
    child = python("pass", Path())
    child.wait()
    assert not alive(child.pid)
    child.communicate()


WRITE = """
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[1].rpartition("|")[2])
    from samples import capture, document
    from sayso.store import Done, Store
    store = Store(Path(sys.argv[1].partition("|")[0]))
    with store.writing("trace"):
        for number in range(40):
            name = f"{number}.txt"
            made = document(name)
            with store.transaction():
                store.add_capture(made.id, capture(name))
                store.put_documents([Done(made.id, "fp", made)])
            print(number, flush=True)
"""


def test_a_reader_sees_every_commit_and_never_half_of_one_while_another_process_writes(store: Store) -> None:
    writer = python(WRITE, Path(f"{store.path}|{Path(__file__).parent}"))
    assert writer.stdout is not None
    for line in writer.stdout:
        with store.snapshot():
            captures, documents = store.captures(), store.documents()
            assert [made.id for made in documents] == list(captures)
            assert len(documents) > int(line)
    assert writer.wait() == 0
    assert store.documents() == [document(f"{number}.txt") for number in range(40)]


def test_a_snapshot_does_not_move_while_another_connection_writes(store: Store) -> None:
    with store.snapshot():
        assert store.captures() == {}
        with Store(store.path) as other:
            other.add_capture("d-1", capture("a.txt"))
        assert store.captures() == {}
    assert list(store.captures()) == ["d-1"]


def test_a_commit_is_flushed_to_disk_and_readers_do_not_block(store: Store) -> None:
    pragma = {
        name: store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
    }
    assert pragma == {"journal_mode": "wal", "synchronous": 2}
    assert store._connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere")
def test_a_case_on_a_medium_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "disc"
    folder.mkdir()
    with Store(folder / "evidence.sqlite") as store:
        store.cover("Villa Norte: press")
    folder.chmod(0o555)
    try:
        with Store(folder / "evidence.sqlite") as store:
            assert store.coverage() == ["Villa Norte: press"]
    finally:
        folder.chmod(0o755)
