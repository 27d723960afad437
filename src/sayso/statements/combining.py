"""What the patterns and the trained model find in one sentence, as one list.

The numbers here were counted on PolNeAR's dev part and the corpus's test documents, the model in the corpus's manner. Right: the
cue, a word of the source and half of the content are what a person marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.statements.clauses import Sentence, asks
from sayso.statements.figures import find_figures
from sayso.statements.found import Found, Offsets, overlap
from sayso.statements.learned import Learned

# a pattern below this is a verb with a bare object, infinitive, question or preposition; where the model reads no cue there, it was
# right in 31 of 160 finds that the model gave less than this chance, and in 12 of 22 others
_WEAK = 0.6
_CHANCE = 0.5
# of what the model alone has with a source, 359 of 648 finds at or above this were right; with .8 F1 was .02 to .03 lower
_ALONE = 0.5
# where the model is this sure and the pattern below _SHOWN, its source and content were right in 39 more of 635 than the pattern's;
# elsewhere the two were even
_SURE = 0.6
# patterns whose edges "that", quotation marks or "according to" show
_SHOWN = 0.85
_NEAR_ITS_START = 40
_RELATIVE = re.compile(r"who|which|that", re.IGNORECASE)
_SAYS_NOT = re.compile(
    r"\b(?:not|n’t|n't|never|declin\w+ to|refus\w+ to|unable to|without|unwilling to|fail\w+ to)\s+(?:\w+ly\s+)?"
    r"(?:say|said|specify|explain|elaborate|disclose|reveal|confirm|know|comment|tell|state|clarify)\w*\s*$",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\bconfirm\w*,? n?or den\w+\s*$", re.IGNORECASE)
_ASKED = re.compile(r"(?:for |on |to )?(?:whether|if|who|whom|what|when|where|why|how|which)\b", re.IGNORECASE)
# characters before a cue
_REFUSAL = 30
_GERUND = re.compile(r"\w{2,}ing\b")


def combined(sentence: Sentence, patterns: Sequence[Found], number: int, learned: Learned | None) -> list[Found]:
    """One find a cue, in the order of the cues, for a sentence and its number; without a model the patterns' own."""
    if learned is None:
        return list(patterns)
    text = sentence.text
    kept: list[Found] = []
    unused = learned.rows.get(number, [])
    for one in patterns:
        same = [other for other in unused if overlap(one.cue, other.cue)]
        unused = [other for other in unused if other not in same]
        if same:
            kept.append(_agreed(text, one, same[0], patterns))
        elif one.channel is not None or _shows_itself(text, one) or learned.supports(one.cue) >= _CHANCE:
            kept.append(replace(one, confidence=learned.supports(one.cue), by="patterns"))
    if not asks(sentence):
        kept += [one for one in unused if _stands_alone(text, one, kept)]
    return sorted((one for one in kept if not _kept_silent(text, one)), key=lambda f: f.cue)


def _agreed(text: str, one: Found, other: Found, patterns: Sequence[Found]) -> Found:
    """What both have. A pattern's source has what is said of the speaker too: "Ana Ruiz, who was held there"."""
    source = one.source
    # "X was quoted as saying by Y": the model knows no channel there
    through = one.channel is not None and other.source is not None and overlap(one.channel, other.source)
    relative = other.source is not None and source is not None and _RELATIVE.fullmatch(text, *other.source)
    if other.source and not through and not relative and (source is None or not _holds(source, other.source)):
        source = other.source
    made = replace(
        one,
        source=source,
        channel=one.channel or other.channel,
        because=f"{one.because}, and the trained model",
        confidence=other.confidence,
        by="both",
    )
    # "X confirmed 71 deaths and determined that ...": the model's content runs on over the second
    swallows = any(overlap(p.cue, other.content) and not overlap(p.cue, one.content) for p in patterns if p is not one)
    if one.confidence >= _SHOWN or other.confidence < _SURE or swallows:
        return made
    return replace(made, content=other.content, pieces=other.pieces)


def _shows_itself(text: str, one: Found) -> bool:
    """True for what is no chance find: "recorded that ...", and figures, "the register records 41 episodes"."""
    start, end = one.content
    if one.confidence >= _WEAK or text.startswith("that ", start):
        return True
    return bool(find_figures(text, start, min(end, start + _NEAR_ITS_START), {}))


def _stands_alone(text: str, one: Found, kept: Sequence[Found]) -> bool:
    """True for what the model alone finds, surely and with a source, where no pattern reads the same words otherwise."""
    if one.confidence < _ALONE or (one.source is None and not _GERUND.match(text, one.cue[0], one.cue[1])):
        return False
    if one.source is not None and _RELATIVE.fullmatch(text, *one.source):
        return False
    return not any(
        other.content == one.content or (other.source is not None and overlap(other.source, one.cue)) for other in kept
    )


def _kept_silent(text: str, one: Found) -> bool:
    """True for "did not say where", "declined to say whether", "neither confirmed nor denied": nothing was said."""
    start = one.content[0]
    past = start if one.cue[1] <= start <= one.cue[1] + _REFUSAL else one.cue[1]
    before = text[max(0, one.cue[0] - _REFUSAL) : past]
    if _NEITHER.search(before):
        return True
    return _SAYS_NOT.search(before) is not None and _ASKED.match(text, *one.content) is not None


def _holds(outer: Offsets, inner: Offsets) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
