"""Real stories of FNC-1 whose matters were laid out for this project.

`labels/matters.jsonl` holds a line a story and no text of an article: the bodies' ids; its matters,
each a proposition in the reader's own words with those who take a side on it; and the acts of
speaking that several statements report. A statement is `[article, [[start, end], ...]]`, spans of
what it puts; the texts lie in `data/fnc/train_bodies.csv`. No article of them stands in
`gold/matters` or `gold/stories`. Some stories are held back: no network reads them, so they measure
the networks, and the fits beside them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hearsay.text import sentences
from hearsay.types import Span
from training import read_articles
from training.pair_examples import Line, Stance
from training.placed import Placed, within

LABELS = Path(__file__).resolve().parent / "labels" / "matters.jsonl"

Said = tuple[str, tuple[Span, ...]]
"""A statement: its article, and where its content stands in it."""


@dataclass(frozen=True)
class Matter:
    """A proposition, and each statement's stance on it."""

    proposition: str
    sides: dict[Said, Stance]


@dataclass(frozen=True)
class Story:
    """texts: of its articles by id. acts: statements that report one act of speaking; none where
    nobody marked them."""

    texts: dict[str, str]
    matters: tuple[Matter, ...]
    acts: tuple[tuple[Said, ...], ...]
    held_back: bool = False

    def words(self, said: Said) -> str:
        """The words of a statement, its parts joined by spaces."""
        article, spans = said
        return " ".join(" ".join(span.of(self.texts[article]).split()) for span in spans)

    def lines(self) -> list[Line]:
        """Its propositions and statements with their stance in each matter, as training has
        them."""
        stands: dict[str, dict[int, Stance]] = defaultdict(dict)
        for number, matter in enumerate(self.matters):
            stands[matter.proposition].setdefault(number, "affirms")
            for said, stance in matter.sides.items():
                stands[self.words(said)].setdefault(number, stance)
        return list(stands.items())

    def placed(self) -> list[tuple[Placed, set[int]]]:
        """Its propositions and statements, these where they stand, with the numbers of their
        matters."""
        cut = {article: sentences(text) for article, text in self.texts.items()}
        stands: dict[Placed, set[int]] = defaultdict(set)
        for number, matter in enumerate(self.matters):
            stands[Placed(matter.proposition)].add(number)
            for article, content in matter.sides:
                stands[within(self.texts[article], content, cut[article])].add(number)
        return list(stands.items())


def read(data: Path, labels: Path = LABELS) -> list[Story]:
    """Every story of the label file, in its order. Raises KeyError where a body is missing."""
    bodies = read_articles.bodies(data / read_articles.BODIES)
    found = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.append(
            Story(
                {name: bodies[name] for name in row["articles"]},
                tuple(
                    Matter(
                        one["proposition"],
                        {
                            _said(said): stance
                            for stance, all_ in one["sides"].items()
                            for said in all_
                        },
                    )
                    for one in row["matters"]
                ),
                tuple(tuple(_said(said) for said in act) for act in row.get("acts", ())),
                row.get("held_back", False),
            )
        )
    return found


def parted(stories: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """What networks may learn from, and what is held back from them."""
    return [one for one in stories if not one.held_back], [one for one in stories if one.held_back]


def _said(row: tuple[str, list[tuple[int, int]]]) -> Said:
    return row[0], tuple(Span(*part) for part in row[1])
