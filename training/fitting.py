"""One run over the training texts: losses of both stages, AdamW, a rate that falls to nothing, the mean of the weights."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

import numpy as np
import torch

from lexicon import Lexicon
from material import marked_cues, plan_of, with_candidates
from net import Drops, Masks, Net, Tensor
from recipe import Fit
from sheets import Sheet, batch, part_labels, windows
from tagging import found_cues

Say = Callable[[str], None]


class _Mean:
    """The moving mean of a net's weights."""

    def __init__(self, net: Net, decay: float) -> None:
        self._decay, self._steps = decay, 0
        self._weights = list(net.parameters())
        self._kept = [p.detach().clone() for p in self._weights]

    def step(self) -> None:
        self._steps += 1
        d = min(self._decay, (1 + self._steps) / (10 + self._steps))
        with torch.no_grad():
            torch._foreach_lerp_(self._kept, self._weights, 1 - d)

    def put(self) -> None:
        """Gives the net the mean."""
        with torch.no_grad():
            for weight, kept in zip(self._weights, self._kept, strict=True):
                weight.copy_(kept)


def fit(
    net: Net, gold: Sequence[Sheet], silver: Sequence[Sheet], lexicon: Lexicon, how: Fit, reach: int, say: Say
) -> None:
    """Trains `net` in place and leaves it with the mean of its weights; the same seed gives the same weights."""
    random = np.random.default_rng(how.seed)
    plan = plan_of(gold, silver, how, random)
    best = torch.optim.AdamW(net.rates(how), lr=how.rate, betas=(0.9, 0.98), fused=True)
    banks, drops = _drops(how)
    mean, step, steps, clock = _Mean(net, how.average), 0, sum(map(len, plan)), time.process_time()
    for epoch, todo in enumerate(plan):
        for bank in banks:
            bank.renew()
        sums = np.zeros(3)
        for group in todo:
            for settings in best.param_groups:
                settings["lr"] = settings["top"] * min(1, (step + 1) / 100) * _rest(step / steps, how)
            l1, l2 = _losses(net, group, lexicon, how, reach, epoch, drops, random)
            cues = sum(len(one.cues) for one in group)
            best.zero_grad(set_to_none=True)
            ((l1 + l2) / max(1, cues)).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), how.clip)
            best.step()
            mean.step()
            step += 1
            sums += (l1.item(), l2.item(), cues)
        losses = " ".join(f"{s:.3f}" for s in sums[:2] / max(1, sums[2]))
        say(f"epoch {epoch + 1} of {how.epochs}, loss {losses}, {time.process_time() - clock:.0f} CPU-s")
    mean.put()


def _rest(done: float, how: Fit) -> float:
    """What is left of the rate, 1 to 0."""
    return 1 - done if how.straight else 0.5 + 0.5 * math.cos(math.pi * done)


def _drops(how: Fit) -> tuple[list[Masks], Drops]:
    shares = [how.drop_input, how.drop, *([how.drop_encoder] if how.drop_encoder else [])]
    banks = [Masks(share, how.seed + i) for i, share in enumerate(shares)]
    return banks, Drops(*banks)


def _losses(
    net: Net,
    group: Sequence[Sheet],
    lexicon: Lexicon,
    how: Fit,
    reach: int,
    epoch: int,
    drops: Drops,
    random: np.random.Generator,
) -> tuple[Tensor, Tensor]:
    """Loss of cues and loss of what belongs to them, summed over a group."""
    laid = batch(group, lexicon)
    laid.own[random.random(len(laid.own)) < how.word_drop] = 0
    hidden = net.encode(laid, drops)
    keep, offsets = laid.words()
    scores = net.cue(hidden)[torch.from_numpy(keep)]
    tags = np.concatenate([one.tags for one in group])
    l1 = net.crf.loss(scores, offsets, tags, np.ones(len(group)))
    cues, parts, weight = marked_cues(group, laid)
    if how.candidates_from is not None and epoch >= how.candidates_from:
        taken = found_cues(scores.detach().numpy(), net.crf, laid, how.candidate_bias)
        cues, parts, weight = with_candidates(cues, parts, taken, how)
    if not len(cues):
        return l1, l1 * 0
    view = windows(cues, laid, reach)
    labels = part_labels(view, parts)
    keep, offsets = view.words()
    out = net.look(hidden, view, drops)[torch.from_numpy(keep)]
    return l1, net.crf2.loss(out, offsets, labels[keep], weight)
