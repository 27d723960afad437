"""Quotations without a verb of their own: "X was quoted by Y as saying", where Y is the channel, and “…” -X."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from sayso.statements.clauses import TIME_WORDS, Sentence, content_after, content_before, subject_before
from sayso.statements.found import Found, Offsets, overlap
from sayso.statements.parties import Naming
from sayso.statements.people import NAME
from sayso.statements.words import AUXILIARIES, CLOSING, PREPOSITIONS, Quotation, Word

_QUOTE = frozenset("quoted quotes quoting quote cited cites citing cite".split())
_SAYING = frozenset("saying stating telling claiming adding".split())
_BE = frozenset("is are was were be been being".split())
_BY = frozenset({"by", "in"})
_FURTHEST = 14  # words between "quoted" and "as saying"
_CONFIDENCE = 0.85
# up to the next comma, or what is said
_CITING = re.compile(
    r"(?:,\s+|\()(?:citing|quoting|which cited|which quoted|who cited)\s+(?P<who>[^,.;:()“”\"\n]{3,80}?)"
    r"(?=\s+(?:that|as saying)\b|[,.;:)\n]|\Z)"
)
_SIGNED = re.compile(rf"(?P<dash>[-–—―]{{1,2}})\s?(?P<name>{NAME}(?:,[^.;:!?“”\"\n]{{2,60}})?)\s*(?=\n|\Z)")


def find_quoted(sentence: Sentence) -> list[Found]:
    """Every "quoted as saying" of the sentence that has its source in the sentence."""
    found = []
    for i in range(2, len(sentence.words)):
        quote = quoting_verb(sentence.words, i)
        if quote is None or sentence.quoted(sentence.words[i].start):
            continue
        passive = sentence.words[quote - 1].lower in AUXILIARIES and _is_passive(sentence.words, quote)
        one = _passive(sentence, quote, i) if passive else _active(sentence, quote, i)
        if one is not None:
            found.append(one)
    return found


def find_signed(sentence: Sentence, quotations: Sequence[Quotation]) -> list[Found]:
    """“…” -Name: a dash and a name, perhaps with what they are, and nothing else behind a quotation that fills its line."""
    text = sentence.text
    found = []
    for dash in _SIGNED.finditer(text, sentence.start, sentence.end):
        behind = bisect_right(quotations, dash.start(), key=attrgetter("end")) - 1
        if behind < 0 or text[quotations[behind].end : dash.start()].strip():
            continue
        quotation = quotations[behind]
        if text[: quotation.start].rstrip(" ")[-1:] not in {"", "\n"}:
            continue
        content = (quotation.start, quotation.end)
        found.append(Found(dash.span("name"), dash.span("dash"), content, "a name signs the quotation", _CONFIDENCE))
    return found


def through_citing(sentence: Sentence, found: Sequence[Found], naming: Naming) -> list[Found]:
    """The finds with whom an outlet cites as their source, and the outlet as their channel: "Radio Faro said, citing a doctor"."""
    text, result = sentence.text, list(found)
    for match in _CITING.finditer(text, sentence.start, sentence.end):
        cited, quotation = match.span("who"), sentence.quoted(match.start())
        if quotation is not None or not naming.is_somebody(match["who"]):
            continue
        moved = False
        for k, one in enumerate(result):
            apart = not one.content[0] <= match.start() < one.content[1] and not overlap(one.cue, match.span())
            if one.source is None or one.channel is not None or not apart or one.source[0] >= match.start():
                continue
            # "Radio Faro, which cited a doctor" is one phrase
            outlet = (one.source[0], min(one.source[1], match.start()))
            if naming.party(text[slice(*outlet)], *outlet).kind == "outlet":
                result[k], moved = replace(one, source=cited, channel=outlet), True
        if moved:
            # "citing" is no cue of its own then
            result = [one for one in result if not overlap(one.cue, match.span())]
    return result


def quoting_verb(words: tuple[Word, ...], i: int) -> int | None:
    """The index of "quoted" where the word at i is the "saying" of its "as saying"; else None."""
    if words[i].lower not in _SAYING or words[i - 1].lower != "as":
        return None
    for k in range(i - 2, max(-1, i - 2 - _FURTHEST), -1):
        if words[k].lower in _QUOTE:
            return k if k else None
        if words[k].text in ";:" or words[k].lower in _SAYING:
            return None
    return None


def _is_passive(words: tuple[Word, ...], quote: int) -> bool:
    k = quote - 1
    while k > 0 and words[k].lower in AUXILIARIES - _BE:
        k -= 1
    return words[k].lower in _BE


def _passive(sentence: Sentence, quote: int, i: int) -> Found | None:
    words = sentence.words
    span = subject_before(sentence, quote)
    if span is None:
        return None
    source = (words[span[0]].start, words[span[1] - 1].end)
    channel = _through(words, quote + 1, i - 1)
    first = quote if channel is None and i == quote + 2 else i - 1
    cue = (words[first].start, words[i].end)
    content = _after(sentence, i + 1)
    if content is None and span[0] > 0 and (words[span[0] - 1].text == "," or words[span[0] - 1].text in CLOSING):
        content = content_before(sentence, span[0] - 1)
        channel = channel or _through(words, i + 1, len(words))
    because = "“quoted as saying”, its source before it"
    return Found(source, cue, content, because, _CONFIDENCE, channel) if content else None


def _active(sentence: Sentence, quote: int, i: int) -> Found | None:
    words = sentence.words
    past = next((k for k in range(quote + 1, i) if words[k].lower in TIME_WORDS), i - 1)
    while past > quote + 1 and (not words[past - 1].is_word or words[past - 1].lower in PREPOSITIONS):
        past -= 1
    content = _after(sentence, i + 1)
    if past <= quote + 1 or content is None:
        return None
    by = None if words[quote].lower.endswith("ing") else subject_before(sentence, quote)
    channel = (words[by[0]].start, words[by[1] - 1].end) if by else None
    source = (words[quote + 1].start, words[past - 1].end)
    because = "“quoted … as saying”, its source between"
    return Found(source, (words[i - 1].start, words[i].end), content, because, _CONFIDENCE, channel)


def _through(words: tuple[Word, ...], first: int, past: int) -> Offsets | None:
    """Who quotes: the name behind "by" or "in", up to a mark or a word of time."""
    if first >= past or words[first].lower not in _BY:
        return None
    k = first + 1
    while (
        k < past
        and (words[k].is_word or words[k].text in "’'&-")
        and words[k].lower not in TIME_WORDS
        and (words[k].lower not in PREPOSITIONS or words[k].lower == "of")
    ):
        k += 1
    return (words[first + 1].start, words[k - 1].end) if k > first + 1 else None


def _after(sentence: Sentence, r: int) -> Offsets | None:
    words = sentence.words
    while r < len(words) and words[r].text in {",", ":"}:
        r += 1
    if r >= len(words) or (words[r].lower in {"by", "in", "on"}):
        return None
    content = content_after(sentence, r, subordinate=False)
    if content is None or content[1] - content[0] < 3:
        return None
    quotation = sentence.quoted(content[0])
    if quotation is None or quotation.start != content[0]:
        return content
    return (quotation.start, max(quotation.end, content[1])) if quotation.closed else (quotation.start, quotation.end)
