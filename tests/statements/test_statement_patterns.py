"""Each pattern of attribution: who said it, with which words, what, and through whom."""

from __future__ import annotations

import pytest
from tests.statements.invented import TABLE, only, page, said, tagged

from sayso.model.nouns import Mark, Statement
from sayso.statements import Settings, tag

DARK = "the cells receive no daylight"


def parts(statement: Statement) -> tuple[str, str, str, str | None]:
    """(source as written, cue, content, channel's name)."""
    channel = statement.channel.name if statement.channel else None
    return statement.source.text, statement.cue, said(statement), channel


ONE_EACH = {
    "that-clause": (
        "The prison director said that the cells receive no daylight.",
        ("The prison director", "said", DARK, None),
    ),
    "clause without that": (
        "The prison director said the cells receive no daylight.",
        ("The prison director", "said", DARK, None),
    ),
    "day between verb and that": (
        "Rosa Medina said on Monday that the cells receive no daylight.",
        ("Rosa Medina", "said", DARK, None),
    ),
    "leading day": (
        "On Monday Rosa Medina said that the cells receive no daylight.",
        ("Rosa Medina", "said", DARK, None),
    ),
    "clause before": (
        "The cells receive no daylight, Rosa Medina said.",
        ("Rosa Medina", "said", "The cells receive no daylight", None),
    ),
    "quotation after": (
        "Rosa Medina said: “They take the parcel and give you a stamp.”",
        ("Rosa Medina", "said", "They take the parcel and give you a stamp", None),
    ),
    "quotation before": (
        "“They take the parcel and give you a stamp,” Rosa Medina said on Monday.",
        ("Rosa Medina", "said", "They take the parcel and give you a stamp", None),
    ),
    "inverted": (
        "“They take the parcel and give you a stamp,” said Rosa Medina on Monday.",
        ("Rosa Medina", "said", "They take the parcel and give you a stamp", None),
    ),
    "straight quotation marks": (
        '"They take the parcel and give you a stamp," said Rosa Medina.',
        ("Rosa Medina", "said", "They take the parcel and give you a stamp", None),
    ),
    "told an outlet": (
        "Inés Calderón told Diario Sur that the cells receive no daylight.",
        ("Inés Calderón", "told", DARK, "Diario Sur"),
    ),
    "told an outlet that no table knows": (
        "Inés Calderón told Gaceta Nueva that the cells receive no daylight.",
        ("Inés Calderón", "told", DARK, "Gaceta Nueva"),
    ),
    "told nobody of note": (
        "Inés Calderón told reporters that the cells receive no daylight.",
        ("Inés Calderón", "told", DARK, None),
    ),
    "said in an interview with an outlet": (
        "Inés Calderón said in an interview with Radio Faro that the cells receive no daylight.",
        ("Inés Calderón", "said", DARK, "Radio Faro"),
    ),
    "told the agency named before": (
        "A reporter of Agencia Norte was there. Inés Calderón told the agency that the cells receive no daylight.",
        ("Inés Calderón", "told", DARK, "Agencia Norte"),
    ),
    "told the newspaper, not the agency named nearer": (
        "Diario Sur and Agencia Norte were there. Inés Calderón told the newspaper that the cells receive no daylight.",
        ("Inés Calderón", "told", DARK, "Diario Sur"),
    ),
    "according to before": (
        "According to Lantern Watch, the cells receive no daylight.",
        ("Lantern Watch", "According to", DARK, None),
    ),
    "according to before, with an apposition": (
        "According to Lantern Watch, a group that visits prisons, the cells receive no daylight.",
        ("Lantern Watch, a group that visits prisons", "According to", DARK, None),
    ),
    "according to after": (
        "The cells receive no daylight, according to Lantern Watch.",
        ("Lantern Watch", "according to", "The cells receive no daylight", None),
    ),
    "outlet in brackets is the channel of a named source": (
        "The ombudsman called the cells “an offence to the law” (Diario Sur).",
        ("The ombudsman", "called", "the cells “an offence to the law", "Diario Sur"),
    ),
    "outlet in brackets is the source where nobody else is": (
        "The guards in the port went on strike (Diario Sur).",
        ("Diario Sur", "(Diario Sur)", "The guards in the port went on strike", None),
    ),
    "outlet and date in brackets": (
        "The guards in the port went on strike (Diario Sur, 3 March 2025).",
        ("Diario Sur", "(Diario Sur, 3 March 2025)", "The guards in the port went on strike", None),
    ),
    "in X’s proposition": (
        "In President Salinas’s proposition, the ministry would pay for more guards (Diario Sur).",
        ("President Salinas", "proposition", "the ministry would pay for more guards", "Diario Sur"),
    ),
    "X’s claim that": (
        "The ministry’s claim that every cell has a window angered the families.",
        ("The ministry", "claim", "every cell has a window angered the families", None),
    ),
    "outlet reports that": (
        "Diario Sur reports that the cells receive no daylight.",
        ("Diario Sur", "reports", DARK, None),
    ),
    "object of a reporting verb": (
        "Lantern Watch condemned the darkness in the cells.",
        ("Lantern Watch", "condemned", "the darkness in the cells", None),
    ),
    "apposition of the speaker": (
        "Inés Calderón, a lawyer for five detainees, told Diario Sur that the cells receive no daylight.",
        ("Inés Calderón, a lawyer for five detainees", "told", DARK, "Diario Sur"),
    ),
    "unnamed experts": (
        "Experts say that the cells receive no daylight.",
        ("Experts", "say", DARK, None),
    ),
    "a vow": (
        "The minister vowed to open every window by May.",
        ("The minister", "vowed", "to open every window by May", None),
    ),
}


@pytest.mark.parametrize("name", [n for n in ONE_EACH if n != "X’s claim that"])
def test_a_pattern_gives_source_cue_content_and_channel(name: str) -> None:
    text, expected = ONE_EACH[name]
    found = only(text)
    assert parts(found) == expected
    assert found.because, "every statement says which pattern found it"
    assert 0 < found.confidence <= 1


def test_the_claim_of_somebody_is_theirs() -> None:
    text, (source, cue, _, _) = ONE_EACH["X’s claim that"]
    found = only(text)
    assert (found.source.text, found.cue) == (source, cue)
    assert said(found).startswith("every cell has a window")


@pytest.mark.parametrize(
    "text",
    [
        "The minister denied that detainees are kept in the dark.",
        "The minister rejected the claim that the cells are dark.",
        "The ministry disputed the report of Lantern Watch.",
    ],
)
def test_a_denial_is_marked(text: str) -> None:
    assert tagged(text)[0].denies


def test_what_is_said_is_no_denial() -> None:
    assert not only("The minister said that no detainee is kept in the dark.").denies


def test_the_one_told_is_neither_the_source_nor_the_content() -> None:
    found = only("Inés Calderón told the judge that the cells receive no daylight.")
    assert found.source.text == "Inés Calderón"
    assert said(found) == DARK


def test_and_determined_that_shares_the_subject_and_ends_the_first_content() -> None:
    first, second = tagged(
        "Lantern Watch recorded the deaths of 79 detainees and determined that 33 of the deaths were violent."
    )
    assert (first.source.name, said(first)) == ("Lantern Watch", "the deaths of 79 detainees")
    assert (second.source.name, second.cue, said(second)) == (
        "Lantern Watch",
        "determined",
        "33 of the deaths were violent",
    )


def test_adding_that_belongs_to_the_same_speaker() -> None:
    first, second = tagged("The minister said that the prison was full, adding that a new block would open in May.")
    assert said(first) == "the prison was full"
    assert (second.source.name, second.cue, said(second)) == (
        first.source.name,
        "adding",
        "a new block would open in May",
    )


def test_two_speakers_in_one_sentence_are_two_statements() -> None:
    found = tagged("Rosa Medina said that the cells are dark, while the minister said that every cell has a window.")
    assert [(s.source.text, said(s)) for s in found] == [
        ("Rosa Medina", "the cells are dark"),
        ("the minister", "every cell has a window"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Minister of Justice, Rodolfo Salvatierra, said that every cell has a window.",
        "Minister of Justice Rodolfo Salvatierra said that every cell has a window.",
        "Rodolfo Salvatierra, the Minister of Justice, said that every cell has a window.",
    ],
)
def test_an_office_and_a_name_are_called_by_the_name(text: str) -> None:
    found = only(text)
    assert (found.source.name, found.source.kind) == ("Rodolfo Salvatierra", "person")
    assert "Minister of Justice" in found.source.text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (": “They take the parcel and give you a stamp.”", "direct"),
        (" that the cells are “an offence to the law” in a state.", "mixed"),
        (" that the cells receive no daylight.", "indirect"),
    ],
)
def test_the_kind_of_quotation_is_told(content: str, kind: str) -> None:
    assert only(f"Rosa Medina said{content}").quote == kind


def test_a_statement_covers_all_its_parts_and_names_its_sentence() -> None:
    text = "It rained. “They take the parcel and give you a stamp,” said Rosa Medina. Then it stopped."
    found = only(text)
    assert found.source.start is not None
    assert found.source.end is not None
    assert found.cue_start is not None
    assert found.start <= min(found.source.start, found.cue_start, found.content.start)
    assert found.end >= max(found.source.end, found.cue_start + len(found.cue), found.content.end)
    assert found.sentence == "“They take the parcel and give you a stamp,” said Rosa Medina."


@pytest.mark.parametrize(
    "text",
    [
        "The state of the cells is known to the courts.",
        "Reports of deaths in the prison have become common.",
        "The alleged ringleader left the country in May.",
        "The prison report was long and the claims were old.",
        "They know the city and its port well.",
        "The windows were broken and the doors were shut.",
        "He held the door and found the key.",
        "Some suspects died in the prison before their trial.",
        "Thousands of suspects were held in the north block.",
    ],
)
def test_what_nobody_says_is_no_attribution(text: str) -> None:
    assert tagged(text) == []


# -- who is meant ----------------------------------------------------------------------------------------------------


def test_a_pronoun_near_its_speaker_is_that_speaker() -> None:
    first, second = tagged("Inés Calderón said that the cells are dark. She said that nobody may visit.")
    assert second.source.text == "She"
    assert second.source.name == first.source.name == "Inés Calderón"


def test_a_pronoun_far_from_any_speaker_is_nobody_by_name() -> None:
    filler = " ".join(["The rain fell on the port and the boats lay still."] * 12)
    found = tagged(f"Inés Calderón said that the cells are dark. {filler} She said that nobody may visit.")
    assert found[-1].source.text == "She"
    assert found[-1].source.name == "She"


def test_a_surname_alone_is_the_full_name_given_elsewhere() -> None:
    text = "Mneesha Gellman, a professor, told Radio Faro that the deal is unlawful. Gellman said that it will fail."
    assert [s.source.name for s in tagged(text)] == ["Mneesha Gellman", "Mneesha Gellman"]


def test_a_surname_that_two_people_share_stays_as_it_is() -> None:
    text = "Ana Medina was there. Rosa Medina was there. Medina said that nobody may visit."
    assert only(text).source.name == "Medina"


def test_titles_are_no_part_of_a_name() -> None:
    assert only("El Salvadoran President Nayib Bukele said that the offer stands.").source.name == "Nayib Bukele"


def test_his_office_is_the_one_named_before() -> None:
    text = "Rodolfo Salvatierra said that the prison is full. His office said that a new block would open."
    assert [s.source.name for s in tagged(text)] == ["Rodolfo Salvatierra", "Rodolfo Salvatierra"]


def test_we_in_a_report_are_those_who_publish_it() -> None:
    found = tagged("We found that the cells receive no daylight.", genre="report", outlet="Lantern Watch")
    assert [(s.source.text, s.source.name, s.source.kind) for s in found] == [("We", "Lantern Watch", "organisation")]


def test_the_register_in_a_ministrys_release_is_the_ministrys() -> None:
    found = [
        s
        for s in tagged(
            "The register shows that nine people died in 2025.", genre="press_release", outlet="Ministry of Justice"
        )
        if s.cue
    ]
    assert [(s.source.name, s.basis) for s in found] == [("Ministry of Justice", "document")]


def test_the_delegation_in_a_report_is_the_body_that_publishes_it() -> None:
    found = tagged("The delegation found that the cells are dark.", genre="report", outlet="Board of Visitors")
    assert [s.source.name for s in found] == ["Board of Visitors"]


# -- the document itself ---------------------------------------------------------------------------------------------

HIDDEN = "This post was originally published on this site be sure to check out more of their content."


def test_the_line_that_hides_the_origin_is_a_statement_about_the_document() -> None:
    start = HIDDEN.index("originally")
    mark = Mark("originally_published", HIDDEN, None, start, start + len("originally published"))
    found = only(HIDDEN, marks=(mark,))
    assert parts(found) == ("this site", "was originally published on", "This post", None)
    assert (found.source.kind, found.basis) == ("outlet", "none")


def test_a_named_first_publisher_is_called_by_its_name() -> None:
    text = "This article was originally published on Dawn and is used with permission."
    mark = Mark("originally_published", text, "Dawn", 0, len(text))
    assert only(text, marks=(mark,)).source.name == "Dawn"


OWN = "The cells in the north block of the prison have no windows."


def test_an_opinion_piece_gives_nothing_in_its_own_voice() -> None:
    assert tagged(OWN, genre="opinion", outlet="Diario Sur") == []


def test_a_language_that_the_tagger_does_not_read_gives_nothing_in_its_own_voice() -> None:
    assert tagged("Las celdas del bloque norte de la cárcel no tienen ventanas.", genre="news", language="es") == []


def test_an_article_says_what_it_attributes_to_nobody_itself() -> None:
    found = only(OWN, genre="news", outlet="Diario Sur")
    assert (found.source.name, found.source.kind, found.quote, found.cue) == ("Diario Sur", "outlet", "none", "")
    assert (found.content.text, found.basis) == (OWN, "none")


def test_an_article_without_an_outlet_speaks_for_its_author() -> None:
    found = only(OWN, genre="news", author="Lucía Ferrán")
    assert (found.source.name, found.source.kind) == ("Lucía Ferrán", "author")


def test_a_sentence_that_is_attributed_is_not_said_in_own_voice_too() -> None:
    assert [s.quote for s in tagged(f"Rosa Medina said that {OWN[0].lower()}{OWN[1:]}", genre="news")] == ["indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe to our newsletter and read more about the prison.",
        "Are the cells in the north block really without windows?",
        "Photo: the north block.",
        "© 2025 Diario Sur and the people of the port.",
    ],
)
def test_furniture_and_questions_are_not_asserted(text: str) -> None:
    assert tagged(text, genre="news", outlet="Diario Sur") == []


def test_a_report_that_states_its_method_gives_that_basis_to_what_it_says_itself() -> None:
    method = "Our researchers interviewed 31 former detainees of the prison."
    found = {s.content.text: s for s in tagged(f"{method} {OWN}", genre="report", outlet="Lantern Watch")}
    assert (found[OWN].basis, found[OWN].basis_quote) == ("interview", method)
    assert found[OWN].source.kind == "organisation"


def test_a_news_story_gets_no_basis_from_a_method_sentence() -> None:
    found = tagged(f"Our reporter interviewed 31 former detainees. {OWN}", genre="news", outlet="Diario Sur")
    assert {s.basis for s in found if s.content.text == OWN} == {"none"}


def test_settings_can_leave_own_voice_out() -> None:
    assert tag(page(OWN, genre="news", outlet="Diario Sur"), TABLE, Settings(own_voice=False)) == []


@pytest.mark.parametrize("text", ["31 persons were arrested.", "Nine detainees died.", "The guards held 40 men."])
def test_a_short_sentence_that_states_a_figure_is_asserted(text: str) -> None:
    found = only(text, genre="press_release", outlet="Ministry of Justice")
    assert (found.content.text, found.quote, len(found.figures)) == (text, "none", 1)


@pytest.mark.parametrize("text", ["Page 3 of 4.", "It rained again.", "Chapter 12.", "Room 12 was shut.", "12 photos."])
def test_a_short_line_that_counts_nothing_is_not_asserted(text: str) -> None:
    assert tagged(text, genre="press_release", outlet="Ministry of Justice") == []


def test_what_stands_inside_a_quotation_is_nobodys_own_word() -> None:
    text = "A note lay there. “The cells in the north block have no windows. The guards of the block beat 12 men.”"
    found = tagged(text, genre="news", outlet="Diario Sur")
    assert not [s for s in found if s.quote == "none" and s.start > 18]
