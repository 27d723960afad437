"""The corpus is sound, and its page says what it holds and how far two annotators agree."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from agreement import compare_folders, kappa
from annotated import Annotated, problems, read
from writing import write

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PAGE = (CORPUS / "README.md").read_text(encoding="utf-8")
PATHS = sorted((CORPUS / "documents").glob("*.txt"))
OTHERS = sorted((CORPUS / "languages").glob("*/*.txt"))


@pytest.fixture(scope="module")
def documents() -> list[Annotated]:
    return [read(path) for path in PATHS]


@pytest.mark.parametrize(
    "path",
    [*PATHS, *OTHERS, *sorted((CORPUS / "second").glob("*.txt"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_every_document_keeps_the_format_and_is_written_as_it_is_read(path: Path, tmp_path: Path) -> None:
    assert problems(path) == ()
    copy = tmp_path / path.name
    copy.write_text(write(read(path)), encoding="utf-8", newline="")
    assert read(copy) == read(path)


def test_spans_lie_in_their_text_and_content_in_its_sentence_or_the_next(documents: list[Annotated]) -> None:
    for document in documents:
        for sentence in document.sentences:
            end = sentence.start + len(sentence.text)
            assert document.text[sentence.start : end] == sentence.text
            for one in sentence.attributions:
                for spans in (one.source, one.cue, one.content, one.channel, one.basis_phrase, one.figures):
                    assert all(sentence.start <= low < high <= end for low, high in spans)
                    assert all(document.text[low:high].strip() == document.text[low:high] for low, high in spans)


def test_the_page_counts_what_is_there(documents: list[Annotated]) -> None:
    sentences = [sentence for document in documents for sentence in document.sentences]
    many = sum(len(sentence.attributions) for sentence in sentences)
    assert f"{len(documents)} invented documents, {len(sentences):,} sentences, {many:,} attributions" in PAGE
    split = Counter(document.split for document in documents)
    lines = Counter(document.split for document in documents for _ in document.sentences)
    assert (
        f"{split['train']} to train on ({lines['train']:,} sentences), {split['test']} to test on ({lines['test']})"
        in PAGE
    )
    registers = dict(re.findall(r"^\| (\w+): .*\| (\d+ \| \d+) \|$", PAGE, re.M))
    prefixes = [path.stem.split("-")[0] for path in PATHS]
    found = {
        prefix: f"{prefixes.count(prefix)} | "
        f"{sum(len(s.attributions) for p, d in zip(prefixes, documents, strict=True) if p == prefix for s in d.sentences)}"
        for prefix in set(prefixes)
    }
    assert registers == found


def test_the_page_counts_the_other_languages_apart() -> None:
    found = {}
    for code in sorted({path.parent.name for path in OTHERS}):
        documents = [read(path) for path in OTHERS if path.parent.name == code]
        assert {document.language for document in documents} == {code}
        sentences = [sentence for document in documents for sentence in document.sentences]
        many = sum(len(sentence.attributions) for sentence in sentences)
        held_out = sum(document.split == "test" for document in documents)
        found[code] = f"{len(documents)} | {len(sentences)} | {many} | {held_out}"
    given = dict(re.findall(r"^\| \w+, `(\w+)` \| (\d+ \| \d+ \| \d+ \| \d+) \|$", PAGE, re.M))
    assert given == found


def test_a_document_without_a_language_is_english(documents: list[Annotated]) -> None:
    assert {document.language for document in documents} == {"en"}


def test_the_page_gives_the_agreement_that_is_measured() -> None:
    found, compared, _ = compare_folders(CORPUS / "documents", CORPUS / "second")
    assert compared == 11
    for role in ("source", "cue", "content", "channel"):
        given = re.findall(rf"^\| {role} \| ([\d.]+) \| ([\d.]+) \|$", PAGE, re.M)
        assert given == [(f"{found.roles[role].exact:.1f}", f"{found.roles[role].overlap:.1f}")]
    assert f"{kappa(found.values['basis']):.3f} |" in PAGE
