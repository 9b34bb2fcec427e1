"""Words that look like a negation and only stress what follows: "not only", "no doubt".

Takes a text, gives it without them. Asked wherever a negation decides how words are meant.
"""

from __future__ import annotations

import re

_STRESSES = re.compile(
    r"\bnot\s+(?:only|just|merely|simply|until|surprisingly|unlike)\b|\bno\s+(?:doubt|wonder)\b|"
    r"\bnothing\s+(?:short\s+of|but)\b|"
    r"\b(?:could|can)(?:n[’']t|\s?not)\s+(?:even\s+)?believe\s+"
    r"(?:what|how|it|(?:my|our|his|her|their)\s+(?:eyes|ears|luck))\b",
    re.IGNORECASE,
)
"""Words that look like a negation and stress what follows."""


def unstressed(text: str) -> str:
    """A text without the words that look like a negation and stress what follows."""
    return _STRESSES.sub(" ", text)
