"""Who accuses whom and who denies whose claims: a picture, and the same as a table.

Takes an open case, gives lines between actors with places for the picture; every line leads to its
statements. Drawn on the server, so that it needs no script and prints: those who speak on the left,
those they speak of on the right, so that names stand in columns and no line needs a head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from hearsay import corrections, wording
from hearsay.case import Case
from hearsay.records import canonical
from hearsay.web.addresses import part
from hearsay.web.lookup import Lookup

LINES = 40
"""Lines of each kind, the most frequent; with more, the picture is a knot. The search has all."""
ACTORS = {"wide": 12, "narrow": 8}
"""Actors on either side of the picture: one screen."""
THICKEST: dict[str, float] = {"wide": 4.5, "narrow": 2.2}
THINNEST = 1.4
"""Pixels of a line that is told once in a small case, and of any line in a large one: thicker ones
hide each other where they cross."""


@dataclass(frozen=True, slots=True)
class Line:
    """Who accuses whom, or denies whose claims, how often, how many accusations are answered.

    confirmed: how many of these a person confirmed; checked: the same in words, "" for none.
    """

    kind: Literal["accuses", "denies"]
    left: tuple[str, str]
    right: tuple[str, str]
    times: int
    answered: int
    told: str
    href: str
    confirmed: int
    checked: str


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of the picture; width in px."""

    line: Line
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Node:
    """One actor in the picture: its name in lines, how often in words, its place in px."""

    name: str
    lines: tuple[str, ...]
    told: str
    y: float
    href: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture for one width of the window: names end at `begin`, or begin at `end`, in px."""

    kind: Literal["wide", "narrow"]
    width: float
    height: float
    begin: float
    end: float
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class GraphPage:
    """What the graph shows; accusations and denials, most frequent first."""

    pictures: tuple[Picture, ...]
    accusations: tuple[Line, ...]
    denials: tuple[Line, ...]


def graph_page(case: Case) -> GraphPage:
    """The graph of a case."""
    accusing = case.listed("accusers", most=LINES)
    denying = case.listed("deniers", most=LINES)
    named = {row[end] for row in (*accusing, *denying) for end in ("left", "right")}
    names = {
        row["id"]: row["name"] for row in case.listed("names", actors=canonical(sorted(named)))
    }
    confirmed = _confirmed(case)
    accusations = tuple(_line("accuses", row, names, confirmed) for row in accusing)
    denials = tuple(_line("denies", row, names, confirmed) for row in denying)
    lines = (*accusations, *denials)
    if not lines:
        return GraphPage((), (), ())
    return GraphPage(
        (_picture("wide", lines, 1040, 330, 46, 38), _picture("narrow", lines, 328, 112, 62, 15)),
        accusations,
        denials,
    )


def _line(
    kind: Literal["accuses", "denies"],
    row: dict[str, Any],
    names: dict[str, str],
    confirmed: Counter[tuple[str, str, str]],
) -> Line:
    left, right, times = row["left"], row["right"], row["times"]
    answered = row.get("answered", 0)
    sure = min(times, confirmed[kind, left, right])
    counted = wording.count(times, "time")
    if kind == "accuses":
        told = f"{names[left]} accuses {names[right]}, {counted}, {answered} of them answered"
        asked = {"speaker": left, "about": right, "attitude": "accuse"}
    else:
        told = f"{names[left]} denies what {names[right]} says, {counted}"
        asked = {"speaker": left, "attitude": "deny"}
    return Line(
        kind,
        (left, names[left]),
        (right, names[right]),
        times,
        answered,
        told,
        f"/search?{urlencode(asked)}",
        sure,
        "" if not sure else "confirmed" if sure == times else f"{sure} of {times} confirmed",
    )


def _confirmed(case: Case) -> Counter[tuple[str, str, str]]:
    """How many accusations and denials between two actors a person confirmed."""
    spoken = {name for one in case.judgements() for name in corrections.spoken_of(one)}
    judged = sorted(name for name in spoken if name.startswith("s-"))
    found: Counter[tuple[str, str, str]] = Counter()
    if not judged:
        return found
    look = Lookup(case.part("statements", *judged))
    for one in look.ledger.accusations:
        speaker = look.statements[one.statement].speaker
        if speaker and look.confirmations.accusation(one, look.statements):
            found["accuses", speaker, one.accused] += 1
    denials = {
        (o.denial, denial, claim)
        for matter in look.ledger.matters
        for o in matter.oppositions
        if look.confirmations.opposition(o)
        and (denial := look.statements[o.denial].speaker)
        and (claim := look.statements[o.claim].speaker)
    }
    found.update(("denies", denial, claim) for _, denial, claim in denials)
    return found


def _picture(
    kind: Literal["wide", "narrow"],
    lines: Sequence[Line],
    width: float,
    names: float,
    row: float,
    letters: int,
) -> Picture:
    """Both columns with the lines between. names: px for a name; letters: of one line of it."""
    weight: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for line in lines:
        for column, (actor, _) in zip(weight, (line.left, line.right), strict=True):
            column[actor] = column.get(actor, 0) + line.times
    left, right = (
        sorted(column, key=lambda actor: (-column[actor], actor))[: ACTORS[kind]]
        for column in weight
    )
    shown = [line for line in lines if line.left[0] in left and line.right[0] in right]
    left = [actor for actor in left if any(line.left[0] == actor for line in shown)]
    right = [actor for actor in right if any(line.right[0] == actor for line in shown)]
    # who speaks of the same stands together, so that fewer lines cross
    order = {actor: n for n, actor in enumerate(right)}
    left.sort(key=lambda actor: (_middle(actor, shown, order), -weight[0][actor], actor))
    height = row * max(len(left), len(right), 1)
    begin, end = names, width - names
    places = tuple(
        {actor: height * (n + 0.5) / len(column) for n, actor in enumerate(column)}
        for column in (left, right)
    )
    across = (end - begin - 20) / 2
    curves = []
    for line, width_of, y, to in _bundled(shown, places, THICKEST[kind], row):
        path = (
            f"M{begin + 10:g} {y:.1f} C{begin + 10 + across:g} {y:.1f} "
            f"{end - 10 - across:g} {to:.1f} {end - 10:g} {to:.1f}"
        )
        curves.append(Curve(line, path, round(width_of, 2)))
    titles = {actor: name for line in shown for actor, name in (line.left, line.right)}

    def node(actor: str, column: int) -> Node:
        return Node(
            titles[actor],
            wrapped(titles[actor], letters),
            _counted([x for x in shown if (x.left, x.right)[column][0] == actor], column, kind),
            round(places[column][actor], 1),
            f"/actors/{part(actor)}",
        )

    return Picture(
        kind,
        width,
        height,
        begin,
        end,
        tuple(node(actor, 0) for actor in left),
        tuple(node(actor, 1) for actor in right),
        tuple(curves),
    )


def _bundled(
    lines: Sequence[Line], places: tuple[dict[str, float], ...], thickest: float, row: float
) -> list[tuple[Line, float, float, float]]:
    """Lines with width and both ends, side by side where they meet in one actor, as ribbons do."""
    ends: tuple[dict[str, list[Line]], ...] = ({}, {})
    for line in lines:
        for column, actor in zip(ends, (line.left[0], line.right[0]), strict=True):
            column.setdefault(actor, []).append(line)
    heaviest = max(sum(x.times for x in own) for column in ends for own in column.values())
    unit = min(row * 0.8 / heaviest, thickest)
    widths = {line.told: max(unit * line.times, THINNEST) for line in lines}
    at: tuple[dict[str, float], ...] = ({}, {})
    for side, column in enumerate(ends):
        for actor, own in column.items():
            begins = places[side][actor] - sum(widths[line.told] for line in own) / 2
            for line in sorted(own, key=lambda x: (places[1 - side][_end(x, 1 - side)], x.kind)):
                at[side][line.told] = begins + widths[line.told] / 2
                begins += widths[line.told]
    return [(line, widths[line.told], at[0][line.told], at[1][line.told]) for line in lines]


def _end(line: Line, side: int) -> str:
    """The actor on one side of a line."""
    return (line.left, line.right)[side][0]


def _middle(actor: str, lines: Sequence[Line], order: dict[str, int]) -> float:
    """The mean place of those whom somebody speaks of."""
    own = [line for line in lines if line.left[0] == actor]
    return sum(order[line.right[0]] * line.times for line in own) / sum(x.times for x in own)


def _counted(lines: Sequence[Line], column: int, kind: str) -> str:
    """How often an actor accuses and denies, or is accused and has its claims denied."""
    if kind == "narrow":
        return f"{sum(line.times for line in lines)}×"
    accused = sum(line.times for line in lines if line.kind == "accuses")
    denied = sum(line.times for line in lines if line.kind == "denies")
    answered = sum(line.answered for line in lines)
    words = ("accuses", "denies") if column == 0 else ("accused", "denied")
    told = []
    if accused:
        told.append(f"{words[0]} {accused}×" + (f", {answered} answered" if column else ""))
    if denied:
        told.append(f"{words[1]} {denied}×")
    return "; ".join(told)


def wrapped(name: str, letters: int) -> tuple[str, ...]:
    """A name in at most two lines of so many letters, cut with "…" where that is not enough."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(longer) > letters:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])]
    return tuple(x if len(x) <= letters + 1 else x[: letters - 1].rstrip() + "…" for x in lines)
