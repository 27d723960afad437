"""A document in another language, sentence by sentence, to statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.model.ids import make_id
from sayso.model.nouns import Basis, Document, Figure, Party, Span, Statement
from sayso.outlets import OutletTable
from sayso.statements.clauses import Sentence
from sayso.statements.found import Found, overlap
from sayso.statements.languages.basis import Told, basis_of
from sayso.statements.languages.channels import quoted_by
from sayso.statements.languages.figures import find_figures
from sayso.statements.languages.grammar import CODES, Grammar, load_grammar
from sayso.statements.languages.parties import Naming
from sayso.statements.languages.phrases import find_according, spoken_quotations
from sayso.statements.languages.verbs import find_verbs
from sayso.statements.origins import hidden_origins
from sayso.statements.phrases import outlet_brackets
from sayso.statements.pieces import content_span, going_on, other_piece
from sayso.statements.words import find_quotations, quote_kind, split_words, touching

# German writes »so«: the marks of the other languages the other way round
_INWARD = str.maketrans("»«", "«»")
# "SAN TELMO, 3 mar (Agencia Norte) - "
_DATELINE = re.compile(r"[^()\n]{2,60}\([^()\n]{2,40}\)\s?[.\-–—]{1,3}\s?(?=\S)")


def reads_english(document: Document) -> bool:
    """True where the patterns for English are meant: the document is English, or nothing says what it is."""
    return _language(document) == "en"


def _language(document: Document) -> str:
    """The code of the language to read in. A page's template often names another one than its text is in ("html lang"): there the
    text decides, where it is clearly in a language that is read."""
    evidence = [seen for seen in document.evidence if seen.field == "language"]
    detected = next((seen.value for seen in evidence if seen.how.startswith("detected")), None)
    of_template = any(seen.chosen and seen.how == "html lang" for seen in evidence)
    if of_template and detected in {"en", *CODES}:
        return detected
    return (document.language or "en").lower()


def read_statements(document: Document, outlets: OutletTable, *, max_sentence: int) -> list[Statement]:
    """The attributions of a document in reading order, by the patterns of its language; none where no file knows it.

    Offsets are half-open, in code points, and index the document's text. Longer sentences (characters) are lists.
    """
    code = _language(document)
    if code not in CODES:
        return []
    return _Reading(document, outlets, load_grammar(code), max_sentence).statements()


class _Reading:
    """One document while it is read."""

    def __init__(self, document: Document, outlets: OutletTable, grammar: Grammar, max_sentence: int) -> None:
        self.document, self.outlets, self.grammar, self.max_sentence = document, outlets, grammar, max_sentence
        marked = document.text.translate(_INWARD) if grammar.inward else document.text
        self.quotations = tuple(spoken_quotations(document.text, find_quotations(marked), grammar))
        self.naming = Naming(document, outlets, grammar)

    def statements(self) -> list[Statement]:
        found: list[Statement] = []
        for sentence in self._sentences():
            attributions = self._find(sentence)
            for one in attributions:
                nested = any(o is not one and o.content[0] <= one.cue[0] < o.content[1] for o in attributions)
                last = self.naming.last
                if not one.pieces and (piece := other_piece(sentence, one, attributions)) is not None:
                    one = replace(one, pieces=(piece,))
                if (statement := self._statement(sentence, one.whole())) is not None:
                    found.append(statement)
                if nested:
                    # who is quoted within a quotation does not go on speaking in the next sentence
                    self.naming.last = last
        more = going_on(self.document, found, self.quotations, {})
        found += [replace(s, figures=self._figures(s.content)) for s in more]
        return sorted([*found, *hidden_origins(self.document)], key=lambda s: (s.start, s.end, s.id))

    def _sentences(self) -> Iterator[Sentence]:
        text = self.document.text
        for begin, end in self.document.sentences:
            if end - begin > self.max_sentence or self.grammar.furniture.search(text, begin, end):
                continue
            dateline = _DATELINE.match(text, begin, end)
            start = dateline.end() if dateline else begin
            marks = touching(self.quotations, start, end)
            yield Sentence(text, start, end, tuple(split_words(text, start, end)), marks)

    def _find(self, sentence: Sentence) -> list[Found]:
        found = [*find_verbs(sentence, self.grammar, self.outlets), *find_according(sentence, self.grammar)]
        for name, bracket in outlet_brackets(sentence, self.outlets):
            found = [replace(f, channel=name) if f.channel is None and f.cue[1] <= bracket[0] else f for f in found]
        if (by := quoted_by(sentence, self.grammar, self.outlets)) is not None:
            found = [replace(f, channel=by) if f.channel is None and by[1] <= f.cue[0] else f for f in found]
        return _shared(sentence, _apart(_said_twice(found)), self.grammar)

    def _statement(self, sentence: Sentence, found: Found) -> Statement | None:
        text = self.document.text
        source = self.naming.party(text[slice(*found.source)], *found.source) if found.source else self._before()
        if source is None:
            return None
        content = content_span(text, found.content)
        channel = self.naming.outlet(text[slice(*found.channel)], *found.channel) if found.channel else None
        figures = self._figures(content)
        basis, quote = self._basis(found, source, content, figures)
        start, end = replace(found, content=(content.start, content.end)).span()
        return Statement(
            id=make_id("s", self.document.id, *found.cue, content.start, content.end),
            document=self.document.id,
            start=start,
            end=end,
            sentence=text[sentence.start : sentence.end],
            quote=quote_kind(self.quotations, content.start, content.end),
            source=source,
            channel=channel,
            cue=text[slice(*found.cue)],
            content=content,
            basis=basis,
            confidence=round(min(found.confidence, self.grammar.confidence), 3),
            because=self._because(found),
            denies=found.denies,
            figures=figures,
            basis_quote=quote,
            cue_start=found.cue[0],
            pieces=tuple(Span(text[slice(*piece)], *piece) for piece in found.pieces),
        )

    def _basis(self, found: Found, source: Party, content: Span, figures: tuple[Figure, ...]) -> tuple[Basis, str]:
        """How the source knows: by its own words, by what it says, by what stands between it, its cue and its content."""
        text, cue = self.document.text, self.document.text[slice(*found.cue)]
        low = found.source[1] if found.source and found.source[1] <= found.cue[0] else found.cue[0]
        # no pattern runs over a semicolon, so that what it finds is the text's own
        around = text[low : found.cue[0]] + ";" + text[found.cue[1] : max(found.cue[1], content.start)]
        told = Told(
            found.source is not None, self.grammar.form(cue.split()[-1].lower()), cue, content.text, around, figures
        )
        return basis_of(source, told, self.grammar)

    def _before(self) -> Party | None:
        """The last speaker, for a verb without a subject; its offsets are not this statement's."""
        last = self.naming.last
        return replace(last, start=None, end=None) if last is not None else None

    def _because(self, found: Found) -> str:
        if self.grammar.full:
            return found.because
        return f"{found.because}; {self.grammar.name} is read by quotation marks and “according to” only, so low confidence"

    def _figures(self, content: Span) -> tuple[Figure, ...]:
        return tuple(find_figures(self.document.text, content.start, content.end, self.grammar))


def _said_twice(found: list[Found]) -> list[Found]:
    """ "Según X, aseguró que ...": one statement, and what is assured is its content."""
    again = {
        one.cue[0]: one
        for one in found
        if one.source is None and any(k.content[0] == one.cue[0] for k in found if k.source)
    }
    kept = [f for f in found if f not in again.values()]
    return [replace(f, content=again[f.content[0]].content) if f.content[0] in again else f for f in kept]


def _apart(found: list[Found]) -> list[Found]:
    """One attribution a cue and a content: of two with the same cue or the same content the surer stays."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: -f.confidence):
        clash = any(
            overlap(one.cue, k.cue)
            or (one.content == k.content and one.source == k.source)
            # "X dijo que “...”, manifestó": one quotation, one speaker
            or (
                one.source is None
                and one.content[1] <= one.cue[0]
                and k.content[0] <= one.content[0]
                and one.content[1] <= k.content[1] + 1
            )
            for k in kept
        )
        if not clash:
            kept.append(one)
    return sorted(kept, key=lambda f: f.cue)


def _shared(sentence: Sentence, found: list[Found], grammar: Grammar) -> list[Found]:
    """ "X admitió 3 casos y prometió que ...": the first content ends before the "y" of the second verb of one speaker."""
    result = list(found)
    for i, one in enumerate(found):
        for later in found[i + 1 :]:
            same = later.source is None or later.source == one.source
            # "X ordenó la detención, señaló el ministro": all of it is what the minister said
            outer = later.content[0] <= one.cue[0] and later.content[1] < later.cue[0]
            if not (same or outer) or not one.content[0] < later.cue[0] < one.content[1]:
                continue
            before = [w for w in sentence.words if one.content[0] <= w.start and w.end <= later.cue[0]]
            joined = False
            while before and (
                not before[-1].is_word or before[-1].lower in grammar.words["conjunctions"] | grammar.words["clitics"]
            ):
                joined = True
                before.pop()
            if before and joined:
                result[i] = replace(one, content=(one.content[0], before[-1].end))
            break
    return result
