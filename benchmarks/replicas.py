"""Many different articles out of a few: the same analyses with other words, names and dates.

Takes analyses that were read once, gives replicas of them, each a function of the analysis, the
number of the replica and a fixed seed. In every replica

- names are made anew, of syllables: whatever mostly stands with a capital letter;
- every other word is replaced, wherever it stands, by another whose stem is of the same length and
  about as rare in English (`links.signatures.rarity`), by a permutation of the replica's own, with
  its own ending;
- years move by four times the number of the replica, in the text and in every date;
- ids are new.

Spans stay where they are. Articles of one story share what they shared, copies stay copies, and a
word weighs what it weighed, so each replica falls into the same stories. Articles of different
replicas are of different stories, and none is copied from another: a sequence of five words is in
two replicas only where all five stay. What stays are words that negate, point back, count or are
opposites (links read them), titles and common nouns of names, words of two letters, countries and
their people; of function words those of one kind and length change places (`_CLOSED`). So what
recurs all over a real case still does: countries act in many stories, bodies of which a country has
one too, words come back in every replica.

Vectors stay: they are compared within one story only. The number 0 gives the analyses themselves,
ids aside: they have real names, other than all replicas, so it is not for comparing.

Measured on 220 articles: of 100,000 pairs of articles of different replicas 136 share one of the
digests that `links.signatures` keeps, and 1.4 share four, from which two are compared for copies.
Of such pairs of different stories in data/fnc/dev 65 and 4. An earlier mapping kept the words that
one in twenty documents has: 500 shared four (when sequences of function words were digested too),
most of them articles with their own images, so the pairs compared grew with the square of the
replicas; and stories of different replicas ran together, the largest held 17 articles among 1,000
and 39 among 2,000. That was most of what adding an article seemed to cost more in a larger case.
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
FEWEST = 8
"""Words in a class of fewer would be themselves in too many replicas: they join the next rarer
class of the same length, or are made of syllables."""
_WORD = re.compile(r"[A-Za-z]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOSED = (
    "he it we me she you him her his its our they them your mine theirs himself herself",
    "in on at by as into with from over near down about after among under until before during "
    "against through towards without",
    "so if but yet when then also once while where there still because whether however although",
    "this that some each many much most such these those every other others several",
    "just only even ever very quite again often really rather",
)
"""Function words of one kind: those of a length change places too. Of 100,000 pairs of articles of
different replicas 92 shared four digests with all of them kept, 12 without (sequences of function
words alone still digested): passages such as "that I was just going to" stayed, so an article was
like its own image. Not among them: verbs, negations, what names are made with."""
_NAMING = names.TITLES | names.GENERIC | names.SMALL | names.PARTICLES
_KEPT = words.FUNCTION_WORDS | words.NEGATIONS | words.POINTING | words.UNITS.keys() | _NAMING
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
        """Sorts the words of all; keeps the analyses as plain values."""
        self._plain = [records.plain(analysis) for analysis in analyses]
        large: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for analysis in analyses:
            found = _WORD.findall(analysis.document.text)
            every.update(word.lower() for word in found)
            large.update(word.lower() for word in found if word[0].isupper())
        changing = [word for word in sorted(every) if len(word) > 2 and not _stays(word)]
        self._made = [word for word in changing if 2 * large[word] > every[word]]
        self._others = sorted(set(changing) - set(self._made))
        self._classes, rest = _classes({_stem(word) for word in self._others})
        self._closed = _closed()
        self._made = sorted({*self._made, *rest})

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
        stems: dict[str, str] = {}
        for same in self._classes:
            stems |= zip(same, chance.sample(same, len(same)), strict=True)
        for name in self._made:
            stems[name] = "".join(
                chance.choice("aeiou" if at % 2 else "bdfgklmnprstvz") for at in range(len(name))
            )
        instead = {word: stems[_stem(word)] + word[len(_stem(word)) :] for word in self._others}
        instead |= {name: stems[name] for name in self._made if name not in instead}
        for same in self._closed:
            instead |= zip(same, chance.sample(same, len(same)), strict=True)
        return instead


def _stem(word: str) -> str:
    """The stem, where the word is this with an ending; else the word."""
    found = words.stem(word)
    return found if word.startswith(found) else word


def _classes(stems: Iterable[str]) -> tuple[list[list[str]], list[str]]:
    """Stems of one length that are about as rare, and those that are like too few others."""
    by_length: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for stem in sorted(stems):
        by_length[len(stem)][round(rarity(words.stem(stem)))].append(stem)
    classes, rest = [], []
    for _, by_rarity in sorted(by_length.items()):
        held: list[str] = []
        for _, same in sorted(by_rarity.items()):
            held += same
            if len(held) >= FEWEST:
                classes.append(held)
                held = []
        rest += held
    return classes, rest


def _closed() -> list[list[str]]:
    """Function words of one kind and length."""
    kept = words.NEGATIONS | words.POINTING | _NAMING
    found = []
    for kind in _CLOSED:
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in kind.split():
            if word not in kept:
                by_length[len(word)].append(word)
        found += [same for _, same in sorted(by_length.items()) if len(same) > 1]
    return found


def _stays(word: str) -> bool:
    return (
        word in _KEPT
        or words.one_of_opposites(word)
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
