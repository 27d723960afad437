"""Commands that list what a case holds: claims, statements, families, sources, documents, and the hits of a search."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from sayso.case import Case
from sayso.case.sources import own_voice
from sayso.cli import show
from sayso.cli.options import AS_JSON, CASE, EVERYTHING
from sayso.model.nouns import Claim, Document, Interval, Member, Party
from sayso.store.codec import encode


@click.command()
@CASE
@EVERYTHING
@AS_JSON
def claims(case: Path, everything: bool, as_json: bool) -> None:
    """List the claims with their independent sources: those with two statements or more, or with a contradiction.

    "at least 1, at most 3" says: one source is seen to know it first-hand, and no more than three can be told apart in
    these documents. It is a statement about the documents in the case, not about the world.

    \b
    Example:
      sayso claims mine --all
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        found = opened.claims()
        kept = [claim for claim in found if everything or len(claim.statements) > 1 or claim.contradicted_by]
        if as_json:
            return show.dump(_of_contract(opened, "claims", {claim.id for claim in kept}))
        documents = {statement.id: statement.document for statement in opened.statements()}
    kept.sort(key=lambda claim: (-len(claim.statements), claim.id))
    columns = ["id", "independent sources", "appears", "claim", "contradicted"]
    show.table(columns, [_claim_row(claim, documents) for claim in kept])
    _rest(
        len(found) - len(kept), "claim with a single statement and no contradiction", "claims with a single statement"
    )
    return None


@click.command()
@CASE
@EVERYTHING
@AS_JSON
def statements(case: Path, everything: bool, as_json: bool) -> None:
    """List who says what, through whom, and how they know; what documents say on their own authority only with --all.

    \b
    Example:
      sayso statements mine
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        found = opened.statements()
        kept = [statement for statement in found if everything or not own_voice(statement)]
        if as_json:
            return show.dump(_of_contract(opened, "statements", {statement.id for statement in kept}))
        paths = show.paths(opened)
        names = {document.id: document.outlet or paths.shown(document.path) for document in opened.documents()}
    show.table(
        ["id", "source", "kind", "through", "quote", "says", "basis", "in"],
        [
            [
                *(item.id, item.source.name, item.source.kind, _name(item.channel), item.quote),
                *(("denies: " if item.denies else "") + item.content.text, item.basis, names.get(item.document)),
            ]
            for item in kept
        ],
    )
    _rest(len(found) - len(kept), "statement in a document's own voice", "statements in the documents' own voice")
    return None


@click.command()
@CASE
@AS_JSON
def families(case: Path, as_json: bool) -> None:
    """List the documents that carry the same text: the origin, where the evidence allows one, and its republications.

    \b
    Example:
      sayso families mine
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        if as_json:
            return show.dump(opened.as_json()["families"])
        paths = show.paths(opened)
        documents = {item.id: replace(item, path=paths.shown(item.path)) for item in opened.documents()}
        rows = [
            [family.id, *_member_row(member, documents), member.because or family.origin_basis]
            for family in opened.families()
            for member in family.members
        ]
    show.table(["id", "role", "document", "outlet", "date", "shared", "title or path", "because"], rows)
    return None


@click.command()
@CASE
@EVERYTHING
@AS_JSON
def sources(case: Path, everything: bool, as_json: bool) -> None:
    """List who is relied on: what is attributed to them, in how many documents, through whom, first-hand or not.

    \b
    Example:
      sayso sources mine
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        found = opened.sources(own_voice=everything)
    if as_json:
        return show.dump([encode(row) | {"first_hand": row.first_hand} for row in found])
    show.table(
        ["source", "kind", "statements", "documents", "through", "first-hand"],
        [
            [
                *(row.name, row.kind, row.statements, row.documents, ", ".join(row.channels)),
                ", ".join(row.bases).replace("_", " ") or "no",
            ]
            for row in found
        ],
    )
    return None


@click.command()
@CASE
@click.option("--failures", is_flag=True, help="List what could not be read instead, and why.")
@AS_JSON
def documents(case: Path, failures: bool, as_json: bool) -> None:
    """List the documents with outlet, date and genre, or with --failures what could not be read, and why.

    \b
    Example:
      sayso documents mine --failures
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        paths = show.paths(opened)
        failed = [
            replace(item, path=paths.shown(item.path), reason=paths.cleaned(item.reason)) for item in opened.failures()
        ]
        if failures:
            if as_json:
                return show.dump([encode(failure) for failure in failed])
            rows = [[failure.path, failure.stage, failure.reason] for failure in failed]
            return show.table(["file", "stage", "reason"], rows)
        if as_json:
            return show.dump(opened.as_json()["documents"])
        found = [
            [item.id, item.outlet, item.published, item.genre, item.title, paths.shown(item.path)]
            for item in opened.documents()
        ]
    show.table(["id", "outlet", "date", "genre", "title", "file"], found)
    if failed:
        show.say(f"{show.many(len(failed), 'failure')}; list them with --failures", error=True)
    return None


@click.command()
@CASE
@click.argument("query", metavar="QUERY", nargs=-1, required=True)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many documents at most."
)
@AS_JSON
def search(case: Path, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find the documents that hold every word; "a phrase" in quotes, * for any ending. Accents do not matter.

    \b
    Example:
      sayso search mine '"dark cells" prison*'
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        found = opened.search(" ".join(query), limit=limit)
    if as_json:
        return show.dump([encode(hit) for hit in found])
    rows = [[hit.document, hit.outlet, hit.published, hit.title, hit.passage.quote] for hit in found]
    return show.table(["id", "outlet", "date", "title", "passage"], rows)


def between(interval: Interval) -> str:
    return f"at least {interval.min}, at most {interval.max}"


def _claim_row(claim: Claim, documents: dict[str, str]) -> list[str]:
    inside = len({documents[id_] for id_ in claim.statements if id_ in documents})
    where = f"{show.many(len(claim.statements), 'time')} in {show.many(inside, 'document')}"
    kinds = [contradiction.kind for contradiction in claim.contradicted_by]
    against = ", ".join(f"{kind} ({kinds.count(kind)})" for kind in dict.fromkeys(kinds))
    return [claim.id, between(claim.independent), where, claim.text, against]


def _member_row(member: Member, documents: dict[str, Document]) -> list[str | None]:
    document = documents.get(member.document)
    head = [member.role, member.document]
    if document is None:
        return [*head, "", "", "", ""]
    shared = "" if member.of is None else f"{member.containment:.0%}"
    return [*head, document.outlet, document.published, shared, document.title or document.path]


def _of_contract(case: Case, key: str, ids: Collection[str]) -> list[dict[str, Any]]:
    return [row for row in case.as_json()[key] if row["id"] in ids]


def _name(party: Party | None) -> str:
    return party.name if party else ""


def _rest(count: int, one: str, more: str) -> None:
    if count:
        show.say(f"{show.many(count, one, more)} not shown; list them with --all", error=True)


COMMANDS = (claims, statements, families, sources, documents, search)
