"""Which statement denies which, within one matter.

Takes the sides of a matter, gives oppositions from a denial to each claim of another party that
puts what it denies. A denial set against the wrong claim is the worst error here, so a claim must
score high with the denial itself, or with the claim that the denial points back to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hearsay.links.context import Context
from hearsay.links.similarity import Matrix
from hearsay.types import Opposition, Reason, Side, Statement

# How much less than for one matter a denial and a claim must score, since a denial is worded
# otherwise than what it denies; only for claims of whom it is aimed at.
DENIAL_ALLOWANCE = 0.06


def _confidence(score: float, *, aimed: bool) -> float:
    """Roughly how often a link was right on the development stories.

    Right were 72 % of links to whom a denial is aimed at, 41 % of others; the score says little.
    """
    return round(min(0.9, (0.55 if aimed else 0.25) + 0.4 * max(0.0, score - 0.5)), 2)


def _claim_reached(side: Side, row: Mapping[str, int]) -> int:
    """The row to compare with claims: the denial's own, or what it points back to."""
    for reason in side.because:
        if reason.rule == "points back":
            return row[reason.refs[0]]
    return row[side.statement]


def _deniable(said: Statement, claimed: Statement, context: Context) -> bool:
    """Whether a claim may be what a denial denies, by who made it and whom the denial is aimed at.

    Where a denial is aimed at somebody, nobody else who is named made the claim that it denies.
    """
    if claimed.attitude in {"deny", "decline", "demand", "promise"}:
        return False
    party = context.party(said)
    if party is not None and party == context.party(claimed) and "retracts" not in said.flags:
        return False
    if said.target and claimed.speaker is not None:
        return any(context.related(claimed.speaker, target) for target in said.target)
    return True


def find_oppositions(
    sides: Sequence[Side],
    row: Mapping[str, int],
    likeness: Matrix,
    context: Context,
    at_least: float,
) -> tuple[Opposition, ...]:
    """All oppositions of a matter, by denial and claim.

    Only what is denied in so many words counts: a side that merely puts something incompatible
    denies no statement.
    """
    found = []
    for denial in sides:
        said = context.statements[denial.statement]
        if denial.stance != "denies" or said.attitude != "deny":
            continue
        reached = _claim_reached(denial, row)
        points = reached != row[denial.statement]
        scored = []
        for claim in sides:
            claimed = context.statements[claim.statement]
            if claim.stance != "affirms" or not _deniable(said, claimed, context):
                continue
            aimed = claimed.speaker is not None and claimed.speaker in said.target
            score = float(likeness[reached, row[claim.statement]])
            if score >= at_least - DENIAL_ALLOWANCE * aimed:
                scored.append((score, aimed, claimed))
        for score, aimed, claimed in scored:
            because = [reason for reason in denial.because if reason.rule != "same proposition"]
            if not points:
                detail = f"{score:.2f} alike with {context.shown(claimed)}"
                because.append(Reason("same proposition", detail, (claimed.id,)))
            if aimed:
                name = context.name(claimed.speaker or "")
                because.append(Reason("target", f"the denial is aimed at {name}"))
            found.append(
                Opposition(said.id, claimed.id, _confidence(score, aimed=aimed), tuple(because))
            )
    return tuple(sorted(found, key=lambda o: (o.denial, o.claim)))
