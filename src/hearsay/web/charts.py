"""Charts: the figures of one quantity over time, and how much was said and done when.

Takes view records, gives SVG that stands in the page as it is: described with Altair, drawn on the
server by vl-convert, so that it needs no script and no network, prints, and is part of the report.
Colours and typeface are the page's own variables, hence light and dark as the page is. Every chart
has its numbers in a table beside it; a chart is a picture with a name and a summary, no more.
"""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from hearsay import wording

if TYPE_CHECKING:
    from hearsay.web.figures import FigureGroup, FigureView
    from hearsay.web.timeline_page import Bar

KEPT = 256
"""Charts kept drawn: one takes some 45 ms (15 to describe, 30 to draw), a page shows a few, and the
same ones again after every correction of something else."""
WIDE, NARROW = 1080, 328
"""Pixels of a picture across the page, and of one across a window of 360 px with its margins."""
EDGE, TOP = 8, 4
"""Pixels beside and over the strips of bars."""
NOTHING = Markup()
HIGH = 200
"""Pixels of the plot of figures: a dozen labels of 15 px can stand apart."""
ABOVE, RIGHT, BELOW = 30, 14, 40
"""Room around the plot: for an arrow and a label, half a date, dates and the year."""
LETTER, LINE = 6.6, 15.0
"""Pixels of a letter and a line at 13 px in the page's typeface without serifs, measured; a label
that would lie on another is left out, since the table has it."""
ARROW = 26.0
"""Pixels of the arrow of an open-ended figure."""
REACH = {WIDE: 40, NARROW: 24}
"""Pixels across of what can be followed, at least 24 (WCAG 2.2, target size) also where a picture
of 1080 is shown in a window of 736, the narrowest that has it."""
HEAD, BETWEEN = 44, 0.12
"""Pixels over a strip of bars for its name and a number, and what is left free beside a bar."""
INK, SOFT, HAIR, PAPER, SANS = (
    "var(--ink)",
    "var(--soft)",
    "var(--rule)",
    "var(--paper)",
    "var(--sans)",
)
ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
"""What Vega tells of each mark to those who hear the page, whatever `aria` is set to."""
PLACES: dict[str, tuple[str, int, int]] = {
    "right": ("left", 11, 0),
    "left": ("right", -11, 0),
    "above": ("center", 0, -17),
    "below": ("center", 0, 17),
}
"""Where a label can stand beside its mark: alignment and offset in pixels, in order of liking."""
STRIPS = (("Statements", INK, 96), ("Events", SOFT, 48))
"""The strips of bars with shade and height: each on a scale of its own, since a case holds many
more statements than events. Neither has the colour of a stance."""


@dataclass(frozen=True, slots=True)
class _Point:
    """One figure on the plane: days since 1970 in milliseconds, and its ends."""

    at: int
    low: float | None
    high: float | None
    exact: bool
    revised: bool
    label: str

    @property
    def value(self) -> float:
        """Where its mark stands: the middle of a range, the end that is told else."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high or 0.0

    @property
    def open(self) -> int:
        """1 where it may be more, -1 where it may be less, 0 where both ends are told."""
        return (self.high is None) - (self.low is None)


def moment(date: str) -> int:
    """A date as milliseconds since 1970; the middle of a month or year that is all that is told.

    Raises ValueError for what is no date.
    """
    whole = date + {4: "-07-01", 7: "-15"}.get(len(date), "")
    return int(datetime.fromisoformat(whole[:10]).replace(tzinfo=UTC).timestamp() * 1000)


def _points(figures: Iterable[FigureView]) -> tuple[_Point, ...]:
    """Figures with a date and an end, those alike counted together, by time."""
    alike: dict[tuple[str, str, bool], list[FigureView]] = {}
    for figure in figures:
        told = figure.low is not None or figure.high is not None
        if figure.at and told:
            alike.setdefault((figure.at, figure.reading, figure.standing == "revised"), []).append(
                figure
            )
    found = []
    for (at, reading, revised), same in alike.items():
        first = same[0]
        label = f"{reading} ×{len(same)}" if len(same) > 1 else reading
        found.append(_Point(moment(at), first.low, first.high, first.exact, revised, label))
    return tuple(sorted(found, key=lambda p: (p.at, p.value, p.label, p.revised)))


def over_time(group: FigureGroup) -> Markup:
    """The figures of one quantity by date; nothing where they are of one date alone."""
    points = _points(group.figures)
    if len({point.at for point in points}) < 2:
        return Markup()
    told = "; ".join(
        f"{figure.when}: {figure.reading}, {figure.speaker}"
        for figure in sorted(group.figures, key=lambda f: f.at)
        if figure.at
    )
    bottom, top = group.scale[0], group.scale[-1]
    drawn = _figures(points, group.scale, group.logarithmic)
    if not drawn or bottom == top:
        return Markup()
    return _picture(drawn, f"chart-{group.number}", f"{group.title}, by date", told)


def over_bars(bars: Sequence[Bar], unit: str) -> Markup:
    """How many statements and events there are in each day, month or year; wide and narrow."""
    rows = tuple((bar.label, bar.statements, bar.events) for bar in bars)
    if len(rows) < 2:
        return Markup()
    busiest = max(bars, key=lambda bar: bar.statements)
    told = (
        f"{rows[0][0]} to {rows[-1][0]}, by {unit}; most statements, {busiest.statements}, "
        f"{busiest.label}. The table below holds the numbers."
    )
    title = f"Statements and events by {unit}"
    pictures = [
        _picture(_strips(rows, width), f"chart-{kind}", title, told, kind, _ways(bars, width))
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    ]
    return Markup().join(pictures)


def _ways(bars: Sequence[Bar], width: int) -> Markup:
    """What lies under the bars and leads to what was said and done then: as many bars together as
    a finger needs."""
    step = (width - 2 * EDGE) / len(bars)
    parts = max(1, len(bars) // math.ceil(REACH[width] / step))
    high = sum(HEAD + tall for _, _, tall in STRIPS)
    found = []
    for part in range(parts):
        begins, ends = len(bars) * part // parts, len(bars) * (part + 1) // parts
        some = bars[begins:ends]
        statements, events = sum(b.statements for b in some), sum(b.events for b in some)
        if not statements and not events:
            continue
        when = some[0].label if len(some) == 1 else f"{some[0].label} to {some[-1].label}"
        told = f"{when}: {wording.count(statements, 'statement')}, {wording.count(events, 'event')}"
        found.append(
            Markup(
                '<a class="way" href="/timeline?since={0}&amp;until={1}#listed" aria-label="{2}">'
                '<title>{2}</title><rect x="{3}" y="0" width="{4}" height="{5}"/></a>'
            ).format(
                some[0].key,
                some[-1].key,
                told,
                round(EDGE + step * begins, 2),
                round(step * len(some), 2),
                high + TOP,
            )
        )
    return Markup().join(found)


def _picture(
    drawn: str, name: str, title: str, told: str, kind: str = "", ways: Markup = NOTHING
) -> Markup:
    """A drawing with a name and a summary: one picture to whoever hears the page, or a group of
    links where `ways` lie under it."""
    head, rest = drawn.split(">", 1)
    size = head[head.index(" width=") :]
    role = "group" if ways else "img"
    return Markup(
        '<svg class="chart {0}" role="{6}" aria-labelledby="{1}-t {1}-d"{2}>'
        '<title id="{1}-t">{3}</title><desc id="{1}-d">{4}</desc>{7}{5}'
    ).format(kind, name, Markup(size), escape(title), escape(told), Markup(rest), role, ways)


def warm() -> None:
    """Loads what draws, so that the first reader of a chart does not wait a second for it."""
    _strips((("", 1, 1), (" ", 1, 1)), NARROW)


def _altair() -> Any:
    """Loaded at the first chart: a command that draws none does not wait half a second for it."""
    return importlib.import_module("altair")


def _axis(**more: Any) -> dict[str, Any]:
    return {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelColor": SOFT,
        "labelFont": SANS,
        "labelFontSize": 13,
        "gridColor": HAIR,
        **more,
    }


def _svg(chart: Any, padding: dict[str, int]) -> str:
    vl_convert: Any = importlib.import_module("vl_convert")
    whole = chart.configure(padding=padding, autosize="none", background="transparent")
    whole = whole.configure_view(stroke=None)
    drawn: str = vl_convert.vegalite_to_svg(whole.to_dict(validate=False))
    # the page tells what the picture is; roles on every mark would be read one by one
    return re.sub("<[^>]*>", lambda tag: ROLES.sub("", tag[0]), drawn)


@lru_cache(KEPT)
def _figures(points: tuple[_Point, ...], ticks: tuple[float, ...], logarithmic: bool) -> str:
    altair = _altair()
    left = 12 + round(LETTER * max(len(wording.number(tick)) for tick in ticks))
    width = NARROW - left - RIGHT
    first, last = points[0].at, points[-1].at
    bottom, top = ticks[0], ticks[-1]

    def scaled(value: float) -> float:
        return math.log10(value) if logarithmic else value

    def across(at: int) -> float:
        return width * (0.06 + 0.88 * (at - first) / (last - first))

    def down(value: float) -> float:
        return HIGH * (1 - (scaled(value) - scaled(bottom)) / (scaled(top) - scaled(bottom)))

    data, labels = [], _placed(points, across, down, width)
    for point, label in zip(points, labels, strict=True):
        y = down(point.value)
        ends = [down(end) for end in (point.low, point.high) if end is not None]
        data.append(
            {
                "x": across(point.at),
                "y": y,
                "from": max(ends),
                "to": min(ends) - ARROW * point.open if point.open > 0 else min(ends),
                "until": max(ends) + ARROW if point.open < 0 else max(ends),
                "shape": "range" if len(set(ends)) > 1 else "exact" if point.exact else "about",
                "open": point.open,
                "shade": SOFT if point.revised else INK,
                **label,
                "label": point.label,
            }
        )
    source = altair.Data(values=data)
    plain = altair.Scale(domain=[0, width], nice=False, zero=False)
    falls = altair.Scale(domain=[HIGH, 0], nice=False, zero=False)
    dates = _dates([point.at for point in points], across)
    years = {datetime.fromtimestamp(at / 1000, UTC).year for at, _ in dates}
    shown = {
        round(across(at), 2): (f"{day.day} {day:%b}" if len(years) == 1 else f"{day:%b} {day.year}")
        for at, day in dates
    }
    levels = _labelled({round(down(t), 2): wording.number(t) for t in ticks}, labelPadding=6)
    x = altair.X("x:Q", scale=plain, axis=_labelled(shown, grid=False, labelPadding=8))
    y = altair.Y("y:Q", scale=falls, axis=levels)
    shade = altair.Stroke("shade:N", scale=None)
    base = altair.Chart(source).encode(x=x)
    reach = base.encode(y=altair.Y("until:Q", scale=falls, axis=levels), y2="to:Q", stroke=shade)
    dots = base.encode(y=y, stroke=shade)
    layers = [
        reach.mark_rule(strokeWidth=2).transform_filter("datum.open != 0"),
        base.encode(y=altair.Y("from:Q", scale=falls, axis=levels), y2="to:Q", stroke=shade)
        .mark_rule(strokeWidth=8, strokeCap="round")
        .transform_filter("datum.shape == 'range'"),
        dots.mark_point(
            size=110, filled=False, fill=PAPER, strokeWidth=2.2, opacity=1
        ).transform_filter("datum.shape == 'about'"),
        dots.mark_circle(size=130, opacity=1)
        .encode(fill=altair.Fill("shade:N", scale=None))
        .transform_filter("datum.shape == 'exact'"),
    ]
    for sign, shape, end in ((1, "triangle-up", "to"), (-1, "triangle-down", "until")):
        layers.append(
            base.mark_point(shape=shape, size=60, filled=True, opacity=1)
            .encode(
                y=altair.Y(f"{end}:Q", scale=falls, axis=levels),
                fill=altair.Fill("shade:N", scale=None),
            )
            .transform_filter(f"datum.open == {sign}")
        )
    for side, (align, dx, dy) in PLACES.items():
        words = base.encode(y=y, text="label:N").transform_filter(f"datum.side == '{side}'")
        told = {"align": align, "dx": dx, "dy": dy, "font": SANS, "fontSize": 13}
        layers.append(words.mark_text(**told, color=PAPER, stroke=PAPER, strokeWidth=4))
        layers.append(words.mark_text(**told, color=INK, fontWeight=600))
    chart = altair.layer(*layers).properties(width=width, height=HIGH)
    year = {"text": str(min(years)), "anchor": "start", "orient": "bottom"}
    if len(years) == 1:
        title = altair.TitleParams(
            **year, color=SOFT, font=SANS, fontSize=13, fontWeight="normal", offset=4, frame="group"
        )
        chart = chart.properties(title=title)
    return _svg(chart, {"left": left, "right": RIGHT, "top": ABOVE, "bottom": BELOW})


def _placed(points: Sequence[_Point], across: Any, down: Any, width: float) -> list[dict[str, str]]:
    """A side for each label on which it lies on no mark and no other label; "" for none."""
    marks = [(across(p.at) - 7, down(p.value) - 7, 14.0, 14.0) for p in points]
    taken = list(marks)
    found = []
    for point in points:
        x, y, long = across(point.at), down(point.value), LETTER * len(point.label)
        chosen = ""
        for side, (align, dx, dy) in PLACES.items():
            begins = x + dx - {"left": 0.0, "right": long, "center": long / 2}[align]
            box = (begins, y + dy - LINE / 2, long, LINE)
            inside = begins >= 0 and begins + long <= width + RIGHT
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                chosen = side
                break
        found.append({"side": chosen})
    return found


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _dates(moments: Sequence[int], across: Any) -> list[tuple[int, datetime]]:
    """Dates to write under the plot: the first, the last, and those that have room between."""
    known = sorted(set(moments))
    chosen = [known[0], known[-1]]
    for at in known[1:-1]:
        if all(abs(across(at) - across(other)) > LETTER * len("Oct 2024") for other in chosen):
            chosen.append(at)
    return [(at, datetime.fromtimestamp(at / 1000, UTC)) for at in sorted(chosen)]


def _labelled(shown: dict[float, str], **more: Any) -> dict[str, Any]:
    """An axis with these words at these pixels."""
    places = list(shown)
    words = list(shown.values())
    look = f"{words!r}[indexof({places!r}, datum.value)]"
    return _axis(values=places, labelExpr=look, **more)


@lru_cache(KEPT)
def _strips(rows: tuple[tuple[str, int, int], ...], width: int) -> str:
    altair = _altair()
    plot = width - 2 * EDGE
    step = plot / len(rows)
    numbered = step >= LETTER * max(len(str(max(s, e))) for _, s, e in rows) + 2
    apart = max(1, math.ceil(LETTER * (max(len(label) for label, _, _ in rows) + 3) / step))
    half = LETTER * max(len(label) for label, _, _ in rows) / 2
    fits = [n for n in range(len(rows)) if half - 8 <= step * (n + 0.5) <= plot + 8 - half]
    shown = {round(step * (n + 0.5), 2): rows[n][0] for n in fits[::apart]}
    data: list[dict[str, Any]] = []
    titles: list[dict[str, Any]] = []
    ground = 0.0
    for place, (title, shade, high) in enumerate(STRIPS):
        counts = [(row[1], row[2])[place] for row in rows]
        tallest = max(*counts, 1)
        ground += HEAD + high
        told = title if numbered else f"{title}, at most {tallest}"
        titles.append({"x": 0, "y": ground - high - HEAD + 14, "n": told, "shade": shade})
        for n, count in enumerate(counts):
            begins = step * n + step * BETWEEN
            data.append(
                {
                    "x": round(begins, 2),
                    "x2": round(begins + step * (1 - 2 * BETWEEN), 2),
                    "middle": round(step * (n + 0.5), 2),
                    # a bar of one pixel where there is anything at all
                    "y": ground - max(high * count / tallest, 1.0 if count else 0.0),
                    "y2": ground,
                    "n": str(count) if count and numbered else "",
                    "shade": shade,
                }
            )
    lines = [{"x": 0, "x2": plot, "y": row["y2"]} for row in data[:: len(rows)]]
    along = altair.Scale(domain=[0, plot], nice=False, zero=False)
    falls = altair.Scale(domain=[ground, 0], nice=False, zero=False)
    shades = altair.Color("shade:N", scale=None)
    months = _labelled(shown, grid=False, labelPadding=6)
    x = altair.X("x:Q", scale=along, axis=months)
    y = altair.Y("y:Q", scale=falls, axis=None)
    bars = altair.Chart(altair.Data(values=data)).encode(color=shades)
    heads = altair.Chart(altair.Data(values=titles)).encode(x=x, y=y, text="n:N", color=shades)
    grounds = altair.Chart(altair.Data(values=lines)).encode(x=x, x2="x2:Q", y=y)
    chart = altair.layer(
        bars.mark_rect().encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        grounds.mark_rule(color=INK, strokeWidth=1),
        bars.mark_text(dy=-8, font=SANS, fontSize=13).encode(
            x=altair.X("middle:Q", scale=along, axis=months), y=y, text="n:N"
        ),
        heads.mark_text(align="left", font=SANS, fontSize=13, fontWeight=600),
    ).properties(width=plot, height=ground)
    return _svg(chart, {"left": EDGE, "right": EDGE, "top": TOP, "bottom": 26})
