"""Documents per CPU second and peak memory of each stage, over real articles.

    python bench/stages.py [--articles FILE.parquet] [--documents 2000] [--sizes 500,1000,2000]

FILE.parquet has the columns text, title, source, date. Every stage runs in a process of its own, so that its peak memory is its
own; the time is processor time of the stage and its children, without loading what it reads. With several sizes the last
column is the exponent of the cost curve between the smallest and the largest (1.0: twice the documents, twice the time).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared" / "data" / "reuse" / "articles.parquet"


def write_articles(source: Path, count: int, folder: Path) -> None:
    """Articles as text files with a header, the form in which a user would have them."""
    import pyarrow.parquet as pq

    table = pq.read_table(source, columns=["text", "title", "source", "date"]).slice(0, count).to_pylist()
    if len(table) < count:
        raise SystemExit(f"{source} holds {len(table)} articles, {count} were asked for")
    for number, row in enumerate(table):
        head = f"{row['title']}\nPublisher: {row['source']}\nPublished: {str(row['date'])[:10]}\n\n"
        (folder / f"{number:06}.txt").write_text(head + row["text"], encoding="utf-8")


def capture(work: Path) -> Any:
    from sayso.capture import BlobStore, CustodyLog, expand, take

    blobs, log = BlobStore(work / "captures"), CustodyLog(work / "custody.jsonl")
    taken = []
    for path in expand([str(work / "articles")]):
        if isinstance(path, Path):
            one = take(path, blobs, received="2026-01-01T00:00:00Z")
            taken.append(one)
    log.append("add", count=len(taken))
    return taken


def extract(work: Path) -> Any:
    from sayso.capture import BlobStore
    from sayso.extract import Settings, read_all
    from sayso.model.nouns import Document

    read = read_all(load(work, "capture"), BlobStore(work / "captures"), outlets(), Settings())
    return [one for one in read if isinstance(one, Document)]


def statements(work: Path) -> Any:
    from sayso.statements import tag

    table, documents = outlets(), load(work, "extract")
    return [one for document in documents for one in tag(document, table)]


def reuse(work: Path) -> Any:
    from sayso.reuse import Settings, build_families, find_pairs

    documents, settings = load(work, "extract"), Settings()
    return build_families(documents, find_pairs(documents, settings), outlets(), settings)


def claims(work: Path) -> Any:
    from sayso.claims import group_statements

    return group_statements(load(work, "extract"), load(work, "statements"))


def independence(work: Path) -> Any:
    from sayso.independence import resolve

    documents, said, families = load(work, "extract"), load(work, "statements"), load(work, "reuse")
    return resolve(load(work, "claims"), documents, said, families, outlets())


def rules(work: Path) -> Any:
    from sayso.rules import bundled, check

    return check(bundled(), record(work), "2026-01-01")


def dossier(work: Path) -> Any:
    from sayso.dossier import write

    write(record(work), work / "dossier.html")
    return []


def record(work: Path) -> Any:
    from sayso.model.nouns import Record

    return Record(
        name="bench",
        captures=tuple(load(work, "capture")),
        documents=tuple(load(work, "extract")),
        families=tuple(load(work, "reuse")),
        statements=tuple(load(work, "statements")),
        claims=tuple(load(work, "independence")),
    )


def outlets() -> Any:
    from sayso.outlets import OutletTable

    return OutletTable.load()


STAGES: dict[str, Callable[[Path], Any]] = {
    "capture": capture,
    "extract": extract,
    "statements": statements,
    "reuse": reuse,
    "claims": claims,
    "independence": independence,
    "rules": rules,
    "dossier": dossier,
}


_RECORD = ("capture", "extract", "reuse", "statements", "independence")
NEEDS: dict[str, tuple[str, ...]] = {
    "capture": (),
    "extract": ("capture",),
    "statements": ("extract",),
    "reuse": ("extract",),
    "claims": ("extract", "statements"),
    "independence": ("extract", "statements", "reuse", "claims"),
    "rules": _RECORD,
    "dossier": _RECORD,
}


def load(work: Path, stage: str) -> Any:
    with (work / f"{stage}.pickle").open("rb") as file:
        return pickle.load(file)


def cpu_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def run_stage(stage: str, work: Path) -> None:
    """One stage, in this process: its result to a file, its measures to standard output. Inputs are read once before."""
    cached = {name: load(work, name) for name in NEEDS[stage]}
    globals()["load"] = lambda _, name: cached[name]
    if stage == "reuse":
        # numba compiles at the first call; measured apart, as "start"
        STAGES[stage](work)
    before, began = cpu_seconds(), time.perf_counter()
    result = STAGES[stage](work)
    spent, wall = cpu_seconds() - before, time.perf_counter() - began
    (work / f"{stage}.pickle").write_bytes(pickle.dumps(result))
    memory = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(json.dumps({"cpu": spent, "wall": wall, "memory": memory, "made": len(result)}))


def measure(source: Path, count: int) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "articles").mkdir()
        # in a process of its own: a child's peak memory counts from its parent's at the moment it starts
        command = [sys.executable, __file__, "--stage", "articles", "--work", str(work), "--articles", str(source)]
        subprocess.run([*command, "--documents", str(count)], check=True)
        found = {}
        for stage in STAGES:
            command = [sys.executable, __file__, "--stage", stage, "--work", str(work)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(f"{stage} failed:\n{done.stderr}")
            found[stage] = json.loads(done.stdout.splitlines()[-1])
            print(f"  {count} documents: {stage} done", file=sys.stderr)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--sizes", help="several numbers of documents, for the exponent")
    parser.add_argument("--stage", choices=["articles", *STAGES], help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stage == "articles":
        write_articles(options.articles, options.documents, options.work / "articles")
        return
    if options.stage:
        run_stage(options.stage, options.work)
        return
    if not options.articles.exists():
        raise SystemExit(f"no articles at {options.articles}; name a file: --articles FILE.parquet")
    sizes = [int(n) for n in options.sizes.split(",")] if options.sizes else [options.documents]
    rows = {size: measure(options.articles, size) for size in sizes}
    last = max(sizes)
    print(f"{last} articles; Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    print(
        "| stage | documents/CPU s | CPU s | wall s | peak MB | made | exponent |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for stage in STAGES:
        row = rows[last][stage]
        small = rows[min(sizes)][stage]["cpu"]
        exponent = math.log(row["cpu"] / small) / math.log(last / min(sizes)) if len(sizes) > 1 and small > 0 else None
        curve = "" if exponent is None else f"{exponent:.2f}"
        speed = last / row["cpu"] if row["cpu"] else math.inf
        print(
            f"| {stage} | {speed:,.0f} | {row['cpu']:.2f} | {row['wall']:.2f} | {row['memory']:,.0f} | {row['made']:,} | {curve} |"
        )


if __name__ == "__main__":
    main()
