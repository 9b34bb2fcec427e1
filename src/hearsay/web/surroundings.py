"""The sentence around words that do not read by themselves.

Takes a text and spans of it, gives the sentence cut into the words that are meant and those around
them, so that "Arcadia of sheltering the Front" is shown where it stands. Every word is the
article's, in its order; what is left out at the ends is told by "…".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hearsay.links.proposition import complete
from hearsay.text import sentences_around
from hearsay.types import Span

Pieces = tuple[tuple[str, bool], ...]
"""Words in the article's order, each with whether they are the ones that are meant."""
MOST = 2
"""Sentences shown around words that run over several; of more, the words tell enough."""
REACH = 180
"""Characters on either side before the sentence is cut: two lines of a column. Of the 71 sentences
shown of the demo case this cuts 1, of the 79 of the five seed articles 5."""
REMEMBERED = 4096
"""Passages of which it is remembered what stands around them: what the lists of a case show of a
dozen pages. Of the processor's time on 30 matters of a case of 100,000 statements a quarter."""
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\w")


def around(text: str, spans: Sequence[Span]) -> Pieces:
    """The sentence that holds some words, cut; nothing where the words read by themselves, are all
    of their sentence, or run over more than `MOST` sentences."""
    return _around(text, tuple(spans))


@lru_cache(maxsize=REMEMBERED)
def _around(text: str, spans: tuple[Span, ...]) -> Pieces:
    if not spans or any(complete(span.of(text)) for span in spans):
        return ()
    return within(text, spans)


def within(text: str, spans: Sequence[Span]) -> Pieces:
    """The same of any words, whether or not they read by themselves."""
    held = sentences_around(text, spans)
    if not held or len(held) > MOST:
        return ()
    found: list[tuple[str, bool]] = []
    at = held[0].start
    for span in spans:
        found += [(text[at : span.start], False), (span.of(text), True)]
        at = span.end
    found.append((text[at : held[-1].end], False))
    if not any(_WORD.search(words) for words, own in found if not own):
        return ()
    closed = [(_BLANKS.sub(" ", words), own) for words, own in found]
    closed[0] = (_end_of(closed[0][0]), False)
    closed[-1] = (_start_of(closed[-1][0]), False)
    return tuple((words, own) for words, own in closed if words)


def _end_of(words: str) -> str:
    """The last of the words before, from a whole one on."""
    if len(words) <= REACH:
        return words
    kept = words[-REACH:]
    return "… " + kept[kept.find(" ") + 1 :]


def _start_of(words: str) -> str:
    """The first of the words behind, up to a whole one."""
    if len(words) <= REACH:
        return words
    kept = words[:REACH]
    return kept[: kept.rfind(" ")] + " …"
