"""Offsets hold for any text, the same text gives the same statements, and hostile text ends."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.statements.invented import TABLE, page

from sayso.model.nouns import Document, Genre, Mark, Statement
from sayso.statements import Settings, tag
from sayso.statements.words import blank_quotations, find_quotations, quotation_at

PIECES = (
    "Rosa Medina|said|that|told|Diario Sur|the agency|Agencia Norte|Lantern Watch|according to|According to|the cells|have no "
    "windows|79 detainees died|more than 70|on Monday|, adding that|and determined that|denied that|She|We|the minister|The "
    "Minister of Justice,|(Diario Sur)|(|)|“|”|\"|‘|’|'|«|»|,|.|:|;|—|-|…|\n|\n\n|\t|\r\n|\u2028|U.S.|No.|In President "
    "Salinas’s proposition,|X’s claim that|reports|called|experts|who|,” said|This post was originally published on this site|"
    "é|ﬁ|İ|ß|\u202e|\u200b|\u0000|\ud800|𝟗|1.5 million|of|and|but|while"
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=80)
GENRES: st.SearchStrategy[Genre] = st.sampled_from(["news", "opinion", "report", "press_release", "unknown"])


@st.composite
def pages(draw: st.DrawFn) -> Document:
    text = draw(TEXTS)
    marks: tuple[Mark, ...] = ()
    if (at := text.find("originally published")) >= 0:
        marks = (Mark("originally_published", text[at : at + 20], None, at, at + 20),)
    outlet = draw(st.sampled_from([None, "Diario Sur", "Lantern Watch", "Ministry of Justice", "Gaceta Nueva"]))
    return page(text, genre=draw(GENRES), outlet=outlet, marks=marks)


BASIS_WORDS = (
    "Lantern Watch|which interviewed|31 former detainees|said|visited|the prison|, which|told|that|recorded|79 deaths|released "
    "from|the cells|was told|its records|it has ordered|examined|the registers|,|.|who|families|and|we|“|”"
).split("|")
BASIS_PAGES = st.lists(st.sampled_from(BASIS_WORDS), max_size=20).map(lambda words: page(" ".join(words), genre="news"))


def check_spans(document: Document, found: list[Statement]) -> None:
    text = document.text
    for one in found:
        assert one.document == document.id
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.content.start : one.content.end] == one.content.text != ""
        assert one.start <= one.content.start < one.content.end <= one.end
        for party in (one.source, one.channel):
            if party is not None and party.start is not None:
                assert party.end is not None
                assert text[party.start : party.end] == party.text != ""
            if party is not None:
                assert party.name
        if one.cue_start is not None:
            assert text[one.cue_start : one.cue_start + len(one.cue)] == one.cue != ""
            assert one.start <= one.cue_start < one.end
        for figure in one.figures:
            assert text[figure.start : figure.end] == figure.text
            assert one.content.start <= figure.start < figure.end <= one.content.end
        assert one.sentence in text
        assert one.because
        assert 0 < one.confidence <= 1
    assert len({s.id for s in found}) == len(found)
    assert found == sorted(found, key=lambda s: (s.start, s.end, s.id)), "reading order"


@given(pages())
@example(page("according to , adding that", genre="news"))
@settings(max_examples=300, deadline=None)
def test_every_span_holds_its_words_and_ids_are_unique(document: Document) -> None:
    check_spans(document, tag(document, TABLE, Settings()))


@given(pages())
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_statements(document: Document) -> None:
    assert tag(document, TABLE, Settings()) == tag(document, TABLE, Settings())


@given(pages())
@settings(max_examples=60, deadline=None)
def test_without_own_voice_the_attributions_are_the_same(document: Document) -> None:
    attributed = tag(document, TABLE, Settings(own_voice=False))
    everything = tag(document, TABLE, Settings())
    assert [s for s in everything if s in attributed] == attributed
    assert all(s.quote == "none" for s in everything if s not in attributed)


@given(pages() | BASIS_PAGES)
@example(page("Lantern Watch, which interviewed who, told that it recorded 79 deaths.", genre="news"))
@settings(max_examples=200, deadline=None)
def test_the_words_that_show_a_basis_are_the_documents_own(document: Document) -> None:
    for one in tag(document, TABLE, Settings()):
        assert bool(one.basis_quote) == (one.basis != "none")
        assert one.basis_quote in document.text


HOSTILE = {
    "400 quotations that nobody closes, in one line": "Rosa Medina said “they took 12 men from the cell. " * 400,
    "quotations that nobody closes, and cues in one sentence": ("“12 men died, Rosa Medina said " * 60 + ". ") * 5,
    "a quotation that runs on": "Rosa Medina said: “" + "They took 12 men from the cell. " * 3_000,
    "one single mark": "‘" + "a b " * 20_000,
    "cues in a sentence of 1,900 characters": "Rosa Medina said that 12 men died and " * 50 + "so.",
    "brackets in a sentence of 1,900 characters": "Rosa Medina said that it is dark " + "(" * 1_800 + ".",
    "headings without end": "Recommendations\nThe cells\n" * 5_000,
    "numbered headings": "1.1.1.1.1 " * 10_000 + "\n" + "1" * 20_000 + "\n",
    "acronyms": "Rosa Medina Watch (RMW) said no. " * 1_000,
    "appositions": "Rosa Medina, a nurse, " * 80 + "said that it is dark.",
    "relative clauses": "a man who was " * 130 + "said that it is dark.",
    "10,000 opening marks": "“" * 10_000,
    "10,000 quotations": "“a b” " * 10_000,
    "10,000 straight marks": 'said "' * 10_000,
    "10,000 single marks": "‘a " * 10_000,
    "a sentence of 50,000 characters": "Rosa Medina said that the cells are dark and " * 1_150 + "so on.",
    "one word of 50,000 characters": "said" * 12_500 + ".",
    "10,000 opening brackets": "Rosa Medina said that " + "(" * 10_000 + ".",
    "10,000 brackets of an outlet": "(Diario Sur) " * 10_000,
    "10,000 commas": "Rosa Medina" + "," * 10_000 + " said that the cells are dark.",
    "capitals without end": "Aa " * 20_000 + "Prison.",
    "digits without end": "more than " + "9" * 50_000 + " died.",
    "thousands without end": "1" + ",000" * 12_000 + " died.",
    "spaces": "Rosa Medina said" + " " * 50_000 + "that it is dark.",
    "line breaks": "Rosa Medina said\n" * 5_000,
    "control characters": "".join(map(chr, range(32))) * 500 + "Rosa Medina said that it is dark.",
    "bidi characters": "\u202eRosa Medina\u202c said \u2066that it\u2069 is dark. " * 500,
    "lone surrogates": "\ud800 Rosa Medina said that \udfff it is dark. " * 500,
    "combining marks": "Rosa Medina said that a" + "\u0301" * 50_000 + ".",
    "possessives": "X’s " * 10_000 + "claim that it is dark.",
    "originally published": "This post was originally published on " * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("genre", ["news", "report"])
def test_hostile_text_ends_with_its_spans_intact(name: str, genre: Genre) -> None:
    text = HOSTILE[name]
    at = text.find("originally published")
    marks = (Mark("originally_published", "originally published", None, at, at + 20),) if at >= 0 else ()
    document = page(text, genre=genre, outlet="Lantern Watch", marks=marks)
    check_spans(document, tag(document, TABLE, Settings()))


def test_quotations_that_nobody_closes_hold_only_their_own_words() -> None:
    for times in (100, 400, 1_600):
        text = "Rosa Medina said “they took 12 men from the cell. " * times
        found = tag(page(text, genre="news"), TABLE, Settings())
        assert len(found) == times
        # what is looked at grows with the text, not with its square
        assert sum(len(s.content.text) for s in found) <= len(text)
        assert sum(len(s.figures) for s in found) == times


def test_a_quotation_that_runs_on_is_cut_and_its_rest_is_nobodys_own_word() -> None:
    text = "Rosa Medina said: “" + "They took 12 men from the cell. " * 1_000
    (one,) = tag(page(text, genre="news", outlet="Diario Sur"), TABLE, Settings())
    assert one.source.name == "Rosa Medina"
    assert len(one.content.text) <= 4_000


QUOTED = st.lists(st.sampled_from([*'“”"«»„‘’ab \n', "said ", "a b"]), max_size=60).map("".join)


@given(QUOTED)
@settings(max_examples=400)
def test_quotations_are_in_order_apart_and_within_their_paragraph(text: str) -> None:
    last = 0
    for one in find_quotations(text):
        assert last <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        assert text[one.start] in '“"«„‘'
        assert not one.closed or text[one.end - 1] in '”"»“’'
        last = one.end


@given(QUOTED, st.integers(0, 70))
@settings(max_examples=300)
def test_the_quotation_at_an_offset_is_the_one_that_holds_it(text: str, at: int) -> None:
    found = find_quotations(text)
    assert quotation_at(found, at) == next((q for q in found if q.start <= at < q.end), None)


@given(QUOTED)
def test_blanked_quotations_leave_every_other_character_where_it_was(text: str) -> None:
    found = find_quotations(text)
    blank = blank_quotations(text, found)
    assert len(blank) == len(text)
    for at, char in enumerate(text):
        assert blank[at] == ("”" if quotation_at(found, at) else char)


def test_a_hostile_text_as_one_sentence_ends_too() -> None:
    for text in HOSTILE.values():
        document = page(text, genre="news", sentences=((0, len(text)),))
        check_spans(document, tag(document, TABLE, Settings()))
