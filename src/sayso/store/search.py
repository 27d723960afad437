"""Full-text search over titles and texts (SQLite FTS5, unicode61, diacritics folded)."""

from __future__ import annotations

import re
import secrets
import sqlite3

from sayso.errors import StoreError
from sayso.model.nouns import Document, Passage
from sayso.store.entries import Hit
from sayso.store.tables import DOCUMENTS, plain, select

_TERM = re.compile(r'"([^"]*)"(\*?)|(\S+)')
_WORD = re.compile(r"\w")

# title, text: a word in the title says more about the document than one in the text
_SQL = """
SELECT id, bm25(documents_fts, 4.0, 1.0) AS rank, highlight(documents_fts, 1, :mark, '')
FROM documents_fts JOIN documents ON documents.position = documents_fts.rowid
WHERE documents_fts MATCH :query ORDER BY rank, id LIMIT :limit
"""


def query_of(text: str) -> str:
    """An FTS5 query that wants every word and every "quoted phrase" of the text; a trailing * stands for any ending.

    Nothing else is syntax: signs that FTS5 would obey are quoted away. StoreError when no word is left.
    """
    terms = []
    for phrase, phrase_star, word in _TERM.findall(text):
        words, star = (word.rstrip("*"), word.endswith("*")) if word else (phrase, phrase_star == "*")
        if _WORD.search(words):
            quoted = words.replace('"', " ").replace("\0", " ")
            terms.append(f'"{quoted}"' + ("*" if star else ""))
    if not terms:
        raise StoreError(f'no word to search for in {text!r}; try: "dark cells" prison*')
    return " ".join(terms)


def search(connection: sqlite3.Connection, text: str, limit: int) -> list[Hit]:
    """The best `limit` documents, best first (BM25); `rank` is SQLite's: the lower the better."""
    mark = f"<{secrets.token_hex(16)}>"  # not in any text, so the first one is where the first match begins
    query = query_of(text).encode("utf-8", "replace").decode("utf-8")
    found = connection.execute(_SQL, {"mark": mark, "query": query, "limit": limit}).fetchall()
    hits = []
    for id_, rank, marked in found:
        document = next(select(connection, DOCUMENTS, "WHERE id = ?", id_))
        hits.append(_hit(document, float(rank), (plain(marked) or "").find(mark)))
    return hits


def _hit(document: Document, rank: float, at: int) -> Hit:
    start, end = (0, 0) if at < 0 else _around(document, at)
    passage = Passage(document.id, start, end, document.text[start:end])
    return Hit(document.id, document.title, document.outlet, document.published, passage, rank)


def _around(document: Document, at: int) -> tuple[int, int]:
    """The sentence that holds the offset, or 80 characters on both sides of it where no sentence does."""
    for start, end in document.sentences:
        if start <= at < end:
            return start, end
    return max(0, at - 80), min(len(document.text), at + 80)
