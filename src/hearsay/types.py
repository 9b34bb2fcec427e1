"""Every value that crosses a module border: frozen, slotted, plain.

Takes nothing, gives the vocabulary of the program, leaves behaviour to the other modules. Field
names and legal values are those of the JSON ledger (`docs/ledger.md`), so that what a step makes,
what the case file holds and what an export writes are one and the same record.

Two levels share these types. An `Analysis` is what *one* article yields; its actors are the actors
of that article alone. A `Ledger` is what all articles of a case yield once links are drawn; its
actors are joined over articles, and statements, figures and events point at those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hearsay.model.reading import Reading

ActorKind = Literal[
    "person", "government", "armed_group", "organisation", "media", "people", "document", "place"
]
Attitude = Literal["assert", "deny", "accuse", "confirm", "warn", "demand", "promise", "decline"]
Certainty = Literal["certain", "probable", "possible", "alleged"]
Quotation = Literal["direct", "indirect", "mixed"]
Voice = Literal["attributed", "outlet"]
Stance = Literal["affirms", "denies", "leaves_open"]
Qualifier = Literal["exact", "about", "at_least", "more_than", "up_to", "nearly", "vague"]
CopyKind = Literal["same_text", "shared_passage", "same_origin"]
Reality = Literal["happened", "denied", "planned", "hypothetical"]
ResponseKind = Literal["denies", "admits", "declines"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
AnswerState = Literal["answered", "asked_no_reply", "none_found"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of Unicode code points in a document's text.

    Raises ValueError if it is reversed or starts below zero.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0 on; got [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a link, a merge or a field holds: which rule or score, on which words or records."""

    rule: str
    detail: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its text as the reader gave it and what is known of where it comes from.

    `published` is an ISO 8601 date as precise as is known. `boilerplate` are the spans that are not
    the article, sorted and disjoint. `because` tells which evidence each field was read from
    (`rule` is the field's name, for example "outlet").
    """

    id: str
    path: str
    text: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    origins: tuple[str, ...] = ()
    language: str | None = None
    boilerplate: tuple[Span, ...] = ()
    revises: str | None = None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place in a document where an actor or an event is named."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that speaks, acts or is acted on."""

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, written, claimed or believed by somebody, as an article tells it.

    `source`, `cue` and `content` are spans of the document, sorted; `content` is never empty.
    `speaker` is an actor's id; `speaker_label` the phrase of an anonymous one; both None where the
    speaker could not be told. `via` are actor ids or plain names, nearest the speaker first.
    """

    id: str
    document: str
    content: tuple[Span, ...]
    voice: Voice = "attributed"
    parent: str | None = None
    speaker: str | None = None
    speaker_label: str | None = None
    via: tuple[str, ...] = ()
    said_on: str | None = None
    occasion: str | None = None
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    quotation: Quotation = "indirect"
    attitude: Attitude = "assert"
    certainty: Certainty = "certain"
    target: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    confidence: float = 0.0
    speaker_confidence: float = 0.0
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people or things that a reader would compare between articles."""

    id: str
    document: str
    span: Span
    measure: str
    of: str | None
    low: float | None
    high: float | None
    qualifier: Qualifier
    as_of: str | None = None
    speaker: str | None = None
    speaker_label: str | None = None
    statement: str | None = None
    event: str | None = None
    group: str | None = None
    revises: str | None = None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is said to have happened, at a time."""

    id: str
    label: str
    type: str | None = None
    mode: str | None = None
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    country: str | None = None
    place_precision: str | None = None
    reality: Reality = "happened"
    mentions: tuple[Mention, ...] = ()
    statements: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """Where one statement stands on a matter."""

    statement: str
    stance: Stance
    confidence: float
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Opposition:
    """A denial and the claim it denies."""

    denial: str
    claim: str
    confidence: float
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """How many stand on one side of a matter, each with what was counted.

    `outlets`, `texts` and `parties` are names, document ids and actor ids or labels; `origins_low`
    and `origins_high` bound the number of separate origins: what credits nobody never counts as
    separate in the low one.
    """

    outlets: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    origins_low: int = 0
    origins_high: int = 0
    parties: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """A proposition on which parties take sides, or which at least two statements put."""

    id: str
    proposition: str
    proposition_statement: str | None
    sides: tuple[Side, ...]
    oppositions: tuple[Opposition, ...] = ()
    affirms: Support = field(default_factory=Support)
    denies: Support = field(default_factory=Support)
    leaves_open: Support = field(default_factory=Support)
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """A statement in which the accused answers."""

    statement: str
    kind: ResponseKind


@dataclass(frozen=True, slots=True)
class Accusation:
    """Whether somebody accused has answered, as far as these documents tell.

    `searched` is the number of documents looked through and their first and last date.
    """

    statement: str
    accused: str
    responses: tuple[Response, ...]
    state: AnswerState
    searched: tuple[int, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Two or more statements that report one and the same act of speaking or writing."""

    id: str
    statements: tuple[str, ...]
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that tell of one train of events."""

    id: str
    label: str
    documents: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Documents that share text: all of it, passages of it, or one origin."""

    documents: tuple[str, ...]
    kind: CopyKind
    passages: tuple[Mention, ...] = ()
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a user says of an outlet: its reliability, A (best) to F, and whose it is.

    Never computed. `because` tells whether settings or a judgement say so.
    """

    outlet: str
    reliability: Reliability | None = None
    owner: str | None = None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on a record: appended, never edited. `undoes` names an earlier judgement."""

    id: str
    subject: str
    verdict: str
    by: str
    at: str
    why: str
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one document yields. `model` is the digest of the weights that read it.

    `reading` is the network's own output; it lives only while the steps run and is not kept.
    `vectors` are (id, vector as signed bytes), for links between documents: of a statement its
    proposition's, of an event its trigger's, its sentence's and its trigger word's on end.
    """

    document: Document
    model: str = ""
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    vectors: tuple[tuple[str, bytes], ...] = ()
    reading: Reading | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole of a case, every list sorted by id: what exports write and reports show."""

    hearsay: str
    model: str
    documents: tuple[Document, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    matters: tuple[Matter, ...] = ()
    accusations: tuple[Accusation, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    stories: tuple[Story, ...] = ()
    copies: tuple[Copy, ...] = ()
    sources: tuple[Source, ...] = ()
    judgements: tuple[Judgement, ...] = ()
