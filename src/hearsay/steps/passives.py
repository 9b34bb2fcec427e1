"""Who is charged by "was accused of": the subject of the cue, never who speaks.

Takes an article and a statement with such a cue, gives the statement aimed at its subject: the name
before the cue, or for whom a pronoun stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hearsay.steps import antecedents, phrases
from hearsay.steps.antecedents import Article, Said
from hearsay.types import Reason, Span, Statement

SURE = 0.6
"""How sure it must be for whom a pronoun stands that is charged. Not swept."""
_BEEN = re.compile(
    r"\b(?:(?:has|have|had)\s+(?:also\s+|\w+ly\s+)?)?(?:is|are|was|were|been|being)\s+"
    r"(?:also\s+|again\s+|\w+ly\s+)*$"
)
_SUBJECT = re.compile(
    r"\b(?P<pronoun>[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\s+(?:(?:has|have|had|also|\w+ly)\s+)*$"
)
_APPOSED = re.compile(r"^,\s(?:(?:an?|the|who|whose)\s|\d\d,)[^.;:()“”\"]{2,100},(?=\s*$)")


def is_passive(article: Article, statement: Statement) -> bool:
    """Whether the cue tells what its subject is accused of; "been" may stand before the cue."""
    for part in statement.cue:
        lead = _BEEN.search(article.text, max(0, part.start - 30), part.start)
        if phrases.passively_accused((lead.group() if lead else "") + part.of(article.text)):
            return True
    return False


def aimed_at_subject(article: Article, statement: Statement, said: Sequence[Said]) -> Statement:
    """ "Roe was accused of": the name right before the cue, or for whom a pronoun stands there.

    Nobody where neither is there, or where it is not sure whom the pronoun means. What is told of
    the name in between counts as nothing: "Roe, a miner from Rell, was accused of".
    """
    cue = statement.cue[0].start
    if lead := _BEEN.search(article.text, max(0, cue - 30), cue):
        cue = lead.start()
    if spoken_of := _SUBJECT.search(article.text, max(0, cue - 40), cue):
        pronoun = Span(*spoken_of.span("pronoun"))
        choice = antecedents.choose(article, pronoun, (), said, antecedents.PRONOUN)
        if choice.actor is None or choice.probability < SURE:
            return statement
        told = f"“{pronoun.of(article.text)}” of “{statement.cue[0].of(article.text)}”"
        reason = Reason("target", told, (choice.actor,))
        return replace(statement, target=(choice.actor,), because=(*statement.because, reason))
    for place, actor in article.places:
        between = _APPOSED.sub("", article.text[place.end : max(place.end, cue)])
        if place.end <= cue and not between.strip(' ,"”'):
            reason = Reason("target", f"subject of “{statement.cue[0].of(article.text)}”", (actor,))
            return replace(statement, target=(actor,), because=(*statement.because, reason))
    return statement
