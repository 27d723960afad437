"""The marks in one sentence of the corpus: `[s1 ...]` becomes a span, a fault in it a problem.

Offsets here are half-open, count code points and index the sentence without its marks.
"""

import re
from dataclasses import dataclass

ROLES = {"s": "source", "c": "cue", "o": "content", "h": "channel", "b": "basis phrase", "f": "figure"}

_OPENING = re.compile(r"\[([^\s\[\]\\]*)( ?)")
_TAG = re.compile(r"([scohbf])(0|[1-9]\d*)")
_ABBREVIATION = re.compile(r"(?:\b\w\.\w|\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|No|Inc|Co|Corp|Ltd|etc|al))\.$")
_PAIRS = {"“": "”", "«": "»", "‘": "’"}
_END_MARKS = ".,;:!?…"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one line of a file (counted from 1) and what to do about it."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.remedy}"


class Faults(list[Problem]):
    """The problems of one file as they are found; `line` is the number of the line being read."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file, self.line = file, 1

    def add(self, what: str, remedy: str) -> None:
        """Records a problem in the line being read."""
        self.append(Problem(self.file, self.line, what, remedy))


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of a span: its role (a letter of ROLES), its attribution's number, and where it is in the sentence."""

    role: str
    number: int
    start: int
    end: int

    @property
    def tag(self) -> str:
        """The tag as it is written, such as s1."""
        return f"{self.role}{self.number}"

    def holds(self, other: "Mark") -> bool:
        """Whether the other mark lies within this one."""
        return self.start <= other.start and other.end <= self.end


def read_marks(line: str, faults: Faults) -> tuple[str, list[Mark]]:
    """The sentence without its marks, and the marks in the order they open."""
    text: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[str, int, int]] = []
    i = 0
    while i < len(line):
        opening = _OPENING.match(line, i)
        if line[i : i + 2] in (r"\[", r"\]"):
            text.append(line[i + 1])
            i += 2
        elif opening:
            opened.append((*_read_tag(opening[1], bool(opening[2]), faults), len(text)))
            i = opening.end()
        elif line[i] == "]":
            if opened:
                marks.append(Mark(*opened.pop(), len(text)))
            else:
                faults.add("“]” closes nothing", r"delete it, or write a literal bracket as \]")
            i += 1
        else:
            text.append(line[i])
            i += 1
    for role, number, _ in opened:
        faults.add(f"span opened and not closed: {role}{number}", "close it with ]")
    plain = "".join(text)
    marks = sorted((m for m in marks if m.role in ROLES), key=lambda m: (m.start, -m.end))
    for mark in marks:
        _check_edges(mark, plain[mark.start : mark.end], faults)
    return plain, marks


def _read_tag(tag: str, spaced: bool, faults: Faults) -> tuple[str, int]:
    found = _TAG.fullmatch(tag)
    if not found:
        faults.add(f"unknown tag {tag}", r"use s, c, o, h, b or f and a number, or write a literal bracket as \[")
        return "?", 0
    role, number = found[1], int(found[2])
    if not spaced:
        faults.add(f"no space after the tag {tag}", f"write [{tag} text]")
    if number == 0 and role not in "bf":
        faults.add(f"{tag}, but 0 is the document’s own voice", "only b0 and f0 exist; count attributions from 1")
    return role, number


def _check_edges(mark: Mark, text: str, faults: Faults) -> None:
    """What a span must not begin or end with; a cue may be a sign alone."""
    if not text.strip():
        faults.add(f"empty span {mark.tag}", "mark words, or delete it")
    elif text != text.strip():
        faults.add(f"space inside an edge of {mark.tag} “{text}”", "move it outside")
    elif mark.role == "c":
        return
    elif _quotation_at_edge(text):
        faults.add(
            f"quotation marks inside an edge of {mark.tag} “{text}”",
            f"write “[{mark.tag} ...]” where all of it is quoted; keep both marks inside where only a part is",
        )
    elif text[-1] in _END_MARKS and not _ABBREVIATION.search(text):
        faults.add(f"punctuation at the end of {mark.tag} “{text}”", f"move it outside: [{mark.tag} ...]{text[-1]}")


def _quotation_at_edge(text: str) -> bool:
    """Whether quotation marks enclose all of a span, or one half of a pair stands at its edge.

    A pair around a part of the span is no fault, at its edge or not: [o1 the ledger is “a working aid”].
    """
    if text[0] == '"' or text[-1] == '"':
        return text.count('"') % 2 == 1 or (text[0] == text[-1] and text.count('"') == 2)
    for left, right in _PAIRS.items():
        if text[0] == left:
            return text.find(right) in (-1, len(text) - 1)
        # An apostrophe may end a word: only a ’ that ‘ opened is a quotation mark.
        if text[-1] == right and right != "’":
            return text.rfind(left) < 0
    return text[0] in _PAIRS.values() and text[0] != "’"
