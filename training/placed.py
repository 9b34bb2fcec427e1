"""Statements among the sentences around them, as the statement network learns from them.

hearsay reads a statement's words by themselves. In training most are read within their passage: a
vector is the mean over the words' own pieces, and what "he was never there" is about comes from the
pieces around. Read by themselves afterwards, statements of one matter lie nearer than where all
were learned from by themselves (README.md, "The statement network").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from hearsay.types import Span

LONGEST = 64
"""Word pieces of a statement; of what is longer, the end is cut."""
PASSAGE = 112
"""Word pieces of a statement and what stands around it; the rest is cut off on either side."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Words within a passage. parts: where they stand in it, in order; none: all of it."""

    passage: str
    parts: tuple[Span, ...] = ()


def within(text: str, content: Sequence[Span], sentences: Sequence[Span]) -> Placed:
    """What stands at some places of a text, in its sentences and the one before and after.

    content: one span or more, in order. sentences: of the text, in order.
    """
    start, end = content[0].start, content[-1].end
    held = [n for n, one in enumerate(sentences) if one.start < end and one.end > start]
    if held:
        start = min(start, sentences[max(0, held[0] - 1)].start)
        end = max(end, sentences[min(len(sentences) - 1, held[-1] + 1)].end)
    parts = tuple(Span(part.start - start, part.end - start) for part in content)
    return Placed(text[start:end], parts)


def alone(placed: Placed) -> Placed:
    """The same words without what stands around them."""
    return Placed(" ".join(part.of(placed.passage) for part in placed.parts) or placed.passage)


@dataclass(frozen=True)
class Pieces:
    """A passage as the network reads it. ids: of its word pieces; around: 1 for a piece that is not
    of the words themselves, else 0; both (length,), with what marks the ends."""

    ids: tuple[int, ...]
    around: tuple[int, ...]


def pieces(tokenizer: Tokenizer, placed: Sequence[Placed]) -> list[Pieces]:
    """The word pieces of each of some words in their passage. tokenizer: neither cuts nor pads."""
    first, last = tokenizer.encode("").ids
    found = []
    encoded = tokenizer.encode_batch([one.passage for one in placed], add_special_tokens=False)
    for one, passage in zip(placed, encoded, strict=True):
        own = [
            at
            for at, (start, end) in enumerate(passage.offsets)
            if any(start < part.end and end > part.start for part in one.parts)
        ]
        if own:
            own = own[:LONGEST]
            start, end = _cut(own, len(passage.ids))
        else:
            own = list(range(len(passage.ids)))[:LONGEST]
            start, end = 0, len(own)
        held = set(own)
        around = [int(at not in held) for at in range(start, end)]
        found.append(Pieces((first, *passage.ids[start:end], last), (0, *around, 0)))
    return found


def _cut(own: Sequence[int], length: int) -> tuple[int, int]:
    """Of how much of a passage is read, the first piece and the one after the last: as much before
    the words as after them, and what one side has not, of the other."""
    start, end = own[0], min(own[-1] + 1, own[0] + PASSAGE)
    room = PASSAGE - (end - start)
    before = min(start, max(room // 2, room - (length - end)))
    return start - before, min(length, end + room - before)
