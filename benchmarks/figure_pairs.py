"""Figures of one quantity of one event: pairs of them put into one group, against a story's gold.

Takes a story as the scorer read it and the scorer, gives one row. The gold says which event a
figure is of and what it measures: two figures of one event and one measure are a pair. Figures are
matched one to one by any overlap, as the scorer matches them. Right is a pair that is one in the
gold; found counts all pairs of the gold, also those of which a figure was missed. A pair with a
figure that is not in the gold, or has no event there, is left out of what is right: the gold does
not say what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from types import ModuleType
from typing import Any

NAME = "figures of one quantity (pairs)"
OVERLAP = 1e-9


def pairs(story: Any, scorer: ModuleType) -> dict[str, Any]:
    """The scorer's row of precision, recall and F1 over pairs."""
    gold_of = matched(story, scorer)
    wanted = {
        pair(one["id"], other["id"])
        for one, other in combinations(story.gold["figures"], 2)
        if told(one) and told(one) == told(other)
    }
    hit = given = 0
    for one, other in combinations(story.pred.get("figures") or [], 2):
        if not one.get("group") or one["group"] != other.get("group"):
            continue
        left, right = gold_of.get(one["id"]), gold_of.get(other["id"])
        if left is None or right is None or not (told(left) and told(right)):
            continue
        given += 1
        hit += pair(left["id"], right["id"]) in wanted
    row: dict[str, Any] = scorer.prf(hit, given, len(wanted))
    return row


def matched(story: Any, scorer: ModuleType) -> dict[str, Mapping[str, Any]]:
    """By id of a figure of the ledger, the gold's figure that it stands for."""
    found: dict[str, Mapping[str, Any]] = {}
    for document, text in story.texts.items():
        gold = [figure for figure in story.gold["figures"] if figure["doc"] == document]
        own = [
            figure
            for figure in story.pred.get("figures") or []
            if story.doc_of.get(figure["document"]) == document
        ]
        places = [scorer.chars(scorer.spans_of(text, figure["text"])) for figure in gold]
        spans = [scorer.chars([tuple(figure["span"])]) for figure in own]
        ties = scorer.match(places, spans, scorer.iou, OVERLAP)
        found |= {own[j]["id"]: gold[i] for i, j in ties}
    return found


def told(figure: Mapping[str, Any]) -> tuple[str, str] | None:
    """What a figure of the gold counts: event and measure; None where no event is told."""
    return (figure["event"], figure["measure"]) if figure.get("event") else None


def pair(one: str, other: str) -> frozenset[str]:
    """Two ids, in no order."""
    return frozenset((one, other))
