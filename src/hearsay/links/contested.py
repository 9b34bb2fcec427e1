"""Puts every denial and the claim that it denies into one matter.

Takes the matters of a story and its oppositions, gives the matters with these in them: a denial
joins the matter of its claim; where the claim is in none, the two make a new one that is put in the
claim's words. A matter of which many deny another claim than the one it is put in is put in theirs.
Changes no side that is there, but for the stance of a denial that was taken for its own contrary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from hearsay.identity import identify
from hearsay.links import alignment, proposition
from hearsay.links.context import Context
from hearsay.types import Matter, Opposition, Reason, Side


def with_denials(
    matters: Sequence[Matter], oppositions: Sequence[Opposition], context: Context
) -> list[Matter]:
    """The matters, each with the oppositions between its sides; new ones for claims in none."""
    at: dict[str, list[int]] = defaultdict(list)
    for place, matter in enumerate(matters):
        for side in matter.sides:
            if side.stance == "affirms":
                at[side.statement].append(place)
    ranked = sorted(oppositions, key=lambda o: (-o.confidence, o.denial, o.claim))
    added: dict[int, list[Opposition]] = defaultdict(list)
    alone: dict[str, list[Opposition]] = defaultdict(list)
    for opposition in ranked:
        places = at[opposition.claim]
        if not places:
            alone[opposition.claim].append(opposition)
            continue
        members = [{side.statement for side in matters[place].sides} for place in places]
        holding = [p for p, own in zip(places, members, strict=True) if opposition.denial in own]
        chosen = holding or places[:1]
        for place in chosen:
            added[place].append(opposition)
        if all(_agreeing(opposition.denial, matters[place], context) for place in chosen):
            alone[opposition.claim].append(opposition)
    result = [_extended(matter, added[place], context) for place, matter in enumerate(matters)]
    told = {matter.proposition_statement for matter in result}
    for place, matter in enumerate(result):
        result[place] = _as_denied(matter, told, context)
        told.add(result[place].proposition_statement)
    known = {matter.id for matter in result}
    for claim in sorted(alone):
        made = _made(claim, alone[claim], context)
        if made.id not in known:
            result.append(made)
    return result


def _agreeing(denial: str, matter: Matter, context: Context) -> Side | None:
    """The side of a denial that says what a matter puts, since it denies another claim than that;
    None for others."""
    because = alignment.agrees(context.statements[denial], matter.proposition, context)
    return Side(denial, "affirms", 0.5, (because,)) if because else None


def _denying(opposition: Opposition) -> Side:
    return Side(opposition.denial, "denies", opposition.confidence, opposition.because)


def _extended(matter: Matter, oppositions: Sequence[Opposition], context: Context) -> Matter:
    """A matter with denials of its claims as sides; one that affirmed what it denies now denies.

    A denial that says what the matter puts stays on, or joins, the side of those who affirm.
    """
    sides = {side.statement: side for side in matter.sides}
    kept = []
    for opposition in oppositions:
        held = sides.get(opposition.denial)
        if held is None or (held.stance != "denies" and opposition.denial not in _put_by(matter)):
            agreeing = _agreeing(opposition.denial, matter, context)
            sides[opposition.denial] = agreeing or _denying(opposition)
        if sides[opposition.denial].stance == "denies":
            kept.append(opposition)
    return replace(
        matter,
        sides=tuple(sorted(sides.values(), key=lambda side: side.statement)),
        oppositions=tuple(sorted(kept, key=lambda o: (o.denial, o.claim))),
    )


MANY = 3
"""Denials of one claim for which a matter is put in its words."""


def _as_denied(matter: Matter, told: Collection[str | None], context: Context) -> Matter:
    """A matter put in the claim that half of its denials deny, if none denies its own words.

    "He asked for his son" is denied by nobody who says that the child is a daughter; "it was his
    son" is. told: the statements that matters are put in.
    """
    denials: dict[str, set[str]] = defaultdict(set)
    for opposition in matter.oppositions:
        denials[opposition.claim].add(opposition.denial)
    denied = [side.statement for side in matter.sides if side.stance == "denies"]
    if not denials or matter.proposition_statement in denials:
        return matter
    claim = max(sorted(denials), key=lambda one: len(denials[one]))
    many = len(denials[claim]) >= max(MANY, len(denied) / 2)
    if not many or claim in told or claim in denied:
        return matter
    put = context.statements[claim]
    because = Reason("denied", f"{len(denials[claim])} denials deny {context.shown(put)}", (claim,))
    old = matter.proposition_statement
    instead = {claim: Reason("proposition", "the matter is put in its words")}
    if old is not None:
        was = context.statements[old]
        instead[old] = Reason("attitude", f"{was.attitude}: {context.shown(was)}")
    sides = [
        replace(side, because=(instead[side.statement],)) if side.statement in instead else side
        for side in matter.sides
    ]
    return replace(
        matter,
        id=identify("m", claim),
        sides=tuple(sides),
        proposition=proposition.passage(put, context),
        proposition_statement=claim,
        because=(*matter.because, because),
    )


def _put_by(matter: Matter) -> tuple[str, ...]:
    return (matter.proposition_statement,) if matter.proposition_statement else ()


def _made(claim: str, oppositions: Sequence[Opposition], context: Context) -> Matter:
    """A matter of one claim and what denies it, in the claim's own words."""
    put = context.statements[claim]
    because = (Reason("proposition", "the matter is put in its words"),)
    sides = [Side(claim, "affirms", 1.0, because)]
    sides += [_denying(opposition) for opposition in oppositions]
    return Matter(
        id=identify("m", claim),
        proposition=proposition.passage(put, context),
        proposition_statement=claim,
        sides=tuple(sorted(sides, key=lambda side: side.statement)),
        oppositions=tuple(sorted(oppositions, key=lambda o: (o.denial, o.claim))),
        because=(Reason("denied", "a claim and what denies it"),),
    )
