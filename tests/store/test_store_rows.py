from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.noun_values import nouns

from sayso.model.nouns import Capture, Claim, Document, Family, Finding, Span, Statement
from sayso.store import Rows
from sayso.store.codec import encode

KINDS: list[Any] = [Capture, Claim, Document, Family, Finding, Statement]


def without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: without_surrogates(item) for key, item in value.items()}
    return [without_surrogates(item) for item in value] if isinstance(value, list) else value


def test_rows_are_a_sequence_of_nouns() -> None:
    spans = [Span("a", 0, 1), Span("b", 1, 2), Span("c", 2, 3)]
    rows = Rows(Span, spans)
    assert rows == spans
    assert len(rows) == 3
    assert rows[-1] == spans[-1]
    assert rows[1:] == spans[1:]
    assert isinstance(rows[1:], Rows)
    assert spans[1] in rows
    assert list(reversed(rows)) == spans[::-1]
    assert rows != spans[:2]


@given(st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), st.lists(nouns(kind), max_size=3))))
@settings(max_examples=60)
def test_the_arrow_table_holds_every_field_of_every_noun(case: tuple[Any, list[Any]]) -> None:
    kind, items = case
    table = Rows(kind, items).to_arrow()
    assert table.to_pylist() == [without_surrogates(encode(item)) for item in items]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_has_the_columns_of_a_full_one(kind: Any) -> None:
    table = Rows(kind, []).to_arrow()
    assert table.num_rows == 0
    assert table.column_names == list(kind.__dataclass_fields__)


def test_nested_nouns_are_structs_and_lists() -> None:
    schema = Rows(Statement, []).to_arrow().schema
    assert pa.types.is_struct(schema.field("source").type)
    assert pa.types.is_list(schema.field("figures").type)
    assert schema.field("channel").nullable
    assert not schema.field("source").nullable
