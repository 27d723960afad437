"""Check the documents of a folder against the format, count what they hold, and list what annotators did differently.

    check.py [FOLDER]

Prints errors, doubts (allowed, yet probably not meant), counts, near-duplicate sentences and the table of cues.
Exit code 1 when there are errors, 0 otherwise: a doubt is a question to a person.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from annotated import Annotated, Attribution, FormatError, Own, Sentence, read
from doubts import document_doubts, doubts, inside, mixed_kinds, places, real_names, unmarked_cues

T = TypeVar("T")

PREFIXES = ("hrr", "visit", "ministry", "oped", "court", "agency", "mixed")
SHINGLE = 5
NEAR = 0.5

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def main() -> int:
    parser = argparse.ArgumentParser(description="Check an annotated corpus.")
    parser.add_argument("folder", nargs="?", default=Path(__file__).parent / "documents", type=Path)
    paths = sorted(parser.parse_args().folder.glob("*.txt"))
    documents, errors = load(paths)
    section("errors", errors)
    section("doubts", [f"{what}: {place}" for place in places(documents) for what in doubts(place)])
    section("words that attribute, in no cue", unmarked_cues(documents))
    section("real institutions", real_names(documents))
    section("doubts about documents", document_doubts(documents))
    section("nouns given more than one kind of source", mixed_kinds(documents))
    section("counts", counts(documents))
    section("near-duplicate sentences", near_duplicates(documents))
    section("cues", cue_table(documents))
    return 1 if errors or not documents else 0


def section(title: str, lines: Iterable[str]) -> None:
    """Prints a title with the number of lines, and the lines."""
    lines = list(lines)
    print(f"== {title}: {len(lines)}")
    for line in lines:
        print(f"  {line}")


def load(paths: Iterable[Path]) -> tuple[list[Annotated], list[str]]:
    """The documents that keep the format, and the problems of the others."""
    documents, errors = [], []
    for path in paths:
        if not re.fullmatch(rf"({'|'.join(PREFIXES)})-\d{{3}}", path.stem):
            errors.append(f"{path.name}: name is not REGISTER-NNN.txt; use {', '.join(PREFIXES)} and three digits")
        try:
            documents.append(read(path))
        except FormatError as error:
            errors += map(str, error.problems)
    return documents, errors


def counts(documents: list[Annotated]) -> Iterator[str]:
    """Totals, shares and distributions."""
    sentences = [s for d in documents for s in d.sentences]
    found = [p.attribution for p in places(documents)]
    own = [s.own for s in sentences if s.own]
    figures = sum(len(a.figures) for a in found) + sum(len(o.figures) for o in own)
    words = sum(len(_WORD.findall(s.text)) for s in sentences)
    yield f"documents {len(documents)}  sentences {len(sentences)}  words {words}  attributions {len(found)}"
    yield f"figures {figures}  basis phrases {phrases(found, own)}"
    yield f"sentences with a basis in the document's own voice {share(sentences, lambda s: has_basis(s.own))}"
    yield f"sentences without attribution {share(sentences, lambda s: not s.attributions)}"
    yield f"sentences with nested attributions {share(sentences, has_nested)}"
    tests: dict[str, Callable[[Attribution], bool]] = {
        "without source": lambda a: not a.source, "without cue": lambda a: not a.cue,
        "with channel": lambda a: bool(a.channel), "with figures": lambda a: bool(a.figures),
        "content in pieces": lambda a: len(a.content) > 1,
        "first-hand or stated basis": lambda a: a.basis != "none", "with anaphor": lambda a: bool(a.anaphor),
    }  # fmt: skip
    for title, test in tests.items():
        yield f"attributions {title} {share(found, test)}"
    groups = {
        "documents by register": [d.name.split("-")[0] for d in documents],
        "documents by split": [d.split for d in documents],
        "documents by kind": [d.kind for d in documents],
        "sentences by split": [d.split for d in documents for _ in d.sentences],
        "attributions by register": [p.document.name.split("-")[0] for p in places(documents)],
        "attributions by split": [p.document.split for p in places(documents)],
        "named": [a.named for a in found],
        "kind": [a.kind for a in found],
        "basis": [a.basis for a in found],
        "quote": [a.quote for a in found],
        "flags": [flag for a in found for flag in sorted(a.flags)],
    }
    for title, values in groups.items():
        yield f"{title}: " + ", ".join(f"{value} {n}" for value, n in Counter(values).most_common())


def phrases(found: list[Attribution], own: list[Own]) -> int:
    """The number of basis phrases."""
    return sum(len(a.basis_phrase) for a in found) + sum(len(o.basis_phrase) for o in own)


def has_basis(own: Own | None) -> bool:
    """Whether the document's own voice shows a basis."""
    return own is not None and own.basis != "none"


def share(items: list[T], test: Callable[[T], bool]) -> str:
    """How many of the items pass the test, and what share that is."""
    passed = sum(map(test, items))
    return f"{passed} ({passed / max(1, len(items)):.1%})"


def has_nested(sentence: Sentence) -> bool:
    """Whether the source, cue or content of one attribution lies in the content of another."""
    return any(
        inside(span, outer.content)
        for inner in sentence.attributions
        for outer in sentence.attributions
        if inner is not outer
        for span in inner.content + inner.cue
    )


def near_duplicates(documents: list[Annotated]) -> Iterator[str]:
    """Pairs of sentences whose 5-word shingles have a Jaccard index over 0.5; shorter sentences are left out."""
    shingles: list[tuple[str, set[tuple[str, ...]]]] = []
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for document in documents:
        for sentence in document.sentences:
            words = [word.lower() for word in _WORD.findall(sentence.text)]
            mine = {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
            for shingle in mine:
                holders[shingle].append(len(shingles))
            shingles.append((f"{document.name} “{sentence.text}”", mine))
    shared = Counter(pair for held in holders.values() for pair in combinations(held, 2))
    for (i, j), n in sorted(shared.items()):
        jaccard = n / len(shingles[i][1] | shingles[j][1])
        if jaccard > NEAR:
            yield f"{jaccard:.2f} {shingles[i][0]} / {shingles[j][0]}"


def cue_table(documents: list[Annotated]) -> Iterator[str]:
    """Every cue with its number of uses, the most frequent first."""
    cues = Counter(p.words(p.attribution.cue).lower() for p in places(documents) if p.attribution.cue)
    yield from (f"{n:5d}  {cue}" for cue, n in cues.most_common())


if __name__ == "__main__":
    sys.exit(main())
