"""Places of events: which phrase tells where, and which country is meant."""

from __future__ import annotations

import pytest

from hearsay.links.lent_dates import lend_dates
from hearsay.steps.dates import dates
from hearsay.steps.places import places_of_events
from hearsay.types import Actor, Analysis, Document, Event, Mention, Span, Statement

Told = tuple[str | None, str | None, str | None]


def read(text: str, *names: Actor, statements: tuple[Statement, ...] = ()) -> tuple[Event, ...]:
    document = Document(id="d-1", path="a.txt", text=text, published="2015-04-09")
    analysis = dates(Analysis(document, actors=names, statements=statements))
    return places_of_events(analysis).events


def told(text: str, *names: Actor) -> Told:
    """Place, country and precision of the only event of a text."""
    (event,) = read(text, *names)
    return event.place, event.country, event.place_precision


def actor(text: str, name: str, kind: str) -> Actor:
    at = text.index(name)
    span = Span(at, at + len(name))
    return Actor("a-1", name, kind, mentions=(Mention("d-1", span),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gunmen attacked the Kenyan town of Garissa on Thursday.", ("Garissa", "KEN", "town")),
        ("Two men were shot in Lansing, Mich., on Friday.", ("Lansing, Mich.", "USA", "town")),
        ("It was held in Kampala, Uganda, on July 11, 2010.", ("Kampala, Uganda", "UGA", "town")),
        ("Rebels fought in northern Cameroon in May.", ("northern Cameroon", "CMR", "country")),
        ("Nine died in Iraq’s Anbar province on Friday.", ("Anbar province", "IRQ", "province")),
        ("Nine were held in the Syrian capital on Friday.", ("the Syrian capital", "SYR", "town")),
        ("She was freed from a Syrian jail in March.", (None, "SYR", "country")),
        ("It struck Chile and Peru in 2012.", ("Chile and Peru", None, "country")),
        ("A truck was sold in Houston in October 2013.", ("Houston", "USA", "town")),
        ("On Monday in Tallow, Kenya, nine died.", ("Tallow, Kenya", "KEN", None)),
        ("In Nairobi, nine people were killed on Friday.", ("Nairobi", "KEN", "town")),
        ("Guns were seized near the Orrin Dam on Friday.", ("Orrin Dam", None, None)),
        ("He was shot in the village of Hask on Friday.", ("Hask", None, "town")),
        ("She was held in the Quessel district on Friday.", ("Quessel district", None, "district")),
    ],
)
def test_the_words_of_a_sentence_tell_where(text: str, wanted: Told) -> None:
    assert told(text) == wanted


def test_a_name_of_several_towns_is_that_of_the_country_told_of() -> None:
    raid = "Police raided a house in Tripoli on Friday."
    assert told(f"{raid} The Lebanese army helped.") == ("Tripoli", "LBN", "town")
    assert told(f"{raid} The Libyan army helped.") == ("Tripoli", "LBY", "town")
    assert told(f"{raid} Libyan and Lebanese papers wrote of it.")[1] == "LBY"  # by far the larger


def test_a_small_town_of_no_country_told_of_stays_without() -> None:
    """A real Foley has 17,000 people; nothing says that this is it."""
    place, country, _ = told("He was shot in Foley on Friday.")
    assert (place, country) == ("Foley", None)
    assert told("He was shot in Foley on Friday. He leaves Alabama, in America.")[1] == "USA"


def test_georgia_is_a_country_or_a_state_as_the_article_tells() -> None:
    assert told("He was shot in Georgia on Friday.")[1] is None
    assert told("He was shot in Georgia on Friday, Georgian police said.")[1] == "GEO"


def test_what_the_article_says_once_of_a_name_holds_for_all_of_it() -> None:
    text = "Hask is quiet. They live in Hask, a village in Kenya. A shop burned in Hask on Friday."
    assert told(text) == ("Hask", "KEN", "town")


def test_a_town_told_by_its_direction_is_in_the_country_that_the_article_is_about() -> None:
    text = "Girls were taken in April from the northern town of Orrin. Kenya mourns. "
    assert told(text + "Kenyan police ask all Kenyans for help.")[:2] == ("Orrin", "KEN")
    assert told(text + "Uganda helps. Ugandan police look on.")[:2] == ("Orrin", None)


def test_a_speaker_s_city_and_the_dateline_are_not_where_it_happened() -> None:
    text = "GENEVA, April 9 (XYZ) -- Nine people died on Monday, she told reporters in Geneva."
    assert {event.place for event in read(text)} == {None}
    assert told("Officials in Kenya said on Friday that nobody had died.")[0] is None
    assert told("The Interior Ministry in Nairobi lowered the toll on Friday.")[0] is None


def test_what_another_clause_tells_is_left_alone() -> None:
    text = "Nine people were killed on Friday, weeks after a bomb had gone off in Nairobi."
    assert told(text)[0] is None
    assert told("He had trained since 2013, said a paper that is read in Kenya.")[0] is None


@pytest.mark.parametrize("kind", ["person", "media"])
def test_a_person_or_a_paper_is_no_place(kind: str) -> None:
    text = "It was reported in Kenya Morning on Friday."
    assert told(text, actor(text, "Kenya Morning", kind))[0] is None


def test_only_what_stands_in_the_same_mouth_tells() -> None:
    text = "He said on Friday in a letter: rebels hold a school in Nairobi."
    at = text.index("rebels")
    content = Statement("s-1", "d-1", content=(Span(at, len(text)),))
    (event,) = read(text, statements=(content,))
    assert event.place is None


def test_every_place_has_its_reasons() -> None:
    (event,) = read("Gunmen attacked the Kenyan town of Garissa on Thursday.")
    assert [reason.rule for reason in event.because] == ["date expression", "place", "country"]
    assert "Kenyan" in event.because[2].detail


def test_an_event_that_has_a_place_keeps_it() -> None:
    text = "Gunmen attacked the Kenyan town of Garissa on Thursday."
    document = Document(id="d-1", path="a.txt", text=text)
    event = Event("e-1", "x", place="Orrin", mentions=(Mention("d-1", Span(0, len(text))),))
    assert places_of_events(Analysis(document, events=(event,))).events == (event,)


def test_in_capitals_only_what_the_gazetteer_has_is_found() -> None:
    text = "NINE PEOPLE DIED IN KAMPALA ON {} IN A FIRE. IN EARNEST, THEY HELPED UGANDA."
    document = Document(id="d-1", path="a.txt", text=text)
    event = Event("e-1", "x", mentions=(Mention("d-1", Span(0, 40)),))
    (found,) = places_of_events(Analysis(document, events=(event,))).events
    assert (found.place, found.country) == ("KAMPALA", "UGA")
    small = text.replace("KAMPALA", "ORRIN IN HASTE")
    document = Document(id="d-1", path="a.txt", text=small)
    (found,) = places_of_events(Analysis(document, events=(event,))).events
    assert found.place is None


def test_events_that_a_story_dates_are_placed_too() -> None:
    """What `links.lent_dates` gains goes through the same step."""
    dated = Document(id="d-1", path="a.txt", text="It rained.", published="2015-04-09")
    text = "Gunmen attacked the Kenyan town of Garissa six years ago."
    undated = Document(id="d-2", path="b.txt", text=text)
    gained = lend_dates(["d-1", "d-2"], {"d-1": Analysis(dated), "d-2": dates(Analysis(undated))})
    assert [(e.place, e.country) for e in gained["d-2"]] == [("Garissa", "KEN")]
