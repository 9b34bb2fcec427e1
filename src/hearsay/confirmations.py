"""Who has confirmed what: the last word of a person on every row of a ledger.

Takes judgements (and a ledger, to know actors and events by their places), gives for each record
the words of `checked`: "confirmed by Ana", "added by Ana", "put right by Ana", or "" where no
person has confirmed it, which pages, report and exports tell as `MACHINE_READ`. Whoever changes a
row has looked at it, but has not said that the rest of it holds: such a row is machine-read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hearsay import corrections
from hearsay.corrections import ALONE, CONFIRMED, REJECTED, RULE, Correction
from hearsay.identity import identify
from hearsay.types import (
    Accusation,
    Actor,
    Copy,
    Event,
    Judgement,
    Ledger,
    Matter,
    Opposition,
    Reason,
    Response,
    Side,
    Stance,
    Statement,
    Utterance,
)

MACHINE_READ = "machine-read"


def told(checked: str) -> str:
    """How a row says it: who confirmed it, else that it is machine-read."""
    return checked or MACHINE_READ


def marked(plain: Any) -> Any:
    """A page's record as plain values, every empty `checked` in it told as `MACHINE_READ`."""
    if isinstance(plain, dict):
        return {
            name: told(value)
            if name in ("checked", "stance_checked", "with_it_checked") and isinstance(value, str)
            else marked(value)
            for name, value in plain.items()
        }
    return [marked(value) for value in plain] if isinstance(plain, list) else plain


class Confirmations:
    """What people confirmed, ready to be asked row by row.

    known_as: for actors that judgements are on, by the ids of single articles, the actor of the
    ledger; for events the same.
    """

    def __init__(
        self, judgements: Iterable[Judgement], known_as: Mapping[str, str] | None = None
    ) -> None:
        self._known_as = known_as or {}
        self._by_id: dict[str, str] = {}
        self._last: dict[str, Judgement] = {}
        self._links: dict[tuple[str, str, str], Judgement] = {}
        self._matters: list[tuple[Correction, dict[str, Stance]]] = []
        self._in_force: dict[str, Judgement] = {}
        for correction in corrections.readable(judgements):
            self._in_force[correction.judgement.id] = correction.judgement
            self._hear(correction)

    @classmethod
    def of(cls, ledger: Ledger) -> Confirmations:
        """The confirmations of a ledger's own judgements."""
        judgements = ledger.judgements
        ids = {name for one in judgements for name in corrections.spoken_of(one)}
        known_as: dict[str, str] = {}
        if any(name.startswith("a-") for name in ids):
            known_as |= {
                local: actor.id
                for actor in ledger.actors
                for local in places_of_actor(actor)
                if local in ids
            }
        if any(name.startswith("e-") for name in ids):
            known_as |= {
                local: event.id
                for event in ledger.events
                for local in places_of_event(event)
                if local in ids
            }
        return cls(judgements, known_as)

    def _hear(self, correction: Correction) -> None:
        kind, by = correction.kind, correction.judgement.by
        left = [self._known_as.get(one, one) for one in correction.left]
        if kind in (CONFIRMED, REJECTED):
            told_now = dict.fromkeys(left, f"{kind} by {by}")
            self._by_id.update(told_now)
            self._last.update(dict.fromkeys(left, correction.judgement))
        elif kind in ALONE:
            self._by_id.pop(left[0], None)
            self._last.pop(left[0], None)
        elif kind == "statement" and correction.span is not None:
            span = correction.span
            added = identify("s", left[0], "added", span.start, span.end)
            self._by_id[added] = f"added by {by}"
        elif kind == "one matter":
            stances: dict[str, Stance] = dict.fromkeys(correction.left, "affirms")
            stances |= dict.fromkeys(correction.right, "denies")
            stances |= dict.fromkeys(correction.open, "leaves_open")
            self._matters.append((correction, stances))
        elif kind in ("accused", "not accused", "answer", "no answer", "denial", "no denial"):
            name = kind.removeprefix("no ").removeprefix("not ")
            for one in correction.right:
                key = name, left[0], self._known_as.get(one, one)
                self._links[key] = correction.judgement
                if kind.startswith("no"):
                    del self._links[key]

    # rows by themselves

    def record(self, identifier: str) -> str:
        """A statement, a figure, or what else has an id that holds."""
        return self._by_id.get(identifier, "")

    def actor(self, actor: Actor) -> str:
        """An actor: that these names are one, and what it is."""
        return self.record(actor.id)

    def event(self, event: Event) -> str:
        """An event."""
        return self.record(event.id)

    def is_confirmed(self, statement: str) -> bool:
        """Whether the last word of a person on a record is that it is read rightly."""
        return self._last[statement].verdict == CONFIRMED if statement in self._last else False

    # matters and links

    def _meant(self, matter: Matter) -> tuple[Correction, dict[str, Stance]] | None:
        """The last "one matter" of which most statements stand on a matter."""
        sides = {side.statement for side in matter.sides}
        for correction, stances in reversed(self._matters):
            if 2 * len(sides & stances.keys()) > len(stances):
                return correction, stances
        return None

    def matter(self, matter: Matter) -> str:
        """A matter, where all who stand on it now stood there so when a person confirmed it."""
        meant = self._meant(matter)
        if meant is None or any(meant[1].get(s.statement) != s.stance for s in matter.sides):
            return ""
        return f"confirmed by {meant[0].judgement.by}"

    def side(self, matter: Matter, side: Side) -> str:
        """Where a statement stands on a matter."""
        if put := self._put(side.because):
            return put
        meant = self._meant(matter)
        if meant is None or meant[1].get(side.statement) != side.stance:
            return ""
        return f"confirmed by {meant[0].judgement.by}"

    def _put(self, because: Iterable[Reason]) -> str:
        """What a person made as it is: the last of those whose word still stands."""
        by = [
            self._in_force[ref].by
            for one in because
            if one.rule == RULE
            for ref in one.refs
            if ref in self._in_force
        ]
        return f"put right by {by[-1]}" if by else ""

    def _link(self, kind: str, left: str, right: str) -> str:
        found = self._links.get((kind, left, right))
        return f"confirmed by {found.by}" if found else ""

    def opposition(self, pair: Opposition) -> str:
        """A denial and what it denies."""
        return self._link("denial", pair.denial, pair.claim)

    def accused(self, statement: Statement, actor: str) -> str:
        """That a statement accuses an actor: said so, or part of a statement that is confirmed."""
        if found := self._link("accused", statement.id, actor):
            return found
        if actor in statement.target and self.is_confirmed(statement.id):
            return self.record(statement.id)
        return ""

    def accusation(self, accusation: Accusation, statements: Mapping[str, Statement]) -> str:
        """An accusation of one actor."""
        found = statements.get(accusation.statement)
        return self.accused(found, accusation.accused) if found else ""

    def answer(self, accusation: Accusation, response: Response) -> str:
        """That a statement answers an accusation."""
        return self._link("answer", response.statement, accusation.statement) or self._link(
            "denial", response.statement, accusation.statement
        )

    def utterance(self, utterance: Utterance) -> str:
        """An act of speaking."""
        return self._put(utterance.because)

    def copy(self, copy: Copy) -> str:
        """Documents that share text."""
        return self._put(copy.because)


def places_of_actor(actor: Actor) -> tuple[str, ...]:
    """The ids that an actor may have in each article that names it, from its place there."""
    return tuple(identify("a", m.document, m.span.start) for m in actor.mentions)


def places_of_event(event: Event) -> tuple[str, ...]:
    """The same of an event."""
    return tuple(identify("e", m.document, m.span.start, m.span.end) for m in event.mentions)


def current(judgements: Iterable[Judgement], known_as: Mapping[str, str]) -> list[Judgement]:
    """The judgements with the ids that actors go by now in place of those of single articles."""
    found = []
    for one in judgements:
        words = one.subject.replace("|", " | ").split(" ")
        subject = " ".join(known_as.get(word, word) for word in words).replace(" | ", "|")
        found.append(one if subject == one.subject else replace(one, subject=subject))
    return found
