"""The ledger as flat tables: one CSV a list, the quoted words beside every record, and a codebook.

Takes a `Ledger`, gives a zip of CSV files (or the tables themselves, for DataFrames and folders).
Ids stay beside names, so that tables can be joined; several values in one cell stand apart by
" | ". Which columns a table has, and what each means, is told in `codebook.json` alone.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from hearsay.confirmations import MACHINE_READ, Confirmations
from hearsay.confirmations import told as checked
from hearsay.entries import Entry, denials, entries, named, names, speaker
from hearsay.exports.export import Export
from hearsay.links.denials import CERTAIN
from hearsay.types import Ledger, Matter, Mention, Reason, Response, Span

APART = " | "

# Columns that repeat the articles' words: left out of an export without text.
QUOTING = frozenset(
    {
        "text",
        "words",
        "cue_words",
        "source_words",
        "denial_words",
        "claim_words",
        "response_words",
        "denied_by_words",
    }
)

# The same, in one table only.
QUOTING_IN = frozenset({("events", "label"), ("figures", "of"), ("statements", "occasion")})

# A spreadsheet runs a cell that starts so as a formula; a headline must not run anything.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The earliest time a zip can tell: the same ledger gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the names of its columns, its rows of strings, numbers and None."""

    name: str
    header: list[str]
    rows: list[tuple[Any, ...]]


def tables(ledger: Ledger, with_text: bool = True) -> list[Table]:
    """Every table, in the order of the codebook, which is the last."""
    rows = _rows(ledger, with_text)
    headers = {
        name: [
            column
            for column in columns
            if with_text or not (column in QUOTING or (name, column) in QUOTING_IN)
        ]
        for name, columns in codebook().items()
    }
    rows["codebook"] = [
        {"table": name, "column": column, "meaning": codebook()[name][column]}
        for name, header in headers.items()
        for column in header
    ]
    return [
        Table(name, header, [tuple(row[column] for column in header) for row in rows[name]])
        for name, header in headers.items()
    ]


def dumps(ledger: Ledger, with_text: bool = True) -> bytes:
    """A zip with one CSV a table."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files(ledger, with_text):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return held.getvalue()


def write_folder(ledger: Ledger, folder: Path, with_text: bool = True) -> list[Path]:
    """The same as files in a folder, made if need be; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in files(ledger, with_text):
        path = folder / name
        path.write_bytes(data)
        written.append(path)
    return written


def files(ledger: Ledger, with_text: bool = True) -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes: UTF-8 with the mark that spreadsheets know it by, RFC 4180."""
    for table in tables(ledger, with_text):
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(table.header)
        writer.writerows([_cell(value) for value in row] for row in table.rows)
        yield f"{table.name}.csv", text.getvalue().encode("utf-8-sig")


@cache
def codebook() -> dict[str, dict[str, str]]:
    """What each column of each table means."""
    book = resources("hearsay.exports") / "codebook.json"
    told: dict[str, dict[str, str]] = json.loads(book.read_text(encoding="utf-8"))
    return told


def _cell(value: Any) -> str:
    """What a cell shows: an apostrophe before what a spreadsheet would run as a formula."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    shown = str(value)
    return f"'{shown}" if isinstance(value, str) and shown.startswith(_FORMULA) else shown


def _rows(ledger: Ledger, with_text: bool) -> dict[str, list[Row]]:
    """Every table's rows; more fields than the codebook lists do no harm."""
    name_of = names(ledger)
    by_id = {document.id: document for document in ledger.documents}
    said = {entry.id: entry for entry in entries(ledger)}
    labels = {event.id: event.label for event in ledger.events}
    flat = _Flat(with_text)
    sure = Confirmations.of(ledger)
    by_statement = {statement.id: statement for statement in ledger.statements}
    denied = denials(ledger)

    def quoted(mentions: Iterable[Mention]) -> str:
        return APART.join(mention.span.of(by_id[mention.document].text) for mention in mentions)

    def told(statements: Iterable[str]) -> str:
        return APART.join(said[one].words for one in statements)

    return {
        "documents": [{**flat(document), "checked": MACHINE_READ} for document in ledger.documents],
        "actors": [
            {
                **flat(one),
                "part_of_name": None if one.part_of is None else name_of[one.part_of],
                "checked": checked(sure.actor(one)),
            }
            for one in ledger.actors
        ],
        "mentions": [
            {
                "actor": actor.id,
                "actor_name": actor.name,
                "document": mention.document,
                "path": by_id[mention.document].path,
                "start": mention.span.start,
                "end": mention.span.end,
                "words": quoted([mention]),
                "checked": checked(sure.actor(actor)),
            }
            for actor in ledger.actors
            for mention in actor.mentions
        ],
        "statements": [
            {
                **flat(one),
                **_told(said[one.id]),
                "denied_by": APART.join(denied.get(one.id, ())),
                "denied_by_words": told(denied.get(one.id, ())),
                "checked": checked(sure.record(one.id)),
            }
            for one in ledger.statements
        ],
        "figures": [
            {
                **flat(one),
                "path": by_id[one.document].path,
                "outlet": by_id[one.document].outlet,
                "words": one.span.of(by_id[one.document].text),
                "speaker_name": speaker(
                    name_of,
                    one.speaker,
                    one.speaker_label,
                    by_id[one.document].outlet or "the outlet",
                ),
                "event_label": None if one.event is None else labels[one.event],
                "checked": checked(sure.record(one.id)),
            }
            for one in ledger.figures
        ],
        "events": [
            {
                **flat(one),
                "source_names": APART.join(named(name_of, one.sources)),
                "target_names": APART.join(named(name_of, one.targets)),
                "words": quoted(one.mentions),
                "checked": checked(sure.event(one)),
            }
            for one in ledger.events
        ],
        "matters": [
            {**_matter(one, flat, name_of, with_text), "checked": checked(sure.matter(one))}
            for one in ledger.matters
        ],
        "sides": [
            {
                **flat(side),
                "matter": matter.id,
                "proposition": _proposition(matter, with_text),
                "speaker_name": said[side.statement].speaker,
                "outlet": said[side.statement].outlet,
                "published": said[side.statement].published,
                "words": said[side.statement].words,
                "checked": checked(sure.side(matter, side)),
            }
            for matter in ledger.matters
            for side in matter.sides
        ],
        "oppositions": [
            {
                **flat(pair),
                "matter": matter.id,
                "denial_speaker": said[pair.denial].speaker,
                "denial_words": said[pair.denial].words,
                "claim_speaker": said[pair.claim].speaker,
                "claim_words": said[pair.claim].words,
                "shown_as": "denies" if pair.confidence >= CERTAIN else "possibly denies",
                "checked": checked(sure.opposition(pair)),
            }
            for matter in ledger.matters
            for pair in matter.oppositions
        ],
        "accusations": [
            {
                **flat(one),
                "speaker_name": said[one.statement].speaker,
                "words": said[one.statement].words,
                "accused_name": name_of[one.accused],
                "response_words": told(response.statement for response in one.responses),
                "searched_documents": one.searched[0],
                "searched_first": one.searched[1],
                "searched_last": one.searched[2],
                "checked": checked(sure.accusation(one, by_statement)),
            }
            for one in ledger.accusations
        ],
        "utterances": [
            {
                **flat(one),
                "words": told(one.statements),
                "checked": checked(sure.utterance(one)),
            }
            for one in ledger.utterances
        ],
        "stories": [{**flat(one), "checked": MACHINE_READ} for one in ledger.stories],
        "copies": [
            {
                **flat(one),
                "paths": APART.join(by_id[name].path for name in one.documents),
                "words": quoted(one.passages[:1]),
                "checked": checked(sure.copy(one)),
            }
            for one in ledger.copies
        ],
        "sources": [flat(source) for source in ledger.sources],
        "judgements": [flat(one) for one in ledger.judgements],
    }


class _Flat:
    """Turns a record into a row: a field a cell."""

    def __init__(self, with_text: bool) -> None:
        self._with_text = with_text

    def __call__(self, record: Any) -> Row:
        return {each.name: self._value(getattr(record, each.name)) for each in fields(record)}

    def _value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return APART.join(self._part(part) for part in value)
        return self._part(value) if isinstance(value, Span) else value

    def _part(self, part: Any) -> str:
        """One of several values in a cell."""
        match part:
            case Span(start, end):
                return f"{start}-{end}"
            case Mention(document, span):
                return f"{document}:{span.start}-{span.end}"
            case Reason(rule, detail, _):
                return f"{rule}: {detail}" if self._with_text and detail else rule
            case Response(statement, kind):
                return f"{statement} {kind}"
        return str(part)


def _told(entry: Entry) -> Row:
    """What an entry adds to its statement's row."""
    return {
        "path": entry.path,
        "outlet": entry.outlet,
        "published": entry.published,
        "speaker_name": entry.speaker,
        "via": APART.join(entry.via),
        "words": entry.words,
        "cue_words": entry.cue,
        "source_words": entry.source,
        "target_names": APART.join(entry.target),
        "about_names": APART.join(entry.about),
    }


def _proposition(matter: Matter, with_text: bool) -> str | None:
    """What the matter is about, unless that is an article's words and none may be told."""
    return matter.proposition if with_text or matter.proposition_statement is None else None


def _matter(matter: Matter, flat: _Flat, name_of: dict[str, str], with_text: bool) -> Row:
    row = {**flat(matter), "proposition": _proposition(matter, with_text)}
    stances: Sequence[str] = [side.stance for side in matter.sides]
    for stance in ("affirms", "denies", "leaves_open"):
        row[f"{stance}_statements"] = stances.count(stance)
        support = getattr(matter, stance)
        row |= {f"{stance}_{name}": value for name, value in flat(support).items()}
        row[f"{stance}_parties"] = APART.join(named(name_of, support.parties))
    return row


EXPORT = Export("csv", ".zip", dumps)
