"""YAML as marked nodes: every value is taken with its place in the file, so that an error can name line and column."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from sayso.errors import RuleError

MAX_BYTES = 1_000_000
MAX_DEPTH = 12  # an example's fact lies six deep
MAX_ALIASES = 20  # aliases of aliases are how a small file becomes a large one


class RuleFileError(RuleError):
    """A rule file that cannot be used. `line` and `column` count from 1; 0 where the file as a whole is meant."""

    def __init__(self, file: str, what: str, line: int = 0, column: int = 0, hint: str = "") -> None:
        self.file, self.line, self.column = file, line, column
        place = f" (line {line}, column {column})" if line else ""
        super().__init__(f"{file}: {what}{place}{'; ' + hint if hint else ''}")


@dataclass(frozen=True, slots=True)
class Value:
    """A node of one file. Each `as_...` gives the plain value or raises RuleFileError at the node's own place."""

    node: yaml.Node
    file: str

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1 if self.node.start_mark else 0

    @property
    def column(self) -> int:
        return int(self.node.start_mark.column) + 1 if self.node.start_mark else 0

    def fail(self, what: str, hint: str = "") -> NoReturn:
        raise RuleFileError(self.file, what, self.line, self.column, hint)

    def as_fields(self, known: Iterable[str], required: Iterable[str], what: str) -> dict[str, Value]:
        """A mapping with only known fields, each once, and all required ones."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail(f"{what} must be a mapping of fields", f"known fields: {', '.join(known)}")
        fields: dict[str, Value] = {}
        for key_node, value_node in self.node.value:
            key = Value(key_node, self.file)
            name = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            if name not in known:
                key.fail(f'unknown field "{name}"', _suggest(name, known))
            if name in fields:
                key.fail(f'field "{name}" is given twice', f"the first is in line {fields[name].line}")
            fields[name] = Value(value_node, self.file)
        for name in required:
            if name not in fields:
                self.fail(f'{what} lacks the field "{name}"', f'add "{name}:"')
        return fields

    def as_list(self, what: str, *, or_one: bool = False) -> list[Value]:
        """A list with at least one entry; a single value stands for a list of one where `or_one` allows it."""
        if not isinstance(self.node, yaml.SequenceNode):
            if or_one:
                return [self]
            self.fail(f"{what} must be a list", 'begin each entry with "- "')
        if not self.node.value:
            self.fail(f"{what} is an empty list", "give at least one entry or leave the field out")
        return [Value(node, self.file) for node in self.node.value]

    def as_text(self, what: str, *, bare: bool = False) -> str:
        """Text that is not empty. `bare` also takes words that YAML reads as something else: no, on, 2024-03-01, 14."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.fail(f"{what} must be text")
        text = str(self.node.value).strip()
        if not bare and self.node.tag != "tag:yaml.org,2002:str":
            self.fail(f"{what} must be text, not {self.node.tag.rsplit(':', 1)[-1]}", f'write "{text}" in quotes')
        if not text:
            self.fail(f"{what} is empty")
        return text

    def as_count(self, what: str, *, least: int) -> int:
        """A whole number of at least `least`."""
        text = self.node.value if isinstance(self.node, yaml.ScalarNode) else ""
        if self.node.tag != "tag:yaml.org,2002:int" or not re.fullmatch(r"[+-]?\d{1,9}", str(text)):
            self.fail(f"{what} must be a whole number", "for example 2")
        number = int(text)
        if number < least:
            self.fail(f"{what} must be at least {least}, not {number}")
        return number

    def as_yes_no(self, what: str) -> bool:
        text = str(self.node.value).lower() if isinstance(self.node, yaml.ScalarNode) else ""
        if self.node.tag != "tag:yaml.org,2002:bool" or text not in {"true", "false", "yes", "no"}:
            self.fail(f"{what} must be true or false")
        return text in {"true", "yes"}

    def as_choice(self, choices: Iterable[str], what: str) -> str:
        text = self.as_text(what, bare=True)
        if text not in choices:
            self.fail(f'unknown {what} "{text}"', _suggest(text, choices))
        return text


def read(path: Path) -> Value:
    """The root node of a rule file. RuleFileError: unreadable, too large, not UTF-8, not YAML, too deep, aliases."""
    file = path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleFileError(str(path), f"cannot be read: {error.strerror or error}") from error
    if len(data) > MAX_BYTES:
        raise RuleFileError(file, f"is larger than {MAX_BYTES:,} bytes", hint="split it into several files")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleFileError(file, f"is not UTF-8 text (byte {error.start})", hint="save it as UTF-8") from error
    return parse(text, file)


def parse(text: str, file: str) -> Value:
    """The root node of a rule file's text, refused as in `read`."""
    try:
        _refuse_bombs(text, file)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise RuleFileError(file, f"is not valid YAML: {error.problem or error.context}", line, column) from error
    except yaml.YAMLError as error:
        raise RuleFileError(file, f"is not valid YAML: {error}".splitlines()[0]) from error
    if node is None:
        raise RuleFileError(file, "holds no rules", hint='begin it with "rules:"')
    return Value(node, file)


def _refuse_bombs(text: str, file: str) -> None:
    # composing recurses and follows aliases; the flat event stream does neither
    depth = aliases = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise RuleFileError(file, f'carries a tag "{tag}"', line, column, "write the plain value")
        if aliases > MAX_ALIASES:
            what = f"uses more than {MAX_ALIASES} aliases"
            raise RuleFileError(file, what, line, column, "write the values out")
        if depth > MAX_DEPTH:
            raise RuleFileError(file, f"is nested more than {MAX_DEPTH} deep", line, column)


def _suggest(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else f"known: {', '.join(names)}"
