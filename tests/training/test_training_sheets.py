"""Texts to arrays: labels, batches, windows, and back to cues."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gold import OWN, Text, cut
from lexicon import Lexicon, repeated
from sayso.statements.trained.states import STATES
from sheets import GAP, PARTS, batch, cue_runs, groups, part_labels, sheet, windows


def marked() -> Text:
    text = "Wells ran dry, Ada Bell said on Monday.\nThe mayor has told Bo Lind that it rained."
    at = text.index
    return cut(
        "x",
        text,
        [
            {
                "source": [(at("The mayor"), at(" has"))],
                "cue": [(at("has"), at(" Bo"))],
                "content": [(at("that"), len(text))],
            },
            {"source": [(15, 23)], "cue": [(24, 28)], "content": [(0, 13)]},
            {"source": [(0, 5)], "content": [(6, 13)]},
        ],
    )


def lexicon() -> Lexicon:
    return Lexicon.of(["said", "lind"], ["ada", "\n"])


def test_labels_are_those_of_the_marked_words() -> None:
    one = sheet(marked(), lexicon())
    words = one.text.words
    assert [(words[a], words[b]) for a, b in one.cues] == [("said", "said"), ("has", "told")]
    assert [words[i] for i in np.flatnonzero(one.tags == 1)] == ["said", "has"]
    assert [words[i] for i in np.flatnonzero(one.tags == 2)] == ["told"]
    spoken = [{PARTS[r]: " ".join(words[a:b]) for r, (a, b) in parts} for parts in one.parts]
    assert spoken[0] == {"source": "Ada Bell", "content": "Wells ran dry"}
    assert spoken[1] == {"source": "The mayor", "content": "that it rained"}


def test_the_manner_of_marking_shifts_the_state() -> None:
    text = "Ada said “no”."
    plain, mine = (sheet(cut("x", text, style=style), lexicon()) for style in (0, OWN))
    assert (mine.state - plain.state == STATES).all()


def test_forms_are_looked_up_in_lower_case_and_by_the_last_part_of_a_hyphened_whole() -> None:
    found = lexicon()
    numbers = found.numbers(["SAID", "Bo-Lind", "\n\n", "Ada", "SAID", "xyz"])
    assert numbers[0] == numbers[4]
    known, own = found.table()[numbers].T[:2]
    assert known.tolist() == [1, 2, 0, 0, 1, 0]
    assert own.tolist() == [0, 0, 2, 1, 0, 0]


def test_only_repeated_forms_get_a_vector_of_their_own() -> None:
    assert repeated([["Ada", "ada", "said"], ["ADA", "said", "\n", "\n\n", "\n"]], 3) == ("\n", "ada")


def test_documents_of_a_batch_lie_apart_and_share_the_rows_of_forms() -> None:
    found = lexicon()
    one, two = sheet(marked(), found), sheet(cut("y", "Ada said so.\nShe did."), found)
    laid = batch([one, two], found)
    (a, b), (c, d) = laid.segments
    assert (a, c - b, len(laid.mask) - d) == (0, GAP, GAP)
    assert laid.mask[:, 0].sum() == len(one.forms) + len(two.forms)
    assert (laid.own[c:d] == two.own).all()
    assert laid.form[a + one.text.words.index("said")] == laid.form[c + 1]
    assert not set(laid.paragraph[a:b]) & set(laid.paragraph[c:d])
    keep, offsets = laid.words()
    assert keep.tolist() == [*range(a, b), *range(c, d)]
    assert offsets.tolist() == [0, b - a, b - a + d - c]


def test_windows_hold_the_paragraph_of_their_cue_and_its_labels() -> None:
    found = lexicon()
    one = sheet(marked(), found)
    view = windows(one.cues, batch([one], found), 80)
    labels = part_labels(view, one.parts)
    keep, offsets = view.words()
    words = np.array([*one.text.words, *[""] * GAP])[view.rows[keep]]
    assert " ".join(words[offsets[1] : offsets[2]]).strip() == "The mayor has told Bo Lind that it rained ."
    assert words[(labels[keep] > 0) & (labels[keep] <= 2)].tolist() == ["Ada", "Bell", "The", "mayor"]
    assert labels[np.setdiff1d(np.arange(len(labels)), keep)].sum() == 0


def test_what_lies_outside_a_window_is_cut_off() -> None:
    found = lexicon()
    one = sheet(marked(), found)
    view = windows(one.cues, batch([one], found), 2)
    keep, _ = view.words()
    labels = part_labels(view, one.parts)[keep]
    words = [one.text.words[row] for row in view.rows[keep]]
    assert words == ["Ada", "Bell", "said", "on", "Monday", "The", "mayor", "has", "told", "Bo", "Lind"]
    assert labels.tolist() == [1, 2, 0, 0, 0, 1, 2, 0, 0, 0, 0]


@given(st.lists(st.lists(st.integers(0, 2), max_size=8), min_size=1, max_size=4))
def test_cues_are_each_begin_and_what_goes_on_in_the_same_document(documents: list[list[int]]) -> None:
    labels = np.array([x for one in documents for x in one], np.int64)
    offsets = np.concatenate([[0], np.cumsum([len(one) for one in documents])])
    expected = []
    for start, one in zip(offsets.tolist(), documents, strict=False):
        for i, label in enumerate(one):
            if label == 1:
                end = i + 1
                while end < len(one) and one[end] == 2:
                    end += 1
                expected.append([start + i, start + end - 1])
    found = cue_runs(labels, offsets)
    assert found.tolist() == expected


@given(st.lists(st.integers(1, 30), max_size=12), st.integers(1, 60), st.randoms())
def test_groups_hold_every_document_once_and_enough_words(lengths: list[int], words: int, random: object) -> None:
    found = Lexicon.of([], [])
    sheets = [sheet(cut(str(i), "said " * n), found) for i, n in enumerate(lengths)]
    order = list(range(len(sheets)))
    random.shuffle(order)  # type: ignore[attr-defined]
    made = groups(sheets, order, words)
    assert [int(one.text.name) for group in made for one in group] == order
    assert all(sum(len(one.forms) for one in group) >= words for group in made[:-1])
    assert all(sum(len(one.forms) for one in group[:-1]) < words for group in made)
