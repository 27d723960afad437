"""The content-addressed store: a file per distinct content, named by its SHA-256, never altered once written."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.errors import CaptureError

_CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class BlobStore:
    """Blobs under `root`, at ab/cd/abcd...: read-only files, written whole or not at all, safe after `kill -9`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, path: Path) -> tuple[str, int]:
        """Preserve the bytes of a file; (SHA-256, size) of exactly what was stored. OSError if it cannot be read."""
        with path.open("rb") as source:
            return self._store(_chunks(source))

    def put_bytes(self, data: bytes) -> tuple[str, int]:
        """Preserve these bytes; (SHA-256, size)."""
        return self._store(iter((data,)))

    def read(self, sha256: str) -> bytes:
        """The stored bytes, hashed again on the way; CaptureError if they are missing or no longer match."""
        path = self.path_of(sha256)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CaptureError(f"blob {sha256[:12]}… cannot be read: {error.strerror}; add its file again") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise CaptureError(f"blob {sha256[:12]}… no longer matches its hash; restore {path} from a copy")
        return data

    def path_of(self, sha256: str) -> Path:
        """Where the blob of this hash is, or would be. CaptureError for anything but 64 hex digits."""
        if not _SHA256.fullmatch(sha256):
            raise CaptureError(f"not a SHA-256: {sha256[:80]!r}")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def _store(self, chunks: Iterator[bytes]) -> tuple[str, int]:
        self.root.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(prefix="incoming-", dir=self.root)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in chunks:
                    digest.update(chunk)
                    size += out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            temporary.chmod(0o444)
            self._place(temporary, digest.hexdigest())
        finally:
            temporary.unlink(missing_ok=True)
        return digest.hexdigest(), size

    def _place(self, temporary: Path, sha256: str) -> None:
        path = self.path_of(sha256)
        if path.exists():
            # healing a damaged blob in passing would hide the damage from verify
            if digest_of(path) != sha256:
                raise CaptureError(f"blob {sha256[:12]}… no longer matches its hash; restore {path} from a copy")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(path)
        for folder in (path.parent, path.parent.parent, self.root):
            sync_folder(folder)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces; OSError if it cannot be read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file):
            digest.update(chunk)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a rename or a new file in this folder last through a power cut, where the system allows it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
