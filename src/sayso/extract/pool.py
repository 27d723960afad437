"""Documents read in child processes that can be killed: one loop, a few children, results in the order of the captures."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import sayso
from sayso.capture import BlobStore
from sayso.errors import ExtractError
from sayso.extract.settings import Settings
from sayso.extract.wire import LENGTH, document_of, outlets_as_rows, pack, unpack
from sayso.model.nouns import Capture, Document, Failure
from sayso.outlets import OutletTable

# results waiting for an earlier, slow one are held in memory; beyond this many per child no new work is given out
_AHEAD = 16
_MAX_ANSWER = 1 << 31
_NONSENSE = "the reader gave no sensible answer; save the article's text as .txt"
_NO_START = "the reader process does not start; run `python -m sayso.extract.worker` to see why"


def read_all(
    captures: Sequence[Capture],
    blobs: BlobStore,
    outlets: OutletTable,
    settings: Settings,
    on_done: Callable[[Document | Failure], None] | None = None,
) -> Iterator[Document | Failure]:
    """A Document or a Failure for each capture, in the order of the captures.

    Documents are read in `settings.workers` children, each started once and used for many documents. A child that runs
    out of time or memory, or dies, costs its own document (a Failure that says so) and is replaced. `on_done` is called
    here, as each is finished, which may be out of order. ExtractError if no child can be started.
    """
    if not captures:
        return
    pool = _Pool(captures, blobs, outlets, settings)
    try:
        yielded = 0
        while yielded < len(captures):
            for index in pool.step(yielded):
                if on_done:
                    on_done(pool.results[index])
            while yielded in pool.results:
                yield pool.results.pop(yielded)
                yielded += 1
    finally:
        pool.close()


class _Pool:
    """The children and what they are at; `results` by number of capture."""

    def __init__(self, captures: Sequence[Capture], blobs: BlobStore, outlets: OutletTable, settings: Settings) -> None:
        self.results: dict[int, Document | Failure] = {}
        self._captures = captures
        self._settings = settings
        self._root = str(blobs.root.absolute())
        shared = {"settings": asdict(settings), "outlets": outlets_as_rows(outlets)}
        self._hello = pack(shared)
        self._children: list[_Child] = []
        self._selector = selectors.DefaultSelector()
        self._next = 0

    def step(self, yielded: int) -> list[int]:
        """Give out work, wait for the next event, and return the numbers of the captures it finished."""
        self._give_out(yielded)
        now = time.monotonic()
        wait = min((child.deadline - now for child in self._children if child.busy), default=0.0)
        finished: list[int] = []
        for key, _ in self._selector.select(max(0.0, wait)):
            finished += self._heard(key.data)
        for child in list(self._children):
            if child.busy and time.monotonic() > child.deadline:
                seconds = self._settings.wall_seconds
                finished += self._lost(
                    child, f"took longer than {seconds:g} s to read; save the article's text as .txt"
                )
        return finished

    def close(self) -> None:
        for child in list(self._children):
            self._drop(child)
        self._selector.close()

    def _give_out(self, yielded: int) -> None:
        limit = min(len(self._captures), yielded + _AHEAD * max(1, self._settings.workers))
        while self._next < limit:
            child = next((child for child in self._children if not child.busy), None)
            if child is None:
                if len(self._children) >= max(1, self._settings.workers):
                    return
                child = self._start()
            number, self._next = self._next, self._next + 1
            ask = pack({"root": self._root, "capture": asdict(self._captures[number])})
            # one that died while idle shows only on writing; its successor gets the document
            if not child.ask(number, ask, self._settings.wall_seconds):
                self._drop(child)
                self._next = number
                if not child.ready:
                    raise ExtractError(_NO_START)

    def _start(self) -> _Child:
        child = _Child(self._hello)
        self._children.append(child)
        self._selector.register(child.output, selectors.EVENT_READ, child)
        return child

    def _discard(self, child: _Child) -> None:
        """`_drop`, for a child that may be dropped already."""
        if child in self._children:
            self._drop(child)

    def _drop(self, child: _Child) -> None:
        self._children.remove(child)
        self._selector.unregister(child.output)
        child.kill()

    def _heard(self, child: _Child) -> list[int]:
        try:
            answers = child.hear()
        except EOFError:
            return self._lost(child, None) if child.busy else self._gone(child)
        except ValueError:
            return self._lost(child, _NONSENSE) if child.busy else self._gone(child)
        finished: list[int] = []
        for answer in answers:
            if answer.get("ready"):
                child.ready = True
            elif child.busy:
                finished.append(self._answered(child, answer))
            else:  # it answers what nobody asked
                self._discard(child)
        return finished

    def _answered(self, child: _Child, answer: dict[str, Any]) -> int:
        number = child.finish()
        capture = self._captures[number]
        spent = bool(answer.get("spent"))
        try:
            result = _result(answer, capture)
            spent = spent or answer.get("peak", 0) > self._settings.recycle_bytes
        except (KeyError, TypeError, ValueError):
            result = _failure(capture, _NONSENSE)
            spent = True
        self.results[number] = result
        if spent:
            self._discard(child)
        return number

    def _gone(self, child: _Child) -> list[int]:
        self._drop(child)
        return []

    def _lost(self, child: _Child, reason: str | None) -> list[int]:
        number = child.finish()
        if reason is None:
            child.await_end()
        self._drop(child)
        # an exit of its own before it was ready is no document's fault, and would meet every other one too
        if not child.ready and child.exit_code > 0:
            raise ExtractError(_NO_START)
        self.results[number] = _failure(self._captures[number], reason or _cause(child, self._settings))
        return [number]


class _Child:
    """One process, and the answer it is in the middle of."""

    def __init__(self, hello: bytes) -> None:
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "sayso.extract.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                # Ctrl-C is for the parent, which ends its children
                start_new_session=True,
            )
        except OSError as error:
            raise ExtractError(f"the reader process could not be started: {error}; check {sys.executable}") from error
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ExtractError("the reader process has no pipes")
        self._input, self.output = stdin, stdout
        self._buffer = bytearray()
        self._number: int | None = None
        self.deadline = 0.0
        self.ready = False
        self._hello = hello

    @property
    def busy(self) -> bool:
        return self._number is not None

    def ask(self, number: int, message: bytes, seconds: float) -> bool:
        """Hand over a document; False if the child is gone."""
        try:
            self._input.write(self._hello + message)
            self._input.flush()
        except OSError:
            return False
        self._hello = b""
        self._number = number
        self.deadline = time.monotonic() + seconds
        return True

    def hear(self) -> list[dict[str, Any]]:
        """The answers that are whole by now, none or several; EOFError if the child is gone, ValueError for nonsense.

        "Ready" and the first document often come in one read.
        """
        part = os.read(self.output.fileno(), 1 << 20)
        if not part:
            raise EOFError
        self._buffer += part
        answers = []
        while len(self._buffer) >= LENGTH.size:
            size = LENGTH.unpack_from(self._buffer)[0]
            if size > _MAX_ANSWER or not self.busy:
                raise ValueError("not an answer")
            if len(self._buffer) < LENGTH.size + size:
                break
            answers.append(unpack(bytes(self._buffer[LENGTH.size : LENGTH.size + size])))
            del self._buffer[: LENGTH.size + size]
        return answers

    def finish(self) -> int:
        number, self._number = self._number, None
        if number is None:
            raise ExtractError("an answer nobody asked for")
        return number

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._input, self.output):
            # what was not yet written is lost with the child
            with contextlib.suppress(OSError):
                pipe.close()

    def await_end(self) -> None:
        """Give a process that closed its pipe a moment to end by itself, so that its exit code says why."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)

    @property
    def exit_code(self) -> int:
        """Negative: the signal that ended the process; 0 while it runs."""
        return self._process.returncode or 0


def _cause(child: _Child, settings: Settings) -> str:
    if child.exit_code == -getattr(signal, "SIGXCPU", 0) != 0:
        return f"took more than {settings.cpu_seconds} s of CPU time to read; save the article's text as .txt"
    return "the reader process broke down on it (memory or a parser's fault); save the article's text as .txt"


def _result(answer: dict[str, Any], capture: Capture) -> Document | Failure:
    """What a child's answer says; KeyError, TypeError or ValueError if it makes no sense."""
    if "reason" not in answer:
        return document_of(answer["document"], capture)
    reason = answer["reason"]
    if not isinstance(reason, str):
        raise TypeError("a reason is a text")
    reason.encode("utf-8")  # UnicodeEncodeError is a ValueError
    return _failure(capture, reason)


def _failure(capture: Capture, reason: str) -> Failure:
    return Failure(path=capture.path, stage="extract", reason=reason, sha256=capture.sha256)


def _environment() -> dict[str, str]:
    """The parent's environment, with this very package found first and one thread a child."""
    root = str(Path(sayso.__file__).resolve().parent.parent)
    inherited = os.environ.get("PYTHONPATH")
    paths = root if not inherited else os.pathsep.join((root, inherited))
    return {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
