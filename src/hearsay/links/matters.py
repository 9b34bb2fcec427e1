"""Groups the statements of a story by the proposition they put, and says who stands where.

Takes a `Context` and the documents of one story, gives matters without their support and a record
of how alike the story's statements are. A statement belongs to the group it fits best, and to a
further one only if it fits that one clearly; what only points back ("these claims are false")
belongs where the statement it points to belongs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from hearsay import text
from hearsay.identity import identify
from hearsay.links import oppositions, pointing, proposition, stances
from hearsay.links.context import Context
from hearsay.links.grouping import group_rows
from hearsay.links.similarity import Matrix, features, rarity, scores
from hearsay.types import Matter, Reason, Statement

# Sweeps below: pairs together over gold/matters/train, precision and mean F1, statements as read.
# A statement joins a second matter only if it scores so much more than it needs for a first, as a
# share of what is left to 1: 0.05 .377 .203, 0.15 .387 .192, 0.3 .419 .181, never .436 .152.
SECOND_MATTER = 0.15
# No two of a group score less than this share of the mean that they need: 0 .358 .208, 0.6 .355
# .207, 0.8 .353 .212; "best fit" of the development stories .433, .446, .453.
NEVER_BELOW = 0.8
# What is demanded or promised is not thereby said to be so: this share of its score with what is
# said to be is left. 1 .405 .195, 0.8 .411 .191, 0.6 .411 .189; the stories' precision .533, .563,
# .566.
WISHED = 0.8
# A phrase without a predicate needs so much more, as a share of what is left to 1.
PHRASE = 0.5
# A member's score with the proposition itself is no less than this share of the mean that a group
# needs: 0.8 .411 .191, 0.9 .409 .188, 1 .410 .184; the stories' precision .563, .561, .569.
CENTRAL = 0.95
# So much less likeness joins a denial or a refusal to a claim, by `oppositions.aim`.
AIM_ALLOWANCE = (0.0, 0.15, 0.25)

# A denial that nothing but its words ties to a proposition must be so much more like it, as a share
# of what is left to 1: a matter is not called contested on a guess. Precision of opposed pairs, of
# statements set against one they oppose and of denials linked on the development stories: 0 .256
# .397 .302, 0.25 .256 .395 .305, 0.4 .310 .461 .412.
AIMLESS = 0.4


@dataclass(frozen=True, slots=True)
class Compared:
    """The statements of one story, in order, and how alike each two are.

    likeness: (statement, statement), the score for one proposition; cosine, contained: the same
    for whole sentences' vectors and for rare words.
    """

    statements: tuple[Statement, ...]
    row: dict[str, int]
    likeness: Matrix
    cosine: Matrix
    contained: Matrix


def compare(documents: Sequence[str], context: Context) -> Compared:
    """Compares all statements of a story; documents sorted by id."""
    chosen = tuple(s for s in context.statements.values() if s.document in set(documents))
    sentences = [
        span.of(context.documents[d].text)
        for d in documents
        for span in (context.sentences[d] or text.sentences(context.documents[d].text))
    ]
    puts = [context.put(statement) for statement in chosen]
    if not puts:
        nothing = np.zeros((0, 0))
        return Compared((), {}, nothing, nothing, nothing)
    found = features(puts, rarity(sentences))
    likeness = scores(found)
    wished = np.array([statement.attitude in {"demand", "promise"} for statement in chosen])
    likeness[wished[:, None] != wished[None, :]] *= WISHED
    return Compared(
        statements=chosen,
        row={statement.id: row for row, statement in enumerate(chosen)},
        likeness=likeness,
        cosine=found["cosine"],
        contained=found["rare words contained"],
    )


def _with_second_matters(
    groups: list[list[int]], likeness: Matrix, at_least: float
) -> list[set[int]]:
    """The groups, each with the rows of other groups that fit it clearly."""
    clearly = at_least + SECOND_MATTER * (1.0 - at_least)
    grown = []
    for group in groups:
        fits = np.flatnonzero(likeness[:, group].mean(axis=1) >= clearly)
        grown.append(set(group) | set(fits.tolist()))
    return grown


def _answers_joined(
    groups: list[list[int]], compared: Compared, context: Context, at_least: float
) -> list[list[int]]:
    """The groups, those that only deny or decline put with the claims that they fit best.

    What is aimed at a claim's speaker, or comes from whom the claim accuses, may be worded further
    from it.
    """
    answers: list[list[int]] = []
    joined: list[list[int]] = []
    for group in groups:
        attitudes = {compared.statements[row].attitude for row in group}
        (answers if attitudes <= {"deny", "decline"} else joined).append(list(group))
    claims = [list(group) for group in joined]
    for group in answers:
        best: tuple[float, int] | None = None
        for place, candidates in enumerate(claims):
            for row in group:
                said = compared.statements[row]
                for other in candidates:
                    claimed = compared.statements[other]
                    if not oppositions.deniable(said, claimed, context):
                        continue
                    aim = oppositions.aim(said, claimed, context)
                    fit = float(compared.likeness[row, other]) + AIM_ALLOWANCE[aim]
                    if best is None or fit > best[0]:
                        best = (fit, place)
        if best is not None and best[0] >= at_least:
            joined[best[1]] += group
        else:
            joined.append(group)
    return sorted(sorted(group) for group in joined)


def _echoes(compared: Compared, at_least: float) -> dict[str, int]:
    """In how many other articles something alike stands, by statement."""
    found = {}
    for row, statement in enumerate(compared.statements):
        alike = np.flatnonzero(compared.likeness[row] >= at_least)
        documents = {compared.statements[other].document for other in alike.tolist()}
        found[statement.id] = len(documents - {statement.document})
    return found


def _telling(compared: Compared, context: Context, at_least: float) -> list[int]:
    """Rows of the statements that say something by themselves.

    A phrase without a predicate is kept where a sentence elsewhere says clearly the same.
    """
    own = [
        row
        for row, statement in enumerate(compared.statements)
        if proposition.says_something(statement, context)
    ]
    said = [row for row in own if proposition.has_predicate(compared.statements[row], context)]
    clearly = at_least + PHRASE * (1.0 - at_least)
    kept = set(said)
    for row in sorted(set(own) - kept):
        statement = compared.statements[row]
        kept.update(
            row
            for other in said
            if compared.likeness[row, other] >= clearly
            and _apart([statement, compared.statements[other]])
        )
    return sorted(kept)


def _groups(
    compared: Compared, context: Context, at_least: float
) -> list[tuple[list[int], set[int], dict[int, Reason]]]:
    """Core members, all members, and for those that point there the reason."""
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in compared.statements:
        by_document[statement.document].append(statement)
    points = frozenset(s.id for s in compared.statements if pointing.is_pointing(s, context))
    pointing_rows = {compared.row[statement] for statement in points}
    pointed: dict[int, dict[int, Reason]] = defaultdict(dict)
    echoes = _echoes(compared, at_least)
    for document in sorted(by_document):
        found = pointing.antecedents(by_document[document], points, context, echoes)
        for statement_id, (other, reason) in found.items():
            pointed[compared.row[other.id]][compared.row[statement_id]] = reason
    own = [row for row in _telling(compared, context, at_least) if row not in pointing_rows]
    every = [
        [own[row] for row in group]
        for group in group_rows(
            compared.likeness[np.ix_(own, own)], at_least, NEVER_BELOW * at_least
        )
    ]
    every = _answers_joined(every, compared, context, at_least)
    cores = [group for group in every if len(group) > 1 or group[0] in pointed]
    masked = compared.likeness.copy()
    masked[sorted(set(range(len(masked))) - set(own))] = 0.0
    result = []
    for core, members in zip(cores, _with_second_matters(cores, masked, at_least), strict=True):
        members |= set(core)
        reasons: dict[int, Reason] = {}
        for row in sorted(members):
            for pointer, reason in sorted(pointed.get(row, {}).items()):
                reasons.setdefault(pointer, reason)
        result.append((core, members | reasons.keys(), reasons))
    return result


def _distinct(found: Sequence[Matter]) -> list[Matter]:
    """The matters without those whose sides are all in another one."""
    sides = [{side.statement for side in matter.sides} for matter in found]
    return [
        matter
        for i, matter in enumerate(found)
        if not any(
            i != j and sides[i] <= sides[j] and (sides[i] != sides[j] or j < i)
            for j in range(len(found))
        )
    ]


def _fits(row: int, at: int, compared: Compared, context: Context, at_least: float) -> bool:
    """Whether a member is alike enough with the one that the matter is put in."""
    member, put = compared.statements[row], compared.statements[at]
    least = CENTRAL * at_least
    if member.attitude in {"deny", "decline"}:
        aim = oppositions.aim(member, put, context)
        least = at_least + AIMLESS * (1.0 - at_least) if not aim else at_least - AIM_ALLOWANCE[aim]
    return bool(compared.likeness[row, at] >= least)


def _apart(statements: Sequence[Statement]) -> bool:
    """Whether at least two do not stand on the same words of one article."""
    return any(
        one.document != other.document
        or not any(a.overlaps(b) for a in one.content for b in other.content)
        for one, other in combinations(statements, 2)
    )


def _like_denials(
    rows: Sequence[int],
    core: Sequence[int],
    compared: Compared,
    context: Context,
    at_least: float,
) -> list[int]:
    """The core's denials that deny as a kept one does, however they fit the proposition's words."""
    denials = [row for row in core if stances.denies(compared.statements[row], context)]
    kept = [row for row in denials if row in set(rows)]
    return [row for row in denials if kept and compared.likeness[row, kept].max() >= at_least]


def _answered(
    cores: Sequence[Statement], compared: Compared, context: Context, at_least: float
) -> list[Statement]:
    """Of a group's statements those that its denials are about; all where there are none such."""
    denials = [s for s in cores if s.attitude == "deny"]
    found = [
        claim
        for claim in cores
        if claim.attitude not in {"deny", "decline"}
        and any(
            _fits(compared.row[denial.id], compared.row[claim.id], compared, context, at_least)
            and oppositions.deniable(denial, claim, context)
            for denial in denials
        )
    ]
    return found or list(cores)


def find_matters(compared: Compared, context: Context, at_least: float) -> list[Matter]:
    """The matters of a story, without support; kept are those that two statements put.

    at_least: `Settings.same_matter`, the mean score within a group.
    """
    found = []
    for core, members, pointed in _groups(compared, context, at_least):
        rows = sorted(members)
        cores = [compared.statements[row] for row in sorted(core)]
        answered = _answered(cores, compared, context, at_least)
        central = compared.likeness[np.ix_([compared.row[s.id] for s in answered], rows)]
        put = proposition.proposition_of(answered, context, central)
        put = put or proposition.denied_proposition(cores, context)
        at = compared.row[put.id]
        rows = [
            row for row in rows if row in pointed or _fits(row, at, compared, context, at_least)
        ]
        rows = sorted({*rows, *_like_denials(rows, core, compared, context, at_least)})
        sides = tuple(
            stances.side_of(
                compared.statements[row],
                put,
                context,
                0.5 if row in pointed else float(compared.likeness[row, at]),
                pointed.get(row),
            )
            for row in rows
        )
        if not _apart([context.statements[side.statement] for side in sides]):
            continue
        mean = float(compared.likeness[np.ix_(sorted(core), sorted(core))].mean())
        detail = f"{len(cores)} statements, {mean:.2f} alike on average"
        found.append(
            Matter(
                id=identify("m", put.id),
                proposition=proposition.passage(put, context),
                proposition_statement=put.id,
                sides=tuple(sorted(sides, key=lambda side: side.statement)),
                because=(Reason("same proposition", detail),),
            )
        )
    return _distinct(found)
