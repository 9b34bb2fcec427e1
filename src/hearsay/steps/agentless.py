"""Statements that nobody is given as the source of: "reportedly", "it is believed", "it seems".

Takes a statement and its article, tells whether its cue hides who speaks, or tells the outlet's
own view.
"""

from __future__ import annotations

import re

from hearsay.steps.antecedents import Article
from hearsay.types import Statement

AGENTLESS = re.compile(
    r"(?:it\s+)?(?:\w+ly\s+|also\s+)?(?:"
    r"reportedly|allegedly|alleged|purported(?:ly)?|supposed(?:ly)?|apparently|unconfirmed|"
    r"(?:(?:an?|the|no|many|some|several|there\s+(?:is|are|was|were)|"
    r"(?:there\s+)?(?:has|have|had)\s+been)\s+)*"
    r"(?:[\w-]+\s+){0,1}(?:rumou?rs?|reports|speculation|allegations?|accusations?|fears?|"
    r"suspicions?|claims|warnings|calls|criticism)|"
    r"(?:is|are|was|were|being|it['’]s|(?:has|have|had|could|can|will|would|may|might|should)"
    r"(?:\s+not|n['’]t)?(?:\s+yet|\s+also|\s+\w+ly)*\s+been?)(?:\s+not|n['’]t)?(?:\s+being)?"
    r"(?:\s+yet|\s+also|\s+\w+ly)*\s+"
    r"(?:believed|thought|understood|reported|alleged|accused|suspected|rumou?red|said|blamed|"
    r"feared|assumed|presumed|considered|claimed|told|held|linked|tipped|unclear|charged|"
    r"expected|estimated|forecast|identified|confirmed|advised)|"
    r"(?:accus|suspect|rumou?r|believ|report|alleg)ed|said\s+to|thought\s+to|turns?\s+out|"
    r"turned\s+out|emerged)\b",
    re.IGNORECASE,
)
"""Cues of statements that nobody is given as the source of."""

OWN_VIEW = re.compile(
    r"(?:it\s+)?(?:would\s+|may\s+|might\s+)?(?:seem|appear|look|sound)(?:s|ed|ing)?"
    r"(?:\s+(?:to|like|as\s+if|as\s+though|that|likely))*",
    re.IGNORECASE,
)
"""Cues that without a source tell the outlet's own view."""


_EXPLETIVE = re.compile(r"(?:it|there)", re.IGNORECASE)
_PASSIVE = re.compile(
    r"(?:has|have|had|is|was|were|are|being|been)\s+(?:(?:been|not|also|since|later|\w+ly)\s+)*"
    r"(?:claimed|revealed|reported|alleged|announced|said|believed|thought|understood|rumou?red|"
    r"suggested|confirmed|feared|assumed|disclosed|disputed|learnt|learned|known|noted|expected|"
    r"argued|hoped|estimated|stated)\b",
    re.IGNORECASE,
)


def is_expletive(text: str, source: str, statement: Statement) -> bool:
    """Whether "it" stands for nobody: "it has been claimed", "it was revealed that"."""
    if not _EXPLETIVE.fullmatch(source.strip()):
        return False
    cue = " ".join(span.of(text) for span in statement.cue)
    return _PASSIVE.match(cue.strip()) is not None


def is_agentless(statement: Statement) -> bool:
    """Whether its label is the cue's own word: "reportedly" is no party and does not go on."""
    return any(reason.rule == "agentless" for reason in statement.because)


def is_own_view(article: Article, statement: Statement) -> bool:
    """Whether the outlet tells how things look to itself: "it seems", outside all quotations."""
    cue = " ".join(span.of(article.text) for span in statement.cue).strip()
    return (
        not statement.source
        and OWN_VIEW.fullmatch(cue) is not None
        and article.quotations.at(statement.cue[0].start) is None
    )
