"""What is found before it becomes a statement: offsets only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Offsets = tuple[int, int]
# "alone": patterns where no model read; "patterns": where it read and has not found the same
Finder = Literal["alone", "patterns", "model", "both"]


def overlap(one: Offsets, other: Offsets) -> bool:
    """True where two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as offsets into the stored text. `source` is None where the speaker was named before.

    `pieces` are the parts of a content beyond `content`, where it is cut: "“We waited,” X said, “for two days.”"
    `confidence` is the pattern's own number, or, where a model read too, how sure that is; see confidence.py.
    """

    source: Offsets | None
    cue: Offsets
    content: Offsets
    because: str
    confidence: float
    channel: Offsets | None = None
    denies: bool = False
    pieces: tuple[Offsets, ...] = ()
    by: Finder = "alone"

    def whole(self) -> Found:
        """The same with the longest part as its content; of two that are as long the later one."""
        longest, *rest = sorted((self.content, *self.pieces), key=lambda p: (p[0] - p[1], -p[0]))
        return replace(self, content=longest, pieces=tuple(sorted(rest)))

    def span(self) -> Offsets:
        """From the first to the last of all its parts."""
        parts = [self.cue, self.content, *self.pieces, *([self.source] if self.source else [])]
        return min(part[0] for part in parts), max(part[1] for part in parts)
