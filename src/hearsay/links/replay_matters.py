"""A person's corrections of matters, played over what the program found.

Takes matters, the words of statements and judgements, gives the matters as people put them, one
correction after the other. Pure, as all of `replay`. A person's word on a matter is kept against
statements on it, since ids of matters change with the next article: the first of them is the one
whose own stance counts, the others tell which matter is meant where it stands on several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hearsay.corrections import STANCES, Correction
from hearsay.identity import identify
from hearsay.links.context import Context
from hearsay.links.joining import Joining
from hearsay.links.replay import SURE, of_kind, reason
from hearsay.links.support import sharing, with_support
from hearsay.types import Judgement, Ledger, Matter, Opposition, Reason, Side, Stance

KINDS = (
    *STANCES,
    "apart",
    "another matter",
    "same matter",
    "opposite matter",
    "denial",
    "no denial",
)
"""Kinds of corrections that change matters."""
_STANCE: Mapping[str, Stance] = {
    "affirms": "affirms",
    "denies": "denies",
    "leaves open": "leaves_open",
}
_OPPOSITE: Mapping[Stance, Stance] = {
    "affirms": "denies",
    "denies": "affirms",
    "leaves_open": "leaves_open",
}


class _Matters:
    """Matters while corrections are played over them."""

    def __init__(self, matters: Sequence[Matter], words: Mapping[str, str]) -> None:
        self.held = {matter.id: matter for matter in matters}
        self.words = words

    def of(self, statements: Sequence[str], beside: Sequence[str] = ()) -> Matter | None:
        """The matter on which most of some statements stand, the first of them above all.

        beside: where several matters hold that one, those that hold most of these come first.
        """
        known = [s for s in statements if s in self.words]
        ranked = []
        for matter in self.held.values():
            sides = {side.statement for side in matter.sides}
            here = [s for s in known if s in sides]
            if here:
                with_it = -sum(s in sides for s in beside)
                ranked.append((known[0] not in sides, with_it, -len(here), matter.id))
        return self.held[min(ranked)[3]] if ranked else None

    def put(self, matter: Matter, statements: Sequence[str], stance: Stance, why: Reason) -> Matter:
        """Statements on one side of a matter, whatever side of it they were on."""
        rest = tuple(side for side in matter.sides if side.statement not in statements)
        new = tuple(Side(s, stance, SURE, (why,)) for s in sorted(statements))
        return self._keep(replace(matter, sides=rest + new))

    def without(self, matter: Matter, statements: Sequence[str]) -> Matter:
        """A matter that some statements have left."""
        rest = tuple(side for side in matter.sides if side.statement not in statements)
        return self._keep(replace(matter, sides=rest))

    def new(self, sides: Sequence[Side], why: Reason) -> Matter:
        """A matter of its own, put in the words of its first statement that affirms it."""
        first = min(sides, key=lambda side: (side.stance != "affirms", side.statement))
        identifier = identify("m", first.statement)
        while identifier in self.held:
            identifier = identify("m", identifier)
        told = Matter(identifier, self.words[first.statement], first.statement, tuple(sides))
        return self._keep(replace(told, because=(why,)))

    def keep(self, matter: Matter) -> None:
        """A matter as it is now."""
        self._keep(matter)

    def _keep(self, matter: Matter) -> Matter:
        sides = {side.statement: side.stance for side in matter.sides}
        if not sides:
            self.held.pop(matter.id, None)
            return matter
        put, proposition = matter.proposition_statement, matter.proposition
        if put is not None and put not in sides:
            put = min(sides, key=lambda s: (sides[s] != "affirms", s))
            proposition = self.words[put]
        matter = replace(
            matter,
            proposition=proposition,
            proposition_statement=put,
            oppositions=tuple(
                o for o in matter.oppositions if o.denial in sides and o.claim in sides
            ),
        )
        self.held[matter.id] = matter
        return matter


def on_matters(
    matters: Sequence[Matter], words: Mapping[str, str], judgements: Sequence[Judgement]
) -> list[Matter]:
    """The matters as people put them, one correction after the other.

    words: of every statement, those that it says. A matter that nobody stands on any more is none.
    What speaks of statements of several stories is played again once these are together (`across`).
    """
    return _played(matters, words, of_kind(judgements, *KINDS))


def _played(
    matters: Sequence[Matter], words: Mapping[str, str], corrections: Sequence[Correction]
) -> list[Matter]:
    if not corrections:
        return list(matters)
    at = _Matters(matters, words)
    for correction in corrections:
        left = [s for s in correction.left if s in words]
        right = [s for s in correction.right if s in words]
        if not left or not right:
            continue
        why = reason(correction.judgement)
        if correction.kind in ("apart", "another matter"):
            matter = at.of(right, left)
            moved = [s for s in matter.sides if s.statement in left] if matter else []
            if matter is not None and moved:
                at.without(matter, left)
                if correction.kind == "another matter":
                    at.new([replace(s, because=(*s.because, why)) for s in moved], why)
        elif correction.right[0] not in words or correction.left[0] not in words:
            continue
        elif correction.kind in ("denial", "no denial"):
            _denial(at, left[0], right[0], correction.kind == "denial", why)
        elif correction.kind in ("same matter", "opposite matter"):
            _joined(at, left, right, correction.kind == "same matter", why)
        else:
            _stands(at, left, right, _STANCE[correction.kind], why)
    return [at.held[name] for name in sorted(at.held)]


def _stands(
    at: _Matters, left: Sequence[str], right: Sequence[str], stance: Stance, why: Reason
) -> None:
    matter = at.of(right) or at.new([Side(right[0], "affirms", SURE, (why,))], why)
    held = {side.statement: side.stance for side in matter.sides}
    at.put(matter, left, _OPPOSITE[stance] if held.get(right[0]) == "denies" else stance, why)


def _joined(
    at: _Matters, left: Sequence[str], right: Sequence[str], alike: bool, why: Reason
) -> None:
    """The matter of the left put on that of the right, all its sides and denials with it.

    alike: whether the first statements of both stand on one side then, or on opposite ones.
    """
    matter = at.of(right) or at.new([Side(right[0], "affirms", SURE, (why,))], why)
    other = at.of(left) or at.new([Side(left[0], "affirms", SURE, (why,))], why)
    if matter.id == other.id:
        return
    here = {side.statement: side.stance for side in matter.sides}
    there = {side.statement: side.stance for side in other.sides}
    turned = (here.get(right[0]) == "denies") == (there.get(left[0]) == "denies")
    turned = turned != alike
    came = tuple(
        replace(s, stance=_OPPOSITE[s.stance] if turned else s.stance)
        for s in other.sides
        if s.statement not in here
    )
    known = {(o.denial, o.claim) for o in matter.oppositions}
    opposed = tuple(o for o in other.oppositions if (o.denial, o.claim) not in known)
    at.without(other, list(there))
    at.keep(
        replace(
            matter,
            sides=matter.sides + came,
            oppositions=matter.oppositions + opposed,
            because=(*matter.because, why),
        )
    )


def _denial(at: _Matters, denial: str, claim: str, holds: bool, why: Reason) -> None:
    found = False
    for one in list(at.held.values()):
        here = [o for o in one.oppositions if (o.denial, o.claim) == (denial, claim)]
        if not here:
            continue
        rest = tuple(o for o in one.oppositions if o not in here)
        # a link that stands already is confirmed where it stands
        sure = tuple(replace(o, confidence=SURE, because=(*o.because, why)) for o in here)
        at.keep(replace(one, oppositions=rest + sure if holds else rest))
        found = True
    if found or not holds:
        return
    matter = at.of([claim]) or at.new([Side(claim, "affirms", SURE, (why,))], why)
    held = {side.statement: side.stance for side in matter.sides}
    stance = _OPPOSITE[held[claim]] if held[claim] != "leaves_open" else "denies"
    matter = at.put(matter, [denial], stance, why)
    new = Opposition(denial, claim, SURE, (why,))
    at.keep(replace(matter, oppositions=(*matter.oppositions, new)))


# --- matters of several stories ----------------------------------------------------------------


def tied(
    judgements: Sequence[Judgement], story_of: Mapping[str, str]
) -> list[tuple[tuple[str, ...], list[Correction]]]:
    """Stories whose matters people joined, each group with what they said, oldest first.

    story_of: the story of every statement that is spoken of and there.
    """
    crossing = []
    for correction in of_kind(judgements, *KINDS):
        spoken = (*correction.left, *correction.right)
        stories = sorted({story_of[s] for s in spoken if s in story_of})
        if len(stories) > 1:
            crossing.append((stories, correction))
    joining = Joining({name for stories, _ in crossing for name in stories})
    for stories, _ in crossing:
        for other in stories[1:]:
            joining.join(stories[0], other)
    return [
        (tuple(sorted(group)), [one for stories, one in crossing if stories[0] in group])
        for group in sorted(sorted(group) for group in joining.groups())
    ]


def across(parts: Mapping[str, Ledger], corrections: Sequence[Correction]) -> dict[str, Ledger]:
    """The parts of stories that people tied, their matters with the corrections made.

    parts: by story, with the actors of the case. A matter stays with its story; one that is new is
    of the story of its first statement.
    """
    names = sorted(parts)
    home = {m.id: name for name in names for m in parts[name].matters}
    documents = {d.id: d for name in names for d in parts[name].documents}
    statements = {s.id: (name, s) for name in names for s in parts[name].statements}
    context = Context(
        documents=documents,
        actors={a.id: a for name in names for a in parts[name].actors},
        statements={key: statements[key][1] for key in sorted(statements)},
        vectors={},
        sentences={},
    )
    before = {m.id: m for name in names for m in parts[name].matters}
    words = {key: context.words(statement) for key, (_, statement) in statements.items()}
    after = _played([before[key] for key in sorted(before)], words, corrections)
    shared = sharing(
        sorted(documents),
        [copy for name in names for copy in parts[name].copies],
        [told for name in names for told in parts[name].utterances],
    )
    found: dict[str, list[Matter]] = {name: [] for name in names}
    for matter in after:
        if matter != before.get(matter.id):
            matter = with_support(matter, context, shared)  # noqa: PLW2901 - counted anew
        first = statements[min(side.statement for side in matter.sides)][0]
        found[home.get(matter.id, first)].append(matter)
    return {
        name: replace(parts[name], matters=tuple(sorted(found[name], key=lambda m: m.id)))
        for name in names
    }
