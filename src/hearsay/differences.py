"""What is new, changed and gone between two ledgers.

Takes two ledgers, gives one `Change` a record, sorted; says nothing of what either holds alike. Ids
derive from content, so a record of both is one and the same; a matter, whose id may move with what
is read, is known again by the statements that it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from hearsay import entries
from hearsay.confirmations import places_of_event
from hearsay.types import Ledger, Matter, Statement

Kind = Literal[
    "article", "matter", "stance", "denial", "accusation", "answer", "statement", "figure", "event",
    "actor",
]  # fmt: skip
How = Literal["new", "changed", "gone"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SAME_MATTER = 0.5
"""Share of the smaller matter's statements that both hold for the two to be one: with less than
half, most of what a reader knew of it stands elsewhere."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ids: of the records; words: what it is of; what: what changed, old to new."""

    kind: Kind
    how: How
    ids: tuple[str, ...]
    words: str
    what: str = ""


class _Side:
    """One of the two ledgers, with its words."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.names = entries.names(ledger)
        self.texts = {document.id: document.text for document in ledger.documents}
        self.statements = {statement.id: statement for statement in ledger.statements}

    def said(self, statement: str) -> str:
        """Whose words, and which."""
        one = self.statements.get(statement)
        if one is None:
            return statement
        words = " ".join(entries.words(self.texts[one.document], one.content).split())
        return f"{self.speaker(one)}: “{words}”"

    def speaker(self, statement: Statement) -> str:
        otherwise = "the outlet" if statement.voice == "outlet" else entries.UNRESOLVED
        return entries.speaker(self.names, statement.speaker, statement.speaker_label, otherwise)


def differences(old: Ledger, new: Ledger) -> tuple[Change, ...]:
    """Every difference, by kind, then new, changed, gone."""
    was, now = _Side(old), _Side(new)
    found = [
        *_by_id("article", was.texts, now.texts, _titles(old), _titles(new)),
        *_statements(was, now),
        *_matters(was, now),
        *_pairs("denial", was, now, _denials),
        *_accusations(was, now),
        *_answers(was, now),
        *_figures(was, now),
        *_events(old, new),
        *_actors(old, new),
    ]
    order: dict[str, int] = {"new": 0, "changed": 1, "gone": 2}
    return tuple(
        sorted(found, key=lambda c: (KINDS.index(c.kind), order[c.how], c.words, c.ids, c.what))
    )


def _titles(ledger: Ledger) -> dict[str, str]:
    return {document.id: entries.heading(document) for document in ledger.documents}


def _by_id(
    kind: Kind,
    was: Iterable[str],
    now: Iterable[str],
    old_words: Mapping[str, str],
    new_words: Mapping[str, str],
) -> Iterator[Change]:
    before, after = set(was), set(now)
    for one in sorted(after - before):
        yield Change(kind, "new", (one,), new_words[one])
    for one in sorted(before - after):
        yield Change(kind, "gone", (one,), old_words[one])


def _fields(pairs: Sequence[tuple[str, Any, Any]]) -> str:
    """The fields that differ, in words."""
    return "; ".join(
        f"{name}: {old or 'none'} → {new or 'none'}" for name, old, new in pairs if old != new
    )


def _statements(was: _Side, now: _Side) -> Iterator[Change]:
    shared_articles = was.texts.keys() & now.texts.keys()
    for one in sorted(now.statements.keys() - was.statements.keys()):
        yield Change("statement", "new", (one,), now.said(one))
    for one in sorted(was.statements.keys() - now.statements.keys()):
        # statements of an article that was taken out are gone with it, which is told once
        if was.statements[one].document in shared_articles:
            yield Change("statement", "gone", (one,), was.said(one))
    for one in sorted(was.statements.keys() & now.statements.keys()):
        old, new = was.statements[one], now.statements[one]
        what = _fields(
            [
                ("speaker", was.speaker(old), now.speaker(new)),
                ("attitude", old.attitude, new.attitude),
                ("certainty", old.certainty, new.certainty),
                (
                    "target",
                    ", ".join(entries.named(was.names, old.target)),
                    ", ".join(entries.named(now.names, new.target)),
                ),
            ]
        )
        if what:
            yield Change("statement", "changed", (one,), now.said(one), what)


def _pairing(old: Sequence[Matter], new: Sequence[Matter]) -> list[tuple[Matter, Matter]]:
    """Matters of both, each at most once, those that share most first."""
    holders: dict[str, list[Matter]] = {}
    for matter in old:
        for side in matter.sides:
            holders.setdefault(side.statement, []).append(matter)
    shared: dict[tuple[str, str], int] = {}
    for matter in new:
        for side in matter.sides:
            for holder in holders.get(side.statement, ()):
                key = (holder.id, matter.id)
                shared[key] = shared.get(key, 0) + 1
    before, after = {m.id: m for m in old}, {m.id: m for m in new}
    found, taken = [], set()
    for (one, other), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        smaller = min(len(before[one].sides), len(after[other].sides))
        if ("old", one) in taken or ("new", other) in taken or count < SAME_MATTER * smaller:
            continue
        taken |= {("old", one), ("new", other)}
        found.append((before[one], after[other]))
    return found


def _matters(was: _Side, now: _Side) -> Iterator[Change]:
    pairs = _pairing(was.ledger.matters, now.ledger.matters)
    known = {old.id for old, _ in pairs}, {new.id for _, new in pairs}
    for matter in now.ledger.matters:
        if matter.id not in known[1]:
            yield Change("matter", "new", (matter.id,), matter.proposition)
    for matter in was.ledger.matters:
        if matter.id not in known[0]:
            yield Change("matter", "gone", (matter.id,), matter.proposition)
    for old, new in pairs:
        before = {side.statement: side.stance for side in old.sides}
        after = {side.statement: side.stance for side in new.sides}
        contested = [_contested(old), _contested(new)]
        if contested[0] != contested[1]:
            words = " → ".join("contested" if one else "not contested" for one in contested)
            yield Change("matter", "changed", (new.id,), new.proposition, words)
        for one in sorted(after.keys() | before.keys()):
            if before.get(one) == after.get(one):
                continue
            how: How = "new" if one not in before else "gone" if one not in after else "changed"
            what = " → ".join(
                stance.replace("_", " ") for stance in (before.get(one), after.get(one)) if stance
            )
            said = (now if one in now.statements else was).said(one)
            yield Change("stance", how, (one, new.id), said, f"{what}: {new.proposition}")


def _contested(matter: Matter) -> bool:
    return bool(matter.affirms.texts and matter.denies.texts)


def _denials(ledger: Ledger) -> set[tuple[str, str]]:
    return {(o.denial, o.claim) for matter in ledger.matters for o in matter.oppositions}


def _pairs(
    kind: Kind, was: _Side, now: _Side, of: Callable[[Ledger], set[tuple[str, str]]]
) -> Iterator[Change]:
    before, after = of(was.ledger), of(now.ledger)
    for pair in sorted(after - before):
        yield Change(kind, "new", pair, now.said(pair[0]), f"against {now.said(pair[1])}")
    for pair in sorted(before - after):
        yield Change(kind, "gone", pair, was.said(pair[0]), f"against {was.said(pair[1])}")


def _accusations(was: _Side, now: _Side) -> Iterator[Change]:
    before = {(a.statement, a.accused): a for a in was.ledger.accusations}
    after = {(a.statement, a.accused): a for a in now.ledger.accusations}
    sides: tuple[tuple[How, _Side, Iterable[tuple[str, str]]], ...] = (
        ("new", now, after.keys() - before.keys()),
        ("gone", was, before.keys() - after.keys()),
    )
    for how, side, keys in sides:
        for statement, accused in sorted(keys):
            (name,) = entries.named(side.names, (accused,))
            what = f"accuses {name}"
            yield Change("accusation", how, (statement, accused), side.said(statement), what)


def _events(old: Ledger, new: Ledger) -> Iterator[Change]:
    """Events known again by any of their places: others may join them and change their ids."""
    held = [
        {place for event in side.events for place in places_of_event(event)} for side in (old, new)
    ]
    sides: tuple[tuple[How, Ledger, set[str]], ...] = (
        ("new", new, held[0]),
        ("gone", old, held[1]),
    )
    for how, side, known in sides:
        for event in side.events:
            if known.isdisjoint(places_of_event(event)):
                words = f"{event.date or 'no date'}: {event.label}"
                yield Change("event", how, (event.id,), words)


def _answers(was: _Side, now: _Side) -> Iterator[Change]:
    before = {(a.statement, a.accused): a.state for a in was.ledger.accusations}
    for accusation in now.ledger.accusations:
        key = (accusation.statement, accusation.accused)
        if key in before and before[key] != accusation.state:
            states = [state.replace("_", " ") for state in (before[key], accusation.state)]
            yield Change("answer", "changed", key, now.said(key[0]), " → ".join(states))


def _figures(was: _Side, now: _Side) -> Iterator[Change]:
    def words(side: _Side) -> dict[str, str]:
        return {
            f.id: " ".join(f.span.of(side.texts[f.document]).split())
            for f in side.ledger.figures
            if f.document in was.texts and f.document in now.texts
        }

    old, new = words(was), words(now)
    yield from _by_id("figure", old, new, old, new)


def _actors(old: Ledger, new: Ledger) -> Iterator[Change]:
    before = {actor.id: actor for actor in old.actors}
    after = {actor.id: actor for actor in new.actors}
    names = entries.names(old), entries.names(new)
    yield from _by_id("actor", before, after, names[0], names[1])
    for one in sorted(before.keys() & after.keys()):
        left, right = before[one], after[one]
        what = _fields([("name", left.name, right.name), ("kind", left.kind, right.kind)])
        if what:
            yield Change("actor", "changed", (one,), right.name, what)
