"""Texts to try text reuse on: prose of invented words, documents, and the obvious ways to compare them."""

from __future__ import annotations

import random
from typing import Any

from sayso.model.nouns import Document, Mark
from sayso.outlets import Outlet, OutletTable
from sayso.reuse import Settings

SETTINGS = Settings()
OUTLETS = OutletTable(
    [
        Outlet("Agencia Norte", "agency", hosts=("agencianorte.example",)),
        Outlet("Estero Post", "newspaper", aliases=("The Estero Post",), hosts=("esteropost.example",)),
        Outlet("Valle Alto Hoy", "newspaper", hosts=("vallealtohoy.example",)),
        Outlet("Valle Alto Hoy Sur", "newspaper", owner="Valle Alto Hoy", hosts=("sur.example",)),
        Outlet("Puerto Courier", "newspaper", hosts=("puertocourier.example",)),
    ]
)
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "ar", "en", "il")]


def prose(seed: int, words: int) -> str:
    """Sentences of invented words; two seeds share no run of words worth the name."""
    rng = random.Random(seed)
    made = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))) for _ in range(words)]
    at = 0
    while at < words:
        made[at] = made[at].capitalize()
        at += rng.randint(8, 15)
        made[min(at, words) - 1] += "."
    return " ".join(made)


def doc(name: str, text: str, **fields: Any) -> Document:
    return Document(id=f"d-{name}", sha256=name, path=f"{name}.txt", text=text, **fields)


def mark(kind: Any, quote: str, names: str | None, text: str | None = None) -> Mark:
    """A mark at its place in the text, or outside of it (a byline of the metadata)."""
    if text is None:
        return Mark(kind, quote, names)
    start = text.index(quote)
    return Mark(kind, quote, names, start, start + len(quote))


def gram_share(a: list[Any], b: list[Any], k: int) -> float:
    """The share of a's k-grams, as they come, that b holds."""
    held = {tuple(b[i : i + k]) for i in range(len(b) - k + 1)}
    mine = [tuple(a[i : i + k]) for i in range(len(a) - k + 1)]
    return sum(gram in held for gram in mine) / max(1, len(mine))


def longest_run(a: list[Any], b: list[Any]) -> int:
    """The most words in a row that both hold, by trying every start."""
    best = 0
    for i in range(len(a)):
        for j in range(len(b)):
            n = 0
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            best = max(best, n)
    return best


def align(a: list[Any], b: list[Any], settings: Settings) -> list[tuple[int, int, int, int, int]]:
    """What the kernel promises, step by step: (start, end in a, start, end in b, words that agree), in the order of b."""
    k, found, covered = settings.gram, [], 0
    for j in range(len(b) - k + 1):
        places = [i for i in range(len(a) - k + 1) if a[i : i + k] == b[j : j + k]][:8]
        if j < covered or not places:
            continue
        # the longest; of equals the earliest
        i = max(places, key=lambda i: _run(a[i:], b[j:]))
        right, left = a[i + k :], a[:i][::-1]
        a_more, b_more, after, gained = _extend(right, b[j + k :], settings)
        a_less, b_less, before, gained_before = _extend(left, b[covered:j][::-1], settings)
        if 2 * k + gained + gained_before >= settings.least_score:
            found.append((i - a_less, i + k + a_more, j - b_less, j + k + b_more, before + k + after))
            covered = j + k + b_more
    return found


def _run(a: list[Any], b: list[Any]) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def _extend(a: list[Any], b: list[Any], settings: Settings) -> tuple[int, int, int, int]:
    x = y = score = agreed = 0
    best = (0, 0, 0, 0)
    while True:
        run = _run(a[x:], b[y:])
        x, y, score, agreed = x + run, y + run, score + 2 * run, agreed + run
        if score > best[3]:
            best = (x, y, agreed, score)
        jumps = [
            (i + j, i, j)
            for i in range(settings.gap + 1)
            for j in range(settings.gap + 1)
            if i + j and _run(a[x + i : x + i + 2], b[y + j : y + j + 2]) == 2
        ]
        if not jumps:
            return best
        _, i, j = min(jumps)
        x, y, score = x + i, y + j, score - max(i, j)
        if score < best[3] - settings.drop:
            return best
