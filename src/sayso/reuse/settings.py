"""What the reuse stage can be told, and why each number is what it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Lengths and gaps are in words. The defaults were measured on news in English; see docs/method.md."""

    # candidates
    seed_words: int = 4
    one_in: int = 4


