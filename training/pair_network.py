"""The pair network in torch: MiniLM over both texts at once, and three questions about them.

Takes the folder of the encoder, gives a module to train and export; hearsay itself runs the
exported graph. The same encoder gives a vector of a single text.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from training import rounding

INNER = 384
"""Width of the layer between the encoder and the answers."""
ANSWERS = 9
"""Three answers for statements, then three for evidence, then three for stance."""


class PairNetwork(nn.Module):
    """Encoder, and a small network over what it makes of both texts."""

    def __init__(self, folder: Path, attention: str = "sdpa", dropout: float = 0.1) -> None:
        """folder: all-MiniLM-L6-v2. dropout: within the encoder. New parameters are drawn from
        torch's generator."""
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            str(folder),
            add_pooling_layer=False,
            attn_implementation=attention,
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=dropout,
        )
        rounding.prepare(self.encoder)
        # 30,000 words would be most of what is trained, on 20,000 claims.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        hidden = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.inner = nn.Linear(3 * hidden, INNER)
        self.answers = nn.Linear(INNER, ANSWERS)

    def forward(self, ids: Tensor, second: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Scores of the answers, float32 (batch, 9), unnormalised; vectors, float32 (batch, 384).

        ids, second, mask: int64 (batch, length); second is 1 in the second text. No mask: nothing
        is padded. The vector, of length one, is meant for what is read as a single text.
        """
        hidden = self.encoder(
            input_ids=ids, token_type_ids=second, attention_mask=mask
        ).last_hidden_state
        return self.answer(hidden, second, mask), vectors(hidden, mask)

    def answer(self, hidden: Tensor, second: Tensor, mask: Tensor | None) -> Tensor:
        """Scores of the answers. hidden: what the encoder makes of every piece."""
        in_second = second.to(hidden.dtype).unsqueeze(-1)
        in_first = 1 - in_second
        if mask is not None:
            in_first = in_first * mask.to(hidden.dtype).unsqueeze(-1)
        left = (hidden * in_first).sum(1) / in_first.sum(1)
        # a single text, read for its vector, has no second one
        right = (hidden * in_second).sum(1) / in_second.sum(1).clamp_min(1)
        both = torch.cat([hidden[:, 0], (left - right).abs(), left * right], dim=-1)
        scores: Tensor = self.answers(self.dropout(functional.gelu(self.inner(self.dropout(both)))))
        return scores

    def rest(self, layers: int) -> None:
        """From here on the first layers, and what comes before them, learn no more."""
        if layers:
            self.encoder.embeddings.requires_grad_(False)
        for layer in self.encoder.encoder.layer[:layers]:
            layer.requires_grad_(False)

    def parameter_groups(self, rate: float, own_rate: float) -> list[dict[str, object]]:
        """The encoder's parameters and our own, each with its learning rate."""
        own = [*self.inner.parameters(), *self.answers.parameters()]
        encoder = [p for p in self.encoder.parameters() if p.requires_grad]
        return [{"params": encoder, "lr": rate}, {"params": own, "lr": own_rate}]


def vectors(hidden: Tensor, mask: Tensor | None) -> Tensor:
    """The mean over the pieces of each text at length one: float32 (batch, width)."""
    if mask is None:
        return functional.normalize(hidden.mean(1), dim=-1)
    kept = mask.to(hidden.dtype).unsqueeze(-1)
    return functional.normalize(((hidden * kept).sum(1) / kept.sum(1)).float(), dim=-1)
