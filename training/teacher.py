"""The net that tags the silver texts: both stages of the tagger, the first of which also reads what MiniLM makes of each word."""

from __future__ import annotations

from torch import nn

from minilm import Encoder
from net import Drops, Net, Rates, Tensor
from recipe import Fit, Teacher
from sheets import Batch
from subtokens import SubTokens, tape


class TeacherNet(Net):
    """A net of `how.shape` over an encoder; fitted and asked as any other, and never in the file of weights."""

    def __init__(self, fixed: Tensor, own: int, how: Teacher, encoder: Encoder, pieces: SubTokens) -> None:
        super().__init__(fixed, own, how.shape)
        self.read = nn.Linear(encoder.width, how.shape.width)
        self.encoder = encoder
        self._how, self._pieces = how, pieces

    def enter(self, laid: Batch, drops: Drops) -> Tensor:
        """The first layer of the tagger, and what the encoder reads added to it."""
        read = tape(laid, self._pieces.table(), self._pieces.marks, self._how.laying)
        return super().enter(laid, drops) + self.read(drops.inner(self.encoder(read, drops.encoder)))

    def rates(self, how: Fit) -> Rates:
        """The encoder's layers learn the more slowly the lower they lie."""
        top, fall = self._how.encoder_rate, self._how.encoder_fall
        layers, inside = self.encoder.layers, {id(p) for p in self.encoder.parameters()}
        parts = [([p for p in self.parameters() if id(p) not in inside], how.rate)]
        parts.append((list(self.encoder.norm.parameters()), top * fall ** len(layers)))
        parts += [(list(layer.parameters()), top * fall**down) for down, layer in enumerate(reversed(layers))]
        return [{"params": params, "top": rate, "weight_decay": how.decay} for params, rate in parts]
