"""The day of which a count is, where the text dates the count and not what happened.

Takes the text around a figure, gives an ISO date or None: "as of Monday", "by midday on Friday",
"the toll rose to 27 on Thursday".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hearsay.steps.date_expressions import Expression, as_iso, days_of, known
from hearsay.types import Span

_AS_OF = re.compile(
    r"\b(?:as of|as at|by|until|up to|through)"
    r"(?: (?:late|early|midday|noon|midnight|nightfall|the (?:morning|afternoon|evening) of))?"
    r"(?: on)?\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:toll|number|figure|total|tally|count)\b[^.;]*\b(?:rose|risen|climbed|grew|jumped|fell|stood"
    r"|stands|reached|lowered|raised|revised|cut)\b|\b(?:rose|climbed|grew|jumped|reached|lowered"
    r"|raised|revised|cut)\b[^.;]*\b(?:toll|number|figure|total|tally|count)\b"
)
_FAR = 60
"""Characters between a count and its date. Chosen, not measured."""


def count_date(
    text: str, figure: Span, sentence: Span, dated: Sequence[Expression], published: str | None
) -> str | None:
    """The date of the count that a figure gives.

    dated: the date expressions of the text. published: ISO date of the article, or None.
    """
    reference = known(published)
    counted = _COUNTED.search(text, sentence.start, sentence.end) is not None
    for expression in dated:
        span = expression.span
        if not (sentence.start <= span.start and span.end <= sentence.end):
            continue
        before = text[max(sentence.start, span.start - 40) : span.end]
        # patterns of dates may take their preposition with them: "by Monday", "on Thursday"
        opening = re.match(r"(?:(?:on|by|late|early|in)\s)*", text[span.start : span.end])
        head = before[: len(before) - (span.end - span.start)] + (
            opening.group() if opening else ""
        )
        said = _AS_OF.search(head) is not None
        near = 0 <= span.start - figure.end <= _FAR or 0 <= figure.start - span.end <= _FAR
        after = 0 <= span.start - figure.end <= 4 and counted
        if near and (said or after):
            days = days_of(expression, reference, future=False)
            return as_iso(days) if days else None
    return None
