"""How often statements are right, by how sure they are: fits the numbers of statements/confidence.py, and checks them.

    python bench/calibration.py [--shared FOLDER] [--fit]

Right is a statement whose cue a person marked, with words of the source and half of the content (share of common words, or more).
With --fit: offset and slope of each finder on PolNeAR's dev part. Without: how often statements of each confidence are right on
PolNeAR's test part and on the corpus's test documents, and the expected calibration error (Naeini et al. 2015, ten bins).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
import annotated

import gold
from sayso.extract import split_sentences
from sayso.model.nouns import Document, Span, Statement
from sayso.outlets import OutletTable
from sayso.statements.confidence import log_odds
from sayso.statements.tagger import Settings, tag

ROOT = Path(__file__).resolve().parent.parent
_WORD = re.compile(r"\w+")
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and what a person marked in it: cue, source and content of each attribution."""

    text: str
    attributions: list[tuple[Spans, Spans, Spans]]


def of_polnear(folder: Path) -> Iterator[Marked]:
    for text in gold.polnear(folder):
        yield Marked(
            text.text, [(a.get("cue", ()), a.get("source", ()), a.get("content", ())) for a in text.attributions]
        )


def of_corpus(split: str) -> Iterator[Marked]:
    for path in sorted((ROOT / "corpus" / "documents").glob("*.txt")):
        document = annotated.read(path)
        if document.split == split:
            found = [a for sentence in document.sentences for a in sentence.attributions]
            yield Marked(document.text, [(a.cue, a.source, a.content) for a in found])


def judged(texts: Iterator[Marked], settings: Settings) -> list[tuple[Statement, bool]]:
    """Every statement with a cue, and whether it is right."""
    outlets, rows = OutletTable.load(), []
    for marked in texts:
        words = [tuple(_words(marked.text, spans) for spans in parts) for parts in marked.attributions]
        document = Document("d", "", "", marked.text, sentences=split_sentences(marked.text))
        for one in tag(document, outlets, settings):
            if one.cue_start is not None and one.cue:
                rows.append((one, any(_agrees(marked.text, one, *parts) for parts in words)))
    return rows


def _agrees(text: str, one: Statement, cue: frozenset[int], source: frozenset[int], content: frozenset[int]) -> bool:
    start = one.cue_start or 0
    if not cue & _words(text, [(start, start + len(one.cue))]):
        return False
    party = one.source
    named = _words(text, [] if party.start is None or party.end is None else [(party.start, party.end)])
    said = _words(text, [_span(piece) for piece in (one.content, *one.pieces)])
    return len(said & content) >= 0.5 * len(said | content) and bool(source & named or not source)


def _span(piece: Span) -> tuple[int, int]:
    return piece.start, piece.end


def _words(text: str, spans: Spans) -> frozenset[int]:
    """The words in some spans by where they begin, "that" before a content left out: the corpus does."""
    found = (m for start, end in spans for m in _WORD.finditer(text, start, end))
    return frozenset(m.start() for m in found if m.group() != "that")


def finder(one: Statement) -> str:
    """Who found it, by its reason."""
    if one.because.endswith("and the trained model"):
        return "both"
    return "model" if one.because == "read by the trained model" else "patterns"


def fitted(sure: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    """Offset and slope of a logistic regression on log-odds, by Newton's method."""
    x = np.stack([np.ones(len(sure)), [log_odds(p) for p in sure]], axis=1)
    w = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        # a little of a prior, so that few or one-sided rows give an answer
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        w += np.linalg.solve(hessian, x.T @ (right - p) - 1e-3 * w)
    return round(float(w[0]), 2), round(float(w[1]), 2)


def fit(shared: Path) -> Iterator[str]:
    rows = judged(of_polnear(_polnear(shared) / "dev"), Settings(own_voice=False, calibrated=False))
    for name in ("both", "model", "patterns"):
        mine = [(one.confidence, right) for one, right in rows if finder(one) == name]
        sure, right = (np.array(column, float) for column in zip(*mine, strict=True))
        yield f'"{name}": {fitted(sure, right)},  # {len(mine)} finds, {right.mean():.0%} right'


def tables(shared: Path) -> Iterator[str]:
    settings = Settings(own_voice=False)
    for name, texts in (("PolNeAR test", of_polnear(_polnear(shared) / "test")), ("corpus test", of_corpus("test"))):
        rows = judged(texts, settings)
        yield f"{name}: {len(rows)} statements, expected calibration error {_error(rows):.3f}"
        bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for one, right in rows:
            bins[int(np.searchsorted(_BINS, one.confidence, side="right")) - 1].append((one.confidence, right))
        for k in sorted(bins):
            confidence, right = np.array(bins[k], float).mean(axis=0)
            low, high = _BINS[k], min(1, _BINS[k + 1])
            yield f"  {low:.1f} to {high:.1f}: {len(bins[k]):5} statements, mean {confidence:.2f}, right {right:.2f}"


def _error(rows: list[tuple[Statement, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one, right in rows:
        bins[min(9, int(10 * one.confidence))].append((one.confidence, right))
    gaps = (len(part) * abs(float(np.subtract(*np.array(part, float).mean(axis=0)))) for part in bins.values())
    return sum(gaps) / len(rows)


def _polnear(shared: Path) -> Path:
    return shared / "data" / "attribution" / "polnear"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where PolNeAR is")
    parser.add_argument("--fit", action="store_true", help="print the numbers for statements/confidence.py")
    options = parser.parse_args()
    for line in fit(options.shared) if options.fit else tables(options.shared):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
