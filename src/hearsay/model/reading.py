"""What the network says of one document, in a form that steps can ask.

Takes the scores of all pieces, gives names, role spans, links, antecedents, attitudes and vectors.
Numbers only: which of them to believe is for the steps to say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hearsay.model import decoding, predicates
from hearsay.model.decoding import Scores
from hearsay.model.labels import ATTITUDES, CERTAINTIES, NAME_KINDS, ROLES, columns
from hearsay.model.pieces import Pieces
from hearsay.model.predicates import Predicate, Words
from hearsay.types import ActorKind, Span

AT = columns()
LEAN: Final = np.asarray([0.0, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4], dtype=np.float32)
"""Added to the scores of O, source, cue and content (B and I) before they are decoded: the tagger
is shy, more right than complete. Whole attributions F1 on PolNeAR dev and statements F1 on the
stories and gold/articles/dev: 0.672, 0.778 and 0.792 with 0.6, 0.6 and 0.2; 0.672, 0.781 and 0.791
with these; 0.663, 0.771 and 0.792 with 0.6, 0.6 and 0.6. Without any, cue tokens F1 on PolNeAR dev
0.700 for 0.702."""
LINK_SCALE = 6.0
COREFERENCE_SCALE = 8.0
POINTER_SCALE = 6.0


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text. score: mean probability of its tags, 0 to 1."""

    span: Span
    kind: ActorKind
    score: float


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A stretch of text that plays a role in some attribution: source, cue or content."""

    role: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of one document; by itself, without scores, it answers neutrally.

    names, roles, inner_roles: sorted and disjoint, each within itself. `inner_roles` belong to
    statements that are nested in another's content.
    """

    names: tuple[NameMention, ...] = ()
    roles: tuple[RoleSpan, ...] = ()
    inner_roles: tuple[RoleSpan, ...] = ()

    def link(self, content: Sequence[Span], role: str, candidates: Sequence[Span]) -> Scores:
        """How likely each candidate cue or source belongs to a content.

        Returns float32 (candidates + 1,), summing to one; the last is "none of these".
        """
        return decoding.softmax([0.0] * (len(candidates) + 1))

    def antecedent(self, span: Span, candidates: Sequence[Span]) -> Sequence[float] | None:
        """How likely each candidate names what `span` speaks of, and last that none does.

        None where nothing is known of it.
        """
        return None

    def point(
        self,
        role: str,
        cue: Sequence[Span],
        content: Sequence[Span],
        candidates: Sequence[Sequence[Span]],
    ) -> Sequence[float] | None:
        """How likely each candidate is the one whom a statement points to, and last that nobody is.

        role: one of `labels.POINTERS`. candidates: for each, where it is named; its share is the
        sum over those places. None where nothing is known of it.
        """
        return None

    def judge(self, what: str, cue: Sequence[Span], content: Sequence[Span]) -> dict[str, float]:
        """Probabilities of the attitudes or certainties of a statement, by name."""
        names = ATTITUDES if what == "attitude" else CERTAINTIES
        return {name: float(k == 0) for k, name in enumerate(names)}

    def proposition(self, content: Sequence[Span]) -> bytes | None:
        """The vector of what is said: int8 (PROPOSITION,), length 127, as bytes; or None."""
        return None

    def word(self, word: str) -> bytes | None:
        """The vector of a word read by itself, as `proposition` gives it; or None."""
        return None

    def apart(self, words: str) -> Reading:
        """Some of the words read by themselves, as if they were an article; places are in them."""
        return Reading()

    def knows(self, head: str) -> bool:
        """Whether the weights have a head; weights may lack those of `labels.BLOCKS`."""
        return False

    def predicates(self) -> tuple[Predicate, ...]:
        """The words that tell of something, in order; none where the weights cannot say."""
        return ()

    def arguments(
        self, predicate: Span, role: str, candidates: Sequence[Span]
    ) -> Sequence[float] | None:
        """How likely each candidate holds the head of a predicate's argument, and last that none
        of them does; candidates that overlap share what falls on the words of both.

        role: one of `labels.ARGUMENTS`. Only the words of the predicate's sentence are weighed.
        None where nothing is known of it, as with weights that cannot say.
        """
        return None

    def argument(self, predicate: Span, role: str) -> tuple[Span, float] | None:
        """The likeliest head word of a predicate's argument and how likely it is; None where it
        is likelier that there is no such argument, or nothing is known of it."""
        return None


@dataclass(frozen=True)
class ScoredReading(Reading):
    """A reading with the network's scores behind it.

    scores: float32 (pieces, width), columns as `model.labels.columns` names them, as far as the
    weights have them. text: what was read. lone, again: read a word or words by themselves, where
    the network is at hand.
    """

    text: str = field(kw_only=True, repr=False)
    pieces: Pieces = field(kw_only=True, repr=False)
    scores: Scores = field(kw_only=True, repr=False)
    lone: Callable[[str], bytes | None] | None = field(default=None, kw_only=True, repr=False)
    again: Callable[[str], Reading] | None = field(default=None, kw_only=True, repr=False)

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Starts and ends of the pieces; to bisect a list is quicker than to search an array."""
        return self.pieces.offsets[:, 0].tolist(), self.pieces.offsets[:, 1].tolist()

    @cached_property
    def _means(self) -> dict[tuple[Span, str], Scores | None]:
        """Keys asked for so far: each content near a cue or source asks for the same one."""
        return {}

    def mean(self, spans: Sequence[Span], head: str) -> Scores | None:
        """Mean of a head over the pieces of some spans, float32 (width,); None without pieces."""
        starts, ends = self._bounds
        rows = [
            self.scores[first:last, AT[head]]
            for span in spans
            if (first := bisect_right(ends, span.start)) < (last := bisect_left(starts, span.end))
        ]
        if not rows:
            return None
        pieces = rows[0] if len(rows) == 1 else np.concatenate(rows)
        # the same sum and quotient as ndarray.mean, which takes five times as long for few rows
        found: Scores = np.add.reduce(pieces, axis=0) / np.float32(len(pieces))
        return found

    def _key(self, span: Span, head: str) -> Scores | None:
        """The mean of one span, remembered while the reading lives."""
        if (span, head) not in self._means:
            self._means[span, head] = self.mean([span], head)
        return self._means[span, head]

    def _shares(
        self, query: Scores, none: Scores, candidates: Sequence[Span], head: str, scale: float
    ) -> Scores:
        """Softmax of the products of a query with the candidates' keys, and last of `none`."""
        keys = [self._key(candidate, head) for candidate in candidates]
        scores = [float(query @ key) / scale if key is not None else -1e4 for key in keys]
        return decoding.softmax([*scores, float(none[0])])

    def link(self, content: Sequence[Span], role: str, candidates: Sequence[Span]) -> Scores:
        query = self.mean(content, "content_query")
        none = self.mean(content, f"no_{role}")
        if query is None or none is None:
            return decoding.softmax([0.0] * len(candidates) + [1.0])
        return self._shares(query, none, candidates, f"{role}_key", LINK_SCALE)

    def antecedent(self, span: Span, candidates: Sequence[Span]) -> Sequence[float] | None:
        query = self.mean([span], "mention_query")
        none = self.mean([span], "no_antecedent")
        if query is None or none is None:
            return None
        shares = self._shares(query, none, candidates, "mention_key", COREFERENCE_SCALE)
        return tuple(shares.tolist())

    def point(
        self,
        role: str,
        cue: Sequence[Span],
        content: Sequence[Span],
        candidates: Sequence[Sequence[Span]],
    ) -> Sequence[float] | None:
        query = self.mean(content, f"{role}_content")
        if query is None:
            return None
        if (of_cue := self.mean(cue, f"{role}_cue")) is not None:
            query = query + of_cue
        owners = [k for k, places in enumerate(candidates) for _ in places]
        every = [place for places in candidates for place in places]
        chances = self._shares(query[:-1], query[-1:], every, f"{role}_named", POINTER_SCALE)
        shares = np.bincount([*owners, len(candidates)], weights=chances)
        return tuple(shares.tolist())

    def judge(self, what: str, cue: Sequence[Span], content: Sequence[Span]) -> dict[str, float]:
        names = ATTITUDES if what == "attitude" else CERTAINTIES
        scores = np.zeros(len(names), dtype=np.float32)
        for part, spans in (("content", content), ("cue", cue)):
            mean = self.mean(spans, f"{what}_{part}")
            if mean is not None:
                scores = scores + mean
        return dict(zip(names, decoding.softmax(scores).tolist(), strict=True))

    def proposition(self, content: Sequence[Span]) -> bytes | None:
        mean = self.mean(content, "proposition")
        if mean is None:
            return None
        length = float(np.linalg.norm(mean))
        if length == 0.0:
            return None
        return np.round(mean / length * 127).astype(np.int8).tobytes()

    def word(self, word: str) -> bytes | None:
        return self.lone(word) if self.lone is not None else None

    def apart(self, words: str) -> Reading:
        return self.again(words) if self.again is not None else Reading()

    @cached_property
    def _words(self) -> Words:
        return predicates.words(self.text, self.pieces)

    @cached_property
    def _argument_keys(self) -> Scores:
        """What each word answers, float32 (words, ARGUMENT)."""
        return predicates.word_means(self.scores, self._words, "argument_key")

    def knows(self, head: str) -> bool:
        return bool(AT[head].stop <= self.scores.shape[1])

    def predicates(self) -> tuple[Predicate, ...]:
        return predicates.found(self.scores, self._words) if self.knows("predicate") else ()

    def _asked(self, predicate: Span, role: str) -> tuple[NDArray[np.int64], Scores] | None:
        """The words beside a predicate, by number, and how likely each heads its argument."""
        head = f"{role}_query"
        if not self.knows(head) or (word := self._words.at(predicate)) is None:
            return None
        query = self.scores[self._words.first[word] : self._words.last[word], AT[head]].mean(axis=0)
        beside = self._words.beside(word)
        return beside, predicates.shares(query, self._argument_keys[beside])

    def arguments(
        self, predicate: Span, role: str, candidates: Sequence[Span]
    ) -> Sequence[float] | None:
        if (asked := self._asked(predicate, role)) is None:
            return None
        beside, each = asked
        return predicates.within(candidates, self._words.start[beside].tolist(), each)

    def argument(self, predicate: Span, role: str) -> tuple[Span, float] | None:
        if (asked := self._asked(predicate, role)) is None:
            return None
        beside, each = asked
        best = int(each.argmax())
        if best == len(beside):
            return None
        word = beside[best]
        span = Span(int(self._words.start[word]), int(self._words.end[word]))
        return span, float(each[best])


def _within_word(text: str, at: int) -> bool:
    """Whether the characters on both sides of a position belong to one word, hyphens included."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before in "-’'" and at > 1:
        return text[at - 2].isalnum() and after.isalnum()
    if after in "-’'" and at + 1 < len(text):
        return before.isalnum() and text[at + 1].isalnum()
    return before.isalnum() and after.isalnum()


def _span(text: str, pieces: Pieces, first: int, last: int) -> Span:
    """Characters of some pieces, widened to whole words."""
    start, end = int(pieces.offsets[first, 0]), int(pieces.offsets[last - 1, 1])
    while _within_word(text, start):
        start -= 1
    while _within_word(text, end):
        end += 1
    return Span(start, end)


def _disjoint(text: str, pieces: Pieces, scores: Scores) -> Iterator[tuple[int, Span, float]]:
    """Kind, span and score of each tagged stretch; two that met inside one word are set apart."""
    before = 0
    for tagged in decoding.spans(scores):
        span = _span(text, pieces, tagged.first, tagged.last)
        span = Span(max(before, span.start), max(before, span.end))
        before = span.end
        if span.of(text).strip():
            yield tagged.kind, span, tagged.score


def from_scores(
    text: str,
    pieces: Pieces,
    scores: Scores,
    lone: Callable[[str], bytes | None] | None = None,
    again: Callable[[str], Reading] | None = None,
) -> ScoredReading:
    """The reading that the network's scores amount to.

    scores: float32 (pieces, WIDTH). lone, again: see `ScoredReading`.
    """

    def roles(head: str) -> tuple[RoleSpan, ...]:
        lean = LEAN if head == "role" else 0.0
        found = _disjoint(text, pieces, scores[:, AT[head]] + lean)
        return tuple(RoleSpan(ROLES[kind], span, score) for kind, span, score in found)

    names = _disjoint(text, pieces, scores[:, AT["name"]])
    return ScoredReading(
        names=tuple(NameMention(span, NAME_KINDS[kind], score) for kind, span, score in names),
        roles=roles("role"),
        inner_roles=roles("inner"),
        text=text,
        pieces=pieces,
        scores=scores,
        lone=lone,
        again=again,
    )
