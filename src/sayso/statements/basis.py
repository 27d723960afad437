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
            r"\b(?:(?:has |have |had )?(?:visited|inspected|toured)\b|during (?:a|an|its|our|their|the|this) (?:\w+ ){0,2}(?:visit|inspection)\b"
            r"|conducted (?:\w+ ){0,2}(?:visits?|inspections?)|on-site (?:visit|inspection)|(?:unannounced|announced) (?:visit|inspection)"
            r"|(?:delegation|team|mechanism|inspectors?|monitors?) (?:saw|observed|found|measured|entered|examined))",
            re.IGNORECASE,
        ),
    ),
    (
        "interview",
        re.compile(
            r"\b(?:(?:we|researchers?|team|staff|investigators?|delegation|reporters?|lawyers?|newspaper|it|who)\s+(?:also |privately |separately )?"
            r"(?:interviewed|spoke (?:to|with)|took testimony|collected testimon)|interviews? (?:with|of|conducted)|interviewed (?:\w+ ){0,3}\w+"
            r"|testimon(?:y|ies) (?:from|of|collected|given))",
            re.IGNORECASE,
        ),
    ),
    (
        "own_count",
        re.compile(
            r"\b(?:recorded|registered|counted|tallied|documented|verified|logged|our (?:own )?(?:count|records|monitoring|database)"
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
            r"\b(?:(?:has |have |hereby )?(?:ordered|decreed|signed|appointed|dismissed|opened|ruled|sentenced|authori[sz]ed)"
            r"|announced (?:the|that (?:it|he|she|they)) (?:will|would|has|had))\b",
            re.IGNORECASE,
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


def basis_of(words: str, cue: str, source: Party, lexicon: Lexicon) -> tuple[Basis, str]:
    """The basis that `words` (source, cue and content as written) show for this source, and the words that show it.

    A person released from the cell speaks of what they lived through; a relative or a lawyer does not.
    """
    cue_match = next(
        ((basis, m) for basis, p in _PATTERNS if (m := p.search(cue)) and basis in {"own_count", "visit"}), None
    )
    if cue_match:
        return cue_match[0], cue_match[1].group()
    head = re.split(r",| who | of | from ", source.text, maxsplit=1)[0].lower()
    if source.kind in {"unnamed", "person"} and any(singular(w) in lexicon.experience for w in head.split()[-1:]):
        return "experience", source.text
    for basis, pattern in _PATTERNS:
        # a report about a visit by somebody else is no visit of this source
        if (
            basis != "official_act"
            and (match := pattern.search(words))
            and match.start() <= len(source.text) + len(cue) + 40
        ):
            return basis, match.group()
    return _NO_BASIS


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
