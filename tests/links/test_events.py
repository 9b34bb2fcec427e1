"""Events told in several articles: lemmas, triggers, scores of pairs, joins in a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from hearsay.identity import identify
from hearsay.links import event_features, lemmas, relate
from hearsay.links.event_features import EventMention
from hearsay.links.events import group_mentions, one_date
from hearsay.links.triggers import trigger
from hearsay.settings import Settings
from hearsay.types import Analysis, Document, Event, Figure, Ledger, Mention, Reason, Span

DUMMY = bytes([127] + [0] * 7)
OTHER = bytes([0, 127] + [0] * 6)


@pytest.mark.parametrize(
    "forms",
    ["strike strikes struck striking", "kill killed killing", "stop stopped stopping", "die died"],
)
def test_inflected_forms_share_a_lemma(forms: str) -> None:
    assert len({lemmas.lemma(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    ["announce announced announcement", "resign resignation", "explosion exploded", "death died",
     "appointed appointment", "earthquake quake tremor"],
)  # fmt: skip
def test_nouns_meet_their_verbs(forms: str) -> None:
    assert len({lemmas.family(form) for form in forms.split()}) == 1


def test_words_that_only_look_alike_stay_apart() -> None:
    assert lemmas.family("market") != lemmas.family("marking")
    assert lemmas.lemma("marched") != lemmas.lemma("marketed")


def test_the_head_of_a_phrase() -> None:
    assert lemmas.head("checked into a clinic") == "checked"
    assert lemmas.head("piracy attempt") == "attempt"
    assert lemmas.head("--") == ""


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("Ada Varga resigned on 4 May", "resigned"),
        ("Varga told reporters she resigned on Monday", "resigned"),
        ("the explosion at Tallow on 4 May", "explosion"),
        ("The mayor said on Tuesday", "said"),
        ("in the year of 2009", None),
    ],
)
def test_the_trigger_of_a_clause(clause: str, found: str | None) -> None:
    span = trigger(clause, Span(0, len(clause)))
    assert (span.of(clause) if span else None) == found


def test_dates_agree_or_not() -> None:
    assert one_date("2014-10-17", "2014-10-17")
    assert one_date("2014-10", "2014-10-17")
    assert not one_date("2014", "2014-10-17")
    assert not one_date("2014-10-16", "2014-10-17")
    assert not one_date(None, "2014-10-17")


FIRE = (
    "A fire destroyed the market of Tallow on 4 May 2019. Mayor Ada Varga saw the smoke rise. "
    "The market of Tallow had stood since the days of Prince Oskar."
)
AGAIN = (
    "The market of Tallow was destroyed by a fire on 4 May 2019. Mayor Ada Varga mourned the old "
    "market. Prince Oskar had built it."
)
LATER = (
    "A fire destroyed the market of Tallow on 9 June 2019, said Mayor Ada Varga, whose town lost "
    "an earlier market. Prince Oskar had built that one."
)


def dated(article: Any, words: str, date: str, **other: Any) -> tuple[Analysis, str]:
    """An article's analysis with one event on the words, and the event's id."""
    span = article.find(words)
    event = Event(
        id=identify("e", article.document.id, span.start),
        label=words,
        date=date,
        mentions=(Mention(article.document.id, span),),
        because=(Reason("date expression", f"read as {date}"),),
        **other,
    )
    analysis = replace(
        article.analysis(), events=(event,), vectors=((event.id, DUMMY + DUMMY + DUMMY),)
    )
    return analysis, event.id


@pytest.fixture
def told(article: Callable[..., Any]) -> tuple[list[Analysis], list[str]]:
    """Two articles on one fire and one on another in the same place."""
    found = [
        dated(
            article("one", FIRE), "A fire destroyed the market of Tallow on 4 May 2019", "2019-05"
        ),
        dated(
            article("two", AGAIN),
            "The market of Tallow was destroyed by a fire on 4 May 2019",
            "2019-05-04",
        ),
        dated(
            article("three", LATER),
            "A fire destroyed the market of Tallow on 9 June 2019",
            "2019-06-09",
        ),
    ]
    return [analysis for analysis, _ in found], [key for _, key in found]


def related(analyses: list[Analysis]) -> Ledger:
    return relate(analyses, (), Settings())


def test_one_event_in_two_articles_is_one_record(told: tuple[list[Analysis], list[str]]) -> None:
    analyses, ids = told
    ledger = related(analyses)
    assert len(ledger.events) == 2
    (record,) = [event for event in ledger.events if len(event.mentions) == 2]
    assert record.id == min(ids[:2])
    assert record.date == "2019-05-04"
    assert record.label.startswith("The market")
    assert {m.document for m in record.mentions} == {a.document.id for a in analyses[:2]}
    assert [r.rule for r in record.because].count("date expression") == 2
    (why,) = [reason for reason in record.because if reason.rule == "same event"]
    assert set(why.refs) == set(ids[:2])
    assert "“destroyed” and “destroyed”" in why.detail


def test_the_order_of_articles_changes_no_event(told: tuple[list[Analysis], list[str]]) -> None:
    analyses, _ = told
    first = related(analyses)
    for order in permutations(analyses):
        assert related(list(order)).events == first.events


def test_what_is_planned_is_not_joined_with_what_happened(article: Callable[..., Any]) -> None:
    one, _ = dated(article("one", FIRE), "A fire destroyed the market of Tallow", "2019-05-04")
    two, _ = dated(
        article("two", AGAIN),
        "The market of Tallow was destroyed by a fire",
        "2019-05-04",
        reality="planned",
    )
    assert len(related([one, two]).events) == 2


def test_figures_follow_their_event(told: tuple[list[Analysis], list[str]]) -> None:
    analyses, ids = told
    figures = tuple(
        Figure(
            id=identify("f", key), document=analysis.document.id, span=Span(0, 1),
            measure="killed", of=None, low=1.0, high=1.0, qualifier="exact", event=key,
        )
        for analysis, key in zip(analyses, ids, strict=True)
    )  # fmt: skip
    with_figures = [replace(a, figures=(f,)) for a, f in zip(analyses, figures, strict=True)]
    ledger = related(with_figures)
    known = {event.id for event in ledger.events}
    assert {figure.event for figure in ledger.figures} == known


def mention(key: str, document: str, words: str, vector: bytes | None = DUMMY) -> EventMention:
    """A mention; its trigger stands in brackets."""
    before, _, rest = words.partition("[")
    found, _, after = rest.partition("]")
    return EventMention(key, document, 0, found, before, after, vector, vector, vector)


def test_mentions_of_one_event_are_grouped_with_reasons() -> None:
    texts = {"a": FIRE, "b": AGAIN, "c": "The opera at Osk opened. Marten sang twice for charity."}
    documents = {key: Document(key, key, text) for key, text in texts.items()}
    sentences = [text for body in texts.values() for text in body.split(". ")]
    mentions = [
        mention("a1", "a", "A fire [destroyed] the market of Tallow on 4 May 2019."),
        mention("b1", "b", "The market of Tallow was [destroyed] by a fire on 4 May 2019."),
        mention("c1", "c", "The opera at Osk [opened].", OTHER),
    ]
    groups = group_mentions(mentions, documents, sentences)
    assert [group.mentions for group in groups] == [("a1", "b1"), ("c1",)]
    (reason,) = groups[0].because
    assert reason.refs == ("a1", "b1")
    assert "one word" in reason.detail
    for order in permutations(mentions):
        assert group_mentions(order, documents, sentences) == groups
    assert group_mentions([], documents, sentences) == []


def test_a_pair_scores_alike_whatever_else_is_compared() -> None:
    mentions = [
        mention("a1", "a", "A fire [destroyed] the market of Tallow."),
        mention("b1", "b", "The market of Tallow was [destroyed] by a fire."),
        mention("c1", "c", "The opera at Osk [opened].", OTHER),
    ]
    rare = {"": 3.0}
    alike = {("a", "b"): 0.5, ("a", "c"): 0.1, ("b", "c"): 0.1}
    every = event_features.scores(event_features.features(mentions, rare, alike))
    two = event_features.scores(event_features.features(mentions[:2], rare, alike))
    assert every[0, 1] == pytest.approx(two[0, 1])
    assert every[0, 1] > every[0, 2]
