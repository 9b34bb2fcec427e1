"""The day an input's date field names, where it names one plainly.

Takes the field as written, gives ISO 8601 as precise as it is (`2024`, `2024-10`, `2024-10-04`), or
None. Never guesses: `04/10/2024` may be April or October and is left; a clock time is left out.
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_CLOCK = r"(?:,?(?:[t\s]|\s+at\s+)\s*\d{1,2}[:.]?\d{2}.{0,40})?"
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?",
        rf"{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)
_NUMBERS = re.compile(rf"(?P<first>\d\d?)(?P<by>[/.])(?P<second>\d\d?)(?P=by){_YEAR}{_CLOCK}")


def iso(written: str) -> str | None:
    """The date in ISO 8601, or None where none is plainly named."""
    text = " ".join(written.split())
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            return _checked(parts["year"], parts.get("month"), parts.get("day"))
    if match := _NUMBERS.fullmatch(text):
        first, second = match["first"], match["second"]
        # only a number above twelve tells the day from the month
        if int(first) > 12 or first == second:
            return _checked(match["year"], second, first)
        if int(second) > 12:
            return _checked(match["year"], first, second)
    return None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    """The parts as ISO 8601, or None if the calendar has no such day."""
    if month is None:
        return year
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    try:
        whole = date(int(year), number, int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7]
