"""MUC-4: the numbers of people that its keys fill, and which counts fit them.

Takes the articles of a file (one JSON object a line, as data/muc4/README.md describes), gives for
each the human NUMBER fillers with accepted ranges and kinds of harm, and matches counts to them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hearsay.steps.counted import singular
from training.victims import Victims

Range = tuple[float | None, float | None]

_EFFECTS = {"DEATH": "killed", "INJURY": "injured"}
_ANY = frozenset({"killed", "injured", "abducted", "attacked"})
_SPARED = {
    "NO INJURY OR DEATH": frozenset({"abducted", "attacked"}),
    "NO INJURY": frozenset({"killed", "abducted", "attacked"}),
    "NO DEATH": frozenset({"injured", "abducted", "attacked"}),
}
"""What does not contradict an effect that did not come about."""
# Words of a key's strings that speak of no one in particular.
_LOOSE_WORDS = "the and for from with two three four five six san los las del"
_LOOSE = frozenset(_LOOSE_WORDS.split())


@dataclass(frozen=True)
class Filler:
    """One human NUMBER of a key. ranges: any of them is right, None among them for PLURAL. harms:
    the measures that fit; words: those of the strings that it speaks of; required: not optional,
    nor its template."""

    id: str
    ranges: tuple[Range | None, ...]
    harms: frozenset[str]
    words: frozenset[str]
    required: bool
    sort: str


@dataclass(frozen=True)
class Article:
    """id, text as the corpus has it, the fillers of its templates, whether any incident is."""

    id: str
    text: str
    relevant: bool
    fillers: tuple[Filler, ...]


def read(file: Path) -> list[Article]:
    """The articles of a file, gzipped or not, in its order."""
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream if line.strip()]
    return [Article(r["id"], r["text"], r["relevant"], tuple(_fillers(r))) for r in rows]


def _fillers(article: Mapping[str, Any]) -> Iterator[Filler]:
    for template in article["templates"]:
        human = template["human"]
        names = {value for name in human["name"] or [] for value in name["values"]}
        for at, number in enumerate(human["number"] or []):
            if not number.get("figures"):
                continue
            of = number["of"] or []
            ranges = tuple(
                None if f["qualifier"] == "vague" else (f["low"], f["high"])
                for f in number["figures"]
            )
            if None in ranges:
                sort = "plural"
            elif (1, 1) in ranges:
                sort = "one, named" if names & set(of) else "one, not named"
            else:
                sort = "several"
            optional = template["optional"] or number.get("optional", False)
            yield Filler(
                id=f"{template['template']}.{at + 1}",
                ranges=ranges,
                harms=_harms(template["type"], human["effect"] or [], of),
                words=content_words(of),
                required=not optional,
                sort=sort,
            )


def _harms(
    types: Sequence[str], effects: Iterable[Mapping[str, Any]], of: list[str]
) -> frozenset[str]:
    """The measures that fit. A kidnapping speaks of abduction, whatever became of the victim."""
    told = {
        value
        for effect in effects
        if not effect["of"] or set(effect["of"]) & set(of)
        for value in effect["values"]
    }
    fitting = {_EFFECTS[value] for value in told if value in _EFFECTS}
    if "KIDNAPPING" in types:
        return frozenset({*fitting, "abducted"})
    if fitting:
        return frozenset(fitting)
    kept = _ANY
    for value in told:
        kept &= _SPARED.get(value, _ANY)
    return kept


def content_words(phrases: Iterable[str]) -> frozenset[str]:
    """The words that tell whom phrases speak of: small letters, singular, no short ones."""
    found = {singular(word) for phrase in phrases for word in re.findall(r"[^\W\d_]+", phrase)}
    return frozenset(word for word in found if len(word) > 2 and word not in _LOOSE)


def fits(filler: Filler, count: Victims, same_people: bool = False) -> bool:
    """Whether a count has an accepted range and a measure that fits.

    same_people: its words must also share one with the strings of the key, where there are any.
    """
    if count.measure not in filler.harms:
        return False
    given = None if count.qualifier == "vague" else (count.low, count.high)
    if given not in filler.ranges:
        return False
    return not (same_people and filler.words) or bool(filler.words & content_words(count.words))


def matched(
    fillers: Sequence[Filler], counts: Sequence[Victims], same_people: bool = False
) -> dict[int, int]:
    """The greatest matching, each filler and each count used at most once: filler, count.

    As many required fillers as can be are matched before any optional one.
    """
    order = sorted(range(len(fillers)), key=lambda at: not fillers[at].required)
    fitting = {
        at: [n for n, count in enumerate(counts) if fits(fillers[at], count, same_people)]
        for at in order
    }
    holder: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for count in fitting[at]:
            if count in tried:
                continue
            tried.add(count)
            if count not in holder or place(holder[count], tried):
                holder[count] = at
                return True
        return False

    for at in order:
        place(at, set())
    return {at: count for count, at in sorted(holder.items())}
