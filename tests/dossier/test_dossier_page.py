"""The dossier as HTML and Markdown: complete, self-contained, and deaf to hostile text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from lxml import html as lxml_html
from tests.dossier.hostile import BIDI, HOSTILE, LONG, poisoned
from tests.dossier.invented_case import cid, invented_record, sid

from sayso.dossier import html, md, write
from sayso.dossier.model import MOST_SINGLES, build
from sayso.errors import SaysoError
from sayso.model.nouns import Evidence, Record
from sayso.model.visible import shorten, visible

# void elements have no end tag
_VOID = {"meta", "br", "link", "img", "input", "hr", "base", "source", "wbr"}


class Tags(HTMLParser):
    """Every element with its attributes, and the ends that do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.mismatched: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mismatched.append(tag)


def page(record: Record) -> str:
    return html.render(build(record))


def text_of(page_: str) -> str:
    (main,) = found(lxml_html.fromstring(page_), "//main")
    return " ".join(main.text_content().split())


def ids_of(record: Record) -> list[str]:
    """What a dossier must name. A claim's only statement is listed by its claim."""
    statements = [statement.id for statement in record.statements if statement.id != sid("guard")]
    claims, families = [claim.id for claim in record.claims], [family.id for family in record.families]
    return [*statements, *claims, *families]


def found(tree: lxml_html.HtmlElement, path: str) -> list[lxml_html.HtmlElement]:
    return cast(list[lxml_html.HtmlElement], tree.xpath(path))


@pytest.fixture(scope="module")
def full() -> str:
    return page(invented_record())


def test_every_statement_claim_document_family_and_failure_is_on_the_page(full: str) -> None:
    record, text = invented_record(), text_of(page(invented_record()))
    ids = [*ids_of(record), *(document.id for document in record.documents)]
    assert [id_ for id_ in ids if id_ not in text] == []
    for capture in record.captures:
        assert capture.sha256 in text
    assert "inbox/scan.pdf" in text
    assert "sayso verify" in text
    assert "9 appearances in 8 documents; at least 2 and at most 4 independent sources" in text


def test_the_page_says_its_limits(full: str) -> None:
    text = text_of(full)
    assert (
        "A hash proves that a file has not changed since capture. It does not prove that the page was authentic" in text
    )
    assert "a statement about the documents in this case, not about the world" in text
    assert "Machines suggest, people decide" in text


def test_findings_come_first_and_adverse_evidence_stands_in_them(full: str) -> None:
    text = text_of(full)
    assert text.index("Adverse evidence") < text.index("Claim sheets")
    assert "denied by Ministry of Justice" in text
    assert "also 2025-02-14" in text, "a second date of a document is shown"


def test_figures_that_differ_stand_in_one_table_by_who_says_which(full: str) -> None:
    tree = lxml_html.fromstring(full)
    lines = found(tree, "//div[h4[contains(., 'Figures differ')]]//table/tbody/tr")
    rows = [" ".join(row.text_content().split()) for row in lines]
    assert [row[:6] for row in rows] == ["Fourte", "21 dea", "23 dea"]
    assert "Ministry of Justice" in rows[0]
    assert "Board of Visitors" in rows[2]


def test_the_order_of_sheets_is_contradicted_or_ruled_on_first_then_by_statements() -> None:
    dossier = build(invented_record())
    assert [sheet.id for sheet in dossier.sheets] == [cid("daylight"), cid("deaths"), cid("denial")]
    assert [row.id for row in dossier.singles] == [cid("water")]


def test_the_table_of_single_statements_ends_at_a_stated_number() -> None:
    record = invented_record()
    water = next(claim for claim in record.claims if claim.id == cid("water"))
    many = tuple(replace(water, id=f"c-{number}") for number in range(MOST_SINGLES + 7))
    dossier = build(replace(record, claims=many))
    assert (len(dossier.singles), dossier.singles_omitted) == (MOST_SINGLES, 7)
    assert "7 more are in the JSON and CSV exports" in text_of(html.render(dossier))
    assert "7 more are in the JSON and CSV exports" in md.render(dossier)


def test_nothing_is_fetched_and_nothing_runs(full: str) -> None:
    tags = Tags(full)
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base", "foreignobject"} & {
        t for t, _ in tags.elements
    }
    for tag, attributes in tags.elements:
        assert not any(
            name.startswith("on") or name in ("src", "srcset", "style", "xlink:href") for name in attributes
        ), tag
        assert attributes.get("href", "#").startswith("#")
    policy = next(a["content"] for _, a in tags.elements if a.get("http-equiv") == "Content-Security-Policy")
    (css,) = re.findall(r"<style>(.*?)</style>", full, re.DOTALL)
    assert "default-src 'none'" in policy
    assert f"style-src '{html.style_hash(css)}'" in policy
    assert not re.search(r"url\((?!#)|@import", css)


def test_links_inside_lead_somewhere_and_ids_are_unique(full: str) -> None:
    elements = Tags(full).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"][1:] for _, attributes in elements if "href" in attributes} <= set(ids)
    for _, attributes in elements:
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(attributes.get(name, "").split()) <= set(ids)


def test_the_page_can_be_read_without_eyes_or_colour(full: str) -> None:
    tree = lxml_html.fromstring(full)
    assert tree.get("lang") == "en"
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert found(tree, "//table[not(caption) or not(.//th[@scope='col'])]") == []
    drawings = "//*[local-name()='svg'][@role='img']"
    assert len(found(tree, drawings)) == 3
    assert found(tree, f"{drawings}[not(*[local-name()='title']) or not(*[local-name()='desc'])]") == []
    opposed = found(tree, "//tr[@class='opposed']")
    assert opposed
    assert all(re.search("contradicted|denies|⚠", row.text_content()) for row in opposed)
    assert all(side in full for side in ("prefers-color-scheme: dark", "@media print", "overflow-wrap: anywhere"))


def test_hostile_text_does_nothing_in_html() -> None:
    quiet, loud = Tags(page(invented_record())), Tags(page(poisoned(invented_record(), HOSTILE)))
    assert {tag for tag, _ in loud.elements} <= {tag for tag, _ in quiet.elements}
    assert {name for _, a in loud.elements for name in a} <= {name for _, a in quiet.elements for name in a}
    assert loud.mismatched == []
    assert loud.open == []
    assert all(a["href"].startswith("#") for _, a in loud.elements if "href" in a)


def test_unseen_characters_are_written_out_in_every_format(tmp_path: Path) -> None:
    record = poisoned(invented_record(), BIDI)
    for name in ("d.html", "d.md"):
        write(record, tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x07\x1b\ud800]", text)
        assert "⟨U+202E⟩" in text
        assert "⟨U+D800⟩" in text


def test_a_word_of_ten_thousand_letters_is_cut_and_says_so() -> None:
    dossier = build(poisoned(invented_record(), LONG))
    for text in (html.render(dossier), md.render(dossier)):
        assert LONG[:1000] not in text
        assert "more characters in the document" in text


def test_the_same_record_gives_the_same_page() -> None:
    assert page(invented_record()) == page(invented_record())


TORN = replace(invented_record(), documents=(), statements=(), captures=())


@pytest.mark.parametrize("record", [Record("empty"), TORN], ids=["empty", "torn"])
def test_an_empty_or_torn_record_still_gives_a_page(record: Record) -> None:
    dossier = build(record)
    assert Tags(html.render(dossier)).mismatched == []
    assert md.render(dossier).startswith("# ")


def test_markdown_holds_the_same_and_shows_hostile_text_as_text() -> None:
    record = invented_record()
    text = md.render(build(record))
    assert [id_ for id_ in ids_of(record) if id_ not in text] == []
    loud = md.render(build(poisoned(record, HOSTILE)))
    assert "<script" not in loud
    assert "<b>" not in loud
    assert "](http" not in re.sub(r"\\\]", "", loud)
    assert not re.search(r"(?<!\\)!\[|(?<!\\)\*\*bold", loud)
    pipes = {len(re.findall(r"(?<!\\)\|", line)) for line in loud.splitlines() if line.startswith("| Who ")}
    rows = [line for line in loud.splitlines() if line.startswith("| ")]
    assert pipes == {7}
    assert rows
    assert {line[-1] for line in rows} == {"|"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# head", "\\# head"),
        ("1. one", "1\\. one"),
        ("- item", "\\- item"),
        ("a | b", "a \\| b"),
        ("[x](y)", "\\[x\\](y)"),
        ("<i>&", "&lt;i&gt;&amp;"),
        ("two\nlines", "two lines"),
        ("https://a.example", "https&#58;//a.example"),
    ],
)
def test_markdown_specials_are_escaped(text: str, shown: str) -> None:
    assert md.escape(text) == shown


def test_visible_text_keeps_what_scripts_need() -> None:
    assert visible("می\u200cخواهم") == "می\u200cخواهم"
    assert visible("a\u202eb\x00") == "a⟨U+202E⟩b⟨U+0000⟩"
    assert shorten("word " * 100, 50).startswith("word word")


def test_another_suffix_is_refused_with_the_ones_there_are(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match=r"use \.html or \.md"):
        write(invented_record(), tmp_path / "d.docx")


def test_a_folder_that_is_not_there_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="does not exist"):
        write(invented_record(), tmp_path / "no" / "such" / "d.html")
    assert list(tmp_path.iterdir()) == []


def test_in_a_table_only_a_name_of_many_parts_or_a_word_of_no_language_may_break() -> None:
    record = invented_record()
    first, rest = record.documents[0], record.documents[1:]
    seen = Evidence("published", first.published or "", "meta article:published_time", chosen=True)
    long = replace(first, outlet="x" * 60, evidence=(seen,))
    text = html.render(build(replace(record, documents=(long, *rest))))
    assert "article:<wbr>published_time" in text
    assert f"{'x' * 28}<wbr>{'x' * 28}<wbr>xxxx" in text
    assert re.findall(r"\w<wbr>", html.render(build(record))) == []
