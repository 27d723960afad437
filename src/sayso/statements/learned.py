"""What the trained model reads in a document, as the finds of its sentences."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from threadpoolctl import ThreadpoolController

from sayso.model.nouns import Document
from sayso.statements.found import Found, Offsets
from sayso.statements.lexicon import Lexicon
from sayso.statements.pieces import is_the_writers
from sayso.statements.trained import Page, Read, Reader, joined, load
from sayso.statements.verbs import denied
from sayso.statements.words import split_words

# whose way of marking the model follows: our corpus's, made for evidence, or PolNeAR's, which also takes beliefs and plans
Manner = Literal["evidence", "polnear"]
# characters: longer ones than most books' chapters
_LONGEST_PART = 100_000
# characters before a cue in which a "not" may stand
_BEFORE = 30
_STOPS = " \n.!?"
_STYLES: dict[Manner, int] = {"polnear": 0, "evidence": 1}


@dataclass(frozen=True, slots=True)
class _Model:
    """The reader of one manner and what it needs: it keeps word forms between texts, so it serves one at a time."""

    reader: Reader
    lock: threading.Lock
    libraries: ThreadpoolController


@dataclass(frozen=True, slots=True)
class Learned:
    """What the model finds in a document, by number of the sentence that the cue stands in, in the order of the cues."""

    rows: dict[int, list[Found]]
    page: Page

    def supports(self, cue: Offsets) -> float:
        """How likely the words are part of a cue, 0 to 1, whether or not the model takes them for one."""
        return self.page.cue_chance(*cue)


@cache
def _model(manner: Manner) -> _Model:
    """Read from the package once a process."""
    with resources.as_file(resources.files("sayso.statements.trained").joinpath("weights.npz")) as path:
        return _Model(Reader(load(path), style=_STYLES[manner]), threading.Lock(), ThreadpoolController())


def read_text(text: str, manner: Manner) -> Page:
    """What the shipped model reads in a text. Safe to call from several threads.

    A long text is read in parts, cut at line breaks where there are any: 4.6 MB at once took 4 to 15 GB, in parts .8.
    """
    model = _model(manner)
    parts = list(_parts(text))
    # the products are small: shared between two threads they took nine times as long
    with model.lock, model.libraries.limit(limits=1, user_api="blas"):
        pages = list(model.reader.pages((text[start:end] for start, end in parts), words=1))
    return joined(pages, [start for start, _ in parts])


def _parts(text: str) -> Iterator[Offsets]:
    """Spans that make up the text, none longer than _LONGEST_PART."""
    start = 0
    while len(text) - start > _LONGEST_PART:
        past = start + _LONGEST_PART
        cuts = (text.rfind(mark, start + _LONGEST_PART // 2, past) + len(mark) for mark in ("\n", ". ", " "))
        end = next((cut for cut in cuts if cut > start + _LONGEST_PART // 2), past)
        yield start, end
        start = end
    yield start, len(text)


def read_document(document: Document, lexicon: Lexicon) -> Learned:
    """A content's pieces that begin in a later sentence are left out: they are statements of their own (see pieces.going_on)."""
    page = read_text(document.text, "evidence")
    starts = [start for start, _ in document.sentences]
    rows: dict[int, list[Found]] = {}
    for one in page.found:
        number = bisect_right(starts, one.spans["cue"][0][0]) - 1
        if number >= 0 and (made := _found(one, document.sentences[number], lexicon, document.text)) is not None:
            rows.setdefault(number, []).append(made)
    return Learned(rows, page)


def _found(one: Read, sentence: Offsets, lexicon: Lexicon, text: str) -> Found | None:
    content = [_with_that(text, piece) for piece in one.spans["content"] if piece[0] < sentence[1]]
    if not content:
        return None
    cue = one.spans["cue"][0]
    main, *rest = sorted(content, key=lambda piece: piece[0] - piece[1])
    source = max(one.spans["source"], key=lambda span: span[1] - span[0], default=None)
    if source is not None and source[0] < sentence[1] < source[1]:
        source = (source[0], sentence[0] + len(text[sentence[0] : sentence[1]].rstrip(_STOPS)))
    return Found(
        source=source,
        cue=cue,
        content=main,
        because="read by the trained model",
        confidence=round(min(one.sure["cue"], one.sure["content"]), 3),
        channel=next(iter(one.spans.get("channel", ())), None),
        denies=_denies(text, cue, sentence, lexicon),
        by="model",
        pieces=tuple(sorted(p for p in rest if p[0] < cue[0] or not is_the_writers(text, p[0]))),
    )


def _denies(text: str, cue: Offsets, sentence: Offsets, lexicon: Lexicon) -> bool:
    words = split_words(text, max(sentence[0], cue[0] - _BEFORE), cue[1])
    inside = (i for i, word in enumerate(words) if word.start >= cue[0])
    return any((verb := lexicon.verbs.get(words[i].lower)) and denied(words, i, verb, lexicon) for i in inside)


def _with_that(text: str, piece: Offsets) -> Offsets:
    """The corpus leaves "that" before a content out, statements do not."""
    start = piece[0]
    return (start - 5, piece[1]) if text[max(0, start - 6) : start].endswith(" that ") else piece
