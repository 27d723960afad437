"""Invented outlets and pages for the tests of statements: short texts, read with the real sentence splitter."""

from __future__ import annotations

from typing import Any

from sayso.extract import split_sentences
from sayso.model.nouns import Document, Statement
from sayso.outlets import Outlet, OutletTable
from sayso.statements import Settings, tag

TABLE = OutletTable(
    [
        Outlet("Agencia Norte", "agency"),
        Outlet("Diario Sur", "newspaper", "Grupo Alba"),
        Outlet("Radio Faro", "broadcaster"),
        Outlet("Semanario Alba", "magazine", "Grupo Alba"),
        Outlet("Lantern Watch", "ngo"),
        Outlet("Board of Visitors", "igo"),
        Outlet("Ministry of Justice", "government", aliases=("Justice Ministry",)),
        Outlet("Dawn", "newspaper", common_word=True),
    ]
)


def page(text: str, **facts: Any) -> Document:
    """A page with this text; genre "opinion" by default, so that only attributions are found."""
    return Document(
        **{
            "id": "d-1",
            "sha256": "0" * 64,
            "path": "page.txt",
            "text": text,
            "genre": "opinion",
            "sentences": split_sentences(text),
            **facts,
        }
    )


def tagged(text: str, **facts: Any) -> list[Statement]:
    return tag(page(text, **facts), TABLE, Settings())


def only(text: str, **facts: Any) -> Statement:
    """The one statement of the text."""
    found = tagged(text, **facts)
    assert len(found) == 1, [(s.source.text, s.cue, s.content.text) for s in found]
    return found[0]


def said(statement: Statement) -> str:
    """The content without marks around it and a leading "that"."""
    return statement.content.text.strip(" ,.:;“”\"'‘’").removeprefix("that ")
