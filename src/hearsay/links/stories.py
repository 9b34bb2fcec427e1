"""Which documents tell of one train of events.

Takes documents, gives stories. Two documents are alike by the rare words that they share, by the
passages that they share and by how near their days lie (`signatures`); a pair's score depends on
the pair alone. Documents that hang together by near pairs are a cluster; a cluster falls into cores
by average link, so that one broad article does not run two stories together; a core of one or two
joins the larger core that it is most like. So a new document can change the cluster that it lands
in and what leans on that, and nothing else: what comes from a case file's index and what is
compared here all at once are the same stories.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from hearsay.identity import identify
from hearsay.links import words
from hearsay.links.grouping import group_rows
from hearsay.links.headlines import headlined, spelled
from hearsay.links.signatures import FULL, Pair, article, article_words, signature, telling
from hearsay.links.signatures import likeness as scored
from hearsay.links.similarity import Matrix
from hearsay.types import Document, Reason, Story

# Sweeps: pairs of 442 articles in 53 stories (data/fnc/dev), F1; in brackets that of 145 articles
# in 24 stories (gold/matters and gold/stories taken together).
# From this score on two documents are near. It bounds the clusters: the largest of 2,125 articles
# (data/fnc) holds 855 at .16, 231 at .25, 57 at .30. .25 .977 (1.0), .28 .980 (1.0), .30 .977
# (1.0).
NEAR = 280_000
# Least mean score of the documents of a core. .18 .979 (.95), .19 .980 (1.0), .20 .980 (1.0).
SAME_STORY = 190_000
# A core of so few documents joins a larger one ...
SMALL = 2
# ... whose documents it scores so much with on average. .12 .980, .14 .980, .16 .979.
LEANS = 140_000
_TELLING = 4

# What follows serves the comparison of events within one story (`likeness`).
# So many of a document's heaviest words are compared; the rest is everybody's vocabulary.
HEAVIEST = 80
# Documents that are taken to exist beside those of the story, so that its words still count as
# rare.
ELSEWHERE = 60
NAME_WEIGHT = 2.0


def _weighted(documents: Sequence[Document]) -> list[dict[str, float]]:
    """For every document its heaviest words, as a unit vector."""
    counts, capitals = [], []
    seen: Counter[str] = Counter()
    for document in documents:
        told = article(document)
        counts.append(article_words(told))
        capitals.append(words.capitalised.__wrapped__(told))
        seen.update(counts[-1].keys())
    found = []
    for own, names in zip(counts, capitals, strict=True):
        weights = {
            word: (1 + math.log(count))
            * math.log((len(documents) + ELSEWHERE) / (seen[word] + 0.5))
            * (NAME_WEIGHT if word in names else 1.0)
            for word, count in own.items()
        }
        heaviest = sorted(weights, key=lambda w: (-weights[w], w))[:HEAVIEST]
        length = math.sqrt(sum(weights[w] ** 2 for w in heaviest)) or 1.0
        found.append({word: weights[word] / length for word in heaviest})
    return found


def _alike(weighted: Sequence[dict[str, float]]) -> Matrix:
    """Cosines of all pairs of documents."""
    column = {word: i for i, word in enumerate(sorted({w for own in weighted for w in own}))}
    table = np.zeros((len(weighted), max(1, len(column))), dtype=np.float32)
    for row, own in enumerate(weighted):
        for word, weight in own.items():
            table[row, column[word]] = weight
    return np.asarray(table @ table.T, dtype=np.float64)


def likeness(documents: Sequence[Document]) -> dict[tuple[str, str], float]:
    """How alike each two documents are by the rare words they share, 0 to 1, by their ids."""
    alike = _alike(_weighted(documents)) if documents else np.zeros((0, 0))
    return {
        (one.id, other.id): float(alike[i, j])
        for i, one in enumerate(documents)
        for j, other in enumerate(documents)
        if i < j
    }


def neighbours(scores: Mapping[Pair, int]) -> dict[str, dict[str, int]]:
    """For every document that scores with any, those others and the scores."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), value in scores.items():
        found[one][other] = value
        found[other][one] = value
    return found


def cluster(document: str, around: Mapping[str, Mapping[str, int]]) -> list[str]:
    """All documents that hang together with one by near pairs, sorted."""
    seen, frontier = {document}, [document]
    while frontier:
        frontier = sorted(
            {
                name
                for at in frontier
                for name, value in around.get(at, {}).items()
                if value >= NEAR and name not in seen
            }
        )
        seen.update(frontier)
    return sorted(seen)


def cores(members: Sequence[str], around: Mapping[str, Mapping[str, int]]) -> list[list[str]]:
    """The groups of a cluster, whose documents must be sorted."""
    row = {name: at for at, name in enumerate(members)}
    scores = np.zeros((len(members), len(members)))
    for name, at in row.items():
        for other, value in around.get(name, {}).items():
            if other in row:
                scores[at, row[other]] = value
    np.fill_diagonal(scores, FULL)
    return [[members[at] for at in rows] for rows in group_rows(scores, SAME_STORY)]


def leans_on(
    core: Sequence[str], larger: Iterable[Sequence[str]], around: Mapping[str, Mapping[str, int]]
) -> Sequence[str] | None:
    """Of larger cores the one that a small core belongs to; None where none is like it enough."""
    best: tuple[int, int, str] | None = None
    found = None
    for other in larger:
        total = sum(around.get(name, {}).get(its, 0) for name in core for its in other)
        pairs = len(core) * len(other)
        if total < LEANS * pairs:
            continue
        # whole numbers: a mean of thousands of a score, ties to the smallest first document
        standing = (-(total * 1000 // pairs), -len(other), min(other))
        if best is None or standing < best:
            best, found = standing, other
    return found


def group(documents: Sequence[str], scores: Mapping[Pair, int]) -> list[list[str]]:
    """All documents (ids, sorted) in stories, each sorted, by their first."""
    around = neighbours(scores)
    left = set(documents)
    found: list[list[str]] = []
    for document in documents:
        if document in left:
            members = cluster(document, around)
            left.difference_update(members)
            found += cores(members, around)
    core_of = {name: tuple(core) for core in found for name in core}
    stories = {tuple(core): list(core) for core in found}
    for core in sorted(found):
        if len(core) <= SMALL:
            beside = {core_of[name] for at in core for name in around.get(at, {})}
            larger = sorted(other for other in beside if len(other) > SMALL)
            home = leans_on(core, larger, around)
            if home is not None:
                stories[tuple(home)] += stories.pop(tuple(core))
    return sorted(sorted(members) for members in stories.values())


def story_of(documents: Sequence[Document]) -> Story:
    """The record of the story that some documents are. A label is a title or the words shared."""
    members = sorted(documents, key=lambda document: document.id)
    signatures = [signature(document) for document in members]
    heaviest = telling(signatures, _TELLING)
    dates = sorted(d.published for d in members if d.published)
    first = headlined(members, signatures)
    label = first.title if first else None
    because: tuple[Reason, ...] = ()
    if len(members) > 1:
        total = sum(scored(signatures).values()) / FULL
        pairs = len(members) * (len(members) - 1) / 2
        common = ", ".join(word for word, count in heaviest if count > 1)
        detail = f"{common}; {total / pairs:.2f} alike on average"
        because = (Reason("shared words", detail),)
        if first is not None:
            told = "of the titles in no party's words the one that says most of what they share"
            because += (Reason("headline", told, (first.id,)),)
    return Story(
        id=identify("y", members[0].id),
        label=label or ", ".join(spelled([word for word, _ in heaviest], members)),
        documents=tuple(document.id for document in members),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        because=because,
    )


def find_stories(documents: Sequence[Document]) -> list[Story]:
    """Every document in one story; by the smallest document's id."""
    by_id = {document.id: document for document in documents}
    scores = scored([signature(by_id[name]) for name in sorted(by_id)])
    return [story_of([by_id[name] for name in g]) for g in group(sorted(by_id), scores)]


__all__ = ["cluster", "cores", "find_stories", "group", "leans_on", "likeness", "story_of"]
