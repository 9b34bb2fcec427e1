"""Windows of several examples as tensors, padded to one length.

Takes supervised examples and windows of them, gives what the network reads and which tags are
allowed where. Now and then a window loses its capitals, so that headlines and texts in one case are
read too.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch

from hearsay.model.labels import NAME_TAGS, PREDICATE_TAGS, REALITIES, ROLE_TAGS
from hearsay.model.network import CLS, EDGE, SEP
from hearsay.model.pieces import FEATURES, SHAPES
from training.span_targets import SpanTargets, gather
from training.supervision import Supervised
from training.windows import Cut

ONE_CASE = 0.04
"""Chance that a window is taken for one in capitals, and, if it is not, for one without."""


class Batch:
    """Tensors of some windows; length is that of the longest, with its two special pieces.

    ids, mask: int64 (batch, length). features: int64 (batch, length, 3).
    role, inner, name, predicate, reality: bool (batch, length, tags), the allowed tags; all of them
    on padding and on special pieces. weight: float32 (batch, length), 0 there.
    targets: what is asked about spans.
    """

    def __init__(
        self, examples: Sequence[Supervised], cuts: Sequence[Cut], rng: random.Random
    ) -> None:
        """Draws one or two numbers for each window."""
        size, length = len(cuts), max(cut.end - cut.start for cut in cuts) + 2
        self.ids = torch.zeros(size, length, dtype=torch.long)
        self.mask = torch.zeros(size, length, dtype=torch.long)
        self.features = torch.zeros(size, length, len(FEATURES), dtype=torch.long)
        self.role = torch.ones(size, length, len(ROLE_TAGS), dtype=torch.bool)
        self.inner = torch.ones(size, length, len(ROLE_TAGS), dtype=torch.bool)
        self.name = torch.ones(size, length, len(NAME_TAGS), dtype=torch.bool)
        self.predicate = torch.ones(size, length, len(PREDICATE_TAGS), dtype=torch.bool)
        self.reality = torch.ones(size, length, len(REALITIES), dtype=torch.bool)
        self.weight = torch.zeros(size, length)
        for row, (index, start, end) in enumerate(cuts):
            supervised = examples[index]
            last = end - start + 1  # the closing special piece
            self.ids[row, 0], self.ids[row, last] = CLS, SEP
            self.ids[row, 1:last] = torch.from_numpy(supervised.pieces.ids[start:end])
            self.mask[row, : last + 1] = 1
            features = supervised.pieces.features[start:end].copy()
            if rng.random() < ONE_CASE:
                features[:, 0] = SHAPES.index("upper")
            elif rng.random() < ONE_CASE:
                features[:, 0] = SHAPES.index("unknown")
            self.features[row, 0] = self.features[row, last] = torch.tensor(EDGE)
            self.features[row, 1:last] = torch.from_numpy(features)
            self.role[row, 1:last] = torch.from_numpy(supervised.role[start:end])
            self.inner[row, 1:last] = torch.from_numpy(supervised.inner[start:end])
            self.name[row, 1:last] = torch.from_numpy(supervised.name[start:end])
            self.predicate[row, 1:last] = torch.from_numpy(supervised.predicate[start:end])
            self.reality[row, 1:last] = torch.from_numpy(supervised.reality[start:end])
            self.weight[row, 1:last] = supervised.example.weight
        self.targets: SpanTargets = gather(examples, cuts, length)
