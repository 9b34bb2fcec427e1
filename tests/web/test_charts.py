"""Charts and the graph: what they draw, that words stay words, and that they draw alike twice."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hearsay.web import charts
from hearsay.web.figures import FigureGroup, FigureView
from hearsay.web.graph_page import Line, _picture, wrapped
from hearsay.web.lookup import Article
from hearsay.web.timeline_page import Bar, _bars

ARTICLE = Article("d-1", 1, "article-1", "Ferry sinks", "The Lenna Post", "1 Mar 2031")
HOSTILE = '</svg><script>alert("1")</script>'


def figure(
    at: str, reading: str, low: float | None, high: float | None, exact: bool = False
) -> FigureView:
    return FigureView(
        "f",
        reading,
        reading,
        HOSTILE,
        ARTICLE,
        "",
        "f-1",
        "",
        "fits",
        "",
        at,
        at,
        low,
        high,
        exact,
    )


def group(*figures: FigureView, scale: tuple[float, ...] = (0.0, 10.0, 20.0)) -> FigureGroup:
    return FigureGroup(7, "killed", HOSTILE, "", figures, (), (), False, scale)


TOLL = group(
    figure("2031-03-01", "at least 4", 4, None),
    figure("2031-03-02", "8", 8, 8, exact=True),
    figure("2031-03-02", "8", 8, 8, exact=True),
    figure("2031-03-05", "10 to 14", 10, 14),
    figure("2031-03", "up to 19", None, 19),
)


def test_figures_over_time_are_drawn_with_their_readings_as_labels() -> None:
    drawn = charts.over_time(TOLL)
    tree = ElementTree.fromstring(drawn)
    words = {"".join(text.itertext()) for text in tree.iter() if text.tag.endswith("text")}
    assert {"at least 4", "8 ×2", "10 to 14", "up to 19", "1 Mar", "2031", "0", "20"} <= words
    assert tree.attrib["role"] == "img"
    name = tree.attrib["aria-labelledby"].split()
    assert name == ["chart-7-t", "chart-7-d"]
    assert all(f'id="{one}"' in drawn for one in name)
    # in the page's colours, light or dark, and by no style that its policy forbids
    assert 'fill="var(--ink)"' in drawn and not re.search(r"\sstyle=|#000|white", drawn)
    assert drawn.count("role=") == 1


def test_hostile_words_in_a_chart_stay_words() -> None:
    drawn = charts.over_time(TOLL)
    assert "<script" not in drawn and drawn.count("</svg>") == 1
    assert HOSTILE in "".join(ElementTree.fromstring(drawn).itertext())
    bars = [Bar("2031-01", HOSTILE, 1, 2, ""), Bar("2031-02", "Feb", 2, 3, "")]
    assert "<script" not in charts.over_bars(bars, "month")


def test_every_bar_leads_to_what_was_said_and_done_then() -> None:
    bars = [Bar(f"2031-01-{day:02}", f"{day} Jan", day % 3, 0, "") for day in range(1, 31)]
    drawn = charts.over_bars(bars, "day")
    wide, narrow = drawn.split("</svg>")[:2]
    for picture, least in ((wide, 40), (narrow, 24)):
        found = re.findall(r'<rect x="[\d.]+" y="0" width="([\d.]+)"', picture)
        widths = [float(one) for one in found]
        assert widths and min(widths) >= least
        ways = re.findall(r"since=([\d-]+)&amp;until=([\d-]+)#listed", picture)
        assert len(ways) == len(widths) and ways == sorted(ways)
        followed = [bar for bar in bars if any(a <= bar.key <= b for a, b in ways)]
        assert {bar.key for bar in bars if bar.statements} <= {bar.key for bar in followed}
        # focusable links are no part of what is one picture to those who hear it
        assert 'role="group"' in picture and picture.count("aria-label=") == len(ways)
    few = charts.over_bars(
        [Bar("2031-01", "Jan", 1, 2, ""), Bar("2031-02", "Feb", 0, 0, "")], "month"
    )
    assert 'aria-label="Jan: 2 statements, 1 event"' in few and "Feb:" not in few


def test_the_same_chart_is_drawn_alike_twice() -> None:
    first = charts.over_time(TOLL)
    charts._figures.cache_clear()
    assert charts.over_time(TOLL) == first


def test_nothing_is_drawn_of_one_day_or_of_no_number() -> None:
    assert not charts.over_time(
        group(figure("2031-03-01", "4", 4, 4), figure("2031-03-01", "5", 5, 5))
    )
    assert not charts.over_time(
        group(figure("2031-03-01", "many", None, None), figure("", "5", 5, 5))
    )
    assert not charts.over_bars([Bar("2031", "2031", 1, 1, "")], "year")


def test_labels_never_lie_on_each_other() -> None:
    crowded = group(
        *(figure(f"2031-03-{day:02}", f"{n} people", n, n) for day in (1, 2) for n in range(8, 14))
    )
    drawn = charts.over_time(crowded)
    labels = re.findall(r">(\d+ people)</text>", drawn)
    # each label stands once in paper and once in ink; those without room are left to the table
    assert 0 < len(labels) < 2 * 12 and len(labels) % 2 == 0


def test_the_timeline_counts_by_the_unit_that_holds_most_of_it() -> None:
    days = [{"at": f"2031-03-{day:02}", "number": 4} for day in range(1, 11)]
    bars, unit, beside = _bars([{"at": "1950", "number": 3}], days)
    assert unit == "day" and len(bars) == 10 and beside == 3
    bars, unit, beside = _bars([], [{"at": "2030-01", "number": 1}, {"at": "2031-03", "number": 1}])
    assert unit == "month" and len(bars) == 15 and beside == 0
    bars, unit, _ = _bars([{"at": "1950", "number": 9}], [{"at": "2001-01-01", "number": 1}])
    assert unit == "year" and len(bars) == 52
    assert _bars([], []) == ((), "day", 0)


def test_ribbons_of_one_actor_stand_side_by_side() -> None:
    lines = [
        Line("accuses", ("a", "Ana"), ("b", "Ben"), 3, 1, "one", "/1", 0, ""),
        Line("denies", ("b", "Ben"), ("a", "Ana"), 1, 0, "two", "/2", 0, ""),
        Line("accuses", ("c", "Cleo"), ("b", "Ben"), 1, 0, "three", "/3", 0, ""),
    ]
    picture = _picture("wide", lines, 1000, 300, 46, 34)
    assert [node.name for node in picture.right] == ["Ben", "Ana"]
    assert picture.right[0].told == "accused 4×, 1 answered"
    ends = {curve.line.told: float(curve.path.split()[-1]) for curve in picture.curves}
    wide = {curve.line.told: curve.width for curve in picture.curves}
    assert wide["one"] > wide["three"]
    apart = abs(ends["one"] - ends["three"])
    assert abs(apart - (wide["one"] + wide["three"]) / 2) < 0.1


def test_long_names_take_two_lines_and_no_more() -> None:
    assert wrapped("Ana", 15) == ("Ana",)
    assert wrapped("Emmerich Saal of Lenna", 15) == ("Emmerich Saal", "of Lenna")
    told = wrapped("The Association of Harbour Pilots and Ferrymen of the Lower Lenna", 15)
    assert len(told) == 2 and told[1].endswith("…") and max(map(len, told)) <= 16
