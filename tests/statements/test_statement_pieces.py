"""Contents that a cue cuts in two, and quotations that go on without one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract import split_sentences
from sayso.model.nouns import Document, Statement
from sayso.outlets import OutletTable
from sayso.statements import tag
from sayso.statements.tagger import Settings

TABLE = OutletTable.load()


def read(text: str) -> list[Statement]:
    document = Document("d", "", "d", text, sentences=split_sentences(text))
    return tag(document, TABLE, Settings(own_voice=False))


@pytest.mark.parametrize(
    ("text", "content", "pieces"),
    [
        ("“We waited,” Ana Ruiz said, “for two days.”", "“for two days.”", ["“We waited,”"]),
        ("“We waited at the gate,” Ana Ruiz said, “all night.”", "“We waited at the gate,”", ["“all night.”"]),
        ("The gate, the guard said, was shut.", "was shut", ["The gate"]),
        ('"It is late," said Ana Ruiz, a nurse, "and nobody has come."', '"and nobody has come."', ['"It is late,"']),
        ("“I am here,” Ana Ruiz said.", "“I am here,”", []),
        ("The gate was shut, the guard said, and left.", "The gate was shut", []),
        ("“I am here,” Ana Ruiz said. “Go home,” said her brother.", "“I am here,”", []),
    ],
)
def test_a_content_on_both_sides_of_its_cue_is_one(text: str, content: str, pieces: list[str]) -> None:
    first = read(text)[0]
    assert (first.content.text, [piece.text for piece in first.pieces]) == (content, pieces)
    for piece in (first.content, *first.pieces):
        assert text[piece.start : piece.end] == piece.text
        assert first.start <= piece.start < piece.end <= first.end


def test_a_quotation_that_goes_on_is_said_by_the_same_source_a_sentence_a_statement() -> None:
    text = (
        "“Nobody came,” said Ana Ruiz, who was held there in May. “We ate 12 seeds. Then we left.” The mayor did not answer. "
        "“A title of nobody.”"
    )
    first, *more = read(text)
    assert [one.content.text for one in more] == ["“We ate 12 seeds.", "Then we left.”"]
    for one in more:
        assert (one.continues, one.source.name, one.cue, one.cue_start) == (first.id, first.source.name, "", None)
        assert (one.basis, one.quote) == (first.basis, "direct") == ("experience", "direct")
        assert text[one.content.start : one.content.end] == one.content.text
    assert [figure.text for figure in more[0].figures] == ["12 seeds"] or more[0].figures


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz said that nobody came. “A title,” it says on the cover of the book that lay there.",
        "“Nobody came,” Ana Ruiz said. The street was empty. “Closed on Mondays.”",
        "“Nobody came,” Ana Ruiz said.\n\n“A caption under another picture.”",
        "“Nobody came,” Ana Ruiz said. “It was cold,” said her brother.",
    ],
)
def test_what_somebody_else_says_or_nobody_is_not_what_goes_on(text: str) -> None:
    assert [one for one in read(text) if one.continues] == []


def test_a_quotation_left_open_at_the_end_of_a_paragraph_goes_on_in_the_next() -> None:
    text = "“Nobody came,” Ana Ruiz said. “We ate the seeds.\n\n“Then we left the house. It was empty.”"
    first, *more = read(text)
    assert [one.content.text for one in more] == ["“We ate the seeds.", "“Then we left the house.", "It was empty.”"]
    assert {one.continues for one in more} == {first.id}


PARTS = ["“", "”", '"', "Ana Ruiz", " said", ", ", ". ", "\n\n", "we left", "The gate", " 12 men"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_pieces_never_overlap_and_index_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    for one in read(text):
        spans = sorted((piece.start, piece.end) for piece in (one.content, *one.pieces))
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert all(text[piece.start : piece.end] == piece.text for piece in (one.content, *one.pieces))
