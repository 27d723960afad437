"""How a source knows: the words that show a visit, an interview, a count, a document, an act or a lived experience."""

from __future__ import annotations

import re

from sayso.model.nouns import Basis, Document, Party
from sayso.statements.lexicon import Lexicon, singular

# in this order: what is nearer to the thing itself first
_PATTERNS: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    (
        "visit",
        re.compile(
            r"\b(?:(?:has |have |had )?(?:visited|inspected|toured)\b"
            r"|during (?:a|an|its|our|their|the|this) (?:\w+ ){0,2}(?:visit|inspection)\b"
            r"|conducted (?:\w+ ){0,2}(?:visits?|inspections?)"
            r"|(?:on-site|unannounced|announced) (?:visit|inspection)"
            r"|(?:delegation|team|mechanism|inspectors?|monitors?) (?:saw|observed|found|measured|entered|examined))",
            re.IGNORECASE,
        ),
    ),
    (
        "interview",
        re.compile(
            r"\b(?:(?:we|researchers?|team|staff|investigators?|delegation|reporters?|lawyers?|newspaper|it|who)\s+"
            r"(?:also |privately |separately )?"
            r"(?:interviewed|spoke (?:to|with)|took testimony|collected testimon)"
            r"|interviews? (?:with|of|conducted)|interviewed (?:\w+ ){0,3}\w+"
            r"|testimon(?:y|ies) (?:from|of|collected|given))",
            re.IGNORECASE,
        ),
    ),
    (
        "own_count",
        re.compile(
            r"\b(?:recorded|registered|counted|tallied|documented|verified|logged"
            r"|our (?:own )?(?:count|records|monitoring|database)"
            r"|its (?:own )?(?:count|records|monitoring|database|register))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "document",
        re.compile(
            r"\b(?:examined|reviewed|consulted|obtained|studied|seen by|according to) (?:\w+ ){0,4}?"
            r"(?:registers?|records|documents|files|death certificates|certificates|logs?|ledgers?|transcripts?|court papers)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "official_act",
        re.compile(
            r"\b(?:(?:it|he|she|they|we|I) (?:has |had |have )?(?:ordered|decreed|signed|appointed|dismissed|ruled|authori[sz]ed)"
            r"|announced (?:the|that (?:it|he|she|they)) (?:will|would|has|had))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "official_act",
        re.compile(
            r"\b(?:his|her|its|their|our|my) (?:office|ministry|department|staff|administration) "
            r"(?:had |has |have )?investigated\b"
        ),
    ),
    (
        "hearsay",
        re.compile(
            r"\b(?:reportedly|heard (?:that|from)|were told|was told|rumou?r(?:s|ed)?|it is said)\b", re.IGNORECASE
        ),
    ),
)
_NO_BASIS: tuple[Basis, str] = ("none", "")
# the clause that says how a whole report was made: "Our researchers interviewed 31 former detainees"
_METHOD = re.compile(
    r"\b(?:we|our (?:\w+ )?(?:researchers?|team|staff|investigators?|delegation)|(?:the|its|a) (?:\w+ ){0,2}"
    r"(?:delegation|researchers|mechanism|team|investigators|commission|observatory|observatorio)|researchers)\b",
    re.IGNORECASE,
)


_COUNTING = re.compile(r"^(?:record|regist|count|tall|document|verif|log)", re.IGNORECASE)
_PASSIVE_REGISTER = re.compile(
    r"\b(?:is|are|was|were|been) registered\b|\b(?:register|records?) (?:shows?|lists?|holds?)\b", re.IGNORECASE
)
_RECORDS = re.compile(r"\b(?:registers?|records|certificates?|files|log ?books?|ledgers?)\b", re.IGNORECASE)
_MODIFIED = re.compile(
    r",| who\b| of\b| from\b| in\b| (?:held|released|freed|detained|examined)\b(?=$| (?:from|in|on|by|after)\b)",
    re.IGNORECASE,
)
_FREED = re.compile(
    r"\b(?:released|freed) (?:from|in|on|after|last|this)\b|\b(?:was|were|been) (?:held|detained|imprisoned|jailed)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"(?:^|[“\"‘\s])(?:I|we|We|my|our|me|us)\b")
_PEOPLE = frozenset(
    "man men woman women person people pair one two three family families relative relatives mother father".split()
)


def basis_of(words: str, cue: str, source: Party, content: str, lexicon: Lexicon) -> tuple[Basis, str]:
    """The basis that `words` (source, cue and content as written) show for this source, and the words that show it.

    A person released from the cell speaks of what they lived through, and so do relatives of what happens to themselves;
    a lawyer who repeats them does not.
    """
    if source.kind == "document" and (match := _RECORDS.search(source.text)):
        return "document", match.group()
    confirmed = cue.lower().startswith("confirm") and source.kind == "organisation"
    if _COUNTING.match(cue) or (confirmed and re.match(r"(?:the )?\d", content)):
        return "own_count", cue
    if lived := _experience(source, content, lexicon):
        return "experience", lived
    if match := _PASSIVE_REGISTER.search(content):
        return "document", match.group()
    acts = source.kind == "government" or any(w in lexicon.titles for w in source.text.lower().split())
    for basis, pattern in _PATTERNS:
        if basis == "official_act" and not acts:
            continue
        # a report about a visit by somebody else is no visit of this source
        if (match := pattern.search(words)) and match.start() <= len(source.text) + len(cue) + 40:
            return basis, match.group()
    return _NO_BASIS


def _experience(source: Party, content: str, lexicon: Lexicon) -> str:
    """The words that show that the source lived through what it tells, or ""."""
    if source.kind not in {"unnamed", "person"}:
        return ""
    # "they", when the memory knows whom: the words that name them say who they are
    text = source.text if len(source.text) > 4 else source.name
    head = _MODIFIED.split(text, maxsplit=1)[0].lower().split()
    if any(singular(w) in lexicon.experience for w in head[-1:]):
        return text
    if any(w in _PEOPLE for w in head):
        if _FREED.search(text):
            return text
        if source.kind == "unnamed" and (match := _FIRST_PERSON.search(content)):
            return match.group().strip()
        if source.kind == "unnamed" and re.match(r"(?:that )?they\b", content):
            return "they"
    return ""


def method_of(document: Document) -> tuple[Basis, str]:
    """The first-hand basis that a report states for itself as a whole, with the sentence that states it; or ("none", "").

    Only sentences whose subject is the document's own people count; the strongest in the order visit, interview, count,
    document wins.
    """
    best: tuple[int, Basis, str] | None = None
    for start, end in document.sentences:
        sentence = document.text[start:end]
        who = _METHOD.search(sentence)
        if who is None:
            continue
        for rank, (basis, pattern) in enumerate(_PATTERNS[:4]):
            match = pattern.search(sentence, max(0, who.start() - 4))
            if match and (best is None or rank < best[0]):
                best = (rank, basis, sentence)
    return (best[1], best[2]) if best else _NO_BASIS
