"""What the patterns and the trained model find together: who wins where they differ, and that each alone is not lost."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.statements.invented import TABLE, page

from sayso.statements import Settings, tag
from sayso.statements.__main__ import main
from sayso.statements.clauses import Sentence
from sayso.statements.combining import combined
from sayso.statements.confidence import confidence_of
from sayso.statements.found import Found
from sayso.statements.learned import Learned
from sayso.statements.trained import Page
from sayso.statements.words import split_words

TEXT = "Ana Ruiz said that the cells were dark, and the register records 41 episodes of thirst in the north wing."
SAID = Found((0, 8), (9, 13), (14, 38), "that", 0.85)


def learned(*found: Found) -> Learned:
    return Learned({0: list(found)}, Page([], [], np.zeros(0, np.float32)))


def sentence(text: str = TEXT) -> Sentence:
    return Sentence(text, 0, len(text), tuple(split_words(text, 0, len(text))), ())


def test_without_a_model_the_patterns_stand() -> None:
    assert combined(sentence(), [SAID], 0, None) == [SAID]


def test_what_both_have_is_one_and_surer_than_either() -> None:
    (one,) = combined(sentence(), [SAID], 0, learned(Found((0, 8), (9, 13), (14, 70), "model", 0.9)))
    assert (one.content, one.by) == (SAID.content, "both")
    assert confidence_of(one) > max(confidence_of(replace(one, by="model")), confidence_of(replace(one, by="patterns")))


def test_confidence_grows_with_sureness_and_is_no_certainty() -> None:
    for by in ("both", "model", "patterns"):
        sure = [confidence_of(replace(SAID, confidence=p, by=by)) for p in (0.0, 0.2, 0.5, 0.9, 1.0)]
        assert sure == sorted(sure)
        assert 0 < sure[0] < sure[-1] < 1
    assert confidence_of(SAID) == SAID.confidence


def test_the_models_edges_win_where_no_word_shows_the_patterns() -> None:
    weak = Found((0, 8), (9, 13), (14, 30), "object", 0.55)
    (sure,) = combined(sentence(), [weak], 0, learned(Found((0, 8), (9, 13), (14, 38), "model", 0.9)))
    (unsure,) = combined(sentence(), [weak], 0, learned(Found((0, 8), (9, 13), (14, 38), "model", 0.4)))
    assert (sure.content, unsure.content) == ((14, 38), (14, 30))


def test_a_weak_pattern_alone_stands_only_where_it_shows_itself() -> None:
    at = TEXT.index("the register")
    records = Found((at, at + 12), (at + 13, at + 20), (at + 21, len(TEXT) - 1), "object", 0.55)
    shown = TEXT.replace("41 episodes", "no episode ")
    (kept,) = combined(sentence(), [records], 0, learned())
    assert (kept.content, kept.by) == (records.content, "patterns")
    assert combined(sentence(shown), [records], 0, learned()) == []


def test_what_the_model_alone_has_needs_to_be_sure_and_to_have_a_source() -> None:
    one = Found((0, 8), (9, 13), (14, 38), "model", 0.9)
    assert combined(sentence(), [], 0, learned(one)) == [one]
    assert combined(sentence(), [], 0, learned(Found((0, 8), (9, 13), (14, 38), "model", 0.4))) == []
    assert combined(sentence(), [], 0, learned(Found(None, (9, 13), (14, 38), "model", 0.9))) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # no pattern knows these cues
        (
            "The findings drew a stark picture, Ana Ruiz stressed on Monday.",
            "Ana Ruiz",
            "The findings drew a stark picture",
        ),
        (
            "Ana Ruiz was adamant that nobody had been fed for two days.",
            "Ana Ruiz",
            "that nobody had been fed for two days",
        ),
    ],
)
def test_statements_have_what_no_pattern_knows(text: str, source: str, content: str) -> None:
    found = [(s.source.name, s.content.text) for s in tag(page(text), TABLE, Settings())]
    assert found == [(source, content)]


@given(
    st.lists(
        st.sampled_from(
            [
                "Ana Ruiz",
                "the ministry",
                "said",
                "told",
                "Radio Faro",
                "that",
                "“",
                "”",
                '"',
                ",",
                ".",
                "41",
                "\n",
                "denied",
                "(",
                ")",
            ]
        ),
        max_size=60,
    ).map(" ".join)
)
def test_every_span_holds_its_text_and_one_cue_is_one_statement(text: str) -> None:
    found = tag(page(text), TABLE, Settings())
    for one in found:
        for span in (one.content, *one.pieces):
            assert text[span.start : span.end] == span.text
        if one.cue_start is not None:
            assert text[one.cue_start : one.cue_start + len(one.cue)] == one.cue
    cues = sorted((s.cue_start, s.cue_start + len(s.cue)) for s in found if s.cue_start is not None)
    assert all(before[1] <= after[0] for before, after in pairwise(cues))


def test_the_model_alone_marks_as_polnear_does(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        json.dumps({"name": "a", "text": "Ana Ruiz said that the cells were dark."}) + "\n", encoding="utf-8"
    )
    assert main([str(source), "-o", str(out), "--manner", "polnear"]) == 0
    (row,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert row["attributions"] == [{"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 38]], "channel": []}]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We are tired of waiting.” -Ana Ruiz", "Ana Ruiz"),
        ("The gate was shut.\n“We are tired of waiting.” — Ana Ruiz, nurse\n\nThe road too.", "Ana Ruiz"),
    ],
)
def test_a_signed_quotation_is_of_who_signs_it(text: str, name: str) -> None:
    (found,) = tag(page(text), TABLE, Settings())
    assert (found.source.name, found.content.text) == (name, "“We are tired of waiting.”")


@pytest.mark.parametrize(
    "text",
    [
        "“We are tired of waiting.” - and nobody came.",
        "Some call it “the waiting” - Ana Ruiz",
        "The gate was shut - Ana Ruiz",
        "Did the ministry say that the cells were full?",
        "Who told Ana Ruiz that the cells were full?",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert tag(page(text), TABLE, Settings()) == []


def test_what_a_relative_clause_reports_ends_with_it() -> None:
    (found,) = tag(
        page("The Ministry of Justice, which said in May that 40 men had died, now counts none."), TABLE, Settings()
    )
    assert (found.source.name, found.content.text) == ("Ministry of Justice", "that 40 men had died")


@pytest.mark.parametrize(
    "text",
    [
        "The ombudsman’s office (PDDH) wrote that 12 men died. PDDH said that none of the deaths was explained.",
        "PDDH (Human Rights Ombudsperson) wrote that 12 men died. The Human Rights Ombudsperson said that none was explained.",
    ],
)
def test_an_acronym_in_or_before_a_bracket_is_one_source(text: str) -> None:
    first, second = tag(page(text), TABLE, Settings())
    assert first.source.name == second.source.name


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz did not say where the men were held.",
        "The ministry declined to say whether the cells were full.",
        "The ministry neither confirmed nor denied that 40 men had died.",
    ],
)
def test_who_kept_silent_said_nothing(text: str) -> None:
    assert tag(page(text), TABLE, Settings()) == []


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("The ministry denied that crimes were committed.", True),
        ("The ministry does not deny that crimes were committed.", False),
        ("The minister has never denied that men died.", False),
    ],
)
def test_a_denial_that_is_denied_is_none(text: str, denies: bool) -> None:
    (found,) = tag(page(text), TABLE, Settings())
    assert found.denies is denies


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Diario Sur said, citing a hospital official, that 40 men had died.", "hospital official"),
        ("According to Diario Sur, which cited the Ministry of Justice, 40 men had died.", "Ministry of Justice"),
        ("Radio Faro reported that 40 men had died, citing Ana Ruiz.", "Ana Ruiz"),
    ],
)
def test_whom_an_outlet_cites_is_the_source_and_the_outlet_the_channel(text: str, source: str) -> None:
    (found,) = tag(page(text), TABLE, Settings())
    assert found.source.name == source
    assert found.channel is not None
    assert found.channel.kind == "outlet"


@pytest.mark.parametrize(
    "text",
    [
        "Radio Faro said, citing a lack of water, that the gate was shut.",
        "Ana Ruiz said, citing the law, that the gate was shut.",
    ],
)
def test_reasons_are_no_sources(text: str) -> None:
    assert {s.source.name for s in tag(page(text), TABLE, Settings())} <= {"Radio Faro", "Ana Ruiz"}


@pytest.mark.parametrize(
    "text",
    [
        "14:48 The Interior Ministry said that the gate was shut.",
        "48 The Interior Ministry said that the gate was shut.",
    ],
)
def test_a_clock_before_a_source_is_not_its_name(text: str) -> None:
    assert [s.source.name for s in tag(page(text), TABLE, Settings())] == ["Interior Ministry"]
