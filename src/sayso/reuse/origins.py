"""Which document of a family the others come from, by the strongest evidence there is; or that nothing shows it.

In this order: a credit that names a publisher, or a page that says where it was reprinted; an agency's byline, dateline or tag;
times of publication of sub-day precision; a cut, which is shorter than what it was cut from. A day alone decides nothing: of 99
near-copies in a collection of 37,554 articles 53 carried equal dates and 20 none, and republications are often misdated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from sayso.model.nouns import Document, Mark
from sayso.outlets import OutletTable
from sayso.reuse.overlaps import Overlaps
from sayso.reuse.settings import Settings

_CREDITS = frozenset({"credit", "canonical", "originally_published"})
_WIRE = frozenset({"wire_byline", "dateline", "agency_tag"})
# a tag speaks for the whole text at its head ("LIMA (Agencia) -") or under it; in between it speaks for a sentence
_HEAD, _FOOT = 240, 60
_SAME_MOMENT = timedelta(minutes=1)
_WORDS = {
    "credit": "credit",
    "canonical": "canonical link",
    "originally_published": "note",
    "wire_byline": "byline",
    "dateline": "dateline",
    "agency_tag": "agency tag",
}


@dataclass(frozen=True, slots=True)
class Upstream:
    """What a document says about where its text comes from: a publisher's usual name and the mark that names it."""

    name: str
    mark: Mark

    @property
    def because(self) -> str:
        return f"its {_WORDS[self.mark.kind]} “{self.mark.quote}” names {self.name}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The origin of a family, or None; the words that say why; and the name of an origin that the case does not hold."""

    origin: str | None
    basis: str
    unseen: str | None = None


class Voices:
    """Who publishes each document, and whom its marks name as the publisher of its text, under usual names."""

    def __init__(self, outlets: OutletTable) -> None:
        self._outlets = outlets

    def own(self, document: Document) -> str:
        """The usual name of who publishes the document, "" when it is not known."""
        if document.outlet:
            return self.usual(document.outlet)
        at = self._outlets.at(document.url) if document.url else None
        return at.name if at else ""

    def usual(self, name: str) -> str:
        """The usual name of a name, host or URL; itself when the table does not know it."""
        if found := self._outlets.find(name):
            return found.name
        if ("//" in name or "." in name) and " " not in name.strip():
            if found := self._outlets.at(name.strip()):
                return found.name
            return (urlsplit(name).hostname or name).removeprefix("www.")
        return name

    def upstream(self, document: Document) -> Upstream | None:
        """The strongest mark that names somebody else as the publisher of this text."""
        own = self.own(document)
        for kinds in (_CREDITS, _WIRE):
            for mark in document.marks:
                if mark.kind not in kinds or not mark.names:
                    continue
                name = self.usual(mark.names)
                if name.casefold() == own.casefold() or not self._speaks_for_all(mark, name, own, document):
                    continue
                return Upstream(name, mark)
        return None

    def _speaks_for_all(self, mark: Mark, name: str, own: str, document: Document) -> bool:
        if mark.kind == "canonical":
            # editions of one owner point at one another
            return not own or self._outlets.owner(name) != self._outlets.owner(own)
        if mark.kind not in _WIRE:
            return True
        found = self._outlets.find(name)
        if found is not None and found.kind != "agency":
            return False
        if mark.kind != "agency_tag" or mark.start is None or mark.end is None:
            return True
        return mark.start < _HEAD or mark.end > len(document.text.rstrip()) - _FOOT


def find_origin(members: Sequence[Document], overlaps: Overlaps, voices: Voices, settings: Settings) -> Verdict:
    """The verdict for the documents of one family; the same in any order of them."""
    members = sorted(members, key=lambda document: document.id)
    upstream = {document.id: voices.upstream(document) for document in members}
    return (
        _by_reprint(members, upstream)
        or _by_name(members, upstream, voices, overlaps)
        or _by_time(members)
        or _by_cut(members, overlaps, settings)
        or Verdict(None, _undetermined(members))
    )


def _by_reprint(members: Sequence[Document], upstream: dict[str, Upstream | None]) -> Verdict | None:
    sayers = [
        (document, mark)
        for document in members
        for mark in document.marks
        if mark.kind == "reprinted_on" and not upstream[document.id]
    ]
    if len({document.id for document, _ in sayers}) != 1:
        return None
    document, mark = sayers[0]
    return Verdict(document.id, f"{title_of(document)} says where it was reprinted: “{mark.quote}”")


def _by_name(
    members: Sequence[Document], upstream: dict[str, Upstream | None], voices: Voices, overlaps: Overlaps
) -> Verdict | None:
    """The publisher that the members name. Where the document of a named publisher names another, that one is further up."""
    named = [(document, up) for document in members if (up := upstream[document.id])]
    if not named:
        return None
    publishers: dict[str, list[Document]] = {}
    for document in members:
        publishers.setdefault(voices.own(document).casefold(), []).append(document)
    ends = Counter(_furthest(up.name, publishers, upstream) for _, up in named)
    order = sorted(ends, key=lambda name: (-ends[name], name.casefold() not in publishers, name))
    name = order[0]
    shown = "; ".join(f"{title_of(document)}: “{up.mark.quote}”" for document, up in named[:3])
    more = f" and {len(named) - 3} more" if len(named) > 3 else ""
    others = f". Others name {', '.join(order[1:])}" if len(order) > 1 else ""
    naming = f"{ends[name]} of {len(members)} documents name {name} ({shown}{more})"
    own = [document for document in publishers.get(name.casefold(), []) if not upstream[document.id]]
    if own:
        first = _first_edition(own, members, overlaps)
        return Verdict(first.id, f"{naming}, and this is its own{others}")
    return Verdict(None, f"{naming}, whose own document the case does not hold{others}", name)


def _furthest(name: str, publishers: dict[str, list[Document]], upstream: dict[str, Upstream | None]) -> str:
    seen = {name.casefold()}
    while True:
        further = [upstream[document.id] for document in publishers.get(name.casefold(), [])]
        # one of its documents names nobody: that may be the original
        if not further or any(up is None for up in further):
            return name
        names = sorted({up.name for up in further if up})
        if names[0].casefold() in seen:
            return name
        name = names[0]
        seen.add(name.casefold())


def _first_edition(own: Sequence[Document], members: Sequence[Document], overlaps: Overlaps) -> Document:
    """Of several documents of one publisher: the earliest if times show it, else the one that holds most of the others."""
    if len(own) == 1:
        return own[0]
    times = {document.id: moment(document.published) for document in own}
    if all(times.values()):
        return min(own, key=lambda document: (times[document.id] or datetime.max.replace(tzinfo=UTC), document.id))
    overlaps.measure([(other.id, one.id) for one in own for other in members if other is not one])
    held = {one.id: sum(overlaps.of(other.id, one.id).share for other in members if other is not one) for one in own}
    return max(own, key=lambda document: (held[document.id], document.id))


def _by_time(members: Sequence[Document]) -> Verdict | None:
    # a page that says it is a republication is not the first, whenever it was put up
    contenders = [document for document in members if not republished(document)]
    times = [(when, document) for document in contenders if (when := moment(document.published))]
    if len(times) < 2 or len(times) < len(contenders):
        return None
    times.sort(key=lambda row: (row[0], row[1].id))
    (first, document), (second, runner_up) = times[0], times[1]
    if second - first < _SAME_MOMENT:
        return None
    return Verdict(
        document.id,
        f"no document credits another; first published by the times they give: {_utc(first)}, "
        f"before {title_of(runner_up)} at {_utc(second)}",
    )


def _by_cut(members: Sequence[Document], overlaps: Overlaps, settings: Settings) -> Verdict | None:
    whole = max(members, key=lambda document: len(document.text))
    if republished(whole):
        return None
    others = [document for document in members if document is not whole]
    overlaps.measure([(document.id, whole.id) for document in others])
    cuts = [overlaps.of(document.id, whole.id) for document in others]
    if not all(cut.share >= settings.cut_inside and cut.reverse <= settings.cut_outside for cut in cuts):
        return None
    least = min(cut.share for cut in cuts)
    basis = (
        f"no credit and no time decides; every other document is a cut of this one (at least {least:.0%} of it is here)"
    )
    return Verdict(whole.id, basis)


def _undetermined(members: Sequence[Document]) -> str:
    hidden = [document for document in members if republished(document)]
    if hidden:
        quote = next(mark.quote for mark in hidden[0].marks if mark.kind == "originally_published")
        return (
            f"not established: {title_of(hidden[0])} says “{quote}” and does not name where; no other evidence decides"
        )
    return "not established: no document credits another, and neither times of publication nor a cut decide; a day alone never does"


def republished(document: Document) -> bool:
    """True when the page says that it was first published elsewhere, whether or not it names where."""
    return any(mark.kind == "originally_published" for mark in document.marks)


def moment(published: str | None) -> datetime | None:
    """The UTC time of an ISO 8601 string that has a time of day and a zone; None for less, and for midnight sharp: content
    systems write it for a day whose hour they do not know."""
    if not published or "T" not in published.replace(" ", "T"):
        return None
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return None
    if when.tzinfo is None or when.time() == time():
        return None
    return when.astimezone(UTC)


def date_conflict(member: Document, origin: Document) -> str:
    """In words, that a copy claims to be older than its origin; "" when it does not, or no dates say so."""
    if not member.published or not origin.published:
        return ""
    here, there = moment(member.published), moment(origin.published)
    older = here < there if here and there else member.published[:10] < origin.published[:10]
    full = len(member.published) >= 10 and len(origin.published) >= 10
    if not older or not full:
        return ""
    return (
        f"date conflict: it is dated {member.published}, before its origin ({origin.published}); the date is not obeyed"
    )


def title_of(document: Document) -> str:
    """How the document is called in a sentence: its outlet, or its title, or its id."""
    return document.outlet or (f"“{document.title}”" if document.title else document.id)


def _utc(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M UTC")
