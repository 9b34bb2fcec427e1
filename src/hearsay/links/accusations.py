"""Who was accused, and whether an answer is among these documents.

Takes statements and matters, gives one record for every accusation and each of those it accuses. An
answer is a denial, an admission or a refusal to comment by the accused, or by somebody who speaks
for them, in a matter in which the accusation stands. That none was found says nothing more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from hearsay.links.context import Context
from hearsay.types import Accusation, AnswerState, Matter, Response, ResponseKind, Statement

_KINDS: dict[str, ResponseKind] = {"deny": "denies", "confirm": "admits", "decline": "declines"}
_NO_REPLY = re.compile(
    r"\b(?:not|n['’]t|yet to|no|declined to|refused to|unavailable|without)\b.{0,40}"
    r"\b(?:respond|response|repl(?:y|ied)|return(?:ed)?|comment|reached?|answer|reaction)",
    re.IGNORECASE | re.DOTALL,
)


def _no_reply(statement: Statement, context: Context) -> bool:
    """Whether a refusal is that no answer was given at all."""
    document = context.documents[statement.document].text
    spans = (*statement.cue, *statement.content)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return bool(_NO_REPLY.search(document[start:end]))


def _responses(
    accused: str, candidates: Sequence[Statement], context: Context
) -> tuple[Response, ...]:
    found = []
    for statement in candidates:
        speaker = statement.speaker
        if speaker is not None and context.related(speaker, accused):
            kind = _KINDS.get(statement.attitude)
            if kind is not None:
                found.append(Response(statement.id, kind))
    return tuple(sorted(found, key=lambda response: response.statement))


def _state(responses: Sequence[Response], context: Context) -> AnswerState:
    if not responses:
        return "none_found"
    silent = (
        response.kind == "declines" and _no_reply(context.statements[response.statement], context)
        for response in responses
    )
    return "asked_no_reply" if all(silent) else "answered"


def find_accusations(matters: Sequence[Matter], context: Context) -> list[Accusation]:
    """One record for every accusation and each actor it accuses."""
    in_matter: Mapping[str, set[str]] = defaultdict(set)
    for matter in matters:
        members = {side.statement for side in matter.sides}
        for side in matter.sides:
            in_matter[side.statement].update(members)
    dates = sorted(d.published for d in context.documents.values() if d.published)
    searched = (
        len(context.documents),
        dates[0] if dates else None,
        dates[-1] if dates else None,
    )
    found = []
    for statement in context.statements.values():
        if statement.attitude != "accuse":
            continue
        near = [context.statements[i] for i in sorted(in_matter[statement.id] - {statement.id})]
        for accused in statement.target:
            responses = _responses(accused, near, context)
            state = _state(responses, context)
            found.append(Accusation(statement.id, accused, responses, state, searched))
    return sorted(found, key=lambda a: (a.statement, a.accused))
