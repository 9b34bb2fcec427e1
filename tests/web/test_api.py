"""The JSON under /api: told by OpenAPI as it is, and the pages' own words."""

from __future__ import annotations

import html
import json
import re
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from hearsay.case import Case
from hearsay.web.app import application
from hearsay.web.safety import guarding
from web.conftest import SETTINGS

EXAMPLES = 5
"""Requests of each kind for each address: all of them some fifteen seconds. `st run --checks all`
with a hundred each was run by hand."""


def known(path: Path, kind: str, most: int = 4) -> list[str]:
    """Some ids of a kind of record."""
    with Case.open(path) as case:
        ledger = case.ledger()
    every: dict[str, tuple[Any, ...]] = {
        "document": ledger.documents, "matter": ledger.matters, "actor": ledger.actors,
        "statement": ledger.statements, "figure": ledger.figures, "event": ledger.events,
    }  # fmt: skip
    return [str(record.id) for record in islice(every[kind], most)]


@pytest.fixture(scope="module")
def schema(built: Path) -> Any:
    schemathesis = pytest.importorskip(
        "schemathesis", reason="schemathesis is not installed: pip install 'hearsay[dev]'"
    )
    app = application(built, SETTINGS, guarding("127.0.0.1", None))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "127.0.0.1"})


@pytest.mark.filterwarnings("ignore")
def test_schemathesis_finds_nothing(schema: Any, built: Path) -> None:
    from schemathesis import GenerationMode
    from schemathesis.checks import CHECKS, load_all_checks

    load_all_checks()
    checks = CHECKS.get_all()
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        for name in [parameter.name for parameter in operation.path_parameters]:
            for one in known(built, name, 2):
                case = operation.Case(path_parameters={name: one})
                case.call_and_validate(headers={"Host": "127.0.0.1"}, checks=checks)
                asked += 1
        asks = [*operation.path_parameters, *operation.query]
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)[: 2 if asks else 1]:

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(
                max_examples=EXAMPLES,
                derandomize=True,
                database=None,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            def ask(case: Any) -> None:
                nonlocal asked
                case.call_and_validate(headers={"Host": "127.0.0.1"}, checks=checks)
                asked += 1

            ask()
    assert asked > 100


def test_every_address_has_a_response_model(reader: TestClient) -> None:
    described = reader.get("/api/openapi.json").json()
    for address, ways in described["paths"].items():
        for told in ways.values():
            content = told["responses"]["200"]["content"]["application/json"]["schema"]
            assert content not in ({}, None), address
            assert told["description"]


@pytest.mark.parametrize(
    "kind", ["articles", "matters", "actors", "statements", "figures", "events"]
)
def test_the_page_and_the_api_say_the_same_words(
    reader: TestClient, built: Path, kind: str
) -> None:
    name = {"articles": "document"}.get(kind, kind.removesuffix("s"))
    for one in known(built, name, 2):
        page = html.unescape(re.sub("<[^>]*>", "", reader.get(f"/{kind}/{one}").text))
        told = reader.get(f"/api/{kind}/{one}").json()
        for note in _within(told, "denied_by"):
            del note["denied_by"][1:]  # the page shows one beside a statement, and counts the rest
        quoted = [q["words"] for q in _within(told, "words") if isinstance(q["words"], str)]
        for words in " … ".join(quoted[:6]).split(" … "):
            assert " ".join(words.split()) in " ".join(page.split())


def _within(value: Any, key: str) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        found = [value] if key in value else []
        return found + [one for inner in value.values() for one in _within(inner, key)]
    if isinstance(value, list):
        return [one for inner in value for one in _within(inner, key)]
    return []


def test_what_does_not_fit_is_told_in_one_line(reader: TestClient) -> None:
    for address in (
        "/api/matters?page=x",
        "/api/timeline?since=May",
        "/api/check",
        "/matters?page=x",
    ):
        answer = reader.get(address)
        assert answer.status_code == 422, address
        told = answer.json()["detail"] if address.startswith("/api") else answer.text
        assert isinstance(told, str) and "Traceback" not in told
    assert reader.request("TRACE", "/api/matters").headers["allow"] == "GET"
    assert reader.get("/api/nothing").json()["detail"]


def test_the_words_stand_before_what_they_are_read_as(reader: TestClient, built: Path) -> None:
    (one,) = known(built, "statement", 1)
    told = json.loads(reader.get(f"/api/statements/{one}").text)["quotation"]
    assert list(told).index("words") < list(told).index("said")
