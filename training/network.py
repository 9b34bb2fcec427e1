"""The network in torch: MiniLM, a table for each feature, and one linear layer for all heads.

Takes the folder of the encoder, gives a module to train and export; hearsay itself runs the
exported graph. Names of parameters are those of every checkpoint.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from hearsay.model.labels import WIDTH
from hearsay.model.pieces import FEATURES
from training import rounding

OWN = ("heads", "features")
"""Beginnings of the names of the parameters that the encoder does not bring."""


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, folder: Path, attention: str = "sdpa") -> None:
        """folder: all-MiniLM-L6-v2. The new parameters are drawn from torch's generator."""
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            str(folder),
            add_pooling_layer=False,
            attn_implementation=attention,
            attention_probs_dropout_prob=0.0,
        )
        rounding.prepare(self.encoder)
        hidden = self.encoder.config.hidden_size
        # Small, so that the encoder first sees nearly what it was trained on.
        self.features = nn.ModuleList(nn.Embedding(size, hidden) for size in FEATURES)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(hidden, WIDTH)
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.zeros_(self.heads.bias)

    def forward(self, ids: Tensor, mask: Tensor | None, features: Tensor) -> Tensor:
        """All heads' scores for every piece.

        ids, mask: int64 (batch, length), zero-padded; no mask: nothing is padded. features: int64
        (batch, length, 3).
        Returns float32 (batch, length, WIDTH); `hearsay.model.labels.columns` names the columns.
        """
        scores: Tensor = self.heads(self.dropout(self.encoded(ids, mask, features)))
        return scores

    def encoded(self, ids: Tensor, mask: Tensor | None, features: Tensor) -> Tensor:
        """What the encoder makes of every piece, float32 (batch, length, 384)."""
        words = self.encoder.embeddings.word_embeddings(ids)
        for k, table in enumerate(self.features):
            words = words + table(features[..., k])
        hidden: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden

    def parameter_groups(self, rate: float, own_rate: float) -> list[dict[str, object]]:
        """The encoder's parameters and our own, each with its learning rate."""
        named = list(self.named_parameters())
        own: list[torch.Tensor] = [p for name, p in named if name.startswith(OWN)]
        encoder: list[torch.Tensor] = [p for name, p in named if not name.startswith(OWN)]
        return [{"params": encoder, "lr": rate}, {"params": own, "lr": own_rate}]
