"""One capture read into a document: a pure function of the bytes, the capture and the table of outlets."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.capture.sniff import HEAD, media_type
from sayso.errors import ExtractError
from sayso.extract import genre
from sayso.extract.decode import decode, printable
from sayso.extract.header import Header, read_header
from sayso.extract.marks import find_marks
from sayso.extract.metadata import Facts, host_of, read_metadata
from sayso.extract.page import Head, read_page
from sayso.extract.sentences import split_sentences
from sayso.extract.settings import Settings
from sayso.model.ids import make_id
from sayso.model.nouns import Capture, Document, Evidence, Mark
from sayso.outlets import OutletTable

_TEXTS = ("text/plain", "text/markdown")


@dataclass(frozen=True, slots=True)
class _Body:
    text: str
    header: Header
    head: Head | None
    evidence: tuple[Evidence, ...]


def read(data: bytes, capture: Capture, outlets: OutletTable, settings: Settings) -> Document:
    """The document in these bytes. The same input gives the same document; ExtractError says why there is none.

    Text of a plain or Markdown file is exactly the decoded file without its byte order mark, so offsets index the file
    (its marks stay; a leading header block is read as metadata and has no sentences). Text of a page is its main text,
    a paragraph a line.
    """
    kind = media_type(data[:HEAD], capture.name)
    body = _page(data, settings) if kind == "text/html" else _text(data, kind, settings)
    facts = read_metadata(body.text, body.header, body.head, capture, outlets)
    marks = find_marks(body.text, body.header, facts.author, facts.outlet, outlets)
    marks += _canonical(facts, body, capture, outlets)
    judged = genre.Facts(
        text=body.text[body.header.end :],
        header=body.header,
        head=body.head,
        title=facts.title,
        outlet=facts.outlet,
        author=facts.author,
        url=facts.url,
        marks=tuple(marks),
    )
    kind_of_text, reasons = genre.judge_genre(judged, outlets)
    return Document(
        id=make_id("d", capture.sha256, capture.name),
        sha256=capture.sha256,
        path=capture.path,
        text=body.text,
        url=facts.url,
        title=facts.title,
        outlet=facts.outlet,
        author=facts.author,
        published=facts.published,
        language=facts.language,
        genre=kind_of_text,
        canonical=facts.canonical,
        evidence=(*facts.evidence, *reasons, *body.evidence),
        marks=tuple(marks),
        sentences=split_sentences(body.text, body.header.end),
    )


def _page(data: bytes, settings: Settings) -> _Body:
    _within(data, settings.max_html_bytes, "a page")
    html, encoding = decode(data, html=True)
    printable(html.replace("\x00", ""))
    text, reader, head = read_page(html, settings)
    return _Body(text, Header((), 0), head, (encoding, Evidence("text", reader, "main text of the page", chosen=True)))


def _text(data: bytes, kind: str, settings: Settings) -> _Body:
    if kind not in _TEXTS:
        raise ExtractError(f"binary: {kind}, not text or HTML; convert it to text or save the page as .html")
    _within(data, settings.max_text_bytes, "a text file")
    text, encoding = decode(data, html=False)
    printable(text)
    if not text.strip():
        raise ExtractError("the file holds only white space; save the text again")
    return _Body(text, read_header(text), None, (encoding,))


def _within(data: bytes, limit: int, what: str) -> None:
    if len(data) > limit:
        raise ExtractError(
            f"too large for {what}: {len(data) / 1e6:,.0f} MB, the limit is {limit / 1e6:,.0f} MB; "
            "split it, or save only the article"
        )


def _canonical(facts: Facts, body: _Body, capture: Capture, outlets: OutletTable) -> list[Mark]:
    """A canonical link that leads to another site than the page's own, if it is known which that is."""
    there = host_of(facts.canonical or "")
    own = _own_host(body, capture)
    if not facts.canonical or not there or not own:
        return []
    if there == own or there.endswith("." + own) or own.endswith("." + there):
        return []
    known = outlets.at(there)
    if known and known == outlets.at(own):
        return []
    return [Mark("canonical", facts.canonical, known.name if known else there)]


def _own_host(body: _Body, capture: Capture) -> str:
    if capture.url:
        return host_of(capture.url)
    return next((host for url in (body.head.meta.get("og:url", []) if body.head else []) if (host := host_of(url))), "")
