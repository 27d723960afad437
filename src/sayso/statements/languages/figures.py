"""Numbers with what they count in another language, as intervals: "unas 2.400 personas" is 2,160 to 2,640, persons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.model.nouns import Figure
from sayso.statements.languages.grammar import Grammar, load_grammar

_ROUNDING = 0.1  # as in English
_HEDGES = ("more", "least", "less", "nearly", "most", "about")
# characters of the clause around a number that say what it counts
_AFTER, _BEFORE = 100, 60
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_CLAUSE = re.compile(r"[,;:.](?=\s|$)|\s[—–]\s")


@dataclass(frozen=True, slots=True)
class Numerals:
    """The compiled table of a language: its pattern of numbers, and what words of hedging and counting mean."""

    pattern: re.Pattern[str]
    hedges: dict[str, str]
    values: dict[str, float]
    scales: dict[str, float]
    vague: dict[str, tuple[float, float | None]]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    measures: dict[str, str]
    prefixes: tuple[tuple[str, str], ...]
    thousands: str


@cache
def load_numerals(code: str) -> Numerals:
    """The numerals of a language of CODES; they never change while the program runs."""
    raw = load_grammar(code).figures
    hedges = {words: kind for kind in _HEDGES for words in raw[kind]}
    groups, decimal = re.escape(raw["thousands"]).replace(r"\ ", " "), re.escape(raw["decimal"])
    number = (
        rf"(?P<digits>\d{{1,3}}(?:[{groups}]\d{{3}})+(?:{decimal}\d+)?|\d+(?:{decimal}\d+)?)"
        rf"(?:[  ](?P<scale>{_any(raw['scales'])})\b)?"
    )
    pattern = (
        rf"(?<![\w.,:/\-])(?:(?P<hedge>{_any(hedges)})\s+)?"
        rf"(?:(?P<one>{_any(raw['one'])}|\d{{1,2}})\s+{raw['of_each']}\s+(?P<each>{_any(raw['words'])}|\d{{1,3}})\b"
        rf"|{number}|(?P<vague>{_any(raw['vague'])})\b|(?P<word>{_any(raw['words'])})\b(?:\s+(?P<word_scale>{_any(raw['scales'])})\b)?)"
        rf"(?P<percent>\s?%|\s(?:{_any(raw['percent'])})\b)?(?![\w/]|[.,:]\d)"
    )
    measures = {form: concept for concept, forms in raw["measures"].items() for form in forms}
    return Numerals(
        pattern=re.compile(pattern, re.IGNORECASE),
        hedges=hedges,
        values={word: float(value) for word, value in raw["words"].items()},
        scales={word: float(value) for word, value in raw["scales"].items()},
        vague={
            words: (float(low), None if high is None else float(high)) for words, (low, high) in raw["vague"].items()
        },
        not_before=re.compile(rf"(?<!\w)(?:{_any(raw['numbered'])})\.?\s*$", re.IGNORECASE),
        not_after=re.compile(
            rf"\s?(?:{_any([*raw['months'], *raw['ages']] or ['(?!)'])})\b|\s?(?:h\b|horas\b)", re.IGNORECASE
        ),
        measures={form: concept for form, concept in measures.items() if not form.endswith("*")},
        prefixes=tuple((form[:-1], concept) for form, concept in measures.items() if form.endswith("*")),
        thousands=raw["thousands"],
    )


def _any(words: Iterable[Any]) -> str:
    return "|".join(re.escape(str(w)).replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: -len(str(w))))


def find_figures(text: str, start: int, end: int, grammar: Grammar) -> list[Figure]:
    """The figures in text[start:end], in order; dates, years, ages and the numbers of rooms and rules are none."""
    numerals = load_numerals(grammar.code)
    return [
        _figure(text, match, start, end, numerals, grammar)
        for match in numerals.pattern.finditer(text, start, end)
        if not _is_date(text, match, numerals)
    ]


def _is_date(text: str, match: re.Match[str], numerals: Numerals) -> bool:
    if match["percent"] or match["one"]:
        return False
    number, hedge = match["digits"] or match["word"], numerals.hedges.get(_key(match["hedge"]), "")
    if not number:
        return False
    if match["digits"] and _YEAR.fullmatch(number) and not match["scale"] and hedge in {"", "most"}:
        return True  # "hasta 1989" too
    at = match.start("digits") if match["digits"] else match.start("word")
    if match["digits"] and not match["hedge"] and numerals.not_before.search(text[max(0, at - 16) : at]):
        # "el 3 de abril", "artículo 12"; but "los 38 detenidos" counts
        article = text[max(0, at - 5) : at].split()
        followed = numerals.not_after.match(text, match.end())
        counted = _WORD.match(text[match.end() : match.end() + 30].lstrip())
        plural = bool(article) and article[-1].lower().endswith("s") and counted is not None and followed is None
        return not plural
    return numerals.not_after.match(text, match.end()) is not None


def _value(match: re.Match[str], numerals: Numerals) -> tuple[float, float | None]:
    if match["one"]:
        part = float(match["one"]) if match["one"].isdigit() else 1.0
        each = float(match["each"]) if match["each"].isdigit() else numerals.values[match["each"].lower()]
        share = 100 * part / each if each else 0.0
        return share, share
    if digits := match["digits"]:
        for mark in numerals.thousands:
            digits = digits.replace(mark, "")
        value = float(digits.replace(",", ".")) * numerals.scales.get(_key(match["scale"]), 1.0)
        return value, value
    if match["vague"]:
        return numerals.vague[_key(match["vague"])]
    value = numerals.values[_key(match["word"])] * numerals.scales.get(_key(match["word_scale"]), 1.0)
    return value, value


def _key(words: str | None) -> str:
    return re.sub(r"\s+", " ", (words or "").lower())


def _figure(text: str, match: re.Match[str], start: int, end: int, numerals: Numerals, grammar: Grammar) -> Figure:
    low, high = _value(match, numerals)
    hedge = numerals.hedges.get(_key(match["hedge"]), "")
    bounds: dict[str, tuple[float | None, float | None, bool, bool]] = {
        "": (low, high, False, False),
        "more": (low, None, True, False),
        "least": (low, None, False, False),
        "nearly": (low * (1 - _ROUNDING), high, False, True),
        "less": (0.0, high, False, True),
        "most": (0.0, high, False, False),
        "about": (low * (1 - _ROUNDING), None if high is None else high * (1 + _ROUNDING), False, False),
    }
    least, most, open_low, open_high = bounds[hedge]
    return Figure(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        low=least,
        high=most,
        open_low=open_low,
        open_high=open_high,
        unit="%" if match["percent"] or match["one"] else "",
        measure=_measure(text, match, start, end, numerals, grammar),
    )


def _measure(text: str, match: re.Match[str], start: int, end: int, numerals: Numerals, grammar: Grammar) -> str:
    """What is counted: the event that befell the people behind the number, else who they are, else the noun itself."""
    after = _CLAUSE.split(text[match.end() : min(end, match.end() + _AFTER)], maxsplit=1)[0]
    before = _CLAUSE.split(text[max(start, match.start() - _BEFORE) : match.start()])[-1]
    behind = [w.lower() for w in _WORD.findall(after)]
    events, people = grammar.figures["events"], grammar.figures["people"]
    noun = next((w for w in behind[:3] if len(w) > 3), "")
    first = next((c for w in behind[:3] if (c := _concept(w, numerals))), "")
    if first and first not in people:
        return first
    near = [_concept(w, numerals) for w in [*behind[:8], *reversed([w.lower() for w in _WORD.findall(before)][-4:])]]
    event = next((c for c in near if c in events), "")
    return event or first or noun


def _concept(word: str, numerals: Numerals) -> str:
    if (found := numerals.measures.get(word)) is not None:
        return found
    return next((concept for prefix, concept in numerals.prefixes if word.startswith(prefix)), "")
