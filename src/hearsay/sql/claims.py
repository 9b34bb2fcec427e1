"""What claims are compared with, kept in tables of its own, so that a check reads no whole ledger.

Takes a connection (inside a transaction that somebody else holds) and which articles changed; keeps
the words of articles and of stories, and the vectors of statements, as `holdings` reads them. All
of it follows from the ledger and the analyses: made anew (`prepare`) it is the same, row by row.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from hearsay import __version__, sql
from hearsay.identity import number
from hearsay.links.holdings import WordCounts, runs, word_counts
from hearsay.records import canonical
from hearsay.sql import content
from hearsay.sql.transactions import run
from hearsay.types import Analysis, Statement

# Bits of the digest of an article's vectors that are kept, so that their sum over four million
# articles is still a whole number to SQLite.
_BITS = 40


def ready(connection: sqlite3.Connection) -> bool:
    """Whether the tables are filled, by this version: stems may be others in another."""
    row = run(connection, "claims_state").fetchone()
    return row is not None and row["digest"] == __version__


def begin(connection: sqlite3.Connection) -> None:
    """Says of the tables, just emptied together with the ledger, that they are up to date."""
    run(connection, "put_claims_state", {"digest": __version__})


def prepare(connection: sqlite3.Connection) -> None:
    """Fills the tables from the ledger and the analyses as they stand."""
    content.clear(connection, sql.CLAIM_TABLES)
    begin(connection)
    every = [row["id"] for row in run(connection, "document_names")]
    for document, vectors in content.vectors_by_document(connection):
        known = run(connection, "statements_of_document", {"document": document})
        _put_vectors(connection, document, vectors, {row["id"] for row in known})
    keep(connection, every, ())


def keep_vectors(
    connection: sqlite3.Connection, statements: Iterable[Statement], analyses: Iterable[Analysis]
) -> None:
    """Keeps the vectors of some articles' statements: those of the ledger, in which they stand."""
    said: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        said[statement.document].add(statement.id)
    for analysis in analyses:
        document = analysis.document.id
        _put_vectors(connection, document, dict(analysis.vectors), said[document])


def _put_vectors(
    connection: sqlite3.Connection,
    document: str,
    vectors: Mapping[str, bytes],
    known: Collection[str],
) -> None:
    by_size: dict[int, list[str]] = defaultdict(list)
    for name in sorted(known & vectors.keys()):
        if vectors[name]:
            by_size[len(vectors[name])].append(name)
    rows = []
    for size, names in sorted(by_size.items()):
        joined = b"".join(vectors[name] for name in names)
        digest = number(document, size, *names, joined.hex()) % (1 << _BITS)
        rows.append(
            {
                "document": document,
                "size": size,
                "digest": digest,
                "statements": canonical(names),
                "vectors": joined,
            }
        )
    given: dict[str, object] = {"document": document}
    held = [(row["size"], row["digest"]) for row in run(connection, "vector_digests_of", given)]
    if held == [(row["size"], row["digest"]) for row in rows]:
        return
    run(connection, "forget_vectors", given)
    for row in rows:
        run(connection, "put_vectors", row)


def forget(connection: sqlite3.Connection, documents: Iterable[str]) -> None:
    """Takes out articles whose rows are still there and soon will not be."""
    for document in sorted(documents):
        given: dict[str, object] = {"document": document}
        row = run(connection, "text_with_words", given).fetchone()
        if row is not None:
            listed: dict[str, object] = {"runs": canonical(sorted(runs(row["text"])))}
            run(connection, "forget_lone_runs", listed)
            run(connection, "count_runs_down", listed)
            run(connection, "forget_article_words", given)
        run(connection, "forget_vectors", given)


def stories_of(connection: sqlite3.Connection, documents: Iterable[str]) -> list[str]:
    """The stories that some articles are of by the ledger's rows, as claims are told of them."""
    listed: dict[str, object] = {"documents": canonical(sorted(documents))}
    return [row["story"] for row in run(connection, "stories_of_documents", listed)]


def keep(connection: sqlite3.Connection, documents: Collection[str], former: Iterable[str]) -> None:
    """Brings the words of articles, and of the stories that they are of now, up to date.

    former: the stories that they, and articles that are gone, were of; some may be no more.
    An article's words never change, for its id tells its text; a story's do where its articles do.
    """
    listed: dict[str, object] = {"documents": canonical(sorted(documents))}
    for row in run(connection, "documents_without_words", listed).fetchall():
        counts = word_counts(row["text"])
        own: dict[str, object] = {
            "document": row["id"],
            "sentences": counts.sentences,
            "words": canonical(dict(counts.words)),
        }
        run(connection, "put_article_words", own)
        run(connection, "add_run", {"runs": canonical(sorted(runs(row["text"])))})
    were: dict[str, object] = {"stories": canonical(sorted(former))}
    for row in run(connection, "claim_stories_gone", were).fetchall():
        _put_words(connection, row["story"], set())
        run(connection, "forget_claim_story", {"story": row["story"]})
    for story in stories_of(connection, documents):
        _keep_story(connection, story)


def _keep_story(connection: sqlite3.Connection, story: str) -> None:
    given: dict[str, object] = {"story": story}
    members = canonical([row["document"] for row in run(connection, "documents_of_story", given)])
    held = run(connection, "claim_story", given).fetchone()
    if held is not None and held["documents"] == members:
        return
    told: set[str] = set()
    for counts in counts_of(connection, json.loads(members)):
        told |= counts.telling
    _put_words(connection, story, told)
    run(connection, "put_claim_story", {**given, "documents": members})


def _put_words(connection: sqlite3.Connection, story: str, words: set[str]) -> None:
    """Writes what differs between the words that a story had and those that it has."""
    held = {row["word"] for row in run(connection, "words_of_story", {"story": story})}
    for name, changed in (("forget_story_word", held - words), ("put_story_word", words - held)):
        rows = [{"word": word, "story": story} for word in sorted(changed)]
        connection.executemany(sql.statement(name), rows)


def counts_of(connection: sqlite3.Connection, documents: Collection[str]) -> list[WordCounts]:
    """The words of some articles, by id."""
    listed: dict[str, object] = {"documents": canonical(sorted(documents))}
    rows = run(connection, "words_of_articles", listed)
    return [WordCounts(row["sentences"], json.loads(row["words"])) for row in rows]


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """One line for each table that is not as it would be if it were made anew, which it then is."""
    if not ready(connection):
        return
    before = {table: _rows(connection, table) for table in sql.CLAIM_TABLES}
    prepare(connection)
    for table in sql.CLAIM_TABLES:
        wrong = len(before[table] ^ _rows(connection, table))
        if wrong:
            yield f"{table}: {wrong} rows are not what the articles give"


def _rows(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    return {tuple(row) for row in connection.execute(sql.select_all(table))}
