"""Quotations that a paragraph leaves open: the next one that opens with a mark goes on with it.

Takes a text and its statements, gives them with what goes on given to the source that it goes on
from, by the printers' rule: a quotation over several paragraphs opens each with a mark and is
closed in the last alone. Changes no content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hearsay import text as offsets
from hearsay.types import Reason, Statement

RULE = "quotation left open"
_OPENS, _CLOSES, _STRAIGHT = "“„", "”", '"'
_NEAR_END = 4
"""Characters between the end of what is said and the end of its paragraph, at most."""


def continued(text: str, statements: Sequence[Statement]) -> list[Statement]:
    """The statements, each paragraph that goes on with a quotation with the source of that one."""
    paragraphs = offsets.paragraphs(text)
    before = {
        paragraph: earlier
        for earlier, paragraph in pairwise(paragraphs)
        if text[paragraph.start] in _OPENS + _STRAIGHT and _left_open(earlier.of(text))
    }
    if not before:
        return list(statements)
    found = {one.id: one for one in statements}
    for one in sorted(statements, key=lambda s: s.content[0]):
        paragraph = next((p for p in before if p.covers(one.content[0])), None)
        if paragraph is None or one.content[0].start - paragraph.start > 1:
            continue
        if one.parent is not None or any(paragraph.covers(cue) for cue in one.cue):
            continue
        earlier = before[paragraph]
        begun = [
            other
            for other in found.values()
            if other.parent is None
            and other.source
            and earlier.covers(other.content[-1])
            and earlier.end - other.content[-1].end <= _NEAR_END
        ]
        if len(begun) != 1 or begun[0].source == one.source:
            continue
        said = begun[0]
        why = Reason(RULE, f"goes on with the words of “{said.source[0].of(text)}”", (said.id,))
        found[one.id] = replace(one, source=said.source, cue=(), because=(*one.because, why))
    return [found[one.id] for one in statements]


def _left_open(paragraph: str) -> bool:
    """Whether a paragraph ends within quotation marks."""
    last = max(paragraph.rfind(mark) for mark in _OPENS)
    if last >= 0:
        return _CLOSES not in paragraph[last:] and _STRAIGHT not in paragraph[last:]
    return paragraph.count(_STRAIGHT) % 2 == 1
