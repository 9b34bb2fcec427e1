"""Records as plain JSON values and back: one typed codec for every dataclass of `hearsay.types`.

Takes a dataclass (or plain lists, dicts, strings and numbers), gives the other. A span is
`[start, end]`, a tuple a list, bytes base64, a record an object with every field by name. Leaves
the shape of a whole export to `exports/`, and never unpickles: what is read is checked against the
types, field by field, and an error names the place.
"""

from __future__ import annotations

import base64
import binascii
import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from hearsay.types import Span

Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]
Record = TypeVar("Record")

# Above this a float no longer holds every integer, so 1e300 is not written as 301 digits.
_EXACT = 2**53


def plain(record: Any) -> Any:
    """The record as lists, dicts, strings, numbers, booleans and None."""
    kind: Any = type(record)
    return _encoder(kind)(record)


def typed(kind: type[Record], value: Any, where: str = "") -> Record:
    """The record of class `kind` that `plain` made `value` of.

    Keys that the class does not know are passed over, as fields may be added; a missing field takes
    its default. Raises ValueError where a value does not fit; its message starts with `where`.
    """
    wanted: Any = kind
    try:
        decoded: Record = _decoder(wanted)(value)
    except _Misfit as misfit:
        raise ValueError(f"{where or kind.__name__}{misfit.path}: {misfit}") from None
    return decoded


class _Misfit(Exception):
    """A value that does not fit. path: where in the record, as far as it has come up.

    Told on the way up: a path made beforehand for each of a story's values took a third of the time
    of reading them.
    """

    path = ""

    def within(self, outer: str) -> _Misfit:
        self.path = outer + self.path
        return self


def canonical(value: Any) -> str:
    """One JSON text for equal values: sorted keys, no blanks, characters as they are."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


@cache
def _fields_of(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Each stored field's type and whether it has a default, in the order of the class.

    Fields left out of comparison live only while a step runs and are not stored.
    """
    passing = {f.name for f in fields(kind) if not f.compare}
    hints = get_type_hints(kind, localns={"Reading": Any})
    return {
        f.name: (hints[f.name], f.default is not MISSING or f.default_factory is not MISSING)
        for f in fields(kind)
        if f.name not in passing
    }


def _same(value: Any) -> Any:
    return value


def _number(value: float) -> float | int:
    """A whole number without its '.0', so that 180 people are not 180.0."""
    return int(value) if float(value).is_integer() and abs(value) < _EXACT else float(value)


@cache
def _encoder(kind: Any) -> Encoder:
    """What turns a value of this type into a plain one."""
    if kind is Span:
        return lambda span: [span.start, span.end]
    if kind is bytes:
        return lambda data: base64.b64encode(data).decode("ascii")
    if kind is float:
        return _number
    if is_dataclass(kind) and isinstance(kind, type):
        parts = [(name, _encoder(hint)) for name, (hint, _) in _fields_of(kind).items()]
        return lambda record: {name: encode(getattr(record, name)) for name, encode in parts}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and arguments[-1] is Ellipsis:
        each = _encoder(arguments[0])
        return lambda values: [each(value) for value in values]
    if origin is tuple:
        places = [_encoder(argument) for argument in arguments]
        return lambda values: [e(value) for e, value in zip(places, values, strict=True)]
    if origin in (Union, types.UnionType):
        inner = _encoder(_without_none(arguments))
        return lambda value: None if value is None else inner(value)
    return _same


@cache
def _decoder(kind: Any) -> Decoder:
    """What turns a plain value into one of this type, or raises ValueError."""
    if kind is Span:
        return _span
    if kind is bytes:
        return _bytes
    if kind is float:
        return _float
    if kind in (str, int):
        return lambda value: _exactly(kind, value)
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_decoder(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return lambda value: _one_of(arguments, value)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin in (Union, types.UnionType):
        inner = _decoder(_without_none(arguments))
        return lambda value: None if value is None else inner(value)
    raise TypeError(f"records has no codec for {kind}")


def _without_none(arguments: tuple[Any, ...]) -> Any:
    """The one type of an optional field."""
    rest = [argument for argument in arguments if argument is not type(None)]
    if len(rest) != 1:
        raise TypeError(f"records knows optional fields only, not {rest}")
    return rest[0]


def _record_decoder(kind: Any) -> Decoder:
    parts = [(name, _decoder(hint), bare) for name, (hint, bare) in _fields_of(kind).items()]

    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _Misfit(f"should be an object, not {_seen(value)}")
        given = {}
        name = ""
        try:
            for name, inner, has_default in parts:
                if name in value:
                    given[name] = inner(value[name])
                elif not has_default:
                    break
            else:
                return kind(**given)
        except _Misfit as misfit:
            raise misfit.within(f".{name}") from None
        raise _Misfit(f"has no {name!r}")

    return decode


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if arguments[-1] is Ellipsis:
        each = _decoder(arguments[0])

        def decode_all(value: Any) -> tuple[Any, ...]:
            values = _exactly(list, value)
            found: list[Any] = []
            try:
                for item in values:
                    found.append(each(item))
            except _Misfit as misfit:
                raise misfit.within(f"[{len(found)}]") from None
            return tuple(found)

        return decode_all
    places = [_decoder(argument) for argument in arguments]

    def decode_places(value: Any) -> tuple[Any, ...]:
        if len(_exactly(list, value)) != len(places):
            raise _Misfit(f"should hold {len(places)} values, not {len(value)}")
        found: list[Any] = []
        try:
            for decode, item in zip(places, value, strict=True):
                found.append(decode(item))
        except _Misfit as misfit:
            raise misfit.within(f"[{len(found)}]") from None
        return tuple(found)

    return decode_places


def _exactly(kind: type[Any], value: Any) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        names = {str: "a string", int: "a whole number", list: "a list"}
        raise _Misfit(f"should be {names[kind]}, not {_seen(value)}")
    return value


def _one_of(choices: tuple[Any, ...], value: Any) -> Any:
    if value not in choices:
        raise _Misfit(f"should be one of {', '.join(choices)}, not {_seen(value)}")
    return value


def _float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Misfit(f"should be a number, not {_seen(value)}")
    return float(value)


def _span(value: Any) -> Span:
    both = _exactly(list, value)
    if len(both) != 2 or not all(type(end) is int for end in both) or not 0 <= both[0] <= both[1]:
        raise _Misfit(f"should be [start, end], not {_seen(value)}")
    return Span(both[0], both[1])


def _bytes(value: Any) -> bytes:
    try:
        return base64.b64decode(_exactly(str, value), validate=True)
    except binascii.Error:
        raise _Misfit(f"should be base64, not {_seen(value)}") from None


def _seen(value: Any) -> str:
    """The value, short enough for a message."""
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."
