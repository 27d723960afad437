"""What the patterns know of a language, read once from its file: verbs in all their forms, short word lists, kinds of party."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from sayso.model.nouns import PartyKind

# a file beside this one for each: es.yaml, ...
CODES = ("de", "es", "fr", "pt")
FormKind = Literal["finite", "participle", "gerund", "infinitive"]
_NEVER = re.compile(r"(?!)")
_KINDS: dict[str, PartyKind] = {
    "government": "government",
    "organisation": "organisation",
    "outlet": "outlet",
    "document": "document",
    "unnamed": "unnamed",
    "title": "person",
}
_PLACES = ("source", "content", "hearsay", "around")


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of an attributing verb; `base` is its infinitive."""

    base: str
    kind: FormKind


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one language, lower case. `words` holds its plain lists by the name they have in the file.

    `full` says whether reported speech is read too, or quotation marks and "according to" only; no statement is surer
    than `confidence`.
    """

    code: str
    name: str
    full: bool
    confidence: float
    forms: dict[str, Form]
    words: dict[str, frozenset[str]]
    according: tuple[tuple[tuple[str, ...], bool], ...]  # words, and whether only behind a comma or at the head
    nouns: dict[str, PartyKind]
    titles: frozenset[str]
    basis: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    finite_endings: re.Pattern[str]
    infinitive_endings: re.Pattern[str]
    lead_in_endings: re.Pattern[str]  # of participles that open a clause without a subject
    adverb_endings: str
    furniture: re.Pattern[str]
    verb_opens: bool
    dash_dialogue: bool
    inward: bool  # »so« is how it quotes
    figures: dict[str, Any]

    def form(self, word: str) -> Form | None:
        """The verb that the word is a form of; "dit-il" is "dit"."""
        verb, mark, pronoun = word.partition("-")
        return self.forms.get(verb if mark and pronoun in self.words["inverted"] else word)

    def has(self, name: str, word: str) -> bool:
        """True where the list of that name holds the word."""
        return word in self.words[name]

    def is_adverb(self, word: str) -> bool:
        return word in self.words["adverbs"] or (len(word) > 6 and word.endswith(self.adverb_endings))

    def is_finite(self, word: str) -> bool:
        """True for what is a finite verb, as far as lists and endings tell."""
        form = self.forms.get(word)
        if form is not None:
            return form.kind == "finite" and word not in self.words["noun_like"]
        if word in self.nouns:
            return False  # "albarán" ends as a future does
        return word in self.words["finite"] or self.finite_endings.match(word) is not None

    def is_infinitive(self, word: str) -> bool:
        """True for "haber" and "saberlo"; not for "ayer" and "mujer", as far as the lists know them."""
        if len(word) < 3 or self.is_adverb(word) or word in self.words["time"] or word in self.nouns:
            return False
        return self.infinitive_endings.search(word) is not None


@cache
def load_grammar(code: str) -> Grammar:
    """The grammar of a language of CODES. Read once: it never changes while the program runs."""
    raw = yaml.safe_load(resources.files(__package__).joinpath(f"{code}.yaml").read_text(encoding="utf-8"))
    return Grammar(
        code=code,
        name=raw["name"],
        full=raw["reads"] == "full",
        confidence=raw["confidence"],
        forms=_forms(raw),
        words={
            name: frozenset(map(str, held))
            for name, held in raw.items()
            if isinstance(held, list) and name != "according"
        },
        according=tuple((tuple(re.findall(r"[^\s,]+|,", row["words"])), row["comma"]) for row in raw["according"]),
        nouns={word: _KINDS[kind] for kind, words in reversed(raw["kinds"].items()) for word in words},
        titles=frozenset(raw["kinds"]["title"]),
        basis={place: _patterns(raw["basis"][place], place) for place in _PLACES},
        finite_endings=re.compile(raw["finite_endings"]),
        infinitive_endings=re.compile(raw["infinitive_endings"]),
        lead_in_endings=re.compile(raw["lead_in_endings"]),
        adverb_endings=raw["adverb_endings"],
        furniture=re.compile("|".join(raw["furniture"]), re.IGNORECASE) if raw["furniture"] else _NEVER,
        verb_opens=raw.get("verb_opens", False),
        dash_dialogue=raw["dash_dialogue"],
        inward=raw.get("inward", False),
        figures=raw["figures"],
    )


def _patterns(held: Any, place: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_basis = {"hearsay": held} if place == "hearsay" else held
    return tuple((basis, re.compile(p, re.IGNORECASE)) for basis, patterns in by_basis.items() for p in patterns)


def _forms(raw: dict[str, Any]) -> dict[str, Form]:
    """Every form of every verb; an irregular verb has the forms that are listed and no other."""
    bases = {*raw["clause"], *raw["object"], *raw["of"], *raw["infinitive"]}
    found: dict[str, Form] = {}
    kinds: tuple[FormKind, ...] = ("finite", "participle", "gerund")
    for base in sorted(bases):
        found.setdefault(base, Form(base, "infinitive"))
        stem, forms = "", raw["irregular"].get(base)
        if forms is None:
            ending = base.removesuffix("se")[-2:]
            if ending not in raw["endings"]:
                continue
            stem, forms = base.removesuffix("se")[:-2], raw["endings"][ending]
        for kind in kinds:
            for form in str(forms[kind]).split():
                found.setdefault(stem + form, Form(base, kind))
    return found
