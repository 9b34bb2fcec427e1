"""Letters of names: folding, acronyms, and spellings of one word that came through two alphabets.

Takes words, gives words and verdicts; knows no names and no kinds of actor, which is for
`hearsay.names`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CACHED = 1 << 15
"""Names remembered per function, so that a folder of any size needs the same memory."""


def word_set(listed: str) -> frozenset[str]:
    """The words of a listing, as a set."""
    return frozenset(listed.split())


SMALL = word_set(
    "of the in and for on at to a an by with de la le du des el al e i y en von van der den "
    "bin ibn ul"
)
"""Words that an acronym may skip and that do not make a name."""
COMPANY = word_set(
    "inc incorporated ltd limited llc plc corp corporation co company group holdings gmbh ag sa nv"
)
"""Words for the form of a company, which its name and its acronym may leave out."""


def folded(text: str) -> str:
    """Casefolded, without accents, with straight quotes and single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("’", "'").replace("‘", "'").split())


_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_QUOTES = " \t\n\r.,;:!?\"“”‘’'()[]«»"


def unpossessed(name: str) -> str:
    """The name without 's or a bare apostrophe behind it."""
    return _POSSESSIVE.sub("", name.strip())


@lru_cache(maxsize=CACHED)
def normal(name: str) -> str:
    """The form under which two spellings of the same name are equal: folded, no article, no 's."""
    name = folded(unpossessed(name)).strip(_QUOTES)
    return re.sub(r"^(?:the|a|an) (?=\S)", "", name)


@lru_cache(maxsize=CACHED)
def is_acronym(short: str, full: str) -> bool:
    """Whether `short` is made of the initials of `full`: "RFA" of "Rural Front of Arcadia".

    Small words may be skipped or counted, and so may a company's form at the end; parts of hyphened
    words may count; dots do not.
    """
    letters = re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", short))
    if not 2 <= len(letters) <= 8 or sum(c.isupper() for c in letters) < 2 or " " in short.strip():
        return False
    parts = [p for p in re.split(r"[\s\-–—/]+", folded(full).replace("'", "")) if p]
    parts = [p for p in (re.sub(r"\W", "", p) for p in parts) if p]
    if len(parts) < 2:
        return False
    wanted = folded(letters)
    large = [p for p in parts if p not in SMALL]
    whole = [p for p in re.split(r"\s+", folded(full)) if p.strip("-") and p not in SMALL]
    without_form = large[:-1] if large[-1:] and large[-1] in COMPANY else []
    return any(
        wanted == "".join(p[0] for p in choice)
        for choice in (parts, large, whole, without_form)
        if len(choice) > 1
    )


_SOUNDS = (
    (r"[^a-z]", ""), ("ph", "f"), ("ck", "k"), ("sch", "sh"), ("ch", "sh"), ("c(?!h)", "k"),
    ("q", "k"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ts", "s"), ("zh", "j"),
    ("ou", "u"), ("w", "u"), ("v", "f"), ("z", "s"), ("y", "i"),
)  # fmt: skip


def _sounded(word: str) -> str:
    """The word in one letter for each sound that is written in several ways."""
    sounds = folded(word)
    for pattern, sound in _SOUNDS:
        sounds = re.sub(pattern, sound, sounds)
    return sounds


@lru_cache(maxsize=CACHED)
def skeleton(word: str) -> str:
    """The consonants that survive transliteration: Zabihullah and Zabiullah have one.

    A vowel at the start stays as "a"; h is kept only at the start; doubled letters count once.
    """
    sounds = _sounded(word)
    head = "a" if sounds[:1] in "aeiou" else sounds[:1]
    body = re.sub(r"[aeiouh]", "", sounds[1:])
    return re.sub(r"(.)\1+", r"\1", head + body)


def distance(left: str, right: str) -> int:
    """How many letters to insert, drop, change or swap with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


@lru_cache(maxsize=CACHED)
def spelled_alike(left: str, right: str) -> bool:
    """Whether two words may be two spellings of one foreign word.

    The same consonants after transliteration, and no further apart than a third of their letters or
    of the sounds these stand for ("Machnouq", "Mashnuk"); words of fewer than four letters must be
    equal, since too many differ by a vowel.
    """
    left, right = folded(left).replace("-", ""), folded(right).replace("-", "")
    if left == right:
        return True
    if min(len(left), len(right)) < 4 or skeleton(left) != skeleton(right):
        return False
    if len(skeleton(left)) < 2 or left.rstrip("s") == right.rstrip("s"):
        return False
    return _near(left, right) or _near(_sounded(left), _sounded(right))


def _near(left: str, right: str) -> bool:
    """Whether two words differ in a third of their letters at most, doubled ones counting once."""
    left, right = (re.sub(r"(.)\1+", r"\1", word.replace("y", "i")) for word in (left, right))
    return distance(left, right) <= max(1, max(len(left), len(right)) // 3)
