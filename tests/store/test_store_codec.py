from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.noun_values import nouns

from sayso.errors import StoreError
from sayso.model.nouns import Capture, Claim, Document, Failure, Family, Finding, Pair, Record, Span, Statement
from sayso.store import Decision, Hit, StageRun
from sayso.store.codec import decode, digest, encode, to_json

KINDS: list[Any] = [
    *(Capture, Claim, Document, Failure, Family, Finding, Pair, Record, Statement),
    *(Decision, Hit, StageRun),
]
SPAN = {"text": "sun", "start": 1, "end": 4}


@given(st.sampled_from(KINDS).flatmap(nouns))
def test_every_noun_comes_back_from_json_exactly_as_it_was(noun: Any) -> None:
    back = decode(type(noun), json.loads(to_json(noun)))
    assert back == noun
    assert repr(back) == repr(noun)  # a tuple is a tuple again, 1.0 is no 1


@given(nouns(Statement))
def test_the_digest_is_that_of_the_values(noun: Statement) -> None:
    assert digest(noun) == digest(decode(Statement, json.loads(to_json(noun))))
    assert digest(noun) != digest(noun, noun)


def test_json_is_ascii_so_that_a_lone_surrogate_can_be_stored() -> None:
    assert to_json(Span("\udcff é", 0, 3)).isascii()


def test_a_field_that_an_older_case_lacks_takes_its_default() -> None:
    assert decode(Failure, {"path": "a", "stage": "b", "reason": "c"}) == Failure("a", "b", "c", None)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (SPAN | {"strat": 1}, 'unknown field "strat"'),
        ({"text": "sun", "start": 1}, "incomplete"),
        (SPAN | {"start": "1"}, "expected a number"),
        (SPAN | {"start": True}, "expected a number"),
        (SPAN | {"text": None}, "expected a string"),
    ],
)
def test_a_stored_row_that_does_not_fit_is_refused_and_named(row: dict[str, Any], said: str) -> None:
    with pytest.raises(StoreError, match=said):
        decode(Span, row)


def test_a_value_outside_a_closed_list_is_refused() -> None:
    row = encode(Document("d-1", "a", "p", "t")) | {"genre": "gossip"}
    with pytest.raises(StoreError, match="gossip"):
        decode(Document, row)


def test_what_is_no_noun_is_not_stored() -> None:
    with pytest.raises(StoreError, match="set"):
        encode({1, 2})
