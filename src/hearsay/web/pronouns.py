"""For whom the pronoun stands that opens the words of a matter, where a denial tells it.

Takes a matter's proposition and the statement it is taken from, gives a note for a page: of "Veld
rejects claims that it shelters the Front" the words are "it shelters the Front", and "it" is Veld.
The words themselves stay as the article has them. Every other pronoun is left unexplained.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from hearsay import names
from hearsay.steps import named_claims
from hearsay.steps.phrases import SPEAKS_FOR
from hearsay.text import sentences_around
from hearsay.types import Actor, Statement

_OPENS = re.compile(
    r"[\W_]*(?:that\s+)?(?P<word>it|they|he|she)(?=['’]|\s+(?:is|are|was|were|has|have|had|did|does|"
    r"would|will|could|can)\b|\s+\w+(?:s|ed)\b)(?!\s+(?:is|was|would\s+be)\s+"
    r"(?:not\s+)?(?:true|untrue|false|possible|impossible|likely|unlikely|clear|unclear)\b)",
    re.IGNORECASE,
)


def _another_named(denial: Statement, actors: Mapping[str, Actor], text: str) -> bool:
    """Whether somebody else is named in its sentence before what is denied: "of Doe, Roe denied
    that he ..."."""
    end = denial.content[0].start
    start = sentences_around(text, denial.content)[0].start
    return any(
        mention.document == denial.document and start <= mention.span.start < end
        for actor in actors.values()
        if actor.kind == "person" and actor.id != denial.speaker
        for mention in actor.mentions
    )


def stands_for(
    proposition: str,
    put: Statement,
    cue: str,
    text: str,
    statements: Mapping[str, Statement],
    actors: Mapping[str, Actor],
) -> str:
    """The pronoun and who it is, such as "it: Veld"; "" where no denial tells.

    put: the statement that the proposition is taken from; cue: its cue's words. text: its
    article's.
    """
    found = _OPENS.match(proposition)
    if found is None or put.quotation == "direct":
        return ""
    denial = statements.get(named_claims.denial_of(put) or "")
    if denial is None and put.attitude == "deny" and named_claims.DENIES.search(cue):
        denial = put
    actor = actors.get(denial.speaker or "") if denial is not None else None
    if denial is None or actor is None or (put is not denial and put.speaker == denial.speaker):
        return ""
    word = found["word"].casefold()
    if word in ("he", "she"):
        gender = names.gender(actor.name)
        fits = (
            actor.kind == "person"
            and gender in (None, "m" if word == "he" else "f")
            and not SPEAKS_FOR.search(actor.role or "")
            and not _another_named(denial, actors, text)
        )
    else:  # a single name without a gender may be a body's, whatever its kind was read as
        known = " " in actor.name or names.gender(actor.name) is not None
        fits = actor.kind != "person" or not known
    if not fits:
        return ""
    return f"{word}: {actor.name}"
