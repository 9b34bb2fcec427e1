"""Who of an article may have come to harm: named people, single ones, counted ones, plain plurals.

Takes an `Analysis` with its sentences and actors, gives each group of people with its number and
the places that speak of it. Leaves to `victim_evidence` what the words around say, and to `victims`
who did come to harm.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hearsay.steps import phrases
from hearsay.steps.counted import class_of, singular
from hearsay.steps.figures import candidates
from hearsay.steps.measures import is_age
from hearsay.text import Locator, sentences
from hearsay.types import Analysis, Qualifier, Span

Kind = Literal["name", "one", "number", "plural"]

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SINGLE = frozenset({"a", "an", "the", "another", "this", "that", "his", "her", "their", "its"})
# What ends a noun phrase; without it "the man in the car" would be about a car.
_CLOSING_WORDS = """of for from in at on to with by about against among within under over after
before near inside outside behind between during who whom whose which that where when as if because
and or but than while was were is are be been has had have will would said says did does he she it
they not a an the his her its their this these those into"""
# Words of the tables that stand for a number, not for people.
_QUANTIFIERS = frozenset({"several", "few", "most", "many", "some", "both", "all", "normal"})
_CLOSING = frozenset(_CLOSING_WORDS.split())
# Words of a phrase after "a" or "the"; longer ones are rare, and mostly clauses.
LONGEST_PHRASE = 6
# From this number on two counts of one article with the same number are taken for the same people
# under two names ("six priests", "six Jesuits"); below, the noun must be the same.
TELLING_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Some people of an article. head: the noun, in the singular; for a name its last word.

    words: what the article calls them. places: sorted, without the determiner. titles: nouns that
    stand beside a name ("the mayor, Juan Roe"). low, high, qualifier: as of a `Figure`.
    """

    kind: Kind
    head: str
    words: tuple[str, ...]
    low: float | None
    high: float | None
    qualifier: Qualifier
    places: tuple[Span, ...]
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun phrase of one person or several. opening: the determiner in small letters, or empty"""

    span: Span
    head: str
    plural: bool
    opening: str


def _is_person(word: str) -> bool:
    if word.casefold() in _QUANTIFIERS:
        return False
    known = phrases.noun(word)
    if known is not None:
        return "person" in known.kinds and not known.plural
    return class_of(word, [(Span(0, 0), word)]) == "people" and not _is_people(word)


def _is_people(word: str) -> bool:
    if word.casefold() in _QUANTIFIERS:
        return False
    known = phrases.noun(word)
    if known is not None:
        return known.plural and "people" in known.kinds
    return class_of(word, [(Span(0, 0), word)]) == "people" and singular(word) != word.casefold()


def _nouns(text: str, sentence: Span) -> Iterator[_Noun]:
    """The phrases of a sentence that speak of people, no number before them."""
    tokens = list(_TOKEN.finditer(text, sentence.start, sentence.end))
    at = 0
    while at < len(tokens):
        opening = tokens[at].group().casefold()
        first = at + 1 if opening in _SINGLE else at
        last, end = None, first
        while end < len(tokens) and end - first < LONGEST_PHRASE:
            word = tokens[end].group().casefold()
            gap = text[tokens[end - 1].end() : tokens[end].start()] if end > first else " "
            if word in _CLOSING or gap.strip():
                break
            bare = re.sub(r"['’]s?$", "", word)
            if _is_people(bare) or (opening in _SINGLE and _is_person(bare)):
                last = end
                if bare != word:
                    break
            end += 1
            if first == at and last is None:
                break  # without a determiner only the word itself can be a plural
        if last is None:
            at += 1
            continue
        word = re.sub(r"['’]s?$", "", tokens[last].group())
        span = Span(tokens[first].start(), tokens[last].start() + len(word))
        shown = opening if opening in _SINGLE else ""
        yield _Noun(span, singular(word), _is_people(word), shown)
        at = last + 1


def groups(analysis: Analysis, text: str) -> list[Group]:
    """All groups of people of the article outside boilerplate, by their first place.

    text: the article's, as `figures.plain` gives it.
    """
    cut = list(analysis.sentences) or sentences(analysis.document.text)
    apart = Locator(analysis.document.boilerplate)
    found: dict[tuple[object, ...], Group] = {}

    def add(key: tuple[object, ...], group: Group) -> None:
        known = found.get(key)
        if known is None:
            found[key] = group
            return
        found[key] = replace(
            known,
            words=tuple(dict.fromkeys([*known.words, *group.words])),
            places=tuple(sorted({*known.places, *group.places})),
            titles=tuple(dict.fromkeys([*known.titles, *group.titles])),
        )

    named = _named(analysis, text)
    taken = sorted(place for group in named for place in group.places)
    numbered = [group for group in _numbered(analysis, text) if not _meets(group.places[0], taken)]
    counted = sorted(group.places[0] for group in numbered)
    for group in numbered:
        same = group.low is not None and group.low >= TELLING_NUMBER and group.qualifier != "vague"
        add(("number", group.low, group.high, "" if same else group.head), group)
    titles: dict[Span, list[_Noun]] = {}
    for sentence in cut:
        if apart.at(sentence.start) is not None:
            continue
        for noun in _nouns(text, sentence):
            if _meets(noun.span, counted):
                continue
            name = _beside(text, noun, taken)
            if name is not None:
                titles.setdefault(name, []).append(noun)
            elif noun.plural:
                add(
                    ("plural", noun.head),
                    Group(
                        "plural", noun.head, (noun.span.of(text),), 2, None, "vague", (noun.span,)
                    ),
                )
            elif not _meets(noun.span, taken):
                kind = "another" if noun.opening == "another" else ""
                add(
                    ("one", noun.head, kind),
                    Group("one", noun.head, (noun.span.of(text),), 1, 1, "exact", (noun.span,)),
                )
    for number, group in enumerate(named):
        beside = [noun for place in group.places for noun in titles.get(place, ())]
        add(("name", number), replace(group, titles=tuple(dict.fromkeys(n.head for n in beside))))
    return sorted(found.values(), key=lambda group: (group.places[0], group.kind))


def _named(analysis: Analysis, text: str) -> list[Group]:
    made = []
    for actor in analysis.actors:
        places = sorted({m.span for m in actor.mentions if m.document == analysis.document.id})
        if actor.kind != "person" or not places:
            continue
        words = tuple(dict.fromkeys([actor.name, *(place.of(text) for place in places)]))
        head = (_TOKEN.findall(actor.name) or [actor.name])[-1].casefold()
        made.append(Group("name", head, words, 1, 1, "exact", tuple(places)))
    return made


def _numbered(analysis: Analysis, text: str) -> list[Group]:
    made = []
    for candidate in candidates(analysis):
        whole = candidate.phrase
        quantity = whole.quantity
        if quantity.kind not in {"digits", "word", "vague", "sole"} or quantity.currency:
            continue
        if whole.noun_class not in {"people", "bodies", "none"} or (whole.low or whole.high) == 0:
            continue
        if is_age(text, whole, candidate.sentence):
            continue
        made.append(
            Group(
                "number",
                whole.head,
                (whole.span.of(text),),
                whole.low,
                whole.high,
                whole.qualifier,
                (whole.span,),
            )
        )
    return made


def _meets(span: Span, places: list[Span]) -> bool:
    """Whether the span shares a character with any of the sorted places."""
    at = bisect_left(places, Span(span.end, span.end))
    return any(place.overlaps(span) for place in places[max(0, at - 2) : at])


def _beside(text: str, noun: _Noun, names: list[Span]) -> Span | None:
    """The name that the phrase stands beside: "the mayor, Juan Roe", "Juan Roe, the mayor"."""
    at = bisect_left(names, noun.span)
    for name in names[max(0, at - 1) : at + 1]:
        if name.start >= noun.span.end:
            between = text[noun.span.end : name.start]
        elif name.end <= noun.span.start:
            between = text[name.end : noun.span.start].rstrip()
            between = re.sub(r"(?:^|\s)(?:the|a|an)$", "", between, flags=re.IGNORECASE)
            if "," not in between:
                continue
        else:
            return name
        if not between.strip(" ,\n\t") and not (noun.plural and "," in between):
            return name
    return None
