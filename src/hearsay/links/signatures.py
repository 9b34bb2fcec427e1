"""What stands for a document when stories are sought: its telling words, its shingles, its day.

Takes a document, gives a `Signature`; of two signatures, how alike they are. Both are pure: no
other document of the case has a say, so adding one changes no score of another two. Scores are
whole numbers, so that they come out alike in Python, in SQLite and in any order of adding up.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from hearsay.links import words
from hearsay.types import Document

Pair = tuple[str, str]

HEAVIEST = 80
"""So many of a document's heaviest words are compared; the rest is everybody's vocabulary. 80, 150
and all words give the same stories on data/fnc/dev to .003 of F1."""
UNIT = 1000
"""The length of every document's vector of word weights."""
FULL = UNIT * UNIT
"""The score of two documents with the same words."""
LEAST = 120_000
"""Pairs below score nothing at all, so that few pairs need keeping: 7 for each of 442 articles.
F1 of stories on data/fnc/dev, the thresholds of `stories` chosen for each: .06 .977, .08 .977,
.12 .980, .16 .962."""
UNKNOWN = 0.5
"""A word that the table of counts does not hold counts as one in half a document."""
SHINGLE = 5
SAMPLED = 8
"""One in so many shingles is kept, by its digest: the same one in every document."""
TELLING = 2
"""Words that carry meaning in a shingle that is kept: "that I was just going to" stands in articles
on anything. Pairs of 100,000 that share four digests, replicas of different stories
(`benchmarks/replicas.py`) and different stories of data/fnc/dev, and pairs of one story there, of
460: 0 12.8 4 460, 1 8.7 4 434, 2 1.4 4 377, 3 0.2 1 190."""
FEWEST_SHARED = 3
COPIED = 0.5
"""Documents that share so much of the shorter one's kept shingles, and at least that many, are one
story whatever their words weigh."""
COPIED_ACROSS = 4
"""Kept shingles in common from which documents of different stories are compared for copies: some
forty-four words. Within a story all are compared."""
NEAR_DAYS = 30
"""Articles of one train of events appear within so many days of each other; further apart they
count less, as the number of days grows. Not measured: no data here has dates and alike stories. A
running story holds together through the articles in between."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A document as stories see it.

    words: weight by word, whole numbers, a vector of length `UNIT`. shingles: digests of word
    5-grams, sorted, one in `SAMPLED`. published: the day of publication, as a number of days, where
    the document says so to the day.
    """

    document: str
    words: Mapping[str, int]
    shingles: tuple[int, ...]
    published: int | None


@cache
def _counts() -> tuple[int, dict[str, int]]:
    """In how many of how many documents each word stands (training/word_counts.py)."""
    table = files("hearsay.links").joinpath("word_counts.tsv").read_text(encoding="utf-8")
    counted = {}
    for line in table.splitlines():
        word, _, count = line.partition("\t")
        counted[word] = int(count)
    return counted.pop(""), counted


def rarity(word: str) -> float:
    """How rare a word is in English news and other prose: the log of documents per occurrence."""
    total, counted = _counts()
    return math.log((total + 1) / (counted.get(word, 0) + UNKNOWN))


def article(document: Document) -> str:
    """The text without boilerplate."""
    kept, at = [], 0
    for span in document.boilerplate:
        kept.append(document.text[at : span.start])
        at = max(at, span.end)
    return " ".join([*kept, document.text[at:]])


def article_words(text: str) -> Counter[str]:
    """The content words of a long text, counted."""
    # not through the cache of short texts: it would hold every article of a case
    return Counter(words.content_words.__wrapped__(text))


def weighted(text: str) -> dict[str, int]:
    """A text's heaviest words with their weights, a vector of length `UNIT` in whole numbers."""
    weights = {w: (1 + math.log(count)) * rarity(w) for w, count in article_words(text).items()}
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:HEAVIEST]
    length = math.sqrt(math.fsum(weights[word] ** 2 for word in heaviest)) or 1.0
    found = {word: round(UNIT * weights[word] / length) for word in sorted(heaviest)}
    return {word: weight for word, weight in found.items() if weight}


@lru_cache(maxsize=65536)
def _digest(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8"), digest_size=7).digest(), "big")


def shingles(text: str) -> tuple[int, ...]:
    """Digests of a text's word 5-grams that tell something, one in `SAMPLED`, sorted."""
    spoken = words.normal_words(text)
    numbers = np.array([_digest(word) for word in spoken], dtype=np.uint64)
    tells = np.array([word not in words.FUNCTION_WORDS and len(word) > 1 for word in spoken], int)
    count = max(0, len(numbers) - SHINGLE + 1)
    rolled = np.zeros(count, dtype=np.uint64)
    telling = np.zeros(count, dtype=int)
    for offset in range(SHINGLE):
        rolled *= np.uint64(0x9E3779B97F4A7C15)
        rolled += numbers[offset : offset + count]
        telling += tells[offset : offset + count]
    rolled ^= rolled >> np.uint64(29)
    # SQLite's integers have 63 bits and a sign
    rolled &= np.uint64(0x7FFFFFFFFFFFFFFF)
    kept = (rolled % np.uint64(SAMPLED) == 0) & (telling >= TELLING)
    return tuple(np.unique(rolled[kept]).tolist())


def signature(document: Document) -> Signature:
    """The signature of a document."""
    text = article(document)
    try:
        published = date.fromisoformat((document.published or "")[:10]).toordinal()
    except ValueError:
        published = None
    return Signature(document.id, weighted(text), shingles(text), published)


def score(shared: int, days: int | None, common: int, shorter: int) -> int:
    """How alike two documents are, 0 to `FULL`; 0 below `LEAST`.

    shared: the product of their word vectors; days: between their days of publication, None where
    either is unknown; common: how many kept shingles both have; shorter: how many the shorter has.
    """
    if days is not None and days > NEAR_DAYS:
        shared = shared * NEAR_DAYS // days
    if common >= FEWEST_SHARED and common >= COPIED * shorter:
        shared = max(shared, common * FULL // shorter)
    return shared if shared >= LEAST else 0


def apart(one: int | None, other: int | None) -> int | None:
    """The days between two days of publication."""
    return None if one is None or other is None else abs(one - other)


def likeness(signatures: Sequence[Signature]) -> dict[Pair, int]:
    """The scores of all pairs that score at all, smaller id first."""
    ordered = sorted(signatures, key=lambda one: one.document)
    shared = _products([one.words for one in ordered])
    common = _products([dict.fromkeys(one.shingles, 1) for one in ordered])
    found = {}
    for row, column in np.argwhere(np.triu((shared >= LEAST) | (common >= FEWEST_SHARED), 1)):
        one, other = ordered[row], ordered[column]
        total = score(
            int(shared[row, column]),
            apart(one.published, other.published),
            int(common[row, column]),
            min(len(one.shingles), len(other.shingles)),
        )
        if total:
            found[one.document, other.document] = total
    return found


def copied_across(signatures: Sequence[Signature]) -> list[Pair]:
    """Pairs that share so many shingles that one may be copied from the other, whatever story."""
    ordered = sorted(signatures, key=lambda one: one.document)
    common = _products([dict.fromkeys(one.shingles, 1) for one in ordered])
    return [
        (ordered[row].document, ordered[column].document)
        for row, column in np.argwhere(np.triu(common >= COPIED_ACROSS, 1))
    ]


def _products(vectors: Sequence[Mapping[str, int] | Mapping[int, int]]) -> NDArray[np.float64]:
    """The inner products of all pairs; exact, since floats hold every whole number up to 2**53."""
    held = Counter(key for vector in vectors for key in vector)
    column = {key: at for at, key in enumerate(key for key, times in held.items() if times > 1)}
    table = np.zeros((len(vectors), max(1, len(column))))
    for row, vector in enumerate(vectors):
        for key, weight in vector.items():
            if key in column:
                table[row, column[key]] = weight
    return np.asarray(table @ table.T)


def telling(signatures: Iterable[Signature], most: int) -> list[tuple[str, int]]:
    """The words that some documents share most, heaviest first, and how many have each."""
    weight: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for one in signatures:
        weight.update(one.words)
        shared.update(one.words.keys())
    heaviest = sorted(weight, key=lambda word: (-weight[word], word))[:most]
    return [(word, shared[word]) for word in heaviest]
