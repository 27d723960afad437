"""What cannot both hold: figures whose intervals do not meet, denials, and editions that say the opposite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from sayso.claims.figure_groups import figure_of
from sayso.claims.measures import OWN_WORK, other_stuff
from sayso.claims.periods import Period, can_both_hold, find_period, long_apart, other_reach
from sayso.claims.placing import Placed
from sayso.claims.slots import Group, Slots
from sayso.model.nouns import Contradiction, ContradictionKind, Document, Figure
from sayso.statements.concepts import stem

# of the smaller statement's terms, how many the opposite one must share before it counts as its opposite
_OPPOSITE, _EDITIONS = 0.6, 0.9
# longer contents name several things, of which the negation touches one
_MAX_WORDS = 30
# a denial names what it denies, so fewer shared terms do
_DENIAL = 0.3
# "33 of the deaths were violent" and "12 of the deaths were of pneumonia" are two parts: of all terms, so many must be common
_SAME_PART = 0.7
# "denied the women's claims on Saturday" does not say what is denied
_UNSPECIFIC = frozenset(
    stem(word)
    for word in "claim claims allegation allegations accusation accusations charge charges report reports rumour rumours "
    "suggestion suggestions wrongdoing involvement monday tuesday wednesday thursday friday saturday sunday".split()
)
# what is so at a time, and not what happened up to it
_STATES = frozenset({"held", "capacity", "missing"})
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
    rows = [(s, f) for s in group.members for f in _comparable(s, group)][:_MAX_ROWS]
    if len(rows) < 2:
        return []
    for (a, fa), (b, fb) in combinations(rows, 2):
        if _one_voice(a, b) or figures_meet(fa, fb) or not _one_question(a, fa, b, fb):
            continue
        who = tuple(sorted([(_who(a), fa.text), (_who(b), fb.text)]))
        if who in found or who[0] == who[1] or len(found) >= _MAX_PAIRS:
            continue
        said = " against ".join(f"“{f.text}” ({_who(s)})" for s, f in ((a, fa), (b, fb)))
        found[who] = Contradiction(
            claim, "figures differ", f"{fa.measure}: {said}", (a.statement.id, b.statement.id), 0.8
        )
    return list(found.values())


def _one_question(a: Slots, fa: Figure, b: Slots, fb: Figure) -> bool:
    """True where two figures count the same thing at a time that may be the same."""
    if (fa.measure, fa.scope, fa.unit) != (fb.measure, fb.scope, fb.unit):
        return False
    if "part" in fa.scope and len(a.terms & b.terms) < _SAME_PART * len(a.terms | b.terms):
        return False
    mine, theirs = a.statement.content.text, b.statement.content.text
    if can_both_hold(_period(a), _period(b)) or other_reach(mine, theirs):
        return False
    if other_stuff(fa, a.statement, fb, b.statement):
        return False
    return not (fa.measure in _STATES and long_apart(a.moment, b.moment))


def _period(one: Slots) -> Period | None:
    """The dates in a content; "on 10 October" is of the year in which it is told."""
    return find_period(one.statement.content.text, one.moment[0].year if one.moment else 0)


def _one_voice(a: Slots, b: Slots) -> bool:
    """True for one source in one document: two of its figures are about two things."""
    return a is b or (a.statement.document == b.statement.document and _who(a) == _who(b))


def _comparable(one: Slots, group: Group) -> list[Figure]:
    if not group.measure:
        return [f for f in one.statement.figures if f.measure and f.measure not in OWN_WORK]
    return [placed.figure for placed in figure_of(group, one)]


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


def denied_figures(groups: Sequence[Group], ids: Sequence[str]) -> dict[int, list[Contradiction]]:
    """Per group index: who denies the figure that others give, on the claim of the figure and on the claim of the denial."""
    counting: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        if group.measure:
            counting[group.subject or "", group.measure, group.scope].append(index)
    found: dict[int, list[Contradiction]] = defaultdict(list)
    for index, group in enumerate(groups):
        for denier in group.members:
            for placed in denier.denied:
                for other in counting.get((placed.subject, placed.figure.measure, placed.figure.scope), []):
                    # who gives a figure instead differs from the others there
                    one = _said(placed, groups[other], denier) if other != index else None
                    if one is None or len(found[other]) >= _MAX_PAIRS or len(found[index]) >= _MAX_PAIRS:
                        continue
                    why = f"{_who(denier)} denies what {_who(one)} says: “{_short(denier)}” against “{_short(one)}”"
                    pair = (denier.statement.id, one.statement.id)
                    found[index].append(Contradiction(ids[other], "denied by", why, pair, 0.8))
                    found[other].append(Contradiction(ids[index], "denied by", why, pair[::-1], 0.8))
    return found


def _said(placed: Placed, group: Group, denier: Slots) -> Slots | None:
    """The first statement of a group that gives a figure which the denied one meets, about the same time."""
    for one in group.members[:_MAX_ROWS]:
        same = (p for p in figure_of(group, one) if p.whose == placed.whose and figures_meet(p.figure, placed.figure))
        if any(same) and not long_apart(one.moment, denier.moment) and not _one_voice(one, denier):
            return one
    return None


def _opposite_pair(a: Group, b: Group) -> tuple[Slots, Slots] | None:
    """The clearest opposite statements of two groups: an explicit denial first, then the most shared terms."""
    if a.members[0].negative == b.members[0].negative:
        return None
    best: tuple[float, Slots, Slots] | None = None
    for x in a.members[:12]:
        for y in b.members[:12]:
            if _no_opposition(x, y):
                continue
            score = _opposition(x, y)
            if score and (best is None or score > best[0]):
                best = (score, x, y)
    return (best[1], best[2]) if best else None


def _opposition(x: Slots, y: Slots) -> float:
    """How clearly one says that what the other says is not so; 0 where it may be about something else.

    What the one negates must be among what the other affirms: that nobody was hurt does not deny that a bridge fell.
    """
    negative, affirmative = (x, y) if x.negative else (y, x)
    common = x.terms & y.terms
    if not negative.negates & affirmative.terms:
        return 0.0
    share = len(common) / max(1, min(len(x.terms), len(y.terms)))
    concepts = len(x.concepts & y.concepts)
    denied = next((one for one in (x, y) if one.statement.denies), None)
    names_it = denied is not None and bool(denied.concepts) and denied.concepts <= x.concepts & y.concepts
    names_it = names_it and len(common) >= 2
    # where the table knows none of its words, a denial names what it denies when most of them are common
    if denied is not None and not denied.concepts and share >= _OPPOSITE and _short_enough(x, y):
        names_it = names_it or len(common - _UNSPECIFIC) >= 2
    enough = share >= _OPPOSITE and (concepts >= 2 or len(common) >= 4) and _short_enough(x, y)
    enough = enough or (names_it and share >= _DENIAL) or (share >= _EDITIONS and len(common) >= 4)
    # "the bridge was not closed": a short sentence that is all but the whole of the other
    short = x.is_sentence and y.is_sentence and max(len(x.terms), len(y.terms)) <= 2 * len(common)
    enough = enough or (share == 1.0 and len(common) >= 2 and short)
    return share + concepts + 2 * (denied is not None) if enough else 0.0


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
