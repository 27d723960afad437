"""The provenance graph of a case: what is looked up while statements are walked upstream."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.independence.alterations import Alteration, find_alteration
from sayso.independence.institutions import Institutions
from sayso.independence.names import Names
from sayso.model.nouns import Aligned, Document, Family, Mark, Member, Merge, Passage, Span, Statement
from sayso.outlets import OutletTable
from sayso.reuse import blocks
from sayso.statements.concepts import load_concepts

# a statement lies inside a reused passage when this share of its characters does
_INSIDE = 0.6
# and when some of its own words stand there too: a passage runs across a few words that only one side has
_TOUCHED = 0.2
# two statements are the same one in two copies when this share of the shorter one's characters is aligned
_SAME = 0.5
# words of an unnamed source that tell of what happened to themselves: one witness group per outlet
_WITNESSES = frozenset({"detainee", "person", "relative", "child", "migrant"})
_HEAD = re.compile(r",| who\b| of\b| for\b| from\b| on\b| in\b| at\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class End:
    """An upstream end: a key that two statements of one source share, and how it is called.

    For the lower bound an end is one with every other that shares a key of `floor`: an outlet's unnamed witnesses, a text of
    unknown origin and the outlets that print it.
    """

    key: str
    name: str
    kind: str
    established: bool = True
    floor: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a statement leads: its ends, and each step with its proof. `altered` is the statement that a copy changed, and how.

    On a walk through a changed copy no words show a basis: those that do are of the original, which says something else.
    """

    ends: tuple[End, ...]
    steps: tuple[Merge, ...]
    altered: tuple[str, Alteration] | None = None
    shows_basis: bool = True


class Graph:
    """Documents, statements, families and names of a case by id."""

    def __init__(
        self,
        documents: Sequence[Document],
        statements: Sequence[Statement],
        families: Sequence[Family],
        outlets: OutletTable,
    ) -> None:
        self.documents = {d.id: d for d in documents}
        self.statements = {s.id: s for s in statements}
        self.outlets = outlets
        self.names = Names(documents, statements, outlets)
        self.institutions = Institutions({d.id: d.text for d in documents})
        self.place: dict[str, tuple[Family, Member]] = {}
        for family in families:
            for member in family.members:
                self.place[member.document] = (family, member)
        self._of_document: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self._of_document[statement.document].append(statement)
        self._blocks: dict[tuple[str, str], tuple[Aligned, ...]] = {}
        self._concepts = load_concepts()

    def outlet_of(self, document: str) -> str:
        """The normal name of who publishes a document, "" where nobody knows."""
        name = self.documents[document].outlet or ""
        outlet = self.outlets.find(name) if name else None
        return outlet.name if outlet else name

    def voice_key(self, document: str) -> str:
        """The key of who speaks in a document's own voice: its outlet's owner, its author, or the document alone."""
        name = self.outlet_of(document) or self.documents[document].author or ""
        return f"name:{self.outlets.owner(name).casefold()}" if name else f"document:{document}"

    def writers(self, document: str) -> set[str]:
        """Keys of all who may have written a document's text: who prints it, and who its byline names."""
        agency = self.agency_of(document)
        named = {f"name:{agency.names.casefold()}"} if agency is not None and agency.names else set()
        return named | {self.voice_key(document)}

    def agency_of(self, document: str) -> Mark | None:
        """The byline, dateline or credit that names another publisher as the one who wrote the text."""
        own = self.outlet_of(document)
        marks = self.documents[document].marks
        written = (m for m in marks if m.kind in {"wire_byline", "dateline", "credit"} and m.names)
        return next((m for m in written if m.names != own), None)

    def title(self, document: str | None) -> str:
        return (self.documents[document].title or self.documents[document].path) if document else "the family"

    def passage(self, statement: Statement) -> Passage:
        text = self.documents[statement.document].text
        return Passage(statement.document, statement.start, statement.end, text[statement.start : statement.end])

    def mark_passage(self, document: str, mark: Mark) -> Passage | None:
        if mark.start is None or mark.end is None:
            return None
        return Passage(document, mark.start, mark.end, self.documents[document].text[mark.start : mark.end])

    def witness(self, statement: Statement) -> str:
        """What group an unnamed source belongs to: all who tell what they lived through are witnesses."""
        source = statement.source
        # "he" and "its nurses" are who they point back to
        said = source.text if source.name.casefold() in source.text.casefold() else source.name
        # "one of the two men" has its people after the "of"
        for text in (_HEAD.split(said)[0], said.split(",")[0]):
            terms = self._concepts.terms(text)
            if kinds := [t for t in terms if self._concepts.kind(t) == "person"]:
                break
        return "witness" if any(k in _WITNESSES for k in kinds) else (kinds or terms or [""])[-1]

    def blocks(self, member: Member) -> tuple[Aligned, ...]:
        """The runs in which a member's text is its parent's, in the order of the member's text."""
        parent = self.parent(member)
        if not parent or not member.passages:
            return ()
        key = (member.document, parent)
        if key not in self._blocks:
            text, other = self.documents[member.document].text, self.documents[parent].text
            found = (block for passage in member.passages for block in blocks(text, other, passage))
            self._blocks[key] = tuple(sorted(found, key=lambda b: (b.start, b.end)))
        return self._blocks[key]

    def parent(self, member: Member) -> str:
        """The document of the case that a member's passages are aligned with, "" where there is none."""
        parent = member.of or self.place[member.document][0].origin or ""
        return parent if parent in self.documents and parent != member.document else ""

    def carried(self, statement: Statement, member: Member) -> bool:
        """True where the statement stands in text that the document took over."""
        if member.role == "rewrite":
            return True
        start, end = statement.content.start, statement.content.end
        length = max(1, end - start)
        if member.of is None and not member.passages:
            return True
        if _overlap(member.passages, start, end) < _INSIDE * length:
            return False
        return not self.parent(member) or _overlap(self.blocks(member), start, end) >= _TOUCHED * length

    def twin(self, statement: Statement, member: Member, candidates: Sequence[Statement]) -> Statement | None:
        """The parent's statement that this one repeats: the one aligned with it, or for a rewrite the nearest in words.

        Where none of the candidates is, an aligned one among all that the parent says: a copy that changed a word may stand in
        another claim than its original.
        """
        if member.role == "rewrite":
            return self._retold(statement, candidates)
        start, end = statement.content.start, statement.content.end
        inside = [b for b in self.blocks(member) if b.start < end and start < b.end]
        for among in (candidates, self._of_document.get(self.parent(member), [])):
            ranked = sorted(((_aligned_share(statement, one, inside), one.id, one) for one in among), key=_best)
            if ranked and ranked[0][0] >= _SAME:
                return ranked[0][2]
        return None

    def alteration(self, statement: Statement, twin: Statement | None, member: Member) -> Alteration | None:
        """What a copy changed in a statement that it took over, None where it says the same.

        Without a twin it is compared with the text that stands in its place: not every sentence is a statement.
        """
        parent = self.parent(member)
        if member.role == "rewrite" or not parent:
            return None
        here, there = self.documents[statement.document], self.documents[parent]
        original = twin or self._in_place_of(statement, member, there)
        return find_alteration(statement, original, self.blocks(member), here, there) if original else None

    def _in_place_of(self, statement: Statement, member: Member, parent: Document) -> Statement | None:
        """The statement as the parent's text would make it, from the first to the last of its words that stand there."""
        start, end = statement.content.start, statement.content.end
        inside = [b for b in self.blocks(member) if b.start < end and start < b.end]
        if not inside:
            return None
        low = min(max(b.start, start) + b.of_start - b.start for b in inside)
        high = max(min(b.end, end) + b.of_start - b.start for b in inside)
        return replace(statement, document=parent.id, content=Span(parent.text[low:high], low, high))

    def _retold(self, statement: Statement, candidates: Sequence[Statement]) -> Statement | None:
        me = self.names.of(statement.source)
        terms = set(self._concepts.terms(f"{statement.source.text} {statement.content.text}"))
        # an outlet's report of somebody may repeat any of them; a witness never repeats a lawyer
        alike = [
            one
            for one in candidates
            if one.source.kind == statement.source.kind or statement.source.kind in {"outlet", "author"}
        ]

        def rank(one: Statement) -> tuple[bool, int, str]:
            common = terms & set(self._concepts.terms(f"{one.source.text} {one.content.text}"))
            return self.names.of(one.source) != me, -len(common), one.id

        return min(alike, key=rank, default=None)


def _best(row: tuple[float, str, Statement]) -> tuple[float, str]:
    return -row[0], row[1]


def _aligned_share(copy: Statement, original: Statement, blocks: Sequence[Aligned]) -> float:
    """The share of the shorter content that the blocks align with the other; 0 for own voice against attributed."""
    if (copy.quote == "none") != (original.quote == "none"):
        return 0.0
    shared = 0
    for block in blocks:
        shift = block.of_start - block.start
        start, end = max(block.start, copy.content.start), min(block.end, copy.content.end)
        shared += max(0, min(end + shift, original.content.end) - max(start + shift, original.content.start))
    return shared / max(1, min(copy.content.end - copy.content.start, original.content.end - original.content.start))


def _overlap(spans: Sequence[Aligned], start: int, end: int) -> int:
    return sum(max(0, min(one.end, end) - max(one.start, start)) for one in spans)
