"""Who accuses whom and who denies whose claims: a picture, and the same as a table.

Takes an open case, gives lines between actors with places for the picture; every line leads to its
statements. Drawn on the server, so that it needs no script and prints.
"""

from __future__ import annotations

import math
from collections import Counter
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
ACTORS = 16
"""Actors in the picture: their names, around a circle, stand clear of each other at 13 px."""
WIDE, HIGH = 900.0, 640.0
ACROSS, DOWN = 250.0, 240.0
"""Half the width and height of the ring: room for a name of 28 letters on either side."""
NAME = 28


@dataclass(frozen=True, slots=True)
class Line:
    """Who accuses whom, or denies whose claims, how often, and how many accusations are answered.

    confirmed: how many of these a person confirmed; checked: the same in words, "" for none.
    path: the line in the picture, "" where one of the two is not in it; width in px.
    """

    kind: Literal["accuses", "denies"]
    left: tuple[str, str]
    right: tuple[str, str]
    times: int
    answered: int
    told: str
    href: str
    path: str
    width: float
    confirmed: int
    checked: str


@dataclass(frozen=True, slots=True)
class Node:
    """One actor in the picture."""

    id: str
    name: str
    short: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: Literal["start", "middle", "end"]
    href: str


@dataclass(frozen=True, slots=True)
class GraphPage:
    """What the graph shows; accusations and denials, most frequent first."""

    nodes: tuple[Node, ...]
    accusations: tuple[Line, ...]
    denials: tuple[Line, ...]
    wide: float
    high: float


def graph_page(case: Case) -> GraphPage:
    """The graph of a case."""
    accusing = case.listed("accusers", most=LINES)
    denying = case.listed("deniers", most=LINES)
    weight: dict[str, int] = {}
    for row in (*accusing, *denying):
        for end in ("left", "right"):
            weight[row[end]] = weight.get(row[end], 0) + row["times"]
    names = {
        row["id"]: row["name"] for row in case.listed("names", actors=canonical(sorted(weight)))
    }
    chosen = sorted(weight, key=lambda actor: (-weight[actor], actor))[:ACTORS]
    nodes = {node.id: node for node in _ring(sorted(chosen, key=names.__getitem__), names)}
    confirmed = _confirmed(case)
    most = max((row["times"] for row in (*accusing, *denying)), default=1)
    return GraphPage(
        tuple(nodes.values()),
        tuple(_line("accuses", row, names, nodes, most, confirmed) for row in accusing),
        tuple(_line("denies", row, names, nodes, most, confirmed) for row in denying),
        WIDE,
        HIGH,
    )


def _ring(actors: list[str], names: dict[str, str]) -> list[Node]:
    found = []
    for n, actor in enumerate(actors):
        turn = 2 * math.pi * n / len(actors) - math.pi / 2
        x, y = math.cos(turn), math.sin(turn)
        anchor: Literal["start", "middle", "end"] = "middle"
        if abs(x) > 0.2:
            anchor = "start" if x > 0 else "end"
        found.append(
            Node(
                actor,
                names[actor],
                wording.shortened(names[actor], NAME),
                round(WIDE / 2 + ACROSS * x, 1),
                round(HIGH / 2 + DOWN * y, 1),
                round(WIDE / 2 + (ACROSS + 16) * x, 1),
                round(HIGH / 2 + (DOWN + 22) * y + 4, 1),
                anchor,
                f"/actors/{part(actor)}",
            )
        )
    return found


def _line(
    kind: Literal["accuses", "denies"],
    row: dict[str, Any],
    names: dict[str, str],
    nodes: dict[str, Node],
    most: int,
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
        _curve(nodes[left], nodes[right]) if left in nodes and right in nodes else "",
        round(1.2 + 4.8 * math.sqrt(times / most), 2),
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


def _curve(left: Node, right: Node) -> str:
    """A curve that bends towards the middle and to its own left, so that answers stand apart."""
    across, down = right.x - left.x, right.y - left.y
    length = math.hypot(across, down)
    # ends short of the dot, for the head of the arrow
    end_x, end_y = right.x - 13 * across / length, right.y - 13 * down / length
    middle_x = (left.x + right.x) / 2 * 0.7 + WIDE / 2 * 0.3 - down * 0.12
    middle_y = (left.y + right.y) / 2 * 0.7 + HIGH / 2 * 0.3 + across * 0.12
    return f"M{left.x:g} {left.y:g} Q{middle_x:.1f} {middle_y:.1f} {end_x:.1f} {end_y:.1f}"
