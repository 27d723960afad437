"""What `sayso why` tells of an id."""

from __future__ import annotations

import re

import pytest
from tests.dossier.hostile import HOSTILE, poisoned
from tests.dossier.invented_case import cid, invented_record, sid

from sayso.dossier import trail
from sayso.errors import UnknownId
from sayso.model.nouns import Record

RECORD = invented_record()


def told(id_: str) -> str:
    return "\n".join(trail(RECORD, id_))


def test_a_claim_is_told_with_its_interval_origins_ways_and_contradictions() -> None:
    text = told(cid("daylight"))
    assert "9 appearances in 8 documents; at least 2 and at most 4 independent sources." in text
    assert (
        "Origin Board of Visitors: first-hand: visit, seen in “We visited Casa Larga Prison on 14 January 2025.”\n"
        in text
    )
    assert "→ Board of Visitors (attribution, probable)" in text
    assert "according to the Board of Visitors" in text
    assert "Contradicted, denied by: the Ministry of Justice denies" in text
    assert "Conflict: Harbour Post shows 2025-01-30" in text
    assert all(s in text for s in RECORD.claims[3].statements)


def test_a_statement_is_told_with_its_passage_and_its_whole_way_upstream() -> None:
    lines = trail(RECORD, sid("courier"))
    text = "\n".join(lines)
    assert re.search(r"Norte Courier, 2025-02-13, d-\w{12}, characters 0 to \d+", text)
    way = [line for line in lines if line.startswith("  →")]
    assert [line.split(" (")[0] for line in way] == [f"  → {sid('wire')}", "  → Board of Visitors"]
    assert "Its origin is Board of Visitors: first-hand: visit." in text
    assert "Found by: pattern" in text


def test_documents_families_and_findings_are_told() -> None:
    harbour = next(d for d in RECORD.documents if d.outlet == "Harbour Post")
    text = told(harbour.id)
    assert "“2025-02-14”, from date in the page's address (not chosen)" in text
    assert f"In family {RECORD.families[0].id} as copy of Agencia Norte" in text
    assert harbour.sha256 in text
    family = told(RECORD.families[0].id)
    assert "4 documents with the same text; origin: Agencia Norte" in family
    assert "rewrite of Agencia Norte, 2025-02-12" in family
    finding = told(RECORD.findings[0].id)
    assert "(met): Casa Larga Prison is known" in finding
    assert f"Adverse: claim {cid('denial')}" in finding


def test_the_start_of_an_id_is_enough_where_it_is_the_only_one() -> None:
    whole = cid("daylight")
    assert trail(RECORD, whole[:6]) == trail(RECORD, whole)
    assert trail(RECORD, whole[2:8].upper()) == trail(RECORD, whole)


def test_an_ambiguous_or_unknown_id_names_the_ids_it_could_be() -> None:
    with pytest.raises(UnknownId, match=r"could be .*type more of it"):
        trail(RECORD, "s-")
    with pytest.raises(UnknownId, match="could be") as caught:
        trail(RECORD, cid("denial")[2:])
    assert cid("denial") in str(caught.value)
    assert sid("denial") in str(caught.value)
    near = cid("daylight")[:-1] + "z"
    with pytest.raises(UnknownId, match=f"near it: {cid('daylight')}"):
        trail(RECORD, near)
    for nothing in ("", "  ", "q"):
        with pytest.raises(UnknownId):
            trail(Record("empty"), nothing)


def test_every_id_has_a_trail_even_in_a_hostile_case_and_each_line_is_one_line() -> None:
    record = poisoned(RECORD, HOSTILE)
    ids = [*(c.id for c in record.claims), *(s.id for s in record.statements), *(d.id for d in record.documents)]
    ids += [*(f.id for f in record.families), *(f.id for f in record.findings)]
    for id_ in ids:
        lines = trail(record, id_)
        assert lines
        assert not any(re.search("[\n\r\x07\x1b\u202e\ud800]", line) for line in lines)
