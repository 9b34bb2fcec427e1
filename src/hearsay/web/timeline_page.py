"""The timeline: what happened and what was said, on one axis.

Takes an open case and bounds, gives days with their events and statements, and the picture of how
many there are in each month or year. Statements of the day they were said; where the article does
not tell, of the day it was published, and that is told.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from hearsay import wording
from hearsay.case import Case
from hearsay.web.actor_page import Happening, Said, happening, said
from hearsay.web.lookup import Lookup

DAYS = 20
"""Days on one page, each with its events and statements."""
OF_ONE_DAY = 6
"""Statements of one day before the search for the rest."""
BARS = 60
"""Bars of the picture: each at least 8 px wide at 1,000 px."""


@dataclass(frozen=True, slots=True)
class Day:
    """One date, as precise as is known: what happened and what was said."""

    date: str
    iso: str
    events: tuple[Happening, ...]
    said: tuple[Said, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year of the picture. Heights are shares of the tallest, 0 to 1."""

    label: str
    events: int
    statements: int
    up: float
    down: float
    href: str


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What the timeline shows."""

    days: tuple[Day, ...]
    bars: tuple[Bar, ...]
    unit: str
    undated: int
    since: str
    until: str
    page: int
    pages: int


def timeline_page(case: Case, since: str = "", until: str = "", page: int = 1) -> TimelinePage:
    """One page of the timeline between two dates, both inclusive."""
    bounds = {"since": since or None, "until": until or None}
    events = case.listed("events_dated", **bounds)
    statements = case.listed("statements_dated", **bounds)
    dates = sorted({row["at"] for row in (*events, *statements)})
    pages = max(1, -(-len(dates) // DAYS))
    page = min(page, pages)
    shown = dates[(page - 1) * DAYS : page * DAYS]
    by_day: dict[str, tuple[list[str], list[str]]] = {date: ([], []) for date in shown}
    for place, rows in enumerate((events, statements)):
        for row in rows:
            if row["at"] in by_day:
                by_day[row["at"]][place].extend(sorted(json.loads(row["ids"])))
    told = Lookup(case.part("events", *(e for pair in by_day.values() for e in pair[0])))
    heard = Lookup(
        case.part("statements", *(s for pair in by_day.values() for s in pair[1][:OF_ONE_DAY]))
    )
    bars, unit = _bars(events, statements)
    return TimelinePage(
        tuple(
            Day(
                wording.day(date),
                date,
                tuple(happening(told, event) for event in sorted(happened)),
                said(heard, heard.in_order(uttered[:OF_ONE_DAY])),
                max(0, len(uttered) - OF_ONE_DAY),
            )
            for date, (happened, uttered) in by_day.items()
        ),
        bars,
        unit,
        case.listed("count_undated")[0]["number"],
        since,
        until,
        page,
        pages,
    )


def _counted(rows: list[dict[str, Any]], length: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        if len(row["at"]) >= length:
            found[row["at"][:length]] += row["number"]
    return found


def _between(keys: list[str]) -> list[str]:
    """Every month, or year, from the first to the last, so that the axis is even."""
    if not keys:
        return []
    first, last = keys[0], keys[-1]
    if len(first) == len("2024"):
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    months = range(int(first[:4]) * 12 + int(first[5:]) - 1, int(last[:4]) * 12 + int(last[5:]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]


def _bars(
    events: list[dict[str, Any]], statements: list[dict[str, Any]]
) -> tuple[tuple[Bar, ...], str]:
    """The picture: by month where that is few enough bars, else by year."""
    for length, unit in ((7, "month"), (4, "year")):
        happened, uttered = _counted(events, length), _counted(statements, length)
        keys = _between(sorted(happened.keys() | uttered.keys()))
        if len(keys) <= BARS or unit == "year":
            break
    keys = keys[-BARS:]
    tallest = max((max(happened[key], uttered[key]) for key in keys), default=1)
    return (
        tuple(
            Bar(
                wording.day(key),
                happened[key],
                uttered[key],
                round(uttered[key] / tallest, 4),
                round(happened[key] / tallest, 4),
                f"/timeline?since={key}&until={key}",
            )
            for key in keys
        ),
        unit,
    )
