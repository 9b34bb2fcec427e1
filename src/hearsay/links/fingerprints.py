"""What of a document finds its copies: its words as numbers, and a few of their sequences.

Takes a document, gives its `Signature`, a function of that document alone; takes signatures, gives
the pairs that may be copies. Which sequences stand for a text is decided by winnowing (Schleimer,
Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003): of every
few neighbours the one with the smallest hash. So two texts with `SHINGLE + WINDOW - 1` words in a
row in common always share a fingerprint, however long the rest of either is. MinHash, which
estimates how much of the *whole* is shared, has no such guarantee for a passage.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hearsay.links import words
from hearsay.text import quoted
from hearsay.types import Document, Span

# Words of a sequence.
SHINGLE = 5
# Neighbours of which one stands for all: runs of 8 words are always found.
WINDOW = 4
_PRIME = 0x9E3779B97F4A7C15
_MIXER = 0xBF58476D1CE4E5B9


@dataclass(frozen=True, slots=True)
class Signature:
    """The article of one document, its boilerplate left out.

    words: uint32 (word,), hashes of stems, so that "reports" and "reported" are one. starts, ends:
    int32 (word,), code points. in_quotation: bool (word,). fingerprints: uint64, sorted, unique.
    """

    document: str
    words: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    in_quotation: NDArray[np.bool_]
    fingerprints: NDArray[np.uint64]

    def span(self, first: int, length: int) -> Span:
        """Where some words in a row stand."""
        return Span(int(self.starts[first]), int(self.ends[first + length - 1]))

    def shingles(self) -> NDArray[np.uint64]:
        """A hash of each sequence of `SHINGLE` words; (word - SHINGLE + 1,) or none."""
        return _shingles(self.words)


@lru_cache(maxsize=65536)
def _hashed(word: str) -> int:
    """Of a word without its ending, `five` as `5`; the same on every machine."""
    return zlib.crc32(words.UNITS.get(word, words.stem(word)).encode())


def _covered(spans: Sequence[Span], size: int) -> NDArray[np.bool_]:
    """For every code point whether it lies in one of the spans."""
    marked = np.zeros(size + 1, dtype=bool)
    for span in spans:
        marked[span.start : span.end] = True
    return marked


def _shingles(hashes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    count = max(0, len(hashes) - SHINGLE + 1)
    found = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):
        found *= np.uint64(_PRIME)
        found += hashes[offset : offset + count].astype(np.uint64)
    # sums of products are no fair draw: their high bits follow the first word
    found ^= found >> np.uint64(31)
    found *= np.uint64(_MIXER)
    found ^= found >> np.uint64(29)
    return found


def _winnowed(shingles: NDArray[np.uint64]) -> NDArray[np.uint64]:
    if len(shingles) <= WINDOW:
        return np.unique(shingles)
    windows = np.lib.stride_tricks.sliding_window_view(shingles, WINDOW)
    return np.unique(windows.min(axis=1))


@lru_cache(maxsize=1024)
def signature(document: Document) -> Signature:
    """What of a document finds its copies; some 20 KB, kept as it is asked for pair by pair."""
    text = document.text
    junk = _covered(document.boilerplate, len(text))
    marks = _covered(quoted(text), len(text))
    found = [match for match in words.WORD.finditer(text) if not junk[match.start()]]
    hashes = np.array([_hashed(match.group().casefold()) for match in found], dtype=np.uint32)
    starts = np.array([match.start() for match in found], dtype=np.int32)
    return Signature(
        document=document.id,
        words=hashes,
        starts=starts,
        ends=np.array([match.end() for match in found], dtype=np.int32),
        in_quotation=marks[starts],
        fingerprints=_winnowed(_shingles(hashes)),
    )


def candidates(
    signatures: Sequence[Signature], at_least: int, new: Collection[int] | None = None
) -> list[tuple[int, int]]:
    """Pairs of places in `signatures`, smaller first, that share `at_least` fingerprints; sorted.

    Whether a pair is among them depends on the pair alone. new: only pairs with one of these.
    Time and memory grow with the texts and with the pairs that share a fingerprint, not with all
    pairs.
    """
    if not signatures:
        return []
    prints = np.concatenate([s.fingerprints for s in signatures])
    owner = np.repeat(
        np.arange(len(signatures), dtype=np.int64), [len(s.fingerprints) for s in signatures]
    )
    order = np.lexsort((owner, prints))
    prints, owner = prints[order], owner[order]
    starts = np.flatnonzero(np.concatenate([[True], prints[1:] != prints[:-1]])[: len(prints)])
    sizes = np.diff(np.concatenate([starts, [len(prints)]]))
    is_new = np.ones(len(signatures), dtype=bool)
    if new is not None:
        is_new[:] = False
        is_new[list(new)] = True
    shared = np.zeros(0, dtype=np.int64)
    for size in sorted(set(sizes.tolist()) - {0, 1}):
        groups = owner[starts[sizes == size][:, None] + np.arange(size)]
        lefts, rights = np.triu_indices(size, 1)
        # a phrase of very many texts is taken a few groups at a time
        step = max(1, _AT_ONCE // len(lefts))
        for at in range(0, len(groups), step):
            left, right = groups[at : at + step, lefts], groups[at : at + step, rights]
            wanted = is_new[left] | is_new[right]
            shared = np.concatenate([shared, (left * len(signatures) + right)[wanted]])
    pairs, counts = np.unique(shared, return_counts=True)
    chosen = pairs[counts >= at_least]
    return [divmod(int(pair), len(signatures)) for pair in chosen]


_AT_ONCE = 1 << 22
"""Pairs that are written out at once: 32 MB."""
