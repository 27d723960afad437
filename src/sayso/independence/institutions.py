"""Whose people two sources are: the head and the nurse of one clinic are two people and, for the lower bound, one institution."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.model.nouns import Statement

# who speaks from an institution's own knowledge; its patients, prisoners and guests speak from their own
_ROLE = (
    r"(?:head|director|chief|president|vice-president|chair(?:man|woman|person)?|manager|administrator|superintendent|governor|warden"
    r"|matron|doctor|physician|surgeon|nurse|midwife|paramedic|medic|pharmacist|pathologist|chaplain|inspector|secretary|treasurer"
    r"|registrar|member|engineer|officer|official|spokes(?:man|woman|person)|coordinator|representative|dean|rector|principal)s?"
)
_LEADS = r"(?:chairs|heads|leads|directs|runs|manages|presides over|works (?:for|at|in)|speaks for)"
_NOUN = (
    r"(?:clinic|hospital|infirmary|prison|jail|gaol|camp|centre|center|facility|school|college|university|institute|laboratory|lab|club"
    r"|society|association|union|league|group|foundation|company|firm|mine|plant|factory|port|harbour|shelter|orphanage|home|station"
    r"|morgue|mortuary|parish|church|council|agency|authority|office|service|board|trust|charity|organi[sz]ation|federation|cooperative"
    r"|watch|aid|relief|rights)"
)
# to be of one of these is to work for it; who is of a prison may be held there
_MEMBERS = (
    r"(?:clinic|hospital|institute|university|laboratory|club|society|association|union|league|foundation|council|agency|authority"
    r"|trust|charity|federation|cooperative|watch|aid|relief|rights)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-]*"
_NAMED = rf"(?:{_CAPITAL}\s+(?:(?:de|del|la|of|and|for)\s+)?){{1,5}}(?i:{_NOUN})\b"
_OF = r"\s+(?:of|at|for|in|from|with)\s+"
_WHO = rf"(?:\b(?i:{_ROLE}){_OF}|\bwho\s+(?:\w+ly\s+)?{_LEADS}\s+)"
_OF_NAMED = re.compile(rf"{_WHO}(?:[Tt]he\s+)?(?P<name>{_NAMED})")
_NAMED_S = re.compile(rf"(?:\b[Tt]he\s+)?(?P<name>{_NAMED})(?:[’']s?)?\s+(?:[a-z]+\s+)?(?i:{_ROLE})\b")
_OF_COMMON = re.compile(rf"{_WHO}(?:the|its|his|her|their)\s+(?:[a-z]+\s+)?(?P<noun>{_NOUN})\b")
_COMMON_S = re.compile(rf"\b(?:[Tt]he\s+|^)(?P<noun>{_NOUN})(?:[’']s?)?\s+(?:[a-z]+\s+)?(?i:{_ROLE})\b")
_AFFILIATED = re.compile(
    rf"\s+(?:of|from|with)\s+(?:[Tt]he\s+)?(?P<name>(?:{_CAPITAL}\s+(?:of\s+)?){{1,5}}(?i:{_MEMBERS})\b)"
)
_CLAUSE = re.compile(r"[.;:“”\"\n]|\b(?:said|says|told|counted|recorded|registered|found|added|wrote)\b")
# a person is introduced where the document names them first
_LOOKED_AT, _AFTER, _BEFORE = 4, 120, 60


@dataclass(frozen=True, slots=True)
class Belongs:
    """The institutions a source speaks from: `named` as (name, its noun), `common` the nouns alone ("the prison doctor")."""

    named: frozenset[tuple[str, str]] = frozenset()
    common: frozenset[str] = frozenset()

    def keys(self, nouns: Mapping[str, set[str]]) -> tuple[str, ...]:
        """Keys for the floor. "The prison" is the one that the claim's sources name (`nouns`), where they name just one."""
        alone = {n: next(iter(nouns[n])) for n in self.common if len(nouns.get(n, ())) == 1}
        return tuple(
            sorted({f"body:{name}" for name, _ in self.named} | {f"body:{alone.get(n, n)}" for n in self.common})
        )


class Institutions:
    """Looks up, document by document, which institution each source belongs to."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._found: dict[tuple[str, str, str], Belongs] = {}

    def of(self, statement: Statement) -> Belongs:
        """What the source's own words say, and for a person what the document says where it names them."""
        source = statement.source
        key = (statement.document, source.text, source.name)
        if key not in self._found:
            said = [source.text, source.name]
            if source.kind == "person":
                said += self._introductions(statement.document, source.name)
            self._found[key] = _belongs(said, body=source.name if source.kind in {"organisation", "government"} else "")
        return self._found[key]

    def _introductions(self, document: str, name: str) -> Iterable[str]:
        text = self._texts.get(document, "")
        at, seen = text.find(name), 0
        while at >= 0 and seen < _LOOKED_AT:
            end = at + len(name)
            if of := _AFFILIATED.match(text, end):
                yield f"member of {of['name']}"
            if text.startswith((",", " ("), end):
                yield _CLAUSE.split(text[end : end + _AFTER], maxsplit=1)[0]
            yield _CLAUSE.split(text[max(0, at - _BEFORE) : at])[-1]
            at, seen = text.find(name, end), seen + 1


def named_by_noun(found: Iterable[Belongs]) -> dict[str, set[str]]:
    """The names of institutions by their noun: {"prison": {"darvina prison"}}."""
    nouns: dict[str, set[str]] = {}
    for one in found:
        for name, noun in one.named:
            nouns.setdefault(noun, set()).add(name)
    return nouns


def _belongs(said: Iterable[str], *, body: str) -> Belongs:
    named, common = set(), set()
    for words in said:
        for match in (*_OF_NAMED.finditer(words), *_NAMED_S.finditer(words)):
            named.add(_normal(match["name"]))
        for match in (*_OF_COMMON.finditer(words), *_COMMON_S.finditer(words)):
            common.add(match["noun"].lower())
    if body and re.fullmatch(_NAMED, re.sub(r"^[Tt]he\s+", "", body)):
        named.add(_normal(body))
    return Belongs(frozenset(named), frozenset(common))


def _normal(name: str) -> tuple[str, str]:
    plain = re.sub(r"^the\s+", "", name.casefold()).replace("’", "'").strip()
    return plain, plain.split()[-1]
