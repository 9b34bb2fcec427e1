"""What somebody tells that another said is a statement of the other."""

from __future__ import annotations

from hearsay.steps.nested import told_within
from hearsay.types import Actor, Mention, Span, Statement

TEXT = "“These claims are false. The Lorran League has confirmed that no test was failed.”"


def nested(text: str = TEXT, taken: str = "") -> list[Statement]:
    start = text.index("Lorran League")
    league = Actor(
        "a-1", "Lorran League", "organisation", mentions=(Mention("d", Span(start, start + 13)),)
    )
    outer = Statement("s-1", "d", (Span(1, len(text) - 1),), quotation="direct", confidence=0.8)
    at = text.index(taken) if taken else 0
    inner = [Statement("s-2", "d", (Span(at, at + len(taken)),))] if taken else []
    return told_within("d", text, [outer], inner, [league])


def test_a_named_body_that_is_told_to_have_said_it() -> None:
    (found,) = nested()
    assert found.parent == "s-1"
    assert [span.of(TEXT) for span in found.source] == ["The Lorran League"]
    assert [span.of(TEXT) for span in found.cue] == ["has confirmed"]
    assert [span.of(TEXT) for span in found.content] == ["no test was failed"]


def test_what_the_network_marked_is_left_alone() -> None:
    assert nested(taken="no test was failed") == []


def test_without_that_nothing_is_added() -> None:
    assert nested("“The Lorran League has confirmed the date.”") == []
