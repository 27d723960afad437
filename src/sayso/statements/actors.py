"""Who acts in a sentence: its grammatical subject and the verb, as far as words without a parser show them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model.nouns import Document, Party
from sayso.statements.clauses import TIME_WORDS
from sayso.statements.lexicon import load_lexicon
from sayso.statements.parties import Naming
from sayso.statements.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    SUBORDINATORS,
    Quotation,
    Word,
    is_possessive,
    quotation_at,
    split_words,
)

_FINITE = FINITE | frozenset(
    "sat lay stood found shot fell rose fled drove brought bought built wrote spoke knew grew drew chose sold sent spent hit beat "
    "heard read thought felt paid caught taught tore wore bore froze swore ate drank slept woke hid held sought".split()
)
_BE = frozenset("is are was were be been being".split())
_RELATIVES = frozenset("who which that whose".split())
_MAX_LEAD, _MAX_PHRASE = 14, 16  # words


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject's noun phrase at text[start:end], with the verb that follows it, lower case; `passive`: it is done to."""

    start: int
    end: int
    verb: str
    passive: bool


def subject_of(text: str, start: int, end: int) -> Subject | None:
    """The subject of text[start:end] where it stands before its verb, behind at most one adverbial; else None.

    An apposition between commas and one relative clause are part of the phrase: "Ana Ruiz, a nurse, came".
    """
    words = split_words(text, start, end)
    first = _past_lead(words)
    verb = _main_verb(words, first) if first is not None else None
    if first is None or verb is None:
        return None
    past = verb
    while past > first + 1 and not words[past - 1].is_word:
        past -= 1
    passive, k = False, verb
    while k + 1 < len(words) and (words[k].lower in AUXILIARIES or words[k].lower.endswith("ly")):
        passive, k = words[k].lower in _BE or (passive and words[k].lower not in FINITE), k + 1
    return Subject(words[first].start, words[past - 1].end, words[k].lower, passive and words[k].lower.endswith("ed"))


def _past_lead(words: Sequence[Word]) -> int | None:
    """The index of the first word behind "But", "On Monday", "After the fire,"; None where no end of it is seen."""
    i = 0
    while i < len(words) and (words[i].lower in CONJUNCTIONS | {"that"} or not words[i].is_word):
        i += 1
    if i >= len(words) or (words[i].lower not in PREPOSITIONS | SUBORDINATORS and not words[i].lower.endswith("ly")):
        return i if i < len(words) else None
    k = i + 1
    while k < len(words) and (words[k].lower in TIME_WORDS or words[k].text == "May" or words[k].text[0].isdigit()):
        k += 1
    if k > i + 1 and k < len(words) and words[k].text != ",":
        return k
    comma = next((j for j in range(i, min(len(words), i + _MAX_LEAD)) if words[j].text == ","), None)
    return comma + 1 if comma is not None and comma + 1 < len(words) else None


def _main_verb(words: Sequence[Word], first: int) -> int | None:
    """The index of the verb of the phrase that begins at `first`; what a comma encloses and a relative clause are passed."""
    k, skip = first + 1, 0
    while k < min(len(words), first + _MAX_PHRASE + skip):
        word = words[k]
        if word.text == ",":
            closing = next((j for j in range(k + 1, min(len(words), k + _MAX_PHRASE)) if words[j].text == ","), None)
            if closing is None:
                return None
            k, skip = closing + 1, skip + closing - k
            continue
        if not word.is_word:
            return None
        if word.lower in _RELATIVES:
            relative = next((j for j in range(k + 1, min(len(words), k + 6)) if _is_verb(words, j, first)), None)
            if relative is None:
                return None
            while relative + 1 < len(words) and words[relative].lower in AUXILIARIES:
                relative += 1
            k, skip = relative + 1, skip + relative - k
            continue
        if _is_verb(words, k, first):
            return k
        k += 1
    return None


def _is_verb(words: Sequence[Word], k: int, first: int) -> bool:
    word, before = words[k], words[k - 1]
    if word.is_name or not word.is_word or is_possessive(before):
        return False
    if word.lower in _FINITE or (word.lower in AUXILIARIES and word.lower not in {"then", "also", "both", "just"}):
        return True
    if before.lower in _RELATIVES and word.lower.endswith("s"):
        return True
    if before.lower in DETERMINERS:
        return False
    if word.lower.endswith("ed") and word.lower not in {"unidentified", "unnamed", "armed"}:
        return True
    lexicon = load_lexicon()
    known = lexicon.verbs.get(word.lower)
    if known is not None and known.form in {"third", "past"} and word.lower not in lexicon.noun_like:
        return True
    # "Petra Halmi runs the hospital"
    return word.lower.endswith("s") and k - first > 1 and all(w.is_name for w in words[first:k])


class Subjects:
    """The subjects of a document's sentences, outside quotation marks."""

    def __init__(self, document: Document, quotations: Sequence[Quotation], naming: Naming) -> None:
        self._text, self._sentences = document.text, document.sentences
        self._quotations, self._naming = quotations, naming

    def together(self, one: int, other: int) -> bool:
        """True where one sentence holds both offsets."""
        return bisect_left(self._sentences, (one + 1, 0)) == bisect_left(self._sentences, (other + 1, 0))

    def between(self, after: int, before: int) -> Iterator[tuple[Party, str]]:
        """The subjects of the sentences between those that hold the two offsets, the nearest to `before` first, each with
        its sentence from the verb on. The people of a body stand for it: "Inspectors of the ministry"."""
        k = bisect_left(self._sentences, (before + 1, 0)) - 2
        while k >= 0 and self._sentences[k][0] > after:
            start, end = self._sentences[k]
            k -= 1
            if quotation_at(self._quotations, start) is not None:
                continue
            if (subject := subject_of(self._text, start, end)) is None:
                continue
            first, past = _body_of(self._text, subject)
            yield self._naming.party(self._text[first:past], first, past), self._text[subject.end : end].lstrip(" ,")


# who goes out for a body, and what they bring home is its own
_ITS_PEOPLE = (
    r"(?:inspectors|investigators|delegation|mission|observers|monitors|researchers|officers|officials|teams?)"
)
_OF_BODY = re.compile(
    rf"(?:the |its |\w+ )?{_ITS_PEOPLE} (?:of|from) (?P<of>the [a-z]+|(?:the )?(?-i:[A-Z])\w.*)$"
    rf"|(?P<whose>the [\w\- ]+|(?-i:[A-Z])[\w\- ]+)[’']s? (?:\w+ ){{0,2}}?{_ITS_PEOPLE}$",
    re.IGNORECASE,
)


def _body_of(text: str, subject: Subject) -> tuple[int, int]:
    """Where the body stands whose people the subject is, else the subject itself."""
    found = _OF_BODY.match(text[subject.start : subject.end])
    if found is None:
        return subject.start, subject.end
    first, past = found.span("of" if found["of"] else "whose")
    return subject.start + first, subject.start + past


_WOMAN = (
    r"(?:woman|mother|wife|widow|daughter|sister|girl|aunt|niece|grandmother|spokeswoman|chairwoman|congresswoman|policewoman|queen"
    r"|actress|nun|midwife|businesswoman)"
)
_MAN = (
    r"(?:man|father|husband|widower|son|brother|boy|uncle|nephew|grandfather|spokesman|chairman|congressman|policeman|king|fisherman"
    r"|ferryman|businessman|priest|monk)"
)
_HERS = re.compile(rf"\b(?:Mrs|Ms|Miss|Lady|Sister|Queen|Madam)\b|\b{_WOMAN}\b(?! of\b)")
_HIS = re.compile(rf"\b(?:Mr|Sir|Lord|Father|King)\b|\b{_MAN}\b(?! of\b)")
_POSSESSED = re.compile(r"^\W*(?:\w+\W+){0,2}?(?P<whose>his|her|himself|herself)\b", re.IGNORECASE)


def gender_of(party: Party, after: str = "") -> str:
    """ "she", "he" or "" by title and trade in the words that name a person, and by what follows its verb: "lost her brother"."""
    hers, his = _HERS.search(party.text), _HIS.search(party.text)
    if hers or his:
        return "" if hers and his else "she" if hers else "he"
    whose = _POSSESSED.match(after)
    return "" if whose is None else "she" if whose["whose"].lower().startswith("her") else "he"
