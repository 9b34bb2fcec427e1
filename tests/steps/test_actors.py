"""Names of one article joined into actors."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.model.reading import NameMention, Reading
from hearsay.steps.actors import actors
from hearsay.steps.antecedents import Article
from hearsay.types import Actor, ActorKind, Analysis, Document, Span

ROE = (
    "Arcadian interior minister Ann Roe met the Rural Front of Arcadia (RFA) on Monday. "
    "Tom Marr, the group's envoy, praised Roe. The RFA's fighters left. "
    "Mr. Marr spoke to the Arcadia Gazette. Bob Roe did not."
)


def read(text: str, named: dict[str, ActorKind], boilerplate: tuple[Span, ...] = ()) -> Analysis:
    """An analysis whose network sees each of these forms wherever it stands."""
    mentions: list[NameMention] = []
    for form in sorted(named, key=lambda f: -len(f)):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            span = Span(*match.span())
            if not any(span.overlaps(m.span) for m in mentions):
                mentions.append(NameMention(span, named[form], 0.9))
    mentions.sort(key=lambda m: m.span)
    return Analysis(
        document=Document("d-1", "a.txt", text, boilerplate=boilerplate),
        reading=Reading(tuple(mentions)),
    )


def by_name(found: Sequence[Actor]) -> dict[str, Actor]:
    return {actor.name: actor for actor in found}


NAMED: dict[str, ActorKind] = {
    "Ann Roe": "person",
    "Bob Roe": "person",
    "Tom Marr": "person",
    "Rural Front of Arcadia": "armed_group",
    "RFA": "armed_group",
    "Arcadia Gazette": "media",
}


def test_forms_of_one_actor_are_joined_with_a_reason() -> None:
    found = by_name(actors(read(ROE, NAMED)).actors)
    front = found["Rural Front of Arcadia"]
    assert front.aliases == ("RFA",)
    assert len(front.mentions) == 3
    assert {reason.rule for reason in front.because} & {"defined", "acronym"}
    assert front.kind == "armed_group"


def test_a_surname_that_the_network_missed_is_found_again() -> None:
    found = by_name(actors(read(ROE, NAMED)).actors)
    assert "Marr" in found["Tom Marr"].aliases
    assert any(mention.span.of(ROE) == "Roe" for mention in found["Ann Roe"].mentions)


def test_a_surname_is_found_again_without_its_article() -> None:
    text = "Dana al-Haddad spoke. A cousin met al-Haddad. When she came back, Haddad had left."
    found = by_name(actors(read(text, {"Dana al-Haddad": "person"})).actors)
    forms = [mention.span.of(text) for mention in found["Dana al-Haddad"].mentions]
    assert forms == ["Dana al-Haddad", "al-Haddad", "Haddad"]


def test_widower_is_no_part_of_a_name() -> None:
    text = "Widower Tom Marr wept. Tom said that he had given up."
    found = by_name(actors(read(text, {"Widower Tom Marr": "person", "Tom": "person"})).actors)
    assert list(found) == ["Tom Marr"]
    assert "Tom" in found["Tom Marr"].aliases


def test_different_given_names_stay_apart() -> None:
    found = by_name(actors(read(ROE, NAMED)).actors)
    assert found["Ann Roe"].id != found["Bob Roe"].id


def test_roles_and_whom_they_make_one_part_of() -> None:
    text = "Tom Marr, a spokesman for the Rural Front, waved. Rural Front lawyer Ann Roe spoke."
    found = by_name(
        actors(
            read(text, {"Tom Marr": "person", "Ann Roe": "person", "Rural Front": "organisation"})
        ).actors
    )
    assert found["Tom Marr"].role == "a spokesman for the Rural Front"
    assert found["Tom Marr"].part_of == found["Rural Front"].id
    assert found["Ann Roe"].role == "Rural Front lawyer"
    assert found["Ann Roe"].because[-1].rule == "part of"
    assert found["Ann Roe"].because[-1].detail == "Rural Front lawyer Ann Roe spoke."


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ann Roe, the Arcadia envoy to Veldland, spoke.", "Arcadia"),
        ("Ann Roe, the special envoy for Arcadia, spoke.", None),
        ("Ann Roe, a critic of the Rural Front, spoke.", None),
        ("Ann Roe, a former officer of the Rural Front, spoke.", None),
        ("Ann Roe, a singer from Arcadia, spoke.", None),
        ("Ann Roe, a commander of the Rural Front, spoke.", "Rural Front"),
        ("Ann Roe, a Rural Front expert, spoke.", None),
        ("Ann Roe, an analyst at the Rural Bank, spoke.", "Rural Bank"),
    ],
)
def test_not_every_body_in_a_role_is_one_that_its_holder_acts_for(
    text: str, whole: str | None
) -> None:
    named: dict[str, ActorKind] = {
        "Ann Roe": "person",
        "Arcadia": "government",
        "Veldland": "government",
        "Rural Front": "armed_group",
        "Rural Bank": "organisation",
    }
    given = {name: kind for name, kind in named.items() if name in text}
    found = by_name(actors(read(text, given)).actors)
    part_of = found["Ann Roe"].part_of
    assert part_of == (found[whole].id if whole else None)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The Interior Ministry met. Ann Roe, a ministry spokeswoman, spoke.", True),
        ("The Interior Ministry met. Ann Roe, a spokeswoman for the ministry, spoke.", True),
        ("The Interior Ministry met. Ann Roe, a senior ministry official, spoke.", True),
        ("The Interior Ministry met. Interior ministry official Ann Roe spoke.", True),
        ("The Interior Ministry met. Foreign ministry spokeswoman Ann Roe spoke.", False),
        ("The Interior Ministry met the Trade Ministry. Ministry head Ann Roe spoke.", False),
        ("Ann Roe, a ministry spokeswoman, met the Interior Ministry.", False),
    ],
)
def test_a_role_may_name_a_body_by_a_bare_word(text: str, whole: bool) -> None:
    named: dict[str, ActorKind] = {
        "Ann Roe": "person",
        "Interior Ministry": "government",
        "Trade Ministry": "government",
    }
    given = {name: kind for name, kind in named.items() if name in text}
    found = by_name(actors(read(text, given)).actors)
    assert found["Ann Roe"].part_of == (found["Interior Ministry"].id if whole else None)


def test_boilerplate_names_nobody() -> None:
    start = ROE.index("Mr. Marr")
    found = actors(read(ROE, NAMED, boilerplate=(Span(start, len(ROE)),))).actors
    assert "Arcadia Gazette" not in by_name(found)
    assert all(mention.span.end <= start for actor in found for mention in actor.mentions)


def test_possessives_articles_and_weekdays_are_no_part_of_names() -> None:
    text = "The Gazette's editor left on Monday."
    found = actors(read(text, {"The Gazette's": "media", "Monday": "organisation"})).actors
    assert [actor.name for actor in found] == ["Gazette"]


def test_a_titled_full_name_gives_the_bare_name_too() -> None:
    found = actors(read("President Ann Roe spoke.", {"President Ann Roe": "person"})).actors
    assert found[0].name == "Ann Roe"
    assert found[0].aliases == ("President Ann Roe",)


def test_without_a_reading_nothing_changes() -> None:
    analysis = Analysis(document=Document("d-1", "a.txt", ROE))
    assert actors(analysis) == analysis


@given(st.lists(st.tuples(st.integers(0, len(ROE) - 2), st.integers(1, 40)), max_size=8))
@settings(max_examples=40, deadline=None)
def test_any_spans_give_actors_whose_mentions_stand_in_the_text(
    drawn: list[tuple[int, int]],
) -> None:
    mentions: list[NameMention] = []
    for start, length in sorted(drawn):
        span = Span(start, min(len(ROE), start + length))
        if not mentions or mentions[-1].span.end <= span.start:
            mentions.append(NameMention(span, "person", 0.9))
    reading = Reading(tuple(mentions))
    analysis = Analysis(document=Document("d-1", "a.txt", ROE), reading=reading)
    first, second = actors(analysis).actors, actors(analysis).actors
    assert first == second
    assert len({actor.id for actor in first}) == len(first)
    for actor in first:
        forms = {mention.span.of(ROE) for mention in actor.mentions}
        assert actor.name in " ".join(forms)
        assert list(actor.mentions) == sorted(actor.mentions)


def test_an_agency_in_brackets_after_a_town_is_no_other_name_for_it() -> None:
    text = "ARLEN (AFP) - Arlen was quiet. The Rural Front (RF) said so. The RF was right."
    named: dict[str, ActorKind] = {
        "ARLEN": "government", "AFP": "media", "Arlen": "government",
        "Rural Front": "armed_group", "RF": "armed_group",
    }  # fmt: skip
    found = by_name(actors(read(text, named)).actors)
    assert found["Rural Front"].aliases == ("RF",)
    assert found["AFP"].aliases == ()


def test_names_lose_what_they_are_put_together_with() -> None:
    text = (
        "The US-Velmara deal held. Anti-Velmara crowds met near Velmara-backed troops. "
        "I’d say so. AB/CD reported it."
    )
    named: dict[str, ActorKind] = {
        "US-Velmara": "government", "Anti-Velmara": "organisation",
        "Velmara-backed": "organisation", "I’d": "organisation",
    }  # fmt: skip
    found = {form for a in actors(read(text, named)).actors for form in (a.name, *a.aliases)}
    assert found == {"US", "Velmara"}


def test_a_wire_with_a_stroke_in_its_name_is_one() -> None:
    text = "RFE/RL reported it on Monday. RFE/RL was told so."
    found = actors(read(text, {"RFE": "media", "RL": "media"})).actors
    assert [actor.name for actor in found] == ["RFE/RL"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Velmara's envoy, Ann Roe, said so.", "Velmara's envoy"),
        ("The bank and the mayor, Ann Roe, met.", "the mayor"),
        ("According to Ann Roe, young singers in Osk are paid.", None),
        ("Ann Roe, the bank's lawyer, said so.", "the bank's lawyer"),
        ("Many Ann Roe fans came.", None),
        ("The bank fell. Its lawyer, Ann Roe, left.", "lawyer"),
    ],
)
def test_roles_beside_a_comma(text: str, role: str | None) -> None:
    (found,) = actors(read(text, {"Ann Roe": "person"})).actors
    assert found.role == role


def test_an_office_is_whole_where_the_name_took_its_last_word() -> None:
    text = "Foreign Minister Ann Roe met Interior Minister Bob Roe."
    found = actors(read(text, {"Minister Ann Roe": "person", "Minister Bob Roe": "person"})).actors
    assert {actor.role for actor in found} == {"Foreign Minister", "Interior Minister"}


def test_an_apposition_behind_a_longer_name_is_not_the_last_words() -> None:
    text = "The Front for the Freedom of Upper Rell (FFR), an armed group, left. Rell burned."
    found = by_name(actors(read(text, {"Rell": "place"})).actors)
    assert found["Rell"].kind != "armed_group"


def test_an_office_without_a_name_stays_whole() -> None:
    (found,) = actors(
        read("Mayor of Rell blames rain for floods.", {"Mayor of Rell": "person"})
    ).actors
    assert found.name == "Mayor of Rell"


def test_several_are_no_role_of_one_place() -> None:
    text = "Two died on the road to the Osk Dam, the two governments said."
    (found,) = actors(read(text, {"Osk Dam": "place"})).actors
    assert found.role is None


def test_a_name_in_a_list_is_no_role_of_the_one_before() -> None:
    text = "The Northern Front, the Southern Army, and the Dawn signed."
    found = by_name(actors(read(text, {"Northern Front": "armed_group"})).actors)
    assert found["Northern Front"].role is None


def test_a_town_where_something_happens_is_a_place() -> None:
    text = "Two men were held in Orlen. The Orlen mill burned."
    assert by_name(actors(read(text, {"Orlen": "government"})).actors)["Orlen"].kind == "place"


def test_a_capital_is_no_person_unless_a_person_bears_its_name() -> None:
    named: dict[str, ActorKind] = {"Oslo": "person", "Ada Oslo": "person"}
    alone = actors(read("Oslo denied it. Oslo has waited.", named)).actors
    assert [actor.kind for actor in alone] == ["government"]
    hers = actors(read("Ada Oslo denied it. Oslo has waited.", named)).actors
    assert [actor.kind for actor in hers] == ["person"]


def test_a_courtesy_title_means_the_one_of_the_family_named_last() -> None:
    text = "Ada Roe, 19, won. Her mother, Bea Roe, drove. Ada thanked her. Mrs Roe wept."
    found = by_name(
        actors(read(text, {"Ada Roe": "person", "Bea Roe": "person", "Mrs Roe": "person"})).actors
    )
    assert "Mrs Roe" in found["Bea Roe"].aliases


@pytest.mark.parametrize("child", ["Tim Roe, 5, ", "five-year-old Tim Roe "])
@pytest.mark.parametrize("later", ["Mr Roe", "Roe"])
def test_a_child_is_not_called_by_the_surname(child: str, later: str) -> None:
    text = f"On Monday {child}went to a party. Tim Roe and Tim Roe. Dan Roe paid. {later} wept."
    named: dict[str, ActorKind] = {"Tim Roe": "person", "Dan Roe": "person", later: "person"}
    found = by_name(actors(read(text, named)).actors)
    assert later in found["Dan Roe"].aliases
    assert found["Tim Roe"].aliases == ()


def test_only_a_name_alone_of_a_child_is_not_given_a_courtesy_title() -> None:
    text = "On Monday Tim Roe, 5, went to a party. Mr Roe wept."
    found = by_name(actors(read(text, {"Tim Roe": "person", "Mr Roe": "person"})).actors)
    assert set(found) == {"Tim Roe", "Mr Roe"}


def test_who_is_quoted_may_be_of_another_gender_than_whom_they_tell_of() -> None:
    text = "Dawo Laryk said: “She felt nothing.” Iza Morik left and she wept."
    analysis = actors(read(text, {"Dawo Laryk": "person", "Iza Morik": "person"}))
    article = Article.of(analysis)
    names = {actor.name: actor.id for actor in analysis.actors}
    assert article.genders[names["Dawo Laryk"]] is None
    assert article.genders[names["Iza Morik"]] == "f"


def test_a_post_is_no_part_of_a_body() -> None:
    text = "He called the Quayline Controller. Quayline apologised."
    found = by_name(
        actors(
            read(text, {"Quayline Controller": "organisation", "Quayline": "organisation"})
        ).actors
    )
    assert list(found) == ["Quayline"]


def test_a_channel_keeps_its_number() -> None:
    text = "The mill burned, Harbour 24 reported. Harbour 24 showed it."
    found = by_name(actors(read(text, {"Harbour": "media"})).actors)
    assert list(found) == ["Harbour 24"]


def test_a_person_is_named_without_the_country() -> None:
    found = by_name(
        actors(read("Kenya's King Osk left. Osk was ill.", {"Kenya's King Osk": "person"})).actors
    )
    assert "King Osk" in found


def test_a_country_is_not_named_by_its_adjective() -> None:
    text = "A Kenyan minister left. Kenya was calm. Kenyan envoys came; Kenyan roads shut."
    found = by_name(actors(read(text, {"Kenyan": "government", "Kenya": "government"})).actors)
    assert list(found) == ["Kenya"]


@pytest.mark.parametrize(
    ("text", "seen", "kind", "whole"),
    [
        ("The New York-based maker left there quietly again.", "New", "media", ["New York"]),
        ("Then two North Koreans came home there again.", "North", "government", ["North Koreans"]),
        ("It was in the U.S., and elsewhere.", "U", "place", ["U.S."]),
        (
            "Then a man of the Central Tallow Works came there again.",
            "Tallow Works",
            "organisation",
            ["Central Tallow Works"],
        ),
        ("Much of Tallow's US arm was shut.", "Tallow's US", "organisation", ["Tallow", "US"]),
        (
            "They met again in the winter, quietly, in Carson City.",
            "Carson",
            "place",
            ["Carson City"],
        ),
        (
            "They met there again with young Jordan Marr, quietly.",
            "Jordan",
            "person",
            ["Jordan Marr"],
        ),
    ],
)
def test_a_name_cut_short_is_made_whole(
    text: str, seen: str, kind: ActorKind, whole: list[str]
) -> None:
    span = Span(text.index(seen), text.index(seen) + len(seen))
    reading = Reading((NameMention(span, kind, 0.9),))
    found = actors(Analysis(Document("d-1", "a.txt", text), reading=reading)).actors
    assert sorted(m.span.of(text) for actor in found for m in actor.mentions) == sorted(whole)


def test_what_a_body_is_also_called_is_not_its_name() -> None:
    text = "TLW, known as Big Tallow, left. TLW was calm. TLW sold it; so TLW is rich."
    (tallow,) = actors(read(text, {"TLW": "organisation", "Big Tallow": "organisation"})).actors
    assert tallow.name == "TLW"
    assert tallow.aliases == ("Big Tallow",)
