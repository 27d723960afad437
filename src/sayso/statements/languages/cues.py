"""The verb that attributes, with its auxiliaries, and who stands before it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.statements.clauses import Sentence
from sayso.statements.found import Found, Offsets
from sayso.statements.languages.clauses import Words, is_relative, noun_of, past_insert, subject_before
from sayso.statements.languages.grammar import Form, Grammar

# the source of a verb whose subject is not made out: no statement
UNTOLD: Offsets = (-1, -1)


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb with its auxiliaries and negation, as word indexes [first, past); `head` is where its clitics begin."""

    head: int
    first: int
    past: int
    form: Form
    negated: bool
    impersonal: bool
    passive: bool

    def span(self, words: Words) -> Offsets:
        return words[self.first].start, words[self.past - 1].end


def cue_at(words: Words, k: int, form: Form, grammar: Grammar) -> Cue | None:
    """The verb group that ends at word k; None for nouns, adjectives and infinitives' company."""
    lists, first = grammar.words, k
    while first and k - first < 3 and words[first - 1].lower in lists["auxiliaries"] | lists["passive"]:
        first -= 1
    helped = first < k
    if any(w.lower in lists["rumour"] for w in words[first:k]):
        return None  # "habría ordenado": somebody else says so
    passive = any(w.lower in lists["passive"] for w in words[first:k])
    if (form.kind == "participle" and not helped) or (form.kind == "finite" and helped):
        return None
    head = first
    while head and words[head - 1].lower in lists["clitics"] and (head == first or words[head - 1].lower != "la"):
        head -= 1
    clitics = [w.lower for w in words[head:first]]
    negated = bool(head) and words[head - 1].lower in lists["negation"]
    if negated:
        head -= 1
        first = head if not clitics else first
    before = words[head - 1].lower if head else ""
    bare = form.kind == "finite" and not helped and not negated
    if form.kind == "infinitive" and (helped or before not in lists["infinitive_after"]):
        return None
    if bare and clitics and clitics[0] in lists["determiners"] and words[k].lower in lists["noun_like"]:
        return None  # "la denuncia"
    if bare and (
        before in lists["prepositions"] or (before in lists["determiners"] and words[k].lower in lists["noun_like"])
    ):
        return None
    impersonal = (
        bool(clitics)
        and clitics[0] in lists["impersonal"]
        and len(clitics) == 1
        and form.base not in lists["reflexive"]
    )
    return Cue(head, first, k + 1, form, negated, impersonal, passive)


def source_of(sentence: Sentence, cue: Cue, grammar: Grammar, found: list[Found]) -> Offsets | None:
    """The subject before the verb; None where the speaker was named before, UNTOLD where there is one and it is not made out.

    After "y", and for a participle in "-ndo", it is that of the verb before.
    """
    words, lists = sentence.words, grammar.words
    k = past_insert(words, cue.head, grammar)
    before = words[k - 1].lower if k else ""
    if cue.form.kind == "infinitive":
        return found[-1].source if found else UNTOLD  # "ha dicho, antes de agregar que"
    if before in lists["joining"] or cue.form.kind == "gerund":
        if found and found[-1].source is not None:
            return found[-1].source
        return None if found or k <= 1 else _of_main_verb(sentence, k - 1, grammar)
    if k and is_relative(words, k - 1, grammar):
        return antecedent_of(sentence, k - 1, grammar) or UNTOLD
    span = subject_before(sentence, cue.head, grammar)
    if span is None and before == "," and not _leads_in(words, k - 1, grammar):
        return UNTOLD
    return span_of(words, span)


def _leads_in(words: Words, comma: int, grammar: Grammar) -> bool:
    """True where what stands before the comma is no subject: "Asimismo,", "En un mensaje,", "Preguntado por ello,"."""
    first = max((k + 1 for k in range(comma) if words[k].text == ","), default=0)
    while first < comma and not words[first].is_word:
        first += 1
    if words[0].lower in {cue[0] for cue, _ in grammar.according}:
        return True  # "Según X, portavoz del puerto, aseguró que"
    lists, head = grammar.words, words[first].lower
    leads = (
        lists["prepositions"] | lists["subordinators"] | lists["conjunctions"] | lists["negation"] | lists["connectors"]
    )
    return head in leads or grammar.is_adverb(head) or grammar.lead_in_endings.search(head) is not None


def _of_main_verb(sentence: Sentence, past: int, grammar: Grammar) -> Offsets | None:
    """The subject of the first verb of the clause that reaches to the word before `past`; UNTOLD behind a "que" of its own."""
    words, lists = sentence.words, grammar.words
    first, leads = 0, False
    for k in range(past):
        if words[k].lower in lists["that"] or is_relative(words, k, grammar):
            return UNTOLD
        if words[k].lower in lists["subordinators"] or words[k].text == ";":
            first, leads = k + 1, words[k].text != ";"
        elif words[k].text == "," and leads:
            first, leads = k + 1, False  # the clause that leads in ends here
    verb = next((k for k in range(first, past) if grammar.is_finite(words[k].lower)), None)
    if verb is None:
        return UNTOLD
    while verb and words[verb - 1].lower in lists["clitics"] | lists["negation"] - lists["determiners"]:
        verb -= 1
    return span_of(words, subject_before(sentence, verb, grammar)) or UNTOLD


def antecedent_of(sentence: Sentence, relative: int, grammar: Grammar) -> Offsets | None:
    """Whom "que" or "quien" before a verb stands for: the noun phrase before it."""
    words = sentence.words
    if relative and grammar.has("determiners", words[relative - 1].lower):
        return None  # "con la que concluyó"
    comma = relative > 0 and words[relative - 1].text == ","
    span = subject_before(sentence, relative, grammar) if comma else None
    if span is None or not any(w.text == "," for w in words[span[0] : span[1]]) or not words[span[1] - 1].is_name:
        # no "el ministro, Juan Otero, quien": the nearest phrase
        span = subject_before(sentence, relative - comma, grammar) if relative > comma else None
    if span is None:
        return None
    known = words[span[0]].is_name or any(noun_of(w.lower, grammar) or w.is_name for w in words[span[0] : span[1]])
    return span_of(words, span) if known else None


def denies(cue: Cue, grammar: Grammar) -> bool:
    """ "negó", "no confirmó"; "no negó" is none."""
    if cue.negated:
        return cue.form.base in grammar.words["affirming"]
    return cue.form.base in grammar.words["denial"]


def span_of(words: Words, found: tuple[int, int] | None) -> Offsets | None:
    return None if found is None else (words[found[0]].start, words[found[1] - 1].end)
