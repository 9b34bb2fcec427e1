"""GUM: entities and coreference in several genres of English.

Takes a file, gives its documents laid out: text put together from the words, entities in it; takes
the folder of the corpora, gives one `Example` for each document of the training part. Only names
and mentions are taken from it; attributions were not annotated.
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
class Word:
    """A word in the text. entities: the brackets that open and close at it, as GUM writes them.

    proper: its part of speech is PROPN. tag: its Penn tag, in which "United" of "United States" is
    a proper noun too.
    """

    span: Span
    proper: bool
    tag: str
    entities: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention. head: its first word of those that GUM gives as its shortest span."""

    span: Span
    id: str
    type: str
    head: Span


@dataclass(frozen=True, slots=True)
class Laid:
    """A document as text."""

    name: str
    text: str
    words: tuple[Word, ...]
    entities: tuple[Entity, ...]


def read(data: Path) -> Iterator[Example]:
    """Every document, in the order of the file. data: the folder that holds `ud/`."""
    for laid in documents(data / "ud" / "en_gum-train.conllu.gz"):
        text, entities = laid.text, laid.entities
        names, unsure = _names(text, laid.words, entities)
        marked = [name.span for name in names] + unsure
        mentions = sorted(
            Mention(entity.span, entity.id, _ends_in_a_name(entity.span, marked))
            for entity in entities
        )
        yield Example(laid.name, text, names=names, unsure=unsure, mentions=mentions)


def documents(file: Path) -> Iterator[Laid]:
    """Every document of a file (`.conllu.gz`), in its order."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        blocks = lines.read().split("# newdoc id = ")[1:]
    for block in blocks:
        text, words = _lay_out(block)
        yield Laid(block.split("\n", 1)[0], text, tuple(words), tuple(_entities(words)))


def _lay_out(block: str) -> tuple[str, list[Word]]:
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
        words.append(Word(span, cells[3] == "PROPN", cells[4], misc.get("Entity", "")))
        text += cells[1] if misc.get("SpaceAfter") == "No" else f"{cells[1]} "
    return text.rstrip(), words


def _entities(words: Sequence[Word]) -> list[Entity]:
    """Entities in the order in which they close. One opens as `(ID-TYPE-...`, closes as `ID)`."""
    found = []
    opened: list[tuple[list[str], int]] = []
    for at, word in enumerate(words):
        for opening, closing in _ENTITY.findall(word.entities):
            if opening:
                fields = opening.strip("()").split("-")
                if opening.endswith(")"):
                    found.append(_entity(words, fields, at, at))
                else:
                    opened.append((fields, at))
                continue
            for last in reversed(range(len(opened))):
                if opened[last][0][0] == closing[:-1]:
                    fields, first = opened.pop(last)
                    found.append(_entity(words, fields, first, at))
                    break
    return found


def _entity(words: Sequence[Word], fields: Sequence[str], first: int, last: int) -> Entity:
    """fields: ID, type, information status, salience, centering, shortest span and so on, the last
    counted in words of the mention, from one."""
    shortest = fields[5].split(",")[0] if len(fields) > 5 else ""
    head = first + int(shortest) - 1 if shortest.isdigit() else last
    span = Span(words[first].span.start, words[last].span.end)
    return Entity(span, fields[0], fields[1], words[min(head, last)].span)


def _names(
    text: str, words: Sequence[Word], entities: Sequence[Entity]
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
