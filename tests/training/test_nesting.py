"""Sentences put into another's mouth: the words stay, and every span stays on its words."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.examples import Attribution, Example, Mention, Name
from training.nesting import CUES_AFTER, CUES_BEFORE, SPEAKERS, nested

from hearsay.types import Span

# source, cue, content of one sentence each, or bare words
REPORTS = (
    ("Governor Venn", "denied", "that the ferry had ever carried arms to the northern bank"),
    ("The harbour office", "confirmed", "late on Monday that nineteen of the crew were missing"),
    ("Ada Quill", "warned", "that the pier would not hold another winter of storms"),
)
PLAIN = (
    "The rain went on until noon, and the market at Tarn stayed shut all that day.",
    "It rained.",
)


def article(choices: list[int], stop_inside: bool = False) -> Example:
    """An article of reports and plain sentences, with a mention and a name for each source."""
    example = Example("ferry", "", roles="full", inner="outside", names=[])
    for choice in choices:
        start = len(example.text) + 1
        if choice >= len(REPORTS):
            example.text += f" {PLAIN[choice - len(REPORTS)]}"
            continue
        source, cue, content = REPORTS[choice]
        example.text += f" {source} {cue} {content}."
        after = start + len(source) + 1
        begin = after + len(cue) + 1
        spans = (
            Span(start, start + len(source)),
            Span(after, after + len(cue)),
            Span(begin, begin + len(content) + stop_inside),
        )
        example.attributions.append(Attribution([spans[0]], [spans[1]], [spans[2]], "assert"))
        example.mentions.append(Mention(spans[0], source, named=True))
        assert example.names is not None
        example.names.append(Name(spans[0], ("person",)))
    return example


articles = st.lists(st.integers(0, len(REPORTS) + len(PLAIN) - 1), min_size=1, max_size=12)
seeds = st.integers(0, 10_000)


@given(articles, st.booleans(), seeds)
@settings(max_examples=150, deadline=None)
def test_every_moved_span_covers_the_same_words(
    choices: list[int], stop_inside: bool, seed: int
) -> None:
    before = article(choices, stop_inside)
    after = nested(before, random.Random(seed), share=0.7)
    for old, new in zip(before.attributions, after.attributions, strict=False):
        assert [s.of(before.text) for s in [*old.source, *old.cue]] == [
            s.of(after.text) for s in [*new.source, *new.cue]
        ]
        # the full stop of a wrapped sentence may have become a comma
        assert [s.of(before.text).rstrip(".") for s in old.content] == [
            s.of(after.text).rstrip(".,") for s in new.content
        ]
        assert (old.attitude, old.certainty) == (new.attitude, new.certainty)
    for was, now in zip(before.mentions, after.mentions, strict=True):
        assert was.span.of(before.text) == now.span.of(after.text)
        assert (was.entity, was.named) == (now.entity, now.named)


@given(articles, seeds)
@settings(max_examples=150, deadline=None)
def test_what_is_put_round_a_sentence_is_marked(choices: list[int], seed: int) -> None:
    before = article(choices)
    after = nested(before, random.Random(seed), share=0.7)
    kept = after.attributions[: len(before.attributions)]
    outer = after.attributions[len(before.attributions) :]
    assert sum(a.inner for a in kept) == len(outer)
    for one in outer:
        assert not one.inner
        (source,), (cue,), (content,) = one.source, one.cue, one.content
        words = source.of(after.text)
        assert words in SPEAKERS or words[0].lower() + words[1:] in SPEAKERS
        assert cue.of(after.text) in {"According to", *CUES_BEFORE, *CUES_AFTER}
        assert f"{content.of(after.text)}." in before.text
        (inner,) = (a for a in kept if a.inner and content.covers(a.content[0]))
        assert content.covers(inner.source[0]) and content.covers(inner.cue[0])


def test_all_forms_are_drawn() -> None:
    text = nested(article([0, 1, 2] * 40), random.Random(1), share=1.0).text
    assert "According to " in text and " told reporters. " in text and " reported that " in text


def test_no_share_changes_nothing() -> None:
    before = article([0, 3, 1])
    after = nested(before, random.Random(1), share=-1.0)
    assert (after.text, after.attributions) == (before.text, before.attributions)
    assert after.name == "ferry+nested"


def test_one_seed_gives_one_article() -> None:
    before = article([0, 1, 2, 0, 1, 2])
    assert nested(before, random.Random(7)) == nested(before, random.Random(7))


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill said that rain fell.",
        "“Ada Quill said that the pier would not hold another winter,” he wrote of the storm.",
        "Ada Quill said that the pier would not hold another winter of storms and floods!",
    ],
    ids=["short", "quoted", "no full stop"],
)
def test_some_sentences_are_left_alone(text: str) -> None:
    at = text.index("Ada Quill said")
    that = text.index("that")
    one = Attribution([Span(at, at + 9)], [Span(at + 10, at + 14)], [Span(that, that + 14)])
    example = Example("ferry", text, [one], roles="full")
    assert nested(example, random.Random(1), share=1.0).text == text


def test_names_move_too() -> None:
    before = article([0, 1, 2] * 4)
    after = nested(before, random.Random(1), share=1.0)
    assert before.names is not None and after.names is not None and after.text != before.text
    assert [n.span.of(before.text) for n in before.names] == [
        n.span.of(after.text) for n in after.names
    ]


@given(articles, seeds)
@settings(max_examples=100, deadline=None)
def test_pointers_and_candidates_move_too(choices: list[int], seed: int) -> None:
    before = article(choices)
    before.named = [mention.span for mention in before.mentions]
    before.unsure = [one.cue[0] for one in before.attributions]
    for one in before.attributions:
        one.pointed = {"speaker": list(one.source), "via": []}
    after = nested(before, random.Random(seed), share=0.7)
    assert [s.of(before.text) for s in before.named] == [s.of(after.text) for s in after.named]
    assert [s.of(before.text) for s in before.unsure] == [s.of(after.text) for s in after.unsure]
    for new in after.attributions[: len(before.attributions)]:
        assert new.pointed == {"speaker": new.source, "via": []}
    # of a stock speaker nothing is known
    assert all(not one.pointed for one in after.attributions[len(before.attributions) :])
