"""Which figures are of one quantity of one event, within and across the articles of a story.

Takes the figures of a case with its events and stories, gives the figures with `event`, `group` and
`revises`, each with its reasons. Only figures of one story are compared. A pair's score depends on
the pair and on how rare words are in the story (`quantities`), on no other pair; groups are average
link, so that the order of what is given changes nothing. A figure that is like no other has no
group. Who revises whom is for `revisions`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from hearsay import text, wording
from hearsay.identity import identify
from hearsay.links import quantities, ranges, revisions
from hearsay.links.context import Context
from hearsay.links.figure_group_weights import INTERCEPT, WEIGHTS
from hearsay.links.grouping import group_rows
from hearsay.links.quantities import Quantity
from hearsay.links.similarity import Matrix, rarity
from hearsay.types import Event, Figure, Reason, Story

BY_DATES = {"dates differ": -2.0, "one date": 1.0}
"""Weights of dates, which the corpus of the others lacks. Set by hand: on the three development
stories nothing from 0 to these changes a pair."""
JOINED = 0.5
"""Mean score from which quantities are one. Pairs of figures in one group over the three
development stories, precision and recall: 0.4 and 0.5 .980 .725, 0.6 .978 .647. Over folds of
ECB+ train, where half the pairs are of two alike events of one topic and no stories keep these
apart: 0.4 .688 .838, 0.5 .724 .765, 0.6 .777 .619."""
NEVER_BELOW = 0.1
"""No two quantities of a group score less: what is ruled out stays apart, whatever joins the rest.
On those stories 0.05 and 0.2 give the same."""
PARTS = "parts of one total"
PART = "less than the whole"
SAME = "same quantity"
_SHOWN = 3
_ROLES = {
    "part": "some of those counted",
    "remaining": "those that still are",
    "added": "so many more",
}


def group_figures(
    figures: Sequence[Figure], events: Sequence[Event], stories: Sequence[Story], context: Context
) -> tuple[Figure, ...]:
    """The figures of a case, those of one quantity with one `group`; sorted by id.

    figures, events: with actors and events of the case.
    """
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda figure: figure.id):
        by_document[figure.document].append(figure)
    told: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        for document in sorted({mention.document for mention in event.mentions}):
            told[document].append(event)
    found: dict[str, Figure] = {}
    for story in stories:
        own = {
            document: [_with_event(figure, told[document]) for figure in by_document[document]]
            for document in story.documents
        }
        found |= {figure.id: figure for held in own.values() for figure in held}
        for group in _groups(own, told, context):
            found |= {figure.id: figure for figure in group}
    return tuple(found[key] for key in sorted(found))


def _with_event(figure: Figure, events: Sequence[Event]) -> Figure:
    """The figure with the dated event whose clause holds it, the shortest of several."""
    holding = [
        (mention.span.end - mention.span.start, event.id, event)
        for event in events
        for mention in event.mentions
        if event.date and mention.document == figure.document and mention.span.covers(figure.span)
    ]
    if not holding or figure.event is not None:
        return figure
    event = min(holding, key=lambda found: found[:2])[2]
    reason = Reason("event", f"stands in the clause “{wording.shortened(event.label, 60)}”")
    return replace(figure, event=event.id, because=(*figure.because, reason))


def score(features: Mapping[str, float]) -> float:
    """The chance that two quantities with these features are one, 0 to 1."""
    weights = WEIGHTS | BY_DATES
    logit = INTERCEPT + sum(weights[name] * features[name] for name in sorted(weights))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


def _groups(
    figures: Mapping[str, Sequence[Figure]], events: Mapping[str, Sequence[Event]], context: Context
) -> list[list[Figure]]:
    """The figures of one story that stand in a group, by group, with `group` and reasons."""
    documents = {key: context.documents[key] for key in sorted(figures)}
    cut = {
        key: tuple(context.sentences[key] or text.sentences(document.text))
        for key, document in documents.items()
    }
    every = [
        quantity
        for key, document in documents.items()
        for quantity in quantities.quantities(figures[key], document, cut[key], events[key])
    ]
    if not every:
        return []
    rare = rarity([span.of(documents[key].text) for key in documents for span in cut[key]])
    groups = []
    for block in _blocks(every):
        scores = _scores(block, rare)
        for rows in _rows(block, scores):
            members = [block[row] for row in rows]
            if len(members) > 1 or len(members[0].figures) > 1:
                groups.append(_grouped(members, scores[np.ix_(rows, rows)], context))
    return groups


def _scores(block: Sequence[Quantity], rare: Mapping[str, float]) -> Matrix:
    """The score of every pair, (quantity, quantity)."""
    found = np.eye(len(block))
    for i, one in enumerate(block):
        for j in range(i + 1, len(block)):
            told = quantities.features(one, block[j], rare)
            found[i, j] = found[j, i] = 0.0 if told is None else score(told)
    return found


def _rows(block: Sequence[Quantity], scores: Matrix) -> list[list[int]]:
    """Groups of rows: the wholes by average link, then each part with the whole it is most like.

    A part comes last, so that its number keeps no two wholes apart. Parts that go with no whole
    are grouped among themselves.
    """
    wholes = [row for row, quantity in enumerate(block) if quantity.role == "whole"]
    groups = [
        [wholes[row] for row in rows]
        for rows in group_rows(scores[np.ix_(wholes, wholes)], JOINED, NEVER_BELOW)
    ]
    place = {row: at for at, rows in enumerate(groups) for row in rows}
    left = []
    for row in range(len(block)):
        if row in place:
            continue
        best = max(wholes, key=lambda other: (scores[row, other], -other), default=None)
        if best is not None and scores[row, best] >= JOINED:
            groups[place[best]].append(row)
        else:
            left.append(row)
    among = group_rows(scores[np.ix_(left, left)], JOINED, NEVER_BELOW) if left else []
    return sorted(sorted(rows) for rows in [*groups, *([left[r] for r in g] for g in among)])


def _blocks(every: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities that may be one at all: by measure; those of people whom a word names together."""
    by_measure: dict[str, list[Quantity]] = defaultdict(list)
    named: set[str] = {q.head for q in every if q.measure in quantities.PEOPLE_MEASURES and q.head}
    for quantity in sorted(every, key=lambda q: q.id):
        counted = quantity.measure.removeprefix("other:")
        people = quantity.measure in quantities.PEOPLE_MEASURES or counted in named
        by_measure["people" if people else quantity.measure].append(quantity)
    return [by_measure[measure] for measure in sorted(by_measure)]


def _grouped(members: Sequence[Quantity], scores: Matrix, context: Context) -> list[Figure]:
    """The figures of a group with its id, why they are in it, and which of them revise others."""
    first = min(figure.id for quantity in members for figure in quantity.figures)
    group = identify("g", first)
    found: list[Figure] = []
    for row, quantity in enumerate(members):
        reasons = []
        if len(members) > 1:
            others = [other for other in range(len(members)) if other != row]
            best = max(others, key=lambda other: (scores[row, other], -other))
            reasons.append(_reason(quantity, members[best], float(scores[row, best]), context))
        if len(quantity.figures) > 1:
            reasons.append(_sum(quantity, members, context))
        elif quantity.role != "whole":
            reasons.append(Reason(PART, f"{_ROLES[quantity.role]}: not compared with the whole"))
        found += [
            replace(figure, group=group, because=(*figure.because, *reasons))
            for figure in quantity.figures
        ]
    wholes = {q.id for q in members if q.role == "whole" and len(q.figures) == 1}
    return revisions.with_revisions(found, wholes, context)


def _reason(one: Quantity, other: Quantity, found: float, context: Context) -> Reason:
    """Why a quantity is in its group: the one it is most like, and what the two share."""
    told = [f"as {_words(other, context)} in {context.outlet(other.document)}, score {found:.2f}"]
    if one.low is not None and (one.low, one.high) == (other.low, other.high):
        told.append("the same number")
    shared = sorted(one.names & other.names) or sorted(one.plain & other.plain)
    if shared:
        told.append(f"both sentences have {', '.join(shared[:_SHOWN])}")
    return Reason(SAME, "; ".join(told), tuple(figure.id for figure in other.figures))


def _sum(quantity: Quantity, members: Sequence[Quantity], context: Context) -> Reason:
    """That some figures add up to one, and how the sum stands to the group's totals."""
    low = ranges.added(quantity.figures)
    number = low[0] if low[0] is not None else low[1]
    told = [f"{_words(quantity, context)}: {wording.number(number)} together"]
    for other in members:
        if other is quantity or other.role != "whole" or len(other.figures) > 1:
            continue
        against = ranges.total_disagrees(quantity.figures, other.figures[0])
        told.append(f"{'against' if against else 'agrees with'} {_words(other, context)}")
    shown = [*told[:1], *dict.fromkeys(told[1:])]
    return Reason(PARTS, "; ".join(shown), tuple(figure.id for figure in quantity.figures))


def _words(quantity: Quantity, context: Context) -> str:
    source = context.documents[quantity.document].text
    return " and ".join(f"“{' '.join(f.span.of(source).split())}”" for f in quantity.figures)


__all__ = ["PART", "PARTS", "SAME", "group_figures", "score"]
