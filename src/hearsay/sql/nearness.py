"""The index by which a case file finds the documents that one is like, and the cores of stories.

Takes a connection (inside a transaction that somebody else holds) and signatures, keeps them and
gives neighbours; what counts as near is for `links.signatures` and `links.stories` to say.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from hearsay.links.signatures import (
    COPIED_ACROSS,
    FEWEST_SHARED,
    LEAST,
    Signature,
    apart,
    score,
)
from hearsay.records import canonical
from hearsay.sql.transactions import run


def forget(connection: sqlite3.Connection, document: str) -> list[str]:
    """Takes a document out of the index; those that it was a neighbour of."""
    given: dict[str, object] = {"document": document}
    around = [row["other"] for row in run(connection, "neighbours_of", given)]
    for other in around:
        for one, its in ((document, other), (other, document)):
            run(connection, "forget_neighbour", {"document": one, "other": its})
    for name in ("forget_words", "forget_shingles", "forget_signature"):
        run(connection, name, given)
    return around


def keep(connection: sqlite3.Connection, signature: Signature) -> None:
    """Puts a document into the index; its neighbours are for `connect`."""
    given: dict[str, object] = {
        "document": signature.document,
        "published": signature.published,
        "words": canonical(dict(signature.words)),
        "shingles": canonical(list(signature.shingles)),
    }
    for name in ("put_signature", "index_words", "index_shingles"):
        run(connection, name, given)


def connect(connection: sqlite3.Connection, document: str) -> None:
    """Scores a document against all that share enough with it, and keeps the scores."""
    own = dict(run(connection, "signature_of", {"document": document}).fetchone())
    shared = {
        row["document"]: row["shared"]
        for row in run(connection, "sharing_words", {**own, "least": LEAST})
    }
    common = {
        row["document"]: row["common"]
        for row in run(connection, "sharing_shingles", {**own, "least": FEWEST_SHARED})
    }
    for other in sorted(shared.keys() | common.keys()):
        its = run(connection, "signature_of", {"document": other}).fetchone()
        value = score(
            shared.get(other, 0),
            apart(own["published"], its["published"]),
            common.get(other, 0),
            min(own["shingle_count"], its["shingle_count"]),
        )
        if value:
            for one, two in ((document, other), (other, document)):
                given: dict[str, object] = {"document": one, "other": two, "score": value}
                run(connection, "put_neighbour", given)


def copied_across(connection: sqlite3.Connection, document: str) -> list[str]:
    """The documents that share so many shingles that they may be copies in whatever story."""
    own = dict(run(connection, "signature_of", {"document": document}).fetchone())
    rows = run(connection, "sharing_shingles", {**own, "least": COPIED_ACROSS})
    return sorted(row["document"] for row in rows)


class Around(Mapping[str, Mapping[str, int]]):
    """The neighbours of documents with their scores, read when first asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Reads nothing yet."""
        self._connection = connection
        self._read: dict[str, dict[str, int]] = {}

    def __getitem__(self, document: str) -> Mapping[str, int]:
        if document not in self._read:
            rows = run(self._connection, "neighbours_of", {"document": document})
            self._read[document] = {row["other"]: row["score"] for row in rows}
        return self._read[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def members(connection: sqlite3.Connection, kind: str, name: str) -> list[str]:
    """The documents of a core ("core") or of a story ("home"), sorted."""
    rows = run(connection, f"members_of_{kind}", {kind: name})
    return [row["document"] for row in rows]


def core_of(connection: sqlite3.Connection, document: str) -> tuple[str, str] | None:
    """The core that a document is of and that core's home; None for one not placed yet."""
    row = run(connection, "core_of", {"document": document}).fetchone()
    return None if row is None else (row["core"], row["home"])


def place(connection: sqlite3.Connection, core: Iterable[str], home: str) -> None:
    """Writes down the documents of a core, and where it is at home."""
    ordered = sorted(core)
    for document in ordered:
        given: dict[str, object] = {"document": document, "core": ordered[0], "home": home}
        run(connection, "put_core", given)


def listed(documents: Iterable[str]) -> str:
    """Documents as a part's list of them."""
    return json.dumps(sorted(documents))
