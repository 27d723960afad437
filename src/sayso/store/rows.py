"""A typed sequence of nouns that becomes an Arrow table on request."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, Literal, TypeVar, Union, overload

from sayso.store.codec import encode, hints

if typing.TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")


class Rows(Sequence[T], Generic[T]):
    """Nouns of one kind, in order; equal to any other sequence of the same nouns in the same order."""

    def __init__(self, noun: type[T], items: Iterable[T]) -> None:
        self.noun = noun
        self._items = tuple(items)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[T]: ...
    def __getitem__(self, index: int | slice) -> T | Rows[T]:
        return Rows(self.noun, self._items[index]) if isinstance(index, slice) else self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and not isinstance(other, str) and self._items == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} × {self.noun.__name__}>"

    def to_arrow(self) -> pa.Table:
        """A row a noun and a column a field: nested nouns as structs, tuples as lists; the same columns when empty.

        A lone surrogate, which Arrow cannot hold, becomes "?". `.to_pandas()` and `polars.from_arrow()` take it on.
        """
        import pyarrow as pa

        rows = [_valid(encode(item)) for item in self._items]
        return pa.Table.from_pylist(rows, schema=schema_of(self.noun))


def schema_of(noun: type) -> pa.Schema:
    """The Arrow schema of a noun; a field is nullable where its type allows None."""
    import pyarrow as pa

    return pa.schema([_field(name, hint) for name, hint in hints(noun).items()])


def _field(name: str, hint: Any) -> pa.Field:
    import pyarrow as pa

    inner = [argument for argument in typing.get_args(hint) if argument is not type(None)]
    if typing.get_origin(hint) in (Union, types.UnionType):
        return pa.field(name, _arrow_type(inner[0]), nullable=True)
    return pa.field(name, _arrow_type(hint), nullable=False)


def _arrow_type(hint: Any) -> pa.DataType:
    import pyarrow as pa

    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return pa.struct([_field(name, inner) for name, inner in hints(hint).items()])
    if origin is tuple and arguments[-1] is Ellipsis:
        return pa.list_(_field("item", arguments[0]))
    if origin is tuple:
        return pa.list_(_field("item", arguments[0]), len(arguments))
    if origin is Literal:
        return pa.string()
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]


def _valid(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _valid(item) for key, item in value.items()}
    return [_valid(item) for item in value] if isinstance(value, list) else value
