"""Names that everybody knows: given names and nicknames, outlets and wires, groups and bodies.

Takes a name, gives what our tables say of it, or nothing: a name in no table is the normal case.
"""

from __future__ import annotations

from functools import cache
from typing import cast

from hearsay.spelling import folded, normal, word_set
from hearsay.tables import table
from hearsay.types import ActorKind

PAPERS = word_set("times herald journal tribune gazette chronicle observer bulletin weekly review")
"""Words at the end of a paper's name that the body it writes about has not."""


@cache
def given_names() -> dict[str, str]:
    """Common given names, folded, each with "m", "f" or "either": Kim is a surname besides."""
    return {
        folded(n): row["gender"] for row in table("given_names.csv") for n in row["names"].split()
    }


def gender_of(given: str) -> str | None:
    """ "m" or "f" of a given name, folded; None of an unknown one and of one for either."""
    found = given_names().get(given)
    return None if found == "either" else found


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Given names and their short forms, folded, each with the numbers of its groups."""
    groups: dict[str, set[int]] = {}
    for index, row in enumerate(table("nicknames.csv")):
        for name in row["names"].split():
            groups.setdefault(folded(name), set()).add(index)
    return {name: frozenset(found) for name, found in groups.items()}


@cache
def _outlets() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("outlets.csv"):
        for form in [row["name"], *(row["aliases"] or "").split("|")]:
            if form:
                found.setdefault(normal(form), row["name"])
    return found


def _unhyphened(form: str) -> str:
    return normal(form).replace("-", " ")


@cache
def _bodies() -> dict[str, tuple[str, ActorKind]]:
    found: dict[str, tuple[str, ActorKind]] = {}
    for row in table("bodies.csv"):
        for form in [row["name"], *(row["aliases"] or "").split("|")]:
            if form:
                found.setdefault(_unhyphened(form), (row["name"], cast(ActorKind, row["kind"])))
    return found


def body_forms() -> list[str]:
    """Every form of the widely known groups and organisations, as it is written, sorted."""
    rows = table("bodies.csv")
    forms = (f for row in rows for f in [row["name"], *(row["aliases"] or "").split("|")])
    return sorted({form for form in forms if form})


def body(name: str) -> tuple[str, ActorKind] | None:
    """The fullest name and the kind of a widely known group or organisation; None for others."""
    return _bodies().get(_unhyphened(name))


def outlet(name: str) -> str | None:
    """The fullest name of a widely known outlet, wire or platform; None for all others."""
    return _outlets().get(normal(name))
