"""From the corpora to a checkpoint: one encoder, all heads, one pass.

    python -m training.train --data ../shared --out training/runs/NAME

Deterministic for a seed and a torch build. Every epoch is written, so that a run can be stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from hearsay.model.labels import (
    ATTITUDES,
    CERTAINTIES,
    NAME_KINDS,
    NAME_TAGS,
    PROPOSITION,
    ROLE_TAGS,
    ROLES,
    columns,
)
from hearsay.model.pieces import Pieces, encode
from hearsay.text import sentences
from hearsay.types import Span
from training import corpora
from training.corpora import Example
from training.network import Network

AT = columns()
CLS, SEP = 101, 102
WINDOW = 254


@dataclass
class Ready:
    """An example as arrays."""

    example: Example
    pieces: Pieces
    role: np.ndarray  # bool (pieces, tags): the tags that are allowed; all True = not known
    inner: np.ndarray
    name: np.ndarray
    teacher: dict[int, np.ndarray]  # attribution index -> vector
    sentence_teacher: dict[int, np.ndarray]


def mark(allowed: np.ndarray, pieces: Pieces, span: Span, tag: int) -> None:
    first, last = pieces.covering(span)
    if last > first:
        allowed[first:last] = False
        allowed[first, tag] = True
        allowed[first + 1 : last, tag + 1] = True


def allow_roles(example: Example, pieces: Pieces) -> tuple[np.ndarray, np.ndarray]:
    n = len(pieces)
    role = np.ones((n, len(ROLE_TAGS)), bool)
    inner = np.ones((n, len(ROLE_TAGS)), bool)
    if example.roles == "none":
        return role, inner
    base = np.zeros(len(ROLE_TAGS), bool)
    base[0] = True
    if example.roles == "open":
        base[1:3] = True
    role[:] = base
    outer = [a for a in example.attributions if not a.inner]
    nested = [a for a in example.attributions if a.inner]
    # contents first, so that where gold spans overlap the cue and source win
    for r in (2, 0, 1):
        for a in outer:
            for span in getattr(a, ROLES[r]):
                mark(role, pieces, span, 1 + 2 * r)
    content = np.zeros(n, bool)
    for a in outer:
        for span in a.content:
            first, last = pieces.covering(span)
            content[first:last] = True
    if example.inner == "full":
        inner[:] = False
        inner[:, 0] = True
        inner[content, 1:3] = True
    else:
        inner[~content] = False
        inner[~content, 0] = True
        for a in nested:  # a wrapped sentence is known from end to end
            for o in outer:
                if any(s.covers(a.content[0]) for s in o.content):
                    for s in o.content:
                        first, last = pieces.covering(s)
                        inner[first:last] = False
                        inner[first:last, 0] = True
    for r in (2, 0, 1):
        for a in nested:
            for span in getattr(a, ROLES[r]):
                mark(inner, pieces, span, 1 + 2 * r)
    return role, inner


def allow_names(example: Example, pieces: Pieces) -> np.ndarray:
    n = len(pieces)
    allowed = np.ones((n, len(NAME_TAGS)), bool)
    if example.names is None:
        return allowed
    allowed[:] = False
    allowed[:, 0] = True
    place = 1 + 2 * NAME_KINDS.index("place")
    if example.places_open:
        capital = (pieces.features[:, 0] >= 2) & (pieces.features[:, 0] <= 4)
        allowed[capital, place : place + 2] = True
    for span in example.unsure:
        first, last = pieces.covering(span)
        allowed[first:last] = True
    for span, kinds in example.names:
        first, last = pieces.covering(span)
        if last > first:
            allowed[first:last] = False
            for kind in kinds:
                k = 1 + 2 * NAME_KINDS.index(kind)
                allowed[first, k] = True
                allowed[first + 1 : last, k + 1] = True
    return allowed


class Teacher:
    """The untouched sentence encoder, whose vectors the proposition head learns to give."""

    def __init__(self, folder: Path, tokenizer: Tokenizer) -> None:
        from transformers import BertModel

        self.model = BertModel.from_pretrained(str(folder), add_pooling_layer=False).eval()
        self.tokenizer = tokenizer
        self.basis: np.ndarray | None = None

    @torch.no_grad()
    def vectors(self, texts: list[str]) -> np.ndarray:
        """float32 (texts, 384), length one."""
        rows = [
            [CLS, *self.tokenizer.encode(t, add_special_tokens=False).ids[:126], SEP] for t in texts
        ]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        out = np.zeros((len(rows), 384), np.float32)
        for k in range(0, len(order), 64):
            part = order[k : k + 64]
            longest = max(len(rows[i]) for i in part)
            ids = torch.zeros(len(part), longest, dtype=torch.long)
            mask = torch.zeros(len(part), longest, dtype=torch.long)
            for r, i in enumerate(part):
                ids[r, : len(rows[i])] = torch.tensor(rows[i])
                mask[r, : len(rows[i])] = 1
            with torch.autocast("cpu", torch.bfloat16):
                hidden = self.model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            pooled = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            out[part] = functional.normalize(pooled, dim=1).numpy()
        return out


def prepare(
    examples: list[Example], tokenizer: Tokenizer, teacher: Teacher, rng: random.Random
) -> list[Ready]:
    ready = []
    texts: list[str] = []
    where: list[tuple[int, str, int]] = []
    for e, example in enumerate(examples):
        kept = sentences(example.text)
        pieces = encode(example.text, kept, tokenizer)
        role, inner = allow_roles(example, pieces)
        ready.append(Ready(example, pieces, role, inner, allow_names(example, pieces), {}, {}))
        if not example.name.endswith("+nested"):
            for k, a in enumerate(example.attributions):
                texts.append(" ".join(s.of(example.text) for s in a.content))
                where.append((e, "content", k))
            if rng.random() < 0.25:
                for k, s in enumerate(kept):
                    texts.append(s.of(example.text))
                    where.append((e, "sentence", k))
    print(f"{len(examples)} examples; teacher reads {len(texts)} texts", flush=True)
    start = time.time()
    vectors = teacher.vectors(texts)
    centred = vectors  # no centring: cosine of the teacher is to be kept
    _, _, basis = np.linalg.svd(centred[:: max(1, len(centred) // 8000)], full_matrices=False)
    teacher.basis = basis[:PROPOSITION].astype(np.float32)
    projected = vectors @ teacher.basis.T
    kept_share = float(np.mean(np.sum(projected**2, axis=1)))
    print(
        f"teacher done in {time.time() - start:.0f} s; {PROPOSITION} dimensions keep {kept_share:.3f}",
        flush=True,
    )
    projected /= np.maximum(np.linalg.norm(projected, axis=1, keepdims=True), 1e-6)
    for (e, what, k), vector in zip(where, projected, strict=True):
        (ready[e].teacher if what == "content" else ready[e].sentence_teacher)[k] = vector
    return ready


def cut(ready: list[Ready], rng: random.Random) -> list[tuple[int, int, int]]:
    """Windows of whole sentences with a random first break, so that no epoch cuts alike."""
    out = []
    for e, r in enumerate(ready):
        n = len(r.pieces)
        if not n:
            continue
        breaks = [0, *(np.flatnonzero(np.diff(r.pieces.sentence)) + 1).tolist(), n]
        start = 0
        limit = rng.randint(60, WINDOW)
        for i, b in enumerate(breaks[1:], 1):
            following = breaks[i + 1] if i + 1 < len(breaks) else n
            while b - start > WINDOW:
                out.append((e, start, start + WINDOW))
                start += WINDOW
            if following - start > limit or b == n:
                if b > start:
                    out.append((e, start, b))
                start, limit = b, WINDOW
    return out


def log_any(logits: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the probability that falls on the allowed tags; float (tokens,)."""
    return torch.logsumexp(logits, -1) - torch.logsumexp(logits.masked_fill(~allowed, -1e4), -1)


class Batch:
    def __init__(
        self, ready: list[Ready], cuts: list[tuple[int, int, int]], rng: random.Random
    ) -> None:
        longest = max(end - start for _, start, end in cuts) + 2
        size = len(cuts)
        self.ids = torch.zeros(size, longest, dtype=torch.long)
        self.mask = torch.zeros(size, longest, dtype=torch.long)
        self.features = torch.zeros(size, longest, 3, dtype=torch.long)
        self.role = torch.ones(size, longest, len(ROLE_TAGS), dtype=torch.bool)
        self.inner = torch.ones(size, longest, len(ROLE_TAGS), dtype=torch.bool)
        self.name = torch.ones(size, longest, len(NAME_TAGS), dtype=torch.bool)
        self.weight = torch.zeros(size, longest)
        self.cuts, self.ready = cuts, ready
        for row, (e, start, end) in enumerate(cuts):
            r = ready[e]
            n = end - start
            self.ids[row, 0], self.ids[row, n + 1] = CLS, SEP
            self.ids[row, 1 : n + 1] = torch.from_numpy(r.pieces.ids[start:end])
            self.mask[row, : n + 2] = 1
            features = r.pieces.features[start:end].copy()
            if rng.random() < 0.04:
                features[:, 0] = 3  # a text in capitals
            elif rng.random() < 0.04:
                features[:, 0] = 0
            self.features[row, 0] = self.features[row, n + 1] = torch.tensor([7, 0, 3])
            self.features[row, 1 : n + 1] = torch.from_numpy(features)
            self.role[row, 1 : n + 1] = torch.from_numpy(r.role[start:end])
            self.inner[row, 1 : n + 1] = torch.from_numpy(r.inner[start:end])
            self.name[row, 1 : n + 1] = torch.from_numpy(r.name[start:end])
            self.weight[row, 1 : n + 1] = r.example.weight

    def loss(self, out: Tensor, weights: dict[str, Tensor]) -> dict[str, Tensor]:
        """Losses by head; each a mean over what is supervised in this batch."""
        losses: dict[str, Tensor] = {}
        for head, allowed in (("role", self.role), ("inner", self.inner), ("name", self.name)):
            known = ~allowed.all(-1) & (self.weight > 0)
            if known.any():
                per = log_any(out[..., AT[head]][known], allowed[known]) * self.weight[known]
                losses[head] = per.sum() / known.sum()
        pool = Pool()
        link: list[tuple[int, list[int], int]] = []  # content, candidate spans, right one
        link_kind: list[str] = []
        judged: list[tuple[int, int | None, str, str | None]] = []
        taught: list[tuple[int, np.ndarray]] = []
        coref: list[tuple[int, list[int], list[bool]]] = []
        for row, (e, start, end) in enumerate(self.cuts):
            r = self.ready[e]
            offset = row * out.shape[1] + 1 - start

            def pooled(
                spans: list[Span],
                r: Ready = r,
                start: int = start,
                end: int = end,
                offset: int = offset,
            ) -> int | None:
                found: list[int] = []
                for s in spans:
                    a, b = r.pieces.covering(s)
                    if a < start or b > end:
                        return None
                    found.extend(range(a + offset, b + offset))
                return pool.add(found) if found else None

            first = int(r.pieces.offsets[start, 0])
            last = int(r.pieces.offsets[end - 1, 1])
            inside = []
            for k, a in enumerate(r.example.attributions):
                if a.content[0].start < first or a.content[-1].end > last:
                    continue
                content = pooled(a.content)
                if content is not None:
                    inside.append((k, a, content, pooled(a.source), pooled(a.cue)))
            for which in (3, 4):
                keys = sorted({item[which] for item in inside if item[which] is not None})
                for k, a, content, source, cue in inside:
                    got = cue if which == 4 else source
                    if got is None and (
                        r.example.roles == "open" or (a.cue if which == 4 else a.source)
                    ):
                        continue  # unknown, or outside this window
                    link.append((content, keys, keys.index(got) if got is not None else len(keys)))
                    link_kind.append("cue" if which == 4 else "source")
            for k, a, content, source, cue in inside:
                if a.attitude in ATTITUDES and (cue is not None or not a.cue):
                    judged.append((content, cue, a.attitude, a.certainty))
                if k in r.teacher:
                    taught.append((content, r.teacher[k]))
            if r.sentence_teacher:
                for k in range(int(r.pieces.sentence[start]), int(r.pieces.sentence[end - 1]) + 1):
                    if k in r.sentence_teacher:
                        at = np.flatnonzero(r.pieces.sentence[start:end] == k) + start + offset
                        if len(at) > 4:
                            taught.append((pool.add(at.tolist()), r.sentence_teacher[k]))
            mentions = []
            for span, entity, named in r.example.mentions:
                if span.start >= first and span.end <= last:
                    got = pooled([span])
                    if got is not None:
                        mentions.append((got, entity, named))
            is_gum = r.example.name.startswith("GUM")
            for i, (got, entity, named) in enumerate(mentions):
                if named:
                    continue
                chosen = [
                    m
                    for j, m in enumerate(mentions)
                    if m[0] != got and ((is_gum and i - 40 <= j < i) or (not is_gum and m[2]))
                ]
                if chosen:
                    coref.append((got, [m[0] for m in chosen], [m[1] == entity for m in chosen]))
        if not pool.count:
            return losses
        x = pool.means(out)
        if link:
            scores = []
            for which in ("source", "cue"):
                rows = [i for i, kind in enumerate(link_kind) if kind == which]
                if rows:
                    widest = max(len(link[i][1]) for i in rows)
                    keys = torch.zeros(len(rows), max(1, widest), dtype=torch.long)
                    real = torch.zeros(len(rows), max(1, widest), dtype=torch.bool)
                    for n, i in enumerate(rows):
                        keys[n, : len(link[i][1])] = torch.tensor(link[i][1], dtype=torch.long)
                        real[n, : len(link[i][1])] = True
                    contents = torch.tensor([link[i][0] for i in rows])
                    s = (
                        torch.einsum(
                            "nd,nkd->nk",
                            x[contents][:, AT["content_query"]],
                            x[keys][..., AT[f"{which}_key"]],
                        )
                        / 6.0
                    )
                    s = torch.cat(
                        [s.masked_fill(~real, -1e4), x[contents][:, AT[f"no_{which}"]]], 1
                    )
                    gold = torch.tensor(
                        [
                            link[i][2] if link[i][2] < len(link[i][1]) else s.shape[1] - 1
                            for i in rows
                        ]
                    )
                    scores.append(functional.cross_entropy(s, gold))
            losses["link"] = torch.stack(scores).mean()
        if coref:
            widest = max(len(c[1]) for c in coref)
            keys = torch.zeros(len(coref), widest, dtype=torch.long)
            real = torch.zeros(len(coref), widest + 1, dtype=torch.bool)
            right = torch.zeros(len(coref), widest + 1, dtype=torch.bool)
            for n, (_, chosen, flags) in enumerate(coref):
                keys[n, : len(chosen)] = torch.tensor(chosen)
                real[n, : len(chosen)] = True
                right[n, : len(chosen)] = torch.tensor(flags)
                right[n, -1] = not any(flags)
            real[:, -1] = True
            who = torch.tensor([c[0] for c in coref])
            s = (
                torch.einsum(
                    "nd,nkd->nk", x[who][:, AT["mention_query"]], x[keys][..., AT["mention_key"]]
                )
                / 8.0
            )
            s = torch.cat([s, x[who][:, AT["no_antecedent"]]], 1).masked_fill(~real, -1e4)
            losses["coref"] = log_any(s, right).mean()
        if judged:
            contents = torch.tensor([j[0] for j in judged])
            cues = torch.tensor([j[1] if j[1] is not None else 0 for j in judged])
            has = torch.tensor([[float(j[1] is not None)] for j in judged])
            for key, names, place in (("attitude", ATTITUDES, 2), ("certainty", CERTAINTIES, 3)):
                z = x[contents][:, AT[f"{key}_content"]] + has * x[cues][:, AT[f"{key}_cue"]]
                gold = torch.tensor(
                    [names.index(j[place]) if j[place] in names else -100 for j in judged]
                )
                if (gold >= 0).any():
                    losses[key] = functional.cross_entropy(z, gold, weight=weights[key]) * min(
                        1.0, len(judged) / 6
                    )
        if taught:
            v = functional.normalize(
                x[torch.tensor([t[0] for t in taught])][:, AT["proposition"]], dim=1
            )
            losses["proposition"] = (
                1 - (v * torch.from_numpy(np.stack([t[1] for t in taught]))).sum(1)
            ).mean()
        return losses


class Pool:
    """Means over many sets of tokens of a batch, in one gather."""

    def __init__(self) -> None:
        self.index: list[int] = []
        self.segment: list[int] = []
        self.sizes: list[int] = []
        self.known: dict[tuple[int, ...], int] = {}

    @property
    def count(self) -> int:
        return len(self.sizes)

    def add(self, tokens: list[int]) -> int:
        key = tuple(tokens)
        if key not in self.known:
            self.known[key] = len(self.sizes)
            self.index.extend(tokens)
            self.segment.extend([len(self.sizes)] * len(tokens))
            self.sizes.append(len(tokens))
        return self.known[key]

    def means(self, out: Tensor) -> Tensor:
        flat = out.reshape(-1, out.shape[-1])[torch.tensor(self.index)]
        total = torch.zeros(self.count, out.shape[-1]).index_add(
            0, torch.tensor(self.segment), flat
        )
        return total / torch.tensor(self.sizes, dtype=torch.float32)[:, None]


SHARES = {
    "role": 1.0,
    "inner": 0.6,
    "name": 0.5,
    "link": 0.3,
    "coref": 0.25,
    "attitude": 0.25,
    "certainty": 0.15,
    "proposition": 0.6,
}


def class_weights(ready: list[Ready]) -> dict[str, Tensor]:
    """Root of the inverse frequency: rare attitudes count, plain ones are not drowned."""
    out = {}
    for key, names in (("attitude", ATTITUDES), ("certainty", CERTAINTIES)):
        counts = np.ones(len(names))
        for r in ready:
            for a in r.example.attributions:
                if getattr(a, key) in names and a.attitude:
                    counts[names.index(getattr(a, key))] += 1
        w = (counts.max() / counts) ** 0.5
        out[key] = torch.tensor(w / w[0] if key == "attitude" else w / w.min(), dtype=torch.float32)
        print(key, dict(zip(names, counts.astype(int).tolist(), strict=True)), flush=True)
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    news = list(corpora.polnear(args.data / "data"))
    gold = list(corpora.gold(args.data / "gold" / "articles" / "train"))
    gum = list(corpora.gum(args.data / "data"))
    if args.limit:
        news, gold, gum = news[: args.limit], gold[: args.limit], gum[: args.limit]
    examples = news + gold + gum + [corpora.nested(e, rng) for e in gold]
    ready = prepare(examples, tokenizer, Teacher(args.base, tokenizer), rng)
    weights = class_weights([r for r in ready if not r.example.name.endswith("+nested")])
    network = Network(args.base)
    heads = [p for n, p in network.named_parameters() if n.startswith(("heads", "features"))]
    rest = [p for n, p in network.named_parameters() if not n.startswith(("heads", "features"))]
    optimizer = torch.optim.AdamW(
        [{"params": rest, "lr": args.rate}, {"params": heads, "lr": 1e-3}], weight_decay=0.01
    )
    peaks = [g["lr"] for g in optimizer.param_groups]
    polnear_rows = [i for i, r in enumerate(ready) if r.example.roles == "full"]
    step, total = 0, None
    for epoch in range(args.epochs):
        start = time.time()
        # anew each epoch: other sentences are wrapped, other windows cut
        current = list(ready)
        for i in polnear_rows:
            wrapped = corpora.nested(ready[i].example, rng)
            pieces = encode(wrapped.text, sentences(wrapped.text), tokenizer)
            role, inner = allow_roles(wrapped, pieces)
            teacher = {k: v for k, v in ready[i].teacher.items()}
            current[i] = Ready(
                wrapped, pieces, role, inner, allow_names(wrapped, pieces), teacher, {}
            )
        cuts = cut(current, rng)
        small = [c for c in cuts if current[c[0]].example.name.startswith("gold-")]
        cuts += cut_again(current, small, rng)
        # windows of like length go together, then batches are shuffled
        cuts.sort(key=lambda c: (c[2] - c[1]) + rng.random() * 40)
        batches = [cuts[i : i + args.batch] for i in range(0, len(cuts), args.batch)]
        rng.shuffle(batches)
        total = total or len(batches) * args.epochs
        network.train()
        sums: dict[str, list[float]] = {}
        for b, chosen in enumerate(batches):
            step += 1
            share = min(step / (0.06 * total), max(0.02, (total - step) / (0.94 * total)))
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * share
            batch = Batch(current, chosen, rng)
            with torch.autocast("cpu", torch.bfloat16):
                out = network(batch.ids, batch.mask, batch.features)
            losses = batch.loss(out.float(), weights)
            loss = sum(SHARES[k] * v for k, v in losses.items())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            for k, v in losses.items():
                sums.setdefault(k, []).append(v.item())
            if b % 50 == 0:
                means = " ".join(f"{k} {np.mean(v[-50:]):.3f}" for k, v in sums.items())
                print(
                    f"epoch {epoch} batch {b}/{len(batches)} {time.time() - start:.0f}s {means}",
                    flush=True,
                )
        torch.save(network.state_dict(), args.out / "checkpoint.pt")
        (args.out / "epoch.txt").write_text(str(epoch + 1))
    digests = {}
    for path in sorted(
        [
            args.data / "data/polnear/labels/train.jsonl",
            args.data / "gold/articles/train/gold.json",
            args.data / "data/ud/en_gum-train.conllu.gz",
            args.base / "model.safetensors",
            args.base / "tokenizer.json",
        ]
    ):
        digests[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    (args.out / "recipe.json").write_text(
        json.dumps(
            {
                "arguments": {
                    k: str(v) for k, v in vars(args).items() if k not in ("data", "base", "out")
                },
                "digests": digests,
                "shares": SHARES,
            },
            indent=1,
        )
    )


def cut_again(
    ready: list[Ready], small: list[tuple[int, int, int]], rng: random.Random
) -> list[tuple[int, int, int]]:
    """The whole articles once more, cut elsewhere: they are few and closest to what is read."""
    wanted = {c[0] for c in small}
    return [c for c in cut(ready, rng) if c[0] in wanted]


if __name__ == "__main__":
    main()
