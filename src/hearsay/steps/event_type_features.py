"""What a sentence shows of an act between two parties: features for `event_types`.

Takes a sentence and where its source and target stand (or neither), gives features by name, and
the stretches of text whose vectors are weighed beside them. Names are left out of the features, so
that no type is read off who acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hearsay.spelling import word_set
from hearsay.steps.event_wording import TURN, Act, acts
from hearsay.types import Span

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*|[$€£]")
_JOINED = re.compile(r"[\s,]*(?:and|with|&|plus|as well as)?\s*(?:the\s*)?", re.IGNORECASE)
_ENDINGS: Final = ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y")
NAME: Final = "^"
NUMBER: Final = "0"

TURNING: Final = word_set(
    "future negated refused agreed asked threatened stopped maybe accused supported"
)
"""Turns that make another type of the act that follows them; the others are told by themselves."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """A sentence cut at its parties. order: how they stand. link: what lies between source and
    target, or after the only one; tail: what follows both. Either may be empty."""

    order: str
    link: Span
    tail: Span


def stretches(sentence: Span, text: str, source: Span | None, target: Span | None) -> Stretches:
    """Cuts a sentence at its parties.

    Two that are joined ("Osk and Veld signed ...") act together: the link is what follows them.
    """
    end = sentence.end
    nothing = Span(end, end)
    if source is not None and target is not None and not source.overlaps(target):
        first, second = sorted((source, target))
        between, after = Span(first.end, second.start), Span(second.end, max(end, second.end))
        if _JOINED.fullmatch(between.of(text)):
            return Stretches("together", after, nothing)
        order = "source first" if first == source else "target first"
        return Stretches(order, between, after)
    if source is not None:
        return Stretches("source alone", Span(source.end, max(end, source.end)), nothing)
    if target is not None:
        before = Span(sentence.start, max(sentence.start, target.start))
        return Stretches("target alone", before, Span(target.end, max(end, target.end)))
    return Stretches("nobody", sentence, nothing)


def stem(word: str) -> str:
    """A word without its ending, lower case; at least three letters are left of it."""
    word = word.casefold()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def tokens(text: str, span: Span, start: int) -> list[str]:
    """Stems in order; a run of capitalised words is one NAME, unless it opens the sentence at
    `start`, and what starts with a digit a NUMBER."""
    found: list[str] = []
    for match in _WORD.finditer(text, span.start, span.end):
        word = match.group()
        if word[0].isdigit():
            found.append(NUMBER)
        elif word[0].isupper() and match.start() != start:
            if not found or found[-1] != NAME:
                found.append(NAME)
        else:
            found.append(stem(word))
    return found


def features(
    text: str, sentence: Span, source: Span | None = None, target: Span | None = None
) -> tuple[str, ...]:
    """The features of a sentence, each once, in order of their names."""
    cut = stretches(sentence, text, source, target)
    found = {"always", f"order={cut.order}"}
    found.update(_worded(tokens(text, cut.link, sentence.start)))
    link, tail = acts(cut.link.of(text)), acts(cut.tail.of(text))
    found.update(f"link: {act.name}" for act in link)
    found.update(f"tail: {act.name}" for act in tail)
    found.update(f"anywhere: {act.name}" for act in acts(sentence.of(text)))
    found.update(_meant(link, tail))
    return tuple(sorted(found))


def _worded(words: Sequence[str]) -> Iterator[str]:
    """Words of the link, pairs of them, and what stands at its ends."""
    yield from (f"word {word}" for word in words)
    yield from (f"words {a} {b}" for a, b in zip(["<", *words], [*words, ">"], strict=True))
    yield from (f"word {place} {word}" for place, word in enumerate(words[:3]))
    if words:
        yield f"word last {words[-1]}"


def _meant(link: Sequence[Act], tail: Sequence[Act]) -> Iterator[str]:
    """Acts with the turns before them, and which act comes first."""
    for where, found in (("link", link), ("tail", tail)):
        yield from (f"{where}: {act.type}" for act in found if act.type != TURN)
    told = [act for act in link if act.type != TURN]
    turns = [act for act in link if act.type == TURN and act.name in TURNING]
    for act in told:
        if act.start == told[0].start:
            yield f"first: {act.name}"
            yield f"first: {act.type}"
    after = [act for act in tail if act.type != TURN]
    for act in told or after:
        before = {turn.name for turn in turns if not told or turn.end <= act.start}
        for turn in sorted(before) or ["plainly"]:
            yield f"{turn} > {act.name}"
            yield f"{turn} > {act.type}"
