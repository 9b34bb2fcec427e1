"""What speaks for it that two statements report one act of speaking, as numbers.

Takes the compared statements of a story, gives the pairs that can be one utterance with their
features. Two named speakers of whom neither speaks for the other never are; nor are statements that
their articles date on two days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hearsay.links import words
from hearsay.links.context import Context
from hearsay.links.matters import Compared
from hearsay.types import Document, Statement

# Words in a row that are as good as any longer run.
LONG_RUN = 8
# Sentences that a later one may repeat: the headline and the lead.
LEAD = 2
# From so many words in a row on, what two articles give to speakers that they tell differently may
# be one act. F1 as in `utterances.SAME_ACT`: 6 0.530 0.492, 8 0.565 0.480; with 6, a crowd and a
# mayor who say the same short sentence were one.
SAME_WORDS = 8
# What is said is reported as news in its month or the next; a body that is quoted later has spoken
# again. Chosen, not measured: the development stories are undated but for one article.
MONTHS = 1
# Of two surnames' letters, the share in common from which they may be one name.
LIKE_SPELLING = 0.5
# Statements of one article further apart than this, in sentences, are as good as unconnected.
FAR = 8

NAMES = (
    "one speaker",
    "one party",
    "one unnamed speaker",
    "described as of the party",
    "nobody credited",
    "cosine",
    "cosine off the story's mean",
    "rare words contained",
    "rare words shared",
    "words in a row",
    "one occasion",
    "attitudes alike",
    "one article",
    "near in one article",
    "lead or headline",
    "sentences in a row",
    "sentences contained",
    "each other's best",
    "best of one",
    "one speaker denies",
    "one speaker accuses",
    "points back alike",
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """left, right: rows of `Compared`; columns: float64 (pair, feature), ordered as `NAMES`."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    columns: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Told:
    """What of one statement is looked up for every pair."""

    statement: Statement
    speaker: str | None
    named: bool
    label: frozenset[str]
    origin: frozenset[str]
    occasion: frozenset[str]
    stems: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]
    sentence: int
    around: tuple[str, ...]


def days_apart(one: Statement, other: Statement) -> bool:
    """Whether their articles date two statements on two days."""
    if not one.said_on or not other.said_on:
        return False
    short = min(len(one.said_on), len(other.said_on))
    return one.said_on[:short] != other.said_on[:short]


def _told(statements: Sequence[Statement], context: Context) -> list[_Told]:
    starts = {d: [span.start for span in spans] for d, spans in context.sentences.items()}
    found = []
    for s in statements:
        speaker = context.speaker(s)
        at = int(np.searchsorted(starts.get(s.document, []), s.content[0].start, "right"))
        spans = context.sentences[s.document]
        around = spans[at - 1].of(context.documents[s.document].text) if at else ""
        stems = _stems(context.words(s))
        found.append(
            _Told(
                statement=s,
                speaker=speaker,
                named=s.speaker is not None,
                origin=_origin(context.name(s.speaker) if s.speaker else s.speaker_label or ""),
                label=frozenset(words.content_words(s.speaker_label or "")),
                occasion=frozenset(words.content_words(s.occasion or "")),
                stems=stems,
                runs=frozenset(_runs(stems, SAME_WORDS)),
                sentence=at,
                around=_stems(around),
            )
        )
    return found


def _stems(text: str) -> tuple[str, ...]:
    return tuple(words.stem(word) for word in words.normal_words(text))


def _runs(stems: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """All so many words in a row."""
    return (tuple(stems[at : at + length]) for at in range(len(stems) - length + 1))


def _origin(name: str) -> frozenset[str]:
    """How the names begin that a speaker is told by: "an Iraqi official" and "Iraq" alike."""
    return frozenset(word[:4] for word in words.capitalised(name) if len(word) >= 4)


def longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """The most words in a row that two texts have in common, up to `LONG_RUN`."""
    best = 0
    for length in range(2, LONG_RUN + 1):
        if set(_runs(one, length)).isdisjoint(_runs(other, length)):
            break
        best = length
    return best


def can_be_one(one: _Told, other: _Told, context: Context) -> bool:
    """Whether nothing says that two statements are of two speakers or two days.

    What articles of months apart print is one act only if they print the same words.
    Speakers who are not one, nor of one party, nor described alike, may be one all the same where
    two articles print the same words: one of them names whom the other only describes, or spells a
    name otherwise.
    """
    if days_apart(one.statement, other.statement):
        return False
    documents = [context.documents[told.statement.document] for told in (one, other)]
    if _far_apart(*documents):
        return one.speaker == other.speaker and not one.runs.isdisjoint(other.runs)
    here, there = one.statement.speaker, other.statement.speaker
    if here is not None and there is not None:
        nested = [told.statement.parent is not None for told in (one, other)]
        if here != there and nested[0] != nested[1]:
            # "the league has confirmed", in another's mouth, is not what its spokesman told papers
            return False
        if context.related(here, there):
            return True
    elif here is None and there is None:
        if one.label & other.label:
            return True
    elif one.origin & other.origin:
        return True
    if documents[0] is documents[1] or one.runs.isdisjoint(other.runs):
        return False
    return here is None or there is None or _spelled_alike(context.name(here), context.name(there))


def _far_apart(one: Document, other: Document) -> bool:
    """Whether two articles are known to be published more than `MONTHS` apart."""
    months = []
    for document in (one, other):
        year, _, rest = (document.published or "").partition("-")
        if not year.isdigit() or not rest[:2].isdigit():
            return False  # undated, or dated to a year
        months.append(12 * int(year) + int(rest[:2]))
    return abs(months[0] - months[1]) > MONTHS


@lru_cache(maxsize=65536)
def _spelled_alike(one: str, other: str) -> bool:
    """Whether two names may be spellings of one: "Mashnuq", "Machnouk"."""
    here, there = (name.casefold().split()[-1] for name in (one, other))
    return SequenceMatcher(None, here, there, autojunk=False).ratio() >= LIKE_SPELLING


def pairs(compared: Compared, context: Context) -> Pairs:
    """All pairs of a story's attributed statements that can be one utterance."""
    rows = [r for r, s in enumerate(compared.statements) if s.voice != "outlet"]
    told = dict(zip(rows, _told([compared.statements[r] for r in rows], context), strict=True))
    left, right, columns = [], [], []
    for at, i in enumerate(rows):
        for j in rows[at + 1 :]:
            if can_be_one(told[i], told[j], context):
                left.append(i)
                right.append(j)
    best = _best(left, right, compared, told)
    for i, j in zip(left, right, strict=True):
        columns.append(_features(told[i], told[j], compared, best))
    return Pairs(
        np.array(left, dtype=np.int64),
        np.array(right, dtype=np.int64),
        np.array(columns, dtype=np.float64).reshape(len(left), len(NAMES)),
    )


def _best(
    left: Sequence[int], right: Sequence[int], compared: Compared, told: Mapping[int, _Told]
) -> dict[tuple[int, str], int]:
    """For each statement and each other article the row there that is most like it."""
    found: dict[tuple[int, str], tuple[float, int]] = {}
    for i, j in zip(left, right, strict=True):
        alike = float(compared.cosine[i, j] + compared.overlap[i, j])
        # the same words around both tell places of copied text apart that say little themselves
        alike += _contained(told[i].around, told[j].around) / 2
        for row, other in ((i, j), (j, i)):
            key = row, compared.statements[other].document
            if key not in found or alike > found[key][0]:
                found[key] = alike, other
    return {key: row for key, (_, row) in found.items()}


def _contained(one: Sequence[str], other: Sequence[str]) -> float:
    """Of the shorter sentence's words the share that the other has."""
    here, there = set(one), set(other)
    return len(here & there) / max(6, min(len(here), len(there)))


def _features(
    one: _Told,
    other: _Told,
    compared: Compared,
    best: Mapping[tuple[int, str], int],
) -> list[float]:
    i, j = compared.row[one.statement.id], compared.row[other.statement.id]
    here, there = one.statement.document, other.statement.document
    same_article = here == there
    both_named = one.named and other.named
    same_speaker = both_named and one.speaker == other.speaker
    unnamed = one.label & other.label and not one.named and not other.named
    gap, first = abs(one.sentence - other.sentence), min(one.sentence, other.sentence)
    alike = max(0.0, min(1.0, float(max(compared.contained[i, j], compared.off_mean[i, j]))))
    attitudes = {one.statement.attitude, other.statement.attitude}
    likeness = float(compared.likeness[i, j])
    little = min(len(set(one.stems)), len(set(other.stems))) <= 3
    firsts = [row for row, key in ((i, (j, here)), (j, (i, there))) if best.get(key) == row]
    found = {
        "one speaker": same_speaker,
        "one party": both_named and not same_speaker,
        "one unnamed speaker": len(one.label & other.label) / len(one.label | other.label)
        if unnamed
        else 0.0,
        "described as of the party": one.named != other.named and bool(one.origin & other.origin),
        "nobody credited": one.speaker is None or other.speaker is None,
        "cosine": compared.cosine[i, j],
        "cosine off the story's mean": compared.off_mean[i, j],
        "rare words contained": min(1.0, compared.contained[i, j]),
        "rare words shared": compared.overlap[i, j],
        "words in a row": longest_run(one.stems, other.stems) / LONG_RUN,
        "one occasion": bool(one.occasion & other.occasion),
        "attitudes alike": len(attitudes) == 1,
        "one article": same_article,
        "near in one article": max(0.0, 1 - gap / FAR) * alike if same_article else 0.0,
        "lead or headline": alike if same_article and first <= LEAD else 0.0,
        "sentences in a row": 0.0
        if same_article
        else longest_run(one.around, other.around) / LONG_RUN,
        "sentences contained": 0.0 if same_article else _contained(one.around, other.around),
        "each other's best": not same_article and len(firsts) == 2,
        "best of one": not same_article and len(firsts) == 1,
        "one speaker denies": likeness if both_named and attitudes == {"deny"} else 0.0,
        "one speaker accuses": likeness if same_speaker and attitudes == {"accuse"} else 0.0,
        "points back alike": both_named and little and len(attitudes) == 1,
    }
    return [float(found[name]) for name in NAMES]
