"""How many stand behind each side of a matter: outlets, texts, origins, parties.

Takes a matter, utterances and copies, gives the same matter with its support counted. Origins are a
range. Low: whatever may come from one mouth or one wire is one, and what credits nobody is never
counted beside something else. High: what is not known to be one act of speaking, one speaker in one
text or one wire's report counts by itself, and so does every text that credits nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from hearsay import names
from hearsay.countries import country, demonym
from hearsay.links.context import Context
from hearsay.links.joining import Joining
from hearsay.types import (
    Copy,
    Figure,
    Ledger,
    Matter,
    Reason,
    Stance,
    Statement,
    Support,
    Utterance,
)

# Who speaks for a government though nobody names him, and the words that may name its country.
_OFFICIALS = re.compile(
    r"\b(?:officials?|officers?|diplomats?|ministers?|ministry|government|authorities|military|army|"
    r"spokes(?:man|woman|person|people))\b",
    re.IGNORECASE,
)
_NAMING = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Sharing:
    """What statements share beyond their words.

    utterance: by statement. text: by document the one that stands for its text. copied: by two of
    those, smaller id first.
    """

    utterance: Mapping[str, str]
    text: Mapping[str, str]
    copied: Mapping[tuple[str, str], Copy]


def sharing(
    documents: Sequence[str], copies: Sequence[Copy], utterances: Sequence[Utterance]
) -> Sharing:
    """Gathers what the counts need."""
    texts = Joining(documents)
    for copy in copies:
        if copy.kind == "same_text":
            for left, right in combinations(sorted(copy.documents), 2):
                texts.join(left, right)
    copied: dict[tuple[str, str], Copy] = {}
    for copy in copies:
        for left, right in combinations(sorted(copy.documents), 2):
            low, high = sorted((texts.top(left), texts.top(right)))
            if low != high:
                copied.setdefault((low, high), copy)
    return Sharing(
        utterance={s: u.id for u in utterances for s in u.statements},
        text={document: texts.top(document) for document in documents},
        copied=copied,
    )


def _credits(statement: Statement, context: Context) -> dict[str, str]:
    """Whom a statement credits, by normal name: its intermediaries, else its article's origins."""
    credited = [context.name(via) for via in statement.via]
    credited = credited or list(context.documents[statement.document].origins)
    return {names.normal(name): name for name in credited}


def _said_by(statement: Statement, context: Context) -> str | None:
    """Who is known to have said it, or which wire; None where nobody is credited.

    An outlet's own sentence is its wire's where its article credits one, else nobody's: it may come
    from anywhere.
    """
    key = context.speaker(statement)
    if key is not None and statement.voice != "outlet":
        return key
    credited = _credits(statement, context)
    return f"wire:{min(credited)}" if credited else None


def _why_one_origin(
    one: Statement, other: Statement, context: Context, shared: Sharing
) -> Reason | None:
    """Why two statements on one side, both credited, may go back to one origin."""
    refs = (one.id, other.id)
    utterance = shared.utterance.get(one.id)
    if utterance is not None and utterance == shared.utterance.get(other.id):
        return Reason("one utterance", "they report one act of speaking", refs)
    speakers = [_said_by(statement, context) or "" for statement in (one, other)]
    if speakers[0] == speakers[1]:
        return Reason("one speaker", f"both go back to {context.name(speakers[0])}", refs)
    if all(speaker.startswith("label:") for speaker in speakers):
        return Reason("unnamed speakers", "both speakers are unnamed and may be one", refs)
    common = _credits(one, context).keys() & _credits(other, context).keys()
    if common and shared.text[one.document] != shared.text[other.document]:
        name = _credits(one, context)[min(common)]
        return Reason("one wire", f"both credit {name}", refs)
    texts = sorted((shared.text[one.document], shared.text[other.document]))
    copy = shared.copied.get((texts[0], texts[1]))
    if copy is not None:
        return Reason("copy", f"their articles are copies in part ({copy.kind})", refs)
    return None


def _separate(statement: Statement, said_by: str, context: Context, shared: Sharing) -> str:
    """A key for what is surely one origin: one act, one wire's report, one speaker in one text."""
    if (utterance := shared.utterance.get(statement.id)) is not None:
        return utterance
    if said_by.startswith("wire:"):
        return said_by
    credited = _credits(statement, context)
    place = ",".join(sorted(credited)) if credited else shared.text[statement.document]
    return f"{said_by} {place}"


def _country(label: str) -> str | None:
    """The country that a description of officials names: "a Kenyan official"."""
    if not _OFFICIALS.search(label):
        return None
    found = [demonym(word) or country(word) for word in _NAMING.findall(label)]
    return next((code for code in found if code), None)


def _party(statement: Statement, context: Context, governments: Mapping[str, str]) -> str | None:
    """For whom a statement's speaker speaks; unnamed officials speak for their government."""
    party = context.party(statement)
    if party is None or statement.voice == "outlet":
        return None
    code = _country(statement.speaker_label or "") if statement.speaker is None else None
    return governments.get(code, party) if code else party


def _governments(context: Context) -> dict[str, str]:
    """Actors that are a country's government, by the country's code; the smallest id of each."""
    found: dict[str, str] = {}
    for key in sorted(context.actors):
        actor = context.actors[key]
        if actor.kind == "government" and actor.part_of is None and (code := country(actor.name)):
            found.setdefault(code, key)
    return found


def _merges(
    statements: Sequence[Statement], governments: Mapping[str, str], context: Context
) -> list[Reason]:
    """Why speakers are one party."""
    by_party: dict[str, dict[str, str]] = {}
    for statement in statements:
        party = _party(statement, context, governments)
        key = context.speaker(statement)
        if party is not None and key is not None:
            by_party.setdefault(party, {}).setdefault(key, statement.id)
    reasons = []
    for party in sorted(by_party):
        speakers = by_party[party]
        if len(speakers) > 1:
            told = ", ".join(sorted(context.name(key) for key in speakers))
            detail = f"{told} speak for {context.name(party)}"
            reasons.append(Reason("one party", detail, tuple(sorted(speakers.values()))))
    return reasons


def _count(
    statements: Sequence[Statement],
    context: Context,
    shared: Sharing,
    governments: Mapping[str, str],
) -> Support:
    if not statements:
        return Support()
    statements = sorted(statements, key=lambda statement: statement.id)
    said_by = {s.id: _said_by(s, context) for s in statements}
    credited = [s for s in statements if said_by[s.id] is not None]
    nobody = [s for s in statements if said_by[s.id] is None]
    joining = Joining(statement.id for statement in credited)
    for one, other in combinations(credited, 2):
        if not joining.together(one.id, other.id):
            reason = _why_one_origin(one, other, context, shared)
            if reason is not None:
                joining.join(one.id, other.id, reason)
    groups = joining.groups()
    because = [reason for group in groups for reason in joining.reasons(group[0])]
    # a text that credits nobody for one sentence and somebody for another is no further origin
    known = {shared.text[s.document] for s in credited}
    open_texts = {shared.text[s.document] for s in nobody} - known
    if nobody:
        texts = {shared.text[s.document] for s in nobody}
        told = "1 text credits" if len(texts) == 1 else f"{len(texts)} texts credit"
        because.append(Reason("nobody credited", f"{told} nobody", tuple(s.id for s in nobody)))
    high = {_separate(s, said_by[s.id] or "", context, shared) for s in credited}
    low = max(1, len(groups))
    parties = {p for s in statements if (p := _party(s, context, governments)) is not None}
    return Support(
        outlets=tuple(sorted({context.outlet(s.document) for s in statements})),
        texts=tuple(sorted({shared.text[s.document] for s in statements})),
        origins_low=low,
        origins_high=max(low, len(high) + len(open_texts)),
        parties=tuple(sorted(parties)),
        because=(*because, *_merges(statements, governments, context)),
    )


def with_support(matter: Matter, context: Context, shared: Sharing) -> Matter:
    """The matter with the support of each stance."""
    governments = _governments(context)

    def counted(stance: Stance) -> Support:
        chosen = [
            context.statements[side.statement] for side in matter.sides if side.stance == stance
        ]
        return _count(chosen, context, shared, governments)

    return replace(
        matter,
        affirms=counted("affirms"),
        denies=counted("denies"),
        leaves_open=counted("leaves_open"),
    )


def of_figures(ledger: Ledger) -> Callable[[Sequence[Figure]], Support]:
    """Tells who stands behind figures of one quantity, counted as for the side of a matter.

    What is the same for all figures of a ledger is gathered once. A figure that no statement holds
    is the outlet's own word, as a sentence of its own would be.
    """
    documents = {document.id: document for document in ledger.documents}
    actors = {actor.id: actor for actor in ledger.actors}
    context = Context(documents, actors, {s.id: s for s in ledger.statements}, {}, {})
    copies = [copy for copy in ledger.copies if documents.keys() >= set(copy.documents)]
    shared = sharing(sorted(documents), copies, ledger.utterances)
    governments = _governments(context)

    def behind(figures: Sequence[Figure]) -> Support:
        given = [
            context.statements.get(figure.statement or "")
            or Statement(
                id=figure.id,
                document=figure.document,
                content=(figure.span,),
                speaker=figure.speaker,
                speaker_label=figure.speaker_label,
                voice="attributed" if figure.speaker or figure.speaker_label else "outlet",
            )
            for figure in figures
        ]
        return _count(given, context, shared, governments)

    return behind
