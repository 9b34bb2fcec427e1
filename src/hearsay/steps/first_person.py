"""Who "I" and "we" are: whoever speaks the quotation that they stand in.

Takes a statement whose source is a pronoun of the first person and the statements around it, gives
it the speaker of the narrowest one that quotes it. Outside all quotations it is who writes, and the
statement stays without a speaker.
"""

from __future__ import annotations

from dataclasses import replace

from hearsay.steps import phrases
from hearsay.steps.antecedents import Article
from hearsay.types import Reason, Statement


def told(article: Article, statement: Statement, resolved: dict[str, Statement]) -> Statement:
    """A source "I" or "we": whoever speaks the quotation that it stands in."""
    if statement.speaker or statement.speaker_label or not statement.source:
        return statement
    source = statement.source[0]
    number, _ = phrases.pronoun(source.of(article.text))
    if not number.startswith("first"):
        return statement
    outer = resolved.get(statement.parent) if statement.parent else None
    if outer is None:
        around = [
            other
            for other in resolved.values()
            if other.id != statement.id
            and (other.speaker or other.speaker_label)
            and any(part.covers(source) for part in other.content)
        ]
        outer = min(around, key=lambda o: (_width(o), o.id), default=None)
    if outer is None and article.quotations.at(source.start) is None:
        # an op-ed's writer: as the outlet's own sentence most of what is written would not be shown
        reason = Reason("first person", "I and we outside all quotations are who writes")
        return replace(statement, because=(*statement.because, reason))
    if outer is None:
        return statement
    reason = Reason("first person", "I and we are the speaker of the quotation", (outer.id,))
    return replace(
        statement,
        speaker=outer.speaker,
        speaker_label=outer.speaker_label,
        speaker_confidence=round(0.9 * outer.speaker_confidence, 2),
        because=(*statement.because, reason),
    )


def _width(statement: Statement) -> int:
    return sum(part.end - part.start for part in statement.content)
