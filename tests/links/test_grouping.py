"""Groups around centres: broad first, a row in several, order of rows alone decides ties."""

import numpy as np

from hearsay.links.grouping import around_centres


def scores(pairs: dict[tuple[int, int], float], rows: int) -> np.ndarray:
    found = np.eye(rows)
    for (one, other), score in pairs.items():
        found[one, other] = found[other, one] = score
    return found


def test_a_row_may_stand_in_two_groups() -> None:
    alike = scores(
        {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (2, 3): 0.9, (2, 4): 0.9, (3, 4): 0.9}, 5
    )
    found = around_centres(alike, 0.8, 2, 0.6)
    assert sorted(group.rows for group in found) == [(0, 1, 2), (2, 3, 4)]


def test_what_an_earlier_group_mostly_holds_is_no_group_of_its_own() -> None:
    alike = scores({(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9}, 4)
    assert [group.rows for group in around_centres(alike, 0.7, 3, 0.6)] == [(0, 1, 2)]


def test_nothing_grows_around_what_is_no_centre() -> None:
    alike = scores({(0, 1): 0.9}, 2)
    assert around_centres(alike, 0.7, 3, 0.6, centres=[]) == []
    assert [g.centre for g in around_centres(alike, 0.7, 3, 0.6, centres=[1])] == [1]
    assert around_centres(np.zeros((0, 0)), 0.7, 3, 0.6) == []
