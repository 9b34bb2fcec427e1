"""What the pair network learns from: two texts, a question about them, an answer.

Takes the folder that holds `data/` and `gold/`, gives pairs of four kinds. VitaminC, of which
claims and evidence are used as they stand; claims of one edit of VitaminC that contradict each
other; quotes and propositions of `gold/matters/train`; propositions within invented wordings
(`pair_wordings.tsv`). Nothing of Emergent and no stance of FNC is read: they are measured.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from hearsay.links.words import content_words

FILES = ("data/vitaminc/train.jsonl.gz",)
"""Files that stand for their corpora in a recipe, relative to the folder of all data."""
WORDINGS = Path(__file__).resolve().parent / "pair_wordings.tsv"

ANSWERS = ("same", "opposed", "neither")
LABELS = {"SUPPORTS": 0, "REFUTES": 1, "NOT ENOUGH INFO": 2}
"""VitaminC's labels by the number of the answer."""


class Pair(NamedTuple):
    """Two texts and, for each of the two questions, the number of the answer or None.

    statements: whether both put one proposition. evidence: whether the first backs the second.
    """

    left: str
    right: str
    statements: int | None
    evidence: int | None

    def turned(self) -> Pair:
        """The same two statements the other way round."""
        return Pair(self.right, self.left, self.statements, None)


@dataclass(frozen=True)
class Corpora:
    """vitaminc: evidence and claim. edits: claims of one edit. alike, unlike: quotes of
    one matter, and of different matters of one story. claims: what wordings are put around."""

    vitaminc: list[Pair]
    edits: list[Pair]
    alike: list[Pair]
    unlike: list[list[Pair]]
    claims: list[str]


def read(data: Path) -> Corpora:
    """All corpora, in a fixed order."""
    rows = vitaminc_rows(data / FILES[0])
    stories = sorted((data / "gold/matters/train").glob("*/matters.json"))
    alike: list[Pair] = []
    unlike: list[list[Pair]] = []
    for story in stories:
        same, other = matters(story)
        alike += same
        unlike.append(other)
    return Corpora(
        vitaminc=[Pair(r["evidence"], r["claim"], None, LABELS[r["label"]]) for r in rows],
        edits=list(edits(rows)),
        alike=alike,
        unlike=unlike,
        claims=sorted({r["claim"] for r in rows if r["label"] == "SUPPORTS"}),
    )


def vitaminc_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of VitaminC's form."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def edits(rows: Sequence[dict[str, str]]) -> Iterator[Pair]:
    """Claims of one edit of which each is backed by what refutes the other."""
    cases: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        cases[row["case_id"]][row["claim"]][row["evidence"]] = row["label"]
    for _, claims in sorted(cases.items()):
        for one, other in combinations(sorted(claims), 2):
            common = sorted(claims[one].keys() & claims[other].keys())
            answers = {(claims[one][e], claims[other][e]) for e in common}
            if answers == {("SUPPORTS", "REFUTES"), ("REFUTES", "SUPPORTS")}:
                yield Pair(one, other, 1, None)


def matters(story: Path) -> tuple[list[Pair], list[Pair]]:
    """Pairs of quotes of a story: of one matter, and of none in common.

    A matter's proposition counts as a quote that affirms it. Pairs of one matter of which just one
    leaves it open are in neither list.
    """
    told = json.loads(story.read_text(encoding="utf-8"))
    stands: dict[str, dict[int, str]] = defaultdict(dict)
    for number, matter in enumerate(told["matters"]):
        stands[matter["proposition"]][number] = "affirms"
        for side in matter["sides"]:
            stands[side["quote"]].setdefault(number, side["stance"])
    same, other = [], []
    for one, two in combinations(sorted(stands), 2):
        common = stands[one].keys() & stands[two].keys()
        if not common:
            other.append(Pair(one, two, 2, None))
            continue
        stances = {(stands[one][number], stands[two][number]) for number in common}
        if len(stances) == 1:
            left, right = stances.pop()
            if left == right:
                same.append(Pair(one, two, 0, None))
            elif "leaves_open" not in (left, right):
                same.append(Pair(one, two, 1, None))
    return same, other


def wordings() -> list[tuple[int, str]]:
    """What each invented wording puts towards its proposition, and the wording."""
    rows = [
        line.split("\t")
        for line in WORDINGS.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [(ANSWERS.index(answer), wording) for answer, wording in rows]


def worded(claim: str, wording: str) -> str:
    """A claim within a wording, which has P or S where the claim goes."""
    bare = claim.rstrip(" .")
    if " P" in wording:
        small = bare[0].lower() + bare[1:]
        return wording.replace(" P", f" {small}", 1)
    return wording.replace("S", bare, 1)


def epoch(corpora: Corpora, rng: random.Random, sizes: dict[str, int]) -> list[Pair]:
    """One epoch's pairs. sizes: how many of each drawn kind; VitaminC is taken whole.

    Half of the pairs of different matters are those that share the most words of their story.
    """
    pairs = list(corpora.vitaminc)
    pairs += _either_way(rng.sample(corpora.edits, min(sizes["edits"], len(corpora.edits))), rng)
    pairs += _either_way(rng.sample(corpora.alike, min(sizes["alike"], len(corpora.alike))), rng)
    each = sizes["unlike"] // max(1, len(corpora.unlike))
    for story in corpora.unlike:
        drawn = rng.sample(story, min(len(story), 4 * each))
        near = sorted(drawn, key=lambda p: -_overlap(p))[: each // 2]
        pairs += _either_way([*near, *rng.sample(story, min(len(story), each - len(near)))], rng)
    chosen = rng.sample(corpora.claims, min(sizes["worded"], len(corpora.claims)))
    around = wordings()
    made = []
    for claim in chosen:
        answer, wording = rng.choice(around)
        made.append(Pair(worded(claim, wording), claim, answer, None))
    return pairs + _either_way(made, rng)


def _either_way(pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    return [pair.turned() if rng.random() < 0.5 else pair for pair in pairs]


def _overlap(pair: Pair) -> float:
    left, right = set(content_words(pair.left)), set(content_words(pair.right))
    return len(left & right) / max(1, min(len(left), len(right)))
