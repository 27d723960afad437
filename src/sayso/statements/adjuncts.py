"""What may stand between a verb and what was said: the person told, the day, the occasion, and the outlet among them."""

from __future__ import annotations

import re

from sayso.outlets import OutletTable
from sayso.statements.clauses import Sentence
from sayso.statements.found import Offsets
from sayso.statements.lexicon import Verb
from sayso.statements.words import AUXILIARIES, DETERMINERS, FINITE, OPENING, PRONOUNS

_LONGEST_ADDRESSEE = 5  # words
# part of what is said: "nearly 90 people"
_NO_ADVERBS = frozenset("only family nearly roughly approximately barely hardly exactly".split())
_QUESTION = frozenset("how what why whether if who where when".split())
_ADDRESSED = frozenset("tell inform assure remind notify convince persuade advise warn ask urge caution".split())
_ADDRESSEE = frozenset(
    "me him her us them you reporters journalists lawmakers investigators congress police voters supporters authorities "
    "people officials researchers parliament".split()
)
# an outlet, or the people of the institution that publishes, by what it is: who that is, the document says elsewhere
_DOOR = re.compile(
    r"(?:the|this|our|its)\s+(?:news\s+|research\s+)?(?:agency|newspaper|paper|daily|magazine|weekly|broadcaster|station|outlet|website"
    r"|site|network|channel|delegation|researchers?|reporters?|correspondents?|observers?|investigators|team|committee|commission|mechanism|organi[sz]ation)(?!\w)",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_OCCASION = (
    "statement|interview|report|news conference|press conference|briefing|hearing|speech|letter|email|tweet|post|call|filing"
    "|visit|tour|inspection|message|release|debate|rally|affidavit|testimony|meeting|note"
)
_NAMED = r"(?:the\s+)?(?:[A-ZÀ-ÖØ-Þ][\w’]*(?:\s+(?:de|del|la)\s+)?\s?){1,4}"
# what was said begins here
_ENDS = r"(?=\s*(?:that\b|[,:]|[“\"]))"
_ADJUNCT = re.compile(
    r"(?:,\s*)?(?:"
    r"(?:(?:late|early|later|earlier)\s+)?(?:on|last|this|in|by|since)?\s*(?:the\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
    r"|(?:last|this|earlier this|later this)\s+(?:week|month|year|spring|summer|autumn|fall|winter)"
    rf"|(?:on|in)\s+(?:(?:\d{{1,2}}\s+)?(?:{_MONTHS})(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?|\d{{4}})"
    rf"|(?:in|during|at|after|through|via|for)\s+(?:(?:an?|the|his|her|its|their|this)\s+)?(?:[\w\-]+\s+){{0,2}}?(?:{_OCCASION})s?\b"
    rf"(?:\s+(?:with|to|on|by|published by|aired on)\s+{_NAMED}|\s+(?:to|of|by|with|from)\s+(?:[\w’\-]+\s?){{1,4}}?{_ENDS})?"
    rf"|(?:after|while|on|upon|by|from|having|since)\s+(?:having\s+)?[a-z]+(?:ing|ed)\s+(?:[\w’\-]+\s?){{1,9}}?{_ENDS}"
    r"|(?:at|on|from|near)\s+the\s+(?:scene|site|spot)\b"
    r"|(?:to|with)\s+(?:reporters|journalists|investigators|lawmakers|the media|the press|the newspaper(?:\s+[A-Z]\w+){0,3}"
    rf"|{_NAMED}(?=\s*(?:that|[,:]|[“\"])))"
    r"|by (?:telephone|phone|email|text message|letter)"
    r")\s*,?"
)


def skip_adjuncts(sentence: Sentence, r: int, verb: Verb, outlets: OutletTable) -> tuple[int, Offsets | None]:
    """(word index past the person told, the day and the occasion; offsets of the channel among them or None)."""
    words, channel = sentence.words, None
    if verb.base in _ADDRESSED and r < len(words):
        r, channel = _skip_addressee(sentence, r, outlets)
        if verb.base == "tell" and r < len(words) and words[r].lower in DETERMINERS - {"that"}:
            r = _past_closing_addressee(sentence, r)
    while r < len(words):
        if words[r].lower in AUXILIARIES or (words[r].lower.endswith("ly") and words[r].lower not in _NO_ADVERBS):
            r += 1
            continue
        match = _ADJUNCT.match(sentence.text, words[r].start, sentence.end)
        if match is None or not match.group().strip(" ,"):
            break
        if mention := outlets.mentions(sentence.text, match.start(), match.end()):
            channel = channel or mention[0][:2]
        r = _word_at(sentence, match.end())
    if r + 1 < len(words) and (words[r].text == ":" or (words[r].text == "," and words[r + 1].text in OPENING)):
        r += 1
    return r, channel


def _past_closing_addressee(sentence: Sentence, r: int) -> int:
    """Past "the court" where nothing but a mark follows: "“...,” he told the court."; `r` as it was elsewhere."""
    words = sentence.words
    whose = words[r].lower in {"its", "their", "his", "her"}
    k = r + 1
    while k < len(words) and k - r < _LONGEST_ADDRESSEE and words[k].is_word and words[k].lower not in FINITE:
        if whose and words[k].lower.endswith("ed"):
            return r  # "told Radio Faro its nurses counted 12"
        k += 1
    return k if k == len(words) or not words[k].is_word else r


def _word_at(sentence: Sentence, offset: int) -> int:
    """The index of the first word that starts at or after an offset."""
    return next((k for k, word in enumerate(sentence.words) if word.start >= offset), len(sentence.words))


def _skip_addressee(sentence: Sentence, r: int, outlets: OutletTable) -> tuple[int, Offsets | None]:
    """Past who was told; an outlet, named or by what it is, is the channel."""
    words = sentence.words
    start = words[r].start
    for found in outlets.mentions(sentence.text, start, min(sentence.end, start + 80)):
        if found[0] <= words[r].end + 1:  # the name itself, or after "the"
            return _word_at(sentence, found[1]), found[:2]
    if door := _DOOR.match(sentence.text, start, sentence.end):
        r = k = _word_at(sentence, door.end())
        while k < len(words) and words[k].is_name:
            k += 1  # "told the newspaper Gaceta Nueva"
        return (k, (words[r].start, words[k - 1].end)) if k > r else (r, door.span())
    if words[r].lower in _ADDRESSEE:
        return r + 1, None
    for k in range(r, min(r + 10, len(words))):
        if words[k].lower in {"that", "about", "to", *_QUESTION} or words[k].text in OPENING:
            told = [w for w in words[r:k] if w.is_word]
            named = bool(told) and all(
                w.is_name or w.lower in {"the", "of", "newspaper", "magazine", "radio"} for w in told
            )
            # an outlet the table does not know: "told Diario Sur that", "told the newspaper X that"
            return k, (start, words[k - 1].end) if named and words[k].lower == "that" else None
        if not words[k].is_word and words[k].text not in {"’", "-"}:
            break
    k = r
    while k < len(words) and words[k].is_name and words[k].lower not in DETERMINERS | PRONOUNS:
        k += 1
    return (k, (start, words[k - 1].end)) if k > r else (r, None)
