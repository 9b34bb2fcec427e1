"""Places and countries of events, over the dated mentions that the gold's scorer matches.

Takes a story of the scorer, gives two figures in its form. A place is right if its first part, of
"Tallow, Arcadia" the town, is the gold's, in the words of either. The gold names no countries:
those of its places are told by hand in `gold_places.csv`. A place or country given where the gold
has none is wrong.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

TABLE = Path(__file__).with_name("gold_places.csv")
PLACE = "event place"
COUNTRY = "event country"
LONGEST = 300
"""Characters of the longest mention that the scorer takes for one."""


@cache
def _countries() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["place"]: row["country"] for row in csv.DictReader(file)}


def figures(story: Any, scorer: ModuleType) -> dict[str, dict[str, Any]]:
    """Precision, recall and F1 of place and country. story: a watched scorer's `Story`."""
    places, countries = [0, 0, 0], [0, 0, 0]
    for gold, given in _matched(story, scorer):
        wanted = _countries().get(gold["place"] or "")
        same = bool(gold["place"] and given["place"])
        same = same and first_part(gold["place"], scorer) == first_part(given["place"], scorer)
        for counts, right, got, want in (
            (places, same, given["place"], gold["place"]),
            (countries, bool(wanted) and wanted == given["country"], given["country"], wanted),
        ):
            counts[0] += right
            counts[1] += bool(got)
            counts[2] += bool(want)
    return {PLACE: scorer.prf(*places), COUNTRY: scorer.prf(*countries)}


def first_part(place: str, scorer: ModuleType) -> str:
    """What two wordings of one place share: "Borno state" and "Borno, Nigeria" give "borno"."""
    name = scorer.norm(place.split(",", maxsplit=1)[0])
    return re.sub(r" (?:state|province|district|governorate|county)$", "", name)


def _matched(story: Any, scorer: ModuleType) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Gold events and given ones, mention by mention, as `Story.events` of the scorer matches."""
    gold = [
        (
            event,
            mention["doc"],
            scorer.chars(scorer.spans_of(story.texts[mention["doc"]], mention["text"])),
        )
        for event in story.gold["events"]
        if event.get("date")
        for mention in event["mentions"]
    ]
    given = [
        (event, story.doc_of.get(mention["document"]), set(range(*mention["span"])))
        for event in story.pred.get("events", [])
        if event.get("date")
        for mention in event["mentions"]
        if mention["span"][1] - mention["span"][0] <= LONGEST
    ]

    def alike(one: tuple[Any, ...], other: tuple[Any, ...]) -> float:
        overlap = float(scorer.iou(one[2], other[2])) if one[1] == other[1] else 0.0
        dated = str(other[0]["date"]).startswith(one[0]["date"])
        return overlap + dated if overlap else 0.0

    return [(gold[i][0], given[j][0]) for i, j in scorer.match(gold, given, alike, 1e-9)]
