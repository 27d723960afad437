"""What metadata promises: every candidate kept with how it was seen, one chosen or none, and no page that breaks it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract import Settings, dates, read
from sayso.extract.header import read_header
from sayso.model.nouns import Capture, Document
from sayso.outlets import Outlet, OutletTable

TABLE = OutletTable(
    [
        Outlet("Agencia Norte", "agency", hosts=("agencianorte.example",)),
        Outlet("The Alba Gazette", "newspaper", aliases=("Alba Gazette",), hosts=("albagazette.example",)),
    ]
)
RECEIVED = "2025-11-24T09:00:00+00:00"
PROSE = "The minister said that the block had been closed since the spring and that no one was held there now. " * 4


def document(text: str, name: str) -> Document:
    data = text.encode("utf-8")
    return read(data, Capture("0" * 64, name, name, len(data), "text/plain", RECEIVED), TABLE, Settings())


def plain(text: str) -> Document:
    return document(text, "page.txt")


def page(head: str, body: str = "") -> Document:
    return document(
        f"<html lang='en'><head>{head}</head><body><article>{body}<p>{PROSE}</p></article></body></html>", "p.html"
    )


def ld(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def chosen(read_out: Document, field: str) -> list[str]:
    return [e.value for e in read_out.evidence if e.field == field and e.chosen]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("22 April 2024", "2024-04-22"),
        ("April 22, 2024", "2024-04-22"),
        ("12th of May, 2025", "2025-05-12"),
        ("3 de diciembre de 2025", "2025-12-03"),
        ("May 2025", "2025-05"),
        ("2025-05-12T14:20:00-05:00", "2025-05-12T14:20:00-05:00"),
        ("Mon, 12 May 2025 10:00:00 +0200", "2025-05-12T10:00:00+02:00"),
        ("May 12, 2025 7:05 p.m.", "2025-05-12T19:05"),
        ("May 12, 2025 12:10 am", "2025-05-12T00:10"),
        ("2025-05-12T14:20+99:99", "2025-05-12T14:20"),
        ("2025-05-12T25:00", "2025-05-12"),
        ("22/03/2025", "2025-03-22"),
        ("12/05/2025", None),
        ("2025-02-30", None),
        ("0000-00-00", None),
        ("last week", None),
    ],
)
def test_dates_keep_the_precision_and_the_zone_that_were_given(written: str, iso: str | None) -> None:
    assert dates.to_iso(written) == iso


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/:.TZ+ apmMayde²٣", max_size=40))
def test_any_date_read_is_one_that_exists(written: str) -> None:
    iso = dates.to_iso(written)
    if iso is not None and len(iso) >= 10:
        assert iso.isascii()
        datetime.fromisoformat(iso)


def test_json_ld_outranks_the_rest_and_the_rest_is_kept() -> None:
    graph = {
        "@graph": [
            {
                "@type": ["NewsArticle"],
                "headline": "One lamp, no sun",
                "author": [{"name": "Jane Doe"}, "John Roe"],
                "publisher": {"name": "Alba Gazette"},
                "datePublished": "2025-05-12T14:20:00-05:00",
            }
        ]
    }
    meta = '<meta property="article:published_time" content="2025-05-13"><meta name="author" content="Web Desk">'
    seen = page(ld(graph) + meta)
    assert (seen.title, seen.author, seen.outlet) == ("One lamp, no sun", "Jane Doe, John Roe", "The Alba Gazette")
    assert seen.published == "2025-05-12T14:20:00-05:00"
    assert {e.value for e in seen.evidence if e.field == "published"} >= {"2025-05-12T14:20:00-05:00", "2025-05-13"}


def test_open_graph_meta_time_and_address_speak_where_json_ld_is_silent() -> None:
    head = (
        '<title>One lamp – Alba Gazette</title><meta property="og:site_name" content="Alba Gazette">'
        '<meta property="og:title" content="One lamp"><meta name="author" content="By Jane Doe">'
        '<link rel="canonical" href="https://www.albagazette.example/2025/05/12/one-lamp">'
    )
    seen = page(head)
    assert (seen.title, seen.author, seen.outlet) == ("One lamp", "Jane Doe", "The Alba Gazette")
    assert seen.published == "2025-05-12"
    assert seen.canonical == "https://www.albagazette.example/2025/05/12/one-lamp"


def test_a_date_after_the_capture_or_readable_two_ways_is_kept_and_not_chosen() -> None:
    future = page('<meta name="date" content="2099-01-01">')
    assert future.published is None
    assert any("after the capture" in e.how for e in future.evidence if e.field == "published")
    both = page('<meta name="date" content="2025-01-02">' + ld({"@type": "Article", "datePublished": "2099-01-01"}))
    assert both.published == "2025-01-02"
    ambiguous = plain(f"A title\nPublished: 12/05/2025\n\n{PROSE}")
    assert ambiguous.published is None
    assert [e.value for e in ambiguous.evidence if e.field == "published"] == ["12/05/2025"]


def test_a_text_header_is_read_and_prose_begins_after_it() -> None:
    text = f"# One lamp\nPublisher: Alba Gazette\nBy: Jane Doe\nPublished: 22 April 2024\nLanguage: en\n\n{PROSE}"
    seen = plain(text)
    assert (seen.title, seen.outlet, seen.author) == ("One lamp", "The Alba Gazette", "Jane Doe")
    assert seen.published == "2024-04-22"
    assert seen.sentences[0][0] == text.index("The minister")
    for evidence in seen.evidence:
        if evidence.start is not None and "written" not in evidence.how:
            assert text[evidence.start : evidence.end] == evidence.value


def test_a_spanish_header_is_read_too() -> None:
    seen = plain(f"Una lámpara\nMedio: Alba Gazette\nAutor: Jane Doe\nFecha: 3 de mayo de 2025\n\n{PROSE}")
    assert (seen.title, seen.outlet, seen.author, seen.published) == (
        "Una lámpara",
        "The Alba Gazette",
        "Jane Doe",
        "2025-05-03",
    )


def test_a_first_line_of_names_is_a_byline_and_a_first_line_of_words_a_title() -> None:
    assert (
        plain(f"By Jane Doe and John Roe\n\n{PROSE}").title,
        plain(f"By Jane Doe and John Roe\n\n{PROSE}").author,
    ) == (
        None,
        "Jane Doe and John Roe",
    )
    assert plain(f"By the quarry wall\n\n{PROSE}").title == "By the quarry wall"


def test_front_matter_is_read_and_prose_with_a_colon_is_not_a_header() -> None:
    seen = document(f'---\ntitle: "One lamp"\nauthor: Jane Doe\ndate: 2025-05-03\n---\n\n{PROSE}', "page.md")
    assert (seen.title, seen.author, seen.published) == ("One lamp", "Jane Doe", "2025-05-03")
    assert read_header(f"He had one wish: light.\n{PROSE}").lines == ()


def test_language_is_named_only_where_it_is_clear() -> None:
    assert plain(PROSE).language == "en"
    assert plain("Lima, 12. 3. Lima 12 Lima 3 Lima 4.").language is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe | 10 May 2025", "Jane Doe"),
        ("By María de la Cruz and John Roe · Opinion", "María de la Cruz and John Roe"),
        ("By Jane Doe, staff writer", "Jane Doe, staff writer"),
        ("By Friday, the road was open again.", None),
        ("By then it was late", None),
        ("By clicking you accept our terms", None),
    ],
)
def test_a_line_under_the_heading_is_a_byline_if_it_holds_names(line: str, author: str | None) -> None:
    assert page("", f"<h1>One lamp</h1><p>{line}</p>").author == author


@pytest.mark.parametrize("written", ["admin", "262588213", "the author", "10 mins read", "July 22, 2017", "article by"])
def test_nobody_is_not_an_author(written: str) -> None:
    assert page(f'<meta name="author" content="{written}">').author is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20) | st.just("\ud800x"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "headline", "author", "name", "publisher", "datePublished", "articleSection"]
            ),
            inner | st.sampled_from(["NewsArticle", "Report", "2025-01-02"]),
            max_size=6,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(JSON)
def test_json_ld_of_any_shape_never_raises_and_chooses_at_most_one(value: Any) -> None:
    seen = page(ld(value))
    for field in ("title", "outlet", "author", "published", "url", "language", "genre"):
        assert len(chosen(seen, field)) <= 1
        assert chosen(seen, field) == [v for v in [getattr(seen, field)] if v and (field != "genre" or v != "unknown")]
    seen.text.encode("utf-8")
    "".join(e.value for e in seen.evidence).encode("utf-8")


@pytest.mark.parametrize(
    "raw", ["[" * 50_000, '{"a":' * 3_000, '{"@type":"Article","headline":' + "9" * 6_000 + "}", "{", ""]
)
def test_json_ld_that_is_broken_or_deep_is_passed_over(raw: str) -> None:
    assert page(f'<script type="application/ld+json">{raw}</script>').text.startswith("The minister")


HEADS = {
    "publisher, title, date": "Harbour Rights Watch\nConditions in Norfield prison\n12 March 2025",
    "title, publisher, date": "Conditions in Norfield prison\nHarbour Rights Watch\n12 March 2025",
    "blank lines between": "Harbour Rights Watch\n\nConditions in Norfield prison\n\n12 March 2025",
    "publisher and date in one line": "Conditions in Norfield prison\n\nHarbour Rights Watch, 12 March 2025",
    "publisher below the date": "Conditions in Norfield prison\n12 March 2025\nHarbour Rights Watch",
    "a byline between": "Harbour Rights Watch\nConditions in Norfield prison\nBy Ana Ruiz\n12 March 2025",
}


@pytest.mark.parametrize("kind", HEADS)
def test_short_lines_over_a_date_name_title_publisher_and_day(kind: str) -> None:
    found = plain(f"{HEADS[kind]}\n\nWe visited the prison. {PROSE}\n")
    assert found.title == "Conditions in Norfield prison"
    assert found.outlet == "Harbour Rights Watch"
    assert found.published == "2025-03-12"
    assert found.author == ("Ana Ruiz" if "By" in HEADS[kind] else None)
    start, end = found.sentences[0]
    assert found.text[start:end] == "We visited the prison."
    for seen in found.evidence:
        if seen.field in {"title", "outlet"} and seen.start is not None:
            assert found.text[seen.start : seen.end] == seen.value


def test_a_title_over_a_date_has_no_publisher_and_a_month_is_a_date() -> None:
    found = plain(f"Conditions in Norfield prison\nMarch 2025\n\n{PROSE}\n")
    assert (found.title, found.outlet, found.published) == ("Conditions in Norfield prison", None, "2025-03")


def test_a_publisher_that_the_table_knows_is_one_whatever_its_name_says() -> None:
    found = plain(f"Agencia Norte\nA night at the gate\n12 March 2025\n\n{PROSE}\n")
    assert (found.title, found.outlet, found.published) == ("A night at the gate", "Agencia Norte", "2025-03-12")
    known = plain(f"A night at the gate\nAlba Gazette\n12 March 2025\n\n{PROSE}\n")
    assert (known.title, known.outlet) == ("A night at the gate", "The Alba Gazette")


def test_two_lines_without_a_date_are_publisher_and_title_where_the_first_reads_as_a_name() -> None:
    found = plain(f"Harbour Rights Watch\nConditions in Norfield prison\n\n{PROSE}\n")
    assert (found.title, found.outlet) == ("Conditions in Norfield prison", "Harbour Rights Watch")


@pytest.mark.parametrize(
    "head",
    [
        "Harbour Rights Watch said that it was dark.\n12 March 2025",
        "The old gate\nThe river ran\nThe night of 12 March 2025 was cold",
        "The old gate\nThe river ran\nand ran and ran",
        "12 March 2025\n12 March 2025",
    ],
)
def test_what_is_no_head_names_no_publisher(head: str) -> None:
    assert plain(f"{head}\n\n{PROSE}\n").outlet is None


@pytest.mark.parametrize(
    "title", ["Life in the Norfield Centre", "The Long Night of the Harbour Police", "Report 12 of the Office"]
)
def test_a_title_alone_over_a_date_is_a_title_though_it_reads_as_a_name(title: str) -> None:
    found = plain(f"{title}\n12 March 2025\n\n{PROSE}\n")
    assert (found.title, found.outlet) == (title, None)


@given(
    st.lists(
        st.sampled_from(["Harbour Watch", "A night", "12 March 2025", "By Ana Ruiz", "", "Title: x", "# h", PROSE]),
        max_size=8,
    )
)
@settings(max_examples=200)
def test_every_line_of_a_header_is_in_the_text_where_it_says(lines: list[str]) -> None:
    text = "\n".join(lines)
    header = read_header(text)
    assert 0 <= header.end <= len(text)
    for line in header.lines:
        assert text[line.start : line.end] == line.value
        assert line.end <= header.end


HEADER_LINES = (
    "By Ada Remick\nPublisher: The Darvina Courier\nPublished: 2025-03-05\n\nThe river ran brown on Sunday.\n"
)


@pytest.mark.parametrize(
    "title",
    ["How many died at Darvina?", "The river is dead!", "A river dies.", "“It smelled of tar.”", "Nobody knows…"],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_headline_with_a_final_stop_over_header_lines_is_a_title(title: str, gap: str) -> None:
    text = f"{title}{gap}{HEADER_LINES}"
    header = read_header(text)
    assert {line.key: line.value for line in header.lines} == {
        "title": title,
        "by": "Ada Remick",
        "publisher": "The Darvina Courier",
        "published": "2025-03-05",
    }
    assert text[header.end :].strip() == "The river ran brown on Sunday."


@pytest.mark.parametrize("under", ["By Ada Remick", "5 March 2025", "By Ada Remick\n5 March 2025"])
def test_a_headline_that_asks_stands_over_a_byline_or_a_date_alone(under: str) -> None:
    header = read_header(f"Who counts the dead?\n{under}\n\nNobody does.\n")
    assert header.lines[0].value == "Who counts the dead?"
    assert header.values("by", "date")


@pytest.mark.parametrize(
    "text",
    [
        "The guard locked the gate.\nSource: Agencia Norte\n\nThen he left.",
        "The guard locked the gate.\n\nBy Friday\n\nThen he left.",
        "Who locked the gate?\nThe guard did, on Friday.\n\nThen he left.",
        "The guard locked the gate.\nSource: Agencia Norte\nPublished: 2025-03-05",
    ],
)
def test_a_sentence_over_no_header_or_over_no_prose_is_no_title(text: str) -> None:
    assert not read_header(text).values("title")
