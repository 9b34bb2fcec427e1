"""Bare phrases: what somebody is told to have said that puts nothing: "cited his health".

Takes statements with their attitudes, gives them without the few words that hold no verb and were
read as a plain assertion, and without what only tells how a thing is called ("entitled", "known
as"). What accuses, denies, demands or declines may do so of a phrase ("denied the report"); what
asserts has to say something of something. Leaves every other statement as it is.

In the 240 articles of training/labels/articles.jsonl, whose readers marked 2,428 statements, such
phrases outside quotation marks are marked once in 29 where they stand by themselves with two words
at most, and 5 times in 30 within another's words, with eight.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hearsay.links.proposition import finite
from hearsay.types import Analysis, Statement

MOST_WORDS, MOST_WITHIN = 2, 8
"""Words of the longest phrase that is dropped, by itself and nested. Statements F1 on the stories,
whole attributions on PolNeAR dev and its cue tokens: .814 .669 .700 without, .816 .671 .696 so,
with four words .813 .669 .684; in the 240 articles, F1 .768, .775, .780."""
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_PUTS = re.compile(
    r"\b(?:\w+['’](?:re|ve|ll|m|d)|(?:he|she|it|that|there|who|what)['’]s|to\s+be|as|whether|how|why)\b"
    r"|\w+n['’]t\b|\d",
    re.IGNORECASE,
)
"""What makes a proposition of a phrase without a plain verb: "him to be dead", "them as spies"."""
_NEWS = re.compile(r"report|announc|claim|identif|complain|express|rumou?r", re.IGNORECASE)
"""Cues whose object is what happened: "announced a ceasefire", "reported a burning smell"."""

_NAMES = re.compile(
    r"(?:\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+|also\s+|now\s+)?(?:named|called|dubbed)"
    r"|\bknown\s+as|titled|\bcode-?named|\bnicknamed)$",
    re.IGNORECASE,
)
"""Cues that tell what something is called. Of the 2,428 marked statements none has such a cue."""


_NOT_WHAT = re.compile(
    r"\W*(?:that|this|it)(?:['’]s|\s+is|\s+was)\s+(?:\w+\s+)?(?:what|how|where|why)\W*",
    re.IGNORECASE,
)
"""What the outlet says of another's words: "That's not what" of "That's not what Roe says"."""


def without_bare_phrases(analysis: Analysis) -> Analysis:
    """The analysis without bare phrases; what is nested in one belongs to whom that was told by."""
    text = analysis.document.text
    gone = {s.id: s.parent for s in analysis.statements if is_bare(text, s)}
    kept = []
    for statement in analysis.statements:
        if statement.id in gone:
            continue
        parent = statement.parent
        while parent in gone:
            parent = gone[parent]
        kept.append(replace(statement, parent=parent))
    return replace(analysis, statements=tuple(kept))


def is_bare(text: str, statement: Statement) -> bool:
    """Whether a statement asserts no more than a phrase, or tells what something is called."""
    words = " ".join(span.of(text) for span in statement.content)
    if _NOT_WHAT.fullmatch(words):
        return True
    if statement.attitude != "assert":
        return False
    if statement.cue and _NAMES.search(statement.cue[-1].of(text)):
        return True
    if statement.quotation != "indirect":
        return False
    if any(_NEWS.search(span.of(text)) for span in statement.cue):
        return False
    most = MOST_WORDS if statement.parent is None else MOST_WITHIN
    if len(_WORD.findall(words)) > most:
        return False
    return not (finite(words) or _PUTS.search(words))
