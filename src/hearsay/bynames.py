"""Which form of a body is its name, and which is only what it is also called.

Takes two forms with how often each stands in an article, or in how many articles, tells whether the
fuller has to give way. Leaves which forms are of one body to `names.may_be_one`.
"""

from __future__ import annotations

from hearsay.names import COMPANY, GENERIC, SMALL, body, country, demonym, is_acronym, words
from hearsay.types import ActorKind

BYNAME = 3
"""Times that another form must be as common as a fuller one to be the name in its place. Chosen,
not measured."""


def is_byname(kind: ActorKind, fuller: str, seldom: int, common: str, often: int) -> bool:
    """Whether the fuller of two forms of a body is not its name: what it is also called ("Big
    Tallow" for "TLW"), or a company's with what it sells ("Tallow Instant" for "Tallow").

    seldom, often: how often either stands. Never where the fuller spells the common form out, or
    has more words that belong to a name ("Tallow Group", "Front of Tallow").
    """
    if kind == "person" or often < BYNAME * max(seldom, 1):
        return False
    if demonym(common) and not country(common):
        return False
    if set(words(common)) <= set(words(fuller)):
        more = words(fuller)[len(words(common)) :]
        sold = words(fuller)[: len(words(common))] == words(common) and more
        return kind == "organisation" and bool(sold) and not set(more) & (GENERIC | COMPANY | SMALL)
    known = body(common) or country(common)
    return not is_acronym(common, fuller) and not (
        known and known in (body(fuller), country(fuller))
    )
