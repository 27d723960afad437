"""The trail of one thing in the case, told as a person would, with the quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.dossier import words
from sayso.dossier.find import find_id
from sayso.dossier.lookup import Lookup
from sayso.dossier.paths import without_machine
from sayso.model.nouns import Claim, Document, Family, Finding, Merge, Record, Statement
from sayso.model.visible import shorten, shown, visible

_MAX_QUOTE = 400
_BREAK = re.compile(r"[\r\n\t]+")


def trail(record: Record, id: str) -> list[str]:  # noqa: A002 - the command's own word
    """Lines of text on a claim, statement, document, family or finding, named by its id or the start of it.

    Two spaces indent what belongs to the line before. UnknownId: no such id, or more than one.
    """
    record = without_machine(record)
    lookup = Lookup(record)
    families = {family.id: family for family in record.families}
    findings = {finding.id: finding for finding in record.findings}
    every = [*lookup.claims, *lookup.statements, *lookup.documents, *families, *findings]
    found = find_id(id, dict.fromkeys(every))
    if found in lookup.claims:
        lines = _claim(lookup.claims[found], lookup)
    elif found in lookup.statements:
        lines = _statement(lookup.statements[found], lookup)
    elif found in lookup.documents:
        lines = _document(lookup.documents[found], lookup)
    elif found in families:
        lines = _family(families[found], lookup)
    else:
        lines = _finding(findings[found], lookup)
    # the indent stays; what a date or a name may hide does not
    return [visible(_BREAK.sub(" ", line)) for line in lines]


def _quote(text: str) -> str:
    return f"“{shorten(text, _MAX_QUOTE)}”"


def _stop(line: str) -> str:
    """The line with a full stop, unless the quotation it ends with has one."""
    return line if line.endswith(".”") else f"{line}."


def _place(document: str, lookup: Lookup) -> str:
    return f"{shown(lookup.outlet(document))}, {lookup.dated(document)[0]}, {document}"


def _spoken(statement: Statement) -> str:
    through = f", through {shown(statement.channel.name)}" if statement.channel is not None else ""
    unnamed = " (unnamed)" if statement.source.kind == "unnamed" else ""
    verb = "denies" if statement.denies else "says"
    return f"{shown(statement.source.name)}{unnamed}{through}, {verb}"


def _claim(claim: Claim, lookup: Lookup) -> Iterator[str]:
    statements = lookup.statements_of(claim)
    documents = len({statement.document for statement in statements})
    yield f"Claim {claim.id}: {_quote(claim.text)}"
    if claim.subject:
        yield f"On {shown(claim.subject)}."
    yield f"{words.appearances(len(claim.statements), documents, claim.independent)}."
    for origin in sorted(claim.origins, key=lambda o: (not o.first_hand, -len(o.statements), o.name)):
        stands = "" if origin.established else "; origin not established"
        seen = f", seen in {_quote(origin.basis_quote)}" if origin.basis_quote else ""
        yield _stop(f"Origin {shown(origin.name)}: {words.basis_of(origin)}{seen}{stands}")
        for id_ in origin.statements:
            if id_ in lookup.statements:
                yield from _way(lookup.statements[id_], claim, lookup)
    held = {id_ for origin in claim.origins for id_ in origin.statements}
    for statement in statements:
        if statement.id not in held:
            yield from _way(statement, claim, lookup)
    for first in claim.first_said:
        conflict = f" Conflict: {shown(first.conflict)}." if first.conflict else ""
        date = words.moment(first.date) if first.date else "an unknown day"
        yield f"First said by {shown(first.origin)} on {date} ({shown(first.how)}; {first.statement}).{conflict}"
    yield from _against(claim, lookup)
    for finding in lookup.findings_on.get(claim.id, ()):
        result = words.RESULTS[finding.result].lower()
        yield f"Finding {finding.id}: {result}, rule {finding.rule}, as of {finding.as_of}."


def _way(statement: Statement, claim: Claim, lookup: Lookup) -> Iterator[str]:
    """One statement and its steps, as far as the next statement, whose own steps stand where it is told."""
    yield f"  {_spoken(statement)}: {_quote(statement.sentence)} ({_place(statement.document, lookup)}; {statement.id})"
    for merge in lookup.way_up(claim, statement.id):
        if merge.what == statement.id or merge.what not in lookup.statements:
            yield f"    {_merged(merge, statement, lookup)}"
        if merge.into in lookup.statements:
            break


def _merged(merge: Merge, statement: Statement, lookup: Lookup) -> str:
    """The step, with the quote that proves it unless that is the sentence just told."""
    passage, proof = merge.passage, ""
    if passage is not None and passage.quote not in statement.sentence:
        proof = f" {_quote(passage.quote)} ({_place(passage.document, lookup)})"
    strength = "" if merge.strength == "proven" else f", {merge.strength}"
    return f"→ {shown(merge.into)} ({shown(merge.edge)}{strength}): {shown(merge.why)}.{proof}"


def _against(claim: Claim, lookup: Lookup) -> Iterator[str]:
    for contradiction in claim.contradicted_by:
        other = f" (claim {contradiction.claim})" if contradiction.claim != claim.id else ""
        yield f"Contradicted, {contradiction.kind}: {shown(contradiction.why)}{other}."
        for id_ in contradiction.statements:
            if id_ in lookup.statements:
                said = lookup.statements[id_]
                yield f"  {_spoken(said)}: {_quote(said.sentence)} ({_place(said.document, lookup)}; {id_})"


def _statement(statement: Statement, lookup: Lookup) -> Iterator[str]:
    yield f"Statement {statement.id}: {_spoken(statement)} that: {_quote(statement.content.text)}"
    yield f"In {_place(statement.document, lookup)}, characters {statement.start} to {statement.end}:"
    yield f"  {_quote(statement.sentence)}"
    for piece in statement.pieces:
        yield f"  and, beyond the cue: {_quote(piece.text)}"
    cue = f"The cue is {_quote(statement.cue)}" if statement.cue else f"It continues statement {statement.continues}"
    yield f"{cue}; quotation: {statement.quote}; basis: {words.BASES[statement.basis]}."
    yield f"Found by: {shown(statement.because)} (confidence {statement.confidence:.2f})."
    for figure in statement.figures:
        counted = f", counting {shown(figure.measure)}" if figure.measure else ""
        yield f"Figure {_quote(figure.text)}{counted}."
    claim = lookup.claim_of.get(statement.id)
    if claim is None:
        yield "It is in no claim."
        return
    yield f"Part of claim {claim.id}: {_quote(claim.text)}"
    for merge in lookup.way_up(claim, statement.id):
        yield f"  {_merged(merge, statement, lookup)}"
    origin = lookup.origin_of(claim, statement.id)
    if origin is not None:
        stands = "" if origin.established else "; origin not established"
        yield f"Its origin is {shown(origin.name)}: {words.basis_of(origin)}{stands}."
    for contradiction in claim.contradicted_by:
        if statement.id in contradiction.statements:
            yield f"Contradicted, {contradiction.kind}: {shown(contradiction.why)} ({contradiction.claim})."


def _document(document: Document, lookup: Lookup) -> Iterator[str]:
    date, how = lookup.dated(document.id)
    genre = document.genre.replace("_", " ")
    yield f"Document {document.id}: {_quote(document.title or 'untitled')}, {shown(lookup.outlet(document.id))}."
    where = shown(document.url or document.path)
    yield f"Tab {lookup.tab(document.id)}; {date} ({shown(how)}); {genre}; {where}."
    for seen in document.evidence:
        chosen = "chosen" if seen.chosen else "not chosen"
        yield f"  {seen.field}: {_quote(seen.value)}, from {shown(seen.how)} ({chosen})."
    for mark in document.marks:
        names = f", names {shown(mark.names)}" if mark.names else ", names nobody"
        yield f"Mark of origin, {mark.kind.replace('_', ' ')}{names}: {_quote(mark.quote)}"
    if document.id in lookup.family_of:
        family, member = lookup.family_of[document.id]
        yield f"In family {family.id} as {member.role}{_of(member.of, lookup)}."
    capture = lookup.captures.get(document.sha256)
    received = f", received {capture.received} as {shown(capture.path)}" if capture is not None else ""
    yield f"SHA-256 {document.sha256}{received}."
    held = [statement for statement in lookup.record.statements if statement.document == document.id]
    yield f"{words.many(len(held), 'statement')}."
    for statement in held:
        yield f"  {statement.id}: {_spoken(statement)}: {_quote(statement.content.text)}"


def _of(document: str | None, lookup: Lookup) -> str:
    return f" of {_place(document, lookup)}" if document is not None else ""


def _family(family: Family, lookup: Lookup) -> Iterator[str]:
    if family.origin is not None:
        origin = _place(family.origin, lookup)
    elif family.unseen_origin is not None:
        origin = f"{shown(family.unseen_origin)}, which the case does not hold"
    else:
        origin = "undetermined"
    yield f"Family {family.id}: {words.many(len(family.members), 'document')} with the same text; origin: {origin}."
    yield f"Why: {shown(family.origin_basis)}."
    for member in family.members:
        share = f", {member.containment:.0%} of its words found there" if member.of is not None else ""
        why = f": {shown(member.because)}" if member.because else ""
        yield f"  {member.role}{_of(member.of, lookup)}{share}: {_place(member.document, lookup)}{why}."


def _finding(finding: Finding, lookup: Lookup) -> Iterator[str]:
    yield f"Finding {finding.id} ({words.RESULTS[finding.result].lower()}): {shown(finding.says)}"
    asked = f"Rule {finding.rule}, {shown(finding.subject)}, as of {finding.as_of}"
    yield f"{asked}: {words.interval(finding.independent)}."
    for line in finding.because:
        yield f"  {shown(line)}"
    for kind, ids in (("Rests on", finding.claims), ("Adverse", finding.adverse)):
        for id_ in ids:
            text = _quote(lookup.claims[id_].text) if id_ in lookup.claims else "not in the case"
            yield f"{kind}: claim {id_}, {text}"
    if finding.would_settle:
        yield f"What would settle it: {shown(finding.would_settle)}."
