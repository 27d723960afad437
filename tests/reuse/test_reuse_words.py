"""Words: what folds to the same word, and where each stands."""

from __future__ import annotations

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reuse import fingerprint
from sayso.reuse.words import encode_column, read_texts, read_words


def hashes(text: str) -> list[int]:
    return [int(word) for word in read_texts([text]).hashes]


def spans(text: str) -> list[str]:
    words = read_texts([text])
    return [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The MINISTER said", "the minister said"),
        ("“don’t” she said", '"don\'t" she said'),
        ("co\u00adoperation in the pri\u00adson", "cooperation in the prison"),
        ("the o\ufb03ce \ufb01led it", "the office filed it"),
        ("the z\u200bero wid\u200dth \ufeffname", "the zero width name"),
        ("José Ibáñez", "Jose\u0301 Iba\u0301n\u0303ez"),
        ("José Ibáñez", "Jose Ibanez"),
        ("Straße", "STRASSE"),
        ("the infor-\nmation office", "the information office"),
        ("the infor\x02\r\nmation", "the information"),
        ("ＦＵＬＬ ｗｉｄｔｈ １２", "full width 12"),
        ("الســـجن", "السجن"),
        ("が", "か\u3099"),
    ],
)
def test_typography_does_not_hide_a_copy(one: str, other: str) -> None:
    assert hashes(one) == hashes(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cell", "cells"),
        ("two three", "twothree"),
        ("twenty-five", "twentyfive"),
        ("的", "地"),
        ("कमल", "कमाल"),
        ("ab", "ba"),
    ],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert hashes(one) != hashes(other)


def test_spans_are_exact_and_leave_outer_marks_out() -> None:
    text = "«Hola», said ‘José’ — in\u00adside (the pri-\nson)."
    assert spans(text) == ["Hola", "said", "José", "in\u00adside", "the", "pri-\nson"]


def test_an_accent_after_the_last_letter_is_part_of_the_word() -> None:
    assert spans("cafe\u0301, ne\u0301") == ["cafe\u0301", "ne\u0301"]


def test_scripts_without_spaces_give_a_word_a_character() -> None:
    assert spans("北京，2024年 คุก") == ["北", "京", "2024", "年", "ค", "ุ", "ก"]


@given(st.lists(st.text(max_size=40), max_size=5))
def test_every_span_is_inside_its_text_and_in_order(texts: list[str]) -> None:
    words = read_texts(texts)
    assert len(words) == len(texts)
    for d, text in enumerate(texts):
        low, high = words.bounds[d], words.bounds[d + 1]
        last = 0
        for start, end in zip(words.starts[low:high], words.ends[low:high], strict=True):
            assert last <= start < end <= len(text)
            # two words of one character (a squared abbreviation) stand at the same place
            last = int(start)


@given(st.text(max_size=30))
def test_composed_and_decomposed_text_has_the_same_words(text: str) -> None:
    assert hashes(unicodedata.normalize("NFC", text)) == hashes(unicodedata.normalize("NFD", text))


@given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)), max_size=6))
def test_a_column_reads_like_its_texts_sliced_or_not(texts: list[str | None]) -> None:
    column = pa.array(["left out", *texts], pa.string())[1:]
    one, other = read_words(encode_column(column)), read_texts([text or "" for text in texts])
    for name in ("hashes", "starts", "ends", "bounds"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


def test_lone_surrogates_are_read() -> None:
    assert spans("a \ud800 b") == ["a", "b"]


def test_a_character_of_many_words_does_not_overflow() -> None:
    assert len(hashes("\ufdfa" * 200)) == 4 * 200 - 199


def test_fingerprints_name_their_document_and_place() -> None:
    text = "one two three four five six seven"
    batch = pa.RecordBatch.from_pydict({"text": ["", text, "Before it: " + text.upper(), "two words"]})
    rows = fingerprint(batch, k=5)
    assert rows.schema.names == ["document", "hash", "offset"]
    kept = rows.to_pylist()
    by = {d: [(row["hash"], row["offset"]) for row in kept if row["document"] == d] for d in range(4)}
    assert [offset for _, offset in by[1]] == [0, 4, 8]
    shift = len("Before it: ")
    assert [(one, at + shift) for one, at in by[1]] == by[2][2:]
    assert by[0] == []
    assert len(by[3]) == 1


def test_a_long_text_keeps_about_one_gram_in_as_many_as_asked() -> None:
    text = " ".join(f"word{i}" for i in range(8_000))
    batch = pa.RecordBatch.from_pydict({"text": [text]})
    counts = {one_in: fingerprint(batch, k=5, one_in=one_in).num_rows for one_in in (1, 4, 16)}
    assert counts[1] == 7_996
    assert 1_850 < counts[4] < 2_150
    assert 420 < counts[16] < 580


@given(st.text("abc dé-'.中", max_size=40))
def test_a_plain_reading_agrees(text: str) -> None:
    """The oracle: characters one by one, in Python."""
    read, running = [], ""
    for character in text + " ":
        folded = unicodedata.normalize("NFD", character)[0]
        if folded in "abcde":
            running += folded
        elif character != "'":
            read += [running] if running else []
            running = ""
            read += [character] if character == "中" else []
    assert hashes(text) == [hashes(word)[0] for word in read]
