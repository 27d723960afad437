"""How text reuse grows: invented articles at several sizes, all compared with all, and an index asked one article at a time.

    python bench/growth.py [--sizes 1000,10000,100000,1000000] [--keep FOLDER] [--picture docs/reuse-growth.svg]

The sets come from bench/articles.py (a million articles: six minutes and 2.6 GB). Each size runs `python -m sayso.reuse` in a
process of its own: its CPU time holds Python's start, reading Parquet and the compilers' cache; its memory is the largest resident
set, pages of mapped files included. Then an index of all of them is given 300 new articles one by one: each is looked up and
added, and the wall time of both is taken.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

import articles

ROOT = Path(__file__).resolve().parent.parent
ASKED = 300


def compare_all(made: Path, out: Path) -> dict[str, float]:
    """CPU seconds and peak memory (MB) of the command on a set."""
    # the compilers' cache is filled once, as it is for a user after the first run
    code = (
        "import json, resource, sys; from sayso.reuse.__main__ import main; main(sys.argv[1:]); "
        "u = resource.getrusage(resource.RUSAGE_SELF); print(json.dumps([u.ru_utime, u.ru_stime, u.ru_maxrss]))"
    )
    user, system, peak = json.loads(_run(sys.executable, "-c", code, made, "-o", out).splitlines()[-1])
    return {"user": user, "system": system, "seconds": user + system, "peak": peak / 1024}


def ask(made: Path, folder: Path) -> dict[str, float]:
    """Milliseconds of wall time for one new article to be looked up and added, over an index of the set."""
    from sayso.reuse import Index

    with Index(folder) as index:
        row = 0
        begin = time.process_time()
        file = pq.ParquetFile(made)
        for group in range(file.num_row_groups):
            column = file.read_row_group(group, ["text"]).column(0)
            index.add_column([str(i) for i in range(row, row + len(column))], column)
            row += len(column)
        built = time.process_time() - begin
    maker, times, found = articles.Maker(7), [], 0
    originals = row - int(row * 0.4)
    with Index(folder) as index:
        for i in range(-20, ASKED):
            _, _, words = maker.copy(row + i + 20, originals)
            text = maker.text(words, row + i + 20)
            begin = time.perf_counter()
            answer = index.find(text)
            index.add({f"new {i}": text})
            if i >= 0:  # the first twenty compile and open what is not there yet
                times.append(1000 * (time.perf_counter() - begin))
                found += bool(answer)
    times.sort()
    disk = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    # the index just built and asked, in this process
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "p50": times[ASKED // 2],
        "p95": times[ASKED * 95 // 100],
        "most": times[-1],
        "found": found / ASKED,
        "build": built,
        "disk": disk,
        "peak": peak,
    }


def draw(rows: list[dict[str, float]]) -> str:
    """Two panels with logarithmic axes: CPU seconds and milliseconds a lookup, over documents."""
    panels = [
        ("CPU seconds, all compared with all", [("", "seconds")], True),
        ("milliseconds to look up and add one", [("median", "p50"), ("95 of 100 are below", "p95")], False),
    ]
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 360" font-family="sans-serif" font-size="13" role="img">',
        "<title>Cost of text reuse from a thousand to a million documents</title>",
        '<rect width="860" height="360" fill="#fff"/>',
    ]
    low, high = (math.log10(f(row["documents"] for row in rows)) for f in (min, max))
    for number, (title, lines, guide) in enumerate(panels):
        left, top, wide, tall = 60 + 430 * number, 40, 320, 260
        values = [row[name] for row in rows for _, name in lines]
        bottom, ceiling = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

        def at(documents: float, value: float) -> tuple[float, float]:
            x = left + wide * (math.log10(documents) - low) / max(1e-9, high - low)  # noqa: B023
            return x, top + tall * (ceiling - math.log10(value)) / max(1, ceiling - bottom)  # noqa: B023

        parts.append(f'<text x="{left}" y="24" font-weight="bold">{title}</text>')
        for power in range(bottom, ceiling + 1):
            y = at(10**low, 10.0**power)[1]
            parts.append(f'<path d="M{left} {y:.1f}h{wide}" stroke="#ddd"/>')
            parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>')
        for row in rows:
            x = at(row["documents"], 10.0**bottom)[0]
            parts.append(f'<text x="{x:.1f}" y="{top + tall + 20}" text-anchor="middle">{row["documents"]:,.0f}</text>')
        if guide:
            # through the second size: the first is mostly Python's start
            anchor = rows[min(1, len(rows) - 1)]
            ends = [
                (d, anchor["seconds"] * d / anchor["documents"]) for d in (anchor["documents"], rows[-1]["documents"])
            ]
            (x1, y1), (x2, y2) = (at(*end) for end in ends)
            parts.append(f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="#999" stroke-dasharray="4 4"/>')
            parts.append(f'<text x="{left + 10}" y="{top + 20}" fill="#666">dashed: in proportion to 10,000</text>')
        for i, (name, key) in enumerate(lines):
            points = [at(row["documents"], row[key]) for row in rows]
            color = ("#1f5fa8", "#b3541e")[i]
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2"/>')
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{color}"/>' for x, y in points]
            if name:
                x, y = points[0]
                parts.append(f'<text x="{x + 8:.1f}" y="{y - 10:.1f}" fill="{color}">{name}</text>')
        parts.append(f'<text x="{left + wide}" y="{top + tall + 40}" text-anchor="end">documents</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--keep", type=Path, help="a folder for the sets and the indexes, made once and used again")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where the scorer is")
    parser.add_argument("--picture", type=Path, help="an SVG to draw")
    parser.add_argument("--ask", nargs=2, type=Path, metavar=("SET", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        print(json.dumps(ask(*options.ask)))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        rows = [measure(int(size), folder, options.shared) for size in options.sizes.split(",")]
    if options.picture:
        options.picture.write_text(draw(rows), encoding="utf-8")
    return 0


def measure(size: int, folder: Path, shared: Path) -> dict[str, float]:
    made, out = folder / f"made-{size}.parquet", folder / f"made-{size}.found.parquet"
    if not made.with_suffix(".siblings.json").exists():
        _run(sys.executable, ROOT / "bench" / "articles.py", size, made.with_suffix(""))
    row = {"documents": float(size), **compare_all(made, out)}
    scorer = shared / "bench" / "score_reuse.py"
    score = _run(sys.executable, scorer, made.with_suffix(""), out).splitlines()[0] if scorer.is_file() else ""
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        asked = json.loads(_run(sys.executable, __file__, "--ask", made, temporary).splitlines()[-1])
    row |= {"p50": asked["p50"], "p95": asked["p95"]}
    print(
        f"{size:>9,} documents: {size / row['seconds']:>7,.0f} a CPU second ({row['user']:.1f} s + {row['system']:.1f} s in the "
        f"system), {row['peak']:,.0f} MB; {score}\n{'':>10}index: built at {size / asked['build']:,.0f} documents a CPU second, "
        f"{asked['disk']:,.0f} MB on disk, {asked['peak']:,.0f} MB in memory; one article looked up and added: median "
        f"{asked['p50']:.1f} ms, p95 {asked['p95']:.1f} ms, most {asked['most']:.1f} ms, {asked['found']:.0%} answered",
        flush=True,
    )
    return row


def _run(*command: object) -> str:
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([str(part) for part in command], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
