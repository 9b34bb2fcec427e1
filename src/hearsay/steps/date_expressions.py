"""Date expressions of English news, and the days they stand for.

Takes a text, or one expression and the day of publication; gives where the expressions stand and
what they mean as an ISO 8601 date. Leaves the clauses they date, and what lies ahead, to `dates`.

An expression stands for an interval of days; publication known to the month only makes that
interval longer. The date told is the most precise day, month or year that holds the interval.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from hearsay.steps.numbers import value_of
from hearsay.types import Span

Interval = tuple[date, date]

# A month or year is told when at least this share of its days lies in it. Event dates
# F1 on the three stories: 0.48 from 0.5 to 0.75, 0.47 at 0.9; two thirds is clear of both edges.
SHARE = 2 / 3

_MONTH_NAMES = """january february march april may june july august september october november
december"""
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES.split())}
FEW = {"a": 1, "an": 1, "few": 3, "a few": 3, "several": 3, "couple of": 2, "a couple of": 2}

_MONTH = (
    r"(?:(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|JUNE"
    r"|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b\.?)"
)
_FULL_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|Sept\.|October|November"
    r"|December|Jan\.|Feb\.|Aug\.|Oct\.|Nov\.|Dec\.)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%])"
_YEAR = r"(?:1[89]|20)\d\d(?![\d%])"
# Blanks are escaped in what follows, since the pattern that it goes into is a verbose one.
_PART = r"(?:[Ee]arly|[Ll]ate|[Mm]id|the\ (?:beginning|middle|end|start)\ of)[\ -](?:in\ )?"
_NUMBER = (
    r"(?i:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|several|a\ few|a\ couple\ of)"
)
_UNIT = r"(?:day|week|month|year|decade)s?"
_HEDGE = r"(?:[Mm]ore\ than|[Oo]ver|[Aa]bout|[Aa]round|[Aa]lmost|[Nn]early|[Aa]t\ least|[Ss]ome)\ "
# How an expression can begin; looked at first, which halves the time.
_BEGINS = (
    r"(?=[\dA-Z]|(?i:early|earlier|later?|latter|last|mid|that|the|this|these|next|yesterday|today"
    r"|tonight|tomorrow|more|over|about|around|almost|nearly|at|some|an?|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|several)\b)"
)
_CONFLICT = r"(?:insurgency|conflict|war|siege|uprising|rebellion|insurrection|occupation|blockade)"

_EXPRESSION = re.compile(
    rf"""(?<![\w$£€#.,/-]){_BEGINS}(?:
      (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)
    | (?P<same>[Tt]hat\ (?:same\ )?(?:day|month|year)|[Tt]he\ same\ (?:day|month|year)
        |[Tt]he\ (?:next|following|previous)\ (?:day|month|year)
        |{_NUMBER}\ (?:day|week|month|year)s?\ (?:earlier|later)
        |(?:{_PART})?{_MONTH},?\ (?:of\ )?(?:that|the\ same)\ year)\b(?!['’-])
    | (?P<mdy>(?:{_WEEKDAY},?\ (?:the\ |night,?\ |morning,?\ |evening,?\ |afternoon,?\ )?)?
        (?:(?:[Ll]ast\ |[Tt]his\ |[Nn]ext\ )?{_MONTH}\ {_DAY}(?:,?\ ?{_YEAR})?
          |{_DAY}(?:\ of)?\ {_MONTH}(?:,?\ {_YEAR})?))(?![\w])
    | (?P<my>(?:{_PART})?{_MONTH},?\ (?:of\ )?(?:{_YEAR}|(?:last|this|next)\ year))\b
    | (?P<last_month>(?:[Ll]ast|[Tt]his|[Nn]ext)\ {_FULL_MONTH})(?!\w)
    | (?P<month>(?:(?<=\b[Ii]n\ )|(?<=\b[Ss]ince\ )|(?<=\b[Uu]ntil\ )|(?<=\bby\ )|(?<=\bduring\ )
        |(?<=\bfrom\ )|(?<=\bof\ ))(?:{_PART})?{_FULL_MONTH}|{_PART}{_FULL_MONTH})(?!\w)
    | (?P<weekday>(?:(?:[Ll]ast|[Nn]ext|[Tt]his(?:\ past)?|[Tt]he\ previous)\ )?{_WEEKDAY}
        (?:\ last\ week)?)(?!\w)
    | (?P<ago>(?<!\b[Hh]alf\ )(?:{_HEDGE})?(?:{_NUMBER})(?:\ and\ a\ half)?\ {_UNIT}\ ago)\b
    | (?P<past>(?:[Tt]he|[Tt]hese|[Tt]his)\ (?:past|last)\ (?:few|several|{_NUMBER})\ {_UNIT})\b
    | (?P<span>(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly|[Ll]atter)\ )?(?:[Ll]ast|[Tt]his|[Nn]ext)
        \ (?:week|weekend|month|year|night|summer|winter|spring|autumn|fall))\b(?!['’-](?!s ))
    | (?P<day>(?:[Tt]he\ day\ before\ )?[Yy]esterday|today|(?<![A-Za-z]\ )Today|[Tt]onight
        |[Tt]omorrow|[Tt]his\ (?:morning|afternoon|evening))\b(?!['’]s\ [A-Z])
    | (?P<running>{_NUMBER}[- ]year(?:s\ of|[- ]old|[- ]long)?\ (?:\w+\ )?{_CONFLICT})\b
    | (?P<year>(?:{_PART})?{_YEAR})(?![\w’'-]|\.\d|,\d|\ (?:people|men|women|dollars|euros))
    )""",
    re.VERBOSE,
)
YEARS = re.compile(_YEAR)


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression: where it stands and which pattern took it."""

    span: Span
    kind: str
    words: str


@lru_cache(maxsize=4)
def expressions(text: str) -> tuple[Expression, ...]:
    """Every date expression of the text, in order; none overlaps another.

    The last texts are remembered: figures and dates of one article both ask.
    """
    return tuple(
        Expression(Span(match.start(), match.end()), match.lastgroup or "", match.group())
        for match in _EXPRESSION.finditer(text)
    )


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month(year: int, month: int) -> Interval:
    return date(year, month, 1), _month_end(year, month)


def whole_year(year: int) -> Interval:
    return date(year, 1, 1), date(year, 12, 31)


def known(published: str | None) -> Interval | None:
    """The days on which an article with this ISO date may have been published; None if unknown."""
    if not published:
        return None
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)", published)
    if not found:
        return None
    try:
        if found[3]:
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return day, day
        if found[2]:
            return _month(int(found[1]), int(found[2]))
        return whole_year(int(found[1]))
    except ValueError:
        return None


def as_iso(days: Interval) -> str | None:
    """The most precise day, month or year that holds at least `SHARE` of the days."""
    first, last = days
    if first == last:
        return first.isoformat()
    total = (last - first).days + 1

    def inside(low: date, high: date) -> float:
        return ((min(last, high) - max(first, low)).days + 1) / total

    if total <= 31 / SHARE:
        months = sorted(
            {(day.year, day.month) for day in (first, first + (last - first) / 2, last)}
        )
        best = max(months, key=lambda month: inside(*_month(*month)))
        if inside(*_month(*best)) >= SHARE:
            return f"{best[0]:04d}-{best[1]:02d}"
    years = sorted({first.year, (first + (last - first) / 2).year, last.year})
    best_year = max(years, key=lambda year: inside(*whole_year(year)))
    if inside(*whole_year(best_year)) >= SHARE:
        return f"{best_year:04d}"
    return None


def _over(reference: Interval, at: Callable[[date], Interval]) -> Interval:
    """What an expression covers when the day it is relative to lies anywhere in `reference`."""
    return at(reference[0])[0], at(reference[1])[1]


def _count(words: str) -> float | None:
    lowered = words.casefold()
    if lowered in FEW:
        return FEW[lowered]
    return float(lowered) if lowered.isdigit() else value_of(lowered)


def _shift_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _month_end(year, month + 1).day))


def _named_month(words: str) -> int | None:
    for word in re.findall(r"[A-Za-z]+", words):
        number = MONTHS.get(word[:3].casefold())
        if number and re.fullmatch(_MONTH, word):
            return number
    return None


def _calendar(words: str, reference: Interval | None, future: bool) -> Interval | None:
    """Dates that name a month: "April 14", "14 April 2014", "in April", "May last year"."""
    month = _named_month(words)
    if month is None:
        return None
    without_year = YEARS.sub(" ", words)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", without_year)
    if explicit := YEARS.search(words):
        year = int(explicit.group())
    elif reference is None or ("year" in words and reference[0].year != reference[1].year):
        return None
    else:
        latest = reference[1]
        year = latest.year
        if re.search(r"[Ll]ast year|[Ll]ast ", words):
            year -= "year" in words or month >= latest.month
        elif re.search(r"[Nn]ext ", words):
            year += "year" in words or month <= latest.month
        elif "his " not in words:
            asked = date(year, month, 1)
            if future and _month_end(year, month) < reference[0]:
                year += 1
            elif not future and asked > latest:
                year -= 1
    if not day:
        return _month(year, month)
    exact = date(year, month, int(day[1]))
    return exact, exact


def _weekday(words: str, reference: Interval, future: bool) -> Interval:
    lowered = words.casefold()
    wanted = next(number for name, number in WEEKDAYS.items() if name in lowered)

    def at(day: date) -> Interval:
        back = (day.weekday() - wanted) % 7
        if "last week" in lowered:
            found = day - timedelta(days=day.weekday() + 7 - wanted)
        elif lowered.startswith(("last", "the previous", "this past")):
            found = day - timedelta(days=back or 7)
        elif future or lowered.startswith("next"):
            found = day + timedelta(days=(7 - back) if back else 7 * lowered.startswith("next"))
        else:
            found = day - timedelta(days=back)
        return found, found

    return _over(reference, at)


def _ago(words: str, reference: Interval) -> Interval | None:
    found = re.search(rf"({_NUMBER})( and a half)? ({_UNIT}) ago$", words, re.IGNORECASE)
    count = _count(found[1]) if found else None
    if not found or count is None:
        return None
    unit = found[3].rstrip("s")
    exact = not re.match(_HEDGE, words) and found[1].casefold() not in {"few", "several", "a few"}
    if unit in {"year", "decade"}:
        if found[2]:
            return None
        years = int(count) * (10 if unit == "decade" else 1)
        return _over(reference, lambda day: whole_year(day.year - years))

    def at(day: date) -> Interval:
        if unit == "month":
            moved = _shift_months(day, -int(count))
            return _month(moved.year, moved.month)
        there = day - timedelta(days=int(count) * (7 if unit == "week" else 1))
        slack = 3 if unit == "week" else 0 if exact else 2
        return there - timedelta(days=slack), there + timedelta(days=slack)

    return _over(reference, at)


def _past(words: str, reference: Interval) -> Interval | None:
    found = re.search(rf"(?:past|last) (few|several|{_NUMBER}) ({_UNIT})$", words, re.IGNORECASE)
    count = _count(found[1]) if found else None
    if not found or count is None:
        return None
    unit = found[2].rstrip("s")
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)

    def at(day: date) -> Interval:
        if months:
            return _shift_months(day, -int(count) * months), day
        return day - timedelta(days=int(count) * (7 if unit == "week" else 1)), day

    return at(reference[0])[0], reference[1]


def _span(words: str, reference: Interval) -> Interval | None:
    lowered = words.casefold()
    step = -1 if "last " in lowered else 1 if "next " in lowered else 0

    def at(day: date) -> Interval:
        monday = day - timedelta(days=day.weekday())
        if lowered.endswith("night"):
            there = day + timedelta(days=step)
            return there, there
        if lowered.endswith("weekend"):
            saturday = monday + timedelta(days=5 + 7 * step)
            if step == 0 and saturday > day:
                saturday -= timedelta(days=7)
            return saturday, saturday + timedelta(days=1)
        if lowered.endswith("week"):
            return monday + timedelta(days=7 * step), monday + timedelta(days=6 + 7 * step)
        if lowered.endswith("month"):
            moved = _shift_months(day.replace(day=1), step)
            return _month(moved.year, moved.month)
        return whole_year(day.year + step)

    return _over(reference, at)


def _running(words: str, reference: Interval) -> Interval | None:
    """When a "five-year insurgency" began."""
    found = re.match(rf"({_NUMBER})[- ]year", words, re.IGNORECASE)
    count = _count(found[1]) if found else None
    if count is None:
        return None
    return _over(reference, lambda day: whole_year(day.year - int(count)))


def _days(kind: str, words: str, reference: Interval | None, future: bool) -> Interval | None:
    if kind == "iso":
        there = date.fromisoformat(words)
        return there, there
    if kind == "year":
        found = YEARS.search(words)
        return whole_year(int(found.group())) if found else None
    if kind in {"mdy", "my", "month", "last_month"}:
        return _calendar(words, reference, future)
    if reference is None or kind == "same":
        return None
    if kind == "weekday":
        return _weekday(words, reference, future)
    if kind == "day":
        shifts = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1}
        shift = shifts.get(words.casefold(), 0)
        return _over(reference, lambda day: (day + timedelta(shift), day + timedelta(shift)))
    relative = {"ago": _ago, "past": _past, "span": _span, "running": _running}
    return relative[kind](words, reference)


def days_of(found: Expression, reference: Interval | None, future: bool) -> Interval | None:
    try:
        return _days(found.kind, found.words, reference, future)
    except (ValueError, OverflowError):
        # a day that no calendar has (31 April), or one outside the calendar's years
        return None


def same_as(words: str, told: Interval) -> Interval | None:
    """What "that year", "the next day", "two years later" stand for after a date was told.

    told: the days of the date before it; None where these do not lie in one such year, month, day.
    """
    lowered = words.casefold()
    counted = re.match(rf"({_NUMBER}) \w+ (earlier|later)$", lowered)
    vague = counted is not None and FEW.get(counted[1], 1) > 1
    count = _count(counted[1]) if counted else 1.0
    if count is None or vague:
        return None
    step = 0 if re.search(r"\b(?:that|same)\b", lowered) else int(count)
    if "earlier" in lowered or "previous" in lowered:
        step = -step
    first, last = told
    try:
        if "year" in lowered:
            if first.year != last.year:
                return None
            year = first.year + step
            month = None if counted else _named_month(words)
            return _month(year, month) if month else whole_year(year)
        if "month" in lowered:
            if (first.year, first.month) != (last.year, last.month):
                return None
            moved = _shift_months(first.replace(day=1), step)
            return _month(moved.year, moved.month)
        if first != last:
            return None
        there = first + timedelta(days=step * (7 if "week" in lowered else 1))
        slack = timedelta(days=3 if "week" in lowered else 0)
        return there - slack, there + slack
    except (ValueError, OverflowError):
        return None  # outside the calendar's years


def resolve(expression: str, published: str | None) -> str | None:
    """The ISO date of a date expression, as precise as it is; None if it cannot be told.

    "on Friday" with "2014-10-19" gives "2014-10-17". The past is preferred: a month or a weekday
    is the last one before publication. `published` may be a year or a month; words around the
    expression do not matter, the first expression found counts.
    """
    found = next(iter(expressions(expression)), None)
    if found is None and (bare := re.search(rf"\b{_FULL_MONTH}(?!\w)", expression)):
        found = Expression(Span(bare.start(), bare.end()), "month", bare.group())
    days = days_of(found, known(published), future=False) if found else None
    return as_iso(days) if days else None
