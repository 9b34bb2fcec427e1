"""GUM's training part: entities and coreference in several genres of English.

Takes the folder of the corpora, gives one `Example` a document, its text put together from the
words. Only names and mentions are taken from it; attributions were not annotated.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hearsay.types import Span
from training.examples import Example, Mention, Name

PREFIX = "GUM"
"""Begins the name of every document of this corpus."""

KINDS = {
    "person": ("person", "people"),
    "organization": ("government", "armed_group", "organisation", "media"),
    "place": ("place", "government"),
}
"""The kinds of actor that an entity type of GUM may be; other types leave the name tags open."""

_JOINS = ("of", "of the", "&", "'", "’", "-")
_ENTITY = re.compile(r"(\([^()]+\)?)|(\d+\))")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in the text. entities: the brackets that open and close at it, as GUM writes them."""

    span: Span
    proper: bool
    entities: str


@dataclass(frozen=True, slots=True)
class _Entity:
    span: Span
    id: str
    type: str


def read(data: Path) -> Iterator[Example]:
    """Every document, in the order of the file. data: the folder that holds `ud/`."""
    with gzip.open(data / "ud" / "en_gum-train.conllu.gz", "rt", encoding="utf-8") as lines:
        blocks = lines.read().split("# newdoc id = ")[1:]
    for block in blocks:
        text, words = _lay_out(block)
        entities = _entities(words)
        names, unsure = _names(text, words, entities)
        marked = [name.span for name in names] + unsure
        mentions = sorted(
            Mention(entity.span, entity.id, _ends_in_a_name(entity.span, marked))
            for entity in entities
        )
        yield Example(block.split("\n", 1)[0], text, names=names, unsure=unsure, mentions=mentions)


def _lay_out(block: str) -> tuple[str, list[_Word]]:
    """The text of a document, a line for each paragraph, and its words."""
    text = ""
    words = []
    for line in block.split("\n"):
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            text = text.rstrip() + "\n" if text else ""
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        span = Span(len(text), len(text) + len(cells[1]))
        misc = dict(pair.split("=", 1) for pair in cells[9].split("|") if "=" in pair)
        words.append(_Word(span, cells[3] == "PROPN", misc.get("Entity", "")))
        text += cells[1] if misc.get("SpaceAfter") == "No" else f"{cells[1]} "
    return text.rstrip(), words


def _entities(words: Sequence[_Word]) -> list[_Entity]:
    """Entities in the order in which they close. One opens as `(ID-TYPE-...`, closes as `ID)`."""
    found = []
    opened: list[tuple[str, str, int]] = []
    for word in words:
        for opening, closing in _ENTITY.findall(word.entities):
            if opening:
                identity, kind = opening.strip("()").split("-")[:2]
                if opening.endswith(")"):
                    found.append(_Entity(word.span, identity, kind))
                else:
                    opened.append((identity, kind, word.span.start))
                continue
            for at in reversed(range(len(opened))):
                identity, kind, start = opened[at]
                if identity == closing[:-1]:
                    found.append(_Entity(Span(start, word.span.end), identity, kind))
                    del opened[at]
                    break
    return found


def _names(
    text: str, words: Sequence[_Word], entities: Sequence[_Entity]
) -> tuple[list[Name], list[Span]]:
    """Runs of proper nouns with the kinds of the smallest entity around, and runs of no known kind.

    A run goes on over "of", "of the", "&" and the like.
    """
    runs: list[Span] = []
    for word in words:
        if not word.proper:
            continue
        start, end = word.span.start, word.span.end
        if runs and (runs[-1].end >= start - 1 or text[runs[-1].end : start].strip() in _JOINS):
            runs[-1] = Span(runs[-1].start, end)
        else:
            runs.append(word.span)
    names: list[Name] = []
    unsure: list[Span] = []
    for run in runs:
        around = [entity for entity in entities if entity.span.covers(run)]
        smallest = min(around, key=lambda e: (len(e.span.of(text)), e.id), default=None)
        kinds = KINDS.get(smallest.type) if smallest else None
        if kinds:
            names.append(Name(run, kinds))
        else:
            unsure.append(run)
    return names, unsure


def _ends_in_a_name(span: Span, names: Sequence[Span]) -> bool:
    """Whether a mention is made by name: a name within it ends where it ends, but for "'s"."""
    return any(span.covers(name) and span.end - name.end < 3 for name in names)
