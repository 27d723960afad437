"""The head of a text file: an optional title, then "Key: value" lines, a byline, a date; all that is not yet prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.extract.dates import to_iso

_LINE = re.compile(r"[^\n]*\n?")
_PAIR = re.compile(r"(?P<key>[A-ZÀ-Þ][A-Za-zÀ-ÿ]*(?:[ -][A-Za-zÀ-ÿ]+){0,2})\s?:[ \t]+(?P<value>\S.*)")
_LOWER_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*(?: [A-Za-z]+){0,2})\s?:[ \t]*(?P<value>\S.*)")
_KNOWN = frozenset(
    "title headline author authors by byline publisher outlet source publication newspaper agency published date "
    "publication-date updated url link canonical genre section type category series language lang place location "
    "dateline editor translator translation received accessed retrieved country topic subject reference organisation "
    "organization issued released".split()
)
_IN_ENGLISH = {
    "título": "title",
    "titulo": "title",
    "autor": "author",
    "autora": "author",
    "por": "by",
    "medio": "outlet",
    "fuente": "source",
    "fecha": "date",
    "publicado": "published",
    "idioma": "language",
    "género": "genre",
    "sección": "section",
    "tipo": "type",
    "serie": "series",
    "enlace": "link",
}
_BYLINE = re.compile(r"(?:By|BY)\s+[A-Z][^\n:]{2,80}")
# a first line of names alone: "By Jane Doe and John Roe, Agencia Norte"; "By the quarry wall" is a title
_NAMES = re.compile(r"(?:By|BY)(?:,?\s+(?:(?:and|of|de|del|la|van|von|bin|al|y)\s+)*[A-ZÀ-Þ][\w.’'&-]*){1,8}")
_BARE_DATE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?[\w.]{1,9}\s+[\w.,]{1,10}\s+\d{4}|\d{4}-\d{2}-\d{2}"
)
_MONTH = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,9}\.? \d{4}")
_NAME_AND_DATE = re.compile(r"(?P<name>[^,|·–—\n]{3,80}?)\s*(?:,|\||·|–|—|\s-)\s*(?P<date>[^|·–—\n]{6,40})")
# the last or first word of what publishes: "Harbour Rights Watch", "Ministry of Justice"
_BODIES = frozenset(
    "watch network association ministry department institute foundation union committee commission council centre "
    "center observatory society league coalition alliance agency office group federation bureau authority court "
    "police organisation organization fund trust clinic university international initiative project forum front "
    "rights monitor defenders movement embassy government secretariat ombudsman parliament assembly mission "
    "service services cross crescent action relief aid lawyers jurists journalists times post herald gazette "
    "tribune courier news press daily journal radio television chronicle telegraph observer mail star weekly "
    "review".split()
)
_BETWEEN_NAMES = frozenset("of the for and de del la against without".split())
_MAX_BODY_WORDS = 9
_MAX_HEAD_LINES = 3
_IMAGE_LINE = re.compile(r"\s*(?:!\[[^\]\n]*\]\([^)\n]*\)\s*)+")
_FINAL_STOP = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
# of those, what a headline may end in
_HEADLINE_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
_ASKS = re.compile(r"[!?][\"'”’)\]]*$")
_MAX_TITLE = 200
_MAX_VALUE = 300
_MAX_HEADER_LINES = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A header line: `key` in lower case ("title", "by", "date" for a bare one), and where its value stands in the text."""

    key: str
    value: str
    start: int
    end: int
    how: str


@dataclass(frozen=True, slots=True)
class Header:
    """`lines` in order; the prose begins at `end` (code points of the stored text)."""

    lines: tuple[Line, ...]
    end: int

    def values(self, *keys: str) -> list[Line]:
        return [line for key in keys for line in self.lines if line.key == key]


def read_header(text: str) -> Header:
    """The header of a stored text; no lines and end 0 if it begins with prose at once."""
    raw = _raw_lines(text)
    at = _skip(raw, 0)
    found: list[Line] = []
    fenced = at < len(raw) and raw[at][0] == "---" and any(line == "---" for line, _ in raw[at + 1 :])
    if fenced:
        at += 1
    elif dated := _dated_head(raw, at):
        found, at = dated
        at = _skip(raw, at)
    elif title := _title(raw, at):
        found.append(title)
        at = _skip(raw, at + 1)
    end = raw[at][1] if at < len(raw) else len(text)
    block, stop = _block(raw, at, fenced=fenced)
    if block:
        found += block
        end = raw[stop][1] if stop < len(raw) else len(text)
        if fenced and not any(line.key in ("title", "headline") for line in block):
            after = _skip(raw, stop)
            if title := _title(raw, after):
                found.append(title)
                end = raw[after + 1][1] if after + 1 < len(raw) else len(text)
    return Header(tuple(found), end) if found else Header((), 0)


def _raw_lines(text: str) -> list[tuple[str, int]]:
    """The first lines with their starts, stripped on the right."""
    lines: list[tuple[str, int]] = []
    for match in _LINE.finditer(text):
        if not match.group() or len(lines) > _MAX_HEADER_LINES:
            break
        lines.append((match.group().rstrip(), match.start()))
    return lines


def _skip(raw: list[tuple[str, int]], at: int) -> int:
    """Past blank lines and images."""
    while at < len(raw) and (not raw[at][0].strip() or _IMAGE_LINE.fullmatch(raw[at][0])):
        at += 1
    return at


def _title(raw: list[tuple[str, int]], at: int) -> Line | None:
    """A short first line over a blank line, a header line or a byline, with a final stop only over a header; or a "# heading"."""
    if at >= len(raw):
        return None
    line, start = raw[at]
    mark = re.match(r"\s*#\s+", line)
    value = line[mark.end() :] if mark else line.strip()
    if not value or len(value) > _MAX_TITLE or _known_pair(line):
        return None
    begin = start + line.index(value)
    if mark:
        return Line("title", value, begin, begin + len(value), 'first heading, "#"')
    following = raw[at + 1][0] if at + 1 < len(raw) else None
    if following is None or _NAMES.fullmatch(value) or not any(map(str.isalpha, value)):
        return None
    if _FINAL_STOP.search(value):
        # "Whose market is it?" over header lines is a title, over prose a sentence
        over = _over_header(raw, at, value)
        return Line("title", value, begin, begin + len(value), "first line, over header lines") if over else None
    if not following.strip() or _known_pair(following) or _BYLINE.fullmatch(following):
        return Line("title", value, begin, begin + len(value), "first line, short and without a final stop")
    return None


def _over_header(raw: list[tuple[str, int]], at: int, value: str) -> bool:
    """True for a line with a final stop that stands over header lines and they over prose, as only a headline does.

    A caption and its "Source:" look the same, so one "Key: value" line alone is not enough under a full stop, and one line
    of any kind not behind a blank line.
    """
    if not _HEADLINE_STOP.search(value):
        return False
    begin = _skip(raw, at + 1)
    block, stop = _block(raw, begin, fenced=False)
    asks = _ASKS.search(value) is not None
    if not block or (_skip(raw, stop) >= len(raw) and not asks):
        return False
    if len(block) > 1:
        return True
    byline = block[0].how == "byline" and _NAMES.fullmatch(raw[begin][0].strip()) is not None
    return begin == at + 1 and (asks or byline or block[0].how == "date line")


def _dated_head(raw: list[tuple[str, int]], at: int) -> tuple[list[Line], int] | None:
    """Short lines over a bare date: the title, and who publishes above or below it; with the number of the line after them.

    "Harbour Rights Watch / Conditions in Norfield prison / 12 March 2025": which line names a publisher is decided by who
    knows the publishers, so each line but the title is a "letterhead". A blank line may stand between them; two lines
    without a date must stand together, and the first must read as a name.
    """
    lines: list[tuple[str, int]] = []
    by: Line | None = None
    undated: tuple[list[Line], int] | None = None
    n = at
    while n < len(raw) and len(lines) <= _MAX_HEAD_LINES:
        line, start = raw[n]
        bare = line.strip()
        if bare:
            dated = _date_in_line(bare, start + line.index(bare)) if lines else None
            if dated is not None:
                below = _body_below(raw, n + 1)
                return [*_head_lines(lines), *([by] if by else []), *dated, *below], n + 1 + len(below)
            if lines and _BYLINE.fullmatch(bare) and not _FINAL_STOP.search(bare):
                by = by or _of_line(line, start, fenced=False)
                n += 1
                continue
            if not _is_short_line(line):
                break
            lines.append((bare, start + line.index(bare)))
        elif len(lines) == 2 and n - at == 2 + (by is not None) and reads_as_body(lines[0][0]):
            undated = [*_head_lines(lines), *([by] if by else [])], n
        n += 1
    return undated


def _body_below(raw: list[tuple[str, int]], at: int) -> list[Line]:
    """The publisher in a line of its own under the date."""
    line, start = raw[at] if at < len(raw) else ("", 0)
    if not _is_short_line(line) or not reads_as_body(line) or (at + 1 < len(raw) and raw[at + 1][0].strip()):
        return []
    a = start + len(line) - len(line.lstrip())
    return [Line("letterhead", line.strip(), a, a + len(line.strip()), "name under the date")]


def _is_short_line(line: str) -> bool:
    value = line.strip()
    plain = not _known_pair(line) and not _NAMES.fullmatch(value) and not _IMAGE_LINE.fullmatch(line)
    ends = _FINAL_STOP.search(value) is None or _ASKS.search(value) is not None
    return plain and len(value) <= _MAX_TITLE // 2 and ends and any(map(str.isalpha, value))


def _date_in_line(bare: str, start: int) -> list[Line] | None:
    """A line that is a date alone, or a name and a date: "Harbour Rights Watch, 12 March 2025", "Norfield | 12 March 2025"."""
    if _is_date(bare):
        return [Line("date", bare, start, start + len(bare), "date line")]
    pair = _NAME_AND_DATE.fullmatch(bare)
    if pair is None or not _is_date(pair["date"]):
        return None
    name = Line("letterhead", pair["name"], start, start + len(pair["name"]), "name before the date")
    a = start + pair.start("date")
    return [name, Line("date", pair["date"], a, a + len(pair["date"]), "date line")]


def _is_date(bare: str) -> bool:
    return (_BARE_DATE.fullmatch(bare) or _MONTH.fullmatch(bare)) is not None and to_iso(bare) is not None


def _head_lines(lines: list[tuple[str, int]]) -> list[Line]:
    """The lines over a date: the title is the first that reads as no name of a body, or the longest."""
    longest = max(range(len(lines)), key=lambda n: len(lines[n][0]))
    title = next((n for n, (line, _) in enumerate(lines) if not reads_as_body(line)), longest)
    found = []
    for n, (line, start) in enumerate(lines):
        mark = re.match(r"#+\s+", line)
        value = line[mark.end() :] if mark else line
        start += len(line) - len(value)
        key, how = ("title", "line over the date") if n == title else ("letterhead", "name at the head of the text")
        found.append(Line(key, value, start, start + len(value), how))
    return found


def reads_as_body(name: str) -> bool:
    """True for a name in capitals that says what it names: "Harbour Rights Watch", "Ministry of Justice", "Norfield Herald"."""
    words = re.findall(r"[\w’'&-]+", name)
    named = [w for w in words if w.lower() not in _BETWEEN_NAMES]
    return (
        1 < len(words) <= _MAX_BODY_WORDS
        and all(w[0].isupper() for w in named)
        and not any(c.isdigit() for c in name)
        and (named[-1].lower() in _BODIES or named[0].lower() in _BODIES)
    )


def _known_pair(line: str) -> re.Match[str] | None:
    pair = _PAIR.fullmatch(line)
    return pair if pair and _key(pair) in _KNOWN and len(pair["value"]) <= _MAX_VALUE else None


def _key(pair: re.Match[str]) -> str:
    key = pair["key"].lower().replace(" ", "-")
    return _IN_ENGLISH.get(key, key)


def _block(raw: list[tuple[str, int]], at: int, *, fenced: bool) -> tuple[list[Line], int]:
    """Header lines from `at`, and the number of the first line after them; nothing if no key among them is a known one.

    A blank line ends the block once a "Key: value" line was seen; before that a byline and a date may stand apart.
    """
    found: list[Line] = []
    pairs = known = 0
    stop = at
    for n in range(at, len(raw)):
        line, start = raw[n]
        if fenced and line == "---":
            return found, n + 1
        if not line.strip():
            if pairs and not fenced:
                break
            continue
        header = _of_line(line, start, fenced=fenced)
        if header is None or (not fenced and header.key not in _KNOWN and not pairs and not _pair_follows(raw, n)):
            break
        pairs += header.how.startswith("header")
        known += header.key in _KNOWN
        found.append(header)
        stop = n + 1
    return (found, stop) if known else ([], at)


def _pair_follows(raw: list[tuple[str, int]], n: int) -> bool:
    return n + 1 < len(raw) and _PAIR.fullmatch(raw[n + 1][0]) is not None


def _of_line(line: str, start: int, *, fenced: bool) -> Line | None:
    pair = (_LOWER_PAIR if fenced else _PAIR).fullmatch(line)
    if pair and len(pair["value"]) <= _MAX_VALUE:
        value = pair["value"].strip()
        a = start + pair.start("value")
        if fenced and len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value, a = value[1:-1], a + 1
        return Line(_key(pair), value, a, a + len(value), f"header line '{pair['key']}:'")
    bare = line.strip()
    a = start + line.index(bare)
    if _BYLINE.fullmatch(bare) and not _FINAL_STOP.search(bare):
        return Line("by", bare[2:].strip(), a + len(bare) - len(bare[2:].strip()), a + len(bare), "byline")
    if _BARE_DATE.fullmatch(bare) and any(c.isdigit() for c in bare):
        return Line("date", bare, a, a + len(bare), "date line")
    return None
