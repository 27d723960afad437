"""What a figure counts, as a slot: the noun it stands before and what befell it ("homes destroyed", "injury", "tonnes rice")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import yaml

from sayso.claims.states import count_states
from sayso.model.nouns import Figure, Statement
from sayso.statements.concepts import Concepts, load_concepts, stem
from sayso.statements.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS

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


# "the number of workers who died in the fire is 43": all that stands between says what is counted
_TALLY, _TALLY_REACH = frozenset({"number", "toll", "total", "tally"}), 16
_SOME = re.compile(r"\b(?:a few|several)\s+(?P<scale>dozen|hundred|thousand)\b(?:\s+of\b)?", re.IGNORECASE)
_SCALES = {"dozen": 12.0, "hundred": 100.0, "thousand": 1_000.0}
_DENIED = re.compile(r"\b(?:not|rather than|instead of)\s+(?:the\s+)?$", re.IGNORECASE)
_INSTEAD = re.compile(
    r"\s*(?:[\w’'\-]+\s*){0,4},?\s*(?:(?:and|but)\s+)?(?:(?:not|rather than|instead of)\s+)?(?:the\s+)?", re.IGNORECASE
)
# "between 11 and 16 October"
_DAY_OF_TWO = re.compile(
    r"\s*(?:and|to|or|[–-])\s*\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b"
)
# a figure with no noun of its own
_BARE = re.compile(r"\s*(?:$|[^\w\s]|(?:and|but|or|rather|as)\b)")
_RUNS_WITHIN = 10
_RUNS = frozenset("ran run runs went gone go flowed flow got poured pour enter entered washed released reached".split())
_INTO = frozenset("into enter entered reached".split())
_WATERS = frozenset("river rivers water waters lake sea stream canal harbour bay creek reservoir sewer sewers".split())
_STUFF = re.compile(r"\s+(?:[\w’'\-]+\s+)?of\s+(?:the\s+)?(?P<stuff>[a-z][\w’'\-]*)")
_ANY_STUFF = frozenset(
    "chemical chemicals waste pollutant pollutants liquid material substance poison toxic it which this".split()
)
# after "holds 300": no noun
_NO_NOUN = (
    PREPOSITIONS
    | AUXILIARIES
    | CONJUNCTIONS
    | DETERMINERS
    | frozenset("today yesterday there overall altogether".split())
)
# plural in form, and no noun
_ADVERBS = frozenset("always afterwards besides perhaps sometimes towards less across thus this as was has is".split())
# "12 dead sailors": an unknown word for people
_AGENT = re.compile(r"(?:ers|ors|ists|ants|ees|ans|men|women|stresses)$")


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure whose measure is a slot; `group` are the people who are counted apart ("firefighters"), "" for people at large.

    A `denied` one is said to be wrong ("43, and not 47").
    """

    figure: Figure
    group: str = ""
    denied: bool = False


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
    text, at = statement.content.text, statement.content.start
    known = [f for f in statement.figures if _DAY_OF_TWO.match(text, f.end - at) is None]
    figures = sorted((*known, *_some(statement)), key=lambda f: (f.start, f.end))[:_MOST]
    limits = [statement.content.start, *(f.end for f in figures)], [*(f.start for f in figures), statement.content.end]
    read = []
    for low, figure, high in zip(limits[0], figures, limits[1][1:], strict=False):
        before, after = _around(figure, statement, low, high)
        read.append(_counted(figure, before, after, measures))
    found = [one for one in _instead(figures, read, statement) if one is not None]
    return [*found, *_zeros(statement, measures), *map(Counted, count_states(statement))]


def of_things(measure: str) -> bool:
    """True for creatures that died, amounts spilled and doors locked."""
    return measure.endswith((": death", " spilled", " locked"))


def other_stuff(a: Figure, of_a: Statement, b: Figure, of_b: Statement) -> bool:
    """True where two amounts spilled are said to be of two substances."""
    if not (a.measure.endswith(" spilled") and b.measure.endswith(" spilled")):
        return False
    mine, theirs = _stuff(a, of_a), _stuff(b, of_b)
    return mine != theirs and bool(mine) and bool(theirs)


def _stuff(figure: Figure, statement: Statement) -> str:
    found = _STUFF.match(statement.content.text, figure.end - statement.content.start)
    return stem(found["stuff"]) if found and found["stuff"] not in _ANY_STUFF else ""


def _some(statement: Statement) -> list[Figure]:
    """ "A few hundred", "several dozen": from twice to ten times the number."""
    at, found = statement.content.start, []
    for match in _SOME.finditer(statement.content.text):
        start, end, scale = at + match.start(), at + match.end(), _SCALES[match["scale"].lower()]
        if not any(f.start < end and start < f.end for f in statement.figures):
            found.append(Figure(match.group(), start, end, 2 * scale, 10 * scale, open_high=True))
    return found[:_MOST]


def _instead(figures: Sequence[Figure], read: Sequence[Counted | None], statement: Statement) -> list[Counted | None]:
    """The figures as read, with those denied marked; of "43, and not 47 workers" either counts what the other does."""
    text, at = statement.content.text, statement.content.start
    found = list(read)
    exact = [f.low is not None and f.low == f.high for f in figures]
    no = [
        e and _DENIED.search(text[max(0, f.start - at - 16) : f.start - at])
        for e, f in zip(exact, figures, strict=True)
    ]
    for i in range(1, len(figures)):
        a, b = figures[i - 1], figures[i]
        if bool(no[i]) == bool(no[i - 1]) or a.unit != b.unit or a.end > b.start:
            continue
        if not _INSTEAD.fullmatch(text[a.end - at : b.start - at]):
            continue
        for k, other in ((i - 1, i), (i, i - 1)):
            if _BARE.match(text, figures[k].end - at):
                found[k] = found[k] or _like(figures[k], found[other])
        for k in (i - 1, i):
            one = found[k]
            found[k] = replace(one, denied=True) if no[k] and one is not None else one
    return found


def _like(figure: Figure, other: Counted | None) -> Counted | None:
    return other and replace(other, figure=replace(figure, measure=other.figure.measure, scope=other.figure.scope))


def _counted(figure: Figure, before: list[str], after: list[str], measures: Measures) -> Counted | None:
    if figure.unit == "%" or figure.measure in OWN_WORK or "part" in figure.scope.split("; "):
        return None  # a share, the source's own work, and a part whose predicate says what it is part of
    if figure.unit:
        name = _nearest("money", before, after, measures)
        return Counted(replace(figure, measure=f"money: {name}")) if name else None
    kind, name, rest = _noun(after, measures)
    tally = _tally(before)
    group = name if kind == "groups" else next((n for k, n in map(measures.of, tally[:4]) if k == "groups"), "")
    if kind in {"spans", "other"}:
        return None
    if kind == "creatures":
        return _things(figure, kind, name, before, rest, measures)
    ahead = measures.of(before[-1]) if before else ("", "")
    known = measures.concepts.kind(figure.measure) == "event" or figure.measure == "capacity"
    # "held three meetings"
    if ahead == ("happened", "held") and not kind and after and after[0] not in _NO_NOUN:
        return None
    if ahead[0] == "happened" and kind in {"people", "groups", ""} and figure.measure != "capacity":
        return Counted(replace(figure, measure=ahead[1]), group)  # "killed 12 people and injured 30"
    if known:
        return Counted(figure, group)
    if kind == "happened":
        return Counted(replace(figure, measure=name), group)
    if kind in {"things", "units"}:
        return _things(figure, kind, name, before, rest, measures)
    happened = (ahead[1] if ahead[0] == "happened" else "") or _nearest("happened", before, rest, measures)
    happened = happened or next((n for k, n in map(measures.of, tally) if k == "happened"), "")
    # "1,200 were left homeless", "the toll rose to 15"
    if happened and (
        kind in {"people", "groups"} or not after or after[0] in AUXILIARIES or after[:2] == ["and", "not"]
    ):
        return Counted(replace(figure, measure=happened), group)
    return None


def _tally(before: Sequence[str]) -> list[str]:
    """What stands after "the number of" and before its figure; nothing where the clause has no such words."""
    at = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _TALLY), None)
    return list(before[at + 1 :]) if at is not None and len(before) - at <= _TALLY_REACH else []


def _things(
    figure: Figure, kind: str, name: str, before: Sequence[str], rest: Sequence[str], measures: Measures
) -> Counted | None:
    """ "40 homes were destroyed", "300 tonnes of rice": things by what was done to them, amounts by what they are of as well."""
    ahead = measures.of(before[-1]) if before else ("", "")
    done = ahead[1] if ahead[0] == "done" else _nearest("done", before, rest, measures)
    done = "" if kind == "units" and done == "closed" else done  # "four tonnes got out before the leak was shut"
    if kind == "creatures" and not done and (befell := _nearest("happened", before, rest, measures)):
        return Counted(replace(figure, measure=f"{name}: {befell}"))
    near = (*before[-_REACH:], *rest[:_RUNS_WITHIN])
    # "ran into the Sell"; of what is named, "into stores" is no spill
    ran = bool(_RUNS & set(near)) and bool(_INTO & set(near)) and bool(_WATERS & set(near) or rest[:1] != ["of"])
    ran = ran or {"got", "out"} <= set(near)
    if kind == "units" and (done == "spilled" or (ran and not done)):
        return Counted(replace(figure, measure=f"{name} spilled"))  # of what, other_stuff tells
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
        if kind in {"happened", "done"} and i + 1 < len(words):
            # "6,200 dead fish", "twelve locked doors": the noun decides
            noun, thing = measures.of(words[i + 1])
            if noun in {"things", "creatures", "units"}:
                return noun, thing, [word, *words[i + 2 :]]
            if not noun and _names_things(words[i + 1], name, measures):
                return "other", "", words[i + 2 :]
        if kind and kind != "money":
            return kind, name, words[i + 1 :]
        if word in PREPOSITIONS or (word in AUXILIARIES and word not in DETERMINERS):
            break
    return "", "", words


def _names_things(word: str, befell: str, measures: Measures) -> bool:
    """True for a plural that is no known word for people; of what is locked or registered even "doors" is."""
    plural = word.endswith("s") and not word.endswith(("ss", "us", "days")) and word not in _NO_NOUN | _ADVERBS
    if not plural or measures.concepts.kind(measures.concepts.of(word)) == "person":
        return False
    return befell == "held" or _AGENT.search(word[-8:]) is None


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
        # of "none of the exits was locked" the noun decides
        if kinds[at][1] == "held" and any(
            kind == "" and word.group().lower() not in _NO_NOUN
            for word, (kind, _) in zip(words, kinds[:at], strict=False)
        ):
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
