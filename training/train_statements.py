"""Trains the network that tells which statements of a story are of one matter.

    python -m training.train_statements --data ../shared --base FOLDER --out build/statements

Learns from `stories_of_ours.tsv`: invented stories, each some ten matters near each other, each
matter some eight statements that share few words; and from `labels/matters.jsonl`: real stories of
FNC-1 whose statements were laid out by matter for this project, each read where it stands in its
article. One story is one batch; every line is drawn towards the lines of its matters, whatever
their stance, and away from the story's other lines (supervised contrastive learning, Khosla et al.
2020, https://arxiv.org/abs/2004.11362). Nothing of `gold/` is learned from, so its stories measure
what was not read. At the end the ranges of int8 arithmetic are fixed on the same stories. Writes
`checkpoint.pt` and `recipe.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training import base_model, read_matters, rounding
from training.corpora import digests
from training.placed import Placed, alone, pieces
from training.statement_network import StatementNetwork

STORIES = Path(__file__).parent / "stories_of_ours.tsv"
LINES = 64
"""Of a story, drawn anew each time: two thirds of what it has."""
SHARP = 0.1
"""Temperature of the likenesses. With 0.08 on 65 stories the same average precision of pairs."""
RATE, DECAY, WARMING = 3e-5, 0.01, 20
LEAST_RATE = 0.02
LARGEST_GRADIENT = 1.0
CALIBRATED = 60
"""Stories on which ranges are fixed."""

ALONE = 0.3
"""Share of the statements of real stories that are read without what stands around them, as claims
are, and propositions always."""

Line = tuple[frozenset[int], Placed]
"""The numbers of its matters within its story, and a statement."""


def stories(path: Path) -> list[list[Line]]:
    """The statements of every invented story, in the order of the file; they stand in no text."""
    found: dict[str, list[Line]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            story, matter, _, said = line.split("\t")
            found.setdefault(story, []).append((frozenset({int(matter)}), Placed(said)))
    return list(found.values())


def real(data: Path) -> list[list[Line]]:
    """The propositions and statements of the real stories to learn from, in the label file's
    order."""
    return [
        [(frozenset(stands), said) for said, stands in story.placed()]
        for story in read_matters.parted(read_matters.read(data))[0]
    ]


def contrast(vectors: Tensor, same: Tensor) -> Tensor:
    """The loss of one story: minus the mean log share that falls on lines of the same matter.

    vectors: float32 (lines, 384), unit; same: bool (lines, lines), whether two share a matter.
    """
    itself = torch.eye(len(vectors), dtype=torch.bool)
    likeness = (vectors @ vectors.T / SHARP).masked_fill(itself, -1e9)
    shares = likeness - torch.logsumexp(likeness, dim=1, keepdim=True)
    same = same & ~itself
    has = same.any(dim=1)
    return -((shares * same).sum(dim=1)[has] / same.sum(dim=1)[has]).mean()


def tensors(said: Sequence[Placed], tokenizer: Tokenizer) -> tuple[Tensor, Tensor, Tensor]:
    """ids, around and mask, int64 (lines, length)."""
    read = pieces(tokenizer, said)
    longest = max(len(one.ids) for one in read)
    ids, around, mask = (torch.zeros(len(read), longest, dtype=torch.long) for _ in range(3))
    for row, one in enumerate(read):
        held = len(one.ids)
        ids[row, :held], around[row, :held] = torch.tensor(one.ids), torch.tensor(one.around)
        mask[row, :held] = 1
    return ids, around, mask


def train(args: argparse.Namespace) -> None:
    """Trains, fixes the ranges, writes."""
    data, base, out, epochs = args.data, args.base, args.out, args.epochs
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    invented, laid_out = stories(STORIES), real(data)
    few = round(args.invented * len(invented))
    network = StatementNetwork(base)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True))
    learned = [one for one in network.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=DECAY)
    steps, step, started = epochs * (few + len(laid_out)), 0, time.monotonic()
    for epoch in range(epochs):
        network.train()
        told = rng.sample(invented, few) + laid_out
        rng.shuffle(told)
        lost = 0.0
        for story in told:
            share = min(1.0, (step + 1) / WARMING) * max(LEAST_RATE, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = RATE * share
            drawn = rng.sample(story, min(len(story), LINES))
            said = [alone(one) if rng.random() < ALONE else one for _, one in drawn]
            with torch.autocast("cpu", torch.bfloat16):
                vectors = network(*tensors(said, tokenizer))
            same = torch.tensor([[bool(one & two) for two, _ in drawn] for one, _ in drawn])
            loss = contrast(vectors.float(), same)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, LARGEST_GRADIENT)
            optimizer.step()
            step, lost = step + 1, lost + loss.item()
        spent = time.monotonic() - started
        print(f"epoch {epoch}: {lost / len(told):.3f}, {spent:.0f} s", flush=True)
    network.eval()
    torch.save(network.state_dict(), out / "float32.pt")
    batches = [
        tensors([said for _, said in story[:LINES]], tokenizer) for story in told[:CALIBRATED]
    ]
    rounding.fix(network.encoder, [lambda b=b: network(*b) for b in batches])  # type: ignore[misc]
    torch.save(network.state_dict(), out / "checkpoint.pt")
    files = [STORIES, read_matters.LABELS, *(base / name for name in sorted(base_model.DIGESTS))]
    recipe = {
        "epochs": epochs,
        "seed": args.seed,
        "invented": args.invented,
        "start": bool(args.start),
        "data": digests(files),
        "torch": torch.__version__,
    }
    (out / "recipe.json").write_text(json.dumps(recipe, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of data/")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--invented",
        type=float,
        default=0.5,
        help="share of the invented stories in an epoch; all real ones are seen",
    )
    parser.add_argument("--start", type=Path, help="float32.pt of an earlier run to go on from")
    args = parser.parse_args()
    try:
        base_model.verify(args.base)
    except base_model.WrongBaseError as error:
        parser.error(str(error))
    args.out.mkdir(parents=True, exist_ok=True)
    train(args)


if __name__ == "__main__":
    main()
