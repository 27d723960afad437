"""Rewrites: a story told again in other words after a publisher it names; and what looks like one and is none."""

from __future__ import annotations

import itertools
import random

from tests.reuse.reuse_texts import OUTLETS, SETTINGS, doc, mark, prose

from sayso.model.nouns import Document, Family
from sayso.reuse import build_families, find_pairs
from sayso.reuse.anchors import Anchors, in_order, read_anchors
from sayso.reuse.rewrites import retells

WIRE = """SANTA LUMEN, 4 March (Agencia Norte) - Two women who were freed from Cerro Pardo Prison on 27 February said that the
taps of wing 3 ran dry for 19 days in January.

Ilaria Montes, 41, and Beatriz Solano, 36, shared a cell with 11 others. They drank from a tank on the roof, Montes said, and
six women fell ill. The warden, Rogelio Farfan, told Agencia Norte that the pump had failed on 8 January and that parts were
ordered from Puerto Viejo within 48 hours. An invoice dated 23 January, shown by the lawyer Tomas Echandi, names the company
Aguas del Valle and a price of 7,400 crowns.

The prison was built for 520 people in 1978. On Friday it held 1,312, according to a board at the gate. The Health Council will
send 2 inspectors next week, its speaker Nadia Ferrer said."""

RETOLD = """Thirst behind the walls

For 19 days there was nothing to drink in part of Cerro Pardo Prison, as Agencia Norte reported on Tuesday. Wing 3 had no water
at the start of the year, if one believes Ilaria Montes and Beatriz Solano, who got out on 27 February.

The pair lived with 11 cellmates. In their account 6 inmates became sick from what a rooftop tank gave. It was a broken pump,
says warden Rogelio Farfan, out of order since 8 January; he claims that replacements from Puerto Viejo were requested in 48
hours. Yet Tomas Echandi, an attorney, has a bill by Aguas del Valle for 7,400 crowns that bears the date of 23 January.

Designed in 1978 with 520 places, Cerro Pardo now has 1,312 inmates. Inspectors are due soon, Nadia Ferrer of the Health
Council announced."""

COLUMN = """We have grown used to the news from our prisons. This week Agencia Norte reported that Cerro Pardo had no water for
19 days, and the warden, Rogelio Farfan, spoke of a pump. In 2009 it was the roof of Santa Clara; in 2014 the kitchens of Monte
Alto, where 212 men went hungry; in 2019 the fire at Rio Seco, of which Judge Amalia Duarte wrote 88 pages that Minister Prado
never read. I asked Deputy Julian Costa how often the Assembly has debated the budget of 31 million since 2016. He counted four
times. A country that counts its roads in Valle Alto every 2 years can count its prisoners' glasses of water."""

OTHER_REPORTER = """Relatives of women in Cerro Pardo Prison gathered at the gate on Wednesday after they had been told that wing 3
was without water in January. Agencia Norte reported on it a day earlier.

Carmela Ruiz, 58, said that her daughter Paola wrote to her on 14 January and again on 20 January. Some 150 people signed a letter
to the Ombudsman, Hector Villar, who promised the Estero Post an answer within 10 days. Pastor Elias Bravo brought 600 bottles
from San Marcos in 3 lorries. A guard, Simon Leal, waved 2 of them through; Captain Ines Rocha sent the third back to Avenida
Libertad. The warden, Rogelio Farfan, did not come out."""


def page(name: str, outlet: str, text: str, *kinds: tuple[str, str, str], **facts: str) -> Document:
    marks = tuple(mark(kind, quote, names, text) for kind, quote, names in kinds)
    return doc(name, text, outlet=outlet, marks=marks, **facts)


def wire(name: str = "wire", **facts: str) -> Document:
    return page(name, "Agencia Norte", WIRE, ("dateline", "(Agencia Norte)", "Agencia Norte"), **facts)


def told(name: str, outlet: str, text: str, after: str = "Agencia Norte", **facts: str) -> Document:
    return page(name, outlet, text, ("cites", f"{after} reported", after), **facts)


def families(*documents: Document) -> list[Family]:
    return build_families(documents, find_pairs(documents, SETTINGS), OUTLETS, SETTINGS)


def roles(family: Family) -> dict[str, tuple[str, str | None]]:
    return {member.document: (member.role, member.of) for member in family.members}


def test_a_retelling_joins_the_story_it_names_and_shows_why() -> None:
    (family,) = families(wire(), told("retold", "Estero Post", RETOLD))
    assert roles(family) == {"d-wire": ("origin", None), "d-retold": ("rewrite", "d-wire")}
    member = family.members[1]
    assert "“Agencia Norte reported”" in member.because
    # figures and names it keeps, as many as a reader takes in
    assert "in the same order: 19, cerro, pardo, prison, 3, montes, beatriz, solano" in member.because
    assert member.passages == ()
    assert member.containment < 0.1


def test_a_column_and_another_reporters_story_are_no_rewrites() -> None:
    for text in (COLUMN, OTHER_REPORTER):
        assert "Agencia Norte" in text
        assert families(wire(), told("other", "Estero Post", text)) == []


def test_a_retelling_that_names_nobody_has_no_origin_where_no_times_tell() -> None:
    silent = RETOLD.replace("as Agencia Norte reported on Tuesday", "it was said on Tuesday")
    (family,) = families(wire(), doc("silent", silent, outlet="Estero Post"))
    assert family.origin is None
    assert "neither names it" in family.origin_basis
    (rewrite,) = (member for member in family.members if member.role == "rewrite")
    assert "it names no source" in rewrite.because
    assert "which of the two was first is not shown" in rewrite.because


def test_the_same_names_and_figures_in_another_order_are_no_retelling() -> None:
    anchors = read_anchors(WIRE)
    turned = type(anchors)(anchors.order[::-1])
    assert in_order(anchors.order, turned.order) == 1 / len(anchors.order)
    assert retells(anchors, anchors, SETTINGS)
    assert not retells(turned, anchors, SETTINGS)


def test_figures_alone_make_no_retelling() -> None:
    figures = [f"#{n}" for n in range(20)]
    for names, enough in ((["ferrer", "solano", "montes"], False), (["ferrer", "solano", "montes", "farfan"], True)):
        anchors = Anchors((*figures, *names))
        assert retells(anchors, anchors, SETTINGS) == enough


def test_order_is_the_longest_run_that_rises() -> None:
    rng = random.Random(3)
    for _ in range(100):
        first = [str(i) for i in rng.sample(range(9), 7)]
        second = [str(i) for i in rng.sample(range(9), 7)]
        shared = [one for one in first if one in second]
        best = max(
            (n for n in range(len(shared) + 1) for kept in itertools.combinations(shared, n) if _rises(kept, second)),
            default=0,
        )
        assert in_order(first, second) == (best / len(shared) if shared else 0)


def _rises(kept: tuple[str, ...], second: list[str]) -> bool:
    places = [second.index(one) for one in kept]
    return places == sorted(places)


def test_the_earlier_of_two_is_not_made_the_rewrite() -> None:
    early = told("retold", "Estero Post", RETOLD, published="2031-03-04T08:00:00+00:00")
    assert families(wire(published="2031-03-04T09:30:00+00:00"), early) == []
    # the day alone says nothing: the conflict is shown, the naming counts
    (family,) = families(
        wire(published="2031-03-04T09:30:00+00:00"), told("retold", "Estero Post", RETOLD, published="2031-03-02")
    )
    assert "date conflict: it is dated 2031-03-02" in family.members[1].because


def test_the_copies_of_a_rewrite_come_with_it() -> None:
    copy = doc(
        "copy",
        f"{RETOLD}\n\n{prose(4, 12)}",
        outlet="Puerto Courier",
        marks=(mark("credit", "Source: Estero Post", "Estero Post"),),
    )
    (family,) = families(wire(), told("retold", "Estero Post", RETOLD), copy)
    assert roles(family) == {
        "d-wire": ("origin", None),
        "d-retold": ("rewrite", "d-wire"),
        "d-copy": ("copy", "d-retold"),
    }
    assert family.origin == "d-wire"


def test_a_rewrite_stands_on_the_origin_of_a_family() -> None:
    copy = page(
        "z-copy", "Puerto Courier", WIRE + "\n\n" + prose(2, 20), ("dateline", "(Agencia Norte)", "Agencia Norte")
    )
    (family,) = families(copy, wire(), told("retold", "Estero Post", RETOLD))
    assert roles(family) == {
        "d-wire": ("origin", None),
        "d-z-copy": ("copy", "d-wire"),
        "d-retold": ("rewrite", "d-wire"),
    }


AGAIN = """No water: what is known

In wing 3 of Cerro Pardo Prison women went without water 19 days, Estero Post reported. Released on 27 February, Ilaria Montes
together with Beatriz Solano tell of 11 cellmates and a tank; 6 were ill. Rogelio Farfan, who runs the place, blames a pump that
stopped on 8 January. He says Puerto Viejo was asked for spare parts in under 48 hours. To Tomas Echandi, counsel for both,
this is a tale: Aguas del Valle charged 7,400 crowns only on 23 January. There were 520 beds in 1978; 1,312 sleep there today.
For the Health Council Nadia Ferrer has promised a visit."""


def test_a_rewrite_of_a_rewrite_is_one_family_down_to_the_origin() -> None:
    again = told("again", "Puerto Courier", AGAIN, "Estero Post")
    documents = [wire(), told("retold", "Estero Post", RETOLD), again]
    for order in itertools.permutations(documents):
        (family,) = families(*order)
        assert family.origin == "d-wire"
        assert roles(family) == {
            "d-wire": ("origin", None),
            "d-retold": ("rewrite", "d-wire"),
            "d-again": ("rewrite", "d-retold"),
        }


def test_two_that_name_one_another_are_one_family_once() -> None:
    one = told("one", "Estero Post", RETOLD.replace("Agencia Norte", "Puerto Courier"), "Puerto Courier")
    other = told("other", "Puerto Courier", AGAIN, "Estero Post")
    (family,) = families(one, other)
    assert sorted(member.role for member in family.members) == ["origin", "rewrite"]
    assert families(other, one) == [family]
