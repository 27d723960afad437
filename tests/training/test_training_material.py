"""Which texts an epoch shows, and which cues."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gold import cut
from lexicon import Lexicon
from material import marked_cues, plan_of, with_candidates
from recipe import Recipe
from sheets import Sheet, batch, sheet


def sheets(kind: str, n: int) -> list[Sheet]:
    lexicon = Lexicon.of([], [])
    return [sheet(cut(f"{kind}{i}", "Ada said so."), lexicon) for i in range(n)]


def test_silver_falls_in_a_line_to_none_and_every_marked_text_comes_in_every_epoch() -> None:
    gold, silver = sheets("g", 10), sheets("s", 30)
    how = replace(Recipe().last, epochs=5, silver=2.0, words=8)
    plan = plan_of(gold, silver, how, np.random.default_rng(0))
    names = [[one.text.name for group in epoch for one in group] for epoch in plan]
    assert [sum(name[0] == "s" for name in epoch) for epoch in names] == [20, 15, 10, 5, 0]
    assert all(
        sorted(name for name in epoch if name[0] == "g") == sorted(one.text.name for one in gold) for epoch in names
    )
    assert all(len(set(epoch)) == len(epoch) for epoch in names)


def test_an_epoch_asks_for_no_more_silver_than_there_is() -> None:
    plan = plan_of(sheets("g", 4), sheets("s", 3), replace(Recipe().last, silver=2.0), np.random.default_rng(0))
    assert sum(len(group) for group in plan[0]) == 7


def test_cues_of_a_group_are_rows_of_its_batch() -> None:
    lexicon = Lexicon.of([], [])
    text = cut("x", "Ada said so.", [{"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 11)]}])
    group = [sheet(text, lexicon), sheet(text, lexicon)]
    laid = batch(group, lexicon)
    cues, parts, weights = marked_cues(group, laid)
    second = laid.segments[1][0]
    assert cues.tolist() == [[1, 1], [second + 1, second + 1]]
    assert parts[1] == [(0, (second, second + 1)), (1, (second + 2, second + 3))]
    assert weights.tolist() == [1, 1]


@given(st.integers(0, 40), st.integers(1, 6))
def test_candidates_come_behind_the_true_cues_with_their_weights(offset: int, length: int) -> None:
    cues = np.array([[10, 12], [20, 20]], np.int64)
    parts = [[(0, (5, 7))], [(1, (22, 30))]]
    taken = np.array([[offset, offset + length - 1], [20, 20]], np.int64)
    how = Recipe().teacher.fit
    all_cues, all_parts, weights = with_candidates(cues, parts, taken, how)
    assert all_cues[:2].tolist() == cues.tolist()
    if (offset, length) in ((10, 3), (20, 1)):
        assert len(all_cues) == 2
        return
    met = [i for i, (a, b) in enumerate(cues.tolist()) if offset <= b and a < offset + length]
    assert all_cues[2].tolist() == [offset, offset + length - 1]
    assert all_parts[2] == (parts[met[0]] if met else [])
    assert weights.tolist() == [1, 1, how.miscut_weight if met else how.empty_weight]
