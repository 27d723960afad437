"""The stage: statements of a case to claims, each with its contradictions; independence comes after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.claims.contradictions import denied_figures, figures_differ, opposites
from sayso.claims.figure_groups import figure_of
from sayso.claims.grouping import Settings, group
from sayso.claims.slots import Group, Slots, make_slots
from sayso.model.ids import make_id
from sayso.model.nouns import Claim, Contradiction, Document, Statement
from sayso.statements.words import PREPOSITIONS

VERSION = "slots-3"
_MIN_WORDS = 4
_MOST_SAID = 8
_COUNTED = {"death": "Deaths", "held": "People held", "arrest": "Arrests", "release": "Released", "injury": "Injured"}


def group_statements(
    documents: Sequence[Document], statements: Sequence[Statement], settings: Settings | None = None
) -> list[Claim]:
    """Claims that cover every statement, those said most often first; the order of the input does not matter.

    A claim's id comes from its first statement's, so that it stays when a later document repeats the claim.
    """
    groups = group(make_slots(statements, documents), settings or Settings())
    ids = [_claim_id(g) for g in groups]
    against = opposites(groups, ids, documents)
    denied = denied_figures(groups, ids)
    claims = []
    for index, one in enumerate(groups):
        contradicted = (*figures_differ(one, ids[index]), *against.get(index, []), *denied.get(index, []))
        claims.append(_claim(one, ids[index], contradicted))
    return sorted(claims, key=lambda c: (-len(c.statements), c.id))


def _claim_id(one: Group) -> str:
    return make_id("c", one.key.split("/", 1)[1] if one.measure else "", one.members[0].statement.id)


def _claim(one: Group, claim_id: str, contradicted: tuple[Contradiction, ...]) -> Claim:
    first = one.members[0]
    return Claim(
        id=claim_id,
        text=_figures(one) or _plainest(one.members),
        subject=one.subject or (first.subject.name if first.subject else None),
        measure=one.measure,
        statements=tuple(m.statement.id for m in one.members),
        because=tuple(one.because),
        contradicted_by=contradicted,
    )


def _figures(one: Group) -> str:
    """ "Deaths, Villa Norte Prison: 143; 115; more than 70": what is counted and the figures given, where they are several."""
    figures = [placed.figure for member in one.members for placed in figure_of(one, member)]
    said = list(dict.fromkeys(f.text.lower() for f in figures))
    if not one.measure or len(said) < 2:
        return ""
    what = _COUNTED.get(one.measure, one.measure.capitalize())
    where = f", {one.subject}" if one.subject else ""
    return f"{what}{f' ({one.scope})' if one.scope else ''}{where}: {'; '.join(said[:_MOST_SAID])}"


def _plainest(members: Sequence[Slots]) -> str:
    """The content that holds most of what half of the members share and least beside it, a sentence if there is one."""
    count = Counter(t for m in members for t in m.terms)
    core = {t for t, n in count.items() if 2 * n >= len(members)}

    def rank(member: Slots) -> tuple[bool, bool, int, bool, int, str]:
        text = member.statement.content.text
        words = text.lower().split()
        # "of cells without a window" continues its cue and is no sentence
        fragment = len(words) < _MIN_WORDS or words[0] in PREPOSITIONS
        named = member.subject is not None and member.subject.name in text
        return member.statement.denies, fragment, -len(core & member.terms), not named, len(text), member.statement.id

    best = min(members, key=rank).statement
    plain = " ".join(best.content.text.split()).removeprefix("that ").strip('“”" ,')
    # a claim that is only denied must not read as if somebody made it
    return f"Denied: {plain}" if best.denies else plain[:1].upper() + plain[1:]
