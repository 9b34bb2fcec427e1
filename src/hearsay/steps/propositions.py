"""A vector for what each statement says and each event tells, for links between documents.

Takes statements, events and the reading, gives (id, vector) pairs; decides nothing. A statement's
vector is that of its words read by themselves by the network that was taught which statements are
of one matter (`hearsay.model.statements`); those of events come from the reading of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from hearsay.links.triggers import trigger
from hearsay.model.reading import Reading
from hearsay.model.statements import StatementNetwork
from hearsay.text import Locator
from hearsay.types import Analysis, Event

SCALE = 127.0
"""Of a unit vector as signed bytes."""


def propositions(analysis: Analysis) -> Analysis:
    """The proposition vectors of all statements, then those of events, in their order."""
    reading = analysis.reading or Reading()
    text = analysis.document.text
    said = [" ".join(span.of(text) for span in s.content) for s in analysis.statements]
    found = list(zip((s.id for s in analysis.statements), vectors(said), strict=True))
    where = Locator(analysis.sentences)
    for event in analysis.events:
        vector = _of_event(event, analysis, reading, where)
        if vector is not None:
            found.append((event.id, vector))
    return replace(analysis, vectors=tuple(found))


def vectors(said: Sequence[str]) -> list[bytes]:
    """What each of some texts puts: int8 (384,) of length 127, as bytes."""
    if not said:
        return []
    found = np.round(StatementNetwork.load().vectors(said) * SCALE)
    return [row.tobytes() for row in found.astype(np.int8)]


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
