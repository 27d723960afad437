"""How a source knows, by the patterns of its language; nothing where the words do not show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sayso.model.nouns import Basis, Figure, Party
from sayso.statements.languages.grammar import Form, Grammar

_BODIES = frozenset({"organisation", "government"})
# characters of a content that are looked at
_LOOKED_AT = 600


@dataclass(frozen=True, slots=True)
class Told:
    """What one attribution says. `here`: its sentence names the source; `around` stands between source, cue and content."""

    here: bool
    form: Form | None
    cue: str
    content: str
    around: str
    figures: tuple[Figure, ...]


def basis_of(source: Party, told: Told, grammar: Grammar) -> tuple[Basis, str]:
    """The basis and the words of the text that show it; ("none", "") where they show nothing.

    What was told of a speaker named before is not lent to what they say later.
    """
    content = told.content[:_LOOKED_AT]
    places = ((source.text if told.here else "", "source"), (content, "content"), (told.around, "around"))
    for where, place in places:
        for basis, pattern in grammar.basis[place]:
            if (match := pattern.search(where)) and _may(cast(Basis, basis), place, source):
                return cast(Basis, basis), match.group()
    if told.here and source.kind == "document" and _is_record(source.text, grammar):
        return "document", source.text
    base = told.form.base if told.form else ""
    if base in grammar.words["official"] and source.kind in {"government", "person"}:
        return "official_act", told.cue
    if base in grammar.words["counting"] and source.kind in _BODIES and told.figures:
        return "own_count", told.cue
    for basis, pattern in grammar.basis["hearsay"]:
        if match := pattern.search(content):
            return cast(Basis, basis), match.group()
    return "none", ""


def _may(basis: Basis, place: str, source: Party) -> bool:
    """Experience is a person's; that a body "we interviewed" says it of itself."""
    if basis == "experience":
        return source.kind in {"person", "unnamed", "author"}
    if basis == "interview" and place == "content":
        return source.kind in _BODIES | {"author"}
    return True


def _is_record(text: str, grammar: Grammar) -> bool:
    words = [w for w in text.lower().split() if w not in grammar.words["determiners"]]
    return bool(words) and words[0].strip(",.") in grammar.words["records"]
