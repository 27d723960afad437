"""The tagger for training (torch): one encoder over all words, cues from it; then, a cue at a time, what belongs to it.

Rows are words of a batch with empty rows between documents, or of windows likewise (sheets.py). Wide products are made in
bfloat16, two to three times as fast on the CPUs it was trained on; weights and sums stay in float32.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from chain_loss import barred, chain_loss
from recipe import Fit, Shape
from sayso.statements.trained.states import RELATIONS, STATES
from sayso.statements.trained.words import BUCKETS, GRAMS, SHAPES
from sheets import PARTS, STYLES, Batch, Windows

DISTANCES = 33  # see states.bucket
SHAPE_WIDTH, STATE_WIDTH = 8, 12

Tensor: TypeAlias = torch.Tensor
Drop = Callable[[Tensor], Tensor]
Rates = list[dict[str, Any]]  # groups of weights as the optimiser takes them, each with its highest rate (`top`)

_TABLES = ("learned", "grams", "shape", "state", "place", "crf")  # not decayed


def whole(x: Tensor) -> Tensor:
    """Drops nothing."""
    return x


class Masks:
    """Dropout from one bank of random masks, cut at a random place: drawing fresh ones cost more than the products."""

    def __init__(self, share: float, seed: int, size: int = 1 << 23) -> None:
        self._share, self._size = share, size
        self._random = torch.Generator().manual_seed(seed)
        self.renew()

    def renew(self) -> None:
        """Draws the bank anew."""
        keep = torch.rand(self._size, generator=self._random) >= self._share
        self._bank = keep.to(torch.float32) / (1 - self._share)
        self._low = self._bank.bfloat16()

    def __call__(self, x: Tensor) -> Tensor:
        at = int(torch.randint(self._size - x.numel(), (1,), generator=self._random))
        bank = self._low if x.dtype == torch.bfloat16 else self._bank
        return x * bank[at : at + x.numel()].view(x.shape)


@dataclass(frozen=True, slots=True)
class Drops:
    """What is left out while a net is trained: of what enters, between layers, in a teacher's encoder. Nothing, unless told."""

    entering: Drop = whole
    inner: Drop = whole
    encoder: Drop = whole


def _beside(x: Tensor, d: int) -> Tensor:
    """(rows, width) to (rows, 3 width): the row d before, itself, the row d behind."""
    p = functional.pad(x, (0, 0, d, d))
    return torch.cat([p[: -2 * d], x, p[2 * d :]], 1)


def _product(x: Tensor, layer: Any) -> Tensor:
    return functional.linear(x.bfloat16(), layer.weight.bfloat16()).float() + layer.bias


def _active(x: Tensor, gain: Tensor) -> Tensor:
    return functional.relu(x * torch.rsqrt(x.pow(2).mean(1, keepdim=True) + 1e-5) * gain)


class Block(nn.Module):
    """x + W relu(norm x) over three rows `dilation` apart."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.gain = nn.Parameter(torch.ones(width))
        self.w = nn.Linear(3 * width, width)
        nn.init.normal_(self.w.weight, std=(1.0 / (3 * width)) ** 0.5)
        nn.init.zeros_(self.w.bias)

    def forward(self, x: Tensor, mask: Tensor, drop: Drop) -> Tensor:
        a = drop(_active(x, self.gain).bfloat16())
        return x + _product(_beside(a, self.dilation), self.w) * mask


class _Loss(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, scores: Tensor, trans: Tensor, start: Tensor, end: Tensor, offsets: Any, gold: Any, weight: Any
    ) -> Tensor:
        a, b, c, d = (x.detach().numpy() for x in (scores, trans, start, end))
        gradients = g, h, i, j = tuple(np.zeros(x.shape) for x in (a, b, c, d))
        loss = chain_loss(a, b, c, d, offsets, gold, weight, g, h, i, j)
        ctx.save_for_backward(*(torch.from_numpy(g.astype(np.float32)) for g in gradients))
        return torch.tensor(loss, dtype=torch.float32)

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        return (*(g * x for x in ctx.saved_tensors), None, None, None)


class Chain(nn.Module):
    """The tables of a CRF; label 0 is outside, 2r + 1 begins and 2r + 2 continues r."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.trans, self.start, self.end = (
            nn.Parameter(torch.zeros(s)) for s in ((labels, labels), (labels,), (labels,))
        )
        self._bars = [torch.from_numpy(bar) for bar in barred(labels)]

    def tables(self) -> tuple[Tensor, Tensor, Tensor]:
        """Transitions, starts and ends, with what may not be."""
        return self.trans + self._bars[0], self.start + self._bars[1], self.end

    def loss(self, scores: Tensor, offsets: NDArray[np.int64], gold: NDArray[np.int64], weight: Any) -> Tensor:
        """See chain_loss."""
        return _Loss.apply(scores, *self.tables(), offsets, gold, weight)


class Net(nn.Module):
    """Both stages; `fixed` are the vectors of known forms (row 0: unknown), `own` how many forms have one of their own."""

    def __init__(self, fixed: Tensor, own: int, shape: Shape) -> None:
        super().__init__()
        width, part = shape.width, shape.part_width
        self.register_buffer("fixed", fixed, persistent=False)
        self.learned = nn.Embedding(own + 1, shape.own, padding_idx=0)
        self.grams = nn.Embedding(BUCKETS, shape.letters)
        self.shape = nn.Embedding(SHAPES, SHAPE_WIDTH)
        self.state = nn.Embedding(STYLES * STATES, STATE_WIDTH)
        nn.init.normal_(self.learned.weight, std=0.3)
        nn.init.zeros_(self.learned.weight[0].data)
        nn.init.normal_(self.grams.weight, std=0.3)
        self.first = nn.Linear(3 * (fixed.shape[1] + shape.own + shape.letters + SHAPE_WIDTH + STATE_WIDTH), width)
        self.blocks = nn.ModuleList(Block(width, d) for d in shape.dilations)
        self.gain = nn.Parameter(torch.ones(width))
        self.cue = nn.Linear(width, 3)
        self.crf = Chain(3)
        self.word = nn.Linear(width, part)
        self.anchor = nn.Linear(2 * width, 2 * part)
        self.place = nn.Embedding(DISTANCES * RELATIONS, part)
        nn.init.normal_(self.place.weight, std=0.1)
        self.blocks2 = nn.ModuleList(Block(part, d) for d in shape.part_dilations)
        self.gain2 = nn.Parameter(torch.ones(part))
        self.parts = nn.Linear(part, 2 * len(PARTS) + 1)
        self.crf2 = Chain(2 * len(PARTS) + 1)

    def enter(self, laid: Batch, drops: Drops) -> Tensor:
        """The first layer, (rows, width)."""
        known, shape, letters, form, own, state, mask = (
            torch.from_numpy(a)
            for a in (laid.known, laid.shape, laid.letters, laid.form, laid.own, laid.state, laid.mask)
        )
        forms = torch.cat([self.fixed[known], self.grams(letters).sum(1) / GRAMS**0.5, self.shape(shape)], 1)
        x = torch.cat([forms[form], self.learned(own), self.state(state)], 1)
        return _product(_beside(drops.entering(x) * mask, 1), self.first)

    def encode(self, laid: Batch, drops: Drops) -> Tensor:
        """What stands at each row, (rows, width)."""
        mask = torch.from_numpy(laid.mask)
        x = self.enter(laid, drops) * mask
        for block in self.blocks:
            x = block(x, mask, drops.inner)
        return drops.inner(_active(x, self.gain))

    def look(self, hidden: Tensor, found: Windows, drops: Drops) -> Tensor:
        """Scores (rows of the windows, labels) of what belongs to each cue."""
        rows, owner, place, mask, first, last = (
            torch.from_numpy(a) for a in (found.rows, found.owner, found.place, found.mask, found.first, found.last)
        )
        add, gate = self.anchor(torch.cat([hidden[first], hidden[last]], 1)).chunk(2, 1)
        x = (self.word(hidden)[rows] * (1 + gate[owner]) + add[owner] + self.place(place)) * mask
        for block in self.blocks2:
            x = block(x, mask, drops.inner)
        return self.parts(drops.inner(_active(x, self.gain2)))

    def rates(self, how: Fit) -> Rates:
        """All weights at one rate; tables and vectors are not decayed."""
        named = list(self.named_parameters())
        wide = [p for name, p in named if p.ndim > 1 and not any(table in name for table in _TABLES)]
        ids = {id(p) for p in wide}
        rest = [p for _, p in named if id(p) not in ids]
        return [{"params": p, "top": how.rate, "weight_decay": d} for p, d in ((wide, how.decay), (rest, 0.0))]

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """The weights by name, without the fixed vectors; `Net.take` reads them."""
        return {name: value.detach().numpy().copy() for name, value in self.state_dict().items()}

    def take(self, arrays: dict[str, NDArray[np.float32]]) -> None:
        """Sets all weights. Raises RuntimeError when names or shapes differ."""
        self.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in arrays.items()})
