"""The tagger: sentences of a document to statements, by patterns and by the trained model."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Protocol

from sayso.model.ids import make_id
from sayso.model.nouns import Basis, Document, Party, Span, Statement
from sayso.outlets import OutletTable
from sayso.statements.actors import Subjects
from sayso.statements.assertions import own_voice
from sayso.statements.basis import basis_of, went_and_looked
from sayso.statements.clauses import Sentence
from sayso.statements.combining import combined
from sayso.statements.confidence import confidence_of
from sayso.statements.experience import took_part
from sayso.statements.figures import Known, find_figures
from sayso.statements.found import Found, Offsets, overlap
from sayso.statements.languages import read_statements, reads_english
from sayso.statements.learned import read_document
from sayso.statements.lexicon import Lexicon, load_lexicon
from sayso.statements.memory import Memory
from sayso.statements.method import Report
from sayso.statements.nested import Around, door_of_outer, of_outer
from sayso.statements.origins import hidden_origins
from sayso.statements.parties import Naming
from sayso.statements.people import People
from sayso.statements.phrases import find_according, find_nominal, outlet_brackets
from sayso.statements.pieces import content_span, going_on, other_piece
from sayso.statements.quoted import find_quoted, find_signed, through_citing
from sayso.statements.verbs import find_verbs
from sayso.statements.words import CONJUNCTIONS, find_quotations, quotation_at, quote_kind, split_words, touching

VERSION = "trained-3"


@dataclass(frozen=True, slots=True)
class Settings:
    """`own_voice`: also enter what a document says on its own authority. `max_sentence`: longer ones (characters) are lists.
    `trained`: the model that ships with the package reads English too; without it the patterns read alone.
    `calibrated`: confidence says how often such a find is right, else how sure its finder was."""

    own_voice: bool = True
    max_sentence: int = 2_000
    trained: bool = True
    calibrated: bool = True


class Tagger(Protocol):
    """The seam of the stage: a better model is another class."""

    def tag(self, document: Document, outlets: OutletTable) -> list[Statement]: ...


@dataclass(frozen=True, slots=True)
class SaysoTagger:
    """Parser-free patterns over cue words, which know channels, denials and chains, and a trained model, which knows more cues and
    finds the edges of a content better; see combining.py."""

    settings: Settings = Settings()

    def tag(self, document: Document, outlets: OutletTable) -> list[Statement]:
        """Statements in reading order; each span holds `document.text[start:end] == text`."""
        if not reads_english(document):
            return read_statements(document, outlets, max_sentence=self.settings.max_sentence)
        return _Reading(document, outlets, self.settings).statements()


def tag(document: Document, outlets: OutletTable, settings: Settings | None = None) -> list[Statement]:
    """The statements of a document: attributed ones, and (by default) its own assertions where it is not an opinion piece."""
    return SaysoTagger(settings or Settings()).tag(document, outlets)


class _Reading:
    """One document while it is read: remembers who was named last."""

    def __init__(self, document: Document, outlets: OutletTable, settings: Settings) -> None:
        self.document, self.outlets, self.settings = document, outlets, settings
        self.lexicon: Lexicon = load_lexicon()
        self.naming = Naming(outlets, self.lexicon, People.of(document, self.lexicon))
        self.quotations = tuple(find_quotations(document.text))
        self.read: list[Offsets] = []
        self.around: list[Around] = []  # the sentence's attributions so far
        self.figures: Known = {}
        self.datelines = [(m.start or 0, m.end or 0) for m in document.marks if m.kind == "dateline"]
        self.memory = Memory(document, outlets, self.lexicon, Subjects(document, self.quotations, self.naming))
        self.report = Report(document, self.quotations, outlets)

    def statements(self) -> list[Statement]:
        found: list[Statement] = []
        learned = read_document(self.document, self.lexicon) if self.settings.trained else None
        for number, sentence in self._sentences():
            self.read.append((sentence.start, sentence.end))
            self.around.clear()
            for one in through_citing(
                sentence, combined(sentence, self._patterns(sentence), number, learned), self.naming
            ):
                statement = self._statement(sentence, one.whole())
                if statement is not None:
                    found.append(statement)
        found += going_on(self.document, found, self.quotations, self.figures)
        found += hidden_origins(self.document)
        if self.settings.own_voice:
            found += own_voice(
                self.document, self.read, found, self.report, self.quotations, self.outlets, self.lexicon
            )
        return sorted(found, key=lambda s: (s.start, s.end, s.id))

    def _patterns(self, sentence: Sentence) -> list[Found]:
        """What the patterns find in a sentence, each content with its other piece."""
        found = _shared_subject(sentence, _without_overlap(self._find(sentence)))
        pieces = [other_piece(sentence, one, found) for one in found]
        found = [replace(one, pieces=(p,)) if p else one for one, p in zip(found, pieces, strict=True)]
        for k in range(1, len(found)):
            if found[k].source is None:
                found[k] = replace(found[k], source=found[k - 1].source)
        return found

    def _sentences(self) -> list[tuple[int, Sentence]]:
        """The sentences to read, each with its number in the document."""
        text, sentences = self.document.text, []
        for number, (start, end) in enumerate(self.document.sentences):
            start = self._past_dateline(start, end)
            if end - start > self.settings.max_sentence or _FURNITURE.search(text, start, end):
                continue
            marks = touching(self.quotations, start, end)
            sentences.append((number, Sentence(text, start, end, tuple(split_words(text, start, end)), marks)))
        return sentences

    def _past_dateline(self, start: int, end: int) -> int:
        """Where a sentence begins after "LIMA, 3 March (Agencia) -"."""
        for opens, closes in self.datelines:
            if opens <= start + 1 and start < closes < end:
                start = closes
                while (
                    start < end and not self.document.text[start].isalnum() and self.document.text[start] not in '“"‘'
                ):
                    start += 1
        return start

    def _find(self, sentence: Sentence) -> list[Found]:
        found = [
            *find_according(sentence),
            *find_verbs(sentence, self.lexicon, self.outlets),
            *find_nominal(sentence, self.lexicon),
            *find_quoted(sentence),
            *find_signed(sentence, self.quotations),
        ]
        for name, bracket in outlet_brackets(sentence, self.outlets):
            if any(start <= bracket[0] < end for start, end in self.datelines):
                continue  # the agency of the whole text, not of what stands before it
            inside = [f for f in found if f.cue[1] <= bracket[0] and f.channel is None]
            if inside:
                found = [replace(f, channel=name) if f in inside else f for f in found]
            elif not any(f.channel == name for f in found):
                content = _bracketed(sentence, bracket)
                if content is not None:
                    found.append(Found(name, bracket, content, "an outlet in brackets after its sentence", 0.7))
        return sorted(found, key=lambda f: f.cue)

    def _statement(self, sentence: Sentence, found: Found) -> Statement | None:
        text = self.document.text
        source = self._source(found)
        if source is None:
            return None
        self.memory.keep(source)
        channel = self._channel(found.channel) if found.channel else door_of_outer(source, found, self.around)
        self.around.append((found.content, source, channel))
        content = content_span(text, found.content)
        found = replace(found, content=(content.start, content.end))
        start, end = found.span()
        cue = text[slice(*found.cue)]
        basis, basis_quote = self._basis(sentence, found, source, channel)
        return Statement(
            id=make_id("s", self.document.id, *found.cue, *found.content),
            document=self.document.id,
            start=start,
            end=end,
            sentence=text[sentence.start : sentence.end],
            quote=quote_kind(self.quotations, *found.content),
            source=source,
            channel=channel,
            cue=cue,
            content=content,
            basis=basis,
            confidence=confidence_of(found) if self.settings.calibrated else found.confidence,
            because=found.because,
            denies=found.denies,
            figures=tuple(find_figures(text, *found.content, self.figures)),
            basis_quote=basis_quote,
            cue_start=found.cue[0],
            pieces=tuple(Span(text[low:high], low, high) for low, high in found.pieces),
        )

    def _source(self, found: Found) -> Party | None:
        if found.source is None:
            return self.memory.last
        start, end = _trimmed(self.document.text, found.source)
        party = self.naming.party(self.document.text[start:end], start, end)
        party = self.memory.resolve(party, quoted=quotation_at(self.quotations, found.source[0]) is not None)
        return of_outer(party, found.source, self.around)

    def _basis(self, sentence: Sentence, found: Found, source: Party, channel: Party | None) -> tuple[Basis, str]:
        """How the source knows: by these words, by what they were called before, or by a report's stated method."""
        if channel is not None and source.kind == "outlet":
            return "none", ""
        text = self.document.text
        cue, content = text[slice(*found.cue)], text[slice(*found.content)]
        around = _beside(sentence, found)
        basis, quote = basis_of(cue, source, content, self.lexicon, around=around)
        known = self.memory.described(source)
        if basis == "none" and known is not None:
            basis, quote = basis_of(cue, known, content, self.lexicon, around=around)
        if basis == "none" and (lived := took_part(source, known, content, self.lexicon)):
            basis, quote = "experience", lived
        if basis == "none" and (went := went_and_looked(cue, self.memory.did(source))):
            basis, quote = "visit", went
        verb = self.lexicon.verbs.get(cue.split()[0].lower())
        if basis == "none" and self.memory.is_own(source) and verb is not None and verb.base in self.lexicon.finding:
            basis, quote = self.report.lends(*found.content)
        return basis, quote

    def _channel(self, span: Offsets) -> Party | None:
        """The outlet at the span; "the agency" is the one named before, and where none was the channel stays unknown."""
        party = self.memory.door(self.naming.party(self.document.text[slice(*span)], *span))
        if party.name == party.name.lower():
            return None  # "the committee": no outlet is called so
        return replace(party, kind="outlet") if party.kind in {"person", "unnamed"} else party


# what a site says about itself in every article
_LEAD = re.compile(r"(?:After|Having|While|On|Upon|From|During|When|At|Since|Following)\s[^,;.]{3,120},\s*\Z")
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d{2})?(?:\s?(?:am|pm|GMT|UTC|CET|EST))?[\s:–—-]+(?=[A-Z])")
_MARKS = ' \n“”"«»„'
_FURNITURE = re.compile(
    r"\b(?:subscribe|newsletter|sign up|follow us|all rights reserved|copyright|cookies?|click here|read more|contact:|"
    r"originally published|republished|share this|privacy policy|terms of (?:use|service)|your inbox|reader.supported|"
    r"contributed to this report|(?:respond to|return) (?:a |our |several )?requests? for comment|just watched|"
    r"support (?:our|independent|progressive|quality) journalism)\b|https?://|©",
    re.IGNORECASE,
)


def _trimmed(text: str, span: Offsets) -> Offsets:
    """Without a live blog's clock before the name, and without quotation marks at either end of it."""
    start, end = span
    if clock := _CLOCK.match(text, start, end):
        start = clock.end()
    while end - start > 1 and text[end - 1] in _MARKS:
        end -= 1
    while end - start > 1 and text[start] in _MARKS:
        start += 1
    return start, end


def _beside(sentence: Sentence, found: Found) -> str:
    """The words that say on what occasion the source spoke: before it, between cue and content, or behind both.

    "After visiting the cells, X said that ...", "X visited the cells and said that ...", "X said after visiting the cells
    that ...", "“...,” X said at the scene".
    """
    text, (start, end) = sentence.text, found.content
    first = found.source[0] if found.source else found.cue[0]
    pieces = []
    if sentence.start < first < start and (lead := _LEAD.match(text, sentence.start, first)):
        pieces.append(lead.group())
    if found.source and found.source[1] < found.cue[0] <= start:
        pieces.append(text[found.source[1] : found.cue[0]])
    if found.cue[1] < start:
        pieces.append(text[found.cue[1] : start])
    elif end <= first:
        past = max(found.cue[1], found.source[1] if found.source else 0)
        pieces.append(re.split(r"[.;“”\"]", text[past : sentence.end], maxsplit=1)[0])
    return "\n".join(pieces)


def _bracketed(sentence: Sentence, bracket: Offsets) -> Offsets | None:
    """What a bracketed outlet stands behind: the sentence up to it, from the bracket before it if there is one."""
    words = [w for w in sentence.words if w.end <= bracket[0]]
    for k in range(len(words) - 1, -1, -1):
        if words[k].text == ")":
            words = words[k + 1 :]
            break
    while words and not words[0].is_word and words[0].text not in '“"‘':
        words.pop(0)
    return (words[0].start, words[-1].end) if len(words) > 3 else None


def _shared_subject(sentence: Sentence, found: list[Found]) -> list[Found]:
    """ "X confirmed 71 deaths and determined that ...": the first content ends before the "and" of the second verb."""
    result = list(found)
    for i, one in enumerate(found):
        for later in found[i + 1 :]:
            if later.source is None and one.content[0] < later.cue[0] < one.content[1]:
                before = [w for w in sentence.words if one.content[0] <= w.start and w.end <= later.cue[0]]
                while before and (not before[-1].is_word or before[-1].lower in CONJUNCTIONS):
                    before.pop()
                if before:
                    result[i] = replace(one, content=(one.content[0], before[-1].end))
                break
    return result


def _without_overlap(found: list[Found]) -> list[Found]:
    """One attribution a cue and a content: of two with the same cue or the same content the surer stays."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: -f.confidence):
        if any(overlap(one.cue, k.cue) for k in kept):
            continue
        if any(one.content == k.content and one.source == k.source for k in kept):
            continue
        kept.append(one)
    return sorted(kept, key=lambda f: f.cue)
