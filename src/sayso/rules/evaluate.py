"""Rules applied to a record: one finding a rule and subject, with its trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from sayso.model.ids import make_id
from sayso.model.nouns import Finding, Interval, Record, Result
from sayso.rules.dates import Window, parse_day
from sayso.rules.ends import combine
from sayso.rules.evidence import Bundle, Evidence
from sayso.rules.language import Rule
from sayso.rules.trace import blocking, explain, would_settle


def check(
    rules: Sequence[Rule],
    record: Record,
    as_of: str,
    coverage: Sequence[str] = (),
    known: Mapping[str, str] | None = None,
    *,
    today: date | None = None,
) -> list[Finding]:
    """Findings by rule, then by subject; a rule is silent on a subject that nobody spoke of and nobody searched for.

    `as_of` is an ISO day. It covers what was published by then and, where it lies before `today` (now in UTC, unless
    given), what the case had received by then: `known` maps a document id to the UTC time of receipt, the record's
    captures stand for ids it lacks. `coverage` lines read "Villa Norte Prison: press 2023-2025".
    RuleError: `as_of` is not a day.
    """
    day = parse_day(as_of, "as-of date")
    known_by = day if day < (today or datetime.now(UTC).date()) else None
    evidence = Evidence(record, known)
    findings = []
    for rule in rules:
        window = Window(rule.within.start(day), day, known_by)
        findings += [_finding(rule, bundle, window) for bundle in evidence.bundles(rule, window, coverage)]
    return findings


def _finding(rule: Rule, bundle: Bundle, window: Window) -> Finding:
    interval, ends = combine(rule, bundle)
    result = _result(rule, bundle, interval)
    as_of = window.end.isoformat()
    used = [piece.claim.id for piece in bundle.pieces if piece.standing != "left out"]
    adverse = [piece.claim.id for piece in bundle.denials]
    adverse += [contradiction.claim for _, contradiction in bundle.differs]
    return Finding(
        id=make_id("r", rule.id, bundle.subject, as_of),
        rule=rule.id,
        subject=bundle.subject,
        as_of=as_of,
        result=result,
        says=_says(rule.sentence(bundle.subject), result),
        because=tuple(explain(rule, bundle, window, interval, ends, result)),
        independent=interval,
        claims=tuple(dict.fromkeys(used)),
        adverse=tuple(dict.fromkeys(adverse)),
        would_settle=would_settle(rule, bundle, interval, ends) if result == "insufficient" else "",
    )


def _result(rule: Rule, bundle: Bundle, interval: Interval) -> Result:
    if interval.min >= rule.at_least:
        return "insufficient" if blocking(rule, bundle) else "met"
    return "not_met" if bundle.coverage and interval.max < rule.at_least else "insufficient"


def _says(sentence: str, result: Result) -> str:
    """The rule's sentence, never as a fact where it was not met."""
    if result == "met":
        return sentence
    return f"Not met, on what was searched: “{sentence}”" if result == "not_met" else f"Not settled: “{sentence}”"
