"""Does the case still hold what it received? Blobs hashed again, the log replayed, the two compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.capture.blobs import BlobStore, digest_of
from sayso.capture.custody import CustodyLog, Entry
from sayso.capture.intake import ADDED
from sayso.errors import CaptureError
from sayso.model.nouns import Capture


def verify(blobs: BlobStore, captures: Iterable[Capture], log: CustodyLog) -> list[str]:
    """Problems in words, the most basic first; [] if bytes, captures and log agree.

    It shows that nothing changed since capture. It cannot show that lines were cut from the end of the log together
    with their captures: for that, keep the last hash of the log somewhere else.
    """
    kept = list(captures)
    return [*_bytes(blobs, kept), *log.replay(), *_against_log(kept, log)]


def _bytes(blobs: BlobStore, captures: list[Capture]) -> Iterator[str]:
    checked: set[str] = set()
    for capture in captures:
        if capture.sha256 in checked:
            continue
        checked.add(capture.sha256)
        try:
            path = blobs.path_of(capture.sha256)
            found, size = digest_of(path), path.stat().st_size
        except CaptureError as error:
            yield f"{capture.path}: {error}"
        except FileNotFoundError:
            yield f"{capture.path}: its bytes are missing from the store (blob {capture.sha256})"
        except OSError as error:
            yield f"{capture.path}: its bytes cannot be read: {error.strerror} (blob {capture.sha256})"
        else:
            if found != capture.sha256:
                yield f"{capture.path}: its bytes were changed: stored as {capture.sha256}, now {found}"
            elif size != capture.size:
                yield f"{capture.path}: recorded with {capture.size} bytes, but its blob holds {size}"


def _against_log(captures: list[Capture], log: CustodyLog) -> Iterator[str]:
    added = [entry for entry in log.entries() if entry.action == ADDED and "sha256" in entry.facts]
    by_key: dict[tuple[object, object], Entry] = {(e.facts["sha256"], e.facts.get("path")): e for e in added}
    for capture in captures:
        entry = by_key.pop((capture.sha256, capture.path), None)
        if entry is None:
            yield f"{capture.path}: the custody log has no line for this capture ({capture.sha256})"
            continue
        for name in ("size", "media_type", "received"):
            logged, kept = entry.facts.get(name), getattr(capture, name)
            if logged is not None and logged != kept:
                yield f"{capture.path}: {name} is {kept!r}, but log entry {entry.number} says {logged!r}"
    for (sha256, path), entry in by_key.items():
        yield f"log entry {entry.number} says that {path} was added ({sha256}), but the case has no such capture"
