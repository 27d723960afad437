"""Attribution without a verb: "according to", an outlet in brackets, "in X's proposition", "X's claim that"."""

from __future__ import annotations

import re

from sayso.outlets import OutletTable
from sayso.statements.clauses import TIME_WORDS, Sentence, content_after
from sayso.statements.found import Found, Offsets
from sayso.statements.lexicon import Lexicon
from sayso.statements.words import CLOSING, CONJUNCTIONS, PREPOSITIONS, is_possessive

_ACCORDING = re.compile(
    r"\b(?:according to|in the (?:words|view|opinion) of|as reported by|as told to)\s+", re.IGNORECASE
)
# "(Reuters)", "(AP, 3 March)", "(via CNN)": one bracket of at most this many characters
_BRACKET = re.compile(r"\((?:via |source: |see )?([^()\n]{2,60})\)", re.IGNORECASE)
_OUTLET_AND_DATE = re.compile(r"^(.*?)(?:,\s*(?:\d.*|[A-Z][a-z]+\.? \d.*))?$")


def find_according(sentence: Sentence) -> list[Found]:
    """ "According to X, CONTENT" and "CONTENT, according to X"."""
    found: list[Found] = []
    for match in _ACCORDING.finditer(sentence.text, sentence.start, sentence.end):
        quotation = sentence.quoted(match.start())
        if quotation is not None and quotation.closed:
            continue
        first = next((k for k, w in enumerate(sentence.words) if w.start >= match.end()), None)
        if first is None:
            continue
        opens = (
            not sentence.text[sentence.start : match.start()]
            .strip(' ,"“')
            .lower()
            .removeprefix("but")
            .removeprefix("and")
        )
        cue = (match.start(), match.start() + len(match.group().rstrip()))
        one = _opening(sentence, first, cue) if opens else _closing(sentence, first, cue)
        if one is not None:
            found.append(one)
    return found


def _opening(sentence: Sentence, first: int, cue: Offsets) -> Found | None:
    """The source runs to the comma that is followed by a main clause: appositions inside it belong to it."""
    words = sentence.words
    commas = [k for k in range(first, len(words)) if words[k].text == "," and not sentence.quoted(words[k].start)]
    if not commas:
        return None
    comma = commas[0]
    if comma == first:
        return None
    after = words[comma + 1].lower if comma + 1 < len(words) else ""
    # "Amnesty International, a watchdog organisation that ..., CONTENT": an apposition when another comma closes it soon;
    # "the" opens main clauses too, so there it must be short
    longest = 7 if after == "the" else 16 if after in {"a", "an", "who", "which", "whose"} else 0
    if len(commas) > 1 and commas[1] - comma < longest:
        comma = commas[1]
    if comma + 2 >= len(words):
        return None
    content = content_after(sentence, comma + 1, subordinate=False)
    if content is None:
        return None
    return Found((words[first].start, words[comma - 1].end), cue, content, "“according to” before its clause", 0.9)


def _closing(sentence: Sentence, first: int, cue: Offsets) -> Found | None:
    words = sentence.words
    k = first
    while k < len(words) and (words[k].is_word or words[k].text in "’'&-") and words[k].lower not in TIME_WORDS:
        if words[k].lower in {"while", "but", "who", "which", "as"} and k > first:
            break
        k += 1
    start = sentence.start
    before = [w for w in sentence.words if w.end <= cue[0]]
    while before and (not before[-1].is_word and before[-1].text not in CLOSING and before[-1].text not in {")", "%"}):
        before.pop()
    while before and before[0].lower in CONJUNCTIONS:
        start = before[1].start if len(before) > 1 else start
        before.pop(0)
    if k == first or len(before) < 2:
        return None
    end = before[-1].end
    quotation = sentence.quoted(before[-1].start)
    if quotation is not None and quotation.end <= cue[0] and quotation.start <= start:
        start = quotation.start
    return Found((words[first].start, words[k - 1].end), cue, (start, end), "“according to” after its clause", 0.88)


def find_nominal(sentence: Sentence, lexicon: Lexicon) -> list[Found]:
    """ "In X's proposition, CONTENT" and "X's claim that CONTENT"."""
    found: list[Found] = []
    words = sentence.words
    for i, word in enumerate(words):
        if word.lower not in lexicon.nominal or i < 1 or i + 2 >= len(words):
            continue
        owner = _owner(sentence, i)
        if owner is None:
            continue
        if words[i + 1].lower == "that":
            content = content_after(sentence, i + 1, subordinate=False)
        elif (
            words[i + 1].text == "," and owner[1] > 0 and words[owner[1] - 1].lower in {"in", "under"} and owner[1] <= 2
        ):
            content = content_after(sentence, i + 2, subordinate=False)
        else:
            continue
        if content is not None:
            found.append(Found(owner[0], (word.start, word.end), content, f"the noun “{word.text}” of its owner", 0.6))
    return found


def _owner(sentence: Sentence, i: int) -> tuple[Offsets, int] | None:
    """The possessor before the noun at i: its offsets without the possessive mark, and its first word."""
    words = sentence.words
    k = i - 1
    while k >= 0 and not is_possessive(words[k]) and words[k].is_word and i - k < 4:
        k -= 1
    if k < 0 or not is_possessive(words[k]):
        return None
    first = k
    while (
        first > 0 and words[first - 1].is_word and (words[first - 1].is_name or words[first - 1].lower in {"the", "of"})
    ):
        if words[first - 1].lower in PREPOSITIONS - {"of"}:
            break
        first -= 1
    text = sentence.text[words[first].start : words[k].end]
    mark = max(text.rfind("’"), text.rfind("'"))
    return (words[first].start, words[first].start + mark), first


def outlet_brackets(sentence: Sentence, outlets: OutletTable) -> list[tuple[Offsets, Offsets]]:
    """(name, bracket) offsets of each parenthesis that holds an outlet's name and nothing else but a date."""
    found: list[tuple[Offsets, Offsets]] = []
    for match in _BRACKET.finditer(sentence.text, sentence.start, sentence.end):
        inner = _OUTLET_AND_DATE.match(match.group(1))
        name = (inner.group(1) if inner else match.group(1)).strip()
        if outlets.find(name) is not None:
            start = match.start(1)
            found.append(((start, start + len(name)), (match.start(), match.end())))
    return found
