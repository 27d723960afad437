"""The statements of many documents: in this process for a few, in worker processes for many."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any

from sayso import statements
from sayso.model.nouns import Document, Failure, Statement
from sayso.outlets import OutletTable

Tagged = tuple[Document, tuple[Statement, ...] | Failure]
# below this, starting the workers (about a second each) costs more than they save
FEW = 200
_CHUNK = 16


def tag_all(documents: Iterable[Document], count: int, outlets: OutletTable, settings: Any) -> Iterator[Tagged]:
    """Each document with its statements, or with the Failure that says why there are none; `count` documents come."""
    workers = _processors()
    if count < FEW or workers < 2:
        for document in documents:
            yield document, tag_one(document, outlets, settings)
    else:
        yield from _in_workers(iter(documents), workers, outlets, settings)


def tag_one(document: Document, outlets: OutletTable, settings: Any) -> tuple[Statement, ...] | Failure:
    """The statements of one document, each checked against its text; never an exception."""
    try:
        found = tuple(statements.tag(document, outlets, settings))
        if reason := _misfit(document, found):
            return _failure(document, reason)
    except Exception as error:
        return _failure(document, f"its statements could not be read: {type(error).__name__}: {error}")
    return found


def _misfit(document: Document, found: Sequence[Statement]) -> str | None:
    if len({statement.id for statement in found}) < len(found):
        return "two of its statements have the same id; please report this"
    for statement in found:
        content = statement.content
        if statement.document != document.id or document.text[content.start : content.end] != content.text:
            return f"statement {statement.id} does not match the stored text; please report this"
    return None


def _failure(document: Document, reason: str) -> Failure:
    return Failure(document.path, "statements", reason, document.sha256)


class _Worker:
    """What one worker process keeps between chunks, so that the outlets travel once."""

    outlets: OutletTable
    settings: Any


def _start(outlets: OutletTable, settings: Any) -> None:
    _Worker.outlets, _Worker.settings = outlets, settings


def _tag_chunk(chunk: Sequence[Document]) -> list[tuple[Statement, ...] | Failure]:
    return [tag_one(document, _Worker.outlets, _Worker.settings) for document in chunk]


def _in_workers(documents: Iterator[Document], workers: int, outlets: OutletTable, settings: Any) -> Iterator[Tagged]:
    waiting: deque[tuple[list[Document], Future[list[tuple[Statement, ...] | Failure]]]] = deque()
    with _pool(workers, outlets, settings) as pool:
        if not _works(pool):  # a script without a main guard, or no room for processes
            for document in documents:
                yield document, tag_one(document, outlets, settings)
            return
        try:
            while True:
                while len(waiting) < 3 * workers and (chunk := list(islice(documents, _CHUNK))):
                    waiting.append((chunk, pool.submit(_tag_chunk, chunk)))
                if not waiting:
                    return
                chunk, future = waiting[0]
                results = future.result()
                waiting.popleft()
                yield from zip(chunk, results, strict=True)
        except BrokenProcessPool:
            pass
    rest = [document for chunk, _ in waiting for document in chunk]
    yield from _one_by_one(rest, outlets, settings)
    yield from _in_workers(documents, workers, outlets, settings)


def _one_by_one(documents: Iterable[Document], outlets: OutletTable, settings: Any) -> Iterator[Tagged]:
    """Find the document that kills its worker: each in a process that only it can take down."""
    pool = _pool(1, outlets, settings)
    try:
        for document in documents:
            try:
                yield document, pool.submit(_tag_chunk, [document]).result()[0]
            except BrokenProcessPool:
                yield document, _failure(document, "the process that read its statements died; it may be out of memory")
                pool.shutdown()
                pool = _pool(1, outlets, settings)
    finally:
        pool.shutdown()


def _works(pool: ProcessPoolExecutor) -> bool:
    try:
        return pool.submit(_tag_chunk, []).result() == []
    except BrokenProcessPool:
        return False


def _pool(workers: int, outlets: OutletTable, settings: Any) -> ProcessPoolExecutor:
    # spawn: the same on every system, and no copy of open databases and locks
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=spawn, initializer=_start, initargs=(outlets, settings))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
