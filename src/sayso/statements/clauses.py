"""Where a subject begins and a content ends: the clause work that a parser would do, over words and marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from sayso.statements.words import (
    AUXILIARIES,
    CLOSING,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    OPENING,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Quotation,
    Word,
    quotation_at,
)

# "may" is a verb as often as a month
_MONTHS = (
    "january february march april june july august september october november december jan. feb. mar. apr. jun. jul. "
    "aug. sept. oct. nov. dec."
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()
TIME_WORDS = frozenset([*_MONTHS, *_DAYS, *"week month year earlier last next afternoon morning evening night".split()])
_STOPS = frozenset(";:—–(") | frozenset(OPENING) | frozenset(CLOSING)
# a comma before one of these ends the content: what follows is said by the writer again
_CUT = frozenset(
    "while although though whereas adding saying stating noting citing joining prompting sparking but according".split()
)
# between a subject and its verb, and part of neither
_LINKING = frozenset(
    "therefore thus hence nevertheless nonetheless however meanwhile moreover furthermore instead too earlier".split()
)
_POSSESSIVES = frozenset("its their his her our my your".split())
_MAX_APPOSITION, _MAX_EARLIER_CLAUSE = 10, 24
_ASKING = frozenset(
    "did does do has have had is are was were will would can could should may might must "
    "who whom whose what which when where why how".split()
)
_MAX_SUBJECT = 24  # words: 99.6 % of the 19,561 sources of PolNeAR's training part are shorter


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as words, with the quotations of the whole document that touch it, in order and not overlapping."""

    text: str  # the document's
    start: int
    end: int
    words: tuple[Word, ...]
    quotations: tuple[Quotation, ...]

    def quoted(self, at: int) -> Quotation | None:
        """The quotation that holds the character at offset `at`, marks included."""
        return quotation_at(self.quotations, at)


def asks(sentence: Sentence) -> bool:
    """True for a question of the writer's own: whoever stands in it has not said so ("Did the ministry say that ...?")."""
    if not sentence.text[sentence.start : sentence.end].rstrip().endswith("?") or not sentence.words:
        return False
    return sentence.words[0].lower in _ASKING and sentence.quoted(sentence.words[0].start) is None


def subject_before(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """[first, past) word indexes of the subject of the verb at index `verb`, or None.

    Walks left to the clause's boundary; "X, an apposition, told" keeps its apposition, and a leading adverbial goes.
    """
    words = sentence.words
    past = verb
    while past > 0 and (words[past - 1].lower in AUXILIARIES | _LINKING or words[past - 1].lower.endswith("ly")):
        past -= 1
    if past == 0:
        return None
    if words[past - 1].lower == "and" and (earlier := _first_verb(words, past - 1)) is not None:
        return subject_before(sentence, earlier)
    if words[past - 1].lower in {"who", "which", "that"}:
        end = past - 1 - (past >= 2 and words[past - 2].text == ",")
        return _antecedent(words, end)
    past = _before_bracket(words, past)
    first = past
    if past == 0:
        return None
    if words[past - 1].text == ",":
        opening = _apposition_start(words, past - 1)
        if opening is None:
            return None
        while (earlier := _name_before(words, opening)) is not None:
            opening = earlier
        past -= 1
        first = opening
    while first > 0 and not _ends_clause(words, first - 1):
        first -= 1
        if past - first > _MAX_SUBJECT:
            return None
    if first > 0 and (antecedent := _before_relative(words, first - 1)) is not None:
        return antecedent, past
    return _trim(words, first, past)


def _first_verb(words: tuple[Word, ...], conjunction: int) -> int | None:
    """The earlier verb of the same subject: "Ana Ruiz visited the prison and said"; None where the "and" joins nouns."""
    for k in range(conjunction - 1, max(0, conjunction - _MAX_EARLIER_CLAUSE), -1):
        if not words[k].is_word:
            return None
        if (
            words[k].lower.endswith("ed")
            and not words[k].is_name
            and words[k - 1].lower not in DETERMINERS | AUXILIARIES
        ):
            return k
    return None


def _before_relative(words: tuple[Word, ...], i: int) -> int | None:
    """Where the subject begins whose relative clause has its verb at word i: "a man who was held there said"; else None."""
    k = i
    while k > 0 and i - k < 4 and words[k].lower in FINITE | AUXILIARIES:
        k -= 1
    if k == i or words[k].lower not in {"who", "which", "that"}:
        return None
    antecedent = _antecedent(words, k - (words[k - 1].text == ","))
    while antecedent and antecedent[0] > 1 and words[antecedent[0] - 1].lower in {"of", "for"}:
        wider = _antecedent(words, antecedent[0] - 1)  # "a relative of a man who"
        if wider is None:
            break
        antecedent = wider
    return antecedent[0] if antecedent else None


def _before_bracket(words: tuple[Word, ...], past: int) -> int:
    """Past the name before "(R-IN)" or "(OC)" when a short bracket stands between a subject and its verb."""
    if past and words[past - 1].text == ")":
        for k in range(past - 2, max(-1, past - 10), -1):
            if words[k].text == "(":
                return k
    return past


def _apposition_start(words: tuple[Word, ...], comma: int) -> int | None:
    """The index of the comma that opens the apposition closed at `comma`, or None where it is no apposition."""
    for i in range(comma - 1, max(-1, comma - _MAX_SUBJECT), -1):
        if words[i].text in _STOPS:
            return None
        if words[i].text == ",":
            after = words[i + 1]
            if after.lower in DETERMINERS | {"who", "whose", "which", "one", "head", "director"} or not after.is_name:
                return i if after.lower not in SUBORDINATORS - {"which"} | CONJUNCTIONS | {"according"} else None
            # "the justice minister, Rodolfo Salvatierra, said": a name after an office stands for it
            if (i > 0 and not words[i - 1].is_name) or any(w.lower in DETERMINERS for w in words[max(0, i - 7) : i]):
                return i
    return None


def _name_before(words: tuple[Word, ...], comma: int) -> int | None:
    """The comma behind the name where two appositions follow it: "Ana Ruiz, 34, a nurse, said"; else None."""
    if comma > 1 and words[comma - 1].text[0].isdigit() and words[comma - 2].text == ",":
        return comma - 2
    earlier = _apposition_start(words, comma)
    return earlier if earlier and words[earlier - 1].is_name and comma - earlier < _MAX_APPOSITION else None


def _ends_clause(words: tuple[Word, ...], i: int) -> bool:
    word = words[i]
    if word.text in _STOPS or word.text == "," or word.lower in SUBORDINATORS:
        return True
    if word.lower in {"but", "so", "yet", "as"} or (word.lower in FINITE and not _is_may(words, i)):
        return True
    if word.lower == "and" and i + 1 < len(words):
        # "Trump and Rubio said" is one subject, "... the offer and Rubio said" is not told apart: names join names, and
        # nouns join in "the minister of justice and public security"
        joined = i > 0 and (
            words[i - 1].is_name or words[i - 1].lower.endswith("s") or (i > 1 and words[i - 2].lower in {"of", "for"})
        )
        return not (joined and _joins(words, i))
    return not word.is_word and word.text not in {"’", "'", "%", "$", "&", "-", "/"}


def _is_may(words: tuple[Word, ...], i: int) -> bool:
    """True for the month in "3 May" and "May 2024"."""
    beside = [words[k].text[0].isdigit() for k in (i - 1, i + 1) if 0 <= k < len(words)]
    return words[i].text == "May" and any(beside)


def _joins(words: tuple[Word, ...], i: int) -> bool:
    """True where the "and" at i joins two nouns of a subject ("human rights groups and news outlets reported")."""
    return words[i + 1].lower not in PRONOUNS | AUXILIARIES and not words[i - 1].lower.endswith(("ed", "ing"))


def _antecedent(words: tuple[Word, ...], past: int) -> tuple[int, int] | None:
    """The noun phrase that ends before a relative pronoun: back to its determiner, or its last few plain words."""
    for i in range(past - 1, max(-1, past - 9), -1):
        if not words[i].is_word:
            first = i + 1
            break
        if words[i].lower in DETERMINERS:
            first = i
            break
        if words[i].lower in PREPOSITIONS - {"of"} | SUBORDINATORS | FINITE | CONJUNCTIONS:
            first = i + 1
            break
        if words[i].lower.endswith("ing") and i < past - 1:
            first = i + 1
            break
    else:
        first = max(0, past - 4)
    return (first, past) if first < past else None


def _trim(words: tuple[Word, ...], first: int, past: int) -> tuple[int, int] | None:
    """Without a leading conjunction, adverb, adverbial of time or participle; None where no noun is left."""
    while first < past and (
        words[first].lower in CONJUNCTIONS | AUXILIARIES | {"as", "that", "however", "meanwhile", "instead", "then"}
        or (words[first].lower.endswith("ly") and first + 1 < past)
    ):
        first += 1
    if first < past and words[first].lower in PREPOSITIONS:
        cut = _after_time(words, first, past)
        if cut is None:
            return None
        first = cut
    while past > first and not words[past - 1].is_word:
        past -= 1
    if first >= past or not any(words[i].is_word for i in range(first, past)):
        return None
    first = _past_addressee(words, first, past)
    only = words[first].lower
    if past - first == 1 and (only in DETERMINERS - {"some", "many", "several", "others", "few", "this", "both"}):
        return None
    return None if only in {"there", "what", "which", "here"} else (first, past)


def _past_addressee(words: tuple[Word, ...], first: int, past: int) -> int:
    """Past "The Daily Post" in "told The Daily Post its nurses counted": a possessive straight behind a noun opens another."""
    for k in range(past - 2, first, -1):
        # "accompanied her to the port": an object, and no possessive
        if words[k].lower in _POSSESSIVES and words[k - 1].is_name and words[k + 1].lower not in PREPOSITIONS:
            return k
    return first


def _after_time(words: tuple[Word, ...], first: int, past: int) -> int | None:
    """Past "On June 13", "In a statement last week" at the head of the clause: where a determiner or name follows a time."""
    seen_time = False
    for i in range(first + 1, past):
        if words[i].lower in TIME_WORDS or words[i].text[0].isdigit():
            seen_time = True
        elif seen_time and (words[i].lower in DETERMINERS | PRONOUNS or words[i].is_name or words[i].lower.isalpha()):
            return i
        elif i > first + 2 and words[i].lower in DETERMINERS and words[i - 1].lower not in PREPOSITIONS | CONJUNCTIONS:
            return i  # "In the same statement the ministry": a second determiner opens the subject
    return None


def content_after(sentence: Sentence, i: int, *, subordinate: bool) -> tuple[int, int] | None:
    """[start, end) offsets of the content that begins at word i: to the sentence's end, or to what is the writer's again."""
    words = sentence.words
    if i >= len(words):
        return None
    start = words[i].start
    stop = len(words)
    depth = 0
    closings = [k for k in range(i, len(words)) if words[k].text == ")"]
    for j in range(i, len(words)):
        word = words[j]
        if word.text == "(":
            depth += 1
            # an outlet or an acronym in brackets at the sentence's end is not content
            k = bisect_left(closings, j)
            if j > i and k < len(closings) and closings[k] >= len(words) - 2:
                stop = j
                break
        elif word.text == ")":
            if depth == 0:
                stop = j
                break
            depth -= 1
        elif j > i and depth == 0 and not sentence.quoted(word.start) and _cuts(sentence, j, subordinate):
            stop = j
            break
    while (
        stop > i
        and not words[stop - 1].is_word
        and words[stop - 1].text not in ")%’'"
        and words[stop - 1].text not in CLOSING
    ):
        stop -= 1
    if stop <= i:
        return None
    return start, words[stop - 1].end


def content_before(sentence: Sentence, boundary: int) -> tuple[int, int] | None:
    """The content that ends at the comma or closing mark at word `boundary`."""
    words = sentence.words
    mark = words[boundary]
    quotation = sentence.quoted(mark.start) or (sentence.quoted(words[boundary - 1].start) if boundary else None)
    if quotation is not None and quotation.end <= mark.end + 1:
        return quotation.start, quotation.end
    start = 0
    while start < boundary and words[start].lower in CONJUNCTIONS:
        start += 1
    if boundary - start < 2:
        return None
    return words[start].start, words[boundary - 1].end


def _cuts(sentence: Sentence, j: int, subordinate: bool) -> bool:
    words = sentence.words
    word = words[j]
    if word.text == ";":
        return True
    if word.text == "," and j + 1 < len(words):
        following = words[j + 1].lower
        if subordinate or following in _CUT:
            return True
        # ", the minister said" and ", said the minister" close a content that another cue owns
        return bool(
            re.match(
                r",\s+(?:he|she|they|it)\s+(?:said|says|added|told)\b", sentence.text[word.start : word.start + 40]
            )
        )
    return word.lower in {"while", "whereas", "although", "though"} and words[j - 1].text != ","
