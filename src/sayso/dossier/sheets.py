"""Claim sheets: everything the record holds on one claim, in the order a reader asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.claims.measures import count, load_measures
from sayso.dossier import river, words
from sayso.dossier.lookup import Lookup
from sayso.dossier.views import (
    ClaimLink,
    ClaimSheet,
    ContradictionView,
    FirstSaidView,
    MergeView,
    OriginView,
    SideView,
    SingleRow,
    StatementView,
)
from sayso.model.nouns import Claim, Contradiction, Finding, Merge, Statement


def ordered(lookup: Lookup) -> tuple[list[Claim], list[Claim]]:
    """Claims that get a sheet, most important first, and those that get a line.

    A sheet: contradicted, part of a finding, or said at least twice. Those with a contradiction or a finding come
    first, then the more statements the earlier.
    """
    sheets: list[Claim] = []
    lines: list[Claim] = []
    for claim in lookup.record.claims:
        weighty = bool(claim.contradicted_by) or claim.id in lookup.findings_on
        (sheets if weighty or len(claim.statements) > 1 else lines).append(claim)
    sheets.sort(
        key=lambda c: (
            not (c.contradicted_by or c.id in lookup.findings_on),
            -len(c.statements),
            c.text.casefold(),
            c.id,
        )
    )
    lines.sort(key=lambda c: ((c.subject or "\uffff").casefold(), c.text.casefold(), c.id))
    return sheets, lines


def sheet(claim: Claim, lookup: Lookup, numbers: dict[str, int]) -> ClaimSheet:
    """One claim in full. `numbers` are the sheets' numbers by claim id."""
    statements = sorted(lookup.statements_of(claim), key=lambda s: (lookup.dated(s.document)[0], s.id))
    against = {id_ for contradiction in claim.contradicted_by for id_ in contradiction.statements}
    documents = len({statement.document for statement in statements})
    return ClaimSheet(
        number=numbers[claim.id],
        id=claim.id,
        text=claim.text,
        subject=claim.subject or "",
        interval=words.appearances(len(claim.statements), documents, claim.independent),
        low=claim.independent.min,
        high=claim.independent.max,
        origins=tuple(_origins(claim)),
        statements=tuple(_statement(statement, statement.id in against, lookup) for statement in statements),
        merges=tuple(_merge(merge, lookup) for merge in claim.merges),
        first_said=tuple(_first_said(claim, lookup)),
        contradictions=tuple(_contradictions(claim, lookup, numbers)),
        findings=tuple(_finding(claim, finding) for finding in lookup.findings_on.get(claim.id, ())),
        river=river.draw(claim, lookup),
    )


def _finding(claim: Claim, finding: Finding) -> str:
    result = f"{words.SIGNS[finding.result]} {words.RESULTS[finding.result]}"
    if claim.id in finding.claims:
        return f"{result}: {finding.rule}, {finding.subject}"
    return f"Adverse evidence in the finding {finding.rule}, {finding.subject} ({result})"


def single(claim: Claim, lookup: Lookup) -> SingleRow:
    """The line of a claim that one statement makes."""
    held = lookup.statements_of(claim)
    if not held:
        return SingleRow(claim.id, claim.text, "", "", "", "", None)
    row = _statement(held[0], False, lookup)
    return SingleRow(claim.id, claim.text, row.who, row.through, row.basis, row.date, row.tab)


def link(claim_id: str, lookup: Lookup, numbers: dict[str, int]) -> ClaimLink:
    claim = lookup.claims.get(claim_id)
    return ClaimLink(claim_id, claim.text if claim is not None else "not in the case", numbers.get(claim_id))


def _origins(claim: Claim) -> list[OriginView]:
    views = [
        OriginView(o.name, words.basis_of(o), o.first_hand, o.established, o.basis_quote, len(o.statements))
        for o in claim.origins
    ]
    return sorted(views, key=lambda view: (not view.first_hand, -view.statements, view.name))


def _statement(statement: Statement, against: bool, lookup: Lookup) -> StatementView:
    date, how = lookup.dated(statement.document)
    return StatementView(
        id=statement.id,
        who=statement.source.name,
        who_kind=statement.source.kind,
        through=statement.channel.name if statement.channel is not None else "",
        quotation=statement.sentence or statement.content.text,
        basis=words.BASES[statement.basis],
        date=date,
        date_how=how,
        outlet=lookup.outlet(statement.document),
        tab=lookup.tab(statement.document),
        against=against,
        denies=statement.denies,
    )


def _merge(merge: Merge, lookup: Lookup) -> MergeView:
    passage = merge.passage
    return MergeView(
        what=_named(merge.what, lookup),
        into=_named(merge.into, lookup),
        edge=merge.edge,
        strength=merge.strength,
        why=merge.why,
        quote=passage.quote if passage is not None else "",
        tab=lookup.tab(passage.document) if passage is not None else None,
    )


def _named(what: str, lookup: Lookup) -> str:
    """The end of a merge as a reader knows it: a statement or document by its tab, any other by its name."""
    statement = lookup.statements.get(what)
    document = statement.document if statement is not None else what
    tab = lookup.tab(document)
    return f"{lookup.outlet(document)} (tab {tab})" if tab is not None else what


def _first_said(claim: Claim, lookup: Lookup) -> list[FirstSaidView]:
    views = []
    for first in sorted(claim.first_said, key=lambda first: (first.date or "9999", first.origin)):
        statement = lookup.statements.get(first.statement)
        tab = lookup.tab(statement.document) if statement is not None else None
        views.append(
            FirstSaidView(
                first.origin,
                words.moment(first.date) if first.date else "undated",
                first.how,
                first.conflict or "",
                tab,
            )
        )
    return views


def _contradictions(claim: Claim, lookup: Lookup, numbers: dict[str, int]) -> list[ContradictionView]:
    by_kind: dict[str, list[Contradiction]] = defaultdict(list)
    for contradiction in claim.contradicted_by:
        by_kind[contradiction.kind].append(contradiction)
    views = []
    for kind, found in by_kind.items():
        ids = dict.fromkeys(id_ for contradiction in found for id_ in contradiction.statements)
        held = [lookup.statements[id_] for id_ in ids if id_ in lookup.statements]
        if kind == "figures differ":
            held.sort(key=lambda s: (min((f.low or 0.0 for f in s.figures), default=0.0), s.id))
        others = dict.fromkeys(c.claim for c in found if c.claim != claim.id)
        views.append(
            ContradictionView(
                kind=_heading(kind, claim, held),
                why=tuple(dict.fromkeys(contradiction.why for contradiction in found)),
                sides=tuple(_side(statement, claim.measure, lookup) for statement in held),
                others=tuple(link(other, lookup, numbers) for other in others),
            )
        )
    return views


def _heading(kind: str, claim: Claim, sides: Sequence[Statement]) -> str:
    """The kind of contradiction as this claim's reader sees it: the denial's own sheet says that it denies."""
    mine = [statement for statement in sides if statement.id in claim.statements]
    denies = kind == "denied by" and bool(mine) and all(statement.denies for statement in mine)
    return "denies another claim" if denies else kind


def _side(statement: Statement, measure: str, lookup: Lookup) -> SideView:
    row = _statement(statement, True, lookup)
    counted = [one.figure.text for one in count(statement, load_measures()) if one.figure.measure == measure]
    figure = words.listed(list(dict.fromkeys(counted or [figure.text for figure in statement.figures])))
    return SideView(row.who, row.through, figure, row.quotation, row.basis, row.date, row.tab, row.id)
