"""What the network says of one document, in a form that steps can ask.

Takes the scores of all pieces, gives names, role spans, links, antecedents, attitudes and vectors.
Numbers only: which of them to believe is for the steps to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from hearsay.model import decoding
from hearsay.model.decoding import Scores
from hearsay.model.labels import ATTITUDES, CERTAINTIES, NAME_KINDS, ROLES, columns
from hearsay.model.pieces import Pieces
from hearsay.types import ActorKind, Span

AT = columns()
LEAN: Final = np.asarray([0.0, 0.3, 0.3, 0.5, 0.5, 0.0, 0.0], dtype=np.float32)
"""Added to the scores of O, source, cue and content (B and I) before they are decoded: training
leaves sources of whole articles open, which makes the tagger shy. On PolNeAR dev cue tokens F1
0.686 to 0.693, whole attributions 0.655 to 0.658; statements on the stories 0.743 to 0.760."""
LINK_SCALE = 6.0
COREFERENCE_SCALE = 8.0


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

    def judge(self, what: str, cue: Sequence[Span], content: Sequence[Span]) -> dict[str, float]:
        """Probabilities of the attitudes or certainties of a statement, by name."""
        names = ATTITUDES if what == "attitude" else CERTAINTIES
        return {name: float(k == 0) for k, name in enumerate(names)}

    def proposition(self, content: Sequence[Span]) -> bytes | None:
        """The vector of what is said: int8 (PROPOSITION,), length 127, as bytes; or None."""
        return None


@dataclass(frozen=True, slots=True)
class ScoredReading(Reading):
    """A reading with the network's scores behind it.

    scores: float32 (pieces, WIDTH), columns as `model.labels.columns` names them.
    """

    pieces: Pieces = field(kw_only=True, repr=False)
    scores: Scores = field(kw_only=True, repr=False)

    def mean(self, spans: Sequence[Span], head: str) -> Scores | None:
        """Mean of a head over the pieces of some spans, float32 (width,); None without pieces."""
        rows = [self.pieces.covering(span) for span in spans]
        index = np.concatenate([np.arange(a, b) for a, b in rows]) if rows else np.zeros(0, int)
        if not len(index):
            return None
        found: Scores = self.scores[index][:, AT[head]].mean(axis=0)
        return found

    def link(self, content: Sequence[Span], role: str, candidates: Sequence[Span]) -> Scores:
        query = self.mean(content, "content_query")
        none = self.mean(content, f"no_{role}")
        if query is None or none is None:
            return decoding.softmax([0.0] * len(candidates) + [1.0])
        scores = []
        for candidate in candidates:
            key = self.mean([candidate], f"{role}_key")
            scores.append(float(query @ key) / LINK_SCALE if key is not None else -1e4)
        return decoding.softmax([*scores, float(none[0])])

    def antecedent(self, span: Span, candidates: Sequence[Span]) -> Sequence[float] | None:
        query = self.mean([span], "mention_query")
        none = self.mean([span], "no_antecedent")
        if query is None or none is None:
            return None
        scores = []
        for candidate in candidates:
            key = self.mean([candidate], "mention_key")
            scores.append(float(query @ key) / COREFERENCE_SCALE if key is not None else -1e4)
        return tuple(float(p) for p in decoding.softmax([*scores, float(none[0])]))

    def judge(self, what: str, cue: Sequence[Span], content: Sequence[Span]) -> dict[str, float]:
        names = ATTITUDES if what == "attitude" else CERTAINTIES
        scores = np.zeros(len(names), dtype=np.float32)
        for part, spans in (("content", content), ("cue", cue)):
            mean = self.mean(spans, f"{what}_{part}")
            if mean is not None:
                scores = scores + mean
        return dict(zip(names, (float(p) for p in decoding.softmax(scores)), strict=True))

    def proposition(self, content: Sequence[Span]) -> bytes | None:
        mean = self.mean(content, "proposition")
        if mean is None:
            return None
        length = float(np.linalg.norm(mean))
        if length == 0.0:
            return None
        return np.round(mean / length * 127).astype(np.int8).tobytes()


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


def from_scores(text: str, pieces: Pieces, scores: Scores) -> ScoredReading:
    """The reading that the network's scores amount to.

    scores: float32 (pieces, WIDTH).
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
        pieces=pieces,
        scores=scores,
    )
