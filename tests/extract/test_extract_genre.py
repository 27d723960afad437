"""What the genre promises: labels first, then form and tone, with the reason; nothing that speaks for one is unknown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract import Settings, read
from sayso.extract.genre import tone
from sayso.model.nouns import Capture, Document
from sayso.outlets import Outlet, OutletTable

TABLE = OutletTable(
    [
        Outlet("Agencia Norte", "agency"),
        Outlet("Diario Sur", "newspaper"),
        Outlet("Lantern Watch", "ngo"),
        Outlet("Ministry of Roads", "government"),
        Outlet("National Assembly", "government"),
    ]
)
NEUTRAL = "The road runs north from the harbour to the quarry and was laid out in the last century by two brothers."
NEWS = "The governor said that the road was open. A driver told the paper that it was not."
DEMAND = (
    "The state must open the road now. It should pay for the harm, and the law ought to say so. Nobody must wait again."
)


def document(text: str, name: str = "a.txt") -> Document:
    data = text.encode("utf-8")
    return read(data, Capture("0" * 64, name, name, len(data), "", "2025-11-24T09:00:00+00:00"), TABLE, Settings())


def lines(line: str, count: int) -> str:
    return "\n".join([line] * count)


def test_a_label_outranks_what_the_text_looks_like() -> None:
    seen = document(f"A title\nGenre: Opinion\nPublisher: Diario Sur\n\n{lines(NEWS, 5)}")
    assert seen.genre == "opinion"
    assert [(e.value, e.how) for e in seen.evidence if e.field == "genre" and e.chosen] == [
        ("opinion", "header line 'Genre:'")
    ]
    assert "news" in {e.value for e in seen.evidence if e.field == "genre"}


@pytest.mark.parametrize(
    ("head", "genre"),
    [
        ('<script type="application/ld+json">{"@type": "OpinionNewsArticle"}</script>', "opinion"),
        ('<script type="application/ld+json">{"@type": "Report"}</script>', "report"),
        ('<meta property="article:section" content="Op-Ed">', "opinion"),
        ('<link rel="canonical" href="https://diariosur.example/columnists/doe/1">', "opinion"),
        ('<meta property="og:url" content="https://roads.example/press-releases/1">', "press_release"),
        ("<title>Opinion: the road</title>", "opinion"),
        ("<title>The road</title>", "unknown"),
    ],
)
def test_labels_of_a_page(head: str, genre: str) -> None:
    html = f"<html><head>{head}</head><body><article><p>{NEUTRAL * 3}</p></article></body></html>"
    assert document(html, "a.html").genre == genre


@pytest.mark.parametrize("first", ["FOR IMMEDIATE RELEASE", "Press release", "Press statement", "COMMUNIQUÉ"])
def test_a_text_that_calls_itself_a_release_is_one(first: str) -> None:
    assert document(f"{first}\n\n{lines(NEUTRAL, 6)}").genre == "press_release"


def test_a_government_body_issues_releases_and_its_reports_and_answers_are_reports() -> None:
    body = lines(NEUTRAL, 6)
    assert document(f"The road is open\nPublisher: Ministry of Roads\n\n{body}").genre == "press_release"
    assert document(f"Annual report on roads\nPublisher: Ministry of Roads\n\n{body}").genre == "report"
    assert document(f"Written answer 12/2025: the road\nPublisher: National Assembly\n\n{body}").genre == "report"


def test_a_headline_about_a_report_is_no_report() -> None:
    assert document(f"Guards closed the road: report\nPublisher: Diario Sur\n\n{lines(NEWS, 5)}").genre == "news"


def test_long_sections_of_an_organisation_are_a_report() -> None:
    sections = "\n".join(f"{n}. What was seen at the quarry\n{lines(NEUTRAL, 8)}" for n in range(1, 6))
    assert document(f"Along the road\nPublisher: Lantern Watch\n\n{sections}").genre == "report"


def test_demands_without_a_byline_of_the_wire_are_opinion_and_with_one_are_news() -> None:
    text = f"{lines(NEUTRAL, 6)}\n{DEMAND}\n{lines(NEUTRAL, 6)}"
    assert document(text).genre == "opinion"
    assert document(f"LIMA, 3 March (Agencia Norte) – {text}").genre == "news"


def test_demands_of_others_are_not_the_author_s() -> None:
    quoted = f"{lines(NEUTRAL, 6)}\n“{DEMAND}”\n{lines(NEUTRAL, 6)}"
    assert document(quoted).genre == "unknown"
    assert tone(f"“{DEMAND}”").normative_count == 0
    assert tone(f"“{DEMAND}\nThe road must open.").normative_count == 1


def test_reporting_makes_news_and_plain_description_makes_nothing() -> None:
    assert document(f"{NEUTRAL}\n{lines(NEWS, 4)}").genre == "news"
    assert document(f"The road\nPublisher: Diario Sur\n\n{NEUTRAL}").genre == "news"
    unknown = document(NEUTRAL)
    assert unknown.genre == "unknown"
    assert not [e for e in unknown.evidence if e.field == "genre"]


@settings(deadline=None)
@given(st.text(alphabet='“”"\n must should we said I.', max_size=200))
def test_tone_counts_no_more_outside_quotations_than_in_the_whole(text: str) -> None:
    measured = tone(text)
    bare = tone(text.translate({ord(mark): " " for mark in '“”"'}))
    assert measured.normative_count <= bare.normative_count
    assert measured.reporting_count <= bare.reporting_count


def test_a_page_of_opening_marks_is_read_in_linear_steps() -> None:
    assert tone("“" * 50_000).words <= 1


@pytest.mark.parametrize(
    "head",
    [
        "Opinion:",
        "Comment:",
        "Analysis:",
        "Editorial |",
        "Column –",
        "Guest essay:",
        "Letters to the editor:",
        "Comment -",
    ],
)
@pytest.mark.parametrize("title", ["Who counts the tonnes?", "The road is closed"])
def test_a_title_that_names_its_kind_is_opinion(head: str, title: str) -> None:
    seen = document(f"{head} {title}\nBy Ada Remick\nPublisher: Diario Sur\nPublished: 2025-03-05\n\n{lines(NEWS, 5)}")
    assert seen.title == f"{head} {title}"
    assert (seen.outlet, seen.genre) == ("Diario Sur", "opinion")


@pytest.mark.parametrize(
    "title", ["Letter-writing is back", "Column of smoke over the quarry", "Comment from the ministry"]
)
def test_a_title_that_only_begins_with_such_a_word_is_none(title: str) -> None:
    seen = document(f"{title}\nPublisher: Diario Sur\nPublished: 2025-03-05\n\n{lines(NEWS, 5)}")
    assert seen.genre == "news"
