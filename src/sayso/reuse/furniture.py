"""What a site sticks on its pages, by its wording: for passages too few documents share to know it by its frequency."""

from __future__ import annotations

import re

_SAYS = re.compile(
    r"""\b(?: newsletter | subscri(?:be|bers?|ption) | unsubscribe | sign\ up | (?:your|our)\ (?:inbox|mailing\ list)
    | all\ rights\ reserved | copyright | follow\ us | cookies? | terms\ (?:of|and) | privacy\ policy | click\ here | read\ more
    | may\ not\ be\ (?:published|reproduced|copied) | reproduced\ without | originally\ (?:published|appeared) | download\ our\ app
    | suscr[ií]b\w+ | bolet[ií]n | derechos\ reservados | s[ií]guenos | abonnez | inscrivez | tous\ droits\ r[ée]serv[ée]s
    | infolettre | newsletters | alle\ rechte\ vorbehalten | abonnieren | assine | direitos\ reservados )\b
    | © | \(c\)\ (?:19|20)\d\d""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


def before_furniture(text: str, start: int, end: int) -> int:
    """Where the first sentence of text[start:end] begins that reads like a footer (code points), or `end` when none does.

    A sentence that begins before `start` is read whole, so that a footer whose head differs is still seen.
    """
    line = max(text.rfind("\n", 0, start), text.rfind(".", 0, start)) + 1
    for sentence in _SENTENCE.finditer(text, line, end):
        if _SAYS.search(sentence.group()):
            return max(start, sentence.start())
    return end
