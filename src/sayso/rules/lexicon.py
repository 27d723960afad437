"""Which texts a topic's terms are found in: an inverted index of words first, the phrases themselves second."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.rules.language import Term, Topic

_WORD = re.compile(r"\w+(?:'\w+)*")
_PATTERN = re.compile(r"\w+(?:'\w+)*\*?")
_BARRIER = "\x00"


def fold(text: str) -> list[str]:
    """Words in order, without case, accents, hyphens and the possessive: "Sin-Luz Natural" is sin, luz, natural."""
    return [word.removesuffix("'s") for word in _WORD.findall(_plain(text))]


def fold_phrase(phrase: str) -> list[str]:
    """The words of a term, as `fold` gives them; a final * stays with its word."""
    return [word.removesuffix("'s") for word in _PATTERN.findall(_plain(phrase))]


def _plain(text: str) -> str:
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return text.casefold()


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement to look through: the words of its content, and the rest of the sentence it stands in."""

    content: str
    around: str = ""


class Lexicon:
    """The folded words of many units with their places: `find` costs what the rare words of a topic cost."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._words: list[list[str]] = []
        self._content_length: list[int] = []
        self._places: dict[str, dict[int, list[int]]] = {}
        # rules share phrases ("cell*"), so each is looked up once
        self._found: dict[str, dict[int, bool]] = {}
        for number, unit in enumerate(units):
            content = fold(unit.content)
            self._content_length.append(len(content))
            words = [*content, _BARRIER, *fold(unit.around)]
            self._words.append(words)
            for place, word in enumerate(words):
                self._places.setdefault(word, {}).setdefault(number, []).append(place)
        self._vocabulary = sorted(self._places)

    def find(self, topic: Topic) -> tuple[set[int], set[int]]:
        """Numbers of the units on the topic, and of those that a `not_terms` phrase cancels; the two do not overlap."""
        on_topic: set[int] = set()
        for term in topic.terms:
            on_topic |= self._term(term)
        cancelled: set[int] = set()
        for phrase in topic.not_terms:
            cancelled |= set(self._phrase(phrase)) & on_topic
        return on_topic - cancelled, cancelled

    def _term(self, term: Term) -> set[int]:
        """Units with a phrase of every group; one of them at least inside the content, or it is another's statement."""
        everywhere: set[int] | None = None
        inside: set[int] = set()
        for group in term.groups:
            found: set[int] = set()
            for phrase in group:
                for number, in_content in self._phrase(phrase).items():
                    found.add(number)
                    if in_content:
                        inside.add(number)
            everywhere = found if everywhere is None else everywhere & found
            if not everywhere:
                return set()
        return (everywhere or set()) & inside

    def _phrase(self, phrase: str) -> dict[int, bool]:
        """Units that hold the phrase's words side by side, with whether they do so inside the content."""
        if phrase not in self._found:
            self._found[phrase] = self._look_up(fold_phrase(phrase))
        return self._found[phrase]

    def _look_up(self, words: Sequence[str]) -> dict[int, bool]:
        places = [self._having(word) for word in words]
        rarest = min(places, key=len)
        found: dict[int, bool] = {}
        for number in rarest:
            if not all(number in having for having in places):
                continue
            later = [set(having[number]) for having in places[1:]]
            for start in places[0][number]:
                if all(start + i in stands for i, stands in enumerate(later, 1)):
                    found[number] = start + len(words) <= self._content_length[number]
                    break
        return found

    def _having(self, word: str) -> Mapping[int, Sequence[int]]:
        """Units with the word and its places there, first place first."""
        if not word.endswith("*"):
            return self._places.get(word, {})
        stem = word[:-1]
        found: dict[int, list[int]] = {}
        for index in range(bisect_left(self._vocabulary, stem), len(self._vocabulary)):
            if not self._vocabulary[index].startswith(stem):
                break
            for number, places in self._places[self._vocabulary[index]].items():
                found.setdefault(number, []).extend(places)
        return {number: sorted(places) for number, places in found.items()}
