"""Dates: what an article says happened when.

Takes an `Analysis` with its document (and its sentences, where they were cut already), gives it
events: each a clause of the article that a date expression anchors, the date normalised against
the day of publication. Leaves alone who did what to whom, place and type (`events`), and joining
events over articles. A date that the article does not pin down gives no event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

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
    whole_year,
)
from hearsay.text import Locator, sentences, trimmed
from hearsay.types import Analysis, Event, Mention, Reason, Span

__all__ = ["dates", "resolve"]

LONGEST_LABEL = 160
LONGEST_MENTION = 300
FEWEST_WORDS = 4
# Read without a date of publication: what carries a year, or a month in a text that dates one.
FULL = frozenset(["iso", "mdy", "my"])
ABSOLUTE = frozenset(["iso", "mdy", "my", "month", "last_month", "year"])

_FUTURE = re.compile(
    r"\b(?:will|shall|due|scheduled|slated|expected|set to|plans? to|planned|going to|upcoming"
    r"|next|ahead of|hopes? to|would|is to|are to|to be held)\b|[’']ll\b"
)
_REPORTS = re.compile(
    r"\b(?:said|told|says|announced|reported|added|wrote|posted|tweeted|confirmed|denied|claimed"
    r"|stated|warned|released|published|issued)\b[^,.;]{0,24}$"
)


_CUT = re.compile(
    r"[;:()“”\"–—]|,(?=\s)|\s-\s|\b(?:when|while|after|before|where|who|which|whose|whom|but|because"
    r"|although|though|since|as|that|and)\b"
)


def _clause(text: str, sentence: Span, around: Span, room: Span) -> Span:
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


def _label(text: str, span: Span, around: Span) -> str:
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


def _anchor(text: str, found: Sequence[Expression], cut: list[Span]) -> Interval | None:
    """The year of the latest full date that the text tells as past, where none of publication is.

    It dates months and days without a year, and nothing that is relative to publication.
    """
    where = Locator(cut)
    latest: date | None = None
    for expression in found:
        if expression.kind not in {"iso", "mdy"} or not YEARS.search(expression.words):
            continue
        at = where.at(expression.span.start)
        if at is not None and _is_future(text, cut[at], expression.span):
            continue
        days = days_of(expression, None, future=False)
        if days and (latest is None or days[0] > latest):
            latest = days[0]
    return whole_year(latest.year) if latest else None


def dates(analysis: Analysis) -> Analysis:
    """The analysis with an event for each dated clause of its article; boilerplate is skipped."""
    document = analysis.document
    text = document.text
    cut = list(analysis.sentences) or sentences(text)
    where = Locator(cut)
    skipped = Locator(document.boilerplate)
    everywhere = expressions(text)
    found = [e for e in everywhere if skipped.at(e.span.start) is None]
    published = known(document.published)
    reference = published or _anchor(text, everywhere, cut)
    events: dict[str, Event] = {}
    for index, expression in enumerate(found):
        at = where.at(expression.span.start)
        if at is None or expression.span.end > cut[at].end:
            continue
        if index and _repeats(text, found[index - 1], expression):
            continue
        if published is None and expression.kind not in ABSOLUTE:
            continue
        ahead = _is_future(text, cut[at], expression.span)
        days = days_of(expression, reference, ahead)
        iso = as_iso(days) if days else None
        if days is None or iso is None:
            continue
        if published is not None and days[0] > published[1]:
            # "elections on 14 February 2015" needs no "will": its year alone says it lies ahead
            ahead = ahead or (expression.kind in FULL and bool(YEARS.search(expression.words)))
            if not ahead:
                continue
        room = Span(
            found[index - 1].span.end if index else 0,
            found[index + 1].span.start if index + 1 < len(found) else len(text),
        )
        span = _clause(text, cut[at], expression.span, room)
        if not span.covers(expression.span):
            span = expression.span
        identity = identify("e", document.id, span.start, span.end)
        told = f"{expression.words!r} read as {iso}"
        if expression.kind not in {"iso", "year"} and not YEARS.search(expression.words):
            told += f", the article being of {document.published or as_iso(reference or days)}"
        events[identity] = Event(
            id=identity,
            label=_label(text, span, expression.span),
            date=iso,
            reality="planned" if ahead and published and days[0] > published[1] else "happened",
            mentions=(Mention(document.id, span),),
            because=(Reason("date expression", told),),
        )
    return replace(analysis, events=tuple(events.values()))
