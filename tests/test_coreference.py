"""Measures of grouping, on worked examples with known answers."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from benchmarks import coreference, counting
from benchmarks.coreference import Partition, best_match


def groups(*words: str) -> Partition:
    """Groups of one-letter mentions."""
    return [frozenset(word) for word in words]


def figures(given: Partition, gold: Partition) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each measure."""
    found = {}
    for name, counts in coreference.counts(given, gold).items():
        p, r, f1 = counting.parts(np.asarray(counts))
        found[name] = (float(p), float(r), float(f1))
    return found


def test_the_worked_example_of_pradhan_and_others() -> None:
    """Scoring coreference partitions of predicted mentions (2014), section 4."""
    found = figures(groups("ab", "cd", "fghi"), groups("abc", "defg"))
    assert found["MUC"] == pytest.approx((2 / 5, 2 / 5, 2 / 5))
    assert found["B-cubed"] == pytest.approx((4 / 8, 35 / 12 / 7, 5 / 11), abs=1e-9)
    assert found["CEAF-e"] == pytest.approx((1.3 / 3, 1.3 / 2, 0.52))


def test_the_worked_example_of_luo() -> None:
    """On coreference resolution performance metrics (2005), table 1, responses (a) to (d)."""
    gold = groups("12345", "67", "89ABC")
    expected = {
        ("12345", "6789ABC"): (0.947, 0.865, 0.733),
        ("1234589ABC", "67"): (0.947, 0.737, 0.667),
        ("123456789ABC",): (0.900, 0.545, 0.294),
        tuple("123456789ABC"): (0.0, 0.400, 0.178),
    }
    for given, (muc, b_cubed, ceaf) in expected.items():
        found = figures(groups(*given), gold)
        assert found["MUC"][2] == pytest.approx(muc, abs=5e-4)
        assert found["B-cubed"][2] == pytest.approx(b_cubed, abs=5e-4)
        assert found["CEAF-e"][2] == pytest.approx(ceaf, abs=5e-4)


def test_the_same_groups_are_perfect() -> None:
    gold = groups("ab", "c", "def")
    counts = coreference.counts(gold[::-1], gold)
    assert coreference.conll(np.asarray([n for c in counts.values() for n in c])) == 1.0


def test_counts_add_up_over_parts_that_no_group_crosses() -> None:
    one, one_gold = groups("ab", "cd"), groups("abc", "d")
    two, two_gold = groups("xyz", "w"), groups("xy", "zw")
    whole = coreference.counts([*one, *two], [*one_gold, *two_gold])
    for name, counts in whole.items():
        parts = [
            coreference.counts(one, one_gold)[name],
            coreference.counts(two, two_gold)[name],
        ]
        assert counts == pytest.approx([sum(pair) for pair in zip(*parts, strict=True)])


def test_a_mention_in_two_groups_is_refused() -> None:
    with pytest.raises(ValueError, match="two groups"):
        coreference.counts(groups("ab", "bc"), groups("abc"))


def test_the_best_match_is_the_best_of_all() -> None:
    draw = np.random.default_rng(5)
    for rows, columns in ((1, 1), (2, 5), (4, 4), (5, 3), (6, 6)):
        table = np.round(draw.random((rows, columns)), 2)
        table[table < 0.4] = 0.0
        small = table if rows <= columns else table.T
        every = permutations(range(small.shape[1]), small.shape[0])
        best = max(sum(small[i, j] for i, j in enumerate(order)) for order in every)
        assert best_match(table.tolist()) == pytest.approx(best)
    assert best_match([]) == 0.0
