"""What the network predicts: every column of its one output matrix, by name.

The manifest that lies beside the weights repeats this table; weights made for another are refused.
`HEADS` are always there. `BLOCKS` may be: weights without them load, and what they would answer is
not known. A manifest names the blocks it has, each with its version, in the order of `BLOCKS`.
"""

from __future__ import annotations

from typing import Final, NamedTuple, get_args

from hearsay.types import ActorKind, Attitude, Certainty, Reality

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

PREDICATE_KINDS: Final = ("verb", "noun", "light")
"""Words that tell of something: verbs, nouns of events ("the attack"), and light verbs, whose noun
tells it ("took" in "took a decision"). Auxiliaries, copulas and adjectives are none of these."""
PREDICATE_TAGS: Final = ("none", *PREDICATE_KINDS)
REALITIES: Final[tuple[Reality, ...]] = get_args(Reality)
ARGUMENTS: Final = ("agent", "patient", "arg2", "place", "time")
"""PropBank's ARG0, ARG1, ARG2, ARGM-LOC and ARGM-TMP. ARG2 keeps its number: it is the one who
receives, the instrument or the end, as the verb has it."""
ARGUMENT: Final = 32
"""Dimensions of what a predicate asks and a word answers; training/README.md has the others that
were tried."""


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


class Block(NamedTuple):
    """Heads that weights may lack, all or none. version: another one where a tag or a width is."""

    name: str
    version: int
    heads: tuple[tuple[str, int], ...]


EVENTS: Final = Block(
    "events",
    2,
    (
        ("predicate", len(PREDICATE_TAGS)),
        ("reality", len(REALITIES)),
        # what a predicate asks for, the last column the score of "nothing"; what any word answers
        *((f"{role}_query", ARGUMENT + 1) for role in ARGUMENTS),
        ("argument_key", ARGUMENT),
    ),
)
BLOCKS: Final = (EVENTS,)


def heads(blocks: int = len(BLOCKS)) -> tuple[tuple[str, int], ...]:
    """Every head of weights that have the first so many blocks."""
    return (*HEADS, *(head for block in BLOCKS[:blocks] for head in block.heads))


WIDTH: Final = sum(width for _, width in heads())
"""Columns of weights with every block."""


def columns() -> dict[str, slice]:
    """Where each head's columns stand in the output matrix; a block that is lacking has none."""
    found, at = {}, 0
    for name, width in heads():
        found[name] = slice(at, at + width)
        at += width
    return found
