"""Joins the actors of stories over a case file, as far as a change reaches.

Takes a connection (inside a transaction that somebody else holds) and which actors left and came,
writes the case's actors that are no longer as they were. What makes two actors one, and what the
one then looks like, is for `links.across` to say; here is only who must be asked again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hearsay import corrections, records, sql
from hearsay.links import across
from hearsay.links.actors import Votes, elected
from hearsay.sql import differences, rows
from hearsay.sql.transactions import run
from hearsay.types import Actor, Judgement, Reason


@dataclass(frozen=True, slots=True)
class _Alike:
    """Actors of stories that are one actor of the case and share the same keys.

    actor: of the case, None for one that has none yet. shown: one or two that stand for all, the
    smallest ids: two show that there are several, which is all that joining asks.
    """

    actor: str | None
    keys: tuple[str, ...]
    number: int
    shown: tuple[str, ...]


def join(
    connection: sqlite3.Connection,
    left: set[str],
    came: set[str],
    judgements: Sequence[Judgement],
    judged: bool,
) -> tuple[set[str], set[str]]:
    """Joins anew the actors of stories that a change may join or part.

    left: actors of the case that lost an actor of a story. came: actors of stories that are new.
    judged: whether a person's word is new or undone. Gives the stories (by home) whose actors now
    go by another id, and the actors of the case that were written or are no more.
    """
    local = _local(connection, judgements)
    said = across.of_stories(judgements, local)
    every = _alike(connection, left, came, said, judged)
    shared = {name: alike.keys for alike in every for name in alike.shown}
    joining = across.groups(shared, said)
    borne = across.bearers(shared)
    of = {name: alike for alike in every for name in alike.shown}
    homes: set[str] = set()
    moved: set[str] = set()
    gone = set(left) | {alike.actor for alike in every if alike.actor is not None}
    now: dict[str, tuple[Actor | None, tuple[Reason, ...]]] = {}
    for group in joining.groups():
        actor_id = across.named(group, shared, borne)
        for alike in {of[name].shown: of[name] for name in group}.values():
            if alike.actor != actor_id:
                for name in _all_alike(connection, alike):
                    moved.add(name)
                    homes.add(_settle(connection, name, alike, actor_id))
        alone = _told(connection, group[0]) if len(group) == 1 else None
        now[actor_id] = alone, joining.reasons(group[0])
    chains = _chains(connection, gone | now.keys())
    for actor in sorted(gone - now.keys()):
        differences.delete(connection, _actor_rows(connection, actor), {})
        run(connection, "forget_whole", {"actor": actor})
    for name in sorted(now):
        alone, reasons = now[name]
        found = alone if alone is not None else _counted(connection, name, reasons)
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
    for name in sorted(moved):
        touched.update(row["actor"] for row in run(connection, "parts_of_whole", {"whole": name}))
    return homes, touched


def forget(connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    """Takes out an actor of a story, what is counted of it too. row: its id, actor and body."""
    if row["actor"] is not None:
        _count(connection, "forget_told", row, row["actor"])
    run(connection, "forget_actor_keys", {"story_actor": row["id"]})
    run(connection, "forget_story_actor", {"id": row["id"]})


def _count(connection: sqlite3.Connection, how: str, row: sqlite3.Row, actor: str) -> None:
    """Puts or forgets what is counted of an actor of a story for one of the case."""
    told = records.typed(Actor, json.loads(row["body"]))
    keys = "\n".join(_keys_of(connection, row["id"]))
    given: list[tuple[str, str, int, str | None]] = [("keys", keys, 0, None)]
    given += [(what, value, 0, None) for what, value in across.told_of(told)]
    for wording, (place, reason) in across.worded(told).items():
        given.append(("because", wording, place, records.canonical(records.plain(reason))))
    names = ("what", "value", "place", "reason")
    by_name = [dict(zip(names, one, strict=True)) for one in given]
    at = {"actor": actor, "story_actor": row["id"]}
    connection.executemany(sql.statement(how), [{**at, **one} for one in by_name])


def _settle(connection: sqlite3.Connection, name: str, alike: _Alike, actor: str) -> str:
    """Gives an actor of a story to another actor of the case; the home of its story."""
    row = _story_actor(connection, name)
    assert row is not None
    if alike.actor is not None:
        _count(connection, "forget_told", row, alike.actor)
    _count(connection, "put_told", row, actor)
    run(connection, "settle_story_actor", {"id": name, "actor": actor})
    home: str = row["home"]
    return home


def _all_alike(connection: sqlite3.Connection, alike: _Alike) -> list[str]:
    if alike.number == len(alike.shown):
        return list(alike.shown)
    given: dict[str, object] = {"actor": alike.actor, "value": "\n".join(alike.keys)}
    return [row["story_actor"] for row in run(connection, "all_with_keys", given)]


def _counted(connection: sqlite3.Connection, actor: str, reasons: Iterable[Reason]) -> Actor:
    """An actor of several stories, by what is counted: `across.merged` without its members."""

    def votes(what: str) -> dict[Any, int]:
        found = run(connection, "votes_on", {"actor": actor, "what": what})
        return {row["value"]: row["number"] for row in found}

    # hardly two stories name the same whole by the same id: all but the first one are left unread
    most = run(connection, "whole_most_told", {"actor": actor})
    wholes = {row["value"]: row["number"] for row in most}
    told = Votes(votes("kind"), votes("name"), votes("role"), wholes, votes("alias"))
    found = elected(actor, told)
    own = [
        records.typed(Reason, json.loads(row["reason"]))
        for row in run(connection, "reasons_told_of", {"actor": actor})
    ]
    return across.with_reasons(found, own, reasons)


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


def _story_actor(connection: sqlite3.Connection, name: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = run(connection, "story_actor", {"id": name}).fetchone()
    return found


def _keys_of(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    return tuple(row["key"] for row in run(connection, "keys_of_actor", {"story_actor": name}))


def _alike(
    connection: sqlite3.Connection,
    left: set[str],
    came: set[str],
    said: Mapping[tuple[str, str], Judgement],
    judged: bool,
) -> list[_Alike]:
    """All actors of stories that hang together by keys with what left and came.

    Without a person's word all that share a key are one actor of the case, so one bearer leads to
    all others. With such words they may be several, and whom it names stands by itself.
    """
    spoken = {name for pair in said for name in pair}
    query = "actors_of_key" if said or judged else "an_actor_of_key"
    found: list[_Alike] = []
    actors = set(left)
    apart: set[str] = set()
    asked: set[str] = set()

    def ask(keys: Iterable[str]) -> set[str]:
        new = set(keys) - asked
        asked.update(new)
        return {row["actor"] for key in sorted(new) for row in run(connection, query, {"key": key})}

    for name in sorted(came | spoken):
        row = _story_actor(connection, name)
        if row is None:
            continue
        if row["actor"] is None:
            its = _keys_of(connection, name)
            found.append(_Alike(None, its, 1, (name,)))
            actors |= ask(its)
        else:
            actors.add(row["actor"])
            apart.add(row["actor"])
    waiting, seen = sorted(actors), set(actors)
    while waiting:
        own = _alike_in(connection, actor := waiting.pop(), actor in apart)
        found += own
        if query == "actors_of_key":
            more = ask(key for alike in own for key in alike.keys) - seen
            seen |= more
            waiting += sorted(more)
    return found


def _alike_in(connection: sqlite3.Connection, actor: str, apart: bool) -> list[_Alike]:
    """The actors of stories that one of the case is, by their keys; each by itself if apart."""
    found = []
    for row in run(connection, "keys_told_of", {"actor": actor}).fetchall():
        keys = tuple(row["value"].split("\n")) if row["value"] else ()
        given: dict[str, object] = {"actor": actor, "value": row["value"], "first": row["first"]}
        if apart:
            every = [one["story_actor"] for one in run(connection, "all_with_keys", given)]
            found += [_Alike(actor, keys, 1, (name,)) for name in every]
        elif row["number"] == 1:
            found.append(_Alike(actor, keys, 1, (row["first"],)))
        else:
            second = run(connection, "second_with_keys", given).fetchone()["second"]
            found.append(_Alike(actor, keys, row["number"], (row["first"], second)))
    return found


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
