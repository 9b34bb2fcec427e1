"""Whom a pronoun or a description stands for: candidates ranked by what the article shows of them.

Takes an `Article`, the span of a pronoun or a definite description and who has spoken so far; gives
the likeliest actor or earlier speaker with a probability. A log-linear choice over a dozen features
whose weights were fitted on PolNeAR's training part; the network's own opinion, where there is one,
is one more feature. Leaves sources that hold a name, and quotations' "I", to `steps.speakers`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hearsay import names
from hearsay.model.predicates import Predicate
from hearsay.model.reading import Reading
from hearsay.steps import actors as naming
from hearsay.steps import phrases
from hearsay.text import Locator, merged, quoted, sentences
from hearsay.types import Actor, Analysis, Span

_HE_SHE = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dame|King|Queen|Prince|Princess)\.?\s+$")
LEAD = 2
"""Words before a name that opens a content: "that if Roe ran". With names anywhere in it, of 3,841
speakers of PolNeAR's training labels one more was right and five were lost."""
_OF_A_PEOPLE = re.compile(r"(?!Republican|Democratic)[A-Z][a-z]+(?:ish|ese|an|ic|i)")
_AGE = re.compile(r"\d{1,2}-year-old", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement whose speaker is known: where its source stands, and who it is."""

    at: int
    speaker: str | None
    label: str | None


@dataclass(frozen=True, slots=True)
class _Worded:
    """Words told of an actor, folded: nouns that may stand for it, and all words."""

    heads: set[str]
    told: set[str]


@dataclass(frozen=True)
class Article:
    """One article's actors with what the text tells of each, ready to be asked."""

    text: str
    actors: dict[str, Actor]
    sentences: Locator
    places: tuple[tuple[Span, str], ...]
    reading: Reading | None = field(default=None, repr=False)

    @classmethod
    def of(cls, analysis: Analysis) -> Article:
        """Read off an analysis that has its actors."""
        return cls(
            analysis.document.text,
            {actor.id: actor for actor in analysis.actors},
            Locator(analysis.sentences or tuple(sentences(analysis.document.text))),
            tuple(sorted((m.span, a.id) for a in analysis.actors for m in a.mentions)),
            analysis.reading,
        )

    @cached_property
    def spans_of(self) -> dict[str, list[Span]]:
        """Where each actor is named, in order."""
        found: dict[str, list[Span]] = {actor: [] for actor in self.actors}
        for span, actor in self.places:
            found[actor].append(span)
        return found

    @cached_property
    def predicates(self) -> tuple[Predicate, ...]:
        """The words that tell of something, in order; none where nothing was read."""
        return self.reading.predicates() if self.reading is not None else ()

    @cached_property
    def quotations(self) -> Locator:
        """What stands between quotation marks."""
        return Locator(merged(quoted(self.text)))

    @cached_property
    def descriptions(self) -> dict[str, list[str]]:
        """What stands in apposition to each actor, and its titles."""
        found = {}
        for key, actor in self.actors.items():
            spans = naming.role_spans(self.text, actor, self.sentences)
            found[key] = [span.of(self.text) for span in spans]
            for form in (actor.name, *actor.aliases):
                # "Interior Minister Ann Roe": all before the bare name, not only known titles
                bare = names.untitled_person(form)
                if bare != form and form.endswith(bare):
                    found[key].append(form[: -len(bare)].strip())
        return found

    @cached_property
    def worded(self) -> dict[str, _Worded]:
        """The words of each actor's names and descriptions."""
        found = {}
        for key, actor in self.actors.items():
            described = self.descriptions[key]
            told = [names.words(one) for one in described]
            named = {word for form in (actor.name, *actor.aliases) for word in names.words(form)}
            heads = {phrases.head(one) for one in described}
            heads |= {word for one in told for word in one[-1:]}
            found[key] = _Worded(heads | named, {word for one in told for word in one} | named)
        return found

    @cached_property
    def genders(self) -> dict[str, str | None]:
        """ "m" or "f" for each person by title, given name, role or the pronouns around it."""
        return {key: self._gender(actor) for key, actor in self.actors.items()}

    def _gender(self, actor: Actor) -> str | None:
        if actor.kind != "person":
            return None
        votes: Counter[str] = Counter()
        for span in self.spans_of[actor.id]:
            title = _TITLE.search(self.text[max(0, span.start - 12) : span.start])
            if title and (told := names.gender(f"{title.group(1)} X")):
                votes[told] += 3
        for form in (actor.name, *actor.aliases):
            titled = names.titles_of(form)
            if told := names.gender(form):
                votes[told] += 4 if titled else 2
        for phrase in self.descriptions[actor.id]:
            known = phrases.noun(phrases.head(phrase))
            if known and known.gender:
                votes[known.gender] += 3
        if not votes:
            votes = self._pronouns_near(actor)
        if not votes or len(set(votes.values())) < len(votes):
            return None
        return max(sorted(votes), key=lambda g: votes[g])

    def _pronouns_near(self, actor: Actor) -> Counter[str]:
        """he and she behind the name in sentences that name this person and no other."""
        votes: Counter[str] = Counter()
        for span in self.spans_of[actor.id]:
            at = self.sentences.at(span.start)
            if at is None:
                continue
            here = self.sentences.spans[at]
            if any(
                other != actor.id and self.actors[other].kind == "person"
                for other in self.named_in(here)
            ):
                continue
            for found in _HE_SHE.finditer(self.text, span.end, here.end):
                if self.quotations.at(found.start()) != self.quotations.at(span.start):
                    continue  # "Roe said: “she fell”" tells of another
                votes[
                    "m"
                    if found.group(1).casefold().startswith("h")
                    and not found.group(1).casefold().startswith("her")
                    else "f"
                ] += 1
        return votes

    def named_in(self, span: Span) -> list[str]:
        """The actors named within a span, in order, each once."""
        first = bisect_left(self.places, (span, ""))
        found = []
        for place, actor in self.places[first:]:
            if place.start >= span.end:
                break
            found.append(actor)
        return list(dict.fromkeys(found))

    def is_private(self, actor: str) -> bool:
        """Whether an actor is a person of whom the article tells no office."""
        found = self.actors[actor]
        titled = any(names.titles_of(form) for form in (found.name, *found.aliases))
        return found.kind == "person" and not titled and not self.descriptions[actor]

    def is_of(self, actor: str | None, owner: str) -> bool:
        """Whether the article tells that an actor belongs to another, or may: no role is told."""
        if actor is None:
            return False
        if actor == owner or self.actors[actor].part_of == owner or not self.descriptions[actor]:
            return actor == owner or self.actors[actor].part_of in (owner, None)
        held = self.actors[owner]
        codes = {names.country(form) for form in (held.name, *held.aliases)} - {None}
        told = self.worded[actor].told
        named = {word for form in (held.name, *held.aliases) for word in names.words(form)}
        return bool(told & named) or any(names.demonym(word) in codes for word in told)

    def last_before(self, actor: str, position: int) -> Span | None:
        """Where an actor is named last before a position."""
        spans = self.spans_of[actor]
        at = bisect_left(spans, Span(position, position)) - 1
        return spans[at] if at >= 0 else None

    def sentence_number(self, position: int) -> int:
        """Number of the sentence at or before a position."""
        return self.sentences.before(position)


FEATURES = (
    "same sentence", "distance", "latest", "quoted", "far", "spoke last", "spoke before", "subject",
    "share",
    "in content", "possessor", "gender", "role", "role alone", "role words", "kind", "body",
    "kind clash", "label",
    "none", "network", "pointed",
)  # fmt: skip
NETWORK = 0.6
"""Weight of the network's log-probability. Speakers right on PolNeAR's training labels, which the
network has seen, and on the development stories: 0.795 and 0.876 with 0.3, 0.800 and 0.873 with
0.6, 0.797 and 0.861 with 1.0, 0.789 and 0.858 with 1.5."""
LEAST = 0.03
"""Least share of the network that counts: it may not veto what all else speaks for. Speakers right
on the stories and labels/dev: 0.883 and 0.804 at 0.001, 0.876 and 0.806 at 0.01, 0.879 and 0.813 at
this, 0.871 and 0.813 at 0.06."""
POINTED = 0.6
"""The same for whom the network points to. Speakers right on the stories, gold/articles/dev and
labels/dev: 0.870, 0.832 and 0.797 without, 0.878, 0.839 and 0.795 with 0.3, 0.884, 0.839 and 0.793
with this, 0.885, 0.839 and 0.787 with 1.0."""
PRONOUN = dict.fromkeys(FEATURES, 0.0) | {
    "same sentence": -0.2, "distance": -1.0, "latest": 0.8, "quoted": -0.5, "far": -0.2,
    "spoke last": 1.5, "spoke before": 0.4, "subject": 0.6, "share": 0.1, "in content": -0.6,
    "gender": 1.0, "kind clash": -0.8, "none": -1.0, "network": NETWORK, "pointed": POINTED,
}  # fmt: skip
"""Weights for he, she, they and it: fitted on 720 pronouns of PolNeAR's training labels, right on
0.81 of them in four-fold cross-validation without the network."""
DESCRIPTION = dict.fromkeys(FEATURES, 0.0) | {
    "same sentence": -0.7, "distance": -1.0, "latest": 0.4, "quoted": -0.1, "far": -0.2,
    "spoke last": 1.4, "spoke before": 0.1, "subject": 0.3, "in content": -0.7, "role": 1.4,
    "role alone": 1.4, "role words": 0.5, "kind": 1.7, "body": 0.8, "kind clash": -1.0,
    "none": 1.5, "network": NETWORK, "pointed": POINTED,
}  # fmt: skip
"""Weights for "the company", "the envoy": the same, on 259 descriptions, 0.65."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An actor (or an anonymous earlier speaker) and how likely it is; both None: none of them."""

    actor: str | None
    label: str | None
    probability: float


def rows(
    article: Article,
    span: Span,
    content: Sequence[Span],
    said: Sequence[Said],
    pointed: Mapping[str | None, float] | None = None,
) -> list[tuple[Choice, dict[str, float]]]:
    """The candidates for a pronoun or description, each with its features; last is none of them.

    pointed: the share of each actor, None for nobody, in what the network says of the statement.
    """
    phrase = span.of(article.text).strip()
    number, gender = phrases.pronoun(phrase)
    noun = phrases.noun(phrases.head(phrase)) if not number else None
    if noun and noun.gender:
        gender = noun.gender
    here = article.sentence_number(span.start)
    total = sum(len(spans) for spans in article.spans_of.values()) or 1
    found: list[tuple[Choice, dict[str, float]]] = []
    where: list[Span] = []
    for key, actor in article.actors.items():
        last = article.last_before(key, span.start)
        if last is None and not _ahead(article, key, span, here):
            continue
        place = last or article.spans_of[key][0]
        spoke = next((s.at for s in reversed(said) if s.speaker == key and s.at < span.start), None)
        if number and spoke is not None and place.start < spoke:
            place = Span(spoke, spoke + 1)  # told by a description or a pronoun
        known = article.genders[key]
        if gender and (actor.kind not in ("person",) or (known and known != gender)):
            continue
        if number == "thing" and actor.kind in ("person", "people"):
            continue
        if noun and noun.kinds == {"person"} and actor.kind != "person":
            continue  # a leader is no body
        if _names_itself(article, span, content, actor) or _is_another(article, phrase, key):
            continue
        row = dict.fromkeys(FEATURES, 0.0)
        apart = abs(here - article.sentence_number(place.start))
        row["quoted"] = float(article.quotations.at(place.start) is not None)
        row["same sentence"] = float(apart == 0)
        row["distance"] = math.log1p(apart)
        row["far"] = float(last is None)
        row["spoke last"] = float(bool(said) and said[-1].speaker == key)
        row["spoke before"] = float(any(s.speaker == key for s in said[-4:-1]))
        row["subject"] = float(_is_subject(article, place))
        row["share"] = math.log(1 + 10 * len(article.spans_of[key]) / total)
        row["in content"] = float(
            any(part.covers(s) for part in content for s in article.spans_of[key])
        )
        row["possessor"] = float(bool(_POSSESSIVE.match(article.text, place.end)))
        row["gender"] = float(bool(gender) and known == gender)
        row["kind clash"] = float(_clashes(number, noun, actor))
        if noun or not number:
            row |= _fit(article, phrase, noun, actor)
        found.append((Choice(key, None, 0.0), row))
        where.append(place)
    for at, earlier in enumerate(reversed(said[-3:])):
        if earlier.speaker is None and earlier.label and _may_be_label(number, earlier.label):
            row = dict.fromkeys(FEATURES, 0.0)
            row["label"] = 1.0
            row["spoke last"], row["spoke before"] = float(at == 0), float(at > 0)
            row["distance"] = math.log1p(abs(here - article.sentence_number(earlier.at)))
            plural = phrases.is_plural(earlier.label)
            row["kind clash"] = float(plural != (number == "plural"))
            found.append((Choice(None, earlier.label, 0.0), row))
            where.append(Span(earlier.at, earlier.at + 1))
    if where and (placed := [place for place in where if place.start < span.start]):
        nearest = max(placed)
        for place, (_, row) in zip(where, found, strict=True):
            row["latest"] = float(place == nearest)
    fitting = [row for _, row in found if row["role"]]
    if len(fitting) == 1:
        fitting[0]["role alone"] = 1.0
    found.append((Choice(None, None, 0.0), dict.fromkeys(FEATURES, 0.0) | {"none": 1.0}))
    opinion = article.reading.antecedent(span, where) if article.reading and where else None
    if opinion is not None:
        for (_, row), chance in zip(found, opinion, strict=True):
            row["network"] = math.log(max(float(chance), LEAST))
    if pointed is not None:
        for choice, row in found:
            row["pointed"] = math.log(max(pointed.get(choice.actor, 0.0), LEAST))
    return found


def _names_itself(article: Article, span: Span, content: Sequence[Span], actor: Actor) -> bool:
    """Whether a person would be speaking of itself by name: "she said Roe was ill" is not Roe.

    Principle C of binding (Chomsky, Lectures on Government and Binding, 1981). Only of a name that
    opens the words: further on it may be another's of that name, or within a quotation.
    """
    if actor.kind != "person" or not content:
        return False
    for place in article.spans_of[actor.id]:
        if content[0].covers(place):
            lead = article.text[content[0].start : place.start].lstrip("“\"‘'")
            owns = _POSSESSIVE.match(article.text, place.end)
            return len(lead.split()) <= LEAD and not owns and not re.search(r"[“\"]", lead)
    return False


def _is_another(article: Article, phrase: str, actor: str) -> bool:
    """Whether what a description says is told of others and not of this actor: "the Kurdish
    militia", "the 28-year-old"."""
    parts = phrase.split()
    telling = {names.folded(part) for part in parts[1:-1] if _OF_A_PEOPLE.fullmatch(part)}
    telling |= {names.folded(part) for part in parts if _AGE.fullmatch(part)}
    if not telling or telling & article.worded[actor].told:
        return False
    kind = article.actors[actor].kind
    return any(
        telling & article.worded[other].told and names.kinds_agree(kind, found.kind)
        for other, found in article.actors.items()
        if other != actor
    )


def _may_be_label(number: str, label: str) -> bool:
    """Whether a pronoun can stand for an anonymous speaker's phrase."""
    noun = phrases.noun(phrases.head(label))
    if number == "singular":
        return noun is not None and "person" in noun.kinds and not noun.plural
    if number == "plural":
        return phrases.is_plural(label) or (noun is not None and "person" not in noun.kinds)
    return number == "thing" and not (noun is not None and noun.kinds & {"person", "people"})


def _ahead(article: Article, actor: str, span: Span, here: int) -> bool:
    """Whether an actor not named so far is named later in the same sentence."""
    first = article.spans_of[actor][0]
    return article.sentence_number(first.start) == here and first.start >= span.end


def _is_subject(article: Article, place: Span) -> bool:
    """Whether a name is the first of its sentence and opens it, quotation marks aside."""
    at = article.sentences.at(place.start)
    if at is None:
        return False
    lead = article.text[article.sentences.spans[at].start : place.start]
    return len(lead.split()) <= 5 and not re.search(r"\b(?:of|in|at|from|to|with|by)\s*$", lead)


def _clashes(number: str, noun: phrases.Noun | None, actor: Actor) -> bool:
    """Whether an actor's kind cannot be what a pronoun or noun says."""
    if number == "singular":
        return actor.kind != "person"
    if number == "thing":
        return actor.kind in ("person", "people")
    if number == "plural":
        return actor.kind == "person"
    if noun is None:
        return False
    if actor.kind in noun.kinds:
        return False
    bodies = {"organisation", "media", "government", "armed_group"}
    return not (actor.kind in bodies and noun.kinds & bodies)


def _fit(
    article: Article, phrase: str, noun: phrases.Noun | None, actor: Actor
) -> dict[str, float]:
    """How a description suits an actor: by its roles' nouns and words, by its kind."""
    head = phrases.head(phrase)
    worded = article.worded[actor.id]
    wanted = set(names.words(phrase)) - names.SMALL - phrases.DEFINITE - {head}
    return {
        "role": float(head in worded.heads),
        "role words": float(bool(wanted & worded.told)),
        "kind": float(noun is not None and actor.kind in noun.kinds),
        "body": float(noun is not None and actor.kind in noun.kinds - {"person", "people"}),
    }


def fits(article: Article, phrase: str, actor: str | None) -> bool:
    """Whether anything in a description suits an actor: its role, its kind, a word of its names."""
    if actor is None:
        return False
    noun = phrases.noun(phrases.head(phrase))
    return any(_fit(article, phrase, noun, article.actors[actor]).values())


def choose(
    article: Article,
    span: Span,
    content: Sequence[Span],
    said: Sequence[Said],
    weights: dict[str, float],
    pointed: Mapping[str | None, float] | None = None,
    but: str | None = None,
) -> Choice:
    """The likeliest of the candidates, or none of them, with its probability.

    but: an actor who cannot be meant, such as who speaks of "him".
    """
    found = rows(article, span, content, said, pointed)
    if but is not None:
        found = [row for row in found if row[0].actor != but]
    scores = [sum(weights[f] * value for f, value in row.items() if value) for _, row in found]
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    best = max(range(len(found)), key=lambda i: (scores[i], -i))
    choice = found[best][0]
    return Choice(choice.actor, choice.label, odds[best] / sum(odds))
