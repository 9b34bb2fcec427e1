"""From a checkpoint of the statement network to the files that ship: graph, tokenizer, manifest.

    python -m training.export_statements --run build/statements --base FOLDER \\
        --out src/hearsay/model/statement_weights

The encoder's matrices are multiplied in int8 with the ranges that training fixed, as in
`training.export`.
"""

from __future__ import annotations

import argparse
import copy
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from hearsay.model import statements
from training import base_model, rounding
from training.corpora import digests
from training.export import quantise
from training.statement_network import StatementNetwork

TRAINED_ON = [
    "hearsay invented stories (training/stories_of_ours.tsv)",
    "hearsay labels of stories of FNC-1 (training/labels/matters.jsonl)",
]


class Unmasked(nn.Module):
    """The network over words by themselves, so that nothing stands around and nothing is masked."""

    def __init__(self, network: StatementNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> Tensor:
        """The text's vector."""
        vector: Tensor = self.network(ids, torch.zeros_like(ids), None)
        return vector


def write_graph(network: StatementNetwork, path: Path) -> None:
    """Writes the network as an ONNX graph of one text; the length stays open."""
    plain = copy.deepcopy(network)
    for layer in rounding.layers(plain.encoder).values():
        layer.scale.zero_()  # written as float32 products, which `quantise` replaces
    torch.onnx.export(
        Unmasked(plain),
        (example(),),
        str(path),
        input_names=["ids"],
        output_names=["vector"],
        dynamic_axes={"ids": {1: "length"}},
        opset_version=17,
        dynamo=False,
    )
    fixed = {name: layer for name, layer in rounding.layers(network).items() if layer.is_fixed}
    words = network.encoder.config.vocab_size
    onnx.save(quantise(onnx.load(str(path)), fixed, words), str(path))


def example() -> Tensor:
    """ids, int64 (1, 20)."""
    return torch.randint(1000, 2000, (1, 20), generator=torch.Generator().manual_seed(1))


def main() -> None:
    """Writes the files and says how far the graph is from the network it came from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoint.pt")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder of the weights")
    args = parser.parse_args()
    try:
        base_model.verify(args.base)
    except base_model.WrongBaseError as error:
        parser.error(str(error))
    network = StatementNetwork(args.base, attention="eager")
    network.load_state_dict(torch.load(args.run / "checkpoint.pt", weights_only=True))
    network.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    graph = args.out / "graph.onnx"
    write_graph(network, graph)
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    manifest = {
        "longest": statements.LONGEST,
        "digests": digests([graph, args.out / "tokenizer.json"]),
        "base": {"model": base_model.NAME, "sha256": base_model.DIGESTS["model.safetensors"]},
        "trained_on": TRAINED_ON,
        "recipe": json.loads((args.run / "recipe.json").read_text(encoding="utf-8")),
    }
    text = json.dumps(manifest, indent=1) + "\n"
    (args.out / "manifest.json").write_text(text, encoding="utf-8")
    written = statements.StatementNetwork.load(args.out)
    (out,) = written.session.run(None, {"ids": example().numpy()})
    with torch.no_grad():
        reference = network(example(), torch.zeros_like(example()), None).numpy()
    print(
        f"{graph.stat().st_size / 1e6:.1f} MB, cosine to torch {float(np.sum(out * reference)):.4f}"
    )


if __name__ == "__main__":
    main()
