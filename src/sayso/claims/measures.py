"""What a figure counts, as a slot: the noun it stands before and what befell it ("homes destroyed", "injury", "tonnes rice")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import yaml

from sayso.model.nouns import Figure, Statement
from sayso.statements.concepts import Concepts, load_concepts, stem
from sayso.statements.words import AUXILIARIES, DETERMINERS, PREPOSITIONS

# how many people a source visited or spoke to is a fact about the source
OWN_WORK = frozenset({"interview", "visit"})
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_CLAUSE = re.compile(r"[,;:.!?](?=\s|$)|\s[—–]\s|\b(?:while|but|though|although)\b", re.IGNORECASE)
# the words before a figure that may say what it counts: "the number of injured stood at", "the death toll rose to"
_REACH = 6
# characters of a clause that are looked at, and figures of a statement: enough for any sentence, bounded for a hostile one
_CLAUSE_LENGTH, _MOST = 160, 200
_ZERO = re.compile(
    r"\b(?:(?P<all>no one|no-one|nobody|none of (?:the|those|them|his|its|their)\b)"
    r"|(?P<none>no)(?=\s+\w)(?!\s+(?:more|fewer|less|longer|later|doubt|matter)\b))",
    re.IGNORECASE,
)
_ZERO_ENDS = re.compile(rf"{_CLAUSE.pattern}|\band\b", re.IGNORECASE)
_DENIED_ZERO = re.compile(r"\b(?:(?P<all>anyone|anybody)|(?P<none>any)(?=\s+\w))", re.IGNORECASE)
# "nobody died of hunger" tells of some deaths only
_NARROWED = re.compile(r"\s+(?:from|of|by|because|due|as a)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure whose measure is a slot; `group` are the people who are counted apart ("firefighters"), "" for people at large."""

    figure: Figure
    group: str = ""


@dataclass(frozen=True, slots=True)
class Measures:
    """The table of measures.yaml, with the concepts that it adds to."""

    concepts: Concepts
    words: dict[str, tuple[str, str]]
    prefixes: tuple[tuple[str, tuple[str, str]], ...]

    def of(self, word: str) -> tuple[str, str]:
        """(class, name) of a lower-case word: ("happened", "evacuated"); ("", "") for a word that counts nothing."""
        concept = self.concepts.of(word)
        if self.concepts.kind(concept) == "event" and concept not in OWN_WORK:
            return "happened", concept or ""
        if (found := self.words.get(word)) is not None:
            return found
        if (found := next((f for prefix, f in self.prefixes if word.startswith(prefix)), None)) is not None:
            return found
        if self.concepts.kind(concept) == "person":
            return ("people", "") if concept in {"person", "detainee"} else ("groups", concept or "")
        return "", ""


@cache
def load_measures() -> Measures:
    """The table of the package; it never changes while the program runs."""
    raw = yaml.safe_load(resources.files("sayso.claims").joinpath("measures.yaml").read_text(encoding="utf-8"))
    words: dict[str, tuple[str, str]] = {}
    prefixes: list[tuple[str, tuple[str, str]]] = []
    for kind, table in raw.items():
        for name, forms in table.items() if isinstance(table, dict) else [("", table)]:
            for form in map(str, forms):
                if form.endswith("*"):
                    prefixes.append((form[:-1], (kind, name)))
                else:
                    words.setdefault(form, (kind, name))
    return Measures(load_concepts(), words, tuple(sorted(prefixes, key=lambda p: (-len(p[0]), p))))


def count(statement: Statement, measures: Measures) -> list[Counted]:
    """The statement's figures that have slots, in order, and a zero for "nobody was hurt" and "no homes were destroyed"."""
    figures = sorted(statement.figures, key=lambda f: (f.start, f.end))[:_MOST]
    limits = [statement.content.start, *(f.end for f in figures)], [*(f.start for f in figures), statement.content.end]
    found = []
    for low, figure, high in zip(limits[0], figures, limits[1][1:], strict=False):
        before, after = _around(figure, statement, low, high)
        if (one := _counted(figure, before, after, measures)) is not None:
            found.append(one)
    return found + _zeros(statement, measures)


def _counted(figure: Figure, before: list[str], after: list[str], measures: Measures) -> Counted | None:
    if figure.unit == "%" or figure.measure in OWN_WORK or "part" in figure.scope.split("; "):
        return None  # a share, the source's own work, and a part whose predicate says what it is part of
    if figure.unit:
        name = _nearest("money", before, after, measures)
        return Counted(replace(figure, measure=f"money: {name}")) if name else None
    kind, name, rest = _noun(after, measures)
    group = name if kind == "groups" else ""
    if kind == "spans":
        return None
    ahead = measures.of(before[-1]) if before else ("", "")
    known = measures.concepts.kind(figure.measure) == "event" or figure.measure == "capacity"
    if ahead[0] == "happened" and kind in {"people", "groups", ""} and figure.measure != "capacity":
        return Counted(replace(figure, measure=ahead[1]), group)  # "killed 12 people and injured 30"
    if known:
        return Counted(figure, group)
    if kind == "happened":
        return Counted(replace(figure, measure=name), group)
    if kind in {"things", "units"}:
        return _things(figure, kind, name, before, rest, measures)
    happened = (ahead[1] if ahead[0] == "happened" else "") or _nearest("happened", before, rest, measures)
    # "1,200 were left homeless", "the toll rose to 15"
    if happened and (kind in {"people", "groups"} or not after or after[0] in AUXILIARIES):
        return Counted(replace(figure, measure=happened), group)
    return None


def _things(
    figure: Figure, kind: str, name: str, before: Sequence[str], rest: Sequence[str], measures: Measures
) -> Counted | None:
    """ "40 homes were destroyed", "300 tonnes of rice": things by what was done to them, amounts by what they are of as well."""
    ahead = measures.of(before[-1]) if before else ("", "")
    done = ahead[1] if ahead[0] == "done" else _nearest("done", before, rest, measures)
    of_what = next((stem(w) for w in rest[1:3] if w not in DETERMINERS), "") if rest[:1] == ["of"] else ""
    measure = " ".join(filter(None, (name, of_what if kind == "units" else "", done)))
    return Counted(replace(figure, measure=measure)) if measure != name else None


def _around(figure: Figure, statement: Statement, low: int, high: int) -> tuple[list[str], list[str]]:
    """The words of the figure's clause before and after it, between the figures that end at `low` and begin at `high`."""
    text, at = statement.content.text, statement.content.start
    start, end = max(0, low - at, figure.start - at - _CLAUSE_LENGTH), min(high - at, figure.end - at + _CLAUSE_LENGTH)
    before = _CLAUSE.split(text[start : max(start, figure.start - at)])[-1]
    after = _CLAUSE.split(text[figure.end - at : max(end, figure.end - at)], maxsplit=1)[0]
    return [w.lower() for w in _WORD.findall(before)], [w.lower() for w in _WORD.findall(after)]


def _noun(after: Sequence[str], measures: Measures) -> tuple[str, str, list[str]]:
    """(class, name, words after it) of what a number counts: the first known word before a preposition or verb."""
    words = list(after[1:] if after[:1] == ["of"] else after)
    for i, word in enumerate(words[:5]):
        kind, name = measures.of(word)
        if kind == "people" and i + 1 < len(words) and measures.of(words[i + 1])[0] in {"people", "groups", "things"}:
            continue  # "three other firefighters"
        if kind and kind != "money":
            return kind, name, words[i + 1 :]
        if word in PREPOSITIONS or (word in AUXILIARIES and word not in DETERMINERS):
            break
    return "", "", words


def _nearest(wanted: str, before: Sequence[str], after: Sequence[str], measures: Measures) -> str:
    """The name of this class that stands first after a figure, else nearest before it."""
    for word in (*after[:8], *reversed(before[-_REACH:])):
        kind, name = measures.of(word)
        if kind == wanted:
            return name
    return ""


def _zeros(statement: Statement, measures: Measures) -> list[Counted]:
    text = statement.content.text
    found: list[Counted] = []
    for match in (_DENIED_ZERO if statement.denies else _ZERO).finditer(text):
        if len(found) == _MOST:
            break
        after = _ZERO_ENDS.split(text[match.end() : match.end() + _CLAUSE_LENGTH], maxsplit=1)[0]
        words = list(_WORD.finditer(after))[:_REACH]
        kinds = [measures.of(w.group().lower()) for w in words]
        at = next((i for i, (kind, _) in enumerate(kinds) if kind in {"happened", "done"}), None)
        if at is None:
            continue
        # "no water, and people died" counts nobody
        if match.group("none") and at and not any(kind in {"people", "groups", "things"} for kind, _ in kinds[:at]):
            continue
        # "none of those arrested was the driver" counts no arrests
        thing = next((name for kind, name in kinds[:at] if kind == "things"), "")
        if (not at and match.group().lower().endswith(("those", "the"))) or bool(thing) != (kinds[at][0] == "done"):
            continue
        if _NARROWED.match(after[words[at].end() :]):
            continue
        group = next((name for kind, name in kinds[:at] if kind == "groups"), "")
        start, end = statement.content.start + match.start(), statement.content.start + match.end()
        measure = " ".join(filter(None, (thing, kinds[at][1])))
        found.append(Counted(Figure(match.group(), start, end, 0.0, 0.0, measure=measure), group))
    return found
