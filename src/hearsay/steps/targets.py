"""Whom a statement is about, and at whom an accusation, denial, demand or warning is directed.

Takes statements in the order of the text with attitude and speaker, gives them back with `about`
and `target`. Candidates are ranked by where the words put them: object of the cue, subject of the
content, the one a pronoun there stands for, the accuser whom a denial answers. Precision first:
nobody is a target unless clearly likelier than all others; nobody who is only mentioned.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hearsay import names
from hearsay.steps import (
    antecedents,
    attitude,
    denials,
    doers,
    passives,
    phrases,
    pointed,
    suffering,
    wrongs,
)
from hearsay.steps.antecedents import Article, Said
from hearsay.types import ActorKind, Reason, Span, Statement

AIMED = frozenset({"accuse", "deny", "demand", "warn"})

_VERBS = (
    r"(?:accus\w+|blam\w+|urg\w+|call(?:s|ed|ing)?\s+(?:on|upon|for|out)|warn\w+|ask\w*|order\w*|"
    r"tell\w*|told|demand\w*|press\w*|condemn\w*|criticiz\w+|criticis\w+|denounc\w+|slam\w*|"
    r"attack\w*|charg\w+|charges?\s+against|implor\w+|beg\w*|advis\w+|challeng\w+|fault\w*|"
    r"lash\w*\s+out\s+at|rebuk\w+|responsib\w+\s+(?:on|for)|mock\w*|ridicul\w+|assail\w*|blast\w*|"
    r"chid\w+|scold\w*|push\w*|encourag\w+|implicat\w+|suspect\w*|sued|suing|critical\s+of|"
    r"criticism\s+of|advice\s+(?:for|to)|appeal\w*\s+to|message\s+to|alleg\w+(?:\s+that)?|"
    r"(?:accusations?|allegations?|claims?|case|complaint|suit)\s+against|plead\w*\s+with|want\w*)"
)
_MODIFIERS = (
    r"(?:the\s+|his\s+|her\s+|their\s+|its\s+|both\s+|former\s+|fellow\s+|both\s+|[\w.-]+ly\s+|"
    r"[A-Z][\w.-]*\s+){0,3}"
)
_OBJECT = re.compile(rf"\b{_VERBS}\s+{_MODIFIERS}$")
_TELLS = re.compile(r"\b(?:told|tell\w*)\s+(?:the\s+)?$", re.IGNORECASE)
_ACCUSES = re.compile(r"\b(?:accus|blam|alleg|charg)", re.IGNORECASE)
_BLAMES = re.compile(r"\b(?:accus|blam|charg)", re.IGNORECASE)
_OBLIQUE = re.compile(
    r"\b(?:of|from|for|with|at|in|to|by|on|like|about|near|inside|against|between|behind|under|over|"
    r"than|toward|towards|into)\s+(?:the\s+|an?\s+|his\s+|her\s+|their\s+)?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"[\W_]*(?:that\s+|of\s+)?(?P<phrase>(?:the|this|that|its|his|her)(?:\s+[\w-]+){1,4})\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|him|his|her|them|their|its)\b", re.IGNORECASE)
_THIRD = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"[\W_]*(?:that|of|for|if|and|but|because|how|so|well|yes|no|when|what|the fact that)?[\W_]*",
    re.IGNORECASE,
)
_PARTS = names.GENERIC | names.word_set(
    "camp campaign supporters allies aides backers voters policies policy plan proposal statement"
)
_OWN_PEOPLE = re.compile(
    r"gunm[ae]n|militants?|fighters?|insurgents?|rebels?|terrorists?|extremists?|soldiers?|troops|"
    r"forces|police|officials?|authorities|government|leaders?|leadership|regime|army|military"
)
_JOINED = re.compile(r"\s*(?:,\s*)?(?:and|&|,)\s+(?:the\s+)?(?:[A-Z][\w.]*\s+)?")

FEATURES = (
    "object", "object pronoun", "subject", "first", "alone", "named", "possessor", "oblique",
    "subject pronoun", "pronoun", "description", "beside", "same speaker's target", "last target",
    "answers", "spoke last", "share", "recent", "none",
)  # fmt: skip
WEIGHTS: dict[str, dict[str, float]] = {
    "accuse": {
        "object": 1.9, "object pronoun": 2.3, "subject": 1.7, "first": -0.2, "alone": -0.2,
        "named": 2.5, "possessor": -0.3, "oblique": -0.5, "subject pronoun": 2.3,
        "pronoun": 2.2, "description": 2.8, "beside": 1.2, "same speaker's target": 0.2,
        "last target": 0.8, "answers": -0.3, "spoke last": 1.0, "share": 1.6,
        "recent": 1.0, "none": 3.2,
    },
    "demand": {
        "object": 1.9, "object pronoun": 2.5, "subject": 2.4, "first": 0.0, "alone": -0.5,
        "named": 1.6, "possessor": -0.2, "oblique": -0.1, "subject pronoun": 2.5,
        "pronoun": 1.6, "description": 2.6, "beside": 1.5, "same speaker's target": -0.3,
        "last target": -0.0, "answers": 0.3, "spoke last": 1.4, "share": 0.9,
        "recent": 1.3, "none": 4.3,
    },
    "warn": {
        "object": 1.7, "object pronoun": 2.1, "subject": 1.3, "first": 0.1, "alone": -0.5,
        "named": 1.5, "possessor": 0.6, "oblique": -0.3, "subject pronoun": 2.1,
        "pronoun": 2.6, "description": 2.5, "beside": 0.7, "same speaker's target": 0.0,
        "last target": 0.7, "answers": 0.3, "spoke last": 0.7, "share": 1.7,
        "recent": 1.8, "none": 5.5,
    },
}  # fmt: skip
"""Log-linear weights of the features, one fit for each attitude on PolNeAR's training labels, drawn
towards a fit on all. "none" is then lowered by 1.0 for accusations and 0.5 for demands: right of
given on the training labels 230 of 323 and 53 of 86, before that 204 of 267 and 42 of 64."""
OBJECT = 3.0
"""Added for the object of the cue, who is the one accused in 32 of 39 cases of the training labels
and the one asked in 12 of 18; the fit sees too few of them."""
LIKELY = 0.8
"""Share of all candidates' odds from which one is a target; better nobody than the wrong one. Of
the 19 targets of accusations in the 240 articles of training/labels that lie between 0.5 and 0.95
readers have 2. Precision and F1 on the stories 0.75 0.434 at 0.5, 0.76 0.437 at 0.65, 0.76 0.429
at this; right in labels/dev 26 of 119 at 0.65, 25 at this."""
LIKELY_ACCUSED, LIKELY_PRIVATE = 0.5, 0.6
"""The same after a word that accuses ("blamed"); and there for a person of whom no office is
told."""
DOER_AT_LEAST = 0.6
"""How sure it must be for whom a pronoun stands that tells who did a wrong. Not swept."""
SUBJECT_AT_LEAST = 0.6
"""How sure it must be of whom somebody speaks as "he" to be among those the words are about: of 31
such pronouns of the development stories right 26 at 0.6."""
SHOWN = (
    "object", "object pronoun", "subject", "named", "subject pronoun", "pronoun", "description",
    "beside",
)  # fmt: skip
HEARD, LIKELY_WORDED = 0.25, 0.85
"""Where the network's share for an accusation is below the first, its content tells of a wrong that
nobody may be charged with: "the plotter was killed by troops". Then a target must be as likely as
the second; on the stories F1 is 0.338 at 0.5, 0.322 at this, precision 0.63 both, but on articles
of a further story the troops stood accused at 0.5."""
BY_WORDING, BY_NETWORK = 1.0, 0.8
"""Weights of the two opinions' logarithms. Targets F1 on the stories and accuracy on labels/dev
0.26 and 0.10 without the network, 0.29 and 0.20 with 0.4 of it, 0.32 and 0.22 with this, precision
0.63 each time; with 1.2 0.34 and 0.23 at a precision of 0.59. Of the wording, 0.5 and 1.0 give
0.307 and 0.317, precision 0.59 and 0.60."""


@dataclass(frozen=True, slots=True)
class Context:
    """What has been said before a statement: speakers for pronouns, statements with targets."""

    said: tuple[Said, ...]
    before: tuple[Statement, ...]


def directed(article: Article, statements: Sequence[Statement]) -> dict[str, Statement]:
    """The statements, by id, with the actors they mention and those they are aimed at.

    statements: in the order of the text, speakers known.
    """
    out: dict[str, Statement] = {}
    said: list[Said] = []
    before: list[Statement] = []
    for statement in statements:
        about = tuple(
            dict.fromkeys(a for part in statement.content for a in article.named_in(part))
        )
        bearer = _subject(article, statement, tuple(said[-4:]))
        if bearer is not None and bearer not in about:
            about = (*about, bearer)
        done = replace(statement, about=about)
        if statement.attitude == "deny":
            done = denials.answered(article, done, before, statements)
        elif statement.attitude in AIMED:
            done = _aimed(article, done, Context(tuple(said[-4:]), tuple(before)))
        out[statement.id] = done
        before.append(done)
        at = (statement.source or statement.cue or statement.content)[0].start
        said.append(Said(at, statement.speaker, statement.speaker_label))
    return out


def _subject(article: Article, statement: Statement, said: Sequence[Said]) -> str | None:
    """For whom the he, she or they stands that opens what is said, if that is sure.

    Nobody speaks of themselves as "he" between quotation marks.
    """
    for part in statement.content:
        found = _THIRD.search(article.text, part.start, part.end)
        if found is None:
            continue
        lead = Span(statement.content[0].start, found.start())
        if any(article.actors[a].kind == "person" for a in article.named_in(lead)):
            return None
        quoted = article.quotations.at(found.start()) is not None
        choice = antecedents.choose(
            article,
            Span(*found.span()),
            (),
            said,
            antecedents.PRONOUN,
            but=statement.speaker if quoted else None,
        )
        sure = choice.probability >= SUBJECT_AT_LEAST and choice.actor != statement.speaker
        return choice.actor if sure else None
    return None


def _aimed(article: Article, statement: Statement, context: Context) -> Statement:
    if passives.is_passive(article, statement):
        return passives.aimed_at_subject(article, statement, context.said)
    if attitude.untold(statement):
        return statement
    if statement.attitude == "accuse" and (done := _doer(article, statement, context)):
        return done
    found = rows(article, statement, context)
    weights = WEIGHTS[statement.attitude]
    scores = [
        sum(weights[f] * value for f, value in row.items())
        + OBJECT * max(row["object"], row["object pronoun"])
        for _, row in found
    ]
    opinion = pointed.shares(article, statement, "target")
    if opinion is not None:
        scores = _pooled(scores, [pointed.log_share(opinion, actor) for actor, _ in found])
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    best = max(range(len(found)), key=lambda i: (scores[i], -i))
    actor, row = found[best]
    chance = odds[best] / sum(odds)
    if actor is None:
        return statement
    if chance < _enough(article, statement, actor) or not any(row[one] for one in SHOWN):
        return statement  # who was aimed at before is no evidence by itself
    if attitude.barely_heard(statement, article.actors[actor].kind):
        return statement
    target = (actor, *_side_by_side(article, statement, actor))
    why = ", ".join(f for f in FEATURES[:-1] if row[f] * weights[f] > 0 and f != "share")
    named = ", ".join(article.actors[one].name for one in target)
    reason = Reason("target", f"aimed at {named} with {chance:.2f}: {why}", target)
    return replace(statement, target=target, because=(*statement.because, reason))


def _doer(article: Article, statement: Statement, context: Context) -> Statement | None:
    """A charge with the one who did what it tells; None where its cue or nothing tells who did."""
    if article.reading is None or any(_ACCUSES.search(p.of(article.text)) for p in statement.cue):
        return None
    named = [(place, article.actors[actor]) for place, actor in article.places]
    groups = wrongs.armed(article.actors.values())
    for deed in doers.deeds(article.text, article.reading, article.predicates, statement.content):
        doer = doers.charged(article.text, deed, named, groups)
        if doer is None or deed.doer is None:
            continue
        actor, why = doer.actor, f"“{doer.told.strip()}” did it: “{deed.word.of(article.text)}”"
        if actor is None and doers.is_pronoun(doer):
            if deed.noun:
                continue
            choice = antecedents.choose(article, deed.doer, (), context.said, antecedents.PRONOUN)
            actor = choice.actor if choice.probability >= DOER_AT_LEAST else None
        elif actor is None and not doers.is_one_fighter(doer):
            actor = doers.armed_alone(article.actors.values())
        if actor is None or denials.one_side(article, actor, statement.speaker):
            continue
        if actor in statement.via:
            continue
        reason = Reason("target", f"{why}: {article.actors[actor].name}", (actor,))
        return replace(statement, target=(actor,), because=(*statement.because, reason))
    return None


def _enough(article: Article, statement: Statement, actor: str) -> float:
    """How likely a target must be: likelier where the charge is read off the content's words."""
    if statement.attitude != "accuse":
        return LIKELY
    if any(_BLAMES.search(part.of(article.text)) for part in statement.cue):
        return LIKELY_PRIVATE if article.is_private(actor) else LIKELY_ACCUSED
    if article.reading is not None:
        heard = article.reading.judge("attitude", statement.cue, statement.content)["accuse"]
        if heard < HEARD and not any(_ACCUSES.search(p.of(article.text)) for p in statement.cue):
            return LIKELY_WORDED
    return LIKELY


def _pooled(worded: Sequence[float], told: Sequence[float]) -> list[float]:
    """Scores by the wording and the network's log-shares as one: a weighted sum of logarithms."""
    return [BY_WORDING * a + BY_NETWORK * b for a, b in zip(worded, told, strict=True)]


def _side_by_side(article: Article, statement: Statement, actor: str) -> Iterator[str]:
    """Those named right after the target with "and" in cue or content: "Roe and Doe"."""
    for part in (*statement.cue, *statement.content):
        inside = [(s, a) for s, a in article.places if part.covers(s)]
        for at, (place, name) in enumerate(inside):
            if name != actor:
                continue
            end, listed = place.end, []
            for following, other in inside[at + 1 :]:
                between = article.text[end : following.start]
                if not _JOINED.fullmatch(between):
                    break
                listed.append((other, between))
                end = following.end
            while listed and "and" not in listed[-1][1] and "&" not in listed[-1][1]:
                listed.pop()
            yield from dict.fromkeys(
                other for other, _ in listed if other not in (actor, statement.speaker)
            )
            return


def rows(
    article: Article, statement: Statement, context: Context
) -> list[tuple[str | None, dict[str, float]]]:
    """The actors that a statement may be aimed at with their features; last is none of them."""
    total = sum(len(spans) for spans in article.spans_of.values()) or 1
    found: dict[str, dict[str, float]] = {}
    start = min(p.start for p in (*statement.source, *statement.cue, *statement.content))
    here = article.sentence_number(start)
    for key, actor in article.actors.items():
        if key in statement.via or actor.kind in ("place", "document"):
            continue
        if denials.one_side(article, key, statement.speaker):
            continue
        row = dict.fromkeys(FEATURES, 0.0)
        row["share"] = math.log(1 + 10 * len(article.spans_of[key]) / total)
        if last := article.last_before(key, start):
            apart = here - article.sentence_number(last.start)
            row["recent"] = 1 / (1 + apart) if apart <= 4 else 0.0
        found[key] = row
    _by_names(article, statement, found)
    _by_pronouns(article, statement, context, found)
    _by_what_was_said(statement, context, found)
    return [*found.items(), (None, dict.fromkeys(FEATURES, 0.0) | {"none": 1.0})]


def _by_names(article: Article, statement: Statement, found: dict[str, dict[str, float]]) -> None:
    """Where cue and content name the candidates."""
    text = article.text
    cue = statement.cue[0] if statement.cue else statement.content[0]
    at = article.sentences.at(cue.start)
    sentence = article.sentences.spans[at] if at is not None else cue
    inside: list[str] = []
    objects: list[str] = []
    victims, last_end = set[str](), 0
    owners: dict[str, bool] = {}
    for place, actor in article.places:
        if actor not in found:
            continue
        row = found[actor]
        part = next((p for p in statement.content if p.covers(place)), None)
        near = sentence.covers(place)
        if part is None and not near:
            continue
        if any(s.covers(place) for s in statement.source) or doers.is_a_national(text, place):
            continue
        if _suffers(text, place):
            victims.add(actor)
        possessor = _qualifies(text, place, article.actors[actor].kind)
        lead = text[cue.start : place.start] if place.start >= cue.start else ""
        if lead and place.start - cue.end < 60 and near and _OBJECT.search(lead) and not objects:
            told = article.actors[actor].kind == "media" and _TELLS.search(lead)
            row["possessor" if possessor or told else "object"] = 1.0
            objects.append(actor)
        if part is None:
            row["beside"] = 1.0
            continue
        row["named"] = 1.0
        owner = article.actors[actor].kind == "person" and suffering.is_anothers(text, place)
        owners[actor] = owners.get(actor, True) and owner
        before = text[part.start : place.start]
        if not inside:
            row["first"] = 1.0
        if actor not in inside:
            row["oblique"] = float(bool(_OBLIQUE.search(before)))
            if possessor:
                row["possessor"] = 1.0
            opening = _OPENING.match(before)
            rest = before[opening.end() :] if opening else before
            if len(rest.split()) <= 2 and not possessor and part == statement.content[0]:
                row["subject"] = float(not row["oblique"])
        if (
            inside
            and not possessor
            and suffering.TELLS_ANOTHER.fullmatch(text, last_end, place.start)
        ):
            victims.add(inside[-1])
        inside.append(actor)
        last_end = place.end
    if len(set(inside)) == 1:
        found[inside[0]]["alone"] = 1.0
    if statement.attitude == "accuse":
        victims |= {actor for actor, owner in owners.items() if owner and actor not in objects}
        for actor in victims:  # to whom it is done, or who only tells of it: not charged with it
            del found[actor]


def _suffers(text: str, place: Span) -> bool:
    """Whether the words around a name tell of a wrong done to it: "the killing of Roe"."""
    before = text[max(0, place.start - 60) : place.start]
    return bool(
        suffering.DONE_TO.search(before)
        or suffering.HELPED.search(before)
        or suffering.SUFFERED.match(text, place.end, place.end + 80)
    )


def _qualifies(text: str, place: Span, kind: ActorKind) -> bool:
    """Whether a name only tells whose or which another is: "Roe's lawyer", "Roe supporters".

    What an armed group's or a government's own people do, it does: "Front gunmen".
    """
    following = re.match(r"(['’]s?\s|['’]s\b)|[ -]([a-z][\w-]*)", text[place.end : place.end + 30])
    if following is None:
        return False
    word = following.group(2)
    if kind in ("armed_group", "government") and word is not None and _OWN_PEOPLE.fullmatch(word):
        return False
    return word is None or phrases.noun(word) is not None or word in _PARTS


def _by_pronouns(
    article: Article, statement: Statement, context: Context, found: dict[str, dict[str, float]]
) -> None:
    """Whom the pronouns of the content, and its opening description, stand for.

    Nobody is charged by a pronoun where a description opens the charge ("the aunt was held because
    he had called her"), nor by one that tells whose another is.
    """
    text, charge = article.text, statement.attitude == "accuse"
    if _by_description(article, statement, context, found) and charge:
        return
    reach = [*statement.content]
    if statement.cue:
        end = min(statement.cue[-1].end + 30, reach[0].start)
        if end > statement.cue[0].start:
            reach.insert(0, Span(statement.cue[0].start, end))
    tried = 0
    for part in reach:
        for match in _PRONOUN.finditer(text, part.start, part.end):
            word = match.group().casefold()
            if word in ("it", "its") or tried >= 4:
                continue
            if charge and suffering.tells_whose(text, Span(*match.span())):
                continue
            tried += 1
            choice = antecedents.choose(
                article, Span(*match.span()), (), context.said, antecedents.PRONOUN
            )
            if choice.actor is None or choice.actor not in found:
                continue
            row = found[choice.actor]
            lead = text[part.start : match.start()]
            opening = _OPENING.match(lead)
            opens = not lead[opening.end() :].strip() if opening else not lead.strip()
            if opens and part in statement.content and word in ("he", "she", "they"):
                name = "subject pronoun"
            else:
                start = statement.cue[0].start if statement.cue else part.start
                verb = _OBJECT.search(text[start : match.start()])
                name = "object pronoun" if verb and word in ("him", "her", "them") else "pronoun"
            row[name] = max(row[name], choice.probability)


def _by_description(
    article: Article, statement: Statement, context: Context, found: dict[str, dict[str, float]]
) -> bool:
    """Whom a description that opens the content stands for: "the company has lied".

    Whether a person is described, who does more than tell of another.
    """
    text, first = article.text, statement.content[0]
    opening = _DESCRIBES.match(text, first.start, first.end)
    if opening is None:
        return False
    start = opening.start("phrase")
    for word in phrases.WORD.finditer(text, start, opening.end()):
        noun = phrases.noun(names.folded(word.group()))
        if noun is None or noun.kinds & {"document"}:
            continue
        span = Span(start, word.end())
        if not any(span.overlaps(place) for place, _ in article.places):
            choice = antecedents.choose(article, span, (), context.said, antecedents.DESCRIPTION)
            if choice.actor is not None and choice.actor in found:
                found[choice.actor]["description"] = choice.probability
            tells = suffering.TELLS_ANOTHER.match(text, span.end)
            return tells is None and "person" in noun.kinds
        return False
    return False


def _by_what_was_said(
    statement: Statement, context: Context, found: dict[str, dict[str, float]]
) -> None:
    """Who was aimed at before, and who aimed at the speaker."""
    aimed = [s for s in context.before[-12:] if s.target]
    if aimed:
        for actor in aimed[-1].target:
            if actor in found:
                found[actor]["last target"] = 1.0
    own = [s for s in aimed if s.speaker is not None and s.speaker == statement.speaker]
    if own:
        for actor in own[-1].target:
            if actor in found:
                found[actor]["same speaker's target"] = 1.0
    against = [s.speaker for s in context.before if statement.speaker in s.target]
    if against and against[-1] is not None and against[-1] in found:
        found[against[-1]]["answers"] = 1.0
    others = [s.speaker for s in context.before[-3:] if s.speaker != statement.speaker]
    if others and others[-1] is not None and others[-1] in found:
        found[others[-1]]["spoke last"] = 1.0
