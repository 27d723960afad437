"""The words that attribute, read once from cues.yaml: verbs by what they take, nouns by what they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

_VOWELS = "aeiou"
# stress falls on the last syllable, so the consonant doubles: refer -> referred
_DOUBLING = frozenset({"refer", "admit", "rebut", "plan", "dub", "slam", "quip"})


@dataclass(frozen=True, slots=True)
class Verb:
    """One inflected form of an attributing verb. `form` is base, third, past, participle or gerund."""

    base: str
    form: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, lower case. `verbs` maps each inflected form to its verb."""

    verbs: dict[str, Verb]
    clause: frozenset[str]
    object: frozenset[str]
    needs_that: frozenset[str]
    infinitive: frozenset[str]
    preposition: dict[str, frozenset[str]]
    inverting: frozenset[str]
    noun_like: frozenset[str]
    denial: frozenset[str]
    nominal: frozenset[str]
    unnamed: frozenset[str]
    experience: frozenset[str]
    government: frozenset[str]
    civic: frozenset[str]
    either: frozenset[str]
    organisation: frozenset[str]
    organisation_name: frozenset[str]
    outlet: frozenset[str]
    outlet_first: frozenset[str]
    outlet_last: frozenset[str]
    finding: frozenset[str]
    document: frozenset[str]
    titles: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the package. Read once: it never changes while the program runs."""
    raw = yaml.safe_load(resources.files("sayso.statements").joinpath("cues.yaml").read_text(encoding="utf-8"))
    bases = {*raw["clause"], *raw["object"], *raw["infinitive"], *raw["preposition"], *raw["inverting"], *raw["denial"]}
    verbs: dict[str, Verb] = {}
    for base in sorted(bases):
        if " " in base:
            continue  # "point out" is point with its preposition
        for form, word in _forms(base, raw["irregular"].get(base)).items():
            verbs.setdefault(word, Verb(base, form))
    return Lexicon(
        verbs=verbs,
        preposition={verb: frozenset(words) for verb, words in raw["preposition"].items()},
        **{
            name: frozenset(map(str, raw[name]))
            for name in (
                "clause",
                "object",
                "needs_that",
                "infinitive",
                "inverting",
                "noun_like",
                "denial",
                "nominal",
                "unnamed",
                "experience",
                "government",
                "civic",
                "either",
                "organisation",
                "organisation_name",
                "outlet",
                "outlet_first",
                "outlet_last",
                "finding",
                "document",
                "titles",
            )
        },
    )


def _forms(base: str, irregular: list[str] | None) -> dict[str, str]:
    consonant_y = base.endswith("y") and base[-2] not in _VOWELS
    stem = base + base[-1] if base in _DOUBLING else base
    third = (
        base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base[:-1] + "ies" if consonant_y else base + "s"
    )
    regular = base[:-1] + "ied" if consonant_y else base + "d" if base.endswith("e") else stem + "ed"
    past, participle = irregular or [regular, regular]
    gerund = base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else stem + "ing"
    return {"past": past, "participle": participle, "third": third, "base": base, "gerund": gerund}


def singular(word: str) -> str:
    """A plain English singular for look-ups: "families" -> "family", "experts" -> "expert"."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word
