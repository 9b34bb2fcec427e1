"""Copies between documents of different stories, in a case file.

Takes a connection (inside a transaction that somebody else holds) and the documents of stories that
changed, writes the copies that they are of documents of other stories. What a copy is, is for
`links.copies` to say.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from hearsay import corrections, records
from hearsay.links import replay
from hearsay.links.ledger import copy_across
from hearsay.settings import Settings
from hearsay.sql import content, differences, nearness, rows
from hearsay.sql.transactions import run
from hearsay.types import Document, Judgement, Ledger, Mention


def forget_copies(connection: sqlite3.Connection, documents: set[str], changed: set[str]) -> None:
    """Takes out the copies between stories that some documents are of: they may be in one now.

    What was found is kept, but for those documents that changed.
    """
    for document in sorted(documents | changed):
        for row in run(connection, "copies_across_of", {"document": document}).fetchall():
            pair: dict[str, object] = {"document": row["document"], "other": row["other"]}
            if row["shown"]:
                found = records.typed(Ledger, json.loads(row["body"]))
                differences.delete(connection, differences.keyed(_copy_rows(found)), {})
                run(connection, "show_copy_across", {**pair, "shown": 0})
            if document in changed:
                run(connection, "forget_copy_across", pair)


def find_copies(
    connection: sqlite3.Connection,
    documents: set[str],
    judgements: Sequence[Judgement],
    settings: Settings,
) -> None:
    """Compares the documents of the stories that changed with those of others, for copies.

    What a person says of a pair stands before what is found.
    """
    done: set[tuple[str, str]] = set()
    said = [one for one in corrections.readable(judgements) if one.kind in ("copy", "no copy")]
    beside: dict[str, set[str]] = {}
    for one in said:
        beside.setdefault(one.left[0], set()).add(one.right[0])
        beside.setdefault(one.right[0], set()).add(one.left[0])
    for document in sorted(documents):
        text: Document | None = None
        own = nearness.core_of(connection, document)
        judged = beside.get(document, set())
        for other in sorted({*nearness.copied_across(connection, document), *judged}):
            its = nearness.core_of(connection, other)
            pair_of = (min(document, other), max(document, other))
            if own is None or its is None or own[1] == its[1] or pair_of in done:
                continue
            done.add(pair_of)
            if other in judged:
                part = _said(connection, pair_of, judgements)
            elif any(run(connection, "stood_for", {"document": d}).fetchone() for d in pair_of):
                continue
            else:
                if (before := _found_before(connection, pair_of)) is None:
                    text = text or content.document(connection, document)
                    before = _compared(connection, pair_of, text, settings)
                part = before
            if part.copies:
                differences.insert(connection, {}, differences.keyed(_copy_rows(part)))
                given: dict[str, object] = {"document": pair_of[0], "other": pair_of[1]}
                run(connection, "show_copy_across", {**given, "shown": 1})


def _said(
    connection: sqlite3.Connection, pair: tuple[str, str], judgements: Sequence[Judgement]
) -> Ledger:
    """The copy that two documents are by a person's word, if any."""
    texts = [content.document(connection, name) for name in pair]
    part = Ledger(hearsay="", model="", copies=replay.on_copies((), texts, judgements))
    run(connection, "forget_copy_across", {"document": pair[0], "other": pair[1]})
    body = records.canonical(records.plain(part))
    run(connection, "put_copy_across", {"document": pair[0], "other": pair[1], "body": body})
    return part


def _found_before(connection: sqlite3.Connection, pair: tuple[str, str]) -> Ledger | None:
    """The copy that two documents are, if any, as it was found before; None if never looked for."""
    held = run(connection, "copy_across", {"document": pair[0], "other": pair[1]}).fetchone()
    return None if held is None else records.typed(Ledger, json.loads(held["body"]))


def _compared(
    connection: sqlite3.Connection, pair: tuple[str, str], text: Document, settings: Settings
) -> Ledger:
    """The copy that two documents are, if any. text: one of them."""
    other = content.document(connection, pair[1] if text.id == pair[0] else pair[0])
    part = Ledger(hearsay="", model="", copies=copy_across(text, other, settings))
    body = records.canonical(records.plain(part))
    run(connection, "put_copy_across", {"document": pair[0], "other": pair[1], "body": body})
    return part


def _copy_rows(part: Ledger) -> rows.Rows:
    """The rows of a copy alone."""
    documents = {
        passage.document: Document(passage.document, "", " " * passage.span.end)
        for copy in part.copies
        for passage in _longest(copy.passages)
    }
    every = rows.rows_of(
        Ledger(hearsay="", model="", documents=tuple(documents.values()), copies=part.copies)
    )
    return {table: found for table, found in every.items() if table.startswith("cop")}


def _longest(passages: Sequence[Mention]) -> list[Mention]:
    return sorted(passages, key=lambda passage: passage.span.end)
