"""The picture of a claim: every appearance flows from its origin to its document, and nothing overlaps."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.invented_case import cid, invented_record

from sayso.dossier.lookup import Lookup
from sayso.dossier.river import MOST_PATHS, WIDTH, draw
from sayso.dossier.views import Node, River
from sayso.model.nouns import Claim, Document, Interval, Origin, Party, Record, Span, Statement


def river(key: str) -> River:
    lookup = Lookup(invented_record())
    drawn = draw(lookup.claims[cid(key)], lookup)
    assert drawn is not None
    return drawn


def named(drawn: River, title: str) -> Node:
    (node,) = [node for node in drawn.nodes if title in node.title]
    return node


def test_origins_stand_left_doors_between_and_documents_right() -> None:
    drawn = river("daylight")
    by_kind = defaultdict(list)
    for node in drawn.nodes:
        by_kind[node.kind].append(node)
    assert [len(by_kind[kind]) for kind in ("origin", "door", "document")] == [4, 2, 8]
    assert max(n.x for n in by_kind["origin"]) < min(n.x for n in by_kind["door"])
    assert max(n.x for n in by_kind["door"]) < min(n.x for n in by_kind["document"])
    assert [head[2] for head in drawn.heads] == ["Origin", "Spoke through", "First printed by", "Appears in"]


def test_first_hand_origins_are_filled_and_labelled_and_others_are_not() -> None:
    drawn = river("daylight")
    filled = {node.title: (node.filled, node.note) for node in drawn.nodes if node.kind == "origin"}
    assert filled["Board of Visitors"] == (True, "first-hand: visit")
    assert filled["experts (The Quill)"] == (False, "origin not established")


def test_widths_count_appearances() -> None:
    drawn = river("daylight")
    heights = {node.title: node.height for node in drawn.nodes}
    assert heights["Board of Visitors"] == 5 * heights["Norte Courier"]
    assert heights["Tab 9 · The Quill"] == 2 * heights["Tab 10 · Puerto Alto Notes"]


def test_probable_ways_are_dashed_and_contradicted_ends_say_so() -> None:
    drawn = river("daylight")
    told = "\n".join(drawn.told)
    assert "through Agencia Norte, to tab 8, Daily Beacon: 1 appearance; a link of the way is only probable." in told
    assert "to tab 3, Board of Visitors: 1 appearance; contradicted." in told
    against = {node.title for node in drawn.nodes if node.against}
    assert against == {"Tab 3 · Board of Visitors", "Tab 1 · Lantern Watch"}
    assert all("contradicted" in node.note for node in drawn.nodes if node.against)
    assert sum(ribbon.dashed for ribbon in drawn.ribbons) == 4  # the rewrite's two stretches, the two unnamed sources
    assert sum(ribbon.against for ribbon in drawn.ribbons) == 2


def test_a_column_that_nothing_passes_through_is_left_out() -> None:
    assert [head[2] for head in river("denial").heads] == ["Origin", "Appears in"]


def test_a_claim_with_one_statement_has_no_river() -> None:
    lookup = Lookup(invented_record())
    assert draw(lookup.claims[cid("water")], lookup) is None


def _made(ways: list[tuple[int, int | None, int]]) -> tuple[Claim, Lookup]:
    documents = tuple(Document(f"d{n}", "0" * 64, f"{n}", "x", outlet=f"Outlet {n}") for n in range(12))
    statements, origins = [], defaultdict(list)
    for number, (origin, channel, document) in enumerate(ways):
        door = Party(f"Door {channel}", f"Door {channel}", "outlet") if channel is not None else None
        source = Party(f"O{origin}", f"O{origin}", "organisation")
        statements.append(
            Statement(
                f"s{number}", f"d{document}", 0, 1, "x", "none", source, door, "", Span("x", 0, 1), "none", 1.0, ""
            )
        )
        origins[f"O{origin}"].append(f"s{number}")
    claim = Claim(
        "c", "x", None, "", tuple(s.id for s in statements), (), Interval(0, len(origins)),
        tuple(Origin(name, "organisation", "visit" if name == "O1" else "none", tuple(ids)) for name, ids in origins.items()),
    )  # fmt: skip
    return claim, Lookup(Record("r", (), documents, (), tuple(statements), (claim,)))


_WAYS = st.lists(
    st.tuples(st.integers(0, 4), st.none() | st.integers(0, 3), st.integers(0, 11)), min_size=2, max_size=40
)


@given(_WAYS)
def test_bars_of_a_column_never_overlap_and_all_lies_inside_the_drawing(
    ways: list[tuple[int, int | None, int]],
) -> None:
    claim, lookup = _made(ways)
    drawn = draw(claim, lookup)
    assert drawn is not None
    columns = defaultdict(list)
    for node in drawn.nodes:
        columns[node.x].append(node)
        assert node.y >= 0
        assert node.y + node.height <= drawn.height
    for nodes in columns.values():
        nodes.sort(key=lambda node: node.y)
        for above, below in pairwise(nodes):
            assert above.y + above.height <= below.y + 0.11  # rounding to a tenth
    documents = [node for node in drawn.nodes if node.kind == "document"]
    origins = [node for node in drawn.nodes if node.kind == "origin"]
    assert abs(sum(n.height for n in documents) - sum(n.height for n in origins)) < 0.1 * len(drawn.nodes)
    for ribbon in drawn.ribbons:
        assert re.fullmatch(r"[MCVZ0-9. -]+", ribbon.path)
        assert all(0 <= float(number) <= max(WIDTH, drawn.height) for number in re.findall(r"[\d.]+", ribbon.path))


def test_more_ways_than_can_be_drawn_are_counted() -> None:
    claim, lookup = _made([(n % 5, n, n % 12) for n in range(MOST_PATHS + 9)])
    drawn = draw(claim, lookup)
    assert drawn is not None
    assert drawn.omitted == 9
    assert len(drawn.told) == MOST_PATHS


def test_a_statement_that_no_origin_takes_up_is_drawn_as_not_established() -> None:
    claim, lookup = _made([(0, None, 0), (1, None, 1)])
    drawn = draw(replace(claim, origins=()), lookup)
    assert drawn is not None
    assert {node.note for node in drawn.nodes if node.kind == "origin"} == {"origin not established"}
    assert all(ribbon.dashed for ribbon in drawn.ribbons)


def test_the_same_way_taken_twice_is_one_ribbon_of_twice_the_width() -> None:
    claim, lookup = _made([(1, None, 0), (1, None, 0), (2, None, 1)])
    drawn = draw(claim, lookup)
    assert drawn is not None
    heights = {node.title: node.height for node in drawn.nodes}
    assert heights["O1"] == 2 * heights["O2"]
    assert len(drawn.ribbons) == 2
    assert drawn.told[0].endswith("Outlet 0: 2 appearances.")
