"""Which statement denies which, within one matter.

Takes the sides of a matter, gives oppositions from a denial to each claim of another party that
puts what it denies. A denial set against the wrong claim is the worst error here, so a claim must
score high with the denial itself, or with the claim that the denial points back to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hearsay.links.context import Context
from hearsay.links.similarity import Matrix
from hearsay.types import Opposition, Reason, Side

# How much less than for one matter a denial and a claim must score, since a denial is worded
# otherwise than what it denies.
DENIAL_ALLOWANCE = 0.06


def _claim_reached(side: Side, row: Mapping[str, int]) -> int:
    """The row to compare with claims: the denial's own, or what it points back to."""
    for reason in side.because:
        if reason.rule == "points back":
            return row[reason.refs[0]]
    return row[side.statement]


def find_oppositions(
    sides: Sequence[Side],
    row: Mapping[str, int],
    likeness: Matrix,
    context: Context,
    at_least: float,
) -> tuple[Opposition, ...]:
    """All oppositions of a matter, by denial and claim."""
    found = []
    for denial in sides:
        if denial.stance != "denies":
            continue
        said = context.statements[denial.statement]
        reached = _claim_reached(denial, row)
        points = reached != row[denial.statement]
        for claim in sides:
            claimed = context.statements[claim.statement]
            if claim.stance != "affirms" or claimed.attitude in {"deny", "decline"}:
                continue
            party = context.party(said)
            if (
                party is not None
                and party == context.party(claimed)
                and "retracts" not in said.flags
            ):
                continue
            score = float(likeness[reached, row[claim.statement]])
            aimed = claimed.speaker is not None and claimed.speaker in said.target
            if score < at_least - DENIAL_ALLOWANCE * (1 + aimed):
                continue
            because = [reason for reason in denial.because if reason.rule != "same proposition"]
            if not points:
                detail = f"{score:.2f} alike with {context.shown(claimed)}"
                because.append(Reason("same proposition", detail, (claim.statement,)))
            if aimed:
                name = context.name(claimed.speaker or "")
                because.append(Reason("target", f"the denial is aimed at {name}"))
            confidence = round(min(0.95, score * (0.9 if points else 1.0) + 0.05 * aimed), 2)
            found.append(Opposition(denial.statement, claim.statement, confidence, tuple(because)))
    return tuple(sorted(found, key=lambda o: (o.denial, o.claim)))
