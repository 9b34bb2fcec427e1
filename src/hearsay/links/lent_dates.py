"""Dates that the articles of one story lend one another.

Takes a story and its analyses, gives more events for those articles that say nowhere when they were
published. Where others of the story do, or a full date in one tells about when, "in March" and
"six years ago" can be read against that; weekdays cannot. Events that an article dates by itself
stay as they are. "Dates come from the texts of the story, taken together" (the gold's guideline).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from hearsay.steps import places
from hearsay.steps.date_expressions import Interval, known
from hearsay.steps.dates import dates_within, latest_year, period_told
from hearsay.types import Analysis, Event

# An article of a story is taken to be published at most so long before or after those of it that
# say when they were. Event dates, mean F1 on the three gold stories: 0.632 at 30, 45 and 60 days,
# 0.611 at 90. Of the events that stories of gold/matters and gold/articles/train gain so, 16 of 17
# are right at 45, judged by reading.
AROUND = timedelta(days=45)
# Stories whose dated articles lie further apart than this lend nothing: a month could be of either
# year.
LONGEST = timedelta(days=300)


def lend_dates(story: Sequence[str], analyses: Mapping[str, Analysis]) -> dict[str, list[Event]]:
    """By document id, the events that an article gains from the others of its story.

    story: the ids of its documents; analyses: by document id, others may be among them.
    """
    members = [analyses[document] for document in sorted(story)]
    undated = [one for one in members if known(one.document.published) is None]
    if len(members) < 2 or not undated:
        return {}
    period = _published_around(members) or _told_by_dates(undated)
    if period is None:
        return {}
    gained = {}
    for one in undated:
        own = [mention.span for event in one.events for mention in event.mentions]
        more = [
            event
            for event in dates_within(one, period)
            if not any(m.span.overlaps(span) for m in event.mentions for span in own)
        ]
        if more:
            gained[one.document.id] = list(places.located(one, more))
    return gained


def _published_around(members: Sequence[Analysis]) -> Interval | None:
    """When the story's articles were published, as far as those tell that say it of themselves."""
    told = [days for one in members if (days := known(one.document.published)) is not None]
    if not told:
        return None
    first, last = min(days[0] for days in told), max(days[1] for days in told)
    try:
        period = first - AROUND, last + AROUND
    except OverflowError:
        return None
    return period if last - first <= LONGEST else None


def _told_by_dates(undated: Sequence[Analysis]) -> Interval | None:
    """When they were published, as the latest full date in any of them tells: unless another names
    a later year as past."""
    told = [days for one in undated if (days := period_told(one)) is not None]
    if not told:
        return None
    latest = max(told)
    years = (latest_year(one) for one in undated)
    return latest if all(year is None or year <= latest[0].year for year in years) else None
