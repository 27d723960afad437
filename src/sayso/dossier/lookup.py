"""A record with its indexes, built once for an export: what belongs to what, and the exhibits' tab numbers."""

from __future__ import annotations

from collections import defaultdict

from sayso.dossier.words import moment
from sayso.model.nouns import (
    Capture,
    Claim,
    Document,
    Evidence,
    Family,
    Finding,
    Member,
    Merge,
    Origin,
    Record,
    Statement,
)


class Lookup:
    """Everything of a record by id. Ids that lead nowhere give None or an empty list, never an error."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.statements: dict[str, Statement] = {statement.id: statement for statement in record.statements}
        self.documents: dict[str, Document] = {document.id: document for document in record.documents}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in record.claims}
        self.captures: dict[str, Capture] = {capture.sha256: capture for capture in record.captures}
        self.claim_of: dict[str, Claim] = {id_: claim for claim in record.claims for id_ in claim.statements}
        self.family_of: dict[str, tuple[Family, Member]] = {
            member.document: (family, member) for family in record.families for member in family.members
        }
        self.findings_on: dict[str, list[Finding]] = defaultdict(list)
        for finding in record.findings:
            for claim_id in dict.fromkeys((*finding.claims, *finding.adverse)):
                self.findings_on[claim_id].append(finding)
        by_date = sorted(record.documents, key=lambda d: (d.published or "9999", d.outlet or "", d.path, d.id))
        self.exhibits: list[Document] = by_date
        self.tabs: dict[str, int] = {document.id: number for number, document in enumerate(by_date, 1)}

    def statements_of(self, claim: Claim) -> list[Statement]:
        return [self.statements[id_] for id_ in claim.statements if id_ in self.statements]

    def tab(self, document: str) -> int | None:
        return self.tabs.get(document)

    def outlet(self, document: str) -> str:
        """Who published a document, or the best name there is for it."""
        held = self.documents.get(document)
        return (held.outlet or held.title or held.path) if held is not None else document

    def dated(self, document: str) -> tuple[str, str]:
        """A document's date and how it is known; the day of capture where it shows none."""
        held = self.documents.get(document)
        if held is None:
            return "undated", "the document is not in the case"
        if held.published:
            return moment(held.published), next(
                (e.how for e in self.evidence(held, "published") if e.chosen), "as the document shows it"
            )
        capture = self.captures.get(held.sha256)
        return "undated", f"received {capture.received}" if capture is not None else "no date was found"

    @staticmethod
    def evidence(document: Document, field: str) -> list[Evidence]:
        return [evidence for evidence in document.evidence if evidence.field == field]

    def way_up(self, claim: Claim, statement: str) -> list[Merge]:
        """The merges from one statement upstream, in order; a circle ends where it would begin again."""
        edges: dict[str, list[Merge]] = defaultdict(list)
        for merge in claim.merges:
            edges[merge.what].append(merge)
        way, current, seen = [], [statement], {statement}
        while current:
            found = [merge for what in current for merge in edges.get(what, ())]
            way += found
            current = [merge.into for merge in found if merge.into not in seen]
            seen.update(current)
        return way

    @staticmethod
    def origin_of(claim: Claim, statement: str) -> Origin | None:
        return next((origin for origin in claim.origins if statement in origin.statements), None)
