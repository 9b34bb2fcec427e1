"""What is answered of rows that lie near."""

from __future__ import annotations

import numpy as np
import pytest

from training import kernel_ridge


def test_a_row_is_answered_as_those_near_it() -> None:
    rng = np.random.default_rng(3)
    known = np.concatenate([rng.normal(0.0, 0.2, (20, 2)), rng.normal(2.0, 0.2, (20, 2))])
    answers = [0] * 20 + [1] * 20
    fitted = kernel_ridge.fit(kernel_ridge.gaussian(known, known), answers, 3, 0.5)
    asked = np.array([[0.1, 0.0], [2.1, 1.9], [40.0, 40.0]])
    shares = fitted.shares(kernel_ridge.gaussian(asked, known))
    assert shares.argmax(axis=1)[:2].tolist() == [0, 1]
    # far from all, what is commonest there
    assert shares[2] == pytest.approx([0.5, 0.5, 0.0])


def test_a_kernel_is_one_on_itself_and_none_far_away() -> None:
    rows = np.array([[0.0, 0.0], [30.0, 0.0]])
    assert kernel_ridge.gaussian(rows, rows) == pytest.approx(np.eye(2))


def test_answers_must_be_as_many_as_rows() -> None:
    with pytest.raises(ValueError, match="one answer a row"):
        kernel_ridge.fit(np.eye(2), [0], 2, 1.0)
