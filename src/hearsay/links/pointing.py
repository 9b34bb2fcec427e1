"""Statements that only point back: "these claims are false", "the report", "no comment".

Takes a statement, tells whether its words could be compared with others'. What such a statement
answers is found by `links.denials` and, for matters, by `links.matters`.
"""

from __future__ import annotations

from hearsay.links import words
from hearsay.links.context import Context
from hearsay.types import Statement

# Of a denial's content words, names aside, so many must point back for it to have no content.
_POINTING_SHARE = 0.6
# How strongly is said points to nothing: "we absolutely did not edit it".
_STRONGLY = words.listed(
    "absolutely completely totally entirely categorically unequivocally whatsoever"
)


def is_pointing(statement: Statement, context: Context) -> bool:
    """Whether a statement's words say nothing that could be compared with other statements."""
    text = context.words(statement)
    if words.points_back(text):
        return True
    if statement.attitude not in {"deny", "decline"}:
        return False
    names = words.capitalised(text)
    own = [w for w in words.normal_words(text) if w not in words.FUNCTION_WORDS]
    own = [w for w in own if words.stem(w) not in names and w not in _STRONGLY]
    return sum(w in words.POINTING for w in own) >= _POINTING_SHARE * len(own) and len(own) > 0
