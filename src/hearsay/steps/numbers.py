"""Numbers as English news writes them: digits, words, magnitudes, ranges, vague plurals.

Takes a text, gives every expression of quantity in it with its place and its value; leaves to
`figures` whether it is a figure, what it counts and which hedge stands before it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hearsay.text import Locator
from hearsay.types import Span

Kind = Literal["digits", "word", "vague", "article", "ordinal", "fraction", "times", "none", "sole"]

_FIRST = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENTHS = "twenty thirty forty fifty sixty seventy eighty ninety"
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_SPANNED = """second minute hour day night week fortnight month year decade century quart gallon
mile kilometre kilometer half-year half-hour"""

UNITS = {word: value for value, word in enumerate(_FIRST.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENTHS.split(), start=2)}
MAGNITUDES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
SHORT_MAGNITUDES = {
    "k": 1000,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "tn": 10**12,
}
# The least that a vague plural can mean, as the guideline of the gold stories has it.
VAGUE = {
    "several": 3,
    "few": 3,
    "handful": 3,
    "dozens": 24,
    "scores": 40,
    "tens": 20,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2 * 10**6,
    "billions": 2 * 10**9,
    "trillions": 2 * 10**12,
    "decades": 20,
}
ORDINALS = {word: value for value, word in enumerate(_RANKS.split(), start=1)}
PORTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
CURRENCIES = "$£€¥₦₹₽₪"
# Units before which "a" means one: "a month's suspension", "a quart of milk".
SPANNED = _SPANNED.split()


@dataclass(frozen=True, slots=True)
class Quantity:
    """One expression of quantity: where it stands, its bounds, and how it is written.

    `low` and `high` are None where the expression leaves that side open. `currency` is the sign
    before it, or the empty string.
    """

    span: Span
    low: float | None
    high: float | None
    kind: Kind
    currency: str = ""


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SMALL = rf"(?:(?:{_any(TENS)})(?:[\ -](?:{_any(list(UNITS)[1:10])})\b)?|{_any(UNITS)})\b"
_BIG = rf"(?:{_any(MAGNITUDES)}|dozen)"
_WORDS = (
    rf"(?:(?:half\ an?|an?)[\ -]{_BIG}|{_SMALL})\b"
    rf"(?:[\ -]{_BIG}\b|(?:(?<=hundred)|(?<=thousand)|(?<=million))(?:\ and\ |[\ -]){_SMALL})*"
    r"(?:(?:\ and\ |-and-)a[\ -]half\b)?"
)
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![.,:/]?\d)(?!\s?[ap]\.?m\b|\so['’]clock)"
)
_SIGN = rf"\b(?:US|AU|NZ|HK|A|C)[$]\s?|[{CURRENCIES}]\s?"
_LETTERS = re.compile(
    rf"""(?<![\w’'.@#/-])(?:
      (?P<times>once|twice|thrice)\b
    | (?P<sole>lone|sole|single|twin|(?:a\ )?pair\ of|a\ couple\ of|a\ couple)\b
    | (?P<vague>(?:(?:tens|dozens|scores|hundreds|thousands)\ of\ )?
        (?:dozens|scores|hundreds|thousands|millions|billions|trillions)
        |several(?:\ (?:dozen|hundred|thousand|million)\b)?
        |a\ few(?:\ (?:dozen|hundred|thousand|million|billion)\b)?|a\ handful|a\ dozen\ or\ so)\b
    | (?P<unknown>an?\ (?:(?:very\ )?\w+\ )?number(?=\ of\b))
    | (?P<fraction>(?:(?:one|two|three|four|an?)[ -])?(?:half|thirds?|quarters?|fifths?|tenths?)
        (?=\ (?:of|the|a)\b)(?!\ a\ {_BIG}))
    | (?P<none>none|no|not\ a\ single)\b
    | (?P<words>{_WORDS})
    | (?P<ordinal>{_any(ORDINALS)})\b(?!-)
    | (?P<article>an?)(?=[ ](?:{_any(SPANNED)})\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMERALS = re.compile(
    rf"""(?:(?P<currency>{_SIGN})|(?<![\w.,:/’'#&@+])(?<![^\W\d]-))
    (?P<digits>(?!0\d){_DIGITS})
    (?:(?P<th>st|nd|rd|th)\b
      |[ -]?(?P<long>(?:hundred|thousand|million|billion|trillion)s?)\b
      |(?P<close>k|m|mn|mln|b|bn|tn)\b(?!['’.]\w)
      |[ ](?P<spaced>mn|mln|m|bn)\b(?!['’.]\w))?""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s?(?:-|–|—|to|or|and)\s?", re.IGNORECASE)
_DEPTH = re.compile(r"\s?(?:away|deep|wide|high|tall|long|from|race|sprint|freestyle|final)\b")


def value_of(words: str) -> float | None:
    """The value of a number in words ("two hundred and six", "a dozen"); None if it is not one."""
    total = 0.0
    current = 0.0
    seen = False
    text = words.casefold().replace("-", " ")
    extra = 0.0
    if text.endswith(" and a half"):
        text, extra = text[: -len(" and a half")], 0.5
    for word in text.split():
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word in {"a", "an"} and (not seen or current == 0.5):
            current = current or 1.0
        elif word == "half" and not seen:
            current = 0.5
        elif word in {"dozen", "dozens"}:
            current = (current or 1.0) * 12
        elif word.rstrip("s") == "hundred":
            current = (current or 1.0) * 100
        elif word.rstrip("s") in MAGNITUDES:
            total += (current or 1.0) * MAGNITUDES[word.rstrip("s")]
            current = 0.0
        elif word != "and" or not seen:
            return None
        seen = True
    if not seen:
        return None
    if extra and total and not current:
        # "two million and a half" is two and a half millions
        return None
    return total + current + extra


def _vague(words: str) -> float:
    parts = [part for part in words.casefold().split() if part not in {"of", "a", "or", "so"}]
    value = 1.0
    if parts == ["dozen"]:
        return 12
    for part in parts:
        if part in {"dozen", *MAGNITUDES}:
            value *= 12 if part == "dozen" else MAGNITUDES[part]
        else:
            value *= VAGUE[part]
    if len(parts) == 2 and parts[1] in {"thousands", "millions", "billions"}:
        # "hundreds of thousands" is 200 thousands: the plural counts once
        value /= 2
    return value


def _fraction(words: str) -> float | None:
    parts = re.split(r"[ -]", words.casefold())
    over = PORTIONS.get(parts[-1].removesuffix("s") if parts[-1] != "half" else "half")
    above = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}.get(parts[0], 1)
    return None if over is None else above / over


def _from_letters(match: re.Match[str]) -> Quantity | None:
    span = Span(match.start(), match.end())
    words = match.group()
    kind = match.lastgroup
    if kind == "times":
        count = float({"once": 1, "twice": 2, "thrice": 3}[words.casefold()])
        return Quantity(span, count, count, "times")
    if kind == "sole":
        count = 1.0 if words.casefold() in {"lone", "sole", "single"} else 2.0
        return Quantity(span, count, count, "sole")
    if kind == "vague":
        return Quantity(span, _vague(words), None, "vague")
    if kind == "unknown":
        return Quantity(span, None, None, "vague")
    if kind == "fraction":
        share = _fraction(words)
        return None if share is None else Quantity(span, share, share, "fraction")
    if kind == "none":
        return Quantity(span, 0, 0, "none")
    if kind == "ordinal":
        rank = float(ORDINALS[words.casefold()])
        return Quantity(span, rank, rank, "ordinal")
    if kind == "article":
        return Quantity(span, 1, 1, "article")
    value = value_of(words)
    return None if value is None else Quantity(span, value, value, "word")


def _from_numerals(text: str, match: re.Match[str]) -> Quantity:
    value = float(match["digits"].replace(",", ""))
    end = match.end()
    currency = (match["currency"] or "").strip()
    if match["th"]:
        return Quantity(Span(match.start(), end), value, value, "ordinal")
    if match["long"]:
        value *= MAGNITUDES[match["long"].casefold().rstrip("s")]
    elif short := match["close"] or match["spaced"]:
        metres = short.casefold() == "m" and not currency
        if metres and (match["spaced"] or _DEPTH.match(text, end) or value > 999):
            end = match.end("digits")
        else:
            value *= SHORT_MAGNITUDES[short.casefold()]
    value = round(value, 6)
    return Quantity(Span(match.start(), end), value, value, "digits", currency)


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Joins "20 to 30", "five or six", "between 2 and 4", "$2-3 million" into one quantity each."""
    out: list[Quantity] = []
    for quantity in found:
        previous = out[-1] if out else None
        if previous is None or not _joinable(text, previous, quantity):
            if previous is not None and _hyphenated_digits(text, previous, quantity):
                out.pop()
                continue
            out.append(quantity)
            continue
        low, high = previous.low, quantity.high
        assert low is not None and high is not None
        for size in (10**9, 10**6, 1000):
            # "two to three million": the magnitude stands once, for both
            if high >= size and low < 1000 and "illion" in quantity.span.of(text)[-9:]:
                low *= size
                break
        if low > high:
            out.append(quantity)
            continue
        span = Span(previous.span.start, quantity.span.end)
        out[-1] = replace(quantity, span=span, low=low, high=high, currency=previous.currency)
    return out


def _joinable(text: str, left: Quantity, right: Quantity) -> bool:
    if left.kind not in {"digits", "word"} or right.kind not in {"digits", "word"}:
        return False
    if left.low != left.high or left.low is None or right.low is None:
        return False
    if right.currency and not left.currency:
        return False
    between = text[left.span.end : right.span.start]
    if not _BETWEEN.fullmatch(between):
        return False
    if between.strip().casefold() == "and":
        return text[max(0, left.span.start - 8) : left.span.start].casefold().endswith("between ")
    return left.low < right.low or "illion" in right.span.of(text)


def quantities(text: str, without: Sequence[Span] = ()) -> list[Quantity]:
    """Every expression of quantity in the text, in order, none overlapping another.

    What starts in one of the sorted, disjoint spans of `without` (dates, say) is left out.
    """
    left_out = Locator(without)
    found = [_from_numerals(text, match) for match in _NUMERALS.finditer(text)]
    found += [q for match in _LETTERS.finditer(text) if (q := _from_letters(match)) is not None]
    found.sort(key=lambda quantity: quantity.span)
    disjoint: list[Quantity] = []
    for quantity in found:
        if left_out.at(quantity.span.start) is not None:
            continue
        if math.isinf(quantity.low or 0.0):
            continue  # hundreds of digits in a row count nothing
        if not disjoint or quantity.span.start >= disjoint[-1].span.end:
            disjoint.append(quantity)
    return _ranges(text, disjoint)


def _hyphenated_digits(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether two numerals hang together ("3-2", "555-0199"): a score, a telephone number."""
    return (
        left.kind == right.kind == "digits"
        and not right.currency
        and text[left.span.end : right.span.start] in {"-", "–"}
    )
