"""Who speaks: what kind of party a phrase names, and what to call it."""

from __future__ import annotations

import re

from sayso.model.nouns import Party, PartyKind
from sayso.outlets import OutletTable
from sayso.statements.lexicon import Lexicon, singular
from sayso.statements.people import NAME, People, drop_titles
from sayso.statements.words import PRONOUNS, strip_possessive

# "the Minister of Justice, Rodolfo Salvatierra", "a survivor, Ana Ruiz, 34", "a rights group, Harbour Watch"
_NAMED_AFTER = re.compile(rf"(?P<role>[^,]{{2,80}}),\s+(?:the\s+)?(?P<name>{NAME})(?=\s*(?:,|$| who\b| which\b))")
_APPOSED = re.compile(r"\s*,\s+(?:a|an|the|one of the|which is an?)\s+(?P<what>[^,]{2,80})", re.IGNORECASE)
_SPOKES = re.compile(
    r"(?:[Aa]n?|[Tt]he)\s+(?:[\w\-]+\s+){0,3}?spokes(?:man|woman|person)\s+(?:for|of)\s+(?:the\s+)?(?P<body>\S.*)"
)
_OF_OUTLET = re.compile(r"\b(?:from|by|of|for)\s+(?:the\s+)?", re.IGNORECASE)
# what follows the head of a noun phrase: "two men released from", "a pair of"
_AFTER_HEAD = frozenset(
    "of from for by in at on with near to inside outside that released freed held detained examined interviewed based".split()
)
# who is meant stands elsewhere: "some", "others", "one of whom"
_QUANTIFIERS = frozenset(
    "some most many several few others other another both neither none all each any one two three four five six seven eight nine "
    "ten half those these somebody someone everybody everyone nobody anybody anyone dozens hundreds thousands more fewer such "
    "whoever eleven twelve dozen twenty thirty forty fifty sixty seventy eighty ninety".split()
)
# people by their trade, at the head of a sentence: "Rescuers said", "Doctors told"
_PEOPLE_PLURAL = re.compile(
    r"(?:[eo]rs|ists|[iae]ans|ees|ants|ents|men|women|people|folk|keepers|tives|kers|sts|aries|cans|crats|gates|ates|ese)$"
)
# titles that only narrow another
_ADJECTIVES = frozenset(
    "state interior foreign republican democratic democrat former u.s. us presidential vice prime lady sir lord".split()
)
# "a colonel", "another deputy", "one of the officers": somebody by their trade, who may be anybody
_ANY_ONE = re.compile(r"(?:an?|another|one of|a second|a third|two|three|several|some)\s", re.IGNORECASE)
# the first word of a place of two words, and the last
_PLACES = frozenset(
    "new north south east west northern southern eastern western saint st. san santa santo los las el la puerto costa united great "
    "upper lower port fort lake mount sierra county province district state city island valley republic region".split()
)
# who goes out for a body and speaks as it
_ITS_PEOPLE = frozenset("team teams delegation mission researchers observers monitors investigators inspectors".split())
_MAX_BETWEEN = 3
# "The Harbour Post" is no post, "The Norfield Review" no review
_ALSO_A_NEWSPAPER = frozenset("post review paper ledger bulletin".split())
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ACT = re.compile(
    r"(?:[\w’'\-]+\s+){0,4}?(?:inspection|inquiry|enquiry|inquest|probe|investigation|visit|autopsy|census|survey|study|audit|review)s?\b",
    re.IGNORECASE,
)
# when a document was made; "a report by April Ruiz" names a person
_DATED = re.compile(
    rf"\s*\b(?:(?:from|of|in|on|dated|since|for)\s+)?(?:(?:early|late|mid)[\s-])?(?:last\s+)?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?!\s+[A-Z])(?:\s+\d{{1,2}}(?!\d))?(?:,?\s+\d{{4}})?|{_DAY})(?=\W|$)"
)
# whose commission it is, whatever its name says it is for
_OF_STATE = frozenset("presidential parliamentary congressional ministerial government senate police military".split())
# what kind of party a kind of outlet is, as a source
KIND: dict[str, PartyKind] = {
    "agency": "outlet",
    "newspaper": "outlet",
    "broadcaster": "outlet",
    "magazine": "outlet",
    "site": "outlet",
    "ngo": "organisation",
    "igo": "organisation",
    "government": "government",
}
Named = tuple[PartyKind, str]


class Naming:
    """Names the parties of one document, by their own words and by what the document calls them elsewhere."""

    def __init__(self, outlets: OutletTable, lexicon: Lexicon, people: People) -> None:
        self.outlets, self.lexicon, self.people = outlets, lexicon, people
        self.offices = lexicon.titles - _ADJECTIVES
        self._named: dict[str, Named] = {}
        self._introduced: dict[str, PartyKind | None] = {}

    def party(self, text: str, start: int, end: int) -> Party:
        """The party that text[start:end] names, with offsets into the document."""
        if text not in self._named:
            self._named[text] = self._of(text, start)
        kind, name = self._named[text]
        return Party(text, name, kind, start, end)

    def _of(self, text: str, at: int) -> Named:
        head = re.split(r"[,(—–]| who\b| which\b", text, maxsplit=1)[0].strip() or text
        if named := self._named_after(text):
            return named
        if (spokes := _SPOKES.match(head)) and spokes["body"][0].isupper():
            kind, name = self._classify(spokes["body"])
            if kind in {"organisation", "government"}:
                return kind, name  # who speaks for a body is the body
        kind, name = self._classify(head)
        if kind == "person" and name.islower() and _ANY_ONE.match(head):
            return "unnamed", name
        if kind == "person":
            # "Harbour Watch, a rights group": here, or where it was introduced
            apposed = _APPOSED.match(text, len(head))
            what = self._what(apposed["what"]) if apposed else self._introduced_as(name, at)
            if what in {"organisation", "government", "outlet"}:
                return what, name
            if ending := self.people.ending(head):
                return kind, ending
        return kind, name

    def is_somebody(self, text: str) -> bool:
        """True for who can say something: a name, an office, a body, a document; not "security reasons"."""
        if self._of(text, 0)[0] != "unnamed":
            return True
        heads = _heads(_plain(text).split())
        noun = _bare(heads[-1]) if heads else ""
        people = self.lexicon.unnamed | self.lexicon.experience | self.lexicon.organisation | self.offices
        return not people.isdisjoint({noun, singular(noun)})

    def _introduced_as(self, name: str, at: int) -> PartyKind | None:
        if name not in self._introduced:
            self._introduced[name] = self.people.introduced_as(name, at, self._what)
        return self._introduced[name]

    def _named_after(self, text: str) -> Named | None:
        """The name after an office or a trade, with the kind that the two together say; None where it is no such pair."""
        found = _NAMED_AFTER.match(text)
        if found is None:
            return None
        role, name = found["role"], found["name"]
        words = _plain(role).split()
        heads = _heads(words)
        noun = _bare(heads[-1]) if heads else ""
        office = noun in self.offices
        if not heads or not (heads[-1][:1].islower() or office) or (noun in PRONOUNS):
            return None
        if singular(noun) != noun and noun not in self.lexicon.government and not office:
            return None  # "residents of Norfield, New Jersey"
        if not office and words[-1][:1].isupper() and {name.split()[0].lower(), name.split()[-1].lower()} & _PLACES:
            return None
        kind, called = self._classify(name)
        what = self._what(role)
        if kind != "person" or what == "person":
            return (kind, called) if kind != "unnamed" else None
        if len(name.split()) < 2 and not what:
            return None
        return (what, name) if what in {"organisation", "government", "outlet"} else ("person", self.people.full(name))

    def _what(self, phrase: str) -> PartyKind | None:
        """What kind of party a description is of ("a rights group in the port"); None for a trade that no list has."""
        words = _heads(_plain(phrase).split())
        if not words:
            return None
        noun, pair = singular(_bare(words[-1])), " ".join(_bare(w) for w in words[-2:])
        lexicon = self.lexicon
        if noun in lexicon.outlet or pair in lexicon.outlet:
            return "outlet"
        if noun in lexicon.organisation or pair in lexicon.organisation or noun in {"group", "organisation"}:
            return "organisation"
        if noun in self.offices or noun in lexicon.unnamed:
            return "person"
        return "government" if noun in lexicon.government else None

    def _classify(self, head: str) -> Named:
        lexicon, outlets = self.lexicon, self.outlets
        plain = _plain(head)
        if outlet := outlets.find(plain) or outlets.find(strip_possessive(plain)):
            return KIND[outlet.kind], outlet.name
        words = plain.split()
        heads = _heads(words) or words
        last = _bare(heads[-1]) if heads else ""
        newspaper = last in _ALSO_A_NEWSPAPER and len(heads) > 1 and all(w[:1].isupper() for w in heads[-2:])
        if (singular(last) in lexicon.document or last in lexicon.document) and not newspaper:
            return "document", _publisher(head, outlets) or self._body_of(heads) or _undated(plain)
        if newspaper:
            return "outlet", plain
        if named := self._ending_outlet(head):
            return named
        if heads and (named := self._its_people(heads)):
            return named
        if not heads or _bare(heads[0]).split("-")[0] in _QUANTIFIERS or (len(words) == 1 and last in PRONOUNS):
            return "unnamed", plain
        return self._tail(heads) or self._by_noun(plain, words, heads)

    def _body_of(self, heads: list[str]) -> str | None:
        """The body that a document is of by its common noun: "the ministry" of "a ministry report", "the agency’s own figures"."""
        for word in reversed(heads[:-1]):
            noun = _bare(word)
            if word[:1].isupper() and word is not heads[0]:
                return None
            if noun in self.lexicon.government or noun in self.lexicon.organisation:
                return f"the {noun}"
        return None

    def _ending_outlet(self, head: str) -> Named | None:
        """ "the newspaper El Faro", "New York-based Human Rights Watch": the name ends the phrase."""
        if mentions := self.outlets.mentions(head):
            start, end, outlet = mentions[-1]
            if head.rstrip(" .").endswith(head[start:end]) and not _person_of(head, outlet.name, self.lexicon):
                return KIND[outlet.kind], outlet.name
        return None

    def _its_people(self, heads: list[str]) -> Named | None:
        """The body behind "a Lantern Watch team", "four Harbour Watch observers"; not the outlet of "a Radio Faro reporter"."""
        if _bare(heads[-1]) not in _ITS_PEOPLE:
            return None
        past = max((i + 1 for i, w in enumerate(heads[:-1]) if w[:1].isupper()), default=0)
        first = past
        while first and heads[first - 1][:1].isupper() and heads[first - 1].lower() not in _QUANTIFIERS:
            first -= 1
        if past - first < 1 or len(heads) - past > _MAX_BETWEEN:
            return None
        name = strip_possessive(" ".join(heads[first:past]))
        if outlet := self.outlets.find(name):
            kind = KIND[outlet.kind]
            return None if kind == "outlet" else (kind, outlet.name)
        if len(name.split()) == 1 and name in self.people.acronyms:
            name = self.people.written_out(name)
        body = self._body(name.split()) if len(name.split()) > 1 else None
        return (body, name) if body is not None else None

    def _tail(self, heads: list[str]) -> Named | None:
        """A name behind a noun: "the survivor Ana Ruiz", "the rights group Harbour Watch"."""
        k = len(heads)
        while k and heads[k - 1][:1].isupper():
            k -= 1
        tail = heads[k:]
        if not k or not tail or not heads[k - 1].isalpha():
            return None
        name, what = strip_possessive(" ".join(tail)), self._what(" ".join(heads[:k]))
        if any(_bare(w) in self.lexicon.titles for w in tail[:-1]):
            return "person", self.people.full(name)
        kind = self._body(tail)
        if kind is not None or what in {"organisation", "government", "outlet"}:
            return kind or what or "organisation", name
        return ("person", self.people.full(name)) if len(tail) > 1 or what == "person" else None

    def _by_noun(self, plain: str, words: list[str], heads: list[str]) -> Named:
        lexicon = self.lexicon
        last = _bare(heads[-1])
        noun, plural = singular(last), singular(last) != last
        common = len(heads) == 1 or heads[-1][:1].islower()
        if common and (noun in lexicon.unnamed or last in lexicon.unnamed or (plural and noun in lexicon.organisation)):
            return "unnamed", plain
        if common and last in self.offices and len(heads) == len(words):
            return "person", plain
        if (named := self._behind_title(heads)) is not None:
            return named
        if (body := self._body(words)) is not None:
            return body, self.people.written_out(plain)
        if heads[-1][:1].isupper():
            return self._name(plain, heads)
        if any(_bare(w) in self.offices for w in heads):
            return "person", plain
        return "unnamed", plain

    def _behind_title(self, heads: list[str]) -> Named | None:
        """The name behind a title, whatever body stands before it: "Supreme Court Justice Frank Nero"."""
        name = drop_titles(heads, self.offices)
        if len(name) in {0, 1, len(heads)} or not all(w[:1].isupper() for w in name) or self._body(name) is not None:
            return None
        return "person", self.people.full(" ".join(name))

    def _body(self, words: list[str]) -> PartyKind | None:
        """government or organisation, by a word that says so; None for what may be a person."""
        lexicon = self.lexicon
        lower = [_bare(w) for w in words]
        whole = " ".join(lower)
        heads = lower[: len(_heads(words))] or lower
        state = {term for term in lexicon.government if (term in whole if " " in term else term in heads)}
        civic = state <= lexicon.either and lexicon.civic.intersection(lower) and not _OF_STATE.intersection(lower)
        if state and not civic:
            return "government"
        if state or any(singular(w) in lexicon.organisation for w in heads):
            return "organisation"
        if any(" " in term and term in whole for term in lexicon.organisation):
            return "organisation"
        capital = words[len(heads) - 1][:1].isupper() and len(words) > 1
        return "organisation" if capital and heads[-1] in lexicon.organisation_name else None

    def _name(self, plain: str, heads: list[str]) -> Named:
        """A person's name, an acronym, or a plural that only a sentence's beginning writes large."""
        if len(heads) == 1:
            word = strip_possessive(heads[0])
            if word.isupper() and len(word) > 2:
                return "organisation", self.people.written_out(word)
            if _PEOPLE_PLURAL.search(word) and word.lower() not in self.people.by_last:
                return "unnamed", plain
        elif heads[0].lower() in self.lexicon.outlet_first or heads[-1].lower() in self.lexicon.outlet_last:
            return "outlet", " ".join(heads)
        return "person", self.people.full(" ".join(heads))


def _plain(phrase: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their|his|her|our|my)\s+", "", phrase, flags=re.IGNORECASE).strip()


def _bare(word: str) -> str:
    return strip_possessive(word.strip(".,;:")).lower()


def _heads(words: list[str]) -> list[str]:
    """The words up to what follows the head of the phrase: "two men" of "two men released from"."""
    return words[: next((i for i, w in enumerate(words) if w.lower() in _AFTER_HEAD), len(words))]


def _person_of(head: str, outlet: str, lexicon: Lexicon) -> bool:
    """True for "a spokesman for CNN": the outlet is named, but somebody else speaks."""
    before = head[: head.rfind(outlet)] if outlet in head else ""
    return bool(_OF_OUTLET.search(before[-6:])) and any(
        singular(w.lower()) in lexicon.unnamed or w.lower() in lexicon.titles for w in before.split()
    )


def _undated(phrase: str) -> str:
    """Without when it was made: "inspector’s report from June 2024" -> "inspector’s report"."""
    return re.sub(r"\s{2,}", " ", _DATED.sub(" ", phrase)).strip() or phrase


def _publisher(head: str, outlets: OutletTable) -> str | None:
    """Whose document it is: "a 2023 report from Amnesty International" -> "Amnesty International". A date is nobody."""
    if mentions := outlets.mentions(head):
        return mentions[0][2].name
    head = _undated(head)
    # "an inspection of Garrow prison" is not the prison's
    whose = "from|by" if _ACT.match(head) else "from|by|of"
    match = re.search(rf"\b(?:{whose})\s+(?:the\s+)?((?:[A-Z][\w’'\-]+\s?(?:of\s|for\s|the\s)*)+)", head)
    if match:
        return match.group(1).strip()
    match = re.search(r"((?:[A-Z][\w’'\-]+\s)*[A-Z][\w\-]+)[’']s?\s", head)
    if match:
        return match.group(1)
    # "the 2024 Harbour Aid report"; one capital alone may only begin the sentence
    match = re.search(r"((?:[A-Z][\w’'\-]+\s)+[A-Z][\w’'\-]+)\s[a-z]", re.sub(r"^(?:The|A|An|One)\s", "", head))
    return match.group(1) if match else None
