"""Texts and their words on disk: appended, durable once acknowledged, never changed.

documents   per batch the words' hashes, their places, the texts and the ids, one after the other
table       a record a document: where its parts begin. A document is there when its record is; what a killed writer left behind
            it is overwritten by the next
removed     the numbers of documents taken out again
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.errors import ReuseError, StaleIndex
from sayso.reuse import kernels
from sayso.reuse.corpus import contents_of
from sayso.reuse.kernels import DOCUMENT_BITS, I64, U8, U64
from sayso.reuse.words import Texts, Words, encode

_RECORD = np.dtype(
    [
        # bytes from the start of `documents`
        ("hashes", "<u8"),
        ("places", "<u8"),
        ("text", "<u8"),
        ("id", "<u8"),
        ("words", "<u4"),
        ("text_size", "<u4"),
        ("id_size", "<u4"),
        ("unused", "<u4"),
        # the sum of the words' hashes, and the hash of the id
        ("content", "<u8"),
        ("name", "<u8"),
    ]
)
# documents read at once from which on their pages are given back: a run over all would otherwise hold the whole file
_MANY = 1000


class Shelf:
    """Documents by number, in the order in which they came; removed ones keep their number."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self._paths = {name: folder / name for name in ("documents", "table", "removed")}
        if writable:
            for path in self._paths.values():
                path.touch()
        held = _read(self._paths["table"], _RECORD)
        self._many = len(held)
        self._table = held
        self._reading = -1
        self._map: mmap.mmap | None = None
        self._data = np.zeros(0, np.uint8)
        self.removed = np.zeros(self._many, np.uint8)
        gone = _read(self._paths["removed"], np.dtype("<u4")).astype(np.int64)
        self.removed[gone[gone < self._many]] = 1
        self._sort_names()
        there = self._paths["documents"].stat().st_size if self._paths["documents"].is_file() else 0
        if there < self._end():
            raise StaleIndex(
                f"the index at {folder} has lost a part of its texts; delete the folder and add the texts again"
            )
        if writable:
            self._trim()

    def __len__(self) -> int:
        return self._many

    @property
    def lengths(self) -> I64:
        return self._table["words"][: self._many].astype(np.int64)

    def lengths_of(self, numbers: I64) -> I64:
        """The number of words of these documents."""
        return self._table["words"][numbers].astype(np.int64)

    @property
    def contents(self) -> U64:
        contents: U64 = self._table["content"][: self._many]
        return contents

    def append(self, ids: Sequence[str], texts: Texts, words: Words) -> None:
        """Put documents on the shelf; they are on disk when this returns."""
        if self._many + len(ids) > 1 << DOCUMENT_BITS:
            raise ReuseError(f"an index holds {1 << DOCUMENT_BITS:,} documents at most; begin another one")
        names = encode(ids)
        places, cuts = np.empty(10 * len(words.hashes) + 16, np.uint8), np.empty(len(ids) + 1, np.int64)
        kernels.pack_places(words.starts, words.ends, words.bounds, places, cuts)
        text_data = texts.data[texts.cuts[0] : texts.cuts[-1]]
        parts: list[npt.NDArray[np.generic]] = [words.hashes, places[: cuts[-1]], text_data, names.data]
        begin = self._end()
        begins = begin + np.cumsum([0, *(part.nbytes for part in parts)])
        rows = np.zeros(len(ids), _RECORD)
        rows["hashes"] = begins[0] + 4 * words.bounds[:-1]
        rows["places"] = begins[1] + cuts[:-1]
        rows["text"] = begins[2] + texts.cuts[:-1] - texts.cuts[0]
        rows["id"] = begins[3] + names.cuts[:-1]
        rows["words"], rows["text_size"], rows["id_size"] = words.lengths, np.diff(texts.cuts), np.diff(names.cuts)
        rows["content"] = contents_of(words)
        rows["name"] = [_name(id_) for id_ in ids]
        padding = np.zeros(-int(begins[-1]) % 4, np.uint8)
        # the record last: a document half written has none
        self._write("documents", begin, [*parts, padding])
        self._write("table", self._many * _RECORD.itemsize, [rows])
        self._grow(rows)

    def remove(self, numbers: Sequence[int]) -> None:
        """Take documents out; their bytes stay in the file."""
        gone = np.array(sorted(numbers), "<u4")
        size = self._paths["removed"].stat().st_size
        self._write("removed", size - size % 4, [gone])
        self.removed[gone] = 1

    def numbers(self, id_: str) -> list[int]:
        """The document of an id that has not been removed, or none."""
        name = _name(id_)
        low, high = (
            np.searchsorted(self._names, np.uint64(name), "left"),
            np.searchsorted(self._names, np.uint64(name), "right"),
        )
        found = [*self._named[low:high].tolist(), *self._late.get(name, ())]
        return [number for number in found if not self.removed[number] and self.id(number) == id_]

    def _sort_names(self) -> None:
        names = self._table["name"][: self._many]
        self._named = np.argsort(names, kind="stable")
        self._names = names[self._named]
        # of the documents that came since, by the hash of the id
        self._late: dict[int, list[int]] = {}

    def id(self, number: int) -> str:
        row = self._table[number]
        return self._bytes(int(row["id"]), int(row["id_size"])).decode("utf-8", "surrogatepass")

    def text(self, number: int) -> str:
        row = self._table[number]
        return self._bytes(int(row["text"]), int(row["text_size"])).decode("utf-8", "surrogatepass")

    def words(self, numbers: I64, *, places: bool) -> Words:
        """The words of these documents, in this order; starts and ends only if `places`."""
        rows = self._table[numbers]
        bounds = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(rows["words"], out=bounds[1:])
        data = self._mapped()
        hashes = np.empty(bounds[-1], np.uint32)
        kernels.gather(data[: len(data) // 4 * 4].view(np.uint32), rows["hashes"].astype(np.int64) // 4, bounds, hashes)
        starts, ends = (np.empty(bounds[-1] if places else 0, np.uint32) for _ in range(2))
        if places:
            kernels.unpack_places(data, rows["places"].astype(np.int64), bounds, starts, ends)
        if len(rows) > _MANY:
            give_back(self._map)
        return Words(hashes, starts, ends, bounds)

    def close(self) -> None:
        """Let go of the files."""
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1

    def _end(self) -> int:
        if not self._many:
            return 0
        last = self._table[self._many - 1]
        end = int(last["id"]) + int(last["id_size"])
        return end + -end % 4

    def _trim(self) -> None:
        """Cut off what a killed writer left behind the last record."""
        for name, size in (("documents", self._end()), ("table", self._many * _RECORD.itemsize)):
            if self._paths[name].stat().st_size > size:
                os.truncate(self._paths[name], size)

    def _write(self, name: str, begin: int, parts: Sequence[npt.NDArray[np.generic]]) -> None:
        with self._paths[name].open("r+b") as file:
            file.seek(begin)
            for part in parts:
                file.write(np.ascontiguousarray(part).data)
            file.flush()
            os.fsync(file.fileno())

    def _grow(self, rows: npt.NDArray[Any]) -> None:
        many = self._many + len(rows)
        if many > len(self._table):
            room = np.zeros(max(many, 2 * len(self._table)), _RECORD)
            room[: self._many] = self._table[: self._many]
            self._table = room
            removed = np.zeros(len(room), np.uint8)
            removed[: len(self.removed)] = self.removed
            self.removed = removed
        self._table[self._many : many] = rows
        for number, name in enumerate(rows["name"].tolist(), self._many):
            self._late.setdefault(name, []).append(number)
        self._many = many
        if len(self._late) > max(10_000, len(self._names)):
            self._sort_names()

    def _bytes(self, begin: int, size: int) -> bytes:
        # not through the map: its pages would stay
        if self._reading < 0:
            self._reading = os.open(self._paths["documents"], os.O_RDONLY)
        return os.pread(self._reading, size, begin)

    def _mapped(self) -> U8:
        end = self._end()
        if len(self._data) < end:
            with self._paths["documents"].open("rb") as file:
                self._map = mmap.mmap(file.fileno(), end, access=mmap.ACCESS_READ)
            self._data = np.frombuffer(self._map, np.uint8)
        return self._data


def give_back(mapped: mmap.mmap | None) -> None:
    """Let the system have the pages of a mapped file; they are read again when they are asked for."""
    if mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)


def _read(path: Path, kind: np.dtype[Any]) -> npt.NDArray[Any]:
    data = path.read_bytes() if path.is_file() else b""
    return np.frombuffer(data[: len(data) // kind.itemsize * kind.itemsize], kind)


def _name(id_: str) -> int:
    return int.from_bytes(hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
