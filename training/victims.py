"""Victims: how many people an article says were killed, injured, abducted or attacked.

Takes an `Analysis`, gives counts of victims, named people and single ones among them: "a policeman
was killed" and "Juan Roe was killed" each count one, "the farmers were abducted" an open number.
A ledger does not hold them: its figures are numbers that the article itself puts (`figures`), and a
reader who compares articles by their figures would be misled by ones that nobody has stated. Only
the benchmark `muc4` asks for them, so they stand here and not in the package: MUC-4, on which the
table is fitted, states no licence.

Which groups of people (`victim_groups`) are victims is decided by a logistic regression over the
features of `victim_evidence`; its weights are the table `victim_weights.tsv`, written by
`training/train_victims.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hearsay.steps.figures import plain, probability
from hearsay.text import sentences
from hearsay.types import Analysis, Qualifier, Span
from training.victim_evidence import Evidence, Harm, evidence
from training.victim_groups import groups

# From this probability on a group counts as victims. Share of MUC-4's required human numbers found
# and precision, five folds held back: 0.717 and 0.517 at 0.2, 0.677 and 0.556 at 0.25, 0.662 and
# 0.572 at 0.27, 0.637 and 0.592 at 0.3, 0.598 and 0.629 at 0.35. Means best from 0.27 on.
VICTIM_AT_LEAST = 0.27


@dataclass(frozen=True, slots=True)
class Victims:
    """People who came to harm, by one measure. low, high, qualifier: as of a `Figure`.

    words: what the article calls them; places: where; cue: the words that tell of the harm;
    probability: that they are victims of it, 0 to 1.
    """

    measure: Harm
    words: tuple[str, ...]
    low: float | None
    high: float | None
    qualifier: Qualifier
    places: tuple[Span, ...]
    cue: Span
    probability: float


def weighed(analysis: Analysis) -> list[Evidence]:
    """All groups of people of the article beside words for harm, with what is weighed of them."""
    text = plain(analysis.document.text)
    cut = tuple(analysis.sentences) or tuple(sentences(text))
    names = [mention.span for actor in analysis.actors for mention in actor.mentions]
    return evidence(
        text, cut, groups(analysis, text), names=names, without=analysis.document.boilerplate
    )


@cache
def weights() -> Mapping[str, float]:
    """The table of the logistic regression: feature, weight."""
    table = Path(__file__).with_name("victim_weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}


def decided(
    found: Sequence[Evidence], table: Mapping[str, float], at_least: float = VICTIM_AT_LEAST
) -> tuple[Victims, ...]:
    """The victims among the groups, by place and measure. table: weights by feature."""
    kept = []
    for one in found:
        chance = probability(one.features, table)
        if chance < at_least:
            continue
        group = one.group
        kept.append(
            Victims(
                one.harm,
                group.words,
                group.low,
                group.high,
                group.qualifier,
                group.places,
                one.cue,
                chance,
            )
        )
    return tuple(kept)


def victims(analysis: Analysis) -> tuple[Victims, ...]:
    """The victims that an article counts, names or describes.

    The analysis needs its sentences and, for named victims, its actors.
    """
    return decided(weighed(analysis), weights())
