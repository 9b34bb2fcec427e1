"""Who is named where: what looks like a name in a text, and which of it names a given actor.

Takes a text, or a text and the names that a reader gave an actor, gives spans. Plain wording, no
network: it makes the choices among which pointers are trained, and reading asks about the names
that it found itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hearsay.types import Span

_WORD = r"(?:[A-Z][\w&]*(?:[.’'-][\w&]+)*\.?)"
_SMALL = r"(?:of|for|of the|for the|de|al|bin|von|van|and)"
_NAME = re.compile(rf"\b{_WORD}(?:\s{{1,2}}{_SMALL}\s{_WORD}|\s{_WORD})*")
_NOT_ALONE = frozenset(
    """the a an he she it they we i you his her its their our my this that these those there here
    but and or if in on at as for from to of by with when while after before since although though
    what who how why where which not no yes so then now also still even just many some most all
    one two three both each another other such according asked said meanwhile however moreover
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december""".split()  # noqa: SIM905
)
_TITLES = frozenset(
    """mr mrs ms dr sir president vice senator sen rep representative governor gov secretary
    speaker minister prime general gen colonel col captain the former justice judge chairman
    director spokesman spokeswoman""".split()  # noqa: SIM905
)
SHORTEST_PHRASE = 4
"""Characters of a description that is looked for in the text."""


def words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: no titles, no possessive, small letters."""
    found = [
        re.sub(r"[’']s?$", "", w).strip(".").casefold() for w in re.findall(r"[\w.’'&-]+", name)
    ]
    kept = frozenset(w for w in found if w and w not in _TITLES)
    return kept or frozenset(w for w in found if w)


def like_names(text: str) -> list[Span]:
    """Runs of capitalised words, without a first word that is no part of a name."""
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        run = match.group()
        while run:
            first = run.split(maxsplit=1)
            if first[0].strip(".’'").casefold() not in _NOT_ALONE:
                break
            run = first[1] if len(first) > 1 else ""
            start = end - len(run)
        run = run.rstrip(".") if "." not in run[:-1] else run
        if run:
            found.append(Span(start, start + len(run)))
    return found


def mentions(text: str, named: Sequence[Span], wanted: Iterable[str]) -> list[Span]:
    """Where one of the wanted is named: a name of the same words or of some of them, or the very
    words of a description.

    named: what `like_names` gives. A family name may stand for two; then both are given.
    """
    found = set()
    for name in wanted:
        asked = words(name)
        found |= {s for s in named if (own := words(s.of(text))) and (own <= asked or asked <= own)}
        if not name[:1].isupper() and len(name) >= SHORTEST_PHRASE:
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            found |= {Span(*m.span()) for m in re.finditer(pattern, text, re.IGNORECASE)}
    return sorted(found)
