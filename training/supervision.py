"""What an example says of each word piece: sets of allowed tags.

Takes an example and its pieces, gives for each head with tags a table of bools, (pieces, tags). One
allowed tag: it is known. Several: one of them, not known which. All: nothing is known, and the
piece takes no part in that head's loss.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hearsay.model.labels import (
    NAME_KINDS,
    NAME_TAGS,
    PREDICATE_TAGS,
    REALITIES,
    ROLE_TAGS,
    ROLES,
)
from hearsay.model.pieces import Pieces, encode
from hearsay.text import sentences
from hearsay.types import Span
from training.examples import Attribution, Example

Allowed = NDArray[np.bool_]
Vectors = dict[int, NDArray[np.float32]]

_OUTSIDE = 0
# Contents first: where annotated spans overlap, cue and source win.
_ORDER = ("content", "source", "cue")
# Indices into `hearsay.model.pieces.SHAPES`: title, upper, mixed.
_FIRST_CAPITAL, _LAST_CAPITAL = 2, 4


@dataclass
class Supervised:
    """An example as arrays.

    role, inner: bool (pieces, len(ROLE_TAGS)). name: bool (pieces, len(NAME_TAGS)). predicate,
    reality: bool (pieces, len(PREDICATE_TAGS)) and (pieces, len(REALITIES)).
    content_vectors: teacher's vectors of contents, by the index of their attribution;
    sentence_vectors: of sentences, by their index. float32 (PROPOSITION,), length one.
    """

    example: Example
    pieces: Pieces
    role: Allowed
    inner: Allowed
    name: Allowed
    predicate: Allowed
    reality: Allowed
    content_vectors: Vectors = field(default_factory=dict)
    sentence_vectors: Vectors = field(default_factory=dict)


def supervise(example: Example, tokenizer: Tokenizer) -> Supervised:
    """The pieces of an example and all that it allows; no vectors yet."""
    pieces = encode(example.text, sentences(example.text), tokenizer)
    role, inner = allow_roles(example, pieces)
    return Supervised(
        example,
        pieces,
        role,
        inner,
        allow_names(example, pieces),
        *allow_predicates(example, pieces),
    )


def allow_roles(example: Example, pieces: Pieces) -> tuple[Allowed, Allowed]:
    """The tags of outermost roles and of nested ones, each bool (pieces, len(ROLE_TAGS))."""
    role = np.ones((len(pieces), len(ROLE_TAGS)), dtype=np.bool_)
    inner = np.ones_like(role)
    if example.roles == "none":
        return role, inner
    outermost = [a for a in example.attributions if not a.inner]
    nested = [a for a in example.attributions if a.inner]
    _only_outside(role)
    if example.roles == "open":
        role[:, _tags("source", ROLES)] = True
    _mark_roles(role, pieces, outermost)

    within = np.zeros(len(pieces), dtype=np.bool_)
    for a in outermost:
        for part in a.content:
            within[_range(pieces, part)] = True
    if example.inner == "full":
        _only_outside(inner)
        inner[within, _tags("source", ROLES)] = True
    else:
        inner[~within] = False
        inner[~within, _OUTSIDE] = True
        # A sentence put into another's mouth is known from end to end, as is what was looked
        # through.
        for outer in outermost:
            if outer.inner_known or any(
                part.covers(a.content[0]) for a in nested for part in outer.content
            ):
                for part in outer.content:
                    _only_outside(inner[_range(pieces, part)])
    _mark_roles(inner, pieces, nested)
    return role, inner


def allow_names(example: Example, pieces: Pieces) -> Allowed:
    """The tags of names, bool (pieces, len(NAME_TAGS))."""
    allowed = np.ones((len(pieces), len(NAME_TAGS)), dtype=np.bool_)
    if example.names is None:
        return allowed
    _only_outside(allowed)
    if example.places_open:
        shape = pieces.features[:, 0]
        capital = (shape >= _FIRST_CAPITAL) & (shape <= _LAST_CAPITAL)
        allowed[capital, _tags("place", NAME_KINDS)] = True
    for span in example.unsure:
        allowed[_range(pieces, span)] = True
    for name in example.names:
        _mark(allowed, pieces, name.span, [NAME_KINDS.index(kind) for kind in name.kinds])
    return allowed


def allow_predicates(example: Example, pieces: Pieces) -> tuple[Allowed, Allowed]:
    """The tags of predicates and their realities, bool (pieces, tags), every piece of a word alike.

    Reality is asked of predicates alone.
    """
    predicate = np.ones((len(pieces), len(PREDICATE_TAGS)), dtype=np.bool_)
    reality = np.ones((len(pieces), len(REALITIES)), dtype=np.bool_)
    if example.predications is None:
        return predicate, reality
    _only_outside(predicate)
    for one in example.predications:
        own = _range(pieces, one.word)
        predicate[own] = [tag == one.kind for tag in PREDICATE_TAGS]
        reality[own] = [tag in one.realities for tag in REALITIES]
    return predicate, reality


def _range(pieces: Pieces, span: Span) -> slice:
    """The pieces of a span, as a slice."""
    return slice(*pieces.covering(span))


def _tags(name: str, names: tuple[str, ...]) -> slice:
    """The columns of the B and the I tag of a name."""
    begin = 1 + 2 * names.index(name)
    return slice(begin, begin + 2)


def _only_outside(allowed: Allowed) -> None:
    """Leaves no tag but O, in place."""
    allowed[:] = False
    allowed[:, _OUTSIDE] = True


def _mark(allowed: Allowed, pieces: Pieces, span: Span, kinds: Iterable[int]) -> None:
    """Makes a span one of some kinds, B on its first piece and I on the others, in place."""
    first, last = pieces.covering(span)
    if last <= first:
        return
    allowed[first:last] = False
    for kind in kinds:
        begin = 1 + 2 * kind
        allowed[first, begin] = True
        allowed[first + 1 : last, begin + 1] = True


def _mark_roles(allowed: Allowed, pieces: Pieces, attributions: Iterable[Attribution]) -> None:
    """Marks the spans of some attributions, in place."""
    attributions = list(attributions)
    for role in _ORDER:
        for a in attributions:
            for span in getattr(a, role):
                _mark(allowed, pieces, span, [ROLES.index(role)])
