"""Tag sequences: only possible ones, and the best of those."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hearsay.model import decoding

SCORES = arrays(
    np.float32,
    st.tuples(st.integers(1, 6), st.just(5)),
    elements=st.floats(-4, 4, width=32),
)


@given(SCORES)
@settings(max_examples=60, deadline=None)
def test_path_is_possible(scores: decoding.Scores) -> None:
    path = decoding.best_path(decoding.log_softmax(scores))
    may = decoding.allowed_transitions(5)
    before = 0
    for tag in path:
        assert may[before, tag]
        before = int(tag)


def test_path_is_best_where_the_stretch_is_wrong_from_end_to_end() -> None:
    scores = np.array([[0, 1, 3, 0, 0], [0, 0, 2, 0, 3], [0, 0, 0, 0, 2]], dtype=np.float32)
    log = decoding.log_softmax(scores)
    may = decoding.allowed_transitions(5)
    possible = [
        tags
        for tags in product(range(5), repeat=3)
        if may[0, tags[0]] and may[tags[0], tags[1]] and may[tags[1], tags[2]]
    ]
    best = max(possible, key=lambda tags: sum(log[i, t] for i, t in enumerate(tags)))
    assert tuple(decoding.best_path(log)) == best


def test_two_spans_side_by_side_stay_two() -> None:
    scores = np.full((4, 5), -5, dtype=np.float32)
    for row, tag in enumerate([1, 2, 1, 0]):
        scores[row, tag] = 5
    found = decoding.spans(scores)
    assert [(s.kind, s.first, s.last) for s in found] == [(0, 0, 2), (0, 2, 3)]


def test_nothing_from_nothing() -> None:
    assert decoding.spans(np.zeros((0, 5), dtype=np.float32)) == []
