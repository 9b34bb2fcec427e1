"""The heads of predicates alone, on the encoder of an earlier run as it is.

    python -m training.train_predicates --run build/training --data ../shared --base FOLDER \
        --out build/predicates

Takes the folder of a run whose checkpoint may lack these heads, writes `checkpoint.pt` and
`recipe.json` for `training.export` into another. The encoder and all other heads stay as they were,
so that whatever else the weights answer stays the same. Each window goes through the encoder once;
what comes out is kept, and only the linear layer is fitted, in minutes. An encoder that is trained
with these heads (`training.train`) does better: what this one reaches is a lower bound.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from hearsay.model.labels import EVENTS, WIDTH
from training import base_model, losses, propbank
from training.batches import Batch
from training.network import Network
from training.supervision import Supervised, supervise
from training.train import rate_share
from training.windows import cut

OWN_COLUMNS = sum(width for _, width in EVENTS.heads)
"""Columns of the block, the last of the matrix."""
RATE = 1.2e-2
"""At its peak. Eight passes over a third of the windows, F1 of arguments on dev: 0.363 with 1e-3,
0.480 with 4e-3, 0.519 with this; a linear layer by itself bears more than an encoder does."""
DECAY = 0.01

Kept = tuple[Batch, Tensor]
"""A batch and what the encoder makes of it, float16 (batch, length, 384)."""


def main() -> None:
    """Reads the arguments, fits, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoint.pt")
    parser.add_argument("--data", type=Path, required=True, help="folder of data/")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run, made if needed")
    parser.add_argument("--passes", type=int, default=12, help="over the windows")
    parser.add_argument("--batch", type=int, default=16, help="windows in a batch")
    parser.add_argument("--documents", type=int, default=0, help="so many only; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    try:
        base_model.verify(args.base)
    except base_model.WrongBaseError as error:
        parser.error(str(error))
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    network = Network(args.base)
    state = torch.load(args.run / "checkpoint.pt", weights_only=True)
    network.load_state_dict(widened(state, network))
    network.eval()
    documents = list(propbank.read(args.data / "data"))[: args.documents or None]
    examples = [supervise(document, tokenizer) for document in documents]
    fit(network, read_once(network, examples, args.batch, rng), args.passes, rng)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), args.out / "checkpoint.pt")
    before = args.run / "recipe.json"
    recipe = {
        "arguments": {k: str(v) for k, v in vars(args).items() if not isinstance(v, Path)},
        "heads of predicates fitted on": json.loads(before.read_text())
        if before.exists()
        else None,
    }
    (args.out / "recipe.json").write_text(json.dumps(recipe, indent=1))


def widened(state: dict[str, Tensor], network: Network) -> dict[str, Tensor]:
    """A checkpoint without the block, with the network's own, untrained columns put beside its."""
    found = dict(state)
    for name, own in (("heads.weight", network.heads.weight), ("heads.bias", network.heads.bias)):
        found[name] = torch.cat([state[name][: WIDTH - OWN_COLUMNS], own[-OWN_COLUMNS:].detach()])
    return found


def read_once(
    network: Network, examples: list[Supervised], size: int, rng: random.Random
) -> list[Kept]:
    """Every window once, in batches, and what the encoder makes of it."""
    cuts = sorted(cut(examples, rng), key=lambda one: one.end - one.start)
    batches = [cuts[begin : begin + size] for begin in range(0, len(cuts), size)]
    start = time.monotonic()
    kept = []
    for own in batches:
        batch = Batch(examples, own, rng)
        with torch.no_grad():
            inside = network.encoded(batch.ids, batch.mask, batch.features)
        kept.append((batch, inside.half()))
    print(f"{len(cuts)} windows read in {time.monotonic() - start:.0f} s", flush=True)
    return kept


def fit(network: Network, kept: list[Kept], passes: int, rng: random.Random) -> None:
    """Fits the block's columns of the linear layer, in place."""
    layer = nn.Linear(network.heads.in_features, OWN_COLUMNS)
    layer.load_state_dict(
        {
            "weight": network.heads.weight[-OWN_COLUMNS:].detach(),
            "bias": network.heads.bias[-OWN_COLUMNS:].detach(),
        }
    )
    optimizer = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=DECAY)
    network.dropout.train()
    step = 0
    for number in range(passes):
        start = time.monotonic()
        rng.shuffle(kept)
        seen: dict[str, list[float]] = {}
        for batch, inside in kept:
            step += 1
            optimizer.param_groups[0]["lr"] = RATE * rate_share(step, passes * len(kept))
            own = layer(network.dropout(inside.float()))
            out = functional.pad(own, (WIDTH - OWN_COLUMNS, 0))
            by_head = losses.by_head(batch, out, {})
            optimizer.zero_grad()
            losses.total(by_head).backward()
            optimizer.step()
            for head, loss in by_head.items():
                seen.setdefault(head, []).append(loss.item())
        means = (f"{head} {np.mean(values):.3f}" for head, values in seen.items())
        print(f"pass {number}", f"{time.monotonic() - start:.0f}s", *means, flush=True)
    network.eval()
    with torch.no_grad():
        network.heads.weight[-OWN_COLUMNS:] = layer.weight
        network.heads.bias[-OWN_COLUMNS:] = layer.bias


if __name__ == "__main__":
    main()
