"""Which mentions tell of one event: groups of mentions, and the events of a case joined by them.

Takes mentions of events (`group_mentions`) or the events that single articles yield
(`join_events`), gives groups with the reason of every join. Only mentions of one story are
compared, and of a case's events only those whose dates agree. A pair's score depends on the pair
and on how rare words are in the story, on no other pair (`event_features`); groups are average
link, so that the order of what is given changes nothing.
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

JOINED = 0.7
"""Mean score from which the program joins two events, their dates agreeing. Share of joined pairs
that are right and of pairs found, over folds of ECB+ train, where no dates help: 0.5 .821 .493,
0.6 .867 .447, 0.7 .893 .385, 0.8 .907 .330. On the development stories one pair is joined with
anything between 0.11 and 0.97, and it is right."""
MONTH = len("2014-10")
"""Least precise date that a more precise one may lie in: an event of a year is any of that year."""
_VECTORS = 3
_SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Mentions of one event, by id, sorted; because: one reason for each but the first."""

    mentions: tuple[str, ...]
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """The articles of one story or topic: how rare words are in them, how alike each two are."""

    rare: Mapping[str, float]
    alike: Mapping[tuple[str, str], float]


def setting(documents: Mapping[str, Document], sentences: Sequence[str]) -> Setting:
    """What comparing mentions needs to know of their articles and of all sentences of these."""
    return Setting(rarity(sentences), likeness([documents[key] for key in sorted(documents)]))


def group_mentions(
    mentions: Sequence[EventMention],
    documents: Mapping[str, Document],
    sentences: Sequence[str],
    at_least: float = SAME_EVENT,
) -> list[EventGroup]:
    """All mentions of one topic in groups, singletons among them, by their first mention.

    documents: the topic's articles. sentences: all of theirs. at_least: mean score within a group.
    """
    ordered = sorted(mentions, key=lambda mention: mention.id)
    if not ordered:
        return []
    about = setting(documents, sentences)
    found = event_features.features(ordered, about.rare, about.alike)
    scores = event_features.scores(found)
    return [
        EventGroup(tuple(ordered[row].id for row in rows), _reasons(rows, ordered, scores, found))
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
        # as soon as one outlet states it itself, it is no longer known from statements alone
        statements=tuple(sorted({s for event in ordered for s in event.statements}))
        if all(event.statements for event in ordered)
        else (),
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
    blocks: dict[str, list[tuple[Event, EventMention]]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        document = event.mentions[0].document
        mention = mention_of(
            event, context.documents[document], cut[document], context.vectors.get(event.id)
        )
        if mention is not None and event.date is not None:
            blocks[event.date[:MONTH]].append((event, mention))
    alone = all(len(block) < 2 for block in blocks.values())
    if alone:
        return []
    documents = {document: context.documents[document] for document in story.documents}
    sentences = [span.of(context.documents[d].text) for d in story.documents for span in cut[d]]
    about = setting(documents, sentences)
    return [group for key in sorted(blocks) for group in _of_block(blocks[key], about)]


def _of_block(
    block: Sequence[tuple[Event, EventMention]], about: Setting
) -> list[tuple[list[Event], tuple[Reason, ...]]]:
    """The same among events whose dates may agree."""
    may = np.array([[_may_join(one, other) for other, _ in block] for one, _ in block], dtype=bool)
    mentions = [mention for _, mention in block]
    features = event_features.features(mentions, about.rare, about.alike)
    scores = np.where(may, event_features.scores(features), 0.0)
    # no two of a group may contradict each other, however alike the others are
    groups = group_rows(scores, JOINED, never_below=float(np.finfo(float).tiny))
    return [
        ([block[row][0] for row in rows], _reasons(rows, mentions, scores, features))
        for rows in groups
        if len(rows) > 1
    ]
