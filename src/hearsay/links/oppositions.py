"""Whether an answer is aimed at a claim, and whether a claim may be what a denial denies.

Takes two statements, gives signs; what joins a denial to the matter of its claim asks here. Which
denial denies which claim is for `links.denials` to say.
"""

from __future__ import annotations

from hearsay.links import proposition, words
from hearsay.links.context import Context
from hearsay.types import Statement


def aim(said: Statement, claimed: Statement, context: Context) -> int:
    """How many of two signs tell that an answer is aimed at a claim.

    That the claim's speaker is whom the answer turns on, and that the answer comes from whom the
    claim accuses.
    """
    signs = 0
    if claimed.speaker is not None:
        signs += context.turns_on(said, claimed.speaker)
    if said.speaker is not None:
        accused = (*claimed.target, *(claimed.about if claimed.attitude == "accuse" else ()))
        signs += any(context.related(said.speaker, actor) for actor in accused)
    return signs


def deniable(said: Statement, claimed: Statement, context: Context) -> bool:
    """Whether a claim may be what a denial denies, by who made it and what it says.

    Where a denial is aimed at somebody, nobody else who is named made the claim that it denies.
    What says nothing of anything is no claim, nor do two that both negate deny each other.
    """
    if claimed.attitude in {"deny", "decline", "demand", "promise"}:
        return False
    party = context.party(said)
    if party is not None and party == context.party(claimed) and "retracts" not in said.flags:
        return False
    own = context.words(claimed)
    if not proposition.has_predicate(claimed, context) or len(words.content_words(own)) < 2:
        return False
    if words.negations(own) and words.negations(context.words(said)):
        return False
    if said.target and claimed.speaker is not None:
        return any(context.related(claimed.speaker, target) for target in said.target)
    return True
