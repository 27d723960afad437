"""Title, outlet, author, date, address and language: every candidate with how it was seen, one of them chosen or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sayso.extract import dates
from sayso.extract.header import Header, Line, reads_as_body
from sayso.extract.page import Head, strings
from sayso.model.nouns import Capture, Evidence
from sayso.outlets import OutletTable

_URL_DATE = re.compile(r"/(20\d{2}|19\d{2})/(\d{1,2})(?:/(\d{1,2}))?(?=/|$)")
_URL_DAY = re.compile(r"/((?:19|20)\d{2}-\d{2}-\d{2})(?=[/-]|$)")
_BY = re.compile(r"^\s*(?:(?:Written|Authored|Reported|Posted|Story|Analysis|Opinion|Words)\s+)?[Bb][Yy]:?\s+")
_BYLINE = re.compile(r"^[ \t]*(?:By|BY)[ \t]+(?P<who>[A-Z][^\n.]{2,80}?)[ \t]*$", re.M)
# what stands in author fields of pages and is nobody's name
_NOBODY = re.compile(
    r"admin(?:istrator)?|editor|web ?master|guest|author|unknown|anonymous|none|null|undefined|name|n/a|(?:\w+ )?admin|"
    r"user\d*|https?:.*|\d+|(?:about )?the author|(?:article|story|posted|written) by|"
    r"[^,]*\d+ min(?:ute)?s? read|\w+ \d{1,2},? \d{4}",
    re.I,
)
_AFTER_NAME = re.compile(
    r"\s*(?:\||•|·|\bPublished\b|\bUpdated\b|\bPosted\b|,?\s+\d{1,2}:\d{2}|\s+on\s+\w+\s+\d).*$", re.S
)
_INSIDE_NAMES = frozenset(
    "and of the for in at with de del la las los el y e du des di da van von den der bin ibn al staff writer reporter "
    "correspondent editor".split()
)
_SITE_SUFFIX = re.compile(r"\s+(?:\||[-–—]|::|»)\s+([^|–—»]{2,60})$")
# (from this many characters on, distance in rank between the best and the second language that makes it clear). Measured
# on 1,500 English cuts of each length: at most .4 % are called another language; of 60 characters half abstain.
_CLEAR_FROM = ((200, 15), (60, 40))
_DETECT_WITHIN = 20_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What was chosen for each field; `evidence` holds all candidates, the chosen ones marked."""

    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    url: str | None
    canonical: str | None
    language: str | None
    evidence: tuple[Evidence, ...]


def read_metadata(text: str, header: Header, head: Head | None, capture: Capture, outlets: OutletTable) -> Facts:
    """The facts of a document from its page (`head`) or its text header; a field nothing speaks for stays None."""
    urls = _choose(_urls(header, head, capture))
    url = _chosen(urls)
    canonical = head.links.get("canonical") if head else None
    found_outlets = _choose(_outlets(header, head, url, outlets))
    outlet = _chosen(found_outlets)
    found_dates = _choose_date(_dates(text, header, head, url), capture.received)
    titles = _choose(_titles(header, head, outlet))
    authors = _choose(_authors(text, header, head, outlet))
    languages = _choose(_languages(text, header, head))
    return Facts(
        title=_chosen(titles),
        outlet=outlet,
        author=_chosen(authors),
        published=_chosen(found_dates),
        url=url,
        canonical=canonical if canonical and host_of(canonical) else None,
        language=_chosen(languages),
        evidence=(*titles, *found_outlets, *authors, *found_dates, *urls, *languages),
    )


def host_of(url: str) -> str:
    """The host of an address in lower case without "www.", "m." or "amp."; "" if it has none or is no address."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", host)


def _from_lines(field: str, lines: Iterable[Line]) -> Iterator[Evidence]:
    for line in lines:
        yield Evidence(field, line.value, line.how, start=line.start, end=line.end)


def _from_values(field: str, values: Iterable[str], how: str) -> Iterator[Evidence]:
    for value in values:
        yield Evidence(field, value, how)


def _urls(header: Header, head: Head | None, capture: Capture) -> Iterator[Evidence]:
    if capture.url:
        yield Evidence("url", capture.url, "address it was fetched from")
    for line in header.values("url", "link"):
        if host_of(line.value):
            yield from _from_lines("url", [line])
    if head:
        og = [value for value in head.meta.get("og:url", []) if host_of(value)]
        yield from _from_values("url", og, "og:url")
        canonical = head.links.get("canonical", "")
        if host_of(canonical):
            yield Evidence("url", canonical, "canonical link")


def _titles(header: Header, head: Head | None, outlet: str | None) -> Iterator[Evidence]:
    # under a letterhead the line that names the outlet is no title
    lines = header.values("title", "headline", "letterhead")
    over = [line for line in lines if line.key == "letterhead"]
    yield from _from_lines("title", [x for x in lines if x not in over and not (over and x.value == outlet)])
    yield from _from_lines("title", [x for x in over if not reads_as_body(x.value) and x.value != outlet])
    if head is None:
        return
    own_titles = " ".join((*head.titles, *head.meta.get("og:title", []))).casefold()
    # an h1 alone may be the site's name; one that the page's title repeats is the heading of the text
    repeated = [
        h for h in head.headings if h.casefold() in own_titles and h.casefold() not in _site_names(head, outlet)
    ]
    yield from _from_values("title", repeated[:1], "h1, also in the page's title")
    for node in head.articles():
        yield from _from_values("title", strings(node.get("headline")), "JSON-LD headline")
    if len(head.headings) == 1 and head.headings[0].casefold() not in _site_names(head, outlet):
        yield from _from_values("title", head.headings, "the page's only h1")
    yield from _from_values("title", (_bare(t, outlet, head) for t in head.meta.get("og:title", [])), "og:title")
    yield from _from_values("title", (_bare(title, outlet, head) for title in head.titles), "title tag")


def _bare(title: str, outlet: str | None, head: Head) -> str:
    """A title without the site's name behind it ("... | The Daily"), where it is known to be that."""
    suffix = _SITE_SUFFIX.search(title)
    if not suffix:
        return title
    known = _site_names(head, outlet)
    heading = title[: suffix.start()].casefold()
    if suffix.group(1).strip().casefold() in known or any(h.casefold() == heading for h in head.headings):
        return title[: suffix.start()]
    return title


def _site_names(head: Head, outlet: str | None) -> set[str]:
    return {name.casefold() for name in (outlet, *head.meta.get("og:site_name", [])) if name}


def _outlets(header: Header, head: Head | None, url: str | None, outlets: OutletTable) -> Iterator[Evidence]:
    for seen in (*_raw_outlets(header, head), *_letterheads(header, outlets)):
        known = outlets.find(seen.value)
        if known is None or known.name == seen.value:
            yield seen
        else:
            yield replace(seen, value=known.name, how=f"{seen.how}, written {seen.value!r}")
    if url and (at := outlets.at(host_of(url))):
        yield Evidence("outlet", at.name, f"host of {url}")


def _letterheads(header: Header, outlets: OutletTable) -> Iterator[Evidence]:
    """Who a line at the head of a text names as its publisher: a known one first, then what reads as a body's name."""
    lines = header.values("letterhead")
    lines += [line for line in header.values("title") if lines]
    yield from _from_lines("outlet", [line for line in lines if outlets.find(line.value)])
    yield from _from_lines("outlet", [line for line in lines if line.key != "title" and reads_as_body(line.value)])


def _raw_outlets(header: Header, head: Head | None) -> Iterator[Evidence]:
    names = ("publisher", "outlet", "publication", "newspaper", "organisation", "organization", "source", "agency")
    yield from _from_lines("outlet", header.values(*names))
    if head is None:
        return
    for node in head.articles():
        yield from _from_values("outlet", strings(node.get("publisher"), "name", "legalName"), "JSON-LD publisher")
    yield from _from_values("outlet", head.meta.get("og:site_name", []), "og:site_name")
    yield from _from_values("outlet", head.meta.get("application-name", []), "application name")


def _authors(text: str, header: Header, head: Head | None, outlet: str | None) -> Iterator[Evidence]:
    for line in header.values("author", "authors", "by", "byline"):
        yield from _from_lines("author", [line])
    if head is None:
        yield from _leading_byline(text, header.end)
        return
    names: list[tuple[str, str]] = []
    for node in head.articles():
        if together := strings(node.get("author"), "name"):
            names.append((", ".join(dict.fromkeys(together)), "JSON-LD author"))
    for key in ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl"):
        if together := head.meta.get(key, []):
            names.append((", ".join(dict.fromkeys(together)), f"meta {key}"))
    # classes named "author" also hold menus and biographies: only what begins like a byline or is as short as a name
    names += [(value, "byline") for value in head.bylines if _reads_as_byline(value)]
    for value, how in names:
        name = _AFTER_NAME.sub("", _BY.sub("", value)).strip(" ,;|-–—")
        if len(name) > 2 and not _NOBODY.fullmatch(name) and name.casefold() != (outlet or "").casefold():
            yield Evidence("author", name, how)
    yield from _leading_byline(text, 0)


def _reads_as_byline(value: str) -> bool:
    """ "By Jane Doe, staff writer | 10 May", or as short as a name; not "By Friday, the road was open." """
    if not _BY.match(value):
        return len(value.split()) <= 5
    names = _AFTER_NAME.sub("", _BY.sub("", value)).strip(" ,;|-–—")
    words = names.split(",")[0].split()
    sentence = names.endswith(".") and len(names.split()) > 4
    return bool(words) and not sentence and not any(w[0].islower() and w not in _INSIDE_NAMES for w in words)


def _leading_byline(text: str, start: int) -> Iterator[Evidence]:
    """A line "By Jane Doe" among the first lines of the prose."""
    if found := _BYLINE.search(text, start, min(len(text), start + 600)):
        yield Evidence("author", found["who"], "byline", start=found.start("who"), end=found.end("who"))


def _dates(text: str, header: Header, head: Head | None, url: str | None) -> Iterator[Evidence]:
    yield from _from_lines("published", header.values("published", "publication-date", "date", "issued", "released"))
    if head:
        for node in head.articles():
            yield from _from_values("published", strings(node.get("datePublished")), "JSON-LD datePublished")
        for key in ("article:published_time", "datepublished", "og:article:published_time", "dc.date.issued", "dc.date",
                    "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "date"):  # fmt: skip
            yield from _from_values("published", head.meta.get(key, [])[:1], f"meta {key}")
        yield from _from_values("published", head.times[:1], "first time element")
    if url:
        found = _URL_DATE.search(urlsplit(url).path)
        day = _URL_DAY.search(urlsplit(url).path)
        if found or day:
            value = "-".join(part.zfill(2) for part in found.groups() if part) if found else day.group(1) if day else ""
            yield Evidence("published", value, "address of the page")
    from sayso.extract.marks import dateline_date

    if at := dateline_date(text, header.end):
        yield Evidence("published", at[2], "dateline", start=at[0], end=at[1])


def _choose_date(candidates: Iterable[Evidence], received: str) -> list[Evidence]:
    """Candidates as ISO 8601, the first possible one chosen, or none; one that cannot be right is kept and says why."""
    sound: list[Evidence] = []
    doubtful: list[Evidence] = []
    unread: list[Evidence] = []
    for seen in candidates:
        iso = dates.to_iso(seen.value)
        if iso is None:
            unread.append(replace(seen, how=f"{seen.how}; no date that exists, or one that can be read two ways"))
            continue
        how = seen.how if iso == seen.value else f"{seen.how}, written {seen.value!r}"
        trouble = dates.problem(iso, received)
        (doubtful if trouble else sound).append(replace(seen, value=iso, how=f"{how}; {trouble}" if trouble else how))
    return [*_choose(sound), *doubtful, *unread]


def _languages(text: str, header: Header, head: Head | None) -> Iterator[Evidence]:
    for line in header.values("language", "lang"):
        if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", line.value):
            yield Evidence("language", line.value[:3].split("-")[0].lower(), line.how, start=line.start, end=line.end)
    if head and head.language and (tag := re.match(r"[A-Za-z]{2,3}(?=$|[-_])", head.language)):
        yield Evidence("language", tag.group().lower(), "html lang")
    if detected := _detect(text[header.end : header.end + _DETECT_WITHIN]):
        yield Evidence("language", detected, "detected in the text")


def _detect(text: str) -> str | None:
    from resiliparse.parse.lang import detect_fast

    gap = next((gap for length, gap in _CLEAR_FROM if len(text) >= length), None)
    if gap is None:
        return None
    best: list[tuple[str, int]] = detect_fast(text, n_results=2)  # type: ignore[assignment]  # a list for n_results > 1
    if not best or (len(best) > 1 and best[1][1] - best[0][1] < gap):
        return None
    return best[0][0]


def _choose(candidates: Iterable[Evidence]) -> list[Evidence]:
    """The candidates without repetition, the first one chosen: they come in the order of trust."""
    distinct: dict[tuple[str, str], Evidence] = {}
    for seen in candidates:
        if seen.value:
            distinct.setdefault((seen.value, seen.how), seen)
    return [replace(seen, chosen=n == 0) for n, seen in enumerate(distinct.values())]


def _chosen(candidates: Iterable[Evidence]) -> str | None:
    return next((seen.value for seen in candidates if seen.chosen), None)
