"""python -m sayso.reuse: the outside contract, and wrong calls."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.reuse.reuse_texts import prose

from sayso.reuse import __main__ as command
from sayso.reuse.__main__ import PAIRS, main


def run(tmp_path: Path, column: pa.Array | pa.ChunkedArray) -> pa.Table:
    pq.write_table(pa.table({"text": column, "kind": pa.nulls(len(column))}), tmp_path / "in.parquet", row_group_size=2)
    assert main([str(tmp_path / "in.parquet"), "-o", str(tmp_path / "out.parquet")]) == 0
    return pq.read_table(tmp_path / "out.parquet")


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
@pytest.mark.parametrize("in_memory", [True, False])
def test_pairs_come_with_roles_and_exact_passages(
    tmp_path: Path, kind: pa.DataType, in_memory: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not in_memory:
        monkeypatch.setattr(command, "_IN_MEMORY", 0)
    story, spoken = prose(1, 200), prose(2, 40)
    texts = [
        f"{prose(3, 60)} “{spoken}” {prose(4, 100)}",
        story,
        None,
        f"Ángeles — {story}",
        f"{prose(5, 90)} “{spoken}”",
        f"{prose(6, 200)} {' '.join(story.split()[20:70])}",
        "",
    ]
    table = run(tmp_path, pa.array(texts, kind))
    assert table.schema.equals(PAIRS)
    rows = table.to_pylist()
    assert [(row["a"], row["b"], row["role"]) for row in rows] == [
        (0, 4, "quotation"),
        (1, 3, "copy"),
        (1, 5, "excerpt"),
        (3, 5, "excerpt"),
    ]
    for row in rows:
        for p in row["passages"]:
            one, other = texts[row["a"]], texts[row["b"]]
            assert one is not None
            assert other is not None
            assert one[p["start"] : p["end"]] == other[p["of_start"] : p["of_end"]] != ""
    assert rows[1]["containment"] == 1.0
    assert rows[2]["containment"] == pytest.approx(0.25)
    assert {path.name for path in tmp_path.iterdir()} == {"in.parquet", "out.parquet"}


@pytest.mark.parametrize("texts", [[], [None], ["one text alone"]])
def test_nothing_to_compare_gives_an_empty_table(tmp_path: Path, texts: list[str | None]) -> None:
    table = run(tmp_path, pa.array(texts, pa.string()))
    assert table.num_rows == 0
    assert table.schema.equals(PAIRS)


@pytest.mark.parametrize("what", ["missing", "no parquet", "no column", "numbers"])
def test_a_wrong_call_says_what_is_wanted(tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.parquet"
    if what == "no parquet":
        path.write_text("text\nhello\n")
    elif what == "no column":
        pq.write_table(pa.table({"body": ["a"]}), path)
    elif what == "numbers":
        pq.write_table(pa.table({"text": [1, 2]}), path)
    with pytest.raises(SystemExit) as stop:
        main([str(path), "-o", str(tmp_path / "out.parquet")])
    assert stop.value.code == 2
    assert "column `text`" in capsys.readouterr().err
    assert not (tmp_path / "out.parquet").exists()
