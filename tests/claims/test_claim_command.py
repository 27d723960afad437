"""The stage on its own: python -m sayso.claims."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

TEXTS = {
    "a": "Cells at Villa Norte Prison have no natural light.",
    "b": "The cells of Villa Norte Prison are windowless.",
    "c": "Every cell at Villa Norte Prison has a window.",
    "d": "12 detainees died at Villa Norte Prison in 2025.",
    "e": "30 detainees died at Villa Norte Prison in 2025.",
    "f": "The mayor opened a library.",
}


def run(folder: Path, lines: list[str]) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "sayso.claims", "in.jsonl", "-o", "out.jsonl"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    rows = [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    return done, {row["id"]: row for row in rows}


def test_texts_that_say_the_same_share_a_claim_and_opposites_are_named(tmp_path: Path) -> None:
    done, rows = run(tmp_path, [json.dumps({"id": k, "text": t, "date": "2025-06-01"}) for k, t in TEXTS.items()])
    assert done.returncode == 0
    assert rows["a"]["claim"] == rows["b"]["claim"] != rows["c"]["claim"]
    assert [x["kind"] for x in rows["a"]["contradicted_by"]] == ["denied by"]
    assert rows["a"]["contradicted_by"][0]["claim"] == rows["c"]["claim"]
    assert rows["d"]["claim"] == rows["e"]["claim"]
    assert [x["kind"] for x in rows["d"]["contradicted_by"]] == ["figures differ"]
    assert rows["f"]["contradicted_by"] == []
    assert len({row["claim"] for row in rows.values()}) == 4


def test_a_line_that_is_no_claim_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    done, rows = run(tmp_path, ["not json", json.dumps({"id": "a", "text": TEXTS["a"]}), json.dumps([1])])
    assert done.returncode == 1
    assert "line 1" in done.stderr
    assert "line 3" in done.stderr
    assert list(rows) == ["a"]
