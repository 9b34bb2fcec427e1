"""What two mentions of events have in common, for all pairs of some mentions at once.

Takes mentions with their words, places and vectors, gives a matrix for each feature. A pair's
features depend on the two mentions and their articles, and on how rare words are among the articles
given; on no other pair.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearsay.links import lemmas, words
from hearsay.links.event_weights import INTERCEPT, WEIGHTS
from hearsay.links.similarity import VECTOR_SCALE, Matrix

NEAR = 0.45
"""Cosine of two triggers from which a pair is a candidate though its words share nothing. Of the
pairs of ECB+ train this leaves 46 %, among them 93 % of those of one event; the regression fitted
on these and not on all pairs groups better (CoNLL over folds at its best 0.782, on all 0.780, in
a trial with a few more features)."""
LEAST_SHARED = 2.0
"""A side of less rarity does not count as wholly contained in the other. As in `similarity`."""
RARE = 4.0
"""Rarity of a word that one sentence in fifty has; brings the feature near 1. Chosen, not measured:
the weight undoes it."""
NEGATION_WITHIN = 40
"""Characters before a trigger in which a negation concerns it. Chosen, not measured."""

_TIME = words.listed(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december today yesterday tomorrow morning night
    afternoon evening week month year"""
)
_TIME_KEYS = frozenset(words.stem(word) for word in _TIME)
_NEGATED = re.compile(r"\b(?:not|no|never|without|cannot)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place where an event is told.

    trigger: the words that name it. before, after: the rest of its sentence. place: index of the
    sentence in the article. Vectors: int8 unit vectors as bytes, or None: of the trigger where it
    stands, of its sentence, and of the trigger read by itself.
    """

    id: str
    document: str
    place: int
    trigger: str
    before: str
    after: str
    trigger_vector: bytes | None = None
    sentence_vector: bytes | None = None
    word_vector: bytes | None = None

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return f"{self.before} {self.trigger} {self.after}"


def _cosine(vectors: Sequence[bytes | None]) -> Matrix:
    """Cosines of all pairs; 0 where one has no vector."""
    size = max((len(vector) for vector in vectors if vector is not None), default=0)
    table = np.zeros((len(vectors), size))
    for row, vector in enumerate(vectors):
        if vector is not None:
            table[row] = np.frombuffer(vector, dtype=np.int8)
    table /= VECTOR_SCALE
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return np.asarray(table @ table.T, dtype=np.float64)


def _table(sets: Sequence[AbstractSet[str]], rare: Mapping[str, float]) -> tuple[Matrix, Matrix]:
    """Which mention has which word, (mention, word), and the words' rarity, (word,)."""
    column = {word: i for i, word in enumerate(sorted(frozenset().union(*sets)))}
    found = np.zeros((len(sets), max(1, len(column))))
    for row, own in enumerate(sets):
        for word in own:
            found[row, column[word]] = 1.0
    weights = np.array([rare.get(word, rare[""]) for word in column] or [0.0])
    return found, weights


def _overlap(sets: Sequence[AbstractSet[str]], rare: Mapping[str, float]) -> tuple[Matrix, Matrix]:
    """Rarity of the words of both by that of the lesser's; and whether both have some, none shared.

    A lesser side of little rarity does not count as wholly contained.
    """
    table, weights = _table(sets, rare)
    shared, total = (table * weights) @ table.T, table @ weights
    least = np.minimum.outer(total, total)
    some = total > 0
    return shared / np.maximum(least, LEAST_SHARED), (np.outer(some, some) & (shared <= 0)).astype(
        float
    )


def _same(keys: Sequence[str]) -> Matrix:
    rows = np.unique(np.array(keys, dtype=object).astype(str), return_inverse=True)[1]
    return np.asarray(rows[:, None] == rows[None, :], dtype=np.float64)


def _prefix(one: str, other: str) -> float:
    """Length of the common beginning by that of the longer word."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length / max(1, len(one), len(other))


def names(text: str) -> frozenset[str]:
    """Stems of capitalised words, times left out."""
    return frozenset(words.capitalised(text) - _TIME_KEYS)


def times(text: str) -> frozenset[str]:
    """Stems of words for days, months and times of day."""
    return frozenset(words.stem(w) for w in words.normal_words(text)) & _TIME_KEYS


def _bent(values: Matrix, at: float) -> Matrix:
    """What exceeds a bound, so that a weight can bend there."""
    return np.maximum(values - at, 0.0)


def _likeness(document: Sequence[str], documents: Mapping[tuple[str, str], float]) -> Matrix:
    """For every two mentions how alike their articles are; (mention, mention)."""
    index = {name: i for i, name in enumerate(sorted(set(document)))}
    alike = np.eye(len(index))
    for (one, other), value in documents.items():
        if one in index and other in index:
            alike[index[one], index[other]] = alike[index[other], index[one]] = value
    place = [index[name] for name in document]
    return np.asarray(alike[np.ix_(place, place)], dtype=np.float64)


def _of_triggers(
    mentions: Sequence[EventMention], rare: Mapping[str, float]
) -> tuple[dict[str, Matrix], list[str]]:
    """Features of the triggers' words, and the triggers' lemmas."""
    heads = [lemmas.head(mention.trigger) for mention in mentions]
    keys = [lemmas.lemma(head) for head in heads]
    families = [lemmas.family(head) for head in heads]
    distinct = sorted(set(families))
    at = {family: i for i, family in enumerate(distinct)}
    rows = [at[family] for family in families]
    likes = np.array([[_prefix(a, b) for b in distinct] for a in distinct])
    inside = [
        frozenset(lemmas.family(word) for word in words.normal_words(m.trigger)) for m in mentions
    ]
    around = [
        frozenset(lemmas.family(word) for word in words.normal_words(f"{m.before} {m.after}"))
        for m in mentions
    ]
    crossed = np.array([[family in own for family in distinct] for own in around], dtype=float)
    crossed = crossed[:, rows]
    rarities = np.array([rare.get(key, rare[""]) for key in keys])
    same_family = _same(families)
    return {
        "same lemma": _same(keys),
        "same family": same_family,
        "same family, rare": same_family * np.minimum.outer(rarities, rarities) / RARE,
        "like forms": likes[np.ix_(rows, rows)],
        "words of the triggers": _overlap(inside, {"": LEAST_SHARED})[0],
        "trigger among the other's words": np.maximum(crossed, crossed.T),
    }, keys


def _of_sentences(mentions: Sequence[EventMention], rare: Mapping[str, float]) -> dict[str, Matrix]:
    """Features of the words around the triggers."""
    plain = [
        frozenset(words.content_words(f"{m.before} {m.after}")) - names(m.sentence)
        for m in mentions
    ]
    alike = {"": LEAST_SHARED}
    found = {"plain words": _overlap(plain, rare)[0]}
    for name, sets, table in (
        ("names", [names(m.sentence) for m in mentions], rare),
        ("names before", [names(m.before) for m in mentions], rare),
        ("names after", [names(m.after) for m in mentions], rare),
        ("numbers", [words.numbers(f"{m.before} {m.after}") for m in mentions], alike),
        ("times", [times(m.sentence) for m in mentions], alike),
    ):
        found[name], found[f"{name} differ"] = _overlap(sets, table)
    return found


def features(
    mentions: Sequence[EventMention],
    rare: Mapping[str, float],
    documents: Mapping[tuple[str, str], float],
) -> dict[str, Matrix]:
    """For every pair what the score is made of; each float64 (mention, mention).

    rare: as `similarity.rarity` gives it. documents: likeness of each two articles.
    """
    found, keys = _of_triggers(mentions, rare)
    found |= _of_sentences(mentions, rare)
    document = [mention.document for mention in mentions]
    one_document = _same(document)
    across = 1.0 - one_document
    alike = _likeness(document, documents) * across
    sentence = np.array([mention.place for mention in mentions], dtype=float)
    apart = np.abs(sentence[:, None] - sentence[None, :])
    trigger = _cosine([mention.trigger_vector for mention in mentions])
    whole = _cosine([mention.sentence_vector for mention in mentions])
    word = _cosine([mention.word_vector for mention in mentions])
    saying = np.array([key in lemmas.SAYING_KEYS for key in keys])
    light = np.array([key in lemmas.LIGHT_KEYS for key in keys])
    no = np.array([bool(_NEGATED.search(m.before[-NEGATION_WITHIN:])) for m in mentions])
    same_family = found["same family"]
    return found | {
        "trigger vectors": trigger,
        "trigger vectors, over 0.5": _bent(trigger, 0.5),
        "trigger vectors, over 0.7": _bent(trigger, 0.7),
        "word vectors": word,
        "sentence vectors": whole,
        "same family, sentence vectors": same_family * whole,
        "articles": alike,
        "articles, over 0.1": _bent(alike, 0.1),
        "articles, over 0.2": _bent(alike, 0.2),
        "articles, same family": alike * same_family,
        "articles, trigger vectors": alike * trigger,
        "articles, word vectors": alike * word,
        "one article": one_document,
        "one sentence": one_document * (apart == 0),
        "one article, same family": one_document * same_family,
        "sentences apart": one_document * np.log1p(apart),
        "both say": np.outer(saying, saying).astype(float),
        "one says": (saying[:, None] != saying[None, :]).astype(float),
        "both light": np.outer(light, light).astype(float),
        "one denied": (no[:, None] != no[None, :]).astype(float),
    }


def candidates(found: Mapping[str, Matrix]) -> NDArray[np.bool_]:
    """The pairs that may tell of one event at all, bool (mention, mention)."""
    return (
        (found["same family"] > 0)
        | (found["words of the triggers"] > 0)
        | (found["trigger vectors"] >= NEAR)
        | (found["word vectors"] >= NEAR)
    )


def scores(
    found: Mapping[str, Matrix],
    weights: Mapping[str, float] = WEIGHTS,
    intercept: float = INTERCEPT,
) -> Matrix:
    """The score of every pair from its features, 0 for what is no candidate; the diagonal is 1."""
    logits = intercept + sum(weights[name] * found[name] for name in sorted(weights))
    chance = 1.0 / (1.0 + np.exp(-np.asarray(logits, dtype=np.float64)))
    result = np.where(candidates(found), chance, 0.0)
    np.fill_diagonal(result, 1.0)
    return result
