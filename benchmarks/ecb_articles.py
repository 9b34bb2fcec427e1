"""Articles of ECB+ as the program would see them, with their event mentions.

Takes a file of JSON lines as the data's README describes it, gives texts with sentences and the
marked mentions as offsets. In the corpus the tokens stand apart; they are put together again as an
article prints them. The web address that opens an `ecbplus` article is left out.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hearsay.types import Span

_NO_SPACE_BEFORE = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "”", "...", "…"])
_NO_SPACE_AFTER = frozenset(["(", "[", "{", "$", "£", "€", "“", "#"])
_PRINTED = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """One event mention as annotators marked it.

    parts: the marked tokens, neighbours put together. sentence: index into the article's sentences.
    chain: mentions of one event share it; a mention that was linked to nothing has its own.
    """

    key: str
    parts: tuple[Span, ...]
    sentence: int
    chain: str


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """One article. events: those in validated sentences, the only ones that are scored."""

    name: str
    topic: str
    part: str
    text: str
    sentences: tuple[Span, ...]
    events: tuple[MarkedEvent, ...]


def load(file: Path) -> list[MarkedArticle]:
    """The articles of a file (`.jsonl.gz`), by name."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        articles = [article(json.loads(line)) for line in lines if line.strip()]
    return sorted(articles, key=lambda found: found.name)


def article(row: Mapping[str, Any]) -> MarkedArticle:
    """One line of the file."""
    first = 1 if row["part"] == "ecbplus" else 0
    text = ""
    places: dict[int, Span] = {}
    sentences: list[Span] = []
    row_of: dict[int, int] = {}
    for index, sentence in enumerate(row["sentences"]):
        if index < first:
            continue
        tokens = range(sentence["start"], sentence["end"])
        text = _printed(row["tokens"], tokens, text, places)
        if tokens:
            row_of[index] = len(sentences)
            sentences.append(Span(places[tokens[0]].start, places[tokens[-1]].end))
    events = []
    for event in row["events"]:
        if not event["validated"] or event["sentence"] not in row_of:
            continue
        key = f"{row['doc']}/{event['id']}"
        events.append(
            MarkedEvent(
                key=key,
                parts=_parts([places[token] for token in sorted(event["tokens"])], text),
                sentence=row_of[event["sentence"]],
                chain=event["chain"] or key,
            )
        )
    return MarkedArticle(
        name=row["doc"],
        topic=str(row["topic"]),
        part=row["part"],
        text=text,
        sentences=tuple(sentences),
        events=tuple(sorted(events, key=lambda found: (found.parts, found.key))),
    )


def printed(words: Sequence[str]) -> tuple[str, list[Span]]:
    """The words of one sentence as an article prints them, and where each stands."""
    places: dict[int, Span] = {}
    text = _printed(words, range(len(words)), "", places)
    return text, [places[at] for at in range(len(words))]


def _printed(words: Sequence[str], tokens: range, text: str, places: dict[int, Span]) -> str:
    """The text with a sentence's tokens after it; where each stands goes into `places`."""
    glued = False
    straight = False
    for token in tokens:
        word = _PRINTED.get(words[token], words[token])
        closing = straight and word == '"'
        apart = not (
            glued
            or not text
            or word in _NO_SPACE_BEFORE
            or closing
            or word.casefold() in {"n't", "n’t"}
            or (word[:1] in ("'", "’") and len(word) in (2, 3) and word[1:].isalpha())
        )
        if token == tokens.start:
            apart = bool(text)
        text += " " * apart
        places[token] = Span(len(text), len(text) + len(word))
        text += word
        glued = word in _NO_SPACE_AFTER or (word == '"' and not closing)
        if word == '"':
            straight = not closing
    return text


def _parts(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Tokens that only white space keeps apart, put together."""
    found = [spans[0]]
    for span in spans[1:]:
        if not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)
