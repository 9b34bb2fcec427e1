"""In which way a statement denies: the words as they stand, by pointing back, or by negation.

Takes a statement, gives its form or None. What is denied is looked for accordingly: "denied that P"
is compared with claims by P itself, "these claims are false" by where it stands, "there is no P" by
P without its negation.
"""

from __future__ import annotations

import re
from typing import Literal

from hearsay.links import alignment, pointing, stances, words
from hearsay.links.context import Context
from hearsay.steps import rejoinders
from hearsay.types import Statement

Form = Literal["points back", "denies the words", "negates", "takes back", "contradicts"]

# What a denial calls that which it turns down, with what makes it somebody's: "these allegations",
# "the mayor's report", "claims that". Of 43 denials of the development stories 26 hold such words.
_SOMEBODYS_CLAIM = re.compile(
    r"\b(?:the|these|those|this|that|such|any|all|his|her|its|their|your|our|no|[\w.-]+['’]s?)\s+"
    r"(?:[\w'’-]+\s+){0,3}?(?:claims?|allegations?|accusations?|reports?|charges?|rumou?rs?|"
    r"stor(?:y|ies)|suggestions?|insinuations?|truth)\b"
    r"|\b(?:claims?|allegations?|accusations?|reports?|rumou?rs?|suggestions?)\s+"
    r"(?:that|of|by|from|made|about|linking|against)\b"
    r"|\b(?:false|fake|fabricated|bogus)\s+(?:news|reports?|claims?|allegations?|stor(?:y|ies))\b",
    re.IGNORECASE,
)
# "their claim that the dam had burst" puts the claim itself, which "these claims" does not.
_PUT_THERE = re.compile(
    r"\b(?:claims?|allegations?|accusations?|reports?|rumou?rs?|suggestions?|assertions?|charges?|"
    r"insinuations?|stor(?:y|ies))\s+that(?:\s+[\w'’.-]+){3}",
    re.IGNORECASE,
)
# A predicate turned round: "is not", "never", "there is no". Words such as "fake" alone belong to
# `words.negations`, which is wider.
_NEGATED = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|should)\s+"
    r"(?:\w+\s+)?(?:not|never|no\b|nothing|nobody|none|neither)|\w+n['’]t|cannot|never|"
    r"nobody|no one|none of|neither|there (?:is|are|was|were) no)\b",
    re.IGNORECASE,
)

# "Any part in the fire", "involvement with them": that the fire broke out is not denied thereby.
_PART_IN = re.compile(
    r"^\W*(?:that\b.{0,40}\b(?:had|have|has|took|was|were|is|are)\s+)?"
    r"(?:(?:any|all|a|an|the|no|its|their|his|her|direct|having|playing|being|been)\s+)*"
    r"(?:part|role|hand|involvement|involved|complicity|complicit|responsibility|responsible)\s+"
    r"(?:in|with|for)\b",
    re.IGNORECASE,
)

# "Neither of them has been accused of anything": what happened is not denied thereby.
_CHARGED = r"(?:\w+ly\s+)?(?:accused|charged|indicted|suspected|arrested|convicted|blamed)\b"
_NOT_CHARGED = re.compile(
    r"\b(?:not|never|neither|nor|no one|nobody|none)\b[^.;]{0,80}?"
    rf"\b(?:been|is|are|was|were|being)\s+{_CHARGED}|n['’]t\s+(?:been\s+)?{_CHARGED}",
    re.IGNORECASE,
)
_CHARGES = re.compile(
    r"\b(?:accus|charg|indict|suspect|arrest|convict|blam)\w*|\bwrongdoing\b", re.IGNORECASE
)

# Words by which somebody takes back what they said themselves.
_TAKES_BACK = re.compile(
    r"\b(?:(?:everything|anything|what|all)\s+(?:that\s+)?(?:I|we|he|she|they)\s+(?:had\s+)?"
    r"(?:said|wrote|reported|claimed|told)|only (?:my|his|her|our|their) (?:own )?opinion|"
    r"(?:I|we|he|she|they) (?:was|were|had been) (?:wrong|mistaken)|retract\w*|recant\w*|"
    r"walk\w* back|(?:take|takes|took|taken|taking) back|with(?:draw|drew|drawn|drawing)\w* "
    r"(?:his|her|its|their|my|our|the) (?:claims?|allegations?|accusations?|reports?|statements?))"
    r"\b",
    re.IGNORECASE,
)

_UNTRUE = re.compile(
    r"\b(?:(?:not|n['’]t|never) (?:be )?true|untrue|false|hoax\w*|fake[dr]?|fabricat\w+|bogus|"
    r"debunk\w*|baseless|unfounded|no truth|a lie|invented|made[- ]up)\b",
    re.IGNORECASE,
)

# "spread the false rumours": who is told to have done so denies nothing; "denied" them, does.
_FALSE_CLAIMS = re.compile(
    r"^\W*(?:the|these|those|such|a)\s+(?:false|fake|bogus|phon[ey]y?|fabricated|untrue)\s+"
    r"(?:rumou?rs?|reports?|claims?|stor(?:y|ies)|news)\W*$",
    re.IGNORECASE,
)
# "Looked into whether he was alive": a question puts nothing that could be denied, other than
# "raised doubts as to whether".
_QUESTION = re.compile(r"^\W*(?:whether|why|how)\b", re.IGNORECASE)
_REJECTS = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying)|reject|dismiss|refut|rebut|debunk|quash|disput|expos|correct|scotch)",
    re.IGNORECASE,
)


def called_untrue(text: str) -> str | None:
    """The words of a text that call something untrue, if any."""
    found = _UNTRUE.search(text)
    return found.group() if found else None


def somebodys_claim(text: str) -> str | None:
    """The words by which a text speaks of somebody's claim, if it does."""
    found = _SOMEBODYS_CLAIM.search(text)
    return found.group() if found else None


def puts_the_claim(text: str) -> bool:
    """Whether a text that speaks of somebody's claim says in a clause what was claimed."""
    return _PUT_THERE.search(text) is not None


def negated(text: str) -> str | None:
    """The words that turn a predicate round, if any."""
    found = _NEGATED.search(text)
    return found.group() if found else None


def rejects(statement: Statement, context: Context) -> bool:
    """Whether a statement is told by a word that denies: "denied", not "said"."""
    text = context.documents[statement.document].text
    return any(_REJECTS.search(span.of(text)) for span in statement.cue)


def _doubts(statement: Statement, context: Context) -> bool:
    """Whether a statement is told by a word of doubt."""
    text = context.documents[statement.document].text
    return any("doubt" in span.of(text).casefold() for span in statement.cue)


def form_of(statement: Statement, context: Context) -> Form | None:
    """How a statement denies; None for one that denies nothing.

    What is only asserted denies where its words call something untrue; where it holds one of two
    opposite words ("alive"), it may contradict what has the other. Plain negation in somebody's
    words is no denial: of 50 links that it added on the development stories, two were right.
    """
    own = context.words(statement)
    if words.offers_both(own):
        return None
    if statement.attitude == "deny":
        if "retracts" in statement.flags or _TAKES_BACK.search(own):
            return "takes back"
        if pointing.is_pointing(statement, context):
            spreads = _FALSE_CLAIMS.search(own) and not rejects(statement, context)
            return None if spreads else "points back"
        if words.negations(own) and not rejoinders.is_rejoinder(statement):
            return "negates"
        if _QUESTION.match(own) and not _doubts(statement, context):
            return None
        return "denies the words" if stances.denies(statement, context) else None
    if statement.attitude in {"assert", "confirm", "accuse"} and statement.voice != "outlet":
        if alignment.told_untrue(own):
            return "negates"
        if words.one_of_opposites(own):
            return "contradicts"
    return None


def not_charged(denied: str, claimed: str) -> bool:
    """Whether words deny that somebody was charged, and a claim tells of no charge."""
    return _NOT_CHARGED.search(denied) is not None and _CHARGES.search(claimed) is None


def of_a_part(denied: str) -> bool:
    """Whether what somebody denies is to have had a part in something: not that it came about."""
    return _PART_IN.search(denied) is not None


def takes_all_back(taken: str) -> bool:
    """Whether what is taken back is all that somebody said, rather than what these words put."""
    return _TAKES_BACK.search(taken) is not None
