"""The corpus in memory: one annotated document a file, its spans as offsets into the plain text.

`read` turns a file into an `Annotated` (writing.py turns it back); `problems` lists what in a file breaks the format.
Offsets are half-open, count code points and index `Annotated.text`: the sentences without their marks, one a line,
paragraphs parted by an empty line.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from marks import Faults, Mark, Problem, read_marks

Span = tuple[int, int]
Spans = tuple[Span, ...]

HEAD = ("register", "title", "outlet", "kind", "split")
ENGLISH = "en"  # what a head without `language` is in
KINDS = ("news", "opinion", "report", "press_release", "court", "agency")
SPLITS = ("train", "test")
NAMING = ("named", "unnamed", "none")
SOURCE_KINDS = ("person", "organisation", "government", "outlet", "document", "author", "nobody")
BASES = ("visit", "interview", "document", "own_count", "official_act", "experience", "hearsay", "none")
QUOTES = ("direct", "indirect", "mixed", "none")
FLAGS = ("denied", "hedged", "question")

_FIELD = re.compile(r"(basis|quote)=(\S*)")
# A name may have several words, so it ends where the next field begins.
_ANAPHOR = re.compile(r"\banaphor=\"?(.*?)\"?(?=\s+(?:basis|quote)=|\s+(?:denied|hedged|question)\b|\s*$)")


class FormatError(ValueError):
    """A file that breaks the format; `problems` holds every problem found in it, in the order of lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: who (`source`) says (`cue`) what (`content`), through whom (`channel`), and how they know.

    `basis` is the label, `basis_phrase` the words that show it; every span of `figures` is a figure of its own.
    """

    number: int
    source: Spans
    cue: Spans
    content: Spans
    channel: Spans
    basis_phrase: Spans
    figures: Spans
    named: str
    kind: str
    basis: str
    quote: str
    flags: frozenset[str]
    anaphor: str | None


@dataclass(frozen=True, slots=True)
class Own:
    """What a sentence says in the document's own voice: its basis (`none` without a line 0) and its figures."""

    basis: str
    basis_phrase: Spans
    figures: Spans


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or headline; `start` is the offset of its first code point in the document's text."""

    text: str
    start: int
    attributions: tuple[Attribution, ...]
    own: Own | None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document; `name` is the file's stem, `sentences` are in reading order, `language` a code of ISO 639."""

    name: str
    register: str
    title: str
    outlet: str
    kind: str
    split: str
    sentences: tuple[Sentence, ...]
    language: str = ENGLISH

    @property
    def text(self) -> str:
        """The plain text, which every span of the document indexes."""
        parts, end = [], 0
        for sentence in self.sentences:
            parts += ["\n" * (sentence.start - end), sentence.text]
            end = sentence.start + len(sentence.text)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Fields:
    """The line under a sentence for one attribution, or for the document's own voice (number 0)."""

    named: str = ""
    kind: str = ""
    basis: str = "none"
    quote: str = ""
    flags: tuple[str, ...] = ()
    anaphor: str | None = None


def read(path: str | Path) -> Annotated:
    """The annotated document in a file. Raises FormatError with every problem of the file, not only the first."""
    document, faults = _parse(Path(path))
    if faults or document is None:
        raise FormatError(faults)
    return document


def problems(path: str | Path) -> tuple[Problem, ...]:
    """Everything in a file that breaks the format, in the order of lines; empty when `read` accepts it."""
    return _parse(Path(path))[1]


def _parse(path: Path) -> tuple[Annotated | None, tuple[Problem, ...]]:
    faults = Faults(path.name)
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        faults.add(f"not UTF-8 (byte {error.start})", "save the file as UTF-8")
        return None, tuple(faults)
    head, first = _read_head(lines, faults)
    sentences = _read_sentences(lines, first, faults)
    register, title, outlet, kind, split = (head.get(key, "") for key in HEAD)
    document = Annotated(
        path.stem, register, title, outlet, kind, split, tuple(sentences), head.get("language", ENGLISH)
    )
    return document, tuple(sorted(faults, key=lambda fault: fault.line))


def _read_head(lines: list[str], faults: Faults) -> tuple[dict[str, str], int]:
    """The fields of the head, and the index of the first line after it."""
    head: dict[str, str] = {}
    i = 0
    while i < len(lines) and lines[i].startswith("#"):
        faults.line = i + 1
        key, _, value = (part.strip() for part in lines[i][1:].partition(":"))
        if key not in (*HEAD, "language"):
            faults.add(f"unknown head field “{key}”", f"use {', '.join(HEAD)}, language")
        elif key in head:
            faults.add(f"head field “{key}” given twice", "keep one")
        head[key] = value
        i += 1
    for key in HEAD:
        if not head.get(key):
            faults.add(f"head field “{key}” missing", f"add a line `# {key}: ...` at the top")
    for key, allowed in (("kind", KINDS), ("split", SPLITS)):
        if head.get(key) and head[key] not in allowed:
            faults.add(f"unknown {key} “{head[key]}”", f"use {', '.join(allowed)}")
    if not re.fullmatch(r"[a-z]{2,3}", head.get("language", ENGLISH)):
        faults.add(f"unknown language “{head['language']}”", "use a code of ISO 639, as es")
    if i < len(lines) and lines[i].strip():
        faults.line = i + 1
        faults.add("no empty line after the head", "put one between head and text")
    return head, i


def _read_sentences(lines: list[str], first: int, faults: Faults) -> list[Sentence]:
    sentences: list[Sentence] = []
    offset, gap, i = 0, 0, first
    while i < len(lines):
        faults.line = i + 1
        if not lines[i].strip():
            gap, i = 2, i + 1
            continue
        below = i + 1
        while below < len(lines) and lines[below].startswith("  ") and lines[below].strip():
            below += 1
        offset += (gap or 1) if sentences else 0
        sentences.append(_read_sentence(lines[i], lines[i + 1 : below], offset, faults))
        offset, gap, i = offset + len(sentences[-1].text), 0, below
    if not sentences:
        faults.add("no sentence", "write the text below the head, after one empty line")
    return sentences


def _read_sentence(line: str, below: list[str], start: int, faults: Faults) -> Sentence:
    if line != line.strip():
        faults.add("space around a sentence", "begin a sentence at the margin, and end it without a space")
    text, marks = read_marks(line.strip(), faults)
    here, numbers = faults.line, {mark.number for mark in marks}
    fields: dict[int, _Fields] = {}
    for label in below:
        faults.line += 1
        _read_label(label, numbers, fields, faults)
    faults.line = here
    wanted = sorted((numbers | fields.keys()) - {0})
    if wanted != list(range(1, len(wanted) + 1)):
        faults.add(f"attributions are numbered {', '.join(map(str, wanted))}", "count from 1, without a gap")
    for number in wanted:
        if number not in fields:
            faults.add(f"attribution {number} has no line", f"write `  {number}: named person basis=... quote=...`")
        elif number in numbers:
            mine = [mark for mark in marks if mark.number == number]
            _check_fields(number, fields[number], {mark.role for mark in mine}, faults)
            _check_places(mine, text, faults)
    for mark in marks:
        if mark.tag == "f0" and any(other.role == "o" and other.holds(mark) for other in marks):
            faults.add(f"f0 “{text[mark.start : mark.end]}” inside content", "give it the number of that attribution")
    attributions = tuple(_attribution(n, fields[n], marks, start) for n in wanted if n in fields)
    own = None
    if 0 in numbers or 0 in fields:
        basis = fields.get(0, _Fields()).basis
        own = Own(basis, _spans(marks, "b0", start), _spans(marks, "f0", start))
    return Sentence(text, start, attributions, own)


def _read_label(line: str, numbers: set[int], fields: dict[int, _Fields], faults: Faults) -> None:
    """Reads one line of fields into `fields`."""
    found = re.fullmatch(r"  (\d+):\s+(\S.*?)\s*", line)
    if not found:
        faults.add(f"unreadable line “{line.strip()}”", "write two spaces, `1: named person basis=... quote=...`")
        return
    number, rest = int(found[1]), found[2]
    if fields and number <= max(fields):
        faults.add(f"line for {number} after the line for {max(fields)}", "one line each, in the order of number")
    if number and number not in numbers:
        faults.add(f"line for attribution {number}, but the sentence has none", "mark its spans or delete the line")
    anaphor = _ANAPHOR.search(rest)
    words = _ANAPHOR.sub("", rest).split()
    values = {key: value for word in words for key, value in _FIELD.findall(word)}
    naming, kind, *flags = [*(["author"] if number == 0 else []), *(w for w in words if "=" not in w), "", ""]
    flags = [flag for flag in flags if flag]
    basis, quote = values.get("basis", ""), values.get("quote", "")
    allowed: dict[str, tuple[str, tuple[str, ...]]]
    allowed = {"kind of source": (kind, SOURCE_KINDS if number else ("author",)), "basis": (basis, BASES)}
    if number:
        allowed |= {"naming": (naming, NAMING), "quote": (quote, QUOTES)}
    for name, (value, choice) in allowed.items():
        if value not in choice:
            faults.add(f"unknown {name} “{value}”" if value else f"{name} missing", f"use {', '.join(choice)}")
    for word in words:
        if ("=" in word and not _FIELD.fullmatch(word)) or (word in flags and word not in FLAGS):
            faults.add(f"unknown field “{word}”", f"use basis=, quote=, anaphor=, {', '.join(FLAGS)}")
    fields[number] = _Fields(naming, kind, basis, quote, tuple(flags), (anaphor[1] or None) if anaphor else None)


def _check_fields(number: int, fields: _Fields, roles: set[str], faults: Faults) -> None:
    """Whether the line of an attribution fits the roles (letters) that the sentence has for it."""
    silent = fields.named == "none"
    for wrong, what, remedy in (
        (not roles & {"o", "h"} or ("o" not in roles and fields.quote != "none"), "has no content", "mark it as o"),
        ("o" in roles and fields.quote == "none", "has content but quote=none", "write direct, indirect or mixed"),
        (not roles & {"c", "h"} and fields.quote != "direct", "has no cue", "mark the words that attribute as c"),
        (
            "s" not in roles and not silent,
            f"is {fields.named} but has no source span",
            "mark it (one source for two cues: [s1 [s2 Ana]]); if it is not in the sentence, none nobody anaphor=WHO",
        ),
        ("s" in roles and silent, "has a source span but says none", "write named or unnamed"),
        (silent != (fields.kind == "nobody"), f"is {fields.named} and {fields.kind}", "none and nobody go together"),
        ("b" in roles and fields.basis == "none", "has a basis phrase but basis=none", "name the basis, or unmark b"),
    ):
        if wrong:
            faults.add(f"attribution {number} {what}", remedy)


def _check_places(mine: list[Mark], text: str, faults: Faults) -> None:
    """Whether the spans of one attribution lie where they may: figures in its content, source, cue and channel not."""
    for mark in mine:
        words = text[mark.start : mark.end]
        inside = any(other is not mark and other.role == "o" and other.holds(mark) for other in mine)
        if mark.role == "f" and not inside:
            faults.add(f"{mark.tag} “{words}” outside content {mark.number}", "use f0, or the number of its content")
        elif mark.role not in "fb" and inside:
            faults.add(f"{mark.tag} “{words}” inside content {mark.number}", "cut the content into pieces around it")


def _attribution(number: int, fields: _Fields, marks: list[Mark], start: int) -> Attribution:
    source, cue, content, channel, phrase, figures = (_spans(marks, f"{role}{number}", start) for role in "scohbf")
    return Attribution(
        number, source, cue, content, channel, phrase, figures,
        fields.named, fields.kind, fields.basis, fields.quote, frozenset(fields.flags), fields.anaphor,
    )  # fmt: skip


def _spans(marks: list[Mark], tag: str, start: int) -> Spans:
    """The spans of a tag, moved from offsets in the sentence to offsets in the document."""
    return tuple((mark.start + start, mark.end + start) for mark in marks if mark.tag == tag)
