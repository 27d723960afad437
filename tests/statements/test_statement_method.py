"""What a report says of its own work, and which of its sentences that stands behind."""

from __future__ import annotations

import pytest
from tests.statements.invented import page, tagged

from sayso.model.nouns import Statement

METHOD = "Our researchers interviewed 31 former detainees of the prison."


def told_by(report: str, sentence: str) -> Statement:
    """The statement of the report that begins where the sentence stands."""
    text = f"{report} {sentence}"
    found = [s for s in tagged(text, genre="report", outlet="Lantern Watch") if s.start >= text.index(sentence)]
    assert found, sentence
    return found[0]


FINDINGS = [
    "The cells in the north block have no windows.",
    "Meals consisted of rice and bread, twice a day.",
    "Guards beat detainees with sticks in the yard.",
    "Detainees must sleep on the floor in the north block.",
    "None of the 31 former detainees saw a doctor in the first month.",
    "Eleven men shared four mattresses in one cell.",
    "Nobody had to pay for water in the north block.",
    "Lantern Watch found that the cells are dark.",
    "We found that detainees slept on the floor.",
    "Every cell measured four metres by three and held 12 men.",
]


@pytest.mark.parametrize("sentence", FINDINGS)
def test_a_method_stands_behind_the_reports_own_findings(sentence: str) -> None:
    found = told_by(METHOD, sentence)
    assert (found.basis, found.basis_quote) == ("interview", METHOD)


NO_FINDINGS = {
    "a request": "The government should close the north block at once.",
    "a request in the passive": "The governor is urged to close the north block at once.",
    "a duty": "The ministry must open the files of the north block.",
    "an imperative": "Close the north block and publish the names of the dead.",
    "a recommendation of its own": "We recommend that the north block be closed by May.",
    "an appeal of its own": "Lantern Watch urges that the block be closed by May.",
    "a fear of its own": "Lantern Watch fears that 12 more men have died.",
    "an article of law": "Article 12 of the penal code forbids the holding of people without light.",
    "a judgment in law": "The practice violates international law and the constitution of the state.",
    "a treaty": "The state ratified the covenant against torture in the last century.",
    "another law": "Under Norfield law no one may be held without light.",
    "a count by others": "In all 14 deaths were recorded by Harbour Aid.",
    "what is to come": "The north block will be closed by the end of the year.",
    "another body's number": "The Ministry of Health put the number of dead at 17 in its last bulletin.",
    "another body's figures": "The ministry’s figures are lower than those of the families.",
    "official figures": "Official figures show 17 deaths in the year before.",
    "an estimate": "An estimated 2,000 men were held there in the spring.",
    "a hospital's records": "Hospital records from the port list 14 dead men.",
    "a census": "In the last census 31 men lived in the village.",
    "the press": "Newspapers in the port printed the names of the dead.",
    "another publisher": "Diario Sur printed the names of the dead in May.",
    "another visitor": "The Board of Visitors was refused entry to the block.",
    "an act of state": "The parliament extended the state of exception in March.",
    "more than 31 can know": "More than 81,000 people have been arrested since March 2022.",
    "a smaller count that is still too large": "In all 340 detainees died in the prison.",
}


@pytest.mark.parametrize("kind", NO_FINDINGS)
def test_a_method_does_not_reach_what_is_no_finding_of_fact(kind: str) -> None:
    assert told_by(METHOD, NO_FINDINGS[kind]).basis == "none"


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("Recommendations", "The north block is to be closed without delay."),
        ("# Legal framework", "The prison stands under the orders of the navy."),
        ("2. Background", "The prison was built for the navy on a hill over the port."),
        ("To the Government:", "A list of the dead is to be sent to the families."),
    ],
)
def test_a_method_does_not_reach_an_aside_and_reaches_what_follows_it(head: str, sentence: str) -> None:
    mark = {"#": "# ", "2": "3. "}.get(head[0], "")
    text = f"{METHOD}\n\n{head}\n\n{sentence}\n\n{mark}Findings\n\n{FINDINGS[0]}"
    found = {s.content.text: s.basis for s in tagged(text, genre="report", outlet="Lantern Watch")}
    assert found[sentence] == "none"
    assert found[FINDINGS[0]] == "interview"


def test_a_heading_below_an_aside_does_not_end_it() -> None:
    aside = "It was sold to the state by the navy in the last century."
    text = f"{METHOD}\n\n## Background\n\n### The hill\n\n{aside}\n\n## Findings\n\n{FINDINGS[0]}"
    found = {s.content.text: s.basis for s in tagged(text, genre="report", outlet="Lantern Watch")}
    assert (found[aside], found[FINDINGS[0]]) == ("none", "interview")


@pytest.mark.parametrize(
    "other",
    [
        "“We visited the prison twice,” the minister wrote.",
        "The parliamentary committee visited the prison in May.",
        "The UN team visited the prison in May with two doctors.",
        "University researchers interviewed 40 men in the port.",
        "The commission interviewed 40 men in the port.",
        "This report is based on interviews by Radio Faro and two books.",
        "Inspectors of the ministry visited the prison in May.",
        "We have never visited the prison or the port.",
    ],
)
def test_what_others_did_is_no_method_of_the_report(other: str) -> None:
    assert told_by(other, FINDINGS[0]).basis == "none"


@pytest.mark.parametrize(
    ("method", "basis"),
    [
        ("Our observers visited the prison in May.", "visit"),
        ("The delegation visited the prison on two days in May.", "visit"),
        ("Lantern Watch interviewed 31 men in the port.", "interview"),
        ("Over two months, researchers interviewed 31 men in the port.", "interview"),
        ("We examined the registers of the prison.", "document"),
        ("This report is based on 31 interviews with former detainees.", "interview"),
        ("Our findings draw on two visits to the prison.", "visit"),
    ],
)
def test_what_its_own_people_did_is_the_method(method: str, basis: str) -> None:
    found = told_by(method, FINDINGS[0])
    assert (found.basis, found.basis_quote) == (basis, method)


@pytest.mark.parametrize(
    "text", ["The committee visited the prison in May.", "The delegation visited the prison in May."]
)
def test_a_newspaper_that_tells_of_a_visit_has_not_been_there(text: str) -> None:
    assert {s.basis for s in tagged(text, genre="news", outlet="Diario Sur")} == {"none"}


def test_an_unmarked_text_of_an_organisation_has_a_method_and_a_newspapers_has_none() -> None:
    text = f"{METHOD} {FINDINGS[0]}"
    for outlet, basis in (("Lantern Watch", "interview"), ("Diario Sur", "none")):
        found = {s.content.text: s.basis for s in tagged(text, genre="unknown", outlet=outlet)}
        assert found[FINDINGS[0]] == basis


def test_a_page_without_sentences_has_no_method() -> None:
    assert page("Recommendations").sentences == ()
    assert tagged("Recommendations", genre="report", outlet="Lantern Watch") == []
