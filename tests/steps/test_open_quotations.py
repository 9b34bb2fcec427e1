"""A quotation that a paragraph leaves open goes on in the next one, of the same source."""

import pytest

from hearsay.steps.open_quotations import continued
from hearsay.types import Span, Statement

TEXT = (
    "A bridge may have been sold, the harbour source said.\n\n"
    "Oren Pask, of the rail board, said: {open}Since the flood, when a bridge gives way, its "
    "builders are fined.{close}\n\n"
    "{open}If the dam gave way the town would be lost.{end}\n\n"
    "The railway has not commented.\n"
)
FIRST = "Since the flood, when a bridge gives way, its builders are fined."
SECOND = "If the dam gave way the town would be lost."


def statement(text: str, key: str, source: str, cue: str, content: str) -> Statement:
    def span(words: str) -> tuple[Span, ...]:
        at = text.index(words)
        return (Span(at, at + len(words)),)

    return Statement(
        id=key, document="d-1", source=span(source), cue=span(cue), content=span(content)
    )


def sources(opening: str, closing: str, end: str) -> list[str]:
    """Whose words both paragraphs are, where the network took the second for another's."""
    text = TEXT.format(open=opening, close=closing, end=end)
    read = [
        statement(text, "s-1", "Oren Pask, of the rail board", "said:", FIRST),
        statement(text, "s-2", "the harbour source", "said", SECOND),
    ]
    return [one.source[0].of(text) for one in continued(text, read)]


@pytest.mark.parametrize(("opening", "end"), [("“", "”"), ('"', '"')])
def test_what_goes_on_is_of_the_same_source(opening: str, end: str) -> None:
    assert sources(opening, "", end) == ["Oren Pask, of the rail board"] * 2


@pytest.mark.parametrize(("opening", "end"), [("“", "”"), ('"', '"')])
def test_what_is_closed_does_not_go_on(opening: str, end: str) -> None:
    assert sources(opening, end, end)[1] == "the harbour source"


def test_a_paragraph_without_marks_goes_on_with_nothing() -> None:
    assert sources("", "", "")[1] == "the harbour source"


def test_what_has_its_cue_beside_it_keeps_its_source() -> None:
    text = TEXT.format(open="“", close="", end=",” the mayor said.")
    read = [
        statement(text, "s-1", "Oren Pask, of the rail board", "said:", FIRST),
        statement(text, "s-2", "the mayor", "mayor said", SECOND),
    ]
    assert continued(text, read) == read
