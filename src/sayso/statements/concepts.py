"""Which words mean the same when figures and statements are compared: a small open table, concepts.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

_STOPWORDS = frozenset(
    "a an the and or but nor so yet of in on at to for from by with as that this these those it its he she they we i you his her "
    "their our my your who whom whose which what when where why how is are was were be been being am has have had having do does "
    "did done will would could should can may might must shall not no than then there here also more most less least very only "
    "just even still already over under about around some any all each every both such other others another same into onto "
    "out up down off through during before after since until while because if though although however between among against "
    "within without per via them him us me one two said says say told tell according reported reports report new several many "
    "much few own too lack lacks lacked lacking single during year years month months week weeks day days time".split()
)
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_SUFFIXES = (
    "ations",
    "ation",
    "ingly",
    "edly",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "est",
    "ed",
    "es",
    "ly",
    "s",
)


@dataclass(frozen=True, slots=True)
class Concepts:
    """Word to concept, phrase to concept, and the class of each concept (person, event, thing)."""

    words: dict[str, str]
    prefixes: dict[str, tuple[tuple[str, str], ...]]  # by their first three letters, the longest first
    phrases: tuple[tuple[str, re.Pattern[str], str], ...]
    kinds: dict[str, str]

    def of(self, word: str) -> str | None:
        """The concept of a lower-case word, or None."""
        if (found := self.words.get(word)) is not None:
            return found
        near = self.prefixes.get(word[:3], ())
        return next((concept for prefix, concept in near if word.startswith(prefix)), None)

    def kind(self, concept: str | None) -> str | None:
        return self.kinds.get(concept) if concept else None

    def terms(self, text: str) -> list[str]:
        """The comparable terms of a text in order: concepts for known words and phrases, stems for the rest, no stopwords."""
        lower = text.lower().replace("’", "'")
        found: list[tuple[int, str]] = []
        for phrase, pattern, concept in self.phrases:
            if phrase not in lower:
                continue
            for match in pattern.finditer(lower):
                found.append((match.start(), concept))
            lower = pattern.sub(lambda m: " " * len(m.group()), lower)
        for match in _WORD.finditer(lower):
            word = match.group().removesuffix("'s").rstrip("'").removeprefix("mid-")
            if word not in _STOPWORDS and len(word) > 1:
                found.append((match.start(), self.of(word) or stem(word)))
        return [term for _, term in sorted(found)]


@cache
def load_concepts() -> Concepts:
    """The table of the package; it never changes while the program runs."""
    raw = yaml.safe_load(resources.files("sayso.statements").joinpath("concepts.yaml").read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    prefixes: list[tuple[str, str]] = []
    kinds: dict[str, str] = {}
    for kind in ("person", "event", "thing"):
        for concept, forms in raw[kind].items():
            kinds[concept] = kind
            for form in map(str, forms):
                if form.endswith("*"):
                    prefixes.append((form[:-1], concept))
                else:
                    words[form] = concept
    phrases = [
        (p, re.compile(rf"\b{re.escape(p)}\b"), concept) for concept, forms in raw["phrases"].items() for p in forms
    ]
    by_start: dict[str, list[tuple[str, str]]] = {}
    for prefix in sorted(prefixes, key=lambda p: (-len(p[0]), p)):
        by_start.setdefault(prefix[0][:3], []).append(prefix)
    return Concepts(words, {start: tuple(found) for start, found in by_start.items()}, tuple(phrases), kinds)


def stem(word: str) -> str:
    """A light English stem: a longest plain ending goes where four letters stay; "transferred" and "transfers" meet."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            base = word[: -len(suffix)]
            return base[:-1] if len(base) > 4 and base[-1] == base[-2] and base[-1] not in "ls" else base
    return word
