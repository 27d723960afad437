"""What marks promise: the traces of where a text came from, each an exact span, a hidden origin named None."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract import Settings, read
from sayso.extract.header import read_header
from sayso.extract.marks import dateline_date, find_marks
from sayso.model.nouns import Capture, Mark
from sayso.outlets import Outlet, OutletTable

TABLE = OutletTable(
    [
        Outlet("Agencia Norte", "agency", hosts=("agencianorte.example",)),
        Outlet("Prensa Sur", "agency", aliases=("PS",)),
        Outlet("Diario Sur", "newspaper", hosts=("diariosur.example",)),
        Outlet("Radio Faro", "broadcaster"),
    ]
)
BODY = "The governor of the province said on Monday that the road would be open by the end of the week."


def marks(text: str, *, author: str | None = None, outlet: str | None = None) -> list[Mark]:
    return find_marks(text, read_header(text), author, outlet, TABLE)


def kinds(text: str, *, outlet: str | None = None) -> list[tuple[str, str | None]]:
    return [(m.kind, m.names) for m in marks(text, outlet=outlet)]


@pytest.mark.parametrize(
    ("line", "kind", "names"),
    [
        ("This post was originally published on this site", "originally_published", None),
        ("This piece was first published by our partner.", "originally_published", None),
        ("It was originally published on another website.", "originally_published", None),
        ("This article first appeared in Diario Sur on 3 March.", "originally_published", "Diario Sur"),
        ("This story was originally published in Spanish by Diario Sur.", "originally_published", "Diario Sur"),
        ("Originally published at www.diariosur.example", "originally_published", "Diario Sur"),
        ("Originally published by Cuadernos del Mar.", "originally_published", "Cuadernos del Mar"),
        ("Republished from Diario Sur.", "credit", "Diario Sur"),
        ("Reprinted with permission from Diario Sur.", "credit", "Diario Sur"),
        ("This story was produced by Agencia Norte.", "credit", "Agencia Norte"),
        ("Source: Agencia Norte", "credit", "Agencia Norte"),
        ("This article was later reprinted on Diario Sur.", "reprinted_on", "Diario Sur"),
    ],
)
def test_closing_lines_tell_where_the_text_came_from(line: str, kind: str, names: str | None) -> None:
    assert kinds(f"{BODY}\n{BODY}\n{BODY}\n{line}") == [(kind, names)]


@pytest.mark.parametrize(
    "line",
    [
        "First published: 3 March 2024",
        "This article was originally published on 3 March 2024.",
        "The book was not yet published.",
        "He listens to Radio Faro every day.",
        "The road was closed (see below).",
    ],
)
def test_is_no_mark(line: str) -> None:
    assert kinds(f"{BODY}\n{BODY}\n{BODY}\n{line}") == []


@pytest.mark.parametrize(
    ("lead", "names"),
    [
        ("LIMA, 3 March (Agencia Norte) – ", "Agencia Norte"),
        ("PUERTO ALBA, March 3, 2025 (PS) - ", "Prensa Sur"),
        ("PUERTO ALBA, 3 de mayo (Agencia Norte) — ", "Agencia Norte"),
        ("SAN MARCO (PS) — ", "Prensa Sur"),
        ("BRUSSELS — ", None),
    ],
)
def test_a_dateline_names_its_agency_if_it_has_one(lead: str, names: str | None) -> None:
    assert kinds(f"{lead}{BODY}\n{BODY}") == [("dateline", names)]
    assert kinds(f"A heading of some words\n{lead}{BODY}\n{BODY}") == [("dateline", names)]


@pytest.mark.parametrize("lead", ["OPINION — ", "UPDATE — ", "EXCLUSIVE — "])
def test_a_label_in_capitals_is_no_dateline(lead: str) -> None:
    assert kinds(f"{lead}{BODY}\n{BODY}") == []


def test_a_full_date_in_the_dateline_is_a_candidate_for_the_date() -> None:
    text = f"LIMA, 3 March 2025 (Agencia Norte) – {BODY}"
    found = dateline_date(text, 0)
    assert found is not None
    assert text[found[0] : found[1]] == found[2] == "3 March 2025"
    assert dateline_date(f"LIMA, 3 March (Agencia Norte) – {BODY}", 0) is None


@pytest.mark.parametrize("lead", ["By Agencia Norte\n\n", "Agencia Norte — ", "By Jane Doe, Agencia Norte\n\n"])
def test_an_agency_in_the_byline_is_a_wire_byline(lead: str) -> None:
    assert kinds(f"{lead}{BODY}\n{BODY}") == [("wire_byline", "Agencia Norte")]


def test_an_agency_only_in_the_metadata_has_no_offsets_and_a_newspaper_is_no_wire() -> None:
    assert marks(BODY, author="Agencia Norte") == [Mark("wire_byline", "Agencia Norte", "Agencia Norte")]
    assert marks(BODY, author="Diario Sur") == []
    assert marks(BODY, author="Jane Doe") == []


@pytest.mark.parametrize(
    ("text", "quote", "names"),
    [
        ("Jane Doe told Diario Sur that it rained.", "told Diario Sur", "Diario Sur"),
        ("It rained, according to Radio Faro.", "according to Radio Faro", "Radio Faro"),
        ("Agencia Norte reported on Monday that it rained.", "Agencia Norte reported", "Agencia Norte"),
    ],
)
def test_retelling_a_known_outlet_is_a_citation_unless_it_is_the_document_s_own(
    text: str, quote: str, names: str
) -> None:
    found = [m for m in marks(f"{BODY}\n{text}") if m.kind == "cites"]
    assert [(m.quote, m.names) for m in found] == [(quote, names)]
    assert marks(f"{BODY}\n{text}", outlet=names) == []


def test_brackets_that_hold_nothing_but_outlets_are_tags() -> None:
    assert kinds(f"{BODY}\nIt rained (Radio Faro).") == [("agency_tag", "Radio Faro")]
    assert kinds(f"{BODY}\nIt rained (Radio Faro, Diario Sur).") == [
        ("agency_tag", "Radio Faro"),
        ("agency_tag", "Diario Sur"),
    ]
    assert kinds(f"{BODY}\nIt rained (Radio Faro was late).") == []


def test_a_canonical_link_to_another_site_is_a_mark_and_one_to_the_own_site_is_not() -> None:
    def linked(to: str) -> list[tuple[str, str | None]]:
        html = (
            f'<html><head><link rel="canonical" href="{to}"><meta property="og:url" content="https://www.diariosur.example/a">'
            f"</head><body><article><p>{BODY * 4}</p></article></body></html>"
        ).encode()
        capture = Capture("0" * 64, "a.html", "a.html", len(html), "text/html", "2025-11-24T09:00:00+00:00")
        return [(m.kind, m.names) for m in read(html, capture, TABLE, Settings()).marks]

    assert linked("https://agencianorte.example/b") == [("canonical", "Agencia Norte")]
    assert linked("https://diariosur.example/a") == []


WORDS = st.sampled_from(
    [
        "\n", "\n\n", "\r\n", "\u2028",
        *"By Agencia Norte (PS) ( ) told according to reported originally published on this site by Republished from".split(),
        *"Source: LIMA BRUSSELS , 3 March 2025 – — - . “ ” é Diario Sur Radio Faro reprinted in Title: Author: This".split(),
    ]
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(WORDS, max_size=50),
    st.sampled_from([None, "Agencia Norte", "By PS"]),
    st.sampled_from([None, "Diario Sur"]),
)
def test_every_mark_is_an_exact_span_in_order_after_the_header(
    words: list[str], author: str | None, outlet: str | None
) -> None:
    text = " ".join(words)
    found = marks(text, author=author, outlet=outlet)
    placed = [(m.start, m.end) for m in found if m.start is not None and m.end is not None]
    assert all(text[m.start : m.end] == m.quote for m in found if m.start is not None)
    assert placed == sorted(placed)
    assert len(set(found)) == len(found)
    assert not any(m.kind == "cites" and m.names == outlet for m in found if outlet)
