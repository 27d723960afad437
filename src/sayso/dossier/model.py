"""From a record to a dossier: one model, whatever it is set in."""

from __future__ import annotations

from sayso.dossier import sheets, words
from sayso.dossier.lookup import Lookup
from sayso.dossier.paths import without_machine
from sayso.dossier.views import CustodyRow, Dossier, Exhibit, FailureRow, FamilyView, FindingView, MemberView
from sayso.model.nouns import Document, Family, Finding, Member, Record

MOST_SINGLES = 500  # a printed table longer than this is not read; the JSON and CSV exports hold every row
_MARKS = {
    "originally_published": "republished, origin not named",
    "credit": "credits another publisher",
    "reprinted_on": "reprinted elsewhere",
    "wire_byline": "agency byline",
    "dateline": "agency dateline",
    "agency_tag": "agency named in the text",
    "canonical": "points to another site as the original",
    "cites": "retells another",
}
_METHOD = (
    (
        "What a hash shows",
        "A hash proves that a file has not changed since capture. It does not prove that the page was authentic, "
        "or that what it says is true.",
    ),
    (
        "What a count shows",
        "A count of independent sources is a statement about the documents in this case, not about the world. “At"
        " least” counts origins whose first-hand basis is visible: they visited, interviewed, counted, lived "
        "through it, hold the document or decided it themselves. “At most” counts every origin that is not shown "
        "to depend on another. A copy, a rewrite and a report of a report add nothing to either.",
    ),
    (
        "What a finding shows",
        "A rule is met only where “at least” reaches its number. It is not met only where the case records what "
        "was searched and “at most” stays below it. All else is insufficient. Silence is never evidence. A "
        "finding speaks of places and institutions, never of a person.",
    ),
    (
        "Who decides",
        "Machines suggest, people decide. Statements, copies and contradictions were found by program, each with "
        "its reason. They can be missed or misread: read the passage in the exhibit before relying on it.",
    ),
    (
        "Adverse evidence",
        "Denials and differing figures are never left out. “Figures differ” and “denied by” say that two "
        "statements cannot both hold, not which of them does.",
    ),
    (
        "Quotations",
        "Quotations are the stored text of the exhibits. A character that would be invisible or would reorder the"
        " line is written out, as ⟨U+202E⟩.",
    ),
)


def build(record: Record) -> Dossier:
    """The dossier of a record. The same record gives the same dossier, on any day."""
    record = without_machine(record)
    lookup = Lookup(record)
    full, lines = sheets.ordered(lookup)
    numbers = {claim.id: number for number, claim in enumerate(full, 1)}
    families = sorted(record.families, key=lambda family: (-len(family.members), family.id))
    return Dossier(
        case=record.name,
        as_of=_as_of(record),
        counts=_counts(record),
        findings=tuple(_finding(finding, lookup, numbers) for finding in _by_weight(record)),
        sheets=tuple(sheets.sheet(claim, lookup, numbers) for claim in full),
        singles=tuple(sheets.single(claim, lookup) for claim in lines[:MOST_SINGLES]),
        singles_omitted=max(0, len(lines) - MOST_SINGLES),
        families=tuple(_family(number, family, lookup) for number, family in enumerate(families, 1)),
        exhibits=tuple(_exhibits(lookup)),
        failures=tuple(FailureRow(f.path, f.stage, f.reason, f.sha256 or "") for f in record.failures),
        custody=tuple(_custody(lookup)),
        method=_METHOD,
        command="sayso verify CASE",
    )


def _as_of(record: Record) -> str:
    days = sorted({finding.as_of for finding in record.findings})
    if days:
        return words.listed(days)
    received = max((capture.received for capture in record.captures), default="")
    return f"the last capture, {received}" if received else "undated"


def _counts(record: Record) -> tuple[tuple[str, str], ...]:
    contradicted = sum(1 for claim in record.claims if claim.contradicted_by)
    outlets = len({document.outlet for document in record.documents if document.outlet})
    counts = [
        ("documents", len(record.documents)),
        ("outlets", outlets),
        ("statements", len(record.statements)),
        ("claims", len(record.claims)),
        ("claims contradicted", contradicted),
        ("families of copies", len(record.families)),
        ("findings", len(record.findings)),
        ("files not read", len(record.failures)),
    ]
    return tuple((name, f"{count:,}") for name, count in counts)


def _by_weight(record: Record) -> list[Finding]:
    rank = {"met": 0, "insufficient": 1, "not_met": 2}
    return sorted(record.findings, key=lambda f: (rank[f.result], f.rule, f.subject, f.as_of))


def _finding(finding: Finding, lookup: Lookup, numbers: dict[str, int]) -> FindingView:
    return FindingView(
        id=finding.id,
        rule=finding.rule,
        subject=finding.subject,
        as_of=finding.as_of,
        result=finding.result,
        sign=words.SIGNS[finding.result],
        word=words.RESULTS[finding.result],
        says=finding.says,
        interval=words.interval(finding.independent),
        because=finding.because,
        claims=tuple(sheets.link(claim, lookup, numbers) for claim in finding.claims),
        adverse=tuple(sheets.link(claim, lookup, numbers) for claim in finding.adverse),
        would_settle=finding.would_settle,
    )


def _family(number: int, family: Family, lookup: Lookup) -> FamilyView:
    if family.origin is not None:
        origin = f"{lookup.outlet(family.origin)} (tab {lookup.tab(family.origin)})"
    elif family.unseen_origin is not None:
        origin = f"{family.unseen_origin}, not in the case"
    else:
        origin = "undetermined"
    members = sorted(family.members, key=lambda m: (m.role != "origin", lookup.tab(m.document) or 0))
    return FamilyView(
        number, family.id, origin, family.origin_basis, tuple(_member(member, lookup) for member in members)
    )


def _member(member: Member, lookup: Lookup) -> MemberView:
    document = lookup.documents.get(member.document)
    return MemberView(
        tab=lookup.tab(member.document),
        outlet=lookup.outlet(member.document),
        title=(document.title or "") if document is not None else "",
        date=lookup.dated(member.document)[0],
        role=member.role,
        of_tab=lookup.tab(member.of) if member.of is not None else None,
        containment=f"{member.containment:.0%}" if member.of is not None else "",
        passages=len(member.passages),
        because=member.because,
    )


def _exhibits(lookup: Lookup) -> list[Exhibit]:
    counts: dict[str, int] = {}
    for statement in lookup.record.statements:
        counts[statement.document] = counts.get(statement.document, 0) + 1
    return [_exhibit(document, counts.get(document.id, 0), lookup) for document in lookup.exhibits]


def _exhibit(document: Document, statements: int, lookup: Lookup) -> Exhibit:
    date, how = lookup.dated(document.id)
    dates = lookup.evidence(document, "published")
    return Exhibit(
        tab=lookup.tabs[document.id],
        id=document.id,
        outlet=document.outlet or "publisher not established",
        title=document.title or "untitled",
        author=document.author or "",
        date=date,
        date_how=how,
        other_dates=tuple(f"{seen.value} ({seen.how})" for seen in dates if not seen.chosen and seen.value != date),
        genre=document.genre.replace("_", " ") if document.genre != "unknown" else "genre not established",
        language=document.language or "",
        sha256=document.sha256,
        marks=tuple(
            f"{_MARKS[mark.kind]}{f' ({mark.names})' if mark.names else ''}: “{mark.quote}”" for mark in document.marks
        ),
        where=document.url or document.path,
        statements=statements,
    )


def _custody(lookup: Lookup) -> list[CustodyRow]:
    tabs: dict[str, list[int]] = {}
    for document in lookup.exhibits:
        tabs.setdefault(document.sha256, []).append(lookup.tabs[document.id])
    captures = sorted(lookup.record.captures, key=lambda c: (tabs.get(c.sha256, [10**9])[0], c.path))
    return [
        CustodyRow(c.sha256, c.name, c.size, c.received, c.url or c.path, tuple(tabs.get(c.sha256, ())))
        for c in captures
    ]
