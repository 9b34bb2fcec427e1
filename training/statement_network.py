"""The statement network in torch: MiniLM over one text, the mean of its last layer, length one.

Takes the folder of the encoder, gives a module to train and export; hearsay itself runs the
exported graph.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from training import rounding


class StatementNetwork(nn.Module):
    """The encoder alone; the table of words is not trained, as 25,000 lines name few of them."""

    def __init__(self, folder: Path, attention: str = "sdpa") -> None:
        """folder: all-MiniLM-L6-v2."""
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            str(folder), add_pooling_layer=False, attn_implementation=attention
        )
        rounding.prepare(self.encoder)
        self.encoder.embeddings.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """Unit vectors, float32 (batch, 384).

        ids, mask: int64 (batch, length); no mask: nothing is padded."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        held = torch.ones_like(ids) if mask is None else mask
        share = held.to(hidden.dtype).unsqueeze(-1)
        mean = (hidden * share).sum(1) / share.sum(1)
        return functional.normalize(mean, dim=-1)
