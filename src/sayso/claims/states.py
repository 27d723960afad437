"""How many of a building's ways out were shut: "two of the four exits were locked" and "all four exits were open"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model.nouns import Figure, Statement
from sayso.statements.concepts import stem

_NUMBERS = {
    name: float(n) for n, name in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NUMBER = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
_SHUT = frozenset("locked shut closed chained padlocked barred blocked bolted".split())
# the noun and its state in one clause, with what may stand between: "exits at the mill were found", "doors stood"
_SHARE = re.compile(
    rf"\b(?P<share>(?:(?P<part>{_NUMBER}|half|none|all|both|neither)(?:\s+out)?(?:\s+of)?)(?:\s+(?:the|its|their|these|those)(?:\s+\w+[’']s)?)?)"
    rf"(?:\s+(?P<whole>{_NUMBER}))?(?:\s+(?:fire|emergency|back|front|side|main|factory|escape))?"
    r"\s+(?P<noun>exits|doors|gates|entrances|windows|hatches|ways\s+out)(?P<between>(?:\s+[\w’'\-]+){0,8}?)"
    rf"\s+(?P<state>open|unlocked|{'|'.join(sorted(_SHUT))})\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never)\b|n[’']t\b", re.IGNORECASE)
_MOST = 20


def count_states(statement: Statement) -> Iterator[Figure]:
    """A figure for each share of doors said to be open or locked: how many are locked, where the words tell it exactly."""
    text = statement.content.text
    for match, _ in zip(_SHARE.finditer(text), range(_MOST), strict=False):
        shut = _shut(match)
        if shut is None:
            continue
        noun = stem(match["noun"].lower().split()[-1]) if "way" not in match["noun"].lower() else "exit"
        start = statement.content.start + match.start("share")
        end = statement.content.start + match.end("noun")
        low = high = shut
        if shut == float("inf"):  # all of a number that is not given: two at least
            low, high = 2.0, None  # type: ignore[assignment]
        yield Figure(text[match.start("share") : match.end("noun")], start, end, low, high, measure=f"{noun}s locked")


def _shut(match: re.Match[str]) -> float | None:
    """How many are locked, infinity for all of an unknown number; None where the words do not tell."""
    part, whole = match["part"].lower(), _value(match["whole"])
    if (
        match["whole"] is None
        and " of" not in match["share"].lower()
        and part not in {"all", "both", "none", "neither"}
    ):
        return None  # "two doors were locked" says nothing of the others
    if part == "both":
        whole = 2.0
    named = 0.0 if part in {"none", "neither"} else _value(part)
    if part in {"all", "both"}:
        named = whole if whole is not None else float("inf")
    elif part == "half":
        named = whole / 2 if whole is not None else None
    if named is None:
        return None
    locked = match["state"].lower() in _SHUT
    if _NOT.search(match["between"]):
        locked = not locked
    if locked:
        return named
    if part in {"all", "both"}:
        return 0.0
    return whole - named if whole is not None and whole >= named else None


def _value(word: str | None) -> float | None:
    if word is None:
        return None
    return float(word) if word.isdigit() else _NUMBERS.get(word.lower())
