"""The teacher's encoder against torch's own layer of the same kind, and its place under the two stages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gold import cut
from lexicon import Lexicon
from recipe import Shape, Teacher
from sheets import batch, sheet
from subtokens import Marks, SubTokens, Tape

torch = pytest.importorskip("torch")
for name in ("safetensors", "tokenizers"):
    pytest.importorskip(name)

WIDTH, HEADS, INNER, LAYERS = 8, 2, 12, 2
SMALL = Shape(width=16, dilations=(1, 2), part_width=8, part_dilations=(1,), own=4, letters=4, reach=20)


def weights() -> dict[str, Any]:
    """Random weights under BERT's names."""
    made = {
        "embeddings.word_embeddings.weight": torch.randn(200, WIDTH),
        "embeddings.position_embeddings.weight": torch.randn(300, WIDTH),
        "embeddings.token_type_embeddings.weight": torch.randn(2, WIDTH),
        "embeddings.LayerNorm.weight": torch.rand(WIDTH) + 0.5,
        "embeddings.LayerNorm.bias": torch.randn(WIDTH),
    }
    for stem in (f"encoder.layer.{i}." for i in range(LAYERS)):
        sizes = {f"attention.self.{role}": (WIDTH, WIDTH) for role in ("query", "key", "value")}
        sizes |= {"attention.output.dense": (WIDTH, WIDTH)}
        sizes |= {"intermediate.dense": (INNER, WIDTH), "output.dense": (WIDTH, INNER)}
        for part, size in sizes.items():
            made |= {f"{stem}{part}.weight": torch.randn(size) / 3, f"{stem}{part}.bias": torch.randn(size[0])}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            made |= {f"{stem}{part}.weight": torch.rand(WIDTH) + 0.5, f"{stem}{part}.bias": torch.randn(WIDTH)}
    return made


def slow(given: dict[str, Any], ids: Any) -> Any:
    """One window through torch's own layers."""
    x = given["embeddings.word_embeddings.weight"][ids] + given["embeddings.position_embeddings.weight"][: len(ids)]
    x = x + given["embeddings.token_type_embeddings.weight"][0]
    x = torch.nn.functional.layer_norm(
        x, (WIDTH,), given["embeddings.LayerNorm.weight"], given["embeddings.LayerNorm.bias"], 1e-12
    )
    for stem in (f"encoder.layer.{i}." for i in range(LAYERS)):
        layer = torch.nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, 0.0, "gelu", 1e-12, batch_first=True).eval()
        state = {
            f"{mine}.{kind}": given[f"{stem}{theirs}.{kind}"]
            for mine, theirs in (
                ("self_attn.out_proj", "attention.output.dense"),
                ("linear1", "intermediate.dense"),
                ("linear2", "output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("norm2", "output.LayerNorm"),
            )
            for kind in ("weight", "bias")
        }
        for kind in ("weight", "bias"):
            three = [given[f"{stem}attention.self.{role}.{kind}"] for role in ("query", "key", "value")]
            state[f"self_attn.in_proj_{kind}"] = torch.cat(three)
        layer.load_state_dict(state)
        x = layer(x[None])[0]
    return x


def whole(x: Any) -> Any:
    return x


@pytest.fixture
def seeded() -> None:
    torch.manual_seed(3)


@pytest.mark.usefixtures("seeded")
def test_the_encoder_reads_each_window_as_torch_does() -> None:
    from minilm import Encoder

    given, lengths = weights(), [5, 9, 2]
    ids = np.arange(16, dtype=np.int64) * 7 % 200
    first = np.array([1, 3, 6, 0, 13], np.int64)
    places = np.concatenate([np.arange(length) for length in lengths])
    with torch.no_grad():
        mine = Encoder(given, HEADS)(Tape(ids, places, lengths, first), whole)
        windows = [slow(given, torch.from_numpy(part)) for part in np.split(ids, np.cumsum(lengths)[:-1])]
    # products in bfloat16
    assert np.allclose(mine.numpy(), torch.cat(windows).numpy()[first], atol=0.1)


def small() -> tuple[Any, Any, Lexicon]:
    from minilm import Encoder
    from teacher import TeacherNet

    lexicon = Lexicon.of(["said", "\n"], ["ada"])
    pieces = SubTokens(lexicon, lambda words: [[ord(c) % 190 for c in w] for w in words], Marks(191, 192, 193, 194), 8)
    how = replace(Teacher(), shape=SMALL)
    net = TeacherNet(torch.randn(3, 5), 1, how, Encoder(weights(), HEADS), pieces)
    return net, how, lexicon


@pytest.mark.usefixtures("seeded")
def test_every_weight_learns_at_one_rate_and_lower_layers_more_slowly() -> None:
    net, how, _ = small()
    groups = net.rates(how.fit)
    ids = [id(p) for group in groups for p in group["params"]]
    assert sorted(ids) == sorted(id(p) for p in net.parameters())
    rate = {id(p): group["top"] for group in groups for p in group["params"]}
    lowest, upper = (rate[id(net.encoder.layers[i].up.weight)] for i in (0, 1))
    assert rate[id(net.cue.weight)] == rate[id(net.read.weight)] == how.fit.rate
    assert upper == how.encoder_rate
    assert rate[id(net.encoder.norm.weight)] < lowest < upper


@pytest.mark.usefixtures("seeded")
def test_what_the_encoder_reads_changes_the_words_and_fixed_vectors_are_not_saved() -> None:
    from net import Drops, Net

    net, _, lexicon = small()
    laid = batch([sheet(cut("t", "Ada said rain fell.\nBo denied it."), lexicon)], lexicon)
    with torch.no_grad():
        read, bare = net.enter(laid, Drops()), Net.enter(net, laid, Drops())
        net.read.weight.zero_()
        net.read.bias.zero_()
        assert torch.equal(net.enter(laid, Drops()), bare)
    words = laid.words()[0]
    assert (read - bare)[words].abs().sum(1).min() > 0
    arrays = net.arrays()
    assert not {"fixed", "encoder.word", "encoder.place"} & set(arrays)
    other = small()[0]
    other.take(arrays)
    assert all(np.array_equal(value, arrays[name]) for name, value in other.arrays().items())
