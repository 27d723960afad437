"""An attribution inside another's content: "X said its doctors had counted 12" has one source, as has "he said he had"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model.nouns import Party
from sayso.statements.found import Found, Offsets

_OWN = re.compile(
    r"(?:(?:some|all|many|two|three|four|five|six|several|most|one) of )?"
    r"(?P<whose>its|their|his|her)\s+(?:own\s+)?(?P<who>[^,;:]+)",
    re.IGNORECASE,
)
# who acts for a body and speaks as it
_OF_A_BODY = frozenset(
    "doctor nurse medic paramedic physician surgeon midwife member volunteer employee worker staff team crew unit office "
    "officer official inspector investigator researcher observer monitor delegate delegation mission engineer diver rescuer "
    "ranger patrol scientist expert analyst auditor lawyer correspondent reporter teacher clerk agent technician statistician "
    "spokesman spokeswoman spokesperson director head chairman branch chapter laboratory personnel people counter enumerator "
    "surveyor fieldworker fisherman angler warden".split()
)
# and who does for a person: her doctors and her lawyer are somebody else
_OF_A_PERSON = frozenset(
    "team staff crew unit office nurse rescuer diver inspector investigator ranger patrol technician personnel surveyor".split()
)
_BODIES = frozenset({"organisation", "government", "outlet", "document"})
_GENDER = {
    "he": "m",
    "his": "m",
    "mr": "m",
    "mr.": "m",
    "she": "f",
    "her": "f",
    "mrs": "f",
    "mrs.": "f",
    "ms": "f",
    "ms.": "f",
}
_AFTER_HEAD = re.compile(r"\s+(?:of|in|at|on|from|for|who|which|that|with|inside|near|there)\b.*$", re.DOTALL)


# content, source and channel of an attribution
Around = tuple[Offsets, Party, Party | None]


def door_of_outer(source: Party, found: Found, around: Sequence[Around]) -> Party | None:
    """The channel of the outer attribution where the inner one is of the same source: "told the agency they had counted"."""
    outer = _outer(found.source or found.cue, around)
    return outer[2] if outer is not None and outer[1].name == source.name else None


def _outer(span: Offsets, around: Sequence[Around]) -> Around | None:
    return next((one for one in reversed(around) if one[0][0] <= span[0] and span[1] <= one[0][1]), None)


def of_outer(party: Party, span: Offsets, around: Sequence[Around]) -> Party:
    """The party as its outer source where its words say that it is the outer's own, else as it is.

    Where "she said he had counted" the one is surely not the other, and stays without a name.

    `around` holds the attributions before it in the sentence; `span` and their contents are half-open.
    """
    inside = _outer(span, around)
    if inside is None:
        return party
    outer = inside[1]
    lower = party.text.lower()
    if _of_the_other_gender(lower, outer.text.lower()):
        return replace(party, name=party.text, kind="unnamed")
    body = outer.kind in _BODIES
    if (lower in {"he", "she"} and not body) or lower == "they" or (lower == "it" and body):
        return replace(party, name=outer.name, kind=outer.kind)
    own = _OWN.match(party.text)
    if own is None or (own["whose"].lower() in {"his", "her"} and body):
        return party
    words = _AFTER_HEAD.sub("", own["who"]).lower().split()
    people = (
        _OF_A_PERSON if outer.kind in {"person", "author"} or own["whose"].lower() in {"his", "her"} else _OF_A_BODY
    )
    if not words or not {words[-1], words[-1].removesuffix("s"), words[-1].removesuffix("men") + "man"} & people:
        return party
    return replace(party, name=outer.name, kind=outer.kind)


def _of_the_other_gender(inner: str, outer: str) -> bool:
    # the author of a document that names none has no words
    one, other = (_GENDER.get(words.partition(" ")[0]) for words in (inner, outer))
    return one is not None and other is not None and one != other
