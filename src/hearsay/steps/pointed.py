"""Whom the network takes a statement to point to: its speaker, its target, who passed it on.

Takes an article and a statement's words, gives each actor's share, those named near the statement
only. One opinion among several: the steps that ask weigh it with what the wording shows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from hearsay.steps.antecedents import Article
from hearsay.types import Span, Statement

REACH = 1200
"""Characters before and after a statement within which a name is asked about: a window of the
network holds about as many."""
LEAST = 1e-3

Shares = Mapping[str | None, float]
"""Shares of actors, by id, and of nobody, by None; they add up to one."""


def shares(article: Article, statement: Statement, role: str) -> Shares | None:
    """How likely each actor is the statement's speaker, target or relay; None: nothing is known."""
    if article.reading is None or not statement.content:
        return None
    parts = (*statement.source, *statement.cue, *statement.content)
    start = min(part.start for part in parts) - REACH
    end = max(part.end for part in parts) + REACH
    near: dict[str, list[Span]] = {}
    for place, actor in article.places:
        if place.start >= start and place.end <= end:
            near.setdefault(actor, []).append(place)
    found = article.reading.point(role, statement.cue, statement.content, list(near.values()))
    if found is None:
        return None
    return dict(zip((*near, None), found, strict=True))


def log_share(given: Shares | None, actor: str | None) -> float:
    """The logarithm of an actor's share, bounded below; 0 where nothing is known."""
    return 0.0 if given is None else math.log(max(given.get(actor, 0.0), LEAST))
