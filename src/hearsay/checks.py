"""What must hold of every ledger and every analysis before it is kept.

Takes records, gives one line a problem, naming the record; leaves raising to `Case`, which writes
nothing where there is a problem, and to `hearsay verify`, which prints them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from hearsay.types import (
    Accusation,
    Actor,
    Analysis,
    Copy,
    Document,
    Event,
    Figure,
    Ledger,
    Matter,
    Reason,
    Span,
    Statement,
)


def problems(ledger: Ledger) -> Iterator[str]:
    """One line for everything that does not hold of the ledger."""
    known = _Known(ledger)
    yield from known.repeated
    for document in ledger.documents:
        yield from _document(known, document)
    for actor in ledger.actors:
        yield from _actor(known, actor)
    for statement in ledger.statements:
        yield from _statement(known, statement)
    for figure in ledger.figures:
        yield from _figure(known, figure)
    for event in ledger.events:
        yield from _event(known, event)
    for matter in ledger.matters:
        yield from _matter(known, matter)
    yield from _accusations(known, ledger.accusations)
    for utterance in ledger.utterances:
        where = f"utterance {utterance.id}"
        yield from known.several(where, "statement", utterance.statements)
        yield from _reasoned(where, utterance.because)
    for story in ledger.stories:
        yield from known.each(f"story {story.id}", "document", story.documents)
    for number, copy in enumerate(ledger.copies, 1):
        yield from _copy(known, copy, f"copy {number}")
    for judgement in ledger.judgements:
        yield from known.one(f"judgement {judgement.id}", "judgement", judgement.undoes)


def problems_of_analysis(analysis: Analysis) -> Iterator[str]:
    """The same for what one document yields: it may point at nothing outside itself."""
    document = analysis.document
    # an earlier version at the same url is known to the case, not to the article
    alone = replace(document, revises=None)
    yield from problems(
        Ledger(
            hearsay="",
            model=analysis.model,
            documents=(alone,),
            actors=analysis.actors,
            statements=analysis.statements,
            figures=analysis.figures,
            events=analysis.events,
        )
    )
    where = f"document {document.id}"
    yield from _spans(where, "sentences", analysis.sentences, document.text)
    known = {statement.id for statement in analysis.statements}
    known |= {event.id for event in analysis.events}
    for name, _ in analysis.vectors:
        if name not in known:
            yield f"{where}: a vector belongs to statement or event {name}, which is not there"


class _Known:
    """The ids of a ledger, and what is said of one that is missing."""

    def __init__(self, ledger: Ledger) -> None:
        self.texts = {document.id: document.text for document in ledger.documents}
        self.ids: dict[str, frozenset[str]] = {}
        self.repeated: list[str] = []
        lists: dict[str, Sequence[Document | Actor | Statement | Figure | Event | Matter]] = {
            "document": ledger.documents,
            "actor": ledger.actors,
            "statement": ledger.statements,
            "figure": ledger.figures,
            "event": ledger.events,
            "matter": ledger.matters,
        }
        named = {kind: [record.id for record in records] for kind, records in lists.items()}
        named["utterance"] = [utterance.id for utterance in ledger.utterances]
        named["story"] = [story.id for story in ledger.stories]
        named["judgement"] = [judgement.id for judgement in ledger.judgements]
        for kind, ids in named.items():
            self.ids[kind] = frozenset(ids)
            for name, times in sorted(Counter(ids).items()):
                if times > 1:
                    self.repeated.append(f"{kind} {name}: {times} records have this id")

    def one(self, where: str, kind: str, name: str | None) -> Iterator[str]:
        """A problem if the name is given and no record has it."""
        if name is not None and name not in self.ids[kind]:
            yield f"{where}: names {kind} {name}, which is not there"

    def each(self, where: str, kind: str, names: Iterable[str]) -> Iterator[str]:
        """The same for a list, whose members must also differ."""
        seen = set()
        for name in names:
            if name in seen:
                yield f"{where}: names {kind} {name} twice"
            seen.add(name)
            yield from self.one(where, kind, name)

    def several(self, where: str, kind: str, names: Sequence[str]) -> Iterator[str]:
        """The same for a list of two or more."""
        if len(names) < 2:
            yield f"{where}: joins {len(names)} {kind}s; it takes two or more"
        yield from self.each(where, kind, names)

    def span(self, where: str, field: str, document: str, span: Span) -> Iterator[str]:
        """A problem if the span is empty or leaves the document, or there is no such document."""
        if document not in self.texts:
            yield f"{where}: names document {document}, which is not there"
        else:
            yield from _within(where, field, span, self.texts[document])


def _within(where: str, field: str, span: Span, text: str) -> Iterator[str]:
    if not span.start < span.end <= len(text):
        yield (
            f"{where}: {field} [{span.start}, {span.end}) is empty or leaves its text of "
            f"{len(text)} characters"
        )


def _spans(where: str, field: str, spans: Sequence[Span], text: str) -> Iterator[str]:
    """Spans of one field: in range, not empty, sorted, disjoint."""
    for span in spans:
        yield from _within(where, field, span, text)
    for left, right in pairwise(spans):
        if right.start < left.end:
            yield f"{where}: {field} spans are not sorted and disjoint"
            return


def _sure(where: str, field: str, value: float) -> Iterator[str]:
    """A confidence: 0 to 1, two decimals."""
    if not (0 <= value <= 1 and value == round(value, 2)):
        yield f"{where}: {field} {value!r} is not a number from 0 to 1 with two decimals"


def _reasoned(where: str, because: Sequence[Reason]) -> Iterator[str]:
    if not because:
        yield f"{where}: gives no reason"


def _speaks(where: str, speaker: str | None, label: str | None) -> Iterator[str]:
    if speaker is not None and label is not None:
        yield f"{where}: has both a speaker and a speaker_label"


def _document(known: _Known, document: Document) -> Iterator[str]:
    where = f"document {document.id}"
    yield from _spans(where, "boilerplate", document.boilerplate, document.text)
    yield from known.one(where, "document", document.revises)
    if any("\ud800" <= character <= "\udfff" for character in document.text):
        yield f"{where}: its text holds half of a surrogate pair, which is no character"


def _actor(known: _Known, actor: Actor) -> Iterator[str]:
    where = f"actor {actor.id}"
    yield from known.one(where, "actor", actor.part_of)
    for mention in actor.mentions:
        yield from known.span(where, "mention", mention.document, mention.span)
    if len({mention.document for mention in actor.mentions}) > 1:
        yield from _reasoned(f"{where}, joined from several documents", actor.because)


def _statement(known: _Known, statement: Statement) -> Iterator[str]:
    where = f"statement {statement.id}"
    text = known.texts.get(statement.document)
    if text is None:
        yield f"{where}: names document {statement.document}, which is not there"
    else:
        yield from _spans(where, "content", statement.content, text)
        yield from _spans(where, "cue", statement.cue, text)
        yield from _spans(where, "source", statement.source, text)
    if not statement.content:
        yield f"{where}: has no content"
    yield from _speaks(where, statement.speaker, statement.speaker_label)
    yield from known.one(where, "statement", statement.parent)
    yield from known.one(where, "actor", statement.speaker)
    yield from known.each(where, "actor", statement.target)
    yield from known.each(where, "actor", statement.about)
    yield from _sure(where, "confidence", statement.confidence)
    yield from _sure(where, "speaker_confidence", statement.speaker_confidence)


def _figure(known: _Known, figure: Figure) -> Iterator[str]:
    where = f"figure {figure.id}"
    yield from known.span(where, "span", figure.document, figure.span)
    yield from _speaks(where, figure.speaker, figure.speaker_label)
    yield from known.one(where, "actor", figure.speaker)
    yield from known.one(where, "statement", figure.statement)
    yield from known.one(where, "event", figure.event)
    yield from known.one(where, "figure", figure.revises)
    ends = [end for end in (figure.low, figure.high) if end is not None]
    if not all(map(math.isfinite, ends)):
        yield f"{where}: its range is not finite"
    elif ends != sorted(ends):
        yield f"{where}: its range runs backwards, {figure.low} to {figure.high}"


def _event(known: _Known, event: Event) -> Iterator[str]:
    where = f"event {event.id}"
    yield from known.each(where, "actor", event.sources)
    yield from known.each(where, "actor", event.targets)
    yield from known.each(where, "statement", event.statements)
    for mention in event.mentions:
        yield from known.span(where, "mention", mention.document, mention.span)


def _matter(known: _Known, matter: Matter) -> Iterator[str]:
    where = f"matter {matter.id}"
    yield from known.one(where, "statement", matter.proposition_statement)
    yield from known.each(where, "statement", [side.statement for side in matter.sides])
    for side in matter.sides:
        yield from _reasoned(f"{where}, side of {side.statement}", side.because)
        yield from _sure(where, "confidence", side.confidence)
    for opposition in matter.oppositions:
        pair = f"{where}, {opposition.denial} against {opposition.claim}"
        yield from known.each(pair, "statement", (opposition.denial, opposition.claim))
        yield from _reasoned(pair, opposition.because)
        yield from _sure(where, "confidence", opposition.confidence)
    for support in (matter.affirms, matter.denies, matter.leaves_open):
        yield from known.each(where, "document", support.texts)
        if not 0 <= support.origins_low <= support.origins_high:
            yield f"{where}: counts {support.origins_low} to {support.origins_high} origins"


def _accusations(known: _Known, accusations: Sequence[Accusation]) -> Iterator[str]:
    pairs = Counter((accusation.statement, accusation.accused) for accusation in accusations)
    for accusation in accusations:
        where = f"accusation {accusation.statement} of {accusation.accused}"
        if pairs[accusation.statement, accusation.accused] > 1:
            yield f"{where}: stands there more than once"
        yield from known.one(where, "statement", accusation.statement)
        yield from known.one(where, "actor", accusation.accused)
        yield from known.each(where, "statement", [one.statement for one in accusation.responses])
        if not 0 <= accusation.searched[0] <= len(known.texts):
            yield f"{where}: searched {accusation.searched[0]} of {len(known.texts)} documents"


def _copy(known: _Known, copy: Copy, where: str) -> Iterator[str]:
    yield from known.several(where, "document", copy.documents)
    for passage in copy.passages:
        yield from known.span(where, "passage", passage.document, passage.span)
    yield from _reasoned(where, copy.because)
