"""What the pair network learns from, on invented corpora."""

import json
import random
from pathlib import Path

from training.pair_examples import ANSWERS, Pair

from training import pair_examples


def story(tmp_path: Path) -> Path:
    def side(quote: str, stance: str) -> dict[str, str]:
        return {"doc": "a", "quote": quote, "speaker": "outlet", "stance": stance}

    told = {
        "story": "dam",
        "matters": [
            {
                "proposition": "The dam held.",
                "sides": [
                    side("the dam stood fast", "affirms"),
                    side("the dam burst", "denies"),
                    side("whether the dam held is not known", "leaves_open"),
                ],
            },
            {"proposition": "Two people drowned.", "sides": [side("two drowned", "affirms")]},
        ],
    }
    path = tmp_path / "matters.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_quotes_of_one_matter_agree_oppose_or_say_nothing(tmp_path: Path) -> None:
    same, other = pair_examples.matters(story(tmp_path))
    told = {frozenset(pair[:2]): pair.statements for pair in same}
    assert told[frozenset({"The dam held.", "the dam stood fast"})] == ANSWERS.index("same")
    assert told[frozenset({"the dam burst", "the dam stood fast"})] == ANSWERS.index("opposed")
    assert not any("whether the dam held is not known" in pair for pair in told)
    assert all(pair.statements == ANSWERS.index("neither") for pair in other)
    assert frozenset({"two drowned", "the dam burst"}) in {frozenset(p[:2]) for p in other}


def test_claims_of_one_edit_that_exclude_each_other() -> None:
    rows = [
        {"case_id": "1", "claim": claim, "evidence": told, "label": label}
        for claim, told, label in (
            ("over 40", "forty-one", "SUPPORTS"),
            ("over 40", "thirty", "REFUTES"),
            ("under 40", "forty-one", "REFUTES"),
            ("under 40", "thirty", "SUPPORTS"),
            ("a mill", "thirty", "SUPPORTS"),
        )
    ]
    assert list(pair_examples.edits(rows)) == [Pair("over 40", "under 40", 1, None)]


def test_every_wording_holds_its_proposition() -> None:
    for answer, wording in pair_examples.wordings():
        assert answer in range(len(ANSWERS))
        assert "he dam held" in pair_examples.worded("The dam held .", wording)


def test_an_epoch_is_drawn_by_its_seed(tmp_path: Path) -> None:
    same, other = pair_examples.matters(story(tmp_path))
    corpora = pair_examples.Corpora(
        [Pair("a", "b", None, 0)], [Pair("c", "d", 1, None)], same, [other], ["The dam held ."]
    )
    sizes = {"edits": 1, "alike": 2, "unlike": 3, "worded": 1}
    one = pair_examples.epoch(corpora, random.Random(5), sizes)
    assert one == pair_examples.epoch(corpora, random.Random(5), sizes)
    assert len(one) == 1 + 1 + 2 + 3 + 1
