"""Origin marks: the traces a text carries of where it came from, each as an exact span of the stored text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from sayso.extract import dates
from sayso.extract.header import Header
from sayso.model.nouns import Mark, MarkKind
from sayso.outlets import OutletTable

_KIND_OF_TEXT = r"(?:post|article|story|piece|column|op-?ed|essay|commentary|editorial|report|interview|analysis|blog)"
_FIRST = (
    r"(?:originally|first)\s+(?:published|appeared|posted|printed|ran|released|reported)|"
    r"(?:published|appeared|posted|printed|ran)\s+(?:originally|first)"
)
_ORIGINALLY = re.compile(
    rf"(?:\bThis\s+(?:[\w-]+\s+){{0,2}}{_KIND_OF_TEXT}\b[^\n.!?]{{0,80}}?\b(?:{_FIRST})|"
    rf"\b(?:A|An earlier|A longer|A shorter)\s+version\s+of\s+[^\n.!?]{{0,60}}?\b(?:{_FIRST}|appeared|was\s+published)|"
    rf"\bThe\s+(?:[\w-]+\s+){{0,2}}{_KIND_OF_TEXT}\b[^\n]{{0,200}}?\b(?:appeared|published)\s+first|"
    rf"^[ \t*_(\[]*(?:It\s+was\s+|Was\s+)?(?:{_FIRST}))"
    r"\s+(?:in\s+[A-Z][a-z]+\s+)?(?P<link>by|on|at|in)\s+(?P<name>[^\n]{1,160})",
    re.M | re.I,
)
_ALSO_FIRST = re.compile(
    r"\bwas\s+(?:first|originally)\s+(?:published|posted)\s+(?P<link>by|on|at)\s+(?P<name>[^\n]{1,160})", re.I
)
_CREDIT = re.compile(
    rf"(?:^[ \t*_(\[]*(?:(?:Re-?published|Reprinted|Re-?posted|Reproduced|Syndicated|Adapted)\b[^\n.]{{0,60}}?"
    r"\b(?:from|courtesy\s+of|by\s+arrangement\s+with)|"
    r"(?:Published|Provided)\s+courtesy\s+of|Courtesy\s+of|Credit\s?:|Via\s?:)|"
    rf"\bThis\s+(?:[\w-]+\s+){{0,2}}{_KIND_OF_TEXT}\s+(?:is|was|has\s+been)\s+(?:(?:re-?published|reprinted|reproduced|"
    r"syndicated)\b[^\n.]{0,60}?\b(?:from|courtesy\s+of|with\s+(?:the\s+)?permission\s+(?:of|from))|"
    r"(?:produced|provided|reported|written)\s+by)|"
    r"\b[Rr]e(?:printed|published|posted)\s+(?:here\s+)?with\s+(?:kind\s+|the\s+)?permission\s+(?:of|from))"
    r"\s+(?P<name>[^\n]{1,160})",
    re.M,
)
_SOURCE_LINE = re.compile(r"^[ \t*_(\[]*(?:Source|Original\s+source|Original)\s?:[ \t]*(?P<name>\S[^\n]{0,160})", re.M)
_REPRINTED = re.compile(
    r"\b(?:was|were|is|been|later|also|subsequently)\s+(?:also\s+|later\s+|subsequently\s+)?(?:reprinted|re-?published|"
    r"re-?posted|cross-?posted)\s+(?:on|in|by|at)\s+(?P<name>[^\n]{1,160})|"
    r"^[ \t*_(\[]*(?:Also\s+)?(?:[Rr]eprinted|[Rr]e-?published|[Cc]ross-?posted)\s+(?:on|in|at)\s+(?P<other>[^\n]{1,160})",
    re.M,
)
_NAME = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w])|"
    r"(?:[Tt]he\s+)?[A-ZÀ-Þ][\w&’'-]*(?:\.(?=\w))?[\w&’'-]*"
    r"(?:\s+(?:(?:of|the|de|del|la|el|and|for|&|du|des)\s+){0,2}[A-ZÀ-Þ0-9][\w&’'-]*)*"
)
_HIDDEN = re.compile(
    r"(?:this|our|another|an?|the|their|his|her|my|that|some)\s+(?:[a-z-]+['’]?s?\s+){0,2}"
    r"(?:web\s?site|site|blog|partners?|page|platform|outlet|publication|newspaper|magazine|source|media|link|here)\b",
    re.I,
)
_NOT_A_NAME = re.compile(
    r"(?:(?:the\s+)?\d|(?:early|late|mid)\b|(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|English|Spanish|French|German|Arabic)\b)",
    re.I,
)
_PLACE = r"[A-ZÀ-Þ][\w.’'-]*(?:[ ,]+(?:(?:of|de|la|del|el)\s+)?[A-ZÀ-Þ][\w.’'-]*){0,5}"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{2,}(?:\s+[A-ZÀ-Þ.’'-]{2,}){0,4}"
_DAY = rf"(?:,?\s*(?P<day>{dates.MONTH_DAY}(?:,?\s+\d{{4}})?))"
_DATELINE = re.compile(
    rf"[ \t]*(?P<whole>(?:(?:{_CAPITALS})(?:,\s+{_PLACE})?{_DAY}?(?:\s*[(/](?P<agency>[^()\n/]{{2,40}})[)/]?)?|"
    rf"{_PLACE}(?:{_DAY.replace('day', 'day2')})?\s*\((?P<agency2>[^()\n]{{2,40}})\))\s*(?:--|[-–—]))(?=\s*\S)"
)
_NO_PLACE = re.compile(
    r"(?:UPDATED?|EXCLUSIVE|BREAKING|WATCH|OPINION|NEWS|VIDEO|ANALYSIS|READ|MORE|EDITOR|CORRECTION|LIVE|FACT|NOTE|"
    r"RELATED|COMMENTARY|REVIEW|WARNING|SOURCE|REPORT|PHOTOS?)\b"
)
_DATELINE_LINES = 6
_BRACKET = re.compile(r"\(([^()\n]{2,60})\)")
_LEADING_WIRE = re.compile(r"[ \t]*(?:By\s+|BY\s+)?(?P<name>[A-ZÀ-Þ][^\n–—:|]{1,60}?)(?=[ \t]*(?:$|[–—|]|\s-\s))", re.M)
_STAFF = re.compile(
    r"^[ \t]*(?:By\s+)?((?:Staff|Our\s+correspondents?|Correspondents?)\s+and\s+(?:wire\s+)?(?:agencies|reports|services)|"
    r"(?:News\s+)?[Aa]gencies|Wire\s+(?:services|reports))\.?[ \t]*$",
    re.M | re.I,
)
_CITED_BEFORE = re.compile(
    r"\b(?:told|tells|telling|according\s+to|reported\s+by|interview(?:ed)?\s+(?:with|by)|published\s+by|quoted\s+by|cited\s+by|"
    r"seen\s+by|obtained\s+by|speaking\s+(?:to|with)|(?:said|confirmed|reported|spoke)\s+to|cit(?:ing|es)|"
    r"(?:report|investigation|article|story|study|statement|documents?)\s+(?:by|from|in|of))\s+"
    r"(?:(?:the|an?)\s+)?(?:(?:[\w-]+\s+){0,3}(?:news\s?paper|agency|outlet|magazine|broadcaster|network|channel|site|daily)\s+)?$"
)
_CITED_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:(?:also|first|later|has|had|previously|separately)\s+){0,2}(?:report(?:s|ed)|said|says|wrote|writes|"
    r"reveal(?:s|ed)|quot(?:es|ed)|interview(?:s|ed)|published|cit(?:es|ed)|found|documented|estimat(?:es|ed)|"
    r"confirm(?:s|ed)|not(?:es|ed)|claim(?:s|ed)|recorded)\b"
)
_ACCORDING = re.compile(r"[Aa]ccording\s+to\s+(?:an?|the|its)\s+(?:[\w-]+\s+){0,4}(?:by|from|in|of)\s+(?:the\s+)?$")


def find_marks(text: str, header: Header, author: str | None, outlet: str | None, outlets: OutletTable) -> list[Mark]:
    """Every mark in the stored text, in order; `text[start:end] == quote` for each with offsets (half-open, code points).

    The header block is looked at for its author and "Source:" lines only. `names` is the table's name where it knows it.
    """
    start = header.end
    found = [
        *_originally(text, start, outlets),
        *_credits(text, start, outlets),
        *_header_credit(header, outlet, outlets),
        *_reprints(text, start, outlet, outlets),
        *_wire(text, header, author, outlets),
        *_dateline(text, start, outlets),
    ]
    taken = [(mark.start, mark.end) for mark in found if mark.start is not None and mark.end is not None]
    tags = list(_tags(text, start, outlets, taken))
    taken += [(mark.start, mark.end) for mark in tags if mark.start is not None and mark.end is not None]
    marks = [*found, *tags, *_cites(text, start, outlet, outlets, taken)]
    distinct = dict.fromkeys(marks)
    return sorted(distinct, key=lambda mark: (mark.start is None, mark.start or 0, mark.end or 0, mark.kind))


def dateline_date(text: str, start: int) -> tuple[int, int, str] | None:
    """(start, end, words) of a full date, year included, in the dateline; half-open, in code points of `text`."""
    for found in _datelines(text, start):
        group = "day" if found["day"] else "day2"
        if found[group] and re.search(r"\d{4}", found[group]):
            return found.start(group), found.end(group), found[group]
    return None


def _mark(kind: MarkKind, text: str, start: int, end: int, names: str | None) -> Mark:
    return Mark(kind=kind, quote=text[start:end], names=names, start=start, end=end)


def _named(text: str, start: int, end: int, outlets: OutletTable) -> tuple[int, str | None] | None:
    """(end, name) of what text[start:end] begins with: a known outlet, a host, a proper name, or None for a hidden one.

    None alone if there stands a date, a language or nothing that could be an origin.
    """
    for a, b, outlet in outlets.mentions(text, start, min(end, start + 80)):
        if not text[start:a].strip(" \t\"'“‘*_[").removeprefix("the").removeprefix("The").strip():
            return b, outlet.name
    at = start + len(text[start:end]) - len(text[start:end].lstrip(" \t\"'“‘*_["))
    if hidden := _HIDDEN.match(text, at, end):
        return hidden.end(), None
    if _NOT_A_NAME.match(text, at, end):
        return None
    name = _NAME.match(text, at, end)
    if not name:
        return None
    if "." in name.group() and (known := outlets.at(name.group().split("//")[-1])):
        return name.end(), known.name
    known = outlets.find(name.group())
    return name.end(), known.name if known else re.sub(r"^[Tt]he\s+", "", name.group())


def _naming(
    kind: MarkKind, text: str, found: re.Match[str], outlets: OutletTable, group: str = "name"
) -> Iterator[Mark]:
    named = _named(text, found.start(group), found.end(group), outlets)
    if named is None:
        return
    start = found.start()
    while text[start] in " \t*_([\n\r":
        start += 1
    yield _mark(kind, text, start, named[0], named[1])


def _originally(text: str, start: int, outlets: OutletTable) -> Iterator[Mark]:
    ends: set[int] = set()
    head, tail = _edges(text, start, 2)
    for pattern in (_ORIGINALLY, _ALSO_FIRST):
        for found in pattern.finditer(text, start):
            # in the middle, "was first published by" tells of something else than this text
            if pattern is _ALSO_FIRST and head <= found.start() < tail:
                continue
            for mark in _naming("originally_published", text, found, outlets):
                if mark.end not in ends:
                    ends.add(mark.end or 0)
                    yield mark


def _edges(text: str, start: int, count: int) -> tuple[int, int]:
    """(end of the first `count` lines, start of the last `count` lines); blank lines count."""
    head, tail = start, len(text.rstrip())
    for _ in range(count):
        head = text.find("\n", head) + 1 or len(text)
        tail = max(text.rfind("\n", start, tail), start)
    return head, tail


def _credits(text: str, start: int, outlets: OutletTable) -> Iterator[Mark]:
    for found in _CREDIT.finditer(text, start):
        yield from _naming("credit", text, found, outlets)
    for found in _SOURCE_LINE.finditer(text, _edges(text, start, 4)[1]):
        yield from _naming("credit", text, found, outlets)


def _header_credit(header: Header, outlet: str | None, outlets: OutletTable) -> Iterator[Mark]:
    """A header that names a publisher and, apart from it, a source."""
    if not header.values("publisher", "outlet", "publication", "newspaper"):
        return
    for line in header.values("source", "agency"):
        known = outlets.find(line.value)
        name = known.name if known else line.value
        if name != outlet:
            yield Mark("credit", line.value, name, line.start, line.end)


def _reprints(text: str, start: int, outlet: str | None, outlets: OutletTable) -> Iterator[Mark]:
    for found in _REPRINTED.finditer(text, start):
        for mark in _naming("reprinted_on", text, found, outlets, "name" if found["name"] else "other"):
            if mark.names is None or mark.names != outlet:
                yield mark


def _wire(text: str, header: Header, author: str | None, outlets: OutletTable) -> Iterator[Mark]:
    for line in header.values("author", "authors", "by", "byline", "agency"):
        if (agency := _agency(line.value, outlets)) or _STAFF.fullmatch(line.value):
            yield Mark("wire_byline", line.value, agency, line.start, line.end)
            return
    if author and ((agency := _agency(author, outlets)) or _STAFF.fullmatch(author)):
        yield Mark("wire_byline", author, agency)
        return
    for line_start, line_end in _first_lines(text, header.end, 4):
        if staff := _STAFF.match(text, line_start, line_end):
            yield _mark("wire_byline", text, staff.start(1), staff.end(1), None)
            return
        lead = _LEADING_WIRE.match(text, line_start, line_end)
        if lead and (known := outlets.find(lead["name"])) and known.kind == "agency":
            yield _mark("wire_byline", text, lead.start("name"), lead.end("name"), known.name)
            return


def _agency(byline: str, outlets: OutletTable) -> str | None:
    """The agency that a byline names: "Agencia Norte", "Jane Doe, Associated Press", "Reuters Staff"."""
    known = outlets.find(byline)
    if known and known.kind == "agency":
        return known.name
    return next((outlet.name for _, _, outlet in outlets.mentions(byline) if outlet.kind == "agency"), None)


def _first_lines(text: str, start: int, count: int) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"[^\r\n]*\S[^\r\n]*", text[start : start + 4_000]):
        if count == 0:
            return
        count -= 1
        yield start + found.start(), start + found.end()


def _datelines(text: str, start: int) -> Iterator[re.Match[str]]:
    for a, b in _first_lines(text, start, _DATELINE_LINES):
        found = _DATELINE.match(text, a, min(b, a + 160))
        if found and not _NO_PLACE.match(found["whole"]) and b - found.end() > 20:
            yield found
            return


def _dateline(text: str, start: int, outlets: OutletTable) -> Iterator[Mark]:
    for found in _datelines(text, start):
        agency = (found["agency"] or found["agency2"] or "").strip()
        known = outlets.find(agency) if agency else None
        yield _mark("dateline", text, *found.span("whole"), known.name if known else agency or None)


def _tags(text: str, start: int, outlets: OutletTable, taken: Iterable[tuple[int, int]]) -> Iterator[Mark]:
    spans = sorted(taken)
    for found in _BRACKET.finditer(text, start):
        if _inside(found.start(), spans):
            continue
        whole = outlets.find(found.group(1))
        names = (
            [whole] if whole else [outlets.find(part) for part in re.split(r"\s*[/;,]\s*|\s+and\s+", found.group(1))]
        )
        for known in names if all(names) else ():
            if known:
                yield _mark("agency_tag", text, found.start(), found.end(), known.name)


def _cites(
    text: str, start: int, outlet: str | None, outlets: OutletTable, taken: Iterable[tuple[int, int]]
) -> Iterator[Mark]:
    spans = sorted(taken)
    for a, b, known in outlets.mentions(text, start):
        if known.name == outlet or _inside(a, spans):
            continue
        near = max(start, a - 120)
        line = text.rfind("\n", near, a) + 1 or near
        before_from = max(line, a - 120)
        before = text[before_from:a]
        lead = _ACCORDING.search(before) or _CITED_BEFORE.search(before)
        follow = _CITED_AFTER.match(text, b)
        if lead or follow:
            yield _mark(
                "cites", text, before_from + lead.start() if lead else a, follow.end() if follow else b, known.name
            )


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    """In one of the sorted spans? They hardly overlap, so a look at the two before `at` is enough."""
    n = bisect_right(spans, (at, len(spans) and spans[-1][1] + at + 1))
    return any(a <= at < b for a, b in spans[max(0, n - 2) : n])
