"""From a checkpoint to the files that ship: int8 weights, tokenizer, manifest.

    python -m training.export --run build/training --base FOLDER --out src/hearsay/model/weights

Weights of every matrix are stored in int8 with one scale for each output channel and unpacked to
float32 when they are loaded: a quarter of the size, the arithmetic unchanged. Dynamic int8
arithmetic, twice as fast, cost 2 to 4.5 points of F1 in an earlier trial and is left for later.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from torch import Tensor

from hearsay.model.labels import HEADS, NAME_KINDS
from training import base_model
from training.corpora import digests
from training.network import Network

INPUTS = ("ids", "mask", "features")
SMALLEST = 20_000
"""Numbers in a matrix; smaller ones stay as they are, since they save nothing."""

TRAINED_ON = [
    "PolNeAR 1.0.0 train (no licence stated)",
    "hearsay gold articles, train",
    "GUM (CC BY 4.0; texts by source)",
]


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
    network = Network(args.base)
    network.load_state_dict(torch.load(args.run / "checkpoint.pt", weights_only=True))
    network.eval()
    example = example_input()
    args.out.mkdir(parents=True, exist_ok=True)
    graph = args.out / "graph.onnx"
    write_graph(network, example, graph)
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    write_manifest(args.run / "recipe.json", args.out)
    difference, largest = compare(network, example, graph)
    print(f"largest difference to torch float32: {difference:.4f} of {largest:.1f}")
    print(f"{graph.stat().st_size / 1e6:.1f} MB")


def example_input() -> tuple[Tensor, Tensor, Tensor]:
    """ids, mask (2, 20) and features (2, 20, 3), int64; the second row is padded."""
    ids = torch.randint(1000, 2000, (2, 20))
    mask = torch.ones_like(ids)
    mask[1, 15:] = 0
    return ids, mask, torch.zeros(2, 20, 3, dtype=torch.long)


def write_graph(network: Network, example: tuple[Tensor, Tensor, Tensor], path: Path) -> None:
    """Writes the network as an ONNX graph with int8 weights; batch and length stay open."""
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        network,
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=["scores"],
        dynamic_axes=dict.fromkeys((*INPUTS, "scores"), axes),
        opset_version=17,
        dynamo=False,
    )
    onnx.save(quantise(onnx.load(str(path))), str(path))


def quantise(graph: onnx.ModelProto, smallest: int = SMALLEST) -> onnx.ModelProto:
    """The graph, changed in place, with every large matrix as int8 and a node that unpacks it.

    One scale for each output channel (axis 1), or for each row of a table that is looked up
    (axis 0).
    """
    tables = {node.input[0] for node in graph.graph.node if node.op_type == "Gather"}
    kept, nodes = [], []
    for tensor in graph.graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if weights.dtype != np.float32 or weights.ndim != 2 or weights.size < smallest:
            kept.append(tensor)
            continue
        axis = 0 if tensor.name in tables else 1
        scale = np.maximum(np.abs(weights).max(axis=1 - axis, keepdims=True) / 127, 1e-12)
        packed = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
        stored = {
            f"{tensor.name}_int8": packed,
            f"{tensor.name}_scale": scale.astype(np.float32).reshape(-1),
            f"{tensor.name}_zero": np.zeros(scale.size, np.int8),
        }
        for name, array in stored.items():
            kept.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        nodes.append(
            helper.make_node(
                "DequantizeLinear",
                list(stored),
                [tensor.name],
                axis=axis,
                name=f"{tensor.name}_unpack",
            )
        )
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(kept)
    every = [*nodes, *graph.graph.node]
    del graph.graph.node[:]
    graph.graph.node.extend(every)
    onnx.checker.check_model(graph)
    return graph


def write_manifest(recipe: Path, out: Path) -> None:
    """Writes what the weights are: labels, digests of the files beside it, base, data, recipe."""
    manifest = {
        "heads": [list(head) for head in HEADS],
        "names": list(NAME_KINDS),
        "digests": digests([out / "graph.onnx", out / "tokenizer.json"]),
        "base": {
            "model": base_model.NAME,
            "sha256": base_model.DIGESTS["model.safetensors"],
        },
        "trained_on": TRAINED_ON,
        "recipe": json.loads(recipe.read_text()) if recipe.exists() else None,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def compare(
    network: Network, example: tuple[Tensor, Tensor, Tensor], graph: Path
) -> tuple[float, float]:
    """Largest difference between graph and network on the example, and the largest score."""
    options = onnxruntime.SessionOptions()
    # as hearsay loads it: weights are unpacked once, the arithmetic is float32
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    arrays = {name: tensor.numpy() for name, tensor in zip(INPUTS, example, strict=True)}
    (out,) = session.run(None, arrays)
    with torch.no_grad():
        reference = network(*example).numpy()
    kept = arrays["mask"].astype(bool)
    difference = np.abs(out - reference)[kept].max()
    return float(difference), float(np.abs(reference[kept]).max())


if __name__ == "__main__":
    main()
