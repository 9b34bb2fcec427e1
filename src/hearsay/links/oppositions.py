"""Which statement denies which, within one matter.

Takes the sides of a matter, gives oppositions from a denial to each claim of another party that
puts what it denies. A denial set against the wrong claim is the worst error here, so a claim must
score high with the denial itself, or with the claim that the denial points back to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hearsay.links import proposition, words
from hearsay.links.context import Context
from hearsay.links.similarity import Matrix
from hearsay.types import Opposition, Reason, Side, Statement

# A claim must score so much with a denial, by how it is aimed; where nothing tells whom a denial is
# aimed at, only very like words do.
LEAST = (0.75, 0.55, 0.4)
# Of what a denial points back to, so much of the score is left; what repeats it scores at least so.
POINTED, SAME_WORDS = 0.7, 0.85
# What a denial points back to is a guess: of four links of aimed ones, two were right.
MOST_IF_POINTED = 0.45
# Of one denial, no more claims than these.
MOST_CLAIMS = 3


def aim(said: Statement, claimed: Statement, context: Context) -> int:
    """How many of two signs tell that an answer is aimed at a claim.

    That the claim's speaker is whom the answer turns on, and that the answer comes from whom the
    claim accuses.
    """
    signs = 0
    if claimed.speaker is not None:
        signs += context.turns_on(said, claimed.speaker)
    if said.speaker is not None:
        accused = (*claimed.target, *(claimed.about if claimed.attitude == "accuse" else ()))
        signs += any(context.related(said.speaker, actor) for actor in accused)
    return signs


def _confidence(score: float, aimed: int, *, points: bool) -> float:
    """How far a link may be trusted; above 0.5 only where something tells whom a denial turns on.

    On the development stories 19 of 57 links from like words alone or from pointing back were
    right; only two denials there name whose claim they turn on in words of their own.
    """
    sure = min(0.9, (0.1, 0.35, 0.5)[aimed] + 0.35 * score)
    return round(min(sure, MOST_IF_POINTED) if points else sure, 2)


def _claim_reached(side: Side, row: Mapping[str, int]) -> int:
    """The row to compare with claims: the denial's own, or what it points back to."""
    for reason in side.because:
        if reason.rule == "points back":
            return row[reason.refs[0]]
    return row[side.statement]


def deniable(said: Statement, claimed: Statement, context: Context) -> bool:
    """Whether a claim may be what a denial denies, by who made it and what it says.

    Where a denial is aimed at somebody, nobody else who is named made the claim that it denies.
    What says nothing of anything is no claim, nor do two that both negate deny each other.
    """
    if claimed.attitude in {"deny", "decline", "demand", "promise"}:
        return False
    party = context.party(said)
    if party is not None and party == context.party(claimed) and "retracts" not in said.flags:
        return False
    own = context.words(claimed)
    if not proposition.has_predicate(claimed, context) or len(words.content_words(own)) < 2:
        return False
    if words.negations(own) and words.negations(context.words(said)):
        return False
    if said.target and claimed.speaker is not None:
        return any(context.related(claimed.speaker, target) for target in said.target)
    return True


def find_oppositions(
    sides: Sequence[Side],
    row: Mapping[str, int],
    likeness: Matrix,
    context: Context,
) -> tuple[Opposition, ...]:
    """All oppositions of a matter, by denial and claim.

    Only what is denied in so many words counts: a side that merely puts something incompatible
    denies no statement.
    """
    found = []
    for denial in sides:
        said = context.statements[denial.statement]
        in_words = any(reason.rule == "called untrue" for reason in denial.because)
        if denial.stance != "denies" or not (said.attitude == "deny" or in_words):
            continue
        reached = _claim_reached(denial, row)
        points = reached != row[denial.statement]
        scored = []
        for claim in sides:
            claimed = context.statements[claim.statement]
            if claim.stance != "affirms" or not deniable(said, claimed, context):
                continue
            aimed = aim(said, claimed, context)
            score = float(likeness[reached, row[claim.statement]])
            if points:
                # It tells nothing of its own: only what it points to, and what repeats that.
                score *= POINTED
            if score >= (LEAST[aimed] if not points else POINTED * SAME_WORDS):
                scored.append((_confidence(score, aimed, points=points), score, aimed, claimed))
        scored.sort(key=lambda one: (-one[0], -one[1], one[3].id))
        for confidence, score, aimed, claimed in scored[:MOST_CLAIMS]:
            because = [reason for reason in denial.because if reason.rule != "same proposition"]
            if not points:
                detail = f"{score:.2f} alike with {context.shown(claimed)}"
                because.append(Reason("same proposition", detail, (claimed.id,)))
            if aimed:
                detail = "aimed at the one who claims it, or by the one accused"
                because.append(Reason("target", detail, (claimed.id,)))
            found.append(Opposition(said.id, claimed.id, confidence, tuple(because)))
    return tuple(sorted(found, key=lambda o: (o.denial, o.claim)))
