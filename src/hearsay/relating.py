"""Relates what was added to a case with what it touches, and leaves the rest of the case alone.

Takes a connection (inside a transaction that `Case` holds) and which documents are new or gone;
leaves the case file with the ledger that `links.relate` gives for all of its analyses, whatever the
order in which they came. An article is compared with those that an index says it is like; the
clusters that it lands in fall into stories anew; only stories whose articles changed are related
again, one at a time, and only rows that differ are written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import hearsay
from hearsay import checks, corrections, records, sql
from hearsay.case_actors import join, place_parts_of
from hearsay.errors import BadRecord
from hearsay.links import across
from hearsay.links.ledger import copy_across, relate_story, renamed
from hearsay.links.signatures import signature
from hearsay.links.sources import sources
from hearsay.links.stories import SMALL, cluster, cores, leans_on
from hearsay.settings import Settings
from hearsay.sql import content, differences, nearness, rows
from hearsay.sql.differences import Keyed
from hearsay.sql.transactions import run
from hearsay.types import Document, Judgement, Ledger, Mention

_SHOWN = 5
# The rows of so many stories are held between deleting and inserting; of more, they are made twice.
_FEW = 40


@dataclass
class _Change:
    """What one run has to do over. homes: stories by the document that names their core; again:
    those on whose actors somebody judged; actors: of the case, the same."""

    touched: set[str]
    removed: set[str]
    homes: set[str] = field(default_factory=set)
    again: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)


def bring_up_to_date(
    connection: sqlite3.Connection, removed: Iterable[str], settings: Settings
) -> None:
    """Relates the analyses that wait, and takes out what was removed.

    removed: documents whose analyses are gone already. Raises BadRecord where what was related does
    not hold.
    """
    run(connection, "defer_foreign_keys")
    judgements = content.judgements(connection)
    change = _begun(connection, set(removed), judgements, settings)
    former = _indexed(connection, change)
    _placed(connection, change, former)
    changed = _related(connection, change, judgements, settings)
    renamed_homes, changes = join(
        connection, changed.left | change.actors, changed.came, judgements
    )
    documents = _documents(connection, changed.homes)
    _forgotten(connection, documents, change.touched | change.removed)
    _written(connection, sorted(changed.homes), sorted(renamed_homes - changed.homes))
    place_parts_of(connection, changes)
    _copied(connection, documents, settings)
    models = sorted(row["model"] for row in run(connection, "models") if row["model"])
    given: dict[str, object] = {"hearsay": hearsay.__version__, "model": "+".join(models)}
    run(connection, "put_ledger", given)
    content.write_sources(connection, sources(settings.sources, judgements))
    state: dict[str, object] = {
        "digest": _digest(settings),
        "judgements": records.canonical(sorted(one.id for one in judgements)),
    }
    run(connection, "put_state", state)


def _digest(settings: Settings) -> str:
    return f"{hearsay.__version__} {settings.digest()}"


def _begun(
    connection: sqlite3.Connection,
    removed: set[str],
    judgements: Sequence[Judgement],
    settings: Settings,
) -> _Change:
    """What waits to be related: everything, where the case was last related in another way."""
    state = run(connection, "linking_state").fetchone()
    if state is None or state["digest"] != _digest(settings):
        content.clear(connection, [*sql.LEDGER_TABLES, *sql.LINKING_TABLES])
        content.index(connection)
        every = {row["document"] for row in run(connection, "every_document")}
        return _Change(every, set())
    waiting = {row["document"] for row in run(connection, "analyses_pending")}
    change = _Change(waiting, removed)
    known = set(json.loads(state["judgements"]))
    for judgement in judgements:
        if judgement.id not in known:
            for name in sorted(_spoken_of(judgement, judgements)):
                _judged(connection, name, change)
    return change


def _judged(connection: sqlite3.Connection, name: str, change: _Change) -> None:
    """Notes what a judgement on a record touches: its story, and an actor of the case."""
    if name.startswith("a-"):
        if (was := run(connection, "actor_row", {"actor": name}).fetchone()) is not None:
            change.actors.add(was["id"])
            # one of the case: the stories that it is in
            for row in run(connection, "homes_of_actor", {"actor": name}):
                change.again.add(row["home"])
        row = run(connection, "article_actor", {"id": name}).fetchone()
        if row is not None:
            change.again.add(row["home"])
            was = run(connection, "story_actor", {"id": row["story_actor"]}).fetchone()
            change.actors.add(was["actor"])
        return
    found = run(connection, "homes_of_record", {"id": name}).fetchall()
    if not found:
        # rejected before, or an outlet's own sentence: nothing tells in which article it stood
        found = run(connection, "every_home").fetchall()
    change.again.update(row["home"] for row in found)


def _spoken_of(judgement: Judgement, judgements: Iterable[Judgement]) -> set[str]:
    """The records that a judgement is on, or that the one it undoes was on."""
    undone = [one for one in judgements if one.id == judgement.undoes]
    return {name for one in (judgement, *undone) for name in corrections.spoken_of(one)}


def _indexed(connection: sqlite3.Connection, change: _Change) -> set[str]:
    """Brings the index up to date; the documents that were neighbours of what changed."""
    former = set()
    for document in sorted(change.touched | change.removed):
        former.update(nearness.forget(connection, document))
    for document in sorted(change.touched):
        nearness.keep(connection, signature(content.document(connection, document)))
    for document in sorted(change.touched):
        nearness.connect(connection, document)
    return former - change.removed


def _placed(connection: sqlite3.Connection, change: _Change, former: set[str]) -> None:
    """Puts every document that may have another story now into its story, and notes both."""
    around = nearness.Around(connection)
    found: dict[str, list[str]] = {}
    inside: set[str] = set()
    for document in sorted(change.touched | former):
        if document not in inside:
            together = cluster(document, around)
            inside.update(together)
            for core in cores(together, around):
                found[core[0]] = core
    for document in sorted(inside | change.removed):
        if (was := nearness.core_of(connection, document)) is not None:
            change.homes.add(was[1])
    for document in sorted(change.removed):
        run(connection, "forget_core", {"document": document})
    for core in found.values():
        nearness.place(connection, core, core[0])
    for document in sorted({name for at in inside for name in around[at]} | former):
        if document not in inside and (placed := nearness.core_of(connection, document)):
            beside = nearness.members(connection, "core", placed[0])
            if len(beside) <= SMALL:
                found[placed[0]] = beside
                change.homes.add(placed[1])
    for name in sorted(found):
        home = _home(connection, found[name], around)
        run(connection, "settle_core", {"core": name, "home": home})
        change.homes.add(home)


def _home(connection: sqlite3.Connection, core: Sequence[str], around: nearness.Around) -> str:
    """The core whose story a core is of: itself, or the larger one that it leans on."""
    if len(core) > SMALL:
        return core[0]
    beside = {
        placed[0]
        for at in core
        for name in around[at]
        if (placed := nearness.core_of(connection, name)) is not None
    }
    larger = (nearness.members(connection, "core", name) for name in sorted(beside))
    home = leans_on(core, [other for other in larger if len(other) > SMALL], around)
    return core[0] if home is None else home[0]


@dataclass
class _Related:
    """homes: stories that were related anew or are no more. left: the case's actors that stories
    of theirs were; came: the stories' actors that are new."""

    homes: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    came: set[str] = field(default_factory=set)


def _related(
    connection: sqlite3.Connection,
    change: _Change,
    judgements: Sequence[Judgement],
    settings: Settings,
) -> _Related:
    """Relates the stories whose articles changed, each by itself."""
    done = _Related()
    for home in sorted(change.homes | change.again):
        documents = nearness.members(connection, "home", home)
        held = run(connection, "part_of_home", {"home": home}).fetchone()
        same = held is not None and json.loads(held["documents"]) == documents
        if same and home not in change.again and not change.touched & set(documents):
            continue
        if held is None and not documents:
            continue
        done.homes.add(home)
        run(connection, "forget_article_actors", {"home": home})
    # a document may have moved from one of these stories to another: forget first, then relate
    fresh: set[str] = set()
    for home in sorted(done.homes):
        documents = nearness.members(connection, "home", home)
        told: dict[str, tuple[str, tuple[str, ...]]] = {}
        given: dict[str, object] = {"home": home, "documents": nearness.listed(documents)}
        fresh_body = None
        if documents:
            analyses = [content.analysis(connection, document) for document in documents]
            part = relate_story(analyses, judgements, settings)
            _refuse(checks.problems(part.ledger))
            fresh_body = content.packed_part(part.ledger)
            told = {
                actor.id: (
                    records.canonical(records.plain(across.summary(actor))),
                    across.keys(actor),
                )
                for actor in part.ledger.actors
            }
            for local, actor in sorted(part.known_as.items()):
                run(
                    connection,
                    "put_article_actor",
                    {"id": local, "home": home, "story_actor": actor},
                )
        run(connection, "put_part", {**given, "fresh": fresh_body})
        _settled(connection, home, told, done, fresh)
    done.came = fresh
    return done


def _settled(
    connection: sqlite3.Connection,
    home: str,
    told: dict[str, tuple[str, tuple[str, ...]]],
    done: _Related,
    fresh: set[str],
) -> None:
    """Writes down the actors of a story; notes those that are not as they were."""
    for row in run(connection, "story_actors_of_home", {"home": home}).fetchall():
        if row["id"] in told and told[row["id"]][0] == row["body"]:
            del told[row["id"]]
            continue
        if row["actor"] is not None:
            done.left.add(row["actor"])
        run(connection, "forget_actor_keys", {"story_actor": row["id"]})
        run(connection, "forget_story_actor", {"id": row["id"]})
    for name in sorted(told):
        body, its_keys = told[name]
        if held := run(connection, "story_actor", {"id": name}).fetchone():
            # it comes from another story that is yet to be looked at
            if held["actor"] is not None:
                done.left.add(held["actor"])
            run(connection, "forget_actor_keys", {"story_actor": name})
            run(connection, "forget_story_actor", {"id": name})
        given: dict[str, object] = {"id": name, "home": home, "actor": None, "body": body}
        run(connection, "put_story_actor", given)
        for key in its_keys:
            named = across.id_of(key)
            run(connection, "put_actor_key", {"key": key, "story_actor": name, "named": named})
        fresh.add(name)


def _written(connection: sqlite3.Connection, homes: Sequence[str], others: Sequence[str]) -> None:
    """Writes the rows of stories that were related anew, and of others whose actors have new ids.

    All that is no more is deleted before anything is inserted: a document may have moved.
    """
    every = (*homes, *others)
    held: dict[str, tuple[Keyed, Keyed]] = {}
    for home in every:
        before, after = _rows_of_part(connection, home)
        differences.delete(connection, before, after)
        if len(every) <= _FEW:
            held[home] = before, after
    for home in every:
        before, after = held.get(home) or _rows_of_part(connection, home)
        differences.insert(connection, before, after)
        names = nearness.members(connection, "home", home)
        if names:
            known_as = _known_as(connection, home)
            given: dict[str, object] = {"home": home, "written": records.canonical(known_as)}
            run(connection, "settle_part", given)
        else:
            run(connection, "forget_part", {"home": home})


def _rows_of_part(connection: sqlite3.Connection, home: str) -> tuple[Keyed, Keyed]:
    """The rows that a story has in the tables, and those that it should have."""
    held = run(connection, "part_of_home", {"home": home}).fetchone()
    before: Keyed = {}
    after: Keyed = {}
    if held["body"] is not None:
        written = json.loads(held["written"])
        old = content.unpacked_part(held["body"])
        before = _keyed(renamed(old, written))
    if nearness.members(connection, "home", home):
        new = content.unpacked_part(held["fresh"] or held["body"])
        after = _keyed(renamed(new, _known_as(connection, home)))
    return before, after


def _keyed(part: Ledger) -> Keyed:
    """A part's rows, without those of its actors, which may be of other stories too."""
    every = rows.rows_of(part)
    for table in ("ledger", "actors", "aliases"):
        every.pop(table, None)
    return differences.keyed(every)


def _known_as(connection: sqlite3.Connection, home: str) -> dict[str, str]:
    found = run(connection, "story_actors_of_home", {"home": home})
    return {row["id"]: row["actor"] for row in found}


def _documents(connection: sqlite3.Connection, homes: set[str]) -> set[str]:
    return {name for home in homes for name in nearness.members(connection, "home", home)}


def _forgotten(connection: sqlite3.Connection, documents: set[str], changed: set[str]) -> None:
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


def _copied(connection: sqlite3.Connection, documents: set[str], settings: Settings) -> None:
    """Compares the documents of the stories that changed with those of others, for copies."""
    done: set[tuple[str, str]] = set()
    for document in sorted(documents):
        own = nearness.core_of(connection, document)
        for other in nearness.copied_across(connection, document):
            its = nearness.core_of(connection, other)
            pair_of = (min(document, other), max(document, other))
            if own is None or its is None or own[1] == its[1] or pair_of in done:
                continue
            done.add(pair_of)
            if any(run(connection, "stood_for", {"document": d}).fetchone() for d in pair_of):
                continue
            part = _compared(connection, pair_of, settings)
            if part.copies:
                differences.insert(connection, {}, differences.keyed(_copy_rows(part)))
                given: dict[str, object] = {"document": pair_of[0], "other": pair_of[1]}
                run(connection, "show_copy_across", {**given, "shown": 1})


def _compared(connection: sqlite3.Connection, pair: tuple[str, str], settings: Settings) -> Ledger:
    """The copy that two documents are, if any: as it was found before, or found now."""
    given: dict[str, object] = {"document": pair[0], "other": pair[1]}
    held = run(connection, "copy_across", given).fetchone()
    if held is not None:
        return records.typed(Ledger, json.loads(held["body"]))
    texts = [content.document(connection, name) for name in pair]
    part = Ledger(hearsay="", model="", copies=copy_across(texts[0], texts[1], settings))
    body = records.canonical(records.plain(part))
    run(connection, "put_copy_across", {**given, "body": body})
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


def _refuse(problems: Iterable[str]) -> None:
    found = list(problems)
    if found:
        shown = "; ".join(found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise BadRecord(f"{shown}{more}. Nothing was written.")
