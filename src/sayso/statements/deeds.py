"""What somebody did to know: visited, interviewed, counted, held the document; as patterns behind an actor."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.model.nouns import Basis

RECORD_WORDS = (
    r"(?:registers?|records|documents|files|(?:death )?certificates|logs?|logbooks?|ledgers?|transcripts?|court papers"
    r"|permits?)"
)
# with whom one speaks to learn what happened; with a governor one negotiates
_SPOKE = (
    r"spoke (?:in private )?(?:to|with) (?:(?:more than|at least|over|about|the|some|many|several|current|former|released) ){0,2}"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|detainees|prisoners|inmates|witnesses"
    r"|survivors|residents|relatives|families|villagers|victims|patients|refugees|migrants|neighbou?rs|workers|stallholders)"
)
# in this order: what is nearer to the thing itself first
DEEDS: tuple[tuple[Basis, str], ...] = (
    (
        "visit",
        r"(?:visited|inspected|toured|entered"
        r"|(?:carried out|conducted|made|paid) (?:[\w\-]+ ){0,3}(?:visits?|inspections?))\b",
    ),
    (
        "interview",
        rf"(?:interviewed|{_SPOKE}|took testimony|collected testimon(?:y|ies)|heard testimon(?:y|ies))\b",
    ),
    ("own_count", r"(?:recorded|registered|counted|tallied|documented|verified|logged)\b"),
    ("document", rf"(?:examined|reviewed|consulted|obtained|studied|holds?|hold) (?:[\w’]+ ){{0,6}}?{RECORD_WORDS}\b"),
)
# a text without any of these tells of no deed: looked up before each deed is looked for with its actor
_DEED_WORDS = frozenset(
    "visited inspected toured entered carried conducted made paid interviewed spoke took collected heard recorded "
    "registered counted tallied documented verified logged examined reviewed consulted obtained studied hold "
    "holds treated recovered buried admitted rescued".split()
)
_PEOPLE = (
    r"(?:delegation|mission|members|teams?|staff|researchers?|investigators?|inspectors?|reporters?|correspondents?"
    r"|observers?|lawyers?|monitors?|visitors)"
)
_BODIES = (
    r"(?:mechanism|committee|commission|observatory|observatorio|organi[sz]ation|association|foundation|institute)"
)
# "we", "our own researchers": whoever speaks
OURS = rf"\b(?:we|I|our (?:[\w\-]+ ){{0,2}}?(?:{_PEOPLE}|{_BODIES}))"
# "its delegation", "the visiting team", "researchers": an institution's own; "the UN team" is another's
_ITS = (
    rf"(?:\bits (?:[\w\-]+ ){{0,2}}?{_PEOPLE}|(?<![\w’'\-] )researchers"
    rf"|\bthe (?:(?:visiting|research|field|monitoring|fact-finding|investigation|medical|whole|two|three|four) )?{_PEOPLE})"
)
_THE_BODY = rf"\bthe (?P<body>{_BODIES})"
_HELPERS = r"(?:\s+(?:has|have|had|also|then|itself|themselves|separately|privately|\w+ly)){0,3}\s+"
# "Lantern Watch said that it had examined": only an institution is "it"
_IT = r"^(?:that )?(?:it|they)"

Deeds = tuple[tuple[Basis, re.Pattern[str]], ...]


def deeds_of(actor: str) -> Deeds:
    """The deeds of an actor (a pattern), each with the basis it shows, the strongest first."""
    return tuple((basis, re.compile(actor + _HELPERS + deed, re.IGNORECASE)) for basis, deed in DEEDS)


BY_US = deeds_of(OURS)
BY_ITS_PEOPLE = deeds_of(rf"(?:{_ITS}|{_THE_BODY})")
BY_IT = deeds_of(_IT)


def tells_of_deeds(text: str) -> bool:
    """False where no pattern of this module can match: a quick look at the words alone."""
    return not _DEED_WORDS.isdisjoint(text.lower().replace(",", " ").split())


def deeds_of_names(names: Iterable[str]) -> Deeds:
    """The deeds of an institution that calls itself by a name: "The Observatorio interviewed 31 former detainees"."""
    known = [re.escape(name) for name in names if name]
    return deeds_of(rf"\b(?:{'|'.join(known)})") if known else ()


def is_its_own(match: re.Match[str], name: str) -> bool:
    """False where "the committee", "the commission" is a body that the institution `name` is not."""
    body = match.groupdict().get("body")
    return not body or body.lower().replace("z", "s") in name.lower().replace("z", "s") or body[:6].lower() == "organi"
