"""JSON lines: each record alone on its line, with its kind."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given, settings

from hearsay.exports.jsonl import dumps
from hearsay.types import Ledger
from ledger_samples import ledger, ledgers


@settings(max_examples=30, deadline=None)
@given(ledgers())
def test_a_line_is_a_record_whatever_stands_in_it(told: Ledger) -> None:
    lines = [json.loads(line) for line in dumps(told).decode().split("\n")[:-1]]
    kinds = Counter(line["record"] for line in lines)
    assert lines[0]["record"] == "ledger"
    assert lines[0]["format"] == 1
    assert kinds["statement"] == len(told.statements)
    assert kinds["copy"] == len(told.copies)
    assert len(lines) == 1 + sum(
        len(value) for value in json.loads(json.dumps([*map(list, _lists(told))]))
    )


def _lists(told: Ledger) -> list[list[int]]:
    """Something for each record of each list."""
    lists = (
        told.documents, told.actors, told.statements, told.figures, told.events, told.matters,
        told.accusations, told.utterances, told.stories, told.copies, told.judgements,
    )  # fmt: skip
    return [[0] * len(one) for one in lists]


def test_a_statement_carries_its_words_unless_text_is_left_out() -> None:
    lines = [json.loads(line) for line in dumps(ledger()).decode().splitlines()]
    said = {line["id"]: line["words"] for line in lines if line["record"] == "statement"}
    assert said["s-herald-1"] == "We never touched the gates ... not once"
    assert [line["words"] for line in lines if line["record"] == "figure"] == [
        "At least 12 people",
        "12",
    ]
    bare = dumps(ledger(), False).decode()
    assert '"words"' not in bare
    assert "never touched" not in bare
