"""Every statement of a claim walked upstream: through copies, citations and channels to who stands behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.independence.names import Names
from sayso.model.nouns import (
    Aligned,
    Claim,
    Document,
    Family,
    Member,
    Merge,
    Passage,
    Statement,
    Strength,
)
from sayso.outlets import OutletTable
from sayso.statements.concepts import load_concepts

# a statement lies inside a reused passage when this share of its characters does
_INSIDE = 0.6
# words of an unnamed source that tell of what happened to themselves: one witness group per outlet
_WITNESSES = frozenset({"detainee", "person", "relative", "child", "migrant"})


@dataclass(frozen=True, slots=True)
class End:
    """An upstream end before merging: a key that two statements of one source share, and how it is called."""

    key: str
    name: str
    kind: str
    established: bool = True


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a statement leads: its ends, and each step with its proof. `weak` ends are the same only for the lower bound."""

    ends: tuple[End, ...]
    steps: tuple[Merge, ...]


class Graph:
    """The provenance graph of a case: documents, families, statements and names, looked up while claims are walked."""

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
        self.place: dict[str, tuple[Family, Member]] = {}
        for family in families:
            for member in family.members:
                self.place[member.document] = (family, member)
        self._concepts = load_concepts()

    def outlet_of(self, document: str) -> str:
        """The normal name of who publishes a document, "" where nobody knows."""
        name = self.documents[document].outlet or ""
        outlet = self.outlets.find(name) if name else None
        return outlet.name if outlet else name

    def walk_claim(self, claim: Claim) -> dict[str, Walk]:
        """Statement id to its walk, for every statement of the claim."""
        here = [self.statements[s] for s in claim.statements]
        by_outlet: dict[str, list[Statement]] = defaultdict(list)
        for statement in here:
            by_outlet[self.outlet_of(statement.document)].append(statement)
        return {s.id: self._walk(s, here, by_outlet, frozenset()) for s in here}

    def _walk(
        self,
        statement: Statement,
        here: Sequence[Statement],
        by_outlet: dict[str, list[Statement]],
        seen: frozenset[str],
    ) -> Walk:
        seen = seen | {statement.id}
        upstream = self._republication(statement, here, by_outlet, seen)
        if upstream is not None:
            return upstream
        cited = self._citation(statement, by_outlet, seen)
        if cited is not None:
            return cited
        return self._source(statement)

    # -- republication -----------------------------------------------------------------------------------------------

    def _republication(
        self,
        statement: Statement,
        here: Sequence[Statement],
        by_outlet: dict[str, list[Statement]],
        seen: frozenset[str],
    ) -> Walk | None:
        """The same statement in the family's origin, or the family itself where no origin is established."""
        placed = self.place.get(statement.document)
        if placed is None:
            return None
        family, member = placed
        if member.role == "origin" or not self._carried(statement, member):
            return None
        parent = member.of or family.origin
        proof = self._passage(statement)
        strength: Strength = "probable" if member.role == "rewrite" else "proven"
        twin = self._twin(statement, member, parent, here) if parent else None
        if twin is not None and twin.id not in seen:
            further = self._walk(twin, here, by_outlet, seen)
            step = Merge(
                statement.id,
                twin.id,
                "rewrite" if member.role == "rewrite" else "republication",
                strength,
                member.because or f"{member.role} of {self._title(parent)}",
                proof,
            )
            return Walk(further.ends, (step, *further.steps))
        if statement.quote != "none" or statement.source.kind not in {"author", "outlet"}:
            return None
        name = family.unseen_origin or (self.outlet_of(parent) if family.origin and parent else "")
        why = family.origin_basis or "the same text, its origin not established"
        end = (
            End(f"name:{name.casefold()}", name, "outlet")
            if name
            else End(
                f"family:{family.id}",
                f"the text shared by {len(family.members)} documents",
                "outlet",
                established=False,
            )
        )
        return Walk((end,), (Merge(statement.id, end.name, "republication", strength, why, proof),))

    def _carried(self, statement: Statement, member: Member) -> bool:
        if member.role == "rewrite":
            return True
        length = max(1, statement.content.end - statement.content.start)
        inside = sum(_overlap(p, statement.content.start, statement.content.end) for p in member.passages)
        return inside >= _INSIDE * length or (member.of is None and not member.passages)

    def _twin(self, statement: Statement, member: Member, parent: str, here: Sequence[Statement]) -> Statement | None:
        """The statement of the parent that this one repeats: the one aligned with it, or for a rewrite the nearest in words."""
        candidates = [s for s in here if s.document == parent]
        if member.role != "rewrite":
            for passage in member.passages:
                shift = passage.of_start - passage.start
                start, end = statement.content.start + shift, statement.content.end + shift
                for one in candidates:
                    if (
                        one.content.start < end + 40
                        and start - 40 < one.content.end
                        and _overlap(passage, statement.content.start, statement.content.end)
                    ):
                        return one
            return None
        same = [
            s
            for s in candidates
            if self.names.of(s.source, s.document) == self.names.of(statement.source, statement.document)
        ]
        if same:
            return same[0]
        terms = set(self._concepts.terms(f"{statement.source.text} {statement.content.text}"))
        # an outlet's report of somebody may repeat any of them; a witness never repeats a lawyer
        alike = [s for s in candidates if s.source.kind == statement.source.kind or statement.source.kind == "outlet"]
        ranked = sorted(
            alike, key=lambda s: -len(terms & set(self._concepts.terms(f"{s.source.text} {s.content.text}")))
        )
        return ranked[0] if ranked else None

    # -- citation ----------------------------------------------------------------------------------------------------

    def _citation(
        self, statement: Statement, by_outlet: dict[str, list[Statement]], seen: frozenset[str]
    ) -> Walk | None:
        """An outlet named as source, or an unnamed source behind an outlet, whose own document is in the case."""
        source, channel = statement.source, statement.channel
        own = self.outlet_of(statement.document)
        door = (
            source if source.kind == "outlet" else channel if source.kind == "unnamed" and channel is not None else None
        )
        if door is None or statement.quote == "none":
            return None
        name = self.names.of(door, statement.document)
        theirs = [s for s in by_outlet.get(name, []) if s.id not in seen]
        if name == own or not theirs:
            return None
        if door is channel:
            witness = self._witness(statement)
            theirs = [s for s in theirs if s.source.kind == "unnamed" and self._witness(s) == witness]
            if not theirs:
                return None
        ends: dict[str, End] = {}
        steps: list[Merge] = []
        for one in theirs:
            further = self._walk(one, [], by_outlet, seen)
            ends.update({e.key: e for e in further.ends})
            edge = "channel" if door is channel else "citation"
            why = f"{name}’s own document is in the case and says this of {one.source.name}"
            steps += [Merge(statement.id, one.id, edge, "probable", why, self._passage(statement)), *further.steps]
        return Walk(tuple(ends.values()), tuple(steps))

    def _witness(self, statement: Statement) -> str:
        terms = self._concepts.terms(re.split(r",| who | released | freed ", statement.source.text)[0])
        kinds = [t for t in terms if self._concepts.kind(t) == "person"]
        return "witness" if any(k in _WITNESSES for k in kinds) else (kinds or terms or [""])[-1]

    # -- the source itself -------------------------------------------------------------------------------------------

    def _source(self, statement: Statement) -> Walk:
        source, document = statement.source, self.documents[statement.document]
        own = self.outlet_of(document.id)
        steps: list[Merge] = []
        proof = self._passage(statement)
        if statement.channel is not None:
            why = f"{statement.channel.name} is the door; {source.name} said it"
            steps.append(Merge(statement.id, source.name, "channel", "proven", why, proof))
        if source.kind == "unnamed":
            through = (
                self.names.of(statement.channel, document.id) if statement.channel is not None else own or document.id
            )
            witness = self._witness(statement)
            end = End(f"unnamed:{through.casefold()}:{witness}", source.name, "unnamed")
            steps.append(
                Merge(
                    statement.id, source.name, "attribution", "proven", f"“{source.text}”, unnamed, in {through}", proof
                )
            )
            return Walk((end,), tuple(steps))
        if statement.quote == "none" or source.kind == "author":
            return self._own_voice(statement, document, own, steps)
        name, why = self.names.resolve(source, document.id)
        if why:
            steps.append(Merge(source.name, name, "two names of one source", "probable", why, proof))
        if source.kind == "outlet":
            owner = self.outlets.owner(name)
            if owner != name:
                steps.append(Merge(name, owner, "owner", "proven", f"{owner} owns {name}", None))
                name = owner
        if not steps or steps[-1].into != name:
            steps.append(Merge(statement.id, name, "attribution", "proven", f"“{source.text}” {statement.cue}", proof))
        return Walk((End(f"name:{name.casefold()}", name, source.kind),), tuple(steps))

    def _own_voice(self, statement: Statement, document: Document, own: str, steps: list[Merge]) -> Walk:
        """What the document says itself: the agency of its byline, else the owner of its outlet, else the document alone."""
        proof = self._passage(statement)
        agency = next((m for m in document.marks if m.kind in {"wire_byline", "dateline", "credit"} and m.names), None)
        if agency is not None and agency.names and agency.names != own:
            why = f"{agency.kind.replace('_', ' ')} “{agency.quote}”"
            steps.append(
                Merge(
                    statement.id, agency.names, "agency", "proven", why, self._mark(document, agency.start, agency.end)
                )
            )
            return Walk((End(f"name:{agency.names.casefold()}", agency.names, "outlet"),), tuple(steps))
        name = own or document.author or ""
        if not name:
            end = End(f"document:{document.id}", document.title or document.path, "author", established=False)
            steps.append(Merge(statement.id, end.name, "own voice", "proven", "no outlet or author is known", proof))
            return Walk((end,), tuple(steps))
        steps.append(Merge(statement.id, name, "own voice", "proven", f"said by {name} itself, no source given", proof))
        owner = self.outlets.owner(name)
        if owner != name:
            steps.append(Merge(name, owner, "owner", "proven", f"{owner} owns {name} (table of outlets)", None))
            name = owner
        hidden = any(m.kind == "originally_published" for m in document.marks)
        established = statement.basis != "none" and not hidden
        return Walk((End(f"name:{name.casefold()}", name, statement.source.kind, established),), tuple(steps))

    # -- proofs ------------------------------------------------------------------------------------------------------

    def _passage(self, statement: Statement) -> Passage:
        text = self.documents[statement.document].text
        return Passage(statement.document, statement.start, statement.end, text[statement.start : statement.end])

    def _mark(self, document: Document, start: int | None, end: int | None) -> Passage | None:
        return None if start is None or end is None else Passage(document.id, start, end, document.text[start:end])

    def _title(self, document: str | None) -> str:
        return (self.documents[document].title or self.documents[document].path) if document else "the family"


def _overlap(passage: Aligned, start: int, end: int) -> int:
    return max(0, min(passage.end, end) - max(passage.start, start))
