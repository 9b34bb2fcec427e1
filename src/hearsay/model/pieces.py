"""A text as the network sees it: word pieces, what the eye sees of them, and windows.

Takes a text and its sentences, gives arrays of piece ids, offsets and features, and windows that
respect sentences. Training and inference call the same functions, so that both see the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hearsay import text as offsets
from hearsay.types import Span

# The tokenizer lowers case; what was lost comes back as features, one small table each.
SHAPES: Final = ("unknown", "lower", "title", "upper", "mixed", "digit", "mark", "special")
QUOTES: Final = ("outside", "inside", "opening", "closing")
PLACES: Final = ("within", "sentence start", "line start", "special")
FEATURES: Final = (len(SHAPES), len(QUOTES), len(PLACES))

LONGEST: Final = 254
"""Pieces of a window with its context; with the two special ones the length of training."""
LEFT: Final = 36
RIGHT: Final = 16

_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text.

    ids: int64 (pieces,). offsets: int64 (pieces, 2), code points. features: int64 (pieces, 3),
    indices into SHAPES, QUOTES, PLACES. sentence: int64 (pieces,), index of the sentence.
    """

    ids: NDArray[np.int64]
    offsets: NDArray[np.int64]
    features: NDArray[np.int64]
    sentence: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def covering(self, span: Span) -> tuple[int, int]:
        """Half-open range of the pieces that share a character with the span."""
        first = int(np.searchsorted(self.offsets[:, 1], span.start, side="right"))
        last = int(np.searchsorted(self.offsets[:, 0], span.end, side="left"))
        return first, max(first, last)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [start, end) go through the network; what it says of [first, last) is kept."""

    start: int
    end: int
    first: int
    last: int


@lru_cache(maxsize=1 << 14)
def _shape(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 6
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[0].isupper() and word[1:].islower():
        return 2
    return 4


def encode(text: str, sentences: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """The pieces of a text that lie in its sentences (white space has none)."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    spans = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    ids = np.asarray(encoding.ids, dtype=np.int64)
    keep = spans[:, 1] > spans[:, 0]
    spans, ids = spans[keep], ids[keep]
    starts = np.asarray([s.start for s in sentences], dtype=np.int64)
    sentence = np.maximum(np.searchsorted(starts, spans[:, 0], side="right") - 1, 0)

    at = spans[:, 0]
    words = [(*match.span(), _shape(match.group())) for match in _WORD.finditer(text)]
    # a stop before the first word, so that each piece has a word at or before it
    word_starts, word_ends, shapes = np.asarray([(-1, -1, 6), *words], dtype=np.int64).T
    word = np.searchsorted(word_starts, at, side="right") - 1
    shape = np.where(at < word_ends[word], shapes[word], 6)
    quote = np.zeros(len(text) + 1, dtype=np.int64)
    for span in offsets.quoted(text):
        quote[span.start : span.end] = 1
        if span.start:
            quote[span.start - 1] = 2
        if text[span.end : span.end + 1] in offsets.CLOSING and span.end < len(text):
            quote[span.end] = 3
    place = np.zeros(len(text) + 1, dtype=np.int64)
    place[starts] = 1
    place[[line.start for line in offsets.paragraphs(text)]] = 2
    features = (
        np.stack([shape, quote[at], place[at]], axis=1) if len(ids) else np.zeros((0, 3), np.int64)
    )
    return Pieces(ids, spans, features.astype(np.int64), sentence.astype(np.int64))


def windows(
    pieces: Pieces, longest: int = LONGEST, left: int = LEFT, right: int = RIGHT
) -> list[Window]:
    """Cuts of a text into windows of whole sentences, with context on both sides.

    Each piece is kept from exactly one window. A window takes in as many sentences as it holds; a
    sentence that is longer than what it holds is cut inside.
    """
    n = len(pieces)
    bounds = np.append(np.flatnonzero(np.diff(pieces.sentence)) + 1, n)
    found = []
    first = 0
    while first < n:
        start = max(0, first - left)
        last = n
        if n - start > longest:
            furthest = start + longest - right
            at = max(0, int(np.searchsorted(bounds, furthest, side="right")) - 1)
            whole = int(bounds[at])
            last = whole if first < whole <= furthest else furthest
        found.append(Window(start, min(n, last + right), first, last))
        first = last
    return found
