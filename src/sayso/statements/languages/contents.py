"""Where a content begins and ends: behind its "que" to where the writer speaks again, or before its verb."""

from __future__ import annotations

from sayso.statements.clauses import Sentence
from sayso.statements.found import Offsets
from sayso.statements.languages.clauses import DASHES, Words
from sayso.statements.languages.grammar import Grammar
from sayso.statements.words import CLOSING, OPENING


def content_to_end(sentence: Sentence, k: int, grammar: Grammar, *, of_object: bool = False) -> Offsets | None:
    """[start, end) offsets of the content from word k: to the sentence's end, or to where the writer speaks again.

    An object (`of_object`) ends where "y" and another finite verb follow: "criticó la mención y defendió a su ministro".
    """
    words = sentence.words
    stop = k
    # "Aunque X sostiene que ..., Y dijo": the comma ends the clause that leads in
    leads = words[0].lower in grammar.words["subordinators"] - grammar.words["relatives"]
    while stop < len(words):
        word = words[stop]
        if leads and stop > k and word.text == "," and not sentence.quoted(word.start):
            break
        if (
            stop > k
            and not sentence.quoted(word.start)
            and (_cuts(words, stop, grammar) or (of_object and _another_verb(words, stop, grammar)))
        ):
            break
        stop += 1
    while (
        stop > k
        and not words[stop - 1].is_word
        and words[stop - 1].text not in ")%"
        and words[stop - 1].text not in CLOSING
    ):
        stop -= 1
    while k < stop and not words[k].is_word and not sentence.quoted(words[k].start):
        k += 1
    if stop <= k:
        return None
    held = sentence.quoted(words[stop - 1].start)
    runs_on = held is not None and held.closed and held.end > sentence.end
    return words[k].start, held.end if held is not None and runs_on else words[stop - 1].end


def _cuts(words: Words, k: int, grammar: Grammar) -> bool:
    word = words[k]
    if word.text == ";" or word.text in DASHES:
        return True
    if word.text == "(" and len(words) - k <= 8:
        return True  # an outlet in brackets at the end
    if word.text != "," or k + 1 >= len(words):
        return False
    if words[k + 1].lower in grammar.words["cut_last"]:
        # "..., según X.": but "las celdas, según X, están llenas" goes on
        return not any(w.text == "," for w in words[k + 1 :])
    return words[k + 1].lower in grammar.words["cut"]


def _another_verb(words: Words, k: int, grammar: Grammar) -> bool:
    if words[k].lower not in grammar.words["conjunctions"]:
        return False
    k += 1
    while (
        k < len(words)
        and words[k].lower in grammar.words["clitics"] | grammar.words["negation"] - grammar.words["determiners"]
    ):
        k += 1
    return k < len(words) and grammar.is_finite(words[k].lower)


def clause_before(sentence: Sentence, past: int) -> Offsets | None:
    """The clause from the head of the sentence, or from the last semicolon, to the word before `past`."""
    words = sentence.words
    first = max(
        (k + 1 for k in range(past) if words[k].text in ";:" and not sentence.quoted(words[k].start)), default=0
    )
    while (
        past > first
        and not words[past - 1].is_word
        and words[past - 1].text not in ")%"
        and words[past - 1].text not in CLOSING
    ):
        past -= 1
    while first < past and not words[first].is_word and words[first].text not in OPENING:
        first += 1
    return (words[first].start, words[past - 1].end) if past - first > 1 else None
