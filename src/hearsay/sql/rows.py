"""A ledger as the rows of the case file's tables, and back.

Takes a `Ledger`, gives rows by table and column name (or the reverse), exactly as `sql/schema.sql`
has them; leaves running SQL to `Case`. `ledger_of(rows_of(x)) == x` for every sorted ledger.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from hearsay import records
from hearsay.entries import words
from hearsay.identity import number
from hearsay.types import (
    Accusation,
    Actor,
    Copy,
    Document,
    Event,
    Figure,
    Judgement,
    Ledger,
    Matter,
    Mention,
    Source,
    Statement,
    Story,
    Utterance,
)

Row = Mapping[str, Any]
Rows = dict[str, list[dict[str, Any]]]
Fetch = Callable[[str], Sequence[Row]]
Record = TypeVar("Record")

STANCES = ("affirms", "denies", "leaves_open")


def in_order(ledger: Ledger) -> Ledger:
    """The same ledger with every list in its one order: by id, or by what stands for an id."""
    by_id: Callable[[Any], str] = lambda record: record.id  # noqa: E731
    return replace(
        ledger,
        documents=tuple(sorted(ledger.documents, key=by_id)),
        actors=tuple(
            replace(actor, mentions=tuple(sorted(actor.mentions)))
            for actor in sorted(ledger.actors, key=by_id)
        ),
        statements=tuple(sorted(ledger.statements, key=by_id)),
        figures=tuple(sorted(ledger.figures, key=by_id)),
        events=tuple(sorted(ledger.events, key=by_id)),
        matters=tuple(sorted(ledger.matters, key=by_id)),
        accusations=tuple(sorted(ledger.accusations, key=lambda a: (a.statement, a.accused))),
        utterances=tuple(sorted(ledger.utterances, key=by_id)),
        stories=tuple(sorted(ledger.stories, key=by_id)),
        copies=tuple(sorted(ledger.copies, key=lambda c: (c.documents, c.kind, c.passages))),
        sources=tuple(sorted(ledger.sources, key=lambda source: source.outlet)),
        judgements=tuple(sorted(ledger.judgements, key=by_id)),
    )


def rows_of(ledger: Ledger) -> Rows:
    """Every table's rows but the judgements', which are appended one by one."""
    texts = {document.id: document.text for document in ledger.documents}
    rows: Rows = {"ledger": [{"one": 1, "hearsay": ledger.hearsay, "model": ledger.model}]}

    def add(table: str, row: dict[str, Any]) -> None:
        rows.setdefault(table, []).append(row)

    def add_each(table: str, owner: dict[str, Any], column: str, values: Iterable[Any]) -> None:
        for position, value in enumerate(values):
            add(table, {**owner, "position": position, column: value})

    def add_mentions(table: str, owner: dict[str, Any], mentions: Iterable[Mention]) -> None:
        for position, mention in enumerate(mentions):
            add(table, {**owner, "position": position, **_place(mention, texts)})

    for document in ledger.documents:
        add("documents", {"number": number(document.id), **_flat(document)})
    for actor in ledger.actors:
        add("actors", actor_row(actor))
        add_each("aliases", {"actor": actor.id}, "alias", actor.aliases)
        for mention in actor.mentions:
            # no rank: a mention more must not renumber those of a thousand other articles
            at = number(mention.document, mention.span.start, mention.span.end)
            add("mentions", {"actor": actor.id, "position": at, **_place(mention, texts)})
    actors = {actor.id for actor in ledger.actors}
    for statement in ledger.statements:
        said = words(texts[statement.document], statement.content)
        flat = _flat(statement, "via", "target", "about")
        add("statements", {"number": number(statement.id), **flat, "words": said})
        for part in ("via", "target", "about"):
            for position, name in enumerate(getattr(statement, part)):
                who = (
                    {"actor": name, "name": None}
                    if name in actors
                    else {"actor": None, "name": name}
                )
                owner = {"statement": statement.id, "part": part, "position": position}
                add("statement_actors", {**owner, **who})
    for figure in ledger.figures:
        add("figures", _figure_row(figure, texts[figure.document]))
    for event in ledger.events:
        add("events", _flat(event, "sources", "targets", "mentions", "statements"))
        add_each("event_actors", {"event": event.id, "part": "source"}, "actor", event.sources)
        add_each("event_actors", {"event": event.id, "part": "target"}, "actor", event.targets)
        add_mentions("event_mentions", {"event": event.id}, event.mentions)
        add_each("event_statements", {"event": event.id}, "statement", event.statements)
    for matter in ledger.matters:
        add("matters", _flat(matter, "sides", "oppositions", *STANCES))
        for position, side in enumerate(matter.sides):
            add("sides", {"matter": matter.id, "position": position, **_flat(side)})
        for position, opposition in enumerate(matter.oppositions):
            add("oppositions", {"matter": matter.id, "position": position, **_flat(opposition)})
        for stance in STANCES:
            add(
                "support", {"matter": matter.id, "stance": stance, **_flat(getattr(matter, stance))}
            )
    for accusation in ledger.accusations:
        at = number(accusation.statement, accusation.accused)
        searched, first, last = accusation.searched
        counted = {"searched_documents": searched, "searched_first": first, "searched_last": last}
        add(
            "accusations",
            {"number": at, **_flat(accusation, "responses", "searched"), **counted},
        )
        for position, response in enumerate(accusation.responses):
            add("responses", {"accusation": at, "position": position, **_flat(response)})
    for utterance in ledger.utterances:
        add("utterances", _flat(utterance, "statements"))
        owner = {"utterance": utterance.id}
        add_each("utterance_statements", owner, "statement", utterance.statements)
    for story in ledger.stories:
        add("stories", _flat(story, "documents"))
        add_each("story_documents", {"story": story.id}, "document", story.documents)
    for copy in ledger.copies:
        at = number(copy.kind, *copy.documents)
        add("copies", {"number": at, **_flat(copy, "documents", "passages")})
        add_each("copy_documents", {"copy": at}, "document", copy.documents)
        for position, passage in enumerate(copy.passages):
            place = _place(passage, texts)
            del place["words"]
            add("copy_passages", {"copy": at, "position": position, **place})
    rows["sources"] = source_rows(ledger.sources)
    return rows


def actor_row(actor: Actor) -> dict[str, Any]:
    """The row of one actor, without its aliases and mentions."""
    return _flat(actor, "aliases", "mentions")


def source_rows(told: Iterable[Source]) -> list[dict[str, Any]]:
    """The rows of sources, by outlet."""
    return [_flat(source) for source in sorted(told, key=lambda one: one.outlet)]


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """The row of one judgement; "by" and "at" are words of SQL's own."""
    row = _flat(judgement, "by", "at")
    return {**row, "judged_by": judgement.by, "judged_at": judgement.at}


def judgement_of(row: Row) -> Judgement:
    """The judgement of a row."""
    return Judgement(
        id=row["id"],
        subject=row["subject"],
        verdict=row["verdict"],
        by=row["judged_by"],
        at=row["judged_at"],
        why=row["why"],
        undoes=row["undoes"],
    )


def ledger_of(fetch: Fetch, empty: Ledger) -> Ledger:
    """The ledger whose rows `fetch` gives by table; `empty` where none was ever written.

    Raises ValueError where the rows are not those of a ledger.
    """
    head = fetch("ledger")
    judgements = sorted(map(judgement_of, fetch("judgements")), key=lambda one: one.id)
    found = replace(
        empty,
        hearsay=head[0]["hearsay"] if head else empty.hearsay,
        model=head[0]["model"] if head else empty.model,
        documents=tuple(document_of(row) for row in fetch("documents")),
        actors=actors_of(fetch),
        statements=statements_of(fetch),
        figures=tuple(map(_figure_of, fetch("figures"))),
        events=_events_of(fetch),
        matters=matters_of(fetch),
        accusations=_accusations_of(fetch),
        utterances=_owners(Utterance, fetch, "utterances", "utterance", "statement"),
        stories=_owners(Story, fetch, "stories", "story", "document"),
        copies=_copies_of(fetch),
        sources=sources_of(fetch),
        judgements=tuple(judgements),
    )
    return in_order(found)


def document_of(row: Row) -> Document:
    """The document of a row."""
    return _record(Document, row)


def statements_of(fetch: Fetch) -> tuple[Statement, ...]:
    """The statements alone."""
    parts: dict[tuple[str, str], list[str]] = {}
    for row in fetch("statement_actors"):
        name = row["name"] if row["actor"] is None else row["actor"]
        parts.setdefault((row["statement"], row["part"]), []).append(name)
    return tuple(
        _record(
            Statement,
            row,
            **{part: parts.get((row["id"], part), []) for part in ("via", "target", "about")},
        )
        for row in fetch("statements")
    )


# Columns that hold a list as JSON.
_JSON = frozenset(
    {"origins", "boilerplate", "because", "source", "cue", "content", "flags"}
    | {"outlets", "texts", "parties"}
)


def _flat(record: Any, *elsewhere: str) -> dict[str, Any]:
    """The record's own columns: lists as JSON, without the fields that stand elsewhere."""
    return {
        name: records.canonical(value) if name in _JSON else value
        for name, value in records.plain(record).items()
        if name not in elsewhere
    }


def _plain(row: Row) -> dict[str, Any]:
    """The row with its JSON columns read."""
    return {name: json.loads(value) if name in _JSON else value for name, value in row.items()}


def _record(kind: type[Record], row: Row, **elsewhere: Any) -> Record:
    """The record of a row and of the plain values that stand elsewhere."""
    return records.typed(kind, {**_plain(row), **elsewhere})


def _children(fetch: Fetch, table: str, owner: str) -> Callable[[Any], list[dict[str, Any]]]:
    """The rows of a table by whom they belong to, in their order."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in fetch(table):
        found.setdefault(row[owner], []).append(_plain(row))
    return lambda name: found.get(name, [])


def _place(mention: Mention, texts: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a mention."""
    span = mention.span
    return {
        "document": mention.document,
        "span_start": span.start,
        "span_end": span.end,
        "words": span.of(texts[mention.document]),
    }


def _places(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The plain mentions of such columns."""
    return [
        {"document": row["document"], "span": [row["span_start"], row["span_end"]]} for row in rows
    ]


def actors_of(fetch: Fetch) -> tuple[Actor, ...]:
    """The actors alone."""
    aliases = _children(fetch, "aliases", "actor")
    mentions = _children(fetch, "mentions", "actor")
    return tuple(
        _record(
            Actor,
            row,
            aliases=[alias["alias"] for alias in aliases(row["id"])],
            mentions=_places(mentions(row["id"])),
        )
        for row in fetch("actors")
    )


def _figure_row(figure: Figure, text: str) -> dict[str, Any]:
    row = _flat(figure, "span", "of", "group")
    return {
        **row,
        "span_start": figure.span.start,
        "span_end": figure.span.end,
        "words": figure.span.of(text),
        "counted": figure.of,
        "quantity": figure.group,
    }


def _figure_of(row: Row) -> Figure:
    span = [row["span_start"], row["span_end"]]
    return _record(Figure, row, span=span, of=row["counted"], group=row["quantity"])


def _events_of(fetch: Fetch) -> tuple[Event, ...]:
    actors = _children(fetch, "event_actors", "event")
    mentions = _children(fetch, "event_mentions", "event")
    statements = _children(fetch, "event_statements", "event")
    return tuple(
        _record(
            Event,
            row,
            sources=[one["actor"] for one in actors(row["id"]) if one["part"] == "source"],
            targets=[one["actor"] for one in actors(row["id"]) if one["part"] == "target"],
            mentions=_places(mentions(row["id"])),
            statements=[one["statement"] for one in statements(row["id"])],
        )
        for row in fetch("events")
    )


def matters_of(fetch: Fetch) -> tuple[Matter, ...]:
    """The matters alone, by id."""
    sides = _children(fetch, "sides", "matter")
    oppositions = _children(fetch, "oppositions", "matter")
    support = _children(fetch, "support", "matter")
    return tuple(
        _record(
            Matter,
            row,
            sides=sides(row["id"]),
            oppositions=oppositions(row["id"]),
            **{counted["stance"]: counted for counted in support(row["id"])},
        )
        for row in fetch("matters")
    )


def sources_of(fetch: Fetch) -> tuple[Source, ...]:
    """What users say of outlets, by outlet."""
    return tuple(_record(Source, row) for row in fetch("sources"))


def _accusations_of(fetch: Fetch) -> tuple[Accusation, ...]:
    responses = _children(fetch, "responses", "accusation")
    return tuple(
        _record(
            Accusation,
            row,
            responses=responses(row["number"]),
            searched=[row["searched_documents"], row["searched_first"], row["searched_last"]],
        )
        for row in fetch("accusations")
    )


def _owners(
    kind: type[Record], fetch: Fetch, table: str, owner: str, owned: str
) -> tuple[Record, ...]:
    """Records that hold a list of others: utterances their statements, stories their documents."""
    members = _children(fetch, f"{owner}_{owned}s", owner)
    return tuple(
        _record(kind, row, **{f"{owned}s": [member[owned] for member in members(row["id"])]})
        for row in fetch(table)
    )


def _copies_of(fetch: Fetch) -> tuple[Copy, ...]:
    documents = _children(fetch, "copy_documents", "copy")
    passages = _children(fetch, "copy_passages", "copy")
    return tuple(
        _record(
            Copy,
            row,
            documents=[one["document"] for one in documents(row["number"])],
            passages=_places(passages(row["number"])),
        )
        for row in fetch("copies")
    )
