"""What an input means: a file, a folder of files, or a pattern of them. Nothing is passed over in silence."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.model.nouns import Failure

READ_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


def expand(inputs: Sequence[str]) -> Iterator[Path | Failure]:
    """Every file that the inputs mean, once, in the order given and sorted within a folder; a Failure for the rest.

    Folders are read with all below them, hidden names left out, linked folders followed once (a circle of links ends).
    A file of another suffix is a Failure that names the suffix, whether named itself or found in a folder.
    """
    seen_files: set[str] = set()
    seen_folders: set[tuple[int, int]] = set()
    for given in inputs:
        for found in _of_input(given, seen_folders):
            if isinstance(found, Path):
                # not resolved: a link and its target are two places that a file was received from
                key = str(found.absolute())
                if key in seen_files:
                    continue
                seen_files.add(key)
            yield found


def shown(path: Path | str) -> str:
    """A path as text that any file or database takes: bytes of a name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _of_input(given: str, seen: set[tuple[int, int]]) -> Iterator[Path | Failure]:
    if _URL.match(given):
        yield _failure(given, "fetching addresses is not built in yet; save the page as .html and add that file")
        return
    if "\0" in given or not given:
        yield _failure(given.replace("\0", "�"), "not a path; give a file, a folder or a pattern")
        return
    path = Path(given)
    if path.is_dir() or os.path.lexists(path):
        yield from _of_path(path, seen)
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            yield _failure(given, "no file matches this pattern; check the folder and the spelling")
        for match in matches:
            yield from _of_path(Path(match), seen)
    else:
        yield _failure(given, "no such file or folder; check the spelling")


def _of_path(path: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Failure]:
    if path.is_dir():
        yield from _of_folder(path, seen, top=True)
    elif path.suffix.lower() in READ_SUFFIXES:
        yield path
    else:
        kind = path.suffix or "a name without a suffix"
        yield _failure(path, f"not yet read: {kind}; read are {', '.join(READ_SUFFIXES)}")


def _of_folder(folder: Path, seen: set[tuple[int, int]], *, top: bool = False) -> Iterator[Path | Failure]:
    try:
        status = folder.stat()
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield _failure(folder, f"the folder cannot be read: {error.strerror}; check its permissions")
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    visible = [path for path in paths if not path.name.startswith(".")]
    if top and not visible:
        yield _failure(folder, "the folder holds no files; give the folder that holds the articles")
    for path in visible:
        if path.is_dir():
            yield from _of_folder(path, seen)
        else:
            yield from _of_path(path, seen)


def _failure(path: Path | str, reason: str) -> Failure:
    return Failure(path=shown(path), stage="capture", reason=reason)
