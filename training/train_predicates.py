"""The heads of predicates, on weights that ship and stay as they are.

    python -m training.train_predicates --weights src/hearsay/model/weights --data ../shared \
        --out build/predicates

Takes a folder of weights, with or without these heads, writes one whose graph has them beside all
others. Nodes that were there are not touched: whatever else the weights answer stays the same to
the last bit. Each window goes through the graph once; its hidden states are kept, and only the
layers of `training.predicate_layers` are fitted.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, compose, helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from hearsay.model.labels import ARGUMENTS, BLOCKS, EVENTS, PREDICATE_TAGS, REALITIES, heads
from hearsay.model.network import CLS, EDGE, SEP
from hearsay.model.pieces import FEATURES, Pieces, Window, windows
from hearsay.model.predicates import ARGUMENT_SCALE, Words, words
from training import propbank
from training.corpora import digests
from training.losses import NEVER, minus_log_any
from training.predicate_layers import COLUMNS, STATES, Joined, PredicateLayers, examples
from training.supervision import Supervised, supervise

PASSES = 8
RATE = 3e-3
WARM_UP = 50
DECAY = 0.01
BATCH = 4096
"""Pieces of a batch; whole documents."""
SHARES = {"predicate": 1.5, "reality": 0.3, "arguments": 1.0}
"""How much each loss counts. Chosen once, like the numbers above; nothing was swept."""
OTHERS = "other_scores"
"""What the graph's output is called before the block's columns are put behind it."""
PREFIX = "predicates/"
TRAINED_ON = "PropBank and UDS on UD English EWT (CC BY-SA 4.0)"

_PREDICATE = slice(0, len(PREDICATE_TAGS))
_REALITY = slice(_PREDICATE.stop, _PREDICATE.stop + len(REALITIES))
_ARGUMENT = EVENTS.heads[-1][1]
_QUERIES = slice(_REALITY.stop, COLUMNS - _ARGUMENT)
_KEY = slice(COLUMNS - _ARGUMENT, COLUMNS)


class Asked(NamedTuple):
    """A predicate whose arguments are known: words by their numbers in the document.

    first, last: its sentence. right: for each of ARGUMENTS which words of the sentence head it,
    bool (last - first,); None where that is not asked.
    """

    word: int
    first: int
    last: int
    right: tuple[NDArray[np.bool_] | None, ...]


class Read(NamedTuple):
    """A document as it is fitted: windows with their states, float16 (length, states)."""

    cuts: list[tuple[Window, NDArray[np.float16]]]
    of: Words
    supervised: Supervised
    asked: list[Asked]


def main() -> None:
    """Reads the arguments, fits, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="folder of the weights")
    parser.add_argument("--data", type=Path, required=True, help="folder of data/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the new weights")
    parser.add_argument("--passes", type=int, default=PASSES, help="over the documents")
    parser.add_argument("--documents", type=int, default=0, help="so many only; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    graph = without_block(onnx.load(str(args.weights / "graph.onnx")))
    documents = list(propbank.read(args.data / "data"))[: args.documents or None]
    read = read_once(graph, [supervise(document, tokenizer) for document in documents])
    layers = PredicateLayers()
    fit(layers, read, args.passes, random.Random(args.seed))
    args.out.mkdir(parents=True, exist_ok=True)
    onnx.save(with_block(graph, layers), str(args.out / "graph.onnx"))
    if args.out.resolve() != args.weights.resolve():
        shutil.copy(args.weights / "tokenizer.json", args.out / "tokenizer.json")
    write_manifest(args.weights / "manifest.json", args.out, args.passes, args.seed)


def read_once(graph: onnx.ModelProto, supervised: Sequence[Supervised]) -> list[Read]:
    """Every document once through the graph, in the windows in which hearsay reads."""
    watched = onnx.ModelProto()
    watched.CopyFrom(graph)
    for name in STATES:
        watched.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(
        watched.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    start = time.monotonic()
    found = []
    for one in supervised:
        if len(one.pieces):
            cuts = [(w, _states(session, one.pieces, w)) for w in windows(one.pieces)]
            of = words(one.example.text, one.pieces)
            found.append(Read(cuts, of, one, list(_asked(of, one))))
    print(f"{len(found)} documents read in {time.monotonic() - start:.0f} s", flush=True)
    return found


def _states(
    session: onnxruntime.InferenceSession, pieces: Pieces, window: Window
) -> NDArray[np.float16]:
    """The states of a window with its two special pieces, float16 (length + 2, states)."""
    size = window.end - window.start
    ids = np.full((1, size + 2), CLS, dtype=np.int64)
    ids[0, 1:-1] = pieces.ids[window.start : window.end]
    ids[0, -1] = SEP
    features = np.full((1, size + 2, len(FEATURES)), EDGE, dtype=np.int64)
    features[0, 1:-1] = pieces.features[window.start : window.end]
    states = session.run(list(STATES), {"ids": ids, "features": features})
    return np.concatenate([state[0] for state in states], 1).astype(np.float16)


def _asked(of: Words, supervised: Supervised) -> list[Asked]:
    """What a document asks about the arguments of its predicates."""
    found = []
    for one in supervised.example.predications or ():
        word = of.at(one.word) if one.arguments else None
        if word is None:
            continue
        first, last = np.searchsorted(of.sentence, of.sentence[word] + np.arange(2)).tolist()
        right: list[NDArray[np.bool_] | None] = []
        for role in ARGUMENTS:
            wanted = {of.at(span) for span in one.arguments[role]} - {word}
            flags = np.array([at in wanted for at in range(first, last)], dtype=np.bool_)
            right.append(flags if flags.any() or not one.arguments[role] else None)
        found.append(Asked(word, first, last, tuple(right)))
    return found


def fit(layers: PredicateLayers, read: list[Read], passes: int, rng: random.Random) -> None:
    """Fits the layers, in place."""
    optimizer = torch.optim.AdamW(layers.parameters(), lr=RATE, weight_decay=DECAY)
    read = list(read)
    rng.shuffle(read)
    steps = int(passes * (sum(len(one.supervised.pieces) for one in read) // BATCH + 1) * 1.05)
    step = 0
    for number in range(passes):
        start = time.monotonic()
        rng.shuffle(read)
        seen: dict[str, list[float]] = {}
        layers.train()
        for batch in _batches(read):
            step += 1
            rate = max(0.01, min(1.0, step / WARM_UP, 1 - step / steps))
            optimizer.param_groups[0]["lr"] = RATE * rate
            losses = by_head(batch, _scores(layers, batch))
            optimizer.zero_grad()
            torch.stack([SHARES[head] * loss for head, loss in losses.items()]).sum().backward()
            nn.utils.clip_grad_norm_(layers.parameters(), 1.0)
            optimizer.step()
            for head, loss in losses.items():
                seen.setdefault(head, []).append(loss.item())
        means = (f"{head} {np.mean(values):.3f}" for head, values in seen.items())
        print(f"pass {number}", f"{time.monotonic() - start:.0f}s", *means, flush=True)
    layers.eval()


def _batches(read: Sequence[Read]) -> list[list[Read]]:
    """Documents together until they have BATCH pieces."""
    found: list[list[Read]] = [[]]
    size = 0
    for one in read:
        if size >= BATCH:
            found.append([])
            size = 0
        found[-1].append(one)
        size += len(one.supervised.pieces)
    return found


def _scores(layers: PredicateLayers, batch: Sequence[Read]) -> Tensor:
    """The block's scores for every piece of the documents, one after the other."""
    cuts = [cut for one in batch for cut in one.cuts]
    longest = max(len(states) for _, states in cuts)
    given = torch.zeros(len(cuts), longest, cuts[0][1].shape[1])
    mask = torch.zeros(len(cuts), longest, dtype=torch.bool)
    for row, (_, states) in enumerate(cuts):
        given[row, : len(states)] = torch.from_numpy(states)
        mask[row, : len(states)] = True
    out = layers(given, mask)
    kept = []
    for row, (window, _) in enumerate(cuts):
        at = window.first - window.start + 1
        kept.append(out[row, at : at + window.last - window.first])
    return torch.cat(kept)


def by_head(batch: Sequence[Read], scores: Tensor) -> dict[str, Tensor]:
    """Losses by the names of SHARES; scalars. scores: float32 (pieces, COLUMNS)."""
    allowed = torch.from_numpy(np.concatenate([one.supervised.predicate for one in batch]))
    reality = torch.from_numpy(np.concatenate([one.supervised.reality for one in batch]))
    losses = {"predicate": minus_log_any(scores[:, _PREDICATE], allowed).mean()}
    told = ~reality.all(1)
    if told.any():
        losses["reality"] = minus_log_any(scores[told][:, _REALITY], reality[told]).mean()
    asked = [(one.of, question) for one in batch for question in one.asked]
    if asked:
        losses["arguments"] = _arguments(batch, _means(batch, scores))
    return losses


def _means(batch: Sequence[Read], scores: Tensor) -> Tensor:
    """Mean scores of every word of the documents, one after the other."""
    owners, before = [], 0
    for one in batch:
        own = np.full(len(one.supervised.pieces), -1)
        for word, (first, last) in enumerate(zip(one.of.first, one.of.last, strict=True)):
            own[first:last] = before + word
        owners.append(own)
        before += len(one.of)
    owner = torch.from_numpy(np.concatenate(owners))
    held = owner >= 0
    sums = torch.zeros(before, scores.shape[1]).index_add(0, owner[held], scores[held])
    return sums / torch.bincount(owner[held], minlength=before).clamp_min(1)[:, None]


def _arguments(batch: Sequence[Read], means: Tensor) -> Tensor:
    """Minus the log of the probability of any right word, or of "nothing"; a scalar mean."""
    rows, before = [], 0
    for one in batch:
        rows += [(question, before) for question in one.asked]
        before += len(one.of)
    longest = max(question.last - question.first for question, _ in rows)
    words_of = torch.zeros(len(rows), longest, dtype=torch.long)
    real = torch.zeros(len(rows), longest + 1, dtype=torch.bool)
    real[:, -1] = True
    right = torch.zeros(len(rows), len(ARGUMENTS), longest + 1, dtype=torch.bool)
    counts = torch.zeros(len(rows), len(ARGUMENTS), dtype=torch.bool)
    for row, (question, offset) in enumerate(rows):
        size = question.last - question.first
        words_of[row, :size] = torch.arange(question.first + offset, question.last + offset)
        real[row, :size] = True
        real[row, question.word - question.first] = False
        for role, flags in enumerate(question.right):
            if flags is not None:
                counts[row, role] = True
                right[row, role, :size] = torch.from_numpy(flags)
                right[row, role, -1] = not flags.any()
    predicates = torch.tensor([question.word + offset for question, offset in rows])
    query = means[predicates][:, _QUERIES].view(len(rows), len(ARGUMENTS), _ARGUMENT + 1)
    products = torch.einsum("nrd,nkd->nrk", query[..., :-1], means[words_of][..., _KEY])
    scores = torch.cat([products / ARGUMENT_SCALE, query[..., -1:]], 2)
    losses = minus_log_any(scores.masked_fill(~real[:, None], NEVER), right)
    return (losses * counts).sum() / counts.sum()


def without_block(graph: onnx.ModelProto) -> onnx.ModelProto:
    """The graph as it was before this block was put beside the others; unchanged if it lacks it."""
    if not any(OTHERS in node.output for node in graph.graph.node):
        return graph
    kept = [node for node in graph.graph.node if not node.name.startswith(PREFIX)]
    stored = [t for t in graph.graph.initializer if not t.name.startswith(PREFIX)]
    for node in kept:
        for at, name in enumerate(node.output):
            node.output[at] = "scores" if name == OTHERS else name
    del graph.graph.node[:], graph.graph.initializer[:]
    graph.graph.node.extend(kept)
    graph.graph.initializer.extend(stored)
    return graph


def with_block(graph: onnx.ModelProto, layers: PredicateLayers) -> onnx.ModelProto:
    """The graph with the layers' columns behind its own; no node of its own is changed."""
    place = Path("predicates.onnx")
    names = [f"state_{number}" for number in range(len(STATES))]
    axes = {0: "batch", 1: "length"}
    try:
        torch.onnx.export(
            Joined(layers).eval(),
            tuple(examples()),
            str(place),
            input_names=names,
            output_names=["block"],
            dynamic_axes=dict.fromkeys((*names, "block"), axes),
            opset_version=17,
            dynamo=False,
        )
        own = compose.add_prefix(onnx.load(str(place)), PREFIX)
    finally:
        place.unlink(missing_ok=True)
    found = onnx.ModelProto()
    found.CopyFrom(graph)
    for node in found.graph.node:
        for at, name in enumerate(node.output):
            node.output[at] = OTHERS if name == "scores" else name
    reads = dict(zip((f"{PREFIX}{name}" for name in names), STATES, strict=True))
    for node in own.graph.node:
        for at, name in enumerate(node.input):
            node.input[at] = reads.get(name, name)
    found.graph.node.extend(own.graph.node)
    found.graph.initializer.extend(own.graph.initializer)
    found.graph.node.append(
        helper.make_node(
            "Concat", [OTHERS, f"{PREFIX}block"], ["scores"], name=f"{PREFIX}beside", axis=-1
        )
    )
    onnx.checker.check_model(found)
    return found


def write_manifest(before: Path, out: Path, passes: int, seed: int) -> None:
    """The manifest of the weights before, with the block and what it was fitted on."""
    manifest = json.loads(before.read_text(encoding="utf-8"))
    manifest["heads"] = [list(head) for head in heads()]
    manifest["blocks"] = [[block.name, block.version] for block in BLOCKS]
    manifest["digests"] = digests([out / "graph.onnx", out / "tokenizer.json"])
    if TRAINED_ON not in manifest["trained_on"]:
        manifest["trained_on"].append(TRAINED_ON)
    # what was fitted later is told beside the recipe of the rest
    manifest["events"] = {"script": "training.train_predicates", "passes": passes, "seed": seed}
    text = json.dumps(manifest, indent=1) + "\n"
    (out / "manifest.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
