"""Which actors of several articles are one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hearsay.links.actors import Joined, join_actors
from hearsay.types import ActorKind, Judgement

Named = tuple[str, ActorKind]


def joined(article: Callable[..., Any], *articles: list[Named]) -> tuple[Joined, list[list[str]]]:
    made = []
    for number, named in enumerate(articles):
        one = article(f"n{number}", "; ".join(name for name, _ in named))
        for name, kind in named:
            one.actor(name, kind)
        made.append(one.analysis())
    ids = [[actor.id for actor in analysis.actors] for analysis in made]
    return join_actors(made, ()), ids


def test_a_surname_joins_the_only_full_name_it_fits(article: Callable[..., Any]) -> None:
    found, ids = joined(
        article, [("Colonel Ada Varga", "person")], [("Varga", "person")], [("Ada Varga", "person")]
    )
    assert len(found.actors) == 1
    assert found.actors[0].id == min(i for group in ids for i in group)
    assert "Ada Varga" in found.actors[0].name
    assert found.actors[0].because


def test_a_surname_that_fits_two_stays_apart(article: Callable[..., Any]) -> None:
    found, ids = joined(
        article,
        [("Ada Varga", "person")],
        [("Tomas Varga", "person")],
        [("Varga", "person")],
    )
    assert len({found.known_as[i] for group in ids for i in group}) == 3


def test_acronyms_and_spellings_join(article: Callable[..., Any]) -> None:
    found, ids = joined(
        article,
        [("Rural Front of Arcadia", "armed_group"), ("Zabihullah Karim", "person")],
        [("RFA", "armed_group"), ("Zabiullah Karim", "person")],
    )
    assert found.known_as[ids[0][0]] == found.known_as[ids[1][0]]
    assert found.known_as[ids[0][1]] == found.known_as[ids[1][1]]


def test_descriptions_without_a_name_stay_apart(article: Callable[..., Any]) -> None:
    found, _ = joined(article, [("residents", "people")], [("residents", "people")])
    assert len(found.actors) == 2


def test_the_one_army_of_a_country_is_one(article: Callable[..., Any]) -> None:
    found, _ = joined(
        article, [("the Kenyan army", "government")], [("Kenya's army", "government")]
    )
    assert len(found.actors) == 1


def test_a_person_has_the_last_word(article: Callable[..., Any]) -> None:
    one, other = article("a", "Ada Varga spoke."), article("b", "Ada Varga left.")
    ids = one.actor("Ada Varga"), other.actor("Ada Varga")
    analyses = [one.analysis(), other.analysis()]
    apart = Judgement("j-1", "|".join(sorted(ids)), "not the same", "me", "2024-01-01", "two women")
    undo = Judgement("j-2", "j-1", "undo", "me", "2024-01-02", "no, one", undoes="j-1")
    assert len(join_actors(analyses, ()).actors) == 1
    assert len(join_actors(analyses, (apart,)).actors) == 2
    assert len(join_actors(analyses, (apart, undo)).actors) == 1


def test_a_person_can_join_what_names_cannot(article: Callable[..., Any]) -> None:
    one, other = article("a", "The Owl spoke."), article("b", "Ada Varga left.")
    ids = one.actor("The Owl"), other.actor("Ada Varga")
    same = Judgement("j-1", "|".join(sorted(ids)), "same", "me", "2024-01-01", "her nickname")
    found = join_actors([one.analysis(), other.analysis()], (same,))
    assert len(found.actors) == 1
    assert [reason.rule for reason in found.actors[0].because] == ["judgement"]


def test_what_acts_in_one_article_is_a_government_in_the_case(
    article: Callable[..., Any],
) -> None:
    found, _ = joined(article, [("Norway", "place")], [("Norway", "government")],
                      [("Norway", "place")])  # fmt: skip
    assert [actor.kind for actor in found.actors] == ["government"]


def test_a_short_name_that_two_share_does_not_make_them_one(article: Callable[..., Any]) -> None:
    """ "Post" and "Marek" stand for one in one article and for another in the next."""
    made = []
    for number, (paper, person) in enumerate(
        (("Tallow Post", "Marek Dov-un"), ("Arcadia Post", "Marek Yo-dov"))
    ):
        one = article(f"n{number}", f"{paper}; Post; {person}; Marek")
        one.actor(paper, "media")
        one.actor(person, "person")
        analysis = one.analysis()
        first, second = analysis.actors
        made.append(
            replace(
                analysis,
                actors=(replace(first, aliases=("Post",)), replace(second, aliases=("Marek",))),
            )
        )
    found = join_actors(made, ())
    assert len({found.known_as[actor.id] for analysis in made for actor in analysis.actors}) == 4


def test_a_small_letter_behind_a_hyphen_is_part_of_a_name(article: Callable[..., Any]) -> None:
    found, ids = joined(article, [("Marek Dov-un", "person")], [("Marek Dov-un", "person")])
    assert found.known_as[ids[0][0]] == found.known_as[ids[1][0]]


def test_a_firm_is_not_the_director_who_is_named_after_it(article: Callable[..., Any]) -> None:
    found, ids = joined(
        article,
        [("Acme Mining", "person"), ("Ada Varga", "person")],
        [("Ada Varga of Acme Mining", "person")],
    )
    firm, director = found.known_as[ids[0][0]], found.known_as[ids[0][1]]
    assert found.known_as[ids[1][0]] == director != firm
    actor = next(one for one in found.actors if one.id == director)
    assert (actor.name, actor.part_of) == ("Ada Varga", firm)


def test_an_epithet_of_one_article_is_no_part_of_a_name(article: Callable[..., Any]) -> None:
    found, _ = joined(
        article,
        [("Evil Quorra Teln", "person")],
        [("Quorra Teln", "person")],
        [("Quorra Teln", "person")],
    )
    assert [actor.name for actor in found.actors] == ["Quorra Teln"]
    assert "Evil Quorra Teln" in found.actors[0].aliases


def test_a_given_name_of_one_article_is_part_of_a_name(article: Callable[..., Any]) -> None:
    found, _ = joined(
        article,
        [("Ellen Varga Teln", "person")],
        [("Varga Teln", "person")],
        [("Varga Teln", "person")],
    )
    assert [actor.name for actor in found.actors] == ["Ellen Varga Teln"]
