"""From a checkpoint of the pair network to the files that ship: int8 graph, tokenizer, manifest.

    python -m training.export_pairs --run build/pairs --base FOLDER --data ../shared \\
        --out src/hearsay/model/pair_weights

The encoder's matrices are multiplied in int8 with the ranges that training fixed, as in
`training.export`. VitaminC's pages held back and the quotes of `gold/matters/dev` give one
temperature a question, by which the scores are divided so that probabilities are honest; it changes
no order.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from hearsay.model.pairs import ANSWERS, LONGEST, QUESTIONS, PairNetwork
from training import base_model, pair_examples, rounding
from training.corpora import digests
from training.export import quantise
from training.pair_network import PairNetwork as Trained

INPUTS = ("ids", "second")
TEMPERATURES = tuple(round(0.5 + 0.05 * step, 2) for step in range(51))
EACH = 3
"""Every third row held back is enough for one number."""
UNLIKE_IN_EACH_STORY = 300
"""Pairs of different matters in what gives the temperature; all of them would drown the others."""

TRAINED_ON = [
    "VitaminC (real), 20,000 pairs of the authors' test part (CC BY-SA 3.0 and Wikipedia's terms)",
    "hearsay invented stories (training/stories_of_ours.tsv)",
    "hearsay invented wordings (training/pair_wordings.tsv)",
    "hearsay invented headlines (training/headlines_of_ours.tsv)",
    "hearsay labels of stories of FNC-1 (training/labels/matters.jsonl)",
]


def main() -> None:
    """Writes the files and says how far the graph is from the network it came from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoint.pt")
    parser.add_argument("--checkpoint", default="checkpoint.pt", help="another file of that folder")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--data", type=Path, required=True, help="folder of data/ and gold/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the weights")
    args = parser.parse_args()
    try:
        base_model.verify(args.base)
    except base_model.WrongBaseError as error:
        parser.error(str(error))
    network = Trained(args.base, attention="eager")
    network.load_state_dict(torch.load(args.run / args.checkpoint, weights_only=True))
    network.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    graph = args.out / "graph.onnx"
    write_graph(network, graph)
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    manifest = {
        "questions": list(QUESTIONS),
        "answers": list(ANSWERS),
        "longest": LONGEST,
        "temperatures": [1.0] * len(QUESTIONS),
        "digests": digests([graph, args.out / "tokenizer.json"]),
        "base": {"model": base_model.NAME, "sha256": base_model.DIGESTS["model.safetensors"]},
        "trained_on": TRAINED_ON,
        "recipe": recipe(args.run / "recipe.json"),
    }
    write(manifest, args.out)
    written = PairNetwork.load(args.out)
    manifest["temperatures"] = [
        temperature(*answered(written, args.data, question)) for question in range(len(QUESTIONS))
    ]
    write(manifest, args.out)
    print(f"temperatures: {manifest['temperatures']}, {graph.stat().st_size / 1e6:.1f} MB")
    print(f"mean difference to torch: {compare(network, written):.4f}")


def write(manifest: dict[str, object], folder: Path) -> None:
    """Writes the manifest beside the files that it tells of."""
    text = json.dumps(manifest, indent=1) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def recipe(path: Path) -> object:
    """What training wrote of itself; None while it has not ended."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


class Unmasked(nn.Module):
    """The network over a single pair, so that there is nothing to mask."""

    def __init__(self, network: Trained) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, second: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of all questions, and the vector of what is read as a single text."""
        scores, vector = self.network(ids, second, None)
        return scores, vector


def write_graph(network: Trained, path: Path) -> None:
    """Writes the network as an ONNX graph of one pair; the length stays open."""
    plain = copy.deepcopy(network)
    for layer in rounding.layers(plain.encoder).values():
        layer.scale.zero_()  # written as float32 products, which `quantise` replaces
    torch.onnx.export(
        Unmasked(plain),
        example(),
        str(path),
        input_names=list(INPUTS),
        output_names=["scores", "vector"],
        dynamic_axes={name: {1: "length"} for name in INPUTS},
        opset_version=17,
        dynamo=False,
    )
    fixed = {name: layer for name, layer in rounding.layers(network).items() if layer.is_fixed}
    words = network.encoder.config.vocab_size
    onnx.save(quantise(onnx.load(str(path)), fixed, words), str(path))


def example() -> tuple[Tensor, Tensor]:
    """ids and second text, int64 (1, 20)."""
    ids = torch.randint(1000, 2000, (1, 20), generator=torch.Generator().manual_seed(1))
    return ids, (torch.arange(20) >= 12).long()[None]


def answered(
    network: PairNetwork, data: Path, question: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Unscaled log probabilities (pairs, answer) on development data, and the right answers."""
    if QUESTIONS[question] == "evidence":
        rows = pair_examples.vitaminc_rows(data / pair_examples.FILES[0])
        back = pair_examples.held_back(rows)
        kept = [row for row in rows if row["unique_id"] in back][::EACH]
        pairs = [(row["evidence"], row["claim"]) for row in kept]
        right = [pair_examples.LABELS[row["label"]] for row in kept]
    else:
        rng = random.Random(1)
        found = []
        for story in sorted((data / "gold/matters/dev").glob("*/matters.json")):
            same, other = pair_examples.compare(pair_examples.matters(story))
            if QUESTIONS[question] == "stance":
                found += [pair.turned() for pair in same] + same
            else:
                found += [*same, *rng.sample(other, min(len(other), UNLIKE_IN_EACH_STORY))]
        asked = [(p, p.stance if QUESTIONS[question] == "stance" else p.statements) for p in found]
        told = [(p, answer) for p, answer in asked if answer in range(len(ANSWERS))]
        pairs = [(pair.left, pair.right) for pair, _ in told]
        right = [answer for _, answer in told if answer is not None]
    scores = network.both(pairs)[:, question].astype(np.float64)
    return np.log(np.maximum(scores, 1e-12)), np.array(right)


def temperature(scores: NDArray[np.float64], right: NDArray[np.int64]) -> float:
    """That of `TEMPERATURES` under which the right answers are the most probable."""

    def lost(divisor: float) -> float:
        scaled = scores / divisor
        known = scaled[np.arange(len(right)), right]
        return float((np.log(np.exp(scaled).sum(axis=1)) - known).mean())

    return min(TEMPERATURES, key=lost)


def compare(network: Trained, written: PairNetwork) -> float:
    """Mean absolute difference between graph and network on the example.

    They differ where a sum falls on the border between two steps of the rounding.
    """
    ids, second = example()
    (out,) = written.session.run(["scores"], {"ids": ids.numpy(), "second": second.numpy()})
    with torch.no_grad():
        reference = Unmasked(network)(ids, second)[0].numpy()
    return float(np.abs(out - reference).mean())


if __name__ == "__main__":
    main()
