"""The JSON contract: its schema holds for every record, and nothing in it is lost or added in silence."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator, ValidationError
from tests.dossier.hostile import HOSTILE, poisoned
from tests.dossier.invented_case import cid, invented_record

from sayso.dossier import as_json, schema
from sayso.model.nouns import Record


def plain(record: Record) -> dict[str, Any]:
    """As another program reads it: through text."""
    return cast(dict[str, Any], json.loads(json.dumps(as_json(record), allow_nan=False)))


@pytest.mark.parametrize(
    "record",
    [invented_record(), Record("empty"), poisoned(invented_record(), HOSTILE)],
    ids=["full", "empty", "hostile"],
)
def test_every_record_keeps_to_the_schema(record: Record) -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(plain(record))


def test_the_schema_allows_nothing_beside_what_it_names() -> None:
    validator = Draft202012Validator(schema())
    for place in ("documents", "families", "statements", "claims", "findings", "failures"):
        good = plain(invented_record())
        good[place][0]["more"] = 1
        with pytest.raises(ValidationError, match="more"):
            validator.validate(good)
        short = plain(invented_record())
        short[place][0].popitem()
        with pytest.raises(ValidationError):
            validator.validate(short)
    objects = [s for s in [schema(), *schema()["$defs"].values()] if s.get("type") == "object"]
    assert objects
    assert all(s["additionalProperties"] is False and set(s["required"]) == set(s["properties"]) for s in objects)


def test_the_top_level_keys_are_the_contract() -> None:
    keys = {"sayso", "documents", "families", "statements", "claims", "findings", "failures"}
    assert set(as_json(invented_record())) == keys


def test_claims_carry_their_interval_origins_first_said_and_contradictions() -> None:
    claim = next(c for c in plain(invented_record())["claims"] if c["id"] == cid("daylight"))
    assert claim["independent"] == {"min": 2, "max": 4}
    assert claim["origins"][0]["name"] == "Board of Visitors"
    assert claim["origins"][0]["first_hand"] is True
    assert claim["first_said"][1]["conflict"].startswith("Harbour Post")
    assert claim["contradicted_by"][0]["claim"] == cid("denial")
    assert claim["contradicted_by"][0]["kind"] == "denied by"
    assert claim["merges"][0]["passage"]["quote"] == "(Agencia Norte)"


def test_the_invented_case_keeps_its_offsets() -> None:
    record = invented_record()
    texts = {document.id: document.text for document in record.documents}
    for statement in record.statements:
        text = texts[statement.document]
        assert text[statement.content.start : statement.content.end] == statement.content.text
        assert text[statement.start : statement.end] == statement.sentence
        assert all(text[f.start : f.end] == f.text for f in statement.figures)
    for claim in record.claims:
        for merge in claim.merges:
            assert merge.passage is not None
            assert texts[merge.passage.document][merge.passage.start : merge.passage.end] == merge.passage.quote


def test_an_unbounded_figure_is_null() -> None:
    record = invented_record()
    statements = tuple(
        replace(s, figures=tuple(replace(f, high=float("inf")) for f in s.figures)) for s in record.statements
    )
    figures = [f for s in plain(replace(record, statements=statements))["statements"] for f in s["figures"]]
    assert figures
    assert all(figure["high"] is None for figure in figures)
