"""Files into a case: bytes to the captures, a row in the database, a line in the custody log, in this order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.capture import BlobStore, CustodyLog, enter, expand, take
from sayso.case.folder import Folder
from sayso.case.reports import AddReport, Progress
from sayso.errors import CaseError, StoreError
from sayso.model.ids import make_id
from sayso.model.nouns import Capture, Failure
from sayso.store import Store, now

# a commit costs one or two disk flushes; more files at once would be lost work after a crash
BATCH = 32


def add(store: Store, folder: Folder, inputs: Sequence[str], progress: Progress) -> AddReport:
    """Take in all that the inputs mean. What `progress` has been told of is on disk, whatever happens next.

    CaseError, and nothing recorded, when none of the inputs is there at all.
    """
    found = list(expand(inputs))
    if all(isinstance(item, Failure) and not os.path.lexists(item.path) for item in found):
        reasons = "; ".join(f"{item.path}: {item.reason}" for item in found[:3] if isinstance(item, Failure))
        raise CaseError(f"nothing to add: {reasons}" if reasons else "nothing to add: name at least one file or folder")
    blobs, log = BlobStore(folder.captures), CustodyLog(folder.custody)
    added: list[Capture] = []
    already: list[Capture] = []
    failures: list[Failure] = []
    done = 0
    with store.writing("add"):
        progress("adding", 0, len(found))
        for batch in _batches(found):
            taken = [item if isinstance(item, Failure) else take(item, blobs, received=now()) for item in batch]
            _keep(store, log, taken, added, already, failures)
            done += len(batch)
            progress("adding", done, len(found))
    return AddReport(tuple(added), tuple(already), tuple(failures))


def recover(store: Store, folder: Folder) -> bool:
    """Write the log lines that a process owed when it died while writing; whether there was such a process."""
    dead = store.writer()
    if dead is None or not dead.gone() or not os.access(folder.root, os.W_OK):
        return False
    try:
        with store.writing("recover"):
            _pay(store, folder, f"{dead.doing} by process {dead.pid}, since {dead.since}")
    except StoreError:
        # two readers opened the case at once: the other one is at it
        if (other := store.writer()) is None or other.gone():
            raise
        return False
    return True


def _pay(store: Store, folder: Folder, after: str) -> None:
    for leftover in folder.captures.glob("incoming-*"):
        leftover.unlink(missing_ok=True)
    log = CustodyLog(folder.custody)
    log.append("resume", after=after)  # this also cuts off a line that was not written to its end
    logged = {(e.facts.get("sha256"), e.facts.get("path")) for e in log.entries() if e.action in ("add", "seen")}
    captures = store.captures()
    for capture in captures.values():
        if (capture.sha256, capture.path) not in logged:
            enter(capture, log)
    for place in store.locations():
        capture = captures[place.document]
        if place.path != capture.path and (capture.sha256, place.path) not in logged:
            log.append("seen", sha256=capture.sha256, path=place.path, received=place.seen)


def _keep(
    store: Store,
    log: CustodyLog,
    taken: Sequence[Capture | Failure],
    added: list[Capture],
    already: list[Capture],
    failures: list[Failure],
) -> None:
    new: list[Capture] = []
    seen: list[Capture] = []
    with store.transaction():
        for item in taken:
            if isinstance(item, Capture):
                how = store.add_capture(make_id("d", item.sha256, item.name), item)
                if how != "clash":
                    store.clear_failure("add", item.path)
                    (new if how == "new" else already).append(item)
                    seen += [item] if how == "seen" else []
                    continue
                reason = "its document id is that of another file; rename the file and add it again"
                item = Failure(item.path, "capture", reason, item.sha256)
            store.put_failure("add", item.path, item)
            failures.append(item)
    for capture in new:
        enter(capture, log)
    for capture in seen:
        log.append("seen", sha256=capture.sha256, path=capture.path, received=capture.received)
    added += new


def _batches(found: Sequence[Path | Failure]) -> Iterator[Sequence[Path | Failure]]:
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]
