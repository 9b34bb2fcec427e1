"""Whole articles invented for this project, with all that a careful reader would mark in them.

`articles_of_ours.txt` beside this file holds them, one after another:

    === brenik-dam-1 | Lissom Courier
    @ Mira Ostrell = Ostrell; Ms Ostrell | person
    Dam was safe, says chief

    [1s|Ostrell] [1q|denied] [1c|that the dam had been weak].
    ---
    1 | deny | certain | Mira Ostrell | Radio Lissom | anonymous:villagers

First the article's id and its outlet, then a line for each actor with its other names and its kind,
then the text, then a line for each statement: number, attitude, certainty, speaker, via, target;
several joined by ` + `, `-` for none. In the text `s`, `q` and `c` mark the source, the cue and the
content of a statement by its number; a broken one has several marks of one letter, and marks may
stand in one another. Nobody and nothing in these articles is real.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hearsay.types import Span
from training import gold, naming, polnear
from training.examples import Attribution, Example

ARTICLES = Path(__file__).resolve().parent / "articles_of_ours.txt"
KINDS = ("person", "government", "armed_group", "organisation", "media", "people")
ATTITUDES = ("assert", "deny", "accuse", "confirm", "warn", "demand", "promise", "decline")
CERTAINTIES = ("certain", "probable", "possible", "alleged")
NAMELESS = "anonymous:"
COUNTS = {
    "assert": 0.6,
    "deny": 0.32,
    "accuse": 0.35,
    "confirm": 0.26,
    "warn": 0.38,
    "demand": 0.3,
    "promise": 0.17,
    "decline": 0.44,
}
"""How much a judgement of an attitude counts: 0.6 times what makes them as frequent as they are in
gold/articles/train, where 0.60 are assert and 0.10 accuse (here 0.45 and 0.12). With all of them at
1, in a trial with 82 articles, accusations were found in gold/articles/dev with a precision of 0.27
(before 0.57) and denials linked fell from 0.56 to 0.45."""

_MARK = re.compile(r"\[(\d+)([sqc])\||\]")


class WrongArticleError(ValueError):
    """An article that does not keep to the form; the message tells where and what to do."""


@dataclass(frozen=True)
class Actor:
    """Somebody of an article. names: the fullest first."""

    names: tuple[str, ...]
    kind: str


@dataclass
class Statement:
    """One statement: its marks by letter, and its line."""

    marks: dict[str, list[Span]] = field(default_factory=lambda: {"s": [], "q": [], "c": []})
    attitude: str = ""
    certainty: str = ""
    speakers: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnArticle:
    """An article taken apart. text: without the marks; spans index it."""

    name: str
    outlet: str
    text: str
    actors: tuple[Actor, ...]
    statements: dict[int, Statement]


def articles(path: Path = ARTICLES) -> Iterator[OwnArticle]:
    """Every article of a file, in its order. Raises WrongArticleError."""
    for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        yield _article(block)


def read(path: Path = ARTICLES) -> Iterator[Example]:
    """Every article of a file as an example. Raises WrongArticleError."""
    for article in articles(path):
        yield example(article)


def example(
    article: OwnArticle, counts: Mapping[str, float] = COUNTS, prefix: str = "gold-own-"
) -> Example:
    """What training learns from one article: roles, names, whom statements point to.

    counts: how much a judgement of each attitude counts. prefix: before the article's name.
    """
    text = article.text
    named = naming.like_names(text)
    actors: list[dict[str, Any]] = [
        {"id": a.names[0], "name": a.names[0], "aliases": list(a.names[1:]), "kind": a.kind}
        for a in article.actors
    ]
    places: dict[str, list[Span]] = {
        actor["id"]: gold.places_of(text, actor, named) for actor in actors
    }
    rows, found = [], []
    for number in sorted(article.statements):
        one = article.statements[number]
        made = Attribution(
            one.marks["s"], one.marks["q"], one.marks["c"], one.attitude, one.certainty
        )
        made.counts = counts[one.attitude]
        wanted: dict[str, tuple[str, ...]] = {"speaker": one.speakers, "via": one.via}
        if one.attitude in polnear.AIMED:
            wanted["target"] = one.targets
        made.pointed = gold.pointed_to(text, wanted, places, named)
        rows.append({"speaker": one.speakers[0]})
        found.append(made)
    gold.mark_nested(found)
    names, unsure = gold.names_of(text, actors)
    return Example(
        f"{prefix}{article.name}",
        text,
        gold.unique(found),
        roles="full",
        inner="full",
        names=names,
        unsure=unsure,
        places_open=True,
        mentions=gold.mentions_of(text, rows, found, places),
        named=named,
    )


def _article(block: str) -> OwnArticle:
    """Takes a block apart, whose first line is what follows `=== `."""
    head, _, rest = block.partition("\n")
    name, _, outlet = (part.strip() for part in head.partition("|"))
    body, dashes, table = rest.partition("\n---\n")
    if not dashes:
        raise WrongArticleError(f"{name}: no line `---` between text and statements")
    lines = body.splitlines()
    actors = tuple(_actor(name, line) for line in lines if line.startswith("@ "))
    marked = "\n".join(line for line in lines if not line.startswith("@ ")).strip()
    text, statements = _unmarked(name, marked)
    for line in filter(str.strip, table.splitlines()):
        _judge(name, line, statements)
    article = OwnArticle(name, outlet, text, actors, statements)
    check(article)
    return article


def _actor(name: str, line: str) -> Actor:
    """`@ Fullest name = other; other | kind`."""
    names, _, kind = line[2:].rpartition("|")
    first, _, others = names.partition("=")
    if kind.strip() not in KINDS:
        raise WrongArticleError(f"{name}: kind of {line!r} is none of {', '.join(KINDS)}")
    forms = (first.strip(), *(other.strip() for other in others.split(";") if other.strip()))
    return Actor(forms, kind.strip())


def _unmarked(name: str, marked: str) -> tuple[str, dict[int, Statement]]:
    """The text without its marks, and where they stood."""
    text, at = "", 0
    open_marks: list[tuple[int, str, int]] = []
    statements: dict[int, Statement] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            open_marks.append((int(mark[1]), mark[2], len(text)))
            continue
        if not open_marks:
            raise WrongArticleError(f"{name}: `]` that closes nothing after {text[-40:]!r}")
        number, letter, start = open_marks.pop()
        if not text[start:].strip() or text[start:] != text[start:].strip():
            raise WrongArticleError(f"{name}: mark {number}{letter} begins or ends with a space")
        statements.setdefault(number, Statement()).marks[letter].append(Span(start, len(text)))
    if open_marks:
        raise WrongArticleError(f"{name}: mark {open_marks[-1][0]} is not closed")
    for statement in statements.values():
        for spans in statement.marks.values():
            spans.sort()
    return text + marked[at:], statements


def _judge(name: str, line: str, statements: dict[int, Statement]) -> None:
    """Puts a line of the table to its statement."""
    fields = [part.strip() for part in line.split("|")]
    if len(fields) != 6 or not fields[0].isdigit():
        raise WrongArticleError(f"{name}: {line!r} has not the six fields of a statement")
    if int(fields[0]) not in statements:
        raise WrongArticleError(f"{name}: statement {fields[0]} has no mark in the text")
    one = statements[int(fields[0])]
    one.attitude, one.certainty = fields[1], fields[2]
    one.speakers, one.via, one.targets = (
        tuple(part.strip() for part in several.split(" + ")) if several != "-" else ()
        for several in fields[3:]
    )


def check(article: OwnArticle) -> None:
    """Raises WrongArticleError at the first thing that training could not use."""
    known = {actor.names[0] for actor in article.actors}
    for number, one in sorted(article.statements.items()):
        where = f"{article.name}: statement {number}"
        if not one.marks["c"]:
            raise WrongArticleError(f"{where} has no content")
        if one.attitude not in ATTITUDES or one.certainty not in CERTAINTIES:
            raise WrongArticleError(f"{where}: {one.attitude!r} or {one.certainty!r} is no value")
        if not one.speakers:
            raise WrongArticleError(f"{where} has no speaker")
        for who in (*one.speakers, *one.via, *one.targets):
            if who not in known and not who.startswith(NAMELESS):
                raise WrongArticleError(f"{where}: {who!r} is no actor's first name in an `@` line")
        parts = sorted(part for spans in one.marks.values() for part in spans)
        if any(first.overlaps(second) for first, second in itertools.pairwise(parts)):
            raise WrongArticleError(f"{where}: its own marks overlap")
    for actor in article.actors:
        if not any(form in article.text for form in actor.names):
            raise WrongArticleError(f"{article.name}: {actor.names[0]!r} is not in its text")
