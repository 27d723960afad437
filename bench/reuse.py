"""Text reuse against a labelled set: documents a CPU second, peak memory, precision, recall and F1, peers in the same run.

    python bench/reuse.py [--shared FOLDER] [-n 10000] [--seed 7] [--keep FOLDER]

FOLDER holds bench/make_reuse_set.py, bench/score_reuse.py and data/reuse/articles.parquet. Each tool runs in a process of its
own on texts already in memory, once to warm up (compilers, caches) and once measured, one thread. Peers: those installed.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
# what the peers are asked for: word 5-grams, and the lowest threshold at which they still find excerpts
GRAM, PERMUTATIONS, THRESHOLD = 5, 128, 0.2


def sayso(texts: pa.ChunkedArray) -> pa.Table:
    from sayso.reuse.__main__ import find_reuse
    from sayso.reuse.settings import Settings

    return find_reuse(texts, Settings()).select(["a", "b"])


def rensa(texts: pa.ChunkedArray) -> pa.Table:
    peer = importlib.import_module("rensa")

    hashes = []
    for grams in _grams(texts):
        one = peer.RMinHash(num_perm=PERMUTATIONS, seed=1)
        one.update(grams)
        hashes.append(one)
    index = peer.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=PERMUTATIONS // 2)
    for i, one in enumerate(hashes):
        index.insert(i, one)
    return _table((i, j) for i, one in enumerate(hashes) for j in index.query(one) if i < j and _alike(one, hashes[j]))


def datasketch(texts: pa.ChunkedArray) -> pa.Table:
    peer = importlib.import_module("datasketch")

    index = peer.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    hashes = []
    for i, grams in enumerate(_grams(texts)):
        one = peer.MinHash(num_perm=PERMUTATIONS, seed=1)
        one.update_batch([gram.encode() for gram in grams])
        index.insert(i, one)
        hashes.append(one)
    return _table((i, j) for i, one in enumerate(hashes) for j in index.query(one) if i < j and _alike(one, hashes[j]))


TOOLS: dict[str, Callable[[pa.ChunkedArray], pa.Table]] = {"sayso": sayso, "rensa": rensa, "datasketch": datasketch}


def _alike(one: Any, other: Any) -> bool:
    return bool(one.jaccard(other) >= THRESHOLD)


def _grams(texts: pa.ChunkedArray) -> Iterable[list[str]]:
    for text in texts.to_pylist():
        words = re.findall(r"\w+", text.lower())
        yield [" ".join(words[i : i + GRAM]) for i in range(max(1, len(words) - GRAM + 1))]


def _table(pairs: Iterable[tuple[int, int]]) -> pa.Table:
    rows = sorted(set(pairs))
    return pa.table({"a": [a for a, _ in rows], "b": [b for _, b in rows]})


def measure(tool: str, path: Path, out: Path) -> dict[str, float]:
    """Run a tool in this process; CPU seconds of the second run, of the first, and the process's peak memory in MB."""
    texts = pq.read_table(path, columns=["text"]).column("text")
    find = TOOLS[tool]
    begin = time.process_time()
    pairs = find(texts)
    first = time.process_time() - begin
    # peers compile nothing and take long: one run is enough
    again = first
    if tool == "sayso":
        begin = time.process_time()
        pairs = find(texts)
        again = time.process_time() - begin
    pq.write_table(pairs, out)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"documents": len(texts), "first": first, "seconds": again, "peak": peak}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where the data and the scorer are")
    parser.add_argument("-n", type=int, default=10_000, help="documents")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="a folder for the set and the pairs found, made once and used again")
    parser.add_argument("--measure", nargs=3, metavar=("TOOL", "IN", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        tool, path, out = options.measure
        print(json.dumps(measure(tool, Path(path), Path(out))))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        _report(options.shared, options.n, options.seed, folder)
    return 0


def _report(shared: Path, n: int, seed: int, folder: Path) -> None:
    name = folder / f"reuse-{n}-{seed}"
    if not name.with_suffix(".siblings.json").exists():
        make = shared / "bench" / "make_reuse_set.py"
        _run(sys.executable, make, shared / "data" / "reuse" / "articles.parquet", n, name, seed)
    print(f"{'tool':12}{'docs/CPU-s':>12}{'first run s':>13}{'peak MB':>9}  score")
    for tool in TOOLS:
        if tool != "sayso" and importlib.util.find_spec(tool) is None:
            print(f"{tool:12}not installed")
            continue
        out = folder / f"{name.name}.{tool}.parquet"
        try:
            printed = _run(sys.executable, __file__, "--measure", tool, f"{name}.parquet", out)
        except subprocess.CalledProcessError as error:
            print(f"{tool:12}failed: {error.stderr.strip().splitlines()[-1]}")
            continue
        figures = json.loads(printed.splitlines()[-1])
        score, *kinds = _run(sys.executable, shared / "bench" / "score_reuse.py", name, out).splitlines()
        speed = figures["documents"] / figures["seconds"]
        print(f"{tool:12}{speed:12,.0f}{figures['first']:13.1f}{figures['peak']:9,.0f}  {score}")
        print("\n".join(f"{'':46}{kind}" for kind in kinds))


def _run(*command: object) -> str:
    # the package may be used from the source tree; one thread, so that CPU time means the same for every tool
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    limits = dict.fromkeys(("OMP_NUM_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    environment = {**os.environ, **limits, "PYTHONPATH": path}
    done = subprocess.run([str(part) for part in command], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
