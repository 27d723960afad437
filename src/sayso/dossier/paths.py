"""What an export says of where files lay: never the folders of the user's machine, only what lies below what was added."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sayso.model.nouns import Record

_SEPARATOR = re.compile(r"[\\/]+")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
# their folders are people
_HOMES = frozenset({"home", "users", "documents and settings"})
# folders this many levels under a common one count as parts of what was added
_LEVELS = 2
_COMPARED = 500  # folders, in a case that has more
# text that is quoted from a document stays as it is, to the character
_VERBATIM = frozenset(
    {"text", "quote", "sentence", "value", "content", "basis_quote", "figures", "sentences", "passages", "marks"}
)

Noun = TypeVar("Noun")


class Paths:
    """The paths of a case as an export shows them.

    A path that was given relative to the folder of work stays as it was given. Of an absolute one, or one that leads out of
    that folder, the part above the files of the case is left out.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        outside = sorted({path for path in paths if _leads_outside(path)})
        folders = {tuple(_SEPARATOR.split(path)[:-1]) for path in outside}
        self._base = {folder: _base(folder, folders) for folder in folders}
        # each base as it is written, the longest first, to find it in a sentence
        written = {path[: _length(path, len(self._base[tuple(_SEPARATOR.split(path)[:-1])]))] for path in outside}
        self._written = sorted((base for base in written if len(base) > 1), key=lambda base: (-len(base), base))

    @property
    def inside(self) -> bool:
        """True where no path leads out of the folder of work, so that there is nothing to leave out."""
        return not self._base

    def shown(self, path: str) -> str:
        """The path as an export may give it; its last part is always the file's name."""
        if not _leads_outside(path):
            return path
        parts = _SEPARATOR.split(path)
        base = self._base.get(tuple(parts[:-1]))
        return "/".join(parts[len(base) :]) if base is not None else parts[-1]

    def all_cleaned(self, nouns: Iterable[Noun]) -> list[Noun]:
        """Nouns with the paths in their sentences as they are shown, and what is quoted of documents as it is."""
        return [_cleaned(noun, self) for noun in nouns]

    def cleaned(self, text: str) -> str:
        """A sentence of ours with the paths in it as they are shown."""
        for base in self._written:
            if base in text:
                text = text.replace(base, "")
        return text


def without_machine(record: Record) -> Record:
    """The record with every path as an export may show it; the text of documents and what is quoted of it stays."""
    held = [c.path for c in record.captures] + [d.path for d in record.documents] + [f.path for f in record.failures]
    paths = Paths(held)
    if paths.inside:
        return record
    return replace(
        record,
        captures=tuple(replace(c, path=paths.shown(c.path)) for c in record.captures),
        documents=tuple(replace(d, path=paths.shown(d.path)) for d in record.documents),
        failures=tuple(replace(f, path=paths.shown(f.path), reason=paths.cleaned(f.reason)) for f in record.failures),
        families=tuple(paths.all_cleaned(record.families)),
        statements=tuple(paths.all_cleaned(record.statements)),
        claims=tuple(paths.all_cleaned(record.claims)),
        findings=tuple(paths.all_cleaned(record.findings)),
    )


def _cleaned(noun: Noun, paths: Paths) -> Noun:
    """The noun with its sentences cleaned, itself where there is nothing to clean."""
    if not is_dataclass(noun) or isinstance(noun, type):
        return noun
    changed: dict[str, Any] = {}
    for one in fields(noun):
        value = getattr(noun, one.name)
        new = value if one.name in _VERBATIM else _clean(value, paths)
        if new is not value and new != value:
            changed[one.name] = new
    return replace(noun, **changed) if changed else noun


def _clean(value: Any, paths: Paths) -> Any:
    if isinstance(value, str):
        return paths.cleaned(value)
    if isinstance(value, tuple):
        return tuple(_clean(item, paths) for item in value)
    return _cleaned(value, paths)


def _leads_outside(path: str) -> bool:
    return path.startswith(("/", "\\", "~", "..")) or bool(_DRIVE.match(path))


def _base(folder: tuple[str, ...], folders: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The folder above what was added, as far as the paths show it: the highest one that is near enough to hold them all."""
    base = folder
    above = {folder[:n] for n in range(len(folder))} & folders
    for other in sorted(above | set(sorted(folders)[:_COMPARED])):
        common = _common(base, other)
        near = len(folder) - len(common) <= _LEVELS and len(other) - len(common) <= _LEVELS
        if (common in folders or near) and _is_nobodys(common, (folder, other)):
            base = common
    return base


def _common(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return a[:n]


def _is_nobodys(common: tuple[str, ...], folders: Iterable[tuple[str, ...]]) -> bool:
    """True where no part below the common folder names a user."""
    if len([part for part in common if part and part not in {"..", "~"}]) < 1 or common[-1].lower() in _HOMES:
        return False
    return not any(part.lower() in _HOMES for folder in folders for part in folder[len(common) :])


def _length(path: str, parts: int) -> int:
    """Where the part after the first `parts` parts of a path begins."""
    end = 0
    for _ in range(parts):
        match = _SEPARATOR.search(path, end)
        if match is None:
            break
        end = match.end()
    return end
