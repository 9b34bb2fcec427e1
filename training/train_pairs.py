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
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training import base_model, pair_examples, read_matters, rounding
from training.corpora import digests
from training.pair_examples import Line, Pair
from training.pair_network import PairNetwork
from training.train import DECAY, LONGEST_GRADIENT, RANGES_FROM, rate_share

OWN_RATE = 1e-3
LONGEST = 128
"""Pieces of both texts with what marks their ends; the longer text is cut first."""
SPREAD = 12
"""Pieces by which pairs of one batch may differ in length through chance alone."""
REPORT_EVERY = 50
SIZES = {
    "vitaminc": 7000,
    "bounded": 600,
    "edits": 600,
    "alike": 14000,
    "unlike": 16000,
    "worded": 1200,
    "headlines": 6000,
}
"""Pairs of each drawn kind in an epoch; VitaminC's other pairs are taken whole unless `--vitaminc`
says how many. Claims with a bound ("more than 300") are left to the regression beside the network
(`hearsay.links.evidence`), which compares the numbers; a few of them are learned all the same."""
ALSO = 0.1
"""Share of VitaminC's answers in what is learned about statements: evidence that backs a claim
mostly puts it, but may put much more."""
QUESTIONS = 3
ALLOWED = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0))
"""Which answers each number of an answer allows: the last is `pair_examples.TOGETHER`."""
SAVE_EVERY = 200
ROUNDED = 0.13
"""Last share of a run of `--minutes` that is in int8 arithmetic."""
MANY = 1000
LINES = 56
"""Statements of one story whose vectors are compared at once."""
LONGEST_ALONE = 40
"""Pieces of a single statement in training; few are longer."""
LINES_SHARE = 0.5
LINES_TEMPERATURE = 0.08


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
    parser.add_argument(
        "--minutes", type=float, help="train so long whatever the epochs; the last share is rounded"
    )
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier run to go on from")
    parser.add_argument("--dropout", type=float, default=0.1, help="within the encoder")
    parser.add_argument("--still", type=int, default=0, help="first layers that learn no more")
    parser.add_argument(
        "--drawn", type=float, default=1.0, help="share of SIZES in an epoch, but for headlines"
    )
    parser.add_argument("--vitaminc", type=int, help="VitaminC's pairs in an epoch, else all")
    parser.add_argument("--lines", type=int, default=4, help="vectors in every so manieth batch")
    parser.add_argument("--alone", action="store_true", help="vectors only, a story a batch")
    parser.add_argument("--stories", type=Path, default=pair_examples.STORIES)
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
    laid_out = read_matters.parted(read_matters.read(args.data))[0]
    real = [story.lines() for story in laid_out]
    corpora = pair_examples.read(args.data, args.stories, real)
    network = PairNetwork(args.base, dropout=args.dropout)
    if args.start:
        start = torch.load(args.start, weights_only=True)
        if "answers.bias" in start:
            network.load_state_dict(start)
        else:
            from_encoder(network, start)
    network.rest(args.still)
    if args.alone:
        gather(network, corpora.lines, tokenizer, args, rng)
        write_recipe(args)
        return
    sizes = {
        kind: size if kind == "headlines" else round(size * args.drawn)
        for kind, size in SIZES.items()
    }
    if args.vitaminc is not None:
        sizes["vitaminc"] = args.vitaminc
    optimizer = torch.optim.AdamW(
        network.parameter_groups(args.rate, OWN_RATE), weight_decay=DECAY, fused=True
    )
    peaks = [group["lr"] for group in optimizer.param_groups]
    step, steps, rounded = 0, 0, False
    first = time.monotonic()
    for epoch in range(args.epochs if not args.minutes else MANY):
        began = time.monotonic()
        pairs = pair_examples.epoch(corpora, rng, sizes)
        batches = shuffled_batches(pairs, tokenizer, args.batch, rng)
        batches = batches[: args.limit or None]
        steps = steps or len(batches) * args.epochs
        network.train()
        seen: list[NDArray[np.float32]] = []
        for number, batch in enumerate(batches):
            spent = (time.monotonic() - first) / 60
            if args.minutes:
                steps = max(step + 1, round(step * args.minutes / spent)) if step > 9 else 10**6
            is_last = spent > args.minutes * (1 - ROUNDED) if args.minutes else False
            if not rounded and (is_last or (step == steps - args.rounded and not args.minutes)):
                rounded, args.rounded = True, step
                torch.save(network.state_dict(), args.out / "float32.pt")
                told = [rng.choice(corpora.lines)[:LINES] for _ in range(RANGES_FROM // 4)]
                alone = [single([text for text, _ in lines], tokenizer) for lines in told]
                round_from_here(
                    network,
                    [
                        *(tensors(b, tokenizer)[:3] for b in batches[:RANGES_FROM]),
                        *((ids, torch.zeros_like(ids), mask) for ids, mask in alone),
                    ],
                )
            step += 1
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * rate_share(step, steps)
            ids, second, mask, answers = tensors(batch, tokenizer)
            with torch.autocast("cpu", torch.bfloat16):
                scores, _ = network(ids, second, mask)
            losses = answered(scores.float(), answers)
            optimizer.zero_grad()
            losses.sum().backward()  # type: ignore[no-untyped-call]
            if args.lines and step % args.lines == 0:
                drawn = rng.choice(corpora.lines)
                lines = rng.sample(drawn, min(len(drawn), LINES))
                (LINES_SHARE * gathered(network, lines, tokenizer)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), LONGEST_GRADIENT)
            optimizer.step()
            seen.append(losses.detach().numpy())
            if step == args.stop or (args.minutes and spent > args.minutes):
                args.stop = step
                break
            if number % REPORT_EVERY == 0:
                means = np.mean(seen[-REPORT_EVERY:], axis=0)
                place = f"epoch {epoch} batch {number}/{len(batches)}"
                passed = f"{time.monotonic() - began:.0f}s"
                print(place, passed, *(f"{mean:.3f}" for mean in means), flush=True)
            if step % SAVE_EVERY == 0:
                torch.save(network.state_dict(), args.out / "running.pt")
        torch.save(network.state_dict(), args.out / "checkpoint.pt")
        (args.out / "epoch.txt").write_text(str(epoch + 1))
        if step == args.stop:
            break
    if args.minutes:
        args.rounded = step - args.rounded
    write_recipe(args)


def from_encoder(network: PairNetwork, start: Mapping[str, Tensor]) -> None:
    """Starts from an encoder of single texts, whose pooler is not used."""
    known = {name: value for name, value in start.items() if not name.startswith("pooler.")}
    lacking = network.encoder.load_state_dict(known, strict=False)
    own = ("smooth", "scale", "zero")
    wrong = [name for name in lacking.missing_keys if name.rpartition(".")[2] not in own]
    if wrong or lacking.unexpected_keys:
        raise ValueError(f"no encoder of this kind: {[*wrong, *lacking.unexpected_keys][:3]}")


def round_from_here(network: PairNetwork, batches: Sequence[tuple[Tensor, ...]]) -> None:
    """Fixes the ranges of the int8 arithmetic by what these batches hold."""
    network.eval()
    runs = [partial(network, *batch) for batch in batches]
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


def tensors(batch: Sequence[Pair], tokenizer: Tokenizer) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """ids, second text, mask: int64 (batch, length); answers: int64 (batch, 3), -1 unknown."""
    encoded = tokenizer.encode_batch([(p.left, p.right) for p in batch])
    longest = max(len(e.ids) for e in encoded)
    ids, second, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
    for row, e in enumerate(encoded):
        ids[row, : len(e.ids)] = torch.tensor(e.ids)
        second[row, : len(e.ids)] = torch.tensor(e.type_ids)
        mask[row, : len(e.ids)] = 1
    known = [(p.statements, p.evidence, p.stance) for p in batch]
    answers = torch.tensor([[-1 if one is None else one for one in row] for row in known])
    return ids, second, mask, answers


def answered(scores: Tensor, answers: Tensor) -> Tensor:
    """Loss of each question, float32 (3,), summed over the answers known, divided by the batch.

    Minus the log of the probability that falls on what an answer allows.
    """
    chances = functional.log_softmax(scores.view(len(scores), QUESTIONS, 3), dim=-1)
    allowed = torch.tensor(ALLOWED, dtype=torch.bool)

    def lost(question: int, known: Tensor) -> Tensor:
        kept = allowed[known.clamp_min(0)]
        right = chances[:, question].masked_fill(~kept, -torch.inf).logsumexp(dim=-1)
        return -torch.where(known >= 0, right, torch.zeros_like(right)).sum() / len(scores)

    losses = [lost(question, answers[:, question]) for question in range(QUESTIONS)]
    losses[0] = losses[0] + ALSO * lost(0, answers[:, 1])
    return torch.stack(losses)


def gather(
    network: PairNetwork,
    stories: Sequence[Sequence[Line]],
    tokenizer: Tokenizer,
    args: argparse.Namespace,
    rng: random.Random,
) -> None:
    """Trains the encoder's vectors by themselves, before pairs are read."""
    network.encoder.embeddings.requires_grad_(False)
    own = [p for p in network.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(own, lr=args.rate, weight_decay=DECAY)
    network.train()
    steps = args.epochs * len(stories)
    for epoch in range(args.epochs):
        for number, story in enumerate(rng.sample(stories, len(stories))):
            for group in optimizer.param_groups:
                group["lr"] = args.rate * rate_share(epoch * len(stories) + number + 1, steps)
            lost = gathered(network, rng.sample(story, min(len(story), LINES)), tokenizer)
            optimizer.zero_grad()
            lost.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(own, LONGEST_GRADIENT)
            optimizer.step()
            if number % REPORT_EVERY == 0:
                print(f"epoch {epoch} story {number}: {lost.item():.3f}", flush=True)
    torch.save(network.state_dict(), args.out / "checkpoint.pt")


def gathered(network: PairNetwork, lines: Sequence[Line], tokenizer: Tokenizer) -> Tensor:
    """How far the vectors of one story's statements are from lying together by matter.

    Supervised contrastive loss (Khosla et al. 2020, https://arxiv.org/abs/2004.11362), a scalar:
    statements of one matter attract each other whatever their stance, all others repel.
    """
    ids, mask = single([text for text, _ in lines], tokenizer)
    with torch.autocast("cpu", torch.bfloat16):
        _, vectors = network(ids, torch.zeros_like(ids), mask)
    own = torch.eye(len(lines), dtype=torch.bool)
    together = torch.tensor(
        [[bool(one.keys() & two.keys()) for _, two in lines] for _, one in lines]
    )
    together &= ~own
    scores = (vectors.float() @ vectors.float().T / LINES_TEMPERATURE).masked_fill(own, -1e9)
    chances = functional.log_softmax(scores, dim=1)
    counts = together.sum(1)
    lost = -(chances * together).sum(1)[counts > 0] / counts[counts > 0]
    return lost.mean()


def single(texts: Sequence[str], tokenizer: Tokenizer) -> tuple[Tensor, Tensor]:
    """ids and mask of single texts, int64 (batch, length)."""
    encoded = tokenizer.encode_batch(list(texts))
    pieces = [e.ids[:LONGEST_ALONE] for e in encoded]
    longest = max(len(own) for own in pieces)
    ids, mask = (torch.zeros(len(texts), longest, dtype=torch.long) for _ in range(2))
    for row, own in enumerate(pieces):
        ids[row, : len(own)] = torch.tensor(own)
        mask[row, : len(own)] = 1
    return ids, mask


def write_recipe(args: argparse.Namespace) -> None:
    """Writes what somebody needs to make the same weights; no path of this machine."""
    files = [
        *(args.data / name for name in pair_examples.FILES),
        pair_examples.WORDINGS,
        pair_examples.HEADLINES,
        read_matters.LABELS,
        args.stories,
        *(args.base / name for name in sorted(base_model.DIGESTS)),
    ]
    paths = ("data", "base", "out", "start", "stories")
    before = args.start.with_name("recipe.json") if args.start else Path()
    recipe = {
        "arguments": {k: str(v) for k, v in vars(args).items() if k not in paths},
        "after": json.loads(before.read_text()) if before.is_file() else None,
        "sizes": SIZES,
        "digests": digests(files),
    }
    (args.out / "recipe.json").write_text(json.dumps(recipe, indent=1))


if __name__ == "__main__":
    main()
