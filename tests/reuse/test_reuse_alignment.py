"""The runs inside a passage: what stands in a block is the same words in both texts, and a gap on one side shifts nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.nouns import Aligned, Document
from sayso.outlets import OutletTable
from sayso.reuse import Settings, blocks, build_families, find_pairs
from sayso.reuse.words import read_texts

WORDS = st.sampled_from("the cells of prison had no daylight Ana Duarte said año “ten” 12 mid-day it’s".split())
TEXT = st.lists(st.tuples(WORDS, st.sampled_from([" ", "  ", ", ", "\n", " — ", "-\n"])), max_size=60).map(
    lambda parts: "".join(word + space for word, space in parts)
)


def whole(text: str, other: str) -> Aligned:
    return Aligned(0, len(text), 0, len(other))


def folded(text: str) -> list[int]:
    return list(read_texts([text]).hashes)


def check(text: str, other: str, found: tuple[Aligned, ...]) -> None:
    """What holds for every answer: the same words, each as far from its block's start, in the order of both."""
    for one in found:
        here, there = text[one.start : one.end], other[one.of_start : one.of_end]
        assert folded(here) == folded(there) != []
        assert len(here) == len(there)
        mine, theirs = read_texts([here]), read_texts([there])
        assert list(mine.starts) == list(theirs.starts)
    for one, following in pairwise(found):
        assert one.end <= following.start
        assert one.of_end <= following.of_start


# the first call compiles, so no deadline
@given(TEXT, TEXT)
@settings(deadline=None)
def test_a_block_holds_the_same_words_on_both_sides(text: str, other: str) -> None:
    check(text, other, blocks(text, other, whole(text, other)))


@given(TEXT, TEXT, st.data())
@settings(deadline=None)
def test_a_block_stays_inside_its_passage(text: str, other: str, data: st.DataObject) -> None:
    start, of_start = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(other)))
    passage = Aligned(start, data.draw(st.integers(start, len(text))), of_start, len(other))
    found = blocks(text, other, passage)
    check(text, other, found)
    assert all(start <= one.start < one.end <= passage.end and of_start <= one.of_start for one in found)


@given(TEXT)
@settings(deadline=None)
def test_a_text_is_one_block_of_itself(text: str) -> None:
    found = blocks(text, text, whole(text, text))
    assert [(one.start, one.of_start) for one in found] == [(one.start, one.start) for one in found][:1]
    assert sum(len(folded(text[one.start : one.end])) for one in found) == len(folded(text))


@given(st.lists(st.integers(100, 999), min_size=30, max_size=80, unique=True), st.data())
@settings(deadline=None)
def test_all_words_around_gaps_are_found_again(numbers: list[int], data: st.DataObject) -> None:
    words = [f"w{n}" for n in numbers]
    at = data.draw(st.integers(5, len(words) - 20))
    cut, added = data.draw(st.integers(0, 8)), data.draw(st.integers(0, 8))
    other = [*words[:at], *(f"x{i}" for i in range(added)), *words[at + cut :]]
    text, theirs = " ".join(words), " ".join(other)
    found = blocks(text, theirs, whole(text, theirs))
    assert sum(len(folded(text[one.start : one.end])) for one in found) == len(words) - cut


ORIGINAL = (
    "Rosa Medina, who was released in May, told the agency that the cells have no daylight. Two other women said the same. "
    "The visits ended in April, the families said, and nobody has been let in since then."
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (", who was released in May,", ""),
        ("Rosa Medina", "Rosa Medina, a teacher of forty from the coast"),
        ("Two other women", "2 others"),
        ("the agency", "reporters"),
        (". ", ".\n\n"),
        ("’", "'"),
    ],
)
def test_a_sentence_after_a_change_is_found_again(old: str, new: str) -> None:
    copy = ORIGINAL.replace(old, new)
    last = "nobody has been let in since then"
    at = copy.index(last)
    found = [b for b in blocks(copy, ORIGINAL, whole(copy, ORIGINAL)) if b.start <= at < b.end]
    assert len(found) == 1
    assert at + found[0].of_start - found[0].start == ORIGINAL.index(last)


def test_the_passages_of_the_stage_are_covered_by_their_blocks() -> None:
    copy = ORIGINAL.replace(", who was released in May,", "").replace("Two other", "Three other")
    documents = [Document(n, n, f"{n}.txt", t) for n, t in (("one", ORIGINAL), ("two", copy))]
    (family,) = build_families(documents, find_pairs(documents, Settings()), OutletTable([]), Settings())
    member = next(m for m in family.members if m.passages)
    texts = {d.id: d.text for d in documents}
    text, other = texts[member.document], texts[member.of or ""]
    found = [b for p in member.passages for b in blocks(text, other, p)]
    check(text, other, tuple(found))
    assert sum(b.end - b.start for b in found) >= 0.8 * len(text)


@pytest.mark.parametrize(
    ("text", "other"),
    [("a " * 60_000, "a " * 60_000), ("a b " * 30_000, "a c " * 30_000), ("x " * 60_000, "y " * 60_000)],
)
def test_texts_that_repeat_themselves_end(text: str, other: str) -> None:
    check(text[:2_000], other[:2_000], blocks(text[:2_000], other[:2_000], whole(text[:2_000], other[:2_000])))
    assert sum(b.end - b.start for b in blocks(text, other, whole(text, other))) <= len(text)
