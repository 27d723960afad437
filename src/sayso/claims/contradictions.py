"""What cannot both hold: figures whose intervals do not meet, denials, and editions that say the opposite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from sayso.claims.grouping import OWN_WORK, Group, Slots
from sayso.claims.periods import can_both_hold, find_period
from sayso.model.nouns import Contradiction, ContradictionKind, Document, Figure

# of the smaller statement's terms, how many the opposite one must share before it counts as its opposite
_OPPOSITE, _EDITIONS = 0.6, 0.9
# longer contents name several things, of which the negation touches one
_MAX_WORDS = 30
# a denial names what it denies, so fewer shared terms do
_DENIAL = 0.3
_MAX_ROWS, _MAX_PAIRS = 120, 40  # per claim: enough for every pair of nine sources, bounded for a hostile case


def figures_meet(a: Figure, b: Figure) -> bool:
    """True where the two intervals share a value; open ends count as open."""
    return not (_below(a, b) or _below(b, a))


def _below(a: Figure, b: Figure) -> bool:
    """True where all of a lies below all of b."""
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and (a.open_high or b.open_low))


def figures_differ(group: Group, claim: str) -> list[Contradiction]:
    """One entry for each pair of sources whose figures for the same measure do not meet, with who says which."""
    found: dict[tuple[tuple[str, str], ...], Contradiction] = {}
    rows = [(s, f) for s in group.members for f in s.statement.figures if _comparable(f, group)][:_MAX_ROWS]
    if len(rows) < 2:
        return []
    periods = {s.statement.id: find_period(s.statement.content.text) for s, _ in rows}
    for (a, fa), (b, fb) in combinations(rows, 2):
        if (
            _one_voice(a, b)
            or (fa.measure, fa.scope, fa.unit) != (fb.measure, fb.scope, fb.unit)
            or figures_meet(fa, fb)
        ):
            continue
        if can_both_hold(periods[a.statement.id], periods[b.statement.id]):
            continue
        who = tuple(sorted([(_who(a), fa.text), (_who(b), fb.text)]))
        if who in found or who[0] == who[1] or len(found) >= _MAX_PAIRS:
            continue
        said = " against ".join(f"“{f.text}” ({_who(s)})" for s, f in ((a, fa), (b, fb)))
        found[who] = Contradiction(
            claim, "figures differ", f"{fa.measure}: {said}", (a.statement.id, b.statement.id), 0.8
        )
    return list(found.values())


def _one_voice(a: Slots, b: Slots) -> bool:
    """True for one source in one document: two of its figures are about two things."""
    return a is b or (a.statement.document == b.statement.document and _who(a) == _who(b))


def _comparable(figure: Figure, group: Group) -> bool:
    if not group.measure:
        return bool(figure.measure) and figure.measure not in OWN_WORK
    return figure.measure == group.measure and figure.scope == group.scope


def _who(slots: Slots) -> str:
    return slots.statement.source.name


def opposites(
    groups: Sequence[Group], ids: Sequence[str], documents: Sequence[Document]
) -> dict[int, list[Contradiction]]:
    """Per group index: the claims about the same subject that say the opposite, as "denied by" or "editions differ"."""
    by_subject: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        subject = group.members[0].subject
        if not group.measure:
            by_subject[subject.name if subject else ""].append(index)
    by_id = {d.id: d for d in documents}
    found: dict[int, list[Contradiction]] = defaultdict(list)
    for indexes in by_subject.values():
        holders: dict[str, list[int]] = defaultdict(list)
        for index in indexes:
            for term in {t for s in groups[index].members for t in s.terms}:
                holders[term].append(index)
        pairs = {p for posting in holders.values() if len(posting) <= 60 for p in combinations(posting, 2)}
        for a, b in sorted(pairs):
            pair = _opposite_pair(groups[a], groups[b])
            if pair is None:
                continue
            kind, why = _kind(pair, by_id)
            for mine, other, (x, y) in ((a, b, pair), (b, a, pair[::-1])):
                found[mine].append(Contradiction(ids[other], kind, why, (x.statement.id, y.statement.id), 0.7))
    return found


def _opposite_pair(a: Group, b: Group) -> tuple[Slots, Slots] | None:
    """The clearest opposite statements of two groups: an explicit denial first, then the most shared terms."""
    if a.members[0].negative == b.members[0].negative:
        return None
    best: tuple[float, Slots, Slots] | None = None
    for x in a.members[:12]:
        for y in b.members[:12]:
            if _no_opposition(x, y):
                continue
            common = x.terms & y.terms
            share = len(common) / max(1, min(len(x.terms), len(y.terms)))
            concepts = len(x.concepts & y.concepts)
            denied = next((one for one in (x, y) if one.statement.denies), None)
            names_it = denied is not None and bool(denied.concepts) and denied.concepts <= x.concepts & y.concepts
            enough = share >= _OPPOSITE and (concepts >= 2 or len(common) >= 4) and _short_enough(x, y)
            # where the table knows none of its words, a denial names what it denies when most of them are common
            names_it = names_it or (
                denied is not None and not denied.concepts and share >= _OPPOSITE and len(common) >= 2
            )
            enough = enough or (names_it and share >= _DENIAL) or (share >= _EDITIONS and len(common) >= 4)
            score = share + concepts + 2 * (denied is not None)
            if enough and (best is None or score > best[0]):
                best = (score, x, y)
    return (best[1], best[2]) if best else None


def _no_opposition(x: Slots, y: Slots) -> bool:
    """True for other parts of a place, for what is asked for and not asserted, and inside one document for all but a denial.

    A document that cites two sides has a cue that says so ("denied"); its other sentences qualify one another.
    """
    a, b = x.statement, y.statement
    same = a.document == b.document
    overlapping = same and a.start < b.end and b.start < a.end
    one_side = same and (a.source.name == b.source.name or not (a.denies or b.denies))
    return overlapping or one_side or x.elsewhere(y) or x.asks or y.asks


def _short_enough(x: Slots, y: Slots) -> bool:
    return all(len(s.statement.content.text.split()) <= _MAX_WORDS for s in (x, y))


def _kind(pair: tuple[Slots, Slots], documents: dict[str, Document]) -> tuple[ContradictionKind, str]:
    x, y = (documents.get(s.statement.document) for s in pair)
    own = all(s.statement.quote == "none" for s in pair)
    if x and y and own and x.id != y.id and x.outlet and x.outlet == y.outlet:
        older, newer = sorted((x, y), key=lambda d: d.published or "")
        why = f"{x.outlet} says the opposite in “{newer.title}” ({newer.published}) and in “{older.title}” ({older.published})"
        return "editions differ", why
    affirmed, negated = sorted(pair, key=lambda s: s.negative)
    denier = next((s for s in pair if s.statement.denies), None)
    if denier is not None:
        other = pair[1] if denier is pair[0] else pair[0]
        return (
            "denied by",
            f"{_who(denier)} denies what {_who(other)} says: “{_short(denier)}” against “{_short(other)}”",
        )
    return "denied by", f"{_who(affirmed)}: “{_short(affirmed)}” against {_who(negated)}: “{_short(negated)}”"


def _short(slots: Slots) -> str:
    text = " ".join(slots.statement.content.text.split())
    return text if len(text) <= 160 else text[:157] + "…"
