"""What the words beside a name say of its kind.

Takes a text and where a name stands in it, gives votes for kinds of actor; the network's own votes
are counted elsewhere. General wording only: no name is known here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from hearsay.types import ActorKind, Span

_DESCRIBED = r"\s*(?:\([A-Z][A-Za-z-]{1,9}\))?,? (?:an?|the) (?:[\w’'-]+ ){0,3}"
AFTER: Final[tuple[tuple[ActorKind, re.Pattern[str], float], ...]] = (
    (
        "armed_group",
        re.compile(
            _DESCRIBED + r"(?:armed|militant|rebel|insurgent|jihadist|guerrilla|separatist) "
            r"(?:group|organi[sz]ation|movement|faction|army|wing)"
        ),
        4.0,
    ),
    (
        "media",
        re.compile(
            _DESCRIBED + r"(?:newspaper|daily|tabloid|magazine|broadcaster|news (?:agency|site)|"
            r"website|blog|television station|radio station)\b"
        ),
        3.0,
    ),
    (
        "government",
        re.compile(
            r"[’']s? (?:[A-Za-z]+ )?(?:government|[Mm]inistry|minister|president|parliament|army|"
            r"police|military|border|capital|ambassador|embassy)\b"
        ),
        2.0,
    ),
)
BODY: Final[tuple[tuple[ActorKind, re.Pattern[str]], ...]] = (
    ("armed_group", re.compile(r"\b(?:Front|Brigades?|Militia|Mujahideen|Liberation Army)\b")),
    (
        "media",
        re.compile(
            r"\b(?:Post|Courier|Times|Tribune|Herald|Gazette|Ledger|Chronicle|Telegraph|Broadcasting|"
            r"News|Wire Agency|News Agency|Radio|Television|TV)$"
        ),
    ),
    (
        "government",
        re.compile(r"\b(?:Ministry|Government|Parliament|Senate|Supreme Court|Police|Army)$"),
    ),
    (
        "organisation",
        re.compile(
            r"\b(?:Party|Union|Company|Corporation|Hospital|University|Institute|Association|"
            r"Foundation|Monitor|Committee|League|Society|Authority|Inc|Ltd)\b\.?$"
        ),
    ),
)
"""Words that name a kind of body, in names of two words and more."""
BODY_WEIGHT: Final = 2.0
INSIDE: Final = re.compile(r"\b(?:[Ii]n|[Ii]nto|[Aa]cross|[Ii]nside|[Nn]orthern|[Ss]outhern) $")
"""One is in a country or a town, seldom in a person."""


def wording(text: str, form: str, spans: Iterable[Span]) -> Counter[ActorKind]:
    """Votes for the kind of a name from what stands beside its mentions."""
    votes: Counter[ActorKind] = Counter()
    if " " in form:
        for kind, body in BODY:
            if body.search(form):
                votes[kind] += BODY_WEIGHT  # type: ignore[assignment]
    for span in spans:
        for kind, pattern, weight in AFTER:
            if pattern.match(text, span.end):
                votes[kind] += weight  # type: ignore[assignment]
        if len(form.split()) == 1 and INSIDE.search(text[max(0, span.start - 12) : span.start]):
            votes["government"] += 1.5  # type: ignore[assignment]
    return votes
