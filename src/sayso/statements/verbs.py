"""Attribution by verb: "X said that", "X told Y", "…," said X; and by participle: ", adding that"."""

from __future__ import annotations

import re

from sayso.outlets import OutletTable
from sayso.statements.clauses import TIME_WORDS, Sentence, content_after, subject_before
from sayso.statements.found import Found, Offsets
from sayso.statements.lexicon import Lexicon, Verb
from sayso.statements.words import (
    AUXILIARIES,
    CLOSING,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    OPENING,
    PREPOSITIONS,
    PRONOUNS,
    Word,
    is_possessive,
)

_BE = frozenset("is are was were be been being am get got".split())
_QUESTION = frozenset("how what why whether if who where when".split())
_ADDRESSED = frozenset("tell inform assure remind notify convince persuade advise warn ask urge caution".split())
_PARTICLES = frozenset({"to", "for", "out", "on", "at", "with", "in"})
# between verb and content: when, where, in what and to whom it was said
_ADJUNCT = re.compile(
    r"(?:,\s*)?(?:(?:(?:late|early|later|earlier)\s+)?(?:on|last|this|in|by|since)?\s*(?:the\s+)?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|(?:last|this|earlier this|later this)\s+(?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|(?:on|in)\s+(?:(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+\d{1,2})?(?:,?\s+\d{4})?|\d{4})"
    r"|(?:in|during|at|after|through|via|for)\s+(?:an?|the|his|her|its|their|this|a\s+separate)\s+(?:[\w\-]+\s+){0,2}?"
    r"(?:statement|interview|report|news conference|press conference|briefing|hearing|speech|letter|email|tweet|post|call|filing|visit|message|release|debate|rally|affidavit|testimony|meeting)"
    r"(?:\s+(?:with|to|on|by|published by|aired on)\s+(?:the\s+)?(?:[A-Z]\w*’?s?\s?){1,4})?"
    r"|(?:to|with)\s+(?:reporters|journalists|investigators|lawmakers|the media|the press|the newspaper(?:\s+[A-Z]\w+){0,3}|(?:[A-Z][\w’]*\s?){1,4}(?=\s*(?:that|[,:]|[“\"])))"
    r")\s*,?"
)
_ADDRESSEE = frozenset(
    "me him her us them you reporters journalists lawmakers investigators congress police voters supporters authorities people "
    "officials researchers parliament".split()
)
_WEAK_CONFIDENCE, _QUOTE_CONFIDENCE, _THAT_CONFIDENCE = 0.55, 0.9, 0.85


def find_verbs(sentence: Sentence, lexicon: Lexicon, outlets: OutletTable) -> list[Found]:
    """Every attribution by verb in the sentence, in order."""
    found: list[Found] = []
    for i, word in enumerate(sentence.words):
        verb = lexicon.verbs.get(word.lower)
        if verb is None or _inside_quotation(sentence, word) or not _is_verb(sentence.words, i, verb, lexicon):
            continue
        one = _attribution(sentence, i, verb, lexicon, outlets, found[-1] if found else None)
        if one is not None:
            found.append(one)
    return found


def _inside_quotation(sentence: Sentence, word: Word) -> bool:
    quotation = sentence.quoted(word.start)
    return quotation is not None and quotation.closed


def _is_verb(words: tuple[Word, ...], i: int, verb: Verb, lexicon: Lexicon) -> bool:
    """False for nouns and adjectives that look like verbs ("reports of", "an alleged"), for infinitives and passives."""
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if words[i].is_name and i > 0 and words[i - 1].text not in CLOSING:
        return False
    chain = [w.lower for w in words[max(0, i - 4) : i]]
    while chain and chain[-1] in AUXILIARIES - _BE or (chain and chain[-1].endswith("ly")):
        chain.pop()
    if chain and chain[-1] in _BE and verb.form != "gerund":
        return False  # a passive: who speaks comes after "by", see patterns.passive
    if before is None:
        return False
    if before.lower in {"to", "not"} and before.lower == "to":
        return False
    if words[i].lower in lexicon.noun_like or verb.form in {"participle", "past"}:
        plural_subject = before.lower in {"some", "many", "few", "several", "most", "both", "others", "all"}
        if (
            before.lower in PREPOSITIONS
            or (before.lower in DETERMINERS and not plural_subject)
            or is_possessive(before)
        ):
            return False
    if words[i].lower in lexicon.noun_like:
        if after is None or after.lower in {
            "of",
            "from",
            "by",
            "in",
            "and",
            "or",
            "have",
            "has",
            "were",
            "are",
            "is",
            "was",
        }:
            return False
        if before.lower.endswith(("al", "ive", "ing", "ic", "ous")) and not before.is_name:
            return False
    return True


def _attribution(
    sentence: Sentence, i: int, verb: Verb, lexicon: Lexicon, outlets: OutletTable, previous: Found | None
) -> Found | None:
    words = sentence.words
    before = words[i - 1]
    inverted = _inverted(sentence, i, verb, lexicon, outlets)
    if inverted is not None:
        return inverted
    if (
        verb.form == "gerund"
        and before.text in {",", "and"}
        or (before.text == "and" and previous and verb.form == "past")
    ):
        # ", adding that ...", "... and determined that ...": the speaker is the one before
        if previous is None and verb.form == "past":
            return None
        return _with_content(sentence, i, verb, None, lexicon, outlets, subordinate=False)
    if verb.form == "gerund" and before.lower not in _BE:
        return None
    span = subject_before(sentence, i, lexicon)
    if span is None:
        return None
    first, past = span
    if previous is not None and words[first].start <= previous.cue[0] < words[past - 1].end:
        return None  # the "subject" holds another attribution: two clauses taken for one
    if not _agrees(words, past, verb, i):
        return None
    source = (words[first].start, words[past - 1].end)
    subordinate = (
        first > 0 and first <= 2 and words[0].lower in {"while", "although", "though", "as", "after", "because", "when"}
    )
    direct = _with_content(sentence, i, verb, source, lexicon, outlets, subordinate=subordinate)
    return direct or _content_before(sentence, i, verb, first, source, lexicon, outlets)


def _agrees(words: tuple[Word, ...], past: int, verb: Verb, i: int) -> bool:
    """False for "the prison report" (base form after a singular) and "they reports"."""
    last = words[past - 1].lower
    helped = past < i and any(
        w.lower in {"did", "does", "do", "will", "would", "could", "may", "might", "must", "n't"} for w in words[past:i]
    )
    if verb.form == "base" and not helped:
        return last in {
            "i",
            "we",
            "they",
            "you",
            "some",
            "many",
            "others",
            "people",
            "most",
            "few",
            "several",
            "police",
        } or (last.endswith("s") and not last.endswith(("ss", "’s", "'s")))
    if verb.form == "third":
        return last not in {"i", "we", "they", "you"}
    return True


def _with_content(
    sentence: Sentence,
    i: int,
    verb: Verb,
    source: Offsets | None,
    lexicon: Lexicon,
    outlets: OutletTable,
    *,
    subordinate: bool,
) -> Found | None:
    """The attribution whose content follows its verb, or None where nothing that can be content follows."""
    words = sentence.words
    r, channel = _skip_adjuncts(sentence, i + 1, verb, outlets)
    if r >= len(words):
        return None
    cue_end = words[i].end
    word = words[r]
    prepositions = lexicon.preposition.get(verb.base, frozenset())
    confidence, why = _WEAK_CONFIDENCE, "object"
    if word.lower == "that" and verb.base in lexicon.clause:
        confidence, why = _THAT_CONFIDENCE, "that"
    elif word.text in OPENING or (sentence.quoted(word.start) and word.text == "‘"):
        if verb.base not in lexicon.clause | lexicon.object | lexicon.inverting:
            return None
        confidence, why = _QUOTE_CONFIDENCE, "quotation"
    elif word.lower in _QUESTION and verb.base in lexicon.clause:
        why = "question"
    elif word.lower in prepositions:
        why = "preposition"
        if word.lower in _PARTICLES:
            cue_end = word.end
            r += 1
    elif word.lower == "to" and verb.base in lexicon.infinitive:
        why = "infinitive"
    elif word.lower in PREPOSITIONS | CONJUNCTIONS or not word.is_word or word.lower in TIME_WORDS:
        return None
    elif verb.base in lexicon.object or (verb.base in lexicon.clause and verb.base not in lexicon.needs_that):
        if word.lower in AUXILIARIES:
            return None
    else:
        return None
    if why == "object" and verb.base in lexicon.needs_that:
        return None
    content = content_after(sentence, r, subordinate=subordinate)
    if content is None or content[1] - content[0] < 3:
        return None
    quotation = sentence.quoted(content[0])
    if why == "quotation" and quotation is not None:
        content = (quotation.start, max(quotation.end, content[1]) if quotation.closed else quotation.end)
    because = f"verb “{sentence.text[words[i].start : words[i].end]}” with {'its ' if why in {'object', 'preposition'} else 'a '}{why}"
    if why == "that":
        because = f"verb “{sentence.text[words[i].start : words[i].end]}” and “that”"
    return Found(source, (words[i].start, cue_end), content, because, confidence, channel, verb.base in lexicon.denial)


def _skip_adjuncts(sentence: Sentence, r: int, verb: Verb, outlets: OutletTable) -> tuple[int, Offsets | None]:
    """Past the person told, the day and the occasion; the outlet among them is the channel."""
    words, channel = sentence.words, None
    if verb.base in _ADDRESSED and r < len(words):
        r, channel = _skip_addressee(sentence, r, outlets)
    while r < len(words):
        if words[r].lower in AUXILIARIES or (
            words[r].lower.endswith("ly") and words[r].lower not in {"only", "family"}
        ):
            r += 1
            continue
        start = words[r].start
        match = _ADJUNCT.match(sentence.text, start, sentence.end)
        if match is None or not match.group().strip(" ,"):
            break
        if mention := outlets.mentions(sentence.text, match.start(), match.end()):
            channel = channel or mention[0][:2]
        r = next((k for k in range(r, len(words)) if words[k].start >= match.end()), len(words))
    if (
        r < len(words)
        and words[r].text in {",", ":"}
        and r + 1 < len(words)
        and (words[r].text == ":" or words[r + 1].text in OPENING)
    ):
        r += 1
    return r, channel


def _skip_addressee(sentence: Sentence, r: int, outlets: OutletTable) -> tuple[int, Offsets | None]:
    words = sentence.words
    if mention := [
        m
        for m in outlets.mentions(sentence.text, words[r].start, min(sentence.end, words[r].start + 80))
        if m[0] <= words[r].end + 1
    ]:
        start, end, _ = mention[0]
        return next((k for k in range(r, len(words)) if words[k].start >= end), len(words)), (start, end)
    if words[r].lower in _ADDRESSEE:
        return r + 1, None
    for k in range(r, min(r + 10, len(words))):
        if words[k].lower in {"that", "about", "to", *_QUESTION} or words[k].text in OPENING:
            names = [w for w in words[r:k] if w.is_word]
            named = bool(names) and all(
                w.is_name or w.lower in {"the", "of", "newspaper", "magazine", "television", "radio"} for w in names
            )
            # an outlet the table does not know: "told Diario Sur that", "told the newspaper X that"
            return k, (words[r].start, words[k - 1].end) if named and words[k].lower == "that" else None
        if not words[k].is_word and words[k].text not in {"’", "-"}:
            break
    k = r
    while k < len(words) and words[k].is_name and words[k].lower not in DETERMINERS | PRONOUNS:
        k += 1
    return (k, (words[r].start, words[k - 1].end)) if k > r else (r, None)


def _content_before(
    sentence: Sentence, i: int, verb: Verb, first: int, source: Offsets, lexicon: Lexicon, outlets: OutletTable
) -> Found | None:
    """ "…," X said: the content stands before the subject and nothing but when and where follows."""
    words = sentence.words
    if verb.base not in lexicon.clause | lexicon.inverting or first == 0:
        return None
    boundary = words[first - 1]
    if boundary.text != "," and boundary.text not in CLOSING:
        return None
    r, channel = _skip_adjuncts(sentence, i + 1, verb, outlets)
    if r < len(words) and words[r].is_word and words[r].lower not in PREPOSITIONS | {"as", "and", "when", "after"}:
        return None
    content = _before(sentence, first - 1)
    if content is None:
        return None
    quoted = boundary.text in CLOSING or words[max(0, first - 2)].text in CLOSING
    because = f"{'a quotation' if quoted else 'a clause'} before “{words[i].text}”"
    confidence = _QUOTE_CONFIDENCE if quoted else _THAT_CONFIDENCE - 0.1
    return Found(
        source, (words[i].start, words[i].end), content, because, confidence, channel, verb.base in lexicon.denial
    )


def _before(sentence: Sentence, boundary: int) -> Offsets | None:
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


def _inverted(sentence: Sentence, i: int, verb: Verb, lexicon: Lexicon, outlets: OutletTable) -> Found | None:
    """ "…," said X: closing mark or comma, verb, then who."""
    words = sentence.words
    before = words[i - 1]
    if verb.base not in lexicon.inverting or verb.form not in {"past", "third"} or i + 1 >= len(words):
        return None
    if before.text != "," and before.text not in CLOSING:
        return None
    after = words[i + 1]
    if not (after.is_name or after.lower in DETERMINERS | PRONOUNS) or after.lower == "that":
        return None
    if before.text == "," and any(w.lower in FINITE or w.lower in {"there", "that"} for w in words[i + 2 :]):
        return None  # "X, an apposition, said the prison was full": the clause follows
    content = _before(sentence, i - 1)
    if content is None:
        return None
    k, appositions = i + 1, 0
    while k < len(words):
        if words[k].text == "," and (appositions or not _apposes(words, k)):
            break
        if words[k].text == ",":
            appositions += 1
        elif (
            (not words[k].is_word and words[k].text not in "’'&-")
            or words[k].lower in TIME_WORDS
            or (
                k > i + 1
                and (
                    _ADJUNCT.match(sentence.text, words[k].start, sentence.end)
                    or words[k].lower in {"as", "when", "while", "before", "after", "who"}
                )
            )
        ):
            break
        k += 1
    while k > i + 2 and (not words[k - 1].is_word or words[k - 1].lower in PREPOSITIONS):
        k -= 1
    source = (words[i + 1].start, words[k - 1].end)
    quoted = sentence.quoted(content[0]) is not None
    return Found(
        source,
        (words[i].start, words[i].end),
        content,
        f"“{words[i].text}” and its speaker after the {'quotation' if quoted else 'clause'}",
        _QUOTE_CONFIDENCE if quoted else 0.75,
    )


def _apposes(words: tuple[Word, ...], comma: int) -> bool:
    if comma + 1 >= len(words):
        return False
    after = words[comma + 1]
    return (
        after.lower in DETERMINERS | {"head", "director", "president", "spokesman", "spokeswoman", "who"}
        or after.text[0].isdigit()
    )
