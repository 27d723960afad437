"""What stands for a place where none is named: an event with a name ("the Brightloom fire") and a river or lake."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from sayso.model.nouns import Document

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-]*"
_BUILDING = r"(?:factory|plant|mill|mine|works|market|hotel|bridge|ferry|train|dam|school|hospital|warehouse|depot)"
_HAPPENED = (
    r"(?:[Ff]ire|[Ff]loods?|[Ss]pill|[Dd]isaster|[Cc]rash|[Ee]xplosion|[Cc]ollapse|[Bb]last|[Aa]ccident|[Ee]arthquake"
    r"|[Ll]andslide|[Ss]torm|[Mm]assacre|[Ss]hipwreck|[Ss]inking)(?![\w’'-])"
)
_EVENT = re.compile(rf"(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})(?:\s{_BUILDING})?\s(?P<kind>{_HAPPENED})")
_AS_EVENT = re.compile(rf"\s(?:{_BUILDING}\s)?{_HAPPENED}")
_AT_BUILDING = re.compile(rf"(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})\s{_BUILDING}(?!\w)")
# "River Guard said" names no river
_WATER = re.compile(
    rf"\b(?:the|into|along|of|at|in|from|to)\s(?:the\s)?(?:(?:[Rr]iver|[Ll]ake)\s(?P<after>{_CAPITAL})"
    rf"|(?P<before>{_CAPITAL})\s(?:[Rr]iver|[Cc]reek|[Ll]ake|[Cc]anal|[Rr]eservoir)(?!\w))(?!\s[A-Z])"
)
_NO_NAME = frozenset(
    "the a an this that these our their his her its after in at on of for since before during when while new great big second "
    "first last monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


def named_event(text: str) -> str:
    """The one event that a text names ("Brightloom fire"); "" for none, and for several."""
    found = set()
    for match in _EVENT.finditer(text):
        words = match["name"].split()
        while words and words[0].lower() in _NO_NAME:
            words.pop(0)
        if words and words[-1].lower() not in _NO_NAME:
            found.add(f"{' '.join(words)} {match['kind'].lower()}")
    return found.pop() if len(found) == 1 else ""


def names_event(text: str, end: int) -> bool:
    """True where the name that ends at this offset is an event's: "in the Brightloom fire"."""
    return _AS_EVENT.match(text, end) is not None


class Anchors:
    """The named events and waters of a case, and the town that its documents put each of them in."""

    def __init__(self, documents: Sequence[Document], towns: Callable[[str], Sequence[str]]) -> None:
        """`towns` gives the towns that a text names."""
        outlets = {d.outlet for d in documents if d.outlet}
        self._waters = {
            name
            for document in documents
            for match in _WATER.finditer(document.text)
            if (name := match["after"] or match["before"]).lower() not in _NO_NAME
            and not any(name in outlet for outlet in outlets)
        }
        pattern = "|".join(map(re.escape, sorted(self._waters)))
        self._water = re.compile(rf"(?<![\w’'-])(?:{pattern})(?![\w’'-])") if pattern else None
        located: dict[str, Counter[str]] = {}
        for document in documents:
            title = self.towns(towns(document.title or ""))
            for a, b in document.sentences:
                sentence = document.text[a:b]
                if anchor := self.of(sentence):
                    near = self.towns(towns(sentence)) or title
                    if len(near) == 1:
                        located.setdefault(anchor, Counter())[min(near)] += 1
        self._town = {name: min(found, key=lambda t: (-found[t], t)) for name, found in located.items()}

    def of(self, text: str) -> str:
        """The event or water that a text names, the event first; "" where it names none or several."""
        if event := named_event(text):
            return event
        waters = set(self._water.findall(text)) if self._water else set()
        return f"River {waters.pop()}" if len(waters) == 1 else ""

    def place(self, anchor: str) -> str:
        """The town of an anchor, or the anchor itself where no document names one."""
        return self._town.get(anchor, anchor)

    def place_of(self, text: str, names: Sequence[str]) -> set[str]:
        """Of the names in a text, the towns; the town alone for "the Alba factory in Puerto Lindo"."""
        towns = self.towns(names)
        rest = (
            towns - {m["name"].removeprefix("The ") for m in _AT_BUILDING.finditer(text)} if len(towns) > 1 else towns
        )
        return rest or towns

    def towns(self, names: Sequence[str]) -> set[str]:
        """Of the names, those of no river."""
        return {n for n in names if not set(n.split()) & self._waters}
