"""The untouched sentence encoder, whose vectors the proposition head learns to imitate.

Takes texts, gives vectors of length one, cut down to the directions in which propositions differ
most. Used in training only: the head gives the same vectors from the pass that reads everything
else, at no further cost.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import BertModel

from hearsay.model.labels import PROPOSITION
from hearsay.model.network import CLS, SEP
from hearsay.text import sentences
from training.examples import NESTED
from training.supervision import Supervised, Vectors

Matrix = NDArray[np.float32]

LONGEST = 126
"""Pieces of a text that the teacher reads; the encoder was trained on 128 with the special ones."""
BATCH = 64
SENTENCES_OF = 0.25
"""Share of the texts whose sentences, too, are read, so that the head learns what nobody says."""
BASIS_FROM = 8000
"""The directions are found on about this many vectors, evenly taken."""


class Teacher:
    """all-MiniLM-L6-v2 as it was published: mean over the pieces, length one."""

    def __init__(self, folder: Path, tokenizer: Tokenizer) -> None:
        self.model = BertModel.from_pretrained(str(folder), add_pooling_layer=False).eval()
        self.tokenizer = tokenizer

    @torch.no_grad()
    def vectors(self, texts: Sequence[str]) -> Matrix:
        """float32 (texts, 384), length one."""
        rows = [[CLS, *self._pieces(text), SEP] for text in texts]
        # like lengths together: padding costs as much as words do
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        out = np.zeros((len(rows), self.model.config.hidden_size), np.float32)
        for begin in range(0, len(order), BATCH):
            chosen = order[begin : begin + BATCH]
            longest = max(len(rows[i]) for i in chosen)
            ids = torch.zeros(len(chosen), longest, dtype=torch.long)
            mask = torch.zeros_like(ids)
            for row, i in enumerate(chosen):
                ids[row, : len(rows[i])] = torch.tensor(rows[i])
                mask[row, : len(rows[i])] = 1
            with torch.autocast("cpu", torch.bfloat16):
                hidden = self.model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            pooled = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            out[chosen] = functional.normalize(pooled, dim=1).numpy()
        return out

    def _pieces(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST]
        return ids


def directions_of(vectors: Matrix) -> Matrix:
    """The PROPOSITION directions that keep most of these vectors, float32 (384, PROPOSITION).

    vectors: float32 (texts, 384). Not centred: it is the teacher's cosine that is to be kept.
    """
    sample = vectors[:: max(1, len(vectors) // BASIS_FROM)]
    _, _, directions = np.linalg.svd(sample, full_matrices=False)
    return np.asarray(directions[:PROPOSITION].astype(np.float32).T)


def projected(vectors: Matrix, directions: Matrix) -> tuple[Matrix, float]:
    """Vectors in the directions of `directions_of`, and the share of them that is kept.

    vectors: float32 (texts, 384). Returns float32 (texts, PROPOSITION), length one.
    """
    found = vectors @ directions
    kept = float(np.mean(np.sum(found**2, axis=1)))
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6), kept


def teach(
    examples: Sequence[Supervised],
    others: Sequence[Supervised],
    teacher: Teacher,
    rng: random.Random,
) -> None:
    """Puts the teacher's vectors of contents, and of some texts' sentences, on all examples.

    The directions are found on the first ones alone, so that others added to them leave the meaning
    of every number as it was. Examples made by `training.nesting` get none. Draws one number for
    each other example.
    """
    start = time.monotonic()
    texts, places = _wanted(examples, rng)
    print(f"{len(examples)} examples; teacher reads {len(texts)} texts", flush=True)
    vectors = teacher.vectors(texts)
    directions = directions_of(vectors)
    kept = _put(vectors, directions, places)
    further, their_places = _wanted(others, rng)
    _put(teacher.vectors(further), directions, their_places)
    seconds = time.monotonic() - start
    print(f"teacher done in {seconds:.0f} s; {PROPOSITION} dimensions keep {kept:.3f}", flush=True)


Places = list[tuple[Vectors, int]]
"""Where vectors go: into which table, at which index."""


def _wanted(examples: Sequence[Supervised], rng: random.Random) -> tuple[list[str], Places]:
    """Texts to read, and where their vectors go."""
    texts: list[str] = []
    places: Places = []
    for supervised in examples:
        example = supervised.example
        if example.name.endswith(NESTED):
            continue
        for index, a in enumerate(example.attributions):
            texts.append(" ".join(part.of(example.text) for part in a.content))
            places.append((supervised.content_vectors, index))
        if rng.random() < SENTENCES_OF:
            for index, sentence in enumerate(sentences(example.text)):
                texts.append(sentence.of(example.text))
                places.append((supervised.sentence_vectors, index))
    return texts, places


def _put(vectors: Matrix, directions: Matrix, places: Places) -> float:
    """Puts vectors in their places; the share of them that the directions keep."""
    if not places:
        return 0.0
    short, kept = projected(vectors, directions)
    for (target, index), vector in zip(places, short, strict=True):
        target[index] = vector
    return kept
