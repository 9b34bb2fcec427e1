"""Many different articles out of a few: the same analyses with other words, names and dates.

Takes analyses that were read once, gives replicas of them, each a function of the analysis, the
number of the replica and a fixed seed. Every replica has names of its own, made of syllables, and a
permutation of its own of other words: each is replaced wherever it stands by another of the same
length that about as many articles have. So spans stay where they are, articles of one story still
share what they shared, and those of different replicas are different stories. Function words, the
commonest words, countries and their people, and what a statement turns on (negation, claims) stay.
Years move by four times the number of the replica, in the text and in every date. Ids are new.
Vectors stay: they are compared within one story only.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hearsay import names, records
from hearsay.identity import identify
from hearsay.links import words
from hearsay.links.signatures import rarity
from hearsay.types import Analysis

SEED = 20_261_122
COMMONEST = 3.0
"""Words less rare than this stay as they are: those in one document of twenty and more, by the
table of `links.signatures`. By the articles themselves the words of a large story would stay."""
_WORD = re.compile(r"[A-Za-z]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ID = re.compile(r"[a-z]-[0-9a-f]{12}")
_DATE = re.compile(r"(\d{4})((?:-\d\d){0,2})")
_TOLD = frozenset(
    {"text", "title", "byline", "dateline", "name", "aliases", "role", "speaker_label", "label"}
    | {"place", "via", "origins", "detail", "of", "occasion"}
)
_DATED = frozenset({"published", "said_on", "as_of", "date"})


class Replicas:
    """Replicas of some analyses, made when asked for."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        """Counts the words of all; keeps the analyses as plain values."""
        self._plain = [records.plain(analysis) for analysis in analyses]
        counted: Counter[str] = Counter()
        large: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for analysis in analyses:
            found = _WORD.findall(analysis.document.text)
            counted.update({word.lower() for word in found})
            every.update(word.lower() for word in found)
            large.update(word.lower() for word in found if word[0].isupper())
        self._names: list[str] = []
        classes: dict[tuple[int, int], list[str]] = defaultdict(list)
        for word, count in sorted(counted.items()):
            if len(word) < 3 or _stays(word):
                continue
            if 2 * large[word] > every[word]:
                self._names.append(word)
            elif rarity(words.stem(word)) > COMMONEST:
                classes[len(word), count.bit_length()].append(word)
        self._classes = [classes[key] for key in sorted(classes)]

    def __len__(self) -> int:
        return len(self._plain)

    def of(self, replica: int, which: Iterable[int]) -> list[Analysis]:
        """Some analyses (by place) in one replica; 0 are the analyses themselves, ids aside."""
        instead = self._permuted(replica)
        return [
            records.typed(Analysis, _changed(self._plain[at], "", replica, instead)) for at in which
        ]

    def _permuted(self, replica: int) -> Mapping[str, str]:
        if replica == 0:
            return {}
        chance = random.Random(SEED + replica)
        instead: dict[str, str] = {}
        for same in self._classes:
            instead |= zip(same, chance.sample(same, len(same)), strict=True)
        for name in self._names:
            instead[name] = "".join(
                chance.choice("aeiou" if at % 2 else "bdfgklmnprstvz") for at in range(len(name))
            )
        return instead


def _stays(word: str) -> bool:
    return (
        word in words.FUNCTION_WORDS
        or word in words.NEGATIONS
        or word in words.POINTING
        or bool(names.country(word) or names.demonym(word))
    )


def _changed(value: Any, field: str, replica: int, instead: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _changed(held, key, replica, instead) for key, held in value.items()}
    if isinstance(value, list):
        return [_changed(held, field, replica, instead) for held in value]
    if not isinstance(value, str):
        return value
    if _ID.fullmatch(value):
        return identify(value[0], value, replica)
    if field in _DATED and (dated := _DATE.fullmatch(value)):
        return f"{int(dated[1]) + 4 * replica:04d}{dated[2]}"
    if field in _TOLD:
        return _YEAR.sub(lambda year: str(int(year[0]) + 4 * replica), _told(value, instead))
    return value


def _told(text: str, instead: Mapping[str, str]) -> str:
    def other(match: re.Match[str]) -> str:
        word = match[0]
        new = instead.get(word.lower())
        if new is None:
            return word
        return "".join(b.upper() if a.isupper() else b for a, b in zip(word, new, strict=True))

    return _WORD.sub(other, text)
