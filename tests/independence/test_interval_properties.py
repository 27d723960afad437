"""Over random provenance: a copy never counts, a witness never takes away, order does not matter, L never exceeds U."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.told import TABLE, carried, claim, family, own, page, told
from tests.independence.resolved import check

from sayso.independence import resolve
from sayso.independence.stage import Settings
from sayso.model.nouns import Basis, Claim, Document, Family, Mark, Party, PartyKind, Statement

DARK = "the cells have no daylight"
# a page cites outlets before its own, so that no two cite each other in a circle; None is nobody knows who
OUTLETS = ["Agencia Norte", "Radio Faro", "Diario Sur", "Semanario Alba", "Harbour Post", "Lantern Watch", None]
PEOPLE = ["Rosa Medina", "Ana Duarte", "Elena Paz, director of Lantern Watch,"]
UNNAMED = ["Two freed men", "Experts", "Relatives of detainees", "An official"]
BASES: list[Basis] = ["none", "experience", "visit", "hearsay"]
KINDS: dict[str, PartyKind] = {"person": "person", "unnamed": "unnamed", "outlet": "outlet"}
BYLINE = Mark("wire_byline", "By Agencia Norte", "Agencia Norte", 0, 16)


class World:
    """Documents, the statements of one claim in them, and families; prints as its texts."""

    def __init__(
        self, documents: tuple[Document, ...], statements: tuple[Statement, ...], families: tuple[Family, ...] = ()
    ) -> None:
        self.documents, self.statements, self.families = documents, statements, families

    def __repr__(self) -> str:
        placed = {m.document: (m.of, f.origin) for f in self.families for m in f.members}
        return "".join(f"\n  {d.outlet}: {d.text!r} {placed.get(d.id, '')}" for d in self.documents)

    def resolved(self) -> Claim:
        (found,) = resolve([claim(*self.statements)], self.documents, self.statements, self.families, TABLE, Settings())
        return found

    def interval(self) -> tuple[int, int]:
        found = self.resolved()
        check(found, self.documents)
        return found.independent.min, found.independent.max


@st.composite
def statements(draw: st.DrawFn, name: str) -> tuple[Document, tuple[Statement, ...]]:
    """One page with one to three statements of the claim, by templates."""
    at = draw(st.integers(0, len(OUTLETS) - 1))
    outlet, earlier = OUTLETS[at], [o for o in OUTLETS[:at] if o]
    lines: list[tuple[str, str, str, str, Basis]] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["own", "person", "unnamed", *(["outlet"] if earlier else [])]))
        pool = {"own": [""], "person": PEOPLE, "unnamed": UNNAMED, "outlet": earlier}[kind]
        source = draw(st.sampled_from(pool))
        channel = draw(st.sampled_from(["", *earlier])) if kind in {"person", "unnamed"} else ""
        basis = draw(st.sampled_from(BASES)) if kind != "outlet" else "none"
        lines.append((kind, source, channel, f"{DARK} in row {len(lines)}", basis))
    text = " ".join(
        f"{c[0].upper()}{c[1:]}." if k == "own" else f"{s} told {ch} that {c}." if ch else f"{s} said that {c}."
        for k, s, ch, c, _ in lines
    )
    marks: tuple[Mark, ...] = ()
    if draw(st.integers(0, 4)) == 4:
        text, marks = f"By Agencia Norte. {text}", (BYLINE,)
    published = draw(st.none() | st.sampled_from(["2025-05-12", "2025-05-13T10:00:00", "2025"]))
    document = page(name, text, outlet=outlet, author="Lucía Ferrán", published=published, marks=marks)
    found = []
    for kind, source, channel, content, basis in lines:
        if kind == "own":
            what = f"{content[0].upper()}{content[1:]}."
            found.append(own(document, what, basis=basis, kind="outlet" if outlet else "author"))
        else:
            found.append(told(document, content, source, kind=KINDS[kind], channel=channel, basis=basis))
    return document, tuple(found)


@st.composite
def worlds(draw: st.DrawFn, *, known: bool = False) -> World:
    """One to four pages and up to two copies of some; `known`: the origin of every copy is known."""
    pages = [draw(statements(f"p{i}")) for i in range(draw(st.integers(1, 4)))]
    world = World(tuple(d for d, _ in pages), tuple(s for _, found in pages for s in found))
    for _ in range(draw(st.integers(0, 2))):
        world = draw(republications(world, known=known or draw(st.booleans())))
    return world


@st.composite
def republications(draw: st.DrawFn, world: World, *, known: bool) -> World:
    """The world with a verbatim copy of one of its documents, by an outlet that the copied page cannot cite."""
    of = draw(st.sampled_from(world.documents))
    return republished(world, of, draw(st.sampled_from(OUTLETS[OUTLETS.index(of.outlet) :])), known=known)


def republished(world: World, of: Document, outlet: str | None, *, known: bool) -> World:
    """The world with a verbatim copy of `of`, with the same statements at the same places."""
    number = len(world.documents)
    copy = replace(of, id=f"d-copy{number}", path=f"copy{number}.txt", outlet=outlet, title=f"copy {number}")
    mine = [s for s in world.statements if s.document == of.id]
    again = [replace(s, id=f"{s.id}-copy{number}", document=copy.id, source=_speaker(s, copy)) for s in mine]
    placed = next((f for f in world.families if any(m.document == of.id for m in f.members)), None)
    member = carried(copy, of)
    if placed is None:
        families = (*world.families, family(of, [member], known=known))
    else:
        root = next(m.document for m in placed.members if m.of is None)
        aligned = replace(member, of=root)
        grown = replace(placed, members=(*placed.members, aligned))
        families = tuple(grown if f is placed else f for f in world.families)
    return World((*world.documents, copy), (*world.statements, *again), families)


def _speaker(statement: Statement, copy: Document) -> Party:
    """What a copy says in its own voice is said by its own outlet; what it attributes stays attributed."""
    if statement.quote != "none":
        return statement.source
    speaker = copy.outlet or copy.author or ""
    return Party(speaker, speaker, "outlet" if copy.outlet else "author")


@given(worlds())
@settings(max_examples=200, deadline=None)
def test_the_lower_bound_never_exceeds_the_upper_and_every_merge_is_shown(world: World) -> None:
    low, high = world.interval()
    assert 0 <= low <= high
    assert high >= 1


@given(worlds(known=True), st.data())
@settings(max_examples=300, deadline=None)
def test_a_verbatim_republication_never_raises_either_bound(world: World, data: st.DataObject) -> None:
    low, high = world.interval()
    after_low, after_high = data.draw(republications(world, known=True)).interval()
    assert after_low <= low
    assert after_high <= high


def test_words_that_lead_to_two_sources_lend_their_basis_to_one_of_them() -> None:
    """“Two freed men told Semanario Alba”, which has its own and prints another's: the basis in these words is one source's."""
    alba, sur = (
        page(n, f"Two freed men said that {DARK}.", outlet=o) for n, o in (("a", "Semanario Alba"), ("c", "Diario Sur"))
    )
    post = page("b", f"Two freed men told Semanario Alba that {DARK}.", outlet="Harbour Post")
    through = told(post, DARK, "Two freed men", kind="unnamed", channel="Semanario Alba", basis="experience")
    others = [told(document, DARK, "Two freed men", kind="unnamed") for document in (alba, sur)]
    world = World((alba, post, sur), (*others, through))
    assert world.interval() == (1, 2)
    assert republished(world, sur, "Semanario Alba", known=True).interval() == (1, 2)


@given(worlds(), st.data())
@settings(max_examples=300, deadline=None)
def test_a_republication_of_unknown_direction_never_raises_the_lower_bound(world: World, data: st.DataObject) -> None:
    """The upper bound may rise by the text whose origin is no longer known; nothing else may."""
    low, high = world.interval()
    after_low, after_high = data.draw(republications(world, known=False)).interval()
    assert after_low <= low
    assert after_high <= high + 1


@given(worlds(), st.sampled_from(OUTLETS))
@settings(max_examples=200, deadline=None)
def test_a_named_first_hand_source_never_lowers_the_lower_bound(world: World, outlet: str | None) -> None:
    text = f"Marta Solano, released in July, said that {DARK}."
    document = page("witness", text, outlet=outlet)
    witness = told(document, DARK, "Marta Solano, released in July,", basis="experience")
    before, _ = world.interval()
    after, _ = World((*world.documents, document), (*world.statements, witness), world.families).interval()
    assert after >= before


@st.composite
def shuffles(draw: st.DrawFn, world: World) -> World:
    return World(
        tuple(draw(st.permutations(world.documents))),
        tuple(draw(st.permutations(world.statements))),
        tuple(draw(st.permutations(world.families))),
    )


@given(worlds(), st.data())
@settings(max_examples=150, deadline=None)
def test_the_order_of_documents_statements_and_families_does_not_matter(world: World, data: st.DataObject) -> None:
    shuffled = data.draw(shuffles(world))
    one, two = world.resolved(), shuffled.resolved()
    assert one.independent == two.independent
    assert {frozenset(o.statements) for o in one.origins} == {frozenset(o.statements) for o in two.origins}
    assert {(r.origin, r.date) for r in one.first_said} == {(r.origin, r.date) for r in two.first_said}


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_the_same_case_gives_the_same_claim(world: World) -> None:
    assert world.resolved() == world.resolved()
