"""Samples that people judge, and the precision these show."""

from __future__ import annotations

import pytest

from hearsay import audit, corrections
from hearsay.audit import Audited
from hearsay.types import Judgement

IDS = [f"s-{n}" for n in range(200)]


def judged(subject: str, verdict: str, by: str = "Ana", n: int = 1) -> Judgement:
    told = audit.verdict_of("statements", 0.15, verdict)
    return corrections.judgement(subject, told, by, f"2031-05-{n:02}")


def test_a_sample_is_the_same_in_any_order_and_the_larger_holds_the_smaller() -> None:
    few = audit.sample(IDS, "seed", 10)
    assert few == audit.sample(reversed(IDS), "seed", 10)
    assert audit.sample(IDS, "seed", 30)[:10] == few
    assert set(few) != set(audit.sample(IDS, "another", 10))


def test_the_last_word_of_each_reader_counts() -> None:
    told = audit.audited(
        [judged("s-1", "wrong", n=1), judged("s-1", "right", n=2), judged("s-1", "unsure", "Bo")]
    )
    assert {(one.by, one.verdict) for one in told} == {("Ana", "right"), ("Bo", "unsure")}
    assert told[0].probability == 0.15


def test_what_is_no_audit_is_passed_over() -> None:
    broken = Judgement("j-1", "s-1", audit.PREFIX + "{}", "Ana", "2031-05-01", "")
    assert audit.audited([broken, corrections.judgement("s-1", "confirmed", "Ana", "2031")]) == []


def test_intervals_are_wilsons() -> None:
    # Wilson (1927); values as in Brown, Cai and DasGupta (2001) for 0 and 10 of 10
    low, high = audit.wilson(1.0, 10)
    assert (round(low, 3), high) == (0.722, 1.0)
    low, high = audit.wilson(0.0, 10)
    assert (low, round(high, 3)) == (0.0, 0.278)
    assert audit.wilson(0.5, 0) == (0.0, 1.0)


def told(stratum: str, right: int, wrong: int) -> list[Audited]:
    verdicts = ["right"] * right + ["wrong"] * wrong
    return [Audited(f"{stratum}-{n}", stratum, 0.1, v, "Ana", "") for n, v in enumerate(verdicts)]


def test_strata_count_by_their_sizes() -> None:
    large = audit.precision("large", 900, told("large", 9, 1))
    small = audit.precision("small", 100, told("small", 0, 10))
    share = audit.weighted_share([large, small])
    assert share == pytest.approx(0.81)
    both = audit.whole([large, small])
    assert both.low is not None and both.high is not None
    assert both.low < 0.81 < both.high
    assert audit.whole([audit.precision("none", 5, [])]).low is None


def test_a_stratum_judged_whole_leaves_less_to_doubt() -> None:
    part = audit.whole([audit.precision("a", 10_000, told("a", 20, 10))])
    all_of_it = audit.whole([audit.precision("a", 31, told("a", 20, 10))])
    assert part.low is not None and all_of_it.low is not None
    assert all_of_it.low > part.low


def test_two_readers_agree_beyond_chance() -> None:
    first = [Audited(f"s-{n}", "x", 1, "right" if n < 8 else "wrong", "A", "") for n in range(10)]
    second = [Audited(f"s-{n}", "x", 1, "right" if n < 7 else "wrong", "B", "") for n in range(10)]
    agreed = audit.agreement([*first, *second])
    assert agreed is not None
    assert agreed["same"] == pytest.approx(0.9)
    assert agreed["kappa"] == pytest.approx((0.9 - 0.62) / 0.38)
    assert audit.agreement(first) is None


def test_what_was_drawn_more_thinly_counts_for_more() -> None:
    thin = [Audited(f"t-{n}", "x", 0.05, "right", "Ana", "") for n in range(10)]
    thick = [Audited(f"u-{n}", "x", 0.5, "wrong", "Ana", "") for n in range(10)]
    told_by = audit.precision("x", 220, [*thin, *thick])
    assert told_by.share == pytest.approx(200 / 220)
    assert (told_by.judged, told_by.right) == (20, 10)
    # Kish: (10 * 20 + 10 * 2)^2 / (10 * 400 + 10 * 4)
    assert told_by.draws == pytest.approx(220**2 / 4040)
    even = audit.precision("x", 200, told("x", 10, 10))
    assert even.share == 0.5 and even.draws == pytest.approx(20)


def test_two_strata_may_hold_the_same_pair() -> None:
    pair = "s-1|s-2"
    both = [
        corrections.judgement(pair, audit.verdict_of(stratum, 0.5, verdict), "Ana", "2031-05-01")
        for stratum, verdict in (("denials", "right"), ("utterances", "wrong"))
    ]
    assert {(one.stratum, one.verdict) for one in audit.audited(both)} == {
        ("denials", "right"),
        ("utterances", "wrong"),
    }
