"""Which documents share text: all of it, passages of it, or one origin.

Takes documents, gives `Copy` records with the shared passages as spans of both texts. Boilerplate
never counts. Containment is measured against the shorter text: an article that takes three
paragraphs from a wire is a copy in part, however long it is. Words within quotation marks count
half, because a public statement recurs wherever it is reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from hearsay.links.joining import Joining
from hearsay.links.words import WORD
from hearsay.text import quoted
from hearsay.types import Copy, CopyKind, Document, Mention, Reason, Span

# Length of the word sequences that find candidates and passages. F1 of copies on the development
# stories at a share of 0.12: 4, 5 and 6 0.88, 7 0.71.
SHINGLE = 5
# A passage is at least so many words, gaps included; shorter runs are stock phrases. F1 as above:
# 5 0.84, 6 0.88, 7 0.80, 8 0.67.
SHORTEST_PASSAGE = 6
# So many words may differ within a passage before it is two. F1 as above: 0 to 3 0.88, 5 0.82.
GAP = 3
# What a word within quotation marks counts beside one outside. F1 of copies, three development
# stories together, at a share of 0.10 / 0.12 / 0.14: whole words 0.59 / 0.56 / 0.61,
# 0.5 0.64 / 0.67 / 0.80, 0.33 0.82 / 0.86 / 0.67, 0.25 0.93 / 0.67 / 0.67, 0 0.77 / 0.40 / 0.40.
QUOTED_WEIGHT = 0.33
# Passages of fewer counted words are stock phrases, however short the text ("a person with
# knowledge of the matter" is a tenth of a teaser); unless they are half of it.
FEWEST_WORDS = 12.0
# Of the shingles of either text, the share that must be in the other for `same_text`.
SAME_TEXT = 0.9
# With a credited origin in common, this part of the usual share is enough.
SAME_ORIGIN_PART = 0.5
# Shingles in more documents than this are stock phrases or menus and find no candidates.
TOO_COMMON = 60


@dataclass(frozen=True, slots=True)
class _Words:
    """The article of one document as words: `ids` number them, `spans` place them."""

    document: Document
    ids: NDArray[np.int64]
    spans: tuple[Span, ...]
    weights: NDArray[np.float64]
    shingles: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `left`..`left + length` of one text that stand at `right` in another."""

    left: int
    right: int
    left_length: int
    right_length: int


def _inside(spans: Sequence[Span], size: int) -> NDArray[np.bool_]:
    """For every code point whether it lies in one of the spans."""
    marked = np.zeros(size + 1, dtype=bool)
    for span in spans:
        marked[span.start : span.end] = True
    return marked


def _words_of(document: Document, numbering: dict[str, int]) -> _Words:
    """The words of an article without its boilerplate, numbered over all documents."""
    junk = _inside(document.boilerplate, len(document.text))
    in_quotation = _inside(quoted(document.text), len(document.text))
    ids, spans, weights = [], [], []
    for match in WORD.finditer(document.text):
        if not junk[match.start()]:
            ids.append(numbering.setdefault(match.group().casefold(), len(numbering) + 1))
            spans.append(Span(match.start(), match.end()))
            weights.append(QUOTED_WEIGHT if in_quotation[match.start()] else 1.0)
    array = np.array(ids, dtype=np.int64)
    count = max(0, len(array) - SHINGLE + 1)
    shingles = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):
        shingles *= np.uint64(0x9E3779B97F4A7C15)
        shingles += array[offset : offset + count].astype(np.uint64)
    return _Words(document, array, tuple(spans), np.array(weights), shingles)


def _candidates(texts: Sequence[_Words]) -> dict[tuple[int, int], int]:
    """Pairs of texts that share rare shingles, with the number of those."""
    if not texts:
        return {}
    unique = [np.unique(text.shingles) for text in texts]
    every = np.concatenate(unique)
    owner = np.repeat(np.arange(len(texts)), [len(u) for u in unique])
    order = np.lexsort((owner, every))
    every, owner = every[order], owner[order]
    starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1]][: len(every)])
    ends = np.r_[starts[1:], len(every)][: len(starts)]
    pairs: dict[tuple[int, int], int] = defaultdict(int)
    for start, end in zip(starts, ends, strict=True):
        if 2 <= end - start <= TOO_COMMON:
            for pair in combinations(owner[start:end].tolist(), 2):
                pairs[pair] += 1
    return pairs


def _runs(one: _Words, other: _Words) -> list[_Run]:
    """Passages of two texts that agree word for word or nearly, longest first, disjoint."""
    places: dict[int, list[int]] = defaultdict(list)
    for position, shingle in enumerate(other.shingles.tolist()):
        places[shingle].append(position)
    diagonals: dict[int, list[int]] = defaultdict(list)
    for position, shingle in enumerate(one.shingles.tolist()):
        for there in places.get(shingle, ())[:8]:
            diagonals[there - position].append(position)
    exact = []
    for shift in sorted(diagonals):
        start = previous = diagonals[shift][0]
        for position in [*diagonals[shift][1:], len(one.ids) + SHINGLE + GAP + 1]:
            if position > previous + SHINGLE + GAP:
                length = previous - start + SHINGLE
                exact.append(_Run(start, start + shift, length, length))
                start = position
            previous = position
    exact.sort(key=lambda run: (-run.left_length, run.left, run.right))
    used_one = np.zeros(len(one.ids) + 1, dtype=bool)
    used_other = np.zeros(len(other.ids) + 1, dtype=bool)
    kept = []
    for run in exact:
        here = slice(run.left, run.left + run.left_length)
        beyond = slice(run.right, run.right + run.right_length)
        if not used_one[here].any() and not used_other[beyond].any():
            used_one[here] = True
            used_other[beyond] = True
            kept.append(run)
    return _closed_up(sorted(kept, key=lambda run: (run.left, run.right)))


def _closed_up(runs: Sequence[_Run]) -> list[_Run]:
    """Neighbouring runs as one where only a few words differ between them in both texts."""
    joined: list[_Run] = []
    for run in runs:
        if joined:
            last = joined[-1]
            between = run.left - last.left - last.left_length
            between_there = run.right - last.right - last.right_length
            if between <= GAP and 0 <= between_there <= GAP:
                joined[-1] = _Run(
                    last.left,
                    last.right,
                    run.left + run.left_length - last.left,
                    run.right + run.right_length - last.right,
                )
                continue
        joined.append(run)
    return [run for run in joined if run.left_length >= SHORTEST_PASSAGE]


def _span_of(text: _Words, start: int, length: int) -> Span:
    return Span(text.spans[start].start, text.spans[start + length - 1].end)


def _credited(document: Document) -> dict[str, str]:
    """Origins a document credits, and its own outlet, by their casefolded names."""
    names = [*document.origins, *([document.outlet] if document.outlet else [])]
    return {" ".join(name.casefold().removeprefix("the ").split()): name for name in names}


def _compare(one: _Words, other: _Words, at_least: float) -> Copy | None:
    """The copy that two texts are, if they are one."""
    shared = np.intersect1d(one.shingles, other.shingles).size
    shares = [
        shared / max(1, np.unique(one.shingles).size),
        shared / max(1, np.unique(other.shingles).size),
    ]
    documents = (one.document.id, other.document.id)
    if min(shares) >= SAME_TEXT:
        passages = [
            Mention(text.document.id, _span_of(text, 0, len(text.spans))) for text in (one, other)
        ]
        detail = f"{min(shares):.0%} of the word {SHINGLE}-grams of either text are in the other"
        return Copy(
            documents, "same_text", tuple(passages), (Reason("same_text", detail, documents),)
        )
    runs = _runs(one, other)
    # What one text prints as a quotation the other may print without marks: the lesser counts.
    counted = [
        min(
            float(one.weights[run.left : run.left + run.left_length].sum()),
            float(other.weights[run.right : run.right + run.right_length].sum()),
        )
        for run in runs
    ]
    shorter = min(len(one.ids), len(other.ids))
    share = sum(counted) / max(1, shorter)
    words = sum(run.left_length for run in runs)
    detail = (
        f"{words} words in {len(runs)} passages stand in both, {share:.0%} of the shorter text's "
        f"{shorter} words (a quoted word counts {QUOTED_WEIGHT:g})"
    )
    reasons = [Reason("shared_passage", detail, documents)]
    kind: CopyKind = "shared_passage"
    if sum(counted) < FEWEST_WORDS and share < 0.5:
        return None
    if share < at_least:
        credit = _credited(one.document)
        common = sorted(credit.keys() & _credited(other.document).keys())
        if not common or share < at_least * SAME_ORIGIN_PART:
            return None
        kind = "same_origin"
        names = ", ".join(credit[name] for name in common)
        reasons.append(Reason("same_origin", f"both credit {names}", documents))
    mentions = [Mention(one.document.id, _span_of(one, r.left, r.left_length)) for r in runs]
    mentions += [Mention(other.document.id, _span_of(other, r.right, r.right_length)) for r in runs]
    return Copy(documents, kind, tuple(sorted(mentions)), tuple(reasons))


def _same_texts(found: Sequence[Copy]) -> list[Copy]:
    """One record for all documents that are the same text."""
    joining = Joining(sorted({d for copy in found for d in copy.documents}))
    for copy in found:
        joining.join(copy.documents[0], copy.documents[1], copy.because[0])
    whole = {mention.document: mention for copy in found for mention in copy.passages}
    return [
        Copy(tuple(group), "same_text", tuple(whole[d] for d in group), joining.reasons(group[0]))
        for group in joining.groups()
    ]


def find_copies(documents: Sequence[Document], at_least: float) -> tuple[Copy, ...]:
    """The copies among documents, which must be sorted by id.

    at_least: the share of the shorter text's words that must stand in shared passages
    (`Settings.shared_passage`). Documents of one `same_text` group are compared with others only
    through the group's first, so that a wire run by twenty outlets is not told twenty times.
    """
    numbering: dict[str, int] = {}
    texts = [_words_of(document, numbering) for document in documents]
    same: list[Copy] = []
    equal: dict[tuple[int, ...], int] = {}
    for index, text in enumerate(texts):
        first = equal.setdefault(tuple(text.ids.tolist()), index)
        if first != index and len(text.ids) and (copy := _compare(texts[first], text, at_least)):
            same.append(copy)
    partial: list[Copy] = []
    candidates = _candidates(texts)
    for (left, right), _ in sorted(candidates.items()):
        copy = _compare(texts[left], texts[right], at_least)
        if copy is not None:
            (same if copy.kind == "same_text" else partial).append(copy)
    groups = _same_texts(same)
    stands_for = {d: group.documents[0] for group in groups for d in group.documents}
    kept = [
        copy
        for copy in partial
        if all(stands_for.get(document, document) == document for document in copy.documents)
    ]
    return tuple(sorted([*groups, *kept], key=lambda copy: (copy.documents, copy.kind)))
