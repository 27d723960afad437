"""How a source knows: the words that show a visit, an interview, a count, a document, an act or a lived experience.

Only what the source did itself counts: "our researchers interviewed", "X, who visited the prison, said". That somebody else
visited is news, and no basis of the one who tells it.
"""

from __future__ import annotations

import re

from sayso.model.nouns import Basis, Party
from sayso.statements.deeds import (
    BY_INSPECTORS,
    BY_IT,
    BY_ITS_PEOPLE,
    BY_US,
    COUNTED_BY_HIM,
    DEEDS,
    MEASURED_BY_IT,
    MEASURED_BY_ITS_PEOPLE,
    MEASURED_BY_US,
    RECORD_WORDS,
    deeds_of_name,
    is_its_own,
    tells_of_deeds,
)
from sayso.statements.experience import experience_of, is_another, is_antecedent
from sayso.statements.lexicon import Lexicon

# inside the words that name the source: "who visited the prison", "which keeps its own register"
_WHO = r"\b(?:who|which|that|having|and|has|have|had|also|themselves|itself)\s+(?:(?:has|have|had|also|then|\w+ly)\s+){0,3}"
_IN_SOURCE = tuple((basis, re.compile(_WHO + deed, re.IGNORECASE)) for basis, deed in DEEDS)
_OWN_COUNT = re.compile(r"\b(?:its|their|our) own (?:count|records|monitoring|database|register)\b", re.IGNORECASE)
# "his staff had treated 53 people", "her teams recovered nine bodies"
_STAFF_COUNTED = re.compile(
    r"\b(?:his|her|its|their|our|my) (?:own )?(?:staff|teams?|office|unit|crews?|doctors|nurses|rescuers|divers|hospital|clinic)"
    r"(?:\s+(?:has|have|had|also|\w+ly)){0,3}\s+(?:treated|recovered|buried|counted|registered|recorded|admitted|rescued|examined)"
    r"\s+(?=(?:[\w\-]+ ){0,3}(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds))",
    re.IGNORECASE,
)
_AT_THE_SCENE = re.compile(r"\b(?:at|on|from) the (?:scene|site|spot)\b", re.IGNORECASE)
# what can be seen on a visit; a minister who speaks "while visiting London" has seen nothing of what he tells
_SITE = (
    r"(?=[^.;“”]{0,60}?\b(?:site|scene|spot|prisons?|jails?|cells?|blocks?|camps?|hospitals?|wards?|villages?|quarter|districts?"
    r"|markets?|centres?|centers?|facilit(?:y|ies)|schools?|neighbou?rhoods?|ruins|wreck(?:age)?|dams?|plants?|factor(?:y|ies)|mines?"
    r"|church|mosque|graves?|morgues?|cemeter(?:y|ies)|shelters?|towns?|ports?|houses?|homes?|building|barracks|border)\b)"
)
_VISITING = r"(?:visit|tour|inspect|enter|survey)(?:ing|ed)"
_RELEASE = r"(?:released?|freed|escaped?|detention|imprisonment|held|detained|beaten|tortured|rescued)"
_STUDYING = r"(?:examin|review|consult|obtain)(?:ing|ed)|studying|studied|reading"
# what a source did before it spoke, where that stands beside its words: "said after visiting the site", "at the scene"
_OCCASIONS: tuple[tuple[Basis, str], ...] = (
    (
        "visit",
        rf"\b(?:after|while|when|on|upon|from|during|having|since) (?:(?:having|just|twice) )?{_VISITING}\b{_SITE}",
    ),
    (
        "visit",
        r"\b(?:after|during|on) (?:an?|his|her|its|their|our|the) (?:[\w\-]+ ){0,2}(?:visits?|tour|inspection)\b(?! by\b)"
        + _SITE,
    ),
    ("visit", _AT_THE_SCENE.pattern),
    ("interview", r"\b(?:after|having|by|from) (?:interview(?:ing|ed)|tak(?:ing|en) (?:the )?testimon(?:y|ies))\b"),
    ("own_count", r"\b(?:after|having|by) (?:count(?:ing|ed)|tally(?:ing)?|registering)\b"),
    ("document", rf"\b(?:after|having|by|from) (?:{_STUDYING}) (?:[\w’]+ ){{0,6}}?{RECORD_WORDS}\b"),
    (
        "experience",
        r"\b(?:after|upon|on|since|following) (?:his|her|their|being|(?:he|she|they) (?:was|were)) (?:own )?"
        + _RELEASE
        + r"\b",
    ),
)
_OCCASION = tuple((basis, re.compile(pattern, re.IGNORECASE)) for basis, pattern in _OCCASIONS)
# "X visited the prison and said": what stands between the source and its cue
_FIRST = r"^,?\s+(?:has |had |also |then |first )?"
_FIRST_DID = tuple(
    (basis, re.compile(_FIRST + deed + r"(?=.*\band\s*$)", re.IGNORECASE | re.MULTILINE)) for basis, deed in DEEDS
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|heard (?:that|from)|(?:was|were|been) told|told (?:him|her|them|it|me|us)\b(?! to\b)"
    r"|rumou?r(?:s|ed)?|it is said|what (?:[\w’]+ ){1,3}(?:told|said))\b",
    re.IGNORECASE,
)
# "that a colleague had told him", "its members had told it": whatever the source lived through, this it was told
_TOLD_TO = re.compile(
    r"^(?:that )?(?P<who>(?:[\w’'\-]+ ){1,6}?)(?:(?:has|have|had|later|then|once) ){0,2}told (?P<whom>him|her|them|it)\b(?! to\b)",
    re.IGNORECASE,
)
_OFFICIAL_ACT = re.compile(
    r"\b(?:(?:it|he|she|they|we|I) (?:has |had |have )?(?:ordered|decreed|signed|appointed|dismissed|ruled|authori[sz]ed)"
    r"|(?:his|her|its|their|our|my) (?:office|ministry|department|staff|administration) (?:had |has |have )?investigated)\b",
    re.IGNORECASE,
)
# "it said it had told them": who told is the source
_THEMSELVES = frozenset(
    {("it", "them"), ("it", "him"), ("it", "her"), ("they", "it"), ("he", "them"), ("she", "them"), ("he", "him")}
)
_COUNTING = re.compile(r"(?:record|regist|count|tall|document|verif|log)", re.IGNORECASE)
_LOOKING = re.compile(r"(?:found|saw|observed|measured|noted|witnessed)$", re.IGNORECASE)
_WENT = re.compile(
    r"(?:(?:had|have|has|then|also|first) )*(?:visited|inspected|toured|entered|came|went (?:to|into|through|there|in)"
    r"|arrived|searched|walked|climbed|descended)\b",
    re.IGNORECASE,
)
_VISITORS = re.compile(r"\b(?:delegation|mechanism|inspectors?|monitors?|visitors)$", re.IGNORECASE)
_REGISTERED = re.compile(
    r"\b(?:is|are|was|were|been) registered\b|\b(?:register|records?) (?:shows?|lists?|holds?)\b", re.IGNORECASE
)
_RECORDS = re.compile(rf"\b{RECORD_WORDS}\b", re.IGNORECASE)
_BODY_KINDS = frozenset({"organisation", "government", "document", "outlet"})
_NO_BASIS: tuple[Basis, str] = ("none", "")


def basis_of(cue: str, source: Party, content: str, lexicon: Lexicon, *, around: str = "") -> tuple[Basis, str]:
    """The basis that source, cue and content show for this source, and the words of the text that show it.

    `around` are the words beside cue and content that say on what occasion the source spoke. A person released from the
    cell speaks of what they lived through, and so do relatives of what happens to themselves; a lawyer who repeats them
    does not.
    """
    if shown := _by_the_cue(cue, source, content):
        return shown
    if told := _told_to(source, content):
        return "hearsay", told
    if lived := experience_of(source, content, lexicon):
        return "experience", lived
    body = source.kind in _BODY_KINDS
    found = _in_source(source, body) or _by_itself(source, content, body) or _occasion(around, body)
    return found or _of_an_office(source, content, lexicon) or _hearsay(content) or _NO_BASIS


def went_and_looked(cue: str, did: str) -> str:
    """The words that show that who found something had gone there: "Inspectors came in June. They found". `did` is the
    sentence before, from its verb on; "" where it tells of no going."""
    return did.rstrip(" .") if _LOOKING.match(cue) and _WENT.match(did) else ""


def _in_source(source: Party, body: bool) -> tuple[Basis, str] | None:
    for basis, pattern in _IN_SOURCE if tells_of_deeds(source.text) else ():
        match = pattern.search(source.text)
        # that a minister spoke with a president is what is told, not how it is known
        if match and (body or basis != "interview") and is_antecedent(source.text[: match.start()]):
            return basis, _clause(source.text, match)
    if match := _OWN_COUNT.search(source.text):
        return "own_count", _clause(source.text, match)
    at_the_scene = None if body else _AT_THE_SCENE.search(source.text)
    return ("visit", _clause(source.text, at_the_scene)) if at_the_scene else None


def _by_itself(source: Party, content: str, body: bool) -> tuple[Basis, str] | None:
    """What the content says that the source did: "we interviewed"; "it had examined" and "its delegation" of a body alone."""
    institution = body and source.kind != "outlet"
    if not tells_of_deeds(content):
        return None
    actors = (
        BY_US,
        BY_ITS_PEOPLE if institution else (),
        BY_INSPECTORS if source.kind == "government" else (),
        BY_IT if body else (),
        deeds_of_name(source.name) if body else (),
        MEASURED_BY_US,
        MEASURED_BY_ITS_PEOPLE if institution else (),
        MEASURED_BY_IT if body else (),
        () if body else COUNTED_BY_HIM,
    )
    for patterns in actors:
        for basis, pattern in patterns:
            match = pattern.search(content)
            if match is None or is_another(match.groupdict().get("who"), source):
                continue
            if (body or basis != "interview") and is_its_own(match, source.name):
                return basis, _clause(content, match)
    match = _STAFF_COUNTED.search(content)
    return ("own_count", _clause(content, match)) if match else None


def _occasion(around: str, body: bool) -> tuple[Basis, str] | None:
    for basis, pattern in (*_FIRST_DID, *_OCCASION) if len(around.split()) > 1 else ():
        match = pattern.search(around)
        if match and basis != ("experience" if body else "interview"):
            return basis, _clause(around, match)
    return None


def _clause(text: str, match: re.Match[str]) -> str:
    """The match and what follows it in its clause: "interviewed 31 former detainees"."""
    rest = re.match(r"[^,.;:!?\n“”\"()]*", text[match.end() :])
    return (match.group() + (rest.group() if rest else "")).strip()


def _by_the_cue(cue: str, source: Party, content: str) -> tuple[Basis, str] | None:
    if source.kind == "document" and (match := _RECORDS.search(source.text)):
        return "document", match.group()
    confirmed = cue.lower().startswith("confirm") and source.kind == "organisation"
    if _COUNTING.match(cue) or (confirmed and re.match(r"(?:the )?\d", content)):
        return "own_count", cue
    if _LOOKING.match(cue) and _VISITORS.search(source.text):
        return "visit", source.text
    return None


def _of_an_office(source: Party, content: str, lexicon: Lexicon) -> tuple[Basis, str] | None:
    """What an office has on its register or did itself."""
    if source.kind != "government" and not any(w in lexicon.titles for w in source.text.lower().split()):
        return None
    if match := _REGISTERED.search(content):
        return "document", match.group()
    match = _OFFICIAL_ACT.search(content)
    return ("official_act", match.group()) if match else None


def _told_to(source: Party, content: str) -> str:
    """The words that say that somebody else told the source; "" where the source itself did the telling."""
    match = _TOLD_TO.match(content)
    if match is None:
        return ""
    who, whom = match["who"].strip().lower(), match["whom"].lower()
    himself = who == source.text.lower() or (who, whom) in _THEMSELVES or who in {"i", "we"}
    return "" if himself else match.group().removeprefix("that ").strip()


def _hearsay(content: str) -> tuple[Basis, str] | None:
    match = _HEARSAY.search(content)
    return ("hearsay", match.group()) if match else None
