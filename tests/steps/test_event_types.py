"""Event types: what is seen of a sentence, what the table makes of it, and what an event gets."""

from __future__ import annotations

import pytest

from hearsay.model.network import load
from hearsay.steps.event_type_features import stem, stretches, tokens
from hearsay.steps.event_types import (
    NONE,
    TYPE_AT_LEAST,
    YIELD,
    event_types,
    parted,
    parties,
    see,
    table,
)
from hearsay.steps.event_wording import TURN, acts, patterns
from hearsay.types import Actor, Analysis, Document, Event, Mention, Span


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def probabilities(
    text: str, source: str | None = None, target: str | None = None
) -> dict[str, float]:
    whole = Span(0, len(text))
    reading = load(threads=1).read(text, (whole,))
    actor = None if source is None else place(text, source)
    recipient = None if target is None else place(text, target)
    return table().probabilities(see(text, whole, actor, recipient, reading))


@pytest.mark.parametrize(
    ("text", "source", "target", "kind"),
    [
        ("Lorran has expelled two diplomats from Quessa.", "Lorran", "Quessa", "SANCTION"),
        ("Lorran refused to pay Quessa for the dam.", "Lorran", "Quessa", "REJECT"),
        ("The Pell Army shelled Quessa, killing nine.", "The Pell Army", "Quessa", "ASSAULT"),
        ("Lorran condemned Quessa for the raid.", "Lorran", "Quessa", "ACCUSE"),
        ("Lorran urged Quessa to reopen the dam.", "Lorran", "Quessa", "REQUEST"),
        ("Lorran freed four prisoners from Quessa.", "Lorran", "Quessa", "YIELD"),
        ("Teachers in Lorran went on strike.", "Teachers in Lorran", None, "PROTEST"),
        ("The king of Pell met the mayor of Quessa.", "king of Pell", "Quessa", "CONSULT"),
    ],
)
def test_plain_acts(text: str, source: str, target: str | None, kind: str) -> None:
    chances = probabilities(text, source, target)
    assert max(chances, key=lambda name: chances[name]) == kind
    assert sum(chances.values()) == pytest.approx(1)


def test_turns_make_another_type_of_an_act() -> None:
    done = probabilities("Lorran sent food to Quessa.", "Lorran", "Quessa")
    ahead = probabilities("Lorran will send food to Quessa.", "Lorran", "Quessa")
    denied = probabilities("Lorran will not send food to Quessa.", "Lorran", "Quessa")
    assert done["AID"] > max(ahead["AID"], denied["AID"])
    assert ahead["AGREE"] > done["AGREE"]
    assert denied["REJECT"] > max(done["REJECT"], ahead["REJECT"])


def test_a_plain_fact_is_no_act() -> None:
    chances = probabilities("The bridge over the Pell was finished in 1931.")
    assert chances[NONE] == max(chances.values())


def test_a_sentence_is_cut_at_its_parties() -> None:
    text = "On Monday Lorran gave Quessa three ships."
    whole = Span(0, len(text))
    cut = stretches(whole, text, place(text, "Lorran"), place(text, "Quessa"))
    assert cut.order == "source first"
    assert cut.link.of(text) == " gave "
    assert cut.tail.of(text) == " three ships."
    turned = stretches(whole, text, place(text, "Quessa"), place(text, "Lorran"))
    assert turned.order == "target first"
    alone = stretches(whole, text, place(text, "Lorran"), None)
    assert alone.link.of(text) == " gave Quessa three ships."
    assert stretches(whole, text, None, None).link == whole
    for spans in ((Span(0, 5), Span(3, 9)), (None, Span(0, 4)), (whole, None)):
        found = stretches(whole, text, *spans)
        assert whole.covers(found.link)
        assert whole.covers(found.tail)


def test_joined_parties_act_together() -> None:
    text = "Lorran and Quessa signed a treaty."
    cut = stretches(Span(0, len(text)), text, place(text, "Lorran"), place(text, "Quessa"))
    assert cut.order == "together"
    assert cut.link.of(text) == " signed a treaty."


def test_names_are_left_out() -> None:
    text = "Guards of Pell Quessa seized 40 boats."
    assert tokens(text, Span(0, len(text)), 0) == ["guard", "of", "^", "seiz", "0", "boat"]
    one = see("Lorran attacked Quessa.", Span(0, 23), Span(0, 6), Span(16, 22)).features
    other = see("Quessa attacked Lorran.", Span(0, 23), Span(0, 6), Span(16, 22)).features
    assert one == other


def test_stems_keep_three_letters() -> None:
    assert stem("Arrested") == stem("arrests") == stem("arresting") == "arrest"
    assert stem("aids") == "aid"
    assert stem("is") == "is"


def test_the_wording_names_known_types() -> None:
    known = {*table().types, TURN}
    assert {kind for kind, _, _ in patterns()} <= known
    assert [act.type for act in acts("was not arrested")][-1] == "COERCE"
    assert {act.name for act in acts("refused to free")} >= {"refuse", "refused", "release"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("released nine sailors", "RETREAT"),
        ("pulled out of the valley", "RETREAT"),
        ("will release nine sailors", "CONCEDE"),
        ("pardoned a poet", "CONCEDE"),
        ("lifted the curfew", "CONCEDE"),
        ("the truce", None),
        ("pardoned and released a poet", None),
    ],
)
def test_giving_way_in_word_or_deed(words: str, kind: str | None) -> None:
    assert parted(words) == kind


def actor(text: str, name: str) -> Actor:
    return Actor(f"a-{name}", name, "government", mentions=(Mention("d-1", place(text, name)),))


def test_parties_are_the_actors_about_the_act() -> None:
    text = "In May Lorran arrested a clerk of Quessa."
    whole = Span(0, len(text))
    actors = (actor(text, "Lorran"), actor(text, "Quessa"))
    assert parties(text, whole, actors, "d-1") == (place(text, "Lorran"), place(text, "Quessa"))
    assert parties(text, whole, actors, "d-2") == (None, None)
    told = "In May Lorran was attacked by Quessa."
    named = (actor(told, "Lorran"), actor(told, "Quessa"))
    turned = (place(told, "Quessa"), place(told, "Lorran"))
    assert parties(told, Span(0, len(told)), named, "d-1") == turned
    assert parties("Lorran in May", Span(0, 13), actors, "d-1") == (None, None)


def typed(text: str) -> Event:
    whole = Span(0, len(text))
    analysis = Analysis(
        Document("d-1", "a.txt", text),
        events=(Event("e-1", text, date="2031-05", mentions=(Mention("d-1", whole),)),),
        reading=load(threads=1).read(text, (whole,)),
    )
    (event,) = event_types(analysis).events
    assert event_types(analysis) == event_types(analysis)
    return event


def test_a_sure_type_is_given_with_its_probability() -> None:
    event = typed("In May 2031 suicide bombers killed nine soldiers in an attack on a market.")
    assert event.type == "ASSAULT"
    assert event.mode is None
    (reason,) = event.because
    assert reason.rule == "event type"
    kind, chance = reason.detail.split(" with ")
    assert kind == "ASSAULT"
    assert TYPE_AT_LEAST <= float(chance) <= 1


def test_no_type_where_none_is_sure() -> None:
    assert typed("The bakery moved to Quessa in May 2031.").type is None
    assert typed("There was something about a treaty in May 2031.").type is None


def test_no_event_gets_the_merged_type() -> None:
    assert typed("Pell released all prisoners of war from Quessa in May 2031.").type != YIELD
