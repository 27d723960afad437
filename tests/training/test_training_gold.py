"""Marked texts in memory: stand-off files, our own corpus, silver texts, spans to words and back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold import OWN, POLNEAR, cut, own, polnear, read_silver, silent, write_silver

TEXT = "Head\n\nThe mayor, Ada Bell, said\r\nthat wells “ran dry”, and left."


def span(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts, one marked twice; offsets count the carriage return."""
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    for name in ("one", "two"):
        (tmp_path / "text" / f"{name}.txt").write_bytes(TEXT.encode())
    source, cue, content = span("The mayor, Ada Bell"), span("said"), span("that wells “ran dry”")
    pieces = f"{content[0]} {content[0] + 4};{content[0] + 5} {content[1]}"
    lines = [
        f"T1\tSource {source[0]} {source[1]}\tThe mayor",
        f"T2\tCue {cue[0]} {cue[1]}\tsaid",
        f"T3\tContent {pieces}\tthat wells",
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content2:T3",
        "A1\tNested E1",
        "",
    ]
    for name in ("one_b.ann", "two_a.ann"):
        (tmp_path / "attributions" / name).write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "attributions" / "one_c.ann").write_text("", encoding="utf-8")
    (tmp_path / "attributions" / "three_a.ann").write_text("", encoding="utf-8")
    return tmp_path


def test_stand_off_spans_become_words_of_the_file_as_it_lies(folder: Path) -> None:
    one, two = polnear(folder)
    assert (one.name, two.name, one.text, one.style) == ("one", "two", TEXT, POLNEAR)
    (attribution,) = one.attributions
    sets = one.sets(attribution)
    words = {role: [one.words[i] for i in sorted(numbers)] for role, numbers in sets.items()}
    assert words == {
        "source": ["The", "mayor", "Ada", "Bell"],
        "cue": ["said"],
        "content": ["that", "wells", "ran", "dry"],
        "channel": [],
    }


def test_a_text_comes_once_or_once_for_each_annotator(folder: Path) -> None:
    assert [(t.name, len(t.attributions)) for t in polnear(folder)] == [("one", 1), ("two", 1)]
    assert [(t.name, len(t.attributions)) for t in polnear(folder, every=True)] == [("one", 1), ("one", 0), ("two", 1)]


def test_a_cue_of_punctuation_alone_keeps_its_marks() -> None:
    text = cut("x", "Rain: Ada Bell", [{"cue": [(4, 5)], "source": [(4, 14)]}])
    sets = text.sets(text.attributions[0])
    assert [text.words[i] for i in sets["cue"]] == [":"]
    assert [text.words[i] for i in sorted(sets["source"])] == ["Ada", "Bell"]


def test_our_own_corpus_is_read_by_split_in_its_own_manner() -> None:
    documents = Path(__file__).parents[2] / "corpus" / "documents"
    train, test = own(documents, "train"), own(documents, "test")
    assert len(train) + len(test) == len(list(documents.glob("*.txt")))
    assert not {t.name for t in train} & {t.name for t in test}
    assert all(t.style == OWN and t.register for t in train)
    cues = [t.text[a:b] for t in test for one in t.attributions for a, b in one["cue"]]
    assert {"said", "told"} <= set(cues)


words = st.lists(st.sampled_from(["said", "Ada", ",", "“", "’s", "wells", "\n\n", ".", "31"]), min_size=1, max_size=30)


@given(words, st.data())
def test_runs_hold_their_words_and_are_parted_by_more_than_marks(parts: list[str], data: st.DataObject) -> None:
    text = cut("x", " ".join(parts))
    loud = [i for i, word in enumerate(text.words) if not silent(word)]
    chosen = frozenset(data.draw(st.sets(st.sampled_from(loud)))) if loud else frozenset()
    runs = text.runs(chosen)
    inside = [i for a, b in runs for i in range(a, b)]
    assert chosen <= set(inside)
    assert all(silent(text.words[i]) for i in set(inside) - chosen)
    for (_, b), (c, _) in pairwise(runs):
        assert any(not silent(text.words[i]) for i in range(b, c))


@given(words, st.data())
def test_words_marked_are_the_words_read_back(parts: list[str], data: st.DataObject) -> None:
    text = cut("x", " ".join(parts))
    loud = [i for i, word in enumerate(text.words) if not silent(word)]
    if loud:
        some = st.sets(st.sampled_from(loud), min_size=1).map(frozenset)
        found = data.draw(st.lists(st.fixed_dictionaries({"cue": some, "content": some}), max_size=3))
        marked = text.marked(found)
        sets = [marked.sets(one) for one in marked.attributions]
        assert [(one["cue"], one["content"]) for one in sets] == [(one["cue"], one["content"]) for one in found]


def test_silver_texts_are_read_as_they_were_written(tmp_path: Path) -> None:
    text = cut("é", "Ada said\nthat 𝔸 left", [{"cue": [(4, 8)], "content": [(9, 13), (14, 20)]}])
    write_silver(tmp_path / "silver.jsonl", [text, cut("empty", "")])
    one, empty = read_silver(tmp_path / "silver.jsonl")
    assert (one.name, one.text, one.words) == (text.name, text.text, text.words)
    assert one.attributions == text.attributions
    assert (empty.words, empty.attributions) == ([], ())
