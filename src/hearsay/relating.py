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
from dataclasses import dataclass, field, replace

import hearsay
from hearsay import checks, corrections, records, sql
from hearsay.case_actors import forget, join, place_parts_of
from hearsay.case_copies import find_copies, forget_copies
from hearsay.case_matters import Joined, Parts, known_as_of
from hearsay.errors import BadRecord
from hearsay.links import across
from hearsay.links.ledger import relate_story, renamed
from hearsay.links.signatures import signature
from hearsay.links.sources import sources
from hearsay.links.stories import SMALL, cluster, cores, leans_on
from hearsay.settings import Settings
from hearsay.sql import claims, content, differences, nearness, rows
from hearsay.sql.differences import Keyed
from hearsay.sql.transactions import run
from hearsay.types import Judgement, Ledger

_SHOWN = 5
# The parts of so many stories are held until they are written; others are unpacked again. 40 parts
# of stories of some ten articles take 100 MB.
_FEW = 40


@dataclass
class _Change:
    """What one run has to do over. homes: stories by the document that names their core; again:
    those on whose records somebody judged; actors, spoken: of the case, and documents, the same."""

    touched: set[str]
    removed: set[str]
    homes: set[str] = field(default_factory=set)
    again: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    spoken: set[str] = field(default_factory=set)


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
    claims.forget(connection, change.removed)
    former = _indexed(connection, change)
    _placed(connection, change, former)
    changed = _related(connection, change, judgements, settings)
    renamed_homes, changes = join(
        connection,
        changed.left | change.actors,
        changed.came,
        judgements,
        bool(change.actors or change.again),
    )
    documents = _documents(connection, changed.homes)
    forget_copies(connection, documents, change.touched | change.removed | change.spoken)
    former_stories = claims.stories_of(connection, documents | change.removed)
    _written(connection, changed, renamed_homes - changed.homes, judgements)
    place_parts_of(connection, changes)
    find_copies(connection, documents, judgements, settings)
    if claims.ready(connection):
        claims.keep(connection, documents, former_stories)
    else:
        claims.prepare(connection)
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
        claims.begin(connection)
        every = {row["document"] for row in run(connection, "every_document")}
        return _Change(every, set())
    waiting = {row["document"] for row in run(connection, "analyses_pending")}
    change = _Change(waiting, removed)
    known = set(json.loads(state["judgements"]))
    for judgement in judgements:
        if judgement.id not in known:
            names = sorted(_spoken_of(judgement, judgements))
            found = [_judged(connection, name, change) for name in names]
            if names and not any(found):
                # rejected before, or an outlet's own sentence: nothing tells where it stood
                everywhere = run(connection, "every_home").fetchall()
                change.again.update(row["home"] for row in everywhere)
    return change


def _judged(connection: sqlite3.Connection, name: str, change: _Change) -> bool:
    """Notes what a judgement on a record touches: its story, and an actor of the case.

    Whether there is such a record.
    """
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
        return True
    if name.startswith("d-"):
        change.spoken.add(name)
    found = run(connection, "homes_of_record", {"id": name}).fetchall()
    change.again.update(row["home"] for row in found)
    return bool(found)


def _spoken_of(judgement: Judgement, judgements: Iterable[Judgement]) -> set[str]:
    """The records that a judgement is on, or that the one it undoes was on.

    None of one that changes nothing, such as what a reader says of a sample.
    """
    meant = [one for one in judgements if one.id == judgement.undoes] or [judgement]
    altering = [one for one in meant if not one.verdict.startswith(("audit: ", "one matter"))]
    return {name for one in altering for name in corrections.spoken_of(one)}


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
    """homes: stories that were related anew or are no more; lost: those of them that documents
    left; parts: what some of them yield. left: the case's actors that stories of theirs were;
    came: the stories' actors that are new."""

    homes: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    parts: dict[str, Ledger] = field(default_factory=dict)
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
        if held is not None and not set(json.loads(held["documents"])) <= set(documents):
            done.lost.add(home)
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
            if len(done.parts) < _FEW:
                done.parts[home] = part.ledger
            claims.keep_vectors(connection, part.ledger.statements, analyses)
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
        forget(connection, row)
    for name in sorted(told):
        body, its_keys = told[name]
        if held := run(connection, "story_actor", {"id": name}).fetchone():
            # it comes from another story that is yet to be looked at
            if held["actor"] is not None:
                done.left.add(held["actor"])
            forget(connection, held)
        given: dict[str, object] = {"id": name, "home": home, "actor": None, "body": body}
        run(connection, "put_story_actor", given)
        for key in its_keys:
            named = across.id_of(key)
            run(connection, "put_actor_key", {"key": key, "story_actor": name, "named": named})
        fresh.add(name)


def _written(
    connection: sqlite3.Connection,
    related: _Related,
    others: set[str],
    judgements: Sequence[Judgement],
) -> None:
    """Writes the rows of stories that were related anew, and of others whose actors have new ids.

    With them those whose matters people joined with others. What is no more of a story that
    documents left is deleted before anything is inserted: they may have moved to another.
    """
    parts = Parts(connection, related.parts)
    joined = Joined(connection, parts, related.homes | others, judgements)
    first = related.lost | joined.homes
    for home in sorted(first):
        differences.delete(connection, *_rows_of_part(connection, home, parts, joined))
    for home in sorted(related.homes | others | joined.homes):
        before, after = _rows_of_part(connection, home, parts, joined)
        if home not in first:
            differences.delete(connection, before, after)
        differences.insert(connection, before, after)
        if nearness.members(connection, "home", home):
            known_as = known_as_of(connection, home)
            given: dict[str, object] = {"home": home, "written": records.canonical(known_as)}
            run(connection, "settle_part", given)
        else:
            run(connection, "forget_part", {"home": home})
    joined.keep(connection)


def _rows_of_part(
    connection: sqlite3.Connection, home: str, parts: Parts, joined: Joined
) -> tuple[Keyed, Keyed]:
    """The rows that a story has in the tables and those that it should have, the same left out."""
    held = run(connection, "part_of_home", {"home": home}).fetchone()
    old = new = Ledger(hearsay="", model="")
    if held is not None and held["body"] is not None:
        old = renamed(content.unpacked_part(held["body"]), json.loads(held["written"]))
        old = replace(old, matters=joined.was.get(home, old.matters))
    if (now := parts.of(home)) is not None:
        new = replace(now, matters=joined.now.get(home, now.matters))
    old, new = differences.apart(old, new)
    return _keyed(old), _keyed(new)


def _keyed(part: Ledger) -> Keyed:
    """A part's rows, without those of its actors, which may be of other stories too."""
    every = rows.rows_of(part)
    for table in ("ledger", "actors", "aliases"):
        every.pop(table, None)
    return differences.keyed(every)


def _documents(connection: sqlite3.Connection, homes: set[str]) -> set[str]:
    return {name for home in homes for name in nearness.members(connection, "home", home)}


def _refuse(problems: Iterable[str]) -> None:
    found = list(problems)
    if found:
        shown = "; ".join(found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise BadRecord(f"{shown}{more}. Nothing was written.")
