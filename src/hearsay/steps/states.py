"""Which actor a source means by a state's government or one of its bodies, told without its name.

Takes an article and the span of a source, gives the actor: "the Arcadian government", "Arcadia's
authorities" and, after one of these, "the government" are Arcadia; "the Arcadian ministry" is the
one ministry of Arcadia that is named. What is only one of several authorities ("health
authorities", "the city government") is no state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hearsay import names
from hearsay.steps import phrases
from hearsay.steps.antecedents import Article
from hearsay.types import Actor, Span

SURE, SURE_IF_BARE = 0.85, 0.6
"""How sure such a speaker is, with the state's name and without it. Not swept; in the articles of
gold and in half of fnc/dev all eight given by name are right. "The government" in an article on a
city's own was given to the country once, hence only one state may have been told of."""
_RULERS: Final = names.word_set("government administration regime authorities")
_ORGANS: Final = names.word_set(
    "ministry army military police navy parliament senate presidency intelligence embassy"
)
_BESIDE: Final = phrases.DEFINITE | names.word_set(
    "a an of federal central national new then current transitional interim ruling"
)
"""What may stand beside a state's name in such a phrase."""
_WORD: Final = re.compile(r"[\w-]+(?:\.\w)*\.?")
_NAME: Final = r"[A-Z][\w.-]*(?:\s(?:of\s)?[A-Z][\w.-]*){0,2}"
_TOLD: Final = re.compile(
    rf"(?P<before>{_NAME})(?:['’]s?)?\s(?:(?:federal|central|new)\s)?"
    r"(?:[Gg]overnment|administration|regime|authorities)\b"
    rf"|\b(?:government|authorities)\sof\s(?P<behind>{_NAME})"
)


def meant(article: Article, source: Span) -> str | None:
    """The actor that a source with a state's name means; None where it names none or several."""
    head = phrases.head(source.of(article.text))
    if head not in _RULERS | _ORGANS:
        return None
    state = _named(article, source, head)
    if state is None or head in _RULERS:
        return state
    return _body(article, state, head)


def meant_again(article: Article, source: Span) -> str | None:
    """The only state whose government was told of, where a source is just "the government"."""
    if [w for w in names.words(source.of(article.text)) if w != "the"] != ["government"]:
        return None
    told = {
        _named(article, Span(*found.span("before" if found["before"] else "behind")), "")
        for found in _TOLD.finditer(article.text, 0, source.start)
    }
    return next(iter(told)) if len(told) == 1 else None


def _named(article: Article, phrase: Span, head: str) -> str | None:
    """The one state that a phrase names, by name or adjective; None if it says more than that."""
    states = {key: actor for key, actor in article.actors.items() if _is_state(actor)}
    inside = [(place, key) for place, key in article.places if phrase.covers(place)]
    found = {key for _, key in inside if key in states}
    for word in _WORD.finditer(article.text, phrase.start, phrase.end):
        span = Span(*word.span())
        bare = word.group()
        if names.folded(bare) in _BESIDE | {head, "s"}:
            continue
        if any(place.covers(span) and key in states for place, key in inside):
            continue
        meant_by = {key for key, actor in states.items() if _is_of(bare, actor)}
        if not meant_by:
            return None
        found |= meant_by
    return next(iter(found)) if len(found) == 1 else None


def _is_state(actor: Actor) -> bool:
    """Whether an actor can be a country; a body of one has more words than its name."""
    return actor.kind in ("government", "place") and all(
        word[:1].isupper() for word in actor.name.split() if word.casefold() not in ("of", "the")
    )


def _is_of(word: str, actor: Actor) -> bool:
    """Whether a word is a state's name or the adjective of it: "Kenyan", "Veldian"."""
    if not word[:1].isupper():
        return False
    forms = (actor.name, *actor.aliases)
    code = names.demonym(word) or names.country(word)
    if code is not None:
        return code in {names.country(form) for form in forms}
    return names.folded(word) in _adjectives(forms)


def _adjectives(forms: Iterable[str]) -> set[str]:
    """What English makes of the names of states that no list has."""
    found = set()
    for form in forms:
        name = names.folded(form)
        if " " not in name and len(name) > 3:
            found |= {f"{name}{end}" for end in ("n", "an", "ian")}
            found |= {f"{name[:-1]}{end}" for end in ("an", "ian")}
    return found


def _body(article: Article, state: str, head: str) -> str | None:
    """The one body of a state whose name ends with a word: "Arcadia's Interior Ministry"."""
    found = []
    for key, actor in article.actors.items():
        if actor.kind in ("person", "people", "place") or len(actor.name.split()) < 2:
            continue
        if names.words(actor.name)[-1:] != (head,):
            continue
        lands = [re.sub(r"['’]s?$", "", word) for word in actor.name.split()]
        if actor.part_of == state or any(_is_of(word, article.actors[state]) for word in lands):
            found.append(key)
    return found[0] if len(found) == 1 else None
