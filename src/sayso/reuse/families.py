"""Documents that carry the same text, gathered into families with an origin where the evidence allows one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model.ids import make_id
from sayso.model.nouns import Document, Family, Member, Pair, Role
from sayso.outlets import OutletTable
from sayso.reuse.origins import Verdict, Voices, date_conflict, find_origin, republished, title_of
from sayso.reuse.overlaps import Overlaps
from sayso.reuse.pairs import only_quotes
from sayso.reuse.rewrites import Rewrite, find_rewrites, unit_of
from sayso.reuse.settings import Settings


def build_families(
    documents: Sequence[Document], pairs: Sequence[Pair], outlets: OutletTable, settings: Settings
) -> list[Family]:
    """Families, the same in any order of the input, sorted by id; a document is in one family at most.

    Documents that share half of both are one family, and so are copies of one excerpt and the text that half of it or more is in.
    A document that shares less joins the family it has most of, and never makes two families one: a digest that cuts two stories
    short does not make them the same story. Two that share only a quotation are no family. A document that says it is a
    republication is a family of one where the case holds nothing else of its text.
    """
    overlaps = Overlaps(documents, pairs, settings)
    voices = Voices(outlets)
    found = [
        _family(group, overlaps, voices, settings) for group in _groups(_links(pairs, overlaps, settings), settings)
    ]
    rewrites = find_rewrites(documents, found, voices, outlets, settings)
    families = _with_rewrites(found, rewrites, overlaps)
    placed = {member.document for family in families for member in family.members}
    alone = (_alone(d, voices) for d in documents if d.id not in placed)
    return sorted([*families, *(family for family in alone if family)], key=lambda family: family.id)


def _alone(document: Document, voices: Voices) -> Family | None:
    """A republication whose original nobody added: its origin is who it credits, or not established."""
    said = next((m for m in document.marks if m.kind in {"originally_published", "credit"}), None)
    up = voices.upstream(document)
    if said is None or (said.names is not None and up is None):
        return None  # it says nothing, or names itself: this is the original
    because = up.because if up else f"it says “{said.quote}” and does not name where"
    basis = f"{because}; the case does not hold that text" if up else f"not established: {because}"
    member = Member(document.id, "copy", None, 1.0, (), because)
    return Family(_id_of((document.id,)), None, basis, (member,), up.name if up else None)


def _links(pairs: Sequence[Pair], overlaps: Overlaps, settings: Settings) -> list[tuple[float, float, str, str]]:
    """(smaller share, larger share, the document of the larger, the other), strongest first."""
    # on each side of a pair the id that is smaller comes first, so that the input's order leaves no trace
    overlaps.measure([(min(pair.a, pair.b), max(pair.a, pair.b)) for pair in pairs])
    links = []
    for pair in pairs:
        a, b = min(pair.a, pair.b), max(pair.a, pair.b)
        overlap = overlaps.of(a, b)
        if overlap.most < settings.excerpt:
            continue
        texts = overlaps.documents[a].text, overlaps.documents[b].text
        if overlap.most < settings.cut_inside and only_quotes(*texts, overlap.passages):
            continue
        inner, outer = (a, b) if overlap.share >= overlap.reverse else (b, a)
        links.append((overlap.least, overlap.most, inner, outer))
    return sorted(links, key=lambda link: (-link[0], -link[1], link[2:]))


def _groups(links: Sequence[tuple[float, float, str, str]], settings: Settings) -> list[list[str]]:
    """The documents of each family. Copies are joined first; then, strongest link first, what lies inside another: a document
    alone to one family, and copies of each other as a whole."""
    family: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    leaves: set[str] = set()

    def add(document: str) -> str:
        if document not in family:
            family[document] = document
            groups[document] = [document]
        return family[document]

    def join(one: str, other: str) -> None:
        kept, gone = sorted((add(one), add(other)), key=lambda root: (-len(groups[root]), root))
        if kept != gone:
            for document in groups[gone]:
                family[document] = kept
            groups[kept] += groups.pop(gone)

    for _, _, inner, outer in (link for link in links if link[0] >= settings.copy):
        join(inner, outer)
    weaker = (link for link in links if link[0] < settings.copy)
    for least, most, inner, outer in sorted(weaker, key=lambda link: (-link[1], -link[0], link[2:])):
        if most >= settings.copy and inner in family and not leaves & {inner, outer}:
            join(inner, outer)
            continue
        part, whole = (inner, outer) if inner not in family else (outer, inner)
        share = most if part == inner else least
        if part in family or share < settings.excerpt or (whole in leaves and share < settings.cut_inside):
            continue
        family[part] = add(whole)
        groups[family[part]].append(part)
        leaves.add(part)
    return [sorted(group) for group in groups.values() if len(group) > 1]


def _family(group: Sequence[str], overlaps: Overlaps, voices: Voices, settings: Settings) -> Family:
    documents = [overlaps.documents[document] for document in group]
    verdict = find_origin(documents, overlaps, voices, settings)
    head = verdict.origin or _fullest(documents).id
    rest = [document for document in documents if document.id != head]
    overlaps.measure([(document.id, head) for document in rest])
    members = [_head(overlaps.documents[head], verdict, voices)]
    far = [document for document in rest if overlaps.of(document.id, head).most < settings.excerpt]
    if far:
        overlaps.measure([(document.id, other) for document in far for other in _others(group, document.id)])
    for document in rest:
        of = head
        if document in far:
            of = max(_others(group, document.id), key=lambda other: (overlaps.of(document.id, other).most, other))
        members.append(_member(document, of, verdict, overlaps, voices, settings))
    return Family(_id_of(group), verdict.origin, verdict.basis, tuple(members), verdict.unseen)


def _others(group: Sequence[str], document: str, most: int = 40) -> list[str]:
    # one that shares little with the head is looked for in a family's first documents only: a thousand copies are alike
    return [other for other in group if other != document][:most]


def _fullest(documents: Iterable[Document]) -> Document:
    """The document that others are aligned with when no origin is known: one that is no admitted republication, the longest."""
    return min(documents, key=lambda document: (republished(document), -len(document.text), document.id))


def _head(document: Document, verdict: Verdict, voices: Voices) -> Member:
    if verdict.origin:
        return Member(document.id, "origin", None, 1.0, (), verdict.basis)
    up = voices.upstream(document)
    because = (
        up.because if up else "the others are aligned with it as the fullest text; that does not make it the origin"
    )
    return Member(document.id, "copy", None, 1.0, (), because)


def _member(
    document: Document, of: str, verdict: Verdict, overlaps: Overlaps, voices: Voices, settings: Settings
) -> Member:
    overlap = overlaps.of(document.id, of)
    other = overlaps.documents[of]
    reasons = [
        f"{overlap.share:.0%} of its words are in {title_of(other)}, {overlap.reverse:.0%} of that one's words are here"
    ]
    if up := voices.upstream(document):
        reasons.append(up.because)
    elif republished(document):
        quote = next(mark.quote for mark in document.marks if mark.kind == "originally_published")
        reasons.append(f"it says “{quote}” and does not name where")
    if verdict.origin and (conflict := date_conflict(document, overlaps.documents[verdict.origin])):
        reasons.append(conflict)
    # carrying half of the other text is a copy whatever was added to it; a part of it, however exact, is an excerpt
    role: Role = "copy" if overlap.reverse >= settings.copy else "excerpt"
    return Member(document.id, role, of, overlap.share, overlap.passages, "; ".join(reasons))


def _with_rewrites(found: Sequence[Family], rewrites: Sequence[Rewrite], overlaps: Overlaps) -> list[Family]:
    """The families grown by the documents that retell one of theirs, and by the copies of those."""
    placed = {member.document: family for family in found for member in family.members}
    units = {family.id: family for family in found}
    up = {unit_of(rewrite.document, placed): unit_of(rewrite.of, placed) for rewrite in rewrites}
    joined: dict[str, list[Member]] = defaultdict(list)
    for rewrite in rewrites:
        unit = unit_of(rewrite.document, placed)
        followers = units.pop(unit).members[1:] if unit in units else ()
        root = up[unit]
        while root in up:
            root = up[root]
        joined[root] += [_retelling(rewrite, overlaps), *followers]
    for root, members in joined.items():
        family = units.get(root) or _retold(
            root, next(r for r in rewrites if up[unit_of(r.document, placed)] == root), overlaps
        )
        everyone = (*family.members, *members)
        units[root] = replace(family, id=_id_of(member.document for member in everyone), members=everyone)
    return list(units.values())


def _retelling(rewrite: Rewrite, overlaps: Overlaps) -> Member:
    overlap = overlaps.of(rewrite.document, rewrite.of)
    conflict = date_conflict(overlaps.documents[rewrite.document], overlaps.documents[rewrite.of])
    because = "; ".join(filter(None, (rewrite.because, conflict)))
    return Member(rewrite.document, "rewrite", rewrite.of, overlap.share, overlap.passages, because)


def _retold(document: str, rewrite: Rewrite, overlaps: Overlaps) -> Family:
    """A family of the document that a rewrite retells: its origin, if anything shows that it was first."""
    if rewrite.shown:
        return Family("", document, rewrite.shown, (Member(document, "origin", None, 1.0, (), rewrite.shown),))
    basis = "not established: one retells the other, neither names it, and no times of publication decide"
    fuller = "the other is compared with it as the fuller text; that does not make it the origin"
    return Family("", None, basis, (Member(document, "copy", None, 1.0, (), fuller),))


def _id_of(documents: Iterable[str]) -> str:
    # families share no document; the id stays when a document with a larger one joins
    return make_id("f", min(documents))
