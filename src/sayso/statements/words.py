"""Words and quotation marks of a sentence with their offsets: all the grammar that the tagger has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import attrgetter

from sayso.model.nouns import QuoteKind

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?!\w)|[A-Z]\.(?=\s[A-Z])|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Jr|Sr|Sgt|Lt|Col|Rev|No)\.(?=\s)"
    r"|\d[\d,.]*\d%?|\d%?|\w+(?:[’'\-‑]\w+)*[’']?(?<!\s)|\.\.\.|…|--+|[^\w\s]"
)
# a single-quoted phrase: the first closing mark that is no apostrophe ends it. Longer ones were not closed
_SINGLE = re.compile(r"‘(?P<inside>[^‘“”\n]{1,600}?)’(?!\w)")
_POSSESSIVE = re.compile(r"(?<=\w)[’']s?$")
OPENING, CLOSING = '“"«„', '”"»'

PREPOSITIONS = frozenset(
    "in on at under during after since by for from with without within against about amid among before between despite "
    "following near over through throughout until upon via of to into as like per toward towards across behind beyond "
    "outside inside unlike alongside regarding concerning including besides above below".split()
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some many several most few both all no any another each "
    "every such other one two three four five six seven eight nine ten dozens hundreds thousands".split()
)
PRONOUNS = frozenset("he she they it i we you who someone everyone nobody".split())
AUXILIARIES = frozenset(
    "has have had having is are was were be been being do does did will would could should may might must can shall "
    "n't not never also still later then again reportedly already once often repeatedly recently simply just even "
    "further only now previously ever itself himself herself themselves both widely since have’nt didn’t don’t doesn’t".split()
)
SUBORDINATORS = frozenset(
    "while although though because when whereas if unless whether where how why which that what once until since".split()
)
NEGATIONS = frozenset("not never neither nor no without n’t n't cannot".split())
CONJUNCTIONS = frozenset("and but or nor yet so plus".split())
# a finite verb where a subject should be: what stands before it is another clause
FINITE = frozenset(
    "is are was were has had have did does do will would could should can may might must said says say told went came "
    "took made got gave became began met won lost saw led ran put let left kept".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a sentence; offsets index the stored text, half-open."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


def split_words(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of text[start:end]; `text[w.start:w.end] == w.text` for each."""
    return [Word(t := m.group(), t.lower(), *m.span()) for m in _TOKEN.finditer(text, start, end)]


def is_possessive(word: Word) -> bool:
    return bool(_POSSESSIVE.search(word.text))


def strip_possessive(text: str) -> str:
    return _POSSESSIVE.sub("", text)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text between quotation marks; start and end include the marks.

    One that is not closed ends with its paragraph, or where the next one opens.
    """

    start: int
    end: int
    closed: bool


_CLOSES = {"“": "”", "«": "»", "„": "“”", '"': '"”'}


def find_quotations(text: str) -> list[Quotation]:
    """Quotations in reading order, never overlapping, never across a paragraph break; in time linear in the text.

    Straight marks open after a space or bracket and close before one; single curly quotes count when they hold more than
    one word, so that an apostrophe does not.
    """
    found: list[Quotation] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        closing = ""
        past = 0  # the end of the last single-quoted phrase
        for mark in re.finditer(r"[“”\"«»„‘]", paragraph.group()):
            at = paragraph.start() + mark.start()
            char = mark.group()
            if at < past:
                continue
            if opened is not None and char in closing:
                if at > opened + 1:
                    found.append(Quotation(opened, at + 1, closed=True))
                    opened = None
            elif opened is not None and char != text[opened]:
                continue
            elif char in "“«„" or (char == '"' and _straight_opens(text, at)):
                if opened is not None:
                    found.append(Quotation(opened, at, closed=False))
                opened, closing = at, _CLOSES[char]
            elif char == "‘" and opened is None and (single := _single(text, at, paragraph.end())):
                found.append(Quotation(at, single, closed=True))
                past = single
        if opened is not None:
            found.append(Quotation(opened, paragraph.end(), closed=False))
    return found


def _straight_opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isspace() and not before.isalnum()


def _single(text: str, at: int, end: int) -> int | None:
    """The end of the single-quoted phrase of two words or more that opens at `at`."""
    if at and text[at - 1].isalnum():
        return None
    found = _SINGLE.match(text, at, end)
    return found.end() if found and len(found["inside"].split("’", 1)[0].split(None, 1)) > 1 else None


_START = attrgetter("start")


def quotation_at(quotations: Sequence[Quotation], at: int) -> Quotation | None:
    """The quotation that holds the character at offset `at`, marks included; they are in order and do not overlap."""
    k = bisect_right(quotations, at, key=_START) if quotations else 0
    return quotations[k - 1] if k and at < quotations[k - 1].end else None


def touching(quotations: Sequence[Quotation], start: int, end: int) -> tuple[Quotation, ...]:
    """The quotations, in order and apart from one another, that share a character with a span."""
    first = bisect_right(quotations, start, key=attrgetter("end"))
    return tuple(takewhile(lambda q: q.start < end, islice(quotations, first, None)))


def quote_kind(quotations: Sequence[Quotation], start: int, end: int) -> QuoteKind:
    """Direct where nine tenths of a span's characters stand in quotation marks, indirect where none does."""
    inside = sum(min(q.end, end) - max(q.start, start) for q in touching(quotations, start, end))
    if inside == 0:
        return "indirect"
    return "direct" if inside >= 0.9 * (end - start) else "mixed"


def blank_quotations(text: str, quotations: Iterable[Quotation]) -> str:
    """The text with every quotation overwritten by closing marks: as long as before, so that offsets hold."""
    pieces, at = [], 0
    for quotation in quotations:
        pieces += [text[at : quotation.start], "”" * (quotation.end - quotation.start)]
        at = quotation.end
    return "".join([*pieces, text[at:]])
