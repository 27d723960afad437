"""The rule language's page: its example is a rule that holds, and it names every field."""

from __future__ import annotations

import re
from pathlib import Path

from sayso.rules import loads, run_examples
from sayso.rules.parse import RULE_FIELDS

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


def test_the_documented_example_is_a_rule_and_its_examples_hold() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (rule,) = loads(text, "rules.md")
    assert {example.expect for example in rule.examples} == {"met", "not_met", "insufficient"}
    assert run_examples(rule) == []


def test_every_field_has_a_line_and_stands_in_the_example() -> None:
    for field in RULE_FIELDS:
        assert f"| `{field}` |" in PAGE
        assert re.search(rf"^ +(- )?{field}:", PAGE, re.MULTILINE), field
