"""What the pair network learns from: two texts, three questions about them, their answers.

Takes the folder that holds `data/`, gives pairs of five kinds. Lines of invented stories
(`stories_of_ours.tsv`); invented rumours with headlines (`headlines_of_ours.tsv`); VitaminC, of
which claims and evidence are used as they stand, but for the pages that `held_back` keeps for the
regression beside the network; claims of one edit of VitaminC that contradict each other;
propositions within invented wordings (`pair_wordings.tsv`). Nothing of
`gold/`, nothing of Emergent and no stance of FNC is learned: they are measured, and the joining of
statements is fitted on `gold/matters/train` with the network's answers.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple

from hearsay.links.amounts import amounts
from hearsay.links.words import content_words, numbers

FILES = ("data/vitaminc/train.jsonl.gz",)
"""Files that stand for their corpora in a recipe, relative to the folder of all data."""
_HERE = Path(__file__).resolve().parent
WORDINGS = _HERE / "pair_wordings.tsv"
STORIES = _HERE / "stories_of_ours.tsv"
HEADLINES = _HERE / "headlines_of_ours.tsv"

ANSWERS = ("same", "opposed", "neither")
LABELS = {"SUPPORTS": 0, "REFUTES": 1, "NOT ENOUGH INFO": 2}
"""VitaminC's labels by the number of the answer."""
TOGETHER = 3
"""Same or opposed, not known which: two statements of one matter."""
Stance = Literal["affirms", "denies", "leaves_open"]
STANCES: tuple[Stance, ...] = ("affirms", "denies", "leaves_open")
"""What one statement may do with the proposition of another, by the number of the answer."""
MARKS: Mapping[str, Stance] = {
    "p": "affirms",
    "a": "affirms",
    "d": "denies",
    "o": "leaves_open",
}
"""Stances as `stories_of_ours.tsv` writes them; p is the proposition itself."""
HEADLINE_MARKS: Mapping[str, Stance] = {"f": "affirms", "a": "denies", "o": "leaves_open"}
"""The same as `headlines_of_ours.tsv` writes them; c is the claim itself."""
HELD_BACK_ONE_IN = 7
"""Share of VitaminC's pages that the network never reads: about 3,400 pairs."""


class Pair(NamedTuple):
    """Two texts and, for each of the three questions, the number of the answer or None.

    statements: whether both put one proposition (`TOGETHER`: one matter, whichever way). evidence:
    whether the first backs the second. stance: what the first does with what the second affirms;
    turned: the same with the texts the other way round.
    """

    left: str
    right: str
    statements: int | None
    evidence: int | None
    stance: int | None = None
    turned_stance: int | None = None

    def turned(self) -> Pair:
        """The same two statements the other way round."""
        return Pair(self.right, self.left, self.statements, None, self.turned_stance, self.stance)


Line = tuple[str, Mapping[int, Stance]]
"""A statement of a story, and its stance in each matter that it belongs to."""


@dataclass(frozen=True)
class Corpora:
    """vitaminc: evidence and claim; bounded: those with "more than" or "before" and the like.
    edits: claims of one edit. alike, unlike: for each story, lines of one matter and of none in
    common. lines: the same stories' statements. claims: what wordings are put around. headlines:
    invented ones, each with the rumour that it tells of."""

    vitaminc: list[Pair]
    bounded: list[Pair]
    edits: list[Pair]
    alike: list[list[Pair]]
    unlike: list[list[Pair]]
    lines: list[list[Line]]
    claims: list[str]
    headlines: list[Pair]


def read(data: Path, stories: Path = STORIES, real: Sequence[Sequence[Line]] = ()) -> Corpora:
    """All corpora, in a fixed order. real: the lines of stories that were laid out for this
    project, beside the invented ones."""
    every = vitaminc_rows(data / FILES[0])
    back = held_back(every)
    rows = [row for row in every if row["unique_id"] not in back]
    plain: list[Pair] = []
    bounded: list[Pair] = []
    for row in rows:
        pair = Pair(row["evidence"], row["claim"], None, LABELS[row["label"]])
        is_bounded = any(one.bound in ("more", "less") for one in amounts(row["claim"]))
        (bounded if is_bounded else plain).append(pair)
    told = [*lines_of(stories).values(), *(list(lines) for lines in real)]
    compared = [compare(lines) for lines in told]
    return Corpora(
        vitaminc=plain,
        bounded=bounded,
        edits=list(edits(rows)),
        alike=[same for same, _ in compared],
        unlike=[other for _, other in compared],
        lines=told,
        claims=sorted({r["claim"] for r in rows if r["label"] == "SUPPORTS"}),
        headlines=headlines_of(HEADLINES),
    )


def held_back(rows: Sequence[Mapping[str, str]]) -> set[str]:
    """Ids of the rows of VitaminC that the network does not learn from.

    Whole groups of rows that share a page, an edit, a claim or a sentence of evidence.
    """
    leader: dict[str, str] = {}

    def first(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    keys = ("page", "case_id", "claim", "evidence")
    for row in rows:
        names = [first(f"{key} {row[key]}") for key in keys]
        for name in names:
            leader[first(name)] = first(names[0])
    groups: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        groups[first(f"page {row['page']}")].append(row)
    found = set()
    for group in groups.values():
        digest = hashlib.sha256(min(row["page"] for row in group).encode()).digest()
        if digest[0] % HELD_BACK_ONE_IN == 0:
            found |= {row["unique_id"] for row in group}
    return found


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


def lines_of(path: Path) -> dict[str, list[Line]]:
    """The stories of a file of the form of `stories_of_ours.tsv`, by name: their lines."""
    stories: dict[str, dict[str, dict[int, Stance]]] = defaultdict(lambda: defaultdict(dict))
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            story, matter, mark, text = line.split("\t")
            stories[story][text].setdefault(int(matter), MARKS[mark])
    return {story: list(lines.items()) for story, lines in sorted(stories.items())}


def headlines_of(path: Path) -> list[Pair]:
    """The headlines of a file of the form of `headlines_of_ours.tsv`, each with its claim."""
    found, claim = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            mark, text = line.split("\t")
            if mark == "c":
                claim = text
            else:
                found.append(Pair(text, claim, None, None, STANCES.index(HEADLINE_MARKS[mark])))
    return found


def matters(story: Path) -> list[Line]:
    """The lines of a story of `gold/matters`; a proposition is a line that affirms."""
    told = json.loads(story.read_text(encoding="utf-8"))
    stands: dict[str, dict[int, Stance]] = defaultdict(dict)
    for number, matter in enumerate(told["matters"]):
        stands[matter["proposition"]][number] = "affirms"
        for side in matter["sides"]:
            stands[side["quote"]].setdefault(number, side["stance"])
    return list(stands.items())


def compare(lines: Iterable[Line]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of lines of a story: of one matter, and of none in common."""
    same, other = [], []
    for (one, here), (two, there) in combinations(sorted(lines, key=lambda line: line[0]), 2):
        common = here.keys() & there.keys()
        if not common:
            other.append(Pair(one, two, 2, None))
            continue
        stances = {(here[number], there[number]) for number in common}
        if len(stances) > 1:
            same.append(Pair(one, two, TOGETHER, None))
            continue
        left, right = stances.pop()
        same.append(
            Pair(
                one,
                two,
                _answer(one, left, two, right),
                None,
                STANCES.index(left) if right == "affirms" else None,
                STANCES.index(right) if left == "affirms" else None,
            )
        )
    return same, other


def _answer(one: str, left: Stance, two: str, right: Stance) -> int:
    """Of two lines of one matter. Two denials are the same unless they give other numbers, which
    may well exclude each other; what leaves the matter open is only known to be about it."""
    if "leaves_open" in (left, right):
        return TOGETHER
    if left != right:
        return 1
    return TOGETHER if left == "denies" and numbers(one) != numbers(two) else 0


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


def epoch(corpora: Corpora, rng: random.Random, sizes: Mapping[str, int]) -> list[Pair]:
    """One epoch's pairs. sizes: how many of each drawn kind, all of those without a size.

    Half of the pairs of different matters are those that share the most words of their story.
    """
    pairs: list[Pair] = []
    for kind, every in (("vitaminc", corpora.vitaminc), ("bounded", corpora.bounded)):
        pairs += rng.sample(every, min(sizes.get(kind, len(every)), len(every)))
    pairs += _either_way(rng.sample(corpora.edits, min(sizes["edits"], len(corpora.edits))), rng)
    alike = sizes["alike"] // max(1, len(corpora.alike))
    for story in corpora.alike:
        pairs += _either_way(rng.sample(story, min(len(story), alike)), rng)
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
        statements = TOGETHER if answer == 2 else answer
        made.append(Pair(worded(claim, wording), claim, statements, None, answer))
    told = rng.sample(corpora.headlines, min(sizes["headlines"], len(corpora.headlines)))
    return pairs + told + _either_way(made, rng)


def _either_way(pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    return [pair.turned() if rng.random() < 0.5 else pair for pair in pairs]


def _overlap(pair: Pair) -> float:
    left, right = set(content_words(pair.left)), set(content_words(pair.right))
    return len(left & right) / max(1, min(len(left), len(right)))
