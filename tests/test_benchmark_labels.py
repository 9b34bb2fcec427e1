"""Judged attributions are scored with their spans given, on an invented article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks import labels

from hearsay.types import Actor, Analysis, Document, Span, Statement

# --- labels ----------------------------------------------------------------------------------

ROE = Actor("a-1", "Ann Roe", "person", aliases=("Roe",))
FRONT = Actor("a-2", "Tavesh Front", "armed_group")
BODY = "Ann Roe accused the Tavesh Front of a raid, an official told the Orrim Post."


def statement(**other: Any) -> Statement:
    return Statement("s-1", "d-1", (Span(33, 42),), **other)


def right(wanted: str, *group: Statement, outlet: str | None = None) -> bool:
    actors = {actor.id: actor for actor in (ROE, FRONT)}
    return labels.speaker_right(wanted, group, actors, outlet, str.casefold)


def test_speakers_by_the_labels_rule() -> None:
    by_roe, by_front = statement(speaker="a-1"), statement(speaker="a-2")
    unknown, official = statement(), statement(speaker_label="a senior official")
    assert right("Roe", by_roe)
    assert not right("Roe", by_front)
    assert right("Roe + Tavesh Front", by_roe, by_front)
    assert not right("Roe + Tavesh Front", by_roe)
    assert right("anonymous:an unnamed official", official)
    assert not right("anonymous:two residents", official)
    assert right("none", unknown)
    assert not right("none", official)
    assert right("outlet", by_front, outlet="Tavesh Front")
    assert not right("outlet", by_roe, outlet=None)


def test_labels_are_scored_with_spans_given(tmp_path: Path) -> None:
    label = {
        "article": "orrim",
        "event": "E1",
        "source": [[0, 7]],
        "cue": [[8, 15]],
        "content": [[33, 42]],
        "attitude": "accuse",
        "certainty": "alleged",
        "speaker": "Ann Roe",
        "target": "Tavesh Front",
        "via": "Orrim Post",
    }
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "orrim.txt").write_text(BODY, encoding="utf-8")
    file = tmp_path / "labels.jsonl"
    file.write_text(json.dumps(label) + "\n", encoding="utf-8")

    def judge(name: str, text: str, given: tuple[Statement, ...]) -> Analysis:
        (only,) = given
        assert only.content[0].of(text) == "of a raid"[:9]
        made = Statement(
            **{
                field: getattr(only, field)
                for field in ("id", "document", "content", "source", "cue")
            },
            speaker="a-1",
            attitude="accuse",
            target=("a-2",),
        )
        return Analysis(Document("d-1", "orrim.txt", text), actors=(ROE, FRONT), statements=(made,))

    found = labels.labels(file, judge, str.casefold)
    assert found.figures["attitude beyond assert"]["f1"] == 1.0
    assert found.figures["certainty beyond certain"]["r"] == 0.0
    assert found.figures["speaker"]["acc"] == 1.0
    assert found.figures["target"]["acc"] == 1.0
    assert found.figures["via"]["r"] == 0.0
    assert found.items == {"orrim/E1": "+attitude -certainty +speaker +target -via"}
    # "accused" is no mere criticism
    assert found.figures[labels.SOFT_ATTITUDE]["f1"] == 1.0
    assert found.parts["by attitude"]["attitude: accuse"]["f1"] == 1.0
    assert found.parts["by how the speaker is given"]["speaker: by name"]["acc"] == 1.0
    assert found.parts["by place of the source"]["speaker: in the sentence"]["acc"] == 1.0
    assert found.parts["by outlet"]["speaker: orrim"]["acc"] == 1.0
    assert found.parts["accuracy with coverage"]["speakers kept from 0.5"]["acc"] is not None


def test_the_soft_border_between_blame_and_criticism() -> None:
    assert labels.softened_attitude("accuse", "has sharply criticized") == "assert"
    assert labels.softened_attitude("accuse", "lashed out at") == "assert"
    assert labels.softened_attitude("accuse", "accused") == "accuse"
    assert labels.softened_attitude("deny", "slammed") == "deny"
    assert labels.HOPE.search("are hoping for")
    assert not labels.HOPE.search("shopped")


def test_a_missing_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(labels.TextError, match="--texts"):
        labels.find_text("nowhere-to-be-found", tmp_path / "labels.jsonl")
