"""What a batch teaches about spans: links, antecedents, attitudes, propositions.

Takes the windows of a batch, gives indices: which tokens make up each span (`Pool`), and for each
head which pooled spans are asked about and what is right. Spans that a window cuts off are left
out. Plain lists; the losses make tensors of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hearsay.model.labels import ATTITUDES, POINTERS
from hearsay.types import Span
from training import gum
from training.argument_targets import Arguments, Pool, asked
from training.examples import Attribution
from training.supervision import Supervised
from training.windows import Cut

LinkRole = Literal["source", "cue"]
LINK_ROLES: tuple[LinkRole, ...] = ("source", "cue")

FARTHEST_MENTION = 40
"""Mentions before a description among which its antecedent is sought, in GUM."""
SHORTEST_SENTENCE = 5
"""Pieces; what is left of a sentence in its window teaches no proposition if it is shorter."""


class Link(NamedTuple):
    """Which candidate belongs to a content. right: an index; past the last one: none does."""

    content: int
    candidates: list[int]
    right: int


class Antecedents(NamedTuple):
    """Which candidates name what a mention speaks of; one flag for each."""

    mention: int
    candidates: list[int]
    right: list[bool]


class Judged(NamedTuple):
    """How a content was judged, with its cue if it has one, and how much that counts."""

    content: int
    cue: int | None
    attitude: str
    certainty: str | None
    counts: float = 1.0


class Pointing(NamedTuple):
    """Which candidates name whom a content, with its cue if it has one, points to; one flag for
    each, none of them set if it is nobody."""

    content: int
    cue: int | None
    candidates: list[int]
    right: list[bool]


class Taught(NamedTuple):
    """The teacher's vector of a pooled span, float32 (PROPOSITION,)."""

    span: int
    vector: NDArray[np.float32]


@dataclass
class SpanTargets:
    """All that a batch asks about spans; every number is a set of `pool`."""

    pool: Pool = field(default_factory=Pool)
    links: dict[LinkRole, list[Link]] = field(
        default_factory=lambda: {role: [] for role in LINK_ROLES}
    )
    antecedents: list[Antecedents] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    pointers: dict[str, list[Pointing]] = field(
        default_factory=lambda: {role: [] for role in POINTERS}
    )
    taught: list[Taught] = field(default_factory=list)
    arguments: list[Arguments] = field(default_factory=list)


class _Seen(NamedTuple):
    """An attribution whose content lies in the window."""

    number: int
    attribution: Attribution
    content: int
    source: int | None
    cue: int | None


class _Pooled(NamedTuple):
    """A mention that lies in the window."""

    span: int
    entity: str
    named: bool


def gather(examples: Sequence[Supervised], cuts: Iterable[Cut], length: int) -> SpanTargets:
    """Everything that the windows of a batch say of spans.

    length: tokens of a row of the batch, special ones and padding included.
    """
    targets = SpanTargets()
    for row, cut in enumerate(cuts):
        window = _Window(targets.pool, examples[cut.example], cut, row * length + 1 - cut.start)
        seen = window.attributions()
        for role in LINK_ROLES:
            targets.links[role] += _links(seen, role, window.supervised)
        vectors = window.supervised.content_vectors
        named = window.named() if any(one.attribution.pointed for one in seen) else {}
        for pointer in POINTERS:
            targets.pointers[pointer] += _pointings(seen, pointer, named)
        for one in seen:
            judged = one.attribution
            if judged.attitude in ATTITUDES and (one.cue is not None or not judged.cue):
                says = (judged.attitude, judged.certainty, judged.counts)
                targets.judged.append(Judged(one.content, one.cue, *says))
            if one.number in vectors:
                targets.taught.append(Taught(one.content, vectors[one.number]))
        targets.taught += window.sentences()
        targets.arguments += asked(targets.pool, window.supervised, cut, window.offset)
        genre = window.supervised.example.name.startswith(gum.PREFIX)
        targets.antecedents += _antecedents(window.mentions(), before_only=genre)
    return targets


class _Window:
    """One window of a batch, as the place where spans are looked up.

    offset: what turns a piece of the example into a token of the flattened batch.
    """

    def __init__(self, pool: Pool, supervised: Supervised, cut: Cut, offset: int) -> None:
        self.pool, self.supervised, self.cut, self.offset = pool, supervised, cut, offset
        offsets = supervised.pieces.offsets
        self.characters = Span(int(offsets[cut.start, 0]), int(offsets[cut.end - 1, 1]))

    def pooled(self, spans: Sequence[Span]) -> int | None:
        """The set of the spans' tokens; None if there are none or the window cuts them off."""
        tokens: list[int] = []
        for span in spans:
            first, last = self.supervised.pieces.covering(span)
            if first < self.cut.start or last > self.cut.end:
                return None
            tokens.extend(range(first + self.offset, last + self.offset))
        return self.pool.add(tokens) if tokens else None

    def attributions(self) -> list[_Seen]:
        """The attributions whose content lies in the window, cue and source where they do too."""
        seen = []
        for index, a in enumerate(self.supervised.example.attributions):
            if a.content[0].start < self.characters.start:
                continue
            if a.content[-1].end > self.characters.end:
                continue
            content = self.pooled(a.content)
            if content is not None:
                seen.append(_Seen(index, a, content, self.pooled(a.source), self.pooled(a.cue)))
        return seen

    def sentences(self) -> list[Taught]:
        """The sentences that the teacher read, as far as they lie in the window."""
        vectors = self.supervised.sentence_vectors
        if not vectors:
            return []
        start, end = self.cut.start, self.cut.end
        sentence = self.supervised.pieces.sentence[start:end]
        taught = []
        for index in range(int(sentence[0]), int(sentence[-1]) + 1):
            if index not in vectors:
                continue
            tokens = np.flatnonzero(sentence == index) + start + self.offset
            if len(tokens) >= SHORTEST_SENTENCE:
                taught.append(Taught(self.pool.add(tokens.tolist()), vectors[index]))
        return taught

    def named(self) -> dict[Span, int]:
        """What looks like a name and lies in the window, and where it is pooled."""
        found = {}
        pointed = [
            span
            for one in self.supervised.example.attributions
            for spans in one.pointed.values()
            for span in spans
        ]
        for span in sorted({*self.supervised.example.named, *pointed}):
            if self.characters.covers(span) and (pooled := self.pooled([span])) is not None:
                found[span] = pooled
        return found

    def mentions(self) -> list[_Pooled]:
        """The mentions that lie in the window, in their order."""
        found = []
        for mention in self.supervised.example.mentions:
            if self.characters.covers(mention.span):
                span = self.pooled([mention.span])
                if span is not None:
                    found.append(_Pooled(span, mention.entity, mention.named))
        return found


def _links(seen: Sequence[_Seen], role: LinkRole, supervised: Supervised) -> list[Link]:
    """For each content, which of the window's sources or cues is its own.

    Left out where the right one lies outside the window or may exist unmarked.
    """
    own = {one.number: one.source if role == "source" else one.cue for one in seen}
    candidates = sorted({span for span in own.values() if span is not None})
    links = []
    for one in seen:
        right = own[one.number]
        marked = one.attribution.source if role == "source" else one.attribution.cue
        if right is None and (supervised.example.roles == "open" or marked):
            continue
        place = candidates.index(right) if right is not None else len(candidates)
        links.append(Link(one.content, candidates, place))
    return links


def _pointings(seen: Sequence[_Seen], role: str, named: dict[Span, int]) -> list[Pointing]:
    """For each content of which it is known, who of those named in the window is pointed to.

    Left out where somebody is, but is not named in the window.
    """
    found = []
    for one in seen:
        right = one.attribution.pointed.get(role)
        if right is None or (one.cue is None and one.attribution.cue):
            continue
        flags = dict.fromkeys(named.values(), False)
        flags |= {named[span]: True for span in right if span in named}
        if flags and (any(flags.values()) or not right):
            found.append(Pointing(one.content, one.cue, list(flags), list(flags.values())))
    return found


def _antecedents(mentions: Sequence[_Pooled], before_only: bool) -> list[Antecedents]:
    """For each description or pronoun, the mentions that could name the same.

    before_only: every mention shortly before it is one, as GUM annotates all of them. Otherwise
    every name in the window is, since only names are known for what they name.
    """
    found = []
    for at, mention in enumerate(mentions):
        if mention.named:
            continue
        if before_only:
            others = mentions[max(0, at - FARTHEST_MENTION) : at]
        else:
            others = [other for other in mentions if other.named]
        others = [other for other in others if other.span != mention.span]
        if others:
            found.append(
                Antecedents(
                    mention.span,
                    [other.span for other in others],
                    [other.entity == mention.entity for other in others],
                )
            )
    return found
