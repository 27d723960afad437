"""Bytes to text: no letter is lost or changed that could be kept, and the evidence says how the encoding was seen."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ExtractError
from sayso.extract.decode import clean, decode, printable

PROSE = "Señora Núñez told the Courier that “nothing works” in Block 4, and that the café has been shut for 3 months. "
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=200)


@given(LETTERS)
def test_utf8_comes_back_exactly(text: str) -> None:
    text = "Prose. " + text.lstrip("\ufeff")
    got, evidence = decode(text.encode("utf-8"), html=False)
    assert got == text
    assert (evidence.field, evidence.value, evidence.chosen) == ("encoding", "utf-8", True)


@pytest.mark.parametrize(
    ("bom", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(bom: bytes, name: str) -> None:
    text, evidence = decode(bom + PROSE.encode(name), html=False)
    assert text == PROSE
    assert evidence.value == name
    assert "byte order mark" in evidence.how


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_is_seen_without_a_mark(name: str) -> None:
    text, evidence = decode(PROSE.encode(name), html=False)
    assert (text, evidence.value) == (PROSE, name)


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1252">',
        "<META CHARSET=windows-1252 />",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
        '<?xml version="1.0" encoding="windows-1252"?>',
    ],
)
def test_a_page_names_its_encoding(declaration: str) -> None:
    text, evidence = decode((declaration + PROSE).encode("cp1252"), html=True)
    assert text == declaration + PROSE
    assert evidence.value == "cp1252"
    assert "declared" in evidence.how


def test_latin1_means_what_browsers_take_it_for() -> None:
    text, evidence = decode(b'<meta charset="iso-8859-1">\x93no windows\x94', html=True)
    assert text.endswith("“no windows”")
    assert evidence.value == "cp1252"


def test_a_declaration_counts_in_pages_only() -> None:
    text, _ = decode(('<meta charset="iso-8859-1"> ' + PROSE).encode("utf-8"), html=False)
    assert text.endswith(PROSE)


def test_a_false_declaration_is_overruled_and_said() -> None:
    text, evidence = decode(('<meta charset="utf-8">' + PROSE * 3).encode("cp1252"), html=True)
    assert text.endswith(PROSE)
    assert "declared utf-8 does not fit" in evidence.how


@pytest.mark.parametrize("label", ["utf-7", "hex", "rot13", "unicode_escape", "idna", "zlib", "no-such-charset"])
def test_a_codec_that_is_no_charset_is_not_obeyed(label: str) -> None:
    page = f'<meta charset="{label}">+ADw-script+AD4- \\u0041 {PROSE}'
    text, evidence = decode(page.encode("utf-8"), html=True)
    assert (text, evidence.value) == (page, "utf-8")


def test_damage_is_replaced_and_counted() -> None:
    data = (PROSE * 40).encode("utf-8").replace("ñ".encode(), b"\xf1", 1) + b"\xe2\x80"
    text, evidence = decode(data, html=False)
    assert evidence.value == "utf-8"
    assert f"{text.count(chr(0xFFFD))} replacement characters" in evidence.how
    assert text.count("\ufffd") == 2


def test_cyrillic_without_a_declaration_is_guessed() -> None:
    prose = "Начальник тюрьмы сообщил журналистам, что северное крыло закрыто с марта прошлого года. " * 8
    text, evidence = decode(prose.encode("cp1251"), html=False)
    assert text == prose
    assert "guessed" in evidence.how


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_encodable_text_or_a_reason(data: bytes, html: bool) -> None:
    reason = ""
    try:
        decode(data, html=html)[0].encode("utf-8")
    except ExtractError as error:
        reason = str(error)
    assert not reason or reason.startswith("binary: ")


@given(st.text(st.characters(), max_size=80), st.sampled_from(["utf-16-le", "utf-16-be", "utf-8"]))
def test_lone_surrogates_in_the_bytes_never_get_through(text: str, name: str) -> None:
    data = codecs.BOM_UTF16_LE if name == "utf-16-le" else codecs.BOM_UTF16_BE if name == "utf-16-be" else b""
    try:
        got, _ = decode(data + (text + "\ud800").encode(name, "surrogatepass") + "a".encode(name), html=False)
    except ExtractError:
        return
    got.encode("utf-8")


@pytest.mark.parametrize("text", ["a\x00b", "\x01\x02\x03 words", "\x7f" * 20 + "words and more words"])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(ExtractError, match=r"binary: .*; "):
        printable(text)


def test_a_stray_control_character_is_no_reason_to_refuse() -> None:
    text = PROSE + "\x0c" + PROSE + "\x01"
    assert printable(text) is text


@given(st.text(st.characters(), max_size=200))
def test_cleaned_text_is_encodable_and_keeps_every_ordinary_character(text: str) -> None:
    got = clean(text)
    got.encode("utf-8")
    assert "\x00" not in got
    ordinary = [c for c in text if c.isalnum() or c in " \n\t"]
    assert [c for c in got if c.isalnum() or c in " \n\t"] == ordinary
