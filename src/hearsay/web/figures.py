"""Figures that speak of one quantity, side by side: a table, and a picture on a common axis.

Takes a Lookup, gives groups with positions in per cent of the picture's width, so that the drawing
stretches without distorting its marks. Never decides which figure is right.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from hearsay import wording
from hearsay.types import Figure
from hearsay.web.lookup import Article, Lookup

Shape = Literal["dot", "ring", "bar", "from", "to"]
LEFT, RIGHT = 5.0, 95.0
"""Where the axis begins and ends, in per cent: room for half a mark and half a tick label."""
LOGARITHMIC_FROM = 50
"""Largest over smallest from which the axis is logarithmic: a linear one would hide the small."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure: its exact words, what they are read as, who says so and where."""

    anchor: str
    words: str
    reading: str
    speaker: str
    article: Article
    as_of: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading in the picture and all who give it. `start` and `end` are per cent."""

    reading: str
    shape: Shape
    start: float
    end: float
    who: str
    times: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one quantity. `marks` is empty where nothing can be drawn."""

    number: int
    measure: str
    of: str
    event: str
    figures: tuple[FigureView, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    logarithmic: bool

    @property
    def title(self) -> str:
        """A heading: "Killed: soldiers"."""
        head = self.measure[:1].upper() + self.measure[1:]
        return f"{head}: {self.of}" if self.of and self.of.casefold() != self.measure else head

    @property
    def differs(self) -> bool:
        """Whether the articles give more than one reading."""
        return len(self.readings) > 1

    @property
    def readings(self) -> tuple[str, ...]:
        """The different readings that hold a number, as in the picture from low to high."""
        return tuple(mark.reading for mark in self.marks)

    @property
    def summary(self) -> str:
        """What the picture shows, in one sentence."""
        told = [f"{mark.reading} ({mark.who})" for mark in self.marks]
        return f"{self.title}. " + "; ".join(told) + "."


def _ticks(low: float, high: float, logarithmic: bool) -> list[float]:
    """Two to six round values over the range, its ends included within a step."""
    if logarithmic:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        return [10.0**power for power in range(first, last + 1)]
    # a step too fine for a float to hold apart from its neighbours would draw nothing
    raw = max((high - low) / 4, 1e-9, abs(high) * 1e-12)
    scale = 10.0 ** math.floor(math.log10(raw))
    step = next(s * scale for s in (1, 2, 5, 10) if s * scale >= raw)
    if float(low).is_integer() and float(high).is_integer():
        step = max(1, step)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(step * n, 9) for n in range(first, max(last, first + 1) + 1)]


def _marks(look: Lookup, figures: list[Figure]) -> tuple[list[Mark], list[Tick], bool]:
    ends = [e for f in figures for e in (f.low, f.high) if e is not None and math.isfinite(e)]
    if not ends:
        return [], [], False
    low, high = min(ends), max(ends)
    logarithmic = low > 1e-6 and high < 1e30 and high / low >= LOGARITHMIC_FROM
    if low == high:
        low, high = low if 0 <= low < 1 else low - 1, high + 1
    ticks = _ticks(low, high, logarithmic)

    def scaled(value: float) -> float:
        return math.log10(value) if logarithmic else value

    bottom, top = scaled(ticks[0]), scaled(ticks[-1])

    def at(value: float) -> float:
        share = (scaled(value) - bottom) / (top - bottom)
        return round(LEFT + (RIGHT - LEFT) * share, 2)

    same: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=_size):
        if figure.low is not None or figure.high is not None:
            same[wording.reading(figure)].append(figure)
    marks = []
    for reading, readings in same.items():
        first = readings[0]
        shape: Shape
        if first.low is not None and first.high is not None:
            start, end = at(first.low), at(first.high)
            point: Shape = "dot" if first.qualifier == "exact" else "ring"
            shape = point if start == end else "bar"
        elif first.low is not None:
            start, end, shape = at(first.low), RIGHT, "from"
        else:
            start, end, shape = LEFT, at(first.high or 0), "to"
        names = list(dict.fromkeys(look.speaker(f).name for f in readings))
        who = wording.listed([wording.shortened(n, 32) for n in names], most=3)
        marks.append(Mark(reading, shape, start, end, who, len(readings)))
    return marks, [Tick(at(t), wording.number(t)) for t in ticks], logarithmic


def _size(figure: Figure) -> tuple[float, float, str, str]:
    low = figure.low if figure.low is not None else -1.0
    high = figure.high if figure.high is not None else math.inf
    return (low if low >= 0 else high, high, figure.qualifier, figure.id)


def figure_view(look: Lookup, figure: Figure) -> FigureView:
    """One figure for a page."""
    return FigureView(
        f"figure-{figure.id}",
        " ".join(figure.span.of(look.documents[figure.document].text).split()),
        wording.reading(figure),
        look.speaker(figure).name,
        look.articles[figure.document],
        wording.day(figure.as_of),
    )


def figure_groups(look: Lookup) -> tuple[list[FigureGroup], list[FigureGroup]]:
    """Figures to compare, and figures that stand alone.

    To compare are those that share a `group`, and without one those of one measure, of the same
    and about the same event. Groups whose readings differ come first, then those of more articles.
    """
    together: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in look.ledger.figures:
        if figure.group is not None:
            together["group", figure.group].append(figure)
        else:
            of = " ".join((figure.of or figure.id).casefold().split())
            together["alike", figure.measure, of, figure.event or ""].append(figure)
    events = {event.id: event.label for event in look.ledger.events}

    def place(figure: Figure) -> tuple[int, int, str]:
        return look.articles[figure.document].number, figure.span.start, figure.id

    ranked = []
    for key, figures in together.items():
        readings = {wording.reading(f) for f in figures if f.low is not None or f.high is not None}
        articles = {f.document for f in figures}
        ranked.append(((len(readings) < 2, -len(articles), -len(figures), key), figures))
    found = []
    for number, (_, unordered) in enumerate(sorted(ranked, key=lambda r: r[0]), 1):
        figures = sorted(unordered, key=place)
        counted = Counter(" ".join(f.of.split()) for f in figures if f.of)
        of = min(counted, key=lambda word: (-counted[word], word)) if counted else ""
        labels = sorted({events[f.event] for f in figures if f.event in events})
        marks, ticks, logarithmic = _marks(look, figures)
        found.append(
            FigureGroup(
                number,
                wording.measure(figures[0].measure),
                of,
                labels[0] if len(labels) == 1 else "",
                tuple(figure_view(look, f) for f in figures),
                tuple(marks),
                tuple(ticks),
                logarithmic,
            )
        )
    return [g for g in found if len(g.figures) > 1], [g for g in found if len(g.figures) == 1]
