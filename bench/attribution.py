"""Attribution: exact and overlap F1 of source, cue and content, on PolNeAR and on the test part of the project's own corpus.

    python bench/attribution.py [--shared FOLDER] [--part dev|test] [--split train|test]
    python bench/attribution.py --many 10000

FOLDER holds data/attribution/polnear and bench/score_attribution.py. On the corpus each register, and each language beside
English, is scored apart, with the channel, the kind of source, named or not, and the basis of the attributions that were matched;
documents come with the outlet and the genre of their head. Speed is sentences a CPU second of one process over PolNeAR,
tokenising included, the compilers' first run not.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
from agreement import Agreement, found
from annotated import Annotated, Attribution, Sentence, Spans, read

from sayso.extract import split_sentences
from sayso.model.nouns import Document, Genre, Span, Statement
from sayso.outlets import OutletTable
from sayso.statements.__main__ import main as main_of_statements
from sayso.statements.learned import read_text
from sayso.statements.tagger import Settings, tag

# what `python -m sayso.statements` is asked for
_MANNERS = {"trained model alone": "polnear", "statements": "statements", "patterns alone": "patterns"}
ROOT = Path(__file__).resolve().parent.parent


def polnear(shared: Path, part: str) -> Iterator[str]:
    """A row a reader: F1 exact / overlap of each role, detection, sentences a CPU second; then what loading costs."""
    folder = shared / "data" / "attribution" / "polnear" / part
    rows = [{"name": path.stem, "text": _text(path)} for path in sorted((folder / "text").glob("*.txt"))]
    texts = [row["text"] for row in rows]
    sentences = sum(len(split_sentences(text)) for text in texts)
    outlets = OutletTable.load()
    alone, both = Settings(own_voice=False, trained=False), Settings(own_voice=False)
    readers: dict[str, Callable[[str], Any]] = {
        "trained model alone": lambda text: read_text(text, "polnear"),
        "statements": lambda text: tag(_document(text), outlets, both),
        "patterns alone": lambda text: tag(_document(text), outlets, alone),
    }
    yield f"{'':22}{'source':>14}{'cue':>14}{'content':>14}   all three   P / R   sentences/CPU s"
    for name, read_one in readers.items():
        with tempfile.TemporaryDirectory() as temporary:
            source, out = Path(temporary) / "in.jsonl", Path(temporary) / "out.jsonl"
            source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            command = [str(source), "-o", str(out), "--manner", _MANNERS[name]]
            assert main_of_statements(command) == 0
            figures = _scored(shared, folder, out)
        begin = time.process_time()
        for text in texts:
            read_one(text)
        speed = sentences / (time.process_time() - begin)
        yield f"{name:22}{figures}{speed:14,.0f}"
    code = "import time; b = time.process_time(); from sayso.statements.learned import read_text; c = time.process_time(); "
    code += "read_text('', 'polnear'); print(c - b, time.process_time() - c)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    imports, loading = map(float, done.stdout.split())
    yield f"model loaded in {loading:.2f} CPU s (imports of the package {imports:.2f})"


def _scored(shared: Path, folder: Path, out: Path) -> str:
    """What score_attribution.py says, as one row."""
    scorer = shared / "bench" / "score_attribution.py"
    command = [sys.executable, str(scorer), str(folder), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    roles = re.findall(r"exact F1 ([\d.]+)  overlap F1 ([\d.]+)", done.stdout)
    every = re.findall(r"all three exact F1 ([\d.]+)", done.stdout)[0]
    precision, recall = re.findall(r"precision ([\d.]+) recall ([\d.]+)", done.stdout)[0]
    return "".join(f"{f'{e} / {o}':>14}" for e, o in roles) + f"{every:>12}   {precision} / {recall}"


def _document(text: str) -> Document:
    return Document("d", "", "", text, sentences=split_sentences(text))


def many(articles: Path, count: int) -> Iterator[str]:
    """The tagger over real articles: every offset checked, and the memory of the process as it goes."""
    import pyarrow.parquet as pq

    outlets, settings = OutletTable.load(), Settings()
    column = pq.read_table(articles, columns=["text"])["text"].slice(0, count)
    made, begin = 0, time.process_time()
    for number, text in enumerate((value.as_py() for value in column), start=1):
        for one in tag(_document(text), outlets, settings):
            made += 1
            for span in (one.content, *one.pieces):
                assert text[span.start : span.end] == span.text
            if one.source.start is not None:
                assert text[one.source.start : one.source.end] == one.source.text
            if one.cue_start is not None:
                assert text[one.cue_start :].startswith(one.cue)
        if number in {count // 10, count // 2, count}:
            seconds, resident = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            memory = f"peak {resident / 1024:,.0f} MB"
            yield f"{number:,} articles, {made:,} statements, {number / seconds:,.0f} articles/CPU s, {memory}"


def _text(path: Path) -> str:
    # offsets count what is in the file, carriage returns too
    return path.read_bytes().decode("utf-8")


def corpus(split: str) -> Iterator[str]:
    """A row a register, then a row a language: F1 exact / overlap of each role, and how often matched fields are the same."""
    sums: dict[str, Agreement] = defaultdict(Agreement)
    outlets = OutletTable.load()
    folder = ROOT / "corpus"
    for path in sorted([*folder.glob("documents/*.txt"), *folder.glob("languages/*/*.txt")]):
        gold = read(path)
        if gold.split != split:
            continue
        genre: Genre = gold.kind if gold.kind in get_args(Genre) else "news"  # type: ignore[assignment]
        text = gold.text
        document = Document(
            path.stem,
            "",
            path.name,
            text,
            title=gold.title,
            outlet=gold.outlet,
            language=gold.language,
            genre=genre,
            sentences=split_sentences(text),
        )
        statements = tag(document, outlets, Settings(own_voice=False))
        for one, other in zip(gold.sentences, _sentences(gold, statements), strict=True):
            for register in (path.stem.split("-")[0], "all") if gold.language == "en" else (gold.language,):
                sums[register].add(found(one), found(other))
    yield f"{'':10}{'source':>12}{'cue':>12}{'content':>12}{'channel':>12}   kind  named  basis"
    for register in sorted(sums, key=lambda name: (len(name) == 2, name == "all", name)):
        total = sums[register]
        roles = (
            f"{total.roles[r].exact:5.0f} /{total.roles[r].overlap:4.0f}"
            for r in ("source", "cue", "content", "channel")
        )
        fields = (sum(x == y for x, y in total.values[f]) / max(1, total.paired) for f in ("kind", "named", "basis"))
        yield f"{register:10}" + "".join(f"{role:>12}" for role in roles) + "".join(f"{value:7.0%}" for value in fields)


def _sentences(gold: Annotated, statements: list[Statement]) -> Iterator[Sentence]:
    """The statements as the corpus would write them, in the sentence that their cue stands in."""
    for sentence in gold.sentences:
        end = sentence.start + len(sentence.text)
        inside = [s for s in statements if sentence.start <= (s.start if s.cue_start is None else s.cue_start) < end]
        yield Sentence(sentence.text, sentence.start, tuple(_attribution(i, s) for i, s in enumerate(inside, 1)), None)


def _attribution(number: int, one: Statement) -> Attribution:
    source, channel = one.source, one.channel
    kind = {"unnamed": "person"}.get(source.kind, source.kind)
    nobody = one.continues is not None or source.start is None
    return Attribution(
        number=number,
        source=_spans(source.start, source.end),
        cue=_spans(one.cue_start, one.cue_start + len(one.cue) if one.cue_start is not None else None),
        content=tuple(sorted((_past_that(piece), piece.end) for piece in (one.content, *one.pieces))),
        channel=_spans(channel.start, channel.end) if channel else (),
        basis_phrase=(),
        figures=(),
        named="none" if nobody else "unnamed" if source.kind == "unnamed" else "named",
        kind="nobody" if nobody else kind,
        basis=one.basis,
        quote=one.quote,
        flags=frozenset({"denied"} if one.denies else ()),
        anaphor=None,
    )


def _past_that(piece: Span) -> int:
    """The corpus leaves "that" out of the content, PolNeAR and the tagger do not."""
    match = re.match(r"that\s+", piece.text)
    return piece.start + (match.end() if match else 0)


def _spans(start: int | None, end: int | None) -> Spans:
    return () if start is None or end is None or start == end else ((start, end),)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where the data and the scorer are")
    parser.add_argument("--part", default="test", choices=("dev", "test"), help="of PolNeAR")
    parser.add_argument("--split", default="test", choices=("train", "test"), help="of the corpus")
    parser.add_argument("--many", type=int, metavar="N", help="only read N articles of data/reuse/articles.parquet")
    options = parser.parse_args()
    if options.many:
        for line in many(options.shared / "data" / "reuse" / "articles.parquet", options.many):
            print(line, flush=True)
        return 0
    for line in polnear(options.shared, options.part):
        print(line)
    print()
    for line in corpus(options.split):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
