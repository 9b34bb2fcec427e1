"""What the articles of one story lend one another so that their dates can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.links import relate
from hearsay.links.lent_dates import lend_dates
from hearsay.settings import Settings
from hearsay.steps.dates import dates
from hearsay.types import Analysis, Document, Event

UNDATED = (
    "The army left Tarn in March. The siege of Orlen began two years ago. "
    "The mayor of Velm spoke on Friday."
)


def case(*articles: tuple[str, str | None]) -> dict[str, Analysis]:
    """Texts and dates of publication, read one by one; ids in order."""
    found = {}
    for number, (text, published) in enumerate(articles):
        name = f"d-{number}"
        document = Document(id=name, path=f"{name}.txt", text=text, published=published)
        found[name] = dates(Analysis(document))
    return found


def lent(analyses: dict[str, Analysis]) -> dict[str, list[Event]]:
    return lend_dates(tuple(analyses), analyses)


def test_an_undated_article_is_read_against_when_the_others_were_published() -> None:
    analyses = case((UNDATED, None), ("The army left Tarn.", "2031-10-12"))
    assert analyses["d-0"].events == ()
    gained = lent(analyses)
    assert list(gained) == ["d-0"]
    march, siege = gained["d-0"]
    assert (march.date, siege.date) == ("2031-03", "2029")
    assert march.because[0].detail == (
        "'March' read as 2031-03, its story being told from 2031-08-28 to 2031-11-26"
    )


def test_months_are_read_over_the_turn_of_the_year() -> None:
    text = "The army left Tarn in November. Orlen fell in January. Velm fell last year."
    gained = lent(case((text, None), ("The army left Tarn.", "2032-01-20")))
    assert [event.date for event in gained["d-0"]] == ["2031-11", "2032-01"]


def test_a_full_date_in_one_article_tells_about_when() -> None:
    told = "The army took Orlen on July 5, 2031."
    (march, siege) = lent(case((UNDATED, None), (told, None)))["d-0"]
    assert (march.date, siege.date) == ("2031-03", "2029")


@pytest.mark.parametrize(
    "others",
    [
        [],
        [("The army left Tarn.", None)],
        [("The army left Tarn.", "2029-01-20"), ("The army left Orlen.", "2031-01-20")],
        [("Orlen fell on July 5, 2029.", None), ("Velm fell in 2031.", None)],
        [("The army left Tarn.", "9999-12-20")],
    ],
    ids=["alone", "undated", "far apart", "refuted", "end of the calendar"],
)
def test_nothing_is_lent_where_it_is_not_sure(others: list[tuple[str, str | None]]) -> None:
    assert lent(case((UNDATED, None), *others)) == {}


def test_dated_articles_and_events_stay_as_they_are() -> None:
    own = "Orlen fell in 2030. The army left Tarn in March."
    analyses = case((own, None), (UNDATED, "2031-10-12"))
    assert [event.date for event in analyses["d-0"].events] == ["2030"]
    gained = lent(analyses)
    assert list(gained) == ["d-0"]
    assert [event.date for event in gained["d-0"]] == ["2031-03"]
    assert not {e.id for e in gained["d-0"]} & {e.id for e in analyses["d-0"].events}


@given(st.permutations(range(3)))
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    analyses = case(
        (UNDATED, None), ("Tarn fell.", "2031-10-12"), ("Orlen fell in May. Rain.", None)
    )
    shuffled = {f"d-{number}": replace(analyses[f"d-{number}"]) for number in order}
    assert lend_dates(tuple(shuffled), shuffled) == lent(analyses)


def test_the_ledger_holds_what_was_lent() -> None:
    body = "The army left Tarn in March, and the Orlen bridge fell to Velm and Sarrow militias."
    analyses = case((body, None), (body + " The mayor of Orlen fled.", "2031-10-12"))
    ledger = relate(tuple(analyses.values()), (), Settings())
    assert [story.documents for story in ledger.stories] == [("d-0", "d-1")]
    dated = {event.mentions[0].document: event.date for event in ledger.events}
    assert dated == {"d-0": "2031-03", "d-1": "2031-03"}
    assert [event.id for event in ledger.events] == sorted(event.id for event in ledger.events)
