"""Claims of figures: one place, one measure, one scope, and for an event one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.claims.measures import of_things
from sayso.claims.placing import Placed
from sayso.claims.slots import Group, Slots
from sayso.statements.concepts import load_concepts

# the news counts the same event anew for so long; after it the same place is in the news for another
_SAME_EVENT = timedelta(days=14)
# an event with a name of its own is told of longer
_SAME_NAME = timedelta(days=365)
# how much was spilled is inquired into for weeks
_SAME_SPILL = timedelta(days=60)
# two stories of one place are of one event when they open with so many of the same words
_SHARED = 2
# what counts dead fish or tonnes spilled says itself of which event it is
_SHARED_OF_THINGS = 1
_COMPARED = 8


def figure_groups(slots: Sequence[Slots]) -> list[Group]:
    """A group for each place, measure, scope and time; a statement is in the group of each of its figures, once in each."""
    groups: dict[tuple[str, ...], Group] = {}
    events: dict[tuple[str, ...], list[_Event]] = defaultdict(list)
    for one in slots:
        seen = set()
        for placed in one.figures:
            key: tuple[str, ...] = placed.key
            if placed.event:
                key = (*key, _event(events[key], one, placed))
            if key in seen:
                continue
            seen.add(key)
            figure = placed.figure
            scope = f", {figure.scope}" if figure.scope else ""
            why = f"“{figure.text}” counts {figure.measure}{scope}; about {placed.subject} ({placed.how})"
            made = Group("/".join(key), [], [], figure.measure, figure.scope, placed.subject)
            found = groups.setdefault(key, made)
            found.members.append(one)
            found.because.append(why)
    return list(groups.values())


def figure_of(group: Group, one: Slots) -> list[Placed]:
    """The figures with which a statement stands in a group of figures."""
    wanted = (group.subject, group.measure, group.scope)
    return [p for p in one.figures if (p.subject, p.figure.measure, p.figure.scope) == wanted]


@dataclass(slots=True)
class _Event:
    """What happened in one place: the time it was in the news, and the words that its stories open with."""

    name: str
    time: tuple[date, date] | None
    stories: list[frozenset[str]]
    names: set[str]

    def holds(self, one: Slots, placed: Placed, story: frozenset[str]) -> bool:
        """True for a statement from about the same time whose story has the event's name or opens with enough of its words."""
        named = placed.named in self.names
        things = of_things(placed.figure.measure)
        time, near = one.moment, _SAME_SPILL if things else _SAME_EVENT
        near = _SAME_NAME if named and not placed.named.startswith("River ") else near
        if self.time and time and not (self.time[0] - near <= time[1] and time[0] <= self.time[1] + near):
            return False
        enough = _SHARED_OF_THINGS if things else _SHARED
        return named or any(len(story & known) >= enough or story == known for known in self.stories[:_COMPARED])


def _event(known: list[_Event], one: Slots, placed: Placed) -> str:
    """The name of the event that a statement counts for, which it makes if it is none of those known."""
    concepts = load_concepts()
    # that people died in a place says nothing of how
    story = (
        one.story
        - set(concepts.terms(placed.subject))
        - {t for t in one.story if concepts.kind(t) in {"person", "event"}}
    )
    for event in known:
        if event.holds(one, placed, story):
            event.names |= {placed.named} - {""}
            times = [t for t in (event.time, one.moment) if t]
            event.time = (min(t[0] for t in times), max(t[1] for t in times)) if times else None
            if story not in event.stories:
                event.stories.append(story)
            return event.name
    name = f"{one.moment[0].isoformat() if one.moment else ''}/{one.statement.id}"
    known.append(_Event(name, one.moment, [story], {placed.named} - {""}))
    return name
