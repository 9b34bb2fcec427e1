"""From the corpora to a checkpoint: one encoder, all heads, one pass.

    python -m training.train --data ../shared --base FOLDER --out build/training

Takes the folder of all data and that of all-MiniLM-L6-v2, writes into the folder of the run
`checkpoint.pt` after every epoch, so that a run can be stopped, `epoch.txt` beside it, and at the
end `recipe.json`: arguments, shares of the losses and digests of what went in. One seed, one torch
build and one kind of machine give one result.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence, Set
from functools import partial
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training import base_model, corpora, losses, own_articles, rounding
from training.batches import Batch
from training.nesting import nested
from training.network import Network
from training.supervision import Supervised, supervise
from training.teacher import Teacher, teach
from training.windows import Cut, cut_twice

OWN_TIMES = 6.7
"""The learning rate of what does not come with the encoder, by that of the encoder."""
DECAY = 0.01
WARM_UP = 0.06
"""Share of all batches in which the learning rates rise; in the others they fall."""
LOWEST = 0.02
"""Of the peak, at the end."""
LONGEST_GRADIENT = 1.0
SPREAD = 40
"""Pieces by which windows of one batch may differ in length through chance alone."""
REPORT_EVERY = 50
"""Batches."""
WEB_TURNS = 2
"""Epochs in which each document of the web is seen once. All of them in every epoch would be 19 %
more text; so it is 9 %, and seven epochs see each three or four times."""
RANGES_FROM = 24
"""Batches from which the ranges of the int8 arithmetic are taken."""


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of data/ and gold/")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run, made if needed")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rounded", type=int, default=1, help="last epochs, in int8 arithmetic")
    parser.add_argument("--batch", type=int, default=16, help="windows in a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="of the encoder, at its peak")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="float32.pt of a run to go on from")
    parser.add_argument(
        "--news", type=float, default=1.0, help="share of PolNeAR and GUM that an epoch sees"
    )
    parser.add_argument("--ours", type=int, default=0, help="1 takes the invented articles too")
    parser.add_argument(
        "--web", type=int, default=1, help="0 leaves PropBank out, whose heads stay as they were"
    )
    parser.add_argument(
        "--limit", type=int, default=0, help="examples of a corpus, to try the code"
    )
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
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    read = corpora.read(args.data, args.limit)
    own = [*read.news, *read.articles, *read.read, *read.genres]
    web = [supervise(example, tokenizer) for example in read.web if args.web]
    wrapped = [nested(article, rng) for article in read.articles]
    examples = [supervise(example, tokenizer) for example in own + wrapped]
    invented = [supervise(example, tokenizer) for example in read.invented if args.ours]
    teach(examples, invented, Teacher(args.base, tokenizer), rng)
    class_weights = losses.weigh_classes(examples[: len(own)])
    seldom = [*range(len(read.news)), *range(len(own) - len(read.genres), len(own))]
    examples += [*invented, *web]  # the web is not taught, propositions being those of the news

    network = Network(args.base)
    if args.start:
        go_on(network, args.start)
    groups = network.parameter_groups(args.rate, OWN_TIMES * args.rate)
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    peaks = [group["lr"] for group in optimizer.param_groups]
    step, steps = 0, 0
    for epoch in range(args.epochs):
        start = time.monotonic()
        current = wrap_news(examples, len(read.news), tokenizer, rng)
        resting = {
            index
            for index in range(len(examples) - len(web), len(examples))
            if index % WEB_TURNS != epoch % WEB_TURNS
        }
        resting.update(rng.sample(seldom, round((1 - args.news) * len(seldom))))
        batches = shuffled_batches(current, args.batch, rng, resting)
        steps = steps or len(batches) * args.epochs
        seen: dict[str, list[float]] = {}
        if epoch == args.epochs - args.rounded:
            torch.save(network.state_dict(), args.out / "float32.pt")
            round_from_here(network, [Batch(current, cuts, rng) for cuts in batches[:RANGES_FROM]])
        network.train()
        for number, cuts in enumerate(batches):
            step += 1
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * rate_share(step, steps)
            batch = Batch(current, cuts, rng)
            with torch.autocast("cpu", torch.bfloat16):
                out = network(batch.ids, batch.mask, batch.features)
            by_head = losses.by_head(batch, out.float(), class_weights)
            optimizer.zero_grad()
            losses.total(by_head).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), LONGEST_GRADIENT)
            optimizer.step()
            for head, loss in by_head.items():
                seen.setdefault(head, []).append(loss.item())
            if number % REPORT_EVERY == 0:
                means = (f"{head} {np.mean(v[-REPORT_EVERY:]):.3f}" for head, v in seen.items())
                place = f"epoch {epoch} batch {number}/{len(batches)}"
                print(place, f"{time.monotonic() - start:.0f}s", *means, flush=True)
        torch.save(network.state_dict(), args.out / "checkpoint.pt")
        (args.out / "epoch.txt").write_text(str(epoch + 1))
    write_recipe(args)


def go_on(network: Network, checkpoint: Path) -> None:
    """Takes over the parameters of another run; heads that it lacked stay as they were drawn."""
    stored = torch.load(checkpoint, weights_only=True)
    ours = network.state_dict()
    for name, value in stored.items():
        ours[name][tuple(slice(size) for size in value.shape)] = value
    network.load_state_dict(ours)


def round_from_here(network: Network, batches: Sequence[Batch]) -> None:
    """Fixes the ranges of the int8 arithmetic by what these batches hold."""
    network.eval()
    runs = [partial(network, batch.ids, batch.mask, batch.features) for batch in batches]
    rounding.fix(network.encoder, runs)


def wrap_news(
    examples: Sequence[Supervised], news: int, tokenizer: Tokenizer, rng: random.Random
) -> list[Supervised]:
    """All examples, the first `news` of them with other sentences wrapped in every epoch.

    Their contents keep the teacher's vectors, since attributions keep their order.
    """
    current = list(examples)
    for index in range(news):
        supervised = supervise(nested(examples[index].example, rng), tokenizer)
        supervised.content_vectors = examples[index].content_vectors
        current[index] = supervised
    return current


def shuffled_batches(
    examples: Sequence[Supervised], size: int, rng: random.Random, resting: Set[int]
) -> list[list[Cut]]:
    """An epoch's windows in batches: like lengths together, the batches in any order.

    resting: indices of the examples that this epoch leaves out.
    """
    cuts = [one for one in cut_twice(examples, "gold-", rng) if one.example not in resting]
    cuts.sort(key=lambda c: (c.end - c.start) + rng.random() * SPREAD)
    batches = [cuts[begin : begin + size] for begin in range(0, len(cuts), size)]
    rng.shuffle(batches)
    return batches


def rate_share(step: int, steps: int) -> float:
    """Share of the peak learning rate: up in a straight line, then down. step: from 1 on."""
    rising = step / (WARM_UP * steps)
    falling = (steps - step) / ((1 - WARM_UP) * steps)
    return min(rising, max(LOWEST, falling))


def write_recipe(args: argparse.Namespace) -> None:
    """Writes what somebody needs to make the same weights; no path of this machine."""
    files = [
        *(args.data / name for name in corpora.FILES),
        *corpora.OWN,
        *([own_articles.ARTICLES] if args.ours else []),
        *(args.base / name for name in sorted(base_model.DIGESTS)),
    ]
    paths = ("data", "base", "out", "start")
    recipe = {
        "arguments": {k: str(v) for k, v in vars(args).items() if k not in paths},
        "digests": corpora.digests(files),
        "start": corpora.digests([args.start] if args.start else []),
        "shares": losses.SHARES,
    }
    (args.out / "recipe.json").write_text(json.dumps(recipe, indent=1))


if __name__ == "__main__":
    main()
