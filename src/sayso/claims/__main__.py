"""python -m sayso.claims IN.jsonl -o OUT.jsonl: which of many short texts say the same, without a case.

In: a line a text with id, text and (optional) date. Out: a line a text with id, claim (the same for texts that say the same) and
contradicted_by, a list of claim, kind and why.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from sayso.claims.stage import group_statements
from sayso.model.nouns import Document, Party, Span, Statement
from sayso.statements.figures import find_figures


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m sayso.claims", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", type=Path, metavar="IN.jsonl")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.jsonl")
    options = parser.parse_args(arguments)
    if not options.input.exists():
        parser.error(f"no such file: {options.input}")
    bad: list[str] = []
    pairs = list(_read(options.input, bad))
    claims = group_statements([document for document, _ in pairs], [statement for _, statement in pairs])
    of = {statement: claim for claim in claims for statement in claim.statements}
    with options.output.open("w", encoding="utf-8") as out:
        for document, statement in pairs:
            claim = of[statement.id]
            against = [{"claim": c.claim, "kind": c.kind, "why": c.why} for c in claim.contradicted_by]
            row = {"id": document.path, "claim": claim.id, "contradicted_by": against}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    for reason in bad:
        print(reason, file=sys.stderr)
    return 1 if bad else 0


def _read(path: Path, bad: list[str]) -> Iterator[tuple[Document, Statement]]:
    """Each line as a document of one statement in its own voice; lines that are none go to `bad` with their reason."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                id_, text, date = str(row["id"]), str(row["text"]), row.get("date")
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                bad.append(f"{path}, line {number}: needs a JSON object with id and text ({error})")
                continue
            # two lines with one id stay two texts
            document = Document(f"d-{number:09}", "", id_, text, published=str(date) if date else None)
            yield document, _statement(document)


def _statement(document: Document) -> Statement:
    text = document.text
    return Statement(
        id=f"s-{document.id[2:]}",
        document=document.id,
        start=0,
        end=len(text),
        sentence=text,
        quote="none",
        source=Party(document.path, document.path, "author"),
        channel=None,
        cue="",
        content=Span(text, 0, len(text)),
        basis="none",
        confidence=1.0,
        because="given as a claim",
        figures=tuple(find_figures(text, 0, len(text))),
    )


if __name__ == "__main__":
    sys.exit(main())
