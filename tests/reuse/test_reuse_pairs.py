"""Pairs and passages: against the obvious way, and against what must never link."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reuse.reuse_texts import SETTINGS, align, doc, gram_share, longest_run, prose

from sayso.model.nouns import Document, Pair
from sayso.reuse import find_pairs
from sayso.reuse.matches import compare
from sayso.reuse.words import Words, read_texts


def words_of(text: str) -> list[int]:
    return [int(word) for word in read_texts([text]).hashes]


def linked(documents: list[Document]) -> set[tuple[str, str]]:
    return {(pair.a, pair.b) for pair in find_pairs(documents, SETTINGS)}


def check_passages(documents: list[Document], pairs: list[Pair]) -> None:
    """On both sides: inside the text, and the words at both ends equal once folded."""
    texts = {document.id: document.text for document in documents}
    for pair in pairs:
        assert pair.passages
        for passage in pair.passages:
            here = texts[pair.a][passage.start : passage.end]
            there = texts[pair.b][passage.of_start : passage.of_end]
            one, other = words_of(here), words_of(there)
            assert one
            assert other
            assert (one[0], one[-1]) == (other[0], other[-1])
            assert not here[0].isspace()
            assert not here[-1].isspace()


# with three words every gram comes again and again, with seven hardly any
words_few = st.sampled_from([2, 6]).flatmap(lambda most: st.lists(st.integers(0, most), min_size=5, max_size=70))


@settings(max_examples=150, deadline=None)
@given(words_few, words_few, st.integers(0, 40), st.integers(0, 60))
def test_the_kernel_agrees_with_the_obvious_alignment(a: list[int], b: list[int], at: int, many: int) -> None:
    # a piece of one in the other, among words so few that they meet everywhere
    b = b[:at] + a[:many] + b[at:]
    tokens = np.array(a + b, np.uint32)
    bounds = np.array([0, len(a), len(a) + len(b)], np.int64)
    words = Words(tokens, tokens, tokens, bounds)
    found = compare(words, np.array([1], np.uint64), SETTINGS)
    assert [tuple(row[1:]) for row in found.passages.tolist()] == align(a, b, SETTINGS)
    shares = found.grams[0] / [len(a) - 4, len(b) - 4]
    assert shares.tolist() == pytest.approx([gram_share(a, b, 5), gram_share(b, a, 5)])


def repeats(words: list[int]) -> bool:
    grams = [tuple(words[i : i + SETTINGS.gram]) for i in range(len(words) - SETTINGS.gram + 1)]
    return len(grams) > len(set(grams))


@st.composite
def collections(draw: st.DrawFn) -> list[Document]:
    rng = random.Random(draw(st.integers(0, 10_000)))
    texts = [prose(rng.randrange(1 << 30), rng.randint(30, 120)).split() for _ in range(draw(st.integers(2, 4)))]
    for _ in range(draw(st.integers(0, 4))):
        source, target = rng.choice(texts), list(rng.choice(texts))
        start, many = rng.randrange(len(source)), rng.randint(3, 60)
        place = rng.randrange(len(target) + 1)
        texts.append(target[:place] + source[start : start + many] + target[place:])
    return [doc(str(i), " ".join(text)) for i, text in enumerate(texts)]


@settings(max_examples=60, deadline=None)
@given(collections())
def test_pairs_are_those_that_comparing_all_with_all_finds(documents: list[Document]) -> None:
    # few documents are many families: frequency says nothing here
    options = replace(SETTINGS, families=100, families_long=100)
    pairs = {(pair.a, pair.b): pair for pair in find_pairs(documents, options)}
    tokens = {document.id: words_of(document.text) for document in documents}
    for i, one in enumerate(documents):
        for other in documents[i + 1 :]:
            a, b = tokens[one.id], tokens[other.id]
            pair = pairs.get((one.id, other.id))
            # passages do not overlap, so that one may take up to a gram less a word from either end of the next;
            # and more where a text says a thing twice, for the first time may take words of the second
            sure = SETTINGS.shared_words + 2 * (SETTINGS.gram - 1)
            if longest_run(a, b) >= sure and not repeats(a) and not repeats(b):
                assert pair is not None
            if longest_run(a, b) < SETTINGS.gram:
                assert pair is None
            if pair is not None:
                assert pair.containment == pytest.approx(gram_share(a, b, 5))
                assert pair.reverse == pytest.approx(gram_share(b, a, 5))
    check_passages(documents, list(pairs.values()))


@settings(max_examples=40, deadline=None)
@given(collections(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_no_pair(documents: list[Document], rng: random.Random) -> None:
    shuffled = documents[:]
    rng.shuffle(shuffled)
    pairs = find_pairs(shuffled, SETTINGS)
    assert {frozenset(pair) for pair in linked(documents)} == {frozenset((pair.a, pair.b)) for pair in pairs}
    place = {document.id: i for i, document in enumerate(shuffled)}
    order = [(place[pair.a], place[pair.b]) for pair in pairs]
    assert order == sorted(order)
    assert all(a < b for a, b in order)


def edited(text: str, share: float, seed: int) -> str:
    rng = random.Random(seed)
    return " ".join("edited" + str(rng.randrange(10_000)) if rng.random() < share else word for word in text.split())


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2, 0.3])
def test_edited_words_are_bridged(share: float) -> None:
    story = prose(1, 300)
    documents = [doc("a", story), doc("b", edited(story, share, 2))]
    pairs = find_pairs(documents, SETTINGS)
    assert len(pairs) == 1
    covered = sum(passage.end - passage.start for passage in pairs[0].passages)
    assert covered > 0.9 * len(story)
    check_passages(documents, pairs)


def test_paragraphs_in_another_order_are_each_found() -> None:
    parts = [prose(seed, 60) for seed in range(4)]
    documents = [doc("a", "\n\n".join(parts)), doc("b", "\n\n".join(parts[i] for i in (2, 0, 3, 1)))]
    (pair,) = find_pairs(documents, SETTINGS)
    assert len(pair.passages) == 4
    texts = [document.text for document in documents]
    assert {texts[0][p.start : p.end] for p in pair.passages} == {part.rstrip(".") for part in parts}
    for p in pair.passages:
        assert texts[0][p.start : p.end] == texts[1][p.of_start : p.of_end]


def test_typography_and_case_hide_no_copy() -> None:
    story = prose(5, 60) + " “We don’t know,” the official said of the o\ufb03ce. " + prose(6, 60)
    plain = story.replace("“", '"').replace("”", '"').replace("’", "'").replace("\ufb03", "ffi")
    soft = " ".join(word[:3] + "\u00ad" + word[3:] for word in plain.upper().split(" "))
    documents = [doc("a", story), doc("b", plain), doc("c", soft)]
    pairs = find_pairs(documents, SETTINGS)
    assert [(pair.containment, pair.reverse) for pair in pairs] == [(1.0, 1.0)] * 3
    check_passages(documents, pairs)


def test_chinese_without_spaces_is_matched_by_characters() -> None:
    rng = random.Random(4)
    signs = [chr(0x4E00 + rng.randrange(4_000)) for _ in range(300)]
    shared = "".join(signs[:80])
    documents = [doc("a", "".join(signs[100:150]) + shared), doc("b", shared + "，" + "".join(signs[200:260]))]
    (pair,) = find_pairs(documents, SETTINGS)
    (passage,) = pair.passages
    assert documents[0].text[passage.start : passage.end] == shared
    assert documents[1].text[passage.of_start : passage.of_end] == shared


def test_two_files_with_one_text_are_a_pair_however_short() -> None:
    for text in (prose(1, 200), "The minister denied it.", "Denied."):
        (pair,) = find_pairs([doc("a", text), doc("b", text)], SETTINGS)
        assert (pair.containment, pair.reverse) == (1.0, 1.0)
        (passage,) = pair.passages
        assert text[passage.start : passage.end] == text.rstrip(".")


def test_nothing_is_a_pair_with_itself_or_with_an_empty_text() -> None:
    story = prose(1, 100)
    assert find_pairs([], SETTINGS) == []
    assert find_pairs([doc("a", "")], SETTINGS) == []
    assert linked([doc("a", story), doc("a", story), doc("b", ""), doc("c", " — ")]) == set()


NEUTRAL = (
    "The quay was rebuilt after the flood of that winter with stone from the old mill, and the harbour office moved "
    "upstairs, where it has kept its ledgers and its lamps since then without a day of rest"
)
NEWSLETTER = (
    "Enjoying what you read? Sign up for the morning letter and get the five stories of the day before seven, "
    "written by people who get up early so that you can sleep a little longer than they do"
)


def test_a_newsletter_footer_links_no_two_outlets() -> None:
    def pages(tail: str) -> list[Document]:
        return [doc("a", f"{prose(1, 150)}\n\n{tail}."), doc("b", f"{prose(2, 150)}\n\n{tail}.")]

    # the same length and place without a footer's words is shared text
    assert linked(pages(NEUTRAL)) == {("d-a", "d-b")}
    assert linked(pages(NEWSLETTER)) == set()


def test_a_story_that_ends_in_the_same_footer_is_still_a_copy() -> None:
    story = prose(1, 150)
    assert linked([doc("a", f"{story}\n\n{NEWSLETTER}."), doc("b", f"{story}\n\n{NEWSLETTER}.")]) == {("d-a", "d-b")}


def test_what_many_unrelated_pages_carry_links_none_and_copies_stay() -> None:
    pages = [doc(f"{i:02}", f"{prose(i, 150)}\n\n{NEUTRAL}.") for i in range(8)]
    copy = doc("copy", f"{prose(3, 150)}\n\n{NEUTRAL}.")
    assert linked(pages) == set()
    assert linked([*pages, copy]) == {("d-03", "d-copy")}


def test_a_story_printed_a_thousand_times_is_no_furniture_and_its_pairs_are_not_squared() -> None:
    story = prose(77, 250)
    documents = [doc(f"{i:04}", f"{prose(1000 + i, 12)}\n\n{story}\n\n{prose(5000 + i, 12)}") for i in range(1001)]
    pairs = find_pairs(documents, SETTINGS)
    assert len(pairs) == 1000
    assert len({name for pair in pairs for name in (pair.a, pair.b)}) == 1001
    assert min(min(pair.containment, pair.reverse) for pair in pairs) > 0.8


@pytest.mark.parametrize("place", [0, 17, 40])
def test_many_copies_are_linked_to_the_fullest_of_them(place: int) -> None:
    story = prose(77, 200)
    copies = [doc(f"{i:02}", f"{story} {prose(1000 + i, 10)}") for i in range(40)]
    documents = [*copies[:place], doc("full", f"{prose(2, 20)} {story} {prose(3, 20)}"), *copies[place:]]
    assert {frozenset(pair) for pair in linked(documents)} == {frozenset(("d-full", copy.id)) for copy in copies}


def test_one_word_ten_thousand_times_is_read_in_linear_work() -> None:
    documents = [doc("a", "no " * 10_000), doc("b", "no " * 9_000), doc("c", prose(1, 200))]
    assert linked(documents) == {("d-a", "d-b")}


def test_stray_agreement_does_not_tie_two_passages_into_one() -> None:
    def text(seed: int) -> str:
        strays = [f"{prose(seed + i, 8)} {prose(900 + i, 2)}" for i in range(5)]
        return " ".join([prose(80, 30), *strays, prose(seed + 9, 8), prose(81, 30)])

    documents = [doc("a", text(100)), doc("b", text(200))]
    (pair,) = find_pairs(documents, SETTINGS)
    assert len(pair.passages) == 2
    for passage, shared in zip(pair.passages, (prose(80, 30), prose(81, 30)), strict=True):
        # as far as the first stray words at most
        assert len(shared) - 1 <= passage.end - passage.start < len(shared) + 120
        assert shared.rstrip(".") in documents[0].text[passage.start : passage.end]


def test_a_short_document_that_many_carry_whole_is_no_furniture() -> None:
    notice = prose(90, 45)
    pages = [doc(f"{i:02}", f"{prose(i, 150)}\n\n{notice}\n\n{prose(50 + i, 60)}") for i in range(16)]
    assert linked([*pages, doc("notice", notice)]) >= {(page.id, "d-notice") for page in pages}
