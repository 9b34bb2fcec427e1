"""Numbers and dates of a short text, and whether those of a claim hold beside those of evidence.

Takes two texts, gives for every number or date of the claim the one of the evidence that it most
likely speaks of, and how the two stand: "more than 300" beside 299 fails, beside 302 holds. English
only; words spaced apart as in tokenised text ("$ 1.5 million", "120 , 000") are read too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hearsay.links.words import content_words, listed
from hearsay.steps.numbers import MAGNITUDES, ORDINALS, value_of

Kind = Literal["number", "date", "rank"]
Bound = Literal["plain", "more", "less", "about"]
Standing = Literal["holds", "fails", "open", "apart", "none"]

_YEARLY = """january february march april may june july august september october november
december"""
_MONTHS = _YEARLY.split()
_SHORT_MONTHS = {month[:3]: at for at, month in enumerate(_MONTHS, start=1)}
_SCALES = {**MAGNITUDES, "crore": 10**7, "lakh": 10**5, "bn": 10**9, "mn": 10**6, "k": 1000}
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(m for m in _SHORT_MONTHS if m != 'may')})\b\.?)"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:\s?(?:st|nd|rd|th))?"
_DATE = re.compile(
    rf"""\b(?:
      (?P<md>{_MONTH})\s(?:the\s)?(?P<d1>{_DAY})\b(?!\s?(?:million|%|percent))(?:(?:\s?,)?\s(?P<y1>{_YEAR})\b)?
    | (?P<d2>{_DAY})\s(?:of\s)?(?P<dm>{_MONTH})\b(?:(?:\s?,)?\s(?P<y2>{_YEAR})\b)?
    | (?P<mo>{_MONTH})(?:\s?,)?\s(?:of\s)?(?P<y3>{_YEAR})\b
    | (?P<only>{"|".join(m for m in _MONTHS if m not in ("may", "march"))}|(?<=in\s)(?:may|march))\b
    | (?P<iso>{_YEAR}-[01][0-9]-[0-3][0-9])\b
    | (?P<decade>{_YEAR})\s?s\b
    | (?<![$£€₹.,\d-])(?P<y4>{_YEAR})\b(?![.,]?\d)(?!\s?(?:%|percent|million
        |people|cases|deaths|tests|copies|votes|patients))
    )""",
    re.VERBOSE,
)
_NUMBER = re.compile(
    rf"""(?<![\w.])(?:
      (?P<digits>\d{{1,3}}(?:\s?,\s?\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
        (?:(?P<th>\s?(?:st|nd|rd|th))\b|\s?-?(?P<scale>{"|".join(_SCALES)})s?\b)?
    | (?P<words>(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen
        |fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty
        |ninety|a\shundred|a\sthousand|a\smillion|a\sbillion|a\sdozen|hundred|dozen)
        (?:[ -](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million|billion
        |dozen)\b)*)\b
    | (?P<rank>{"|".join(ORDINALS)})\b
    | (?P<times>once|twice|thrice)\b
    | (?P<sole>an?\s(?:single|sole)|only\sone)\b
    )""",
    re.VERBOSE,
)
_MORE = re.compile(
    r"(?:more|greater|higher|larger|later|longer|older|better|bigger|taller|farther|further)\s"
    r"(?:\w+\s){0,2}?than(?:\s(?:a\stotal\sof|the))?\W*$"
    r"|\b(?:over|above|exceed\w*|surpass\w*|after|since|beyond|upwards\sof|past|at\sleast"
    r"|a\sminimum\sof|no\s(?:less|fewer)\sthan|not\sless\sthan|as\smany\sas)\s"
    r"(?:a\stotal\sof\s|the\s(?:year\s)?)?\W*$"
)
_LESS = re.compile(
    r"(?:less|fewer|lower|smaller|earlier|shorter|younger|worse|lesser)\s"
    r"(?:\w+\s){0,2}?than(?:\s(?:a\stotal\sof|the))?\W*$"
    r"|\b(?:under|below|before|prior\sto|until|till|up\sto|at\smost|a\smaximum\sof"
    r"|no(?:t)?\s(?:more|greater|higher|later)\sthan|almost|nearly|short\sof|by)\s"
    r"(?:a\stotal\sof\s|the\s(?:year\s)?)?\W*$"
)
_WITH_BOUND = re.compile(
    r"\b(?:at\sleast|a\sminimum\sof|no\s(?:less|fewer)\sthan|not\sless\sthan|since|up\sto|at\smost"
    r"|a\smaximum\sof|no(?:t)?\s(?:more|greater|higher|later)\sthan|until|till|by|as\smany\sas)"
    r"\s(?:a\stotal\sof\s|the\s(?:year\s)?)?\W*$"
)
_ABOUT = re.compile(
    r"(?:\b(?:about|around|some|roughly|approximately|approx\.?|circa|estimated|nearly|almost)|~)\s?"
    r"(?:a\stotal\sof\s)?\W*$"
)
_NO_BOUND = re.compile(r"\b(?:averaged\sover|based\sover|after|before|since|by|past|until)\s\W*$")
_AND_MORE = re.compile(r"\s?(?:\+|plus\b|(?:\w+\s)?or\s(?:more|higher|later|over|above)\b)")
_AND_LESS = re.compile(r"\s?(?:\w+\s)?or\s(?:less|fewer|lower|earlier|under|below)\b")
_RANGE = re.compile(r"\s?(?:-|–|—|to|and)\s?")
_UNIT = re.compile(r"\s?[-–]?\s?(%|percent\b|per\scent\b|[a-z]+)")
_CURRENCY = re.compile(r"(?:us|a|c|hk)?[$£€¥₦₹]\s?$|\b(?:rs|usd|eur)\.?\s?$")
_COUNTED_LATER = listed("other more new total confirmed additional different of")
NEAR_WORDS = 45
"""Characters before and after a number in which words tell what it counts."""
CLOSENESS, STEEPNESS, EQUAL = 2.0, 6.0, 0.7
"""How much it tells that two numbers are close, how fast that fades by doublings, and that they are
equal. Of VitaminC train's claims with a bound whose label is not "not enough info", standing and
label agree in 0.943; without closeness 0.928, with half of it 0.940, half as steep 0.942."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or date: all values from low to high. Dates are days, 372 to a year.

    year: whether a date tells its year; without one it counts days of any year. unit: "%", "$",
    the noun that follows, or "". words: stems near it.
    """

    start: int
    end: int
    low: float
    high: float
    kind: Kind
    bound: Bound
    unit: str = ""
    year: bool = True
    words: frozenset[str] = frozenset()

    @property
    def value(self) -> float:
        """The number that it gives, whichever side is open."""
        return self.low if math.isfinite(self.low) else self.high


@dataclass(frozen=True, slots=True)
class Beside:
    """An amount of a claim, the one of the evidence it is set against if any, and how both stand.

    holds: all that the evidence allows fits the claim. fails: none of it. open: some. apart: both
    are plain and differ. fit: how surely both count the same, about 0 to 4. equal: same number.
    """

    claimed: Amount
    given: Amount | None
    standing: Standing
    fit: float = 0.0
    equal: bool = False


@lru_cache(maxsize=8192)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every number and date of a text, in order."""
    lowered = text.lower()
    found = _dates(lowered)
    taken = [(one.start, one.end) for one in found]
    for match in _NUMBER.finditer(lowered):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        one = _number(lowered, match)
        if one is not None:
            found.append(one)
    found.sort(key=lambda one: one.start)
    return tuple(_ranged(lowered, found))


def _dates(text: str) -> list[Amount]:
    found = []
    for match in _DATE.finditer(text):
        year = match["y1"] or match["y2"] or match["y3"] or match["y4"] or match["decade"]
        month = match["md"] or match["dm"] or match["mo"] or match["only"]
        day = match["d1"] or match["d2"]
        if match["iso"]:
            year, number, day = match["iso"].split("-")
            at: int | None = max(1, min(12, int(number)))
        else:
            at = _SHORT_MONTHS[month[:3]] if month else None
        base = 372.0 * int(year) if year else 0.0
        if at is None:
            low, high = base, base + (3719.0 if match["decade"] else 371.0)
        elif day is None:
            low, high = base + 31 * (at - 1), base + 31 * at - 1
        else:
            low = high = base + 31 * (at - 1) + int(re.sub(r"\D", "", day)) - 1
        found.append(_bounded(text, match.start(), match.end(), low, high, "date", bool(year)))
    return found


def _number(text: str, match: re.Match[str]) -> Amount | None:
    kind: Kind = "number"
    if match["digits"]:
        value = float(re.sub(r"[\s,]", "", match["digits"]))
        if match["th"]:
            kind = "rank"
        elif match["scale"]:
            value *= _SCALES[match["scale"]]
    elif match["rank"]:
        value, kind = float(ORDINALS[match["rank"]]), "rank"
    elif match["times"]:
        value = {"once": 1.0, "twice": 2.0, "thrice": 3.0}[match["times"]]
    elif match["sole"]:
        value = 1.0
    else:
        read = value_of(match["words"])
        if read is None:
            return None
        value = read
    return _bounded(text, match.start(), match.end(), value, value, kind, True)


def _bounded(
    text: str, start: int, end: int, low: float, high: float, kind: Kind, year: bool
) -> Amount:
    """An amount with what stands around it taken into account."""
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    money = _CURRENCY.search(before)
    if money:
        before = before[: money.start()]
    bound: Bound = "plain"
    more, less = _last(_MORE, before), _last(_LESS, before)
    if kind == "number" and _NO_BOUND.search(before):
        more = less = -1
    including = bool(_WITH_BOUND.search(before))
    step = 0.0 if including else 1e-6 * max(1.0, abs(low))
    if _ABOUT.search(before):
        bound = "about"
    elif kind != "rank" and more > less:
        bound = "more"
        # "after 2017" begins where 2017 ends
        low = (low if including else high) + step
        high = math.inf
    elif kind != "rank" and less > more:
        bound = "less"
        high = (high if including else low) - step
        low = -math.inf
    elif _AND_MORE.match(after):
        bound, high = "more", math.inf
    elif _AND_LESS.match(after):
        bound, low = "less", -math.inf
    around = text[max(0, start - NEAR_WORDS) : start] + " " + text[end : end + NEAR_WORDS]
    return Amount(
        start,
        end,
        low,
        high,
        kind,
        bound,
        "$" if money else _unit(after),
        year,
        frozenset(content_words(around)),
    )


def _last(pattern: re.Pattern[str], before: str) -> int:
    """Where the last match begins, -1 without one: "Shorter won more than" holds two."""
    return max((match.start() for match in _overlapping(pattern, before)), default=-1)


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start() + 1)


def _unit(after: str) -> str:
    place = 0
    for _ in range(2):
        match = _UNIT.match(after, place)
        if match is None:
            return ""
        word = match.group(1)
        if word[0] in "%p" and word in ("%", "percent", "per cent"):
            return "%"
        if word not in _COUNTED_LATER:
            stems = content_words(word)
            return stems[0] if stems else ""
        place = match.end()
    return ""


def _ranged(text: str, found: Sequence[Amount]) -> list[Amount]:
    """Joins "between 20 and 30", "2011–2014"."""
    out: list[Amount] = []
    for one in found:
        last = out[-1] if out else None
        between = text[last.end : one.start] if last else ""
        if (
            last is not None
            and last.kind == one.kind != "rank"
            and math.isfinite(last.low)
            and math.isfinite(one.high)
            and last.low < one.low
            and _RANGE.fullmatch(between)
            and (
                between.strip() not in ("and", "to")
                or re.search(r"\b(?:between|from)\W*$", text[max(0, last.start - 10) : last.start])
            )
        ):
            out[-1] = Amount(
                last.start, one.end, last.low, one.high, one.kind, "plain", one.unit, one.year,
                last.words | one.words,
            )  # fmt: skip
            continue
        out.append(one)
    return out


def beside(claim: str, evidence: str) -> list[Beside]:
    """For every amount of the claim the likeliest of the evidence."""
    given = amounts(evidence)
    asked = frozenset(content_words(claim))
    return [_best(one, given, asked) for one in amounts(claim)]


def _best(claimed: Amount, given: Sequence[Amount], asked: frozenset[str]) -> Beside:
    best: Beside | None = None
    for other in given:
        fit = _fit(claimed, other, asked)
        if fit is not None and (best is None or fit > best.fit):
            standing, equal = _standing(claimed, other)
            best = Beside(claimed, other, standing, fit, equal)
    return best or Beside(claimed, None, "none")


def _fit(claimed: Amount, other: Amount, asked: frozenset[str]) -> float | None:
    """How surely two amounts count the same thing; None where they cannot."""
    if (claimed.kind == "date") != (other.kind == "date"):
        return None
    if (claimed.unit == "%") != (other.unit == "%") and "%" in (claimed.unit, other.unit):
        return None
    fit = 0.0
    one, two = _comparable(claimed, other)
    if claimed.kind == "date":
        if claimed.year and other.year:
            fit += 1.0 - min(1.0, abs(one.value - two.value) / 3720)
        elif not claimed.year and not other.year:
            fit += 0.8
        else:
            fit += 0.3
        if one.low <= two.high and two.low <= one.high:
            fit += 0.5
    else:
        if claimed.kind != other.kind:
            fit -= 0.8
        if (claimed.unit == "$") != (other.unit == "$"):
            fit -= 0.7
        if claimed.unit and claimed.unit == other.unit:
            fit += 1.0
        elif claimed.unit and claimed.unit in other.words:
            fit += 0.5
        far = _doublings(one.value, two.value)
        fit += CLOSENESS * math.exp(-STEEPNESS * far) - min(2.0, far)
        if _same(one.value, two.value):
            fit += EQUAL
    shared = len(claimed.words & other.words)
    fit += shared / math.sqrt(1.0 + len(claimed.words))
    return fit + 0.5 * len(asked & other.words) / math.sqrt(1.0 + len(asked))


def _comparable(claimed: Amount, other: Amount) -> tuple[Amount, Amount]:
    """Both without years where one of them has none."""
    if claimed.kind != "date" or claimed.year == other.year:
        return claimed, other
    return _yearless(claimed), _yearless(other)


def _yearless(one: Amount) -> Amount:
    if not one.year:
        return one
    low = one.low % 372 if math.isfinite(one.low) else one.low
    high = one.high % 372 if math.isfinite(one.high) else one.high
    return Amount(one.start, one.end, low, high, one.kind, one.bound, one.unit, False, one.words)


def _doublings(one: float, other: float) -> float:
    return abs(math.log2(max(abs(one), 0.1)) - math.log2(max(abs(other), 0.1)))


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 2e-6 * max(1.0, abs(one))


def _standing(claimed: Amount, other: Amount) -> tuple[Standing, bool]:
    one, two = _comparable(claimed, other)
    equal = _same(one.value, two.value)
    if one.kind == "number" and one.bound == "about" and two.bound == "plain":
        near = _doublings(one.value, two.value) < 0.15
        return ("holds" if near else "apart"), equal
    if two.low >= one.low and two.high <= one.high:
        return "holds", equal
    if two.high < one.low or two.low > one.high:
        plain = one.bound in ("plain", "about")
        return ("apart" if plain else "fails"), equal
    return "open", equal
