"""Main text on the Article Extraction Benchmark stays above the figure it was measured at (mean F1 .954)."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGES = SHARED / "data" / "extraction" / "aeb"
SCORER = SHARED / "bench" / "score_extraction.py"
DATA = "512e9a9498912047a966e22f47302e849dfa45dca1f555d97588317dac7e5a3d"
F1_FLOOR = 0.95

pytestmark = pytest.mark.skipif(
    not PAGES.is_dir() or not SCORER.is_file(), reason="the pages and their scorer are not beside the repository"
)


def test_the_floor_was_measured_on_this_data() -> None:
    assert hashlib.sha256((PAGES / "ground-truth.json").read_bytes()).hexdigest() == DATA


def test_main_text_is_found(tmp_path: Path) -> None:
    pages = sorted(map(str, (PAGES / "html").glob("*.html.gz")))
    command = [sys.executable, "-m", "sayso.extract", *pages, "-o", str(tmp_path / "out.jsonl")]
    # a page without main text is a reason on the error channel and exit code 1
    assert subprocess.run(command, check=False, capture_output=True).returncode in {0, 1}
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    command = [sys.executable, str(SCORER), "aeb", str(PAGES), str(tmp_path / "texts.json")]
    scored = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"mean F1 ([\d.]+)", scored)
    assert found is not None
    assert float(found.group(1)) >= F1_FLOOR, scored
