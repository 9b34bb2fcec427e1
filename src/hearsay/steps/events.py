"""Events: who did what to whom, whether it happened, and whether the outlet says so itself.

Takes an `Analysis` with dated clauses and their types (`dates`, `event_types`), statements and
actors, gives its events with sources, targets, mode, reality and the statements that they are known
from, and adds events without a date where a clause surely tells what one actor did to another.
Leaves places to `places` and joining over articles to `links.events`.

Who takes which part comes from the network's predicates and their arguments; where the weights have
none, no source or target is given to a dated event. What an argument names is an actor only where
its head is a name, or stands beside one in one phrase ("Front fighters", "leaders of the Front").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from hearsay.identity import identify
from hearsay.links.lemmas import SAYING_KEYS, lemma
from hearsay.links.triggers import trigger
from hearsay.model.predicates import Predicate
from hearsay.model.reading import Reading
from hearsay.spelling import word_set
from hearsay.steps.date_expressions import known
from hearsay.steps.dates import clause, label_of
from hearsay.steps.event_modes import mode_of
from hearsay.steps.event_types import YIELD, likeliest, parties
from hearsay.steps.event_wording import acts
from hearsay.text import Locator, sentences
from hearsay.types import Actor, Analysis, Event, Mention, Reality, Reason, Span, Statement

DEEDS: Final = frozenset(
    {
        "CONSULT", "RETREAT", "AID", "COOPERATE", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
        "ASSAULT",
    }
)  # fmt: skip
"""Types of which an event needs no date. What is only said stands in the ledger as a statement; as
an event beside it, "Osk accused Veld" would stand there twice."""
PREDICATE_AT_LEAST: Final = 0.5
"""Probability from which a word is believed to tell of something. Not swept."""
ARGUMENT_AT_LEAST: Final = 0.6
"""Share from which an argument's head is believed. Not swept on events: none of ours are labelled
with parties."""
HAPPENED_AT_LEAST: Final = 0.9
"""How surely a predicate must have happened to speak against a date that lies ahead."""

_NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|neither|cannot)|n['’]t)"
    r"(?:\s+(?:yet|been|be|have|has|had|ever|\w+ly))*\s*$",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:may|might|could)(?:\s+(?:have|be|been|also|soon|well|\w+ly))*\s*$", re.IGNORECASE
)
_CONDITION = re.compile(r"\b(?:if|unless|whether)\b[^,;.]*$", re.IGNORECASE)
_AHEAD = re.compile(
    r"(?:\b(?:will|shall|is to|are to|going to|set to|plan(?:s|ned|ning)? to|due to|about to"
    r"|wants? to|hopes? to|intends? to|vow(?:s|ed)? to|pledged? to|promised? to"
    r"|threaten(?:s|ed)? to)|['’]ll)"
    r"(?:\s+(?:be|also|soon|then|\w+ly))*\s*$",
    re.IGNORECASE,
)
_FUTURE_ANYWHERE = re.compile(
    r"\b(?:will|shall|would|to|due|scheduled|slated|expected|planned|plans?|upcoming|next|ahead)\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
_WITHIN_PHRASE = re.compile(r"(?:['’]s?)?(?:\s+[a-z][\w-]*)?\s+$")
_OF = re.compile(r"\s+of\s+(?:the\s+|its\s+)?(?:[a-z]+\s+)?$")
_ROW = re.compile(r",?\s+(?:and|or)\s+(?:the\s+)?$")
_MEMBERS: Final = word_set(
    "fighter fighters militant militants insurgent insurgents rebel rebels gunman gunmen troops "
    "soldier soldiers forces police officer officers official officials leader leaders commander "
    "commanders member members authorities army military group guards militia militiamen envoy "
    "envoys diplomat diplomats lawmaker lawmakers government regime party warplanes jets agents"
)
"""Heads of phrases that act for the body named with them: an expert of a group does not."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What an event is read from: an article's text, who is named where, what the network says."""

    text: str
    cut: Locator
    named: tuple[tuple[Span, Actor], ...]
    reading: Reading
    predicates: tuple[Predicate, ...]
    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, analysis: Analysis) -> _Told:
        reading = analysis.reading or Reading()
        return cls(
            analysis.document.text,
            Locator(analysis.sentences or tuple(sentences(analysis.document.text))),
            tuple(
                sorted(
                    ((m.span, a) for a in analysis.actors for m in a.mentions),
                    key=lambda place: place[0],
                )
            ),
            reading,
            tuple(p for p in reading.predicates() if p.score >= PREDICATE_AT_LEAST),
            tuple(s for s in analysis.statements if s.voice != "outlet"),
        )


def events(analysis: Analysis) -> Analysis:
    """The analysis with its events told in full, and with those that have no date."""
    told = _Told.of(analysis)
    published = known(analysis.document.published)
    latest = published[1].isoformat() if published else None
    dated = [_in_full(event, told, latest) for event in analysis.events]
    taken = [mention.span for event in dated for mention in event.mentions]
    return replace(analysis, events=(*dated, *_undated(analysis, told, taken)))


def _in_full(event: Event, told: _Told, latest: str | None) -> Event:
    """A dated event with its parties, mode, reality and the statements it is known from."""
    span = event.mentions[0].span
    predicate = _predicate(told, span)
    word = predicate.span if predicate else trigger(told.text, span)
    sources, targets, because = _parties(told, predicate, span)
    if event.type is None and not sources:  # "Born in 1971, Roe ...": nobody did it to her
        targets, because = [], []
    mode = mode_of(event.type, span.of(told.text)) if event.type else None
    reality, why = _reality(told, event.reality, predicate, word, span)
    date = event.date
    reasons = [*event.because, *because, *why]
    if (
        date is not None
        and latest is not None
        and date > latest[: len(date)]
        and predicate is not None
        and predicate.reality == "happened"
        and predicate.reality_score >= HAPPENED_AT_LEAST
        and not _FUTURE_ANYWHERE.search(span.of(told.text))
    ):
        date = None
        reasons.append(Reason("date", f"{event.date} lies ahead, yet it is told as past"))
    return replace(
        event,
        date=date,
        mode=event.mode or mode,
        sources=tuple(actor.id for actor in sources),
        targets=tuple(actor.id for actor in targets),
        reality=reality,
        statements=_known_from(told, word or span),
        because=tuple(reasons),
    )


def _predicate(told: _Told, span: Span) -> Predicate | None:
    """The word of a clause that tells what happened: its trigger, else the first verb in it."""
    within = [p for p in told.predicates if span.covers(p.span) and p.kind != "light"]
    word = trigger(told.text, span)
    if word is not None and (own := next((p for p in within if p.span.overlaps(word)), None)):
        return own
    return next((p for p in within if p.kind == "verb"), None)


def _known_from(told: _Told, word: Span) -> tuple[str, ...]:
    """The statements whose content holds what tells the event; none where the outlet tells it."""
    return tuple(
        sorted(s.id for s in told.statements if any(part.covers(word) for part in s.content))
    )


def _reality(
    told: _Told, dated: Reality, predicate: Predicate | None, word: Span | None, span: Span
) -> tuple[Reality, tuple[Reason, ...]]:
    """Whether it happened by its own words; a statement that denies it is none of them.

    Words decide, the network's opinion counts only where they speak for the same.
    """
    if word is None:
        return dated, ()
    at = told.cut.at(word.start)
    start = told.cut.spans[at].start if at is not None else span.start
    before = told.text[max(start, word.start - 80) : word.start]
    for reality, pattern in (
        ("denied", _NEGATED),
        ("hypothetical", _MODAL),
        ("planned", _AHEAD),
        ("hypothetical", _CONDITION),
    ):
        found = pattern.search(before)
        if found is None or (pattern is _CONDITION and not _agrees(predicate)):
            continue
        if dated == "planned" and reality != "denied":
            break
        words = " ".join((found.group() + word.of(told.text)).split())
        return reality, (Reason("reality", f"{reality} by “{words}”"),)  # type: ignore[return-value]
    return dated, ()


def _agrees(predicate: Predicate | None) -> bool:
    """Whether the network too takes something for supposed only."""
    return predicate is not None and predicate.reality == "hypothetical"


def _parties(
    told: _Told, predicate: Predicate | None, span: Span
) -> tuple[list[Actor], list[Actor], list[Reason]]:
    """Who did it and to whom, as far as the predicate's arguments name actors."""
    if predicate is None or lemma(predicate.span.of(told.text)) in SAYING_KEYS:
        return [], [], []
    found: dict[str, list[Actor]] = {}
    reasons = []
    for role in ("agent", "patient"):
        answer = told.reading.argument(predicate.span, role)
        found[role] = []
        if answer is None or answer[1] < ARGUMENT_AT_LEAST:
            continue
        actors = _named_by(told, answer[0])
        found[role] = actors
        if actors:
            word = "source" if role == "agent" else "target"
            detail = (
                f"{role} of “{predicate.span.of(told.text)}” is “{answer[0].of(told.text)}”, "
                f"share {answer[1]:.2f}"
            )
            reasons.append(Reason(word, detail, tuple(actor.id for actor in actors)))
    sources, targets = found["agent"], found["patient"]
    if {actor.id for actor in sources} & {actor.id for actor in targets}:
        return [], [], []  # one word for both: the heads are unsure
    return sources, targets, reasons


def _named_by(told: _Told, head: Span) -> list[Actor]:
    """The actors that an argument names by its head word, with others in a row with it."""
    places = told.named
    at = next((k for k, (span, _) in enumerate(places) if span.overlaps(head)), None)
    if at is None:
        at = _beside(told, head)
    if at is None or not _acts(places[at][1]):
        return []
    found = [places[at][1]]
    for step in (1, -1):
        here, there = at, at + step
        while 0 <= there < len(places):
            left, right = sorted((places[here][0], places[there][0]))
            if not _ROW.fullmatch(told.text[left.end : right.start]) or not _acts(places[there][1]):
                break
            found.append(places[there][1])
            here, there = there, there + step
    return sorted(dict.fromkeys(found), key=lambda actor: actor.mentions[0]) if found else []


def _acts(actor: Actor) -> bool:
    return actor.kind not in ("document", "place")


def _beside(told: _Told, head: Span) -> int | None:
    """The name in one phrase with a noun for people or bodies: "Front fighters", "leaders of X"."""
    if head.of(told.text).casefold() not in _MEMBERS:
        return None
    bodies = [
        (k, span)
        for k, (span, actor) in enumerate(told.named)
        if actor.kind not in ("person", "document")
    ]
    for k, span in bodies:
        if span.end <= head.start and _WITHIN_PHRASE.fullmatch(told.text, span.end, head.start):
            between = Span(span.end, head.start)  # "Veld killed fighters": they are not Veld's
            if not any(between.covers(p.span) for p in told.predicates):
                return k
    for k, span in bodies:
        if span.start >= head.end and _OF.fullmatch(told.text, head.end, span.start):
            return k
    return None


def _undated(analysis: Analysis, told: _Told, taken: Sequence[Span]) -> list[Event]:
    """Clauses that surely tell a deed of or to an actor, outside what dated events tell of.

    A headline and a lead that tell the same deed of the same actors in the same word are one event.
    """
    document = analysis.document
    skipped = Locator(document.boilerplate)
    used = list(taken)
    found: dict[tuple[object, ...], Event] = {}
    for predicate in told.predicates:
        at = told.cut.at(predicate.span.start)
        if at is None or predicate.kind != "verb" or skipped.at(predicate.span.start) is not None:
            continue  # of a noun, "raids in Veld", what it is done to is told less surely
        sentence = told.cut.spans[at]
        sources, targets, because = _parties(told, predicate, sentence)
        if not sources and not targets:
            continue
        span = clause(told.text, sentence, _around(predicate, because, told), sentence)
        if not span.covers(predicate.span) or any(span.overlaps(other) for other in used):
            continue
        source, target = parties(told.text, span, analysis.actors, document.id)
        typed = likeliest(told.text, span, source, target, told.reading)
        if typed is None or typed[0] not in DEEDS or not _tells(told, predicate, span, typed[0]):
            continue
        used.append(span)
        reality, why = _reality(told, "happened", predicate, predicate.span, span)
        event = Event(
            id=identify("e", document.id, span.start, span.end),
            label=label_of(told.text, span, predicate.span),
            type=typed[0],
            mode=mode_of(typed[0], span.of(told.text)),
            sources=tuple(actor.id for actor in sources),
            targets=tuple(actor.id for actor in targets),
            reality=reality,
            mentions=(Mention(document.id, span),),
            statements=_known_from(told, predicate.span),
            because=(Reason("event type", f"{typed[0]} with {typed[1]:.2f}"), *because, *why),
        )
        word = lemma(predicate.span.of(told.text).casefold())
        key = (event.type, event.sources, event.targets, event.reality, word)
        found[key] = _retold(found[key], event, word) if key in found else event
    return list(found.values())


def _tells(told: _Told, predicate: Predicate, span: Span, event_type: str) -> bool:
    """Whether the predicate's own word is one for acts of the type: in "posted a video of raids"
    nobody raids."""
    kind = YIELD if event_type == "RETREAT" else event_type
    word = Span(predicate.span.start - span.start, predicate.span.end - span.start)
    return any(
        act.type == kind and act.start < word.end and word.start < act.end
        for act in acts(span.of(told.text))
    )


def _retold(first: Event, again: Event, word: str) -> Event:
    """The event with another place where its article tells it."""
    told_by_outlet = not (first.statements and again.statements)
    statements = tuple(sorted({*first.statements, *again.statements}))
    reason = Reason("same event", f"“{word}” of the same actors, again", (first.id, again.id))
    return replace(
        first,
        mode=first.mode or again.mode,
        mentions=(*first.mentions, *again.mentions),
        statements=() if told_by_outlet else statements,
        because=(*first.because, reason),
    )


def _around(predicate: Predicate, because: Sequence[Reason], told: _Told) -> Span:
    """From the first to the last of a predicate and its two parties."""
    ids = {ref for reason in because for ref in reason.refs}
    at = told.cut.at(predicate.span.start)
    sentence = told.cut.spans[at] if at is not None else predicate.span
    near = [s for s, actor in told.named if actor.id in ids and sentence.covers(s)]
    before = [s for s in near if s.end <= predicate.span.start]
    after = [s for s in near if s.start >= predicate.span.end]
    start = before[-1].start if before else predicate.span.start
    end = after[0].end if after else predicate.span.end
    return Span(start, end)
