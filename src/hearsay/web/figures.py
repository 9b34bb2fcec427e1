"""Figures that speak of one quantity, side by side: a table, and a picture on a common axis.

Takes a Lookup, gives groups with positions in per cent of the picture's width, so that the drawing
stretches without distorting its marks. Never decides which figure is right.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from hearsay import wording
from hearsay.links import figure_groups as rules
from hearsay.links import ranges, sources
from hearsay.links.support import of_figures
from hearsay.steps.counted import singular
from hearsay.types import Figure
from hearsay.web.lookup import Article, Lookup

Shape = Literal["dot", "ring", "bar", "from", "to"]
Standing = Literal["alone", "agrees", "fits", "conflicts", "revises", "revised", "part"]
LEFT, RIGHT = 5.0, 95.0
"""Where the axis begins and ends, in per cent: room for half a mark and half a tick label."""
LOGARITHMIC_FROM = 50
"""Largest over smallest from which the axis is logarithmic: a linear one would hide the small."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure: its exact words, what they are read as, who says so and where.

    standing: how it goes with the others of its group; beside: the same in words. at: the day it
    speaks of, or else the day it was published, as an ISO date, "" where neither is told; when: the
    same in words. low, high: None where that end is open.
    """

    anchor: str
    words: str
    reading: str
    speaker: str
    article: Article
    as_of: str
    id: str
    checked: str
    standing: Standing = "alone"
    beside: str = ""
    at: str = ""
    when: str = ""
    low: float | None = None
    high: float | None = None
    exact: bool = False


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
    """Figures of one quantity. `marks` is empty where nothing can be drawn.

    title: a heading, "Killed: soldiers". differs: whether the articles give more than one reading.
    conflicts: whether two that count the whole, none of them revised, cannot both be right.
    summary: what the picture shows, in one sentence. All four follow from the rest.
    support: from how many outlets, texts and origins the figures come; "" for a figure by itself.
    scale: the values at the ticks of the picture over time, from low to high; from nought, so that
    a number is seen against nothing at all and not only against the others.
    """

    number: int
    measure: str
    of: str
    event: str
    figures: tuple[FigureView, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    logarithmic: bool
    scale: tuple[float, ...] = ()
    support: str = ""
    title: str = field(init=False)
    summary: str = field(init=False)
    differs: bool = field(init=False)
    conflicts: bool = field(init=False)

    def __post_init__(self) -> None:
        told = [f"{mark.reading} ({mark.who})" for mark in self.marks]
        title = _title(self.measure, self.of)
        # a frozen record that knows more than it was given: /api tells what the pages show
        put = object.__setattr__
        put(self, "title", title)
        put(self, "summary", f"{title}. " + "; ".join(told) + ".")
        put(self, "differs", len(self.readings) > 1)
        put(self, "conflicts", any(figure.standing == "conflicts" for figure in self.figures))

    @property
    def readings(self) -> tuple[str, ...]:
        """The different readings that hold a number, as in the picture from low to high."""
        return tuple(mark.reading for mark in self.marks)


def _title(measure: str, of: str) -> str:
    words = of.casefold().split()
    if words and measure in {of.casefold(), singular(words[-1])}:
        return of[:1].upper() + of[1:]
    head = measure[:1].upper() + measure[1:]
    return f"{head}: {of}" if of else head


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


def _marks(
    look: Lookup, figures: list[Figure]
) -> tuple[list[Mark], list[Tick], bool, tuple[float, ...]]:
    ends = [e for f in figures for e in (f.low, f.high) if e is not None and math.isfinite(e)]
    if not ends:
        return [], [], False, ()
    low, high = min(ends), max(ends)
    logarithmic = low > 1e-6 and high < 1e30 and high / low >= LOGARITHMIC_FROM
    from_nothing = not logarithmic and low >= 0 and high > 0
    scale = _ticks(0.0, high, False) if from_nothing else None
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
    shown = [Tick(at(t), wording.number(t)) for t in ticks]
    return marks, shown, logarithmic, tuple(scale or ticks)


def _size(figure: Figure) -> tuple[float, float, str, str]:
    low = figure.low if figure.low is not None else -1.0
    high = figure.high if figure.high is not None else math.inf
    return (low if low >= 0 else high, high, figure.qualifier, figure.id)


def figure_view(look: Lookup, figure: Figure, others: Sequence[Figure] = ()) -> FigureView:
    """One figure for a page, beside the others of its group."""
    standing, beside = _standing(figure, others)
    at = figure.as_of or look.documents[figure.document].published or ""
    return FigureView(
        f"figure-{figure.id}",
        " ".join(figure.span.of(look.documents[figure.document].text).split()),
        wording.reading(figure),
        look.speaker(figure).name,
        look.articles[figure.document],
        wording.day(figure.as_of),
        figure.id,
        look.checked(figure.id),
        standing,
        beside,
        at,
        wording.day(at),
        figure.low,
        figure.high,
        figure.qualifier == "exact",
    )


def _is_part(figure: Figure) -> bool:
    return any(reason.rule in {rules.PART, rules.PARTS} for reason in figure.because)


def _whose(figure: Figure) -> tuple[str | None, str | None]:
    return figure.speaker, figure.speaker_label and figure.speaker_label.replace("’", "'")


def _revised_to(figure: Figure, others: Sequence[Figure]) -> Figure | None:
    """The later figure that takes a figure's place, or the place of the same one of the same voice
    told elsewhere."""
    same = {figure.id} | {
        other.id
        for other in others
        if _whose(other) == _whose(figure) != (None, None)
        and (other.low, other.high) == (figure.low, figure.high)
    }
    return next((o for o in others if o.revises in same and o.id not in same), None)


def _sums(figures: Sequence[Figure]) -> list[list[Figure]]:
    """The parts of one total, those of each sentence together."""
    together: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        for reason in figure.because:
            if reason.rule == rules.PARTS:
                together.setdefault(reason.refs, []).append(figure)
    return [parts for refs, parts in together.items() if len(parts) == len(refs)]


def _together(parts: Sequence[Figure]) -> str:
    low, high, qualifier = ranges.added(parts)
    whole = replace(parts[0], low=low, high=high, qualifier=qualifier)
    return f"{wording.reading(whole)} together"


def _standing(figure: Figure, others: Sequence[Figure]) -> tuple[Standing, str]:
    """How a figure goes with the others of its group, and the same in words.

    Compared are those that count the whole and that no later figure of their own voice revises;
    parts of one total are compared as their sum.
    """
    known = {other.id: other for other in others}
    if figure.revises in known:
        return "revises", f"revises {wording.reading(known[figure.revises])}"
    if later := _revised_to(figure, others):
        return "revised", f"revised to {wording.reading(later)}"
    every = [figure, *others]
    compared = [
        other
        for other in others
        if not _is_part(other)
        and ranges.told(other)
        and not _revised_to(other, [o for o in every if o is not other])
    ]
    if _is_part(figure):
        own = next((parts for parts in _sums(every) if figure in parts), None)
        if own is None:
            return "part", "a part of the whole"
        if any(ranges.total_disagrees(own, other) for other in compared):
            return "conflicts", f"a part, {_together(own)}"
        return "part", f"a part, {_together(own)}"
    sums = _sums(others)
    against = [_together(parts) for parts in sums if ranges.total_disagrees(parts, figure)]
    apart = sorted((o for o in compared if ranges.disagree(figure, o)), key=_size)
    against = [*(wording.reading(other) for other in apart), *against]
    if against:
        return "conflicts", f"against {wording.listed(list(dict.fromkeys(against)), most=3)}"
    if any((o.low, o.high) == (figure.low, figure.high) for o in compared):
        return "agrees", "agrees"
    if ranges.told(figure) and (compared or sums):
        return "fits", f"fits {_together(sums[0])}" if sums and not compared else "fits"
    return "alone", ""


def figure_groups(
    look: Lookup, chosen: Iterable[Figure] | None = None
) -> tuple[list[FigureGroup], list[FigureGroup]]:
    """Figures to compare, and figures that stand alone; all of the ledger, or those chosen.

    To compare are those that share a `group`. Groups in conflict come first, then those whose
    readings differ, then those of more articles.
    """
    together: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in look.ledger.figures if chosen is None else chosen:
        key = ("group", figure.group) if figure.group is not None else ("alone", figure.id)
        together[key].append(figure)
    events = {event.id: event.label for event in look.ledger.events}

    def place(figure: Figure) -> tuple[int, int, str]:
        return look.articles[figure.document].number, figure.span.start, figure.id

    ranked = []
    for key, figures in together.items():
        readings = {wording.reading(f) for f in figures if f.low is not None or f.high is not None}
        articles = {f.document for f in figures}
        opposed = any(_standing(f, _without(f, figures))[0] == "conflicts" for f in figures)
        bare = _measure(figures).startswith("other:")
        first = min(place(figure) for figure in figures)
        size = (-len(articles), -len(figures))
        rank = (not opposed, len(readings) < 2, *size, bare, first, key)
        ranked.append((rank, figures))
    behind = of_figures(look.ledger)

    def told(figures: Sequence[Figure]) -> str:
        support = behind(figures)
        return wording.origins(support, len(sources.owners_of(support.outlets, look.sources)))

    found = []
    for number, (_, unordered) in enumerate(sorted(ranked, key=lambda r: r[0]), 1):
        figures = sorted(unordered, key=place)
        named = [f for f in figures if f.of and not _is_part(f)] or [f for f in figures if f.of]
        counted = Counter(" ".join((f.of or "").split()) for f in named)
        of = min(counted, key=lambda word: (-counted[word], word)) if counted else ""
        labels = sorted({events[f.event] for f in figures if f.event in events})
        marks, ticks, logarithmic, scale = _marks(look, figures)
        found.append(
            FigureGroup(
                number,
                wording.measure(_measure(figures)),
                of,
                labels[0] if len(labels) == 1 else "",
                tuple(figure_view(look, f, _without(f, figures)) for f in figures),
                tuple(marks),
                tuple(ticks),
                logarithmic,
                scale,
                told(figures) if len(figures) > 1 else "",
            )
        )
    return [g for g in found if len(g.figures) > 1], [g for g in found if len(g.figures) == 1]


def _without(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    return [other for other in figures if other.id != figure.id]


def _measure(figures: Sequence[Figure]) -> str:
    """What a group measures: a measure of the guideline before a bare word, then the most given."""
    counted = Counter(figure.measure for figure in figures)
    return min(counted, key=lambda m: (m.startswith("other:"), -counted[m], m))
