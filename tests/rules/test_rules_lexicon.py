"""Finding a topic's terms: the index against a plain scan, and the cases that matter to a reader."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.rules import bundled
from sayso.rules.language import Term, Topic
from sayso.rules.lexicon import Lexicon, Unit, fold, fold_phrase

DARK = Topic(
    "dark",
    (Term((("windowless cell*",),)), Term((("cell*", "block"), ("no daylight", "lack* daylight", "sin luz natural")))),
    ("false that",),
)
_WORDS = st.sampled_from(
    ["cell", "cells", "cellar", "block", "no", "daylight", "lacks", "windowless", "false", "that", "x"]
)
_TEXT = st.lists(_WORDS, max_size=12).map(" ".join)


def _has(phrase: str, text: str) -> bool:
    """The slow way: a regular expression over the folded text, word by word."""
    words = [re.escape(word[:-1]) + r"\S*" if word.endswith("*") else re.escape(word) for word in fold_phrase(phrase)]
    return re.search(r"(?<!\S)" + " ".join(words) + r"(?!\S)", " ".join(fold(text))) is not None


def _oracle(topic: Topic, unit: Unit) -> bool:
    def anywhere(phrase: str) -> bool:
        return _has(phrase, unit.content) or _has(phrase, unit.around)

    def term(term: Term) -> bool:
        groups = [[phrase for phrase in group if anywhere(phrase)] for group in term.groups]
        return all(groups) and any(_has(phrase, unit.content) for group in groups for phrase in group)

    return any(map(term, topic.terms)) and not any(map(anywhere, topic.not_terms))


@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=6))
def test_the_index_finds_what_a_plain_scan_finds(texts: list[tuple[str, str]]) -> None:
    units = [Unit(content, around) for content, around in texts]
    found, cancelled = Lexicon(units).find(DARK)
    assert found == {number for number, unit in enumerate(units) if _oracle(DARK, unit)}
    assert not found & cancelled


@pytest.mark.parametrize(
    ("content", "around", "on_topic"),
    [
        ("Forty CELLS have no daylight", "", True),
        ("no daylight", "In the cells there is no daylight", True),
        ("the cells were clean", "The board saw no daylight, and he said the cells were clean", True),
        ("the food is good", "The cells have no daylight and the food is good", False),
        ("cells with no-daylight", "", True),
        ("the block’s daylight", "", False),
        ("Las celdas están sin luz natural; cells", "", True),
        ("It is false that cells have no daylight", "", False),
        ("no cell has daylight", "", False),
        ("cells: no", "daylight", False),
        ("", "", False),
    ],
)
def test_terms_are_words_in_order_inside_one_statement(content: str, around: str, on_topic: bool) -> None:
    found, _ = Lexicon([Unit(content, around)]).find(DARK)
    assert (found == {0}) is on_topic


def test_case_accents_hyphens_and_the_possessive_do_not_matter() -> None:
    assert fold("Prisión’s Sin-Luz") == fold("prision SIN LUZ")
    assert fold_phrase("lack* daylight") == ["lack*", "daylight"]


@pytest.mark.parametrize(
    ("text", "on_topic"),
    [
        ("The 48 cells had no windows and admitted no daylight.", True),
        ("Natural light never gets into block 4.", True),
        ("Rooms in the block lack any window.", True),
        ("Inmates are held in windowless concrete boxes.", True),
        ("Las celdas del bloque no tienen ventanas ni reciben luz natural.", True),
        ("Prisoners say they have not seen a lawyer.", False),
        ("Months without daylight ruin sleep.", False),
        ("Every cell has a window.", False),
        ("No cell is without daylight.", False),
        ("Cells had no daylight before the renovation.", False),
        ("The cells are cold, and the budget was debated in daylight.", False),
    ],
)
def test_the_bundled_daylight_terms_find_what_a_reader_would(text: str, on_topic: bool) -> None:
    (topic,) = [rule.topic for rule in bundled() if rule.id == "daylight"]
    found, _ = Lexicon([Unit(text, text)]).find(topic)
    assert (found == {0}) is on_topic
