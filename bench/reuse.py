"""Text reuse against a labelled set: documents a CPU second, peak memory, precision, recall and F1, peers in the same run.

    python bench/reuse.py [--shared FOLDER] [-n 10000] [--seed 7] [--keep FOLDER]

FOLDER holds bench/make_reuse_set.py, bench/score_reuse.py and data/reuse/articles.parquet. Each tool runs in a process of its
own on texts already in memory, once to warm up (compilers, caches) and once measured, one thread; CPU time counts children that
were waited for, which leaves out half of passim's. Peers: those installed (bench/peers.py says what and how).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import peers

ROOT = Path(__file__).resolve().parent.parent


def sayso(texts: pa.ChunkedArray) -> pa.Table:
    from sayso.reuse.__main__ import find_reuse
    from sayso.reuse.settings import Settings

    return find_reuse(texts, Settings()).select(["a", "b"])


# the tool, and the module that must be there for it
TOOLS: dict[str, tuple[Callable[[pa.ChunkedArray], pa.Table], str]] = {
    "sayso": (sayso, "sayso"),
    "passim": (peers.passim, "passim.seriatim"),
    "gaoya": (peers.gaoya, "gaoya"),
    "rensa": (peers.rensa, "rensa"),
    "datasketch": (peers.datasketch, "datasketch"),
    "text-dedup": (peers.text_dedup, "text_dedup"),
}


def measure(tool: str, path: Path, out: Path) -> dict[str, float]:
    """Run a tool in this process; CPU seconds of the second run, of the first, and the largest process's memory in MB."""
    texts = pq.read_table(path, columns=["text"]).column("text")
    find, _ = TOOLS[tool]
    first, pairs = _timed(find, texts)
    # peers compile nothing and take long: one run is enough
    again, pairs = _timed(find, texts) if tool == "sayso" else (first, pairs)
    pq.write_table(pairs, out)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return {"documents": len(texts), "first": first, "seconds": again, "peak": peak}


def _timed(find: Callable[[pa.ChunkedArray], pa.Table], texts: pa.ChunkedArray) -> tuple[float, pa.Table]:
    begin = os.times()
    pairs = find(texts)
    return sum(os.times()[:4]) - sum(begin[:4]), pairs


def _there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


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
        if tool != "sayso" and not _there(TOOLS[tool][1]):
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
