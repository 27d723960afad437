"""Who speaks of what they themselves lived through, as far as the words that name them and what they say show it."""

from __future__ import annotations

import re

from sayso.model.nouns import Party
from sayso.statements.actors import gender_of
from sayso.statements.lexicon import Lexicon, singular

_MODIFIED = re.compile(
    r",| who\b| of\b| for\b| from\b| in\b| (?:held|released|freed|detained|examined)\b(?=$| (?:from|in|on|by|after)\b)",
    re.IGNORECASE,
)
_FREED = re.compile(
    r"\b(?:released|freed) (?:from|in|on|after|last|this)\b|\b(?:was|were|been) (?:held|detained|imprisoned|jailed)\b",
    re.IGNORECASE,
)
_PLACE = (
    r"(?:room|cells?|building|hall|crowd|market|square|prison|jail|courtroom|hospital|street|house|bus|truck|van|camp|block|yard|village"
    r"|town|ward|car|boat|ship|church|mosque|school|station|mine|factory|tunnel|custody|detention|neighbou?rhood|courtyard|plane)"
)
_DONE_TO = (
    r"(?:held|detained|imprisoned|jailed|locked|kept|beaten|tortured|arrested|shot|wounded|injured|released|freed|deported|interned"
    r"|evacuated|rescued|trapped|imprisoned|confined|expelled|questioned|interrogated|abducted|kidnapped)"
)
_PATIENTS = (
    r"(?:bod(?:y|ies)|patients?|wounded|injured|dead|men|women|children|victims?|survivors?|corpses?|people|detainees?"
    r"|prisoners?)"
)
_LIVED = re.compile(
    r"\bwho\s+(?:(?:also|himself|herself|themselves|once|later)\s+)?(?:"
    rf"(?:was|were|(?:has|have|had) been)\s+(?:(?:also|then|once|himself|herself|\w+ly)\s+)?"
    rf"(?:there|present|inside|aboard|{_DONE_TO}\b|(?:at|on) the (?:scene|site|spot)|(?:in|on|at|inside) (?:the|a|his|her|their) "
    rf"(?:[\w\-]+ ){{0,2}}?{_PLACE}\b|in (?:custody|detention|prison|jail))"
    rf"|spent (?:[\w\-]+ ){{1,6}}?(?:there|in|inside|at|behind|underground)\b"
    rf"|(?:treated|operated on|autopsied|nursed|examined|rescued|buried)\s+(?:[\w,\-]+ ){{0,4}}?{_PATIENTS}\b"
    rf"|worked (?:there|(?:in|at|inside) the (?:[\w\-]+ ){{0,2}}?{_PLACE})\b"
    r"|(?:witnessed|saw|watched|survived|escaped|lived through|fled)\b)",
    re.IGNORECASE,
)
# "Rosa Medina, released in May", "Rosa Medina, 34, held there for a year"
_AFTER_NAME = re.compile(
    rf"^[^,]+(?:,\s*(?:aged )?\d+)?,\s+(?:(?:recently|then|\w+ly)\s+)?{_DONE_TO}"
    r"\s+(?:from|in|on|after|last|this|for|there|at|by|with)\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r",\s+(?:a|an|one of the|himself an?|herself an?|the)\s+(?P<what>[^,]+?)(?=,| who\b| of\b| from\b| in\b| at\b|$)"
)
_EYE_WITNESS = re.compile(r"\beye-?witness", re.IGNORECASE)
# a relative clause tells of the source where nothing else stands between: not "a lawyer for a man who"
_OTHERS_BETWEEN = re.compile(r"\s(?:for|with|about|to|by|from|against|on behalf)\s", re.IGNORECASE)
# "Ana Ruiz, who represents men who were held": the second "who" is somebody else
_RELATIVE = re.compile(r"\b(?:who|whose|whom|which)\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"^(?:the |a |an )?(?:\w+ly )?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|many|most|several|few|all|both"
    r"|each|any|pair|dozens?|group|number|another|others|members?)\b",
    re.IGNORECASE,
)
_RELATIONS = re.compile(
    r"\b(?:relatives?|famil(?:y|ies)|mother|father|son|daughter|sister|brother|wife|husband|widow|parents?|friends?|colleagues?"
    r"|neighbou?rs?|lawyers?|supporters?)\b",
    re.IGNORECASE,
)
# "she saw a chance", "we saw growth": nothing that eyes see
_UNSEEN = (
    r"(?:[\w\-]+ ){0,3}?(?:chances?|needs?|ways?|reasons?|signs?|future|hope|rises?|growth|change|progress|opportunit(?:y|ies)"
    r"|risks?|evidence|improvements?|possibilit(?:y|ies)|problems?|roles?|trends?|demand|potential|parallels?|similarities|value|point"
    r"|benefits?|results?|increases?|declines?|drop|need|themselves|himself|herself)\b"
)
_SAW = rf"(?:saw|watched|heard) (?!(?:that|no|from|of|about|little|any|it as|this as)\b|{_UNSEEN})"
_TOOK_PART = (
    rf"(?:(?:was|were) (?:all |both |just |still )?(?:there|inside|asleep|awake|at home|{_DONE_TO})\b"
    r"|could(?: not|n[’']t) (?:get out|breathe|see|move|leave|escape|run|sleep)\b|(?:ran|fled|hid|woke|jumped)\b"
    rf"|{_SAW})"
)
_WE_TOOK_PART = re.compile(rf"\b(?:I|[Ww]e) {_TOOK_PART}")
# what hands do: "he had locked the door himself"
_HANDS = (
    r"(?:locked|unlocked|bolted|opened|shut|carried|pulled|dragged|lifted|drove|driven|dug|buried|washed|cooked|loaded|unloaded"
    r"|built|broke|broken|cut|tied|untied|hid|hidden|threw|thrown|poured|fetched|picked up|dived|helped carry|swept|cleaned)"
)
_DID = (
    rf"(?:(?:had |have |has )?(?:then |also |\w+ly )?{_HANDS} (?:the|a|an|his|her|their|my|our|it|them|him|two|three|four|\d+)\b"
    r"|(?:(?:had|have) (?:seen|watched)|was there|were there|(?:was|were|had been) (?:(?:only|just|standing|about|some|not) ){0,2}"
    r"(?:[\w\-]+ ){1,3}(?:metres|meters|steps|yards|feet|paces) (?:from|away))\b"
    r"|(?:[\w’\-]+ ){1,8}?(?:with|on) (?:his|her|their|my|our) own (?:eyes|hands|feet)\b)"
)
# "she said that he was beaten" may be somebody else
_THEY_SAW = re.compile(rf"(?:that )?(?P<who>he|she|they) (?:{_SAW}|{_DID})")
_WE_DID = re.compile(rf"\b(?:I|[Ww]e) {_DID}")
# who speaks of what they make of things
_JUDGES = frozenset(
    "expert analyst official observer economist critic diplomat source scholar strategist commentator pundit adviser advisor "
    "executive lawmaker prosecutor investigator leader spokesman spokeswoman spokesperson aide insider investor historian".split()
)
_HONORIFICS = frozenset("dr dr. mr mr. mrs mrs. ms ms. miss former sister father sir lady".split())
_FIRST_PERSON = re.compile(r"(?:^|[“\"‘\s])(?:I|we|We|my|our|me|us)\b")
_PEOPLE = frozenset(
    "man men woman women person people pair one two three family families relative relatives mother father".split()
)


def experience_of(source: Party, content: str, lexicon: Lexicon) -> str:
    """The words that show that the source lived through what it tells, or ""."""
    if source.kind not in {"unnamed", "person"}:
        return ""
    # "they", when the memory knows whom: the words that name them say who they are
    text = source.text if len(source.text) > 4 else source.name
    head = _MODIFIED.split(text, maxsplit=1)[0].lower().split()
    apposed = _APPOSED.search(text)
    kinds = [head[-1:], apposed["what"].lower().split()[-1:] if apposed else []]
    if any(singular(w) in lexicon.experience for last in kinds for w in last) or _EYE_WITNESS.search(text):
        return source.text
    lived = _LIVED.search(text) if "who" in text else None
    if lived and is_antecedent(text[: lived.start()]):
        return source.text
    if _AFTER_NAME.match(text) and is_antecedent(text.split(",", 1)[0]):
        return source.text
    return _of_plain_people(source, text, head, content)


def took_part(source: Party, known: Party | None, content: str, lexicon: Lexicon) -> str:
    """The words in which somebody without an office tells what they saw or suffered: "we could not get out"; or ""."""
    if source.kind not in {"unnamed", "person"}:
        return ""
    words = f"{source.text} {known.text if known else ''}".lower().replace(",", " ").split()
    if any(singular(w) in _JUDGES or (singular(w) in lexicon.titles and w not in _HONORIFICS) for w in words):
        return ""
    match = _WE_TOOK_PART.search(content) or _WE_DID.search(content) or _THEY_SAW.match(content)
    if match is None or is_another(match.groupdict().get("who"), source, known):
        return ""
    return match.group().strip()


def is_another(pronoun: str | None, source: Party, known: Party | None = None) -> bool:
    """True where "he" cannot be who speaks: "she said that he had locked the door"."""
    said = {source.text.lower(), gender_of(source), gender_of(known) if known else ""} & {"he", "she"}
    pronoun = pronoun.lower() if pronoun else ""
    return pronoun in {"he", "she"} and bool(said) and pronoun not in said


def _of_plain_people(source: Party, text: str, head: list[str], content: str) -> str:
    """ "Two men freed in May"; relatives and others who say what happened to "us"."""
    if any(w in _PEOPLE for w in head):
        if (freed := _FREED.search(text)) and is_antecedent(text[: freed.start()]):
            return source.text
        if source.kind == "unnamed" and (match := _FIRST_PERSON.search(content)):
            return match.group().strip()
        if source.kind == "unnamed" and re.match(r"(?:that )?they\b", content):
            return "they"
    return ""


def is_antecedent(before: str) -> bool:
    """True where "who" after these words tells of the source: "two of the men who", not "a relative of a man who"."""
    if _OTHERS_BETWEEN.search(before) or (_RELATIVE.search(before) and not before.rstrip().endswith("and")):
        return False
    of = [before[m.end() :] for m in re.finditer(r"\sof\s", f"{before} ")]
    if not of or _PART_OF.match(before.strip()):
        return True
    # "the Minister of Justice, who", "the mayor of Norfield, who"
    return all(rest.removeprefix("the ")[:1].isupper() for rest in of) and not _RELATIONS.search(before)
