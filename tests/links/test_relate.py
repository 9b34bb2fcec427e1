"""The whole of what links articles: a contested story in four invented ones."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from hearsay.links import relate
from hearsay.links.grouping import group_rows
from hearsay.links.words import opposites, points_back
from hearsay.settings import Settings
from hearsay.types import Analysis, Ledger

SETTINGS = Settings(same_matter=0.55)


@pytest.fixture
def story(article: Callable[..., Any]) -> tuple[list[Analysis], dict[str, str]]:
    ids = {}
    one = article(
        "one",
        "Mayor Ada Varga said the Harlan Company poisoned the wells of Tallow with solvent. "
        "A spokesman for the Harlan Company said these claims are completely false.",
        outlet="Tallow Post",
    )
    varga, harlan = one.actor("Ada Varga"), one.actor("Harlan Company", "organisation")
    ids["claim"] = one.says(
        "the Harlan Company poisoned the wells of Tallow with solvent", varga, "accuse", (harlan,)
    )
    ids["points"] = one.says("these claims are completely false", harlan, "deny", (varga,))
    two = article(
        "two",
        "Residents said the Harlan Company poisoned the wells in Tallow. "
        "The Harlan Company did not poison the wells of Tallow, Joan Pell said.",
        outlet="Arcadia Wire",
    )
    two.actor("Harlan Company", "organisation")
    pell = two.actor("Joan Pell")
    ids["again"] = two.says(
        "the Harlan Company poisoned the wells in Tallow", None, "accuse", label="residents"
    )
    ids["denial"] = two.says("The Harlan Company did not poison the wells of Tallow", pell, "deny")
    three = article(
        "three",
        "The Harlan Company poisoned the wells of Tallow with solvent, Varga told reporters. "
        "The bridge at Osk will open in May, said the railway.",
        outlet="Valley Sun",
    )
    varga_again = three.actor("Varga")
    railway = three.actor("the railway", "organisation")
    ids["relayed"] = three.says(
        "The Harlan Company poisoned the wells of Tallow with solvent", varga_again, "accuse"
    )
    ids["bridge"] = three.says("The bridge at Osk will open in May", railway)
    return [each.analysis() for each in (one, two, three)], ids


def matter_of(ledger: Ledger, statement: str) -> Any:
    return next(m for m in ledger.matters if statement in {s.statement for s in m.sides})


def test_sides_and_denials(story: tuple[list[Analysis], dict[str, str]]) -> None:
    analyses, ids = story
    ledger = relate(analyses, (), SETTINGS)
    matter = matter_of(ledger, ids["claim"])
    stances = {side.statement: side.stance for side in matter.sides}
    assert stances[ids["claim"]] == stances[ids["again"]] == stances[ids["relayed"]] == "affirms"
    assert stances[ids["denial"]] == stances[ids["points"]] == "denies"
    assert ids["bridge"] not in stances
    linked = {(o.denial, o.claim) for o in matter.oppositions}
    assert (ids["points"], ids["claim"]) in linked
    assert (ids["denial"], ids["again"]) in linked
    assert all(o.because for o in matter.oppositions)
    assert matter.proposition_statement in stances
    texts = {d.id: d.text for d in ledger.documents}
    put = next(s for s in ledger.statements if s.id == matter.proposition_statement)
    assert matter.proposition == put.content[0].of(texts[put.document])


def test_one_voice_in_two_papers_is_one_origin(
    story: tuple[list[Analysis], dict[str, str]],
) -> None:
    analyses, ids = story
    ledger = relate(analyses, (), SETTINGS)
    assert any({ids["claim"], ids["relayed"]} <= set(u.statements) for u in ledger.utterances)
    affirms = matter_of(ledger, ids["claim"]).affirms
    assert len(affirms.outlets) == 3
    assert affirms.origins_low <= affirms.origins_high == 2
    assert any(reason.rule == "one utterance" for reason in affirms.because)


def test_an_answer_is_found(story: tuple[list[Analysis], dict[str, str]]) -> None:
    analyses, ids = story
    (record,) = [
        a for a in relate(analyses, (), SETTINGS).accusations if a.statement == ids["claim"]
    ]
    assert record.state == "answered"
    assert [response.kind for response in record.responses] == ["denies"]
    assert record.searched == (3, None, None)


def test_no_answer_is_told_as_such(article: Callable[..., Any]) -> None:
    one = article("one", "Ada Varga said Harlan Company poisoned wells.")
    varga, harlan = one.actor("Ada Varga"), one.actor("Harlan Company", "organisation")
    one.says("Harlan Company poisoned wells", varga, "accuse", (harlan,))
    (record,) = relate([one.analysis()], (), SETTINGS).accusations
    assert record.state == "none_found"


def test_the_order_of_articles_changes_nothing(
    story: tuple[list[Analysis], dict[str, str]],
) -> None:
    analyses, _ = story
    first = relate(analyses, (), SETTINGS)
    for order in permutations(analyses):
        assert relate(order, (), SETTINGS) == first


def test_lists_are_sorted_and_refer_to_what_is_there(
    story: tuple[list[Analysis], dict[str, str]],
) -> None:
    ledger = relate(story[0], (), SETTINGS)
    statements = {s.id for s in ledger.statements}
    actors = {a.id for a in ledger.actors}
    for records in (ledger.actors, ledger.statements, ledger.matters, ledger.utterances):
        assert [r.id for r in records] == sorted({r.id for r in records})
    for matter in ledger.matters:
        assert len({side.statement for side in matter.sides}) == len(matter.sides)
        assert {side.statement for side in matter.sides} <= statements
    assert {s.speaker for s in ledger.statements} - {None} <= actors
    assert sorted(d for y in ledger.stories for d in y.documents) == [
        d.id for d in ledger.documents
    ]


def test_an_empty_case() -> None:
    ledger = relate([], (), SETTINGS)
    assert (ledger.matters, ledger.stories, ledger.copies) == ((), (), ())


def test_unrelated_articles_are_stories_of_their_own(article: Callable[..., Any]) -> None:
    wells = "Poison was found in the wells of Tallow. Wells near Tallow were closed by Harlan."
    one, two = article("a", wells), article("b", f"{wells} Rain followed on Sunday.")
    three = article("c", "The opera at Osk opened with a comedy by Marten. The soprano sang twice.")
    stories = relate([a.analysis() for a in (one, two, three)], (), SETTINGS).stories
    assert sorted(len(story.documents) for story in stories) == [1, 2]


def test_average_link_does_not_chain() -> None:
    scores = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.7], [0.1, 0.7, 1.0]])
    assert group_rows(scores, 0.6) == [[0, 1], [2]]


def test_words_that_point_back_and_words_that_oppose() -> None:
    assert points_back("any of these claims")
    assert not points_back("the mayor poisoned the well")
    assert opposites("she is alive", "the singer has died") == ("alive", "died")
    assert opposites("alive or dead", "dead") is None


def test_the_outlet_s_own_sentence_is_kept_only_where_it_takes_a_side(
    article: Callable[..., Any],
) -> None:
    one = article(
        "one",
        "Ada Varga said Harlan Company poisoned the wells of Tallow. The weather seemed fine.",
    )
    varga, harlan = one.actor("Ada Varga"), one.actor("Harlan Company", "organisation")
    one.says("Harlan Company poisoned the wells of Tallow", varga, "accuse", (harlan,))
    idle = one.says("The weather seemed fine", None, voice="outlet")
    two = article("two", "Harlan Company poisoned the wells of Tallow.")
    two.actor("Harlan Company", "organisation")
    stated = two.says("Harlan Company poisoned the wells of Tallow", None, voice="outlet")
    kept = {s.id for s in relate([one.analysis(), two.analysis()], (), SETTINGS).statements}
    assert stated in kept
    assert idle not in kept


def test_an_outlets_own_sentence_joins_what_others_take_sides_on(
    article: Callable[..., Any], story: tuple[list[Analysis], dict[str, str]]
) -> None:
    analyses, ids = story
    four = article(
        "four",
        "It is unclear whether the Harlan Company poisoned the wells of Tallow with solvent.",
        outlet="Osk Herald",
    )
    own = four.says(four.document.text, voice="outlet")
    ledger = relate([*analyses, four.analysis()], (), SETTINGS)
    sides = [side for m in ledger.matters for side in m.sides if side.statement == own]
    assert {side.stance for side in sides} == {"leaves_open"}
    together = [m for m in ledger.matters if own in {side.statement for side in m.sides}]
    assert any(ids["claim"] in {side.statement for side in m.sides} for m in together)
