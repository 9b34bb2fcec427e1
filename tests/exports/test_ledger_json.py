"""The JSON export: the format that others read, and back to the same ledger."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from hearsay.errors import InputError
from hearsay.exports.ledger_json import dumps, loads
from hearsay.types import Ledger, Source
from ledger_samples import COURIER, WHY, ledger, ledgers

# What the format promises of each record; fields may be added, none taken away.
FORMAT = {
    "documents": "id path url title outlet byline published origins language boilerplate revises "
    "text",
    "actors": "id name kind role part_of aliases mentions because",
    "statements": "id document voice parent speaker speaker_label via said_on occasion source cue "
    "content quotation attitude certainty target about flags confidence speaker_confidence",
    "figures": "id document span measure of low high qualifier as_of speaker speaker_label "
    "statement event group revises",
    "events": "id label type mode sources targets date place country place_precision reality "
    "mentions statements",
    "matters": "id proposition proposition_statement sides oppositions support",
    "accusations": "statement accused responses state searched",
    "utterances": "id statements because",
    "stories": "id label documents first last because",
    "copies": "documents kind passages because",
    "sources": "outlet reliability owner because",
    "judgements": "id subject verdict by at why undoes",
}


@settings(max_examples=100, deadline=None)
@given(ledgers())
def test_out_and_in_is_the_same_ledger(told: Ledger) -> None:
    assert loads(dumps(told)) == told


def test_out_in_and_out_is_the_same_bytes() -> None:
    assert dumps(loads(dumps(ledger()))) == dumps(ledger())


def held() -> Ledger:
    """The sample ledger with a source, as a user may set it."""
    return replace(ledger(), sources=(Source("Orvel Courier", "B", "Quay Media", WHY),))


def told(with_text: bool = True) -> dict[str, Any]:
    """The export as anybody's JSON reader sees it."""
    read: dict[str, Any] = json.loads(dumps(held(), with_text))
    return read


def test_every_promised_field_is_there() -> None:
    export = told()
    assert list(export) == ["format", "hearsay", "model", *FORMAT]
    assert export["format"] == 1
    for name, fields in FORMAT.items():
        assert export[name], name
        for record in export[name]:
            assert set(fields.split()) <= set(record), name


def test_nested_records_have_the_shape_of_the_format() -> None:
    export = told()
    matter = export["matters"][0]
    assert set(matter["sides"][0]) == {
        "statement", "stance", "confidence", "because", "checked",
    }  # fmt: skip
    assert set(matter["oppositions"][0]) == {
        "denial", "claim", "confidence", "because", "checked",
    }  # fmt: skip
    assert list(matter["support"]) == ["affirms", "denies", "leaves_open"]
    counted = {"outlets", "texts", "origins_low", "origins_high", "parties", "because"}
    assert set(matter["support"]["denies"]) == counted
    assert export["accusations"][0]["searched"] == {
        "documents": 3,
        "first": "2031-05",
        "last": "2031-05-05",
    }
    assert export["accusations"][0]["responses"] == [
        {"statement": "s-herald-1", "kind": "denies", "checked": "machine-read"}
    ]
    assert matter["because"] == [
        {"rule": "same words", "detail": "the gates at Orvel", "refs": ["x"]}
    ]


def test_spans_are_pairs_of_code_points_into_the_text() -> None:
    export = told()
    document = next(one for one in export["documents"] if one["id"] == "d-courier")
    start, end = export["figures"][0]["span"]
    assert document["text"] == COURIER
    assert document["text"][start:end] == "At least 12 people"
    (start, end) = export["statements"][0]["content"][0]
    assert document["text"][start:end] == "opening the gates at Orvel"


def test_one_record_stands_on_one_line() -> None:
    lines = dumps(held()).decode().splitlines()
    parsed = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"')]
    assert len(parsed) == sum(len(told()[name]) for name in FORMAT)


def test_without_text_no_run_of_the_articles_words_is_left() -> None:
    data = dumps(ledger(), with_text=False).decode()
    for words in ("accused the Reed", "opening the gates", "never touched", "the gates at Orvel"):
        assert words not in data
    assert "text" not in told(with_text=False)["documents"][0]
    assert told(with_text=False)["statements"] != []
    assert [one.id for one in loads(data.encode()).statements] == [
        one.id for one in ledger().statements
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"once upon a time", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no object with a `format`"),
        (b"{}", "no object with a `format`"),
        (b'{"format": 2}', "format 2; this hearsay reads 1. Update hearsay"),
        (b'{"format": 1}', "ledger: has no 'hearsay'"),
        (b'{"format": 1, "hearsay": "0", "model": "", "documents": 3}', "format 1"),
        (
            b'{"format": 1, "hearsay": "0", "model": "", "actors": [{}]}',
            r"actors\[0\]: has no",
        ),
        (b'{"format": 1, "hearsay": "0", "model": "", "accusations": [{}]}', "searched"),
        (b'{"format": 1, "hearsay": "0", "model": "", "matters": [[]]}', "format 1"),
    ],
)
def test_anything_else_is_refused_with_its_place(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        loads(data)
