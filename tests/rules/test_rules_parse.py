"""What a rule file may say, and how an error in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.rule_facts import rule_text

from sayso.errors import RuleError
from sayso.rules import RuleFileError, bundled, load, loads, run_examples
from sayso.rules.language import Term, Within


def broken(text: str, old: str, new: str) -> RuleFileError:
    assert old in text
    with pytest.raises(RuleFileError) as caught:
        loads(text.replace(old, new, 1), "own.yaml")
    return caught.value


def test_a_rule_is_read_with_all_its_fields() -> None:
    (rule,) = loads(
        rule_text("    basis: [visit, own_count]\n    source_kinds: [organisation]\n    contradictions: block")
    )
    assert (rule.id, rule.subject, rule.at_least, rule.within) == ("dark", "facility", 2, Within(24, "months"))
    assert rule.topic.terms == (Term((("cell*",), ("no daylight", "windowless"))),)
    assert (rule.basis, rule.source_kinds, rule.contradictions) == (("visit", "own_count"), ("organisation",), "block")


def test_an_unknown_field_is_named_with_its_place_and_the_nearest_known_one() -> None:
    error = broken(rule_text(), "    within:", "    withn:")
    assert str(error) == 'own.yaml: unknown field "withn" (line 8, column 5); did you mean "within"?'
    assert (error.file, error.line, error.column) == ("own.yaml", 8, 5)
    assert isinstance(error, RuleError)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    title: Dark cells\n", "", 'a rule lacks the field "title"'),
        ("at_least: 2", "at_least: -1", "at_least must be at least 1, not -1"),
        ("at_least: 2", "at_least: two", "at_least must be a whole number"),
        ("at_least: 2", "at_least: 2.5", "at_least must be a whole number"),
        ("at_least: 2", "at_least: true", "at_least must be a whole number"),
        ("subject: facility", "subject: person", 'unknown subject "person"'),
        ("within: 24 months", "within: soon", '"soon" is not a length of time'),
        ("within: 24 months", "within: 0 months", '"0 months" is not a length of time'),
        ("within: 24 months", "within: -3 months", '"-3 months" is not a length of time'),
        ("title: Dark cells", "title: 14", 'title must be text, not int (line 4, column 12); write "14" in quotes'),
        ("title: Dark cells", 'title: ""', "title is empty"),
        ("title: Dark cells", "title: [a]", "title must be text"),
        ("title: Dark cells", "title: a\n    title: b", 'field "title" is given twice'),
        ("[no daylight, windowless]", "[]", "a group of words is an empty list"),
        ("cites: [{text: Rule 14}]", "cites: []", "cites is an empty list"),
        ("cites: [{text: Rule 14}]", "cites: [{text: a, url: 'javascript:x'}]", "is not a web address"),
        ("[cell*]", "[ce*ll]", "the wildcard * may stand only at the end of a word"),
        ("[cell*]", "[c*]", "the wildcard * needs at least two letters"),
        ("[cell*]", "['...']", "holds no word"),
        ("{subject} has", "{subject.__class__} has", "says does not name the subject"),
        ("dark cells.\"", 'dark cells {0}."', 'unknown placeholder "{0}" in says'),
        ("dark cells.\"", 'dark cells }."', "unknown placeholder"),
        ("id: dark", "id: Dark Cells", "is not a plain id"),
        ("expect: insufficient", "expect: maybe", 'unknown expect "maybe"'),
        ("as_of: 2025-06-01", "as_of: 1 June", "is not a date"),
        ("as_of: 2025-06-01", "as_of: 2025-13-01", "is not a date"),
        ("facility\n", "facility\n    contradictions: ignore\n", 'unknown contradictions "ignore"'),
        ("facility\n", "facility\n    basis: [none]\n", 'unknown basis "none"'),
        ("facility\n", "facility\n    basis: visit\n", "basis must be a list"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_its_place(old: str, new: str, told: str) -> None:
    error = broken(rule_text(), old, new)
    assert told in str(error)
    assert error.line > 0
    assert error.column > 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no rules"),
        ("# nothing\n", "holds no rules"),
        ("- id: a\n", 'it begins with "rules:"'),
        ("just words", 'it begins with "rules:"'),
        ("rules: []", "rules is an empty list"),
        ("rules: {a: b}", "rules must be a list"),
        ("rules:\n  - id: [", "is not valid YAML"),
        ("rules: !!python/object/apply:os.system [ls]", "carries a tag"),
        ("a: b\n---\nc: d\n", "is not valid YAML"),
        ("rules: \x07", "is not valid YAML"),
    ],
)
def test_a_file_that_is_no_rule_file_is_refused(text: str, told: str) -> None:
    with pytest.raises(RuleFileError, match=r"own\.yaml") as caught:
        loads(text, "own.yaml")
    assert told in str(caught.value)


def test_an_alias_bomb_and_deep_nesting_are_refused_before_they_are_built() -> None:
    layers = "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9))
    with pytest.raises(RuleFileError, match="more than 20 aliases"):
        loads(f"a0: &a0 [x]\n{layers}\n")
    with pytest.raises(RuleFileError, match="nested more than 12 deep"):
        loads("rules: " + "[" * 50_000)
    with pytest.raises(RuleFileError):
        loads("rules: &a [*a]")


def test_a_file_is_refused_by_what_is_wrong_with_it(tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    with pytest.raises(RuleFileError, match=r"missing\.yaml: cannot be read"):
        load(missing)
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("rules: [{id: prisión}]".encode("latin-1"))
    with pytest.raises(RuleFileError, match="not UTF-8"):
        load(latin)
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 1_000_001)
    with pytest.raises(RuleFileError, match="larger than"):
        load(large)


def test_two_rules_of_one_id_are_refused() -> None:
    text = rule_text()
    again = text.replace("\nrules:\n", "", 1)
    with pytest.raises(RuleFileError, match='"dark" is used twice'):
        loads(text + again)


def test_words_that_yaml_takes_for_something_else_are_still_words() -> None:
    (rule,) = loads(rule_text().replace("[no daylight, windowless]", "[no, on, 2024]"))
    assert rule.topic.terms[0].groups[1] == ("no", "on", "2024")


def test_says_puts_in_the_subject_and_reads_it_as_nothing_else() -> None:
    (rule,) = loads(rule_text())
    assert rule.sentence("{subject} & {0} %s") == "{subject} & {0} %s has dark cells."


def test_every_bundled_rule_cites_its_source_and_passes_its_own_examples() -> None:
    rules = bundled()
    assert "daylight" in {rule.id for rule in rules}
    for rule in rules:
        assert all(cite.url for cite in rule.cites), rule.id
        assert {example.expect for example in rule.examples} == {"met", "not_met", "insufficient"}, rule.id
        assert any(fact.denies for example in rule.examples for fact in example.facts), rule.id
        assert run_examples(rule) == [], rule.id


def test_an_example_that_does_not_hold_is_told_with_its_line_and_the_reason() -> None:
    (rule,) = loads(rule_text().replace("expect: insufficient", "expect: met\n        at_least: 3"), "own.yaml")
    result, number = run_examples(rule)
    assert result.startswith('own.yaml: example "one" (line 12): expected met, got insufficient: At most 1')
    assert number.endswith("expected at_least 3, got 0")


def test_an_example_off_the_topic_says_so() -> None:
    (rule,) = loads(rule_text().replace("says: cells with no daylight", "says: the food is cold"))
    assert "do its words match" in run_examples(rule)[0]
