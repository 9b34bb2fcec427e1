"""Replicas are different articles of the same shape; the stories' benchmark counts pairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.fnc_stories import BASELINE, TOGETHER, fnc_stories
from benchmarks.outcome import BenchmarkError
from benchmarks.replicas import Replicas

from hearsay import checks
from hearsay.identity import identify
from hearsay.links.signatures import COPIED_ACROSS, signature
from hearsay.types import Actor, Analysis, Document, Mention, Span, Statement

TEXT = "Mayor Ada Varga denied in 2031 that the Harlan works poisoned the wells of Tallow."
OTHER = "Joan Pelle praised the Osken bridge, the Lorne ferry and the tower of Vesper town."


def read(text: str, name: str) -> Analysis:
    document = identify("d", text)
    at = Span(text.index(name), text.index(name) + len(name))
    actor = identify("a", document)
    return Analysis(
        document=Document(document, "a.txt", text, published="2031-05-01"),
        actors=(Actor(actor, name, "person", mentions=(Mention(document, at),)),),
        statements=(Statement(identify("s", document), document, (Span(0, 20),), speaker=actor),),
    )


def test_a_replica_has_other_words_at_the_same_places() -> None:
    # twenty more, so that no word is among the commonest
    replicas = Replicas(
        [read(TEXT, "Ada Varga"), *[read(OTHER, "Joan Pelle")]]
        + [
            read(f"Filler text {'abcdefghijklmnopqrstuvwxyz'[n] * 5} Xx.", "Filler")
            for n in range(26)
        ]
    )
    (first,) = replicas.of(0, [0])
    (again,) = replicas.of(3, [0])
    assert first.document.text == TEXT
    assert again == replicas.of(3, [0])[0]
    assert again.document.text != TEXT
    assert len(again.document.text) == len(TEXT)
    assert again.document.id != first.document.id
    assert again.document.published == "2043-05-01"
    assert "2043" in again.document.text
    assert "denied in" in again.document.text
    (actor,) = again.actors
    assert actor.mentions[0].span.of(again.document.text) == actor.name
    assert again.statements[0].speaker == actor.id
    assert list(checks.problems_of_analysis(again)) == []


def test_replicas_are_no_copies_of_one_another_but_copies_stay_copies() -> None:
    passage = (
        "Heavy rain washed the road to the upper farms away on Monday night, and the families who "
        "live there walked down to the school with their animals before the bridge was closed. "
        "The council sent two tractors and a boat. Nobody was hurt, but forty sheep drowned in the "
        "meadow behind the mill, where the river had risen by more than a metre within an hour. "
        "Workers cleared stones from the railway until morning, when the first train passed slowly "
        "with its lamps lit. Shops stayed shut, and bread was handed out from the town hall."
    )
    replicas = Replicas(
        [
            read(f"{passage} Ada Varga wrote.", "Ada Varga"),
            read(f"Ada Varga saw it. {passage}", "Ada Varga"),
        ]
    )

    def shared(one: Analysis, other: Analysis) -> int:
        kept = (set(signature(read.document).shingles) for read in (one, other))
        return len(set.intersection(*kept))

    first, second = replicas.of(1, [0, 1]), replicas.of(2, [0, 1])
    assert shared(*first) >= COPIED_ACROSS and shared(*second) >= COPIED_ACROSS
    assert shared(first[0], second[0]) < COPIED_ACROSS


def bodies(folder: Path, *rows: str) -> Path:
    (folder / "bodies.csv").write_text("\n".join(["body_id,story,text", *rows]), encoding="utf-8")
    return folder


def test_pairs_together_are_counted(tmp_path: Path) -> None:
    wells = "Solvent of the Harlan Company is in the wells of Tallow"
    ferry = "The ferry Oriole sank off Port Lissan"
    found = fnc_stories(
        bodies(tmp_path, f"1,a,{wells}.", f"2,a,{wells} now.", f"3,b,{ferry}.", f"4,b,{ferry} too.")
    )
    assert found.figures[TOGETHER]["f1"] == 1.0
    assert found.figures[BASELINE]["p"] == pytest.approx(2 / 6, abs=1e-3)
    assert set(found.items.values()) == {"right"}


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"bodies\.csv"):
        fnc_stories(tmp_path)
    (tmp_path / "bodies.csv").write_text("body_id,text\n1,x\n", encoding="utf-8")
    with pytest.raises(BenchmarkError, match="story"):
        fnc_stories(tmp_path)
