"""Words and quotation marks of a sentence with their offsets: all the grammar that the tagger has."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?!\w)|[A-Z]\.(?=\s[A-Z])|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Jr|Sr|Sgt|Lt|Col|Rev|No)\.(?=\s)"
    r"|\d[\d,.]*\d%?|\d%?|\w+(?:[’'\-‑]\w+)*[’']?(?<!\s)|\.\.\.|…|--+|[^\w\s]"
)
# a single-quoted phrase of two words or more
_SINGLE = re.compile(r"‘[^‘’“”\n]*\s[^‘“”\n]*?’(?!\w)")
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
    return [Word(m.group(), m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def is_possessive(word: Word) -> bool:
    return bool(_POSSESSIVE.search(word.text))


def strip_possessive(text: str) -> str:
    return _POSSESSIVE.sub("", text)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text between quotation marks; start and end include the marks. An unclosed one ends with its paragraph."""

    start: int
    end: int
    closed: bool


def find_quotations(text: str) -> list[Quotation]:
    """Quotations in reading order, never nested, never across a paragraph break.

    Straight marks open after a space or bracket and close before one; single curly quotes count when they hold more than
    one word, so that an apostrophe does not.
    """
    found: list[Quotation] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        closing = ""
        for mark in re.finditer(r"[“”\"«»„‘’]", paragraph.group()):
            at = paragraph.start() + mark.start()
            char = mark.group()
            if opened is None:
                before = text[at - 1] if at else " "
                after = text[at + 1] if at + 1 < len(text) else " "
                if char in "“«„" or (char == '"' and not after.isspace() and not before.isalnum()):
                    opened, closing = at, {"“": '”"', "«": "»", "„": "“”", '"': '"”'}[char]
                elif char == "‘" and not before.isalnum() and (single := _SINGLE.match(text, at, paragraph.end())):
                    found.append(Quotation(at, single.end(), closed=True))
            elif char in closing and at > opened + 1 and (not found or opened >= found[-1].end):
                found.append(Quotation(opened, at + 1, closed=True))
                opened = None
        if opened is not None:
            found.append(Quotation(opened, paragraph.end(), closed=False))
    return found
