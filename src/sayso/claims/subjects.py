"""What a statement is about: a facility named in it, the one its document is about, or a country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from sayso.claims.anchors import Anchors, names_event
from sayso.model.nouns import Document, Statement

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-]*"
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'\-]*(?:\s(?:(?:de|del|la|las|los|da|do|al|el)\s){0,2}[A-ZÀ-ÖØ-Þ][\w’'\-]*){0,3}"
_KIND = (
    r"[Pp]rison [Ff]arm|[Pp]risons?|[Jj]ails?|[Pp]enitentiary|[Cc]orrectional (?:[Ff]acility|[Cc]ent(?:er|re)|[Ii]nstitution)"
    r"|[Dd]etention (?:[Ff]acility|[Cc]ent(?:er|re))|[Rr]emand [Cc]ent(?:er|re)|[Cc]onfinement [Cc]ent(?:er|re)"
)
_FACILITY = re.compile(rf"(?P<name>{_NAME}(?:(?:,| and) (?:{_NAME})){{0,4}})\s+(?P<kind>{_KIND})(?!\w)")
_SPLIT = re.compile(r",\s*|\s+and\s+")
# capitalised words that open a sentence or name an office, not a place
_NO_NAME = frozenset(
    "the a an this that these those in at on from of no its their his her our every each all some many most new old former federal "
    "state national county city private women men maximum minimum high low main central local overcrowded conditions inside "
    "president minister human international american because while when after before under while and but if as other two three "
    "central district u.s us guard any both one his several what where how".split()
)
# on one line: a headline ends without a full stop
_TOWN = rf"{_CAPITAL}(?:[ \xa0](?:(?:de|del|la|las|los|da|do|al|el)[ \xa0]){{0,2}}{_CAPITAL})"
_LOCATED = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Oo]ff)\s+(?:the\s+)?(?P<place>{_TOWN}{{0,3}})(?!\w|\.\w)"
)
_RUN = re.compile(rf"{_TOWN}*")
_LONGEST = 6  # words of a place's name
# a person or an office stands after "in" now and then, a place mostly
_LOCATED_SHARE = 0.3
# capitalised after "in", and no place
_NO_PLACE = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday christmas easter english spanish congress parliament ministry department university court agency "
    "office house senate commission council government".split()
)
# a document is about a facility when it is named in the title or makes up this share of all facilities named
_DOMINANT = 0.6


@dataclass(frozen=True, slots=True)
class Subject:
    """A normal name; `how` says where it was read: in the content, the sentence, or carried from the document."""

    name: str
    kind: str  # facility, country or place
    how: str


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    raw = yaml.safe_load(resources.files("sayso.claims").joinpath("countries.yaml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for country, others in raw.items():
        for name in (country, *others):
            names[name] = country
    pattern = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<![\w.])(?:{pattern})(?!\w)"), names


def find_facilities(text: str) -> list[tuple[int, str]]:
    """(offset, normal name) of each facility named in full: "Izalco and La Esperanza prisons" gives two."""
    found = []
    for match in _FACILITY.finditer(text):
        kind = match.group("kind").lower()
        for part in _SPLIT.split(match.group("name")):
            words = part.split()
            while words and words[0].lower().removesuffix("’s") in _NO_NAME:
                words.pop(0)
            if (
                words
                and not part.isupper()
                and not words[-1].endswith(("’s", "'s"))
                and words[0].lower() not in _countries()[1]
            ):
                singular = kind.removesuffix("s") if kind in {"prisons", "jails"} else kind
                name = " ".join(words)
                if name in _countries()[1]:
                    continue
                found.append((match.start() + match.group().find(part), f"{name} {singular.title()}"))
    return found


def find_countries(text: str) -> list[tuple[int, str]]:
    """(offset, country) of each country named, by name or adjective."""
    pattern, names = _countries()
    return [(m.start(), names[m.group()]) for m in pattern.finditer(text)]


def _towns(documents: Sequence[Document]) -> frozenset[str]:
    """The places that the case's documents say something happened in: names that stand after "in", "at" or "near" often enough.

    Titles are not read for them: of "Calm in Puerto Lindo After Storm" every word is a name.
    """
    located: Counter[str] = Counter()
    named: Counter[str] = Counter()
    outlets = {d.outlet for d in documents}
    for document in documents:
        for words in (_words(m.group()) for m in _RUN.finditer(document.text)):
            named.update(name for at in range(len(words)) for name in _names_at(words, at))
        for match in _LOCATED.finditer(document.text):
            name = match.group("place")
            lower = [w.lower() for w in name.split()]
            if lower[0] in _NO_NAME - {"new", "old", "high", "low", "central"} or set(lower) & _NO_PLACE:
                continue
            if names_event(document.text, match.end()):
                continue
            if len(name) > 1 and not name.isupper() and name not in _countries()[1] and name not in outlets:
                located[name] += 1
    return frozenset(
        n for n, count in located.items() if count >= _LOCATED_SHARE * named[n] and not n.endswith(("’s", "'s"))
    )


def _words(run: str) -> list[str]:
    return [w.removesuffix("’s").removesuffix("'s") for w in run.split()]


def _names_at(words: Sequence[str], at: int) -> list[str]:
    """The names that begin at this word of a run of capitalised words, the longest first."""
    return [" ".join(words[at:end]) for end in range(min(len(words), at + _LONGEST), at, -1)]


class Places:
    """The facilities of a case, so that "Monte Claro" alone is the prison that some document names in full."""

    def __init__(self, documents: Sequence[Document]) -> None:
        named: Counter[str] = Counter()
        for document in documents:
            named.update({name for _, name in find_facilities(document.text)})
        # "Izalco Prison" and "Izalco Prison Farm" stay apart; a short name that two facilities share is no facility
        short: dict[str, set[str]] = {}
        for name in named:
            base = re.sub(rf"\s+(?:{_KIND})$", "", name)
            if len(base.split()) > 1:
                short.setdefault(base, set()).add(name)
        self._short = {base: next(iter(full)) for base, full in short.items() if len(full) == 1}
        pattern = "|".join(re.escape(b) for b in sorted(self._short, key=lambda b: (-len(b), b)))
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if pattern else None
        self._of_document = {d.id: self._about(d) for d in documents}
        self._towns = _towns(documents)
        self.anchors = Anchors(documents, self._town_names)
        self._town_of = {d.id: self._town_about(d) for d in documents}
        self._most_named = {d.id: self._town_named_most(d) for d in documents}

    def facilities(self, text: str) -> list[str]:
        """Facilities named in the text, in full or by a short name that the case knows, in order, without repeats."""
        found = find_facilities(text)
        if self._pattern is not None:
            found += [(m.start(), self._short[m.group()]) for m in self._pattern.finditer(text)]
        return list(dict.fromkeys(name for _, name in sorted(found)))

    def event(self, statement: Statement, *, by_story: bool = False) -> Subject | None:
        """The place of what happened: one named in the content, else in the sentence, else in its document's title.

        An event or a river with a name stands for the place that the case's documents put it in. `by_story`: else the one town
        that the document names most, for what is too particular to be told of another place in passing.
        """
        for text, how in ((statement.content.text, "content"), (statement.sentence, "sentence")):
            named = self.anchors.place_of(text, self._town_names(text))
            if len(named) == 1:
                return Subject(named.pop(), "place", how)
            if named:
                return None  # "in Puerto Lindo and Casa Larga": of both, or of which
            if anchor := self.anchors.of(text):
                return Subject(self.anchors.place(anchor), "place", f"{how}, {anchor}")
        named_most = self._most_named.get(statement.document) if by_story else None
        return self._town_of.get(statement.document) or named_most

    def _town_names(self, text: str) -> list[str]:
        """The known places named in a text, the longest at each word: "Puerto Lindo" in "the old Puerto Lindo Bridge"."""
        found = []
        for match in _RUN.finditer(text):
            words = _words(match.group())
            at = 0
            while at < len(words):
                name = next((n for n in _names_at(words, at) if n in self._towns), "")
                at += len(name.split()) or 1
                found += [name] if name else []
        return found

    def _town_about(self, document: Document) -> Subject | None:
        in_title = self.anchors.towns(self._town_names(document.title or ""))
        return Subject(in_title.pop(), "place", "the document's title") if len(in_title) == 1 else None

    def _town_named_most(self, document: Document) -> Subject | None:
        counts = Counter(n for n in self._town_names(document.text) if self.anchors.towns([n]))
        if not counts:
            return None
        name, most = counts.most_common(1)[0]
        sure = most >= 2 and most >= _DOMINANT * counts.total()
        return Subject(name, "place", "named most in the document") if sure else None

    def _about(self, document: Document) -> Subject | None:
        title = document.title or ""
        if named := self.facilities(title):
            return Subject(named[0], "facility", "the document's title")
        counts: Counter[str] = Counter(name for _, name in find_facilities(document.text))
        if self._pattern is not None:
            counts.update(self._short[m.group()] for m in self._pattern.finditer(document.text))
        if counts:
            name, most = counts.most_common(1)[0]
            if most >= 2 and most >= _DOMINANT * counts.total():
                return Subject(name, "facility", "named most in the document")
        if in_title := find_countries(title):
            return Subject(in_title[0][1], "country", "the document's title")
        countries = Counter(name for _, name in find_countries(document.text))
        return Subject(countries.most_common(1)[0][0], "country", "named most in the document") if countries else None

    def of(self, statement: Statement) -> Subject | None:
        """The subject of a statement: the facility or country in its content, else its sentence's, else its document's."""
        for text, how in ((statement.content.text, "content"), (statement.sentence, "sentence")):
            if how == "sentence" and text == statement.content.text:
                break  # a document's own voice: the sentence is the content
            if facilities := self.facilities(text):
                return Subject(facilities[0], "facility", how)
        about = self._of_document.get(statement.document)
        if about is not None and about.kind == "facility":
            return about
        if countries := find_countries(statement.content.text):
            return Subject(countries[0][1], "country", "content")
        return about
