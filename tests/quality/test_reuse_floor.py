"""Text reuse on a labelled set of real articles stays above the figures it was measured at (seed 7: F1 .994)."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLES = SHARED / "data" / "reuse" / "articles.parquet"
MAKER, SCORER = SHARED / "bench" / "make_reuse_set.py", SHARED / "bench" / "score_reuse.py"
DATA = "caadbb41320813519638e953397f1ad5b9d497f3461f74516e6af6baf4b4d529"
F1_FLOOR = 0.99
RECALL_FLOORS = {"verbatim": 0.995, "truncated": 0.99, "edit40": 0.99, "quote25": 0.99}

pytestmark = pytest.mark.skipif(
    not ARTICLES.is_file() or not SCORER.is_file(), reason="the articles and their scorer are not beside the repository"
)


def test_the_floors_were_measured_on_this_data() -> None:
    assert hashlib.sha256(ARTICLES.read_bytes()).hexdigest() == DATA


def test_copies_excerpts_and_quotations_are_found(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, MAKER, ARTICLES, "10000", "set", "7"], cwd=tmp_path, check=True, capture_output=True
    )
    command = [sys.executable, "-m", "sayso.reuse", "set.parquet", "-o", "found.parquet"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    scored = subprocess.run(
        [sys.executable, SCORER, "set", "found.parquet"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    found = re.search(r"F1 ([\d.]+)", scored)
    assert found is not None
    assert float(found.group(1)) >= F1_FLOOR, scored
    for kind, floor in RECALL_FLOORS.items():
        recall = re.search(rf"{kind}\s+recall ([\d.]+)", scored)
        assert recall is not None
        assert float(recall.group(1)) >= floor, scored
