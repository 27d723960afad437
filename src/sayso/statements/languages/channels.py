"""Through whom words came: "dijo a Radio Faro", "en entrevista con el diario Alba", an outlet in brackets."""

from __future__ import annotations

from sayso.outlets import OutletTable
from sayso.statements.clauses import Sentence
from sayso.statements.found import Offsets, overlap
from sayso.statements.languages.grammar import Grammar

# words behind a verb and its speaker within which the outlet that was told stands
_NEAR = 8


def channel_in(
    sentence: Sentence,
    first: int,
    past: int,
    source: Offsets | None,
    grammar: Grammar,
    outlets: OutletTable,
    *,
    near: int | None = None,
) -> Offsets | None:
    """The outlet that words first..past name behind "a", "con" or "en", outside source and quotations; else None.

    `near` is the word behind the speaker, where what follows the quotation is looked at: the channel stands close to it.
    """
    words = sentence.words
    if near is not None:
        past = min(past, near + _NEAR)
    if first >= past or first >= len(words):
        return None
    low, high = words[first].start, words[min(past, len(words)) - 1].end
    known = [(start, end) for start, end, _ in outlets.mentions(sentence.text, low, high)]
    for k in range(first, min(past, len(words))):
        if words[k].lower not in grammar.words["said_to"] or k + 1 >= len(words):
            continue
        named = _outlet_at(sentence, k + 1, known, grammar)
        if named is None or (source is not None and overlap(named, source)):
            continue
        if sentence.quoted(named[0]) is None:
            return named
    return None


def quoted_by(sentence: Sentence, grammar: Grammar, outlets: OutletTable) -> Offsets | None:
    """The outlet of "citado por Radio Faro", outside quotations; None where the sentence has none."""
    words = sentence.words
    for k in range(len(words) - 2):
        if words[k].lower in grammar.words["quoted"] and words[k + 1].lower in grammar.words["by"]:
            low, high = words[k + 2].start, words[min(k + 8, len(words) - 1)].end
            known = [(start, end) for start, end, _ in outlets.mentions(sentence.text, low, high)]
            named = _outlet_at(sentence, k + 2, known, grammar)
            if named is not None and sentence.quoted(named[0]) is None:
                return named
    return None


def _outlet_at(sentence: Sentence, k: int, known: list[Offsets], grammar: Grammar) -> Offsets | None:
    """The outlet's name at word k, past its article and the noun that says what it is; a noun of outlets makes a name one."""
    words = sentence.words
    said = False
    for i in range(k, min(k + 4, len(words))):
        at = next(((start, end) for start, end in known if start == words[i].start), None)
        if at is not None:
            return at
        outlet = grammar.nouns.get(words[i].lower) == "outlet" or words[i].lower in grammar.words["publishers"]
        named = i + 1 < len(words) and words[i + 1].is_name and outlet
        if words[i].is_name and (said or named):
            past = i
            while past < len(words) and words[past].is_name and past - i < 4:
                past += 1
            return words[i].start, words[past - 1].end
        if not (outlet or words[i].lower in grammar.words["determiners"]):
            return None
        said = said or outlet
    return None
