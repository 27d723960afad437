"""Sentences as spans of the stored text: one pass of a regular expression and a look at what stands around each stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

# words before a full stop that do not end a sentence
_NEVER_ENDS = frozenset(
    "mr mrs ms mx dr prof st ste sgt lt col gen capt cmdr cdr adm maj brig rev hon pres gov sen sens rep reps supt insp "
    "det messrs vs v cf ca approx e.g i.e viz al pp para paras art arts sec ch fig figs vol vols ed eds fr mt ft bros "
    "dept univ assoc sra sres srta dra dres lic ing gral cnel mons".split()
)
# those that may: the next word decides
_MAY_END = frozenset(
    "u.s u.n u.k u.a.e u.s.a e.u d.c n.y l.a ph.d m.d b.a m.a j.d a.m p.m inc ltd co corp llc jr sr esq etc ave blvd rd "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun p".split()
)
_BEFORE_NUMBER = frozenset(
    "no nos p pp art arts para paras sec fig vol ch jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_STARTERS = frozenset(
    "the a an in on at by for from with without as it its he she his her they their we our i you this that these those "
    "there here but and or yet so if when while after before since until although though because however meanwhile "
    "moreover furthermore also instead then now what who why how where which one two three some many most both another "
    "all each no not under according during despite".split()
)
# a stop, the closing marks and note numbers that belong to it, then space or the end; wide stops need no space
_STOP = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?:\[\d{1,3}\])*(?=\s|$))|[。！？][”’」』）]*|[؟।۔]+(?=\s|$)")
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.'’&-]*[^\W_])?$")
_NEXT = re.compile(r"\s*([\"'“‘«(\[¿¡—–-]*)([^\W_][\w'’-]*)?")
# a sentence in brackets ("(He was late.)") stands alone; a source ("(CNN)", "(CNN).") does not
_BRACKET = re.compile(r"\s?\([^()\n]{0,39}[^()\n.!?…]\)[.!?…]*(?=\s|$)")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LIST_MARK = re.compile(r"\s*(?:(?:[-*•·–—>]|#{1,6}|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+)+")
_ENDED = re.compile(r"[.!?…。！？؟।۔][\"'”’»)\]」』）*_]*(?:\[\d{1,3}\])*(?:\s?\([^()\n]{1,40}\))?[*_]*$")
# looked for in place: a copy from the start of the sentence at each stop is quadratic in "A. A. A. ..."
_ALNUM = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
# a line without a final stop is prose, not a heading, from this many words on
_PROSE_WORDS = 8
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


def split_sentences(text: str, start: int = 0) -> tuple[tuple[int, int], ...]:
    """Sentences of text[start:] as half-open (start, end) in code points of `text`: trimmed, in order, never overlapping.

    No sentence crosses a line break. Images, list and heading marks, and lines that are headings (no final stop) are left
    out; a line broken in mid-sentence, and a long last line, are kept.
    """
    lines = list(_LINE.finditer(text, start))
    found: list[tuple[int, int]] = []
    last = max((i for i, line in enumerate(lines) if not line.group().isspace()), default=-1)
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) and _adjacent(text, line.end(), lines[i + 1].start()) else None
        found.extend(_of_line(text, line.start(), line.end(), last=i == last, following=following))
    return tuple(found)


def _adjacent(text: str, end: int, start: int) -> bool:
    return text[end:start].replace("\r\n", "\n") in ("\n", "\r")


def _of_line(
    text: str, start: int, end: int, *, last: bool, following: re.Match[str] | None
) -> Iterator[tuple[int, int]]:
    if mark := _LIST_MARK.match(text, start, end):
        start = mark.end()
    if text.startswith("|", start):
        return
    while image := _IMAGE.match(text, start, end):
        start = _skip_space(text, image.end(), end)
    pieces = list(_pieces(text, start, end))
    for n, (a, b) in enumerate(pieces):
        if n < len(pieces) - 1 or _is_prose(text, a, b, inside=n > 0, last=last, following=following):
            yield a, b


def _is_prose(text: str, a: int, b: int, *, inside: bool, last: bool, following: re.Match[str] | None) -> bool:
    """Is the last piece of a line a sentence? With a final stop it is; without, it must look like one."""
    piece = text[a:b]
    if _ENDED.search(piece[-60:]):
        return True
    words = _WORDS.findall(piece)
    if inside or piece[:1].islower():
        return len(words) > 1
    if following is not None and len(words) > 2 and following.group().lstrip()[:1].islower():
        return True  # a line broken in mid-sentence
    if piece.endswith((":", ";", ",")):
        return len(words) > 3 and not _in_title_case(words)
    return last and len(words) > _PROSE_WORDS and not _in_title_case(words)


def _in_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    a = _skip_space(text, start, end)
    # the pattern's $ must mean the end of the line, so it gets the line alone
    line = text[start:end]
    for stop in _STOP.finditer(line):
        b = start + stop.end()
        if b <= a or not _ends(line, stop.start(), stop.end(), a - start):
            continue
        if bracket := _BRACKET.match(line, b - start):
            after = _NEXT.match(line, bracket.end())
            # a source in brackets after the stop belongs to what it supports
            if after is None or not after.group(2) or after.group(2)[0].isupper():
                b = start + bracket.end()
        yield a, b
        a = _skip_space(text, b, end)
    while end > a and text[end - 1].isspace():
        end -= 1
    if _ALNUM.search(text, a, end):
        yield a, end


def _ends(line: str, stop: int, stop_end: int, begin: int) -> bool:
    """Does the stop at line[stop:stop_end] end the sentence that begins at `begin`?"""
    if not _ALNUM.search(line, begin, stop):
        return False
    if line[stop] in "。！？":
        return True
    after = _NEXT.match(line, stop_end)
    if after is None or not after.group(2):
        # nothing but marks follows; a spaced ellipsis goes on
        return not line[stop_end:].lstrip().startswith((".", "…", ",", ";"))
    opening, word = after.group(1), after.group(2)
    if word[0].islower() and not opening.startswith(("“", "«", "¿", "¡")):
        return False
    if line[stop] != "." or stop_end - stop > 1:
        return True
    return _full_stop_ends(line, stop, word, opening)


def _full_stop_ends(line: str, stop: int, word: str, opening: str) -> bool:
    before = _WORD_BEFORE.search(line, max(0, stop - 24), stop)
    if before is None:
        return True
    token = before.group().lower()
    if word[0].isdigit() and token in _BEFORE_NUMBER:
        return False
    if token in _NEVER_ENDS:
        return False
    # an initial ("J. Doe"), letters with stops ("U.S."), a month or a firm's form
    if token in _MAY_END or re.fullmatch(r"[^\W\d_](?:\.[^\W\d_])*", token):
        return bool(opening) or word.lower() in _STARTERS
    return True


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
