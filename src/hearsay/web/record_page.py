"""The pages of one figure and of one event: where it stands, how it is read, who confirmed it.

Takes an open case and an id, gives a frozen page record. What is no longer read has a page too,
with what people said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hearsay import wording
from hearsay.case import Case
from hearsay.confirmations import places_of_event
from hearsay.errors import NotFound
from hearsay.text import lines, merged
from hearsay.types import Event, Judgement, Span
from hearsay.web.actor_page import Happening, Said, happening, said
from hearsay.web.figures import FigureView, figure_view
from hearsay.web.history_page import Entry, entries
from hearsay.web.lookup import Article, Lookup
from hearsay.web.matters import Why, whys
from hearsay.web.statement_page import paragraph_of
from hearsay.web.surroundings import Pieces, within


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an article, cut into the words that are meant and those around them."""

    article: Article
    words: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class FigurePage:
    """Everything the page of a figure shows. figure: None where it is no longer read.

    around: the sentence that holds it: a number alone tells nothing.
    """

    id: str
    figure: FigureView | None
    counts: str
    passages: tuple[Passage, ...]
    told_in: tuple[Said, ...]
    why: tuple[Why, ...]
    history: tuple[Judgement, ...]
    told: tuple[Entry, ...]
    around: Pieces = ()


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything the page of an event shows. event: None where it is no longer read.

    known_as: what a confirmation is kept against: its id, and those of its places.
    """

    id: str
    event: Happening | None
    known_as: str
    passages: tuple[Passage, ...]
    told_in: tuple[Said, ...]
    why: tuple[Why, ...]
    history: tuple[Judgement, ...]
    told: tuple[Entry, ...]


PLACES = 12
"""Places of an event that a confirmation is kept against."""


def _history(case: Case, record: str) -> tuple[Judgement, ...]:
    return tuple(one for one in case.judgements() if record in one.subject.split())


def _passages(look: Lookup, event: Event) -> Iterator[Passage]:
    """The paragraphs that tell of an event, each once with all its words in it."""
    places: dict[tuple[str, int], list[Span]] = {}
    for mention in event.mentions:
        if mention.document in look.documents:
            text = look.documents[mention.document].text
            row = next(row for row in lines(text) if row.overlaps(mention.span))
            places.setdefault((mention.document, row.start), []).append(mention.span)
    for (document, _), spans in places.items():
        words = paragraph_of(look.documents[document], merged(spans))
        yield Passage(look.articles[document], words)


def figure_page(case: Case, figure: str) -> FigurePage:
    """The page of a figure. Raises NotFound for an id that nothing is known of."""
    history = _history(case, figure)
    told = entries(case, history)
    rows = case.listed("figure_place", figure=figure)
    if not rows:
        if not history:
            raise NotFound(f"There is no figure {figure} in {case.path.name}.")
        return FigurePage(figure, None, "", (), (), (), history, told)
    look = Lookup(case.part("article", rows[0]["document"]))
    record = next(one for one in look.ledger.figures if one.id == figure)
    of = f" ({record.of})" if record.of else ""
    document = look.documents[record.document]
    return FigurePage(
        figure,
        figure_view(look, record),
        wording.measure(record.measure) + of,
        (Passage(look.articles[document.id], paragraph_of(document, (record.span,))),),
        said(look, [record.statement] if record.statement else []),
        whys(record.because),
        history,
        told,
        within(document.text, (record.span,)),
    )


def event_page(case: Case, event: str) -> EventPage:
    """The page of an event. Raises NotFound for an id that nothing is known of."""
    history = _history(case, event)
    told = entries(case, history)
    look = Lookup(case.part("events", event))
    record = next((one for one in look.ledger.events if one.id == event), None)
    if record is None:
        if not history:
            raise NotFound(f"There is no event {event} in {case.path.name}.")
        return EventPage(event, None, event, (), (), (), history, told)
    places = dict.fromkeys((event, *places_of_event(record)))
    return EventPage(
        event,
        happening(look, event),
        " ".join(list(places)[:PLACES]),
        tuple(_passages(look, record)),
        said(look, look.in_order([s for s in record.statements if s in look.statements])),
        whys(record.because),
        history,
        told,
    )
