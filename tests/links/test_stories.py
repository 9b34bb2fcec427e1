"""Which invented articles are one story, and that a pair's score is the pair's own affair."""

from __future__ import annotations

from itertools import permutations

from hearsay.links.signatures import FULL, UNIT, likeness, signature
from hearsay.links.stories import find_stories, group, story_of
from hearsay.types import Document

WELLS = (
    "The Harlan Company poisoned the wells of Tallow with solvent, Mayor Ada Varga said.",
    "Solvent was found in the wells of Tallow; Ada Varga accuses the Harlan Company.",
    "The Harlan Company denies that its solvent poisoned the wells of Tallow.",
)
FERRY = (
    "The ferry Oriole sank off Port Lissan with forty passengers, Captain Crake said.",
    "Forty passengers were on the ferry Oriole that sank off Port Lissan.",
)


def made(texts: tuple[str, ...], **more: str) -> list[Document]:
    return [Document(f"d-{hash_of(text)}", "a.txt", text, **more) for text in texts]  # type: ignore[arg-type]


def hash_of(text: str) -> int:
    return sum(map(ord, text))


def test_articles_fall_into_their_stories_with_reasons() -> None:
    stories = find_stories(made((*WELLS, *FERRY)))
    assert sorted(len(story.documents) for story in stories) == [2, 3]
    for story in stories:
        reason = story.because[0]
        assert "alike on average" in reason.detail
    assert any("Tallow" in story.label for story in stories)


def test_no_order_changes_a_story() -> None:
    documents = made((*WELLS, *FERRY))
    found = {tuple(find_stories(order)) for order in permutations(documents)}
    assert len(found) == 1


def test_other_articles_change_no_score() -> None:
    two = [signature(document) for document in made(WELLS[:2])]
    more = [signature(document) for document in made((*WELLS, *FERRY))]
    (pair,) = likeness(two)
    assert likeness(more)[pair] == likeness(two)[pair]


def test_a_signature_is_a_unit_vector_without_boilerplate() -> None:
    (document,) = made(WELLS[:1])
    weights = signature(document).words
    assert abs(sum(weight**2 for weight in weights.values()) - FULL) < UNIT * 4
    assert "tallow" in weights
    assert "the" not in weights


def test_a_copied_text_is_one_story_whatever_else_it_says() -> None:
    copied = " ".join(f"word{n} of the long report on item{n}" for n in range(60))
    texts = (f"{copied} Arcadia.", f"{' '.join(FERRY)} {copied} {' '.join(WELLS)}")
    assert len(find_stories(made(texts))) == 1


def test_a_small_core_joins_the_larger_one_that_it_leans_on() -> None:
    near, lean = 400_000, 200_000
    scores = {("a", "b"): near, ("a", "c"): near, ("b", "c"): near}
    scores |= {("a", "d"): lean, ("b", "d"): lean, ("c", "d"): lean}
    assert group(["a", "b", "c", "d"], scores) == [["a", "b", "c", "d"]]
    scores[("c", "d")] = scores[("b", "d")] = 0
    assert group(["a", "b", "c", "d"], scores) == [["a", "b", "c"], ["d"]]


def test_nothing_is_no_story() -> None:
    assert find_stories([]) == []
    assert len(find_stories(made(("", " ")))) == 2


def test_a_story_goes_by_a_headline_that_takes_no_side() -> None:
    titles = (
        "“Not one well is ours”: Oslow rejects the charge",
        "Wells of Tallow poisoned, mayor says",
        "Wells near the Tallow are poisoned",
        "Rain",
    )
    documents = [
        Document(f"d-{n}", "a.txt", WELLS[n % len(WELLS)], title=title)
        for n, title in enumerate(titles)
    ]
    story = story_of(documents)
    assert story.label == titles[2]
    assert ("headline", ("d-2",)) in [(reason.rule, reason.refs) for reason in story.because]
    assert story_of(documents[:1]).label == titles[0]


def test_a_story_without_headlines_goes_by_whole_words() -> None:
    label = story_of(made(WELLS)).label
    every = " ".join(WELLS)
    assert all(word in every for word in label.split(", "))
