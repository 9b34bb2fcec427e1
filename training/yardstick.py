"""The untouched encoder as an ONNX graph in float32: what reading speed is compared with.

    python -m training.yardstick --base FOLDER --out FILE.onnx

Takes the folder of all-MiniLM-L6-v2, gives a graph with inputs `ids` and `mask` (int64, batch by
length) and the last hidden state. Keep FILE outside the repository; `benchmarks/run.py speed
--yardstick FILE` times it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel


class Encoder(nn.Module):
    """The encoder alone, ids and mask int64 (batch, length) to float32 (batch, length, hidden)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            str(folder), add_pooling_layer=False, attn_implementation="sdpa"
        )

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The last hidden state."""
        hidden: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden


def main() -> None:
    """Writes the graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    args = parser.parse_args()
    network = Encoder(args.base)
    network.eval()
    ids = torch.randint(1000, 2000, (2, 20))
    mask = torch.ones_like(ids)
    mask[1, 15:] = 0
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        network,
        (ids, mask),
        str(args.out),
        input_names=["ids", "mask"],
        output_names=["hidden"],
        dynamic_axes=dict.fromkeys(("ids", "mask", "hidden"), axes),
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    main()
