"""Bytes to text, and the reason for the encoding chosen. No lone surrogate leaves this module."""

from __future__ import annotations

import codecs
import re

from sayso.capture.sniff import wide_encoding
from sayso.errors import ExtractError
from sayso.model.nouns import Evidence

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# a page names its encoding in its first 1,024 bytes (WHATWG HTML, 13.2.3.2); real pages are laxer
_DECLARED = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.I)
_XML = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,30})", re.I)
_DECLARED_WITHIN = 8192
# Python knows codecs that are no charsets (hex, unicode_escape) or unsafe ones (utf-7); only these are obeyed
_CHARSETS = re.compile(
    r"utf-?8|us-ascii|ascii|(?:iso-?|latin-?)?8859[-_]\d{1,2}|latin-?\d|(?:windows|cp|x-cp)-?125\d|koi8-[ru]|"
    r"(?:x-)?(?:s(?:hift)?[-_]?jis)|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5|tis-620|windows-874|macintosh",
    re.I,
)
# what the web means by these labels (WHATWG Encoding, 4.2)
_MEANS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_MEANS |= {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "shift_jis",
    "iso8859-1": "cp1252",
    "macintosh": "mac_roman",
}
# share of broken bytes among the non-ASCII ones below which a UTF-8 file is UTF-8 with damage, not another encoding
_DAMAGE = 0.05
_GUESS_FROM = 65_536
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_CONTROL_SHARE = 0.1
_MIN_LETTERS = 0.62


def decode(data: bytes, *, html: bool) -> tuple[str, Evidence]:
    """(the text without a BOM, evidence for its encoding). For HTML the page's own declaration counts, if it holds.

    Order: BOM, UTF-16 seen by its NULs, declared charset, strict UTF-8, UTF-8 with a little damage, a guess. ExtractError
    where even a guess gives no text.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _with(data[len(bom) :], name, "byte order mark")
    if wide := wide_encoding(data):
        return _with(data, wide, "every other byte is NUL, no byte order mark")
    declared = _declared(data) if html else None
    note = ""
    if declared:
        try:
            return data.decode(declared), _evidence(declared, "declared in the page")
        except UnicodeDecodeError:
            note = f"; the declared {declared} does not fit"
    try:
        return data.decode("utf-8"), _evidence("utf-8", "valid UTF-8" + note)
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    foreign = sum(1 for character in text if character > "\x7f")
    if text.count("\ufffd") <= _DAMAGE * foreign:
        return _with(data, "utf-8", "UTF-8 with damage" + note)
    if b"\x00" in data:
        raise ExtractError("binary: NUL bytes, and neither UTF-8 nor UTF-16; convert the file to text first")
    text, evidence = _with(data, _guess(data), "guessed from the bytes" + note)
    # random bytes read as Latin letters come to .54, pages with much markup to .70 and more
    share = sum(1 for character in text if character.isalnum() or character.isspace()) / max(1, len(text))
    if share < _MIN_LETTERS:
        raise ExtractError(f"binary: {share:.0%} of it are letters or spaces; convert the file to text first")
    return text, evidence


def printable(text: str) -> str:
    """The text, if it is text; ExtractError if it holds NULs or more than a tenth control characters."""
    if "\x00" in text:
        raise ExtractError(f"binary: {text.count(chr(0))} NUL characters; convert the file to text first")
    controls = len(_CONTROL.findall(text))
    if controls > MAX_CONTROL_SHARE * len(text):
        raise ExtractError(f"binary: {controls / len(text):.0%} control characters; convert the file to text first")
    return text


def clean(text: str) -> str:
    """The text without NULs and other control characters, lone surrogates replaced: for text that was put together here."""
    return _CONTROL.sub("", _SURROGATE.sub("\ufffd", text)).replace("\x00", "")


def _declared(data: bytes) -> str | None:
    head = data[:_DECLARED_WITHIN]
    found = _XML.search(head) or _DECLARED.search(head)
    if not found:
        return None
    label = found.group(1).decode("ascii").lower()
    if label.startswith("utf-16"):  # readable as ASCII so far, so it cannot be UTF-16 (WHATWG HTML)
        return "utf-8"
    if not _CHARSETS.fullmatch(label):
        return None
    try:
        return codecs.lookup(_MEANS.get(label, label)).name
    except LookupError:
        return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_FROM]).best()
    name = best.encoding if best else "cp1252"
    # between single-byte Latin encodings the guess is weak (Spanish comes out as cp1250): take the web's default
    latin = re.match(r"cp125[02478]|cp(437|775|8\d\d|1140|037|500|273|1026)|iso8859|latin|mac_|hp_roman|ascii", name)
    return "cp1252" if latin else name


def _with(data: bytes, name: str, how: str) -> tuple[str, Evidence]:
    text = _SURROGATE.sub("\ufffd", data.decode(name, "replace"))
    replaced = text.count("\ufffd")
    return text, _evidence(name, f"{how}; {replaced} replacement characters" if replaced else how)


def _evidence(name: str, how: str) -> Evidence:
    return Evidence(field="encoding", value=name, how=how, chosen=True)
