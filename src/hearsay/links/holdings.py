"""What a claim is compared with: what a case holds, as far as a claim asks for it.

`Held` says what is asked. `Whole` answers from a ledger and the vectors of its statements; a case
file answers the same from tables of its own (`sql.holdings`), without reading its ledger. What an
article's words are to a claim is told here for both. Leaves the comparing to `likeness` and
`checking`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hearsay import text
from hearsay.links import turning, words
from hearsay.types import Document, Ledger, Statement

Searched = tuple[int, str | None, str | None]
"""How many documents, their first and last date."""
Bytes = NDArray[np.int8]

# Statements that the search over all vectors hands on: a story of five articles has some 200.
CANDIDATES = 200
# Rows of the matrix of vectors that are made floats at a time, 1.5 MB. The product of 100,000 takes
# 9.0 ms of the processor with 256, 7.0 with 1,024, 7.1 with 2,048, 11 with 8,192, 31 with 32,768.
ROWS = 1024
# Letters, and marks that stand with a letter, of which the form without capitals may be made.
_RUN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


@dataclass(frozen=True, slots=True)
class WordCounts:
    """An article's words: how many sentences it has, and in how many of them each content word is.

    A word that only its hyphens kept apart is in none: 0.
    """

    sentences: int
    words: Mapping[str, int]

    @property
    def telling(self) -> set[str]:
        """The stems of all telling words of the article, as `turning.telling` gives them."""
        return {word for word in self.words if turning.is_telling(word)}


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a claim is compared with it."""

    id: str
    document: str
    words: str
    vector: bytes | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Which statements stand on a matter, and the one whose words it is put in, if any."""

    matter: str
    statements: tuple[str, ...]
    proposition: str | None


class Held(Protocol):
    """One state of a case. What is asked for by id and not there is passed over."""

    def searched(self) -> Searched:
        """How many articles there are, and of when."""

    def lacking(self, stems: Collection[str]) -> set[str]:
        """Those of some stems that stand in no article, not even within a word."""

    def knowing(self, stems: Collection[str]) -> Mapping[str, Collection[str]]:
        """For each story whose articles have some of these telling words, which."""

    def nearest(self, vector: bytes | None, most: int) -> Sequence[tuple[str, float]]:
        """The statements whose vectors are most like one, with the cosine, most like first."""

    def found(self, words: str) -> Sequence[str] | None:
        """The statements that hold a telling word of these; None where they are too many."""

    def stories_of(self, statements: Collection[str]) -> Mapping[str, str]:
        """The story of each statement; an article of no story is one by itself."""

    def said_in(self, story: str) -> Sequence[Said]:
        """The statements of a story, by id."""

    def counts_of(self, documents: Collection[str]) -> Sequence[WordCounts]:
        """The words of some articles."""

    def standing(self, statements: Collection[str]) -> Sequence[Standing]:
        """The matters on which some statements stand, by id, each whole."""

    def figures_in(self, stories: Collection[str]) -> Ledger:
        """The figures of some stories, and the articles that they stand in."""

    def part(
        self, matters: Collection[str], statements: Collection[str], figures: Collection[str]
    ) -> Ledger:
        """A ledger that holds at least these records, and what a quotation of them needs."""


def word_counts(put: str) -> WordCounts:
    """The words of an article's text."""
    cut = [span.of(put) for span in text.sentences(put)]
    counted: Counter[str] = Counter()
    for sentence in cut:
        counted.update(set(words.content_words(sentence)))
        counted.update(dict.fromkeys(turning.all_words(sentence), 0))
    return WordCounts(len(cut), dict(sorted(counted.items())))


def runs(put: str) -> set[str]:
    """Every run of letters of a text, without capitals, as written and without hyphens.

    A stem stands somewhere in the text if, and only if, it stands in one of them. Single letters
    and numbers are left out: no stem is one.
    """
    low = put.casefold()
    found = {*_RUN.findall(low), *_RUN.findall(turning.unhyphened(low))}
    return {run for run in found if len(run) > 1 and not run.isdecimal()}


def cosines(matrix: Bytes, lengths: NDArray[np.float32], vector: bytes) -> NDArray[np.float64]:
    """The cosine of a vector with each row of a matrix (vectors, numbers); lengths: of its rows.

    Products of signed bytes are whole numbers below 2**24, which float32 holds exactly, so a row's
    cosine depends on no other row and not on where it stands.
    """
    asked = np.frombuffer(vector, dtype=np.int8).astype(np.float32)
    whole = np.linalg.norm(asked)
    found = np.zeros(len(matrix))
    for start in range(0, len(matrix), ROWS):
        part = slice(start, start + ROWS)
        products = matrix[part].astype(np.float32) @ asked
        found[part] = products / np.maximum(lengths[part] * whole, 1e-9)
    return found


def lengths_of(matrix: Bytes) -> NDArray[np.float32]:
    """The length of each row of a matrix."""
    found = np.zeros(len(matrix), dtype=np.float32)
    for start in range(0, len(matrix), ROWS):
        part = slice(start, start + ROWS)
        found[part] = np.linalg.norm(matrix[part].astype(np.float32), axis=1)
    return found


def most_alike(
    ids: Sequence[str], found: NDArray[np.float64], most: int
) -> list[tuple[str, float]]:
    """The ids of the highest cosines, highest first, those that differ by nothing by id."""
    rounded = np.round(found, 6)
    least = np.partition(rounded, -most)[-most] if len(ids) > most else -2.0
    rows = [int(row) for row in np.flatnonzero(rounded >= least)]
    ranked = sorted(rows, key=lambda row: (-rounded[row], ids[row]))
    return [(ids[row], float(found[row])) for row in ranked[:most]]


def nearest(
    vector: bytes | None, vectors: Mapping[str, bytes], most: int = CANDIDATES
) -> list[tuple[str, float]]:
    """The ids whose vectors are most like one, with the cosine, most like first.

    Exact: one product of an int8 matrix (vectors, 384) with the vector, in float32. Vectors of
    another length than the given one are passed over.
    """
    if vector is None:
        return []
    ids = sorted(one for one in vectors if len(vectors[one]) == len(vector))
    if not ids:
        return []
    matrix = np.frombuffer(b"".join(vectors[one] for one in ids), dtype=np.int8)
    matrix = matrix.reshape(len(ids), len(vector))
    return most_alike(ids, cosines(matrix, lengths_of(matrix), vector), most)


class Whole:
    """A ledger in memory, with the vectors of its statements, and what a full-text search found."""

    def __init__(
        self, ledger: Ledger, vectors: Mapping[str, bytes], found: Iterable[str] | None = ()
    ) -> None:
        """Looks nothing up yet."""
        self._ledger = ledger
        self._found = None if found is None else tuple(found)
        self._documents: dict[str, Document] = {d.id: d for d in ledger.documents}
        self._statements: dict[str, Statement] = {s.id: s for s in ledger.statements}
        self._vectors = {one: v for one, v in vectors.items() if one in self._statements}
        self._story = {d: story.id for story in ledger.stories for d in story.documents}

    def searched(self) -> Searched:
        """How many articles there are, and of when."""
        dates = sorted(d.published for d in self._ledger.documents if d.published)
        return len(self._documents), *((dates[0], dates[-1]) if dates else (None, None))

    def lacking(self, stems: Collection[str]) -> set[str]:
        """Those of some stems that stand in no article, not even within a word."""
        left = set(stems)
        for document in self._ledger.documents:
            if not left:
                break
            low = document.text.casefold()
            low += "\n" + turning.unhyphened(low)
            left = {stem for stem in left if stem not in low}
        return left

    def knowing(self, stems: Collection[str]) -> Mapping[str, Collection[str]]:
        """For each story whose articles have some of these telling words, which."""
        found: dict[str, set[str]] = {}
        for story, documents in self._members.items():
            held = {w for d in documents for w in turning.telling(self._documents[d].text)}
            if both := held & set(stems):
                found[story] = both
        return found

    def nearest(self, vector: bytes | None, most: int) -> Sequence[tuple[str, float]]:
        """The statements whose vectors are most like one, with the cosine, most like first."""
        return nearest(vector, self._vectors, most)

    def found(self, words: str) -> Sequence[str] | None:
        """What was found of the words."""
        return self._found

    def stories_of(self, statements: Collection[str]) -> Mapping[str, str]:
        """The story of each statement; an article of no story is one by itself."""
        known = (self._statements[one] for one in statements if one in self._statements)
        return {one.id: self._story.get(one.document, one.document) for one in known}

    def said_in(self, story: str) -> Sequence[Said]:
        """The statements of a story, by id."""
        found = []
        for one in sorted(self._statements.values(), key=lambda s: s.id):
            if self._story.get(one.document, one.document) == story:
                put = " ".join(span.of(self._documents[one.document].text) for span in one.content)
                found.append(Said(one.id, one.document, put, self._vectors.get(one.id)))
        return found

    def counts_of(self, documents: Collection[str]) -> Sequence[WordCounts]:
        """The words of some articles."""
        return [word_counts(self._documents[one].text) for one in documents]

    def standing(self, statements: Collection[str]) -> Sequence[Standing]:
        """The matters on which some statements stand, by id, each whole."""
        wanted = set(statements)
        return [
            Standing(one.id, tuple(s.statement for s in one.sides), one.proposition_statement)
            for one in sorted(self._ledger.matters, key=lambda m: m.id)
            if any(side.statement in wanted for side in one.sides)
        ]

    def figures_in(self, stories: Collection[str]) -> Ledger:
        """The ledger with the figures of some stories alone."""
        documents = {d for story in stories for d in self._members.get(story, ())}
        figures = tuple(f for f in self._ledger.figures if f.document in documents)
        return Ledger(self._ledger.hearsay, "", documents=self._ledger.documents, figures=figures)

    def part(
        self, matters: Collection[str], statements: Collection[str], figures: Collection[str]
    ) -> Ledger:
        """The whole ledger."""
        return self._ledger

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        members: dict[str, list[str]] = defaultdict(list)
        for document in self._documents:
            members[self._story.get(document, document)].append(document)
        return members
