"""Which mentions tell of one event: groups of mentions, and the events of a case joined by them.

Takes mentions of events (`group_mentions`) or the events that single articles yield
(`join_events`), gives groups with the reason of every join. Only mentions of one story are compared;
a pair's score depends on the pair alone (`event_features`), the groups are average link, so that
the order of what is given changes nothing. Leaves a date that contradicts another unjoined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hearsay import text
from hearsay.links import event_features, triggers, words
from hearsay.links.context import Context
from hearsay.links.event_features import EventMention
from hearsay.links.event_weights import SAME_EVENT
from hearsay.links.grouping import group_rows
from hearsay.links.similarity import Matrix, rarity
from hearsay.links.stories import likeness
from hearsay.text import Locator
from hearsay.types import Document, Event, Reason, Span, Story

JOINED = 0.6
"""Mean score from which the program joins two events, above the benchmark's `SAME_EVENT`."""
MONTH = len("2014-10")
_VECTORS = 3
_SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Mentions of one event, by id, sorted; because: one reason for each but the first."""

    mentions: tuple[str, ...]
    because: tuple[Reason, ...] = ()


def compare(
    mentions: Sequence[EventMention], documents: Mapping[str, Document], sentences: Sequence[str]
) -> tuple[Matrix, dict[str, Matrix]]:
    """The scores of all pairs, 0 to 1, and the features behind them; both (mention, mention).

    documents: the articles of one story or topic. sentences: theirs, for how rare words are.
    """
    alike = likeness([documents[key] for key in sorted(documents)])
    found = event_features.features(mentions, rarity(sentences), alike)
    return event_features.scores(found), found


def group_mentions(
    mentions: Sequence[EventMention],
    documents: Mapping[str, Document],
    sentences: Sequence[str],
    at_least: float = SAME_EVENT,
) -> list[EventGroup]:
    """All mentions of one topic in groups, singletons among them, by their first mention.

    documents, sentences: as for `compare`. at_least: mean score within a group.
    """
    ordered = sorted(mentions, key=lambda mention: mention.id)
    if not ordered:
        return []
    scores, found = compare(ordered, documents, sentences)
    return [
        EventGroup(
            tuple(ordered[row].id for row in rows), _reasons(rows, ordered, scores, found)
        )
        for rows in group_rows(scores, at_least)
    ]


def _reasons(
    rows: Sequence[int],
    mentions: Sequence[EventMention],
    scores: Matrix,
    found: Mapping[str, Matrix],
) -> tuple[Reason, ...]:
    """For each member but the first, the member before it that it is most like, and why."""
    reasons = []
    for number, row in enumerate(rows[1:], start=1):
        earlier = list(rows[:number])
        other = earlier[int(scores[row, earlier].argmax())]
        one, two = mentions[other], mentions[row]
        told = [f"“{one.trigger}” and “{two.trigger}”, score {scores[row, other]:.2f}"]
        if found["same lemma"][row, other]:
            told.append("one word")
        elif found["same family"][row, other]:
            told.append("words of one family")
        else:
            told.append(f"cosine of the words {found['word vectors'][row, other]:.2f}")
        if found["articles"][row, other]:
            told.append(f"articles {found['articles'][row, other]:.2f} alike")
        shared = sorted(words.capitalised(one.sentence) & words.capitalised(two.sentence))
        if shared:
            told.append(f"both sentences have {', '.join(shared[:_SHOWN_NAMES])}")
        reasons.append(Reason("same event", "; ".join(told), (one.id, two.id)))
    return tuple(reasons)


def mention_of(
    event: Event, document: Document, sentences: Sequence[Span], vectors: bytes | None
) -> EventMention | None:
    """An article's event as a mention to compare; None where its clause has no trigger.

    vectors: as the step `propositions` gives them, or None.
    """
    clause = event.mentions[0].span
    word = triggers.trigger(document.text, clause)
    at = Locator(sentences).at(word.start) if word else None
    if word is None or at is None:
        return None
    sentence = sentences[at]
    size = len(vectors or b"") // _VECTORS
    parts = [vectors[i * size : (i + 1) * size] if vectors else None for i in range(_VECTORS)]
    return EventMention(
        id=event.id,
        document=document.id,
        place=at,
        trigger=word.of(document.text),
        before=document.text[sentence.start : word.start],
        after=document.text[word.end : sentence.end],
        trigger_vector=parts[0],
        sentence_vector=parts[1],
        word_vector=parts[2],
    )


def one_date(one: str | None, other: str | None) -> bool:
    """Whether two ISO dates can be of one event: alike, or one the month of the other's day."""
    if one is None or other is None:
        return False
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= MONTH and long.startswith(short))


def _may_join(one: Event, other: Event) -> bool:
    """Whether nothing but the words speaks against two records being one event."""
    return (
        one_date(one.date, other.date)
        and one.reality == other.reality
        and len({one.type, other.type} - {None}) < 2
        and len({one.country, other.country} - {None}) < 2
    )


def _joined(events: Sequence[Event], reasons: tuple[Reason, ...]) -> Event:
    """One record of several: its id the smallest, its date and label the most precise one's."""
    ordered = sorted(events, key=lambda event: event.id)
    chosen = min(ordered, key=lambda event: (-len(event.date or ""), event.id))

    def either(name: str) -> str | None:
        return getattr(chosen, name) or next(
            (value for event in ordered if (value := getattr(event, name))), None
        )

    because = dict.fromkeys(reason for event in ordered for reason in event.because)
    return replace(
        chosen,
        id=ordered[0].id,
        type=either("type"),
        mode=either("mode"),
        place=either("place"),
        country=either("country"),
        place_precision=either("place_precision"),
        sources=tuple(dict.fromkeys(a for event in ordered for a in event.sources)),
        targets=tuple(dict.fromkeys(a for event in ordered for a in event.targets)),
        mentions=tuple(sorted({m for event in ordered for m in event.mentions})),
        statements=tuple(sorted({s for event in ordered for s in event.statements})),
        because=(*because, *reasons),
    )


def join_events(
    events: Sequence[Event], stories: Sequence[Story], context: Context
) -> tuple[tuple[Event, ...], dict[str, str]]:
    """The events of a case, those of one story that are surely one joined; sorted by id.

    events: one article's each, their actors those of the case. Also gives, for every event's id,
    the id that it now goes by.
    """
    by_document: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        if event.mentions:
            by_document[event.mentions[0].document].append(event)
    known_as = {event.id: event.id for event in events}
    joined = {event.id: event for event in events}
    for story in stories:
        own = [event for document in story.documents for event in by_document[document]]
        for group, reasons in _of_story(own, story, context):
            record = _joined(group, reasons)
            for event in group:
                known_as[event.id] = record.id
                del joined[event.id]
            joined[record.id] = record
    return tuple(joined[key] for key in sorted(joined)), known_as


def _of_story(
    events: Sequence[Event], story: Story, context: Context
) -> list[tuple[list[Event], tuple[Reason, ...]]]:
    """The groups of two or more events of one story that are one."""
    cut = {
        document: context.sentences[document]
        or tuple(text.sentences(context.documents[document].text))
        for document in story.documents
    }
    found: list[tuple[Event, EventMention]] = []
    for event in sorted(events, key=lambda event: event.id):
        document = event.mentions[0].document
        mention = mention_of(
            event, context.documents[document], cut[document], context.vectors.get(event.id)
        )
        if mention is not None:
            found.append((event, mention))
    may = np.array([[_may_join(a, b) for b, _ in found] for a, _ in found], dtype=bool)
    if len(found) < 2 or np.count_nonzero(may) == len(found):
        return []
    mentions = [mention for _, mention in found]
    sentences = [span.of(context.documents[d].text) for d in story.documents for span in cut[d]]
    documents = {document: context.documents[document] for document in story.documents}
    scores, features = compare(mentions, documents, sentences)
    scores = np.where(may, scores, 0.0)
    # no two of a group may contradict each other, however alike the others are
    groups = group_rows(scores, JOINED, never_below=np.finfo(float).tiny)
    return [
        ([found[row][0] for row in rows], _reasons(rows, mentions, scores, features))
        for rows in groups
        if len(rows) > 1
    ]
