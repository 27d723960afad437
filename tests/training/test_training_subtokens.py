"""Words cut into sub-tokens and laid into windows: every word whole in exactly one, at the place that is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold import cut
from lexicon import Lexicon
from recipe import Laying
from sheets import batch, sheet
from subtokens import Marks, SubTokens, Tape, breaks, cuts, tape

MARKS = Marks(begin=1, end=2, line=3, unknown=4)
SMALL = Laying(window=20, slack=5, pieces=4)


def letters(words: list[str]) -> list[list[int]]:
    """A sub-token a letter; none for a word of x's."""
    return [[ord(c) for c in word if c != "x"] for word in words]


def laid(texts: Sequence[str], how: Laying) -> tuple[Tape, list[tuple[int, list[int]]]]:
    """The tape of a batch, and for each of its words the row and the sub-tokens that it must have."""
    lexicon = Lexicon.of([], [])
    lexicon.numbers(["Ada"])  # a batch needs a form for its empty rows
    made = batch([sheet(cut(str(i), text), lexicon) for i, text in enumerate(texts)], lexicon)
    table = SubTokens(lexicon, letters, MARKS, how.pieces).table()
    rows = [(row, table[made.number[row]]) for row in made.words()[0].tolist()]
    return tape(made, table, MARKS, how), rows


words = st.lists(st.sampled_from(["a", "Bo", "wells", "Karst", ".", "\n", "“", "”", "xx", "abcdefghij"]), max_size=80)


@given(st.lists(words.map(" ".join), min_size=1, max_size=3))
def test_every_word_stands_whole_in_exactly_one_window(texts: list[str]) -> None:
    read, rows = laid(texts, SMALL)
    edges = np.concatenate([[0], np.cumsum(read.lengths)])
    used: set[int] = set()
    for row, pieces in rows:
        at = int(read.first[row])
        assert read.ids[at : at + len(pieces)].tolist() == pieces
        window = int(np.searchsorted(edges, at, side="right")) - 1
        assert edges[window] < at
        assert at + len(pieces) < edges[window + 1], "a word runs over its window's end"
        mine = set(range(at, at + len(pieces)))
        assert not mine & used
        used |= mine
    # what belongs to no word are the marks, one at either side of each window
    marks = {*edges[:-1].tolist(), *(edges[1:] - 1).tolist()}
    assert used | marks == set(range(len(read.ids)))
    assert not used & marks
    assert set(read.ids[edges[:-1]].tolist()) == {MARKS.begin}
    assert set(read.ids[edges[1:] - 1].tolist()) == {MARKS.end}
    assert read.places.tolist() == [place for length in read.lengths for place in range(length)]


@given(st.lists(words.map(" ".join), min_size=1, max_size=3))
def test_words_keep_their_order_and_documents_share_no_window(texts: list[str]) -> None:
    read, rows = laid(texts, SMALL)
    firsts = [int(read.first[row]) for row, _ in rows]
    assert firsts == sorted(firsts)
    alone = [laid([text], SMALL)[0] for text in texts]
    assert read.ids.tolist() == [x for one in alone for x in one.ids.tolist()]
    assert read.lengths == [x for one in alone for x in one.lengths]


@given(st.sampled_from([Laying(), SMALL]), st.integers(0, 400), st.randoms(use_true_random=False))
def test_windows_are_few_and_hold_about_an_even_share(how: Laying, count: int, random: Random) -> None:
    size = [random.randint(1, how.pieces) for _ in range(count)]
    good = np.array([random.choice((0, 0, 0, 1, 2)) for _ in size], np.int64)
    found = cuts(np.array(size, np.int64), good, how)
    assert (found[0], found[-1]) == (0, len(size))
    assert len(found) - 1 == max(1, -(-sum(size) // how.window))
    if size:
        assert all(a < b for a, b in pairwise(found))
    assert all(sum(size[a:b]) < how.window + 2 * how.slack for a, b in pairwise(found))
    share = sum(size) / (len(found) - 1)
    assert all(abs(sum(size[:at]) - share * k) < how.slack for k, at in enumerate(found))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({}, 20),
        ({17: 1}, 17),  # a sentence within the slack
        ({17: 1, 21: 1}, 21),  # the nearer of two
        ({16: 2, 20: 1}, 16),  # a paragraph before a sentence
        ({13: 2}, 20),  # too far
    ],
)
def test_a_window_begins_at_a_paragraph_else_at_a_sentence(marks: dict[int, int], expected: int) -> None:
    good = np.array([marks.get(i, 0) for i in range(40)], np.int64)
    assert cuts(np.ones(40, np.int64), good, SMALL) == [0, expected, 40]


def test_breaks_are_read_from_the_states_of_words_in_either_manner() -> None:
    for style in (0, 1):
        one = sheet(cut("t", "Ada said so. Bo left.\nRain fell.", style=style), Lexicon.of([], []))
        best = dict(zip(one.text.words, breaks(one.state).tolist(), strict=True))
        assert [word for word, good in best.items() if good == 2] == ["\n"]
        assert best["Bo"] == 1
        assert best["said"] == best["left"] == 0


def test_a_form_has_at_least_one_sub_token_and_is_cut_once() -> None:
    asked: list[str] = []

    def cutting(words: list[str]) -> list[list[int]]:
        asked.extend(words)
        return letters(words)

    lexicon = Lexicon.of([], [])
    found = SubTokens(lexicon, cutting, MARKS, 4)
    lexicon.numbers(["Ada", "\n\n", "xx"])
    assert found.table() == [[65, 100, 97], [MARKS.line], [MARKS.unknown]]
    lexicon.numbers(["Ada", "abcdefghij"])
    assert found.table()[3] == [97, 98, 99, 100]
    assert asked == ["Ada", "\n\n", "xx", "abcdefghij"]
