"""One source under one name: who "we", "the ministry" and "a survivor, Ana Ruiz" are, and who nobody is."""

from __future__ import annotations

import pytest
from tests.statements.invented import only, tagged

from sayso.model.nouns import PartyKind

SAID = "said that the cells receive no daylight."

# -- we --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "speaker",
    ["We", "I", "We at the office", "Our observers", "Our researchers", "Our own staff"],
)
@pytest.mark.parametrize(
    ("facts", "name", "kind"),
    [
        ({"genre": "unknown", "outlet": "Lantern Watch"}, "Lantern Watch", "organisation"),
        ({"genre": "news", "outlet": "Board of Visitors"}, "Board of Visitors", "organisation"),
        ({"genre": "unknown", "outlet": "Ministry of Justice"}, "Ministry of Justice", "government"),
        ({"genre": "report", "outlet": "Norfield Forum"}, "Norfield Forum", "organisation"),
        ({"genre": "news", "outlet": "Agencia Norte"}, "Agencia Norte", "author"),
        ({"genre": "news", "outlet": "Diario Sur", "author": "Ana Ruiz"}, "Diario Sur", "author"),
        ({"genre": "unknown", "outlet": "Norfield Forum"}, "Norfield Forum", "author"),
        ({"genre": "unknown", "author": "Ana Ruiz"}, "Ana Ruiz", "author"),
        ({"genre": "unknown", "title": "The dark"}, "The dark", "author"),
        ({"genre": "opinion", "outlet": "Diario Sur", "author": "Ana Ruiz"}, "Ana Ruiz", "author"),
        ({"genre": "unknown"}, "the document", "author"),
    ],
)
def test_outside_quotation_marks_we_are_whoever_writes(
    speaker: str, facts: dict[str, str], name: str, kind: PartyKind
) -> None:
    text = f"Pedro Lara said that it rained. {speaker} found that the cells receive no daylight."
    found = [s for s in tagged(text, **facts) if s.cue == "found"]
    assert [(s.source.text, s.source.name, s.source.kind) for s in found] == [(speaker, name, kind)]


def test_inside_quotation_marks_we_are_who_is_quoted() -> None:
    text = "Pedro Lara said that it rained. “We found that the cells receive no daylight."
    found = tagged(text, genre="news", outlet="Diario Sur")
    assert [s.source.name for s in found] == ["Pedro Lara", "Pedro Lara"]


@pytest.mark.parametrize("speaker", ["Our mayor", "Our lawyer", "Our partner"])
def test_ours_is_not_always_us(speaker: str) -> None:
    assert only(f"{speaker} {SAID}", genre="opinion", outlet="Lantern Watch").source.name != "Lantern Watch"


# -- who was named before --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [
        ("The Ministry of Justice", "The ministry", "Ministry of Justice"),
        ("The National Flood Authority", "The authority", "National Flood Authority"),
        ("Norfield City Police", "The police", "Norfield City Police"),
        ("Harbour Watch, a rights group,", "The group", "Harbour Watch"),
        ("The Coastal Prisoners’ Association", "The association", "Coastal Prisoners’ Association"),
        ("The Ministry of Justice", "A spokesman for the ministry", "Ministry of Justice"),
        ("Ana Ruiz, a prison doctor,", "The doctor", "Ana Ruiz"),
        ("Ana Ruiz, a prison doctor,", "The prison doctor", "Ana Ruiz"),
        ("Ana Ruiz", "She", "Ana Ruiz"),
    ],
)
def test_a_word_that_agrees_points_back(first: str, then: str, name: str) -> None:
    assert [s.source.name for s in tagged(f"{first} said that it rained. {then} {SAID}")] == [name, name]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("The National Flood Authority", "The municipal authorities"),
        ("The National Flood Authority", "The authorities"),
        ("The Ministry of Justice", "The government"),
        ("The Ministry of Justice", "The interior ministry"),
        ("The Norfield Parliament", "The court"),
        ("Ana Ruiz, a prison doctor,", "The village doctor"),
        ("The Ministry of Justice", "The group"),
    ],
)
def test_a_word_that_does_not_agree_is_somebody_else(first: str, then: str) -> None:
    one, two = tagged(f"{first} said that it rained. {then} {SAID}")
    assert one.source.name != two.source.name


def test_in_a_report_another_body_is_not_the_one_that_publishes() -> None:
    for then in ("The ministry", "The commission", "The government", "The parliamentary committee"):
        found = only(f"{then} {SAID}", genre="report", outlet="Lantern Watch")
        assert found.source.name != "Lantern Watch"


def test_he_is_a_person() -> None:
    found = tagged(f"Pedro Lara said that it rained. The Ministry of Justice said that it did not. He {SAID}")
    assert found[-1].source.name == "Pedro Lara"


# -- one name --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("A survivor, Ana Ruiz,", "Ana Ruiz", "person"),
        ("A survivor, Ana Ruiz, 34,", "Ana Ruiz", "person"),
        ("Ana Ruiz, who survived,", "Ana Ruiz", "person"),
        ("Ana Ruiz, 34, a survivor of the raid,", "Ana Ruiz", "person"),
        ("Ana Ruiz, a nurse, who was there,", "Ana Ruiz", "person"),
        ("The survivor Ana Ruiz", "Ana Ruiz", "person"),
        ("The brickyard’s foreman, Radu Kessel,", "Radu Kessel", "person"),
        ("A resident of Norfield, Ana Ruiz,", "Ana Ruiz", "person"),
        ("The mayor of Norfield, Ana Ruiz,", "Ana Ruiz", "person"),
        ("The city’s police chief, Colonel Bastian Lino,", "Bastian Lino", "person"),
        ("Coalition leader Ana Ruiz", "Ana Ruiz", "person"),
        ("Human rights lawyer Ana Ruiz", "Ana Ruiz", "person"),
        ("Supreme Court Justice Frank Nero", "Frank Nero", "person"),
        ("But Ana Ruiz", "Ana Ruiz", "person"),
        ("A Lantern Watch assessment team", "Lantern Watch", "organisation"),
        ("Four Harbour Watch observers", "Harbour Watch", "organisation"),
        ("Harbour Watch’s own researchers", "Harbour Watch", "organisation"),
        ("A Radio Faro reporter", "Radio Faro reporter", "unnamed"),
        ("A rescue team", "rescue team", "organisation"),
        ("Four Harbour Watch members", "Four Harbour Watch members", "unnamed"),
        ("Radio Faro’s Ana Ruiz", "Ana Ruiz", "person"),
        ("A rights group, Harbour Watch,", "Harbour Watch", "organisation"),
        ("Harbour Watch, a rights group,", "Harbour Watch", "organisation"),
        ("The rights group Open Door", "Open Door", "organisation"),
        ("Open Door, a charity in the port,", "Open Door", "organisation"),
        ("The power company Velmora Hydro", "Velmora Hydro", "organisation"),
        ("The Norfield Herald, a daily,", "Norfield Herald", "outlet"),
        ("Norfield Municipal Hospital", "Norfield Municipal Hospital", "organisation"),
        ("The Red Cross", "Red Cross", "organisation"),
        ("The Norfield Red Crescent", "Norfield Red Crescent", "organisation"),
        ("The National Human Rights Commission", "National Human Rights Commission", "organisation"),
        ("The Refugee Council", "Refugee Council", "organisation"),
        ("The Committee to Protect Journalists", "Committee to Protect Journalists", "organisation"),
        ("The Presidential Commission for Human Rights", "Presidential Commission for Human Rights", "government"),
        ("The National Flood Authority", "National Flood Authority", "government"),
        ("The Supreme Court", "Supreme Court", "government"),
        ("The city council", "city council", "government"),
        ("The mayor’s office", "mayor’s office", "government"),
        ("A spokeswoman for Lantern Watch", "Lantern Watch", "organisation"),
    ],
)
def test_a_source_is_called_by_the_name_its_words_hold(source: str, name: str, kind: PartyKind) -> None:
    found = only(f"{source} {SAID}")
    assert (found.source.name.removeprefix("The "), found.source.kind) == (name, kind)


@pytest.mark.parametrize("name", ["Red Cross of Norfield", "Ana Cross", "Pedro Watts", "Emily Authier"])
def test_a_surname_that_is_also_a_word_is_a_person(name: str) -> None:
    expected = "organisation" if name.startswith("Red") else "person"
    assert only(f"{name} {SAID}").source.kind == expected


@pytest.mark.parametrize("source", ["Residents of Norfield, New Jersey,", "Two officials, Monday night,"])
def test_a_place_or_a_day_is_nobodys_name(source: str) -> None:
    assert all(s.source.kind != "person" for s in tagged(f"{source} {SAID}"))


@pytest.mark.parametrize(
    ("introduced", "later", "name"),
    [
        ("A survivor, Ana Ruiz, was there.", "Ruiz", "Ana Ruiz"),
        ("Open Door, a charity, helped.", "Open Door", "Open Door"),
        ("The charity Open Door helped.", "Open Door", "Open Door"),
        ("Harbour Rights Watch (HRW) was there.", "HRW", "Harbour Rights Watch"),
        ("Ana M. Ruiz was there. Ana Ruiz left.", "Ms. Ruiz", "Ana Ruiz"),
        ("Ana Ruiz was there.", "Ms Ruiz", "Ana Ruiz"),
        ("Inés de la Cruz was there.", "De la Cruz", "Inés de la Cruz"),
        ("Inés Calderón Vega was there.", "Calderón", "Inés Calderón Vega"),
    ],
)
def test_what_the_document_says_elsewhere_names_a_source(introduced: str, later: str, name: str) -> None:
    found = only(f"{introduced} {later} {SAID}")
    assert found.source.name == name
    assert found.source.kind == ("person" if name.startswith(("Ana", "Inés")) else "organisation")


# -- nobody by name --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    ["Some", "Others", "Many", "One of them", "One of the men", "Several", "Rescuers", "Stallholders", "Volunteers in a tent",
     "All 27 stallholders", "31 residents", "Those who stayed", "Prosecutors", "A spice seller"],
)  # fmt: skip
def test_a_number_or_a_trade_is_no_name(source: str) -> None:
    assert {s.source.kind for s in tagged(f"{source} {SAID}")} == {"unnamed"}


def test_one_of_whom_is_no_name() -> None:
    found = tagged("Two men came, one of whom said that it was dark.")
    assert {s.source.kind for s in found} == {"unnamed"}


def test_a_pronoun_of_nobody_is_no_person() -> None:
    assert only(f"She {SAID}").source.kind == "unnamed"


# -- who speaks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Ilan Dovrek, a teacher there, said he carried his mother.", "Ilan Dovrek, a teacher there", "he carried his mother"),
        ("Rosa Medina, a nurse, said the guards carried rifles.", "Rosa Medina, a nurse", "the guards carried rifles"),
        ("Rosa Medina, who was there, said she walked home alone.", "Rosa Medina, who was there", "she walked home alone"),
        ("“It was dark,” said a fishmonger, Ilse Brandt.", "a fishmonger, Ilse Brandt", "It was dark"),
        ("“It was dark,” said Rosa Medina, a nurse. He carried his mother.", "Rosa Medina, a nurse", "It was dark"),
        ("“It was dark,” said eleven residents of the port.", "eleven residents of the port", "It was dark"),
        ("The bus left at noon, said the driver.", "the driver", "The bus left at noon"),
        ("The bus left at noon, he said.", "he", "The bus left at noon"),
        ("A man who was held there said that it was dark.", "A man who was held there", "it was dark"),
        ("“It was dark,” he told the court.", "he", "It was dark"),
        ("Rosa Medina visited the prison and said that it was dark.", "Rosa Medina", "it was dark"),
    ],
)  # fmt: skip
def test_the_speaker_is_who_stands_at_the_verb(text: str, source: str, content: str) -> None:
    found = tagged(f"Pedro Lara came. {text}")[0]
    assert found.source.text == source
    assert found.content.text.strip("“”., ").removeprefix("that ") == content


def test_a_newspaper_named_after_its_kind_is_the_channel() -> None:
    found = only("Rosa Medina told the newspaper Gaceta Nueva on 3 May that the cells are dark.")
    assert found.channel is not None
    assert (found.channel.name, found.channel.kind) == ("Gaceta Nueva", "outlet")


@pytest.mark.parametrize(
    ("told", "facts", "channel"),
    [
        ("our reporter", {"outlet": "Diario Sur"}, "Diario Sur"),
        ("this newspaper", {"outlet": "Diario Sur"}, "Diario Sur"),
        ("our researchers", {"outlet": "Lantern Watch"}, "Lantern Watch"),
        ("the delegation", {"outlet": "Board of Visitors"}, "Board of Visitors"),
        ("the committee", {"outlet": "Diario Sur"}, None),
        ("the delegation", {"outlet": "Diario Sur"}, None),
    ],
)
def test_who_was_told_is_a_channel_only_where_the_document_says_which(
    told: str, facts: dict[str, str], channel: str | None
) -> None:
    text = f"Radio Faro was there. Rosa Medina told {told} that the cells are dark."
    (found,) = [s for s in tagged(text, genre="news", **facts) if s.cue]
    assert (found.channel.name if found.channel else None) == channel


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Harbour Aid report", "Harbour Aid"),
        ("A 2024 Harbour Aid report", "Harbour Aid"),
        ("Harbour Aid’s report", "Harbour Aid"),
        ("A report from Harbour Aid", "Harbour Aid"),
        ("The report", "Lantern Watch"),
        ("The registers examined by the delegation", "Lantern Watch"),
    ],
)
def test_a_document_is_whose_it_says_and_the_reports_own_only_where_it_says_none(source: str, name: str) -> None:
    found = only(f"{source} {SAID}".replace("said", "showed"), genre="report", outlet="Lantern Watch")
    assert found.source.name == name


def test_a_report_of_nobody_is_not_the_one_that_mentions_it() -> None:
    found = only(f"A report {SAID}", genre="report", outlet="Lantern Watch")
    assert found.source.name != "Lantern Watch"


# -- a document of nobody --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("An inspector’s report from June 2024, which the agency has seen,", "inspector’s report"),
        ("A report from 3 May 2024", "report"),
        ("The May 2024 survey", "survey"),
        ("An inquiry in late October", "inquiry"),
        ("An inspection", "inspection"),
        ("An inspection of Garrow prison", "inspection of Garrow prison"),
        ("A report by April Ruiz", "April Ruiz"),
        ("A ministry report", "the ministry"),
        ("Police records", "the police"),
        ("A hospital register", "the hospital"),
        ("A 3 June report by the Harbour League", "Harbour League"),
    ],
)
def test_a_date_is_nobody_and_a_body_stands_behind_its_paper(source: str, name: str) -> None:
    (found,) = tagged(f"{source} recorded that the cells receive no daylight.")
    assert (found.source.name, found.source.kind) == (name, "document")


@pytest.mark.parametrize("name", ["Harbour Post", "Norfield Review"])
def test_a_newspaper_called_after_a_paper_is_an_outlet(name: str) -> None:
    found = only(f"The {name} reported that the cells receive no daylight.")
    assert (found.source.name, found.source.kind) == (name, "outlet")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The custody log", "document"),
        ("The minutes", "document"),
        ("Its certificate", "document"),
        ("the fire brigade", "government"),
        ("The coastguard", "government"),
        ("The operator of the dam", "organisation"),
        ("the district polyclinic", "organisation"),
        ("the Morning Ledger", "outlet"),
        ("Channel Six", "outlet"),
        ("A newspaper, the Calder Evening Mail", "outlet"),
        ("Ana Courier-Ruiz", "person"),
    ],
)
def test_a_noun_or_a_name_says_what_kind_of_source_it_is(source: str, kind: str) -> None:
    (found,) = tagged(f"{source} said that the cells receive no daylight.")
    assert found.source.kind == kind
