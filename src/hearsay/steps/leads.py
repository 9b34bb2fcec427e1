"""Whom a news lead tells of without a name: "A senior Arcadian envoy said ..." and then "Ann Roe,
the Arcadian special representative, ...".

Takes an article and a source, gives the person whom the next sentences introduce in the same
office, or nobody. Reporters put the name off to the second paragraph; an anonymous source is not
introduced at all. Precision first: the description must fit one person of the article and no other.
"""

from __future__ import annotations

import re
from typing import Final

from hearsay import names
from hearsay.steps import phrases
from hearsay.steps.antecedents import Article
from hearsay.steps.belonging import OFFICES
from hearsay.types import Span

SOON: Final = 2
"""Sentences within which the name must follow."""
SURE: Final = 0.6
"""How sure such a speaker is. Not swept: the development stories have no such lead."""
_KINDRED: Final = (
    names.word_set("envoy representative ambassador diplomat emissary"),
    names.word_set("spokesman spokeswoman spokesperson"),
    names.word_set("minister secretary"),
    names.word_set("lawmaker senator congressman congresswoman legislator"),
)
_INDEFINITE = re.compile(r"\s*(?:a|an)\s", re.IGNORECASE)


def introduced(article: Article, source: Span) -> str | None:
    """The person whom the sentences after a source introduce as what the source says."""
    phrase = source.of(article.text)
    head = phrases.head(phrase)
    people = {key for key, found in article.actors.items() if found.kind == "person"}
    here = article.sentence_number(source.start)
    if head not in OFFICES or not _INDEFINITE.match(phrase):
        return None
    if any(span.start < source.start and actor in people for span, actor in article.places):
        return None  # no lead any more: a person has been named
    lands = _lands(phrase)
    if not lands or phrases.is_plural(phrase):
        return None
    fitting = [
        actor
        for actor, found in article.actors.items()
        if found.kind == "person"
        and any(_one_office(head, lands, told) for told in article.descriptions[actor])
    ]
    if len(fitting) != 1:
        return None
    first = article.spans_of[fitting[0]][0]
    after = article.sentence_number(first.start) - here
    return fitting[0] if 0 < after <= SOON else None


def _lands(phrase: str) -> set[str]:
    words = re.findall(r"[\w.]+", phrase)
    found = {names.demonym(word) or names.country(word) for word in words if word[:1].isupper()}
    return {code for code in found if code}


def _one_office(head: str, lands: set[str], told: str) -> bool:
    """Whether a description can be of the same office of the same country."""
    other = phrases.head(told)
    lead = told.casefold().partition(other)[0]
    if not lands & _lands(told[: len(lead)]):
        return False
    return head == other or any({head, other} <= row for row in _KINDRED)
