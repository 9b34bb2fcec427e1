"""From a checkpoint to the files that ship: int8 graph, tokenizer, manifest.

    python -m training.export --run build/training --base FOLDER --out src/hearsay/model/weights

The encoder's matrices are multiplied in int8, as `training.rounding` trained them: ranges are
fixed, so what one window yields depends on nothing but the window. Word vectors are stored in int8,
a scale for each word, and unpacked as they are looked up. Attention, norms and heads stay in
float32.
"""

from __future__ import annotations

import argparse
import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import NodeProto, TensorProto, helper, numpy_helper
from torch import Tensor, nn

from hearsay.model.labels import BLOCKS, NAME_KINDS, heads
from training import base_model, rounding
from training.corpora import digests
from training.network import Network
from training.rounding import SMALLEST, WEIGHT_LIMIT, Rounded

INPUTS = ("ids", "features")
OPERATORS = "com.microsoft"
"""Where onnxruntime keeps its own operators, among them the product of int8 matrices."""
TABLE_LIMIT = 127

TRAINED_ON = [
    "PolNeAR 1.0.0 train (no licence stated)",
    "hearsay gold articles, train",
    "GUM (CC BY 4.0; texts by source)",
    "hearsay labels of articles of PolNeAR, FNC-1 and its own (training/labels)",
    "PropBank and UDS on UD English EWT (CC BY-SA 4.0)",
]

INVENTED = "hearsay invented articles (training/articles_of_ours.txt)"
"""Learned from where a run was asked to."""


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
    network = Network(args.base, attention="eager")
    network.load_state_dict(torch.load(args.run / "checkpoint.pt", weights_only=True))
    recipe = read_recipe(args.run / "recipe.json")
    blocks = blocks_of(recipe)
    network.heads = first_heads(network.heads, sum(width for _, width in heads(blocks)))
    network.eval()
    example = example_input()
    args.out.mkdir(parents=True, exist_ok=True)
    graph = args.out / "graph.onnx"
    write_graph(network, example, graph)
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    write_manifest(recipe, blocks, args.out)
    difference, largest = compare(network, example, graph)
    print(f"mean difference to torch: {difference:.4f}, mean score {largest:.2f}")
    print(f"{graph.stat().st_size / 1e6:.1f} MB")


def read_recipe(path: Path) -> dict[str, Any] | None:
    """What `training.train` wrote beside its checkpoint; None of a run that was broken off."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def blocks_of(recipe: dict[str, Any] | None) -> int:
    """How many blocks of heads a run trained: none where it left PropBank out."""
    return 0 if recipe and recipe["arguments"].get("web") == "0" else len(BLOCKS)


def first_heads(layer: nn.Linear, width: int) -> nn.Linear:
    """The layer with its first columns alone."""
    cut = nn.Linear(layer.in_features, width)
    cut.load_state_dict({"weight": layer.weight[:width], "bias": layer.bias[:width]})
    return cut


def example_input() -> tuple[Tensor, Tensor]:
    """ids (2, 20) and features (2, 20, 3), int64."""
    ids = torch.randint(1000, 2000, (2, 20), generator=torch.Generator().manual_seed(1))
    return ids, torch.zeros(2, 20, 3, dtype=torch.long)


Keep = Callable[[str, np.ndarray], str]
"""Stores an array in the graph under a name and gives the name back."""


class Unmasked(nn.Module):
    """The network over windows of one length, so that there is nothing to mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> Tensor:
        """All heads' scores for every piece."""
        scores: Tensor = self.network(ids, None, features)
        return scores


def write_graph(network: Network, example: tuple[Tensor, Tensor], path: Path) -> None:
    """Writes the network as an ONNX graph; batch and length stay open."""
    plain = copy.deepcopy(network)
    for layer in rounding.layers(plain.encoder).values():
        layer.scale.zero_()  # written as float32 products, which `quantise` replaces
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        Unmasked(plain),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=["scores"],
        dynamic_axes=dict.fromkeys((*INPUTS, "scores"), axes),
        opset_version=17,
        dynamo=False,
    )
    graph = onnx.load(str(path))
    fixed = {name: layer for name, layer in rounding.layers(network).items() if layer.is_fixed}
    onnx.save(quantise(graph, fixed, network.encoder.config.vocab_size), str(path))


def quantise(graph: onnx.ModelProto, layers: dict[str, Rounded], words: int) -> onnx.ModelProto:
    """The graph, changed in place: the layers' products in int8, and the table of words.

    layers: by their names in the network, which the exporter puts into the names of the nodes.
    words: rows of the table of words. Raises ValueError if a layer is not found.
    """
    stored = {t.name: t for t in graph.graph.initializer}
    nodes: list[NodeProto] = []
    rounded: dict[str, str] = {}
    left = dict(layers)

    def keep(name: str, array: np.ndarray) -> str:
        stored[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    for node in graph.graph.node:
        name = ".".join(node.name.split("/")[2:-1])
        if node.op_type == "MatMul" and name in left:
            layer = left.pop(name)
            given = node.input[0]
            if given not in rounded:
                rounded[given] = f"{name}.rounded"
                nodes += _rounding(given, rounded[given], layer, keep)
            nodes.append(_product(node, name, rounded[given], layer, keep))
            stored.pop(node.input[1])
        elif node.op_type == "Gather" and _rows(stored.get(node.input[0])) == words:
            nodes += _look_up(node, numpy_helper.to_array(stored.pop(node.input[0])), keep)
        else:
            nodes.append(node)
    if left:
        raise ValueError(f"layers that the graph does not have: {', '.join(sorted(left))}")
    del graph.graph.initializer[:], graph.graph.node[:]
    graph.graph.initializer.extend(stored.values())
    graph.graph.node.extend(nodes)
    graph.opset_import.append(helper.make_opsetid(OPERATORS, 1))
    onnx.checker.check_model(graph)
    return graph


def _rows(tensor: TensorProto | None) -> int:
    return tensor.dims[0] if tensor is not None and len(tensor.dims) == 2 else 0


def _rounding(given: str, name: str, layer: Rounded, keep: Keep) -> list[NodeProto]:
    """Nodes that divide by the channels' factors and round to unsigned 8 bits."""
    factor = keep(f"{name}.factor", (1 / layer.smooth).numpy().astype(np.float32))
    scale = keep(f"{name}.scale", layer.scale.numpy().astype(np.float32))
    zero = keep(f"{name}.zero", layer.zero.numpy().astype(np.uint8))
    return [
        helper.make_node("Mul", [given, factor], [f"{name}.even"], name=f"{name}.even"),
        helper.make_node("QuantizeLinear", [f"{name}.even", scale, zero], [name], name=name),
    ]


def _product(node: NodeProto, name: str, given: str, layer: Rounded, keep: Keep) -> NodeProto:
    """The product of rounded input and rounded weights, in float32; one scale an output channel."""
    weights = layer.smoothed().detach().numpy().T
    step = np.maximum(np.abs(weights).max(0), SMALLEST) / WEIGHT_LIMIT
    packed = np.clip(np.round(weights / step), -WEIGHT_LIMIT, WEIGHT_LIMIT).astype(np.int8)
    inputs = [
        given,
        keep(f"{name}.int8", packed),
        f"{given}.scale",
        keep(f"{name}.step", step.astype(np.float32)),
        f"{given}.zero",
    ]
    return helper.make_node(
        "MatMulIntegerToFloat", inputs, node.output, name=f"{name}.product", domain=OPERATORS
    )


def _look_up(node: NodeProto, table: np.ndarray, keep: Keep) -> list[NodeProto]:
    """Rows of a table in int8, unpacked when they are looked up."""
    step = np.maximum(np.abs(table).max(1, keepdims=True), SMALLEST) / TABLE_LIMIT
    packed = np.round(table / step).astype(np.int8)
    name, ids = node.input[0], node.input[1]
    rows, steps = f"{name}.rows", f"{name}.steps"
    return [
        helper.make_node("Gather", [keep(f"{name}.int8", packed), ids], [rows], name=rows),
        helper.make_node(
            "Gather", [keep(f"{name}.step", step.astype(np.float32)), ids], [steps], name=steps
        ),
        helper.make_node(
            "Cast", [rows], [f"{rows}.float"], to=TensorProto.FLOAT, name=f"{rows}.float"
        ),
        helper.make_node("Mul", [f"{rows}.float", steps], node.output, name=node.name),
    ]


def write_manifest(recipe: dict[str, Any] | None, blocks: int, out: Path) -> None:
    """Writes what the weights are: labels, digests of the files beside it, base, data, recipe."""
    invented = recipe is not None and recipe["arguments"].get("ours") == "1"
    manifest = {
        "heads": [list(head) for head in heads(blocks)],
        "blocks": [[block.name, block.version] for block in BLOCKS[:blocks]],
        "names": list(NAME_KINDS),
        "digests": digests([out / "graph.onnx", out / "tokenizer.json"]),
        "base": {
            "model": base_model.NAME,
            "sha256": base_model.DIGESTS["model.safetensors"],
        },
        "trained_on": [*TRAINED_ON, *([INVENTED] if invented else [])],
        "recipe": recipe,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def compare(network: Network, example: tuple[Tensor, Tensor], graph: Path) -> tuple[float, float]:
    """Mean difference between graph and network on the example, and the mean score, both absolute.

    They differ where a sum falls on the border between two steps of the rounding.
    """
    session = onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    (out,) = session.run(None, {n: t.numpy() for n, t in zip(INPUTS, example, strict=True)})
    with torch.no_grad():
        reference = Unmasked(network)(*example).numpy()
    return float(np.abs(out - reference).mean()), float(np.abs(reference).mean())


if __name__ == "__main__":
    main()
