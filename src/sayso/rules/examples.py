"""A rule's own examples, run through the same evaluation as a case."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sayso.model.ids import make_id
from sayso.model.nouns import (
    FIRST_HAND,
    Basis,
    Capture,
    Claim,
    Contradiction,
    Document,
    Finding,
    Interval,
    Origin,
    Party,
    Record,
    Span,
    Statement,
)
from sayso.rules.evaluate import check
from sayso.rules.language import Example, Fact, Rule


def run_examples(rule: Rule) -> list[str]:
    """What fails, in words; [] where every example gives what its author expects."""
    failures = []
    for example in rule.examples:
        record = _record(example)
        # an example has its own clock: its facts are received when it says, whatever the day it is run on
        findings = check([rule], record, example.as_of, example.coverage, today=date.max)
        failures += [
            f'{rule.file}: example "{example.name}" (line {example.line}): {what}' for what in _wrong(example, findings)
        ]
    return failures


def _wrong(example: Example, findings: list[Finding]) -> list[str]:
    chosen = [finding for finding in findings if example.subject in (None, finding.subject)]
    if not chosen:
        return ["gives no finding; do its words match the topic's terms?"]
    if len(chosen) > 1:
        return [f'gives findings on {len(chosen)} subjects; say which with "subject:"']
    finding = chosen[0]
    wrong = []
    if finding.result != example.expect:
        wrong.append(f"expected {example.expect}, got {finding.result}: {finding.because[-1]}")
    for name, want, got in (
        ("at_least", example.at_least, finding.independent.min),
        ("at_most", example.at_most, finding.independent.max),
    ):
        if want is not None and want != got:
            wrong.append(f"expected {name} {want}, got {got}")
    return wrong


def _record(example: Example) -> Record:
    by_subject: dict[str, list[tuple[Fact, Statement]]] = defaultdict(list)
    documents, captures = [], []
    for number, fact in enumerate(example.facts):
        key = make_id("d", "example", number)
        documents.append(_document(fact, key))
        if fact.received:
            captures.append(Capture(key, key, key, 0, "text/plain", fact.received))
        by_subject[fact.subject].append((fact, _statement(fact, key)))
    claims = []
    for subject, told in by_subject.items():
        says = [statement for fact, statement in told if not fact.denies]
        denials = [statement for fact, statement in told if fact.denies]
        ids = make_id("c", subject, "says"), make_id("c", subject, "denies")
        claims += [_claim(ids[0], subject, says, denials, ids[1])] if says else []
        claims += [_claim(ids[1], subject, denials, says, ids[0])] if denials else []
    statements = tuple(statement for told in by_subject.values() for _, statement in told)
    return Record("example", tuple(captures), tuple(documents), (), statements, tuple(claims))


def _document(fact: Fact, key: str) -> Document:
    return Document(key, key, key, fact.says, outlet=fact.through or fact.source, published=fact.published)


def _statement(fact: Fact, document: str) -> Statement:
    return Statement(
        id=make_id("s", document),
        document=document,
        start=0,
        end=len(fact.says),
        sentence=fact.says,
        quote="indirect",
        source=Party(fact.source, fact.source, fact.kind),
        channel=Party(fact.through, fact.through, "outlet") if fact.through else None,
        cue="said",
        content=Span(fact.says, 0, len(fact.says)),
        basis=fact.basis,
        confidence=1.0,
        because="an example",
        denies=fact.denies,
    )


def _claim(key: str, subject: str, mine: list[Statement], against: list[Statement], other: str) -> Claim:
    by_source: dict[str, list[Statement]] = defaultdict(list)
    for statement in mine:
        by_source[statement.source.name].append(statement)
    origins = tuple(_origin(statements) for statements in by_source.values())
    contradictions = tuple(
        Contradiction(other, "denied by", "one denies what the other says", (a.id, b.id), 1.0)
        for a in mine[:1]
        for b in against
    )
    lower = sum(origin.first_hand for origin in origins)
    ids = tuple(statement.id for statement in mine)
    interval = Interval(lower, len(origins))
    return Claim(
        key,
        mine[0].content.text,
        subject,
        "",
        ids,
        ("an example",) * len(ids),
        interval,
        origins,
        (),
        (),
        contradictions,
    )


def _origin(statements: list[Statement]) -> Origin:
    bases: list[Basis] = [statement.basis for statement in statements]
    first_hand = [basis for basis in bases if basis in FIRST_HAND]
    source = statements[0].source
    basis = first_hand[0] if first_hand else bases[0]
    return Origin(source.name, source.kind, basis, tuple(statement.id for statement in statements))
