"""How far two annotations of the same texts agree.

    agreement.py FOLDER FOLDER

Documents are paired by name and must have the same plain text; attributions are paired one to one within a sentence, by
shared words of the cue (by shared words of the content where neither has a cue). Per role the table shows the exact F1
(the same words in one attribution's role, punctuation dropped) and the overlap F1 (the shares of the words that paired
attributions have in common); per field it shows Cohen's kappa (Educational and Psychological Measurement 20, 1960) over
the paired attributions. F1 and observed agreement are in percent. Exit code 1 when there is nothing to compare.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotated import Annotated, Attribution, FormatError, Sentence, Spans, read

ROLES = ("source", "cue", "content", "channel", "basis_phrase")
FIELDS = ("named", "kind", "basis", "quote")

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution and, for each role, the offsets at which its words begin in the document's text."""

    attribution: Attribution
    words: dict[str, frozenset[int]]


@dataclass(slots=True)
class Role:
    """Sums for one role: the attributions that have it on each side, those that are the same, the shares in common."""

    first: int = 0
    second: int = 0
    same: int = 0
    share_of_first: float = 0.0
    share_of_second: float = 0.0

    @property
    def exact(self) -> float:
        """F1 of identical roles, in percent."""
        return f1(self.same / max(1, self.second), self.same / max(1, self.first))

    @property
    def overlap(self) -> float:
        """F1 of the shares in common, in percent."""
        return f1(self.share_of_second / max(1, self.second), self.share_of_first / max(1, self.first))


@dataclass(slots=True)
class Agreement:
    """The agreement of two annotations: sums per role, and the values of each field for every pair of attributions."""

    roles: dict[str, Role] = field(default_factory=lambda: {role: Role() for role in ROLES})
    values: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    first: int = 0
    second: int = 0
    paired: int = 0

    def add(self, first: Sequence[Found], second: Sequence[Found]) -> None:
        """Adds the attributions of one sentence."""
        pairs = pair(first, second)
        self.first, self.second = self.first + len(first), self.second + len(second)
        self.paired += len(pairs)
        for name, sums in self.roles.items():
            mine, theirs = (Counter(f.words[name] for f in side if f.words[name]) for side in (first, second))
            sums.first, sums.second = sums.first + mine.total(), sums.second + theirs.total()
            sums.same += (mine & theirs).total()
            for a, b in pairs:
                shared = len(a.words[name] & b.words[name])
                sums.share_of_first += shared / max(1, len(a.words[name]))
                sums.share_of_second += shared / max(1, len(b.words[name]))
        for name, values in self.values.items():
            values += [(getattr(a.attribution, name), getattr(b.attribution, name)) for a, b in pairs]


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, in percent."""
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two annotators' labels; None where there is only one label, or no pair."""
    if not pairs:
        return None
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[label] * second[label] for label in first) / n**2
    return None if expected == 1 else (sum(a == b for a, b in pairs) / n - expected) / (1 - expected)


def pair(first: Sequence[Found], second: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Attributions of one sentence matched one to one, the best cue first, the content deciding between equal cues."""
    ranked = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            cue, content = (jaccard(a.words[role], b.words[role]) for role in ("cue", "content"))
            if cue or (content and not a.words["cue"] and not b.words["cue"]):
                ranked.append((cue, content, -i, -j))
    left, right = set(range(len(first))), set(range(len(second)))
    pairs = []
    for _, _, i, j in sorted(ranked, reverse=True):
        if -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            pairs.append((first[-i], second[-j]))
    return pairs


def jaccard(first: frozenset[int], second: frozenset[int]) -> float:
    """The share of the words of two sets that is in both."""
    return len(first & second) / max(1, len(first | second))


def found(sentence: Sentence) -> list[Found]:
    """The attributions of a sentence with the words of their roles; a cue that is a sign alone counts as a word."""
    words = [(m.start() + sentence.start, m.end() + sentence.start) for m in _WORD.finditer(sentence.text)]

    def inside(spans: Spans) -> frozenset[int]:
        return frozenset(start for start, end in words if any(s <= start and end <= e for s, e in spans))

    result = []
    for a in sentence.attributions:
        roles = {role: inside(getattr(a, role)) for role in ROLES}
        roles["cue"] = roles["cue"] or frozenset(start for start, _ in a.cue)
        result.append(Found(a, roles))
    return result


def compare(first: Annotated, second: Annotated, agreement: Agreement) -> None:
    """Adds a document in two annotations. Raises ValueError when their plain texts differ."""
    if [s.text for s in first.sentences] != [s.text for s in second.sentences]:
        raise ValueError(f"{first.name}: the texts differ; annotate the same sentences")
    for mine, theirs in zip(first.sentences, second.sentences, strict=True):
        agreement.add(found(mine), found(theirs))


def compare_folders(first: Path, second: Path) -> tuple[Agreement, int, list[str]]:
    """The agreement of two folders, the number of documents compared, and why others were left out."""
    agreement, compared, left_out = Agreement(), 0, []
    names = {folder: {path.name for path in folder.glob("*.txt")} for folder in (first, second)}
    for name in sorted(names[first] | names[second]):
        if name not in names[first] or name not in names[second]:
            left_out.append(f"{name}: only in {first if name in names[first] else second}")
            continue
        try:
            compare(read(first / name), read(second / name), agreement)
            compared += 1
        except FormatError as error:
            left_out.append(f"{name}: {len(error.problems)} errors of format, the first {error.problems[0]}")
        except ValueError as error:
            left_out.append(str(error))
    return agreement, compared, left_out


def table(agreement: Agreement) -> Iterator[str]:
    """The lines to print."""
    a = agreement
    yield f"attributions  first {a.first}  second {a.second}  paired {a.paired}  F1 " + (
        f"{f1(a.paired / max(1, a.second), a.paired / max(1, a.first)):.1f}"
    )
    for name, sums in a.roles.items():
        scores = f"exact F1 {sums.exact:5.1f}  overlap F1 {sums.overlap:5.1f}"
        yield f"{name:12s}  {scores}  ({sums.first} and {sums.second} attributions)"
    for name, pairs in a.values.items():
        value = kappa(pairs)
        same = 100 * sum(x == y for x, y in pairs) / max(1, len(pairs))
        shown = "undefined: fewer than two labels" if value is None else f"{value:.3f}"
        yield f"{name:12s}  kappa {shown}  same {same:.1f}  ({len(pairs)} pairs)"


def main() -> int:
    parser = argparse.ArgumentParser(description="Agreement between two annotations of the same texts.")
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    arguments = parser.parse_args()
    agreement, compared, left_out = compare_folders(arguments.first, arguments.second)
    print(f"documents compared {compared}, left out {len(left_out)}")
    for line in [*left_out, *table(agreement)]:
        print(line)
    return 0 if compared else 1


if __name__ == "__main__":
    sys.exit(main())
