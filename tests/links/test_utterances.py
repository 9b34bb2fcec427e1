"""Which statements report one act of speaking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

from hearsay.links import relate
from hearsay.links.utterance_features import LONG_RUN, NAMES, longest_run
from hearsay.links.utterance_weights import WEIGHTS
from hearsay.settings import Settings

SAID = "the ferry to Osk had carried twice as many people as it was built for"


def groups(analyses: list[Any]) -> list[set[str]]:
    return [set(u.statements) for u in relate(analyses, (), Settings()).utterances]


def test_every_feature_has_a_weight() -> None:
    assert set(WEIGHTS) == set(NAMES)


def test_one_unnamed_official_in_many_papers_spoke_once(article: Callable[..., Any]) -> None:
    papers = []
    ids = set()
    for number in range(9):
        paper = article(
            f"paper {number}",
            f"A harbour official told Tallow Radio that {SAID}. Paper {number} was told of it.",
            outlet=f"Paper {number}",
        )
        ids.add(paper.says(SAID, label="A harbour official"))
        papers.append(paper.analysis())
    assert groups(papers) == [ids]
    (utterance,) = relate(papers, (), Settings()).utterances
    assert len(utterance.because) == 8
    assert all(reason.detail for reason in utterance.because)


def test_two_named_speakers_never_spoke_as_one(article: Callable[..., Any]) -> None:
    one = article("one", f"Ada Varga said {SAID}.")
    one.says(SAID, one.actor("Ada Varga"))
    two = article("two", f"Joan Pell said {SAID}.")
    two.says(SAID, two.actor("Joan Pell"))
    assert groups([one.analysis(), two.analysis()]) == []


def test_what_one_speaker_says_on_two_subjects_is_not_one_act(article: Callable[..., Any]) -> None:
    one = article("one", f"Ada Varga said {SAID}. The opera would reopen in May, she said.")
    varga = one.actor("Ada Varga")
    one.says(SAID, varga)
    one.says("The opera would reopen in May", varga)
    assert groups([one.analysis()]) == []


def test_the_order_of_articles_changes_no_utterance(article: Callable[..., Any]) -> None:
    papers = []
    for number in range(3):
        paper = article(f"paper {number}", f"Ada Varga said {SAID}. It rained in valley {number}.")
        paper.says(SAID, paper.actor("Ada Varga"))
        papers.append(paper.analysis())
    first = relate(papers, (), Settings()).utterances
    assert first
    for order in permutations(papers):
        assert relate(order, (), Settings()).utterances == first


def test_the_longest_run_of_common_words() -> None:
    assert longest_run(["a", "b", "c", "d"], ["x", "b", "c", "d", "y"]) == 3
    assert longest_run(["a", "b"], ["b", "a"]) == 0
    assert longest_run([str(n) for n in range(30)], [str(n) for n in range(30)]) == LONG_RUN


def test_who_tells_of_anothers_words_and_that_other_speak_apart(
    article: Callable[..., Any],
) -> None:
    one = article("one", f"Ada Varga said she had said that {SAID}.")
    varga = one.actor("Ada Varga")
    outer = one.says(f"she had said that {SAID}", varga)
    inner = one.says(SAID, varga)
    assert groups([one.analysis()]) == [{outer, inner}]
    held = one.analysis()
    nested = [replace(s, parent=outer) if s.id == inner else s for s in held.statements]
    assert groups([replace(held, statements=tuple(nested))]) == []


def test_a_refusal_to_answer_is_no_act_of_saying_so(article: Callable[..., Any]) -> None:
    found = []
    for attitude in ("assert", "decline"):
        one = article("one", f"Ada Varga told Tallow Radio that {SAID}.")
        one.says(SAID, one.actor("Ada Varga"))
        two = article("two", f"Ada Varga told Tallow Radio that {SAID}, two men said.")
        two.says(SAID, two.actor("Ada Varga"), attitude)
        found.append(len(groups([one.analysis(), two.analysis()])))
    assert found == [1, 0]
