"""The layers behind the heads of predicates, which read the encoder and leave it as it is.

Takes the encoder's hidden states after its second, fourth and sixth layer, gives the columns of the
block `events` of `hearsay.model.labels`. The last layer alone was trained for speech and names; the
lower ones still hold word class and syntax. One layer of attention of its own lets a predicate look
at the words around it with those in mind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from hearsay.model.labels import EVENTS

STATES: Final = tuple(
    f"/network/encoder/encoder/layer.{layer}/output/LayerNorm/LayerNormalization_output_0"
    for layer in (1, 3, 5)
)
"""Names in the graph of what is read, each float32 (batch, length, HIDDEN)."""
HIDDEN: Final = 384
WIDTH: Final = 128
"""Of the layers. Wider ones were not tried: reading should cost little more."""
HEADS: Final = 4
COLUMNS: Final = sum(width for _, width in EVENTS.heads)


class PredicateLayers(nn.Module):
    """States put together, one transformer layer with norms first, and a linear layer."""

    def __init__(self) -> None:
        super().__init__()
        self.inp = nn.Linear(HIDDEN * len(STATES), WIDTH)
        self.n1, self.n2, self.fin = (nn.LayerNorm(WIDTH) for _ in range(3))
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.o = nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, COLUMNS)
        self.drop_input, self.drop = nn.Dropout(0.1), nn.Dropout(0.2)
        nn.init.normal_(self.out.weight, std=0.05)
        nn.init.zeros_(self.out.bias)

    def forward(self, states: Tensor, mask: Tensor | None = None) -> Tensor:
        """The block's scores for every piece, float32 (batch, length, COLUMNS).

        states: float32 (batch, length, HIDDEN * len(STATES)). mask: bool (batch, length), true
        where a piece is; none where nothing is padded.
        """
        inside = self.inp(self.drop_input(states))
        inside = inside + self.drop(self._attended(self.n1(inside), mask))
        inside = inside + self.drop(self.down(functional.gelu(self.up(self.n2(inside)))))
        scores: Tensor = self.out(self.fin(inside))
        return scores

    def _attended(self, inside: Tensor, mask: Tensor | None) -> Tensor:
        size, length, width = inside.shape
        parts = self.qkv(inside).view(size, length, 3, HEADS, width // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        shares = query @ key.transpose(-1, -2) / (width // HEADS) ** 0.5
        if mask is not None:
            shares = shares.masked_fill(~mask[:, None, None, :], -1e4)
        seen = torch.softmax(shares, -1) @ value
        attended: Tensor = self.o(seen.transpose(1, 2).reshape(size, length, width))
        return attended


class Joined(nn.Module):
    """The layers as the graph has them: the states come apart, nothing is padded."""

    def __init__(self, layers: PredicateLayers) -> None:
        super().__init__()
        self.layers = layers

    def forward(self, *states: Tensor) -> Tensor:
        """Scores of the block out of the three states."""
        scores: Tensor = self.layers(torch.cat(list(states), -1))
        return scores


def examples() -> Sequence[Tensor]:
    """States to trace with, float32 (2, 20, HIDDEN) each."""
    made = torch.Generator().manual_seed(1)
    return [torch.randn(2, 20, HIDDEN, generator=made) for _ in STATES]
