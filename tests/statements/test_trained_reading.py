"""What any text must give: spans inside it, in whole words; the same whatever it is read together with."""

import random
from importlib import resources

import numpy as np
import pytest

from sayso.statements.learned import read_text
from sayso.statements.trained import Reader, load, states
from sayso.statements.trained.words import TOKEN, class_of

WEIGHTS = resources.files("sayso.statements.trained").joinpath("weights.npz")
TEXTS = [
    "",
    "\n\n",
    "“",
    'He said "we left',
    "“We waited,” Ana Ruiz told CNN, “for two days.” The minister denied it.\n\nAccording to the report, 31 men shared a tap.",
    "\ud800 said \x00 that \u202e it",
    "said " * 3000,
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    with resources.as_file(WEIGHTS) as path:
        return Reader(load(path), style=1)


def noise(seed: int) -> str:
    r = random.Random(seed)
    pieces = ["said", " ", "“", "”", '"', "\n", ".", "Ana", "that", "’s", "é", "𝔸", "1,000", "told "]
    return "".join(r.choice(pieces) for _ in range(200))


@pytest.mark.parametrize("text", [*TEXTS, *(noise(s) for s in range(30))])
def test_spans_are_whole_words_of_the_text(reader: Reader, text: str) -> None:
    starts, ends = ({getattr(m, side)() for m in TOKEN.finditer(text)} for side in ("start", "end"))
    (found,) = reader.read([text])
    for one in found:
        assert one.spans["cue"]
        for spans in one.spans.values():
            assert all(a in starts and b in ends and a < b for a, b in spans)
        assert all(0 <= p <= 1 + 1e-6 for p in one.sure.values())


def test_company_changes_nothing(reader: Reader) -> None:
    texts = TEXTS[3:6] + [noise(s) for s in range(5)]
    together = [[a.spans for a in found] for found in reader.read(texts, words=10**6)]
    alone = [[a.spans for a in next(reader.read([text]))] for text in texts]
    assert together == alone


def test_state_of_quotation_marks_and_sentences() -> None:
    words = [m.group() for m in TOKEN.finditer("Head\nHe said, “Stay. We left.” Then 5")]
    classes = np.array([class_of(w) for w in words])
    capital = np.array([int(w[0].isupper()) for w in words])
    state, sentence, paragraph = (np.zeros(len(words), np.int64) for _ in range(3))
    states.state_of(classes, capital, state, sentence, paragraph)
    quoted = [w for w, s in zip(words, state // 2, strict=True) if s == 1]
    assert quoted == ["Stay", ".", "We", "left", "."]
    assert [w for w, s in zip(words, state % 2, strict=True) if s] == ["Head", "He", "We", "Then"]
    assert list(paragraph) == [0, *[1] * (len(words) - 1)]


def test_a_cue_is_likely_where_it_was_read_and_a_full_stop_is_not(reader: Reader) -> None:
    text = "Ana Ruiz said that the cells were dark."
    (page,) = reader.pages([text])
    at = text.index("said")
    assert [one.spans["cue"] for one in page.found] == [((at, at + 4),)]
    assert page.cue_chance(at, at + 4) > 0.5 > page.cue_chance(len(text) - 1, len(text))
    assert page.cue_chance(len(text), len(text) + 5) == 0


def test_a_long_text_is_read_in_parts_with_the_offsets_of_the_whole() -> None:
    line = "Ana Ruiz said that the cells were dark. “We waited,” she told Radio Faro.\n"
    text = line * 3_000
    page = read_text(text, "evidence")
    cues = {text[a:b] for one in page.found for a, b in one.spans["cue"]}
    assert cues == {"said", "told"}
    assert len(page.found) == 6_000
    assert [text[a:b] for a, b in page.edges] == [m.group() for m in TOKEN.finditer(text)]
    assert len(page.likely) == len(page.edges)
