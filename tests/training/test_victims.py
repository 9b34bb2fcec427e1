"""Victims: who is counted, by which measure, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.victim_evidence import evidence
from training.victim_groups import Group, groups
from training.victims import victims, weighed

from hearsay.steps.figures import plain
from hearsay.text import sentences
from hearsay.types import Actor, Analysis, Document, Mention, Span


def analysis(text: str, *people: str) -> Analysis:
    document = Document(id="d-1", path="a.txt", text=text)
    named = []
    for number, name in enumerate(people):
        places = [at for at in range(len(text)) if text.startswith(name, at)]
        mentions = tuple(Mention("d-1", Span(at, at + len(name))) for at in places)
        named.append(Actor(f"a-{number}", name, "person", mentions=mentions))
    return Analysis(document, sentences=tuple(sentences(text)), actors=tuple(named))


def told(text: str, *people: str) -> list[Group]:
    return groups(analysis(text, *people), plain(text))


@pytest.mark.parametrize(
    ("text", "kind", "head", "low", "high"),
    [
        ("A policeman was killed in Orlen.", "one", "policeman", 1, 1),
        ("A YOUNG POLICEMAN WAS KILLED IN ORLEN TODAY.", "one", "policeman", 1, 1),
        ("The farmers were abducted near Tarn.", "plural", "farmer", 2, None),
        ("Gunmen wounded 11 peasants in Tarn.", "number", "peasant", 11, 11),
        ("GUNMEN WOUNDED SEVERAL WATCHMEN IN TARN.", "number", "watchmen", 3, None),
        ("TWO KENYANS WERE KIDNAPPED IN ORLEN.", "number", "kenyan", 2, 2),
        ("A dozen students were killed.", "number", "student", 12, 12),
    ],
)
def test_groups_of_people(
    text: str, kind: str, head: str, low: float | None, high: float | None
) -> None:
    assert (kind, head, low, high) in [(g.kind, g.head, g.low, g.high) for g in told(text)]


def test_a_list_gives_a_group_for_each_of_its_parts() -> None:
    found = told("THE BLAST KILLED TWO SOLDIERS, A POLICEMAN AND FOUR CIVILIANS IN ORLEN.")
    assert [(g.head, g.low) for g in found] == [("soldier", 2), ("policeman", 1), ("civilian", 4)]


def test_a_name_and_the_noun_beside_it_are_one_person() -> None:
    found = told("The mayor, Mira Tallo, was murdered. Mira Tallo had four guards.", "Mira Tallo")
    assert [(g.kind, g.titles, len(g.places)) for g in found if g.kind == "name"] == [
        ("name", ("mayor",), 2)
    ]
    assert not [g for g in found if g.head == "mayor"]


def test_the_same_great_number_is_the_same_people_under_two_nouns() -> None:
    text = "Gunmen killed six priests in Orlen. The six teachers died at once. Two nuns died."
    assert [(g.low, len(g.places)) for g in told(text) if g.kind == "number"] == [(6, 2), (2, 1)]
    apart = told("Gunmen killed two priests in Orlen. Two nuns were wounded.")
    assert [g.head for g in apart if g.low == 2 and g.high == 2] == ["priest", "nun"]


def test_nothing_is_read_in_boilerplate() -> None:
    text = "A policeman was killed in Orlen.\nA farmer was killed in Tarn."
    whole = analysis(text)
    first = Span(0, text.index("\n"))
    document = Document(id="d-1", path="a.txt", text=text, boilerplate=(first,))
    half = Analysis(document, sentences=whole.sentences)
    assert {e.group.head for e in weighed(whole)} == {"policeman", "farmer"}
    assert {e.group.head for e in weighed(half)} == {"farmer"}


def test_evidence_names_the_measures_that_words_nearby_speak_of() -> None:
    text = "Two nuns were wounded. The minister spoke on the radio."
    found = evidence(text, sentences(text), told(text))
    assert [(e.group.head, e.harm) for e in found] == [("nun", "injured")]
    assert "cue after,passive" in found[0].features


def test_neighbouring_names_and_nations_count_only_as_such() -> None:
    text = "Kenyan farmers were killed. Mira Tallo priests were killed."
    names = [Span(text.index("Mira"), text.index(" priests"))]
    cut = sentences(text)
    found = evidence(text, cut, told(text), names=names)
    before = {f for e in found for f in e.features if f.startswith("before=")}
    assert before == {"before=(national)", "before=(name)"}


MURDER = "Mira Tallo, a judge, was murdered in Orlen on Monday, the police reported."


@pytest.mark.parametrize(
    ("text", "people", "measure", "low", "high"),
    [
        (MURDER, ("Mira Tallo",), "killed", 1, 1),
        (MURDER.upper(), ("MIRA TALLO",), "killed", 1, 1),
        ("A bomb wounded 11 civilians in Orlen on Monday.", (), "injured", 11, 11),
        ("Gunmen kidnapped three journalists in Orlen on Monday.", (), "abducted", 3, 3),
        ("A bomb killed a woman in Orlen on Monday.", (), "killed", 1, 1),
    ],
)
def test_victims(text: str, people: tuple[str, ...], measure: str, low: float, high: float) -> None:
    found = victims(analysis(text, *people))
    assert (measure, low, high) in [(v.measure, v.low, v.high) for v in found]


def test_who_speaks_of_a_murder_or_does_it_is_no_victim() -> None:
    text = "Mira Tallo said that the rebels had murdered two judges in Orlen."
    found = victims(analysis(text, "Mira Tallo"))
    assert all("Mira Tallo" not in v.words and "rebels" not in v.words for v in found)


def test_without_words_for_harm_there_are_no_victims() -> None:
    assert victims(analysis("The mayor met 30 farmers in Tarn.")) == ()
    assert victims(analysis("")) == ()


WORDS = "two A the SOLDIERS policeman, killed were by wounded 11 . six\n several OF and priests"


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=25).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_places_lie_in_the_text_and_reading_twice_gives_the_same(text: str) -> None:
    found = victims(analysis(text))
    assert found == victims(analysis(text))
    for one in found:
        assert 0.0 <= one.probability <= 1.0
        for place in (*one.places, one.cue):
            assert place.of(text).strip()
