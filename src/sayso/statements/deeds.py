"""What somebody did to know: visited, interviewed, counted, held the document; as patterns behind an actor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sayso.model.nouns import Basis

RECORD_WORDS = (
    r"(?:registers?|records|documents|files|(?:death )?certificates|logs?|logbooks?|ledgers?|transcripts?|court papers"
    r"|permits?|invoices?|receipts|payrolls?|rosters?|inventor(?:y|ies)"
    r"|(?:stock|account|order|cash|pay|duty|guest|cargo|shift|visitors[’']?)[ \-]?books?)"
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
# what somebody measured they know of themselves; it stands behind nothing but that sentence, so no report's method is of it
MEASURING: tuple[tuple[Basis, str], ...] = (
    (
        "own_count",
        r"(?:measured|sampled|tested|analy[sz]ed|weighed"
        r"|(?:took|drew|collected) (?:[\w\-]+ ){0,3}?(?:samples|measurements|readings))\b",
    ),
)
# where a reporter stood
ON_THE_SPOT: tuple[tuple[Basis, str], ...] = (
    (
        "visit",
        r"(?:climbed|(?:walked|went|drove|crawled|descended|waded|stood|stepped) "
        r"(?:up|down|through|into|inside|across|along|around|past|at|in|on|outside)) (?:the|an?|one|two|three|four|its)\b",
    ),
)
# a text without any of these tells of no deed: looked up before each deed is looked for with its actor
_DEED_WORDS = frozenset(
    "visited inspected toured entered carried conducted made paid interviewed spoke took collected heard recorded "
    "registered counted tallied documented verified logged examined reviewed consulted obtained studied hold "
    "holds treated recovered buried admitted rescued measured sampled tested analysed analyzed weighed drew "
    "climbed walked went drove crawled descended waded stood stepped".split()
)
_PEOPLE = (
    r"(?:delegation|mission|members|teams?|staff|researchers?|investigators?|inspectors?|reporters?|correspondents?"
    r"|observers?|lawyers?|monitors?|visitors)"
)
_BODIES = (
    r"(?:mechanism|committee|commission|observatory|observatorio|organi[sz]ation|association|foundation|institute|ministry|department"
    r"|inspectorate|laboratory|authority|agency|directorate|board|council|police|union)"
)
# "we", "our own researchers": whoever speaks
OURS = rf"\b(?:we|I|our (?:[\w\-]+ ){{0,2}}?(?:{_PEOPLE}|{_BODIES}))"
# "its delegation", "the visiting team", "researchers": an institution's own; "the UN team" is another's
ITS = (
    rf"(?:\bits (?:[\w\-]+ ){{0,2}}?{_PEOPLE}|(?<![\w’'\-] )researchers"
    rf"|\bthe (?:(?:visiting|research|field|monitoring|fact-finding|investigation|medical|whole|two|three|four) )?{_PEOPLE})"
)
_THE_BODY = rf"\bthe (?P<body>{_BODIES})"
_HELPERS = r"(?:\s+(?:has|have|had|also|then|itself|themselves|separately|privately|\w+ly)){0,3}\s+"
# "Lantern Watch said that it had examined": only an institution is "it"
_IT = r"^(?:that )?(?:it|they)"

Deeds = tuple[tuple[Basis, re.Pattern[str]], ...]


def deeds_of(actor: str, deeds: Sequence[tuple[Basis, str]] = DEEDS) -> Deeds:
    """The deeds of an actor (a pattern), each with the basis it shows, the strongest first."""
    return tuple((basis, re.compile(actor + _HELPERS + deed, re.IGNORECASE)) for basis, deed in deeds)


BY_US = deeds_of(OURS)
BY_ITS_PEOPLE = deeds_of(rf"(?:{ITS}|{_THE_BODY})")
BY_IT = deeds_of(_IT)
MEASURED_BY_US = deeds_of(OURS, MEASURING)
MEASURED_BY_ITS_PEOPLE = deeds_of(rf"(?:{ITS}|{_THE_BODY})", MEASURING)
MEASURED_BY_IT = deeds_of(_IT, MEASURING)
COUNTED_BY_HIM = deeds_of(r"^(?:that )?(?P<who>he|she)", (*(d for d in DEEDS if d[0] == "own_count"), *MEASURING))
# an office sends them out: "Inspectors took samples", "Inspectors of the Ministry of Labour visited"
BY_INSPECTORS = deeds_of(
    r"(?<![\w’'\-] )(?:inspectors|investigators|officers)"
    rf"(?: (?:of|from) (?:the|its) (?P<body>{_BODIES})(?: (?:of|for) (?-i:[A-Z])\w+(?: and (?-i:[A-Z])\w+)*)?)?",
    (*DEEDS, *MEASURING),
)
# "this reporter climbed the staircase"; "we" only of what a newspaper says itself
BY_THE_WRITER = deeds_of(
    r"\b(?:this (?:reporter|correspondent|writer|journalist|newspaper|paper)"
    r"|our (?:own )?(?:reporters?|correspondents?)|we|I)",
    (*DEEDS, *ON_THE_SPOT, *MEASURING),
)


def tells_of_deeds(text: str) -> bool:
    """False where no pattern of this module can match: a quick look at the words alone."""
    return not _DEED_WORDS.isdisjoint(text.lower().replace(",", " ").split())


def deeds_of_names(names: Iterable[str]) -> Deeds:
    """The deeds of an institution that calls itself by a name: "The Observatorio interviewed 31 former detainees"."""
    known = [re.escape(name) for name in names if name]
    return deeds_of(rf"\b(?:{'|'.join(known)})") if known else ()


@lru_cache(maxsize=256)
def deeds_of_name(name: str) -> Deeds:
    """What somebody of that name did or measured."""
    return deeds_of(rf"\b{re.escape(name)}", (*DEEDS, *MEASURING))


def is_its_own(match: re.Match[str], name: str) -> bool:
    """False where "the committee", "the commission" is a body that the institution `name` is not."""
    body = match.groupdict().get("body")
    return not body or body.lower().replace("z", "s") in name.lower().replace("z", "s") or body[:6].lower() == "organi"
