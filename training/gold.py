"""Marked texts in memory: PolNeAR's stand-off files, our own corpus, silver texts, cut into words as the tagger cuts them.

Offsets are half-open, in code points; runs of words are half-open too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.statements.trained.words import PUNCTUATION, TOKEN

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
from annotated import read

Span = tuple[int, int]
Spans = Mapping[str, Sequence[Span]]
Tokens = frozenset[int]

ROLES = ("source", "cue", "content", "channel")
POLNEAR, OWN = 0, 1  # manners of marking


@dataclass(frozen=True, slots=True)
class Text:
    """A document: its words with their offsets, and the spans of each attribution a role."""

    name: str
    text: str
    words: list[str]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    attributions: tuple[dict[str, tuple[Span, ...]], ...] = ()
    style: int = POLNEAR
    register: str = ""

    def tokens(self, spans: Iterable[Span], *, marks: bool = False) -> Tokens:
        """Numbers of the words that meet some spans, without punctuation unless `marks`."""
        found: set[int] = set()
        for start, end in spans:
            at = int(np.searchsorted(self.ends, start, side="right"))
            while at < len(self.words) and self.starts[at] < end:
                if marks or not silent(self.words[at]):
                    found.add(at)
                at += 1
        return frozenset(found)

    def sets(self, spans: Spans) -> dict[str, Tokens]:
        """Words a role, as the scorer counts them: a cue of punctuation alone keeps its marks."""
        one = {role: self.tokens(spans.get(role, ())) for role in ROLES}
        if not one["cue"]:
            one["cue"] = self.tokens(spans.get("cue", ()), marks=True)
        return one

    def runs(self, tokens: Tokens) -> list[Span]:
        """Runs of words (first, last + 1); a gap of punctuation alone does not part a run."""
        runs: list[Span] = []
        for at in sorted(tokens):
            if runs and all(silent(word) for word in self.words[runs[-1][1] : at]):
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
        return runs

    def marked(self, found: Iterable[Mapping[str, Tokens]]) -> Text:
        """The same text with other attributions, given as words a role."""
        spans = ({role: tuple(self._span(run) for run in self.runs(one[role])) for role in one} for one in found)
        return replace(self, attributions=tuple(spans))

    def _span(self, run: Span) -> Span:
        return int(self.starts[run[0]]), int(self.ends[run[1] - 1])


def silent(word: str) -> bool:
    """Whether a word is punctuation."""
    return all(c in PUNCTUATION for c in word)


def cut(name: str, text: str, attributions: Iterable[Spans] = (), *, style: int = POLNEAR, register: str = "") -> Text:
    """A text cut into words."""
    marks = list(TOKEN.finditer(text))
    starts, ends = np.array([m.span() for m in marks], np.int64).reshape(-1, 2).T
    kept = tuple({r: tuple((int(a), int(b)) for a, b in one.get(r, ())) for r in ROLES} for one in attributions)
    return Text(name, text, [m.group() for m in marks], starts.copy(), ends.copy(), kept, style, register)


def polnear(folder: Path, *, every: bool = False) -> list[Text]:
    """The documents of one part, in the order of names.

    Where several annotators marked one, the first one's file, as the scorer does; `every`: once for each of them.
    """
    marked: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        marked.setdefault(path.stem.rsplit("_", 1)[0], []).append(path)
    texts = []
    for name, paths in sorted(marked.items()):
        source = folder / "text" / f"{name}.txt"
        if source.exists():
            # offsets count what is in the file, carriage returns too
            text = source.read_bytes().decode("utf-8")
            texts += [cut(name, text, _stand_off(path)) for path in (paths if every else paths[:1])]
    return texts


def _stand_off(path: Path) -> list[dict[str, list[Span]]]:
    """The attributions of a brat file: T lines hold spans, E lines say which span has which role."""
    spans: dict[str, list[Span]] = {}
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if fields[0].startswith("T"):
            pieces = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in pieces)]
        elif fields[0].startswith("E"):
            one: dict[str, list[Span]] = {role: [] for role in ROLES}
            for argument in fields[1].split():
                role, _, mark = argument.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in one:
                    one[role] += spans.get(mark, [])
            found.append(one)
    return found


def own(folder: Path, split: str) -> list[Text]:
    """The documents of our own corpus in one split. Raises annotated.FormatError."""
    texts = []
    for path in sorted(folder.glob("*.txt")):
        document = read(path)
        if document.split == split:
            marked = [one for sentence in document.sentences for one in sentence.attributions]
            spans = [{"source": a.source, "cue": a.cue, "content": a.content, "channel": a.channel} for a in marked]
            texts.append(cut(document.name, document.text, spans, style=OWN, register=document.register))
    return texts


def read_silver(path: Path) -> list[Text]:
    """Texts that a net tagged, a line each: {"name", "text", "attributions": [{role: [[start, end], ...]}, ...]}."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [cut(row["name"], row["text"], row["attributions"]) for row in rows]


def write_silver(path: Path, texts: Iterable[Text]) -> None:
    """What `read_silver` reads."""
    with path.open("w", encoding="utf-8") as out:
        for text in texts:
            row = {"name": text.name, "text": text.text, "attributions": text.attributions}
            out.write(json.dumps(row) + "\n")
