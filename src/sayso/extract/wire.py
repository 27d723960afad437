"""What parent and child say to each other: length-prefixed JSON, so that nothing a hostile page did to the child is executed."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from typing import Any, BinaryIO

from sayso.model.nouns import Capture, Document, Evidence, Mark
from sayso.outlets import Outlet, OutletTable

LENGTH = struct.Struct(">Q")


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


def document_of(raw: dict[str, Any]) -> Document:
    """The document that `asdict` and JSON took apart; TypeError or KeyError if a field is missing or unknown."""
    fields = {
        **raw,
        "evidence": tuple(Evidence(**evidence) for evidence in raw["evidence"]),
        "marks": tuple(Mark(**mark) for mark in raw["marks"]),
        "sentences": tuple((int(start), int(end)) for start, end in raw["sentences"]),
    }
    return Document(**fields)


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
