"""A person's corrections played over what the program read, on every run.

Takes analyses, statements, matters and links with the judgements in force, gives the same with the
corrections made. Pure: the same judgements on the same articles give the same ledger. What speaks
of something that the articles no longer hold is passed over here and listed by the pages' history:
a correction is never dropped, and works again once its text is back.

Each function takes its place in `links.relate`: rejected and added statements before anything is
compared, speakers once actors are joined, acts of speaking and charges once they are found. Matters
stand in `replay_matters`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from hearsay.corrections import NOBODY, REJECTED, RULE, Correction, Kind, readable
from hearsay.identity import identify
from hearsay.links import across
from hearsay.links.accusations import KINDS as ANSWERS
from hearsay.links.accusations import state as answer_state
from hearsay.links.context import Context
from hearsay.types import (
    Accusation,
    Actor,
    Analysis,
    Attitude,
    Certainty,
    Copy,
    Document,
    Figure,
    Judgement,
    Opposition,
    Reason,
    Response,
    Statement,
    Utterance,
)

SURE = 1.0
"""Confidence of what a person said: nothing of the program's stands against it."""


def reason(judgement: Judgement) -> Reason:
    """Why a record is as a person put it."""
    said = f"{judgement.by}, {judgement.at[:10]}"
    return Reason(RULE, f"{said}: {judgement.why}" if judgement.why else said, (judgement.id,))


def of_kind(judgements: Sequence[Judgement], *kinds: Kind) -> list[Correction]:
    return [one for one in readable(judgements) if one.kind in kinds]


# --- before anything is compared ---------------------------------------------------------------


def on_articles(
    analyses: Sequence[Analysis], judgements: Sequence[Judgement]
) -> tuple[Analysis, ...]:
    """The analyses without what was rejected, and with the statements that were added."""
    said: dict[str, Correction] = {}
    for one in of_kind(judgements, "confirmed", "rejected"):
        said.update(dict.fromkeys(one.left, one))
    rejected = {name for name, one in said.items() if one.kind == REJECTED}
    added: dict[str, list[Correction]] = {}
    for one in of_kind(judgements, "statement"):
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
    figures = tuple(figure for figure in analysis.figures if figure.id not in rejected)
    events = tuple(event for event in analysis.events if event.id not in rejected)
    fewer = len(figures) < len(analysis.figures) or len(events) < len(analysis.events)
    if not gone and not fewer and len(every) == len(analysis.statements):
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
        figures=tuple(replace(f, statement=None) if f.statement in gone else f for f in figures),
        events=tuple(
            replace(e, statements=tuple(s for s in e.statements if s not in gone)) for e in events
        ),
        vectors=tuple(v for v in analysis.vectors if v[0] not in rejected),
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


def named_elsewhere(
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    known_as: Mapping[str, str],
    actors: Sequence[Actor],
) -> tuple[list[Actor], dict[str, str]]:
    """Whom people named as speakers and no article of the story does.

    Gives actors without mentions, by kind and name as the judgement tells them, and the id in the
    story of each such actor of the case. Whoever goes by that whole name here is that actor.
    """
    there = {statement.id for statement in statements}
    spoken: dict[str, list[Correction]] = {}
    for one in of_kind(judgements, "speaker"):
        told = one.actor
        if told and told[2] and told[0] not in known_as and one.left[0] in there:
            spoken.setdefault(told[0], []).append(one)
    found, ids = [], {}
    for name in sorted(spoken):
        _, kind, called = spoken[name][-1].actor or ("", None, "")
        first = min(one.left[0] for one in spoken[name])
        why = reason(spoken[name][-1].judgement)
        actor = Actor(across.stand_in(name, first), called, kind or "person", because=(why,))
        same = [one.id for one in actors if set(across.keys(one)) & set(across.keys(actor))]
        ids[name] = same[0] if len(same) == 1 else actor.id
        if len(same) != 1:
            found.append(actor)
    return found, ids


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
    kinds: tuple[Kind, ...] = ("speaker", "attitude", "certainty", "accused", "not accused")
    for correction in of_kind(judgements, *kinds):
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
    if correction.kind in ("accused", "not accused"):
        target = _aimed(statement.target, correction, known_as)
        return statement if target is None else replace(statement, target=target, because=because)
    speaker, label = None, None
    if correction.actor is not None:
        speaker = known_as.get(correction.actor[0])
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


def _actors_of(correction: Correction, known_as: Mapping[str, str]) -> set[str]:
    return {known_as[name] for name in correction.right if name in known_as}


def _aimed(
    target: tuple[str, ...], correction: Correction, known_as: Mapping[str, str]
) -> tuple[str, ...] | None:
    """At whom a statement is aimed, as a person put it; None where that changes nothing."""
    meant = _actors_of(correction, known_as)
    if correction.kind == "not accused":
        rest = tuple(one for one in target if one not in meant)
        return rest if len(rest) < len(target) else None
    return None if not meant or meant & set(target) else (*target, min(meant))


def on_figures(
    figures: Sequence[Figure], statements: Sequence[Statement], judgements: Sequence[Judgement]
) -> list[Figure]:
    """The figures, those within a statement of another speaker given to that speaker."""
    changed = {one.left[0] for one in of_kind(judgements, "speaker")}
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
    for correction in of_kind(judgements, "copy", "no copy"):
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


# --- once acts of speaking and charges are found ----------------------------------------------


def on_denials(
    oppositions: Sequence[Opposition], words: Mapping[str, str], judgements: Sequence[Judgement]
) -> tuple[Opposition, ...]:
    """Who denies what, as people put it: what charges are answered by."""
    found = list(oppositions)
    for correction in of_kind(judgements, "denial", "no denial"):
        pair = correction.left[0], correction.right[0]
        found = [o for o in found if (o.denial, o.claim) != pair]
        if correction.kind == "denial" and set(pair) <= words.keys():
            found.append(Opposition(*pair, SURE, (reason(correction.judgement),)))
    return tuple(found)


def on_accusations(
    accusations: Sequence[Accusation],
    context: Context,
    judgements: Sequence[Judgement],
    known_as: Mapping[str, str],
    searched: tuple[int, str | None, str | None],
) -> list[Accusation]:
    """Who is accused of what and what answers it, as people put it."""
    found = {(one.statement, one.accused): one for one in accusations}
    for correction in of_kind(judgements, "accused", "not accused"):
        charge = correction.left[0]
        meant = _actors_of(correction, known_as) & context.actors.keys()
        if correction.kind == "not accused":
            found = {key: a for key, a in found.items() if key[0] != charge or key[1] not in meant}
        elif meant and charge in context.statements:
            key = charge, min(meant)
            if not any((charge, one) in found for one in meant):
                found[key] = Accusation(*key, (), "none_found", searched)
    for correction in of_kind(judgements, "answer", "no answer"):
        answer, charge = correction.left[0], correction.right[0]
        if answer not in context.statements:
            continue
        for key, one in list(found.items()):
            if key[0] != charge:
                continue
            rest = tuple(r for r in one.responses if r.statement != answer)
            if correction.kind == "answer":
                kind = ANSWERS.get(context.statements[answer].attitude, "declines")
                rest = tuple(sorted((*rest, Response(answer, kind)), key=lambda r: r.statement))
            if rest != one.responses:
                found[key] = replace(one, responses=rest, state=answer_state(rest, context))
    return sorted(found.values(), key=lambda one: (one.statement, one.accused))


def on_utterances(
    utterances: Sequence[Utterance],
    statements: Mapping[str, object],
    judgements: Sequence[Judgement],
) -> list[Utterance]:
    """The acts of speaking, parted and joined as people said, one correction after the other."""
    groups = [(set(one.statements), list(one.because)) for one in utterances]
    for correction in of_kind(judgements, "one utterance", "two utterances"):
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
