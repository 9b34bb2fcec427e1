"""Trains the network that tells which statements of a story are of one matter.

    python -m training.train_statements --data ../shared --base FOLDER --out build/statements

Learns from `stories_of_ours.tsv`: invented stories, each some ten matters near each other, each
matter some eight statements that share few words; and from `labels/matters.jsonl`: real stories of
FNC-1 whose statements were laid out by matter for this project. One story is one batch; every line
is drawn towards the lines of its matters, whatever their stance, and away from the story's other
lines (supervised contrastive learning, Khosla et al. 2020, https://arxiv.org/abs/2004.11362).
Nothing of `gold/` is learned from, so its stories measure what was not read. At the end the ranges
of int8 arithmetic are fixed on the same stories. Writes `checkpoint.pt` and `recipe.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training import base_model, read_matters, rounding
from training.corpora import digests
from training.statement_network import StatementNetwork

STORIES = Path(__file__).parent / "stories_of_ours.tsv"
LONGEST = 64
"""Word pieces of a statement; of what is longer, the end is cut."""
LINES = 64
"""Of a story, drawn anew each time: two thirds of what it has."""
SHARP = 0.1
"""Temperature of the likenesses. With 0.08 on 65 stories the same average precision of pairs."""
RATE, DECAY, WARMING = 3e-5, 0.01, 20
LEAST_RATE = 0.02
LARGEST_GRADIENT = 1.0
CALIBRATED = 60
"""Stories on which ranges are fixed."""

REAL_TIMES = 2
"""How often an epoch sees each real story; there are five invented ones for one of these."""

Line = tuple[frozenset[int], str]
"""The numbers of its matters within its story, and a statement."""


def stories(path: Path) -> list[list[Line]]:
    """The statements of every invented story, in the order of the file."""
    found: dict[str, list[Line]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            story, matter, _, said = line.split("\t")
            found.setdefault(story, []).append((frozenset({int(matter)}), said))
    return list(found.values())


def real(data: Path) -> list[list[Line]]:
    """The propositions and statements of the real stories to learn from, in the label file's
    order."""
    return [
        [(frozenset(stands), said) for said, stands in story.lines()]
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


def tensors(said: list[str], tokenizer: Tokenizer) -> tuple[Tensor, Tensor]:
    """ids and mask, int64 (lines, length)."""
    encoded = tokenizer.encode_batch(said)
    ids = torch.tensor([one.ids for one in encoded])
    return ids, torch.tensor([one.attention_mask for one in encoded])


def train(data: Path, base: Path, out: Path, epochs: int, seed: int) -> None:
    """Trains, fixes the ranges, writes."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    told = stories(STORIES) + REAL_TIMES * real(data)
    network = StatementNetwork(base)
    learned = [one for one in network.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=DECAY)
    steps, step, started = epochs * len(told), 0, time.monotonic()
    for epoch in range(epochs):
        network.train()
        rng.shuffle(told)
        lost = 0.0
        for story in told:
            share = min(1.0, (step + 1) / WARMING) * max(LEAST_RATE, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = RATE * share
            drawn = rng.sample(story, min(len(story), LINES))
            ids, mask = tensors([said for _, said in drawn], tokenizer)
            with torch.autocast("cpu", torch.bfloat16):
                vectors = network(ids, mask)
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
    batches = [tensors([said for _, said in story], tokenizer) for story in told[:CALIBRATED]]
    rounding.fix(network.encoder, [lambda b=b: network(*b) for b in batches])  # type: ignore[misc]
    torch.save(network.state_dict(), out / "checkpoint.pt")
    files = [STORIES, read_matters.LABELS, *(base / name for name in sorted(base_model.DIGESTS))]
    recipe = {"epochs": epochs, "seed": seed, "data": digests(files), "torch": torch.__version__}
    (out / "recipe.json").write_text(json.dumps(recipe, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of data/")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    try:
        base_model.verify(args.base)
    except base_model.WrongBaseError as error:
        parser.error(str(error))
    args.out.mkdir(parents=True, exist_ok=True)
    train(args.data, args.base, args.out, args.epochs, args.seed)


if __name__ == "__main__":
    main()
