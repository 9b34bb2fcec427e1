"""The ECB+ benchmark on an invented topic of four tiny articles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from benchmarks import ecb_articles, ecbplus, results
from benchmarks.coreference import CONLL
from benchmarks.outcome import BenchmarkError, Outcome

from hearsay.model.reading import Reading
from hearsay.types import Span


def row(
    doc: str, topic: str, part: str, words: str, chains: dict[str, str | None]
) -> dict[str, Any]:
    """An article of one sentence; chains: for some words the event that they tell of."""
    tokens = words.split()
    opening = ["http", ":", "//example.test/1"] if part == "ecbplus" else []
    sentences = [{"start": 0, "end": len(opening), "validated": False}] if opening else []
    sentences.append({"start": len(opening), "end": len(opening) + len(tokens), "validated": True})
    events = [
        {
            "id": number,
            "type": "ACTION_OCCURRENCE",
            "tokens": [len(opening) + tokens.index(word) for word in phrase.split("_")],
            "text": phrase,
            "sentence": len(sentences) - 1,
            "validated": True,
            "chain": chain,
        }
        for number, (phrase, chain) in enumerate(chains.items())
    ]
    return {
        "doc": doc, "topic": topic, "part": part, "tokens": opening + tokens,
        "sentences": sentences, "events": events, "entities": [], "chain_names": {},
    }  # fmt: skip


ROWS = [
    row("1_1ecb", "1", "ecb", "A fire destroyed Tallow 's old market .",
        {"fire": "A1", "destroyed": "A2"}),
    row("1_2ecb", "1", "ecb", "Tallow 's market `` is gone '' , destroyed by fire .",
        {"destroyed": "A2", "fire": "A1", "gone": None}),
    row("1_1ecbplus", "1", "ecbplus", "A fire destroyed the mill of Osk .",
        {"fire": "B1", "destroyed": "B2"}),
    row("2_1ecb", "2", "ecb", "Varga ( 41 ) was put on leave , the fire aside .",
        {"put_on_leave": "C1", "fire": None}),
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "part.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, ROWS)).encode()))
    return path


def look(text: str, sentences: Sequence[Span]) -> Reading:
    return Reading()


def measured(file: Path) -> Outcome:
    return ecbplus.ecbplus(file, look)


def test_articles_are_put_together_as_printed(file: Path) -> None:
    articles = {article.name: article for article in ecb_articles.load(file)}
    second = articles["1_2ecb"]
    assert second.text == "Tallow's market “is gone”, destroyed by fire."
    assert {s.of(second.text) for event in second.events for s in event.parts} == {
        "destroyed", "fire", "gone"
    }  # fmt: skip
    # the web address is left out, and a phrase without gaps is one part
    assert articles["1_1ecbplus"].text == "A fire destroyed the mill of Osk."
    last = articles["2_1ecb"]
    assert last.text == "Varga (41) was put on leave, the fire aside."
    assert [span.of(last.text) for span in last.events[0].parts] == ["put on leave"]


def test_a_mention_without_a_chain_is_an_event_by_itself(file: Path) -> None:
    chains = [event.chain for article in ecb_articles.load(file) for event in article.events]
    assert len(chains) == 9
    assert "1_2ecb/2" in chains


def test_the_baseline_joins_one_lemma_within_a_topic_only(file: Path) -> None:
    one, two = ecbplus.topics(ecb_articles.load(file), look)
    groups = ecbplus.same_lemma(one)
    assert groups["1_1ecb/0"] == groups["1_2ecb/1"] == groups["1_1ecbplus/0"]
    assert groups["1_1ecb/0"] != groups["1_1ecb/1"]
    assert len(two.mentions) == 2


def test_the_outcome_counts_by_topic_and_tells_each_mention(file: Path) -> None:
    outcome = measured(file)
    assert outcome.figures[CONLL]["n"] == 9
    # same lemma: the two fires and two destructions of topic 1 are mixed with the other part's
    baseline = outcome.figures[f"{ecbplus.BASELINE}: MUC"]
    assert (baseline["p"], baseline["r"]) == (0.5, 1.0)
    assert set(outcome.documents) == {"1", "2"}
    assert set(outcome.items) == {
        event.key for article in ecb_articles.load(file) for event in article.events
    }
    gain = outcome.figures[CONLL]["f1"] - outcome.figures[f"{ecbplus.BASELINE}: {CONLL}"]["f1"]
    assert outcome.figures[ecbplus.GAIN]["f1"] == pytest.approx(gain, abs=1e-3)
    assert Outcome.of(json.loads(results.frozen(outcome))) == outcome


def test_verdicts_tell_what_is_wrong_and_missing() -> None:
    given, gold = {"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "y", "c": "x"}
    assert ecbplus.verdicts(given, gold)["a"] == "+0 wrong 1 missed 1"
    assert ecbplus.verdicts(gold, gold)["a"] == "+1 wrong 0 missed 0"


def test_a_file_without_mentions_is_told(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({**ROWS[0], "events": []}).encode()))
    with pytest.raises(BenchmarkError, match="no event mention"):
        measured(path)
