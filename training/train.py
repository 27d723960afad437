"""Trains the attribution tagger, from texts to the weights that `sayso.statements.trained` loads.

    python training/train.py --polnear FOLDER --articles ARTICLES.parquet -o weights.npz

Counts vectors of words' neighbours, fine-tunes MiniLM on the marked texts as a teacher, tags articles with it, and trains the net
that is written on both. One thread, fixed seeds, no limit of time: the same texts give the same bytes on one machine.
Every finished step is kept in the work folder; the same command goes on from there after a kill. See README.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from recipe import Recipe, without_polnear

ROOT = Path(__file__).resolve().parent.parent


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line. Exits when PolNeAR is neither given nor done without."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, help="its folder, with train/, dev/ and test/")
    parser.add_argument(
        "--without-polnear",
        action="store_true",
        help="train on nothing of it; with --polnear it is measured and held out",
    )
    parser.add_argument("--articles", type=Path, required=True, help="a parquet file with a column text")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus" / "documents", help="our own marked documents")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the weights (.npz)")
    parser.add_argument("--work", type=Path, help="folder of finished steps (the output's name with .work)")
    parser.add_argument("--silver", type=Path, help="articles tagged elsewhere: no teacher is trained")
    parser.add_argument("--seed", type=int, default=0, help="other seeds for the nets")
    parser.add_argument("--epochs", type=int, help="of every net: to try the chain out")
    parser.add_argument("--texts", type=int, default=200, help="silver texts, with --epochs")
    found = parser.parse_args(arguments)
    if not found.polnear and not found.without_polnear:
        parser.error("name --polnear FOLDER, or say --without-polnear")
    return found


def main() -> int:
    """Trains. The libraries of numbers are read here, after their threads were counted: the order of sums depends on it."""
    chosen = options()
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    import torch

    from report import report
    from sources import Sources
    from steps import Chain, WorkError, clocked

    torch.set_num_threads(1)
    recipe = without_polnear() if chosen.without_polnear else Recipe()
    recipe = recipe.seeded(chosen.seed)
    if chosen.epochs:
        recipe = recipe.quick(chosen.epochs, chosen.texts)
    sources = Sources(chosen.articles, chosen.corpus, chosen.polnear, not chosen.without_polnear)
    work = chosen.work or chosen.output.with_suffix(".work")
    say = clocked(time.process_time())
    try:
        Chain(sources, recipe, work, say, chosen.silver).run(chosen.output)
    except WorkError as error:
        print(error, file=sys.stderr)
        return 2
    for line in report(chosen.output, sources):
        say(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
