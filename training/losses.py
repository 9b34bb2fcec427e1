"""What the network is told to do better, one loss a head.

Takes the network's output for a batch, float32 (batch, length, WIDTH), and the batch. Each loss is
a mean over what the batch knows, so that a head does not weigh more where more was annotated; a
head of which a batch says nothing has no loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from hearsay.model.labels import ARGUMENTS, ATTITUDES, CERTAINTIES, POINTERS, columns
from hearsay.model.predicates import ARGUMENT_SCALE
from hearsay.model.reading import COREFERENCE_SCALE, LINK_SCALE, POINTER_SCALE
from training.argument_targets import Arguments, Pool
from training.batches import Batch
from training.span_targets import (
    LINK_ROLES,
    Antecedents,
    Judged,
    Link,
    LinkRole,
    Pointing,
    Taught,
)
from training.supervision import Supervised

AT = columns()
NEVER = -1e4
"""Score of what cannot be."""
IGNORED = -100
"""What `cross_entropy` takes for "no answer is known"."""
FULL_SAY = 6
"""Judged attributions in a batch from which on their losses count in full; a batch with one or two
would say too much."""

SHARES = {
    "role": 1.4,
    "inner": 0.6,
    "name": 0.5,
    "link": 0.3,
    "coref": 0.25,
    "attitude": 0.25,
    "certainty": 0.15,
    "proposition": 0.5,
    "speaker": 0.2,
    "target": 0.2,
    "via": 0.15,
    "predicate": 0.5,
    "reality": 0.2,
    "arguments": 0.5,
}
"""How much each loss counts in the sum."""


def total(losses: dict[str, Tensor]) -> Tensor:
    """The weighted sum that is minimised."""
    return torch.as_tensor(sum(SHARES[head] * loss for head, loss in losses.items()))


def by_head(batch: Batch, out: Tensor, class_weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Every head's loss, a scalar, in the order of SHARES.

    out: float32 (batch, length, WIDTH). class_weights: as `weigh_classes` gives them.
    """
    losses: dict[str, Tensor] = {}
    for head, allowed in (
        ("role", batch.role),
        ("inner", batch.inner),
        ("name", batch.name),
        ("predicate", batch.predicate),
        ("reality", batch.reality),
    ):
        known = ~allowed.all(-1) & (batch.weight > 0)
        if known.any():
            each = minus_log_any(out[..., AT[head]][known], allowed[known]) * batch.weight[known]
            losses[head] = each.sum() / known.sum()
    targets = batch.targets
    if not len(targets.pool):
        return losses
    spans = means(targets.pool, out)
    links = [(role, targets.links[role]) for role in LINK_ROLES if targets.links[role]]
    if links:
        losses["link"] = torch.stack([link(spans, role, asked) for role, asked in links]).mean()
    if targets.antecedents:
        losses["coref"] = coreference(spans, targets.antecedents)
    if targets.judged:
        losses |= judgement(spans, targets.judged, class_weights)
    for role in POINTERS:
        if asked := targets.pointers[role]:
            losses[role] = pointer(spans, role, asked) * min(1.0, len(asked) / FULL_SAY)
    if targets.arguments:
        losses["arguments"] = arguments(spans, targets.arguments)
    if targets.taught:
        losses["proposition"] = proposition(spans, targets.taught)
    return losses


def minus_log_any(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the probability that falls on what is allowed.

    scores: float32 (rows, classes). allowed: bool, the same shape. Returns float32 (rows,).
    """
    right = scores.masked_fill(~allowed, NEVER)
    return torch.logsumexp(scores, -1) - torch.logsumexp(right, -1)


def means(pool: Pool, out: Tensor) -> Tensor:
    """Mean output of each pooled span, float32 (spans, WIDTH), in one gather.

    out: float32 (batch, length, WIDTH).
    """
    flat = out.reshape(-1, out.shape[-1])[torch.tensor(pool.index)]
    sums = torch.zeros(len(pool), out.shape[-1]).index_add(0, torch.tensor(pool.segment), flat)
    return sums / torch.tensor(pool.sizes, dtype=torch.float32)[:, None]


def _padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Lists of unlike length as int64 (rows, longest), at least one wide, and which are real."""
    longest = max(1, *(len(row) for row in rows))
    padded = torch.zeros(len(rows), longest, dtype=torch.long)
    real = torch.zeros(len(rows), longest, dtype=torch.bool)
    for at, row in enumerate(rows):
        padded[at, : len(row)] = torch.tensor(row, dtype=torch.long)
        real[at, : len(row)] = True
    return padded, real


def link(spans: Tensor, role: LinkRole, asked: Sequence[Link]) -> Tensor:
    """Cross-entropy of the right cue or source among a window's, and "none"; a scalar.

    spans: float32 (spans, WIDTH).
    """
    keys, real = _padded([one.candidates for one in asked])
    contents = spans[torch.tensor([one.content for one in asked])]
    query, key = contents[:, AT["content_query"]], spans[keys][..., AT[f"{role}_key"]]
    scores = torch.einsum("nd,nkd->nk", query, key) / LINK_SCALE
    scores = torch.cat([scores.masked_fill(~real, NEVER), contents[:, AT[f"no_{role}"]]], 1)
    none = scores.shape[1] - 1
    right = [one.right if one.right < len(one.candidates) else none for one in asked]
    return functional.cross_entropy(scores, torch.tensor(right))


def coreference(spans: Tensor, asked: Sequence[Antecedents]) -> Tensor:
    """Minus the log of the probability of any right antecedent, or of "none"; a scalar mean.

    spans: float32 (spans, WIDTH).
    """
    keys, real = _padded([one.candidates for one in asked])
    flags, _ = _padded([[int(flag) for flag in one.right] for one in asked])
    none = torch.tensor([[not any(one.right)] for one in asked])
    mentions = spans[torch.tensor([one.mention for one in asked])]
    query, key = mentions[:, AT["mention_query"]], spans[keys][..., AT["mention_key"]]
    scores = torch.einsum("nd,nkd->nk", query, key) / COREFERENCE_SCALE
    scores = torch.cat([scores, mentions[:, AT["no_antecedent"]]], 1)
    real = torch.cat([real, torch.ones_like(none)], 1)
    return minus_log_any(
        scores.masked_fill(~real, NEVER), torch.cat([flags.bool(), none], 1)
    ).mean()


def pointer(spans: Tensor, role: str, asked: Sequence[Pointing]) -> Tensor:
    """Minus the log of the probability of any right name, or of "nobody"; a scalar mean.

    spans: float32 (spans, WIDTH).
    """
    keys, real = _padded([one.candidates for one in asked])
    flags, _ = _padded([[int(flag) for flag in one.right] for one in asked])
    nobody = torch.tensor([[not any(one.right)] for one in asked])
    contents, cues, has_cue = _with_cue(spans, asked)
    query = contents[:, AT[f"{role}_content"]] + has_cue * cues[:, AT[f"{role}_cue"]]
    scores = torch.einsum("nd,nkd->nk", query[:, :-1], spans[keys][..., AT[f"{role}_named"]])
    scores = torch.cat([scores / POINTER_SCALE, query[:, -1:]], 1)
    real = torch.cat([real, torch.ones_like(nobody)], 1)
    return minus_log_any(
        scores.masked_fill(~real, NEVER), torch.cat([flags.bool(), nobody], 1)
    ).mean()


def arguments(spans: Tensor, asked: Sequence[Arguments]) -> Tensor:
    """Minus the log of the probability of any right word, or of "nothing"; a scalar.

    The mean of the kinds of argument, each of them the mean over the predicates it is asked of, so
    that each counts alike. spans: float32 (spans, WIDTH).
    """
    padded, real = _padded([one.candidates for one in asked])
    keys = spans[padded][..., AT["argument_key"]]
    predicates = spans[torch.tensor([one.predicate for one in asked])]
    real = torch.cat([real, torch.ones(len(asked), 1, dtype=torch.bool)], 1)
    each = []
    for number, role in enumerate(ARGUMENTS):
        rows = [row for row, one in enumerate(asked) if one.right[number] is not None]
        if not rows:
            continue
        query = predicates[rows][:, AT[f"{role}_query"]]
        scores = torch.einsum("nd,nkd->nk", query[:, :-1], keys[rows]) / ARGUMENT_SCALE
        scores = torch.cat([scores, query[:, -1:]], 1).masked_fill(~real[rows], NEVER)
        right = torch.zeros_like(scores, dtype=torch.bool)
        for row, at in enumerate(rows):
            flags = asked[at].right[number] or []
            right[row, : len(flags)] = torch.tensor(flags, dtype=torch.bool)
            right[row, -1] = not any(flags)
        each.append(minus_log_any(scores, right).mean())
    return torch.stack(each).mean() if each else spans.sum() * 0.0


def _with_cue(
    spans: Tensor, asked: Sequence[Judged] | Sequence[Pointing]
) -> tuple[Tensor, Tensor, Tensor]:
    """Outputs of contents and of cues, float32 (asked, WIDTH), and which cues are real."""
    contents = spans[torch.tensor([one.content for one in asked])]
    cues = spans[torch.tensor([one.cue if one.cue is not None else 0 for one in asked])]
    return contents, cues, torch.tensor([[float(one.cue is not None)] for one in asked])


def judgement(
    spans: Tensor, asked: Sequence[Judged], class_weights: dict[str, Tensor]
) -> dict[str, Tensor]:
    """Cross-entropy of attitude and certainty, scored by content and cue together; scalars.

    spans: float32 (spans, WIDTH).
    """
    losses = {}
    contents, cues, has_cue = _with_cue(spans, asked)
    counts = torch.tensor([one.counts for one in asked])
    for head, names, said in (
        ("attitude", ATTITUDES, [one.attitude for one in asked]),
        ("certainty", CERTAINTIES, [one.certainty for one in asked]),
    ):
        scores = contents[:, AT[f"{head}_content"]] + has_cue * cues[:, AT[f"{head}_cue"]]
        right = torch.tensor([names.index(s) if s in names else IGNORED for s in said])
        if (right >= 0).any():
            each = functional.cross_entropy(
                scores, right, weight=class_weights[head], reduction="none"
            )
            # each is 0 where nothing is right, as is its class's weight
            share = counts * (class_weights[head][right.clamp_min(0)] * (right >= 0))
            loss = (counts * each).sum() / share.sum()
            losses[head] = loss * min(1.0, len(asked) / FULL_SAY)
    return losses


def proposition(spans: Tensor, asked: Sequence[Taught]) -> Tensor:
    """One minus the cosine to the teacher's vector; a scalar mean.

    spans: float32 (spans, WIDTH).
    """
    found = spans[torch.tensor([one.span for one in asked])][:, AT["proposition"]]
    wanted = torch.from_numpy(np.stack([one.vector for one in asked]))
    return (1 - (functional.normalize(found, dim=1) * wanted).sum(1)).mean()


def weigh_classes(examples: Iterable[Supervised]) -> dict[str, Tensor]:
    """Root of the inverse frequency: rare attitudes count, plain ones are not drowned.

    Returns float32 (attitudes,), 1 for `assert`, and (certainties,), 1 for the most frequent.
    """
    attributions = [a for one in examples for a in one.example.attributions if a.attitude]
    weights = {}
    for head, names in (("attitude", ATTITUDES), ("certainty", CERTAINTIES)):
        said = [getattr(a, head) for a in attributions]
        counts = np.array([1 + said.count(name) for name in names], dtype=np.float64)
        inverse = (counts.max() / counts) ** 0.5
        unit = inverse[0] if head == "attitude" else inverse.min()
        weights[head] = torch.tensor(inverse / unit, dtype=torch.float32)
        print(head, dict(zip(names, counts.astype(int).tolist(), strict=True)), flush=True)
    return weights
