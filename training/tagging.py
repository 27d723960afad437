"""Texts tagged by a net in training, decoded as at run time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from gold import Tokens
from lexicon import Lexicon
from net import Chain, Drops, Net
from sayso.statements.trained.chains import viterbi
from sheets import PARTS, Batch, Sheet, batch, cue_runs, groups, windows

Floats = NDArray[np.float32]
Found = list[dict[str, Tokens]]

_TOGETHER = 20_000  # words: a batch of 30 MB at width 192


def tagged(net: Net, sheets: Sequence[Sheet], lexicon: Lexicon, reach: int, bias: float) -> list[Found]:
    """The attributions of each document, as sets of words a role; a cue to which nothing belongs is none."""
    found: list[Found] = []
    for group in groups(sheets, range(len(sheets)), _TOGETHER):
        with torch.no_grad():
            found += _together(net, batch(group, lexicon), reach, bias)
    return found


def found_cues(scores: Floats, chain: Chain, laid: Batch, bias: float) -> NDArray[np.int64]:
    """(cues, 2): first and last row of each cue by the best labels; `scores` are those of the words alone."""
    keep, offsets = laid.words()
    leaning = scores.copy()
    leaning[:, 1] += bias
    labels = np.zeros(len(keep), np.int64)
    trans, start, end = _tables(chain)
    viterbi(leaning, trans, start, end, offsets, labels)
    return keep[cue_runs(labels, offsets)]


def _together(net: Net, laid: Batch, reach: int, bias: float) -> list[Found]:
    found: list[Found] = [[] for _ in laid.segments]
    hidden = net.encode(laid, Drops())
    cues = found_cues(net.cue(hidden).numpy()[laid.words()[0]], net.crf, laid, bias)
    if not len(cues):
        return found
    view = windows(cues, laid, reach)
    keep, offsets = view.words()
    scores = net.look(hidden, view, Drops()).numpy()[keep]
    labels = np.zeros(len(keep), np.int64)
    trans, start, end = _tables(net.crf2)
    viterbi(scores, trans, start, end, offsets, labels)
    begins = np.array([begin for begin, _ in laid.segments])
    for c, (first, last) in enumerate(cues.tolist()):
        document = int(np.searchsorted(begins, first, side="right")) - 1
        begin, mine = int(begins[document]), slice(int(offsets[c]), int(offsets[c + 1]))
        rows = view.rows[keep[mine]] - begin
        one = {role: frozenset(rows[(labels[mine] + 1) // 2 == r + 1].tolist()) for r, role in enumerate(PARTS)} | {
            "cue": frozenset(range(first - begin, last + 1 - begin))
        }
        if one["content"] or one["channel"]:
            found[document].append(one)
    return found


def _tables(chain: Chain) -> list[Floats]:
    return [table.detach().numpy() for table in chain.tables()]
