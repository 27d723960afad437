"""Frozen nouns to JSON and back, from their type hints alone: `decode(type(x), json.loads(to_json(x))) == x`."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union

from sayso.errors import StoreError

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """Plain JSON values: a dataclass is an object of all its fields, a tuple is an array."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise StoreError(f"cannot store a {type(value).__name__}: only dataclasses, tuples, strings, numbers and None")


def decode(noun: type[T], row: Mapping[str, Any]) -> T:
    """The noun that `encode` made `row` from. A missing field takes its default.

    StoreError on anything that does not fit the type hints.
    """
    return typing.cast(T, _decoder(typing.cast(Any, noun))(row))


def to_json(value: Any) -> str:
    """Compact ASCII JSON, so that even a lone surrogate in a file name can be stored."""
    return json.dumps(encode(value), separators=(",", ":"))


def digest(*values: Any) -> str:
    """SHA-256 in hex over the JSON of the values: the same values give the same digest on any machine."""
    hashed = hashlib.sha256()
    for value in values:
        hashed.update(to_json(value).encode("ascii"))
        hashed.update(b"\n")
    return hashed.hexdigest()


@cache
def hints(noun: type) -> dict[str, Any]:
    """Field name to resolved type, in the order of the fields."""
    resolved = typing.get_type_hints(noun)
    return {field.name: resolved[field.name] for field in dataclasses.fields(noun)}


@cache
def _decoder(hint: Any) -> Decoder:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _dataclass_decoder(hint)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin in (Union, types.UnionType):
        return _optional_decoder(arguments)
    if origin is Literal:
        return _checked(lambda value: value in arguments, f"one of {', '.join(map(repr, arguments))}")
    if hint is bool:
        return _checked(lambda value: isinstance(value, bool), "true or false")
    if hint in (int, float):
        allowed = (int,) if hint is int else (int, float)
        return _checked(lambda value: isinstance(value, allowed) and not isinstance(value, bool), "a number")
    if hint is str:
        return _checked(lambda value: isinstance(value, str), "a string")
    raise StoreError(f"no way to read a field of type {hint!r} back from the case")


def _dataclass_decoder(noun: type) -> Decoder:
    fields = {name: _decoder(hint) for name, hint in hints(noun).items()}

    def read(row: Any) -> Any:
        if not isinstance(row, Mapping):
            raise StoreError(f"a stored {noun.__name__} is {row!r:.60}, not an object; run sayso verify")
        if unknown := sorted(row.keys() - fields.keys()):
            raise StoreError(f'a stored {noun.__name__} has the unknown field "{unknown[0]}"; upgrade Sayso')
        try:
            return noun(**{name: fields[name](value) for name, value in row.items()})
        except TypeError as error:
            raise StoreError(f"a stored {noun.__name__} is incomplete ({error}); run sayso verify") from error

    return read


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _decoder(arguments[0])
        return lambda values: tuple([item(value) for value in _array(values)])
    items = [_decoder(argument) for argument in arguments]
    return lambda values: tuple([item(value) for item, value in zip(items, _array(values), strict=True)])


def _optional_decoder(arguments: tuple[Any, ...]) -> Decoder:
    inner = [argument for argument in arguments if argument is not type(None)]
    if len(inner) != 1 or len(inner) == len(arguments):
        raise StoreError(f"no way to read a field of type {arguments!r} back from the case")
    item = _decoder(inner[0])
    return lambda value: None if value is None else item(value)


def _array(values: Any) -> Iterable[Any]:
    if not isinstance(values, list | tuple):
        raise StoreError(f"expected a stored list, found {values!r:.60}; run sayso verify")
    return values


def _checked(fits: Callable[[Any], bool], what: str) -> Decoder:
    def read(value: Any) -> Any:
        if not fits(value):
            raise StoreError(f"expected {what}, found {value!r:.60}; run sayso verify")
        return value

    return read
