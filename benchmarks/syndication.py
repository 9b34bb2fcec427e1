"""A syndication set: what editors make of one another's articles, made at run time.

Takes articles with the story each is on (`bodies.csv` of FNC-1), gives documents, the pairs among
them that are copies, and the passages they share as spans. No labelled corpus of modern syndication
exists. What editors do to a wire is done here by rules: a new headline, a cut from the end, whole
paragraphs dropped, a paraphrased lead, an inserted local paragraph, two reports merged, words
exchanged, numbers spelled otherwise, tenses changed. Hard negatives are independent reports of one
story, some of which print the same public statement. The same seed gives the same set; nothing of
any article is kept in the repository.
"""

from __future__ import annotations

import csv
import json
import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.outcome import BenchmarkError
from benchmarks.rewording import paraphrased, reworded
from hearsay.text import quoted, sentences

SOURCES = 2
"""Articles of a story from which others are made."""
DERIVED = 3
"""Articles made from each."""
OTHERS = 4
"""Further independent articles of a story, none of them a copy."""
LEAST_SENTENCES = 7
LEAST_WORDS, MOST_WORDS = 120, 1200
RUN = 8
"""Two articles are independent if no so many words in a row stand in both outside quotation marks,
and those in a row within them are less than `SHARED` of the shorter article."""
SHARED = 0.10
COPY, NO_COPY = 0.20, 0.05
"""Of the shorter text's words, what must be taken from the other's for a copy; what may be at most
for none. Pairs between the two are not scored."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Piece:
    """A sentence of a made article: its words, the article and sentence it was taken from.

    loose: so much reworded that a reader may call it the same passage or not.
    """

    words: str
    taken: tuple[str, int] | None = None
    loose: bool = False


@dataclass(frozen=True)
class Article:
    """paragraph_ends: places in `pieces` behind which a paragraph ends."""

    id: str
    story: str
    pieces: tuple[Piece, ...]
    operations: tuple[str, ...] = ()

    def text(self) -> str:
        """Each sentence on a paragraph of its own, as wires print them."""
        return "\n\n".join(piece.words for piece in self.pieces)

    def spans(self) -> list[tuple[int, int]]:
        """Where each piece stands in the text."""
        found, at = [], 0
        for piece in self.pieces:
            found.append((at, at + len(piece.words)))
            at += len(piece.words) + 2
        return found


@dataclass(frozen=True)
class Pair:
    """Two articles: whether they are copies (None: not scored), and the passages that they share.

    passages: ((start, end) in the one, (start, end) in the other). loose: spans of either that are
    counted neither as shared nor as not.
    """

    left: str
    right: str
    copy: bool | None
    passages: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    loose: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


@cache
def _runs(text: str) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Sequences of `RUN` words: those that begin outside quotation marks, and all others."""
    marks = sorted(quoted(text))
    begins = [mark.start for mark in marks]
    inside: set[tuple[str, ...]] = set()
    outside: set[tuple[str, ...]] = set()
    found = list(_WORD.finditer(text))
    for first in range(len(found) - RUN + 1):
        run = tuple(match.group().casefold() for match in found[first : first + RUN])
        at = found[first].start()
        place = bisect_right(begins, at) - 1
        within = place >= 0 and at < marks[place].end
        (inside if within else outside).add(run)
    return inside, outside


def independent(one: str, other: str) -> bool:
    """Whether two articles took nothing from one another but a few words of quotations."""
    (inside, outside), (inside_there, outside_there) = _runs(one), _runs(other)
    if outside & (outside_there | inside_there) or inside & outside_there:
        return False
    shorter = min(len(_words(one)), len(_words(other)))
    return len(inside & inside_there) + RUN <= SHARED * shorter or not inside & inside_there


def _sentences(text: str) -> list[str]:
    found = [" ".join(span.of(text).split()) for span in sentences(text)]
    return [sentence for sentence in found if sentence]


def read(file: Path) -> dict[str, list[tuple[str, str]]]:
    """Articles (id, text) by story, long enough and not too long.

    Raises BenchmarkError if the file has no such columns.
    """
    csv.field_size_limit(1 << 24)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        if not {"body_id", "story", "text"} <= set(rows.fieldnames or ()):
            raise BenchmarkError(f"{file}: needs the columns body_id, story and text.")
        for row in rows:
            long_enough = LEAST_WORDS <= len(_words(row["text"])) <= MOST_WORDS
            if long_enough and len(_sentences(row["text"])) >= LEAST_SENTENCES:
                found[row["story"]].append((row["body_id"], row["text"]))
    return {story: sorted(found[story]) for story in sorted(found)}


def texts(file: Path) -> list[tuple[str, str]]:
    """Number and text of every article of a file (columns `body_id`, `text`)."""
    csv.field_size_limit(1 << 24)
    with file.open(encoding="utf-8", newline="") as stream:
        return [(row["body_id"], row["text"]) for row in csv.DictReader(stream)]


def read_elsewhere(file: Path) -> list[str]:
    """Texts of a file of articles whose stories are not told."""
    return [text for _, text in texts(file)]


def _chosen(articles: Sequence[tuple[str, str]], draw: random.Random) -> list[tuple[str, str]]:
    """Articles of a story of which no two share running text."""
    mixed = list(articles)
    draw.shuffle(mixed)
    kept: list[tuple[str, str]] = []
    for article in mixed:
        if len(kept) < SOURCES + OTHERS and all(independent(article[1], k[1]) for k in kept):
            kept.append(article)
    return kept


def _headline(pieces: Sequence[Piece], draw: random.Random) -> str:
    """A headline in words of its own around the names of the lead."""
    names = re.findall(r"(?<=[a-z] )[A-Z][a-z]+(?: [A-Z][a-z]+)*", pieces[0].words)
    about = ", ".join(dict.fromkeys(names[:2])) or "a story"
    frames = (
        "{}: what is known so far",
        "New questions over {}",
        "Doubts grow about {} after reports",
        "The story of {} in five minutes",
        "{} makes headlines around the world",
    )
    return draw.choice(frames).format(about)


def derive(
    source: Article,
    others: Sequence[Article],
    local: Sequence[str],
    name: str,
    draw: random.Random,
) -> Article:
    """An article made from another by some of what editors do. others: reports that may be merged;
    local: sentences of articles that are not in the set."""
    pieces, done = list(source.pieces), ["headline"]
    if draw.random() < 0.6:
        kept = max(4, round(len(pieces) * draw.uniform(0.35, 0.85)))
        pieces, done = pieces[:kept], [*done, "cut"]
    if draw.random() < 0.35 and len(pieces) > 6:
        pieces = [p for p in pieces if draw.random() > 0.15]
        done.append("paragraphs dropped")
    if draw.random() < 0.5:
        rate = draw.uniform(0.3, 0.9)
        pieces = [Piece(reworded(p.words, rate, draw), p.taken, p.loose) for p in pieces]
        done.append("reworded")
    if draw.random() < 0.5:
        first = pieces[0]
        pieces[0] = Piece(paraphrased(first.words, draw), first.taken, loose=True)
        done.append("lead paraphrased")
    if others and draw.random() < 0.3:
        other = draw.choice(list(others))
        taken = list(other.pieces[: max(4, round(len(other.pieces) * draw.uniform(0.3, 0.6)))])
        at = draw.randrange(len(pieces) // 2, len(pieces) + 1)
        pieces, done = [*pieces[:at], *taken, *pieces[at:]], [*done, "merged"]
    if draw.random() < 0.6:
        for _ in range(draw.randint(1, 2)):
            first_local = draw.randrange(len(local) - 3)
            added = [Piece(s) for s in local[first_local : first_local + draw.randint(1, 3)]]
            at = draw.randrange(1, len(pieces) + 1)
            pieces = [*pieces[:at], *added, *pieces[at:]]
        done.append("local paragraph")
    return Article(name, source.story, (Piece(_headline(pieces, draw)), *pieces), tuple(done))


def _with_statement(article: Article, statement: str, draw: random.Random) -> Article:
    """The article with a public statement in it, which others print too."""
    frames = (
        "“{}”, a statement read.",
        "The reply came in writing: “{}”",
        "“{}”, they said later.",
    )
    at = draw.randrange(2, len(article.pieces))
    added = Piece(draw.choice(frames).format(statement))
    pieces = (*article.pieces[:at], added, *article.pieces[at:])
    return Article(article.id, article.story, pieces, (*article.operations, "public statement"))


def _passages(one: Article, other: Article) -> Pair:
    """What two articles have in common by the way they were made."""
    where: dict[tuple[str, int], int] = {}
    for place, piece in enumerate(other.pieces):
        if piece.taken:
            where.setdefault(piece.taken, place)
    here, there = one.spans(), other.spans()
    loose: dict[str, list[tuple[int, int]]] = {one.id: [], other.id: []}
    passages: list[tuple[tuple[int, int], tuple[int, int]]] = []
    words, last = 0, (-2, -2)
    for place, piece in enumerate(one.pieces):
        match = where.get(piece.taken) if piece.taken else None
        if match is None:
            continue
        words += min(len(_words(piece.words)), len(_words(other.pieces[match].words)))
        if piece.loose or other.pieces[match].loose:
            loose[one.id].append(here[place])
            loose[other.id].append(there[match])
            continue
        if passages and (place - 1, match - 1) == last:
            before = passages.pop()
            passages.append(((before[0][0], here[place][1]), (before[1][0], there[match][1])))
        else:
            passages.append((here[place], there[match]))
        last = (place, match)
    shorter = min(len(_words(article.text())) for article in (one, other))
    copy = None if NO_COPY < words / shorter < COPY else words / shorter >= COPY
    return Pair(one.id, other.id, copy, tuple(passages), loose)


def make(
    stories: dict[str, list[tuple[str, str]]], elsewhere: Sequence[str], seed: int
) -> tuple[list[Article], list[Pair]]:
    """The articles of a set, and those of their pairs that share text.

    elsewhere: texts on other stories, of which local paragraphs are taken.
    """
    draw = random.Random(seed)
    local = [s for text in elsewhere for s in _sentences(text) if 8 <= len(_words(s)) <= 40]
    said = [s for s in local if len(_words(s)) >= 20 and not quoted(s)]
    names = sorted(stories)
    articles: list[Article] = []
    for story in names:
        chosen = _chosen(stories[story], draw)
        if len(chosen) <= SOURCES:
            continue
        own = [
            Article(
                f"{story}-{name}",
                story,
                tuple(Piece(words, (name, place)) for place, words in enumerate(_sentences(text))),
            )
            for name, text in chosen
        ]
        made = [
            derive(source, [o for o in own[:SOURCES] if o is not source], local, name, draw)
            for source in own[:SOURCES]
            for name in (f"{source.id}-{k}" for k in range(DERIVED))
        ]
        others = own[SOURCES:]
        if len(others) > 1:
            statement = draw.choice(said).rstrip(".")
            others[:2] = [_with_statement(article, statement, draw) for article in others[:2]]
        articles += [*own[:SOURCES], *made, *others]
    pairs = [
        pair
        for one, other in combinations(articles, 2)
        if one.story == other.story
        for pair in [_passages(one, other)]
        if pair.copy is not False
    ]
    return articles, pairs


def lines(articles: Iterable[Article], pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    """Documents (`id`, `story`, `text`, `operations`), then pairs (`documents`, `copy`, `passages`,
    `loose`), as JSON values."""
    found: list[dict[str, Any]] = [
        {"id": a.id, "story": a.story, "text": a.text(), "operations": list(a.operations)}
        for a in articles
    ]
    found += [
        {"documents": [p.left, p.right], "copy": p.copy, "passages": p.passages, "loose": p.loose}
        for p in pairs
    ]
    return found


def write(rows: Iterable[dict[str, Any]], file: Path) -> None:
    """One JSON object a line."""
    written = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    file.write_text(written, encoding="utf-8")
