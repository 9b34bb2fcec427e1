"""Through whom a statement's words came: the outer speaker, the medium told, the one quoted after.

Takes a statement whose speaker is known, gives it back with `via`, nearest the speaker first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hearsay import names
from hearsay.steps import agentless, framed, named_claims, pointed
from hearsay.steps.antecedents import Article
from hearsay.types import Reason, Span, Statement

_LEAD = re.compile(
    r"(?:^|\b(?:told|tells|telling|tell|interview(?:ed)?\s+(?:with|by|on|for)|according to|"
    r"appear(?:ed|ing|ance)\s+on|speaking\s+(?:to|on|with)|spoke\s+(?:to|with)|statement\s+to|"
    r"email\s+to|quoted\s+(?:by|in)|reported\s+by|cited\s+by|published\s+(?:by|in)|wrote\s+in|"
    r"comments?\s+to|remarks?\s+to|written\s+for|on))\s+(?:the\s+)?(?:[\w'’.-]+\s+){0,3}$",
    re.IGNORECASE,
)

_APPEARS = re.compile(
    r"\b(?:interviews?(?:ed)?\s+(?:with|by|on|for|to)|appear(?:ed|ing|ance)\s+on|"
    r"speaking\s+(?:to|on|with)|spoke\s+(?:to|on|with)|told|telling|writing\s+(?:in|for)|"
    r"(?:statement|email|comments?|remarks?)\s+to|op-ed\s+(?:in|for)|"
    r"(?:article|column|essay|editorial|piece)\s+(?:in|for))\s+(?:the\s+)?[\"“‘']*"
    r"(?:[\w'’.-]+\s+){0,3}[\"“‘']*$",
    re.IGNORECASE,
)
"""What leads to a medium outside the words between cue and content."""
_TELLING = re.compile(
    r"^(?:told|telling|tells?)\s+(?:the\s+)?(?:[\w'’.-]+\s+){0,3}$", re.IGNORECASE
)

POINTED_AT_LEAST = 0.3
"""The network's share from which a medium is taken for a relay. Relays F1 on the stories,
gold/articles/dev and labels/dev 0.579, 0.545 and 0.386 at 0.2, 0.580, 0.553 and 0.391 at this,
0.552, 0.513 and 0.339 at 0.4."""
NEAR = 1
"""Sentences within which that medium must be named: 0.580 and 0.391 with 1, 0.571 and 0.386 with 3,
0.505 and 0.304 without a limit, precision on labels/dev 0.53, 0.51 and 0.31."""
_QUOTING = 200
"""Characters before somebody's words within which who quotes them is named."""
REACH = 12
"""Sentences over which the medium that a speaker told still holds for what the same one says: on
the stories and labels/dev 0.568 and 0.362 with 4, 0.580 and 0.391 with 8, 0.603 and 0.422 with 12,
the same with more."""


@dataclass(frozen=True, slots=True)
class Told:
    """The medium that a statement was made to, and how that is known."""

    medium: str
    why: Reason


def media_told(article: Article, statements: Sequence[Statement]) -> dict[str, Told]:
    """The medium that each statement was made to, by the statement's id.

    "Ann Roe told the Gazette" holds for what Roe says in the sentences after it too, until she
    speaks to another. statements: in the order of the text.
    """
    found: dict[str, Told] = {}
    last: dict[str, tuple[str, int, str]] = {}
    for statement in statements:
        who = statement.speaker or names.normal(statement.speaker_label or "")
        if not who:
            continue
        at = article.sentence_number(
            (statement.source or statement.cue or statement.content)[0].start
        )
        told = _told(article, statement) or _pointed_at(article, statement)
        if told is None and who in last and at - last[who][1] <= REACH:
            medium, _, earlier = last[who]
            name = article.actors[medium].name
            told = Told(medium, Reason("told", f"goes on speaking to {name}", (medium, earlier)))
        if told is not None and told.medium != statement.speaker:
            found[statement.id] = told
            last[who] = (told.medium, at, statement.id)
    return found


def relayed(
    article: Article,
    statement: Statement,
    resolved: dict[str, Statement],
    told_to: dict[str, Told],
) -> Statement:
    """The statement with those between its speaker and this outlet."""
    chain: list[str] = []
    because: list[Reason] = []
    if told := told_to.get(statement.id):
        chain.append(told.medium)
        because.append(told.why)
    seen = {statement.id}
    # who denies a claim that they name does not pass it on
    above = None if named_claims.is_named_claim(statement) else statement.parent
    outer = resolved.get(above) if above else None
    while outer is not None and outer.id not in seen:
        seen.add(outer.id)
        speaker = outer.speaker or outer.speaker_label
        own = statement.speaker or statement.speaker_label
        if (
            speaker
            and speaker not in chain
            and speaker != own
            and not agentless.is_agentless(outer)  # "reportedly" passes nothing on
        ):
            chain.append(speaker)
            because.append(
                Reason("nested", "told by the speaker of the statement around it", (outer.id,))
            )
        further = told_to.get(outer.id)
        others = (statement.speaker, outer.speaker, *chain)
        if further is not None and further.medium not in others:
            chain.append(further.medium)
            because.append(further.why)
        outer = resolved.get(outer.parent) if outer.parent else None
    if not chain:
        return statement
    return replace(statement, via=tuple(chain), because=(*statement.because, *because))


def _told(article: Article, statement: Statement) -> Told | None:
    """The medium that the words were told to, named beside the cue or before it."""
    actor = _quoting(article, statement) or _medium_named(article, statement)
    if actor is None:
        return None
    return Told(actor, Reason("told", f"told {article.actors[actor].name}", (actor,)))


def _quoting(article: Article, statement: Statement) -> str | None:
    """Who quotes the speaker: "the Press quoted Roe as saying"."""
    start, end = statement.content[0].start, statement.content[-1].end
    for reason in statement.because:
        if reason.rule == framed.QUOTED_BY:
            for place, actor in reversed(article.places):
                near = start - _QUOTING <= place.start and place.end <= end
                if near and place.of(article.text) in reason.detail and actor != statement.speaker:
                    return actor
    return None


def _medium_named(article: Article, statement: Statement) -> str | None:
    if not statement.cue:
        return None
    text, cue = article.text, statement.cue[-1]
    at = article.sentences.at(cue.start)
    if at is None:
        return None
    sentence = article.sentences.spans[at]
    ceiling = min([sentence.end, *(p.start for p in statement.content if p.start >= cue.end)])
    window = Span(cue.start, max(cue.end, ceiling))
    for place, actor in article.places:
        if place.start >= sentence.end:
            break
        if place.start < sentence.start or not _is_medium(article, actor):
            continue
        if window.covers(place):
            if _LEAD.search(text[window.start : place.start]):
                return actor
            continue
        said = any(part.overlaps(place) for part in statement.content)
        if not said and _APPEARS.search(text[sentence.start : place.start]):
            return actor
        if said and _TELLING.search(text[cue.start : place.start]):
            # the content was taken to open with the one who was told
            return actor
    return None


def _pointed_at(article: Article, statement: Statement) -> Told | None:
    """The medium that the network takes for the one who passed the words on."""
    opinion = pointed.shares(article, statement, "via") or {}
    here = article.sentence_number(statement.content[0].start)
    media = {
        a: p
        for a, p in opinion.items()
        if a is not None
        and _is_medium(article, a)
        and any(abs(article.sentence_number(s.start) - here) <= NEAR for s in article.spans_of[a])
    }
    best = max(media, key=lambda a: (media[a], a), default=None)
    if best is None or media[best] < POINTED_AT_LEAST:
        return None
    why = f"passed on by {article.actors[best].name} with {media[best]:.2f}"
    return Told(best, Reason("told", why, (best,)))


def _is_medium(article: Article, actor: str) -> bool:
    found = article.actors[actor]
    return found.kind == "media" or any(names.outlet(f) for f in (found.name, *found.aliases))
