"""The ledger as JSON, format 1: the contract between hearsay and other tools, read back here.

Takes a `Ledger`, gives one object with one list a kind of record, one record a line, so that two
exports can be compared by `diff`; and the reverse. `loads(dumps(x)) == x`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from hearsay import records
from hearsay.confirmations import MACHINE_READ, Confirmations
from hearsay.confirmations import told as checked
from hearsay.errors import InputError
from hearsay.exports.export import Export
from hearsay.types import Ledger

FORMAT = 1

_STANCES = ("affirms", "denies", "leaves_open")
_SEARCHED = ("documents", "first", "last")
Plain = dict[str, Any]


def plain(ledger: Ledger, with_text: bool = True) -> Plain:
    """The export as plain lists and dicts, fields in the order of the format.

    `checked` tells who confirmed a record; it is derived from the judgements and not read back.

    Without text, what repeats the articles' words is left out: texts, propositions that are a
    statement's words, labels of events, what figures count, occasions, and the details of reasons.
    """
    told = {"format": FORMAT, **records.plain(ledger)}
    _mark(told, ledger)
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


def _mark(told: Plain, ledger: Ledger) -> None:
    """Says of every record whether a person has confirmed it: `checked`."""
    said = Confirmations.of(ledger)
    statements = {statement.id: statement for statement in ledger.statements}
    for name in ("documents", "stories"):
        for record in told[name]:
            record["checked"] = MACHINE_READ
    for name in ("statements", "figures"):
        for record in told[name]:
            record["checked"] = checked(said.record(record["id"]))
    for record, actor in zip(told["actors"], ledger.actors, strict=True):
        record["checked"] = checked(said.actor(actor))
    for record, event in zip(told["events"], ledger.events, strict=True):
        record["checked"] = checked(said.event(event))
    for record, told_as in zip(told["utterances"], ledger.utterances, strict=True):
        record["checked"] = checked(said.utterance(told_as))
    for record, copy in zip(told["copies"], ledger.copies, strict=True):
        record["checked"] = checked(said.copy(copy))
    for record, matter in zip(told["matters"], ledger.matters, strict=True):
        record["checked"] = checked(said.matter(matter))
        for inner, side in zip(record["sides"], matter.sides, strict=True):
            inner["checked"] = checked(said.side(matter, side))
        for inner, pair in zip(record["oppositions"], matter.oppositions, strict=True):
            inner["checked"] = checked(said.opposition(pair))
    for record, accusation in zip(told["accusations"], ledger.accusations, strict=True):
        record["checked"] = checked(said.accusation(accusation, statements))
        for inner, response in zip(record["responses"], accusation.responses, strict=True):
            inner["checked"] = checked(said.answer(accusation, response))


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
