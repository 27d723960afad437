"""What parent and child say to each other: length-prefixed JSON, so that nothing a hostile page did to the child is executed."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any, BinaryIO, get_args

from sayso.model.ids import make_id
from sayso.model.nouns import Capture, Document, Evidence, Genre, Mark
from sayso.outlets import Outlet, OutletTable

LENGTH = struct.Struct(">Q")
# by the annotation of the field; a field annotated otherwise, as Genre or MarkKind, is a string
_TYPES: dict[str, tuple[type, ...]] = {
    "str | None": (str, type(None)),
    "int | None": (int, type(None)),
    "bool": (bool,),
    "tuple[Evidence, ...]": (tuple,),
    "tuple[Mark, ...]": (tuple,),
    "tuple[tuple[int, int], ...]": (tuple,),
}


def pack(message: dict[str, Any]) -> bytes:
    """A message as eight bytes of length (big-endian) and JSON in ASCII."""
    body = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return LENGTH.pack(len(body)) + body


def receive(pipe: BinaryIO) -> dict[str, Any] | None:
    """The next message, blocking; None at the end of the pipe, also in the middle of a message."""
    prefix = _exactly(pipe, LENGTH.size)
    body = _exactly(pipe, LENGTH.unpack(prefix)[0]) if prefix else None
    return unpack(body) if body else None


def unpack(body: bytes) -> dict[str, Any]:
    """The message in a body that `pack` made; ValueError for anything else."""
    message = json.loads(body)
    if not isinstance(message, dict):
        raise ValueError("a message is an object")
    return message


def document_of(raw: dict[str, Any], capture: Capture) -> Document:
    """The document that `asdict` and JSON took apart; TypeError, KeyError or ValueError unless it is one of this capture.

    A page may have taken over the child that answers, so the answer is looked at: the capture it is for, the type of every
    field, spans inside the text, and text that can be written as UTF-8.
    """
    document = Document(
        **{
            **raw,
            "evidence": tuple(Evidence(**evidence) for evidence in raw["evidence"]),
            "marks": tuple(Mark(**mark) for mark in raw["marks"]),
            "sentences": tuple((start, end) for start, end in raw["sentences"]),
        }
    )
    if (document.sha256, document.path) != (capture.sha256, capture.path):
        raise ValueError("an answer for another capture")
    if document.id != make_id("d", capture.sha256, capture.name) or document.genre not in get_args(Genre):
        raise ValueError("an id or a genre that no reader gives")
    parts: tuple[Document | Evidence | Mark, ...] = (document, *document.evidence, *document.marks)
    for part in parts:
        _check_types(part)
    for start, end in _spans(document):
        if not (type(start) is int and type(end) is int and 0 <= start <= end <= len(document.text)):
            raise ValueError("a span outside the text")
    return document


def _check_types(part: Document | Evidence | Mark) -> None:
    """TypeError for a field that is neither text, number, truth value, tuple nor None as declared; ValueError for surrogates."""
    for declared in fields(part):
        value = getattr(part, declared.name)
        if isinstance(value, str):
            value.encode("utf-8")  # UnicodeEncodeError is a ValueError
        allowed = _TYPES.get(str(declared.type), (str,))
        if type(value) not in allowed:
            raise TypeError(f"{declared.name} is of the wrong type")


def _spans(document: Document) -> Iterator[tuple[Any, Any]]:
    yield from document.sentences
    parts: tuple[Evidence | Mark, ...] = (*document.evidence, *document.marks)
    for part in parts:
        if part.start is not None or part.end is not None:
            yield part.start, part.end


def capture_of(raw: dict[str, Any]) -> Capture:
    return Capture(**raw)


def outlets_as_rows(outlets: OutletTable) -> list[dict[str, Any]]:
    return [asdict(outlet) for outlet in outlets.outlets.values()]


def outlets_of(rows: list[dict[str, Any]]) -> OutletTable:
    return OutletTable(
        Outlet(**{**row, "aliases": tuple(row["aliases"]), "hosts": tuple(row["hosts"])}) for row in rows
    )


def _exactly(pipe: BinaryIO, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = pipe.read(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
