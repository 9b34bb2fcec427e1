"""Which documents tell of one train of events.

Takes documents, sentences and copies, gives stories. Documents are alike by the rare words they
share, names counting double; copies always belong together. Average link, so that one broad
article does not run two stories together.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from hearsay.identity import identify
from hearsay.links import words
from hearsay.links.grouping import group_rows
from hearsay.links.similarity import Matrix
from hearsay.types import Copy, Document, Reason, Story

# Least mean cosine of the weighted words within a story. Pairs of 442 articles on 53 stories
# (data/fnc/dev), precision / recall: 0.10 0.76 / 0.99, 0.13 0.89 / 0.97, 0.18 0.98 / 0.94.
SAME_STORY = 0.18
# So many of a document's heaviest words are compared; the rest is everybody's vocabulary.
HEAVIEST = 80
# Documents that are taken to exist beside those of the case, so that in a case on one story the
# words of that story still count as rare.
ELSEWHERE = 60
NAME_WEIGHT = 2.0


def _article(document: Document) -> str:
    """The text without boilerplate."""
    kept, at = [], 0
    for span in document.boilerplate:
        kept.append(document.text[at : span.start])
        at = max(at, span.end)
    return " ".join([*kept, document.text[at:]])


def _weighted(documents: Sequence[Document]) -> list[dict[str, float]]:
    """For every document its heaviest words, as a unit vector."""
    counts, capitals = [], []
    seen: Counter[str] = Counter()
    for document in documents:
        article = _article(document)
        counts.append(Counter(words.content_words(article)))
        capitals.append(words.capitalised(article))
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


def find_stories(documents: Sequence[Document], copies: Sequence[Copy]) -> list[Story]:
    """Every document in one story; documents sorted by id. A label is the words most shared."""
    if not documents:
        return []
    weighted = _weighted(documents)
    alike = _alike(weighted)
    row = {document.id: i for i, document in enumerate(documents)}
    for copy in copies:
        rows = [row[document] for document in copy.documents]
        alike[np.ix_(rows, rows)] = 1.0
    found = []
    for group in group_rows(alike, SAME_STORY):
        members = [documents[i] for i in group]
        shared: Counter[str] = Counter()
        weight: Counter[str] = Counter()
        for i in group:
            for word, worth in weighted[i].items():
                shared[word] += 1
                weight[word] += worth  # type: ignore[assignment]
        telling = sorted(weight, key=lambda w: (-weight[w], w))[:4]
        dates = sorted(d.published for d in members if d.published)
        label = next((d.title for d in members if d.title), None) or ", ".join(telling)
        pairs = alike[np.ix_(group, group)]
        mean = (pairs.sum() - np.trace(pairs)) / max(1, len(group) * (len(group) - 1))
        common = ", ".join(w for w in telling if shared[w] > 1)
        because = (Reason("shared words", f"{common}; {mean:.2f} alike on average"),)
        found.append(
            Story(
                id=identify("y", members[0].id),
                label=label,
                documents=tuple(d.id for d in members),
                first=dates[0] if dates else None,
                last=dates[-1] if dates else None,
                because=because if len(group) > 1 else (),
            )
        )
    return found
