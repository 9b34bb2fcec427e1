"""The syndication set: same seed, same set; its passages stand where it says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from benchmarks import copies, syndication
from benchmarks.outcome import BenchmarkError
from benchmarks.rewording import paraphrased, reworded

PLACES = ["harbour", "quarry", "station", "market", "chapel", "library", "brewery", "orchard"]


def invented(name: str, topic: str) -> str:
    draw = random.Random(f"{name} {topic}")
    people = ["Ada Varga", "Joan Pell", "Ann Roe", "Marten Osk", "Lise Tallow", "Pim Harlan"]
    sentences = []
    for k in range(10):
        made = [f"{draw.choice(PLACES)}{draw.randint(1, 999)}" for _ in range(18)]
        sentences.append(f"{draw.choice(people)} said the {topic} {k} was {' '.join(made)}.")
    return "\n".join(sentences)


@pytest.fixture
def lines() -> list[dict[str, object]]:
    stories = {
        topic: [(f"{n}", invented(f"{n}", topic)) for n in range(5)] for topic in ("bridge", "dam")
    }
    elsewhere = [invented(f"{n}", "tower") for n in range(4)]
    made = syndication.lines(*syndication.make(stories, elsewhere, 3))
    assert made == syndication.lines(*syndication.make(stories, elsewhere, 3))
    return made


def test_passages_stand_in_their_texts(lines: list[dict[str, object]]) -> None:
    given = copies.gathered(lines)
    assert any(row["copy"] for row in given.pairs.values())
    for (left, right), row in given.pairs.items():
        for here, there in row["passages"]:
            for name, (start, end) in ((left, here), (right, there)):
                words = given.documents[name].text[start:end]
                assert words
                assert words == words.strip()


def test_a_file_is_read_back_as_it_was_written(
    lines: list[dict[str, object]], tmp_path: Path
) -> None:
    file = tmp_path / "set.jsonl"
    syndication.write(lines, file)
    outcome = copies.copies(file)
    assert outcome.figures == copies.scored(copies.gathered(lines)).figures
    assert set(outcome.figures) == {"copies", "passages", "words of passages"}
    file.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(BenchmarkError):
        copies.load(file)


def test_rewording_leaves_quotations_alone() -> None:
    draw = random.Random(1)
    sentence = 'Officials said that five men were killed: "We said five men," she added.'
    assert '"We said five men,"' in reworded(sentence, 1.0, draw)
    assert reworded(sentence, 1.0, draw) != sentence
    assert reworded(sentence, 0.0, draw) == sentence
    assert paraphrased(sentence, draw) != sentence


def test_fifty_pairs_are_labelled() -> None:
    rows = copies.PAIRS.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 51
    assert {row.split("\t")[4] for row in rows[1:]} == {"yes", "no"}
