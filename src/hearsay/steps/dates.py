"""Dates: what an article says happened when.

Takes an `Analysis` with its document (and its sentences, where they were cut already), gives it
events: each a clause of the article that a date expression anchors, the date normalised against
the day of publication. Leaves alone who did what to whom, place and type (`events`), and joining
events over articles. A date that the article does not pin down gives no event.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hearsay.identity import identify
from hearsay.steps.date_expressions import (
    YEARS,
    Expression,
    Interval,
    as_iso,
    days_of,
    expressions,
    known,
    resolve,
    same_as,
    whole_year,
)
from hearsay.text import Locator, sentences, trimmed
from hearsay.types import Analysis, Event, Mention, Reason, Span

__all__ = [
    "clause",
    "dates",
    "dates_within",
    "label_of",
    "latest_year",
    "period_told",
    "resolve",
]

LONGEST_LABEL = 160
LONGEST_MENTION = 300
FEWEST_WORDS = 4
# Read without a date of publication: what carries a year, or a month in a text that dates one.
FULL = frozenset(["iso", "mdy", "my"])
ABSOLUTE = frozenset(["iso", "mdy", "my", "month", "last_month", "year", "same"])
# An article is published within so long of the latest full date in it, or in the same year. Of the
# events that stories of gold/matters gain from such a date (`links.lent_dates`), 11 of 12 are
# right, judged by reading; where only the same year is taken, 7 of 14.
AFTER = timedelta(days=150)

_FUTURE = re.compile(
    r"\b(?:will|shall|due|scheduled|slated|expected|set to|plans? to|planned|going to|upcoming"
    r"|next|ahead of|hopes? to|would|is to|are to|to be held|candidacy|candidate for|bid for"
    r"|standing for|running for|seek\w* re-?election)\b|[’']ll\b"
)
_NEGATED = re.compile(r"\b(?:not|rather than|instead of)(?: in| on| during)? $")
_NO_ANCHOR = re.compile(r"\b[Bb]orn\b|\b[Tt]he $|\banniversary of ")
_COARSE = re.compile(
    r"\b(?:years?|decades?) ago$|\b(?:[Ll]ast|[Tt]his|[Nn]ext) (?:year|summer|winter|spring|autumn"
    r"|fall)$|\b(?:past|last) .*(?:months|years?|decades?)$"
)
_REPORTS = re.compile(
    r"\b(?:said|told|says|announced|reported|added|wrote|posted|tweeted|confirmed|denied|claimed"
    r"|stated|warned|released|published|issued)\b[^,.;]{0,24}$"
)


_CUT = re.compile(
    r"[;:()“”\"–—]|,(?=\s)|\s-\s|\b(?:when|while|after|before|where|who|which|whose|whom|but|because"
    r"|although|though|since|as|that|and)\b"
)


def clause(text: str, sentence: Span, around: Span, room: Span) -> Span:
    """The clause that `around` stands in: within the sentence and `room`, never cutting a word."""
    low, high = max(sentence.start, room.start), min(sentence.end, room.end)
    cuts = [(m.start(), m.end()) for m in _CUT.finditer(text, low, high)]
    start, end = low, high
    before = [cut for cut in cuts if cut[1] <= around.start]
    after = [cut for cut in cuts if cut[0] >= around.end]
    while after:
        end = after[0][0]
        if len(text[around.end : end].split()) >= 1:
            break
        after = after[1:]
        end = after[0][0] if after else high
    while before:
        start = before[-1][1] if not text[before[-1][0]].isalpha() else before[-1][0]
        if len(text[start:end].split()) - len(around.of(text).split()) >= FEWEST_WORDS:
            break
        before = before[:-1]
        start = low if not before else start
    start, end = _shortened(text, Span(start, end), around)
    return trimmed(text, Span(start, end), ',;:–—-()“”"')


def _shortened(text: str, span: Span, around: Span) -> tuple[int, int]:
    """At most `LONGEST_MENTION` characters about `around`, cut between words."""
    start, end = span.start, span.end
    if end - start <= LONGEST_MENTION:
        return start, end
    start = max(start, around.end - LONGEST_MENTION // 2)
    while start > span.start and start < around.start and not text[start - 1].isspace():
        start += 1
    end = min(end, start + LONGEST_MENTION)
    while end < span.end and end > around.end and not text[end].isspace():
        end -= 1
    return start, end


def label_of(text: str, span: Span, around: Span) -> str:
    """The clause's own words, cut between words to `LONGEST_LABEL` characters."""
    words = span.of(text)
    if len(words) <= LONGEST_LABEL:
        return words
    start = max(0, min(around.end - span.start - LONGEST_LABEL, around.start - span.start))
    if start and (space := words.find(" ", start)) >= 0 and space < around.start - span.start:
        start = space + 1
    cut = words[start : start + LONGEST_LABEL]
    if start + LONGEST_LABEL < len(words) and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.strip(" ,;:")


def _is_future(text: str, sentence: Span, expression: Span) -> bool:
    """Whether the words before the expression look ahead, and no verb of saying claims the date."""
    before = text[sentence.start : expression.start]
    if _REPORTS.search(before):
        return False
    return bool(
        _FUTURE.search(before[-80:])
        or _FUTURE.match(text, expression.start)
        or _FUTURE.match(text, expression.end + 1, sentence.end)
    )


def _repeats(text: str, previous: Expression, expression: Expression) -> bool:
    """Whether it goes on with the one before: "on Thursday and Friday", "Friday, yesterday"."""
    between = text[previous.span.end : expression.span.start].strip(" ,").casefold()
    return between in {"", "and", "or", "to", "and on", "or on", "-", "–"}


def _is_negated(text: str, expression: Expression) -> bool:
    """Whether the words before it say that it was not then: "not in 1998"."""
    return bool(_NEGATED.search(text, max(0, expression.span.start - 24), expression.span.start))


def _has_year(expression: Expression) -> bool:
    return bool(YEARS.search(expression.words))


def period_told(analysis: Analysis) -> Interval | None:
    """When the article was published, as far as a full date in it tells.

    From the latest full date told as past to the end of that year, and `AFTER` at least. A birth,
    a date that names something known ("the April 2, 1982, landing"), and one that a later year of
    the past refutes tell nothing.
    """
    document = analysis.document
    cut = list(analysis.sentences) or sentences(document.text)
    full, latest = _past(document.text, expressions(document.text), cut)
    if full is None or (latest is not None and latest > full.year):
        return None
    try:
        return full, max(whole_year(full.year)[1], full + AFTER)
    except OverflowError:
        return None


def latest_year(analysis: Analysis) -> int | None:
    """The latest year that the article names as past."""
    document = analysis.document
    cut = list(analysis.sentences) or sentences(document.text)
    return _past(document.text, expressions(document.text), cut)[1]


def _past(
    text: str, found: Sequence[Expression], cut: list[Span]
) -> tuple[date | None, int | None]:
    """The latest full date, and the latest year of all, of what is told as past."""
    where = Locator(cut)
    full: list[date] = []
    years: list[int] = []
    for expression in found:
        if not _has_year(expression) or expression.kind not in FULL | {"year"}:
            continue
        at = where.at(expression.span.start)
        if at is not None and _is_future(text, cut[at], expression.span):
            continue
        days = days_of(expression, None, future=False)
        if days is None:
            continue
        years.append(days[0].year)
        before = text[max(0, expression.span.start - 80) : expression.span.start]
        if expression.kind in {"iso", "mdy"} and not _NO_ANCHOR.search(before):
            full.append(days[0])
    return max(full, default=None), max(years, default=None)


def _any(_: Expression) -> bool:
    """Every expression can be read against the article's own date, however precise."""
    return True


def _names_a_month(expression: Expression) -> bool:
    """Whether it names a month or a year itself. What is relative to publication is not read
    against a year that the article only hints at: of eight on the gold texts, three were wrong."""
    return expression.kind in ABSOLUTE


def _is_coarse(expression: Expression) -> bool:
    """Whether it can be read where no more than the year of publication is known."""
    return (
        _names_a_month(expression)
        or expression.kind == "running"
        or bool(_COARSE.search(expression.words))
    )


def dates(analysis: Analysis) -> Analysis:
    """The analysis with an event for each dated clause of its article; boilerplate is skipped."""
    published = known(analysis.document.published)
    if published is not None:
        why = f"the article being of {analysis.document.published}"
        return replace(analysis, events=_events(analysis, published, _any, why))
    period = period_told(analysis)
    why = f"the article being of {_period(period)}" if period else ""
    return replace(analysis, events=_events(analysis, period, _names_a_month, why))


def dates_within(analysis: Analysis, period: Interval) -> tuple[Event, ...]:
    """The events of an article of which only is known that it was published in a period.

    Weekdays and whatever else needs the very day or month of publication give none.
    """
    return _events(analysis, period, _is_coarse, f"its story being told from {_period(period)}")


def _events(
    analysis: Analysis,
    reference: Interval | None,
    readable: Callable[[Expression], bool],
    why: str,
) -> tuple[Event, ...]:
    """readable: which expressions the reference is known well enough for; why: what it is."""
    document = analysis.document
    text = document.text
    cut = list(analysis.sentences) or sentences(text)
    where = Locator(cut)
    skipped = Locator(document.boilerplate)
    line = document.dateline or ""
    head = max(0, text.find(line))
    opening = Span(head, head + len(line))  # where and when it was written
    found = [
        e
        for e in expressions(text)
        if skipped.at(e.span.start) is None and not opening.overlaps(e.span)
    ]
    events: dict[str, Event] = {}
    read_last: tuple[int, Interval] | None = None
    negated = False
    for index, expression in enumerate(found):
        before, read_last = read_last, None
        at = where.at(expression.span.start)
        if at is None or expression.span.end > cut[at].end:
            continue
        repeats = bool(index) and _repeats(text, found[index - 1], expression)
        negated = _is_negated(text, expression) or (negated and repeats)
        if negated or repeats or not readable(expression):
            continue
        ahead = _is_future(text, cut[at], expression.span)
        if expression.kind == "same":
            near = before is not None and at - before[0] <= 1
            days = same_as(expression.words, before[1]) if before and near else None
        else:
            days = days_of(expression, reference, ahead)
        iso = as_iso(days) if days else None
        if days is None or iso is None:
            continue
        read_last = (at, days)
        later = reference is not None and days[0] > reference[1]
        if later:
            # "elections on 14 February 2015" needs no "will": its year alone says it lies ahead
            ahead = ahead or (expression.kind in FULL and _has_year(expression))
            if document.published and not ahead:
                continue
        room = Span(
            found[index - 1].span.end if index else 0,
            found[index + 1].span.start if index + 1 < len(found) else len(text),
        )
        span = clause(text, cut[at], expression.span, room)
        if not span.covers(expression.span):
            span = expression.span
        identity = identify("e", document.id, span.start, span.end)
        read = f"{expression.words!r} read as {iso}"
        if expression.kind not in {"iso", "year", "same"} and not _has_year(expression):
            read += f", {why}"
        events[identity] = Event(
            id=identity,
            label=label_of(text, span, expression.span),
            date=iso,
            reality="planned" if ahead and later else "happened",
            mentions=(Mention(document.id, span),),
            because=(Reason("date expression", read),),
        )
    return tuple(events.values())


def _period(days: Interval) -> str:
    return f"{days[0].isoformat()} to {days[1].isoformat()}"
