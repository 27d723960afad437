"""The picture of one claim: where it comes from, through which doors it passes, and where it appears.

Columns from left to right: origins; the outlet a source spoke to (channel); the first publication or agency that copies
come from (family); the documents. A column that nothing passes through is left out. Widths count appearances.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.dossier.lookup import Lookup
from sayso.dossier.views import Node, Ribbon, River
from sayso.dossier.words import basis_of, many
from sayso.model.nouns import Claim, Origin, Statement
from sayso.model.visible import shown

WIDTH = 960.0
MOST_PATHS = 60  # beyond it the labels of a page-high drawing no longer fit
_BAR = 9.0
_LEFT, _RIGHT = 236.0, 694.0  # bars of the first and the last column; labels stand outside of them
_UNIT = 16.0
_LABEL_HEIGHT = {"origin": 36.0, "document": 36.0, "door": 22.0, "pass": 0.0}
_GAP = {"origin": 18.0, "document": 8.0, "door": 14.0, "pass": 6.0}
_TOP = 40.0
_LETTERS = 32
_HEADS = {"origin": "Origin", "channel": "Spoke through", "family": "First printed by", "document": "Appears in"}


@dataclass(frozen=True, slots=True)
class _Path:
    """Appearances that go the same way: node keys of the columns, None where a column is passed by."""

    origin: str
    channel: str | None
    family: str | None
    document: str


@dataclass(slots=True)
class _Flow:
    count: int = 0
    dashed: bool = False
    against: bool = False
    filled: bool = False


@dataclass(slots=True)
class _Bar:
    kind: str
    name: str
    x: float
    paths: list[tuple[_Path, _Flow]] = field(default_factory=list)
    y: float = 0.0
    height: float = 0.0
    slots: dict[_Path, tuple[float, float]] = field(default_factory=dict)


def draw(claim: Claim, lookup: Lookup) -> River | None:
    """The river of a claim, None where fewer than two of its statements are in the record."""
    statements = lookup.statements_of(claim)
    if len(statements) < 2:
        return None
    flows = _flows(claim, lookup, statements)
    order = sorted(flows, key=lambda path: _order(path, flows, lookup))
    kept = order[:MOST_PATHS]
    columns = ["origin"]
    columns += [name for name in ("channel", "family") if any(getattr(path, name) for path in kept)]
    columns.append("document")
    step = (_RIGHT - _LEFT) / (len(columns) - 1)
    bars = [_bars(name, _LEFT + step * number, kept, flows) for number, name in enumerate(columns)]
    height = _place(bars, _unit(sum(flows[path].count for path in kept)))
    origins = {origin.name: origin for origin in claim.origins}
    ribbons = _ribbons(bars, kept, flows)
    return River(
        width=WIDTH,
        height=height,
        heads=tuple(_head(name, _LEFT + step * number) for number, name in enumerate(columns)),
        nodes=tuple(_node(bar, origins, lookup) for column in bars for bar in column if bar.kind != "pass"),
        ribbons=tuple(sorted(ribbons, key=lambda ribbon: (ribbon.against, ribbon.filled))),
        told=tuple(_told(path, flows[path], origins, lookup) for path in kept),
        omitted=len(order) - len(kept),
    )


def _flows(claim: Claim, lookup: Lookup, statements: list[Statement]) -> dict[_Path, _Flow]:
    against = {id_ for contradiction in claim.contradicted_by for id_ in contradiction.statements}
    flows: dict[_Path, _Flow] = defaultdict(_Flow)
    for statement in statements:
        origin = lookup.origin_of(claim, statement.id)
        name = origin.name if origin is not None else statement.source.name
        channel = statement.channel.name if statement.channel is not None else None
        channel = None if channel == name else channel
        family = _printed_by(lookup, statement.document)
        family = None if family in (name, channel) else family
        flow = flows[_Path(name, channel, family, statement.document)]
        flow.count += 1
        flow.against |= statement.id in against
        flow.filled |= origin is not None and origin.first_hand
        way = lookup.way_up(claim, statement.id)
        flow.dashed |= origin is None or not origin.established or any(merge.strength != "proven" for merge in way)
    return dict(flows)


def _printed_by(lookup: Lookup, document: str) -> str | None:
    """Who printed first what this document carries, where that is another than itself."""
    if document not in lookup.family_of:
        return None
    family, _ = lookup.family_of[document]
    if family.origin == document or (family.origin is None and family.unseen_origin is None):
        return None
    return lookup.outlet(family.origin) if family.origin is not None else f"{family.unseen_origin} (not in the case)"


def _order(path: _Path, flows: dict[_Path, _Flow], lookup: Lookup) -> tuple[object, ...]:
    mine = [(flow.filled, flow.count) for other, flow in flows.items() if other.origin == path.origin]
    filled, total = any(f for f, _ in mine), sum(count for _, count in mine)
    tab = lookup.tab(path.document) or 0
    return not filled, -total, path.origin, path.family or path.channel or "", path.channel or "", tab


def _bars(column: str, x: float, paths: list[_Path], flows: dict[_Path, _Flow]) -> list[_Bar]:
    """The bars of one column, top to bottom by what flows through them; a path that passes by gets a gap."""
    bars: dict[tuple[str, str], _Bar] = {}
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, path in enumerate(paths):
        name = getattr(path, column)
        kind = {"origin": "origin", "document": "document"}.get(column, "door") if name else "pass"
        key = (kind, name or f"{path.origin}\x00{path.channel}\x00{path.family}")
        bars.setdefault(key, _Bar(kind, key[1], x)).paths.append((path, flows[path]))
        places[key].append(place)
    return [bars[key] for key in sorted(bars, key=lambda key: sum(places[key]) / len(places[key]))]


def _unit(total: int) -> float:
    return max(4.0, min(_UNIT, 640.0 / max(total, 1)))


def _place(columns: list[list[_Bar]], unit: float) -> float:
    """Gives every bar its top and height and every path its slot; returns the drawing's height."""
    heights = []
    for bars in columns:
        for bar in bars:
            bar.height = unit * sum(flow.count for _, flow in bar.paths)
        heights.append(sum(_slot(bar) for bar in bars) + sum(_GAP[bar.kind] for bar in bars[:-1]))
    tallest = max(heights)
    for bars, height in zip(columns, heights, strict=True):
        # what a short column lacks goes between its bars as well as around them
        spread = min((tallest - height) / (len(bars) + 1), 40.0)
        y = _TOP + (tallest - height - spread * (len(bars) - 1)) / 2
        for bar in bars:
            bar.y = y + (_slot(bar) - bar.height) / 2
            at = bar.y
            for path, flow in bar.paths:
                bar.slots[path] = (at, at + unit * flow.count)
                at += unit * flow.count
            y += _slot(bar) + _GAP[bar.kind] + spread
    return round(_TOP + tallest + 16.0, 1)


def _slot(bar: _Bar) -> float:
    # a door's label stands above its bar; the bar is centred, so the room is needed twice
    return bar.height + 2 * _LABEL_HEIGHT["door"] if bar.kind == "door" else max(bar.height, _LABEL_HEIGHT[bar.kind])


def _ribbons(columns: list[list[_Bar]], paths: list[_Path], flows: dict[_Path, _Flow]) -> list[Ribbon]:
    """One ribbon a path from each drawn bar to the next; where a column is passed by it only bends."""
    stations: dict[_Path, list[_Bar]] = defaultdict(list)
    for bars in columns:
        for bar in bars:
            for path, _ in bar.paths:
                stations[path].append(bar)
    ribbons = []
    for path in paths:
        flow, run = flows[path], [stations[path][0]]
        for bar in stations[path][1:]:
            run.append(bar)
            if bar.kind != "pass":
                ribbons.append(Ribbon(_outline(run, path), path.origin, flow.dashed, flow.against, flow.filled))
                run = [bar]
    return ribbons


def _outline(run: list[_Bar], path: _Path) -> str:
    """SVG path data: along the upper edges from left to right, back along the lower ones."""
    xs = [run[0].x + _BAR, *(bar.x for bar in run[1:])]
    tops = [bar.slots[path][0] for bar in run]
    lows = [bar.slots[path][1] for bar in run]
    there = "".join(_curve(*pair) for pair in pairwise(zip(xs, tops, strict=True)))
    back = "".join(_curve(*pair) for pair in pairwise(list(zip(xs, lows, strict=True))[::-1]))
    return f"M{xs[0]:.1f} {tops[0]:.1f}{there}V{lows[-1]:.1f}{back}Z"


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    middle = (start[0] + end[0]) / 2
    return f"C{middle:.1f} {start[1]:.1f} {middle:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"


def _head(column: str, x: float) -> tuple[float, str, str]:
    anchor = {"origin": "end", "document": "start"}.get(column, "middle")
    shift = {"origin": -30.0, "document": _BAR + 12.0}.get(column, _BAR / 2)
    return round(x + shift, 1), anchor, _HEADS[column]


def _node(bar: _Bar, origins: dict[str, Origin], lookup: Lookup) -> Node:
    flows = [flow for _, flow in bar.paths]
    count = sum(flow.count for flow in flows)
    title, note = bar.name, ""
    filled = any(flow.filled for flow in flows) if bar.kind == "origin" else False
    if bar.kind == "origin":
        note = basis_of(origins[bar.name]) if bar.name in origins else "origin not established"
        if bar.name in origins and not origins[bar.name].established:
            note = f"origin not established; {note}" if filled else "origin not established"
    elif bar.kind == "document":
        date = lookup.dated(bar.name)[0][:10]  # the hour stands in the table below
        title = f"Tab {lookup.tab(bar.name)} · {lookup.outlet(bar.name)}"
        note = f"{date} · {many(count, 'appearance')}" if count > 1 else date
    against = bar.kind == "document" and any(flow.against for flow in flows)
    note = f"{note} · contradicted" if against else note
    text_x = {"origin": bar.x - 30.0, "document": bar.x + _BAR + 12.0}.get(bar.kind, bar.x + _BAR / 2)
    name = shown(title, _LETTERS if bar.kind == "document" else _LETTERS - 6)
    place = round(bar.x, 1), round(bar.y, 1), round(bar.height, 1)
    return Node(bar.kind, shown(title), name, shown(note, 48), *place, round(text_x, 1), filled, against)


def _told(path: _Path, flow: _Flow, origins: dict[str, Origin], lookup: Lookup) -> str:
    origin = origins.get(path.origin)
    how = basis_of(origin) if origin is not None and origin.established else "origin not established"
    doors = "".join(f", through {door}" for door in (path.channel, path.family) if door)
    link = "; a link of the way is only probable" if flow.dashed and origin is not None and origin.established else ""
    against = "; contradicted" if flow.against else ""
    where = f"tab {lookup.tab(path.document)}, {lookup.outlet(path.document)}"
    return f"{path.origin} ({how}){doors}, to {where}: {many(flow.count, 'appearance')}{link}{against}."
