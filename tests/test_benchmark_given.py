"""A story read with the readers' own statements: what is given stands in the ledger as given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks import given
from benchmarks.outcome import BenchmarkError

from hearsay.model.network import load
from hearsay.settings import Settings

ONE = "Ada Varga said the Tallow bridge was blown up by the army. “That is a lie,” Marek Dov said."
TOLD = {
    "documents": [{"id": "one", "outlet": "The Tallow Post", "published": "2021-03-04"}],
    "actors": [
        {"id": "varga", "name": "Ada Varga", "kind": "person", "part_of": None},
        {"id": "dov", "name": "Marek Dov", "kind": "person", "part_of": "army"},
        {"id": "army", "name": "the army", "kind": "organisation", "part_of": None},
    ],
    "statements": [
        {
            "id": "one.s1",
            "doc": "one",
            "speaker": "varga",
            "via": ["dov"],
            "cue": "said",
            "content": "the Tallow bridge was blown up by the army",
            "attitude": "accuse",
            "certainty": "certain",
            "about": ["army"],
        },
        {
            "id": "one.s2",
            "doc": "one",
            "speaker": "anonymous:reportedly",
            "cue": "said",
            "content": "That is a lie",
            "attitude": "deny",
            "certainty": "alleged",
        },
    ],
}


def story(folder: Path, told: object) -> Path:
    (folder / "docs").mkdir()
    (folder / "docs" / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps(told), encoding="utf-8")
    return folder / "docs"


def test_statements_actors_and_documents_are_the_given_ones(tmp_path: Path) -> None:
    ledger = given.reader(load(), Settings())(story(tmp_path, TOLD))
    names = {actor["id"]: actor["name"] for actor in ledger["actors"]}
    said = sorted(ledger["statements"], key=lambda s: s["content"])
    assert sorted(names.values()) == ["Ada Varga", "Marek Dov", "the army"]
    assert [ONE[slice(*s["content"][0])] for s in said] == [
        "the Tallow bridge was blown up by the army",
        "That is a lie",
    ]
    assert [names.get(said[0]["speaker"]), said[1]["speaker"]] == ["Ada Varga", None]
    assert [names[v] for v in said[0]["via"]] == ["Marek Dov"]
    assert [(s["attitude"], s["certainty"]) for s in said] == [
        ("accuse", "certain"),
        ("deny", "alleged"),
    ]
    assert ledger["documents"][0]["outlet"] == "The Tallow Post"


def test_what_is_not_in_its_article_is_refused_by_name(tmp_path: Path) -> None:
    fields = {"id": "one.s3", "doc": "one", "speaker": "varga", "content": "nobody said this"}
    wrong = {**TOLD, "statements": [{**fields, "attitude": "assert", "certainty": "certain"}]}
    with pytest.raises(BenchmarkError, match="nobody said this"):
        given.reader(load(), Settings())(story(tmp_path, wrong))


def test_a_story_without_given_statements_is_refused(tmp_path: Path) -> None:
    docs = story(tmp_path, TOLD)
    (tmp_path / "gold.json").unlink()
    with pytest.raises(BenchmarkError, match=r"no gold\.json"):
        given.reader(load(), Settings())(docs)
