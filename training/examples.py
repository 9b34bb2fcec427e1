"""What every corpus is turned into: a text and the spans that somebody marked in it.

Plain values, no reading and no arithmetic. How much of a text its annotators looked at is part of
an example, since what a corpus does not say must stay open and is never taken for a "no".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from hearsay.types import Span

RolesKnown = Literal["none", "full", "open"]
"""none: roles were not annotated. full: every token's role is known. open: contents and cues are
known; a source may stand wherever nothing else does."""

InnerKnown = Literal["none", "full", "outside"]
"""none: not annotated. full: every nested attribution is known. outside: nothing is nested outside
a content, and within one nothing is known, unless the content was put round an attribution."""

NESTED = "+nested"
"""Ends the name of an example that `training.nesting` made out of another."""


class Name(NamedTuple):
    """A name in a text, and the kinds of actor that it may be."""

    span: Span
    kinds: tuple[str, ...]


class Mention(NamedTuple):
    """A mention of somebody. named: by a name, not by a pronoun or a description."""

    span: Span
    entity: str
    named: bool


@dataclass
class Attribution:
    """One act of attribution; a broken span is a list of its parts, an absent one is empty.

    attitude, certainty: None where nobody judged them, or where corpora judge differently.
    inner: it stands within another attribution's content. inner_known: everything nested in its
    content is annotated. pointed: for each of `hearsay.model.labels.POINTERS` that somebody judged,
    where the right one is named, nothing if it is nobody; a pointer that is missing is not known.
    counts: how much its attitude and certainty count in the loss, beside 1 of another's.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    attitude: str | None = None
    certainty: str | None = None
    inner: bool = False
    inner_known: bool = False
    pointed: dict[str, list[Span]] = field(default_factory=dict)
    counts: float = 1.0

    @property
    def parts(self) -> list[Span]:
        """All its spans: source, cue and content."""
        return [*self.source, *self.cue, *self.content]


@dataclass(frozen=True)
class Predication:
    """A word that tells of something, and who takes which part.

    word: the predicate. kind: one of `hearsay.model.labels.PREDICATE_KINDS`. realities: those of
    `REALITIES` that it may have; all of them where it is not known. arguments: for each of
    `ARGUMENTS`, the words that head it, any of which is right; nothing where it has no such
    argument. Empty altogether where arguments are not asked.
    """

    word: Span
    kind: str
    realities: tuple[str, ...]
    arguments: dict[str, list[Span]] = field(default_factory=dict)


@dataclass
class Example:
    """One annotated text.

    names: None where names were not annotated. unsure: stretches whose name tags are not known.
    places_open: a capitalised word that is not marked as a name may still be a place.
    weight: how much its tags count in the loss; 1 for a text that stands in the corpus once.
    named: what looks like a name, among which pointers choose.
    predications: None where predicates were not annotated; otherwise every one that there is.
    """

    name: str
    text: str
    attributions: list[Attribution] = field(default_factory=list)
    roles: RolesKnown = "none"
    inner: InnerKnown = "none"
    names: list[Name] | None = None
    unsure: list[Span] = field(default_factory=list)
    places_open: bool = False
    mentions: list[Mention] = field(default_factory=list)
    weight: float = 1.0
    named: list[Span] = field(default_factory=list)
    predications: list[Predication] | None = None
