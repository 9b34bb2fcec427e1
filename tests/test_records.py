"""The codec of records: every type there and back, and an error that names the place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hearsay.records import canonical, plain, typed
from hearsay.types import Actor, Analysis, Figure, Judgement, Ledger, Span, Statement
from ledger_samples import analyses, ledger


def test_an_analysis_comes_back_through_json() -> None:
    for one in analyses():
        assert typed(Analysis, json.loads(canonical(plain(one)))) == one


def test_what_lives_only_while_the_steps_run_is_not_kept() -> None:
    assert "reading" not in plain(analyses()[0])


def test_a_ledger_comes_back_through_json() -> None:
    assert typed(Ledger, json.loads(canonical(plain(ledger())))) == ledger()


def test_numbers_of_people_are_whole() -> None:
    told = plain(Figure("f", "d", Span(0, 1), "killed", None, 12.0, 2.5, "about"))
    assert canonical([told["low"], told["high"]]) == "[12,2.5]"
    assert isinstance(typed(Figure, told).low, float)


def test_fields_may_be_added_and_defaults_left_out() -> None:
    given = {"id": "a", "name": "Varn", "kind": "person", "shoe_size": 43}
    assert typed(Actor, given) == Actor("a", "Varn", "person")


STATEMENT: dict[str, Any] = {"id": "s", "document": "d", "content": [[0, 1]]}


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Statement, {"id": "s"}, "^Statement: has no 'document'$"),
        (Statement, {**STATEMENT, "content": [[3, 1]]}, r"^Statement\.content\[0\]: .* \[3, 1\]$"),
        (Statement, {**STATEMENT, "content": [[0, True]]}, r"should be \[start, end\]"),
        (Statement, {**STATEMENT, "content": [[0, 1, 2]]}, r"should be \[start, end\]"),
        (Statement, {**STATEMENT, "content": None}, "should be a list, not None"),
        (Statement, {**STATEMENT, "content": {}}, "should be a list"),
        (Statement, {**STATEMENT, "attitude": "sing"}, "one of assert, deny, .*, not 'sing'"),
        (Statement, {**STATEMENT, "confidence": "1"}, "should be a number"),
        (Statement, {**STATEMENT, "confidence": True}, "should be a number"),
        (Statement, {**STATEMENT, "via": ["a", 3]}, r"via\[1\]: should be a string, not 3"),
        (Statement, {**STATEMENT, "because": [{"rule": "r"}]}, r"because\[0\]: has no 'detail'"),
        (Judgement, [], r"^Judgement: should be an object, not \[\]$"),
        (Analysis, {"document": {"id": 1}}, r"Analysis\.document\.id: should be a string"),
        (Analysis, {"vectors": [["s"]]}, "has no 'document'"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(
    kind: type[Any], value: object, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        typed(kind, value)


@pytest.mark.parametrize("vectors", [[["s"]], [["s", "!!"]], [["s", 3]]])
def test_vectors_that_are_none_are_refused(vectors: object) -> None:
    told = {**plain(analyses()[0]), "vectors": vectors}
    with pytest.raises(ValueError, match=r"vectors\[0\]"):
        typed(Analysis, told)
