"""Who said it first, with the evidence for the date; a copy that claims to be older is a conflict and not obeyed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.told import TABLE, carried, claim, family, page, told

from sayso.independence import resolve
from sayso.independence.stage import Settings
from sayso.model.nouns import Document, Evidence, Family, FirstSaid, Statement

DARK = "the cells have no daylight"
TEXT = f"Rosa Medina said that {DARK}."


def dated(name: str, published: str | None, source: str = "Rosa Medina") -> tuple[Document, Statement]:
    evidence = (Evidence("published", published, f"the line of {name}", chosen=True),) if published else ()
    text = TEXT.replace("Rosa Medina", source)
    document = page(name, text, outlet=f"Outlet {name}", published=published, evidence=evidence)
    return document, told(document, DARK, source)


def first(*pairs: tuple[Document, Statement], families: tuple[Family, ...] = ()) -> tuple[FirstSaid, ...]:
    documents, statements = [d for d, _ in pairs], [s for _, s in pairs]
    (found,) = resolve([claim(*statements)], documents, statements, families, TABLE, Settings())
    return found.first_said


def test_the_earliest_statement_of_an_origin_is_the_first_with_the_evidence_for_its_date() -> None:
    late, early = dated("late", "2025-05-13"), dated("early", "2025-05-12")
    (row,) = first(late, early)
    assert (row.origin, row.statement, row.date, row.how, row.conflict) == (
        "Rosa Medina",
        early[1].id,
        "2025-05-12",
        "the line of early",
        None,
    )


def test_each_origin_has_a_row_and_the_earliest_comes_first() -> None:
    rows = first(
        dated("a", "2025-05-13", "Ana Duarte"), dated("b", "2025-05-12", "Rosa Medina"), dated("c", None, "Zoe Paz")
    )
    assert [(r.origin, r.date) for r in rows] == [
        ("Rosa Medina", "2025-05-12"),
        ("Ana Duarte", "2025-05-13"),
        ("Zoe Paz", None),
    ]


def test_an_undated_statement_is_never_the_first_of_a_dated_one() -> None:
    undated, known = dated("undated", None), dated("known", "2025-05-12")
    (row,) = first(undated, known)
    assert (row.statement, row.date) == (known[1].id, "2025-05-12")


def test_no_date_is_said_to_be_none() -> None:
    (row,) = first(dated("undated", None))
    assert row.date is None
    assert row.how


def copied(origin: str | None, copy: str | None) -> tuple[FirstSaid, Statement, Statement]:
    a, b = dated("wire", origin), dated("copy", copy)
    (row,) = first(a, b, families=(family(a[0], [carried(b[0], a[0], TEXT)]),))
    return row, a[1], b[1]


def test_a_copy_that_claims_to_be_older_is_a_conflict_and_not_obeyed() -> None:
    row, original, _ = copied("2025-05-12T14:20:00", "2025-05-10")
    assert (row.statement, row.date) == (original.id, "2025-05-12T14:20:00")
    assert row.conflict is not None
    for word in ("copy.txt", "2025-05-10", "wire.txt"):
        assert word in row.conflict


def test_a_copy_dated_later_is_no_conflict() -> None:
    row, original, _ = copied("2025-05-12", "2025-05-13")
    assert (row.statement, row.conflict) == (original.id, None)


def test_a_copy_of_the_same_day_without_a_time_is_no_conflict_and_not_first() -> None:
    row, original, _ = copied("2025-05-12T14:20:00", "2025-05-12")
    assert (row.statement, row.conflict) == (original.id, None)


def test_a_copy_published_later_in_another_time_zone_is_no_conflict() -> None:
    row, original, _ = copied("2025-05-12T23:00:00+00:00", "2025-05-12T21:00:00-05:00")
    assert (row.statement, row.conflict) == (original.id, None)


def test_a_copy_published_earlier_in_another_time_zone_is_a_conflict() -> None:
    row, original, _ = copied("2025-05-12T20:00:00-05:00", "2025-05-12T23:30:00+00:00")
    assert row.statement == original.id
    assert row.conflict is not None


def test_a_copy_of_an_undated_origin_is_no_conflict() -> None:
    row, _, _ = copied(None, "2025-05-12")
    assert row.conflict is None


def test_a_year_alone_never_decides_which_came_first() -> None:
    year, day = dated("year", "2025"), dated("day", "2025-05-12")
    (row,) = first(year, day)
    assert (row.statement, row.date) == (day[1].id, "2025-05-12")


# -- times with and without a zone -----------------------------------------------------------------------------------


def test_a_time_without_a_zone_is_not_put_behind_a_later_one_of_the_day_that_names_its_zone() -> None:
    plain, zoned = dated("plain", "2025-03-05T06:40"), dated("zoned", "2025-03-05T17:45:00+00:00")
    (row,) = first(plain, zoned)
    assert (row.statement, row.date) == (plain[1].id, "2025-03-05T06:40")
    assert row.conflict is not None
    assert "not established" in row.conflict
    for word in ("plain.txt", "zoned.txt"):
        assert word in row.conflict


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("2025-03-05T06:40", "2025-03-06T17:45:00+00:00"),  # in every zone
        ("2025-03-05T23:40", "2025-03-06T01:00:00+02:00"),  # by the day
        ("2025-03-05T23:40:00-03:00", "2025-03-06T01:00"),
        ("2025-03-05T20:00:00+09:00", "2025-03-05T12:00:00+00:00"),  # both name their zone
        ("2025-03-05T06:40", "2025-03-05T17:45"),  # neither does
        ("2025-03-05", "2025-03-06T05:00:00+00:00"),
        ("2025-03-05T17:45:00-05:00", "2025-03-05"),
        ("2025-03-05", "2025-03"),
    ],
)
def test_what_zones_or_days_tell_apart_is_first_without_a_conflict(early: str, late: str) -> None:
    one, two = dated("zz", early), dated("aa", late)
    (row,) = first(one, two)
    assert (row.statement, row.date, row.conflict) == (one[1].id, early, None)


@pytest.mark.parametrize("copy", ["2025-03-05T06:40", "2025-03-05T17:45:00+00:00", "2025-03-05"])
@pytest.mark.parametrize("origin", ["2025-03-05T08:00", "2025-03-05T17:50:00+00:00", "2025-03-05"])
def test_a_copy_is_never_first_said_before_its_origin(origin: str, copy: str) -> None:
    row, original, _ = copied(origin, copy)
    assert (row.statement, row.date) == (original.id, origin)


DATES = st.sampled_from(
    ["2025", "2025-03", "2025-03-05", "2025-03-05T06:40", "2025-03-06T06:40", "2025-03-05T17:45:00+00:00",
     "2025-03-06T00:30:00+14:00", "2025-03-04T23:00:00-12:00"]
)  # fmt: skip


@given(st.lists(DATES, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_in_which_documents_were_added_decides_nothing(dates: list[str], random: Any) -> None:
    pairs = [dated(f"p{i}", date) for i, date in enumerate(dates)]
    mixed = list(pairs)
    random.shuffle(mixed)
    (row,), (again,) = first(*pairs), first(*mixed)
    assert (row.statement, row.date) == (again.statement, again.date)
    assert row.date in dates
