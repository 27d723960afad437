"""Text of documents on a terminal: what could steer it, hide or turn the reading direction is written out."""

from __future__ import annotations

import json
import re
from typing import Any

# C0 and C1 controls, soft hyphen, zero width, bidi marks and overrides (Unicode TR 9, TR 36), line separators,
# noncharacters, tags, lone surrogates; the joiners U+200C and U+200D stay, Persian and Hindi need them
_UNSAFE = (
    "\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_IN_TEXT = re.compile(f"[\x00-\x1f{_UNSAFE}]")
# json.dumps has escaped the C0 controls inside strings; the line ends between them are its own
_IN_JSON = re.compile(f"[{_UNSAFE}]")
_SPACE = re.compile(r"\s+")


def shown(text: str, limit: int | None = None) -> str:
    """One line that a terminal shows as it is, each unseen character as ⟨U+202E⟩; cut to `limit` characters with …"""
    # the ASCII separators and NEL count as space for \s, and may go
    line = _IN_TEXT.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", _SPACE.sub(" ", text).strip())
    return line if limit is None or len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def pretty(value: Any) -> str:
    """Indented JSON with a closing line end; any JSON reader gives back exactly `value`."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return _IN_JSON.sub(lambda found: _escape(found.group()), text) + "\n"


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
