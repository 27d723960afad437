"""Which statements say the same thing: by subject and measure for figures, by subject, polarity and shared terms for the rest."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.polarity import is_negative
from sayso.claims.subjects import Places, Subject
from sayso.model.nouns import Document, Figure, Statement
from sayso.statements.concepts import Concepts, load_concepts
from sayso.statements.words import PREPOSITIONS

_UNIT = re.compile(
    r"\b(?:blocks?|pavilion|sector|unit|wing|section|ward|module) (?:\d+|[A-Z])\b|\bother blocks\b", re.IGNORECASE
)


_ASKS = re.compile(r"(?:recommend|request|ask|urg|demand|call(?:s|ed|ing)? (?:for|on)|propos|want|hop)", re.IGNORECASE)
# "describes how people are held" asserts nothing that could be denied
_QUESTION = re.compile(r"(?:how|whether|why|what|when|who|if)\b", re.IGNORECASE)
# how many people a source visited or spoke to is a fact about the source
OWN_WORK = frozenset({"interview", "visit"})
# the weight of a word in one of twenty statements
_RARE = 3.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds of the decision, over idf-weighted terms.

    Cosine asked with no shared concept (`alone`) and with one (`with_concept`); with two or more, the share of the shorter
    statement's weight that is common (`with_two`): a statement that says more still says this.
    `max_posting`: a term in more statements than this finds no candidates (it is everywhere).
    """

    alone: float = 0.6
    with_concept: float = 0.42
    with_two: float = 0.35
    max_posting: int = 400
    compared: int = 8


@dataclass(frozen=True, slots=True)
class Slots:
    """A statement as the decision sees it. `units` are numbered parts of a place ("block 4"): others are another place;
    `asks` is set for what is recommended or demanded, which asserts nothing.
    """

    statement: Statement
    subject: Subject | None
    negative: bool
    terms: frozenset[str]
    concepts: frozenset[str]
    figures: tuple[Figure, ...]
    units: frozenset[str] = frozenset()
    asks: bool = False
    whose: str | None = None

    @property
    def is_sentence(self) -> bool:
        """False for "to comment" and "very wrong", which continue their cue."""
        words = self.statement.content.text.lower().split()
        return len(words) >= 3 and words[0] not in PREPOSITIONS

    def elsewhere(self, other: Slots) -> bool:
        """True where both name a part of the place and no part is common."""
        return bool(self.units) and bool(other.units) and not self.units & other.units


@dataclass(slots=True)
class Group:
    """Statements of one claim while it grows, each with why it was put here. `measure` and `scope` for claims of figures."""

    key: str
    members: list[Slots]
    because: list[str]
    measure: str = ""
    scope: str = ""


def make_slots(statements: Sequence[Statement], documents: Sequence[Document]) -> list[Slots]:
    """Slots of each statement, in an order that does not depend on the order of adding."""
    concepts, places = load_concepts(), Places(documents)
    dates = {d.id: d.published or "9999" for d in documents}
    ordered = sorted(statements, key=lambda s: (dates.get(s.document, "9999"), s.document, s.start, s.end, s.id))
    return [_slots(s, places, concepts) for s in ordered]


def _slots(statement: Statement, places: Places, concepts: Concepts) -> Slots:
    subject = places.of(statement)
    about = set(concepts.terms(subject.name)) if subject else set()
    said = concepts.terms(statement.content.text)
    terms = [t for t in said if t not in about]
    return Slots(
        statement=statement,
        subject=subject,
        negative=is_negative(statement),
        terms=frozenset(terms),
        concepts=frozenset(t for t in terms if concepts.kind(t) in {"event", "thing"}) - {"prison"},
        figures=tuple(f for f in statement.figures if _counts(f, concepts)),
        units=frozenset(" ".join(u.lower().split()) for u in _UNIT.findall(statement.content.text)),
        asks=bool(_ASKS.match(statement.cue) or _QUESTION.match(statement.content.text)),
        whose=_whose(set(said), subject, concepts),
    )


def _counts(figure: Figure, concepts: Concepts) -> bool:
    """True for figures with slots of their own: what happened to people, and capacities. Money and shares have none yet."""
    if figure.unit or figure.measure in OWN_WORK:
        return False
    return concepts.kind(figure.measure) == "event" or figure.measure == "capacity"


def _whose(terms: set[str], subject: Subject | None, concepts: Concepts) -> str | None:
    """The slot that tells counts about one country apart ("custody", "migrant"); "" at a facility, None where unknown.

    Without it a country's deaths in prison and in traffic would be one measure.
    """
    if subject is None:
        return None
    if subject.kind == "facility":
        return ""
    if subject.how == "named most in the document":
        return None
    if terms & {"detainee", "prison"}:
        return "custody"
    return next((t for t in sorted(terms) if concepts.kind(t) == "person" and t != "person"), None)


def group(slots: Sequence[Slots], settings: Settings) -> list[Group]:
    """Groups that cover every statement: each statement in a group per figure it gives, or in one by its words."""
    propositions = _proposition_groups([s for s in slots if not s.figures or s.whose is None], settings)
    return _figure_groups([s for s in slots if s.whose is not None]) + propositions


def _figure_groups(slots: Sequence[Slots]) -> list[Group]:
    groups: dict[tuple[str, str, str, str], Group] = {}
    for one in slots:
        seen = set()
        for figure in one.figures:
            subject = one.subject.name if one.subject else ""
            key = (subject, figure.measure, figure.scope, one.whose or "")
            if key in seen:
                continue
            seen.add(key)
            where = f" ({one.subject.how})" if one.subject else ""
            why = f"“{figure.text}” counts {figure.measure}{f', {figure.scope}' if figure.scope else ''}; about {subject}{where}"
            found = groups.setdefault(key, Group("/".join(key), [], [], figure.measure, figure.scope))
            found.members.append(one)
            found.because.append(why)
    return list(groups.values())


def _proposition_groups(slots: Sequence[Slots], settings: Settings) -> list[Group]:
    weights = _weigh(slots)
    norms = [math.sqrt(math.fsum(weights[t] ** 2 for t in one.terms)) or 1.0 for one in slots]
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    of_slot: list[int] = []
    groups: list[Group] = []
    members: list[list[int]] = []
    for i, one in enumerate(slots):
        subject = one.subject.name if one.subject else ""
        votes: Counter[int] = Counter()
        for term in one.terms:
            posting = holders[subject, term]
            if len(posting) <= settings.max_posting:
                for group_index in {of_slot[j] for j in posting}:
                    votes[group_index] += 1
        best, best_score, best_why = -1, 0.0, ""
        needed = min(2, len(one.terms))
        likely = sorted((-shared, group_index) for group_index, shared in votes.items() if shared >= needed)
        for _, group_index in likely[: settings.compared * 4]:
            score, why = _fit(i, members[group_index], slots, weights, norms, settings)
            if score > best_score:
                best, best_score, best_why = group_index, score, why
        if best < 0:
            best = len(groups)
            groups.append(Group("", [], []))
            members.append([])
            best_why = f"the first to say it{f'; about {subject}' if subject else ''}"
        groups[best].members.append(one)
        groups[best].because.append(best_why)
        members[best].append(i)
        of_slot.append(best)
        for term in one.terms:
            holders[subject, term].append(i)
    return groups


def _weigh(slots: Sequence[Slots]) -> dict[str, float]:
    """Inverse document frequency, capped, so that one odd word does not outweigh what the statement is about.

    Known concepts weigh as much as a rare word: a case about cells without daylight says so in every document.
    """
    count: Counter[str] = Counter(t for one in slots for t in one.terms)
    known = {t for one in slots for t in one.concepts}
    return {t: _RARE if t in known else min(_RARE, math.log1p(len(slots) / n)) for t, n in count.items()}


def _fit(
    i: int,
    members: Sequence[int],
    slots: Sequence[Slots],
    weights: dict[str, float],
    norms: Sequence[float],
    settings: Settings,
) -> tuple[float, str]:
    """How well statement i fits a group: it must match at least half of the members compared, so that groups do not chain."""
    compared = members[: settings.compared]
    matched, best, best_why = 0, 0.0, ""
    for j in compared:
        score, why = match(slots[i], slots[j], weights, norms[i] * norms[j], settings)
        if score > 0:
            matched += 1
            if score > best:
                best, best_why = score, why
    return (best, best_why) if 2 * matched >= len(compared) else (0.0, "")


def match(a: Slots, b: Slots, weights: dict[str, float], norm: float, settings: Settings) -> tuple[float, str]:
    """A score above zero and the reason where two statements say the same; (0, "") where they do not."""
    if a.negative != b.negative or a.asks != b.asks or a.elsewhere(b):
        return 0.0, ""
    common = a.terms & b.terms
    shared = a.concepts & b.concepts
    # "Mr Smith's decision" is a phrase, not a proposition; "it is dark" is one when both say just that
    if len(common) < (2 if shared else 3) and not (common and a.terms == b.terms and a.is_sentence and b.is_sentence):
        return 0.0, ""
    weight = math.fsum(weights[t] ** 2 for t in common)
    cosine = weight / norm
    if len(shared) >= 2:
        smaller = min(math.fsum(weights[t] ** 2 for t in one.terms) for one in (a, b))
        fits = weight >= settings.with_two * smaller
    else:
        fits = cosine >= (settings.with_concept if shared else settings.alone)
    if not fits:
        return 0.0, ""
    words = ", ".join(sorted(common, key=lambda t: (-weights[t], t))[:5])
    about = f"about {a.subject.name} ({a.subject.how}); " if a.subject else ""
    polarity = "both negative" if a.negative else "both affirmative"
    return cosine + len(shared), f"{about}shares {words} with {b.statement.id}; {polarity}"
