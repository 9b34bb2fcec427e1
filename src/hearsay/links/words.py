"""Words of a text as links compare them: content words, negation, numbers, opposites.

Takes strings, gives small tuples and sets of plain words; knows nothing of documents. The tables
are general English, closed word classes and a few pairs of opposites; no name stands here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hearsay.steps import stress

WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*(?:[.,]\d+)*")


def listed(words: str) -> frozenset[str]:
    """A closed class of words, written as one text."""
    return frozenset(words.split())


FUNCTION_WORDS = listed(
    """a about above after again all also although am among an and any are as at away be became
    because been before being both but by can could did do does doing done down during each either
    else ever every for from further get gets getting give given go goes going got had has have
    having he her here hers herself him himself his how however i if in into is it its itself just
    least let like made make makes many may me might more most much must my myself near no nor not
    now of off on once one only or other others our ours out over own per quite rather really s
    same say says said saying see seem seems shall she should since so some still such t take taken
    than that the their theirs them themselves then there these they thing things this those though
    through to too toward towards under until up upon us very was way we well were what when where
    whether which while who whom whose why will with within without would yet you your yours told
    tell tells added called ve ll re d m don didn doesn isn wasn aren weren won hasn haven hadn
    couldn wouldn shouldn"""
)

# Words that deny, alone or with what follows: a statement with one of them says that something is
# not so, unless there are two.
NEGATIONS = listed(
    """not no never nobody none nothing neither nor cannot n't without false untrue fake hoax
    fabricated baseless unfounded bogus debunked wrong incorrect unlikely rejected rejects reject
    denied denies deny denying denial dismissed dismisses refuted refutes lie lies lying
    ridiculous nonsense stunt prank rumor rumour"""
)
_CONTRACTED = re.compile(r"\b\w+n['’]t\b|\bcannot\b", re.IGNORECASE)

# What a denial that only points back is made of: "these claims are completely false".
POINTING = listed(
    """claim claims report reports reported allegation allegations alleged accusation accusations
    charge charges rumor rumors rumour rumours story stories statement statements news truth true
    false untrue baseless unfounded absolutely completely totally entirely categorically
    unequivocally ridiculous nonsense unsourced unverified whatsoever deny denied denies deal matter
    involvement wrongdoing responsibility link links information anything something suggestion
    suggestions speculation comment comments confirm confirmed verify verified lie lies lying
    incorrect wrong inaccurate fabricated fabrication hoax fake any it them brought forth levelled
    leveled absurd categoric"""
)

# What somebody's claim is called by those who answer it.
_CLAIM = (
    r"(?:claim|allegation|accusation|charge|report|assertion|insinuation|remark|suggestion|"
    r"statement|stor)"
    r"(?:s|y|ies)?"
)
_CLAIMANT = re.compile(
    rf"\b{_CLAIM}\b(?:\W+\w+){{0,3}}?\W+(?:by|from)\W+(?P<after>(?:\w+\W+){{0,4}}\w+)"
    rf"|\b(?P<before>(?:\w+\s+){{0,3}}\w+)['’](?:s\s+|\s+)(?:\w+\s+)?{_CLAIM}\b",
    re.IGNORECASE,
)

_OPPOSITES = (
    ("alive living survived safe unharmed", "dead died death killed deceased"),
    ("son sons boy boys", "daughter daughters girl girls"),
    ("real genuine authentic authenticity legitimate", "fake hoax fabricated forged staged bogus"),
    ("true correct accurate", "false untrue incorrect wrong inaccurate"),
    ("guilty", "innocent"),
    ("male", "female"),
    ("former ex", "current present"),
)


def _sides() -> dict[str, tuple[int, int]]:
    found = {}
    for pair, (one, other) in enumerate(_OPPOSITES):
        for side, words in ((0, one), (1, other)):
            for word in words.split():
                found[word] = (pair, side)
    return found


_SIDE = _sides()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its commonest endings, so that `claimed`, `claims` and `claim` meet."""
    if len(word) <= 3 or word.isdigit():
        return word
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ied", "y")):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)] + instead
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
            break
    else:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def normal_words(text: str) -> list[str]:
    """All words, casefolded, in order; marks and apostrophes divide."""
    if text.isascii():
        return WORD.findall(text.lower())
    # first apart, then folded: folding makes of some letters two, one of them no letter
    return [word.casefold() for word in WORD.findall(text)]


@lru_cache(maxsize=65536)
def content_words(text: str) -> tuple[str, ...]:
    """Stems of the words that carry meaning, in order, without numbers."""
    return tuple(
        stem(word)
        for word in normal_words(text)
        if word not in FUNCTION_WORDS and not word[0].isdigit() and len(word) > 1
    )


@lru_cache(maxsize=65536)
def capitalised(text: str) -> frozenset[str]:
    """Stems of words with a capital letter: names, mostly."""
    found = set()
    for match in _TOKEN.finditer(text):
        for word in WORD.findall(match.group()):
            if word[0].isupper() and word.casefold() not in FUNCTION_WORDS and len(word) > 1:
                found.add(stem(word.casefold()))
    return frozenset(found)


UNITS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "twenty": "20",
}  # fmt: skip


_BOTH = re.compile(
    r"\b(?:real|true|genuine|fact|authentic|alive)\b\W+(?:\w+\W+){0,4}?or\W+(?:\w+\W+){0,3}?"
    r"(?:hoax|fake|false|fiction|untrue|lie|myth|dead)\b"
    r"|\b(?:hoax|fake|false|fiction|myth|dead)\b\W+(?:\w+\W+){0,3}?or\W+(?:\w+\W+){0,3}?"
    r"(?:real|true|fact|genuine|alive)\b",
    re.IGNORECASE,
)
"""Both sides of a question: "is it real or a hoax"."""


@lru_cache(maxsize=65536)
def numbers(text: str) -> frozenset[str]:
    """The numbers of a text as digits, `two` to `twenty` among them."""
    found = {re.sub(r"[.,]", "", m) for m in re.findall(r"\d+(?:[.,]\d+)*", text)}
    found.update(UNITS[word] for word in normal_words(text) if word in UNITS)
    return frozenset(found)


@lru_cache(maxsize=65536)
def claimants(text: str) -> frozenset[str]:
    """Stems of the names of those whose claims a text speaks of: "claims by the mayor of Osk"."""
    found = _CLAIMANT.finditer(text)
    return frozenset().union(*(capitalised(m["after"] or m["before"] or "") for m in found))


@lru_cache(maxsize=65536)
def names_a_claim(text: str) -> bool:
    """Whether a text opens with a word for somebody's claim: "allegations that", "its claims"."""
    return bool(re.match(rf"\W*(?:\w+\s+){{0,2}}?{_CLAIM}\b", text, re.IGNORECASE))


def offers_both(text: str) -> bool:
    """Whether a text offers both sides of a question: "decide for yourself: real or a hoax?"."""
    return _BOTH.search(text) is not None


@lru_cache(maxsize=65536)
def negating(text: str) -> tuple[str, ...]:
    """The words of a text that can negate, in order of appearance, whatever they do there.

    The weights of pairs were fitted on these.
    """
    found = [(m.start(), m.group()) for m in _CONTRACTED.finditer(text)]
    found += [
        (m.start(), m.group()) for m in WORD.finditer(text) if m.group().casefold() in NEGATIONS
    ]
    return tuple(word.casefold() for _, word in sorted(found))


@lru_cache(maxsize=65536)
def negations(text: str) -> tuple[str, ...]:
    """The words of a text that negate what it says, in order of appearance.

    What only stresses ("not only", "no doubt", "could not believe what") negates nothing.
    """
    return negating(stress.unstressed(text))


def opposites(one: str, other: str) -> tuple[str, str] | None:
    """A word of each text that are opposites, where neither text has both sides of the pair."""
    sides_one, sides_other = _opposing(one), _opposing(other)
    for pair in sorted(sides_one.keys() & sides_other.keys()):
        if len(sides_one[pair]) == len(sides_other[pair]) == 1:
            (side, word), (other_side, other_word) = (
                *sides_one[pair].items(),
                *sides_other[pair].items(),
            )
            if side != other_side:
                return word, other_word
    return None


def one_of_opposites(text: str) -> bool:
    """Whether a text holds a word of a pair of opposites, but not both sides of that pair."""
    return any(len(sides) == 1 for sides in _opposing(text).values())


@lru_cache(maxsize=65536)
def _opposing(text: str) -> dict[int, dict[int, str]]:
    """Per pair of opposites, the sides that a text names and its word for each."""
    found: dict[int, dict[int, str]] = {}
    for word in normal_words(text):
        if word in _SIDE:
            pair, side = _SIDE[word]
            found.setdefault(pair, {}).setdefault(side, word)
    return found


def points_back(text: str) -> bool:
    """Whether a text says nothing of its own, as "any of these claims" does."""
    words = [w for w in normal_words(text) if w not in FUNCTION_WORDS]
    return all(word in POINTING for word in words)
