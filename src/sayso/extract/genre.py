"""News, opinion, report or press release: every reason that speaks for one, in the order of trust; the first decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import urlsplit

from sayso.extract.header import Header
from sayso.extract.page import Head, kinds, strings
from sayso.model.nouns import Evidence, Genre, Mark
from sayso.outlets import OutletTable

_LABELS: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    (
        "opinion",
        re.compile(
            r"\b(?:opinions?|op-?eds?|commentary|commentaries|editorials?|columns?|columnists?|viewpoints?|perspectives?|"
            r"letters? to the editor|guest essays?|blogs?)\b",
            re.I,
        ),
    ),
    (
        "press_release",
        re.compile(r"\b(?:press|media|news)[ -](?:release|statement|communiqu[eé])s?\b|\bcommuniqu[eé]\b", re.I),
    ),
    ("report", re.compile(r"\breports?\b", re.I)),
    ("news", re.compile(r"\b(?:news|reportage|wire|world|national|local|politics)\b", re.I)),
)
_SCHEMA: dict[str, Genre] = {
    "OpinionNewsArticle": "opinion",
    "ReviewNewsArticle": "opinion",
    "ReportageNewsArticle": "news",
    "PressRelease": "press_release",
    "Report": "report",
}
# "Letter-writing is back" is no head
_OPINION_TITLE = re.compile(
    r"^(?:guest\s+)?(?:opinion|op-?ed|editorial|comment|commentary|analysis|column|essay|viewpoint|perspective|"
    r"letters?(?:\s+to\s+the\s+editor)?)(?:\s*[:|–—]|\s+-\s)",
    re.I,
)
_OPINION_PATH = re.compile(
    r"/(?:opinions?|op-?eds?|editorials?|commentary|commentisfree|columnists?|columns?)(?:/|$)", re.I
)
_RELEASE_PATH = re.compile(r"/(?:press-?releases?|media-releases?|pressroom)(?:/|$)", re.I)
_RELEASE = re.compile(
    r"^[ \t*_#]*(?:FOR IMMEDIATE RELEASE|(?:JOINT )?(?:PRESS|MEDIA) (?:RELEASE|STATEMENT)|COMMUNIQU[EÉ])\b", re.I | re.M
)
_RELEASE_WITHIN = 600
_REPORT_TITLE = re.compile(
    r"\b(?:annual|visit|country|monitoring|inspection|special|final|interim|thematic|situation|fact-finding|mission|"
    r"periodic|progress|rights|practices|technical|baseline)\s+reports?\b|^reports?\s+(?:on|of|to|by|from)\b|"
    r"^country reports\b|\bwritten (?:answers?|questions?)\b|\bparliamentary (?:answers?|questions?|records?)\b|"
    r"^(?:official record|minutes|proceedings) of\b",
    re.I,
)
# a headline ends in "report" in lower case ("Guards beat inmates: report"); a report's own title has it in capitals
_REPORT_AT_END = re.compile(r"\bReport(?:\s+(?:for\s+)?\d{4})?(?:\s*\([^)]*\))?$|\bREPORT$")
_NUMBERED = re.compile(r"^[ \t]*(?:\d{1,2}\.(?:\d{1,2}\.?)*|[IVX]{1,4}\.)[ \t]+[A-Z][^\n]{2,80}[^\n.!?]$", re.M)
_SUBSECTION = re.compile(r"[ \t]*\d{1,2}\.\d")
_HEADING = re.compile(r"^(?:#{1,4}[ \t]+)?[A-Z][^\n.!?:;]{3,90}$", re.M)
_STAFF = re.compile(r"\b(?:staff\s+(?:writer|reporter)|correspondent|reporter|reporting\s+by)\b", re.I)
# a quotation that is not closed ends with its paragraph or where the next one opens
_QUOTED = re.compile(r"“[^“”\n]{0,2000}[”\n]?|\"[^\"\n]{0,2000}[\"\n]")
_NORMATIVE = re.compile(
    r"\b(?:should|must|ought\s+to|shouldn['’]t|mustn['’]t|cannot\s+accept|we\s+need|needs?\s+to)\b(?!\s+have\b)", re.I
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|I|my)\b")
_REPORTING = re.compile(r"\b(?:said|told|says|according\s+to|reported|announced|added|tweeted)\b")

# Measured outside quotation marks: the rule calls 31 % of 1,135 articles with an opinion address opinion, 1.9 % of 4,000
# with a news address and 2.2 % of PolNeAR's 1,008, where nearly all it calls so are letters and columns. Chosen to stay
# below 3 %: a missed column comes out unknown or news and its claims still count, news called opinion misleads.
_NORMATIVE_PER_1000 = 4.0
_NORMATIVE_AT_LEAST = 3
_REPORTING_AT_MOST = 5.0
_FIRST_PERSON_PER_1000 = 10.0
_REPORTING_AT_MOST_FIRST_PERSON = 3.0
_OPINION_WORDS = 150
_NEWS_REPORTING = 3
_NEWS_REPORTING_PER_1000 = 4.0
_LONG_WORDS = 600
_SECTIONS = 3
_RELEASE_WORDS = 1_500
_NEWSROOMS = ("newspaper", "agency", "broadcaster", "magazine")
_INSTITUTIONS = ("ngo", "igo", "government")


@dataclass(frozen=True, slots=True)
class Tone:
    """Words outside quotation marks, and per 1,000 of them: normative modals, first person, reporting verbs."""

    words: int
    normative_count: int
    normative: float
    first_person: float
    reporting_count: int
    reporting: float


def tone(text: str) -> Tone:
    """How a text speaks on its own account; text in quotation marks is left out."""
    own = _QUOTED.sub(" ", text)
    words = len(own.split())
    rate = 1000 / max(1, words)
    normative, reporting = len(_NORMATIVE.findall(own)), len(_REPORTING.findall(own))
    first = len(_FIRST_PERSON.findall(own))
    return Tone(words, normative, normative * rate, first * rate, reporting, reporting * rate)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the genre is judged by; `text` is the prose without the header."""

    text: str
    header: Header
    head: Head | None
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    marks: tuple[Mark, ...]


def judge_genre(facts: Facts, outlets: OutletTable) -> tuple[Genre, tuple[Evidence, ...]]:
    """(genre, the reasons seen); "unknown" with no reason if nothing speaks for one."""
    seen = list(dict.fromkeys(_reasons(facts, outlets)))
    if not seen:
        return "unknown", ()
    first = replace(seen[0], chosen=True)
    return cast(Genre, first.value), (first, *seen[1:])


def _reasons(facts: Facts, outlets: OutletTable) -> Iterator[Evidence]:
    known = outlets.find(facts.outlet) if facts.outlet else None
    kind = known.kind if known else None
    measured = tone(facts.text)
    yield from _labels(facts)
    yield from _releases(facts)
    reports = list(_reports(facts, kind, measured))
    yield from reports
    if kind == "government" and not reports and measured.words < _RELEASE_WORDS:
        yield _seen("press_release", f"published by a government body ({facts.outlet}), and no report")
    carried: list[str] = [mark.kind for mark in facts.marks if mark.kind in ("dateline", "wire_byline")]
    staff = bool(facts.author and _STAFF.search(facts.author))
    if not carried and not staff:
        yield from _opinions(measured)
    yield from _news(facts, kind, measured, carried, staff)


def _seen(genre: Genre, how: str) -> Evidence:
    return Evidence("genre", genre, how)


def _labels(facts: Facts) -> Iterator[Evidence]:
    for line in facts.header.values("genre", "type", "section", "category"):
        for genre, pattern in _LABELS:
            if pattern.search(line.value.replace("_", " ")):
                yield Evidence("genre", genre, line.how, start=line.start, end=line.end)
                break
    path = _path(facts.url)
    if facts.head:
        yield from _page_labels(facts.head)
    if _OPINION_PATH.search(path):
        yield _seen("opinion", f"address {facts.url}")
    if facts.title and (found := _OPINION_TITLE.search(facts.title)):
        yield _seen("opinion", f"title begins {found.group()!r}")
    if _RELEASE_PATH.search(path):
        yield _seen("press_release", f"address {facts.url}")


def _page_labels(head: Head) -> Iterator[Evidence]:
    for node in head.articles():
        for kind in kinds(node):
            if kind in _SCHEMA:
                yield _seen(_SCHEMA[kind], f"JSON-LD type {kind}")
    sections = [*head.meta.get("article:section", []), *head.meta.get("section", [])]
    sections += [section for node in head.articles() for section in strings(node.get("articleSection"))]
    for section in dict.fromkeys(sections):
        for genre, pattern in _LABELS[:2]:
            if pattern.search(section):
                yield _seen(genre, f"section {section!r}")


def _path(url: str | None) -> str:
    try:
        return urlsplit(url or "").path
    except ValueError:
        return ""


def _releases(facts: Facts) -> Iterator[Evidence]:
    if found := _RELEASE.search(facts.text, 0, _RELEASE_WITHIN):
        yield _seen("press_release", f"begins {found.group().strip()!r}")
    if facts.title and (_LABELS[1][1].search(facts.title) or _RELEASE.match(facts.title)):
        yield _seen("press_release", f"title {facts.title!r}")


def _reports(facts: Facts, kind: str | None, measured: Tone) -> Iterator[Evidence]:
    if kind in _NEWSROOMS:
        return
    for line in facts.header.values("series"):
        if _LABELS[2][1].search(line.value):
            yield Evidence("genre", "report", line.how, start=line.start, end=line.end)
    if facts.title and (_REPORT_TITLE.search(facts.title) or _REPORT_AT_END.search(facts.title)):
        yield _seen("report", f"title {facts.title!r}")
    if measured.words < _LONG_WORDS:
        return
    numbered = _NUMBERED.findall(facts.text)
    # lists of tips are numbered 1, 2, 3 as well; 2.1 or an institution makes it a report
    if len(numbered) > _SECTIONS and (kind in _INSTITUTIONS or sum(map(bool, map(_SUBSECTION.match, numbered))) > 1):
        yield _seen("report", f"{len(numbered)} numbered sections")
    sections = len(_HEADING.findall(facts.text))
    if kind in _INSTITUTIONS and sections >= _SECTIONS:
        yield _seen("report", f"{sections} sections, published by {facts.outlet}")


def _opinions(measured: Tone) -> Iterator[Evidence]:
    if measured.words < _OPINION_WORDS or measured.normative_count == 0:
        return
    how = (
        f"outside quotations {measured.normative:.1f} of 1,000 words are normative ({measured.normative_count}), "
        f"{measured.first_person:.1f} first person, {measured.reporting:.1f} reporting verbs"
    )
    demands = measured.normative >= _NORMATIVE_PER_1000 and measured.normative_count >= _NORMATIVE_AT_LEAST
    personal = measured.first_person >= _FIRST_PERSON_PER_1000
    if (demands and measured.reporting <= _REPORTING_AT_MOST) or (
        personal and measured.reporting <= _REPORTING_AT_MOST_FIRST_PERSON
    ):
        yield _seen("opinion", how)


def _news(facts: Facts, kind: str | None, measured: Tone, carried: list[str], staff: bool) -> Iterator[Evidence]:
    for mark in dict.fromkeys(carried):
        yield _seen("news", mark.replace("_", " "))
    if staff:
        yield _seen("news", f"byline {facts.author!r}")
    if kind in _NEWSROOMS:
        yield _seen("news", f"published by a {kind} ({facts.outlet})")
    if facts.head and any("NewsArticle" in kinds(node) for node in facts.head.articles()):
        yield _seen("news", "JSON-LD type NewsArticle")
    # an institution that says who "reported" what writes no news
    enough = measured.reporting_count >= _NEWS_REPORTING and measured.reporting >= _NEWS_REPORTING_PER_1000
    if kind not in _INSTITUTIONS and enough:
        yield _seen("news", f"{measured.reporting_count} reporting verbs")
