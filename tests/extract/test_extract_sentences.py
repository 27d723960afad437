"""What sentences promise: exact spans, one line each, stops that end and stops that do not, no headings or images."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.sentences import split_sentences

PIECES = st.lists(
    st.sampled_from(
        [
            *"Mr. U.S. (CNN) (CNN). said. “Go.” word The 3.5 ... … ! ? [3] é 。 “ ” ) ( | No. B. 1. - #".split(),
            "\n", "\r\n", "\n\n", "\u2028", "\u00a0", "# Head", "![a. b](x.png)",
        ]
    ),
    max_size=40,
)  # fmt: skip


def sentences(text: str, start: int = 0) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, start)]


def check(text: str, start: int) -> None:
    after = start
    for a, b in split_sentences(text, start):
        assert after <= a < b <= len(text)
        assert text[a:b] == text[a:b].strip()
        assert not re.search(r"[\n\r\u2028\u2029]", text[a:b])
        assert any(character.isalnum() for character in text[a:b])
        after = b


@settings(deadline=None)
@given(PIECES, st.sampled_from([" ", ""]), st.integers(0, 30))
def test_spans_are_trimmed_in_order_and_never_cross_a_line(pieces: list[str], joint: str, start: int) -> None:
    text = joint.join(pieces)
    check(text, min(start, len(text)))


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(0, 300))
def test_any_text_gives_sound_spans(text: str, start: int) -> None:
    check(text, min(start, len(text)))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["The road was open.", "“Who knows?” she asked.", "He left (CNN)."]), min_size=1))
def test_plain_sentences_come_back_one_by_one_by_line_or_space(whole: list[str]) -> None:
    assert sentences(" ".join(whole)) == whole
    assert sentences("\n".join(whole)) == whole


@settings(deadline=None)
@given(PIECES)
def test_a_later_start_reads_the_rest_as_a_text_of_its_own(pieces: list[str]) -> None:
    before = "A header that is not read.\n"
    text = " ".join(pieces)
    assert [(a - len(before), b - len(before)) for a, b in split_sentences(before + text, len(before))] == list(
        split_sentences(text)
    )


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. B. Lora met Dr. Gil and Gov. Sol on Jan. 5, e.g. in St. Alba vs. the rest.",
        "The U.S. Department of State counted 3.5 deaths.",
        "He came at 5 p.m. Monday to see cell No. 4.",
        "El Sr. Pérez y la Sra. Gómez vieron a la Dra. Ruiz.",
        "Acme Inc. fell by $3.50.",
        "He waited... and left.",
        "“Stop!” she said.",
        "It praised a “friendship” (CNN).",
        "They spoke of an “excellent friendship.” (CNN).",
        "It is dark. (Agencia Norte)",
        "The count was 79.[3]",
    ],
)
def test_is_one_sentence(whole: str) -> None:
    assert sentences(whole) == [whole]
    assert sentences(f"{whole} The next one came.") == [whole, "The next one came."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He slept in D.C. The next day he left.", ["He slept in D.C.", "The next day he left."]),
        ("He waited... Then he left.", ["He waited...", "Then he left."]),
        ("She said “No.” He left.", ["She said “No.”", "He left."]),
        ("He went. (He was late.) She stayed.", ["He went.", "(He was late.)", "She stayed."]),
        ("Wow!? Really.", ["Wow!?", "Really."]),
        ("¿Quién? Nadie.", ["¿Quién?", "Nadie."]),
    ],
)
def test_is_several_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_headings_images_and_list_marks_are_left_out() -> None:
    text = "# Cells without a window\nThe light burns.\n![Block 4. North](b4.png)\nVisits and parcels\n- A parcel costs a stamp.\n"
    assert sentences(text) == ["The light burns.", "A parcel costs a stamp."]


def test_a_long_last_line_without_a_stop_is_kept_and_a_short_one_is_not() -> None:
    long = "This post about the quarry north of town was originally published on this site"
    assert sentences(f"The light burns.\n{long}") == ["The light burns.", long]
    assert sentences("The light burns.\nRelated stories") == ["The light burns."]
