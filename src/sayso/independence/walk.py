"""Every statement of a claim walked upstream: through copies, citations and channels to who stands behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sayso.independence.alterations import Alteration
from sayso.independence.graph import End, Graph, Walk
from sayso.independence.institutions import named_by_noun
from sayso.model.nouns import Claim, Family, Member, Merge, Party, Statement, Strength

# the edge of a copy that changed what it took over
ALTERED = "altered copy"
_NAMED = frozenset({"person", "organisation", "government"})
DIFFERS = "differs from the original it was taken from"


def walk_claim(claim: Claim, graph: Graph) -> dict[str, Walk]:
    """Statement id to its walk, for every statement of the claim, the earliest dated first whatever the claim's order."""
    here = [graph.statements[s] for s in claim.statements]
    dates = {d: graph.documents[d].published or "9999" for d in {s.document for s in here}}
    walker = _Walker(sorted(here, key=lambda s: (dates[s.document], s.document, s.start, s.id)), graph)
    return {statement.id: walker.walk(statement) for statement in walker.here}


class _Walker:
    """One claim's statements while they are walked. Only a walk that met no circle is kept for others to reuse."""

    def __init__(self, here: Sequence[Statement], graph: Graph) -> None:
        self.here, self.graph = here, graph
        self._by_document: dict[str, list[Statement]] = defaultdict(list)
        self._by_outlet: dict[str, list[Statement]] = defaultdict(list)
        for statement in here:
            self._by_document[statement.document].append(statement)
            self._by_outlet[graph.outlet_of(statement.document)].append(statement)
        self._nouns = named_by_noun(graph.institutions.of(s) for s in here)
        self._walked: dict[str, Walk] = {}
        self._met_circle = False

    def walk(self, statement: Statement, seen: frozenset[str] = frozenset()) -> Walk:
        if (known := self._walked.get(statement.id)) is not None:
            return known
        before, self._met_circle = self._met_circle, False
        seen = seen | {statement.id}
        found = self._republication(statement, seen) or self._citation(statement, seen) or self._source(statement)
        if not self._met_circle:
            self._walked[statement.id] = found
        self._met_circle = before or self._met_circle
        return found

    def _republication(self, statement: Statement, seen: frozenset[str]) -> Walk | None:
        """The same statement in the family's origin, or the family itself where no origin is established."""
        family, member = self.graph.place.get(statement.document, (None, None))
        if family is None or member is None or member.role == "origin" or not self.graph.carried(statement, member):
            return None
        parent = member.of or family.origin
        twin = self.graph.twin(statement, member, self._by_document[parent]) if parent else None
        if change := self.graph.alteration(statement, twin, member):
            return self._altered(statement, twin, family, change)
        if twin is None:
            return self._family_voice(statement, family, member)
        if twin.id in seen:
            self._met_circle = True
            return None
        further = self.walk(twin, seen)
        strength: Strength = "probable" if member.role == "rewrite" else "proven"
        edge = "rewrite" if member.role == "rewrite" else "republication"
        why = member.because or f"{member.role} of {self.graph.title(parent)}"
        step = Merge(statement.id, twin.id, edge, strength, why, self.graph.passage(statement))
        return Walk(further.ends, (step, *further.steps), shows_basis=further.shows_basis)

    def _altered(self, statement: Statement, twin: Statement | None, family: Family, change: Alteration) -> Walk:
        """A copy that says something else than its original confirms nothing: who prints it stands behind the difference."""
        graph = self.graph
        name = graph.outlet_of(statement.document) or graph.title(statement.document)
        title = graph.title(graph.parent(graph.place[statement.document][1]))
        differs = f"the copy {DIFFERS}, {title}" if family.origin else f"it differs from the same text in {title}"
        step = Merge(statement.id, name, ALTERED, "proven", f"{differs}: {change.words}", graph.passage(statement))
        end = End(graph.voice_key(statement.document), name, "outlet", established=False)
        return Walk((end,), (step,), (twin.id if twin else "", change), shows_basis=False)

    def _family_voice(self, statement: Statement, family: Family, member: Member) -> Walk | None:
        """What the shared text says itself: the origin's outlet, the unseen origin that is credited, or the text alone."""
        if statement.quote != "none":
            return None
        if member.role == "rewrite":
            return None  # its own sentences are its own unless they repeat the origin's
        name = family.unseen_origin or (self.graph.outlet_of(family.origin) if family.origin else "")
        if name:
            end = End(f"name:{name.casefold()}", name, "outlet")
        elif len({key for m in family.members for key in self.graph.writers(m.document)}) < 2:
            return None  # one outlet's editions: its own voice
        else:
            # whoever printed it may have written it
            floor = tuple(sorted({key for m in family.members for key in self.graph.writers(m.document)}))
            title = f"the text shared by {len(family.members)} documents"
            end = End(f"family:{family.id}", title, "outlet", established=False, floor=floor)
        why = family.origin_basis or "the same text, its origin not established"
        passage = self.graph.passage(statement)
        return Walk((end,), (Merge(statement.id, end.name, "republication", "proven", why, passage),))

    def _citation(self, statement: Statement, seen: frozenset[str]) -> Walk | None:
        """An outlet named as source, or an unnamed source behind an outlet, whose own document is in the case."""
        door = self._door(statement)
        if door is None:
            return None
        name = self.graph.names.of(door)
        theirs = self._by_outlet.get(name, [])
        if name == self.graph.outlet_of(statement.document) or not theirs:
            return None
        if door is not statement.source:
            witness = self.graph.witness(statement)
            theirs = [s for s in theirs if s.source.kind == "unnamed" and self.graph.witness(s) == witness]
        open_ = [s for s in theirs if s.id not in seen]
        self._met_circle = self._met_circle or len(open_) < len(theirs)
        if not open_:
            return None
        ends: dict[str, End] = {}
        steps: list[Merge] = []
        shows_basis = False
        edge = "citation" if door is statement.source else "channel"
        for one in open_:
            further = self.walk(one, seen)
            ends.update({e.key: e for e in further.ends})
            shows_basis = shows_basis or further.shows_basis
            why = f"{name}’s own document is in the case and says this of {one.source.name}"
            steps += [Merge(statement.id, one.id, edge, "probable", why, self.graph.passage(statement)), *further.steps]
        return Walk(tuple(ends.values()), tuple(steps), shows_basis=shows_basis)

    @staticmethod
    def _door(statement: Statement) -> Party | None:
        if statement.quote == "none":
            return None
        if statement.source.kind == "outlet":
            return statement.source
        return statement.channel if statement.source.kind == "unnamed" else None

    def _source(self, statement: Statement) -> Walk:
        """The statement's own source, when nothing in the case lies further upstream."""
        if statement.quote == "none" or statement.source.kind == "author":
            return self._own_voice(statement)
        graph, source = self.graph, statement.source
        proof, steps = graph.passage(statement), []
        if statement.channel is not None:
            why = f"{statement.channel.name} is the door; {source.name} said it"
            steps.append(Merge(statement.id, source.name, "channel", "proven", why, proof))
        if source.kind == "unnamed":
            return self._unnamed(statement, steps)
        if graph.names.is_unnamed_document(source):
            return self._unnamed_document(statement, steps)
        name, why = graph.names.resolve(source)
        if why:
            steps.append(Merge(source.name, name, "two names of one source", "probable", why, proof))
        if source.kind == "outlet" and (owner := graph.outlets.owner(name)) != name:
            steps.append(Merge(name, owner, "owner", "proven", f"{owner} owns {name} (table of outlets)", None))
            name = owner
        if not steps or steps[-1].into != name:
            steps.append(
                Merge(
                    statement.id, name, "attribution", "proven", f"“{source.text}” {statement.cue or 'goes on'}", proof
                )
            )
        floor = self._institutions(statement)
        return Walk((End(f"name:{name.casefold()}", name, source.kind, floor=floor),), tuple(steps))

    def _institutions(self, statement: Statement) -> tuple[str, ...]:
        """Keys of the bodies the source belongs to; who tells what they lived through speaks for nobody else."""
        if statement.basis == "experience":
            return ()
        return self.graph.institutions.of(statement).keys(self._nouns)

    def _unnamed_document(self, statement: Statement, steps: list[Merge]) -> Walk:
        """ "An inspection", "a report": nobody knows whose, so for the lower bound it is any other document of the claim."""
        graph = self.graph
        through = self._through(statement)
        known = (s.source for s in self.here if s.source.kind == "document" and s.quote != "none")
        named = next((graph.names.of(p) for p in known if not graph.names.is_unnamed_document(p)), None)
        floor = ("unnamed document", *((f"name:{named.casefold()}",) if named else ()))
        name = statement.source.name
        end = End(f"unnamed document:{through.casefold()}:{name.casefold()}", name, "document", False, floor)
        why = f"“{statement.source.text}”, whose it is not said, in {through}"
        step = Merge(statement.id, name, "attribution", "proven", why, graph.passage(statement))
        return Walk((end,), (*steps, step))

    def _behind(self, statement: Statement, through: str) -> tuple[str, ...]:
        """Whom the channel's own document names for what "anglers" told it: for the lower bound the unnamed may be they."""
        theirs = self._by_outlet.get(through, []) if statement.channel is not None else []
        named = [s.source for s in theirs if s.quote != "none" and s.source.kind in _NAMED]
        words = set(statement.source.name.casefold().split())
        # one alone: two that the channel names stay two
        likest = max(named, key=lambda p: len(words & set(re.findall(r"\w+", p.name.casefold()))), default=None)
        return (f"name:{self.graph.names.of(likest).casefold()}",) if likest else ()

    def _through(self, statement: Statement) -> str:
        """Who passes an unnamed source on: the channel, the agency of the byline, the outlet, or the document alone."""
        graph = self.graph
        if statement.channel is not None:
            return graph.names.of(statement.channel)
        agency = graph.agency_of(statement.document)
        return (agency.names if agency else "") or graph.outlet_of(statement.document) or statement.document

    def _unnamed(self, statement: Statement, steps: list[Merge]) -> Walk:
        """An unnamed source: one of its kind for the outlet it spoke to, and one at all for that outlet's lower bound."""
        graph = self.graph
        through = self._through(statement)
        group = f"unnamed:{through.casefold()}"
        floor = (group, *self._institutions(statement), *self._behind(statement, through))
        end = End(f"{group}:{graph.witness(statement)}", statement.source.name, "unnamed", floor=floor)
        why = f"“{statement.source.text}”, unnamed, in {through}"
        step = Merge(statement.id, end.name, "attribution", "proven", why, graph.passage(statement))
        return Walk((end,), (*steps, step))

    def _own_voice(self, statement: Statement) -> Walk:
        """What the document says itself: the agency of its byline, else the owner of its outlet, else the document alone."""
        graph, document = self.graph, self.graph.documents[statement.document]
        own, proof = graph.outlet_of(document.id), graph.passage(statement)
        agency = graph.agency_of(document.id)
        if agency is not None and agency.names:
            why = f"{agency.kind.replace('_', ' ')} “{agency.quote}”"
            passage = graph.mark_passage(document.id, agency)
            step = Merge(statement.id, agency.names, "agency", "proven", why, passage)
            return Walk((End(f"name:{agency.names.casefold()}", agency.names, "outlet"),), (step,))
        name = own or document.author or ""
        if not name:
            end = End(graph.voice_key(document.id), graph.title(document.id), "author", established=False)
            step = Merge(statement.id, end.name, "own voice", "proven", "no outlet or author is known", proof)
            return Walk((end,), (step,))
        steps = [Merge(statement.id, name, "own voice", "proven", f"said by {name} itself, no source given", proof)]
        owner = graph.outlets.owner(name)
        if owner != name:
            steps.append(Merge(name, owner, "owner", "proven", f"{owner} owns {name} (table of outlets)", None))
            name = owner
        hidden = any(m.kind == "originally_published" for m in document.marks)
        established = statement.basis != "none" and not hidden
        return Walk((End(graph.voice_key(document.id), name, statement.source.kind, established),), tuple(steps))
