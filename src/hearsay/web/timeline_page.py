"""The timeline: what happened and what was said, on one axis.

Takes an open case and bounds, gives days with their events and statements, and the picture of how
many there are in each month or year. Statements of the day they were said; where the article does
not tell, of the day it was published, and that is told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from hearsay import wording
from hearsay.case import Case
from hearsay.records import canonical
from hearsay.web.actor_page import Happening, Said, happening, said
from hearsay.web.lookup import Lookup

DAYS = 12
"""Days on one page, each with its events and statements: five screens, and 60 ms of a case with
100,000 statements."""
OF_ONE_DAY = 4
"""Statements of one day before the search for the rest."""
BARS = 60
"""Bars of the picture: each 5 px wide at 360 px, which is as narrow as can be told apart."""
UNITS = ((10, "day"), (7, "month"), (4, "year"))
"""How much of an ISO date is each unit, the finest first."""
MOST = 0.8
"""Share of the events and statements that a unit's bars must hold. Days hold 0.93 of the demo case,
months 0.92 of the five seed articles (days 0.37); the rest is background told by its year."""


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
    """One day, month or year of the picture. key: the same as part of an ISO date."""

    key: str
    label: str
    events: int
    statements: int
    href: str


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What the timeline shows. beside: how much of it is not in the picture."""

    days: tuple[Day, ...]
    bars: tuple[Bar, ...]
    unit: str
    beside: int
    undated: int
    since: str
    until: str
    page: int
    pages: int


def timeline_page(
    case: Case, since: str = "", until: str = "", page: int | None = 1
) -> TimelinePage:
    """One page of the timeline between two dates, both inclusive; None: that on which its picture
    begins, since what is told as background may lie decades before."""
    bounds = {"since": since or None, "until": until or None}
    events = case.listed("events_dated", **bounds)
    statements = case.listed("statements_dated", **bounds)
    dates = sorted({row["at"] for row in (*events, *statements)})
    pages = max(1, -(-len(dates) // DAYS))
    bars, unit, beside = _bars(events, statements)
    if page is None:
        before = bisect_left(dates, bars[0].key) if bars else 0
        page = 1 + before // DAYS
    page = min(page, pages)
    shown = dates[(page - 1) * DAYS : page * DAYS]
    by_day: dict[str, tuple[list[str], list[str]]] = {day: ([], []) for day in shown}
    days = canonical(shown)
    for row in case.listed("events_of_days", days=days):
        by_day[row["at"]][0].append(row["id"])
    for row in case.listed("statements_of_days", days=days, most=OF_ONE_DAY):
        by_day[row["at"]][1].append(row["id"])
    counted = {row["at"]: row["number"] for row in statements}
    told = Lookup(case.part("events", *(e for pair in by_day.values() for e in pair[0])))
    heard = Lookup(case.part("statements", *(s for pair in by_day.values() for s in pair[1])))
    return TimelinePage(
        tuple(
            Day(
                wording.day(day),
                day,
                tuple(happening(told, event) for event in sorted(happened)),
                said(heard, heard.in_order(uttered)),
                counted.get(day, 0) - len(uttered),
            )
            for day, (happened, uttered) in by_day.items()
        ),
        bars,
        unit,
        beside,
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
    """Every day, month or year from the first to the last, so that the axis is even."""
    if not keys:
        return []
    first, last = keys[0], keys[-1]
    if len(first) == len("2024"):
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    if len(first) == len("2024-10-03"):
        days = range(
            date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1
        )
        return [date.fromordinal(day).isoformat() for day in days]
    months = range(int(first[:4]) * 12 + int(first[5:]) - 1, int(last[:4]) * 12 + int(last[5:]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]


def _bars(
    events: list[dict[str, Any]], statements: list[dict[str, Any]]
) -> tuple[tuple[Bar, ...], str, int]:
    """The picture, its unit, and how many events and statements are not in it.

    The finest unit whose last bars hold most of what there is; a year told by itself, or a day long
    before the rest, does not make the rest one bar.
    """
    every = sum(row["number"] for row in (*events, *statements))
    for length, unit in UNITS:
        happened, uttered = _counted(events, length), _counted(statements, length)
        keys = _between(sorted(happened.keys() | uttered.keys()))[-BARS:]
        shown = sum(happened[key] + uttered[key] for key in keys)
        if unit == "year" or shown >= MOST * every:
            break
    return (
        tuple(
            Bar(
                key,
                wording.day(key),
                happened[key],
                uttered[key],
                f"/timeline?since={key}&until={key}#listed",
            )
            for key in keys
        ),
        unit,
        every - shown,
    )
