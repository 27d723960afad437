"""The custody log: JSON lines, each carrying the hash of the one before, so that no line can change or go unnoticed."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sayso.capture.blobs import sync_folder
from sayso.errors import CaptureError

if sys.platform != "win32":
    import fcntl

START = "0" * 64
RECOVERED = "recover"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `hash` is the SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8) of all other fields."""

    number: int
    time: str
    action: str
    facts: dict[str, str | int]
    prev: str
    hash: str


class CustodyLog:
    """An append-only log in one file. `append` returns once the line is on disk; several processes may append."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, action: str, **facts: str | int) -> Entry:
        """Add a line and force it to disk. CaptureError if the last line is no log entry (then `replay` says more).

        The rest of a line that a crash cut short was never acknowledged; it is cut off, and a line of its own says so.
        """
        with self._locked() as file:
            torn, last = _tail(file, self.path)
            if torn:
                file.truncate(file.seek(0, os.SEEK_END) - len(torn))
                digest = hashlib.sha256(torn).hexdigest()
                last = _write(file, last, RECOVERED, {"bytes_cut": len(torn), "sha256_of_cut": digest})
            return _write(file, last, action, facts)

    def entries(self) -> list[Entry]:
        """The lines that parse, in the order of the file, whether or not the chain holds."""
        return [entry for _, entry in self._lines() if entry is not None]

    def replay(self) -> list[str]:
        """Problems in words, in the order of the file: lines altered, missing, moved, no log entry; [] if it holds."""
        lines = list(self._lines())
        present = {entry.number for _, entry in lines if entry is not None}
        problems: list[str] = []
        expected, prev = 1, START
        for line, entry in lines:
            if entry is None:
                problems.append(f"line {line} of {self.path.name} is not a log entry: it was altered or cut short")
                # its hash is lost with it, so the next line's link can only be taken on trust
                expected, prev = expected + 1, ""
                continue
            if problem := _break(entry, expected, prev, present):
                problems.append(f"line {line} of {self.path.name} {problem}")
            expected, prev = entry.number + 1, entry.hash
        return problems

    @contextmanager
    def _locked(self) -> Iterator[BinaryIO]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = not self.path.exists()
        with self.path.open("a+b") as file:
            if sys.platform != "win32":
                fcntl.flock(file.fileno(), fcntl.LOCK_EX)
            yield file
        if new:
            sync_folder(self.path.parent)

    def _lines(self) -> Iterator[tuple[int, Entry | None]]:
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield number, _parse(line)


def _break(entry: Entry, expected: int, prev: str, present: set[int]) -> str | None:
    if entry.hash != _digest(entry):
        return f"(entry {entry.number}) was altered: its hash does not match what it says"
    if entry.number != expected:
        gap = [number for number in range(expected, entry.number) if number not in present]
        if gap:
            missing = f"entry {gap[0]} is" if len(gap) == 1 else f"entries {gap[0]} to {gap[-1]} are"
            return f"is entry {entry.number}: {missing} missing before it"
        return f"is entry {entry.number} where entry {expected} belongs: lines were moved or repeated"
    if prev and entry.prev != prev:
        if entry.number == 1:
            return "is called entry 1 but follows another: the lines before it are missing"
        return f"(entry {entry.number}) does not follow from the line before it: entry {entry.number - 1} was altered"
    return None


def _write(file: BinaryIO, last: Entry | None, action: str, facts: dict[str, str | int]) -> Entry:
    entry = Entry(
        number=last.number + 1 if last else 1,
        time=datetime.now(UTC).isoformat(timespec="microseconds"),
        action=action,
        facts=dict(facts),
        prev=last.hash if last else START,
        hash="",
    )
    entry = Entry(entry.number, entry.time, entry.action, entry.facts, entry.prev, _digest(entry))
    file.write(_canonical({**_body(entry), "hash": entry.hash}) + b"\n")
    file.flush()
    os.fsync(file.fileno())
    return entry


def _tail(file: BinaryIO, path: Path) -> tuple[bytes, Entry | None]:
    """(the bytes after the last newline, the entry on the last whole line)."""
    size = file.seek(0, os.SEEK_END)
    span, tail = 4096, b""
    while len(tail) < size and tail.count(b"\n") < 2:
        span *= 4
        file.seek(max(0, size - span))
        tail = file.read()
    whole, newline, torn = tail.rpartition(b"\n")
    if not newline:
        return torn, None
    line = whole.rpartition(b"\n")[2]
    if (entry := _parse(line)) is None:
        raise CaptureError(f"the last line of {path} is not a log entry; restore the log from a copy before going on")
    return torn, entry


def _parse(line: bytes) -> Entry | None:
    try:
        raw: Any = json.loads(line)
        entry = Entry(raw["number"], raw["time"], raw["action"], raw["facts"], raw["prev"], raw["hash"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    texts = (entry.time, entry.action, entry.prev, entry.hash)
    # bytes other than the canonical ones are an alteration, even if they mean the same
    if not isinstance(entry.facts, dict) or type(entry.number) is not int or not all(isinstance(t, str) for t in texts):
        return None
    return entry if line.rstrip(b"\n") == _canonical({**_body(entry), "hash": entry.hash}) else None


def _digest(entry: Entry) -> str:
    return hashlib.sha256(_canonical(_body(entry))).hexdigest()


def _body(entry: Entry) -> dict[str, object]:
    names = ("number", "time", "action", "facts", "prev")
    return {name: getattr(entry, name) for name in names}


def _canonical(value: dict[str, object]) -> bytes:
    # ASCII only: lone surrogates in a file name survive, and no two encodings of one text exist
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")
