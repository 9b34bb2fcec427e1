"""What pages read of a case: records by id, statements that are sought, lists.

Takes ids and questions, gives ledgers of a part and plain rows; never reads the whole. `Case` holds
the connection and everything that changes the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Literal

from hearsay.sql import claims, parts, search, transactions
from hearsay.sql.holdings import Holdings, Vectors
from hearsay.sql.search import Hit, Wanted
from hearsay.sql.transactions import run
from hearsay.types import Ledger

Which = Literal["matter", "matters", "article", "statements", "events"]


class Pages:
    """The part of `Case` that only reads, a page at a time."""

    path: Path
    _connection: sqlite3.Connection
    _vectors: Vectors

    def _snapshot(self) -> AbstractContextManager[None]:
        return transactions.snapshot(self._connection, self.path)

    def part(self, which: Which, *names: str) -> Ledger:
        """A ledger of these records and what they point at, read by id.

        which: "matter", "matters", "article", "statements" or "events". Names that are not there
        are passed over.
        """
        reads = {
            "matter": lambda: parts.of_matter(self._connection, names[0]),
            "matters": lambda: parts.of_matters(self._connection, names),
            "article": lambda: parts.of_article(self._connection, names[0]),
            "statements": lambda: parts.of_statements(self._connection, names),
            "events": lambda: parts.of_events(self._connection, names),
        }
        with self._snapshot():
            return reads[which]()

    def part_of_actor(self, name: str, most: int) -> Ledger:
        """An actor, at most `most` statements by it, as many of it, and the accusations of it."""
        given: dict[str, object] = {"actor": name, "most": most}
        with self._snapshot():
            said = run(self._connection, "statements_of_actor", given).fetchall()
            heard = run(self._connection, "statements_about_actor", given).fetchall()
            ids = [row["id"] for row in (*said, *heard)]
            return parts.of_actor(self._connection, name, ids, most)

    def claims_ready(self) -> bool:
        """Whether what claims are compared with is there (`Case.prepare_claims`)."""
        with self._snapshot():
            return claims.ready(self._connection)

    @contextmanager
    def holdings(self) -> Iterator[Holdings | None]:
        """What the case holds on a claim, one state of it for as long as the `with` lasts.

        None where what claims are compared with is not there (`claims_ready`).
        """
        with self._snapshot():
            ready = claims.ready(self._connection)
            yield Holdings(self._connection, self._vectors) if ready else None

    def search(self, wanted: Wanted) -> list[Hit]:
        """The statements that fit, newest article first, at most `sql.search.MOST`."""
        with self._snapshot():
            return search.find(self._connection, wanted)

    def listed(self, query: str, **given: object) -> list[dict[str, Any]]:
        """The rows of one of the lists of `queries.sql`, such as "matters_ranked"."""
        with self._snapshot():
            return [dict(row) for row in run(self._connection, query, given)]
