"""What a pattern finds before it becomes a statement: offsets only."""

from __future__ import annotations

from dataclasses import dataclass

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as offsets into the stored text. `source` is None where the speaker was named before.

    `piece` is the other part of a content that its cue cuts in two, where the pattern itself knows it.
    """

    source: Offsets | None
    cue: Offsets
    content: Offsets
    because: str
    confidence: float
    channel: Offsets | None = None
    denies: bool = False
    piece: Offsets | None = None
