"""Why a finding is what it is, in sentences with the passages they rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model.nouns import Contradiction, Interval, Result, Statement
from sayso.rules.dates import Window
from sayso.rules.ends import End, words
from sayso.rules.evidence import Bundle, Piece
from sayso.rules.language import Rule

_MAX_QUOTE = 320  # a passage longer than this is read in the document, not in a trace


def explain(
    rule: Rule, bundle: Bundle, window: Window, interval: Interval, ends: Sequence[End], result: Result
) -> list[str]:
    """The trace in reading order: the rule, what counts, what does not, what speaks against it, the conclusion."""
    lines = [_rule_line(rule, window), *(_cite_line(rule))]
    counted = [piece for piece in bundle.pieces if piece.standing != "left out"]
    if counted:
        documents = len({piece.statement.document for piece in counted})
        lines.append(
            f"{_many(len(counted), 'statement')} in {_many(documents, 'document')} on {bundle.subject}: "
            f"at least {interval.min} and at most {_many(interval.max, 'independent source')}."
        )
    else:
        lines.append(f"The case holds no statement that {bundle.subject} falls under this rule in that time.")
    for end in ends:
        lines += _end_lines(end)
    lines += _left_out(bundle)
    lines += [_denial_line(piece) for piece in bundle.denials]
    lines += [_differs_line(contradiction) for _, contradiction in bundle.differs]
    lines += [f"Searched: {what}." for what in bundle.coverage]
    lines.append(_conclusion(rule, bundle, interval, result))
    return lines


def _left_out(bundle: Bundle) -> list[str]:
    """What did not count, by reason: one statement in full, more of them by their ids."""
    by_reason: dict[str, list[Piece]] = {}
    for piece in bundle.pieces:
        if piece.standing == "left out":
            reason = re.sub(r"published .*?, after", "published after", piece.why)
            by_reason.setdefault(reason, []).append(piece)
    return [
        f"Left out, because {reason}: "
        + (
            f"{told(some[0])}."
            if len(some) == 1
            else f"{len(some)} statements ({', '.join(p.statement.id for p in some)})."
        )
        for reason, some in by_reason.items()
    ]


def would_settle(rule: Rule, bundle: Bundle, interval: Interval, ends: Sequence[End]) -> str:
    """What evidence would turn "insufficient" into a result, in words."""
    lower = [end for end in ends if end.lower]
    missing = rule.at_least - interval.min
    steps: list[str] = []
    if missing > 0:
        kind = (
            f"a basis the rule takes ({', '.join(map(words, rule.basis))})"
            if rule.basis
            else "a visible first-hand basis"
        )
        more = "one more source" if missing == 1 else f"{missing} more sources"
        have = f": {'; '.join(f'{end.name} ({words(end.basis)})' for end in lower)}" if lower else ""
        steps.append(f"{more} with {kind}, for example a visit report; today {interval.min} of {rule.at_least}{have}")
        bare = [end.name for end in ends if not end.lower and end.why_not == "no first-hand basis is visible"]
        if bare:
            steps.append(f"or a first-hand basis, made visible, of what {_listed(bare)} said")
    elif blocking(rule, bundle):
        names = sorted({piece.statement.source.name for piece in blocking(rule, bundle)})
        steps.append(f"an answer to the denial by {_listed(names)}, for example the report of a visit made after it")
    if missing > 0 and interval.max < rule.at_least and not bundle.coverage:
        steps.append(f"for “not met”: a record of what was searched for {bundle.subject}, which the case does not hold")
    return "; ".join(steps)


def blocking(rule: Rule, bundle: Bundle) -> list[Piece]:
    """The denials that keep the result open: those from the rule's time, where the rule gives denials that weight."""
    if rule.contradictions != "block":
        return []
    return [piece for piece in bundle.denials if piece.standing != "left out"]


def told(piece: Piece) -> str:
    """One statement as a person would tell it: who, through whom, on what basis, the quotation, and where it stands."""
    statement = piece.statement
    through = f", through {statement.channel.name}" if statement.channel is not None else ""
    basis = f", {words(statement.basis)}" if statement.basis != "none" else ""
    return f"{statement.source.name}{through}{basis}: {quoted(piece)}"


def quoted(piece: Piece) -> str:
    """The passage with its place: “…” (outlet, 2025-03-01, s-0123456789)."""
    document = piece.document
    where = (document.outlet or document.title or document.path) if document is not None else piece.statement.document
    when = piece.when.shown if piece.when is not None else "undated"
    return f"“{_short(piece.statement)}” ({where}, {when}, {piece.statement.id})"


def _short(statement: Statement) -> str:
    text = " ".join((statement.sentence or statement.content.text).split())
    if len(text) > _MAX_QUOTE:
        text = " ".join(statement.content.text.split())
    return text if len(text) <= _MAX_QUOTE else f"{text[: _MAX_QUOTE - 1].rstrip()}…"


def _rule_line(rule: Rule, window: Window) -> str:
    kinds = f" of these kinds: {', '.join(map(words, rule.source_kinds))}" if rule.source_kinds else ""
    known = f", as far as the case knew it by {window.known_by}" if window.known_by is not None else ""
    return (
        f"The rule “{rule.title}” ({rule.id}) asks for at least {_many(rule.at_least, 'independent source')}{kinds} on "
        f"“{rule.topic.name}” within {rule.within}: published from {window.start} to {window.end}{known}."
    )


def _cite_line(rule: Rule) -> list[str]:
    cites = "; ".join(f"{cite.text} ({cite.url})" if cite.url else cite.text for cite in rule.cites)
    return [f"It rests on {cites}."] if cites else []


def _end_lines(end: End) -> list[str]:
    unnamed = ", unnamed" if end.kind == "unnamed" else ""
    origin = "" if end.established else ", origin not established"
    if end.lower:
        head = f"{end.name}{unnamed}{origin} counts in both numbers, on a first-hand basis ({words(end.basis)})"
        if end.basis_quote:
            head += f", seen in “{end.basis_quote.rstrip('.')}”"
    else:
        head = f"{end.name}{unnamed}{origin} counts only in “at most”: {end.why_not}"
    lines = [f"{head}."]
    for piece in end.pieces.values():
        caveat = f" Only in “at most”: {piece.why}." if piece.why and piece.why != end.why_not else ""
        lines.append(f"{told(piece)}.{caveat}")
    return lines


def _denial_line(piece: Piece) -> str:
    old = " It is older than the time the rule asks for." if piece.standing == "left out" else ""
    return f"Against it, denied by {told(piece)}. A denial does not count as a source.{old}"


def _differs_line(contradiction: Contradiction) -> str:
    first, second = contradiction.statements
    return f"Not settled, {contradiction.kind}: {contradiction.why} ({first}, {second})."


def _conclusion(rule: Rule, bundle: Bundle, interval: Interval, result: Result) -> str:
    asked = f"and the rule asks for {rule.at_least}"
    lowest, highest = f"At least {interval.min}", f"at most {interval.max}"
    if result == "met":
        against = " The denials above do not change that, and stay part of it." if bundle.denials else ""
        return f"{lowest}, {asked}: met.{against}"
    if result == "not_met":
        return f"{highest.capitalize()}, {asked}; the case records what was searched: not met."
    if interval.min >= rule.at_least and blocking(rule, bundle):
        return f"{lowest}, {asked}, but a denial stands against it and this rule waits for an answer: insufficient."
    if interval.max >= rule.at_least:
        return f"{lowest} and {highest}, {asked}: insufficient."
    return (
        f"{highest.capitalize()}, {asked}; but the case does not record what was searched, and silence is not "
        "evidence: insufficient."
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
