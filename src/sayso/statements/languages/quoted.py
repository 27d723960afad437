"""A quotation with a verb of speech beside it: "“...”, dijo X", "X dijo: “...”", "—... —dijo X—"."""

from __future__ import annotations

from sayso.outlets import OutletTable
from sayso.statements.clauses import Sentence
from sayso.statements.found import Found, Offsets
from sayso.statements.languages.channels import channel_in
from sayso.statements.languages.clauses import DASHES, speaker_after, subject_before
from sayso.statements.languages.contents import clause_before, content_to_end
from sayso.statements.languages.cues import Cue, denies, span_of
from sayso.statements.languages.grammar import Grammar
from sayso.statements.words import Quotation

_QUOTED = 0.85
_FURTHEST = 22  # words between a verb and its colon


def after_quotation(sentence: Sentence, cue: Cue, grammar: Grammar, outlets: OutletTable) -> Found | None:
    """ "“...”, dijo X", "“...”, X dijo", "—... —dijo X—": closing mark, verb and who, who was named before where nobody follows."""
    words = sentence.words
    subject: tuple[int, int] | None = None
    at = _closing_before(sentence, cue.head)
    if at is None and cue.form.kind == "finite":
        subject = subject_before(sentence, cue.head, grammar)
        at = _closing_before(sentence, subject[0]) if subject and not _has_object(sentence, cue, grammar) else None
    if at is None:
        return None
    quotation = sentence.quoted(words[at].start)
    if quotation is None or _continues(sentence, cue, grammar):
        return None
    speaker = subject or speaker_after(sentence, cue.past, grammar, that_ends=False)
    if speaker is None and not grammar.full and cue.past < len(words) and words[cue.past].is_word:
        return None
    source = span_of(words, speaker)
    past = speaker[1] if speaker and subject is None else cue.past
    channel = channel_in(sentence, cue.past, len(words), source, grammar, outlets, near=past)
    who = "its speaker" if speaker else "a speaker named before"
    other = _second_half(sentence, max(words[cue.past - 1].end, *(s[1] for s in (source, channel) if s), 0))
    return Found(
        source,
        cue.span(words),
        _whole(sentence, quotation, at, grammar),
        f"a quotation, “{words[cue.past - 1].text}” and {who}",
        _QUOTED,
        channel,
        denies(cue, grammar),
        (other,) if other else (),
    )


def _has_object(sentence: Sentence, cue: Cue, grammar: Grammar) -> bool:
    """True for "...“X”, Y critica la falta": what is criticised stands behind the verb, not in the quotation."""
    words = sentence.words
    if cue.past >= len(words) or not words[cue.past].is_word:
        return False
    timed = cue.past + 1 < len(words) and words[cue.past + 1].lower in grammar.words["time"]
    return grammar.has("determiners", words[cue.past].lower) and not timed


def _whole(sentence: Sentence, quotation: Quotation, at: int, grammar: Grammar) -> Offsets:
    """The quotation, or the clause that ends with it: "los familiares “están desolados”, relata el alcalde"."""
    opens = next((k for k, w in enumerate(sentence.words) if w.start >= quotation.start), at)
    inside = next((w for w in sentence.words[opens : at + 1] if w.is_word), None)
    before = sentence.words[opens - 1] if opens else None
    said = any(w.lower in grammar.forms for w in sentence.words[:opens])  # "X dijo que “...”, manifestó"
    joined = before is not None and (before.is_word or before.text == ",")
    if joined and inside is not None and inside.text.islower() and not said:
        clause = clause_before(sentence, at + 1)
        if clause is not None and not any(q.start < quotation.start and q.end > clause[0] for q in sentence.quotations):
            return clause[0], quotation.end
    return quotation.start, quotation.end


def _second_half(sentence: Sentence, past: int) -> Offsets | None:
    """The quotation that goes on behind offset `past`, with a comma or a dash before it: "—Al otro lado —contesta—, como todos"."""
    for quotation in sentence.quotations:
        if quotation.start >= past:
            between = sentence.text[past : quotation.start].strip()
            goes_on = between == "," or (between[:1] in DASHES and not any(c.isalnum() or c in ".!?" for c in between))
            return (quotation.start, quotation.end) if goes_on and quotation.end <= sentence.end + 1 else None
    return None


def _closing_before(sentence: Sentence, k: int) -> int | None:
    """The index of a word in the closed quotation that ends straight before word k, commas and dashes apart."""
    words = sentence.words
    k -= 1
    while k >= 0 and (words[k].text in {",", "."} or words[k].text in DASHES) and not sentence.quoted(words[k].start):
        k -= 1
    if k < 0:
        return None
    quotation = sentence.quoted(words[k].start)
    if quotation is None or not quotation.closed:
        return None
    return k if words[k].end >= quotation.end else None


def _continues(sentence: Sentence, cue: Cue, grammar: Grammar) -> bool:
    """True where the verb's own "que" follows: the quotation before it belongs to another."""
    words = sentence.words
    return grammar.full and cue.past < len(words) and words[cue.past].lower in grammar.words["that"]


def before_quotation(
    sentence: Sentence, cue: Cue, grammar: Grammar, outlets: OutletTable, source: Offsets | None
) -> Found | None:
    """ "X dijo: “...”", "X calificó la cifra: “...”": the quotation behind a colon or straight behind the verb."""
    words = sentence.words
    k = cue.past
    while k < len(words) and k - cue.past < _FURTHEST and words[k].text != ":" and not _opens_quotation(sentence, k):
        if words[k].text in ";,." and not grammar.full:
            return None
        if words[k].lower in grammar.words["that"] or (k > cue.past and grammar.is_finite(words[k].lower)):
            return None
        k += 1
    if k >= len(words) or (words[k].text != ":" and k > cue.past):
        return None
    colon = words[k].text == ":"
    opens = k + colon
    quotation = sentence.quoted(words[opens].start) if opens < len(words) else None
    if quotation is None or not _opens_quotation(sentence, opens):
        return None
    if not colon and not quotation.closed:
        return None
    if source is None and not grammar.full:
        return None
    after = speaker_after(sentence, cue.past, grammar, that_ends=True) if source is None and colon else None
    source = source or span_of(words, after)
    end = quotation.end
    if not colon and (content := content_to_end(sentence, opens, grammar)) is not None:
        end = max(end, content[1])
    because = f"“{words[cue.past - 1].text}” before a quotation"
    channel = channel_in(sentence, cue.past, k, source, grammar, outlets)
    return Found(source, cue.span(words), (quotation.start, end), because, _QUOTED, channel, denies(cue, grammar))


def _opens_quotation(sentence: Sentence, k: int) -> bool:
    quotation = sentence.quoted(sentence.words[k].start)
    return quotation is not None and quotation.start == sentence.words[k].start
