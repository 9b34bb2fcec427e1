"""Which clause of somebody's words puts a proposition, and whether that clause negates.

Takes texts, gives a reason or None. "She is not his wife, but they married six years ago" denies
that she is his wife and affirms that they married: whoever is told to deny, denies in the clause
that negates, and only there. Where no clause shares enough words nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hearsay.links import turning, words
from hearsay.links.context import Context, shortened
from hearsay.steps import named_claims
from hearsay.types import Reason, Statement

# Of statements that deny, told by no word that denies, in matters of gold/matters, the stories
# given and the real stories held back, readers have on the side of the proposition: 14 of 14 where
# the proposition itself calls something untrue and so do they; 12 of 14 where the clause that
# shares most words, three at least, negates nothing; 6 of 6 where both negate.
LEAST_SHARED = 4
SHARE = 0.5
# Of the outlets' own sentences that negate right in the clause that puts the proposition, 8 of 10
# deny it. Of what others are quoted with, 3 of 14: those are left alone.
SHARED_BY_OWN, SHARE_OF_OWN = 3, 0.6

_CLAUSE = re.compile(
    r"(?<=[.!?;:…])\s+|\s…\s|,?\s+\b(?:but|because|although|though|while|whereas)\b\s+|"
    r",\s+(?:(?:and|nor)\s+)?| – | — |\s\(|\)\s|\s+and\s+(?=there\b)",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:no(?! doubt| less| matter| fewer| more)|not(?! only| just| least)|never|nobody|none|"
    r"neither|nor|cannot|nowhere|without|unlikely)\b|\b\w+n['’]t\b",
    re.IGNORECASE,
)
_CALLED_UNTRUE = re.compile(
    r"\b(?:hoax\w*|fake|bogus|false|falsely|untrue|debunked|unfounded|baseless|"
    r"fabricat\w+|no truth|doctored|photoshopped|duped|fooled|tricked|satir\w+|spoof|prank|"
    r"fictitious|phon(?:e)?y|made[- ]up|propaganda)\b",
    re.IGNORECASE,
)
# Said of what is told, not of another thing that somebody did: "is a hoax", "proved false", not
# "fired for a false report", "a site of fake stories". Of 32 statements that stood against their
# matter for such a word alone, 10 did so to their readers; where the word is so placed 9 of 15, and
# of the other 6 four stand in a matter that itself calls something untrue.
_TOLD_UNTRUE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|it['’]s|prove[sdn]?|turn(?:s|ed) out|appears?|seems?|as|"
    r"call(?:s|ed|ing)|victims? of|subject(?:ed)? (?:of|to))\s+"
    r"(?:(?:an?|the|yet|another|to|be|been|have|just|all|also|nothing|but|more|than|\w+ly|total|"
    r"almost|complete|big|elaborate|celebrity|death|internet|online|so|not|it|them)\s+){0,6}?"
    r"(?:hoax(?:es)?|fake[ds]?|bogus|false|untrue|debunked|unfounded|baseless|fabricated|"
    r"fabrications?|no truth|not (?:true|real))\b"
    r"(?:\s+(?:news|stor(?:y|ies)|reports?|rumou?rs?|claims?|videos?|photos?|pictures?|articles?))?"
    r"(?=\W*(?:$|[.,;:!?”\"’)–—-]|(?:and|but|which|that|by|in|on|to|this|of)\b))",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|unless|whether)\b", re.IGNORECASE)
# A subject and what negates its verb, at the start of a clause: "his name is not", "did not raid".
_NEGATED_VERB = re.compile(
    r"^\W*(?:\w[\w'’.-]*\s+){0,9}?(?:(?:is|are|was|were|has|have|had|does|do|did|will|would|can|"
    r"could)\s+(?:not|never)|(?:is|are|was|were|has|have|had|does|do|did|wo|would|ca|could)n['’]t|"
    r"cannot)\b(?!\s+(?:only|just|even))",
    re.IGNORECASE,
)
# A word that denies what is told, whoever's words follow: "retracted", "doubted that".
_FRAME = re.compile(
    rf"{named_claims.DENIES.pattern}|\b(?:retract|recant|dash|doubt|s[ck]eptic|withdr[ae]w|disavow|"
    r"disown|rul(?:e[sd]?|ing) out|rebut|quash)",
    re.IGNORECASE,
)


def told_untrue(text: str) -> str | None:
    """The words of a text that call untrue what it tells, if any."""
    found = _TOLD_UNTRUE.search(text)
    return " ".join(found.group().split()) if found else None


def called_untrue(text: str) -> str | None:
    """A word of a text that calls something untrue, whatever it is, if any."""
    found = _CALLED_UNTRUE.search(text)
    return found.group() if found else None


@dataclass(frozen=True, slots=True)
class Aligned:
    """The clauses of a text that share most words with another: how many, which share of the
    shorter one's, and whether one of them negates or calls something untrue."""

    clauses: tuple[str, ...]
    shared: int
    share: float
    negates: bool


def clauses(text: str) -> Iterator[str]:
    """The clauses of a text, roughly: at sentence ends, commas, dashes and "but"."""
    return (part for part in _CLAUSE.split(text) if part and words.WORD.search(part))


def negates(text: str) -> bool:
    """Whether a text holds a word that negates or that calls something untrue."""
    return bool(_NEGATION.search(text) or _CALLED_UNTRUE.search(text))


@lru_cache(maxsize=65536)
def aligned(own: str, asked: str) -> Aligned:
    """Where a text puts what another asks."""
    telling = turning.telling(asked)
    counted = [(len(turning.telling(part) & telling), part) for part in clauses(own)]
    most = max((count for count, _ in counted), default=0)
    best = tuple(part for count, part in counted if count == most)
    shorter = [max(1, min(len(turning.telling(part)), len(telling))) for part in best]
    share = max((min(1.0, most / size) for size in shorter), default=0.0)
    return Aligned(best, most, share, any(map(negates, best)))


def _parts(statement: Statement, context: Context) -> str:
    """The words of a statement, the parts of a broken one divided as clauses are."""
    text = context.documents[statement.document].text
    return " … ".join(span.of(text) for span in statement.content)


def told_by_denying(statement: Statement, context: Context) -> bool:
    """Whether a word before somebody's words denies them: "denied that", "no one suspects"."""
    text = context.documents[statement.document].text
    told = " ".join(span.of(text) for span in (*statement.source, *statement.cue))
    return bool(_FRAME.search(told) or _NEGATION.search(told))


def agrees(statement: Statement, asked: str, context: Context) -> Reason | None:
    """Why what denies by its own words says what is asked; None where it does not, or perhaps."""
    if statement.attitude != "deny" or told_by_denying(statement, context):
        return None
    own = _parts(statement, context)
    if (untrue := called_untrue(asked)) and negates(own):
        return Reason("attitude", f"calls it untrue too, there with “{untrue}”")
    found = aligned(own, asked)
    if found.shared < LEAST_SHARED or found.share < SHARE:
        return None
    if any(words.names_a_claim(part) or _SUPPOSED.search(part) for part in found.clauses):
        return None
    if found.negates != any(map(_NEGATION.search, aligned(asked, own).clauses)):
        return None
    how = "both negate" if found.negates else "denies other words than"
    return Reason("attitude", f"{how}: {shortened(found.clauses[0])}")


def contradicts(statement: Statement, asked: str, context: Context) -> Reason | None:
    """Why an outlet's own sentence says that what is asked is not so; None where it does not."""
    if statement.voice != "outlet" or negates(asked):
        return None
    found = aligned(_parts(statement, context), asked)
    if found.shared < SHARED_BY_OWN or found.share < SHARE_OF_OWN:
        return None
    if not all(_NEGATED_VERB.match(part) for part in found.clauses):
        return None
    return Reason("attitude", f"negates it: {shortened(found.clauses[0])}")
