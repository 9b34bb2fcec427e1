"""Predicates and arguments counted against PropBank's form, on invented sentences."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from benchmarks import propbank
from benchmarks.outcome import BenchmarkError, Outcome
from benchmarks.run import main

from hearsay.model import network
from hearsay.model.labels import ARGUMENT, PREDICATE_TAGS, REALITIES, WIDTH, columns
from hearsay.model.pieces import encode
from hearsay.model.reading import Reading, from_scores
from hearsay.text import sentences
from hearsay.types import Span

AT = columns()
TOKENS = [
    ["Herders", "NOUN", 1, "nsubj"],
    ["attacked", "VERB", -1, "root"],
    ["Orlen", "PROPN", 1, "obj"],
    [".", "PUNCT", 1, "punct"],
]
ATTACKED = {
    "index": 1,
    "lemma": "attack",
    "roleset": "attack.01",
    "span": [1, 2],
    "roles": [["ARG0", 0, 1], ["ARG1", 2, 3]],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three documents of a sentence each."""
    path = tmp_path / "propbank" / "ewt-dev.jsonl.gz"
    path.parent.mkdir()
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number in range(3):
            row = {"sent_id": f"blog-{number}-0001", "tokens": TOKENS, "predicates": [ATTACKED]}
            lines.write(json.dumps(row) + "\n")
    return path


def look(text: str, cut: Sequence[Span]) -> Reading:
    """Finds "attacked" and its agent, takes "Herders" for a predicate, and knows no patient."""
    pieces = encode(text, cut, network.load().tokenizer)
    scores = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    verb, herders = (slice(*pieces.covering(word)) for word in (Span(8, 16), Span(0, 7)))
    for one in (verb, herders):
        scores[one, AT["predicate"].start + PREDICATE_TAGS.index("verb")] = 9.0
    scores[verb, AT["reality"].start + REALITIES.index("happened")] = 9.0
    scores[verb, AT["agent_query"].start] = 9.0
    scores[herders, AT["argument_key"].start] = 9.0
    for role in ("patient", "arg2", "place", "time"):
        scores[:, AT[f"{role}_query"].start + ARGUMENT] = 9.0
    scores[herders, AT["agent_query"].start + ARGUMENT] = 9.0
    return from_scores(text, pieces, scores)


def test_predicates_and_arguments_are_counted_by_their_words(file: Path) -> None:
    outcome = propbank.propbank(file, look)
    found = outcome.figures[propbank.PREDICATES]
    assert (found["p"], found["r"], found["n"]) == (0.5, 1.0, 3)
    given = outcome.figures[propbank.GIVEN]
    assert (given["p"], given["r"], given["n"]) == (1.0, 0.5, 6)
    assert outcome.figures[propbank.TOGETHER]["r"] == 0.5
    by_role = outcome.parts["arguments, predicates given"]
    assert by_role["agent"]["f1"] == 1.0 and by_role["patient"]["r"] == 0.0
    assert "place" not in by_role  # nothing there, nothing given
    assert propbank.HAPPENED not in outcome.figures  # no judges beside the corpus
    assert Outcome.of(json.loads(json.dumps(outcome.plain()))) == outcome


def test_weights_without_the_heads_are_told(file: Path) -> None:
    with pytest.raises(BenchmarkError, match="no heads for predicates"):
        propbank.propbank(file, lambda text, cut: Reading())


def test_a_file_without_predicates_is_told(file: Path) -> None:
    row = {"sent_id": "blog-0-0001", "tokens": TOKENS, "predicates": []}
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
    with pytest.raises(BenchmarkError, match="no predicate"):
        propbank.propbank(file, look)


def test_the_verb_says_in_one_line_what_is_missing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if network.load().predicts("predicate"):
        pytest.skip("the weights that ship have the heads")
    assert main(["propbank", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_sentences_are_those_of_the_program(file: Path) -> None:
    seen: list[str] = []

    def watched(text: str, cut: Sequence[Span]) -> Reading:
        seen.append(text)
        assert list(cut) == list(sentences(text))
        return look(text, cut)

    propbank.propbank(file, watched)
    assert seen == ["Herders attacked Orlen."] * 3
