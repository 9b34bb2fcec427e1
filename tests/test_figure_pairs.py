"""Pairs of figures of one quantity, held against a gold of invented figures."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from benchmarks import figure_pairs

TEXT = "12 died. 14 died. 3 boats sank. 9 fled."


def gold(words: str, measure: str, event: str | None) -> dict[str, Any]:
    return {"id": words, "doc": "a", "text": words, "measure": measure, "event": event}


def given(words: str, group: str | None) -> dict[str, Any]:
    at = TEXT.index(words)
    span = [at, at + len(words)]
    return {"id": f"f {words}", "document": "d", "span": span, "group": group}


class Scorer:
    """What the measure asks of the data's own scorer."""

    @staticmethod
    def spans_of(text: str, words: str) -> list[tuple[int, int]]:
        return [(text.index(words), text.index(words) + len(words))]

    @staticmethod
    def chars(spans: list[tuple[int, int]]) -> set[int]:
        return {at for start, end in spans for at in range(start, end)}

    @staticmethod
    def iou(one: set[int], other: set[int]) -> float:
        return len(one & other) / len(one | other)

    @staticmethod
    def match(one: list[Any], other: list[Any], alike: Any, least: float) -> list[tuple[int, int]]:
        return [
            (i, j) for i, a in enumerate(one) for j, b in enumerate(other) if alike(a, b) > least
        ]

    @staticmethod
    def prf(hit: int, predicted: int, wanted: int) -> dict[str, Any]:
        return {"counts": (hit, predicted, wanted)}


def test_pairs_are_of_one_event_and_measure() -> None:
    story: Any = SimpleNamespace(
        texts={"a": TEXT},
        doc_of={"d": "a"},
        gold={
            "figures": [
                gold("12 died", "killed", "blast"),
                gold("14 died", "killed", "blast"),
                gold("3 boats", "other:boats", "blast"),
                gold("9 fled", "displaced", None),
            ]
        },
        pred={"figures": [given(w, "g") for w in ("12 died", "14 died", "3 boats", "9 fled")]},
    )
    scorer: Any = Scorer
    # three pairs of figures with an event are in one group, one of them is one in the gold
    assert figure_pairs.pairs(story, scorer) == {"counts": (1, 3, 1)}
    story.pred["figures"][1]["group"] = None
    assert figure_pairs.pairs(story, scorer) == {"counts": (0, 1, 1)}
