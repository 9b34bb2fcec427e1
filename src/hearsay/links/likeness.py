"""How alike a claim and the statements of a case are: which stories it may be of, and the scores.

Takes a claim in the form in which statements are compared and what a case holds (`holdings.Held`),
gives stories and a score for each of their statements. A claim is compared as two statements of a
story are: by the features and weights of `similarity`, with the story's own rarity of words and its
mean vector. Leaves matters, sides and figures to `checking`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hearsay.links import similarity, words
from hearsay.links.holdings import CANDIDATES, Held, Said, WordCounts, nearest
from hearsay.links.similarity import Put
from hearsay.types import Figure

# Stories that the candidates may come from; more than these only for a claim of nothing.
STORIES = 6
# Statements of one story that a claim is compared with at once: the time grows with the square, 8
# ms for 200, 140 ms for 1,200. Of a larger story the candidates are taken, and of the others every
# n-th.
COMPARED = 1200
# Of a claim's names, and of all its telling words, so many must stand in a story's articles. Claims
# answered from their own story .99 and .99, from another one .44 without, .08 and .10 with.
NAMES_KNOWN, WORDS_KNOWN = 0.66, 0.51


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as a statement is compared: its words, its vector, the numbers that it gives.

    figures: spans index `words`; their `document` is empty.
    """

    words: str
    vector: bytes | None = None
    figures: tuple[Figure, ...] = ()


def stories(claim: Claim, held: Held) -> list[str]:
    """The stories that the claim may be of: those of the statements nearest to it, whose articles
    know its names and most of its words.

    What a full-text search finds counts as near, with a cosine of 0. Where it finds too much, those
    stories follow that know most of the claim's words. It is asked only where that could change
    what is chosen.
    """
    told = set(words.content_words(claim.words))
    named = words.capitalised(claim.words) & told
    known = held.knowing(told)

    def fits(story: str) -> bool:
        its = known.get(story, ())
        return len(named & set(its)) >= NAMES_KNOWN * len(named) and len(
            told & set(its)
        ) >= WORDS_KNOWN * len(told)

    fitting = {story for story in known if fits(story)}
    if told and not fitting:
        return []
    near = dict(held.nearest(claim.vector, CANDIDATES))
    best = _best(near, held)
    nearer = [one for one in _ranked(best) if round(best[one], 6) > 0]
    chosen = [one for one in nearer if fits(one)][:STORIES]
    if len(chosen) == STORIES or (told and fitting <= set(chosen)):
        return chosen
    found = held.found(claim.words)
    if found is None:
        left = sorted(
            fitting - set(chosen), key=lambda one: (-len(told.intersection(known[one])), one)
        )
        return [*chosen, *left][:STORIES]
    near |= {one: 0.0 for one in found if one not in near}
    best = _best(near, held)
    return [one for one in _ranked(best) if fits(one)][:STORIES]


def _best(near: Mapping[str, float], held: Held) -> dict[str, float]:
    """The highest cosine of each story's statements."""
    best: dict[str, float] = {}
    for one, story in held.stories_of(near).items():
        best[story] = max(best.get(story, -1.0), near[one])
    return best


def _ranked(best: Mapping[str, float]) -> list[str]:
    return sorted(best, key=lambda one: (-round(best[one], 6), one))


def scores(claim: Claim, held: Held, chosen: Sequence[str]) -> dict[str, float]:
    """The score of the claim with each statement of some stories, 0 to 1, by statement id."""
    found: dict[str, float] = {}
    for story in chosen:
        members = _few(claim, held.said_in(story))
        counts = held.counts_of(sorted({one.document for one in members}))
        puts = [Put("", claim.words, claim.vector)]
        puts += [Put(one.document, one.words, one.vector) for one in members]
        row = similarity.scores_of_first(puts, _rarity(counts))
        found |= {one.id: float(row[place]) for place, one in enumerate(members, 1)}
    return found


def _rarity(counts: Collection[WordCounts]) -> Mapping[str, float]:
    """`similarity.rarity` of the sentences of some articles."""
    counted: Counter[str] = Counter()
    for one in counts:
        counted.update({word: number for word, number in one.words.items() if number})
    return similarity.rarity_of(sum(one.sentences for one in counts), counted)


def _few(claim: Claim, members: Sequence[Said]) -> list[Said]:
    """At most `COMPARED` statements of a story: half those nearest, half spread over the others."""
    if len(members) <= COMPARED:
        return list(members)
    own = {one.id: one.vector for one in members if one.vector is not None}
    near = {one for one, _ in nearest(claim.vector, own, COMPARED // 2)}
    others = [one for one in members if one.id not in near]
    step = -(-len(others) // (COMPARED - len(near)))
    return [one for one in members if one.id in near] + others[::step]
