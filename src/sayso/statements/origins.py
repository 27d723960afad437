"""The line that says where a text was published first: a statement about the document itself, its source often hidden."""

from __future__ import annotations

import re

from sayso.model.ids import make_id
from sayso.model.nouns import Document, Party, Span, Statement

_ORIGINALLY = re.compile(
    r"(?P<what>(?i:this|the)\s+(?:\w+\s+)?(?:post|article|story|piece|op-ed|column|essay|report|text|content))\s+"
    r"(?P<cue>(?:was\s+|is\s+|has been\s+)?(?:originally|first|previously)\s+(?:published|posted|appeared)\s+(?:on|at|in|by))\s+"
    r"(?P<where>(?i:this|our|the|another|an|a)\s+(?:\w+\s+)?(?:site|website|blog|page|partner|outlet|newspaper)|[A-Z][^\s.,;]*(?:\s+(?:of\s+|the\s+)?[A-Z][^\s.,;]*)*|\S+)"
)


def hidden_origins(document: Document) -> list[Statement]:
    """ "This post was originally published on this site": a statement about the document itself, its source hidden."""
    found: list[Statement] = []
    for mark in document.marks:
        if mark.kind != "originally_published" or mark.start is None or mark.end is None:
            continue
        match = _ORIGINALLY.search(document.text, max(0, mark.start - 60), mark.end + 80)
        if match is None:
            continue
        where = match.group("where")
        name = mark.names or where
        source = Party(where, name, "outlet", match.start("where"), match.end("where"))
        content = Span(match.group("what"), match.start("what"), match.end("what"))
        sentence = next(((s, e) for s, e in document.sentences if s <= mark.start < e), (match.start(), match.end()))
        found.append(
            Statement(
                id=make_id("s", document.id, "origin", match.start()),
                document=document.id,
                start=match.start(),
                end=match.end(),
                sentence=document.text[slice(*sentence)],
                quote="indirect",
                source=source,
                channel=None,
                cue=match.group("cue"),
                content=content,
                basis="none",
                confidence=0.8,
                because="the line that says where the text was published first",
                cue_start=match.start("cue"),
            )
        )
    return found
