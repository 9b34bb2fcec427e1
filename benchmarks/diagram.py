"""The reliability diagram: how often statements of a stated confidence are right.

Takes cases, gives an SVG and the words that stand in for it. Needs altair and vl-convert to draw,
nothing to tell.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import calibration
from benchmarks.outcome import BenchmarkError, Case

SIDE = 340
"""Pixels of the square."""
INK, LINE, BAND = "#1f3a5f", "#8a8a8a", "#9db4d0"


def needed() -> None:
    """Raises BenchmarkError where the diagram cannot be drawn."""
    missing = [name for name in ("altair", "vl_convert") if importlib.util.find_spec(name) is None]
    if missing:
        raise BenchmarkError(
            f"the reliability diagram needs {' and '.join(missing)}: python -m pip install -e ."
        )


def told(cases: Mapping[str, Sequence[Case]]) -> str:
    """The diagram in words, every number of it."""
    points = "; ".join(
        f"stated {one.stated:.2f}, right {one.right:.2f}"
        + (f" ({one.interval[0]:.2f} to {one.interval[1]:.2f})" if one.interval else "")
        + f", n {one.n}"
        for one in calibration.bins(cases)
    )
    return f"Reliability diagram, mean confidence and share right in each bin: {points}."


def draw(cases: Mapping[str, Sequence[Case]], place: Path) -> None:
    """Writes the SVG. Raises BenchmarkError without the extra."""
    needed()
    import altair as alt

    points = {
        "values": [
            {
                "stated": round(one.stated, 4),
                "right": round(one.right, 4),
                "low": round(one.interval[0] if one.interval else one.right, 4),
                "high": round(one.interval[1] if one.interval else one.right, 4),
                "n": one.n,
                "count": f"n={one.n}",
            }
            for one in calibration.bins(cases)
        ]
    }
    even = {"values": [{"stated": 0, "right": 0}, {"stated": 1, "right": 1}]}

    def axis(title: str) -> alt.Axis:
        return alt.Axis(title=title, values=[k / 10 for k in range(11)], format=".1f")

    x = alt.X(
        "stated:Q", axis=axis("confidence that the ledger states"), scale=alt.Scale(domain=[0, 1])
    )
    y = alt.Y(
        "right:Q", axis=axis("share with span and speaker right"), scale=alt.Scale(domain=[0, 1])
    )
    line = alt.Chart(even).mark_line(color=LINE, strokeDash=[5, 4]).encode(x=x, y=y)
    base = alt.Chart(points).encode(x=x)
    spread = base.mark_rule(color=BAND, strokeWidth=3).encode(
        y=alt.Y("low:Q", axis=axis("share with span and speaker right")), y2=alt.Y2("high:Q")
    )
    dots = base.mark_point(filled=True, color=INK, opacity=1, size=70).encode(y=y)
    counts = base.mark_text(color=INK, align="left", dx=7, dy=-7, fontSize=10).encode(
        y=y, text="count:N"
    )
    chart = alt.layer(line, spread, dots, counts).properties(width=SIDE, height=SIDE)
    chart = chart.configure(background="white", font="sans-serif")
    chart.save(str(place), format="svg")
