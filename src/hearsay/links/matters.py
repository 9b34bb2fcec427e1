"""Groups the statements of a story by the proposition they put, and says who stands where.

Takes a `Context` and the documents of one story, gives matters without their support and a record
of how alike the story's statements are. A matter is grown around a statement that many others are
like, and holds all that is like its heart; a statement may stand in several. What only points back
("these claims are false") belongs where the statement it points to belongs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from hearsay import text
from hearsay.identity import identify
from hearsay.links import oppositions, pointing, proposition, stances, words
from hearsay.links.context import Context
from hearsay.links.denial_features import only_a_part
from hearsay.links.grouping import Centred, around_centres
from hearsay.links.similarity import Matrix, compared, rarity
from hearsay.links.subjects import Subjects
from hearsay.steps import named_claims, rejoinders, verdicts
from hearsay.types import Matter, Reason, Statement

# Sweeps below: F1 of pairs together in gold/matters train and dev, statement by statement, and on
# the stories with the readers' statements and as read.
# A matter is measured by so many of its statements that are most like the others. 3 .349 .367 .437
# .286, 6 .351 .374 .410 .255, 12 .344 .373 .450 .252; with the present vectors 6 .292 .318 .570
# .403, 8 .288 .323 .574 .400.
HEART = 6
# A group of which a larger share stands in an earlier one is no matter of its own. 0.5 .322 .358
# .480 .238, 0.6 .328 .366 .482 .256, 0.8 .334 .369 .485 .274. Five articles have 85 matters with
# 0.8. To make one of groups that share two thirds of the smaller leaves 60 and gives the stories
# .504 .277 instead of .492 .318, the quotes of train and dev .274 .274 instead of .286 .293.
# With the present vectors 0.6 .282 .292 .569 .396,
# 0.8 .292 .318 .570 .403, 0.9 .293 .328 .569 .404.
DISTINCT = 0.8
# Within a broad matter a narrower one is told apart by so much more likeness, as a share of what is
# left to 1: "best fit" of the four without narrow ones .52 .55 .42 .48, with 0.3 .563 .609 .503
# .499, with 0.45 .580 .633 .545 .533, with 0.6 .581 .628 .562 .546; with the present vectors, the
# stories given and as read, 0.45 .550 .576, 0.6 .574 .601, 0.7 .598 .599, 0.75 .610 .599, 0.8 .606
# .589.
NARROW = 0.75
# It is left out if this share of the statements of either is in both. "Best fit" with 0.3 .528 .568
# .488 .473, 0.4 .540 .594 .510 .505, 0.6 .554 .599 .539 .517; with the present vectors, as above,
# 0.5 .572 .597, 0.6 .574 .601, 0.7 .580 .603.
SAME_MATTER = 0.7
# A phrase without a predicate needs so much more likeness to a sentence that says the same, as a
# share of what is left to 1, for a matter to grow around it. Without any such the pairs of the
# stories as read fall from 0.318 to 0.274.
PHRASE = 0.5
# What denies is left out of a matter where it is less alike than this with the proposition itself:
# it denies something near. F1 of pairs opposed on the stories given, as read, and the quotes of
# train: without .488 .298 .110, 0.5 .489 .298 .110, 0.65 .490 .295 .111, 0.75 .476 .287 .114; with
# the present vectors 0.65 .493 .308 .106, 0.8 .501 .306 .104; as statements are read now 0.8 .520
# .329 .104, 0.84 .514 .326 .100, 0.88 .507 .324 .099. On the seeds, with 0.65, "we allow
# nobody to use our soil" denied that talks would be strained.
DENIED = 0.8
# An outlet's own sentence needs so much more, as a share of what is left to 1. Share of the
# statements kept in gold/matters dev that are such, and of its sides that are found: 0 .37 .838,
# 0.15 .35 .822, 0.3 .34 .799, 0.4 .32 .776; with the present vectors 0.2 .33 .799, 0.4 .29 .758.
OWN = 0.2


@dataclass(frozen=True, slots=True)
class Compared:
    """The statements of one story, in order, and how alike each two are.

    likeness: (statement, statement), the score for one proposition; cosine, off_mean, contained,
    overlap: the same for vectors, plain and without the story's mean, and for rare words.
    """

    statements: tuple[Statement, ...]
    row: dict[str, int]
    likeness: Matrix
    cosine: Matrix
    contained: Matrix
    off_mean: Matrix
    overlap: Matrix


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of one matter. core: those it is measured by. fit: by row, how well it fits.
    pointed: of those that only point here, the reason."""

    core: tuple[int, ...]
    fit: Mapping[int, float]
    pointed: Mapping[int, Reason]

    @property
    def rows(self) -> list[int]:
        return sorted({*self.fit, *self.pointed})


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
        return Compared((), {}, nothing, nothing, nothing, nothing, nothing)
    alike = compared(puts, rarity(sentences))
    return Compared(
        statements=chosen,
        row={statement.id: row for row, statement in enumerate(chosen)},
        likeness=alike.score,
        cosine=alike.cosine,
        contained=alike.contained,
        off_mean=alike.off_mean,
        overlap=alike.overlap,
    )


def _telling(compared: Compared, context: Context, at_least: float) -> set[int]:
    """Rows of the statements that say something by themselves.

    A phrase without a predicate does where a sentence elsewhere says clearly the same.
    """
    own = {
        row
        for row, statement in enumerate(compared.statements)
        if proposition.says_something(statement, context)
    }
    said = {row for row in own if proposition.has_predicate(compared.statements[row], context)}
    clearly = at_least + PHRASE * (1.0 - at_least)
    echoed = {
        row
        for row in own - said
        for other in sorted(said)
        if compared.likeness[row, other] >= clearly
        and _apart([compared.statements[row], compared.statements[other]])
    }
    return said | echoed


def _claim_met(pointer: Statement, claim: Statement, context: Context) -> int:
    """How well a claim fits what points back to something said; 0 if it cannot be that.

    Nobody denies what their own party claims. A claim by whom the pointer answers counts most, then
    one that accuses the pointer's speaker, or anybody.
    """
    if claim.attitude in {"deny", "decline", "demand", "promise"}:
        return 0
    party = context.party(pointer)
    if pointer.attitude in {"deny", "decline"} and party and context.party(claim) == party:
        return 0
    worth = 1 + (claim.attitude == "accuse")
    worth += 2 * (claim.speaker is not None and context.turns_on(pointer, claim.speaker))
    accused = pointer.speaker is not None and any(
        context.related(pointer.speaker, target) for target in claim.target
    )
    return worth + accused


def _pointers(points: Sequence[int], compared: Compared, context: Context) -> list[list[int]]:
    """Rows that only point back, those together that answer one claimant or come of one party."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in points:
        statement = compared.statements[row]
        party = context.party(statement)
        if statement.attitude == "deny" and statement.target:
            key = ("answers", *sorted(statement.target))
        else:
            key = ("party", party) if party is not None else ("alone", statement.id)
        found[key].append(row)
    return [found[key] for key in sorted(found)]


def _joined_pointers(
    groups: Sequence[_Group], points: Sequence[int], compared: Compared, context: Context
) -> list[_Group]:
    """The groups with what points to them.

    What answers one claimant in many articles ("no truth to it") answers one claim: it goes where
    most of its articles have such a claim, of two such to the larger matter.
    """
    added: dict[int, dict[int, Reason]] = defaultdict(dict)
    for pointers in _pointers(points, compared, context):
        votes: Counter[int] = Counter()
        best: dict[tuple[int, int], tuple[int, int, int]] = {}
        for row in pointers:
            pointer = compared.statements[row]
            for place, group in enumerate(groups):
                fits = [
                    (-worth, abs(row - other), other)
                    for other in group.fit
                    if compared.statements[other].document == pointer.document
                    and (worth := _claim_met(pointer, compared.statements[other], context))
                ]
                if fits:
                    best[row, place] = min(fits)
                    votes[place] += len(fits)
        if not votes:
            continue
        chosen = min(votes, key=lambda place: (-votes[place], -len(groups[place].fit), place))
        for row in pointers:
            shown = context.shown(compared.statements[row])
            if (row, chosen) in best:
                claim = compared.statements[best[row, chosen][2]]
                detail = f"{shown} points to {context.shown(claim)}"
                added[chosen][row] = Reason("points back", detail, (claim.id,))
    return [
        _Group(group.core, group.fit, added.get(place, {})) for place, group in enumerate(groups)
    ]


def _groups(compared: Compared, context: Context, at_least: float) -> list[_Group]:
    """The groups of a story's statements, the broad ones first.

    What only points back joins through what it points to. What tells nothing by itself joins what
    it is like, but nothing is grown around it.
    """
    points = [
        row
        for row, statement in enumerate(compared.statements)
        if (statement.voice != "outlet" or verdicts.is_verdict(statement))
        and pointing.is_pointing(statement, context)
    ]
    rows = [
        row
        for row, statement in enumerate(compared.statements)
        if row not in set(points) and words.content_words(context.words(statement))
    ]
    telling = _telling(compared, context, at_least)
    # a denial told with the claim it denies ("a charge that Veld denies") is of its matter, but the
    # claim is what others are like. Of the stories as read, together and opposed: .456 .321
    # without, .455 .333 so.
    named = {named_claims.denial_of(statement) for statement in compared.statements}
    centres = [
        place
        for place, row in enumerate(rows)
        if row in telling
        and compared.statements[row].id not in named
        and not rejoinders.is_rejoinder(compared.statements[row])
    ]
    needed = {
        row: at_least + OWN * (1.0 - at_least)
        for row in rows
        if compared.statements[row].voice == "outlet"
    }
    likeness = compared.likeness[np.ix_(rows, rows)]

    def grown(least: float) -> list[_Group]:
        found = around_centres(likeness, least, HEART, DISTINCT, centres)
        return [_of(group, rows, needed) for group in found]

    broad = _joined_pointers(grown(at_least), points, compared, context)
    narrow = grown(at_least + NARROW * (1.0 - at_least))
    return broad + [
        group for group in narrow if not any(_much_the_same(group, other) for other in broad)
    ]


def _much_the_same(group: _Group, other: _Group) -> bool:
    common = len(group.fit.keys() & other.fit.keys())
    return common > SAME_MATTER * len(group.fit.keys() | other.fit.keys())


def _of(group: Centred, rows: Sequence[int], needed: Mapping[int, float]) -> _Group:
    """A group by the story's rows, without those that need a better fit than they have."""
    fit = {rows[place]: float(group.fit[place]) for place in group.rows}
    kept = {row: value for row, value in fit.items() if value >= needed.get(row, 0.0)}
    return _Group(tuple(rows[place] for place in group.core), kept, {})


def _apart(statements: Sequence[Statement]) -> bool:
    """Whether at least two do not stand on the same words of one article, nor are all one outlet's
    own."""
    if all(s.voice == "outlet" for s in statements) and len({s.document for s in statements}) < 2:
        return False
    return any(
        one.document != other.document
        or not any(a.overlaps(b) for a in one.content for b in other.content)
        for one, other in combinations(statements, 2)
    )


def _answered(
    cores: Sequence[Statement], rows: Sequence[int], compared: Compared, context: Context
) -> list[Statement]:
    """Of a group's heart the claims that its denials may be about; all where there are none."""
    denials = [
        compared.statements[row] for row in rows if compared.statements[row].attitude == "deny"
    ]
    found = [
        claim
        for claim in cores
        if claim.attitude not in {"deny", "decline"}
        and any(oppositions.deniable(denial, claim, context) for denial in denials)
    ]
    return found or list(cores)


def _plainer(
    group: _Group, compared: Compared, context: Context, told: Set[str]
) -> Statement | None:
    """Of all of a group the statement whose words are a whole sentence and tell best what it is
    about, where its heart has none; none that puts a matter already."""
    fitting = [
        (row, compared.statements[row])
        for row in group.fit
        if proposition.complete(shown := proposition.passage(compared.statements[row], context))
        and shown.casefold() not in told
    ]
    likeness = compared.likeness[np.ix_([row for row, _ in fitting], group.rows)]
    return proposition.proposition_of([one for _, one in fitting], context, likeness)


def find_matters(compared: Compared, context: Context, at_least: float) -> list[Matter]:
    """The matters of a story, without support; kept are those that two statements put.

    at_least: `Settings.same_matter`, the mean score with the heart of a matter.
    """
    found: dict[str, Matter] = {}
    told: set[str] = set()
    subjects = Subjects(context)
    for group in _groups(compared, context, at_least):
        rows = group.rows
        if not _apart([compared.statements[row] for row in rows]):
            continue
        cores = [compared.statements[row] for row in group.core]
        # several speakers may have said one sentence: no two matters are put in the same words
        cores = [s for s in cores if proposition.passage(s, context).casefold() not in told]
        if not cores:
            continue
        answered = _answered(cores, rows, compared, context)
        central = compared.likeness[np.ix_([compared.row[s.id] for s in answered], rows)]
        put = proposition.proposition_of(answered, context, central)
        if put is None or not proposition.complete(proposition.passage(put, context)):
            put = _plainer(group, compared, context, told) or put
        put = put or proposition.denied_proposition(cores, context)
        at = compared.row[put.id]
        sides = tuple(
            stances.side_of(
                compared.statements[row],
                put,
                context,
                0.5 if row in group.pointed else float(compared.likeness[row, at]),
                group.pointed.get(row),
            )
            for row in rows
        )
        pointed = {compared.statements[row].id for row in group.pointed}
        sides = tuple(
            side
            for side in sides
            if side.stance != "denies"
            or side.statement in pointed | {put.id}
            or (
                side.confidence >= DENIED
                and not subjects.differ(context.statements[side.statement], put)
                and not only_a_part(context.statements[side.statement], put, context)
            )
        )
        if not _apart([context.statements[side.statement] for side in sides]):
            continue
        mean = float(np.mean(list(group.fit.values())))
        detail = f"{len(group.fit)} statements, {mean:.2f} alike on average"
        matter = Matter(
            id=identify("m", put.id),
            proposition=proposition.passage(put, context),
            proposition_statement=put.id,
            sides=tuple(sorted(sides, key=lambda side: side.statement)),
            because=(Reason("same proposition", detail),),
        )
        told.add(matter.proposition.casefold())
        found[matter.id] = matter
    return list(found.values())
