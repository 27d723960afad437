"""Sorted seeds on disk: immutable files that are merged, eight neighbours of one size at a time, into larger ones.

seeds-FIRST-PAST holds the keys of documents FIRST to PAST, sorted. A file is written under another name, flushed and then renamed,
so that it is whole or not there. What a killed writer left is told by its range: of the files that begin at a document the longest
counts, and all that lies inside it is thrown away. The latest documents' seeds are in memory only; their words are on the shelf.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.capture.blobs import sync_folder
from sayso.errors import ReuseError
from sayso.reuse.corpus import once
from sayso.reuse.kernels import DOCUMENT_BITS, U64
from sayso.reuse.shelf import give_back

_NAME = re.compile(r"seeds-(\d{8})-(\d{8})\Z")
# keys held in memory before they become a file: some 3,500 articles, 8 MB
_SEAL = 1 << 20
_FANOUT = 8
# keys sorted at once: 128 MB
_PART = 1 << 24


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """The keys of documents `first` to `past`, sorted, each once."""

    first: int
    past: int
    keys: U64


class Segments:
    """The runs that hold the seeds of all documents, the older ones on disk."""

    def __init__(self, folder: Path, documents: int, *, writable: bool, merging: bool) -> None:
        self._folder = folder
        self._writable = writable
        self._merges = merging
        self._swap = threading.Lock()
        self._merging: threading.Thread | None = None
        self._failed: OSError | None = None
        self._disk, stale = _open(folder, documents)
        self._memory: list[Run] = []
        if writable:
            for path in stale:
                path.unlink(missing_ok=True)

    @property
    def sealed(self) -> int:
        """Documents whose seeds are on disk; those after them are to be put in again after opening."""
        return self._disk[-1].past if self._disk else 0

    def runs(self) -> list[Run]:
        """All runs, a snapshot that a merge leaves alone."""
        with self._swap:
            return [*self._disk, *self._memory]

    def put(self, run: Run) -> None:
        """Add the run of the documents that come next."""
        self._memory.append(run)
        while len(self._memory) > 1 and len(self._memory[-1].keys) >= len(self._memory[-2].keys):
            self._memory[-2:] = [_joined(self._memory[-2:])]
        if self._writable and sum(len(one.keys) for one in self._memory) >= _SEAL:
            self._seal()

    def settle(self) -> None:
        """Wait for a merge that is under way; ReuseError if it failed."""
        if self._merging is not None:
            self._merging.join()
            self._merging = None
        if self._failed is not None:
            error, self._failed = self._failed, None
            raise ReuseError(
                f"the index at {self._folder} could not be merged: {error}; nothing is lost, "
                "make room on the disk and add again"
            ) from error

    def _seal(self) -> None:
        run = _joined(self._memory)
        written = _write(self._folder, run.first, run.past, [run.keys])
        with self._swap:
            self._disk.append(written)
        self._memory = []
        if self._merging is None or not self._merging.is_alive():
            self.settle()
            if self._merges and self._due():
                self._merging = threading.Thread(target=self._merge, daemon=True)
                self._merging.start()

    def _due(self) -> list[Run]:
        """Eight neighbours of one size, the latest such."""
        levels = [_level(run) for run in self._disk]
        for low in range(len(levels) - _FANOUT, -1, -1):
            if len(set(levels[low : low + _FANOUT])) == 1:
                return self._disk[low : low + _FANOUT]
        return []

    def _merge(self) -> None:
        try:
            while True:
                with self._swap:
                    runs = self._due()
                if not runs:
                    return
                parts = in_parts([run.keys for run in runs])
                merged = _write(self._folder, runs[0].first, runs[-1].past, parts)
                with self._swap:
                    at = self._disk.index(runs[0])
                    self._disk[at : at + len(runs)] = [merged]
                for run in runs:
                    _path(self._folder, run.first, run.past).unlink(missing_ok=True)
        except OSError as error:
            self._failed = error


def in_parts(keys: Sequence[U64]) -> Iterator[U64]:
    """The keys of several sorted arrays as one, sorted, a range of hashes at a time; the holders of a seed are in one part."""
    parts = max(1, -(-sum(map(len, keys)) // _PART))
    cuts = np.array([(i << 64) // parts >> DOCUMENT_BITS << DOCUMENT_BITS for i in range(1, parts)], np.uint64)
    bounds = [[0, *np.searchsorted(one, cuts).tolist(), len(one)] for one in keys]
    for i in range(parts):
        slices = [one[bound[i] : bound[i + 1]] for one, bound in zip(keys, bounds, strict=True)]
        part = np.concatenate(slices) if slices else np.empty(0, np.uint64)
        for one in keys:
            if isinstance(one, np.memmap):
                give_back(one._mmap)  # type: ignore[attr-defined]  # the only way to its map
        if len(slices) > 1:
            part.sort()
        yield part


def _joined(runs: Sequence[Run]) -> Run:
    keys = np.concatenate([run.keys for run in runs])
    # sorted runs: a stable sort merges them
    keys.sort(kind="stable")
    return Run(runs[0].first, runs[-1].past, once(keys))


def _level(run: Run) -> int:
    level, size = 0, len(run.keys) // (4 * _SEAL)
    while size:
        size //= _FANOUT
        level += 1
    return level


def _path(folder: Path, first: int, past: int) -> Path:
    return folder / f"seeds-{first:08}-{past:08}"


def _write(folder: Path, first: int, past: int, parts: Iterator[U64] | Sequence[U64]) -> Run:
    path = _path(folder, first, past)
    making = path.with_suffix(".new")
    try:
        with making.open("wb") as file:
            for part in parts:
                file.write(np.ascontiguousarray(part).data)
            file.flush()
            os.fsync(file.fileno())
        making.rename(path)
    except BaseException:
        making.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return Run(first, past, _mapped(path))


def _mapped(path: Path) -> U64:
    return np.memmap(path, np.uint64, "r") if path.stat().st_size else np.empty(0, np.uint64)


def _open(folder: Path, documents: int) -> tuple[list[Run], list[Path]]:
    """`_live`, again where a writer merged files away between the listing and the reading."""
    for _ in range(100):
        try:
            return _live(folder, documents)
        except FileNotFoundError:
            continue
    raise ReuseError(f"the index at {folder} changes faster than it can be opened; try again")


def _live(folder: Path, documents: int) -> tuple[list[Run], list[Path]]:
    """The runs that cover the documents from the first on without a gap, and the files that are left over."""
    files = {path: match for path in folder.glob("seeds-*") if (match := _NAME.match(path.name))}
    ranges = {path: (int(match[1]), int(match[2])) for path, match in files.items()}
    runs, used, at = [], set(), 0
    while True:
        next_ = [path for path, (first, past) in ranges.items() if first == at and at < past <= documents]
        if not next_:
            break
        path = max(next_, key=lambda one: ranges[one][1])
        runs.append(Run(*ranges[path], _mapped(path)))
        used.add(path)
        at = ranges[path][1]
    return runs, [path for path in folder.glob("seeds-*") if path not in used]
