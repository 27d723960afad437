"""Text of documents made safe to look at: what would reorder, hide or break a line of text is shown as what it is."""

from __future__ import annotations

import re

# controls except tab and newline, soft hyphen, zero width, bidi marks and overrides, line separators, noncharacters,
# tags, lone surrogates. The joiners U+200C and U+200D stay: Persian and Hindi are not written without them.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"[ \t\r\n]+")


def visible(text: str) -> str:
    """The text with every unseen character written out, as ⟨U+202E⟩; everything else as it is."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def one_line(text: str) -> str:
    """The visible text with runs of white space as one space."""
    return visible(_SPACE.sub(" ", text).strip())


def shorten(text: str, limit: int) -> str:
    """One line of at most `limit` characters and, where it was cut, how many more the document holds."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) <= limit:
        return visible(line)
    cut = line[:limit].rsplit(" ", 1)[0] if " " in line[limit // 2 : limit] else line[:limit]
    return f"{visible(cut)}… ({len(line) - len(cut):,} more characters in the document)"


def label(text: str, limit: int) -> str:
    """One line of at most `limit` characters for a drawing; a cut shows as …"""
    line = one_line(text)
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
