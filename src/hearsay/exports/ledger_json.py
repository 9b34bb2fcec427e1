"""The ledger as JSON, format 1: the contract between hearsay and other tools, read back here.

Takes a `Ledger`, gives one object with one list a kind of record, one record a line, so that two
exports can be compared by `diff`; and the reverse. `loads(dumps(x)) == x`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hearsay import records
from hearsay.confirmations import MACHINE_READ, Confirmations
from hearsay.confirmations import told as checked
from hearsay.errors import InputError
from hearsay.exports.export import Export
from hearsay.types import (
    Accusation,
    Actor,
    Copy,
    Document,
    Event,
    Figure,
    Ledger,
    Matter,
    Statement,
    Story,
    Utterance,
)

FORMAT = 1

_STANCES = ("affirms", "denies", "leaves_open")
_MARKED = (
    "documents", "actors", "statements", "figures", "events", "matters", "accusations",
    "utterances", "stories", "copies",
)  # fmt: skip
"""Lists whose records a program read; judgements and sources are a person's own."""
_SEARCHED = ("documents", "first", "last")
Plain = dict[str, Any]


def plain(ledger: Ledger, with_text: bool = True) -> Plain:
    """The export as plain lists and dicts, fields in the order of the format.

    `checked` tells who confirmed a record; it is derived from the judgements and not read back.

    Without text, what repeats the articles' words is left out: texts, propositions that are a
    statement's words, labels of events, what figures count, occasions, and the details of reasons.
    """
    told = {"format": FORMAT, **records.plain(ledger)}
    every = rows((one for name in _MARKED for one in getattr(ledger, name)), ledger)
    for name in _MARKED:
        told[name], every = every[: len(told[name])], every[len(told[name]) :]
    for matter in told["matters"]:
        matter["support"] = {stance: matter.pop(stance) for stance in _STANCES}
    for accusation in told["accusations"]:
        accusation["searched"] = dict(zip(_SEARCHED, accusation["searched"], strict=True))
    if not with_text:
        for document in told["documents"]:
            del document["text"]
        for matter in told["matters"]:
            if matter["proposition_statement"] is not None:
                del matter["proposition"]
        for event in told["events"]:
            del event["label"]
        for figure in told["figures"]:
            figure["of"] = None
        for statement in told["statements"]:
            statement["occasion"] = None
        _drop_details(told)
    return told


def rows(found: Iterable[Any], ledger: Ledger) -> list[Plain]:
    """Some of the ledger's records as plain values, each with `checked`: who confirmed it.

    The sides and oppositions of a matter and the responses to an accusation have it as well.
    """
    said = Confirmations.of(ledger)
    statements = {statement.id: statement for statement in ledger.statements}
    return [_row(record, said, statements) for record in found]


def _row(record: Any, said: Confirmations, statements: Mapping[str, Statement]) -> Plain:
    """A record as plain values that says whether a person has confirmed it."""
    row: Plain = records.plain(record)
    match record:
        case Statement() | Figure():
            row["checked"] = checked(said.record(record.id))
        case Actor():
            row["checked"] = checked(said.actor(record))
        case Event():
            row["checked"] = checked(said.event(record))
        case Utterance():
            row["checked"] = checked(said.utterance(record))
        case Copy():
            row["checked"] = checked(said.copy(record))
        case Matter():
            row["checked"] = checked(said.matter(record))
            for inner, side in zip(row["sides"], record.sides, strict=True):
                inner["checked"] = checked(said.side(record, side))
            for inner, pair in zip(row["oppositions"], record.oppositions, strict=True):
                inner["checked"] = checked(said.opposition(pair))
        case Accusation():
            row["checked"] = checked(said.accusation(record, statements))
            for inner, response in zip(row["responses"], record.responses, strict=True):
                inner["checked"] = checked(said.answer(record, response))
        case Document() | Story():
            row["checked"] = MACHINE_READ
    return row


def dumps(ledger: Ledger, with_text: bool = True) -> bytes:
    """The export as UTF-8."""
    return "".join(_lines(plain(ledger, with_text))).encode("utf-8")


def loads(data: bytes) -> Ledger:
    """The ledger of an export. Text that was left out comes back empty.

    Raises InputError for anything else than an export of this format, naming the place.
    """
    try:
        told = json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"Not a ledger: not JSON ({error}). Give a `hearsay export`.") from None
    if not isinstance(told, dict) or "format" not in told:
        raise InputError("Not a ledger: no object with a `format`. Give a `hearsay export`.")
    if told["format"] != FORMAT:
        raise InputError(
            f"A ledger of format {told['format']!r}; this hearsay reads {FORMAT}. Update hearsay."
        )
    try:
        return records.typed(Ledger, _undo(told), "ledger")
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(f"Not a ledger of format {FORMAT}: {error}.") from None


def _lines(told: Plain) -> Iterator[str]:
    """JSON text, a list's records one a line."""
    for number, (name, value) in enumerate(told.items()):
        yield ("{\n" if number == 0 else ",\n") + f"{json.dumps(name)}: "
        if isinstance(value, list):
            yield "[" + ",".join("\n" + _json(record) for record in value) + "\n]"
        else:
            yield _json(value)
    yield "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _drop_details(value: Any) -> None:
    """Takes `detail` out of every reason below."""
    if isinstance(value, dict):
        for reason in value.get("because") or []:
            del reason["detail"]
        for inner in value.values():
            _drop_details(inner)
    elif isinstance(value, list):
        for inner in value:
            _drop_details(inner)


def _undo(told: Plain) -> Plain:
    """The plain ledger of a plain export; `told` is left as it was."""
    changed = {
        "documents": _each(told, "documents", lambda document: {"text": "", **document}),
        "events": _each(told, "events", lambda event: {"label": "", **event}),
        "matters": _each(
            told,
            "matters",
            lambda matter: {"proposition": "", **matter, **matter.get("support", {})},
        ),
        "accusations": _each(
            told,
            "accusations",
            lambda one: {**one, "searched": [one["searched"][part] for part in _SEARCHED]},
        ),
    }
    restored: Plain = _with_details({**told, **changed})
    return restored


def _each(told: Plain, name: str, change: Callable[[Plain], Plain]) -> list[Plain]:
    return [change(record) for record in told.get(name, [])]


def _with_details(value: Any) -> Any:
    """The same with an empty `detail` in every reason that has none."""
    if isinstance(value, dict):
        return {
            name: [{"detail": "", **reason} for reason in inner]
            if name == "because" and isinstance(inner, list)
            else _with_details(inner)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_with_details(inner) for inner in value]
    return value


EXPORT = Export("json", ".json", dumps)
