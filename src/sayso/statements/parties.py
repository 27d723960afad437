"""Who speaks: what kind of party a phrase names, and what to call it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.model.nouns import Document, Party, PartyKind
from sayso.outlets import OutletTable
from sayso.statements.lexicon import Lexicon, singular
from sayso.statements.words import DETERMINERS, PRONOUNS, strip_possessive

_NAME = re.compile(
    r"[^\W\d_][\w’'\-]*\.?(?:\s+(?:(?:de|del|la|las|los|da|dos|van|von|bin|al|el)\s+)*[^\W\d_][\w’'\-]*)+"
)
_FULL_NAME = re.compile(
    r"(?<![\w.])(?:[A-ZÀ-ÖØ-Þ][\w’'\-]+|[A-Z]\.)(?:[ ](?:(?:de|del|la|da|dos|van|von|bin|al)[ ])*[A-ZÀ-ÖØ-Þ][\w’\-]+){1,5}"
)
# "the Minister of Justice, Rodolfo Salvatierra": the name after the office
_NAMED_AFTER = re.compile(
    r"(?:[Tt]he\s+)?[^,]*\b(?:[Mm]inister|[Dd]irector|[Pp]resident|[Ss]ecretary|[Gg]eneral|[Cc]hief|[Hh]ead|[Ll]awyer|[Ss]pokes\w+)\b[^,]*,"
    r"\s+(?P<name>[A-ZÀ-ÖØ-Þ][\w’\-]*(?:\s+[A-ZÀ-ÖØ-Þ][\w’\-]*){1,3})\s*,?$"
)
_OF_OUTLET = re.compile(r"\b(?:from|by|of|for)\s+(?:the\s+)?", re.IGNORECASE)
# what follows the head of a noun phrase: "two men released from", "a pair of"
_AFTER_HEAD = frozenset("of from for by in at on with released freed held detained examined".split())
_KIND: dict[str, PartyKind] = {
    "agency": "outlet",
    "newspaper": "outlet",
    "broadcaster": "outlet",
    "magazine": "outlet",
    "site": "outlet",
    "ngo": "organisation",
    "igo": "organisation",
    "government": "government",
}


@dataclass(frozen=True, slots=True)
class People:
    """Full names found in a document by their last word, so that "Gellman" is called "Mneesha Gellman" again."""

    by_last: dict[str, str]
    titles: frozenset[str]

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> People:
        """Names of two to four capitalised words, titles dropped; a last word that two names share stays unresolved."""
        by_last: dict[str, str | None] = {}
        for match in _FULL_NAME.finditer(document.text):
            words = _drop_titles(match.group().split(), lexicon.titles)
            if len(words) < 2 or words[0].lower() in DETERMINERS | PRONOUNS:
                continue
            name, last = " ".join(words), strip_possessive(words[-1]).lower()
            name = strip_possessive(name)
            known = by_last.setdefault(last, name)
            if known is not None and known != name and not (known.endswith(" " + name) or name.endswith(" " + known)):
                by_last[last] = known if len(known.split()) == 2 and known.split()[0] in name else None
        return cls({last: name for last, name in by_last.items() if name}, lexicon.titles)

    def ending(self, text: str) -> str | None:
        """The full name that a phrase ends with: "Minister of Justice Rodolfo Salvatierra"."""
        name = self.by_last.get(strip_possessive(text.split()[-1]).lower())
        return name if name is not None and text.endswith(name) else None

    def full(self, name: str) -> str:
        words = _drop_titles(name.split(), self.titles)
        if len(words) == 1:
            return self.by_last.get(words[0].lower(), words[0])
        return " ".join(words) or name


def _drop_titles(words: list[str], titles: frozenset[str]) -> list[str]:
    """Without all up to the last title: "El Salvadoran President Nayib Bukele" -> "Nayib Bukele"."""
    last = max((i for i, word in enumerate(words[:-1]) if strip_possessive(word).lower() in titles), default=-1)
    return words[last + 1 :]


def make_party(text: str, start: int, end: int, outlets: OutletTable, lexicon: Lexicon, people: People) -> Party:
    """The party that text[start:end] names, by its own words alone."""
    head = re.split(r"[,(—–]| who\b| which\b", text, maxsplit=1)[0].strip() or text
    kind, name = _classify(head, outlets, lexicon, people)
    if kind in {"person", "unnamed"} and (named := _NAMED_AFTER.match(text)):
        kind, name = "person", people.full(named.group("name"))
    elif kind == "person" and (ending := people.ending(head)):
        name = ending
    return Party(text, name, kind, start, end)


def _classify(head: str, outlets: OutletTable, lexicon: Lexicon, people: People) -> tuple[PartyKind, str]:
    plain = re.sub(r"^(?:the|a|an)\s+", "", head, flags=re.IGNORECASE).strip()
    if outlet := outlets.find(plain) or outlets.find(strip_possessive(plain)):
        return _KIND[outlet.kind], outlet.name
    words = [strip_possessive(w.strip(".,;:")).lower() for w in plain.split()]
    before_of = words[: next((i for i, w in enumerate(words) if w in _AFTER_HEAD), len(words))]
    heads = before_of or words
    last_word = singular(heads[-1]) if heads else ""
    if last_word in lexicon.document or (heads and heads[-1] in lexicon.document):
        return "document", _publisher(head, outlets) or plain
    if mentions := outlets.mentions(head):
        outlet = mentions[-1][2]
        # "the newspaper El Faro", "New York-based Human Rights Watch": the name ends the phrase
        if head.rstrip(" .").endswith(head[mentions[-1][0] : mentions[-1][1]]) and not _person_of(
            head, outlet.name, lexicon
        ):
            return _KIND[outlet.kind], outlet.name
    names = [w for w in plain.split() if w[:1].isupper()]
    lower_head = bool(heads) and (len(heads) == 1 or plain.split()[len(heads) - 1][:1].islower())
    plural = bool(heads) and heads[-1] != last_word
    if lower_head and (last_word in lexicon.unnamed or (plural and last_word in lexicon.organisation)):
        return "unnamed", plain
    whole = " ".join(words)
    if any(term in whole if " " in term else term in heads for term in lexicon.government):
        return "government", plain
    if any(singular(w) in lexicon.organisation for w in heads):
        return "organisation", plain
    if names and heads and plain.split()[len(heads) - 1][:1].isupper():
        # an all-capitals single word is an acronym, not a surname
        if len(names) == 1 and names[0].isupper() and len(names[0]) > 2:
            return "organisation", plain
        return "person", people.full(" ".join(plain.split()[: len(heads)]))
    if any(w in lexicon.titles for w in heads):
        return "person", plain
    return "unnamed", plain


def _person_of(head: str, outlet: str, lexicon: Lexicon) -> bool:
    """True for "a spokesman for CNN": the outlet is named, but somebody else speaks."""
    before = head[: head.rfind(outlet)] if outlet in head else ""
    return bool(_OF_OUTLET.search(before[-6:])) and any(
        singular(w.lower()) in lexicon.unnamed or w.lower() in lexicon.titles for w in before.split()
    )


def _publisher(head: str, outlets: OutletTable) -> str | None:
    """Whose document it is: "a 2023 report from Amnesty International" -> "Amnesty International"."""
    if mentions := outlets.mentions(head):
        return mentions[0][2].name
    match = re.search(r"\b(?:from|by|of)\s+(?:the\s+)?((?:[A-Z][\w’'\-]+\s?(?:of\s|for\s|the\s)*)+)", head)
    if match:
        return match.group(1).strip()
    match = re.search(r"((?:[A-Z][\w’'\-]+\s)*[A-Z][\w\-]+)[’']s?\s", head)
    return match.group(1) if match else None
