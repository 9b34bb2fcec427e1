"""What a case holds on a claim in anybody's words: matters, sides, statements close to it, figures.

Takes a claim in the form in which statements are compared and what a case holds (`holdings`), gives
ids and scores; grades nothing and calls nothing true. Which stories a claim may be of and how alike
it is with their statements is for `likeness`. Leaves reading the claim to `pipeline` and showing to
`web`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hearsay import text
from hearsay.links import claim_fit, figure_groups, likeness, quantities, ranges, turning, words
from hearsay.links.holdings import Held, Searched, Standing, Whole
from hearsay.links.likeness import Claim
from hearsay.types import Document, Figure, Ledger, Matter, Reason, Side, Span, Stance, Statement

# A matter comes into question where a statement in it has this score with the claim, `PUTS`; one
# whose probability (`claim_fit`) is this much less than the best one's is left out, `BEHIND`. Of
# the 276 propositions of gold/matters/train put as claims to their own story's case, by weights of
# the other stories: first matter right, matters shown that are right, claims whose matter is shown;
# the same of the 47 of dev. PUTS 0.6 .859 .787 .928, .851 .786 .894; 0.7 .859 .797 .928, .851 .786
# .894; 0.75 .848 .809 .928, .851 .823 .894; 0.805 .844 .811 .906, .830 .825 .872. BEHIND 0.08 .848
# .820 .913, 0.12 .848 .802 .931, 0.15 .848 .784 .931.
PUTS, BEHIND = 0.75, 0.1
# A statement that stands in no matter is shown where it scores no more than this below the best.
# Chosen.
CLOSE_BEHIND = 0.15
# Below this score with the claim a statement of a matter that the claim touches is not held to say
# what the claim says: of the sentences that readers put under a claim .83 score more, of the others
# in a story .21; at 0.4 .90 and .38, at 0.6 .72 and .12.
ALIKE = 0.5
# Quantities shown for one number of a claim.
QUANTITIES = 3
# More than this share of the claim's telling words must stand in one of the sentences of a
# quantity: half of "nine people drowned in Osk" is any drowning. Chosen, not measured.
WORDS_BESIDE = 0.5

_TURNED: dict[Stance, Stance] = {
    "affirms": "denies",
    "denies": "affirms",
    "leaves_open": "leaves_open",
}


@dataclass(frozen=True, slots=True)
class Touched:
    """A matter that a claim touches.

    likeness: the score of the claim with the matter's words or the best of its statements, 0 to 1.
    turned: the claim says that what the matter puts is not so, so that who affirms the matter
    contradicts the claim. unsure: one of the two negates, and whether that turns them against each
    other is for a reader. sides: where each statement stands on the *claim*, in the order of the
    matter's. alike: the score of the claim with each statement that was compared. first,
    first_against: the statements that say so, or say that it is not so, earliest
    of those that have a date.
    """

    matter: str
    likeness: float
    turned: bool
    unsure: bool
    sides: tuple[Side, ...]
    alike: tuple[tuple[str, float], ...] = ()
    first: str | None = None
    first_against: str | None = None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Close:
    """A statement like the claim that stands in no matter."""

    statement: str
    likeness: float
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures of one quantity that a number of the claim may be of, and how they go with it.

    agree: those that allow the claim's number; differ: those that do not; the rest give none.
    """

    claimed: Figure
    likeness: float
    figures: tuple[str, ...]
    agree: tuple[str, ...]
    differ: tuple[str, ...]
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """All that a case holds on a claim; what is most like it first.

    searched: how many documents, their first and last date. unknown: names and telling words of
    the claim that stand in none of them.
    """

    claim: Claim
    searched: Searched
    unknown: tuple[str, ...] = ()
    matters: tuple[Touched, ...] = ()
    close: tuple[Close, ...] = ()
    figures: tuple[Counted, ...] = ()


class _Part:
    """Some records looked up by id, for as long as a check takes."""

    def __init__(self, ledger: Ledger) -> None:
        self.documents = {document.id: document for document in ledger.documents}
        self.figures = {figure.id: figure for figure in ledger.figures}
        self.matters = {matter.id: matter for matter in ledger.matters}
        self.statements = {statement.id: statement for statement in ledger.statements}
        self._sentences: dict[str, list[Span]] = {}

    def sentences(self, document: str) -> list[Span]:
        """The sentences of an article, cut once."""
        if document not in self._sentences:
            self._sentences[document] = text.sentences(self.documents[document].text)
        return self._sentences[document]

    def beside(self, figure: Figure) -> set[str]:
        """The stems of the telling words of the sentence that holds a figure."""
        for span in self.sentences(figure.document):
            if span.overlaps(figure.span):
                return set(words.content_words(span.of(self.documents[figure.document].text)))
        return set()

    def place_of_figure(self, figure: str) -> tuple[str, str, int]:
        """By date, then by where it stands."""
        one = self.figures[figure]
        return self.documents[one.document].published or "9", one.document, one.span.start

    def words(self, statement: Statement) -> str:
        document = self.documents[statement.document].text
        return " ".join(span.of(document) for span in statement.content)


def check(
    claim: Claim,
    ledger: Ledger,
    vectors: Mapping[str, bytes],
    found: Iterable[str] | None = (),
) -> Checked:
    """What a ledger holds on a claim.

    vectors: by statement id, as in `Analysis.vectors`; without one, words alone are compared.
    found: ids of the statements that a full-text search for the claim's words gave, None where
    these are too many to tell anything.
    """
    return answer(claim, Whole(ledger, vectors, found))[0]


def answer(claim: Claim, held: Held) -> tuple[Checked, Ledger]:
    """What a case holds on a claim, and a ledger with all the records that this names.

    held: one state of a case; the answer is the same whoever answers for it.
    """
    stories = likeness.stories(claim, held)
    scores = likeness.scores(claim, held, stories)
    alike = {one: score for one, score in scores.items() if score >= PUTS}
    standing = held.standing(alike)
    fits = _fitting(standing, scores)
    least = max([PUTS, *(score - CLOSE_BEHIND for score in scores.values())])
    taken = {one for matter in standing for one in matter.statements}
    close = {one: alike[one] for one in alike if alike[one] >= least and one not in taken}
    counted = _counted(claim, _Part(held.figures_in(stories))) if claim.figures else []
    figures = [figure for one in counted for figure in one.figures]
    ledger = held.part(fits, close, figures)
    part = _Part(ledger)
    touched = [
        _with_sides(claim, part.matters[matter], scored, part) for matter, scored in fits.items()
    ]
    checked = Checked(
        claim=claim,
        searched=held.searched(),
        unknown=_unknown(claim, held),
        matters=tuple(touched),
        close=tuple(
            Close(one, round(score, 2), (_alike(score, one, part),))
            for one, score in sorted(close.items(), key=lambda c: (-round(c[1], 2), c[0]))
        ),
        figures=tuple(counted),
    )
    return checked, ledger


def _unknown(claim: Claim, held: Held) -> tuple[str, ...]:
    """Words of the claim, as written, that stand in no article; figures and small words aside."""
    stems = {
        word: found[0]
        for word in words.WORD.findall(claim.words)
        if (found := words.content_words(word))
    }
    lacking = held.lacking(set(stems.values()))
    return tuple(word for word, stem in stems.items() if stem in lacking)


def _alike(score: float, statement: str, case: _Part) -> Reason:
    shown = " ".join(case.words(case.statements[statement]).split())
    short = shown if len(shown) <= 60 else f"{shown[:59]}…"
    return Reason(
        "same proposition", f"the claim is {score:.2f} alike with “{short}”", (statement,)
    )


def _fitting(
    standing: Iterable[Standing], scores: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """The matters that the claim touches, the likeliest first, those far behind it left out; with
    the scores of the statements that were compared. standing: each holds one that scores `PUTS`."""
    fits: dict[str, float] = {}
    found: dict[str, dict[str, float]] = {}
    for matter in standing:
        scored = {one: scores[one] for one in matter.statements if one in scores}
        fits[matter.matter] = claim_fit.chance(scored, scores.get(matter.proposition or ""))
        found[matter.matter] = scored
    least = max(fits.values(), default=0.0) - BEHIND
    kept = [one for one in fits if fits[one] >= least]
    kept.sort(key=lambda one: (-round(fits[one], 6), one))
    return {one: found[one] for one in kept}


def _with_sides(claim: Claim, matter: Matter, scored: Mapping[str, float], case: _Part) -> Touched:
    best = min(scored, key=lambda one: (-scored[one], one))
    because = [_alike(scored[best], best, case)]
    against = turning.turned(claim.words, matter.proposition)
    if against is not None:
        because.append(against)
    sides = tuple(_to_claim(side, claim, against is not None, case) for side in matter.sides)
    apart = turning.negation(claim.words) is None, turning.negation(matter.proposition) is None
    return Touched(
        matter=matter.id,
        likeness=round(scored[best], 2),
        turned=against is not None,
        unsure=against is None and apart[0] != apart[1],
        sides=sides,
        alike=tuple((one, round(scored[one], 2)) for one in sorted(scored)),
        first=_first(sides, "affirms", case, {} if against else scored),
        first_against=_first(sides, "denies", case, scored if against else {}),
        because=tuple(because),
    )


# Words of a cue that deny what follows: the content is then what is denied.
_DENYING = re.compile(r"\b(?:den(?:y|ie|ial)|reject|dismiss|refut|rebut|disput)", re.IGNORECASE)


def _to_claim(side: Side, claim: Claim, against: bool, case: _Part) -> Side:
    """Where a statement stands on the claim: as its own words tell, else as on the matter.

    Its own words are heard where a claim that negates turned the matter, and where a denial answers
    a claim that does not negate: nobody who denies it is quoted as saying so. Of gold/matters/train
    with claims negated .78 of 115 sides are right so; all words heard with claims as they are,
    .79 of 921, the matters' own .83.
    """
    stance = _TURNED[side.stance] if against else side.stance
    statement = case.statements.get(side.statement)
    heard = against or (
        statement is not None
        and statement.attitude == "deny"
        and turning.negation(claim.words) is None
    )
    if statement is not None and heard and stance != "leaves_open":
        document = case.documents[statement.document].text
        cue = " ".join(span.of(document) for span in statement.cue)
        denied = statement.attitude == "deny" and bool(_DENYING.search(cue))
        for own in sorted(
            (span.of(document) for span in statement.content),
            key=lambda part: -turning.shared(claim.words, part),
        ):
            # a denial that shows neither in the cue nor in the words is left to the matter
            shows = statement.attitude != "deny" or denied or turning.polarity(own, claim.words)
            told = turning.says_so(claim.words, own, denied=denied) if shows else None
            if told is not None:
                so, why = told
                stance = "affirms" if so else "denies"
                return replace(side, stance=stance, because=(*side.because, why))
    return replace(side, stance=stance)


def when(statement: Statement, document: Document) -> str | None:
    """The day on which something was said, else that on which it was published, as far as known."""
    known = [date for date in (statement.said_on, document.published) if date]
    whole = [date for date in known if len(date) == len("2024-10-04")]
    return next(iter(whole or known), None)


def _first(
    sides: Sequence[Side], stance: Stance, case: _Part, scored: Mapping[str, float]
) -> str | None:
    """The earliest dated statement of a stance; of one day, that of the earlier article.

    Those that `scored` tells to be unlike the claim are passed over.
    """
    dated = []
    for side in sides:
        statement = case.statements.get(side.statement)
        if statement is None or side.stance != stance or scored.get(side.statement, 1.0) < ALIKE:
            continue
        document = case.documents[statement.document]
        date = when(statement, document)
        if date is not None:
            place = (date, document.published or "9", document.id, statement.content[0].start)
            dated.append((place, statement.id))
    return min(dated)[1] if dated else None


def _counted(claim: Claim, case: _Part) -> list[Counted]:
    """For each number of the claim, the quantities of its stories that it may be of.

    They measure the same, and count the same where both say what. First those that one of the
    figures gives as the claim does, then by how many of the claim's words stand beside them.
    """
    told = set(words.content_words(claim.words))
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(case.figures.values(), key=lambda one: one.id):
        groups[figure.group or figure.id].append(figure)
    result = []
    for claimed in claim.figures:
        ranked = []
        for name, group in sorted(groups.items()):
            members = [one for one in group if _measures_alike(claimed, one)]
            if not members or not ranges.told(claimed):
                continue
            agree, differ = _beside(claimed, group)
            near = max(len(told & case.beside(one)) / max(1, len(told)) for one in members)
            if near <= WORDS_BESIDE:
                continue
            ids = tuple(sorted((f.id for f in group), key=case.place_of_figure))
            because = Reason("one measure", f"{near:.0%} of the claim's words stand beside it")
            counted = Counted(claimed, round(near, 2), ids, agree, differ, (because,))
            ranked.append(((not agree, -round(near, 2), -len(group), name), counted))
        ranked.sort(key=lambda one: one[0])
        result += [counted for _, counted in ranked[:QUANTITIES]]
    return result


def _beside(claimed: Figure, group: Sequence[Figure]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The figures of a quantity that allow a number, and those that do not.

    Parts of one total count as their sum; what gives no number, or a vague one, counts as neither.
    """
    parts: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in group:
        summed = [r.refs for r in figure.because if r.rule == figure_groups.PARTS]
        parts[summed[0] if summed else (figure.id,)].append(figure)
    agree: list[str] = []
    differ: list[str] = []
    for _, together in sorted(parts.items()):
        if all(ranges.told(one) and one.qualifier != "vague" for one in together):
            apart = ranges.total_disagrees(together, claimed)
            (differ if apart else agree).extend(one.id for one in together)
    return tuple(agree), tuple(differ)


def _measures_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may count the same: one measure, and no two kinds of things."""
    heads = quantities.head_of(one), quantities.head_of(other)
    return one.measure == other.measure and (heads[0] == heads[1] or "" in heads)
