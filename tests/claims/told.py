"""Hand-made pages, statements, families and claims for the tests of what comes after the tagger. All names are invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.extract import split_sentences
from sayso.model.nouns import (
    Aligned,
    Basis,
    Claim,
    Document,
    Family,
    Member,
    Party,
    PartyKind,
    QuoteKind,
    Role,
    Span,
    Statement,
)
from sayso.outlets import Outlet, OutletTable
from sayso.statements.figures import find_figures

TABLE = OutletTable(
    [
        Outlet("Agencia Norte", "agency", aliases=("AN",)),
        Outlet("Diario Sur", "newspaper", "Grupo Alba"),
        Outlet("Semanario Alba", "magazine", "Grupo Alba"),
        Outlet("Radio Faro", "broadcaster"),
        Outlet("Harbour Post", "newspaper"),
        Outlet("Lantern Watch", "ngo"),
        Outlet("Board of Visitors", "igo"),
        Outlet("Ministry of Justice", "government", aliases=("Justice Ministry",)),
    ]
)


def page(name: str, text: str, **facts: Any) -> Document:
    """A page of this name; its id is d-name."""
    return Document(
        **{
            "id": f"d-{name}",
            "sha256": name,
            "path": f"{name}.txt",
            "text": text,
            "title": name,
            "genre": "news",
            "sentences": split_sentences(text),
            **facts,
        }
    )


def told(
    document: Document,
    content: str,
    source: str = "",
    *,
    kind: PartyKind = "person",
    name: str = "",
    cue: str = "said",
    channel: str = "",
    basis: Basis = "none",
    basis_quote: str = "",
    quote: QuoteKind = "indirect",
    denies: bool = False,
) -> Statement:
    """The statement of this content in the document; source and channel may stand anywhere in the text, or nowhere."""
    start = document.text.index(content)
    end = start + len(content)
    within = next(((a, b) for a, b in document.sentences if a <= start < b), (start, end))
    return Statement(
        id=f"s-{document.id}-{start}-{end}-{source or 'own'}",
        document=document.id,
        start=start,
        end=end,
        sentence=document.text[slice(*within)],
        quote=quote,
        source=_party(document, source, kind, name),
        channel=_party(document, channel, "outlet", channel) if channel else None,
        cue=cue if quote != "none" else "",
        content=Span(content, start, end),
        basis=basis,
        confidence=0.9,
        because="made by hand",
        denies=denies,
        figures=tuple(find_figures(document.text, start, end)),
        basis_quote=basis_quote or (content if basis != "none" else ""),
    )


def own(document: Document, content: str = "", *, basis: Basis = "none", kind: PartyKind = "outlet") -> Statement:
    """What the document says itself."""
    speaker = document.outlet or document.author or document.title or ""
    return told(document, content or document.text, speaker, kind=kind, quote="none", basis=basis)


def _party(document: Document, text: str, kind: PartyKind, name: str) -> Party:
    at = document.text.find(text) if text else -1
    start, end = (at, at + len(text)) if at >= 0 else (None, None)
    return Party(text, name or text.split(",")[0], kind, start, end)


def claim(*statements: Statement) -> Claim:
    return Claim("c-1", statements[0].content.text, None, "", tuple(s.id for s in statements), ("made by hand",))


def carried(document: Document, origin: Document, part: str = "", role: Role = "copy") -> Member:
    """`document`'s place as a copy of `origin`; `part` is the passage carried, all of the origin by default."""
    text = part or origin.text
    if role == "rewrite":
        return Member(document.id, role, origin.id, 0.0, (), f"retells {origin.path}")
    start, of_start = document.text.index(text), origin.text.index(text)
    passage = Aligned(start, start + len(text), of_start, of_start + len(text))
    return Member(
        document.id, role, origin.id, len(text) / len(document.text), (passage,), f"the text of {origin.path}"
    )


def family(origin: Document, members: Sequence[Member], *, known: bool = True) -> Family:
    """A family with this origin; not `known`: the same texts, but nobody can say which came first."""
    first = Member(origin.id, "origin" if known else "copy", None, 1.0, (), "the text others carry")
    basis = "the copies credit it" if known else "no date or credit tells which came first"
    return Family(f"f-{origin.id}", origin.id if known else None, basis, (first, *members))
