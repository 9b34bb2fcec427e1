"""What training minimises is what reading answers; needs torch, which hearsay does not."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from training.argument_targets import Pool, asked
from training.examples import Example, Predication
from training.supervision import supervise
from training.windows import Cut

from hearsay.model import network
from hearsay.model.labels import ARGUMENTS, REALITIES, WIDTH
from hearsay.model.reading import from_scores
from hearsay.types import Span

torch = pytest.importorskip("torch", reason="needs torch: training/README.md, Environment")
losses = pytest.importorskip("training.losses")

TEXT = "Herders and guards attacked the ferry near Tarn."


def span(words: str) -> Span:
    """Where some words of TEXT stand."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize("known", ARGUMENTS)
def test_the_loss_is_minus_the_log_of_the_share_that_reading_gives(known: str) -> None:
    right = {role: [span("Tarn")] if role == "time" else [] for role in ARGUMENTS}
    right["agent"] = [span("Herders"), span("guards")]
    example = Example(
        "x", TEXT, predications=[Predication(span("attacked"), "verb", REALITIES, right)]
    )
    folder = Path(network.__file__).parent / "weights"
    one = supervise(example, Tokenizer.from_file(str(folder / "tokenizer.json")))
    scores = np.random.default_rng(3).normal(size=(len(one.pieces), WIDTH)).astype(np.float32)
    pool = Pool()
    (question,) = asked(pool, one, Cut(0, 0, len(one.pieces)), 0)
    flags = tuple(
        f if role == known else None for role, f in zip(ARGUMENTS, question.right, strict=True)
    )
    spans = losses.means(pool, torch.from_numpy(scores)[None])
    loss = float(losses.arguments(spans, [question._replace(right=flags)]))
    shares = from_scores(TEXT, one.pieces, scores).arguments(
        span("attacked"), known, right[known] or [Span(0, len(TEXT))]
    )
    assert shares is not None
    wanted = sum(shares[:-1]) if right[known] else shares[-1]
    assert loss == pytest.approx(-math.log(wanted), abs=1e-3)
