"""Taking one file in: the checks that cost nothing, then its bytes into the store, then its line in the log."""

from __future__ import annotations

import stat
from pathlib import Path

from sayso.capture.blobs import BlobStore
from sayso.capture.custody import CustodyLog, Entry
from sayso.capture.inputs import shown
from sayso.capture.sniff import HEAD, media_type
from sayso.errors import CaptureError
from sayso.model.nouns import Capture, Failure

# no article or report as text comes near; extraction has its own, smaller limits by kind
MAX_BYTES = 256 * 1024 * 1024
ADDED = "add"
_BLANK = b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"


def take(path: Path, blobs: BlobStore, *, received: str, max_bytes: int = MAX_BYTES) -> Capture | Failure:
    """Preserve a file as received (`received`: UTC ISO 8601); a Failure with reason and remedy if it cannot be.

    The hash, the size and the media type are those of the stored bytes, even if the file changes meanwhile.
    """
    try:
        if reason := _refusal(path, max_bytes):
            return _failure(path, reason)
        sha256, size = blobs.put(path)
        with blobs.path_of(sha256).open("rb") as stored:
            head = stored.read(HEAD)
    except CaptureError as error:
        return _failure(path, str(error))
    except OSError as error:
        return _failure(path, f"cannot be read or stored: {error.strerror}; check that it exists and may be read")
    name = shown(path.name)
    return Capture(
        sha256=sha256,
        path=shown(path),
        name=name,
        size=size,
        media_type=media_type(head, name),
        received=received,
    )


def enter(capture: Capture, log: CustodyLog) -> Entry:
    """Write the line of the custody log that says this capture was received; `verify` looks for it."""
    return log.append(
        ADDED,
        sha256=capture.sha256,
        path=capture.path,
        size=capture.size,
        media_type=capture.media_type,
        received=capture.received,
    )


def _refusal(path: Path, max_bytes: int) -> str | None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return "not a regular file; give a file or a folder of files"
    if status.st_size == 0:
        return "the file is empty (0 bytes); save the page or the text again"
    if status.st_size > max_bytes:
        megabytes = status.st_size / 1e6
        return f"too large: {megabytes:,.0f} MB, the limit is {max_bytes / 1e6:,.0f} MB; split the file"
    if _is_blank(path):
        return "the file holds only white space; save the page or the text again"
    return None


def _is_blank(path: Path) -> bool:
    with path.open("rb") as file:
        while chunk := file.read(HEAD):
            if chunk.strip(_BLANK):
                return False
    return True


def _failure(path: Path, reason: str) -> Failure:
    return Failure(path=shown(path), stage="capture", reason=reason)
