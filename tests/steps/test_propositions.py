"""Vectors of statements, by the network that ships, and of events, by one that is made up."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.model.reading import Reading
from hearsay.steps.propositions import propositions, vectors
from hearsay.text import sentences
from hearsay.types import Analysis, Document, Event, Mention, Span, Statement

TEXT = "Ada Varga resigned on 4 May 2019. The year 2009 was cold."


class Made(Reading):
    """Vectors that tell what was asked."""

    def proposition(self, content: Sequence[Span]) -> bytes | None:
        return bytes([content[0].start, content[0].end])

    def word(self, word: str) -> bytes | None:
        return bytes([len(word), 0])


def test_an_event_has_its_triggers_its_sentences_and_its_words_vector() -> None:
    resigned = Event("e-1", "x", mentions=(Mention("d", Span(0, 32)),))
    no_trigger = Event("e-2", "x", mentions=(Mention("d", Span(34, 47)),))
    analysis = Analysis(
        Document("d", "d.txt", TEXT),
        sentences=tuple(sentences(TEXT)),
        statements=(Statement("s-1", "d", (Span(0, 9),)),),
        events=(resigned, no_trigger),
        reading=Made(),
    )
    found = propositions(analysis).vectors
    assert found == (
        ("s-1", vectors(["Ada Varga"])[0]),
        ("e-1", bytes([10, 18, 0, 33, 8, 0])),
    )
