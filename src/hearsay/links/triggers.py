"""The word of a clause that names what happened.

Takes a text and a clause, gives the span of its trigger or nothing. A rule on the forms of English
verbs and of nouns made of verbs; where neither stands there, nothing is given.
"""

from __future__ import annotations

import re

from hearsay.links import lemmas, words
from hearsay.types import Span

_WORD = re.compile(r"[^\W\d_]+")
_NO_VERB = words.listed(
    """based alleged so-called united need indeed speed feed breed hundred red bed sacred wicked
    naked kindred embed armed unarmed related aged ground light lay bound wound"""
)
_AUXILIARY = words.listed(
    """be am is are was were been being have has had do does did will would can could shall should
    may might must"""
)
_NOUN = re.compile(
    r"(?:[aeiou][a-z]*(?:tion|sion|ment|ance|ence|ture|sure|val|ial)s?|[a-z]{3,}ing)$"
)


def _rank(word: str) -> int | None:
    """0: a verb in the past, 1: a noun of what happens, 2: a verb of saying, 3: a light verb."""
    key = lemmas.lemma(word)
    verb = (word.endswith("ed") and len(word) > 4) or lemmas.is_irregular(word)
    if word in _AUXILIARY or word in _NO_VERB:
        return None
    if key in lemmas.SAYING_KEYS:
        return 2 if verb else None
    if key in lemmas.LIGHT_KEYS:
        return 3 if verb else None
    if verb:
        return 0
    if word in words.FUNCTION_WORDS:
        return None
    return 1 if _NOUN.search(word) or lemmas.is_deverbal(word) else None


def trigger(text: str, clause: Span) -> Span | None:
    """The first word of the best rank in the clause; capitalised words are taken for names."""
    best: tuple[int, Span] | None = None
    for match in _WORD.finditer(text, clause.start, clause.end):
        word = match.group()
        if not word.islower():
            continue
        rank = _rank(word)
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, Span(match.start(), match.end()))
    return best[1] if best else None
