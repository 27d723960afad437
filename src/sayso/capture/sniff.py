"""Media types by content: a suffix only decides between kinds of text, so a picture renamed .html stays one."""

from __future__ import annotations

import re

# the first kilobytes decide; longer reads never changed an answer on the files tried
HEAD = 1 << 16

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-executable"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"{\\rtf", "application/rtf"),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(rb"<[a-zA-Z!/]")


def media_type(head: bytes, name: str) -> str:
    """The media type of a file from its first bytes (HEAD of them are enough) and, for text, the suffix of its name."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "application/octet-stream")
    if head[4:8] == b"ftyp":
        return "video/mp4"
    text = _as_bytes_of_text(head)
    if text is None:
        return "application/octet-stream"
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if suffix in ("md", "markdown"):
        return "text/markdown"
    if _HTML_START.match(text) or (suffix in ("html", "htm") and _TAG.search(text)):
        return "text/html"
    return "text/plain"


def wide_encoding(head: bytes) -> str | None:
    """utf-16-le or utf-16-be if every other byte of the head is mostly NUL, as in Latin text without a BOM."""
    sample = head[:4096]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0 : 2 * pairs : 2].count(0) / pairs, sample[1 : 2 * pairs : 2].count(0) / pairs
    # Latin text: nearly all high bytes are NUL, nearly no low byte is
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _as_bytes_of_text(head: bytes) -> bytes | None:
    """The head with one byte a character where that is possible; None for what is not text."""
    for bom in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].replace(b"\x00", b"")
    if wide_encoding(head):
        return head.replace(b"\x00", b"")
    # a stray NUL is left to extraction to judge; many are no text in any encoding read here
    if head.count(0) > len(head) // 100 or len(_CONTROL.findall(head)) > len(head) // 10:
        return None
    return head
