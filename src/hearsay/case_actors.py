"""Joins the actors of stories over a case file, as far as a change reaches.

Takes a connection (inside a transaction that somebody else holds) and which actors left and came,
writes the case's actors that are no longer as they were. What makes two actors one, and what the
one then looks like, is for `links.across` to say; here is only who must be asked again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from hearsay import corrections, records
from hearsay.links import across
from hearsay.sql import differences, rows
from hearsay.sql.transactions import run
from hearsay.types import Actor, Judgement


def join(
    connection: sqlite3.Connection,
    left: set[str],
    came: set[str],
    judgements: Sequence[Judgement],
) -> tuple[set[str], set[str]]:
    """Joins anew the actors of stories that a change may join or part.

    left: actors of the case that lost an actor of a story. came: actors of stories that are new.
    Gives the stories (by home) whose actors now go by another id, and the actors of the case that
    were written or are no more.
    """
    local = _local(connection, judgements)
    said = across.of_stories(judgements, local)
    # what a person says of two actors ties or parts them like a name
    spoken: dict[str, set[str]] = {}
    for one, other in said:
        spoken.setdefault(one, set()).add(other)
        spoken.setdefault(other, set()).add(one)
    start = set(came)
    for actor in left:
        start.update(_members(connection, actor))
    start.update(name for name in spoken if _story_actor(connection, name) is not None)
    shared, was = _closure(connection, start, spoken)
    joining = across.groups(shared, said)
    homes: set[str] = set()
    gone = set(left) | {actor for actor in was.values() if actor is not None}
    now: dict[str, list[str]] = {}
    borne = across.bearers(shared)
    for group in joining.groups():
        actor_id = across.named(group, shared, borne)
        now[actor_id] = group
        for name in group:
            if was[name] != actor_id:
                run(connection, "settle_story_actor", {"id": name, "actor": actor_id})
                row = _story_actor(connection, name)
                if row is not None:
                    homes.add(row["home"])
    chains = _chains(connection, gone | now.keys())
    for actor in sorted(gone - now.keys()):
        differences.delete(connection, _actor_rows(connection, actor), {})
        run(connection, "forget_whole", {"actor": actor})
    for name in sorted(now):
        told = [_told(connection, member) for member in now[name]]
        found = across.merged(told, joining.reasons(now[name][0]))
        run(connection, "forget_whole", {"actor": name})
        if found.part_of is not None:
            run(connection, "put_whole", {"actor": name, "whole": found.part_of})
        after = differences.keyed(
            {
                "actors": [rows.actor_row(replace(found, id=name, part_of=None))],
                "aliases": [
                    {"actor": name, "position": position, "alias": alias}
                    for position, alias in enumerate(found.aliases)
                ],
            }
        )
        before = _actor_rows(connection, name)
        differences.delete(connection, before, after)
        differences.insert(connection, before, after)
    touched = gone | now.keys() | chains
    for members in now.values():
        for member in members:
            touched.update(
                row["actor"] for row in run(connection, "parts_of_whole", {"whole": member})
            )
    return homes, touched


def place_parts_of(connection: sqlite3.Connection, touched: Iterable[str]) -> None:
    """Says of actors what they are part of, once all have their ids; none is part of itself."""
    above: dict[str, str | None] = {}

    def whole(actor: str) -> str | None:
        if actor not in above:
            row = run(connection, "whole_of", {"actor": actor}).fetchone()
            above[actor] = None if row is None else row["whole"]
        return above[actor]

    every = set(touched)
    for actor in sorted(touched):
        at: str | None = actor
        chain: list[str] = []
        while at is not None and at not in chain:
            chain.append(at)
            at = whole(at)
        every.update(chain)
    for actor in sorted(every):
        part_of = across.without_circle(actor, above)
        run(connection, "settle_part_of", {"actor": actor, "part_of": part_of})


def _chains(connection: sqlite3.Connection, actors: Iterable[str]) -> set[str]:
    """All that some actors were part of, however far up: their circle may be broken now."""
    found: set[str] = set()
    for actor in sorted(actors):
        at: str | None = actor
        while at is not None and at not in found:
            found.add(at)
            row = run(connection, "whole_of", {"actor": at}).fetchone()
            at = None if row is None else row["whole"]
    return found


def _local(connection: sqlite3.Connection, judgements: Iterable[Judgement]) -> dict[str, str]:
    """For the actors of articles that judgements are on, the story's actor that each is."""
    found = {}
    for judgement in judgements:
        for name in corrections.actors_of(judgement):
            row = run(connection, "article_actor", {"id": name}).fetchone()
            if row is None:
                row = run(connection, "first_named", {"named": name}).fetchone()
            if row["story_actor"] is not None:
                found[name] = row["story_actor"]
    return found


def _members(connection: sqlite3.Connection, actor: str) -> list[str]:
    return [row["id"] for row in run(connection, "story_actors_of_actor", {"actor": actor})]


def _story_actor(connection: sqlite3.Connection, name: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = run(connection, "story_actor", {"id": name}).fetchone()
    return found


def _closure(
    connection: sqlite3.Connection, start: set[str], spoken: dict[str, set[str]]
) -> tuple[dict[str, tuple[str, ...]], dict[str, str | None]]:
    """All actors of stories that hang together with some by keys, with their keys; and the actors
    of the case that they have been."""
    shared: dict[str, tuple[str, ...]] = {}
    was: dict[str, str | None] = {}
    asked: set[str] = set()
    whole: set[str] = set()
    waiting = sorted(start)
    while waiting:
        name = waiting.pop()
        if name in shared:
            continue
        row = _story_actor(connection, name)
        if row is None:
            continue
        was[name] = row["actor"]
        its = tuple(r["key"] for r in run(connection, "keys_of_actor", {"story_actor": name}))
        shared[name] = its
        waiting += sorted(spoken.get(name, ()))
        if row["actor"] is not None and row["actor"] not in whole:
            whole.add(row["actor"])
            waiting += _members(connection, row["actor"])
        for key in its:
            if key not in asked:
                asked.add(key)
                bearers = run(connection, "bearers_of_key", {"key": key})
                waiting += [r["story_actor"] for r in bearers]
    return shared, was


def _told(connection: sqlite3.Connection, name: str) -> Actor:
    row = _story_actor(connection, name)
    assert row is not None
    return records.typed(Actor, json.loads(row["body"]))


def _actor_rows(connection: sqlite3.Connection, actor: str) -> differences.Keyed:
    """The rows that an actor has, as they would be written: `part_of` is set at the very end."""
    found: dict[str, list[dict[str, Any]]] = {
        "actors": [
            {**dict(row), "part_of": None} for row in run(connection, "actor_row", {"actor": actor})
        ],
        "aliases": [dict(row) for row in run(connection, "alias_rows", {"actor": actor})],
    }
    return differences.keyed(found)
