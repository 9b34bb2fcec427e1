"""Whom a news lead tells of without a name: "A senior Arcadian envoy said ..." and then "Ann Roe,
the Arcadian special representative, ...".

Takes an article and a source, gives the person whom the text introduces in the same office, or who
is named next as having said the same, or nobody. Reporters put the name off to the second
paragraph; an anonymous source is not introduced at all. Precision first: the description must fit
one person of the article and no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from hearsay import names
from hearsay.steps import phrases
from hearsay.steps.antecedents import Article
from hearsay.steps.belonging import OFFICES
from hearsay.types import Span, Statement

SOON: Final = 2
"""Sentences within which the name must follow."""
SURE: Final = 0.6
"""How sure such a speaker is. Not swept: of six given in the articles of gold and half of fnc/dev
five are right, the sixth is a name cut short."""
_KINDRED: Final = (
    names.word_set("envoy representative ambassador diplomat emissary"),
    names.word_set("spokesman spokeswoman spokesperson"),
    names.word_set("minister secretary"),
    names.word_set("lawmaker senator congressman congresswoman legislator"),
)
HOLDERS: Final = names.word_set(
    "minister president premier chancellor ambassador governor mayor secretary commissioner king "
    "queen emir sultan pope chairman chairwoman commander"
)
"""Offices that one person holds at a time."""
TOLD_ONLY: Final = names.word_set(
    "journalist reporter correspondent author writer blogger columnist editor militant fighter "
    "head soldier rebel jihadist jihadi insurgent gunman commander officer detective sergeant "
    "chief prince princess director surgeon doctor physician nurse medic "
    "official spokesman spokeswoman spokesperson sister brother mother father son daughter wife "
    "husband widow uncle aunt cousin grandmother grandfather teacher professor lawyer attorney "
    "analyst expert scientist researcher witness resident neighbor neighbour child pilot driver "
    "priest bishop"
)
"""What many people of a story may be: "the officer" is somebody only where the article calls that
one an officer. Of 28 descriptions led to a person by the network, in articles of fifteen stories,
16 with such a noun, or "envoy", were of somebody else and none was right; speakers on PolNeAR's
labels, train and dev, 3,120 and 639 right without, 3,119 and 639 so. Envoys, ambassadors and
diplomats are left out: of five in the seeds and one more story four are led rightly."""
_PAST: Final = names.word_set("former ex retired late then onetime ousted")
_MADE: Final = re.compile(
    r"\b(?:made|making|posted|published) the (?:\w+ )?"
    r"(?:claims?|comments?|remarks?|allegations?|accusations?|statement|announcement)\b"
)
_OPENS: Final = re.compile(r",\s(?:(?:who|whose)\s|\d\d,\s|(?:an?|the)\s)")
"""What follows a name that is told for the first time."""
_STEM: Final = 5
"""Letters by which words of two tellings are alike: "suspended", "suspension"."""
_SAME_WORDS: Final = 2
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


def may_hold(article: Article, phrase: str, actor: str) -> bool:
    """Whether a description with such an office can mean a person.

    The article must tell so; or it tells of nobody that they hold it, and nothing of this person.
    """
    head = phrases.head(phrase)
    if head in TOLD_ONLY and (held := article.actors.get(actor)) and held.kind == "person":
        named = {word for form in (held.name, *held.aliases) for word in names.words(form)}
        if head not in named and not _told_as(article, actor, head):
            return False
    if head not in HOLDERS or _told_as(article, actor, head):
        return True
    titled = [one for one in article.descriptions[actor] if len(one) > len("Mrs.")]
    return not titled and not any(
        _told_as(article, key, head) for key, a in article.actors.items() if a.kind == "person"
    )


def _told_as(article: Article, actor: str, head: str) -> bool:
    told = article.worded[actor]
    return head in told.heads | told.told


def holder(article: Article, source: Span) -> str | None:
    """The one person of the article who holds the office that a source names.

    "The country's interior minister", in a headline, is "Interior Minister Ann Roe" of the text.
    All that the source says of the office must be told of the person, wherever that is.
    """
    phrase = source.of(article.text)
    head = phrases.head(phrase)
    words = {re.sub(r"['’]s?$", "", word) for word in names.words(phrase)}
    if head not in HOLDERS or phrases.is_plural(phrase) or words & _PAST:
        return None
    which = words - names.SMALL - phrases.DEFINITE - names.word_set("a an country nation") - {head}
    lands = _lands(phrase)
    which -= {word for word in which if _lands(word.title())}
    found = []
    for key, actor in article.actors.items():
        told = article.worded[key].told
        theirs = {code for one in article.descriptions[key] for code in _lands(one)}
        one_land = not lands or bool(lands & theirs)
        holds = _told_as(article, key, head) and which <= told and one_land
        if actor.kind == "person" and holds:
            found.append(key)
    others = [key for key in found if not (_told_past(article, key) and len(found) > 1)]
    return others[0] if len(others) == 1 else None


def _told_past(article: Article, actor: str) -> bool:
    return any(_PAST & set(names.words(told)) for told in article.descriptions[actor])


def named_next(
    article: Article, source: Span, content: Sequence[Span], statements: Sequence[Statement]
) -> str | None:
    """The person whom the next sentence names as having said what a lead's "a farmer" said.

    "A farmer claims that the well was poisoned. Ann Roe, who keeps goats, told Radio Rell that
    somebody had poisoned it." The name must open the sentence, be new, be introduced there, and be
    the source of the same words or have "made the claim".
    """
    phrase = source.of(article.text)
    noun = phrases.noun(phrases.head(phrase))
    if noun is None or "person" not in noun.kinds or noun.plural or not _INDEFINITE.match(phrase):
        return None
    here = article.sentence_number(source.start)
    end = max(part.end for part in content)
    for place, actor in article.places:
        known = article.actors[actor].kind != "person" or article.spans_of[actor][0] != place
        if place.start < end or known:
            continue
        at = article.sentences.at(place.start)
        if at is None or article.sentence_number(place.start) > here + SOON:
            return None
        sentence = article.sentences.spans[at]
        opens = not article.text[sentence.start : place.start].strip()
        whole = len(place.of(article.text).split()) > 1
        if not (opens and whole and _OPENS.match(article.text, place.end)):
            return None
        if _MADE.search(article.text, place.end, sentence.end):
            return actor
        wanted = _stems(article.text, content)
        for other in statements:
            spoken = any(span.overlaps(place) for span in other.source)
            if spoken and len(wanted & _stems(article.text, other.content)) >= _SAME_WORDS:
                return actor
        return None
    return None


def _stems(text: str, content: Sequence[Span]) -> set[str]:
    words = [word for part in content for word in names.words(part.of(text))]
    return {word[:_STEM] for word in words if len(word) >= _STEM}


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
