"""What of a file the case already holds, without taking the file in."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sayso.capture import BlobStore, take
from sayso.case.folder import Folder
from sayso.errors import CaseError, ReuseError
from sayso.extract import Settings, read_all
from sayso.model.nouns import Aligned, Document, Failure
from sayso.outlets import OutletTable
from sayso.reuse import Index
from sayso.store import Store, now


@dataclass(frozen=True, slots=True)
class Similar:
    """A document of the case that shares text with a file: the share of the file's words found in it, of its words found in the
    file, and `longest`, the longest passage, as the file has it; passages run from the file to the document."""

    document: str
    title: str
    role: Literal["copy", "excerpt", "quotation"]
    share: float
    reverse: float
    longest: str
    passages: tuple[Aligned, ...]


def similar(store: Store, folder: Folder, path: Path) -> list[Similar]:
    """The documents of the last trace that share text with the file, the most first; CaseError if it cannot be read, or before
    the first trace."""
    try:
        index = Index(folder.reuse, read_only=True)
    except ReuseError as error:
        raise CaseError(f"nothing to compare with yet; run: sayso trace {folder.root}") from error
    with index:
        text = _read(path, OutletTable.load(folder.outlets)).text
        found = index.find(text)
    documents = {document.id: document for document in store.documents([one.id for one in found])}
    rows = []
    for one in found:
        if one.id in documents:
            held, longest = documents[one.id], max(one.passages, key=lambda passage: passage.end - passage.start)
            quote = text[longest.start : longest.end]
            rows.append(Similar(one.id, held.title or "", one.role, one.share, one.reverse, quote, one.passages))
    return rows


def _read(path: Path, outlets: OutletTable) -> Document:
    with tempfile.TemporaryDirectory(prefix="sayso-similar-") as temporary:
        blobs = BlobStore(Path(temporary))
        capture = take(path, blobs, received=now())
        result = capture if isinstance(capture, Failure) else next(read_all([capture], blobs, outlets, Settings()))
    if isinstance(result, Failure):
        raise CaseError(f"{path}: {result.reason}")
    return result
