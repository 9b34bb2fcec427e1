"""Whether one text says that what another puts is not so: "no bases in Osk", "bases in Osk".

Takes two texts, gives a reason or None; where it is not sure that a negation turns the one against
the other, it says nothing. Stances of statements are for `stances`.
"""

from __future__ import annotations

import re

from hearsay.links import words
from hearsay.types import Reason

# Only a claim that negates is turned, and only where it shares so much of the words. The
# propositions of gold/matters/train and dev, negated ("is not"), put as claims: of the sides that
# are then turned 207 of 257 and 24 of 30 stand as readers say, no fewer than as the matter has them
# (.83, .74). Turned since the matter negates and the claim does not, 2 of 10 did: such a matter is
# shown as it stands, with a word of caution.
SHARED_IF_NEGATED = 0.6
SHARED_IF_OPPOSITE = 0.75

# Words that negate what a clause says; not those that only sharpen it.
_NEGATION = re.compile(
    r"\b(?:no(?! doubt| less| matter| fewer| more)|not(?! only| just| least)|never|nobody|none|"
    r"neither|nor|cannot)\b|\b\w+n['’]t\b|\b(?:untrue|false|baseless|unfounded)(?=\W*(?:$|that\b))",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"[,;:—–]|\b(?:who|which|whose|because|although|though|while|when|after|before|if|but|since|"
    r"unless|until)\b",
    re.IGNORECASE,
)
# Characters before which no clause ends: "But it is not true that".
_LEAST_CLAUSE = 12
_NEGATING = frozenset(words.stem(word) for word in words.NEGATIONS)
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


def negation(put: str) -> str | None:
    """The word that negates the main clause of a text, if one does.

    "No bases in Osk" and "it is not true that ..." negate; "a man who was not there" does not.
    """
    cut = _NEXT_CLAUSE.search(put, _LEAST_CLAUSE)
    found = _NEGATION.search(put[: cut.start()] if cut else put)
    return found.group().casefold() if found else None


def unhyphened(put: str) -> str:
    """The text with words that a hyphen divides written as one."""
    return _HYPHEN.sub("", put)


def telling(put: str) -> set[str]:
    """Stems of the telling words, those with a hyphen also as one: papers write IS-K and ISK."""
    return all_words(put) - _NEGATING


def all_words(put: str) -> set[str]:
    """The same, those that negate among them."""
    return {*words.content_words(put), *words.content_words(unhyphened(put))}


def is_telling(word: str) -> bool:
    """Whether a stem among `all_words` is a telling one."""
    return word not in _NEGATING


def polarity(put: str, beside: str) -> str | None:
    """The word by which a text says that something is not so, beside another text; None if none.

    A negation of the main clause, or a word with "un-" that the other has without: "untested". Two
    of them cancel out.
    """
    found = [one] if (one := negation(put)) else []
    plain = telling(beside)
    found += [
        word
        for word in words.normal_words(put)
        if word.startswith("un") and words.stem(word[2:]) in plain
    ]
    return found[0] if len(found) % 2 else None


def shared(one: str, other: str) -> float:
    """The share of the shorter text's telling words that stand in the other, "un-" apart."""
    mine, theirs = telling(one), telling(other)
    mine |= {word[2:] for word in mine if word.startswith("un") and word[2:] in theirs}
    theirs |= {word[2:] for word in theirs if word.startswith("un") and word[2:] in mine}
    most = max(1, min(len(telling(one)), len(telling(other))))
    return min(1.0, len(mine & theirs) / most)


def turned(claimed: str, put: str) -> Reason | None:
    """Why a claim says that what a text puts is not so; None where that is not sure."""
    mine, theirs = polarity(claimed, put), polarity(put, claimed)
    opposed = words.opposites(claimed, put)
    if mine and theirs is None and opposed is None:
        sure = shared(claimed, put) >= SHARED_IF_NEGATED
        return Reason("negation", f"“{mine}” in the claim") if sure else None
    if mine is None and theirs is None and opposed:
        one, other = opposed
        apart = {words.stem(one), words.stem(other)}
        left = telling(claimed) - apart, telling(put) - apart
        least = SHARED_IF_OPPOSITE * max(1, min(map(len, left)))
        if len(left[0] & left[1]) < least:
            return None
        return Reason("opposites", f"“{one}” in the claim, “{other}” in the matter")
    return None


def says_so(claimed: str, said: str, *, denied: bool) -> tuple[bool, Reason] | None:
    """Whether somebody's words say what a claim says, and by which words that shows.

    denied: whether the words are what somebody denies ("denied that the cables went untested").
    None where nothing negates, or too few words are shared to be sure.
    """
    mine, theirs = polarity(claimed, said), polarity(said, claimed)
    if not (mine or theirs or denied) or words.opposites(claimed, said) is not None:
        return None
    if shared(claimed, said) < SHARED_IF_NEGATED:
        return None
    told = [f"“{mine}” in the claim"] * bool(mine) + [f"“{theirs}” in the words"] * bool(theirs)
    told += ["the words are denied"] * denied
    return (mine is None) == ((theirs is None) != denied), Reason("negation", ", ".join(told))
