"""A vector for what each statement says and each event tells, for links between documents.

Takes statements, events and the reading, gives (id, vector) pairs; decides nothing.
"""

from __future__ import annotations

from dataclasses import replace

from hearsay.links.triggers import trigger
from hearsay.model.reading import Reading
from hearsay.text import Locator
from hearsay.types import Analysis, Event


def propositions(analysis: Analysis) -> Analysis:
    """The proposition vectors of all statements, then those of events, in their order."""
    reading = analysis.reading or Reading()
    found = []
    for statement in analysis.statements:
        vector = reading.proposition(statement.content)
        if vector is not None:
            found.append((statement.id, vector))
    where = Locator(analysis.sentences)
    for event in analysis.events:
        vector = _of_event(event, analysis, reading, where)
        if vector is not None:
            found.append((event.id, vector))
    return replace(analysis, vectors=tuple(found))


def _of_event(event: Event, analysis: Analysis, reading: Reading, where: Locator) -> bytes | None:
    """Three vectors one after the other: the trigger's, its sentence's, the trigger's word's."""
    text = analysis.document.text
    word = trigger(text, event.mentions[0].span) if event.mentions else None
    at = where.at(word.start) if word else None
    if word is None or at is None:
        return None
    vectors = (
        reading.proposition([word]),
        reading.proposition([analysis.sentences[at]]),
        reading.word(word.of(text)),
    )
    if None in vectors:
        return None
    return b"".join(vector for vector in vectors if vector is not None)
