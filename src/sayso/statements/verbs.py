"""Attribution by verb: "X said that", "X told Y", "…," said X; and by participle: ", adding that"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.outlets import OutletTable
from sayso.statements.adjuncts import skip_adjuncts
from sayso.statements.clauses import TIME_WORDS, Sentence, content_after, content_before, subject_before
from sayso.statements.found import Found, Offsets
from sayso.statements.lexicon import Lexicon, Verb
from sayso.statements.quoted import quoting_verb
from sayso.statements.words import (
    AUXILIARIES,
    CLOSING,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    NEGATIONS,
    OPENING,
    PREPOSITIONS,
    PRONOUNS,
    Word,
    is_possessive,
)

_BE = frozenset("is are was were be been being am get got".split())
_QUESTION = frozenset("how what why whether if who where when".split())
_PARTICLES = frozenset({"to", "for", "out", "on", "at", "with", "in"})
# what ends the speaker after "said": when, where, on what occasion
_AFTER_SPEAKER = frozenset("as when while before after who in on at during last to with through via by".split())
_PLURAL = frozenset("i we they you some many few several most others both all people police these those".split())
_COUNTED = frozenset(
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty residents witnesses "
    "relatives neighbours neighbors survivors officials police prosecutors activists lawyers doctors experts".split()
)
_COUNTING = frozenset("count register record tally document list log".split())
_ROUGHLY = frozenset("about around over under between above below near some".split())
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety half "
    "hundred hundreds thousand thousands dozen dozens".split()
)
# more attributions in one sentence are a list, or a text made to hold the reader
_MOST_IN_SENTENCE = 20
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
        if len(found) == _MOST_IN_SENTENCE:
            break
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
    if verb.base == "cite" and any(quoting_verb(words, k) == i for k in range(i + 2, len(words))):
        return False  # "cited X as saying": X says it
    chain = [w.lower for w in words[max(0, i - 4) : i]]
    while (chain and chain[-1] in AUXILIARIES - _BE) or (chain and chain[-1].endswith("ly")):
        chain.pop()
    if chain and chain[-1] in _BE and verb.form != "gerund":
        return False  # a passive: who speaks comes after "by", and is not looked for
    if before is None or before.lower == "to":
        return False
    if (
        verb.base == "ask"
        and after is not None
        and after.lower in {"not", "that"}
        and before.lower in {"who", "and", ","}
    ):
        return False  # "who asked not to be named"
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
    inverted = _inverted(sentence, i, verb, lexicon)
    if inverted is not None:
        return inverted
    if (verb.form == "gerund" and before.text in {",", "and"}) or (
        before.text == "and" and previous and verb.form == "past"
    ):
        # ", adding that ...", "... and determined that ...": the speaker is the one before
        same = _with_content(sentence, i, verb, None, lexicon, outlets, subordinate=False)
        # "found that the cells had no windows and admitted no daylight": the cells admitted, nobody speaks
        weak = same is not None and same.confidence == _WEAK_CONFIDENCE
        return None if weak and previous is not None and _inside_that(previous, words[i].start) else same
    if verb.form == "gerund" and before.lower not in _BE:
        return None
    span = subject_before(sentence, i)
    if span is None:
        return None
    first, past = span
    if previous is not None and words[first].start <= previous.cue[0] < words[past - 1].end:
        return None  # the "subject" holds another attribution: two clauses taken for one
    if not _agrees(words, past, verb, i):
        return None
    if words[first].lower == "you":
        return None  # an address to the reader
    source = (words[first].start, words[past - 1].end)
    # "the ministry, which said that 40 men had died, now says 12": what was said ends with the relative clause
    aside = words[past].text == "," and past + 1 < i and words[past + 1].lower in {"who", "which"}
    subordinate = aside or (
        first > 0 and first <= 2 and words[0].lower in {"while", "although", "though", "as", "after", "because", "when"}
    )
    direct = _with_content(sentence, i, verb, source, lexicon, outlets, subordinate=subordinate)
    return direct or _content_before(sentence, i, verb, first, source, lexicon, outlets)


def _inside_that(found: Found, at: int) -> bool:
    """True where the offset lies inside a content that "that" opened."""
    return found.confidence == _THAT_CONFIDENCE and found.content[0] < at < found.content[1]


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
    if last in PREPOSITIONS:
        return False  # "thousands of suspects were held"
    if verb.form == "third":
        return last not in _PLURAL
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
    r, channel = skip_adjuncts(sentence, i + 1, verb, outlets)
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
    elif _opens_quantity(words, r) and verb.base not in lexicon.needs_that:
        pass
    elif word.lower in PREPOSITIONS | CONJUNCTIONS or not word.is_word or word.lower in TIME_WORDS:
        return None
    elif verb.base in lexicon.object | lexicon.clause and verb.base not in lexicon.needs_that:
        if word.lower in AUXILIARIES or (verb.base in _COUNTING and not _opens_count(word)):
            return None
    else:
        return None
    content = content_after(sentence, r, subordinate=subordinate)
    if content is None or content[1] - content[0] < 3:
        return None
    quotation = sentence.quoted(content[0])
    if why == "quotation" and quotation is not None:
        content = (quotation.start, max(quotation.end, content[1]) if quotation.closed else quotation.end)
    with_what = "and “that”" if why == "that" else f"with {'its' if why in {'object', 'preposition'} else 'a'} {why}"
    because = f"verb “{words[i].text}” {with_what}"
    return Found(
        source, (words[i].start, cue_end), content, because, confidence, channel, denied(words, i, verb, lexicon)
    )


def denied(words: Sequence[Word], i: int, verb: Verb, lexicon: Lexicon) -> bool:
    """True where the verb at i denies; not for "does not deny", "neither confirmed nor denied"."""
    before = {w.lower for w in words[max(0, i - 3) : i]}
    return verb.base in lexicon.denial and not before & NEGATIONS and not any(w.endswith("n’t") for w in before)


def _opens_count(word: Word) -> bool:
    """True before "79 deaths", "the deaths of", "at least 14": what a count can be of."""
    return word.text[0].isdigit() or word.lower in DETERMINERS | {"at", "more", "no", "about", "nearly", "over"}


def _opens_quantity(words: tuple[Word, ...], r: int) -> bool:
    """True before "at least 30 tonnes", "about forty", "between 30 and 40": a preposition in form, a figure in meaning."""
    after = [w.lower for w in words[r + 1 : r + 4]]
    if words[r].lower == "at":
        return after[:1] in (["least"], ["most"])
    if words[r].lower not in _ROUGHLY or not after:
        return False
    if words[r].lower == "between" and "and" not in after[1:]:
        return False
    return after[0][0].isdigit() or after[0] in _NUMBERS


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
    r, channel = skip_adjuncts(sentence, i + 1, verb, outlets)
    if r < len(words) and words[r].is_word and words[r].lower not in PREPOSITIONS | {"as", "and", "when", "after"}:
        return None
    content = content_before(sentence, first - 1)
    if content is None:
        return None
    quoted = boundary.text in CLOSING or words[max(0, first - 2)].text in CLOSING
    because = f"{'a quotation' if quoted else 'a clause'} before “{words[i].text}”"
    confidence = _QUOTE_CONFIDENCE if quoted else _THAT_CONFIDENCE - 0.1
    cue = (words[i].start, words[i].end)
    return Found(source, cue, content, because, confidence, channel, denied(words, i, verb, lexicon))


def _inverted(sentence: Sentence, i: int, verb: Verb, lexicon: Lexicon) -> Found | None:
    """ "…," said X: closing mark or comma, verb, then who."""
    words = sentence.words
    before = words[i - 1]
    if verb.base not in lexicon.inverting or verb.form not in {"past", "third"} or i + 1 >= len(words):
        return None
    if before.text != "," and before.text not in CLOSING:
        return None
    after = words[i + 1]
    counted = after.text[0].isdigit() or after.lower in _COUNTED
    if not (after.is_name or counted or after.lower in DETERMINERS | PRONOUNS) or after.lower == "that":
        return None
    if before.text == "," and _clause_follows(words, i):
        return None
    content = content_before(sentence, i - 1)
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
            or (k > i + 1 and words[k].lower in _AFTER_SPEAKER and not (appositions and words[k].lower == "who"))
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


def _clause_follows(words: tuple[Word, ...], i: int) -> bool:
    """True for "X, an apposition, said the prison was full": what follows the verb is a clause, and no speaker.

    A pronoun that speaks ends its clause ("..., he said"); so "said he carried his mother" is one. Where no verb stands
    before the comma, that is no clause that anybody could have said.
    """
    rest = words[i + 2 : next((k for k in range(i + 2, len(words)) if words[k].text == ","), len(words))]
    if any(w.lower in FINITE or w.lower in {"there", "that"} for w in rest):
        return True
    if words[i + 1].lower in PRONOUNS and rest and rest[0].is_word:
        return rest[0].lower not in _AFTER_SPEAKER and rest[0].lower not in TIME_WORDS
    return not _holds_a_clause(words[:i])


def _holds_a_clause(words: tuple[Word, ...]) -> bool:
    """True where a verb stands outside "who ..." and the like: "The bus left" holds one, "Ilan Dovrek, a teacher" none."""
    relative = False
    for k, word in enumerate(words):
        if word.text == ",":
            relative = False
        elif word.lower in {"who", "which", "whose", "that"}:
            relative = True
        elif (
            not relative
            and k
            and (word.lower in FINITE or word.lower in AUXILIARIES or word.lower.endswith(("ed", "s")))
        ):
            return True
    return False


def _apposes(words: tuple[Word, ...], comma: int) -> bool:
    """True where the comma opens an apposition of the speaker: "Rosa Medina, 34", "a fishmonger, Ilse Brandt"."""
    if comma + 1 >= len(words):
        return False
    before, after = words[comma - 1], words[comma + 1]
    named = after.is_name and comma + 2 < len(words) and words[comma + 2].is_name
    return (
        after.lower in DETERMINERS | {"head", "director", "president", "spokesman", "spokeswoman", "who"}
        or after.text[0].isdigit()
        or (named and before.is_word and not before.is_name and before.lower not in TIME_WORDS)
    )
