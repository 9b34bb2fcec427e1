"""Matters that people joined over stories, in a case file.

Takes a connection (inside a transaction that somebody else holds) and judgements, gives the matters
of the stories that are tied so, as they were shown and as they will be. How matters are joined is
for `links.replay_matters` to say.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from hearsay import corrections, records
from hearsay.links import replay_matters
from hearsay.links.ledger import renamed
from hearsay.sql import content, nearness
from hearsay.sql.transactions import run
from hearsay.types import Judgement, Ledger, Matter


class Parts:
    """What stories yield as it should be written, those that are held and those in the file.

    held: by home, with the actors of the stories, as they were just related.
    """

    def __init__(self, connection: sqlite3.Connection, held: Mapping[str, Ledger]) -> None:
        """Reads nothing yet."""
        self._connection = connection
        self._held = held

    def of(self, home: str) -> Ledger | None:
        """A story with the actors of the case; None where it is no more."""
        part = self._held.get(home)
        if part is None:
            row = run(self._connection, "part_of_home", {"home": home}).fetchone()
            if row is None or not nearness.members(self._connection, "home", home):
                return None
            part = content.unpacked_part(row["fresh"] or row["body"])
        return renamed(part, known_as_of(self._connection, home))


class Joined:
    """Stories whose matters people joined with those of others: these matters, was and is.

    homes: the stories that were tied so or are now. Small: a person joined each.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        parts: Parts,
        changed: set[str],
        judgements: Sequence[Judgement],
    ) -> None:
        self.was: dict[str, tuple[Matter, ...]] = {
            row["home"]: records.typed(Ledger, json.loads(row["body"])).matters
            for row in run(connection, "matters_across")
        }
        self.now: dict[str, tuple[Matter, ...]] = {}
        self.homes = set(self.was)
        spoken = [
            name
            for one in corrections.readable(judgements)
            if one.kind in replay_matters.KINDS
            for name in (*one.left, *one.right)
        ]
        if not spoken:
            return
        # rows of what changed are not written yet: those stories are asked by what they will be
        story_of = {
            row["id"]: row["home"]
            for row in run(connection, "homes_of_statements", {"ids": records.canonical(spoken)})
            if row["home"] not in changed
        }
        for home in sorted(changed):
            if (part := parts.of(home)) is not None:
                story_of |= {s.id: home for s in part.statements}
        for tied, made in replay_matters.tied(judgements, story_of):
            told = {home: parts.of(home) for home in tied}
            there = {home: part for home, part in told.items() if part is not None}
            for home, part in replay_matters.across(there, made).items():
                self.now[home] = part.matters
        self.homes |= self.now.keys()

    def keep(self, connection: sqlite3.Connection) -> None:
        """Writes down what is shown now."""
        if self.homes:
            run(connection, "forget_matters_across")
        for home, matters in sorted(self.now.items()):
            body = records.canonical(records.plain(Ledger(hearsay="", model="", matters=matters)))
            run(connection, "put_matters_across", {"home": home, "body": body})


def known_as_of(connection: sqlite3.Connection, home: str) -> dict[str, str]:
    """For each actor of a story the actor of the case that it is."""
    found = run(connection, "story_actors_of_home", {"home": home})
    return {row["id"]: row["actor"] for row in found}
