"""Attribution without a verb of its own ("según X", "en palabras de X"), and speech that dashes mark."""

from __future__ import annotations

import re
from bisect import bisect_left

from sayso.statements.clauses import Sentence
from sayso.statements.found import Found, Offsets, overlap
from sayso.statements.languages.clauses import Words, has_finite, noun_of, opens_phrase, speaker_after
from sayso.statements.languages.contents import clause_before, content_to_end
from sayso.statements.languages.grammar import Grammar
from sayso.statements.words import CLOSING, OPENING, Quotation

_CONFIDENCE = 0.8
# words: "según X, el director del penal, ..." is an apposition, a longer one a clause
_LONGEST_DEFINITE = 7
_FURTHEST = 20  # words to the comma that ends who "según" names
# a speech in dashes: "—No vimos nada —dijo Ana Ruiz—. Nadie vino."
_SPOKEN = re.compile(r"[^\S\n]*[—―–](?=[^\s—―–])")
_TURN = re.compile(r"\s[—―–](?=\w)|[—―–](?=[\s.,;:!?]|$)")
_MOST_TURNS = 20


def find_according(sentence: Sentence, grammar: Grammar) -> list[Found]:
    """Every "según X" of the sentence: before its clause, behind it, or between its two halves."""
    found: list[Found] = []
    words = sentence.words
    past = 0
    for k in range(len(words)):
        quotation = sentence.quoted(words[k].start)
        if k < past or (quotation is not None and quotation.closed):
            continue
        if (length := _cue_at(words, k, grammar)) and (one := _according(sentence, k, k + length, grammar)):
            found.append(one)
            past = k + length
        elif words[k].lower in grammar.words.get("according_after", frozenset()):
            found += filter(None, [_postposed(sentence, k, grammar)])
    return found


def _cue_at(words: Words, k: int, grammar: Grammar) -> int:
    """How many words the longest cue at word k has; 0 where there is none or it may not stand there."""
    head = all(not w.is_word or w.lower in grammar.words["connectors"] for w in words[:k])
    best = 0
    for cue, only_behind_comma in grammar.according:
        if any(k + i >= len(words) or words[k + i].lower != part for i, part in enumerate(cue)):
            continue
        if not only_behind_comma or head or cue[0] == "," or words[k - 1].text == "," or words[k - 1].text in CLOSING:
            best = max(best, len(cue))
    return best


def _according(sentence: Sentence, k: int, past: int, grammar: Grammar) -> Found | None:
    words = sentence.words
    comma_cue = words[k].text == ","
    cue_past, form = past, grammar.forms.get(words[past].lower) if past < len(words) else None
    if form is not None and form.kind == "finite" and form.base in grammar.words["clause"] and grammar.full:
        cue_past = past = past + 1  # "según explicó X"
    if not opens_phrase(words, past, grammar) and not _bare_noun(words, past, grammar):
        return None
    opens = not any(w.is_word and w.lower not in grammar.words["connectors"] for w in words[:k])
    within = next((i for i in (k - 1, k - 2) if i >= 0 and words[i].is_word), -1)
    # "precisa que, según X, ...": it leads into what is said
    opens = opens or (within >= 0 and words[within].lower in grammar.words["that"])
    speaker = _speaker(sentence, past, grammar, opens=opens)
    if speaker is None or _no_source(words, speaker, grammar):
        return None
    first, end = speaker
    cue = (words[k + comma_cue].start, words[cue_past - 1].end)
    source = (words[first].start, words[end - 1].end)
    content, piece = _around(sentence, k, end, grammar, opens=opens)
    if content is None or overlap(content, source):
        return None
    cue_words = sentence.text[slice(*cue)]
    return Found(
        source,
        cue,
        content,
        f"“{cue_words}” {'within' if piece else 'beside'} its clause",
        _CONFIDENCE,
        pieces=(piece,) if piece else (),
    )


def _bare_noun(words: Words, k: int, grammar: Grammar) -> bool:
    return k < len(words) and noun_of(words[k].lower, grammar) is not None


def _speaker(sentence: Sentence, k: int, grammar: Grammar, *, opens: bool) -> tuple[int, int] | None:
    """[first, past) of who is named behind the cue; an apposition is theirs where a comma closes it, or the sentence does.

    `opens`: the cue leads in, so that what stands behind its last comma is the content.
    """
    words = sentence.words
    speaker = speaker_after(sentence, k, grammar, that_ends=False)
    if speaker is None or speaker[0] != k:
        return None
    first, past = speaker
    if opens and not grammar.verb_opens:
        past = _to_comma(sentence, past, grammar)
    comma = next((i for i in range(first + 1, past) if words[i].text == ","), None)
    if comma is None:
        return first, past
    closed = past < len(words) and words[past].text == ","
    # "según Ana Ruiz, la abogada, el juez ...", but "según Ana Ruiz, el juez, que llegó tarde, ..."
    goes_on = past + 1 < len(words) and opens_phrase(words, past + 1, grammar)
    definite = grammar.has("determiners", words[comma + 1].lower) and (past - comma > _LONGEST_DEFINITE or not goes_on)
    whole = closed and not definite if opens else closed or past >= len(words) or not words[past].is_word
    return first, past if whole else comma


def _to_comma(sentence: Sentence, past: int, grammar: Grammar) -> int:
    """Past "ofrecidos por los supervivientes" up to the comma behind which the content begins, where no verb stands before it."""
    words = sentence.words
    comma = next((k for k in range(past, min(len(words), past + _FURTHEST)) if words[k].text == ","), None)
    if comma is None or sentence.quoted(words[comma].start) or has_finite(words[past:comma], grammar):
        return past
    return comma


def _no_source(words: Words, speaker: tuple[int, int], grammar: Grammar) -> bool:
    """True for what one acts in accord with: a law, a plan; and for "según avanzaba la tarde"."""
    first, past = speaker
    head = next((w.lower for w in words[first:past] if not grammar.has("determiners", w.lower)), "")
    named = any(w.text[0].isalpha() for w in words[first:past])
    return not named or head in grammar.words["no_source"] | grammar.words["time"]


def _around(
    sentence: Sentence, k: int, past: int, grammar: Grammar, *, opens: bool
) -> tuple[Offsets | None, Offsets | None]:
    """The content, and its other half where the cue cuts it in two."""
    words = sentence.words
    if opens:
        at = past
        if at < len(words) and words[at].text == ",":
            at += 1
        elif not (grammar.verb_opens and at < len(words) and words[at].is_word):
            return None, None
        at += grammar.verb_opens and at < len(words) and grammar.is_finite(words[at].lower)
        return (content_to_end(sentence, at, grammar), None) if at < len(words) else (None, None)
    if past < len(words) and (quoted := sentence.quoted(words[past].start)) and quoted.start == words[past].start:
        return (quoted.start, quoted.end), None  # "parmi eux, selon le ministre, « des jeunes »"
    before = _quotation_before(sentence, k) or clause_before(sentence, k)
    if before is None:
        return None, None
    after = None
    if grammar.verb_opens and past < len(words) and words[past].is_word:
        return before, content_to_end(sentence, past, grammar)
    if past + 1 < len(words) and words[past].text == "," and words[past + 1].is_word:
        rest = content_to_end(sentence, past + 1, grammar)
        starts_small = not has_finite(tuple(w for w in words if w.end <= before[1] and w.start >= before[0]), grammar)
        after = rest if starts_small else None
    return before, after


def _quotation_before(sentence: Sentence, k: int) -> Offsets | None:
    words = sentence.words
    k -= 1
    while k >= 0 and words[k].text == "," and not sentence.quoted(words[k].start):
        k -= 1
    quotation = sentence.quoted(words[k].start) if k >= 0 else None
    if quotation is None or not quotation.closed or quotation.end != words[k].end:
        return None
    only = not any(w.is_word for w in words if w.end <= quotation.start)
    return (quotation.start, quotation.end) if only else None


def _postposed(sentence: Sentence, k: int, grammar: Grammar) -> Found | None:
    """ "X zufolge VERB ..." and "CLAUSE, X zufolge": the speaker stands before its cue."""
    words = sentence.words
    first = k
    while first and words[first - 1].is_word and k - first < 10:
        first -= 1
    if first == k or not opens_phrase(words, first, grammar):
        return None
    cue, source = (words[k].start, words[k].end), (words[first].start, words[k - 1].end)
    at = k + 1
    if first <= 1 and at < len(words):
        at += grammar.is_finite(words[at].lower) or words[at].text == ","
        content = content_to_end(sentence, at, grammar) if at < len(words) else None
    else:
        content = clause_before(sentence, first)
    return Found(source, cue, content, f"“{words[k].text}” behind its speaker", _CONFIDENCE) if content else None


def spoken_quotations(text: str, quotations: list[Quotation], grammar: Grammar) -> list[Quotation]:
    """The quotations with those added that dashes mark in paragraphs that begin with one; in order, never overlapping.

    "—Speech —dijo X—. Speech.": what stands between two dashes is the writer's where it begins with a verb of speech.
    """
    if not grammar.dash_dialogue:
        return quotations
    found: list[Quotation] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        opens = _SPOKEN.match(paragraph.group())
        if opens is None:
            continue
        found += _turns(text, paragraph.start() + opens.end(), paragraph.end(), grammar)
    if not found:
        return quotations
    starts = [q.start for q in found]
    kept = [q for q in quotations if not _touches(q, found, starts)]
    return sorted([*kept, *found], key=lambda q: q.start)


def _turns(text: str, at: int, end: int, grammar: Grammar) -> list[Quotation]:
    found: list[Quotation] = []
    speaking = True
    marks = [m for _, m in zip(range(_MOST_TURNS), _TURN.finditer(text, at, end), strict=False)]
    for mark in [*marks, None]:
        past = mark.start() if mark else end
        if speaking:
            narrator = mark is None or _narrates(text, mark.end(), end, grammar)
            if not narrator:
                continue  # a dash within the speech
            start = at
            while start < past and not text[start].isalnum() and text[start] not in "¿¡" + OPENING:
                start += 1
            if past > start:
                found.append(Quotation(start, past, closed=True))
        at, speaking = mark.end() if mark else end, not speaking
    return found


def _narrates(text: str, at: int, end: int, grammar: Grammar) -> bool:
    heard = re.findall(r"\w+", text[at : min(end, at + 40)])[:3]
    return any((form := grammar.forms.get(w.lower())) is not None and form.kind == "finite" for w in heard)


def _touches(quotation: Quotation, found: list[Quotation], starts: list[int]) -> bool:
    k = bisect_left(starts, quotation.end)
    return k > 0 and found[k - 1].end > quotation.start
