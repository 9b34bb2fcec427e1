"""From pairs of texts to the checkpoint of the pair network.

    python -m training.train_pairs --data ../shared --base FOLDER --out build/pairs

Writes `checkpoint.pt` and `epoch.txt` after every epoch, so that a run can be stopped, and at the
end `recipe.json`: arguments, sizes and digests of what went in.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training import base_model, pair_examples, rounding
from training.corpora import digests
from training.pair_examples import Pair
from training.pair_network import PairNetwork
from training.train import DECAY, LONGEST_GRADIENT, RANGES_FROM, rate_share

OWN_RATE = 1e-3
LONGEST = 128
"""Pieces of both texts with what marks their ends; the longer text is cut first."""
SPREAD = 12
"""Pieces by which pairs of one batch may differ in length through chance alone."""
REPORT_EVERY = 50
SIZES = {"edits": 2000, "alike": 2500, "unlike": 3000, "worded": 2500}
"""Pairs of each drawn kind in an epoch."""
ALSO = 0.3
"""Share of VitaminC's answers in what is learned about statements: evidence that backs a claim
mostly puts it, but may put much more."""


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of data/ and gold/")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run, made if needed")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rounded", type=int, default=350, help="last batches, in int8 arithmetic")
    parser.add_argument("--batch", type=int, default=32, help="pairs in a batch")
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder, at its peak")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stop", type=int, default=0, help="end after so many batches")
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier run to go on from")
    parser.add_argument("--dropout", type=float, default=0.1, help="within the encoder")
    parser.add_argument("--still", type=int, default=0, help="first layers that learn no more")
    parser.add_argument("--drawn", type=float, default=1.0, help="share of SIZES in an epoch")
    parser.add_argument("--limit", type=int, default=0, help="batches of an epoch, to try the code")
    args = parser.parse_args()
    try:
        base_model.verify(args.base)
    except base_model.WrongBaseError as error:
        parser.error(str(error))
    train(args)


def train(args: argparse.Namespace) -> None:
    """The whole recipe. The order of the random draws is part of it."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = pair_tokenizer(args.base / "tokenizer.json")
    corpora = pair_examples.read(args.data)
    network = PairNetwork(args.base, dropout=args.dropout)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True))
    network.rest(args.still)
    sizes = {kind: round(size * args.drawn) for kind, size in SIZES.items()}
    optimizer = torch.optim.AdamW(
        network.parameter_groups(args.rate, OWN_RATE), weight_decay=DECAY, fused=True
    )
    peaks = [group["lr"] for group in optimizer.param_groups]
    step, steps = 0, 0
    for epoch in range(args.epochs):
        start = time.monotonic()
        pairs = pair_examples.epoch(corpora, rng, sizes)
        batches = shuffled_batches(pairs, tokenizer, args.batch, rng)
        batches = batches[: args.limit or None]
        steps = steps or len(batches) * args.epochs
        network.train()
        seen: list[tuple[float, float]] = []
        for number, batch in enumerate(batches):
            if step == steps - args.rounded:
                torch.save(network.state_dict(), args.out / "float32.pt")
                round_from_here(network, [tensors(b, tokenizer) for b in batches[:RANGES_FROM]])
            step += 1
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * rate_share(step, steps)
            ids, second, mask, statements, evidence = tensors(batch, tokenizer)
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(ids, second, mask)
            losses = answered(scores.float(), statements, evidence)
            optimizer.zero_grad()
            (losses[0] + losses[1]).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), LONGEST_GRADIENT)
            optimizer.step()
            seen.append((losses[0].item(), losses[1].item()))
            if step == args.stop:
                break
            if number % REPORT_EVERY == 0:
                means = np.mean(seen[-REPORT_EVERY:], axis=0)
                place = f"epoch {epoch} batch {number}/{len(batches)}"
                spent = f"{time.monotonic() - start:.0f}s"
                print(
                    place, spent, f"statements {means[0]:.3f} evidence {means[1]:.3f}", flush=True
                )
        torch.save(network.state_dict(), args.out / "checkpoint.pt")
        (args.out / "epoch.txt").write_text(str(epoch + 1))
        if step == args.stop:
            break
    write_recipe(args)


def round_from_here(network: PairNetwork, batches: Sequence[tuple[Tensor, ...]]) -> None:
    """Fixes the ranges of the int8 arithmetic by what these batches hold."""
    network.eval()
    runs = [partial(network, *batch[:3]) for batch in batches]
    rounding.fix(network.encoder, runs)
    network.train()


def pair_tokenizer(path: Path) -> Tokenizer:
    """The encoder's tokenizer, which cuts the longer text first."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST, strategy="longest_first")
    return tokenizer


def shuffled_batches(
    pairs: Sequence[Pair], tokenizer: Tokenizer, size: int, rng: random.Random
) -> list[list[Pair]]:
    """Pairs in batches: like lengths together, the batches in any order."""
    encoded = tokenizer.encode_batch([(p.left, p.right) for p in pairs])
    keys = [len(e.ids) + rng.random() * SPREAD for e in encoded]
    order = sorted(range(len(pairs)), key=keys.__getitem__)
    batches = [[pairs[i] for i in order[at : at + size]] for at in range(0, len(order), size)]
    rng.shuffle(batches)
    return batches


def tensors(
    batch: Sequence[Pair], tokenizer: Tokenizer
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """ids, second text, mask: int64 (batch, length); both answers: int64 (batch,), -1 unknown."""
    encoded = tokenizer.encode_batch([(p.left, p.right) for p in batch])
    longest = max(len(e.ids) for e in encoded)
    ids, second, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
    for row, e in enumerate(encoded):
        ids[row, : len(e.ids)] = torch.tensor(e.ids)
        second[row, : len(e.ids)] = torch.tensor(e.type_ids)
        mask[row, : len(e.ids)] = 1
    statements = torch.tensor([-1 if p.statements is None else p.statements for p in batch])
    evidence = torch.tensor([-1 if p.evidence is None else p.evidence for p in batch])
    return ids, second, mask, statements, evidence


def answered(scores: Tensor, statements: Tensor, evidence: Tensor) -> tuple[Tensor, Tensor]:
    """Loss of both questions, each summed over the answers known and divided by the batch."""
    size = len(scores)

    def lost(columns: Tensor, answers: Tensor) -> Tensor:
        return functional.cross_entropy(columns, answers, ignore_index=-1, reduction="sum") / size

    about_statements = lost(scores[:, :3], statements) + ALSO * lost(scores[:, :3], evidence)
    return about_statements, lost(scores[:, 3:], evidence)


def write_recipe(args: argparse.Namespace) -> None:
    """Writes what somebody needs to make the same weights; no path of this machine."""
    files = [
        *(args.data / name for name in pair_examples.FILES),
        pair_examples.WORDINGS,
        *(args.base / name for name in sorted(base_model.DIGESTS)),
    ]
    paths = ("data", "base", "out", "start")
    before = args.start.with_name("recipe.json") if args.start else None
    recipe = {
        "arguments": {k: str(v) for k, v in vars(args).items() if k not in paths},
        "after": json.loads(before.read_text()) if before else None,
        "sizes": SIZES,
        "digests": digests(files),
    }
    (args.out / "recipe.json").write_text(json.dumps(recipe, indent=1))


if __name__ == "__main__":
    main()
