"""The network in torch: MiniLM, a table for each feature, and one linear layer for all heads.

Used for training and export only; hearsay itself runs the exported graph.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from hearsay.model.labels import WIDTH
from hearsay.model.pieces import FEATURES


class Network(nn.Module):
    """Encoder and heads.

    Takes ids int64 (batch, length), mask int64 (batch, length), features int64 (batch, length, 3).
    Gives float32 (batch, length, WIDTH); `hearsay.model.labels.columns` names the columns.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            str(folder),
            add_pooling_layer=False,
            attn_implementation="sdpa",
            attention_probs_dropout_prob=0.0,
        )
        hidden = self.encoder.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(size, hidden) for size in FEATURES)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(hidden, WIDTH)
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.zeros_(self.heads.bias)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        words = self.encoder.embeddings.word_embeddings(ids)
        for k, table in enumerate(self.features):
            words = words + table(features[..., k])
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.heads(self.dropout(hidden))
