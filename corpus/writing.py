"""Annotated documents back into files of the corpus."""

import re
from collections.abc import Iterator

from annotated import ENGLISH, HEAD, Annotated, Sentence
from marks import Mark


def write(document: Annotated) -> str:
    """The file `annotated.read` reads as the same document. ValueError where two spans cross, for marks only nest."""
    language = [] if document.language == ENGLISH else [f"# language: {document.language}"]
    lines = [*language, *(f"# {key}: {getattr(document, key)}" for key in HEAD), ""]
    end = 0
    for sentence in document.sentences:
        if sentence.start - end > 1:
            lines.append("")
        lines += [_write_marks(sentence), *_write_fields(sentence)]
        end = sentence.start + len(sentence.text)
    return "\n".join(lines) + "\n"


def _write_marks(sentence: Sentence) -> str:
    marks = sorted(_marks(sentence), key=lambda m: (m.start, -m.end, "oshbcf".index(m.role), m.number))
    pieces: list[str] = []
    open_ends: list[int] = []
    for i in range(len(sentence.text) + 1):
        while open_ends and open_ends[-1] == i:
            pieces.append("]")
            open_ends.pop()
        for mark in (m for m in marks if m.start == i):
            if open_ends and open_ends[-1] < mark.end:
                raise ValueError(f"span {mark.tag} crosses another at offset {sentence.start + i}")
            pieces.append(f"[{mark.tag} ")
            open_ends.append(mark.end)
        pieces.append(re.sub(r"([\[\]])", r"\\\1", sentence.text[i : i + 1]))
    return "".join(pieces)


def _marks(sentence: Sentence) -> Iterator[Mark]:
    """The spans of a sentence as marks, with offsets into the sentence."""
    groups = []
    for a in sentence.attributions:
        spans_of = {"s": a.source, "c": a.cue, "o": a.content, "h": a.channel, "b": a.basis_phrase, "f": a.figures}
        groups += [(role, a.number, spans) for role, spans in spans_of.items()]
    if sentence.own:
        groups += [("b", 0, sentence.own.basis_phrase), ("f", 0, sentence.own.figures)]
    for role, number, spans in groups:
        yield from (Mark(role, number, start - sentence.start, end - sentence.start) for start, end in spans)


def _write_fields(sentence: Sentence) -> Iterator[str]:
    if sentence.own and sentence.own.basis != "none":
        yield f"  0: author basis={sentence.own.basis}"
    for a in sentence.attributions:
        more = [*sorted(a.flags), *([f"anaphor={a.anaphor}"] if a.anaphor else [])]
        yield " ".join([f"  {a.number}: {a.named} {a.kind} basis={a.basis} quote={a.quote}", *more])
