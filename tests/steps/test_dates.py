"""Dates: what expressions are read as, and which clauses become events."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.steps.dates import dates, resolve
from hearsay.types import Analysis, Document, Event, Span


def read(
    text: str, published: str | None = "2014-10-19", boilerplate: tuple[Span, ...] = ()
) -> tuple[Event, ...]:
    document = Document(
        id="d-1", path="a.txt", text=text, published=published, boilerplate=boilerplate
    )
    return dates(Analysis(document)).events


@pytest.mark.parametrize(
    ("expression", "published", "iso"),
    [
        ("on Friday", "2014-10-19", "2014-10-17"),
        ("Sunday", "2014-10-19", "2014-10-19"),
        ("last Sunday", "2014-10-19", "2014-10-12"),
        ("Friday", "2014-10", "2014-10"),
        ("Friday", "2014", "2014"),
        ("Friday", None, None),
        ("yesterday", "2015-01-01", "2014-12-31"),
        ("today", "2015-01-01", "2015-01-01"),
        ("last week", "2014-10-19", "2014-10"),
        ("last month", "2015-01-05", "2014-12"),
        ("last month", "2014-10", "2014-09"),
        ("last year", "2014", "2013"),
        ("earlier this year", "2014-10", "2014"),
        ("last weekend", "2014-10-18", "2014-10"),
        ("April 14", "2014-10", "2014-04-14"),
        ("in April", "2014-10-19", "2014-04"),
        ("in December", "2014-10-19", "2013-12"),
        ("in April", None, None),
        ("14 April 2014", None, "2014-04-14"),
        ("14th of April 2014", None, "2014-04-14"),
        ("April 14th, 2014", None, "2014-04-14"),
        ("2014-04-14", None, "2014-04-14"),
        ("31 April 2014", None, None),
        ("October 2014", None, "2014-10"),
        ("early 2023", None, "2023"),
        ("since 2009", None, "2009"),
        ("mid-April", "2014-10", "2014-04"),
        ("May last year", "2014-10-02", "2013-05"),
        ("the evening of August 26", "2023-09-01", "2023-08-26"),
        ("Friday, Oct. 17", "2014-10-19", "2014-10-17"),
        ("nine days ago", "2014-12-03", "2014-11-24"),
        ("about nine days ago", "2014-12-15", "2014-12"),
        ("two weeks ago", "2014-12-03", "2014-11"),
        ("six months ago", "2014-10-17", "2014-04"),
        ("six months ago", "2014", None),
        ("Six years ago", "2014-12", "2008"),
        ("a month ago", "2014-10-29", "2014-09"),
        ("half a year ago", "2014-10-29", None),
        ("this morning", "2014-10-19", "2014-10-19"),
        ("the day before yesterday", "2014-10-19", "2014-10-17"),
        ("a five-year insurgency", "2014-10", "2009"),
        ("the envoy", "2014-10", None),
        ("on Friday", "no date", None),
    ],
)
def test_resolve(expression: str, published: str | None, iso: str | None) -> None:
    assert resolve(expression, published) == iso


def test_an_event_is_the_clause_with_its_date() -> None:
    text = "The mayor, who spoke in Orlen, said that 12 miners were abducted in April from a camp."
    (event,) = read(text)
    assert event.date == "2014-04"
    assert event.label in text
    assert "abducted in April" in event.label
    (mention,) = event.mentions
    assert mention.document == "d-1"
    assert "abducted in April" in mention.span.of(text)
    assert event.because and "April" in event.because[0].detail


def test_unresolvable_dates_give_no_event() -> None:
    assert read("The army left Orlen on Friday.", published=None) == ()
    assert read("The army left Orlen in April.", published=None) == ()


def test_a_full_date_in_the_text_lends_its_year_where_publication_is_unknown() -> None:
    text = "The army took Orlen on July 5, 2014. In March it left Tarn. On Friday it came back."
    assert [event.date for event in read(text, published=None)] == ["2014-07-05", "2014-03"]


def test_a_full_date_that_tells_of_long_ago_lends_no_year() -> None:
    for words in (
        "Ilse Marrow was born on July 5, 1962, in Orlen.",
        "They met on the anniversary of July 5, 1962.",
        "Nobody there forgot the July 5, 1962, landing.",
        "The dam broke on July 5, 2009, and was mended in 2012.",
        "She declared her candidacy for the vote of July 5, 2032.",
    ):
        found = read(words + " In March the army left Tarn.", published=None)
        assert "March" not in " ".join(event.label for event in found), words


def test_what_is_relative_to_publication_needs_more_than_a_full_date() -> None:
    text = "The army took Orlen on July 5, 2014. It had left Tarn two years ago."
    assert [event.date for event in read(text, published=None)] == ["2014-07-05"]
    assert [event.date for event in read(text, published="2014")] == ["2014-07-05", "2012"]


def test_that_year_and_the_next_day_go_back_to_the_date_before() -> None:
    text = "The army took Orlen on May 30, 2010. Tarn fell the next day. Velm held out that year."
    assert [event.date for event in read(text)] == ["2010-05-30", "2010-05-31", "2010"]
    assert read("Tarn fell that year, and Orlen the next day.") == ()
    text = "Tarn fell on May 30, 2010. Orlen fell a day later. Velm had fallen two years earlier."
    assert [event.date for event in read(text)] == ["2010-05-30", "2010-05-31", "2008"]
    text = "Tarn fell in December 2010. Orlen fell the following month. Velm fell a week later."
    assert [event.date for event in read(text)] == ["2010-12", "2011-01"]
    text = "Tarn fell on May 30, 2010. Orlen fell in August of that year."
    assert [event.date for event in read(text, published=None)] == ["2010-05-30", "2010-08"]
    assert len(read("Tarn fell on May 30, 2010. Orlen fell several days later.")) == 1
    far = "The army took Orlen on May 30, 2010. It rested. It sang. Tarn fell that year."
    assert [event.date for event in read(far)] == ["2010-05-30"]
    unread = "Orlen fell in May 2010. Tarn fell on Friday. Velm fell that day."
    assert [event.date for event in read(unread, published=None)] == ["2010-05"]


def test_when_it_was_not_is_no_date() -> None:
    (event,) = read("The bridge was opened in 2000 (not 1998 or 1999, as he said).")
    assert event.date == "2000"


def test_today_in_a_name_is_no_day() -> None:
    assert read("The mayor told Norland Today of the strike.") == ()
    (event,) = read("Today the mayor told of the strike.")
    assert event.date == "2014-10-19"


def test_what_lies_ahead_is_kept_only_where_the_text_looks_ahead() -> None:
    (vote,) = read("The council will vote on November 3 in Orlen.")
    assert (vote.date, vote.reality) == ("2014-11-03", "planned")
    (vote,) = read("He is seeking a second term in elections on Feb. 14, 2015 in Orlen.")
    assert (vote.date, vote.reality) == ("2015-02-14", "planned")
    (blast,) = read("The blast of November 3 shook Orlen badly.")
    assert (blast.date, blast.reality) == ("2013-11-03", "happened")
    (said,) = read("The mayor said Friday that the council will vote soon.")
    assert said.date == "2014-10-17"


def test_dates_that_go_on_with_one_another_are_one_event() -> None:
    (event,) = read("At least 30 people were killed on Thursday and Friday in Orlen.")
    assert event.date == "2014-10-16"


def test_boilerplate_is_skipped() -> None:
    text = "Also read: the army left Tarn on Monday.\nThe army left Orlen on Friday."
    assert len(read(text)) == 2
    (event,) = read(text, boilerplate=(Span(0, text.index("\n")),))
    assert event.date == "2014-10-17"


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_before_publication(published: date, back: int) -> None:
    there = date.fromordinal(published.toordinal() - back)
    assert resolve(f"on {there:%A}", published.isoformat()) == there.isoformat()


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_full_dates_round_trip(day: date) -> None:
    iso = day.isoformat()
    for words in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", iso):
        assert resolve(words, None) == iso


# fmt: off
PIECES = st.sampled_from([
    "Friday", "on", "April", "14", "31 April", "2014", ",", ".", "\n", "last", "week", "month",
    "year", "ago", "two", "six", "years", "months", "early", "will", "yesterday", "said",
    "and", "in", "since", "2009", "9999", "0001-01-01", "9999 years ago", "Feb. 29",
    "five-year war", "who", "“", "”", "the past", "few", "days", "tomorrow", "next", "\u2028",
    "word", "that year", "the next day", "two years earlier", "9999-12-31", "not",
])
# fmt: on
PUBLISHED = st.sampled_from([None, "2014", "2014-10", "2014-10-19", "0001-01-01", "9999-12-31", ""])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)), PUBLISHED)
def test_any_text_gives_events_that_lie_in_it(text: str, published: str | None) -> None:
    events = read(text, published)
    assert events == read(text, published)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        (mention,) = event.mentions
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.end - mention.span.start <= 300
        assert event.label in mention.span.of(text)
        assert 0 < len(event.label) <= 160
        assert event.date is not None and event.date[:4].isdigit()


def test_the_day_of_a_dateline_is_no_event() -> None:
    text = "PORT HALLAN, March 4, 2026 (CNS) -- A footbridge collapsed on Tuesday evening.\n"
    document = Document(
        "d-1", "a.txt", text, published="2026-03-04", dateline="PORT HALLAN, March 4, 2026"
    )
    assert [event.date for event in dates(Analysis(document)).events] == ["2026-03-03"]
