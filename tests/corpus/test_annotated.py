"""What the reader accepts and refuses, that writing and reading are inverse, and that agreement is counted right."""

from pathlib import Path

import check
import doubts
import pytest
from agreement import Agreement, compare, kappa
from annotated import (
    BASES,
    FLAGS,
    QUOTES,
    SOURCE_KINDS,
    Annotated,
    Attribution,
    FormatError,
    Own,
    Sentence,
    Spans,
    problems,
    read,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from writing import write

HEAD = "# register: court filing\n# title: The ferry case\n# outlet: Estero Assizes\n# kind: court\n# split: train\n\n"
SAID = "[s1 Ana Ruiz] [c1 said] that [o1 it rained].\n"
LINE = "  1: named person basis=none quote=indirect\n"


def document(tmp_path: Path, body: str, head: str = HEAD) -> Path:
    path = tmp_path / "court-001.txt"
    path.write_text(head + body, encoding="utf-8")
    return path


def words(read_in: Annotated, spans: Spans) -> list[str]:
    return [read_in.text[start:end] for start, end in spans]


def only(read_in: Annotated) -> Attribution:
    (attribution,) = read_in.sentences[0].attributions
    return attribution


def test_a_document_is_read_with_head_text_and_spans(tmp_path: Path) -> None:
    found = read(document(tmp_path, "THE FERRY CASE\n\n" + SAID + LINE + "Nobody asked.\n"))
    assert (found.name, found.register, found.title) == ("court-001", "court filing", "The ferry case")
    assert (found.outlet, found.kind, found.split) == ("Estero Assizes", "court", "train")
    assert found.text == "THE FERRY CASE\n\nAna Ruiz said that it rained.\nNobody asked."
    assert [s.start for s in found.sentences] == [0, 16, 46]
    assert [len(s.attributions) for s in found.sentences] == [0, 1, 0]
    attribution = found.sentences[1].attributions[0]
    assert words(found, attribution.source) == ["Ana Ruiz"]
    assert words(found, attribution.cue) == ["said"]
    assert words(found, attribution.content) == ["it rained"]
    assert (attribution.named, attribution.kind, attribution.basis, attribution.quote) == (
        "named", "person", "none", "indirect",
    )  # fmt: skip
    assert (attribution.flags, attribution.anaphor, found.sentences[1].own) == (frozenset(), None, None)


def test_content_in_pieces_keeps_their_order(tmp_path: Path) -> None:
    line = "  1: named person basis=none quote=direct anaphor=Dov Ott\n"
    body = "“[o1 We waited],” [s1 he] [c1 said], “[o1 for two days].”\n" + line
    found = read(document(tmp_path, body))
    assert words(found, only(found).content) == ["We waited", "for two days"]
    assert only(found).anaphor == "Dov Ott"


def test_nested_attributions_share_text(tmp_path: Path) -> None:
    body = (
        "[s1 The Office] [c1 reported] that [o1 [s2 a clerk] [c2 told] [h2 Radio Sul] that [o2 [f2 two men] left]].\n"
        "  1: named government basis=none quote=indirect\n  2: unnamed person basis=none quote=indirect\n"
    )
    found = read(document(tmp_path, body))
    outer, inner = found.sentences[0].attributions
    assert words(found, outer.content) == ["a clerk told Radio Sul that two men left"]
    assert words(found, inner.content) == ["two men left"]
    assert words(found, inner.channel) == ["Radio Sul"]
    assert words(found, inner.figures) == ["two men"]


def test_one_source_may_serve_two_cues(tmp_path: Path) -> None:
    lines = LINE + LINE.replace("1:", "2:")
    body = "[s1 [s2 Ana Ruiz]] [c1 saw] [o1 it] and [c2 denied] [o2 that it rained].\n" + lines
    first, second = read(document(tmp_path, body)).sentences[0].attributions
    assert first.source == second.source == ((0, 8),)


def test_brackets_of_the_text_are_escaped(tmp_path: Path) -> None:
    found = read(document(tmp_path, r"“[o1 He \[the guard\] left],” [s1 Ana Ruiz] [c1 said]." + "\n" + LINE))
    assert found.text == "“He [the guard] left,” Ana Ruiz said."
    assert words(found, only(found).content) == ["He [the guard] left"]


def test_offsets_count_code_points(tmp_path: Path) -> None:
    found = read(document(tmp_path, "🌧 Č.\n" + SAID + LINE))
    assert words(found, found.sentences[1].attributions[0].source) == ["Ana Ruiz"]
    assert found.sentences[1].start == 5


def test_the_own_voice_has_a_basis_and_figures(tmp_path: Path) -> None:
    found = read(document(tmp_path, "[b0 We visited] [f0 five wings].\n  0: author basis=visit\nThere are [f0 six].\n"))
    own, without = (sentence.own for sentence in found.sentences)
    assert own
    assert words(found, own.basis_phrase) == ["We visited"]
    assert words(found, own.figures) == ["five wings"]
    assert own.basis == "visit"
    assert without
    assert without.basis == "none"
    assert not any(sentence.attributions for sentence in found.sentences)


def test_flags_and_a_name_of_several_words_in_any_order(tmp_path: Path) -> None:
    line = "  1: named person basis=none anaphor=Ana María Ruiz quote=indirect denied hedged\n"
    attribution = only(read(document(tmp_path, SAID + line)))
    assert (attribution.anaphor, attribution.flags) == ("Ana María Ruiz", frozenset({"denied", "hedged"}))


@pytest.mark.parametrize(
    "body",
    [
        "Name[c1 :] “[o1 it rained].”\n  1: none nobody basis=none quote=direct\n",
        "[o1 It rained] ([h1 Agencia Norte]).\n  1: none nobody basis=none quote=indirect\n",
        "It rained ([h1 Agencia Norte]).\n  1: none nobody basis=none quote=none\n",
        "“[o1 It rained].”\n  1: none nobody basis=none quote=direct anaphor=Ana Ruiz\n",
        "[s1 Ana Ruiz] [c1 called] the note “[o1 a lie].”\n  1: named person basis=none quote=mixed\n",
        "[s1 Ana Ruiz] [c1 said] that [o1 the note was “a lie”].\n  1: named person basis=none quote=mixed\n",
        "[s1 Ana Ruiz] [c1 said] [o1 it was the guards’].\n" + LINE,
        "[s1 Ana Ruiz] [c1 said] that [o1 it began at 9 p.m.]\n" + LINE,
        "[s1 Ana Ruiz] [c1 said] that [o1 “a” and “b” came].\n  1: named person basis=none quote=mixed\n",
    ],
)
def test_accepted(tmp_path: Path, body: str) -> None:
    assert problems(document(tmp_path, body)) == ()


ERRORS = [
    ("[x3 Ana] said.\n", 7, "unknown tag x3", r"\["),
    ("[s Ana] said.\n", 7, "unknown tag s", "a number"),
    ("[Ana] said.\n", 7, "unknown tag Ana", r"\["),
    ("[s1Ana] said.\n", 7, "unknown tag s1Ana", r"\["),
    ("[s1] said.\n", 7, "no space after the tag s1", "[s1 text]"),
    ("[s1 Ana said.\n", 7, "span opened and not closed: s1", "close it"),
    ("Ana] said.\n", 7, "“]” closes nothing", r"\]"),
    ("[s0 Ana] said.\n", 7, "s0, but 0 is the document’s own voice", "count attributions from 1"),
    ("[s1 ] said.\n", 7, "empty span s1", "delete it"),
    (SAID.replace("Ruiz]", "Ruiz ]") + LINE, 7, "space inside an edge of s1 “Ana Ruiz ”", "move it outside"),
    (SAID.replace("Ruiz]", "Ruiz,]") + LINE, 7, "punctuation at the end of s1 “Ana Ruiz,”", "[s1 ...],"),
    (SAID.replace("rained].", "rained.]") + LINE, 7, "punctuation at the end of o1 “it rained.”", "[o1 ...]."),
    (SAID.replace("it rained", "“it rained”") + LINE, 7, "marks inside an edge of o1 ““it rained”", "“[o1 ...]”"),
    (SAID.replace("it rained", "“it rained") + LINE, 7, "quotation marks inside an edge of o1", "“[o1 ...]”"),
    (SAID.replace("it rained", "it rained”") + LINE, 7, "quotation marks inside an edge of o1", "“[o1 ...]”"),
    (SAID.replace("it rained", '"it rained"') + LINE, 7, "quotation marks inside an edge of o1", "“[o1 ...]”"),
    (SAID.replace("it rained", "‘it rained’") + LINE, 7, "quotation marks inside an edge of o1", "“[o1 ...]”"),
    (SAID + LINE + LINE.replace("1:", "2:"), 9, "line for attribution 2, but the sentence has none", "delete the line"),
    ("Ana left.\n" + LINE, 8, "line for attribution 1, but the sentence has none", "delete the line"),
    (SAID, 7, "attribution 1 has no line", "  1: named person"),
    (SAID + LINE + LINE, 9, "line for 1 after the line for 1", "in the order of number"),
    (SAID.replace("1 ", "2 ") + LINE.replace("1:", "2:"), 7, "attributions are numbered 2", "count from 1"),
    (SAID + "  1 named person\n", 8, "unreadable line “1 named person”", "two spaces"),
    (SAID + "    1: named person basis=none quote=indirect\n", 8, "unreadable line", "two spaces"),
    (SAID + "  1: known person basis=none quote=indirect\n", 8, "unknown naming “known”", "use named, unnamed, none"),
    (SAID + "  1: named basis=none quote=indirect\n", 8, "kind of source missing", "use person, organisation"),
    (SAID + "  1: basis=none quote=indirect\n", 8, "naming missing", "use named"),
    (SAID + "  1: named man basis=none quote=indirect\n", 8, "unknown kind of source “man”", "use person"),
    (SAID + "  1: named person quote=indirect\n", 8, "basis missing", "use visit"),
    (SAID + "  1: named person basis=seen quote=indirect\n", 8, "unknown basis “seen”", "use visit"),
    (SAID + "  1: named person basis=none\n", 8, "quote missing", "use direct"),
    (SAID + "  1: named person basis=none quote=free\n", 8, "unknown quote “free”", "use direct"),
    (SAID + LINE[:-1] + " scare\n", 8, "unknown field “scare”", "denied, hedged, question"),
    (SAID + LINE[:-1] + " bases=visit\n", 8, "unknown field “bases=visit”", "use basis="),
    ("[f0 Six].\n  0: person basis=visit\n", 8, "unknown kind of source “person”", "use author"),
    (SAID.replace("[o1 it rained]", "it rained") + LINE, 7, "attribution 1 has no content", "mark it as o"),
    (SAID + LINE.replace("indirect", "none"), 7, "attribution 1 has content but quote=none", "write direct"),
    ("[s1 Ana Ruiz] knew that [o1 it rained].\n" + LINE, 7, "attribution 1 has no cue", "as c"),
    ("It is [c1 said] that [o1 it rained].\n" + LINE, 7, "is named but has no source span", "none nobody anaphor=WHO"),
    (SAID + "  1: none nobody basis=none quote=indirect\n", 7, "has a source span but says none", "named or unnamed"),
    (SAID + "  1: named nobody basis=none quote=indirect\n", 7, "is named and nobody", "go together"),
    (SAID.replace("Ruiz", "Ruiz, [b1 who saw it]") + LINE, 7, "a basis phrase but basis=none", "name the basis"),
    (SAID.replace("Ana", "[f1 one] Ana") + LINE, 7, "f1 “one” outside content 1", "use f0"),
    ("[o1 It rained, [s1 Ana] [c1 said], for days].\n" + LINE, 7, "c1 “said” inside content 1", "into pieces"),
    (SAID.replace("it rained", "it rained [f0 six days]") + LINE, 7, "f0 “six days” inside content", "the number"),
    (" " + SAID + LINE, 7, "space around a sentence", "at the margin"),
    ("", 7, "no sentence", "below the head"),
]


@pytest.mark.parametrize(("body", "line", "what", "remedy"), ERRORS)
def test_an_error_names_file_line_and_remedy(tmp_path: Path, body: str, line: int, what: str, remedy: str) -> None:
    path = document(tmp_path, body)
    matching = [p for p in problems(path) if what in p.what and remedy in p.remedy and p.line == line]
    assert matching, "\n".join(map(str, problems(path)))
    assert str(matching[0]).startswith(f"court-001.txt:{line}: ")
    with pytest.raises(FormatError) as error:
        read(path)
    assert error.value.problems == problems(path)
    assert str(matching[0]) in str(error.value)


HEAD_ERRORS = [
    (HEAD.replace("# outlet: Estero Assizes\n", ""), "head field “outlet” missing", "# outlet: ..."),
    (HEAD.replace("Estero Assizes", ""), "head field “outlet” missing", "# outlet: ..."),
    (HEAD.replace("outlet", "publisher"), "unknown head field “publisher”", "use register"),
    (HEAD.replace("# kind", "# title: Twice\n# kind"), "head field “title” given twice", "keep one"),
    (HEAD.replace("kind: court", "kind: judgment"), "unknown kind “judgment”", "use news"),
    (HEAD.replace("split: train", "split: dev"), "unknown split “dev”", "use train, test"),
    (HEAD.rstrip("\n") + "\n", "no empty line after the head", "put one"),
]


@pytest.mark.parametrize(("head", "what", "remedy"), HEAD_ERRORS)
def test_an_error_in_the_head(tmp_path: Path, head: str, what: str, remedy: str) -> None:
    found = problems(document(tmp_path, SAID + LINE, head))
    assert any(what in p.what and remedy in p.remedy for p in found), found


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "court-001.txt"
    path.write_bytes(HEAD.encode() + b"caf\xe9\n")
    (problem,) = problems(path)
    assert "not UTF-8" in problem.what
    with pytest.raises(FormatError):
        read(path)


def test_every_error_of_a_file_is_reported_in_the_order_of_lines(tmp_path: Path) -> None:
    found = problems(document(tmp_path, "[x1 A].\n[s1 B\n\n" + SAID))
    assert [p.line for p in found] == sorted(p.line for p in found)
    assert {7, 8, 10} <= {p.line for p in found}


TEXT = st.text(alphabet="abcé[]\\“”’ .,🌧", min_size=1, max_size=30).map(lambda t: "x" + t.replace("\\", "") + "x")


@st.composite
def sentences(draw: st.DrawFn, start: int) -> Sentence:
    """A sentence whose spans nest: attribution 2, if there is one, lies within the content of attribution 1."""
    parts = [f"{draw(st.sampled_from(['Ana', 'ČR [sic]', '🌧 né']))}{i}" for i in range(8)]
    between = [draw(TEXT) for _ in range(9)]
    text, spans = "", []
    for part, gap in zip(parts, between, strict=False):
        text += gap
        spans.append((start + len(text), start + len(text) + len(part)))
        text += part
    text += between[-1]
    source, cue, content, figure, inner_source, inner_cue, inner_content, channel = spans
    last = (inner_source[0], channel[1])
    fields = draw(st.tuples(st.sampled_from(["named", "unnamed"]), st.sampled_from(SOURCE_KINDS[:-1])))
    more = draw(st.frozensets(st.sampled_from(FLAGS))), draw(st.sampled_from([None, "Ana Ruiz", "the old man"]))
    tail = (*fields, draw(st.sampled_from(BASES)), draw(st.sampled_from(QUOTES[:-1])), *more)
    outer = Attribution(1, (source,), (cue,), (content, last), (), (), (), *tail)
    inner = Attribution(2, (inner_source,), (inner_cue,), (inner_content,), (channel,), (), (inner_content,), *tail)
    own = draw(st.sampled_from([None, Own("visit", (), (figure,)), Own("none", (), (figure,))]))
    chosen = draw(st.sampled_from([(), (outer,), (outer, inner)]))
    return Sentence(text, start, chosen, own)


@st.composite
def documents(draw: st.DrawFn) -> Annotated:
    """A document of one to four sentences, with and without breaks between paragraphs."""
    made: list[Sentence] = []
    offset = 0
    for _ in range(draw(st.integers(1, 4))):
        made.append(draw(sentences(offset)))
        offset += len(made[-1].text) + draw(st.sampled_from([1, 2]))
    return Annotated("court-001", "court filing", "A [case]", "Estero Assizes", "court", "test", tuple(made))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(documents())
def test_what_is_written_is_read_back(tmp_path: Path, made: Annotated) -> None:
    path = tmp_path / "court-001.txt"
    path.write_text(write(made), encoding="utf-8", newline="")
    found = read(path)
    assert found == made
    assert all(found.text[s.start : s.start + len(s.text)] == s.text for s in found.sentences)
    assert write(found) == write(made)


UNNAMED_PERSON = LINE.replace("named", "unnamed")
UNNAMED_BODY = UNNAMED_PERSON.replace("person", "government")
DOUBTS = [
    ("[s1 The minister] [c1 said] that [o1 it rained].\n" + UNNAMED_BODY, "is a person"),
    ("[s1 She] [c1 said] that [o1 it rained].\n" + UNNAMED_PERSON, "pronoun without anaphor"),
    ("[s1 The guard] [c1 said] that [o1 it rained].\n" + LINE, "has the name"),
    ("[s1 The police] [c1 said] that [o1 it rained].\n" + UNNAMED_BODY, "in particular"),
    ("[s1 Ana Ruiz] [c1 denied] that [o1 it rained].\n" + LINE, "neither denied nor hedged"),
    ("[s1 Ana Ruiz] [c1 said]: “[o1 It rained].”\n" + LINE, "quotation marks say direct"),
    ("[s1 Ana Ruiz] [c1 told] [h1 the court] that [o1 it rained].\n" + LINE, "looks like a listener"),
    ("[s1 Ana Ruiz] [c1 said] [o1 that it rained].\n" + LINE, "begins with “that”"),
    ("[s1 Ana Ruiz] [c1 said that] [o1 it rained].\n" + LINE, "ends with “that”"),
]


@pytest.mark.parametrize(("body", "doubt"), DOUBTS)
def test_a_doubt_is_raised(tmp_path: Path, body: str, doubt: str) -> None:
    (place,) = doubts.places([read(document(tmp_path, body))])
    assert any(doubt in found for found in doubts.doubts(place))


def test_no_doubt_about_a_plain_attribution(tmp_path: Path) -> None:
    (place,) = doubts.places([read(document(tmp_path, SAID + LINE))])
    assert list(doubts.doubts(place)) == []


def test_words_that_attribute_are_found_where_no_cue_covers_them(tmp_path: Path) -> None:
    body = "It is said that it rained.\nAll went according to plan.\nIt goes without saying.\n" + SAID + LINE
    (found,) = doubts.unmarked_cues([read(document(tmp_path, body))])
    assert found.startswith("“is said”")


def test_real_institutions_are_listed(tmp_path: Path) -> None:
    (found,) = doubts.real_names([read(document(tmp_path, "It rained (AFP).\nAFPX is a word.\n"))])
    assert found.startswith("AFP: court-001")


def test_a_quotation_may_run_over_two_sentences(tmp_path: Path) -> None:
    body = (
        "“[o1 It rained].\n  1: none nobody basis=none quote=direct\n[o1 It poured],” [s1 Ana Ruiz] [c1 said].\n" + LINE
    )
    first, second = doubts.places([read(document(tmp_path, body))])
    assert list(doubts.doubts(first)) == []
    assert doubts.quotation(second)[0] == "direct"


def test_near_duplicates_are_found_across_documents(tmp_path: Path) -> None:
    first = read(document(tmp_path, "The ferry left the quay at nine with forty people.\n"))
    second = read(document(tmp_path, "The ferry left the quay at nine with forty men.\nThe ferry left.\n"))
    assert len(list(check.near_duplicates([first, second]))) == 1


def test_spans_that_cross_cannot_be_written() -> None:
    source, cue, content = ((0, 3),), ((2, 5),), ((6, 7),)
    fields = ("named", "person", "none", "direct", frozenset[str](), None)
    crossing = Attribution(1, source, cue, content, (), (), (), *fields)
    made = Annotated("a", "r", "t", "o", "news", "train", (Sentence("abcdefgh", 0, (crossing,), None),))
    with pytest.raises(ValueError, match="crosses"):
        write(made)


def test_agreement_of_a_document_with_itself_is_complete(tmp_path: Path) -> None:
    found = read(document(tmp_path, SAID + LINE))
    agreement = Agreement()
    compare(found, found, agreement)
    for role in ("source", "cue", "content"):
        assert (agreement.roles[role].exact, agreement.roles[role].overlap) == (100, 100)


def test_agreement_counts_shared_words_and_differing_fields(tmp_path: Path) -> None:
    first = read(document(tmp_path, "[s1 Ana Ruiz] [c1 said] that [o1 it rained].\n" + LINE))
    other = LINE.replace("person", "outlet")
    second = read(document(tmp_path, "Ana [s1 Ruiz] [c1 said] that [o1 it rained].\n" + other))
    agreement = Agreement()
    compare(first, second, agreement)
    assert agreement.paired == 1
    assert agreement.roles["source"].exact == 0
    assert agreement.roles["source"].overlap == pytest.approx(200 / 3)
    assert agreement.roles["content"].exact == 100
    assert agreement.values["kind"] == [("person", "outlet")]


def test_agreement_refuses_other_texts(tmp_path: Path) -> None:
    first, second = read(document(tmp_path, SAID + LINE)), read(document(tmp_path, "It snowed.\n"))
    with pytest.raises(ValueError, match="texts differ"):
        compare(first, second, Agreement())


def test_kappa_of_a_worked_example() -> None:
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("a", "a")]) is None
    assert kappa([]) is None
