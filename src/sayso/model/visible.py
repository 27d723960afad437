"""Text of documents made safe to look at: what would reorder, hide or break a line of text is shown as what it is."""

from __future__ import annotations

import json
import re
from typing import Any

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


def shown(text: str, limit: int | None = None) -> str:
    """One line, unseen characters written out and runs of white space as one space; cut to `limit` characters with …"""
    line = visible(_SPACE.sub(" ", text).strip())
    return line if limit is None or len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def shorten(text: str, limit: int) -> str:
    """One line of at most `limit` characters and, where it was cut, how many more the document holds."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) <= limit:
        return visible(line)
    cut = line[:limit].rsplit(" ", 1)[0] if " " in line[limit // 2 : limit] else line[:limit]
    return f"{visible(cut)}… ({len(line) - len(cut):,} more characters in the document)"


def pretty(value: Any) -> str:
    """Indented JSON with a closing line end, unseen characters escaped; any JSON reader gives back exactly `value`."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: _escape(found.group()), text) + "\n"


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
