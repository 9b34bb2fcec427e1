"""Parts of a case: the records that one page needs, read by id.

Takes a connection (inside a transaction that somebody else holds) and ids, gives a `Ledger` that
holds those records and what they point at, and nothing else. So a page of one matter costs what the
matter holds, however large the case is. What is left out is left out whole: an actor that is only
named comes without its mentions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from hearsay import __version__, records, sql
from hearsay.confirmations import current
from hearsay.corrections import spoken_of
from hearsay.sql import content, rows
from hearsay.sql.transactions import run
from hearsay.types import Ledger

Row = dict[str, Any]


class Part:
    """Rows gathered table by table; each row once, in the order of its table's key."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, dict[tuple[Any, ...], Row]] = {}
        self._whole: set[str] = set()
        self.take("ledger", "one", [1])
        self._take_all("sources")

    def take(self, table: str, column: str, values: Iterable[Any]) -> list[Row]:
        """Adds the rows of a table whose column holds one of the values; gives those rows."""
        wanted = list(dict.fromkeys(values))
        if not wanted:
            return []
        found = self._connection.execute(
            sql.select_where(table, column), {"values": records.canonical(wanted)}
        )
        taken = [dict(row) for row in found]
        held = self._rows.setdefault(table, {})
        key = sql.key_of(table)
        for row in taken:
            held[tuple(row[name] for name in key)] = row
        return taken

    def _take_all(self, table: str) -> None:
        key = sql.key_of(table)
        found = self._connection.execute(sql.select_all(table))
        self._rows[table] = {tuple(row[k] for k in key): dict(row) for row in found}

    def ids(self, table: str) -> list[str]:
        """The ids of what was gathered of a table."""
        return [row["id"] for row in self._rows.get(table, {}).values()]

    def values(self, table: str, column: str) -> list[Any]:
        """A column of what was gathered of a table, without what is null."""
        found = (row[column] for row in self._rows.get(table, {}).values())
        return [value for value in found if value is not None]

    def fetch(self, table: str) -> Sequence[Row]:
        """The gathered rows of a table, in the order of its key."""
        held = self._rows.get(table, {})
        return [held[key] for key in sorted(held)]

    def ledger(self) -> Ledger:
        """What was gathered, once every record that it points at is there.

        Judgements on actors name them by the ids that they go by now.
        """
        found = replace(
            rows.ledger_of(self.fetch, Ledger(hearsay=__version__, model="")),
            judgements=tuple(sorted(content.judgements(self._connection), key=lambda one: one.id)),
        )
        spoken = {name for one in found.judgements for name in spoken_of(one)}
        actors = sorted(name for name in spoken if name.startswith("a-"))
        if not actors:
            return found
        known = run(self._connection, "actors_known_as", {"ids": records.canonical(actors)})
        known_as = {row["id"]: row["actor"] for row in known}
        return replace(found, judgements=tuple(current(found.judgements, known_as)))

    # What belongs together

    def statements(self, ids: Iterable[str]) -> None:
        """Statements with those they are nested in, their articles and whom they name."""
        known = set(self._whole)
        wanted = [one for one in ids if one is not None and one not in known]
        while wanted:
            taken = self.take("statements", "id", wanted)
            known.update(wanted)
            wanted = [r["parent"] for r in taken if r["parent"] and r["parent"] not in known]
        new = [one for one in self.ids("statements") if one not in self._whole]
        self._whole.update(new)
        self.take("statement_actors", "statement", new)
        held = {row["id"] for row in self._rows.get("documents", {}).values()}
        named = self.values("statements", "document")
        self.take("documents", "id", [one for one in named if one not in held])

    def named(self) -> None:
        """The names of all whom the gathered records point at; call it last."""
        self.take(
            "actors",
            "id",
            [
                *self.values("statements", "speaker"),
                *self.values("statement_actors", "actor"),
                *self.values("figures", "speaker"),
                *self.values("accusations", "accused"),
                *self.values("event_actors", "actor"),
            ],
        )
        self.take("actors", "id", self.values("actors", "part_of"))

    def matters(self, ids: Iterable[str]) -> None:
        """Matters whole: sides, oppositions, support, and every statement on them."""
        self.take("matters", "id", ids)
        every = self.ids("matters")
        self.take("sides", "matter", every)
        self.take("oppositions", "matter", every)
        self.take("support", "matter", every)
        self.statements(
            [*self.values("sides", "statement"), *self.values("matters", "proposition_statement")]
        )

    def matters_on(self, statements: Iterable[str]) -> None:
        """The matters on which statements stand, with those sides alone."""
        taken = self.take("sides", "statement", statements)
        self.take("matters", "id", [row["matter"] for row in taken])
        self.statements(self.values("matters", "proposition_statement"))

    def told_together(self) -> None:
        """Acts of speaking that the gathered statements report, and copies of their articles."""
        taken = self.take("utterance_statements", "statement", self.ids("statements"))
        owners = [row["utterance"] for row in taken]
        self.take("utterances", "id", owners)
        copied = self.take("copy_documents", "document", self.ids("documents"))
        numbers = [row["copy"] for row in copied]
        self.take("copies", "number", numbers)
        self.take("copy_documents", "copy", numbers)

    def answers(self, accusations: Sequence[Row]) -> None:
        """For accusations the answers to them: a denial travels with what it answers."""
        numbers = [row["number"] for row in accusations]
        taken = self.take("responses", "accusation", numbers)
        self.statements(
            [*(row["statement"] for row in accusations), *(row["statement"] for row in taken)]
        )

    def figures_of(self, taken: Sequence[Row]) -> None:
        """Figures with all others of their quantities, their articles and events."""
        more = self.take("figures", "quantity", [r["quantity"] for r in taken if r["quantity"]])
        every = [*taken, *more]
        self.take("figures", "id", [r["revises"] for r in every if r["revises"]])
        self.take("documents", "id", self.values("figures", "document"))
        self.take("events", "id", self.values("figures", "event"))


def of_matter(connection: sqlite3.Connection, matter: str) -> Ledger:
    """One matter with everything that its page tells."""
    part = Part(connection)
    part.matters([matter])
    part.told_together()
    accused = part.take("accusations", "statement", part.ids("statements"))
    part.answers(accused)
    denied = part.take("oppositions", "claim", part.ids("statements"))
    part.matters_on([row["denial"] for row in denied])
    part.statements([row["denial"] for row in denied])
    part.figures_of(part.take("figures", "statement", part.ids("statements")))
    part.named()
    return part.ledger()


def of_matters(connection: sqlite3.Connection, matters: Iterable[str]) -> Ledger:
    """Some matters with their sides, as a list shows them."""
    part = Part(connection)
    part.matters(matters)
    part.told_together()
    part.named()
    return part.ledger()


def of_article(connection: sqlite3.Connection, document: str) -> Ledger:
    """One article with everything that is read in it."""
    part = Part(connection)
    part.take("documents", "id", [document])
    said = part.take("statements", "document", [document])
    part.statements([row["id"] for row in said])
    here = part.ids("statements")
    part.matters_on(here)
    part.answers(part.take("accusations", "statement", here))
    part.statements(row["denial"] for row in part.take("oppositions", "claim", here))
    part.take("matters", "id", part.values("oppositions", "matter"))
    part.take("figures", "document", [document])
    part.take("events", "id", part.values("figures", "event"))
    told = part.take("event_mentions", "document", [document])
    part.take("events", "id", [row["event"] for row in told])
    part.take("event_actors", "event", part.ids("events"))
    mentioned = part.take("mentions", "document", [document])
    part.take("actors", "id", [row["actor"] for row in mentioned])
    copied = part.take("copy_documents", "document", [document])
    numbers = [row["copy"] for row in copied]
    part.take("copies", "number", numbers)
    part.take("copy_documents", "copy", numbers)
    part.take("copy_passages", "copy", numbers)
    part.take("documents", "id", part.values("copy_documents", "document"))
    part.named()
    return part.ledger()


def of_statements(connection: sqlite3.Connection, statements: Iterable[str]) -> Ledger:
    """Some statements with what a row of each tells: the matters, the answers, the retellings."""
    part = Part(connection)
    wanted = list(statements)
    part.statements(wanted)
    part.matters_on(wanted)
    part.told_together()
    part.answers(part.take("accusations", "statement", wanted))
    _opposed(part, wanted)
    part.named()
    return part.ledger()


def _opposed(part: Part, statements: Sequence[str]) -> None:
    denied = part.take("oppositions", "claim", statements)
    denying = part.take("oppositions", "denial", statements)
    part.statements([*(r["denial"] for r in denied), *(r["claim"] for r in denying)])
    part.take("matters", "id", part.values("oppositions", "matter"))
    part.statements(part.values("matters", "proposition_statement"))


def of_actor(
    connection: sqlite3.Connection, actor: str, statements: Iterable[str], most: int
) -> Ledger:
    """One actor with some statements, the accusations of it, and at most `most` events."""
    part = Part(connection)
    part.take("actors", "id", [actor])
    part.take("actors", "part_of", [actor])
    part.take("aliases", "actor", [actor])
    part.take("mentions", "actor", [actor])
    wanted = list(statements)
    part.statements(wanted)
    part.matters_on(wanted)
    _opposed(part, wanted)
    part.answers(part.take("accusations", "accused", [actor]))
    acted = part.take("event_actors", "actor", [actor])
    part.take("events", "id", [row["event"] for row in acted][:most])
    kept = part.ids("events")
    part.take("event_actors", "event", kept)
    part.take("event_mentions", "event", kept)
    part.take("documents", "id", part.values("event_mentions", "document"))
    part.take("documents", "id", part.values("mentions", "document"))
    part.named()
    return part.ledger()


def of_figures(connection: sqlite3.Connection, documents: Iterable[str]) -> Ledger:
    """The figures of some articles, and those articles."""
    part = Part(connection)
    part.take("figures", "document", documents)
    part.take("documents", "id", part.values("figures", "document"))
    return part.ledger()


def of_check(
    connection: sqlite3.Connection,
    matters: Iterable[str],
    statements: Iterable[str],
    figures: Iterable[str],
) -> Ledger:
    """What an answer to a claim quotes: matters with the answers to those who speak there."""
    part = Part(connection)
    part.matters(matters)
    part.statements([*part.values("oppositions", "denial"), *part.values("oppositions", "claim")])
    told = part.take("utterance_statements", "statement", part.ids("statements"))
    part.take("utterances", "id", [row["utterance"] for row in told])
    part.answers(part.take("accusations", "statement", part.values("sides", "statement")))
    part.statements(statements)
    part.take("figures", "id", figures)
    part.statements(part.values("figures", "statement"))
    part.take("documents", "id", part.values("figures", "document"))
    part.named()
    return part.ledger()


def of_events(connection: sqlite3.Connection, events: Iterable[str]) -> Ledger:
    """Some events, where they are told of and what is said of them."""
    part = Part(connection)
    part.take("events", "id", events)
    every = part.ids("events")
    part.take("event_actors", "event", every)
    part.take("event_mentions", "event", every)
    part.take("event_statements", "event", every)
    part.take("documents", "id", part.values("event_mentions", "document"))
    part.statements(part.values("event_statements", "statement"))
    part.named()
    return part.ledger()
