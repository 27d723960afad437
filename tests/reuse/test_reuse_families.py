"""Families: who belongs together, which document is the origin, and when nothing shows it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reuse.reuse_texts import OUTLETS, SETTINGS, doc, mark, prose

from sayso.model.nouns import Document, Family, Mark
from sayso.reuse import build_families, find_pairs

STORY = prose(1, 260)


def families(*documents: Document) -> list[Family]:
    return build_families(documents, find_pairs(documents, SETTINGS), OUTLETS, SETTINGS)


def the_family(*documents: Document) -> Family:
    (family,) = families(*documents)
    return family


def roles(family: Family) -> dict[str, str]:
    return {member.document: member.role for member in family.members}


def because(family: Family, name: str) -> str:
    return next(member.because for member in family.members if member.document == f"d-{name}")


def cut(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def page(name: str, outlet: str | None, text: str = STORY, **fields: Any) -> Document:
    return doc(name, text, outlet=outlet, **fields)


def test_a_credited_outlet_whose_document_is_there_is_the_origin() -> None:
    credit = mark("credit", "First appeared in the Estero Post", "The Estero Post")
    family = the_family(page("copy", "Valle Alto Hoy", marks=(credit,)), page("own", "Estero Post"))
    assert family.origin == "d-own"
    assert [(m.document, m.role, m.of) for m in family.members] == [
        ("d-own", "origin", None),
        ("d-copy", "copy", "d-own"),
    ]
    assert "First appeared in the Estero Post" in family.origin_basis
    assert "First appeared in the Estero Post" in because(family, "copy")
    assert family.unseen_origin is None


def test_passages_run_from_the_member_to_its_origin() -> None:
    byline = mark("wire_byline", "Agencia Norte", "Agencia Norte")
    copied = prose(8, 30) + "\n\n" + cut(STORY, 90)
    family = the_family(page("copy", "Valle Alto Hoy", copied, marks=(byline,)), page("own", "Agencia Norte"))
    member = family.members[1]
    assert (member.document, member.role, member.of) == ("d-copy", "excerpt", "d-own")
    assert member.containment == pytest.approx(90 / 120)
    (passage,) = member.passages
    assert copied[passage.start : passage.end] == STORY[passage.of_start : passage.of_end] == cut(STORY, 90)


def test_a_misleading_earlier_date_does_not_turn_a_byline_round() -> None:
    byline = mark("wire_byline", "By Agencia Norte", "Agencia Norte")
    family = the_family(
        page("copy", "Valle Alto Hoy", marks=(byline,), published="2025-05-10"),
        page("own", "Agencia Norte", published="2025-05-12T14:20:00-05:00"),
    )
    assert family.origin == "d-own"
    assert "date conflict" in because(family, "copy")
    assert "2025-05-10" in because(family, "copy")


def test_members_that_name_an_agency_the_case_does_not_hold_have_an_unseen_origin() -> None:
    tagged = f"LIMA (Agencia Norte) - {STORY}"
    dateline = mark("dateline", "LIMA (Agencia Norte)", "Agencia Norte", tagged)
    byline = mark("wire_byline", "Agencia Norte", "Agencia Norte")
    family = the_family(
        page("a", "Valle Alto Hoy", tagged, marks=(dateline,), published="2025-05-12T08:00:00Z"),
        page("b", "Puerto Courier", marks=(byline,), published="2025-05-12T09:00:00Z"),
    )
    assert (family.origin, family.unseen_origin) == (None, "Agencia Norte")
    assert "does not hold" in family.origin_basis
    assert set(roles(family).values()) == {"copy"}


def test_a_credit_is_followed_to_the_agency_that_the_credited_outlet_names() -> None:
    credit = mark("credit", "Source: Puerto Courier", "Puerto Courier")
    byline = mark("wire_byline", "Agencia Norte", "Agencia Norte")
    between = page("between", "Puerto Courier", marks=(byline,))
    last = page("last", "Valle Alto Hoy", marks=(credit,))
    assert the_family(last, between, page("own", "Agencia Norte")).origin == "d-own"
    family = the_family(last, between)
    assert (family.origin, family.unseen_origin) == (None, "Agencia Norte")


def test_an_agency_named_in_the_middle_of_a_text_does_not_speak_for_all_of_it() -> None:
    middle = f"{STORY} Somebody called the figures wrong (Agencia Norte). {prose(9, 60)}"
    tag = mark("agency_tag", "(Agencia Norte)", "Agencia Norte", middle)
    family = the_family(page("a", "Valle Alto Hoy", middle, marks=(tag,)), page("b", "Puerto Courier", middle))
    assert (family.origin, family.unseen_origin) == (None, None)


def test_two_outlets_that_credit_each_other_are_not_walked_for_ever() -> None:
    to_estero = mark("credit", "From the Estero Post", "Estero Post")
    to_valle = mark("credit", "From Valle Alto Hoy", "Valle Alto Hoy")
    family = the_family(page("a", "Valle Alto Hoy", marks=(to_estero,)), page("b", "Estero Post", marks=(to_valle,)))
    assert family.origin is None


def test_reprinted_on_makes_a_page_the_original() -> None:
    note = mark("reprinted_on", "reprinted on Valle Alto Hoy", "Valle Alto Hoy")
    family = the_family(
        page("own", "Estero Post", marks=(note,), published="2025-05-12T12:00:00Z"),
        page("copy", "Valle Alto Hoy", published="2025-05-12T10:00:00Z"),
    )
    assert family.origin == "d-own"
    assert "reprinted on Valle Alto Hoy" in family.origin_basis


def test_originally_published_without_a_name_establishes_no_origin() -> None:
    note = mark("originally_published", "This post was originally published on this site", None)
    family = the_family(
        page("a", "Estero Post", marks=(note,), published="2025-05-12T10:00:00Z"),
        page("b", "Valle Alto Hoy", published="2025-05-12T12:00:00Z"),
    )
    assert (family.origin, family.unseen_origin) == (None, None)
    assert note.quote in family.origin_basis
    assert note.quote in because(family, "a")


def test_originally_published_with_a_name_is_a_credit() -> None:
    note = mark("originally_published", "originally published by the Estero Post", "Estero Post")
    assert the_family(page("a", "Valle Alto Hoy", marks=(note,)), page("b", "Estero Post")).origin == "d-b"


@pytest.mark.parametrize(("outlet", "origin"), [("Estero Post", "d-own"), ("Valle Alto Hoy Sur", None)])
def test_a_canonical_link_counts_between_owners_and_not_between_editions_of_one(outlet: str, origin: str) -> None:
    link = mark("canonical", "https://vallealtohoy.example/a", "https://vallealtohoy.example/a")
    assert the_family(page("a", outlet, marks=(link,)), page("own", "Valle Alto Hoy")).origin == origin


@pytest.mark.parametrize(
    ("first", "second", "origin"),
    [
        ("2025-05-12T10:00:00Z", "2025-05-12T11:00:00Z", "d-a"),
        # an hour later on the clock, an hour earlier in the world
        ("2025-05-12T11:00:00+02:00", "2025-05-12T10:00:00Z", "d-a"),
        ("2025-05-12T10:00:00Z", "2025-05-12T10:00:00Z", None),
        ("2025-05-11", "2025-05-12", None),
        ("2025-05-11", "2025-05-12T10:00:00Z", None),
        ("2025-05-12T10:00:00", "2025-05-12T11:00:00", None),
        # a content system that knows the day only
        ("2025-05-12T00:00:00Z", "2025-05-12T11:00:00Z", None),
        (None, "2025-05-12T10:00:00Z", None),
        ("not a Time", "2025-05-12T10:00:00Z", None),
    ],
)
def test_times_decide_only_with_a_time_of_day_and_a_zone_on_both(
    first: str | None, second: str, origin: str | None
) -> None:
    family = the_family(page("a", "Estero Post", published=first), page("b", "Valle Alto Hoy", published=second))
    assert family.origin == origin
    assert family.unseen_origin is None


def test_a_truncated_copy_dated_a_day_before_its_origin_is_still_the_cut() -> None:
    family = the_family(
        page("cut", "Valle Alto Hoy", cut(STORY, 100), published="2025-05-11"),
        page("whole", "Estero Post", published="2025-05-12"),
    )
    assert family.origin == "d-whole"
    assert roles(family) == {"d-whole": "origin", "d-cut": "excerpt"}
    assert "date conflict" in because(family, "cut")


def test_two_identical_files_are_one_family_without_a_direction() -> None:
    family = the_family(page("a", None), page("b", None))
    assert family.origin is None
    assert family.origin_basis.startswith("not established")
    assert sorted((m.of is None, m.role, m.containment) for m in family.members) == [
        (False, "copy", 1.0),
        (True, "copy", 1.0),
    ]


def test_a_shared_quotation_is_no_family_and_the_same_words_unquoted_are() -> None:
    spoken = prose(5, 40)

    def pages(quoted: str) -> list[Document]:
        return [
            page("a", "Estero Post", f"{prose(6, 70)} {quoted} {prose(7, 60)}"),
            page("b", None, f"{prose(8, 90)} {quoted}"),
        ]

    assert find_pairs(pages(f"“{spoken}”"), SETTINGS)
    assert families(*pages(f"“{spoken}”")) == []
    assert families(*pages(f'"{spoken}"')) == []
    assert len(families(*pages(spoken))) == 1


def test_less_than_a_tenth_shared_is_no_family() -> None:
    shared = prose(5, 30)
    documents = [page("a", None, f"{prose(6, 400)} {shared}"), page("b", None, f"{shared} {prose(8, 400)}")]
    assert len(find_pairs(documents, SETTINGS)) == 1
    assert families(*documents) == []


def test_a_digest_of_two_stories_does_not_make_them_one_family() -> None:
    other = prose(2, 260)
    digest = page("digest", None, cut(STORY, 80) + "\n\n" + cut(other, 100))
    found = families(digest, page("one", None), page("two", None, other), page("copy", None, STORY + " Added."))
    assert all(not {"d-one", "d-two"} <= roles(family).keys() for family in found)
    assert {"d-two", "d-digest"} in [set(roles(family)) for family in found]
    assert {"d-one", "d-copy"} in [set(roles(family)) for family in found]


def test_what_shares_only_an_excerpts_own_words_does_not_join_the_story_that_it_excerpts() -> None:
    own = prose(3, 100)
    excerpt = page("excerpt", None, cut(STORY, 80) + "\n\n" + own)
    apart = page("apart", None, cut(own, 40) + " " + prose(4, 80))
    found = families(page("story", None), excerpt, apart)
    assert [set(roles(family)) for family in found] == [{"d-story", "d-excerpt"}]
    # the excerpt and it are a pair all the same
    assert {pair.containment > 0 for pair in find_pairs([excerpt, apart], SETTINGS)} == {True}


def test_three_reporters_on_one_event_are_no_family() -> None:
    fact = "14 people died in the fire at the Monte Claro Prison on Sunday"
    stories = [f"{prose(20 + i, 120)} At least {fact}, officials said. {prose(30 + i, 120)}" for i in range(3)]
    assert families(*(page(str(i), None, story) for i, story in enumerate(stories))) == []


def test_a_story_with_a_thousand_republications_is_one_family_of_1001() -> None:
    byline = mark("wire_byline", "Agencia Norte", "Agencia Norte")
    copies = [
        page(f"{i:04}", f"Paper {i}", f"{STORY} {prose(100 + i, 15)}", marks=(byline,) if i % 2 else ())
        for i in range(1000)
    ]
    family = the_family(*copies[:400], page("own", "Agencia Norte"), *copies[400:])
    assert family.origin == "d-own"
    assert len(family.members) == 1001
    assert {member.of for member in family.members[1:]} == {"d-own"}
    assert {member.role for member in family.members[1:]} == {"copy"}


@st.composite
def cases(draw: st.DrawFn) -> list[Document]:
    rng = random.Random(draw(st.integers(0, 5_000)))
    names = ["Agencia Norte", "Estero Post", "Valle Alto Hoy", "Puerto Courier", None]
    stories = [prose(rng.randrange(99), rng.randint(60, 160)) for _ in range(2)]
    documents = []
    for i in range(draw(st.integers(2, 7))):
        text = rng.choice(stories)
        kind = rng.randrange(4)
        if kind == 1:
            text = cut(text, rng.randint(20, 60))
        elif kind == 2:
            text = f"{cut(stories[0], 50)} {cut(stories[1], rng.randint(30, 60))}"
        marks = (mark("credit", "credit line", rng.choice(names[:4])),) if rng.random() < 0.3 else ()
        published = rng.choice([None, "2025-05-11", f"2025-05-12T0{i}:00:00Z"])
        documents.append(page(str(i), rng.choice(names), text, marks=marks, published=published))
    return documents


@settings(max_examples=80, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_families_are_the_same_in_any_order_of_the_input(documents: list[Document], rng: random.Random) -> None:
    shuffled = documents[:]
    rng.shuffle(shuffled)
    assert families(*documents) == families(*shuffled)


@settings(max_examples=80, deadline=None)
@given(cases())
def test_families_part_the_documents_and_members_are_sound(documents: list[Document]) -> None:
    texts = {document.id: document.text for document in documents}
    seen: list[str] = []
    for family in families(*documents):
        ids = [member.document for member in family.members]
        seen += ids
        assert len(ids) > 1 or any(
            mark.kind in {"originally_published", "credit"} for d in documents if d.id in ids for mark in d.marks
        )
        assert family.origin_basis
        if family.origin is not None:
            assert family.members[0].document == family.origin
        assert [m.document for m in family.members if m.role == "origin"] == ([family.origin] if family.origin else [])
        for member in family.members:
            assert member.because
            assert member.of is None or (member.of in ids and member.of != member.document)
            assert 0 < member.containment <= 1
            last = 0
            for p in member.passages:
                assert member.of is not None
                assert last <= p.start < p.end <= len(texts[member.document])
                assert 0 <= p.of_start < p.of_end <= len(texts[member.of])
                last = p.end
    assert len(seen) == len(set(seen))


def test_a_republication_that_hides_its_origin_is_a_family_of_one() -> None:
    text = "The gates of the old mill were opened again on Tuesday after a winter of repairs to its wheel and weir."
    quote = "originally published on this site"
    mark = Mark("originally_published", quote, None, len(text) + 15, len(text) + 15 + len(quote))
    hidden = Document(id="d-1", sha256="", path="one.txt", text=f"{text}\nThis post was {quote}.", marks=(mark,))
    found = families(hidden)
    assert [(f.origin, [m.role for m in f.members]) for f in found] == [(None, ["copy"])]
    assert "does not name where" in found[0].origin_basis


def test_a_republication_that_credits_an_absent_outlet_has_it_as_unseen_origin() -> None:
    text = "The gates of the old mill were opened again on Tuesday after a winter of repairs to its wheel and weir."
    mark = Mark("credit", "Republished from Diario Sur", "Diario Sur", len(text) + 1, len(text) + 28)
    copy = Document(
        id="d-1",
        sha256="",
        path="one.txt",
        text=f"{text}\nRepublished from Diario Sur.",
        outlet="El Faro Azul",
        marks=(mark,),
    )
    assert [(f.origin, f.unseen_origin) for f in families(copy)] == [(None, "Diario Sur")]


def test_copies_of_one_excerpt_belong_to_the_story_they_were_cut_from() -> None:
    # the cut is a copy of the other cut, and neither carries half of the story
    first, last = cut(STORY, 60), " ".join(STORY.split()[-70:])
    cuts = [
        page(f"{part}{i}", None, text + f" {prose(40 + i, 5)}")
        for part, text in (("x", first), ("y", last))
        for i in range(2)
    ]
    for whole in (
        [page("whole", "Estero Post")],
        [page("whole", "Estero Post"), page("again", None, STORY + " Added.")],
    ):
        family = the_family(*cuts, *whole)
        assert len(family.members) == len(cuts) + len(whole)
        assert {member.role for member in family.members if member.document[2] in "xy"} == {"excerpt"}


def test_a_slightly_shorter_copy_is_not_taken_for_a_cut() -> None:
    # 80 % of the longer is here: as well may the longer have added the rest
    family = the_family(page("short", None, cut(STORY, 208)), page("long", None))
    assert family.origin is None
    assert family.origin_basis.startswith("not established")
