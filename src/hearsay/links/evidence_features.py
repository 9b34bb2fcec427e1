"""What tells, beside a network, whether a text backs a claim: numbers, missing words, opposites.

Takes a claim and a text, gives features by name. Numbers and dates are compared as `amounts` does;
words are general English, no page's or story's words stand here.
"""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.links import words
from hearsay.links.amounts import Beside, beside

Features = dict[str, float]

_OPPOSITES = """increase decrease;rise fall;rose fell;increased decreased;higher lower;more less
more fewer;above below;over under;before after;first last;positive negative;mixed positive
mixed negative;favorable unfavorable;won lost;win lose;male female;north south;east west
northern southern;eastern western;highest lowest;largest smallest;older younger;best worst
former current;alive dead;public private;acquired sold;success failure;successful unsuccessful
critical commercial;started ended;began ended;opened closed;married divorced;son daughter
father mother;brother sister;husband wife;he she;his her;always never;all none;majority minority
hero villain;studio live;actor director;producer director;singer guitarist;american british
accepted rejected;approved rejected;arrived left;joined left;same different"""
OPPOSITES = [pair.split() for pair in _OPPOSITES.replace("\n", ";").split(";")]
TURNING = words.listed(
    "only all every never first most will not also or and best currently still former may"
)
"""Words that change what a sentence says while hardly changing what it is about."""
_FITS = (1.5, 2.5, 4.0)
_SHARES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8)
_OFF = (0.003, 0.02, 0.1, 0.5)
_TEXT_LENGTHS = (8, 15, 25, 40)
_CLAIM_LENGTHS = (5, 8, 12, 18)
MOST_MISSING = 5
BOUNDED = ("more", "less")


def features(claim: str, text: str) -> Features:
    """All features of a claim beside a text."""
    found = {"bias": 1.0}
    compared = beside(claim, text)
    bounded = [one for one in compared if one.claimed.bound in BOUNDED]
    plain = [one for one in compared if one.claimed.bound not in BOUNDED]
    found |= _amounts("bound", bounded) | _amounts("plain", plain)
    found[f"amounts {len(bounded) > 0:d}{len(plain) > 0:d}"] = 1.0
    return found | _missing(claim, text) | _turned(claim, text)


def has_bound(seen: Features) -> bool:
    """Whether the claim gives a bound: "more than 300", "before May"."""
    return any(name in seen for name in ("amounts 10", "amounts 11"))


def _amounts(name: str, compared: Sequence[Beside]) -> Features:
    found = {}
    standings = [one.standing for one in compared]
    if compared and all(standing == "holds" for standing in standings):
        found[f"{name} all hold"] = 1.0
    for one, standing in zip(compared, standings, strict=True):
        kind = f"{one.claimed.kind} {standing}"
        if standing != "holds":
            found[f"{name} {standing}"] = 1.0
        found[f"{name} {kind} fit {_step(one.fit, _FITS)}"] = 1.0
        if one.equal:
            found[f"{name} {kind} equal {one.claimed.bound}"] = 1.0
        if one.given is None:
            continue
        if one.given.bound in BOUNDED:
            found[f"{name} {standing} given open"] = 1.0
        if standing == "open":
            found[f"{name} open {one.claimed.bound} given {one.given.bound}"] = 1.0
        if standing in ("fails", "apart"):
            value = one.given.value
            off = abs(one.claimed.value - value) / max(1.0, abs(value))
            found[f"{name} {kind} off {_step(off, _OFF)}"] = 1.0
    return found


def _missing(claim: str, text: str) -> Features:
    order = words.content_words(claim)
    own, other = set(order), set(words.content_words(text))
    missing = own - other
    share = len(missing) / max(1, len(own))
    names = words.capitalised(claim)
    every = {words.stem(word) for word in words.normal_words(text)}
    unnamed = names - every
    found = {
        f"missing {_step(share, _SHARES)}": 1.0,
        "missing": 2.0 * share,
        f"missing words {min(MOST_MISSING, len(missing))}": 1.0,
        f"missing names {min(3, len(unnamed))}": 1.0,
        "missing names": 2.0 * len(unnamed) / max(1, len(names)),
    }
    if order and order[0] not in other:
        found["first word missing"] = 1.0
    if order and order[-1] not in other:
        found["last word missing"] = 1.0
    return found


def _turned(claim: str, text: str) -> Features:
    own, other = set(words.normal_words(claim)), set(words.normal_words(text))
    denies = f"{bool(words.negating(claim)):d}{bool(words.negating(text)):d}"
    found = {
        f"negated {denies}": 1.0,
        f"text length {_step(len(other), _TEXT_LENGTHS)}": 1.0,
        f"claim length {_step(len(own), _CLAIM_LENGTHS)}": 1.0,
    }
    for one, two in OPPOSITES:
        for here, there in ((one, two), (two, one)):
            if here in own and there in other and here not in other:
                found["opposite"] = 1.0
                found[f"opposite {here}, {there}"] = 1.0
            if here in own and there not in own and here in other and there in other:
                found["opposite beside it"] = 1.0
    for word in sorted(TURNING & (own ^ other)):
        found[f"only {'claim' if word in own else 'text'} {word}"] = 1.0
    return found


def _step(value: float, edges: Sequence[float]) -> int:
    return sum(value > edge for edge in edges)
