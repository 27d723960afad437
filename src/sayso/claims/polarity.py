"""Whether a statement affirms or negates: "windowless", "no daylight", "visits ended" against "has a window"."""

from __future__ import annotations

import re

from sayso.model.nouns import Statement

_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|lack(?:s|ed|ing)?|deprived?|deprivation|absen(?:t|ce)|"
    r"fail(?:s|ed)?|refus(?:e|es|ed)|"
    r"den(?:y|ies|ied) (?:access|visits?|food|water|medical)|closed|blocked|ended|stopped|ceased|suspended|banned|barred|"
    r"prohibited|"
    r"insufficient|inadequate|limited|sporadic|scarce|scant|unsanitary|poor|cannot|unable|zero|hardly|barely|scarcely)\b"
    r"|n[’']t\b|\b(?:window|air|sun|light)less\b",
    re.IGNORECASE,
)
# negations that affirm something else: "no fewer than 14", "not only"
_NO_NEGATION = re.compile(
    r"\b(?:no|not) (?:fewer|less|more|only|later|longer than)\b|\bnot (?:just|merely)\b|\bno one but\b", re.IGNORECASE
)


def is_negative(statement: Statement) -> bool:
    """True where the source says that something is not so or is missing; a denial of that turns it round."""
    text = _NO_NEGATION.sub(" ", statement.content.text)
    return bool(_NEGATION.search(text)) != statement.denies
