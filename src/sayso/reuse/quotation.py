"""Which parts of a text stand inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A quotation may run over paragraphs, each opened again: it ends at its mark or, unclosed, with the paragraph.
_QUOTED = re.compile(
    r'“[^“”\n]*(?:”|(?=\n)|\Z)|„[^„“”\n]*[“”]|«[^«»\n]*(?:»|(?=\n)|\Z)|「[^「」]*」|『[^『』]*』|"[^"\n]*(?:"|(?=\n)|\Z)'
)
# "he said" between two halves of a quotation belongs to it; a paragraph around a short quotation does not
_INSIDE = 0.8


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans between quotation marks, the marks included, in code points, in order, without overlap."""
    return [match.span() for match in _QUOTED.finditer(text)]


def is_quoted(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """True when at least 80 % of [start, end) lies inside the spans."""
    inside = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in spans)
    return inside >= _INSIDE * (end - start) > 0
