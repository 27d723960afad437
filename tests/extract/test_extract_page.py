"""A page: its main text, and what its head says about itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ExtractError
from sayso.extract.page import read_page
from sayso.extract.settings import Settings

PROSE = (
    "The warden of Villa Norte Prison said on Monday that the north wing has been closed since March. "
    "Relatives of the men held there said that they had not been told where they were taken."
)
LATER = "A lawyer for nine of the families said that she would ask the court for an inspection of the wing this week."


MENU = "<nav><ul><li><a href='/'>Home</a></li><li>Sport</li></ul></nav>"


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>North wing closed</title>{head}</head><body>{body}</body></html>"


def test_a_picture_in_an_attribute_is_no_reason_to_refuse() -> None:
    picture = '<img src="data:image/png;base64,' + "iVBORw0KGgo" * 20_000 + '">'
    text, _, _ = read_page(page(f"<article><p>{PROSE}</p>{picture}<p>{LATER}</p></article>"), Settings())
    assert text == f"{PROSE}\n{LATER}"


def test_main_text_is_a_paragraph_a_line_without_menus_and_comments() -> None:
    body = (
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
        f"<article><h1>North wing closed</h1><p>{PROSE}</p><p>{LATER}\n   </p></article>"
        "<footer><p>Cookie settings</p></footer>"
    )
    text, reader, head = read_page(page(body), Settings())
    assert reader == "trafilatura"
    assert f"{PROSE}\n{LATER}" in text
    assert "Sport" not in text
    assert "Cookie" not in text
    assert all(line == line.strip() and line for line in text.split("\n"))
    assert head.titles == ["North wing closed"]
    assert head.headings == ["North wing closed"]


def test_the_words_of_a_table_are_kept() -> None:
    table = "<table><tr><th>Facility</th><th>Held</th></tr><tr><td>Villa Norte</td><td>1,240</td></tr></table>"
    text, _, _ = read_page(page(f"<article><p>{PROSE}</p>{table}<p>{LATER}</p></article>"), Settings())
    assert "Villa Norte" in text
    assert "1,240" in text


def test_a_page_too_deep_for_one_reader_is_read_by_the_other() -> None:
    deep = "<div>" * 400 + f"<article><p>{PROSE}</p><p>{LATER}</p></article>" + "</div>" * 400
    text, reader, head = read_page(page(deep), Settings())
    assert reader == "resiliparse"
    assert PROSE in " ".join(text.split())
    assert head.titles == ["North wing closed"]


@pytest.mark.parametrize(
    "body", ["", "   ", "<a href='/'>Home</a> <a href='/w'>World</a>", MENU, "<script>var a = 1;</script>"]
)
def test_a_page_without_an_article_is_refused_with_a_remedy(body: str) -> None:
    with pytest.raises(ExtractError, match=r"no main text found; "):
        read_page(page(body), Settings())


def test_a_report_of_one_sentence_is_an_article_also_with_a_link_in_it() -> None:
    text, _, _ = read_page(page(MENU + "<p>Three men were freed, <a href='/c'>the Courier</a> said.</p>"), Settings())
    assert "Three men were freed, the Courier said." in " ".join(text.split())


def test_a_page_of_linked_headlines_is_read() -> None:
    teaser = "<p><a href='/1'>Three men were freed from Villa Norte Prison on Monday evening</a></p>"
    text, _, _ = read_page(page(MENU + teaser), Settings())
    assert "Three men were freed from Villa Norte Prison" in text


@given(st.text(st.characters(), max_size=120))
def test_whatever_stands_in_a_page_its_text_is_encodable_and_trimmed(words: str) -> None:
    text, _, _ = read_page(page(f"<article><p>{PROSE}</p><p>{words}</p><p>{LATER}</p></article>"), Settings())
    text.encode("utf-8")
    assert "\x00" not in text
    assert PROSE in text


def test_the_head_says_what_it_is_and_broken_json_says_nothing() -> None:
    head_html = (
        '<meta property="og:site_name" content="Diario Sur"><meta name="author" content=" Ana\n Ruiz ">'
        '<link rel="canonical" href="https://diariosur.example/a">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "\\ud800 closed"}]}</script>'
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    )
    _, _, head = read_page(page(f"<article><p>{PROSE}</p></article>", head_html), Settings())
    assert head.meta["og:site_name"] == ["Diario Sur"]
    assert head.meta["author"] == ["Ana Ruiz"]
    assert head.links["canonical"] == "https://diariosur.example/a"
    assert [node["@type"] for node in head.articles()] == ["NewsArticle"]
