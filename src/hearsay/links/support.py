"""How many stand behind each side of a matter: outlets, texts, origins, parties.

Takes a matter, utterances and copies, gives the same matter with its support counted. Origins are a
range. High: every speaker's every utterance is an origin of its own. Low: whatever may come from
one mouth or one wire is one, and what credits nobody is never counted beside something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from hearsay import names
from hearsay.links.context import Context
from hearsay.links.joining import Joining
from hearsay.types import Copy, Matter, Reason, Stance, Statement, Support, Utterance


@dataclass(frozen=True, slots=True)
class Sharing:
    """What statements share beyond their words: utterance by statement, texts by document."""

    utterance: Mapping[str, str]
    text: Mapping[str, str]
    copied: Mapping[tuple[str, str], Copy]


def sharing(
    documents: Sequence[str], copies: Sequence[Copy], utterances: Sequence[Utterance]
) -> Sharing:
    """Gathers what the counts need."""
    texts = Joining(documents)
    copied = {}
    for copy in copies:
        for left, right in combinations(sorted(copy.documents), 2):
            copied[left, right] = copy
            if copy.kind == "same_text":
                texts.join(left, right)
    return Sharing(
        utterance={s: u.id for u in utterances for s in u.statements},
        text={document: texts.top(document) for document in documents},
        copied=copied,
    )


def _credits(statement: Statement, context: Context) -> dict[str, str]:
    """Whom the statement or its whole article credits, by normal name."""
    credited = [context.name(via) for via in statement.via]
    credited += context.documents[statement.document].origins
    return {names.normal(name): name for name in credited}


def _why_one_origin(
    one: Statement, other: Statement, context: Context, shared: Sharing
) -> Reason | None:
    """Why two statements on one side may go back to one origin."""
    refs = (one.id, other.id)
    utterance = shared.utterance.get(one.id)
    if utterance is not None and utterance == shared.utterance.get(other.id):
        return Reason("one utterance", "they report one act of speaking", refs)
    speaker = context.speaker(one)
    if speaker is None or context.speaker(other) is None:
        return Reason("nobody credited", "one of them credits nobody", refs)
    if speaker == context.speaker(other):
        return Reason("one speaker", f"both go back to {context.name(speaker)}", refs)
    if speaker.startswith("label:") and (context.speaker(other) or "").startswith("label:"):
        return Reason("unnamed speakers", "both speakers are unnamed and may be one", refs)
    common = _credits(one, context).keys() & _credits(other, context).keys()
    if common and one.document != other.document:
        name = _credits(one, context)[min(common)]
        return Reason("one wire", f"both credit {name}", refs)
    pair = (min(one.document, other.document), max(one.document, other.document))
    copy = shared.copied.get(pair)
    if copy is not None:
        return Reason("copy", f"their articles are copies in part ({copy.kind})", refs)
    return None


def _count(statements: Sequence[Statement], context: Context, shared: Sharing) -> Support:
    if not statements:
        return Support()
    joining = Joining(statement.id for statement in statements)
    for one, other in combinations(statements, 2):
        if not joining.together(one.id, other.id):
            reason = _why_one_origin(one, other, context, shared)
            if reason is not None:
                joining.join(one.id, other.id, reason)
    high = {
        shared.utterance.get(s.id) or f"{context.speaker(s)} {shared.text[s.document]}"
        for s in statements
    }
    groups = joining.groups()
    parties = {party for s in statements if (party := context.party(s)) is not None}
    return Support(
        outlets=tuple(sorted({context.outlet(s.document) for s in statements})),
        texts=tuple(sorted({shared.text[s.document] for s in statements})),
        origins_low=len(groups),
        origins_high=max(len(high), len(groups)),
        parties=tuple(sorted(parties)),
        because=tuple(reason for group in groups for reason in joining.reasons(group[0])),
    )


def with_support(matter: Matter, context: Context, shared: Sharing) -> Matter:
    """The matter with the support of each stance."""

    def counted(stance: Stance) -> Support:
        chosen = [
            context.statements[side.statement] for side in matter.sides if side.stance == stance
        ]
        return _count(chosen, context, shared)

    return replace(
        matter,
        affirms=counted("affirms"),
        denies=counted("denies"),
        leaves_open=counted("leaves_open"),
    )
