"""python -m sayso.statements IN.jsonl -o OUT.jsonl: attributions of texts, without a case.

In: a line a text with name and text. Out: a line a text with name and attributions, each with source, cue, content and
channel as lists of [start, end] (empty where there is none).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.extract import split_sentences
from sayso.model.nouns import Document, Statement
from sayso.outlets import OutletTable
from sayso.statements.learned import read_text
from sayso.statements.tagger import Settings, tag


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m sayso.statements", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", type=Path, metavar="IN.jsonl")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.jsonl")
    parser.add_argument(
        "--manner",
        choices=("statements", "patterns", "polnear"),
        default="statements",
        help="what a case gets (the default), the patterns alone, or the trained model alone, marking as PolNeAR does",
    )
    options = parser.parse_args(arguments)
    if not options.input.exists():
        parser.error(f"no such file: {options.input}")
    outlets, settings, bad = OutletTable.load(), Settings(own_voice=False, trained=options.manner != "patterns"), 0
    with options.input.open(encoding="utf-8") as lines, options.output.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                name, text = str(row["name"]), str(row["text"])
            except (ValueError, KeyError, TypeError) as error:
                print(
                    f"{options.input}, line {number}: needs a JSON object with name and text ({error})", file=sys.stderr
                )
                bad += 1
                continue
            if options.manner == "polnear":
                attributions = [_lists(one.spans) for one in read_text(text, "polnear").found]
            else:
                document = Document(id=name, sha256="", path=name, text=text, sentences=split_sentences(text))
                attributions = _attributions(tag(document, outlets, settings))
            out.write(json.dumps({"name": name, "attributions": attributions}, ensure_ascii=False) + "\n")
    return 1 if bad else 0


def _attributions(statements: list[Statement]) -> list[dict[str, list[list[int]]]]:
    """A row an attribution; a quotation that goes on in the next sentences is part of the one it continues."""
    rows = {statement.id: _offsets(statement) for statement in statements if statement.continues is None}
    for statement in statements:
        if statement.continues in rows:
            rows[statement.continues]["content"].append([statement.content.start, statement.content.end])
    return list(rows.values())


def _lists(spans: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, list[list[int]]]:
    return {role: [list(span) for span in spans.get(role, ())] for role in ("source", "cue", "content", "channel")}


def _offsets(statement: Statement) -> dict[str, list[list[int]]]:
    def span(start: int | None, end: int | None) -> list[list[int]]:
        return [] if start is None or end is None else [[start, end]]

    channel, cue = statement.channel, statement.cue_start
    return {
        "source": span(statement.source.start, statement.source.end),
        "cue": span(cue, cue + len(statement.cue) if cue is not None else None),
        "content": sorted([piece.start, piece.end] for piece in (statement.content, *statement.pieces)),
        "channel": span(channel.start, channel.end) if channel else [],
    }


if __name__ == "__main__":
    sys.exit(main())
