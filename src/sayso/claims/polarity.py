"""Whether a statement affirms or negates ("windowless", "no daylight", "visits ended"), and what it is that it negates."""

from __future__ import annotations

import re
from itertools import islice

from sayso.model.nouns import Statement
from sayso.statements.concepts import Concepts

# what stands after these is missing or not so
_BEFORE = (
    r"no|not|never|none|nobody|nothing|nor|neither|without|lack(?:s|ed|ing)?|deprived?|deprivation|absen(?:t|ce)|fail(?:s|ed)?|"
    r"refus(?:e|es|ed)|den(?:y|ies|ied) (?=access|visits?|food|water|medical)|"
    r"insufficient|inadequate|limited|sporadic|scarce|scant|unsanitary|poor|cannot|unable|zero|hardly|barely|scarcely"
)
# what stands before these came to an end or is too little
_AFTER = (
    r"closed|blocked|ended|stopped|ceased|halted|cancell?ed|suspended|banned|barred|prohibited|"
    r"lacking|absent|insufficient|inadequate|limited|sporadic|scarce|scant|unsanitary|poor"
)
_NEGATION = re.compile(
    rf"(?P<before>\b(?:{_BEFORE})\b|n[’']t\b)|(?P<after>\b(?:{_AFTER})\b)|\b(?:window|air|sun|light)less\b",
    re.IGNORECASE,
)
_BOTH = re.compile(rf"(?:{_AFTER})", re.IGNORECASE)
# negations that affirm something else: "no fewer than 14", "not only"; and two that undo each other: "was not closed", "no lack of"
_NO_NEGATION = re.compile(
    r"\b(?:no|not) (?:fewer|less|more|only|later|longer than|limited to)\b|\bnot (?:just|merely)\b|\bno one but\b"
    r"|(?:\b(?:no|not|never|without|nor)|n[’']t)\s+(?:(?:yet|been|be|being|ever|fully|completely|any|a)\s+){0,2}"
    rf"(?:(?:{_AFTER}|lack(?:ed|s)?|den(?:y|ied)|refus(?:e|ed)|fail(?:ed)?|cease|stop|end|close|block|suspend|ban)\b(?:\s+of\b)?)",
    re.IGNORECASE,
)
# a clause ends the reach of a negation
_CLAUSE = re.compile(
    r"[.;:!?—–]\s|,\s|\b(?:but|while|although|though|because|which|who|when|after|before|as|if|since|until)\b",
    re.IGNORECASE,
)
# a negation reaches the next words that can be compared: "no credible reports of torture", "nobody was hurt"
_REACH = 3
# a deed towards what another does or is: "denied that he had ordered a door to be locked" leaves open whether one was
_DEED = (
    r"order(?:ed|ing)|instruct(?:ed|ing)|direct(?:ed|ing)|command(?:ed|ing)|told|telling|ask(?:ed|ing)|encourag(?:ed|ing)|"
    r"plann(?:ed|ing)|intend(?:ed|ing)|tr(?:ied|ying)|threaten(?:ed|ing)|promis(?:ed|ing)|"
    r"g(?:iven|ave|iving)\s+(?:(?:the|an|any)\s+)?(?:orders?|instructions?)"
)
# what is not allowed is not done and what is not seen not there, but who denies a leave or a sight denies no more than that
_LEAVE = (
    r"allow(?:ed|ing)|permitt(?:ed|ing)|authori[sz](?:ed|ing)|approv(?:ed|ing)|kn(?:own|ew|owing)|se(?:en|eing)|saw|heard|hearing|"
    r"witness(?:ed|ing)"
)
_HELPS = r"(?:(?:had|has|have|having|ever|personally|himself|herself|themselves|itself|also|once|at any time)\s+)*"
_WHO = (
    r"(?:he|she|it|they|I|we|anyone|anybody|(?:the|his|her|its|their|any)(?:\s+[\w’'\-]+){1,3}?"
    r"|[A-Z][\w’'\-]*(?:\s+[A-Z][\w’'\-]*){0,2})"
)
_DENIED_DEED = re.compile(rf"(?:that\s+)?(?:{_WHO}\s+)?{_HELPS}(?P<deed>{_DEED}|{_LEAVE})\b(?=\s+\w)")
_NOT_DONE = re.compile(rf"\b(?:never|not|nobody|no one|n[’']t)\s+{_HELPS}(?P<deed>{_DEED})\b(?=\s+\w)", re.IGNORECASE)
# characters on either side that are looked at
_NEAR = 160
_MOST = 50  # negations of a statement


def is_negative(statement: Statement) -> bool:
    """True where the source says that something is not so or is missing; a denial of that turns it round."""
    text = _NO_NEGATION.sub(" ", statement.content.text)
    return bool(_NEGATION.search(text)) != statement.denies


def negated(statement: Statement, concepts: Concepts) -> frozenset[str]:
    """The terms that a negative statement says are not so: those within reach of its negations, or all that is denied."""
    if deed := denied_deed(statement):
        return frozenset(concepts.terms(deed))
    if statement.denies:
        return frozenset(concepts.terms(statement.content.text))
    text = _NO_NEGATION.sub(lambda m: " " * len(m.group()), statement.content.text)
    found: set[str] = set()
    for match in islice(_NEGATION.finditer(text), _MOST):
        after = _CLAUSE.split(text[match.end() : match.end() + _NEAR], maxsplit=1)[0]
        before = _CLAUSE.split(text[max(0, match.start() - _NEAR) : match.start()])[-1]
        word = concepts.terms(match.group())
        if match.group("before") and not _BOTH.fullmatch(match.group()):
            found.update(_named(after, concepts)[:_REACH] or _named(before, concepts)[-1:])
        else:
            found.update((*_named(before, concepts)[-_REACH:], *word, *_named(after, concepts)[:_REACH]))
    return frozenset(found)


def denied_deed(statement: Statement) -> str:
    """The deed that the source says was not done, as written ("ordered"); "" where what is denied is a state of things."""
    text = " ".join(statement.content.text.split()).strip('“”" ')
    found = (_DENIED_DEED.match if statement.denies else _NOT_DONE.search)(text)
    return found["deed"].lower() if found else ""


def _named(text: str, concepts: Concepts) -> list[str]:
    return concepts.terms(_NEGATION.sub(" ", text))
