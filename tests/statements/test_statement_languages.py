"""Attribution in Spanish, and by quotation marks and "according to" in French, German and Portuguese. All texts are invented."""

from __future__ import annotations

from typing import get_args

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from tests.statements.invented import TABLE, only, page, tagged
from tests.statements.test_statement_spans import HOSTILE, check_spans

from sayso.model.nouns import Document, Evidence, PartyKind, Statement
from sayso.statements import Settings, tag
from sayso.statements.languages.grammar import CODES, load_grammar

SPANISH = {"language": "es", "genre": "news"}


def parts(one: Statement) -> tuple[str, str, str]:
    source = one.source.text if one.source.start is not None else ""
    return source, one.cue, one.content.text.strip('“”«»" ')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La jueza Inés Calvo explicó que el plazo venció en mayo.", ("La jueza Inés Calvo", "explicó", "el plazo venció en mayo")),
        ("“Aquí no cabe nadie más”, dijo el celador.", ("el celador", "dijo", "Aquí no cabe nadie más")),
        ("«Aquí no cabe nadie más», ha dicho Inés Calvo.", ("Inés Calvo", "ha dicho", "Aquí no cabe nadie más")),
        ("El celador respondió: “Aquí no cabe nadie más”.", ("El celador", "respondió", "Aquí no cabe nadie más")),
        ("Según el Ministerio de Obras, el dique resistirá.", ("el Ministerio de Obras", "Según", "el dique resistirá")),
        ("El dique resistirá, según el Ministerio de Obras.", ("el Ministerio de Obras", "según", "El dique resistirá")),
        ("De acuerdo con dos vecinas, el dique se rompió.", ("dos vecinas", "De acuerdo con", "el dique se rompió")),
        ("A juicio de la ingeniera, el dique cederá.", ("la ingeniera", "A juicio de", "el dique cederá")),
        ("Según relató el farero, la luz se apagó.", ("el farero", "Según relató", "la luz se apagó")),
        ("La luz se apagó a las tres, contó el farero.", ("el farero", "contó", "La luz se apagó a las tres")),
        ("Dijo la ministra que el puerto abrirá.", ("la ministra", "Dijo", "el puerto abrirá")),
        ("El alcalde, por su parte, negó que hubiera presos.", ("El alcalde", "negó", "hubiera presos")),
        ("El testigo dijo haber visto humo.", ("El testigo", "dijo", "haber visto humo")),
        ("La asociación denunció golpes en el módulo dos.", ("La asociación", "denunció", "golpes en el módulo dos")),
        ("Los vecinos se quejan de que el agua sale turbia.", ("Los vecinos", "quejan", "el agua sale turbia")),
        ("El dique, según un peón que pidió reserva, se abrió.", ("un peón que pidió reserva", "según", "se abrió")),
        ("La jueza Inés Calvo, que llegó tarde, sostuvo que no hubo orden.",
         ("La jueza Inés Calvo, que llegó tarde", "sostuvo", "no hubo orden")),
        ("El traslado fue denunciado por la defensora Inés Calvo.", ("la defensora Inés Calvo", "fue denunciado", "El traslado")),
    ],
)  # fmt: skip
def test_spanish_finds_source_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    assert parts(only(text, **SPANISH)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "La propuesta dice mucho de su autor.",
        "Según avanzaba la tarde, llegaban más camiones.",
        "De acuerdo con la ley, el plazo es de un mes.",
        "Los obreros trabajaron conforme al reglamento.",
        "La denuncia llegó al juzgado en marzo.",
        "La directora cuenta con tres asesores.",
        "Se informó de que el puente está cerrado.",
        "El ministro habría ordenado el traslado.",
        "Los que dicen que llueve no salen nunca.",
        "Llegó antes de que avisaran los guardias.",
        "Al barrio lo llaman “la Caldera”.",
    ],
)
def test_spanish_that_looks_like_an_attribution_is_none(text: str) -> None:
    assert tagged(text, **SPANISH) == []


def test_a_verb_without_subject_is_said_by_whoever_spoke_last_and_takes_over_no_basis() -> None:
    text = "La médica Elsa Pardo, que visitó el penal, dijo que faltan camas. Agregó que no hay agua. Asimismo, pidió mantas."
    first, second, third = tagged(text, **SPANISH)
    assert (first.source.name, first.basis) == ("Elsa Pardo", "visit")
    assert [(s.source.name, s.source.start, s.basis) for s in (second, third)] == [("Elsa Pardo", None, "none")] * 2
    assert tagged("Agregó que no hay agua.", **SPANISH) == []


def test_who_is_quoted_within_a_quotation_does_not_go_on_speaking() -> None:
    outer, inner, after = tagged("Elsa Pardo contó que un guardia le dijo que callara. Añadió que calló.", **SPANISH)
    assert [s.source.name for s in (outer, inner, after)] == ["Elsa Pardo", "guardia", "Elsa Pardo"]


def test_two_verbs_of_one_speaker_are_two_statements() -> None:
    first, second = tagged("La ministra admitió tres muertes y prometió que habrá médicos.", **SPANISH)
    assert first.content.text == "tres muertes"
    assert second.content.text == "habrá médicos"
    assert first.source.name == second.source.name


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Elsa Pardo dijo a Diario Sur que faltan camas.", "Diario Sur"),
        ("Elsa Pardo, en entrevista con Radio Faro, dijo que faltan camas.", "Radio Faro"),
        ("Elsa Pardo declaró a la cadena Onda Brava que faltan camas.", "Onda Brava"),
        ("“Faltan camas”, dijo Elsa Pardo al diario La Ribera.", "La Ribera"),
        ("Elsa Pardo afirmó que faltan camas (Agencia Norte).", "Agencia Norte"),
        ("La médica citada por Radio Faro dijo que faltan camas.", "Radio Faro"),
        ("Elsa Pardo dijo a la comisión que faltan camas.", None),
    ],
)
def test_the_channel_is_the_outlet_that_was_told(text: str, channel: str | None) -> None:
    found = only(text, **SPANISH).channel
    assert (found.name if found else None) == channel


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("El alcaide negó que hubiera golpes.", True),
        ("El alcaide desmintió las versiones.", True),
        ("El alcaide no confirmó la muerte.", True),
        ("El alcaide no niega que hubo golpes.", False),
        ("El alcaide dijo que no hubo golpes.", False),
    ],
)
def test_denials(text: str, denies: bool) -> None:
    assert only(text, **SPANISH).denies is denies


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("La Fiscalía", "government", "Fiscalía"),
        ("La ONG Techo Claro", "organisation", "Techo Claro"),
        ("Lantern Watch", "organisation", "Lantern Watch"),
        ("El diario Diario Sur", "outlet", "Diario Sur"),
        ("Un informe de la Universidad de Tresvados", "document", "Universidad de Tresvados"),
        ("Fuentes policiales", "unnamed", "Fuentes policiales"),
        ("Un funcionario que pidió no ser identificado", "unnamed", "funcionario que pidió no ser identificado"),
        ("El jefe de bomberos, Nicolás Sanz,", "person", "Nicolás Sanz"),
    ],
)
def test_the_kind_of_a_source_and_what_it_is_called(source: str, kind: str, name: str) -> None:
    found = only(f"{source} afirmó que faltan camas.", **SPANISH).source
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Elsa Pardo, que recorrió el penal, afirmó que está vacío.", "visit"),
        ("Lantern Watch, que entrevistó a nueve madres, afirmó que faltan camas.", "interview"),
        ("La ONG Techo Claro registró 14 muertes en el penal.", "own_count"),
        ("Según el registro de la comisaría, hubo dos traslados.", "document"),
        ("El Gobierno ordenó el cierre del penal.", "official_act"),
        ("Elsa Pardo, que pasó nueve noches allí, dijo que no hay agua.", "experience"),
        ("Elsa Pardo dijo que presuntamente hubo golpes.", "hearsay"),
        ("Elsa Pardo dijo que hubo golpes.", "none"),
        ("La asociación ordenó sus papeles y dijo que hubo golpes.", "none"),
    ],
)
def test_the_basis_is_what_the_words_show(text: str, basis: str) -> None:
    found = [s for s in tagged(text, **SPANISH) if s.content.text != "sus papeles"]
    assert [s.basis for s in found] == [basis]


@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "measure"),
    [
        ("unas 2.400 personas", 2160.0, 2640.0, "", "person"),
        ("más de 70 muertos", 70.0, None, "", "death"),
        ("al menos doce heridos", 12.0, None, "", "injury"),
        ("decenas de detenidos", 20.0, None, "", "held"),
        ("1,5 millones de personas", 1_500_000.0, 1_500_000.0, "", "person"),
        ("una de cada cinco celdas", 20.0, 20.0, "%", "cell"),
        ("un 37 % de los presos", 37.0, 37.0, "%", "detainee"),
    ],
)
def test_figures_in_spanish(words: str, low: float, high: float | None, unit: str, measure: str) -> None:
    (figure,) = only(f"La Fiscalía afirmó que son {words}.", **SPANISH).figures
    assert figure.low == pytest.approx(low)
    assert (figure.high is None) is (high is None)
    assert high is None or figure.high == pytest.approx(high)
    assert (figure.unit, figure.measure) == (unit, measure)


def test_dates_years_and_numbered_things_are_no_figures() -> None:
    one = only("La Fiscalía afirmó que el 3 de abril de 2021 se abrió la sala 12, artículo 4.", **SPANISH)
    assert one.figures == ()


def test_thousands_are_parted_as_each_language_does() -> None:
    for code, text in {
        "fr": "Selon la police, 12 400 personnes ont défilé.",
        "de": "Laut der Polizei waren 12.400 Menschen dort.",
        "pt": "Segundo a polícia, 12.400 pessoas desfilaram.",
    }.items():
        (figure,) = only(text, language=code, genre="news").figures
        assert (figure.low, figure.measure) == (12_400.0, "person"), code


def test_speech_in_dashes_has_its_speaker_and_goes_on_behind_the_cue() -> None:
    first, second = tagged("—Contamos las balsas —dijo Elsa Pardo—. Eran nueve.", **SPANISH)
    assert parts(first) == ("Elsa Pardo", "dijo", "Contamos las balsas")
    assert (second.continues, second.source.name) == (first.id, "Elsa Pardo")
    (one,) = tagged("—Nos fuimos —contestó Elsa Pardo—, como todos.", **SPANISH)
    assert {one.content.text, *(piece.text for piece in one.pieces)} == {"Nos fuimos", "como todos."}


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "« Il pleut », a déclaré Ninon Brel.", ("Ninon Brel", "a déclaré", "Il pleut")),
        ("fr", "Le pont tiendra, d’après la mairie.", ("la mairie", "d’après", "Le pont tiendra")),
        ("fr", "Le maire, Luc Orme, a répondu : « Il pleut. »", ("Le maire, Luc Orme", "a répondu", "Il pleut.")),
        ("de", "„Es regnet“, sagte Anna Krull.", ("Anna Krull", "sagte", "„Es regnet")),
        ("de", "»Es regnet«, sagte Anna Krull.", ("Anna Krull", "sagte", "Es regnet")),
        ("de", "Der Deich hält, laut der Gemeinde.", ("der Gemeinde", "laut", "Der Deich hält")),
        ("de", "Der Gemeinde zufolge hält der Deich.", ("Der Gemeinde", "zufolge", "hält der Deich")),
        ("pt", "“Chove”, disse Ivo Lapa.", ("Ivo Lapa", "disse", "Chove")),
        ("pt", "De acordo com a prefeitura, a ponte aguenta.", ("a prefeitura", "De acordo com", "a ponte aguenta")),
    ],
)
def test_other_languages_are_read_by_marks_and_according_to_alone(
    code: str, text: str, expected: tuple[str, str, str]
) -> None:
    one = only(text, language=code, genre="news")
    assert parts(one) == expected
    assert one.confidence <= 0.5
    assert load_grammar(code).name in one.because
    assert "low confidence" in one.because


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le maire a dit que la route était fermée."),
        ("fr", "Selon la saison, on passe par le col."),
        ("de", "Der Bürgermeister sagte, dass die Straße gesperrt sei."),
        ("de", "Nach dem Essen war der Saal laut und leer."),
        ("pt", "O prefeito disse que a estrada fechou."),
        ("pt", "Segundo andar, porta da direita."),
    ],
)
def test_other_languages_say_nothing_where_no_mark_stands(code: str, text: str) -> None:
    assert tagged(text, language=code, genre="news") == []


def test_english_patterns_read_english_and_what_no_language_is_known_of_alone() -> None:
    text = "Elsa Pardo said that the cells are dark."
    assert only(text, language="en", genre="news").source.name == "Elsa Pardo"
    assert tagged(text, language=None, genre="news") == tagged(text, language="en", genre="news")
    for code in (*CODES, "it", "nl", "xx"):
        assert tagged(text, language=code, genre="news") == [], code
    assert tagged("“Piove”, disse Elsa Pardo.", language="it", genre="news") == []


def test_the_text_decides_where_only_the_template_of_a_page_names_its_language() -> None:
    template = Evidence("language", "en", "html lang", chosen=True)
    header = Evidence("language", "en", "header line 'Language:'", chosen=True)
    detected = Evidence("language", "es", "detected in the text")
    text = "Elsa Pardo dijo que faltan camas."
    for chosen, found in ((template, 1), (header, 0)):
        assert len(tagged(text, language="en", evidence=(chosen, detected))) == found
    assert tagged(text, language="en", evidence=(template,)) == []


@pytest.mark.parametrize("code", CODES)
def test_a_grammar_holds_words_and_every_list_that_the_engine_asks_for(code: str) -> None:
    grammar, spanish = load_grammar(code), load_grammar("es")
    assert grammar.words.keys() >= spanish.words.keys()
    # "no" and "on" without quotation marks are truth values in YAML
    assert not {"True", "False"} & {word for held in grammar.words.values() for word in held}
    assert set(grammar.nouns.values()) <= set(get_args(PartyKind))
    assert all(base in grammar.words["clause"] | grammar.words["object"] for base in {f.base for f in grammar.forms.values()} - {
        *grammar.words["of"], *grammar.words["infinitive"]
    })  # fmt: skip
    assert 0 < grammar.confidence <= (0.9 if grammar.full else 0.5)


PIECES = (
    "Elsa Pardo|dijo|que|a Diario Sur|según|Según|la Fiscalía|, que visitó el penal,|unas 2.400 personas|más de 70|uno de cada"
    "|cinco|el lunes|, agregando que|y pidió|negó que|Ella|Agregó|la ministra|fue denunciado por|(Agencia Norte)|—|—dijo|“|”|«|»"
    '|"|,|.|:|;|\n|\n\n|\u2028|se|lo|no|ha|haber sido|habría|selon|laut|zufolge|segundo|a déclaré|sagte|disse|citado por'
    "|de acuerdo con|el|la|de|y|1.000|%|é|ﬁ|İ|ß|\u202e|\u200b|\u0000|\ud800|𝟗|por ciento|decenas de miles|muertos|tanto|Sra."
    "|3 de abril"
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=50).map(" ".join) | st.text(max_size=60)


@given(TEXTS, st.sampled_from(CODES), st.sampled_from(["news", "report", "opinion"]), st.booleans())
@settings(max_examples=400, deadline=None)
def test_every_span_holds_its_words_in_every_language(text: str, code: str, genre: str, whole: bool) -> None:
    facts = {"sentences": ((0, len(text)),)} if whole and text.strip() else {}
    document = page(text, language=code, genre=genre, outlet="Lantern Watch", **facts)
    found = tag(document, TABLE, Settings())
    check_spans(document, found)
    for one in found:
        assert bool(one.basis_quote) == (one.basis != "none")
        assert one.basis_quote in text
    assert found == tag(document, TABLE, Settings())


IN_SPANISH = {
    "said that": "dijo que",
    "said": "dijo",
    " and ": " y ",
    "more than": "más de",
    "a man who was": "un hombre que fue",
}
MORE_HOSTILE = {
    "10,000 times según": "según " * 10_000 + ".",
    "10,000 commas and verbs": "dijo, " * 10_000 + "que no.",
    "10,000 relative pronouns": "que " * 10_000,
    "dashes and cues": "—a —dijo " * 5_000,
    "20,000 dashes": "—" * 20_000,
    "thousands without end": "1" + ".000" * 12_000 + " muertos.",
    "hedges without end": "más de " * 20_000,
    "shares without end": "uno de cada " * 10_000,
    "datelines without end": ("x" * 50 + "(") * 1_000,
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", [*HOSTILE, *MORE_HOSTILE])
def test_hostile_text_ends_with_its_spans_intact_in_every_language(name: str, code: str) -> None:
    text = MORE_HOSTILE.get(name) or HOSTILE[name]
    for english, spanish in IN_SPANISH.items():
        text = text.replace(english, spanish)
    for facts in ({}, {"sentences": ((0, len(text)),)}):
        document: Document = page(text, language=code, genre="news", **facts)
        check_spans(document, tag(document, TABLE, Settings()))
