"""What a case file holds on a claim, read from the tables of `claims` and by id from the ledger's.

Takes a connection (inside a transaction that somebody else holds), answers as `links.holdings.Held`
asks. What it costs grows with the stories that the claim may be of, and with one product of all
vectors; the matrix of these can be kept from one question to the next (`Vectors`).
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.links.holdings import (
    Bytes,
    Said,
    Searched,
    Standing,
    WordCounts,
    cosines,
    lengths_of,
    most_alike,
)
from hearsay.records import canonical
from hearsay.sql import claims, parts, search
from hearsay.sql.transactions import run
from hearsay.types import Ledger

_AFTER = "\U0010ffff"


class Vectors:
    """The vectors of a case's statements as one matrix, kept until the case holds others.

    100,000 statements are 38 MB. For several threads; whoever asks first reads them.
    """

    def __init__(self) -> None:
        """Reads nothing yet."""
        self._lock = threading.Lock()
        self._state: tuple[int, int, int] | None = None
        self._ids: list[str] = []
        self._matrix: Bytes = np.zeros((0, 0), dtype=np.int8)
        self._lengths: NDArray[np.float32] = np.zeros(0, dtype=np.float32)

    def nearest(
        self, connection: sqlite3.Connection, vector: bytes, most: int
    ) -> list[tuple[str, float]]:
        """The statements whose vectors are most like one, as `links.holdings.nearest` has it."""
        with self._lock:
            given: dict[str, object] = {"size": len(vector)}
            row = run(connection, "state_of_vectors", given).fetchone()
            state = (len(vector), row["rows_held"], row["digests"])
            if state != self._state:
                self._read(connection, len(vector))
                self._state = state
            ids, matrix, lengths = self._ids, self._matrix, self._lengths
        return most_alike(ids, cosines(matrix, lengths, vector), most) if ids else []

    def _read(self, connection: sqlite3.Connection, size: int) -> None:
        rows = run(connection, "vectors_of_size", {"size": size}).fetchall()
        self._ids = [name for row in rows for name in json.loads(row["statements"])]
        joined = b"".join(row["vectors"] for row in rows)
        self._matrix = np.frombuffer(joined, dtype=np.int8).reshape(len(self._ids), size)
        self._lengths = lengths_of(self._matrix)


class Holdings:
    """A case file, asked for what it holds on a claim."""

    def __init__(self, connection: sqlite3.Connection, vectors: Vectors) -> None:
        """vectors: as the last question left them, or empty."""
        self._connection = connection
        self._vectors = vectors

    def searched(self) -> Searched:
        """How many articles there are, and of when."""
        row = run(self._connection, "searched").fetchone()
        return row["documents"], row["first"], row["last"]

    def lacking(self, stems: Collection[str]) -> set[str]:
        """Those of some stems that stand in no article, not even within a word."""
        left = set()
        for stem in sorted(stems):
            given: dict[str, object] = {"stem": stem, "after": stem + _AFTER}
            if not run(self._connection, "runs_begin", given).fetchone()["found"]:
                left.add(stem)
        every = run(self._connection, "every_run").fetchone()["runs"] or "" if left else ""
        return {stem for stem in left if stem not in every}

    def knowing(self, stems: Collection[str]) -> Mapping[str, Collection[str]]:
        """For each story whose articles have some of these telling words, which."""
        rows = run(self._connection, "stories_knowing", {"words": canonical(sorted(stems))})
        return {row["story"]: json.loads(row["words"]) for row in rows}

    def nearest(self, vector: bytes | None, most: int) -> Sequence[tuple[str, float]]:
        """The statements whose vectors are most like one, with the cosine, most like first."""
        return self._vectors.nearest(self._connection, vector, most) if vector else []

    def found(self, words: str) -> Sequence[str] | None:
        """The statements that hold a telling word of these; None where they are too many."""
        return search.telling(self._connection, words)

    def stories_of(self, statements: Collection[str]) -> Mapping[str, str]:
        """The story of each statement; an article of no story is one by itself."""
        given: dict[str, object] = {"statements": canonical(sorted(statements))}
        rows = run(self._connection, "stories_of_statements", given)
        return {row["id"]: row["story"] for row in rows}

    def said_in(self, story: str) -> Sequence[Said]:
        """The statements of a story, by id."""
        given = self._members([story])
        texts = {
            row["id"]: row["text"] for row in run(self._connection, "texts_of_documents", given)
        }
        vectors: dict[str, bytes] = {}
        for row in run(self._connection, "vectors_of_documents", given):
            names, size, joined = json.loads(row["statements"]), row["size"], row["vectors"]
            vectors |= {name: joined[n * size : (n + 1) * size] for n, name in enumerate(names)}
        found = []
        for row in run(self._connection, "said_in_documents", given):
            text = texts[row["document"]]
            put = " ".join(text[start:end] for start, end in json.loads(row["content"]))
            found.append(Said(row["id"], row["document"], put, vectors.get(row["id"])))
        return found

    def counts_of(self, documents: Collection[str]) -> Sequence[WordCounts]:
        """The words of some articles."""
        return claims.counts_of(self._connection, documents)

    def standing(self, statements: Collection[str]) -> Sequence[Standing]:
        """The matters on which some statements stand, by id, each whole."""
        given: dict[str, object] = {"statements": canonical(sorted(statements))}
        members: dict[str, list[str]] = {}
        propositions: dict[str, str | None] = {}
        for row in run(self._connection, "standing", given):
            members.setdefault(row["matter"], []).append(row["statement"])
            propositions[row["matter"]] = row["proposition_statement"]
        return [Standing(one, tuple(members[one]), propositions[one]) for one in members]

    def figures_in(self, stories: Collection[str]) -> Ledger:
        """The figures of some stories, and the articles that they stand in."""
        documents = json.loads(str(self._members(stories)["documents"]))
        return parts.of_figures(self._connection, documents)

    def part(
        self, matters: Collection[str], statements: Collection[str], figures: Collection[str]
    ) -> Ledger:
        """A ledger of these records and of what a quotation of them needs."""
        return parts.of_check(self._connection, matters, statements, figures)

    def numbers(self, documents: Collection[str]) -> dict[str, int]:
        """The place of some articles among all, by date, undated ones last, then by id; from 1."""
        given: dict[str, object] = {"documents": canonical(sorted(documents))}
        rows = run(self._connection, "numbers_of_documents", given)
        return {row["id"]: row["number"] for row in rows}

    def _members(self, stories: Collection[str]) -> dict[str, object]:
        """The documents of some stories, as a statement is given them."""
        found = [
            row["document"]
            for story in sorted(stories)
            for row in run(self._connection, "documents_of_story", {"story": story})
        ]
        return {"documents": canonical(found)}
