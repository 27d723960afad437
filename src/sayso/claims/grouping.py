"""Which statements say the same thing: by subject and measure for figures, by subject, polarity and shared terms for the rest."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.figure_groups import figure_groups
from sayso.claims.slots import Group, Slots

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


def group(slots: Sequence[Slots], settings: Settings) -> list[Group]:
    """Groups that cover every statement: each statement in a group per figure it gives, or in one by its words."""
    propositions = _proposition_groups([s for s in slots if not s.figures], settings)
    return figure_groups([s for s in slots if s.figures]) + propositions


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
    if a.negative != b.negative or a.asks != b.asks or a.elsewhere(b) or bool(a.deed) != bool(b.deed):
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
