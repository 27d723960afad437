"""What the run-time reader makes of the weights: figures on PolNeAR's dev part and our own test documents, and calibration.

python training/report.py WEIGHTS.npz [--polnear FOLDER]
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from gold import OWN, POLNEAR, ROLES, Text, Tokens
from measures import measured
from sayso.statements.trained import Reader, load
from sources import Sources

ROOT = Path(__file__).resolve().parent.parent
PARTS = 10  # of the calibration


def report(weights: Path, sources: Sources) -> Iterator[str]:
    """A line a set of texts; the digest of the file last."""
    dev, test = sources.dev(), sources.test()
    if dev:
        yield f"PolNeAR dev: {measured(dev, found(weights, dev, POLNEAR))}"
    yield f"own test: {measured(test, found(weights, test, OWN), ROLES)} (channel last)"
    yield f"sha256 {sha256(weights.read_bytes()).hexdigest()}"


def found(weights: Path, texts: Sequence[Text], style: int) -> list[list[dict[str, Tokens]]]:
    """The attributions that the reader finds, as sets of words a role."""
    reader = Reader(load(weights), style=style)
    read = reader.read(text.text for text in texts)
    return [[text.sets(one.spans) for one in mine] for text, mine in zip(texts, read, strict=True)]


def registers(weights: Path, texts: Sequence[Text]) -> Iterator[str]:
    """A line a register of our own corpus: documents, attributions, figures."""
    for register in sorted({text.register for text in texts}):
        some = [text for text in texts if text.register == register]
        count = sum(len(text.attributions) for text in some)
        yield f"{register} ({len(some)}, {count}): {measured(some, found(weights, some, OWN), ROLES)}"


def calibration(weights: Path, texts: Sequence[Text]) -> Iterator[str]:
    """In ten parts by how sure the reader is of a cue: how often it meets a marked cue, and is right in cue and content."""
    reader, rows = Reader(load(weights), style=texts[0].style), []
    for text, mine in zip(texts, reader.read(text.text for text in texts), strict=True):
        gold = [text.sets(spans) for spans in text.attributions]
        met = frozenset(itertools.chain.from_iterable(one["cue"] for one in gold))
        cues, contents = ({one[role] for one in gold} for role in ("cue", "content"))
        for one in mine:
            sets = text.sets(one.spans)
            rows.append((one.sure["cue"], bool(sets["cue"] & met), sets["cue"] in cues, sets["content"] in contents))
    rows.sort(key=lambda row: row[0])
    yield "sure of the cue | cues | mean sure | meets a marked cue | cue exact | content exact"
    for part in np.array_split(np.array(rows, np.float64).reshape(-1, 4), PARTS):
        if len(part):
            shares = " | ".join(f"{value:.3f}" for value in part.mean(axis=0))
            yield f"{part[0, 0]:.2f} to {part[-1, 0]:.2f} | {len(part)} | {shares}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--polnear", type=Path, help="its folder")
    chosen = parser.parse_args()
    sources = Sources(Path(), ROOT / "corpus" / "documents", chosen.polnear, with_polnear=False)
    test, dev = sources.test(), sources.dev()
    for line in (
        *report(chosen.weights, sources),
        *registers(chosen.weights, test),
        *calibration(chosen.weights, dev or test),
    ):
        print(line)


if __name__ == "__main__":
    main()
