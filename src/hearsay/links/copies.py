"""Which documents share text: all of it, passages of it, or one origin.

Takes documents, gives `Copy` records with the shared passages as spans of both texts. Boilerplate
never counts. Containment is measured against the shorter text: an article that takes three
paragraphs from a wire is a copy in part, however long it is. Words within quotation marks count
half, because a public statement recurs wherever it is reported. Whether two documents are copies
depends on these two alone, and so does whether they are compared.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.links.fingerprints import SHINGLE, Signature, candidates, signature
from hearsay.links.joining import Joining
from hearsay.links.passages import passages
from hearsay.types import Copy, CopyKind, Document, Mention, Reason

# Pairs that share fewer fingerprints are not compared. Of 2,125 articles of data/fnc 12,941 pairs
# share one, 6,043 two, 4,593 three; with two none of the made set's 527 copies is missed.
FINGERPRINTS = 2
# What a word within quotation marks counts beside one outside. F1 of copies, three development
# stories together, at a share of 0.10 / 0.12 / 0.14: whole words 0.59 / 0.56 / 0.61,
# 0.5 0.64 / 0.67 / 0.80, 0.33 0.82 / 0.86 / 0.67, 0.25 0.93 / 0.67 / 0.67, 0 0.77 / 0.40 / 0.40.
QUOTED_WEIGHT = 0.33
# What decides are runs of at least so many words: the few in common between two runs show where a
# passage goes on, and count too easily where two texts quote alike. F1 of copies, development
# stories: all words 0.70, runs of five 0.82.
LEAST_RUN = SHINGLE
# Passages of fewer counted words are stock phrases, however short the text ("a person with
# knowledge of the matter" is a tenth of a teaser); unless they are half of it.
FEWEST_WORDS = 12.0
# Of the word sequences of either text, the share that must be in the other for `same_text`.
SAME_TEXT = 0.9
# With a credited origin in common, this part of the usual share is enough.
SAME_ORIGIN_PART = 0.5


def _credited(document: Document) -> dict[str, str]:
    """Origins a document credits, and its own outlet, by their casefolded names."""
    names = [*document.origins, *([document.outlet] if document.outlet else [])]
    return {" ".join(name.casefold().removeprefix("the ").split()): name for name in names}


def _in_common(one: Signature, other: Signature) -> float:
    """Of the word sequences of either text, the share that the other has too; the lesser share."""
    left, right = np.unique(one.shingles()), np.unique(other.shingles())
    return float(np.intersect1d(left, right).size / max(1, left.size, right.size))


def _too_few(counted: float, shorter: int) -> bool:
    return counted < FEWEST_WORDS and counted / max(1, shorter) < 0.5


def _at_most(
    one: Signature,
    other: Signature,
    weight_here: NDArray[np.float64],
    weight_there: NDArray[np.float64],
) -> float:
    """What passages can count together at most: all words of sequences that stand in both texts.

    Every run that counts has `SHINGLE` words or more, and passages are disjoint in both texts. So
    most pairs are known to be no copies without being aligned.
    """
    here, there = one.shingles(), other.shingles()
    total = []
    for own, its, weights in ((here, there, weight_here), (there, here, weight_there)):
        covered = np.zeros(len(weights), dtype=bool)
        starts = np.flatnonzero(np.isin(own, its))
        for offset in range(SHINGLE):
            covered[starts + offset] = True
        total.append(float(weights[covered].sum()))
    # sums round: a hair more, so that nothing is lost to that
    return min(total) + 1e-6


def compare(
    documents: tuple[Document, Document], signatures: tuple[Signature, Signature], at_least: float
) -> Copy | None:
    """The copy that two documents are, if they are one; smaller id first."""
    one, other = signatures
    ids = (one.document, other.document)
    share = _in_common(one, other)
    if share >= SAME_TEXT:
        whole = [Mention(text.document, text.span(0, len(text.words))) for text in signatures]
        detail = f"{share:.0%} of the word sequences of either text are in the other"
        return Copy(ids, "same_text", tuple(whole), (Reason("same_text", detail, ids),))
    weight_here = np.where(one.in_quotation, QUOTED_WEIGHT, 1.0)
    weight_there = np.where(other.in_quotation, QUOTED_WEIGHT, 1.0)
    shorter = min(len(one.words), len(other.words))
    most = _at_most(one, other, weight_here, weight_there)
    if _too_few(most, shorter) or most < at_least * SAME_ORIGIN_PART * shorter:
        return None
    found = passages(one, other)
    # What one text prints as a quotation the other may print without marks: the lesser counts.
    counted = sum(
        float(np.minimum(weight_here[i : i + n], weight_there[j : j + n]).sum())
        for passage in found
        for i, j, n in passage.blocks
        if n >= LEAST_RUN
    )
    share = counted / max(1, shorter)
    alike = sum(passage.alike for passage in found)
    detail = (
        f"{alike} words in {len(found)} passages stand in both, {share:.0%} of the shorter text's "
        f"{shorter} words (a quoted word counts {QUOTED_WEIGHT:g})"
    )
    reasons = [Reason("shared_passage", detail, ids)]
    kind: CopyKind = "shared_passage"
    if _too_few(counted, shorter):
        return None
    if share < at_least:
        credit = _credited(documents[0])
        common = sorted(credit.keys() & _credited(documents[1]).keys())
        if not common or share < at_least * SAME_ORIGIN_PART:
            return None
        kind = "same_origin"
        names = ", ".join(credit[name] for name in common)
        reasons.append(Reason("same_origin", f"both credit {names}", ids))
    mentions = [Mention(ids[0], one.span(p.left, p.left_end - p.left)) for p in found]
    mentions += [Mention(ids[1], other.span(p.right, p.right_end - p.right)) for p in found]
    return Copy(ids, kind, tuple(sorted(mentions)), tuple(reasons))


def pairs_of(
    documents: Sequence[Document],
    signatures: Sequence[Signature],
    at_least: float,
    new: Collection[int] | None = None,
) -> list[Copy]:
    """The copies among documents sorted by id, pair by pair.

    signatures: of the same documents, in their order. new: places of those that are compared with
    all; None compares each with each.
    """
    found = []
    for left, right in candidates(signatures, FINGERPRINTS, new):
        copy = compare(
            (documents[left], documents[right]), (signatures[left], signatures[right]), at_least
        )
        if copy is not None:
            found.append(copy)
    return found


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


def grouped(pairs: Sequence[Copy]) -> tuple[Copy, ...]:
    """The pairs, those of one text as one record.

    Of documents of one `same_text` group only the first stands in other records, so that a wire run
    by twenty outlets is not told twenty times.
    """
    same = _same_texts([copy for copy in pairs if copy.kind == "same_text"])
    stands_for = {d: group.documents[0] for group in same for d in group.documents}
    kept = [
        copy
        for copy in pairs
        if copy.kind != "same_text"
        and all(stands_for.get(document, document) == document for document in copy.documents)
    ]
    return tuple(sorted([*same, *kept], key=lambda copy: (copy.documents, copy.kind)))


def find_copies(documents: Sequence[Document], at_least: float) -> tuple[Copy, ...]:
    """The copies among documents, which must be sorted by id.

    at_least: the share of the shorter text's words that must stand in shared passages
    (`Settings.shared_passage`).
    """
    return grouped(pairs_of(documents, [signature(d) for d in documents], at_least))
