"""What the words beside a name say of its kind.

Takes a text and where a name stands in it, gives votes for kinds of actor; the network's own votes
are counted elsewhere. General wording only: no name is known here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from hearsay import names
from hearsay.types import ActorKind, Span

_DESCRIBED = r"\s*(?:\([A-Z][A-Za-z-]{1,9}\))?,? (?:an?|the) (?:[\w’'-]+ ){0,3}"
_ONE_OF = r"\s*(?:\([A-Z][A-Za-z-]{1,9}\))?,? one of (?:[\w’'-]+ ){0,4}"
_ARMED = (
    r"(?:armed|militant|rebel|insurgent|jihadist|guerrilla|separatist|terror(?:ist)?|paramilitary)"
)
_BAND = r"(?:group|organi[sz]ation|movement|faction|army|wing)"
AFTER: Final[tuple[tuple[ActorKind, re.Pattern[str], float], ...]] = (
    (
        "armed_group",
        re.compile(rf"(?:{_DESCRIBED}{_ARMED} {_BAND}|{_ONE_OF}{_ARMED} {_BAND}s)\b"),
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
    (
        "organisation",
        re.compile(r" (?:analysts?|CEO|employees?|shareholders?|executives?|subsidiary)\b"),
        1.5,
    ),
)
"""What is said of a name behind it, and what it counts beside the network's votes (at most 1 for
each mention)."""
BEFORE: Final[tuple[tuple[ActorKind, re.Pattern[str], float], ...]] = (
    ("armed_group", re.compile(rf"\b{_ARMED} {_BAND} (?:called |known as )?(?:the )?$"), 3.0),
    (
        "government",
        re.compile(r"\b(?:city|town|village|province|district|governorate) of $"),
        3.0,
    ),
    (
        "organisation",
        re.compile(
            r"\b(?:company|firm|bank|brokerage|charity|think[ -]tank|retailer|airline|"
            r"analysts? (?:at|with|for)|"
            r"(?:professor|researcher|economist|fellow|strategist) (?:at|with)) (?:the )?$"
        ),
        2.0,
    ),
)
"""The same before it. A town counts as a government here; `steps.territories` tells them apart.
Rare: no figure on development data changes without them; each weighs less than three mentions that
the network is sure of."""
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
            r"Foundation|Monitor|Committee|League|Society|Authority|Inc|Ltd|College|School|Academy|"
            r"Church|Club|Museum|Library|Organi[sz]ation|Federation|Movement|Airlines|Airways|"
            r"Cent(?:er|re))\b\.?$|"
            r"\b(?:University|College|School|Institute|Academy|Church|Society|Association|Museum|"
            r"Federation|Organi[sz]ation|Foundation|Library) (?:of|for)\b"
        ),
    ),
)
"""Words that name a kind of body, in names of two words and more."""
BODY_WEIGHT: Final = 2.0
"""What such a word counts; for an organisation that the network calls a government, at each
mention. Names with the right kind on GUM's training part: F1 0.744 with 0.5, 0.752 with 1, 0.754
with 2; right kinds in gold/articles/train 564, 562 and 562 of 584."""
INSIDE: Final = re.compile(r"\b(?:[Ii]n|[Ii]nto|[Aa]cross|[Ii]nside|[Nn]orthern|[Ss]outhern) $")
"""One is in a country or a town, seldom in a person."""
DEMONYM: Final = 1.5
"""What it counts at each mention that a name is what a country's people are called. On GUM's
training part names with the right kind 0.754, without it 0.753."""
REACH: Final = 40
"""Characters before a name that the patterns of BEFORE look at."""

_ACRONYM: Final = re.compile(r"\s*\(([A-Z])[A-Za-z-]{1,9}\)")
_LONGER: Final = re.compile(r"\b[A-Z][\w-]* (?:of|for) (?:the )?(?:[A-Z][\w-]* )*$")


def _ends_a_longer_name(text: str, span: Span) -> bool:
    """Whether what stands behind is said of a longer name: "Front for the Freedom of Upper Rell
    (FFR), an armed group" does not call Rell one."""
    acronym = _ACRONYM.match(text, span.end)
    if acronym is None or acronym[1].casefold() == text[span.start].casefold():
        return False
    return _LONGER.search(text, max(0, span.start - REACH), span.start) is not None


def wording(
    text: str, form: str, spans: Sequence[Span], network: ActorKind | None = None
) -> Counter[ActorKind]:
    """Votes for the kind of a name from what stands beside its mentions.

    network: the kind that the network's votes have for it.
    """
    votes: Counter[ActorKind] = Counter()
    if " " in form:
        for kind, body in BODY:
            if body.search(form):
                # the network says "government" of whatever it takes for neither person nor party,
                # and says so at every mention
                often = len(spans) if (kind, network) == ("organisation", "government") else 1
                votes[kind] += BODY_WEIGHT * often  # type: ignore[assignment]
    for span in spans:
        before = text[max(0, span.start - REACH) : span.start]
        ends = _ends_a_longer_name(text, span)
        for kind, pattern, weight in AFTER:
            if not ends and pattern.match(text, span.end):
                votes[kind] += weight  # type: ignore[assignment]
        for kind, pattern, weight in BEFORE:
            if pattern.search(before):
                votes[kind] += weight  # type: ignore[assignment]
        if names.demonym(form) and not names.country(form):
            votes["people"] += DEMONYM  # type: ignore[assignment]
        if len(form.split()) == 1 and INSIDE.search(before):
            votes["government"] += 1.5  # type: ignore[assignment]
    return votes
