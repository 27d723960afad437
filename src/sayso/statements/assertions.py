"""What a document says on its own authority: its source is the author, or the outlet where no author signs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from sayso.model.ids import make_id
from sayso.model.nouns import Basis, Document, Party, PartyKind, Span, Statement
from sayso.outlets import OutletTable
from sayso.statements.basis import basis_of
from sayso.statements.figures import find_figures
from sayso.statements.lexicon import Lexicon

# shorter ones are captions, signatures and interjections; longer ones lists
_MIN_WORDS, _MAX_CHARACTERS = 6, 1_200
_PLAIN_END = re.compile(r"[.!][”\"’')\]]*$")
_ORGANISATIONS: dict[str, PartyKind] = {"report": "organisation", "press_release": "organisation"}


def own_voice(
    document: Document,
    sentences: Sequence[tuple[int, int]],
    attributed: Sequence[Statement],
    method: tuple[Basis, str],
    outlets: OutletTable,
    lexicon: Lexicon,
) -> list[Statement]:
    """Those of the sentences that declare and that no attribution covers. An opinion piece gives none (its own
    sentences are argument), nor does a language whose grammar the tagger does not know.

    The basis is the one the sentence itself shows or else `method`, what a report states of itself and the words that do.
    """
    if document.genre == "opinion" or document.language not in {None, "en"}:
        return []
    taken = sorted((s.start, s.end) for s in attributed)
    reach = list(accumulate((end for _, end in taken), max))
    source = _speaker(document, outlets)
    found: list[Statement] = []
    for start, end in sentences:
        sentence = document.text[start:end]
        # of the attributions that begin before the sentence's end, one reaches past its start
        before = bisect_left(taken, (end, 0))
        if (before and reach[before - 1] > start) or not _declares(sentence):
            continue
        basis, quote = basis_of("", source, sentence, lexicon)
        if basis == "none":
            basis, quote = method
        found.append(
            Statement(
                id=make_id("s", document.id, "own", start, end),
                document=document.id,
                start=start,
                end=end,
                sentence=sentence,
                quote="none",
                source=source,
                channel=None,
                cue="",
                content=Span(sentence, start, end),
                basis=basis,
                confidence=0.6,
                because="no attribution in the sentence: said by the document itself",
                figures=tuple(find_figures(document.text, start, end)),
                basis_quote=quote,
            )
        )
    return found


def _declares(sentence: str) -> bool:
    return (
        len(sentence) <= _MAX_CHARACTERS
        and len(sentence.split()) >= _MIN_WORDS
        and bool(_PLAIN_END.search(sentence))
        and sentence[0] not in '“"‘«'
    )


def _speaker(document: Document, outlets: OutletTable) -> Party:
    """The outlet for reports and releases; for an article the outlet too, its author named where no outlet is known."""
    if document.outlet:
        outlet = outlets.find(document.outlet)
        kinds: dict[str, PartyKind] = {"ngo": "organisation", "igo": "organisation", "government": "government"}
        kind = kinds.get(outlet.kind, "outlet") if outlet else _ORGANISATIONS.get(document.genre, "outlet")
        return Party(document.outlet, outlet.name if outlet else document.outlet, kind)
    name = document.author or document.title or "the document"
    return Party(name, name, "author")
