"""What the format allows in an annotated document and is probably not meant: questions to a person, never errors."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotated import Annotated, Attribution, Sentence, Span, Spans

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_PRONOUNS = set("he she they it we i you who which this that one both neither these those".split())
_INDEFINITE = set("a an one some many several most all few two three four five six another other every each".split())
_PLAIN = _PRONOUNS | _INDEFINITE | set("the his her their our its my your".split())
# "does not deny" and "does not dispute" are no denials.
_NEGATION = re.compile(
    r"^(?!.*\bnot (?:deny|dispute)\b).*(\b(den(y|ies|ied|ying)|reject\w*|disput\w*|not|never|refut\w*)\b|n[’']t\b)",
    re.IGNORECASE,
)
_KNEW = re.compile(
    r"\bwho (?:was|were|had|has|have|worked|works|saw|kept|drove|lives?|shared|lost|took|led|\w+ed)\b"
    r"(?<!asked)(?<!wished)(?<!refused)"
)
_LISTENER = re.compile(r"\b(court|reporters|journalists|police|committee|tribunal|commission|judges?|us|me|him|them)\b")
_JUDGED = re.compile(r"\b(call(?:s|ed)|describe[ds]|brand(?:s|ed)|term(?:s|ed)|label(?:s|led))$")
_PREPOSITION = re.compile(r"(by|from|according to|in|of|with) ", re.IGNORECASE)
_QUOTED = re.compile(r"“[^“”]*|«[^«»]*|\"[^\"]*\"?|(?<!\w)‘.*?(?:’(?!\w)|$)", re.DOTALL)
_OFFICE = re.compile(
    r"\b(minister|prosecutor|director|secretary|governor|deputy|president|mayor|officials?|officers?|spokes\w+|judge"
    r"|super\w+|press officer|commander|commissioner|chair|clerks?|guards?|registrar|inspectors?|man|woman|men|women)$"
)
_FULL_NAME = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Captain|Judge) )?[A-Z]\w+ [A-Z]\w+")
_HEAD_NOUN = re.compile(r"^(.*?)(?:,| who | which | that | of | from | in | at | with | for | on |$)")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# A quantity in digits; not the day of a date, a time of day, a year or the number of an exhibit.
_QUANTITY = re.compile(
    r"(?<![\w.:,])(?!(?:1[89]|20)\d\d\b)\d[\d,]*(?:\.\d+)?\b"
    rf"(?!\.?\d|:|[ .\d]*[ap]\.m| o’clock|(?: to \d+)?,? {_MONTH})"
)
# Words that attribute nearly always; plans, needs and things that go without saying are no sources.
_SAID = re.compile(
    r"\b(?:(?:said|says|told|tells|stated?s?|announced?s?|claims?|claimed|den(?:y|ied|ies)|argue[ds]|warn(?:s|ed)"
    r"|explain(?:s|ed)|insist(?:s|ed)|confirm(?:s|ed)|wrote|admit(?:s|ted)|alleged?s?|testified|asserts?|asserted"
    r"|acknowledge[ds]|accepts?|maintain(?:s|ed)|recall(?:s|ed)|complain(?:s|ed)|repl(?:ies|ied)|report(?:s|ed)"
    r"|recommends?|concludes?|considers?) that"
    r"|according to(?! (?:plan|need|size|age|custom|schedule)\b)|reportedly|allegedly"
    r"|(?:is|are|am|was|were|has been|have been) (?:often |also |widely )?(?:said|told|reported|alleged|rumoured))\b",
    re.IGNORECASE,
)


_REAL = re.compile(
    r"\b(?:Reuters|AFP|AP|Associated Press|dpa|EFE|ANSA|BBC|CNN|Al Jazeera|El País|Le Monde|The Guardian|New York Times"
    r"|Amnesty International|Human Rights Watch|Red Cross|Red Crescent|United Nations|UN|UNHCR|Facebook|Telegram)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """An attribution with its surroundings; `text` is the document's."""

    document: Annotated
    text: str
    sentence: Sentence
    attribution: Attribution

    def words(self, spans: Spans) -> str:
        """The text of the spans (offsets into the document), pieces joined with an ellipsis."""
        return " … ".join(self.text[start:end] for start, end in spans)

    def __str__(self) -> str:
        return f"{self.document.name} attribution {self.attribution.number} of “{shorten(self.sentence.text)}”"


def shorten(text: str) -> str:
    """At most 100 code points of a sentence."""
    return text if len(text) <= 100 else text[:97] + "..."


def places(documents: Iterable[Annotated]) -> Iterator[Place]:
    """Every attribution of the documents, in reading order."""
    for document in documents:
        text = document.text
        for sentence in document.sentences:
            for attribution in sentence.attributions:
                yield Place(document, text, sentence, attribution)


def doubts(place: Place) -> Iterator[str]:
    """What is allowed in an attribution and probably not meant."""
    a = place.attribution
    source, cue, content, channel = (place.words(spans) for spans in (a.source, a.cue, a.content, a.channel))
    yield from quote_doubts(place)
    yield from naming_doubts(a, source)
    if a.kind in ("government", "organisation") and is_issuer(source, place.document):
        yield f"kind={a.kind}, but “{source}” issues this document: author"
    yield from figure_doubts(place)
    if _JUDGED.search(cue) and a.content and a.cue:
        between = place.text[a.cue[-1][1] : a.content[0][0]]
        if re.search(r"\w", between) and not between.startswith(" to "):
            yield f"“{between.strip(' “”')}” is left out: what is called or described so belongs to the content"
    if a.basis != "none" and not a.basis_phrase and _KNEW.search(source) and "asked" not in source:
        yield f"basis={a.basis}, but no basis phrase is marked in “{source}”"
    if _NEGATION.search(cue) and not a.flags:
        yield f"cue “{cue}” denies or holds back, but neither denied nor hedged is set"
    if channel and channel == channel.lower() and _LISTENER.search(channel):
        yield f"channel “{channel}” looks like a listener, not a publisher"
    if _PREPOSITION.match(source):
        yield f"source “{source}” begins with a preposition"
    if re.match(r"that (the|a|an|he|she|it|they|no|there|his|her|their)\b", content):
        yield f"content begins with “that”: “{content[:40]}”"
    if re.search(r"\w that$", cue):
        yield f"cue “{cue}” ends with “that”"


def quote_doubts(place: Place) -> Iterator[str]:
    """Where the quote field and the quotation marks disagree; a quoted word or two may be a title or irony."""
    labelled, (seen, own) = place.attribution.quote, quotation(place)
    if place.words(place.attribution.cue) in (":", "") and labelled == "direct":
        return
    if is_turn(place) and labelled == "indirect":
        yield "quote=indirect, but a speaker’s turn in a transcript is direct"
        return
    start = min((start for start, _ in place.attribution.content), default=0)
    built_in = labelled == "mixed" and seen == "direct" and not place.text[start].isupper()
    title = labelled == "indirect" and seen == "mixed" and own < 16
    if seen and seen != labelled and not built_in and not title:
        yield f"quote={labelled}, but the quotation marks say {seen}"


def is_turn(place: Place) -> bool:
    """Whether an attribution is a turn of a transcript: a speaker in capitals (or Q, A) and a sign for a cue."""
    source, cue = place.words(place.attribution.source), place.words(place.attribution.cue)
    return cue in (":", ".") and source.isupper()


def naming_doubts(a: Attribution, source: str) -> Iterator[str]:
    """Where the fields on who speaks and the words of the source disagree."""
    words = source.lower().split()
    if not words or a.kind == "author":
        return
    if source.lower() in _PRONOUNS and not a.anaphor:
        yield f"source “{source}” is a pronoun without anaphor="
    if a.kind in ("government", "organisation") and _OFFICE.search(head_noun(source)) and "order" not in source.lower():
        yield f"kind={a.kind}, but “{source}” is a person"
    elif a.kind == "person":
        if a.named == "named" and not has_name(f"{source} {a.anaphor or ''}"):
            yield f"a person is named, but neither source “{source}” nor anaphor= has the name"
        if a.named == "unnamed" and _FULL_NAME.fullmatch(a.anaphor or ""):
            yield f"unnamed, but anaphor={a.anaphor}"
    elif a.named == "named" and words[0] in _INDEFINITE and not has_name(source):
        yield f"named, but “{source}” is none in particular"
    elif a.named == "unnamed" and words[0] in ("the", "its", "their", "our", "his", "her", "this"):
        yield f"unnamed, but “{source}” is one {a.kind} in particular"


def is_issuer(source: str, document: Annotated) -> bool:
    """Whether a source such as "the Court" seems to be the body that issues the document."""
    words = source.lower().split()
    return len(words) == 2 and words[0] == "the" and words[1] in document.outlet.lower().split()


def figure_doubts(place: Place) -> Iterator[str]:
    """Quantities in digits in the content that no attribution of the sentence marks as a figure."""
    marked = tuple(span for a in place.sentence.attributions for span in a.figures)
    for start, end in place.attribution.content:
        for number in _QUANTITY.finditer(place.text, start, end):
            if number.group() and not inside(number.span(), marked):
                yield f"“{number.group()}” is not marked as a figure"


def head_noun(source: str) -> str:
    """The last word of a source before its first complement or apposition, in lower case; empty for a bare pronoun."""
    found = _HEAD_NOUN.match(source)
    words = _WORD.findall(found[1]) if found else []
    return words[-1].lower() if words and words[-1].lower() not in _PRONOUNS else ""


def has_name(phrase: str) -> bool:
    """Whether a phrase holds a capital letter or digit that is not due to its place at the head of a sentence."""
    return any(c.isupper() or c.isdigit() for word in phrase.split() if word.lower() not in _PLAIN for c in word)


def quotation(place: Place) -> tuple[str, int]:
    """What the quotation marks say of the content (direct, indirect or mixed), and how many letters they enclose.

    Letters of content nested in it are not in the number; for content that is itself nested the answer is empty.
    """
    content = place.attribution.content
    others = [b for b in place.sentence.attributions if b is not place.attribution]
    if not content or any(inside(content[0], other.content) for other in others):
        return "", 0
    nested = tuple(span for other in others for span in other.content if inside(span, content))
    # A quotation may run over several sentences, but not over the end of a paragraph.
    first = place.text.rfind("\n\n", 0, place.sentence.start) + 1
    last = place.text.find("\n\n", place.sentence.start)
    pairs = tuple(found.span() for found in _QUOTED.finditer(place.text, first, len(place.text) if last < 0 else last))
    letters = [i for s, e in content for i in range(s, e) if place.text[i].isalnum()]
    quoted = [i for i in letters if inside((i, i + 1), pairs)]
    own = sum(not inside((i, i + 1), nested) for i in quoted)
    return "indirect" if not quoted else "direct" if len(quoted) == len(letters) else "mixed", own


def inside(span: Span, spans: Spans) -> bool:
    """Whether a span lies within one of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def unmarked_cues(documents: Iterable[Annotated]) -> Iterator[str]:
    """Sentences with words that attribute nearly always, and no cue that covers them."""
    for document in documents:
        for sentence in document.sentences:
            cues = [span for a in sentence.attributions for span in a.cue]
            for found in _SAID.finditer(sentence.text):
                start, end = found.start() + sentence.start, found.end() + sentence.start
                if not any(s < end and start < e for s, e in cues):
                    yield f"“{found.group()}”: {document.name} “{shorten(sentence.text)}”"


def real_names(documents: Iterable[Annotated]) -> Iterator[str]:
    """Sentences that name a real institution, which may stand only in harmless content."""
    for document in documents:
        for sentence in document.sentences:
            for name in sorted(set(_REAL.findall(sentence.text))):
                yield f"{name}: {document.name} “{sentence.text}”"


def document_doubts(documents: list[Annotated]) -> Iterator[str]:
    """Registers that are written in several ways, and documents with unusually many or few bare sentences."""
    registers: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        registers[document.name.split("-")[0]][document.register] += 1
    for prefix, names in registers.items():
        if len(names) > 1 and prefix != "mixed":
            yield f"{prefix}: register written " + ", ".join(f"“{name}” ({n})" for name, n in names.most_common())
    for document in documents:
        bare = sum(not s.attributions for s in document.sentences) / len(document.sentences)
        if not 0.3 <= bare <= 0.55:
            yield f"{document.name}: {bare:.0%} of {len(document.sentences)} sentences without attribution"


def mixed_kinds(documents: list[Annotated]) -> Iterator[str]:
    """Head nouns of sources that were given more than one kind, the most frequent first."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for place in places(documents):
        noun = head_noun(place.words(place.attribution.source))
        if noun:
            kinds[noun][place.attribution.kind] += 1
    for noun, found in sorted(kinds.items(), key=lambda item: -item[1].total()):
        if len(found) > 1:
            yield f"{noun}: " + ", ".join(f"{kind} {n}" for kind, n in found.most_common())
