"""A person's corrections played over what the program read, on every run.

Takes analyses, statements, matters and links with the judgements in force, gives the same with the
corrections made. Pure: the same judgements on the same articles give the same ledger. What speaks
of something that the articles no longer hold is passed over here and listed by the pages' history:
a correction is never dropped, and works again once its text is back.

Each function takes its place in `links.relate`: rejected and added statements before anything is
compared, speakers once actors are joined, sides and denials once matters are found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from hearsay.corrections import NOBODY, REJECTED, STANCES, Correction, Kind, readable
from hearsay.identity import identify
from hearsay.types import (
    Analysis,
    Attitude,
    Certainty,
    Copy,
    Document,
    Figure,
    Judgement,
    Matter,
    Opposition,
    Reason,
    Side,
    Stance,
    Statement,
    Utterance,
)

RULE = "a person’s correction"
SURE = 1.0
"""Confidence of what a person said: nothing of the program's stands against it."""
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


def reason(judgement: Judgement) -> Reason:
    """Why a record is as a person put it."""
    said = f"{judgement.by}, {judgement.at[:10]}"
    return Reason(RULE, f"{said}: {judgement.why}" if judgement.why else said, (judgement.id,))


def _of(judgements: Sequence[Judgement], *kinds: Kind) -> list[Correction]:
    return [one for one in readable(judgements) if one.kind in kinds]


# --- before anything is compared ---------------------------------------------------------------


def on_articles(
    analyses: Sequence[Analysis], judgements: Sequence[Judgement]
) -> tuple[Analysis, ...]:
    """The analyses without the statements that were rejected, and with those that were added."""
    said: dict[str, Correction] = {}
    for one in _of(judgements, "confirmed", "rejected"):
        said[one.left[0]] = one
    rejected = {name for name, one in said.items() if one.kind == REJECTED}
    added: dict[str, list[Correction]] = {}
    for one in _of(judgements, "statement"):
        added.setdefault(one.left[0], []).append(one)
    if not rejected and not added:
        return tuple(analyses)
    return tuple(_article(a, rejected, added.get(a.document.id, ())) for a in analyses)


def _article(analysis: Analysis, rejected: set[str], added: Sequence[Correction]) -> Analysis:
    every = {statement.id: statement for statement in analysis.statements}
    for correction in added:
        new = statement_of(correction, analysis.document)
        if new is not None:
            every.setdefault(new.id, new)
    gone = {name: every[name].parent for name in every if name in rejected}
    if not gone and len(every) == len(analysis.statements):
        return analysis

    def parent(statement: Statement) -> str | None:
        above = statement.parent
        while above is not None and above in gone:
            above = gone[above]
        return above

    return replace(
        analysis,
        statements=tuple(
            replace(s, parent=parent(s)) for name, s in every.items() if name not in gone
        ),
        figures=tuple(
            replace(f, statement=None) if f.statement in gone else f for f in analysis.figures
        ),
        events=tuple(
            replace(e, statements=tuple(s for s in e.statements if s not in gone))
            for e in analysis.events
        ),
        vectors=tuple(v for v in analysis.vectors if v[0] not in gone),
    )


def statement_of(correction: Correction, document: Document) -> Statement | None:
    """The statement that a person added; None where its words no longer stand there."""
    span, known = correction.span, correction.added
    if span is None or known is None or span.of(document.text) != known["words"]:
        return None
    speaker = known.get("speaker", "")
    return Statement(
        id=identify("s", document.id, "added", span.start, span.end),
        document=document.id,
        content=(span,),
        speaker=speaker if speaker.startswith("a-") else None,
        speaker_label=speaker if speaker and not speaker.startswith("a-") else None,
        attitude=cast(Attitude, known.get("attitude", "assert")),
        certainty=cast(Certainty, known.get("certainty", "certain")),
        confidence=SURE,
        speaker_confidence=SURE if speaker else 0.0,
        because=(reason(correction.judgement),),
    )


# --- once actors are joined --------------------------------------------------------------------


def on_statements(
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    known_as: Mapping[str, str],
) -> list[Statement]:
    """The statements with the speaker, attitude and certainty that a person gave them.

    known_as: each local actor's id to the id of the actor of the case. A speaker whom the case does
    not hold leaves the statement as it was.
    """
    changes: dict[str, list[Correction]] = {}
    for correction in _of(judgements, "speaker", "attitude", "certainty"):
        changes.setdefault(correction.left[0], []).append(correction)
    actors = set(known_as.values())
    found = []
    for statement in statements:
        one = statement
        for correction in changes.get(statement.id, ()):
            one = _changed(one, correction, known_as)
        if one.speaker is not None and one.speaker not in actors:
            # a statement was added by an actor who has gone since
            one = replace(one, speaker=None, speaker_confidence=0.0)
        found.append(one)
    return found


def _changed(
    statement: Statement, correction: Correction, known_as: Mapping[str, str]
) -> Statement:
    value = correction.value
    because = (*statement.because, reason(correction.judgement))
    if correction.kind == "attitude":
        return replace(statement, attitude=cast(Attitude, value), because=because)
    if correction.kind == "certainty":
        return replace(statement, certainty=cast(Certainty, value), because=because)
    speaker, label = None, None
    if value.startswith("a-"):
        speaker = known_as.get(value)
        if speaker is None:
            return statement
    elif value != NOBODY:
        label = value
    return replace(
        statement,
        voice="attributed",
        speaker=speaker,
        speaker_label=label,
        speaker_confidence=SURE if speaker or label else 0.0,
        because=because,
    )


def on_figures(
    figures: Sequence[Figure], statements: Sequence[Statement], judgements: Sequence[Judgement]
) -> list[Figure]:
    """The figures, those within a statement of another speaker given to that speaker."""
    changed = {one.left[0] for one in _of(judgements, "speaker")}
    by_id = {statement.id: statement for statement in statements if statement.id in changed}
    found = []
    for figure in figures:
        within = by_id.get(figure.statement or "")
        if within is not None:
            figure = replace(  # noqa: PLW2901 - one figure, changed or not
                figure, speaker=within.speaker, speaker_label=within.speaker_label
            )
        found.append(figure)
    return found


def on_copies(
    copies: Sequence[Copy], documents: Sequence[Document], judgements: Sequence[Judgement]
) -> tuple[Copy, ...]:
    """The copies without those that a person denied, and with those that one marked."""
    found = list(copies)
    there = {document.id for document in documents}
    for correction in _of(judgements, "copy", "no copy"):
        pair = {correction.left[0], correction.right[0]}
        if not pair <= there:
            continue
        found = [_parted(copy, pair) for copy in found]
        found = [copy for copy in found if len(copy.documents) > 1]
        if correction.kind == "copy":
            told = reason(correction.judgement)
            found.append(Copy(tuple(sorted(pair)), "same_text", (), (told,)))
    return tuple(sorted(found, key=lambda copy: (copy.documents, copy.kind, copy.passages)))


def _parted(copy: Copy, pair: set[str]) -> Copy:
    """A copy that does not hold both documents: the second of them leaves it."""
    if not pair <= set(copy.documents):
        return copy
    leaves = max(pair)
    return replace(
        copy,
        documents=tuple(d for d in copy.documents if d != leaves),
        passages=tuple(p for p in copy.passages if p.document != leaves),
    )


# --- once matters are found --------------------------------------------------------------------


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
    """
    corrections = _of(judgements, *STANCES, "apart", "another matter", "denial", "no denial")
    if not corrections:
        return list(matters)
    at = _Matters(matters, words)
    for correction in corrections:
        left = [s for s in correction.left if s in words]
        right = [s for s in correction.right if s in words]
        if not left or not right:
            continue
        why = reason(correction.judgement)
        if correction.kind in ("denial", "no denial"):
            _denial(at, left[0], right[0], correction.kind == "denial", why)
            continue
        matter = at.of(right, left if correction.kind in ("apart", "another matter") else ())
        if correction.kind == "apart":
            if matter is not None:
                at.without(matter, left)
        elif correction.kind == "another matter":
            if matter is not None and (moved := [s for s in matter.sides if s.statement in left]):
                at.without(matter, left)
                at.new([replace(s, because=(*s.because, why)) for s in moved], why)
        else:
            stance = _STANCE[correction.kind]
            if matter is None:
                matter = at.new([Side(right[0], "affirms", SURE, (why,))], why)
            held = {side.statement: side.stance for side in matter.sides}
            if held.get(right[0]) == "denies":
                stance = _OPPOSITE[stance]
            at.put(matter, left, stance, why)
    return [at.held[name] for name in sorted(at.held)]


def _denial(at: _Matters, denial: str, claim: str, holds: bool, why: Reason) -> None:
    for one in list(at.held.values()):
        kept = tuple(o for o in one.oppositions if (o.denial, o.claim) != (denial, claim))
        if len(kept) != len(one.oppositions):
            at.keep(replace(one, oppositions=kept))
    if not holds:
        return
    matter = at.of([claim]) or at.new([Side(claim, "affirms", SURE, (why,))], why)
    held = {side.statement: side.stance for side in matter.sides}
    stance = _OPPOSITE[held[claim]] if held[claim] != "leaves_open" else "denies"
    matter = at.put(matter, [denial], stance, why)
    new = Opposition(denial, claim, SURE, (why,))
    at.keep(replace(matter, oppositions=(*matter.oppositions, new)))


def on_utterances(
    utterances: Sequence[Utterance],
    statements: Mapping[str, object],
    judgements: Sequence[Judgement],
) -> list[Utterance]:
    """The acts of speaking, parted and joined as people said, one correction after the other."""
    groups = [(set(one.statements), list(one.because)) for one in utterances]
    for correction in _of(judgements, "one utterance", "two utterances"):
        left = {s for s in correction.left if s in statements}
        right = {s for s in correction.right if s in statements}
        if not left or not right:
            continue
        touched = [g for g in groups if g[0] & (left | right)]
        groups = [g for g in groups if g not in touched]
        if correction.kind == "one utterance":
            every = left.union(right, *(members for members, _ in touched))
            told = [r for _, because in touched for r in because]
            groups.append((every, [*told, reason(correction.judgement)]))
        else:
            for members, because in touched:
                apart = members & left if members & right else set()
                groups += [(members - apart, because), (apart, because)]
    return [
        Utterance(identify("u", min(members)), tuple(sorted(members)), tuple(because))
        for members, because in sorted(groups, key=lambda g: min(g[0], default=""))
        if len(members) > 1
    ]
