"""The table of outlets: read from YAML, looked up by name, alias or host."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

import yaml

from sayso.errors import CaseError

OutletKind = Literal["newspaper", "agency", "broadcaster", "magazine", "ngo", "igo", "government", "site"]
_FIELDS = {"name", "kind", "owner", "aliases", "hosts", "source", "common_word"}


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher under its usual name. `owner` is the name of who owns it; `source` says who says so.

    A `common_word` ("Time", "Dawn") is known by its name alone and not looked for in running text.
    """

    name: str
    kind: OutletKind
    owner: str | None = None
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    source: str = ""
    common_word: bool = False


class OutletTable:
    """Outlets by name, alias and host. Later files win over earlier ones for the same name."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets: dict[str, Outlet] = {outlet.name: outlet for outlet in outlets}
        self._by_name: dict[str, Outlet] = {}
        self._by_host: dict[str, Outlet] = {}
        names: set[str] = set()
        for outlet in self.outlets.values():
            for name in (outlet.name, *outlet.aliases):
                self._by_name[_key(name)] = outlet
                if name and not outlet.common_word:
                    names.add(name)
            for host in outlet.hosts:
                self._by_host[host.lower()] = outlet
        self._mention = re.compile(rf"(?<!\w)(?:{_alternatives(names)})(?!\w)") if names else None

    @classmethod
    def load(cls, *extra: Path) -> OutletTable:
        """The bundled table and, over it, each YAML file that exists. CaseError names a file that does not parse."""
        bundled = resources.files("sayso.outlets").joinpath("outlets.yaml").read_text(encoding="utf-8")
        outlets = _parse(bundled, "the bundled outlets.yaml")
        for path in extra:
            if path.exists():
                outlets += _parse(_read(path), str(path))
        return cls(outlets)

    def find(self, text: str) -> Outlet | None:
        """The outlet of exactly this name or alias; case, outer space and a leading "the" do not matter."""
        return self._by_name.get(_key(text))

    def at(self, host_or_url: str) -> Outlet | None:
        """The outlet that publishes at this host or URL, subdomains included."""
        host = (urlsplit(host_or_url).hostname or "") if "//" in host_or_url else host_or_url
        parts = host.lower().split(".")
        for i in range(len(parts) - 1):
            if found := self._by_host.get(".".join(parts[i:])):
                return found
        return None

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, Outlet]]:
        """(start, end, outlet) of each name in text[start:end], case as in the table; the longest where two overlap."""
        if self._mention is None:
            return []
        stop = len(text) if end is None else end
        return [(m.start(), m.end(), self._by_name[_key(m.group())]) for m in self._mention.finditer(text, start, stop)]

    def owner(self, name: str) -> str:
        """The last owner upstream of this name, or the name itself; a circle of owners ends where it began."""
        seen = {name}
        current = name
        while (outlet := self.find(current)) is not None and outlet.owner and outlet.owner not in seen:
            current = outlet.owner
            seen.add(current)
        return current


def _alternatives(names: Iterable[str]) -> str:
    """A pattern that matches the longest of the names; by first letter, or every one is tried at every word (four times slower)."""
    by_letter: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]).replace(r"\ ", r"\s+"))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


def _key(name: str) -> str:
    folded = re.sub(r"\s+", " ", name.replace("’", "'")).strip(" .,;:").casefold()
    return folded.removeprefix("the ")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} cannot be read as UTF-8 text ({error}); save it as UTF-8") from error


def _names(row: dict[str, Any], field: str, where: str) -> tuple[str, ...]:
    """A list of names; one alone, or a number, would be read letter by letter or not at all."""
    found = row.get(field) or []
    if not isinstance(found, list) or not all(isinstance(name, str) and name.strip() for name in found):
        raise CaseError(f"{where}: {field} of {row['name']} must be a list of names, as [Diario Sur, Sur]")
    return tuple(found)


def _parse(text: str, where: str) -> list[Outlet]:
    try:
        rows = yaml.safe_load(text) or []
    except yaml.YAMLError as error:
        raise CaseError(f"{where} is not valid YAML: {error}") from error
    if not isinstance(rows, list):
        raise CaseError(f"{where} must be a list of outlets, each with a name and a kind")
    return [_outlet(row, where) for row in rows]


def _outlet(row: Any, where: str) -> Outlet:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"].strip():
        raise CaseError(f"{where}: an outlet without a name: {row!r}")
    if unknown := sorted(set(map(str, row)) - _FIELDS):
        raise CaseError(f'{where}: unknown field "{unknown[0]}" of {row["name"]}; known: {", ".join(sorted(_FIELDS))}')
    kind = row.get("kind", "site")
    if kind not in get_args(OutletKind):
        raise CaseError(f'{where}: unknown kind "{kind}" of {row["name"]}; known: {", ".join(get_args(OutletKind))}')
    if not isinstance(row.get("owner"), str | None):
        raise CaseError(f"{where}: owner of {row['name']} must be one name")
    return Outlet(
        name=row["name"],
        kind=cast(OutletKind, kind),
        owner=row.get("owner"),
        aliases=_names(row, "aliases", where),
        hosts=_names(row, "hosts", where),
        source=str(row.get("source", "")),
        common_word=bool(row.get("common_word", False)),
    )
