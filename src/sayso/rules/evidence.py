"""The evidence of a record, indexed once for all rules: statements by topic, claims by subject, what denies what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.model.nouns import Claim, Contradiction, Document, Record, Statement
from sayso.rules.dates import Days, Standing, Window, parse_days, publication
from sayso.rules.language import Rule
from sayso.rules.lexicon import Lexicon, Unit, fold
from sayso.rules.subjects import Subjects


@dataclass(frozen=True, slots=True)
class Piece:
    """One statement as a rule sees it: of which claim, from when, and whether it counts, or why it does not."""

    statement: Statement
    claim: Claim
    document: Document | None
    when: Days | None
    standing: Standing
    why: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that bears on one rule and one subject. `differs` are contradictions that are not denials."""

    subject: str
    pieces: tuple[Piece, ...] = ()
    denials: tuple[Piece, ...] = ()
    differs: tuple[tuple[Claim, Contradiction], ...] = ()
    coverage: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """What a rule's topic touches of one subject, while it is gathered."""

    subject: str
    claims: dict[str, Claim] = field(default_factory=dict)
    denying: dict[str, Claim] = field(default_factory=dict)


class Evidence:
    """A record with its indexes. `bundles` gives the subjects a rule has something to say about."""

    def __init__(self, record: Record, known: Mapping[str, str] | None) -> None:
        self._statements = {statement.id: statement for statement in record.statements}
        self._documents = {document.id: document for document in record.documents}
        self._claims = {claim.id: claim for claim in record.claims}
        captured = {capture.sha256: capture.received for capture in record.captures}
        self._received = {d.id: _day((known or {}).get(d.id) or captured.get(d.sha256)) for d in record.documents}
        self._when = {d.id: publication(d.published, self._received[d.id]) for d in record.documents}
        self._when |= _not_before_their_origin(record, self._when)
        self._subjects = Subjects(record.statements)
        self._units: list[tuple[Statement, Claim]] = [
            (self._statements[key], claim)
            for claim in record.claims
            if claim.subject
            for key in claim.statements
            if key in self._statements
        ]
        others = _contents_by_sentence(record.statements)
        self._lexicon = Lexicon([_unit(statement, others) for statement, _ in self._units])

    def bundles(self, rule: Rule, window: Window, coverage: Sequence[str]) -> list[Bundle]:
        """One bundle a subject the rule may speak of, by name: with a statement on the topic, or searched for."""
        on_topic, cancelled = self._lexicon.find(rule.topic)
        found: dict[str, _Found] = {}
        for number in sorted(on_topic):
            statement, claim = self._units[number]
            entry = self._entry(found, claim.subject or "", rule)
            if entry is None:
                continue
            if statement.denies:
                # it belongs to the claim that says the opposite, which is no evidence for this rule
                entry.denying[statement.id] = claim
            else:
                entry.claims[claim.id] = claim
        for number in sorted(cancelled):
            # "it is false that the cells have no daylight" denies in a press release, and is only silence elsewhere
            statement, claim = self._units[number]
            document = self._documents.get(statement.document)
            if document is not None and document.genre == "press_release":
                entry = self._entry(found, claim.subject or "", rule)
                if entry is not None:
                    entry.denying[statement.id] = claim
        searched = _searched(rule, coverage)
        for subject in searched.values():
            self._entry(found, subject[0], rule)
        matched = {self._units[number][0].id for number in on_topic}
        silent = {self._units[number][0].id for number in cancelled}
        return [
            self._bundle(entry, window, matched, silent, searched.get(key, ("", ()))[1])
            for key, entry in sorted(found.items())
        ]

    def _entry(self, found: dict[str, _Found], subject: str, rule: Rule) -> _Found | None:
        if not self._subjects.allows(subject, rule.subject):
            return None
        return found.setdefault(_key(subject), _Found(subject))

    def _bundle(
        self, entry: _Found, window: Window, matched: set[str], silent: set[str], coverage: tuple[str, ...]
    ) -> Bundle:
        denying = dict(entry.denying)
        differs: list[tuple[Claim, Contradiction]] = []
        for claim in entry.claims.values():
            for contradiction in claim.contradicted_by:
                if contradiction.kind != "denied by":
                    if all(self._there(key, window) for key in contradiction.statements):
                        differs.append((claim, contradiction))
                elif denier := self._denier(claim, contradiction):
                    denying.setdefault(denier, self._claims.get(contradiction.claim, claim))
        pieces = [
            self._piece(self._statements[key], claim, window, key in matched)
            for claim in entry.claims.values()
            for key in claim.statements
            if key in self._statements and key not in denying and key not in silent
        ]
        # a denial of any age is shown, one that was not yet there is not
        denials = [
            self._piece(self._statements[key], claim, window, True)
            for key, claim in denying.items()
            if self._there(key, window)
        ]
        return Bundle(entry.subject, tuple(pieces), tuple(denials), tuple(differs), coverage)

    def _there(self, statement: str, window: Window) -> bool:
        document = self._statements[statement].document if statement in self._statements else ""
        return window.there(self._when.get(document), self._received.get(document))

    def _denier(self, claim: Claim, contradiction: Contradiction) -> str | None:
        """Which of the two statements is the denial: the same one from whichever claim it is looked at."""
        pair = [key for key in contradiction.statements if key in self._statements]
        ranks = {key: self._denial_rank(self._statements[key]) for key in pair}
        best = [key for key in pair if ranks[key] == max(ranks.values())]
        if len(best) == 1:
            return best[0]
        return next((key for key in best if key not in claim.statements), best[-1] if best else None)

    def _denial_rank(self, statement: Statement) -> tuple[bool, bool, bool]:
        document = self._documents.get(statement.document)
        released = document is not None and document.genre == "press_release"
        return statement.denies, released, statement.source.kind == "government"

    def _piece(self, statement: Statement, claim: Claim, window: Window, matched: bool) -> Piece:
        document = self._documents.get(statement.document)
        when = self._when.get(statement.document)
        standing, why = window.place(when, self._received.get(statement.document))
        if standing != "left out" and not matched:
            standing, why = "at most", "it says so in other words than the rule's terms"
        return Piece(statement, claim, document, when, standing, why)


def _not_before_their_origin(record: Record, when: Mapping[str, Days | None]) -> dict[str, Days | None]:
    """The days of copies that state an earlier one than what they copy: they were not there before it."""
    moved: dict[str, Days | None] = {}
    for family in record.families:
        origin = when.get(family.origin or "")
        for member in family.members:
            own = when.get(member.document)
            if origin is not None and own is not None and own.first < origin.first:
                shown = f"dated {own.shown}, yet a copy of what was published {origin.shown}"
                moved[member.document] = Days(origin.first, max(own.last, origin.last), shown)
    return moved


def _contents_by_sentence(statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    shared: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        shared[statement.document, statement.sentence].append(statement)
    return shared


def _unit(statement: Statement, shared: Mapping[tuple[str, str], Sequence[Statement]]) -> Unit:
    """The statement's content and its sentence, without what other statements of the same sentence say."""
    sentence = statement.sentence
    for other in shared[statement.document, statement.sentence]:
        apart = other.content.end <= statement.content.start or statement.content.end <= other.content.start
        if apart and other.content.text:
            sentence = sentence.replace(other.content.text, " ; ")
    return Unit(statement.content.text, sentence)


def _searched(rule: Rule, coverage: Sequence[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Coverage by subject: "Villa Norte Prison: press 2023-2025"; "Villa Norte Prison / daylight: ..." is for one."""
    searched: dict[str, tuple[str, tuple[str, ...]]] = {}
    for line in coverage:
        head, colon, what = line.partition(":")
        name, slash, only = head.partition(" / ")
        if not colon or not what.strip() or not name.strip() or (slash and only.strip() != rule.id):
            continue
        subject, lines = searched.get(_key(name), (name.strip(), ()))
        searched[_key(name)] = (subject, (*lines, what.strip()))
    return searched


def _key(subject: str) -> str:
    return " ".join(fold(subject))


def _day(text: str | None) -> date | None:
    days = parse_days(text)
    return days.first if days is not None and days.first == days.last else None
