"""Which names a source has as its head: those who speak, not their country, employer or topic.

Takes an article and the span of a source, gives the actors that it names as speaking. Pronouns,
descriptions and sources without a name are for `steps.speakers`.
"""

from __future__ import annotations

import re

from hearsay import names
from hearsay.steps import phrases
from hearsay.steps.antecedents import Article
from hearsay.types import ActorKind, Span

_LINKING = re.compile(
    r"(?:\s*\([^()]{1,12}\))?[,\s]*(?:and|&|n?or|as well as|along with)?[,\s]*(?:the\s+|both\s+)?"
    r"(?:(?:former|fellow|then|[A-Z][\w.’'-]*)\s+){0,4}"
)
_LISTS = re.compile(r"\b(?:and|nor|as well as|along with)\b|&")
_APART = re.compile(
    r"(?:\s+(?:of|from|for|in)\s+(?:the\s+)?[A-Z][\w.’'-]*(?:\s+(?:of\s+)?[A-Z][\w.’'-]*){0,3}|"
    r",[^,;:“”\"]{3,70},?|\s*\([^()]{1,30}\))?\s*,?\s*(?:and|&)\s+(?:the\s+)?"
    r"(?:(?:former|fellow|then)\s+|[a-z]+(?:-[a-z]+)?\s+(?=[A-Z])|[A-Z][\w.’'-]*\s+(?:of\s+)?){0,5}"
)
"""Between two people named side by side, the first with an office or a place of his own: "Ann Roe
of Rell and Senator Jon Doe"."""
_PREPOSITION = re.compile(
    r"\b(?:of|from|for|with|at|in|to|by|on|like|about|near|inside|against|between|behind|under|"
    r"including|within|over|toward|towards|into|than|per|via|courtesy of)\s+"
    r"(?:the\s+|an?\s+|its\s+|his\s+|her\s+|their\s+)?(?:[\w.’'-]+\s+){0,5}$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Dd]irector|[Hh]ead|[Cc]hair(?:man|woman)?|[Cc]ommissioner)\s+"
    r"(?:of|for)\s+(?:[A-Z][\w-]*(?:,|\s+and)?\s+)+$"
)
"""An office right before its holder's name: "Minister of Trade and Labour Ann Roe"."""
_COMES_FROM = re.compile(r"-(?:based|born|listed|headquartered|bound|educated|trained)\b")
_RELATIVE = re.compile(r"\b(?:who|whom|which|whose|that)\b", re.IGNORECASE)


_INCLUDING = re.compile(
    r"(?P<all>[^,;:“”\"]{3,70}?),?\s+(?:including|among them)\s+(?P<some>[^;:“”\"]+)"
)
_AND_OTHERS = re.compile(
    r"(?:\s*\([^()]{1,30}\)|,[^,;:“”\"]{3,70},)?\s*,?\s*(?:and|or|nor|as well as|along with)\s+"
    r"(?P<others>(?:(?:his|her|its|their|other|several|some|many|two|three|a|an|one|various)\s+"
    r"|[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+){0,2}['’]s?\s+(?=[a-z]))[^,;:“”\"]{3,60})"
)
"""Behind the last name of a source: "Roe and two of her aides"."""


def speaking(article: Article, source: Span) -> tuple[list[str], str | None]:
    """The actors that a source names as speaking, and the phrase of those who speak with them.

    "Acme and several of its rivals" are Acme and others; of "papers, including the Rell Herald" one
    is named. Readers have a statement for each: of 35 sources of several in the 240 articles of
    training/labels 11 were split without this, 14 with it.
    """
    text = article.text
    listed = _INCLUDING.fullmatch(text, source.start, source.end)
    if listed is not None:
        some = Span(*listed.span("some"))
        if named := named_heads(article, some):
            return named, phrases.label(listed["all"]) or None
    named = _with_bodies(article, source, named_heads(article, source))
    if not named:
        return [], None
    ends = [s.end for s, a in article.places if source.covers(s) and a == named[-1]]
    others = _AND_OTHERS.fullmatch(text, max(ends), source.end) if ends else None
    return named, (phrases.label(others["others"]) or None) if others else None


_BODY_FIRST = re.compile(r"(?:[Bb]oth\s+|[Nn]either\s+)?(?:[Tt]he\s+)?")
_AND = re.compile(r",?\s+(?:and|nor|as well as|along with)\s+(?:both\s+)?(?:the\s+)?")


def _with_bodies(article: Article, source: Span, named: list[str]) -> list[str]:
    """The people that a source names, with a body named beside them: "Acme and Ann Roe"."""
    if not named or article.actors[named[0]].kind != "person":
        return named
    text = article.text
    people = [s for s, a in article.places if source.covers(s) and a in named]
    bodies = [
        (place, actor)
        for place, actor in article.places
        if source.covers(place)
        and article.actors[actor].kind in ("organisation", "government", "armed_group", "media")
        and may_head(article, source, place, actor)
    ]
    first = [
        actor
        for place, actor in bodies
        if people
        and place.end < people[0].start
        and _BODY_FIRST.fullmatch(text, source.start, place.start)
        and _AND.match(text, place.end)
    ]
    last = [
        actor
        for place, actor in bodies
        if people
        and _AND.fullmatch(text, people[-1].end, place.start)
        and not text[place.end : source.end].strip(" ,")
    ]
    return list(dict.fromkeys((*first[:1], *named, *last[:1])))


def named_heads(article: Article, source: Span) -> list[str]:
    """The actors that a source names as its head, not as somebody's country, employer or topic.

    "Acme spokesman Ann Roe" names Roe, "the head of Acme" nobody, "Roe and Doe" both.
    """
    text = article.text
    # "RL" tagged in "AB/RL" is the whole name too
    inside = [(s, a) for s, a in article.places if source.covers(s) or s.covers(source)]
    able = [(s, a) for s, a in inside if may_head(article, source, s, a)]
    if not able:
        return []
    people = [(s, a) for s, a in able if article.actors[a].kind == "person"]
    chosen = people or able
    heads = [chosen[0]]
    for place, actor in chosen[1:]:
        between = text[heads[-1][0].end : place.start]
        joined = (_LISTS.search(between) or "," in between) and (
            _LINKING.fullmatch(between)
            or (bool(people) and (_APART.fullmatch(between) or _leads_to_holder(between)))
        )
        if not joined:
            break
        heads.append((place, actor))
    if len(heads) > 1 and not _LISTS.search(text[heads[-2][0].end : heads[-1][0].start]):
        heads = heads[:1]  # "Roe, Acme" is an apposition, not a list
    return list(dict.fromkeys(actor for _, actor in heads))


def _leads_to_holder(between: str) -> bool:
    """Whether words between two people introduce the second: " and Acme crime analyst "."""
    match = re.fullmatch(r",?\s+(?:and|&)\s+((?:[\w.’'-]+\s+){1,6})", between)
    if match is None:
        return False
    last = phrases.noun(match.group(1).split()[-1])
    return last is not None and "person" in last.kinds


def tells_of_media(following: str, kind: ActorKind) -> bool:
    """Whether a state's name only tells which media report: "Kenyan media" are not Kenya."""
    word = re.match(r"\W*([\w-]+)", following)
    noun = phrases.noun(names.folded(word.group(1))) if word else None
    return kind in ("government", "place") and noun is not None and "media" in noun.kinds


def may_head(article: Article, source: Span, place: Span, actor: str) -> bool:
    text = article.text
    left, right = text[source.start : place.start], text[place.end : source.end]
    if _COMES_FROM.match(right):
        return False
    if re.match(r"['’]s?\s", right) or (re.fullmatch(r"['’]s?", right.strip()) and right.strip()):
        return bool(re.fullmatch(r"['’]s?\s*", right)) and not re.sub(
            r"\s*\b(?:the)\b\s*", "", left, flags=re.IGNORECASE
        )
    if _PREPOSITION.search(_OFFICE.sub("", left)) and not re.search(r"[,;]\s*$", left):
        return False
    if _RELATIVE.search(left):
        return False
    following = re.match(r"(?:/[\w.]+)*[\s-]+([\w-]+)", right)
    if following is None:
        return True
    word = names.folded(following.group(1))
    if word in phrases.AFTER_HEAD or word in {"himself", "herself", "itself", "also", "s"}:
        return True
    noun = phrases.noun(word)
    person = article.actors[actor].kind == "person"
    if noun is None:
        last = phrases.head(right)
        known = phrases.noun(last)
        return known is None and (person or last != word)
    if person:
        return False
    kind = article.actors[actor].kind
    if kind == "people" or tells_of_media(right, kind):  # "the Kenyan paper" is no Kenyans
        return False
    return word in names.GENERIC and not noun.kinds & {"person", "people"}
