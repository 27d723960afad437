"""Where a speaker begins and ends, over the words of a sentence and the word lists of its language."""

from __future__ import annotations

import re

from sayso.model.nouns import PartyKind
from sayso.statements.clauses import Sentence
from sayso.statements.languages.grammar import Grammar
from sayso.statements.words import CLOSING, OPENING, Word

Words = tuple[Word, ...]
DASHES = frozenset("—–―")
_STOPS = frozenset(";:(…") | DASHES | frozenset(OPENING) | frozenset(CLOSING)
_JOINED = frozenset("’'&-/.")
# "V. El perito declaró"
_NUMBERING = re.compile(r"[A-Z]{1,4}\.")
_MAX_SPEAKER = 28  # words
_MAX_INSERT = 12  # words between the commas of ", en cambio,"


def opens_phrase(words: Words, k: int, grammar: Grammar) -> bool:
    """True where a noun phrase can begin: a determiner, a name, a number, a pronoun, or a noun of the lists."""
    if k >= len(words) or not words[k].is_word:
        return False
    word = words[k]
    return (
        grammar.has("determiners", word.lower)
        or grammar.has("pronouns", word.lower)
        or word.is_name
        or word.text[0].isdigit()
        or noun_of(word.lower, grammar) is not None
    )


def is_relative(words: Words, k: int, grammar: Grammar) -> bool:
    """True for a relative pronoun; one that is an article too ("der") is the pronoun behind a comma only."""
    lower = words[k].lower
    if lower not in grammar.words["relatives"]:
        return False
    return lower not in grammar.words["determiners"] or (k > 0 and words[k - 1].text == ",")


def noun_of(word: str, grammar: Grammar) -> PartyKind | None:
    """The kind that a noun of the lists says, past an elided article ("l’avocate")."""
    bare = word
    for mark in ("’", "'"):
        if mark in word and len(word.partition(mark)[0]) <= 2:
            bare = word.partition(mark)[2]
    return grammar.nouns.get(bare)


def subject_before(sentence: Sentence, past: int, grammar: Grammar) -> tuple[int, int] | None:
    """[first, past) word indexes of the noun phrase that ends before the word at `past`; None where there is none.

    An insert between commas (", en cambio,") is passed over, an apposition stays.
    """
    words = sentence.words
    past = past_insert(words, past, grammar)
    if past <= 0:
        return None
    if words[past - 1].text == ")":
        past = max((k for k in range(max(0, past - 10), past) if words[k].text == "("), default=past - 1)
    end, first = past, past
    if past and words[past - 1].text == ",":
        comma = _apposition(words, past - 1, grammar)
        if comma is None:
            return None
        first, end = comma, past - 1
    while first > 0 and end - first <= _MAX_SPEAKER:
        if words[first - 1].text == ")" and (opens := _bracket(words, first - 1)) is not None:
            first = opens
        elif _ends_clause(words, first - 1, grammar):
            break
        else:
            first -= 1
    if first and first != end and is_relative(words, first - 1, grammar):
        first = _antecedent(words, first, grammar)
    return _trim(words, first, end, grammar)


def past_insert(words: Words, past: int, grammar: Grammar) -> int:
    """The index behind which the subject of a verb at `past` ends: before adverbs and ", por su parte,"."""
    while past and grammar.is_adverb(words[past - 1].lower):
        past -= 1
    if past > 1 and words[past - 1].text == ",":
        for k in range(past - 2, max(-1, past - 2 - _MAX_INSERT), -1):
            if words[k].text in _STOPS:
                break
            if words[k].text == ",":
                head = words[k + 1].lower
                timed = head in grammar.words["determiners"] and words[k + 2].lower in grammar.words["time"]
                free = head in grammar.words["prepositions"] or grammar.is_adverb(head) or timed
                return k if free and k else past
    return past


def _apposition(words: Words, comma: int, grammar: Grammar) -> int | None:
    """The comma that opens the apposition or relative clause closed at `comma`, or None."""
    depth = 0
    for k in range(comma - 1, max(-1, comma - _MAX_SPEAKER), -1):
        if words[k].text == ")":
            depth += 1
        elif words[k].text == "(" and depth:
            depth -= 1
        elif words[k].text in _STOPS and not depth:
            return None
        if words[k].text != ",":
            continue
        after = words[k + 1]
        if is_relative(words, k + 1, grammar):
            return k
        inside = words[k + 1 : comma]
        if (
            after.lower
            in grammar.words["subordinators"] | grammar.words["conjunctions"] | grammar.words["prepositions"]
        ):
            return None
        if any(grammar.is_finite(w.lower) for w in inside) and not _has_relative(words, k + 1, comma, grammar):
            return None
        if after.text[0].isdigit() and k and (earlier := _apposition(words, k, grammar)) is not None:
            return earlier
        return k
    return None


def _bracket(words: Words, closes: int) -> int | None:
    """The index of the bracket that the one at `closes` ends, a few words before."""
    return next((k for k in range(closes - 1, max(-1, closes - _MAX_INSERT), -1) if words[k].text == "("), None)


def _has_relative(words: Words, first: int, past: int, grammar: Grammar) -> bool:
    return any(is_relative(words, k, grammar) for k in range(first, past))


def _ends_clause(words: Words, k: int, grammar: Grammar) -> bool:
    word = words[k]
    if word.text in _STOPS or word.text == "," or word.lower in grammar.words["subordinators"]:
        return True
    if not word.is_word:
        return word.text not in _JOINED and word.text not in "%º°"
    if word.lower in grammar.words["conjunctions"]:
        return not _joins(words, k, grammar)
    return grammar.is_finite(word.lower) and not _in_relative(words, k, grammar)


def _joins(words: Words, k: int, grammar: Grammar) -> bool:
    """True for the "y" between two nouns or names: nothing finite stands before it in its clause."""
    if k + 1 >= len(words) or words[k].lower not in grammar.words["joining"] or not k:
        return False
    for i in range(k - 1, max(-1, k - _MAX_SPEAKER), -1):
        if words[i].text in _STOPS or words[i].text == ",":
            break
        if grammar.is_finite(words[i].lower) and not _in_relative(words, i, grammar):
            return False
    return words[k + 1].is_word and not grammar.is_finite(words[k + 1].lower)


def _in_relative(words: Words, k: int, grammar: Grammar) -> bool:
    """True for the verb of "un guardia que trabajó allí": its relative pronoun stands straight before it."""
    i = k - 1
    while (
        i >= 0
        and k - i < 5
        and (words[i].lower in grammar.words["clitics"] | grammar.words["negation"] | grammar.words["auxiliaries"])
    ):
        i -= 1
    return i > 0 and is_relative(words, i, grammar)


def _antecedent(words: Words, first: int, grammar: Grammar) -> int:
    """Where the phrase begins that the relative pronoun before `first` stands for, as far as a short walk finds it."""
    k = first - 1 - (first > 1 and words[first - 2].text == ",")
    begin = k
    while begin > 0 and k - begin < 10 and not _ends_clause(words, begin - 1, grammar):
        begin -= 1
    return begin if begin < k else first


def _trim(words: Words, first: int, past: int, grammar: Grammar) -> tuple[int, int] | None:
    """Without a leading conjunction, adverb or adverbial of time; None where no noun is left."""
    while first < past and (
        not words[first].is_word
        or _NUMBERING.fullmatch(words[first].text)
        or words[first].lower
        in grammar.words["conjunctions"] | grammar.words["negation"] | grammar.words["auxiliaries"]
        or (grammar.is_adverb(words[first].lower) and first + 1 < past)
    ):
        first += 1
    if first < past and words[first].lower in grammar.words["prepositions"] - grammar.words["determiners"]:
        opens = (
            k
            for k in range(first + 2, past)
            if grammar.has("determiners", words[k].lower)
            and words[k - 1].lower not in grammar.words["prepositions"] | grammar.words["conjunctions"]
            and not grammar.has("determiners", words[k - 1].lower)
        )
        first = next(opens, past)
    while past > first and not words[past - 1].is_word and words[past - 1].text != "%":
        past -= 1
    if first + 1 < past and words[first].text.islower() and not opens_phrase(words, first, grammar):
        first += 1  # "si bien la titular señaló"
    if first >= past or not opens_phrase(words, first, grammar):
        return None
    if past - first == 1 and words[first].lower in grammar.words["determiners"] - grammar.words["standing"]:
        return None
    only_time = all(w.lower in grammar.words["time"] | grammar.words["determiners"] for w in words[first:past])
    return None if only_time else (first, past)


def speaker_after(sentence: Sentence, k: int, grammar: Grammar, *, that_ends: bool) -> tuple[int, int] | None:
    """[first, past) word indexes of the speaker that begins at word k or behind a word of time or an addressee.

    With `that_ends` a "que" opens the content; else it is a relative pronoun, and belongs to the speaker.
    """
    words = sentence.words
    k = _past_circumstance(words, k, grammar)
    if not opens_phrase(words, k, grammar) or sentence.quoted(words[k].start):
        return None
    first, past, appositions = k, k, 0
    while past < len(words) and past - first <= _MAX_SPEAKER:
        word = words[past]
        if word.text == ",":
            if appositions or not _apposes(sentence, past, grammar):
                break
            appositions += 1
        elif _stops_speaker(words, past, first, grammar, that_ends=that_ends, apposed=appositions > 0):
            break
        past += 1
    while past > first and (
        not words[past - 1].is_word
        or words[past - 1].lower
        in grammar.words["prepositions"] | grammar.words["conjunctions"] | grammar.words["determiners"]
    ):
        past -= 1
    return (first, past) if past > first else None


def _stops_speaker(words: Words, k: int, first: int, grammar: Grammar, *, that_ends: bool, apposed: bool) -> bool:
    word = words[k]
    if word.text in _STOPS or (not word.is_word and word.text not in _JOINED):
        return True
    if k == first:
        return False
    if grammar.verb_opens and not apposed and any(w.is_name for w in words[first:k]):
        # German: every noun is written large, and what is neither a name nor joined to it is the clause again
        joined = words[k - 1].lower in grammar.words["inside_phrase"]  # "der deutschen Sektion"
        return not word.is_name and not joined and word.lower not in grammar.words["inside_phrase"]
    if is_relative(words, k, grammar) and not that_ends:
        return False
    inside_relative = apposed or _has_relative(words, first, k, grammar)
    if inside_relative and not that_ends:
        return False
    if word.lower in grammar.words["subordinators"] | grammar.words["that"] | grammar.words["time"]:
        return True
    named = k + 1 < len(words) and words[k + 1].is_name and not any(w.is_name for w in words[first:k])
    if named and word.lower in grammar.words["inside_phrase"]:
        return False  # "el representante en México del Comité"
    if (word.lower in grammar.words["after_speaker"] and not word.is_name) or grammar.is_adverb(word.lower):
        return True
    determined_time = word.lower in grammar.words["determiners"] and k + 1 < len(words)
    if determined_time and words[k + 1].lower in grammar.words["time"]:
        return True
    return grammar.is_finite(word.lower)


def _past_circumstance(words: Words, k: int, grammar: Grammar) -> int:
    """Past "este viernes", "a la prensa", "por teléfono" between a verb and its speaker."""
    lists = grammar.words
    for _ in range(3):
        if k >= len(words):
            return k
        lower = words[k].lower
        timed = lower in lists["determiners"] and k + 1 < len(words) and words[k + 1].lower in lists["time"]
        if timed:
            k += 2
        elif lower in lists["time"] or grammar.is_adverb(lower):
            k += 1
        elif lower in lists["prepositions"] - lists["determiners"] - lists["by"] and k + 1 < len(words):
            past = k + 1
            while past < len(words) and past - k < 6 and words[past].lower in lists["determiners"]:
                past += 1
            past += 1  # the noun, and a name of several words
            while past < len(words) and words[past].is_name and words[past - 1].is_name:
                past += 1
            if past < len(words) and opens_phrase(words, past, grammar) and not words[past].text[0].isdigit():
                k = past
            else:
                return k
        else:
            return k
    return k


def _apposes(sentence: Sentence, comma: int, grammar: Grammar) -> bool:
    """True where the comma behind a speaker opens an apposition: ", jefe de bomberos", ", Nicanor Soto", ", que ..."."""
    words = sentence.words
    if comma + 1 >= len(words) or sentence.quoted(words[comma + 1].start):
        return False
    after = words[comma + 1]
    if is_relative(words, comma + 1, grammar):
        return True
    if after.lower in grammar.words["clitics"] - grammar.words["determiners"]:
        return False
    if not after.is_word or after.lower in (
        grammar.words["conjunctions"] | grammar.words["subordinators"] | grammar.words["prepositions"]
    ):
        return False
    form = grammar.forms.get(after.lower)
    if (
        (form is not None and form.kind != "participle")
        or grammar.is_finite(after.lower)
        or grammar.is_adverb(after.lower)
    ):
        return False
    closes = next((k for k in range(comma + 1, len(words)) if words[k].text == ","), len(words))
    if after.text[0].isdigit() and any(w.is_word for w in words[comma + 2 : closes]):
        return False  # "según la policía, 2 agentes y ..." is a list; "Ana Ruiz, 34," an age
    return not any(grammar.is_finite(w.lower) for w in words[comma + 1 : closes])


def has_finite(words: Words, grammar: Grammar) -> bool:
    """True where a finite verb stands outside a relative clause."""
    relative = False
    for k, word in enumerate(words):
        if word.text == ",":
            relative = False
        elif k and is_relative(words, k, grammar):
            relative = True
        elif not relative and grammar.is_finite(word.lower):
            return True
    return False
