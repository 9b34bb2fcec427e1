"""What a case holds on a claim in anybody's words: matters, sides, statements close to it, figures.

Takes a ledger, its statements' vectors and a claim put into the same form, gives ids and scores;
grades nothing and calls nothing true. A claim is compared as two statements of a story are: by the
features and weights of `similarity`, with the story's own rarity of words and its mean vector.
Candidates come from an exact search over all vectors (100,000 statements of 384 bytes are 38 MB and
one product of matrices, so no index is needed) and from what a full-text search found. Leaves
reading the claim to `pipeline` and showing to `web`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

import numpy as np

from hearsay import text
from hearsay.links import figure_groups, quantities, ranges, similarity, turning, words
from hearsay.links.similarity import Put
from hearsay.types import Document, Figure, Ledger, Matter, Reason, Side, Stance, Statement

Searched = tuple[int, str | None, str | None]

# Statements that the search over all vectors hands on, and the stories they may come from. A story
# of five articles has some 200 statements; more stories than these only for a claim of nothing.
CANDIDATES = 200
STORIES = 6
# Statements of one story that a claim is compared with at once; the matrix of pairs grows with the
# square. Of a larger story the candidates are taken, and of the others every n-th.
COMPARED = 1200
# Measured with the 334 propositions of gold/matters/train and dev, put as claims to the cases of
# their own story and of another one. What fits the claim this much less than the best is left out.
# Share of the matters shown that hold a sentence of the claim's, claims whose matter is shown:
# train .49 196/219 without, .54 194 at 0.25, .56 192 at 0.2, .57 192 at 0.15; dev .60 38/43, .61
# 36, .67 36, .72 36.
BEHIND = 0.15
# Of a claim's names, and of all its telling words, so many must stand in a story's articles. Claims
# answered from their own story .99 and .99, from another one .44 without, .08 and .10 with.
NAMES_KNOWN, WORDS_KNOWN = 0.66, 0.51
# Below this score with the claim a statement of a matter that the claim touches is not held to say
# what the claim says: of the sentences that readers put under a claim .83 score more, of the others
# in a story .21; at 0.4 .90 and .38, at 0.6 .72 and .12.
ALIKE = 0.5
# Statements of a matter from which more of them speak no more for it. Not swept.
MANY = 8
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
class Claim:
    """A claim as a statement is compared: its words, its vector, the numbers that it gives.

    figures: spans index `words`; their `document` is empty.
    """

    words: str
    vector: bytes | None = None
    figures: tuple[Figure, ...] = ()


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


class _Case:
    """A ledger looked up by id, for as long as a check takes."""

    def __init__(self, ledger: Ledger, vectors: Mapping[str, bytes]) -> None:
        self.ledger = ledger
        self.vectors = vectors
        self.documents = {document.id: document for document in ledger.documents}
        self.figures = {figure.id: figure for figure in ledger.figures}
        self.statements = {statement.id: statement for statement in ledger.statements}
        self.story = {d: story.id for story in ledger.stories for d in story.documents}

    @cache  # noqa: B019  (lives no longer than one check)
    def known(self, document: str) -> frozenset[str]:
        """The stems of all telling words of an article."""
        return frozenset(turning.telling(self.documents[document].text))

    def beside(self, figure: Figure) -> set[str]:
        """The stems of the telling words of the sentence that holds a figure."""
        document = self.documents[figure.document].text
        for span in text.sentences(document):
            if span.overlaps(figure.span):
                return set(words.content_words(span.of(document)))
        return set()

    def place_of_figure(self, figure: str) -> tuple[str, str, int]:
        """By date, then by where it stands."""
        one = self.figures[figure]
        return self.documents[one.document].published or "9", one.document, one.span.start

    def words(self, statement: Statement) -> str:
        document = self.documents[statement.document].text
        return " ".join(span.of(document) for span in statement.content)

    def put(self, statement: Statement) -> Put:
        return Put(statement.document, self.words(statement), self.vectors.get(statement.id))


def nearest(
    vector: bytes | None, vectors: Mapping[str, bytes], most: int = CANDIDATES
) -> list[tuple[str, float]]:
    """The ids whose vectors are most like one, with the cosine, most like first.

    Exact: one product of an int8 matrix (vectors, 384) with the vector, in float32. Vectors of
    another length than the given one are passed over.
    """
    if vector is None:
        return []
    ids = sorted(one for one in vectors if len(vectors[one]) == len(vector))
    if not ids:
        return []
    matrix = np.frombuffer(b"".join(vectors[one] for one in ids), dtype=np.int8)
    matrix = matrix.reshape(len(ids), len(vector))
    asked = np.frombuffer(vector, dtype=np.int8).astype(np.float32)
    cosines = np.zeros(len(ids))
    for start in range(0, len(ids), 8192):
        rows = matrix[start : start + 8192].astype(np.float32)
        lengths = np.maximum(np.linalg.norm(rows, axis=1) * np.linalg.norm(asked), 1e-9)
        cosines[start : start + 8192] = rows @ asked / lengths
    best = np.argsort(-np.round(cosines, 6), kind="stable")[:most]
    return [(ids[row], float(cosines[row])) for row in best]


def check(
    claim: Claim,
    ledger: Ledger,
    vectors: Mapping[str, bytes],
    found: Iterable[str] = (),
    at_least: float = 0.66,
) -> Checked:
    """What a ledger holds on a claim.

    vectors: by statement id, as in `Analysis.vectors`; without one, words alone are compared.
    found: ids of statements that a full-text search for the claim's words gave. at_least:
    `Settings.same_matter`, the score from which a statement puts what the claim puts.
    """
    case = _Case(ledger, vectors)
    dates = sorted(d.published for d in ledger.documents if d.published)
    stories = _stories(claim, case, found)
    likeness = _likeness(claim, case, stories)
    least = max([at_least, *(score - BEHIND for score in likeness.values())])
    standing = {side.statement for matter in ledger.matters for side in matter.sides}
    close = [
        Close(statement, round(score, 2), (_alike(score, statement, case),))
        for statement, score in likeness.items()
        if score >= least and statement not in standing
    ]
    return Checked(
        claim=claim,
        searched=(len(ledger.documents), dates[0] if dates else None, dates[-1] if dates else None),
        unknown=_unknown(claim, case),
        matters=tuple(_touched(claim, case, likeness, at_least)),
        close=tuple(sorted(close, key=lambda one: (-one.likeness, one.statement))),
        figures=tuple(_counted(claim, case, stories)),
    )


def _unknown(claim: Claim, case: _Case) -> tuple[str, ...]:
    """Words of the claim, as written, that stand in no article; figures and small words aside."""
    stems = {
        word: found[0]
        for word in words.WORD.findall(claim.words)
        if (found := words.content_words(word))
    }
    left = dict(stems)
    for document in case.ledger.documents:
        if not left:
            break
        low = document.text.casefold()
        low += turning.unhyphened(low)
        left = {word: stem for word, stem in left.items() if stem not in low}
    return tuple(left)


def _alike(score: float, statement: str, case: _Case) -> Reason:
    shown = " ".join(case.words(case.statements[statement]).split())
    short = shown if len(shown) <= 60 else f"{shown[:59]}…"
    return Reason(
        "same proposition", f"the claim is {score:.2f} alike with “{short}”", (statement,)
    )


def _stories(claim: Claim, case: _Case, found: Iterable[str]) -> list[str]:
    """The stories that the claim may be of: those of the statements nearest to it, whose articles
    know its names and most of its words."""
    own = {one: vector for one, vector in case.vectors.items() if one in case.statements}
    near = dict(nearest(claim.vector, own))
    near |= {one: 0.0 for one in found if one in case.statements and one not in near}
    best: dict[str, float] = {}
    for one, cosine in near.items():
        story = _story(case.statements[one], case)
        best[story] = max(best.get(story, -1.0), cosine)
    documents: dict[str, list[str]] = defaultdict(list)
    for document in case.documents:
        documents[case.story.get(document, document)].append(document)
    told = set(words.content_words(claim.words))
    named = words.capitalised(claim.words) & told
    chosen: list[str] = []
    for story in sorted(best, key=lambda one: (-round(best[one], 6), one)):
        held = {word for document in documents[story] for word in case.known(document)}
        if (
            len(named & held) >= NAMES_KNOWN * len(named)
            and len(told & held) >= WORDS_KNOWN * len(told)
            and len(chosen) < STORIES
        ):
            chosen.append(story)
    return chosen


def _likeness(claim: Claim, case: _Case, stories: Sequence[str]) -> dict[str, float]:
    """The score of the claim with each statement of some stories, by statement id."""
    members: dict[str, list[Statement]] = defaultdict(list)
    for statement in case.ledger.statements:
        if (story := _story(statement, case)) in set(stories):
            members[story].append(statement)
    result: dict[str, float] = {}
    for story in stories:
        result |= _compared(claim, _few(claim, members[story], case), case)
    return result


def _story(statement: Statement, case: _Case) -> str:
    return case.story.get(statement.document, statement.document)


def _few(claim: Claim, members: Sequence[Statement], case: _Case) -> list[Statement]:
    """At most `COMPARED` statements of a story: half those nearest, half spread over the others."""
    if len(members) <= COMPARED:
        return list(members)
    own = {one.id: case.vectors[one.id] for one in members if one.id in case.vectors}
    near = {one for one, _ in nearest(claim.vector, own, COMPARED // 2)}
    others = [one for one in members if one.id not in near]
    step = -(-len(others) // (COMPARED - len(near)))
    return [one for one in members if one.id in near] + others[::step]


def _compared(claim: Claim, members: Sequence[Statement], case: _Case) -> dict[str, float]:
    documents = sorted({statement.document for statement in members})
    sentences = chain.from_iterable(_sentences(case.documents[d]) for d in documents)
    puts = [Put("", claim.words, claim.vector), *(case.put(one) for one in members)]
    scored = similarity.compared(puts, similarity.rarity(sentences)).score
    return {one.id: float(scored[0, row]) for row, one in enumerate(members, 1)}


def _sentences(document: Document) -> list[str]:
    return [span.of(document.text) for span in text.sentences(document.text)]


def _touched(
    claim: Claim, case: _Case, likeness: Mapping[str, float], at_least: float
) -> list[Touched]:
    """The matters that the claim touches, by `_fit`, those far behind the best left out."""
    fits: dict[str, float] = {}
    found = []
    for matter in case.ledger.matters:
        scored = {
            s.statement: likeness[s.statement] for s in matter.sides if s.statement in likeness
        }
        best = min(scored, key=lambda one: (-scored[one], one), default=None)
        if best is not None and scored[best] >= at_least:
            fits[matter.id] = _fit(scored, likeness.get(matter.proposition_statement or ""))
            found.append(_with_sides(claim, matter, scored, best, case))
    least = max(fits.values(), default=0.0) - BEHIND
    kept = [one for one in found if fits[one.matter] >= least]
    return sorted(kept, key=lambda one: (-round(fits[one.matter], 6), one.matter))


def _fit(scored: Mapping[str, float], proposition: float | None) -> float:
    """How well a claim fits a matter: its best statement, the mean of all, the words it is put in,
    and how many statements stand there, up to `MANY`.

    proposition: how alike the claim and those words are, where they are a statement's. Matters that
    come first are right, shares in gold/matters train and dev, and of all shown: by best and mean
    alone .800 .761, .695 .671; with the proposition .796 .783, .711 .676; with how many .818 .826,
    .690 .662; with both, as here, .836 .804, .709 .700.
    """
    best = max(scored.values())
    mean = sum(scored.values()) / len(scored)
    put = best if proposition is None else proposition
    return 0.3 * best + 0.25 * mean + 0.3 * put + 0.15 * min(len(scored), MANY) / MANY


def _with_sides(
    claim: Claim, matter: Matter, scored: Mapping[str, float], best: str, case: _Case
) -> Touched:
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


def _to_claim(side: Side, claim: Claim, against: bool, case: _Case) -> Side:
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
    sides: Sequence[Side], stance: Stance, case: _Case, scored: Mapping[str, float]
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


def _counted(claim: Claim, case: _Case, stories: Sequence[str]) -> list[Counted]:
    """For each number of the claim, the quantities of these stories that it may be of.

    They measure the same, and count the same where both say what. First those that one of the
    figures gives as the claim does, then by how many of the claim's words stand beside them.
    """
    told = set(words.content_words(claim.words))
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in case.ledger.figures:
        if case.story.get(figure.document, figure.document) in set(stories):
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
