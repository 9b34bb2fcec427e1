"""What the network predicts: every column of its one output matrix, by name.

The manifest that lies beside the weights repeats this table; weights made for another are refused.
"""

from __future__ import annotations

from typing import Final, get_args

from hearsay.types import ActorKind, Attitude, Certainty

ROLES: Final = ("source", "cue", "content")
NAME_KINDS: Final[tuple[ActorKind, ...]] = (
    "person",
    "government",
    "armed_group",
    "organisation",
    "media",
    "people",
    "place",
)
ATTITUDES: Final[tuple[str, ...]] = get_args(Attitude)
CERTAINTIES: Final[tuple[str, ...]] = get_args(Certainty)

LINK: Final = 48
COREFERENCE: Final = 64
PROPOSITION: Final = 128
POINTERS: Final = ("speaker", "target", "via")
"""Whom a statement points to among the names around it: who speaks, at whom it is aimed, who passed
it on."""
POINTER: Final = 32


def tags(names: tuple[str, ...]) -> tuple[str, ...]:
    """BIO tags over some names, "O" first: O, B-a, I-a, B-b, I-b, ..."""
    return ("O", *(f"{mark}-{name}" for name in names for mark in "BI"))


ROLE_TAGS: Final = tags(ROLES)
NAME_TAGS: Final = tags(NAME_KINDS)

# (head, width) in the order of the columns of the output matrix, float32 (batch, length, width).
HEADS: Final[tuple[tuple[str, int], ...]] = (
    ("role", len(ROLE_TAGS)),
    ("inner", len(ROLE_TAGS)),
    ("name", len(NAME_TAGS)),
    ("content_query", LINK),
    ("cue_key", LINK),
    ("source_key", LINK),
    ("no_cue", 1),
    ("no_source", 1),
    ("mention_query", COREFERENCE),
    ("mention_key", COREFERENCE),
    ("no_antecedent", 1),
    ("attitude_cue", len(ATTITUDES)),
    ("attitude_content", len(ATTITUDES)),
    ("certainty_cue", len(CERTAINTIES)),
    ("certainty_content", len(CERTAINTIES)),
    ("proposition", PROPOSITION),
    # what content and cue ask for, the last column the score of "nobody", and what a name answers
    *((f"{role}_{part}", POINTER + 1) for role in POINTERS for part in ("content", "cue")),
    *((f"{role}_named", POINTER) for role in POINTERS),
)
WIDTH: Final = sum(width for _, width in HEADS)


def columns() -> dict[str, slice]:
    """Where each head's columns stand in the output matrix."""
    found, at = {}, 0
    for name, width in HEADS:
        found[name] = slice(at, at + width)
        at += width
    return found
