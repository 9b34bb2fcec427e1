"""One number for span and speaker: it rises with both; the outlet's own words are left alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hearsay.steps.confidence import vouched
from hearsay.types import Span, Statement

SAID = Statement(id="s-1", document="d-1", content=(Span(0, 5),))
SHARES = st.floats(0, 1)


def vouched_for(span: float, speaker: float) -> float:
    """The confidence of a statement with these two."""
    return vouched(replace(SAID, confidence=span, speaker_confidence=speaker)).confidence


@given(SHARES, SHARES, SHARES)
def test_it_never_falls_as_either_rises(span: float, speaker: float, more: float) -> None:
    low = vouched_for(span, speaker)
    assert 0 <= low < 1
    assert low == round(low, 2)
    assert vouched_for(max(span, more), speaker) >= low
    assert vouched_for(span, max(speaker, more)) >= low


def test_both_count() -> None:
    assert vouched_for(0.9, 0.9) > vouched_for(0.9, 0.3)
    assert vouched_for(0.9, 0.9) > vouched_for(0.3, 0.9)


def test_the_outlet_s_own_words_have_no_speaker_to_doubt() -> None:
    own = replace(SAID, voice="outlet", confidence=0.83)
    assert vouched(own) == own
