"""An index of texts on disk that is asked what a text takes from them, and which of them share text.

with Index("folder") as index:
    index.add({"a": "text", "b": "another text"})
    index.find("a text")    # what of it is known, passage by passage
    index.pairs()           # all that share text with one another
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np
import pyarrow as pa

from sayso.errors import ReuseError, StaleIndex
from sayso.model.nouns import Aligned, Pair
from sayso.reuse import kernels
from sayso.reuse.corpus import InMemory, keys_of, once, sampling
from sayso.reuse.kernels import I64, U64
from sayso.reuse.lookup import likely_documents, match_one
from sayso.reuse.matches import AGREE, PAIR, find_matches
from sayso.reuse.pairs import PairRole, as_pairs, passage_offsets, role_of
from sayso.reuse.segments import Run, Segments, in_parts
from sayso.reuse.settings import Settings
from sayso.reuse.shelf import Shelf
from sayso.reuse.words import Texts, Words, encode, encode_column, read_texts, read_words

_FORMAT = 1
# documents put on the shelf and sealed at once
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """What a text shares with a document of the index: the share of the text's words found there, of the document's found here,
    and the passages from the text (start, end) to the document (of_start, of_end), half-open, in code points."""

    id: str
    role: PairRole
    share: float
    reverse: float
    passages: tuple[Aligned, ...]


class Index:
    """Texts by id in a folder; without one in a temporary folder that goes with the index.

    What `add` and `remove` were given is on disk when they return, whatever happens to the process. One index writes at a time;
    others read what was there when they were opened (`read_only`). Without `merging` it is filled faster and asked slower.
    ReuseError where the folder cannot be used. The seeds of Manber 1994 in sorted runs that are merged as in a log-structured
    merge tree (O'Neil et al. 1996).
    """

    def __init__(
        self,
        folder: Path | str | None = None,
        settings: Settings | None = None,
        *,
        read_only: bool = False,
        merging: bool = True,
    ) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="sayso-index-") if folder is None else None
        self._folder = Path(folder if folder is not None else self._temporary.name)  # type: ignore[union-attr]
        self._settings = settings or Settings()
        self._read_only = read_only
        self._lock = -1
        if read_only and not (self._folder / "index.json").is_file():
            raise ReuseError(f"no index at {self._folder}; make one by opening it without read_only")
        if not read_only:
            self._claim()
        try:
            _check(self._folder / "index.json", self._settings, read_only)
            self._shelf = Shelf(self._folder, writable=not read_only)
            self._words = int(self._shelf.lengths.sum())
            self._segments = Segments(self._folder, len(self._shelf), writable=not read_only, merging=merging)
            self._recover()
        except BaseException:
            self._release()
            raise

    def __enter__(self) -> Index:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._live())

    def __contains__(self, id_: str) -> bool:
        return bool(self._shelf.numbers(id_))

    def __iter__(self) -> Iterator[str]:
        return (self._shelf.id(number) for number in self._live().tolist())

    def close(self) -> None:
        """Wait for a merge that is under way, and let others write."""
        try:
            self._segments.settle()
        finally:
            self._shelf.close()
            self._release()
            if self._temporary is not None:
                self._temporary.cleanup()

    def add(self, documents: Mapping[str, str]) -> None:
        """Put texts in by id. A known id with the same text is passed over, with another text it is replaced."""
        ids, texts = list(documents), list(documents.values())
        for start in range(0, len(ids), _BATCH):
            self._add(ids[start : start + _BATCH], encode(texts[start : start + _BATCH]))

    def add_column(self, ids: list[str], texts: pa.Array | pa.ChunkedArray) -> None:
        """Put the rows of an Arrow string column in, without a copy; null is an empty text. Otherwise as `add`."""
        if len(ids) != len(set(ids)) or len(ids) != len(texts):
            raise ReuseError(f"{len(texts)} texts need as many ids, each once; {len(set(ids))} were given")
        for start in range(0, len(ids), _BATCH):
            self._add(ids[start : start + _BATCH], encode_column(texts.slice(start, _BATCH)))

    def remove(self, id_: str) -> None:
        """Take a text out; ReuseError if it is not there."""
        self._writing()
        numbers = self._shelf.numbers(id_)
        if not numbers:
            raise ReuseError(f"“{id_}” is not in the index at {self._folder}")
        self._shelf.remove(numbers)

    def sync(self, documents: Mapping[str, str]) -> None:
        """Hold exactly these texts: only what is new, changed or gone costs more than a glance."""
        for id_ in [id_ for id_ in self if id_ not in documents]:
            self.remove(id_)
        self.add(documents)

    def find(self, text: str) -> list[Found]:
        """What the text shares with documents of the index, the most first; itself too, if it is in the index.

        At most Settings.lookup_documents are compared, those that share its rarest seeds or the most of them. Furniture (footers,
        stock phrases) is told by how many families among those carry it.
        """
        words = read_texts([text])
        numbers = likely_documents(
            self._segments.runs(), self._shelf, words, sampling(self._words, self._settings), self._settings
        )
        if not len(numbers):
            return []
        held = _with(self._shelf.words(numbers, places=True), words)
        me = len(numbers)

        def text_of(i: int) -> str:
            return text if i == me else self._shelf.text(int(numbers[i]))

        corpus = InMemory(held, text_of, self._settings)
        matches = match_one(corpus, me, self._settings)
        spans, agreeing = passage_offsets(corpus, matches), matches.passages[:, AGREE]
        found = []
        for p in range(len(matches.a)):
            here = matches.passages[:, PAIR] == p
            other = int(matches.b[p]) if matches.a[p] == me else int(matches.a[p])
            rows = spans[here] if matches.a[p] == me else spans[here][:, [2, 3, 0, 1]]
            shared = int(agreeing[here].sum())
            share, reverse = (min(1.0, shared / max(1, int(corpus.lengths[d]))) for d in (me, other))
            passages = tuple(Aligned(*row) for row in sorted(rows.tolist()))
            role = role_of((me, other), (share, reverse), passages, text_of, self._settings)
            found.append(Found(self._shelf.id(int(numbers[other])), role, share, reverse, passages))
        return sorted(found, key=lambda one: (-max(one.share, one.reverse), one.id))

    def pairs(self) -> list[Pair]:
        """Every pair of documents that shares more than a phrase or a footer, once, a earlier than b; as `find_pairs` gives them
        for the same texts."""
        corpus = self.corpus()
        matches = find_matches(corpus, self._settings)
        return as_pairs(corpus, matches, self._shelf.id, np.arange(len(self._shelf)), self._settings)

    def corpus(self) -> OnDisk:
        """The documents as they are now, for what compares them all with all."""
        return OnDisk(self._shelf, self._segments.runs(), sampling(self._words, self._settings), self._settings)

    def _live(self) -> I64:
        return np.flatnonzero(self._shelf.removed[: len(self._shelf)] == 0)

    def _claim(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._release()
            raise ReuseError(
                f"the index at {self._folder} is being written by another process; try again later"
            ) from None
        except OSError as error:
            raise ReuseError(
                f"no index can be written at {self._folder}: {error.strerror}; choose another folder"
            ) from error

    def _release(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _writing(self) -> None:
        if self._lock < 0:
            what = "was opened to be read" if self._read_only else "is closed"
            raise ReuseError(f"the index at {self._folder} {what}; open it again to change it")

    def _recover(self) -> None:
        """Put the seeds in memory of the documents that no segment holds yet; of two with one id, which a writer killed while it
        replaced one leaves, the later counts."""
        for first in range(self._segments.sealed, len(self._shelf), _BATCH):
            numbers = np.arange(first, min(first + _BATCH, len(self._shelf)))
            before = int(self._shelf.lengths[:first].sum())
            self._segments.put(self._run(first, self._shelf.words(numbers, places=False), before))
        if self._read_only:
            return
        for number in range(max(0, len(self._shelf) - _BATCH), len(self._shelf)):
            held = self._shelf.numbers(self._shelf.id(number))
            if len(held) > 1:
                self._shelf.remove(held[:-1])

    def _add(self, ids: list[str], texts: Texts) -> None:
        self._writing()
        known = {i: numbers for i, id_ in enumerate(ids) if (numbers := self._shelf.numbers(id_))}
        if known:
            same = {i for i, numbers in known.items() if _text(texts, i) == self._shelf.text(numbers[0])}
            gone = [number for i, numbers in known.items() if i not in same for number in numbers]
            kept = [i for i in range(len(ids)) if i not in same]
            ids, texts = [ids[i] for i in kept], encode([_text(texts, i) for i in kept])
        else:
            gone = []
        if ids:
            words, first = read_words(texts), len(self._shelf)
            self._shelf.append(ids, texts, words)
            self._segments.put(self._run(first, words, self._words))
            self._words += len(words.hashes)
        if gone:
            self._shelf.remove(gone)

    def _run(self, first: int, words: Words, before: int) -> Run:
        """The seeds of these documents: every gram while the index holds few words, a sample of them from then on."""
        settings = self._settings
        few = int(np.searchsorted(before + words.bounds[1:], settings.every_below))
        parts = [
            keys_of(_slice(words, 0, few), settings.gram, 1, settings.short, first),
            keys_of(_slice(words, few, len(words)), settings.gram, settings.one_in, settings.short, first + few),
        ]
        keys = np.concatenate(parts)
        keys.sort()
        return Run(first, first + len(words), once(keys))


class OnDisk:
    """The documents of an index at one moment, as a corpus."""

    def __init__(self, shelf: Shelf, runs: list[Run], one_in: int, settings: Settings) -> None:
        self.lengths = shelf.lengths
        self.contents = shelf.contents
        self.one_in = one_in
        self._shelf = shelf
        self._runs = runs
        self._removed = shelf.removed[: len(self.lengths)].copy()
        # a short document keeps every gram, and so do all where there are few
        self._whole = ((self.lengths < settings.short) | (one_in == 1)).astype(np.uint8)
        self._gram_one_in = settings.one_in

    def words(self, numbers: I64, *, places: bool) -> tuple[Words, I64]:
        return self._shelf.words(numbers, places=places), np.arange(len(numbers))

    def text(self, number: int) -> str:
        return self._shelf.text(number)

    def seeds(self) -> Iterator[U64]:
        for keys in in_parts([run.keys for run in self._runs]):
            yield kernels.drop_unsampled(keys, self._gram_one_in, self._whole, self._removed)


def _with(held: Words, more: Words) -> Words:
    return Words(
        np.concatenate((held.hashes, more.hashes)),
        np.concatenate((held.starts, more.starts)),
        np.concatenate((held.ends, more.ends)),
        np.concatenate((held.bounds, held.bounds[-1] + more.bounds[1:])),
    )


def _slice(words: Words, first: int, past: int) -> Words:
    low, high = words.bounds[first], words.bounds[past]
    return Words(words.hashes[low:high], words.starts, words.ends, words.bounds[first : past + 1] - low)


def _text(texts: Texts, i: int) -> str:
    return texts.data[texts.cuts[i] : texts.cuts[i + 1]].tobytes().decode("utf-8", "surrogatepass")


def _check(path: Path, settings: Settings, read_only: bool) -> None:
    """What an index was made with must be what it is read with."""
    made = {"format": _FORMAT, "gram": settings.gram, "one_in": settings.one_in, "short": settings.short}
    made["every_below"] = settings.every_below
    if not path.is_file() and not read_only:
        making = path.with_suffix(".new")
        making.write_text(json.dumps(made) + "\n", encoding="utf-8")
        making.rename(path)
        return
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StaleIndex(f"{path} cannot be read ({error}); delete the folder and add the texts again") from error
    if found != made:
        raise StaleIndex(
            f"the index at {path.parent} was made with other settings or by another version ({found}, not {made}); "
            "delete the folder and add the texts again"
        )
