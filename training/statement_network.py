"""The statement network in torch: MiniLM over a passage, the mean over its words, length one.

Takes the folder of the encoder, gives a module to train and export; hearsay itself runs the
exported graph.
"""

from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from training import rounding


class StatementNetwork(nn.Module):
    """The encoder alone; its tables are not trained, as 45,000 lines name few of the words."""

    def __init__(self, folder: Path, attention: str = "sdpa") -> None:
        """folder: all-MiniLM-L6-v2."""
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            str(folder), add_pooling_layer=False, attn_implementation=attention
        )
        rounding.prepare(self.encoder)
        self.encoder.embeddings.requires_grad_(False)

    def forward(self, ids: Tensor, around: Tensor, mask: Tensor | None) -> Tensor:
        """Unit vectors, float32 (batch, 384).

        ids, around, mask: int64 (batch, length); around is 1 where a piece only stands beside the
        words meant. No mask: nothing is padded."""
        hidden = self.encoder(
            input_ids=ids, token_type_ids=around, attention_mask=mask
        ).last_hidden_state.float()
        meant = 1 - around if mask is None else (1 - around) * mask
        share = meant.to(hidden.dtype).unsqueeze(-1)
        mean = (hidden * share).sum(1) / share.sum(1)
        return functional.normalize(mean, dim=-1)
