"""Who speaks, by kind and name, and whom "la ministra", "ella" or a verb without a subject points back to."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace

from sayso.model.nouns import Document, Party, PartyKind
from sayso.outlets import OutletTable
from sayso.statements.languages.clauses import noun_of
from sayso.statements.languages.grammar import Grammar
from sayso.statements.parties import KIND
from sayso.statements.people import by_first_letters

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_PARTICLE = r"(?:de|del|la|las|los|da|do|dos|das|van|von|zu|du|le|el|y|i)"
_NAME = rf"{_CAPITAL}[\w’'\-]*\.?(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_CAPITAL}[\w’'\-]*\.?){{0,4}}"
_PERSON = re.compile(rf"(?<![\w.]){_CAPITAL}[\w’'\-]+(?:[ ](?:{_PARTICLE}[ ]){{0,2}}{_CAPITAL}[\w’'\-]+){{1,4}}")
_ENDS_WITH_NAME = re.compile(rf"(?:^|[\s,’'])(?P<name>{_NAME})$")
_BEGINS_WITH_NAME = re.compile(_NAME)
_REMEMBERED = 40


class Naming:
    """The parties of one document: each phrase to its kind and name, and whom it points back to."""

    def __init__(self, document: Document, outlets: OutletTable, grammar: Grammar) -> None:
        self._outlets, self._grammar = outlets, grammar
        self._people = _full_names(document.text, grammar)
        self._acronyms = _acronyms(document.text)
        self._by_noun: dict[str, Party] = {}
        self._persons: deque[Party] = deque(maxlen=_REMEMBERED)
        self._author = _author(document, outlets, grammar)
        if document.genre in {"report", "press_release"} and self._author.kind != "author":
            for noun in self._nouns(self._author.name):
                self._by_noun[noun] = self._author
        self.last: Party | None = None

    def party(self, text: str, start: int, end: int) -> Party:
        """The party that text[start:end] names, under the name of whom it points back to; remembered as the last."""
        kind, name = self._classify(text)
        party = self._resolve(Party(text, name, kind, start, end))
        self.last = party
        if party.kind == "person":
            self._persons.append(party)
        if party.kind != "unnamed":
            for noun in self._nouns(text):
                self._by_noun[noun] = party
        return party

    def outlet(self, text: str, start: int, end: int) -> Party:
        """The channel at text[start:end]."""
        known = self._outlets.find(text)
        return Party(text, known.name if known else text, "outlet", start, end)

    def _nouns(self, text: str) -> list[str]:
        """The noun of the lists that heads the phrase, and what a person is called before their name."""
        words = re.findall(r"[\w’'\-]+", text.lower())
        determiners = self._grammar.words["determiners"]
        while words and words[0] in determiners:
            words.pop(0)
        return words[:1] if words and words[0][:1].isalpha() else []

    def _resolve(self, party: Party) -> Party:
        lists, words = self._grammar.words, party.text.lower().split()
        if words[0] in lists["ours"] or (len(words) > 1 and words[0] in lists["our"]):
            return replace(party, name=self._author.name, kind=self._author.kind)
        if len(words) == 1 and words[0] in lists["pronouns"]:
            plural = words[0] in lists["plural_pronouns"]
            before = self.last if plural or not self._persons else self._persons[-1]
            return replace(party, name=before.name, kind=before.kind) if before else party
        definite = len(words) == 2 and words[0] in lists["definite"]
        if definite and (before := self._by_noun.get(words[1])) is not None and before.name != party.name:
            return replace(party, name=before.name, kind=before.kind)
        return party

    def _classify(self, text: str) -> tuple[PartyKind, str]:
        plain = self._plain(text)
        head = re.split(r"[,(—–]", plain, maxsplit=1)[0].strip() or plain
        if known := self._outlets.find(head):
            return KIND[known.kind], known.name
        words = head.split()
        kind = self._kind(words)
        if kind == "unnamed" and words[0].istitle() and self._body_name(head):
            return "organisation", head  # "Médicos sin Fronteras"
        if kind == "document":
            return "document", self._publisher(head) or head
        if kind == "outlet":
            name = _ENDS_WITH_NAME.search(head)
            return "outlet", name["name"] if name else head
        if kind in {"government", "organisation"}:
            # "la ONG Techo Firme" is called Techo Firme
            generic = len(words) > 1 and (words[0].islower() or words[0].isupper())
            called = self._person(head, " ".join(words[1:])) if generic else None
            return kind, self._acronyms.get(called or head, called or head)
        named = self._person(plain, head, office=plain != text)
        if named:
            if named.isupper() and len(named) > 1:
                return "organisation", self._acronyms.get(named, named)
            return ("organisation" if self._body_name(named) else "person"), named
        if kind == "person":
            return "person", head
        return "unnamed", head

    def _body_name(self, name: str) -> bool:
        return any(w.lower() in self._grammar.words["body_names"] for w in name.split())

    def _kind(self, words: list[str]) -> PartyKind | None:
        """What the noun at the head says, the longest first ("journal de bord" is no "journal"); an adjective may precede it."""
        lower = [w.lower().strip(".,") for w in words]
        for length in (3, 2):
            if (kind := self._grammar.nouns.get(" ".join(lower[:length]))) is not None:
                return kind
        return next((k for w in lower[:2] if (k := noun_of(w, self._grammar))), None)

    def _plain(self, text: str) -> str:
        """Without article: "la abogada Ana Ruiz" -> "abogada Ana Ruiz", "l’avocate" -> "avocate"."""
        words = text.split()
        while len(words) > 1 and words[0].lower() in self._grammar.words["determiners"] and not words[0].isdigit():
            words.pop(0)
        plain = " ".join(words)
        return re.sub(r"^[LlDd][’'](?=\w)", "", plain)

    def _person(self, plain: str, head: str, *, office: bool = False) -> str | None:
        """The name in "abogada Ana Ruiz", "jefe de bomberos, Nicanor Soto", "Ruiz"; None where no name is in it.

        `office`: an article stood before it, so that a name behind a comma is whom the office belongs to.
        """
        behind = re.match(rf"[^,]{{2,90}},\s+(?P<name>{_NAME})(?:\s*,|\s+\(|$)", plain)
        if behind and (office or not re.fullmatch(_NAME, head)):
            return self._full(behind["name"])
        lists, words = self._grammar.words, head.split()
        relative = next(
            (i for i, w in enumerate(words) if i and w.lower() in lists["relatives"] - lists["determiners"]), len(words)
        )
        found = _ENDS_WITH_NAME.search(" ".join(words[:relative]))
        if found is None:
            return None
        name = found["name"]
        before = [w.lower() for w in words[: relative - len(name.split())]]
        while before and before[-1] in lists["determiners"] - lists["prepositions"]:
            before.pop()
        if before and before[-1] in lists["prepositions"]:
            return None  # "un vecino de Loma Seca"
        return self._full(name)

    def _full(self, name: str) -> str:
        return self._people.get(name.split()[-1].lower(), name) if len(name.split()) == 1 else name

    def _publisher(self, head: str) -> str | None:
        """Whose document it is: "informe de la Universidad de Tresmares" -> "Universidad de Tresmares"."""
        if mentions := self._outlets.mentions(head):
            return mentions[0][2].name
        lists, words = self._grammar.words, head.split()
        for i, word in enumerate(words[:-1]):
            k = i + 1
            while k < len(words) - 1 and words[k].lower() in lists["determiners"]:
                k += 1
            if word.lower() in lists["owner"] and (name := _BEGINS_WITH_NAME.match(" ".join(words[k:]))):
                return name.group()
        return None


def _full_names(text: str, grammar: Grammar) -> dict[str, str]:
    """Full names by each later word of theirs, where only one name has it."""
    found: dict[str, str | None] = {}
    for match in _PERSON.finditer(text):
        words = match.group().split()
        lower = [w.lower() for w in words]
        while words and (lower[0] in grammar.words["determiners"] or lower[0] in grammar.words["connectors"]):
            words, lower = words[1:], lower[1:]
        if len(words) < 2 or any(noun_of(w, grammar) for w in lower):
            continue
        name = " ".join(words)
        for word in lower[1:]:
            known = found.setdefault(word, name) if len(word) > 3 else None
            if known is None or known == name or name.endswith(" " + known):
                continue
            # "Radio Faro Ana Ruiz" and "Ana Ruiz" are one; two full names are nobody in particular
            found[word] = name if known.endswith(" " + name) else None
    return {word: name for word, name in found.items() if name}


def _acronyms(text: str) -> dict[str, str]:
    """Each acronym in brackets whose letters are the first letters of the name before it."""
    found: dict[str, str] = {}
    for bracket in re.finditer(r"\(([A-Z]{2,8})\)", text):
        if name := by_first_letters(text[max(0, bracket.start() - 120) : bracket.start()].split(), bracket[1]):
            found.setdefault(bracket[1], name)
    return found


def _author(document: Document, outlets: OutletTable, grammar: Grammar) -> Party:
    """Who says "nosotros": the institution that publishes a report, else the outlet, the author or the document."""
    outlet = outlets.find(document.outlet or "")
    name = outlet.name if outlet else document.outlet
    kind: PartyKind | None = KIND[outlet.kind] if outlet else None
    if name and (document.genre in {"report", "press_release"} or (kind and kind != "outlet")):
        said = noun_of(name.split()[0].lower(), grammar)
        body = kind if kind and kind != "outlet" else said if said == "government" else "organisation"
        return Party(name, name, body)
    called = (document.author if document.genre == "opinion" else None) or name or document.author or document.title
    return Party(called or "the document", called or "the document", "author")
