"""Numbers with what they count, as intervals: "more than 70 detainees died" is above 70, deaths."""

from __future__ import annotations

import re

from sayso.model.nouns import Figure
from sayso.statements.concepts import Concepts, load_concepts, stem
from sayso.statements.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS

_UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9}
_SPELLED = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(list(_UNITS)[1:10])}))?|{'|'.join(list(_UNITS)[2:])}"
_NUMBER = (
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[  ]?(?P<scale>hundred|thousand|million|billion|trillion|bn|m)\b)?"
    rf"|(?P<spelled>{_SPELLED})(?:\s+(?P<spelled_scale>hundred|thousand|million|billion))?"
    rf"|(?P<vague>dozens|hundreds|(?:tens of |hundreds of )?thousands|a dozen|half a dozen)(?=\s+of\b|\s+\w)"
)
_MORE = r"more than|over|above|upwards of|in excess of|exceeding"
_LEAST = r"at least|no fewer than|no less than|a minimum of|minimum of"
_LESS = r"less than|fewer than|under|below|nearly|almost|close to"
_MOST = r"at most|up to|no more than|as many as|a maximum of"
_ABOUT = r"about|around|approximately|roughly|some|an estimated|estimated at|circa|nearly"
_FIGURE = re.compile(
    rf"(?<![\w.,:$€£#/\-])(?:(?P<approx>{_MORE}|{_LEAST}|{_MOST}|{_LESS}|{_ABOUT})\s+)?(?P<money>[$€£])?(?:{_NUMBER})(?P<percent>\s?%|\s+per\s?cent\b)?(?![\w/]|\.\d|:\d)",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE_BEFORE = re.compile(
    rf"(?:\b{_MONTH}|\b(?:(?i:rule|article|section|art|room|chapter|page|paragraph|aged|age|block|cell|unit|sector|pavilion"
    r"|number)|No)\.?)\s*$"
)
_DATE_AFTER = re.compile(rf"^\s*(?:{_MONTH}\b|st\b|nd\b|rd\b|th\b|a\.m|p\.m|o[’']clock|years? old|-year-old)")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_ANOTHER = re.compile(r"^\s*(?:of|in)\s+(?:the|those|these|them|which|whom)\b")
# "died of pneumonia", "deaths from beatings"; "resulted from" tells of all of them and narrows nothing
_CAUSE = re.compile(r"\b(?:die[sd]?|dead|deaths?|killed)\s+(?:from|of|due to|because of|as a result of|by)\s+([^.;:]+)")
_INQUIRY = re.compile(
    r"\b(?:investigat\w+|inquir(?:y|ies)|inquests?|prob(?:e|es|ing)|examining)\W+(?:\w+\W+){0,3}$", re.IGNORECASE
)
_IN_PRISON = re.compile(
    r"\b(?:in|at|inside) (?:[\w’]+ ){0,4}(?:prisons?|jails?|cells?|detention|custody|facility)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_SKIPPED_ADJECTIVES = frozenset(
    "new other more such additional further different former released young pregnant alleged".split()
)
_NARROWING = frozenset("pregnant female young juvenile foreign elderly violent disabled".split())
_BOUND = {"more": (_MORE,), "least": (_LEAST,), "less": (_LESS,), "most": (_MOST,), "about": (_ABOUT,)}
# characters of the clause around a number that say what it counts; a margin, so that a cut makes no word of a part
_AFTER, _BEFORE, _MARGIN = 120, 80, 20
# "about 2,400" covers ten per cent either way: the rounding that newspapers allow themselves
_ROUNDING = 0.1


Known = dict[tuple[int, int, int, int], Figure]


def find_figures(text: str, start: int, end: int, known: Known | None = None) -> list[Figure]:
    """The figures in text[start:end], in order; dates, years, ages, ordinals and rule numbers are no figures.

    `known` keeps what was read of this text: contents that overlap share their figures.
    """
    concepts, known = load_concepts(), {} if known is None else known
    found = []
    for match in _FIGURE.finditer(text, start, end):
        if _is_date(text, match):
            continue
        # all that is looked at around the number
        first, past = max(start, match.start() - _BEFORE - _MARGIN), min(end, match.end() + _AFTER + _MARGIN)
        key = (*match.span(), first, past)
        if key not in known:
            known[key] = _figure(text, match, first, past, concepts)
        found.append(known[key])
    return found


def _is_date(text: str, match: re.Match[str]) -> bool:
    number_start = match.start("digits") if match.group("digits") else match.start()
    digits = match.group("digits")
    if match.group("money") or match.group("percent"):
        return False
    if digits and _YEAR.match(digits) and not match.group("approx") and not match.group("scale"):
        return True
    if _DATE_BEFORE.search(text[max(0, number_start - 12) : number_start]):
        return True
    return bool(_DATE_AFTER.match(text[match.end() : match.end() + 14]))


def _value(match: re.Match[str]) -> tuple[float, float | None]:
    if digits := match.group("digits"):
        value = float(digits.replace(",", "")) * _SCALES.get((match.group("scale") or "").lower(), 1.0)
        return value, value
    if spelled := match.group("spelled"):
        value = sum(_TENS.get(p, 0) + _UNITS.get(p, 0) for p in spelled.lower().split("-"))
        value *= _SCALES.get((match.group("spelled_scale") or "").lower(), 1.0)
        return value, value
    vague = re.sub(r"\s+", " ", match.group("vague").lower())
    ranges: dict[str, tuple[float, float | None]] = {
        "a dozen": (12, 12),
        "half a dozen": (6, 6),
        "dozens": (24, None),
        "hundreds": (200, None),
        "thousands": (2_000, None),
        "tens of thousands": (20_000, None),
        "hundreds of thousands": (200_000, None),
    }
    return ranges.get(vague, (0, None))


def _figure(text: str, match: re.Match[str], start: int, end: int, concepts: Concepts) -> Figure:
    low, high = _value(match)
    approx = re.sub(r"\s+", " ", (match.group("approx") or "").lower())
    kind = next((k for k, (pattern,) in _BOUND.items() if approx and re.fullmatch(pattern, approx)), "")
    bounds: tuple[float | None, float | None, bool, bool] = (low, high, False, False)
    if kind == "more":
        bounds = (low, None, True, False)
    elif kind == "least":
        bounds = (low, None, False, False)
    elif approx in {"nearly", "almost", "close to"}:
        bounds = (low * (1 - _ROUNDING), high, False, True)
    elif kind == "less":
        bounds = (0.0, high, False, True)
    elif kind == "most":
        bounds = (0.0, high, False, False)
    elif kind == "about":
        bounds = (low * (1 - _ROUNDING), None if high is None else high * (1 + _ROUNDING), False, False)
    unit = "%" if match.group("percent") else (match.group("money") or "")
    measure, scope = _measure(text, match, start, end, concepts)
    return Figure(
        text=text[match.start() : match.end()],
        start=match.start(),
        end=match.end(),
        low=bounds[0],
        high=bounds[1],
        open_low=bounds[2],
        open_high=bounds[3],
        unit=unit,
        measure=measure,
        scope=scope,
    )


def _measure(text: str, match: re.Match[str], start: int, end: int, concepts: Concepts) -> tuple[str, str]:
    """What is counted and what narrows it, from the words of the same clause on both sides."""
    after = re.split(
        r"[,;:.](?=\s|$)|\b(?:while|but|and (?:that|determined|said|the|\d))\b|\s[—–]\s",
        text[match.end() : end],
        maxsplit=1,
    )[0][:_AFTER]
    before = re.split(r"[,;:.](?=\s)|\b(?:and|but|that|while)\b", text[start : match.start()])[-1][-_BEFORE:]
    after_words = [w.lower() for w in _WORD.findall(after)]
    before_words = [w.lower() for w in _WORD.findall(before)]
    scope = []
    if _ANOTHER.match(after):
        scope.append("part")
    scope += sorted({w for w in after_words[:2] if w in _NARROWING})
    noun = _noun(after_words)
    concept = concepts.of(noun)
    measure = concept or stem(noun)
    if not noun:
        # "the headcount stood at 2,140", "occupancy is 1,870": what is counted is the subject before
        earlier = [concepts.of(w) for w in before_words]
        measure = next((c for c in earlier if c and (concepts.kind(c) == "event" or c == "capacity")), "")
    if concepts.kind(concept) == "person":
        measure = _event(after, before_words[-4:], concepts) or measure
    elif concept is None or concepts.kind(concept) != "event":
        # "a prison built for 900", "a capacity of 30,000": what is counted stands before
        backwards = [concepts.of(w) for w in reversed(before_words[-4:])]
        if "capacity" in backwards and (not noun or concepts.kind(concept) != "thing"):
            measure = "capacity"
    if measure in {"person", "detainee"} and any(concepts.of(w) == "capacity" for w in before_words[-4:]):
        measure = "capacity"
    if measure == "death":
        scope += _cause(text, match, after, concepts)
    if _INQUIRY.search(text[max(start, match.start() - 60) : match.start()]):
        scope = ["under inquiry"]
    return measure, "; ".join(scope)


def _noun(after: list[str]) -> str:
    """The noun that a number counts: the next word that is no adjective of the short list; "" before a preposition."""
    words = after
    if len(words) > 2 and words[0] in {"of", "in"} and words[1] in {"the", "those", "these", "them"}:
        words = words[2:]
    for word in words[:5]:
        if word in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | DETERMINERS and word != "of":
            return ""
        if word not in _SKIPPED_ADJECTIVES and word != "of":
            return word
    return ""


def _cause(text: str, match: re.Match[str], after: str, concepts: Concepts) -> list[str]:
    """The one cause that narrows a count of deaths; a list of causes describes all of them, "deaths of detainees" none."""
    cause = _CAUSE.search(after)
    if cause is None or " and " in cause.group(1):
        return []
    if text[match.end() + cause.end() : match.end() + cause.end() + 1] == ",":
        return []
    terms = concepts.terms(cause.group(1))
    return [] if not terms or concepts.kind(terms[0]) == "person" else ["cause: " + " ".join(terms[:4])]


def _event(after: str, before: list[str], concepts: Concepts) -> str | None:
    """What happened to the people counted: the first event after them, else the nearest before ("the deaths of 79 men").

    People counted in a prison are held there.
    """
    for term in concepts.terms(after)[:8]:
        if concepts.kind(term) == "event":
            return term
    for word in reversed(before):
        if concepts.kind(concepts.of(word)) == "event":
            return concepts.of(word)
    return "held" if _IN_PRISON.search(after) else None
