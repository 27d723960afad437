"""Nouns of every kind, made from their type hints."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, Literal, TypeVar, Union, cast

from hypothesis import strategies as st

from sayso.store.codec import hints

T = TypeVar("T")
# every code point, lone surrogates and NUL included
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that the nouns use."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return nouns(hint)
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, arguments))
    if origin in (Union, types.UnionType):
        return st.none() | values(next(argument for argument in arguments if argument is not type(None)))
    if origin is Literal:
        return st.sampled_from(arguments)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: ANY_TEXT,
        bool: st.booleans(),
        int: st.integers(-(2**53), 2**53),
        float: st.floats(allow_nan=False),
    }
    return plain[hint]


def nouns(noun: type[T]) -> st.SearchStrategy[T]:
    return st.deferred(lambda: st.builds(noun, **{name: values(hint) for name, hint in hints(cast(Any, noun)).items()}))
