"""Under whose headline a story goes: the words of an article that speaks for all of them.

Takes the articles of a story, gives the one whose title is shown for it, or None. No title is made:
it is always that of an article. One that gives the words of a party ("We know nothing": Rell
rejects the charge) would take that party's side, so it is taken only where there is no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hearsay.links.signatures import Signature, article
from hearsay.links.words import content_words
from hearsay.types import Document

_OF_A_PARTY = re.compile(
    r"[\"“”‘«»?:]|\b(?:say|claim|den(?:y|ie)|reject|accuse|blame|dismisse?|vow|warn|insist|slam|call"
    r"|condemn|refute|urge|threaten|admit|name)s?\b|\b(?:said|claimed|according to|accusations?"
    r"|alleged(?:ly)?|reported(?:ly)?)\b",
    re.IGNORECASE,
)
"""What a headline holds that is in somebody's words, tells what somebody says, or asks."""

_WORD = re.compile(r"[^\W\d_]+")


def headlined(documents: Sequence[Document], signatures: Sequence[Signature]) -> Document | None:
    """The article whose title says most of what all of them share; of equals the earliest.

    signatures: of the same documents; their heaviest words tell what they share.
    """
    shared: Counter[str] = Counter()
    for one in signatures:
        shared.update(one.words)

    def rank(document: Document) -> tuple[bool, float, str, str]:
        title = document.title or ""
        told = set(content_words(title))
        share = sum(shared[word] for word in told) / max(1, len(told)) ** 0.5
        of_a_party = _OF_A_PARTY.search(title) is not None
        return of_a_party, -share, document.published or "9999", document.id

    return min((d for d in documents if d.title), key=rank, default=None)


def spelled(stems: Sequence[str], documents: Sequence[Document]) -> tuple[str, ...]:
    """For each stem the word that the articles write most often: "bundl" is "bundle" there."""
    forms: dict[str, Counter[str]] = {stem: Counter() for stem in stems}
    for document in documents:
        for word in _WORD.findall(article(document)):
            for stem in content_words(word):
                if stem in forms:
                    forms[stem][word] += 1
    return tuple(
        min(found, key=lambda word: (-found[word], word)) if found else stem
        for stem, found in forms.items()
    )
