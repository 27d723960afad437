"""Attribution by verb: "X dijo que", "CLAUSE, dijo X", "Agregó que", "X denunció golpes", "fue denunciado por X"."""

from __future__ import annotations

from sayso.outlets import OutletTable
from sayso.statements.clauses import Sentence
from sayso.statements.found import Found, Offsets, overlap
from sayso.statements.languages.channels import channel_in
from sayso.statements.languages.clauses import (
    Words,
    has_finite,
    is_relative,
    noun_of,
    opens_phrase,
    speaker_after,
    subject_before,
)
from sayso.statements.languages.contents import clause_before, content_to_end
from sayso.statements.languages.cues import UNTOLD, Cue, cue_at, denies, source_of, span_of
from sayso.statements.languages.grammar import Grammar
from sayso.statements.languages.quoted import after_quotation, before_quotation
from sayso.statements.words import OPENING

_THAT, _CLAUSE, _OBJECT = 0.8, 0.65, 0.5
# more attributions in one sentence are a list, or a text made to hold the reader
_MOST_IN_SENTENCE = 20
_MOST_COMMAS = 3  # between a verb and its "que"
_FURTHEST = 22  # words between a verb and its "que"


def find_verbs(sentence: Sentence, grammar: Grammar, outlets: OutletTable) -> list[Found]:
    """Every attribution by verb in the sentence, in order."""
    found: list[Found] = []
    for k, word in enumerate(sentence.words):
        form = grammar.form(word.lower)
        quotation = sentence.quoted(word.start)
        if (
            form is None
            or (quotation is not None and quotation.closed)
            or (word.is_name and k and sentence.words[k - 1].is_word)
        ):
            continue
        cue = cue_at(sentence.words, k, form, grammar)
        if cue is None:
            continue
        one = _attribution(sentence, cue, grammar, outlets, found)
        if one is not None:
            found.append(one)
        if len(found) == _MOST_IN_SENTENCE:
            break
    return found


def _attribution(
    sentence: Sentence, cue: Cue, grammar: Grammar, outlets: OutletTable, found: list[Found]
) -> Found | None:
    if cue.passive:
        return _passive(sentence, cue, grammar) if grammar.full else None
    if cue.impersonal:
        return None  # "se dijo que": nobody says it
    if cue.form.kind == "infinitive":
        source = source_of(sentence, cue, grammar, found)
        at = cue.past if cue.past < len(sentence.words) else 0
        said = at and sentence.words[at].lower in grammar.words["that"] and source != UNTOLD
        return _that(sentence, cue, grammar, outlets, source) if said else None
    if quoted := after_quotation(sentence, cue, grammar, outlets):
        return quoted
    source = source_of(sentence, cue, grammar, found)
    if source == UNTOLD:
        return _after_clause(sentence, cue, grammar, outlets) if grammar.full else None
    if colon := before_quotation(sentence, cue, grammar, outlets, source):
        return colon
    if not grammar.full:
        return None
    return (
        _that(sentence, cue, grammar, outlets, source)
        or _after_clause(sentence, cue, grammar, outlets)
        or _object(sentence, cue, grammar, outlets, source)
    )


def _that(sentence: Sentence, cue: Cue, grammar: Grammar, outlets: OutletTable, source: Offsets | None) -> Found | None:
    """ "X dijo que ...", "dijo X que ...", "Agregó que ...", ", agregando que ...", "dijo haber ...", "preguntó si ..."."""
    words, base = sentence.words, cue.form.base
    if base not in grammar.words["clause"]:
        return None
    at = (
        None
        if _is_infinitive(words, cue, grammar)
        else _that_after(sentence, cue, grammar, has_subject=source is not None)
    )
    if at is not None:
        content = content_to_end(sentence, at + 1, grammar) if at + 1 < len(words) else None
        why = "and “que”"
    else:
        at = _infinitive_after(sentence, cue, grammar)
        if at is None or (cue.head and is_relative(words, cue.head - 1, grammar)):
            return None  # "un funcionario que pidió no ser identificado"
        content, why = content_to_end(sentence, at, grammar, of_object=True), "with an infinitive or a question"
    if content is None:
        return None
    if source is None:
        after = speaker_after(sentence, cue.past, grammar, that_ends=True)
        if after is not None and after[1] <= at:
            source = span_of(words, after)
    if source is not None and overlap(content, source):
        return None
    channel = channel_in(sentence, min(cue.head, _first(words, source)), at, source, grammar, outlets)
    because = f"verb “{words[cue.past - 1].text}” {why}" + ("" if source else ", its speaker named before")
    sure = _THAT if source else _THAT - 0.15
    return Found(source, cue.span(words), content, because, sure, channel, denies(cue, grammar))


def _is_infinitive(words: Words, cue: Cue, grammar: Grammar) -> bool:
    """True where an infinitive stands straight behind: "dijo estar preocupado por lo que vio"."""
    following = words[cue.past].lower if cue.past < len(words) else ""
    return cue.form.base in grammar.words["infinitive"] and grammar.is_infinitive(following)


def _first(words: Words, source: Offsets | None) -> int:
    """The index of the first word behind a source; that of no word where there is none."""
    return next((k for k, w in enumerate(words) if source is not None and w.start >= source[1]), len(words))


def _that_after(sentence: Sentence, cue: Cue, grammar: Grammar, *, has_subject: bool) -> int | None:
    """The index of the "que" that opens the verb's content, past whom it is said to, when and where."""
    words, lists = sentence.words, grammar.words
    commas = 0
    for k in range(cue.past, min(len(words), cue.past + _FURTHEST)):
        word = words[k]
        if word.lower in lists["that"] and not sentence.quoted(word.start):
            # "como subrayó el alcalde, que llegó tarde": a relative clause
            if (words[k - 1].text == "," and commas == 1) or _elsewhere(words, k, grammar):
                return None
            if not _is_relative(words, cue, k, grammar, has_subject=has_subject):
                return k
        elif word.text == ",":
            commas += 1
        if commas > _MOST_COMMAS or _ends_search(sentence, cue, k, grammar):
            return None
    return None


def _ends_search(sentence: Sentence, cue: Cue, k: int, grammar: Grammar) -> bool:
    """True where word k shows that no "que" behind it is the verb's own: another verb, a quotation, "no solo", "de la falta"."""
    words, lists = sentence.words, grammar.words
    word, follows = words[k], words[k + 1].lower if k + 1 < len(words) else ""
    if sentence.quoted(word.start) or word.text in ";:(":
        return True
    if word.lower in lists["negation"] and words[k - 1].text != ",":  # but ", no obstante,"
        return True
    if k == cue.past and word.lower in lists["of_what"] and follows not in lists["that"]:
        return True
    if word.lower in lists["subordinators"] - lists["that"] - lists["relatives"]:
        return True
    form = grammar.form(word.lower)
    another = k > cue.past and grammar.is_finite(word.lower) and words[k - 1].lower not in lists["that"]
    gerund = form is not None and form.kind == "gerund"
    return another or gerund or (word.lower in lists["joining"] and follows in grammar.forms)


def _is_relative(words: Words, cue: Cue, k: int, grammar: Grammar, *, has_subject: bool) -> bool:
    """True for the "que" of "denunció los golpes que recibió": the verb has an object straight behind it."""
    following, before = words[cue.past], words[k - 1]
    if not before.is_word or k == cue.past or before.lower in grammar.words["that_after"]:
        return False
    if not grammar.has("determiners", following.lower):
        return False
    timed = cue.past + 1 < k and words[cue.past + 1].lower in grammar.words["time"]
    return not timed and (has_subject or not _is_party(words[cue.past : k], grammar))


def _is_party(phrase: Words, grammar: Grammar) -> bool:
    """True for "la ministra", "el vecino Juan Otero"; not for "el nombre del vecino"."""
    head = next((w for w in phrase if not grammar.has("determiners", w.lower)), None)
    return head is not None and (head.is_name or noun_of(head.lower, grammar) is not None or phrase[-1].is_name)


def _elsewhere(words: Words, k: int, grammar: Grammar) -> bool:
    """True for the "que" of "antes de que", "para que", "los que": no verb of speech opens it."""
    i = k - 1
    if i and words[i].lower in grammar.words["that_after"]:
        i -= 1
    return words[i].lower in grammar.words["that_elsewhere"]


def _infinitive_after(sentence: Sentence, cue: Cue, grammar: Grammar) -> int | None:
    """The index where "haber sido", "no saber", "anular el registro" or "si era cierto" opens the content."""
    words, lists = sentence.words, grammar.words
    for k in range(cue.past, min(len(words), cue.past + 8)):
        word = words[k]
        if sentence.quoted(word.start) or word.text in ";:,(" or grammar.is_finite(word.lower):
            return None
        opens = k + (word.lower in lists["negation"])
        if k and words[k - 1].lower in lists["prepositions"]:
            continue
        if opens < len(words) and grammar.is_infinitive(words[opens].lower) and not words[opens].is_name:
            return k if cue.form.base in lists["infinitive"] else None
        if word.lower in lists["question"] and k == cue.past:
            return k
    return None


def _after_clause(sentence: Sentence, cue: Cue, grammar: Grammar, outlets: OutletTable) -> Found | None:
    """ "CLAUSE, informaron autoridades locales": a comma, the verb, and its speaker or the sentence's end."""
    words = sentence.words
    k = cue.head
    if k < 3 or words[k - 1].text != "," or cue.form.kind == "gerund" or cue.form.base not in grammar.words["clause"]:
        return None
    speaker = speaker_after(sentence, cue.past, grammar, that_ends=False)
    ends = cue.past >= len(words) or not any(w.is_word for w in words[cue.past :])
    if (speaker is None and not ends) or not has_finite(words[: k - 1], grammar):
        return None
    if _dependent(words, k - 1, grammar):
        return None
    content = clause_before(sentence, k - 1)
    if content is None:
        return None
    source = span_of(words, speaker)
    past = speaker[1] if speaker else cue.past
    because = f"a clause before “{words[cue.past - 1].text}”"
    channel = channel_in(sentence, cue.past, len(words), source, grammar, outlets, near=past)
    return Found(source, cue.span(words), content, because, _CLAUSE, channel, denies(cue, grammar))


def _dependent(words: Words, comma: int, grammar: Grammar) -> bool:
    """True where what stands before the comma only leads in: "Cuando llegó, dijo", "El alcalde, que llegó tarde, negó"."""
    head = next((w for w in words[:comma] if w.is_word), None)
    if head is None or head.lower in grammar.words["subordinators"] - grammar.words["relatives"]:
        return True
    last = max((k for k in range(comma) if words[k].text == ","), default=-1)
    return last >= 0 and words[last + 1].lower in grammar.words["relatives"]


def _object(
    sentence: Sentence, cue: Cue, grammar: Grammar, outlets: OutletTable, source: Offsets | None
) -> Found | None:
    """ "X denunció golpes", "X advirtió del riesgo", "X lo negó"."""
    words, base, lists = sentence.words, cue.form.base, grammar.words
    noun_like = words[cue.past - 1].lower in lists["noun_like"]
    if (noun_like and not _verb_like(words, cue, grammar)) or (
        source is None and (noun_like or not _leads(words, cue, grammar))
    ):
        return None
    clitics = words[cue.head : cue.first]
    if any(w.lower in lists["object_pronouns"] for w in clitics):
        return None  # "así lo confirmó el ministro": what, stands in another sentence
    if cue.head and is_relative(words, cue.head - 1, grammar):
        return None  # "las organizaciones que defienden la prensa"
    k = cue.past
    while k < len(words) and (grammar.is_adverb(words[k].lower) or _is_time(words, k, grammar)):
        k += 1
    if k < len(words) and words[k].text == "," and (past := _past_comma(words, k, grammar)) is not None:
        k = past
    if k >= len(words):
        return None
    opens = base in lists["object"] and _opens_object(words, k, grammar)
    by_preposition = base in lists["of"] and words[k].lower in lists["of_what"]
    if not (opens or by_preposition):
        return None
    at = k + by_preposition
    content = content_to_end(sentence, at, grammar, of_object=True) if at < len(words) else None
    if content is None:
        return None
    because = f"verb “{words[cue.past - 1].text}” with its object"
    channel = channel_in(sentence, cue.past, k, source, grammar, outlets)
    sure = _OBJECT if source else _OBJECT - 0.1
    return Found(source, cue.span(words), content, because, sure, channel, denies(cue, grammar))


def _verb_like(words: Words, cue: Cue, grammar: Grammar) -> bool:
    following = words[cue.past] if cue.past < len(words) else None
    return following is not None and (grammar.has("determiners", following.lower) or following.text[0].isdigit())


def _leads(words: Words, cue: Cue, grammar: Grammar) -> bool:
    """True where the verb opens the sentence, or nothing but adverbs stands before it: the speaker was named before."""
    before = [w for w in words[: cue.head] if w.is_word]
    return cue.form.kind == "finite" and all(
        grammar.is_adverb(w.lower) or w.lower in grammar.words["connectors"] for w in before
    )


def _is_time(words: Words, k: int, grammar: Grammar) -> bool:
    lists = grammar.words
    if words[k].lower in lists["time"] or words[k].lower in lists["time_adjectives"]:
        return True
    following = words[k + 1].lower if k + 1 < len(words) else ""
    return (
        words[k].lower in lists["determiners"] | lists["prepositions"]
        and following in lists["time"] | lists["time_adjectives"]
    )


def _past_comma(words: Words, k: int, grammar: Grammar) -> int | None:
    """Past ", además," between a verb and its object."""
    closes = next((i for i in range(k + 1, min(len(words), k + 6)) if words[i].text == ","), None)
    free = closes is not None and (
        words[k + 1].lower in grammar.words["prepositions"] or grammar.is_adverb(words[k + 1].lower)
    )
    return closes + 1 if free and closes is not None else None


def _opens_object(words: Words, k: int, grammar: Grammar) -> bool:
    word, lists = words[k], grammar.words
    if word.text in OPENING or word.text[0].isdigit() or word.lower in lists["determiners"]:
        return True
    if not word.is_word or word.lower in lists["clitics"] | lists["conjunctions"] | lists["subordinators"]:
        return False
    if word.lower in lists["prepositions"]:
        # "cifró en 38 los arrestos", "registró al menos 12"
        following = words[k + 1] if k + 1 < len(words) else None
        return following is not None and (following.text[0].isdigit() or following.lower == "menos")
    return word.text.islower() and not grammar.is_adverb(word.lower) and len(word.text) > 3


def _passive(sentence: Sentence, cue: Cue, grammar: Grammar) -> Found | None:
    """ "el desalojo fue denunciado por X"."""
    words = sentence.words
    if cue.past >= len(words) or words[cue.past].lower not in grammar.words["by"]:
        return None
    speaker = speaker_after(sentence, cue.past + 1, grammar, that_ends=True)
    what = subject_before(sentence, cue.head, grammar)
    if speaker is None or what is None or not opens_phrase(words, cue.past + 1, grammar):
        return None
    content = (words[what[0]].start, words[what[1] - 1].end)
    because = f"“{words[cue.past - 1].text}” by whom it names"
    return Found(span_of(words, speaker), cue.span(words), content, because, _OBJECT, None, denies(cue, grammar))
