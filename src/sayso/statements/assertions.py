"""What a document says on its own authority: its source is the author, or the outlet where no author signs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from sayso.model.ids import make_id
from sayso.model.nouns import Basis, Document, Figure, Party, PartyKind, Span, Statement
from sayso.outlets import OutletTable
from sayso.statements.basis import basis_of
from sayso.statements.deeds import BY_THE_WRITER, tells_of_deeds
from sayso.statements.figures import find_figures
from sayso.statements.lexicon import Lexicon
from sayso.statements.method import Report
from sayso.statements.words import FINITE, Quotation, blank_quotations, quotation_at

# shorter ones are captions, signatures and interjections; longer ones lists
_MIN_WORDS, _MIN_WORDS_OF_FIGURE, _MAX_CHARACTERS = 6, 3, 1_200
_VERB = re.compile(rf"\b(?:{'|'.join(sorted(FINITE))}|held|hold|holds|beat|shot|fled|fell|rose|hurt|[a-z]{{2,}}ed)\b")
# what was before or will be, or holds for a whole country, nobody sees on the spot
_UNSEEN = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:had|has|have|will|would|million|per ?cent|years?|months?)\b|%", re.IGNORECASE
)
_PLAIN_END = re.compile(r"[.!][”\"’')\]]*$")
_ORGANISATIONS: dict[str, PartyKind] = {"report": "organisation", "press_release": "organisation"}


def own_voice(
    document: Document,
    sentences: Sequence[tuple[int, int]],
    attributed: Sequence[Statement],
    report: Report,
    quotations: Sequence[Quotation],
    outlets: OutletTable,
    lexicon: Lexicon,
) -> list[Statement]:
    """Those of the sentences that declare and that no attribution covers. An opinion piece gives none (its own
    sentences are argument), nor does a language whose grammar the tagger does not know.

    The basis is the one that the sentence itself shows outside quotation marks, or else what a report's method lends it.
    A sentence inside a quotation is no word of the document's own.
    """
    if document.genre == "opinion" or document.language not in {None, "en"}:
        return []
    taken = sorted((s.start, s.end) for s in attributed)
    reach = list(accumulate((end for _, end in taken), max))
    source = _speaker(document, outlets)
    unquoted = blank_quotations(document.text, quotations)
    found: list[Statement] = []
    there = _OnTheSpot(document, unquoted)
    for start, end in sentences:
        sentence = document.text[start:end]
        # of the attributions that begin before the sentence's end, one reaches past its start
        before = bisect_left(taken, (end, 0))
        if (before and reach[before - 1] > start) or quotation_at(quotations, start) is not None:
            continue
        if not _plain(sentence):
            continue
        figures = tuple(find_figures(document.text, start, end))
        if not _says_enough(sentence, figures):
            continue
        basis, quote = basis_of("", source, unquoted[start:end], lexicon)
        if basis == "none":
            basis, quote = report.lends(start, end)
        if basis == "none" and source.kind in {"outlet", "author"} and not report.speaks_of_others(start, end):
            basis, quote = there.saw(start, end)
        found.append(_assertion(document, (start, end), source, basis, quote, figures))
    return found


class _OnTheSpot:
    """What a newspaper's reporter saw: the sentence that says where "this reporter" was, and what follows in its paragraph."""

    def __init__(self, document: Document, unquoted: str) -> None:
        self._paragraphs: list[tuple[int, int, Basis, str]] = []
        for start, end in document.sentences:
            sentence = unquoted[start:end]
            deeds = BY_THE_WRITER if tells_of_deeds(sentence) else ()
            basis = next((basis for basis, pattern in deeds if pattern.search(sentence)), None)
            if basis is not None:
                past = unquoted.find("\n", end)
                self._paragraphs.append((start, past if past >= 0 else len(unquoted), basis, document.text[start:end]))
        self._starts = [start for start, _, _, _ in self._paragraphs]
        self._text = unquoted

    def saw(self, start: int, end: int) -> tuple[Basis, str]:
        """(basis, sentence that shows it) for text[start:end], else ("none", ""); what was measured lends nothing on."""
        k = bisect_right(self._starts, start) - 1
        if k < 0:
            return "none", ""
        first, past, basis, words = self._paragraphs[k]
        seen = basis == "visit" and end <= past and not _UNSEEN.search(self._text, start, end)
        return (basis, words) if first == start or seen else ("none", "")


def _assertion(
    document: Document,
    span: tuple[int, int],
    source: Party,
    basis: Basis,
    basis_quote: str,
    figures: tuple[Figure, ...],
) -> Statement:
    sentence = document.text[slice(*span)]
    return Statement(
        id=make_id("s", document.id, "own", *span),
        document=document.id,
        start=span[0],
        end=span[1],
        sentence=sentence,
        quote="none",
        source=source,
        channel=None,
        cue="",
        content=Span(sentence, *span),
        basis=basis,
        confidence=0.6,
        because="no attribution in the sentence: said by the document itself",
        figures=figures,
        basis_quote=basis_quote,
    )


def _plain(sentence: str) -> bool:
    return len(sentence) <= _MAX_CHARACTERS and bool(_PLAIN_END.search(sentence)) and sentence[0] not in '“"‘«'


def _says_enough(sentence: str, figures: Sequence[Figure]) -> bool:
    """True for a sentence of some length; a short one says it with a figure and a verb: "31 persons were arrested." """
    words = len(sentence.split())
    if words >= _MIN_WORDS:
        return True
    counts = any(figure.measure for figure in figures)
    return words >= _MIN_WORDS_OF_FIGURE and counts and _VERB.search(sentence) is not None


def _speaker(document: Document, outlets: OutletTable) -> Party:
    """The outlet for reports and releases; for an article the outlet too, its author named where no outlet is known."""
    if document.outlet:
        outlet = outlets.find(document.outlet)
        kinds: dict[str, PartyKind] = {"ngo": "organisation", "igo": "organisation", "government": "government"}
        kind = kinds.get(outlet.kind, "outlet") if outlet else _ORGANISATIONS.get(document.genre, "outlet")
        return Party(document.outlet, outlet.name if outlet else document.outlet, kind)
    name = document.author or document.title or "the document"
    return Party(name, name, "author")
