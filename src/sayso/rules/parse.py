"""Rule files into rules: the closed vocabulary, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import cast, get_args

from sayso.model.nouns import Basis, PartyKind, Result
from sayso.rules.language import Cite, Example, Fact, Rule, SubjectKind, Term, Topic, Unit, Weight, Within
from sayso.rules.lexicon import fold
from sayso.rules.reader import Value, parse, read

RULE_FIELDS = (
    "id",
    "title",
    "subject",
    "topic",
    "independent",
    "within",
    "basis",
    "source_kinds",
    "contradictions",
    "cites",
    "says",
    "examples",
)
_REQUIRED = ("id", "title", "subject", "topic", "independent", "within", "cites", "says", "examples")
_EXAMPLE_FIELDS = ("name", "as_of", "expect", "facts", "coverage", "subject", "at_least", "at_most")
_FACT_FIELDS = ("subject", "source", "kind", "says", "basis", "through", "published", "received", "denies")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_PARTIAL_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def load(path: Path) -> list[Rule]:
    """The rules of one file, in its order. RuleError names file, line, column and a remedy."""
    return _rules(read(path))


def loads(text: str, file: str = "rules") -> list[Rule]:
    """The rules of a rule file's text; `file` is the name that errors carry."""
    return _rules(parse(text, file))


def bundled() -> list[Rule]:
    """The rules that come with sayso, by file name."""
    folder = resources.files("sayso.rules").joinpath("bundled")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return [rule for file in files for rule in loads(file.read_text(encoding="utf-8"), file.name)]


def _rules(root: Value) -> list[Rule]:
    fields = root.as_fields(("rules",), ("rules",), 'a rule file (it begins with "rules:")')
    rules: dict[str, Rule] = {}
    for value in fields["rules"].as_list("rules"):
        rule = _rule(value)
        if rule.id in rules:
            value.fail(f'rule id "{rule.id}" is used twice', f"the first is in line {rules[rule.id].line}")
        rules[rule.id] = rule
    return list(rules.values())


def _rule(value: Value) -> Rule:
    fields = value.as_fields(RULE_FIELDS, _REQUIRED, "a rule")
    independent = fields["independent"].as_fields(("at_least",), ("at_least",), "independent")
    subject = fields["subject"].as_choice(get_args(SubjectKind), "subject")
    weight = (
        fields["contradictions"].as_choice(get_args(Weight), "contradictions") if "contradictions" in fields else "list"
    )
    return Rule(
        id=_id(fields["id"]),
        title=fields["title"].as_text("title"),
        subject=cast(SubjectKind, subject),
        topic=_topic(fields["topic"]),
        at_least=independent["at_least"].as_count("at_least", least=1),
        within=_within(fields["within"]),
        says=_says(fields["says"]),
        cites=tuple(_cite(cite) for cite in fields["cites"].as_list("cites")),
        examples=tuple(_example(example) for example in fields["examples"].as_list("examples")),
        basis=cast(tuple[Basis, ...], _choices(fields, "basis", [b for b in get_args(Basis) if b != "none"])),
        source_kinds=cast(tuple[PartyKind, ...], _choices(fields, "source_kinds", get_args(PartyKind))),
        contradictions=cast(Weight, weight),
        file=value.file,
        line=value.line,
    )


def _id(value: Value) -> str:
    text = value.as_text("id")
    if not re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", text):
        value.fail(f'id "{text}" is not a plain id', "use small letters, digits and hyphens, for example no-daylight")
    return text


def _topic(value: Value) -> Topic:
    fields = value.as_fields(("name", "terms", "not_terms"), ("name", "terms"), "topic")
    terms = tuple(_term(term) for term in fields["terms"].as_list("terms"))
    cancels = fields["not_terms"].as_list("not_terms") if "not_terms" in fields else []
    return Topic(fields["name"].as_text("name"), terms, tuple(_phrase(phrase) for phrase in cancels))


def _term(value: Value) -> Term:
    if getattr(value.node, "id", "") == "scalar":
        return Term(((_phrase(value),),))
    groups = value.as_fields(("all_of",), ("all_of",), 'a term (a phrase, or "all_of:" with word groups)')["all_of"]
    return Term(
        tuple(
            tuple(_phrase(phrase) for phrase in group.as_list("a group of words", or_one=True))
            for group in groups.as_list("all_of")
        )
    )


def _phrase(value: Value) -> str:
    text = value.as_text("a phrase", bare=True)
    for word in text.split():
        if "*" in word[:-1] or word == "*":
            value.fail(f'"{word}": the wildcard * may stand only at the end of a word')
        if word.endswith("*") and len("".join(fold(word[:-1]))) < 2:
            value.fail(f'"{word}": the wildcard * needs at least two letters before it')
    if not fold(text):
        value.fail(f'"{text}" holds no word')
    return text


def _within(value: Value) -> Within:
    text = value.as_text("within", bare=True)
    found = re.fullmatch(r"(\d{1,6})\s+(day|week|month|year)s?", text)
    if not found or int(found[1]) < 1:
        value.fail(f'"{text}" is not a length of time', 'write a number and days, weeks, months or years: "24 months"')
    return Within(int(found[1]), cast(Unit, f"{found[2]}s"))


def _says(value: Value) -> str:
    text = re.sub(r"\s+", " ", value.as_text("says"))
    rest = text.replace("{subject}", "")
    if "{subject}" not in text:
        value.fail("says does not name the subject", "use the placeholder {subject}")
    if any(mark in rest for mark in "{}"):
        odd = re.search(r"\{[^}]*\}?|\}", rest)
        value.fail(f'unknown placeholder "{odd.group() if odd else rest}" in says', "the only placeholder is {subject}")
    return text


def _cite(value: Value) -> Cite:
    fields = value.as_fields(("text", "url"), ("text",), "a cite")
    url = fields["url"].as_text("url") if "url" in fields else None
    if url is not None and not re.fullmatch(r"https?://\S+", url):
        fields["url"].fail(f'"{url}" is not a web address', "begin it with https://")
    return Cite(fields["text"].as_text("text"), url)


def _choices(fields: dict[str, Value], name: str, choices: Iterable[str]) -> tuple[str, ...]:
    if name not in fields:
        return ()
    return tuple(value.as_choice(choices, name) for value in fields[name].as_list(name))


def _date(value: Value, what: str, pattern: re.Pattern[str]) -> str:
    text = value.as_text(what, bare=True)
    if not pattern.fullmatch(text):
        value.fail(f'{what} "{text}" is not a date', "write it as 2025-03-01")
    return text


def _example(value: Value) -> Example:
    fields = value.as_fields(_EXAMPLE_FIELDS, ("name", "as_of", "expect"), "an example")
    facts = fields["facts"].as_list("facts") if "facts" in fields else []
    coverage = fields["coverage"].as_list("coverage") if "coverage" in fields else []
    if not facts and not coverage:
        value.fail("an example needs facts or coverage", "a rule says nothing of a subject it has never heard of")
    return Example(
        name=fields["name"].as_text("name"),
        as_of=_date(fields["as_of"], "as_of", _DAY),
        expect=cast(Result, fields["expect"].as_choice(get_args(Result), "expect")),
        facts=tuple(_fact(fact) for fact in facts),
        coverage=tuple(line.as_text("coverage") for line in coverage),
        subject=fields["subject"].as_text("subject") if "subject" in fields else None,
        at_least=fields["at_least"].as_count("at_least", least=0) if "at_least" in fields else None,
        at_most=fields["at_most"].as_count("at_most", least=0) if "at_most" in fields else None,
        line=value.line,
    )


def _fact(value: Value) -> Fact:
    fields = value.as_fields(_FACT_FIELDS, ("subject", "source", "says"), "a fact")
    kind = fields["kind"].as_choice(get_args(PartyKind), "kind") if "kind" in fields else "organisation"
    basis = fields["basis"].as_choice(get_args(Basis), "basis") if "basis" in fields else "none"
    return Fact(
        subject=fields["subject"].as_text("subject"),
        source=fields["source"].as_text("source"),
        kind=cast(PartyKind, kind),
        says=fields["says"].as_text("says"),
        basis=cast(Basis, basis),
        through=fields["through"].as_text("through") if "through" in fields else None,
        published=_date(fields["published"], "published", _PARTIAL_DAY) if "published" in fields else None,
        received=_date(fields["received"], "received", _DAY) if "received" in fields else None,
        denies=fields["denies"].as_yes_no("denies") if "denies" in fields else False,
    )
