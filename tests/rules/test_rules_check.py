"""Rules applied to evidence: the three results, the window, what was known, denials, and a slow oracle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.rule_facts import PRISON, Told, contradicted, record, rule_text

from sayso.errors import RuleError
from sayso.model.nouns import FIRST_HAND, Basis, Claim, Contradiction, Finding, Interval, Record, Span
from sayso.rules import Rule, check, loads
from sayso.rules.language import SubjectKind
from sayso.rules.subjects import Subjects

AS_OF = "2025-06-01"
COVERED = [f"{PRISON}: NGO reports and the press, 2023 to 2025"]


def rule(more: str = "") -> Rule:
    return loads(rule_text(more))[0]


def one(
    rec: Record,
    *,
    more: str = "",
    coverage: Sequence[str] = (),
    known: dict[str, str] | None = None,
    as_of: str = AS_OF,
) -> Finding:
    (finding,) = check([rule(more)], rec, as_of, coverage, known, today=date(2026, 1, 1))
    return finding


def numbers(finding: Finding) -> tuple[str, int, int]:
    return finding.result, finding.independent.min, finding.independent.max


def test_two_first_hand_origins_meet_it() -> None:
    finding = one(record(Told("Board", "visit"), Told("Watch", "interview")))
    assert numbers(finding) == ("met", 2, 2)
    assert finding.says == f"{PRISON} has dark cells."
    assert finding.would_settle == ""


def test_one_source_through_five_doors_is_one_source() -> None:
    doors = [Told("Watch", through=f"Outlet {number}") for number in range(5)]
    finding = one(record(Told("Watch", "visit"), *doors), coverage=COVERED)
    assert numbers(finding) == ("not_met", 1, 1)
    assert finding.says.startswith("Not met, on what was searched: “")


def test_an_end_without_a_visible_basis_adds_to_the_upper_number_only() -> None:
    finding = one(record(Told("Board", "visit"), Told("experts", kind="unnamed")), coverage=COVERED)
    assert numbers(finding) == ("insufficient", 1, 2)
    assert "today 1 of 2: Board (visit)" in finding.would_settle
    assert "experts" in finding.would_settle


def test_silence_is_never_evidence() -> None:
    few = record(Told("Board", "visit"))
    assert one(few).result == "insufficient"
    assert "silence is not evidence" in one(few).because[-1]
    assert one(few, coverage=COVERED).result == "not_met"


def test_coverage_counts_for_its_own_subject_and_rule_only() -> None:
    few = record(Told("Board", "visit"))
    for line in ("no colon", f"{PRISON}:", f"{PRISON} / other-rule: everything"):
        assert one(few, coverage=[line]).result == "insufficient", line
    assert one(few, coverage=[f"{PRISON.upper()} / dark: everything"]).result == "not_met"
    results = {f.subject: f.result for f in check([rule()], few, AS_OF, ["Sur Prison: everything"])}
    assert results == {PRISON: "insufficient", "Sur Prison": "not_met"}


def test_the_window_is_closed_at_both_ends_and_partial_dates_count_only_upwards() -> None:
    for published, expected in (
        ("2023-05-31", (0, 0)),
        ("2023-06-01", (1, 1)),
        ("2025-06-01", (1, 1)),
        ("2025-06-02", (0, 0)),
        ("2024", (1, 1)),
        ("2023", (0, 1)),
        ("2025", (0, 1)),
        ("2023-06", (1, 1)),
        ("2024-02-30", (0, 1)),
        (None, (0, 1)),
    ):
        finding = one(record(Told("Board", "visit", published)))
        assert (finding.independent.min, finding.independent.max) == expected, published


def test_an_undated_document_stands_on_the_day_it_was_received_and_says_so() -> None:
    rec = record(Told("Board", "visit", None))
    finding = one(rec, known={"d0": "2025-04-02T10:00:00Z"})
    assert (finding.independent.min, finding.independent.max) == (1, 1)
    assert any("undated, received 2025-04-02" in line for line in finding.because)
    assert one(record(Told("Board", "visit", None, received="2025-04-02T10:00:00Z"))).independent == Interval(1, 1)


def test_a_date_after_receipt_is_not_obeyed() -> None:
    finding = one(record(Told("Board", "visit", "2025-08-01")), known={"d0": "2025-04-02T10:00:00Z"})
    assert finding.independent.min == 1
    assert any("dated 2025-08-01, yet received 2025-04-02" in line for line in finding.because)


def test_what_the_case_received_later_is_left_out_of_a_past_day_and_shown() -> None:
    rec = record(Told("Board", "visit"), Told("Watch", "visit"))
    known = {"d0": "2025-04-01T00:00:00Z", "d1": "2025-07-01T00:00:00Z"}
    finding = one(rec, known=known)
    assert numbers(finding) == ("insufficient", 1, 1)
    assert any(line.startswith("Left out, because the case received it only on 2025-07-01") for line in finding.because)
    assert one(rec, known=known, as_of="2025-07-02").result == "met"
    (today,) = check([rule()], rec, AS_OF, known=known, today=date(2025, 6, 1))
    assert today.result == "met"


def test_a_basis_seen_only_outside_the_window_does_not_carry_over() -> None:
    finding = one(record(Told("Board", "visit", "2019-01-01"), Told("Board", "none", "2025-03-01")))
    assert (finding.independent.min, finding.independent.max) == (0, 1)


def test_other_words_in_the_same_claim_count_upwards_only() -> None:
    finding = one(record(Told("Board", "visit"), Told("Watch", "visit", says="It is a dungeon.")))
    assert (finding.independent.min, finding.independent.max) == (1, 2)
    assert any("in other words than the rule's terms" in line for line in finding.because)


def _denied(weight: str = "list") -> Finding:
    rec = record(
        Told("Board", "visit"),
        Told("Watch", "visit"),
        Told("Ministry", kind="government", denies=True, claim=1, basis="official_act"),
    )
    says, denies = rec.claims
    says = replace(says, contradicted_by=(contradicted(says, "c1", "s0", "s2"),))
    denies = replace(denies, contradicted_by=(contradicted(denies, "c0", "s2", "s0"),))
    return one(replace(rec, claims=(says, denies)), more=f"    contradictions: {weight}")


def test_a_denial_is_always_shown_never_counted_and_blocks_only_where_the_rule_says_so() -> None:
    listed, blocked = _denied(), _denied("block")
    assert numbers(listed) == ("met", 2, 2)
    assert numbers(blocked) == ("insufficient", 2, 2)
    for finding in (listed, blocked):
        assert finding.adverse == ("c1",)
        assert any(line.startswith("Against it, denied by Ministry") and "s2" in line for line in finding.because)
    assert "answer to the denial by Ministry" in blocked.would_settle


def test_a_denial_alone_gives_no_source() -> None:
    finding = one(record(Told("Ministry", "official_act", kind="government", denies=True)))
    assert numbers(finding) == ("insufficient", 0, 0)


def test_a_source_that_denies_elsewhere_does_not_count_in_the_lower_number() -> None:
    finding = one(record(Told("Ministry", "visit"), Told("Ministry", denies=True, claim=1)))
    assert (finding.independent.min, finding.independent.max) == (0, 1)


def test_a_denial_by_a_minister_is_the_ministrys_where_the_claim_says_so() -> None:
    rec = record(Told("Ministry", "visit"), Told("Minister Ruiz", kind="person", denies=True, claim=1))
    says, denies = rec.claims
    denies = replace(denies, origins=(replace(denies.origins[0], name="Ministry"),))
    assert one(replace(rec, claims=(says, denies))).independent == Interval(0, 1)


def test_a_press_release_that_turns_the_words_around_is_a_denial_and_elsewhere_it_is_silence() -> None:
    says = "It is false that cells have no daylight."
    release = one(record(Told("Board", "visit"), Told("Ministry", says=says, genre="press_release", claim=1)))
    assert release.adverse == ("c1",)
    news = one(record(Told("Board", "visit"), Told("Ministry", says=says, claim=1)))
    assert news.adverse == ()
    assert news.independent == Interval(1, 1)


def test_a_denial_younger_than_the_day_asked_for_is_not_there_yet() -> None:
    finding = one(record(Told("Board", "visit"), Told("Ministry", denies=True, claim=1, published="2025-07-01")))
    assert finding.adverse == ()


def test_a_rule_speaks_of_no_person_and_of_no_other_kind_of_subject() -> None:
    rec = record(
        Told("Marta Ruiz", kind="person", subject="Marta Ruiz"),
        Told("A", subject="Ruiz"),
        Told("B", subject="Ministry of Justice"),
    )
    assert check([rule()], rec, AS_OF, ["Marta Ruiz: everything"]) == []


def test_restrictions_on_basis_and_kind_of_source_hold() -> None:
    rec = record(
        Told("Board", "visit"), Told("Watch", "own_count"), Told("Ministry", "official_act", kind="government")
    )
    assert one(rec).independent == Interval(3, 3)
    assert one(rec, more="    basis: [visit]").independent == Interval(1, 3)
    assert one(rec, more="    source_kinds: [organisation]").independent == Interval(2, 2)


def test_unnamed_sources_add_no_more_than_one_claim_grants_them() -> None:
    told = [Told(f"a guard (Outlet {n})", "experience", kind="unnamed", claim=n) for n in range(3)]
    assert one(record(*told)).independent == Interval(1, 3)


def test_the_lower_number_never_exceeds_what_the_claims_say_themselves() -> None:
    rec = record(Told("Board", "visit"), Told("Watch", "visit"))
    (claim,) = rec.claims
    assert one(replace(rec, claims=(replace(claim, independent=Interval(1, 2)),))).independent == Interval(1, 2)


def test_statements_without_an_origin_count_upwards_as_ends_of_their_own() -> None:
    rec = record(Told("Board", "visit"), Told("Board", "visit"))
    (claim,) = rec.claims
    finding = one(replace(rec, claims=(replace(claim, origins=(), independent=Interval(0, 0)),)))
    assert finding.independent == Interval(0, 2)
    assert any("origin not established" in line for line in finding.because)


def test_the_trace_names_who_through_whom_when_and_quotes_the_passage() -> None:
    finding = one(record(Told("Board", "visit", through="Norte Courier"), Told("Watch")))
    assert (
        "Board, through Norte Courier, visit: “The cells have no daylight.” (Outlet 0, 2025-03-01, s0)."
        in finding.because
    )
    assert "asks for at least 2 independent sources" in finding.because[0]
    assert "published from 2023-06-01 to 2025-06-01" in finding.because[0]


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(RuleError, match="is not a day"):
        check([rule()], record(), "June 2025")
    with pytest.raises(RuleError, match="is not a day"):
        check([rule()], record(), "2025-06")


_BASES: list[Basis] = ["none", "visit", "own_count", "hearsay"]
_TOLD = st.builds(
    Told,
    source=st.sampled_from(["A", "B", "C", "D"]),
    basis=st.sampled_from(_BASES),
    published=st.sampled_from(["2020-01-01", "2024-01-01", "2025-06-01", "2025-06-02"]),
    subject=st.sampled_from(["North Prison", "South Prison"]),
    claim=st.integers(0, 2),
    denies=st.booleans(),
)


def _expected(told: list[Told], subject: str, searched: bool) -> tuple[str, int, int]:
    """The meaning of a rule, written out the long way: first from the statements, then from the claims' own numbers."""
    mine = [line for line in told if line.subject == subject]
    said = [line for line in mine if not line.denies and "2023-06-01" <= (line.published or "") <= AS_OF]
    deniers = {line.source for line in mine if line.denies and (line.published or "") <= AS_OF}
    first_hand = {line.source for line in said if line.basis in FIRST_HAND} - deniers
    granted = 0
    for claim in {line.claim for line in said}:
        granted += len({line.source for line in mine if line.claim == claim and line.basis in FIRST_HAND})
    low, high = min(len(first_hand), granted), len({line.source for line in said})
    result = "met" if low >= 2 else "not_met" if searched and high < 2 else "insufficient"
    return result, low, max(low, high)


@given(st.lists(_TOLD, max_size=8), st.booleans())
def test_results_agree_with_the_meaning_written_out(told: list[Told], searched: bool) -> None:
    coverage = ["North Prison: everything"] if searched else []
    findings = check([rule()], record(*told), AS_OF, coverage, today=date(2026, 1, 1))
    subjects = {line.subject for line in told} | ({"North Prison"} if searched else set())
    assert {finding.subject for finding in findings} == subjects
    for finding in findings:
        expected = _expected(told, finding.subject, searched and finding.subject == "North Prison")
        assert numbers(finding) == expected
        assert finding.independent.min <= finding.independent.max
        assert (finding.would_settle != "") == (finding.result == "insufficient")


@given(st.lists(_TOLD, min_size=1, max_size=6), st.integers(0, 5))
def test_a_copy_of_a_statement_never_changes_an_interval(told: list[Told], which: int) -> None:
    copied = told[which % len(told)]
    before = {f.subject: f.independent for f in check([rule()], record(*told), AS_OF)}
    after = {f.subject: f.independent for f in check([rule()], record(*told, copied), AS_OF)}
    assert before == after


def test_claims_without_a_subject_are_passed_over() -> None:
    rec = record(Told("Board", "visit"))
    claims: tuple[Claim, ...] = tuple(replace(claim, subject=None) for claim in rec.claims)
    assert check([rule()], replace(rec, claims=claims), AS_OF) == []


def test_figures_that_differ_are_listed_once_both_sides_were_there() -> None:
    rec = record(Told("Board", "visit"), Told("Watch", "visit", published="2025-05-01"))
    (claim,) = rec.claims
    differ = Contradiction("c0", "figures differ", "forty cells or four", ("s0", "s1"), 1.0)
    rec = replace(rec, claims=(replace(claim, contradicted_by=(differ,)),))
    assert one(rec).adverse == ("c0",)
    assert "Not settled, figures differ: forty cells or four (s0, s1)." in one(rec).because
    assert one(rec, as_of="2025-04-01").adverse == ()


def test_a_denial_older_than_the_time_asked_for_is_shown_and_does_not_block() -> None:
    rec = record(Told("A", "visit"), Told("B", "visit"), Told("Ministry", denies=True, claim=1, published="2019-01-01"))
    finding = one(rec, more="    contradictions: block")
    assert numbers(finding) == ("met", 2, 2)
    assert finding.adverse == ("c1",)
    assert any(line.endswith("It is older than the time the rule asks for.") for line in finding.because)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Villa Norte Prison", {"facility"}),
        ("Cárcel de Villa Norte", {"facility"}),
        ("Ministry of Justice", {"institution"}),
        ("Villa Norte", {"facility", "institution", "country"}),
        ("El Salvador", {"country"}),
        ("Marta Ruiz", set()),
        ("Ruiz", set()),
        ("Marta Ruiz Prison", {"facility"}),
        ("...", set()),
    ],
)
def test_a_name_is_taken_for_what_its_head_word_says(name: str, kinds: set[str]) -> None:
    subjects = Subjects(record(Told("Marta Ruiz", kind="person")).statements)
    assert {kind for kind in get_args(SubjectKind) if subjects.allows(name, kind)} == kinds


def test_a_statement_that_a_not_term_cancels_counts_nowhere_even_inside_a_claim_on_the_topic() -> None:
    finding = one(record(Told("Board", "visit"), Told("Watch", says="It is false that cells have no daylight.")))
    assert finding.independent == Interval(1, 1)


def test_what_another_source_says_in_the_same_sentence_is_not_ascribed_to_this_one() -> None:
    sentence = "The board said the cells have no daylight, while the minister said the cells were repainted."
    rec = record(Told("Board", "visit"), Told("Ministry", "visit", kind="government", claim=1))
    spans = [
        Span(text, sentence.index(text), sentence.index(text) + len(text))
        for text in ("the cells have no daylight", "the cells were repainted")
    ]
    said = tuple(
        replace(statement, document="d0", sentence=sentence, content=span)
        for statement, span in zip(rec.statements, spans, strict=True)
    )
    finding = one(replace(rec, statements=said))
    assert finding.independent == Interval(1, 1)
    assert finding.claims == ("c0",)
