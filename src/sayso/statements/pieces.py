"""What a source says beyond one span: the other side of a cue that cuts it in two, and a quotation that goes on without a cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.model.ids import make_id
from sayso.model.nouns import Document, Span, Statement
from sayso.statements.clauses import Sentence
from sayso.statements.figures import Known, find_figures
from sayso.statements.found import Found, Offsets, overlap
from sayso.statements.words import Quotation, quotation_at

# characters: a quotation that runs on longer was most likely never closed
_LONGEST = 4_000
_OPEN = '“"«„‘'
_END = " \t.,;:!?…"
# after ", X said": what the writer adds of X is not said by X
_WRITERS = r"(?:and|but|or|adding|while|who|which|as|when|though|because|before|after)\b"
_GOES_ON = re.compile(rf",\s+(?=[a-z])(?!{_WRITERS})")
_WRITER_ADDS = re.compile(_WRITERS)
# a sentence goes on with a quotation when this share of its characters stands in quotation marks
_QUOTED = 0.9
# words of one that is worth a statement of its own: “Never!” is none
_SHORTEST = 2


def content_span(text: str, span: Offsets) -> Span:
    """A content as it is entered: what runs on longer than _LONGEST is cut at a space."""
    start, end = span
    if end - start > _LONGEST:
        end = max(text.rfind(" ", start, start + _LONGEST), start + _LONGEST // 2)
    return Span(text[start:end], start, end)


def other_piece(sentence: Sentence, one: Found, found: Sequence[Found]) -> Offsets | None:
    """The span beyond cue and source that belongs to the content too: "“We waited,” X said, “for two days.”", "The gate, X said,
    was shut." None where the content is whole."""
    if one.source is None:
        return None
    low, high = min(one.cue[0], one.source[0]), max(one.cue[1], one.source[1])
    if one.content[0] < high and low < one.content[1]:
        return None
    quotation = sentence.quoted(one.content[0] + (sentence.text[one.content[0]] not in _OPEN))
    if quotation is not None:
        return _quoted_piece(sentence, one, found, quotation, low, high)
    # "according to X, a body that ..." goes on with X
    return _plain_piece(sentence, one, found, low, high) if one.source[1] <= one.cue[0] else None


def is_the_writers(text: str, start: int) -> bool:
    """True where words behind a cue begin as what a writer adds of the speaker: ", X said, and left"."""
    return _WRITER_ADDS.match(text, start) is not None


def _quoted_piece(
    sentence: Sentence, one: Found, found: Sequence[Found], quotation: Quotation, low: int, high: int
) -> Offsets | None:
    at = sentence.quotations.index(quotation)
    before = one.content[1] <= low
    k = at + 1 if before else at - 1
    if not 0 <= k < len(sentence.quotations):
        return None
    other = sentence.quotations[k]
    between = sentence.text[high : other.start] if before else sentence.text[other.end : low]
    if not sentence.start <= other.start < other.end <= sentence.end + 1 or re.search(r"\w", between):
        return None
    if before and not between.strip().startswith(","):
        return None  # “I am here,” said X. “Go!” is two
    if not before and sentence.text[other.end - 2] not in ",;-—…" and not between.strip().startswith(","):
        return None
    return None if _taken(found, one, other.start, other.end) else (other.start, other.end)


def _plain_piece(sentence: Sentence, one: Found, found: Sequence[Found], low: int, high: int) -> Offsets | None:
    text = sentence.text
    begins = one.content[0] - sentence.start <= 2 and one.content[1] <= low
    rest = _GOES_ON.match(text[high : sentence.end])
    if not begins or rest is None or "," not in text[one.content[1] : low]:
        return None
    start, end = high + rest.end(), sentence.end
    while end > start and text[end - 1] in _END:
        end -= 1
    if (
        end - start < 3
        or _taken(found, one, start, end)
        or any(q.start < end and start < q.end for q in sentence.quotations)
    ):
        return None
    return start, end


def _taken(found: Sequence[Found], one: Found, start: int, end: int) -> bool:
    return any(
        overlap(span, (start, end))
        for other in found
        if other is not one
        for span in (other.cue, other.content, *([other.source] if other.source else []))
    )


def going_on(
    document: Document, statements: Sequence[Statement], quotations: Sequence[Quotation], figures: Known
) -> list[Statement]:
    """The sentences after a quoted one that go on in quotation marks, without a cue: the same source says them, as a
    statement each that `continues` the first. `figures` are those read of the text so far."""
    starts = [start for start, _ in document.sentences]
    # the last that was said in each sentence
    last_in = {
        bisect_right(starts, s.cue_start) - 1: s
        for s in sorted(statements, key=lambda s: (s.start, s.end))
        if s.cue_start is not None
    }
    made: list[Statement] = []
    running: Statement | None = None
    for i, (start, end) in enumerate(document.sentences):
        if i in last_in:
            running = last_in[i] if _ends_quoted(document, last_in[i], end) else None
            continue
        span = _quoted_whole(document.text, start, end, quotations) if running is not None else None
        if (
            running is None
            or span is None
            or not _joins(document.text, document.sentences[i - 1][1], start, quotations)
        ):
            running = None
            continue
        held = quotation_at(quotations, start)
        if held is not None and running.content.start < held.end and held.start < running.content.end:
            continue  # within the quotation that the statement holds, or one so long that it was cut
        if len(document.text[slice(*span)].split()) >= _SHORTEST:
            made.append(_continued(document, running, span, (start, end), figures))
    return made


def _joins(text: str, end: int, start: int, quotations: Sequence[Quotation]) -> bool:
    """True where a sentence that begins at `start` may go on with the quotation before it, which ended at `end`: in the same
    paragraph, or in the next one if no mark closed it in this."""
    if "\n" not in text[end:start]:
        return True
    before = quotation_at(quotations, end - 1)
    return before is not None and not before.closed


def _ends_quoted(document: Document, statement: Statement, end: int) -> bool:
    """True where a quotation ends the sentence or nothing but the cue's own clause follows it: the writer has not begun to speak
    again."""
    if statement.quote not in ("direct", "mixed"):
        return False
    return not re.search(r"[.;:]\s+\w{3}", document.text[statement.end : end])


def _quoted_whole(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Offsets | None:
    while end > start and text[end - 1].isspace():
        end -= 1
    held = quotation_at(quotations, start)
    if held is None or min(held.end, end) - start < _QUOTED * (end - start):
        return None
    return start, min(held.end, end)


def _continued(document: Document, first: Statement, span: Offsets, sentence: Offsets, figures: Known) -> Statement:
    start, end = span
    text = document.text
    return replace(
        first,
        id=make_id("s", document.id, "continues", start, end),
        start=start,
        end=end,
        sentence=text[slice(*sentence)],
        quote="direct",
        source=replace(first.source, start=None, end=None),
        cue="",
        cue_start=None,
        content=Span(text[start:end], start, end),
        pieces=(),
        confidence=round(0.9 * first.confidence, 3),
        because=f"the quotation of “{first.source.text}” goes on",
        denies=False,
        figures=tuple(find_figures(text, start, end, figures)),
        continues=first.id,
    )
