"""Which figures take the place of an earlier one.

Takes the figures of one group, gives each the figure that it revises, with the reason: by wording
("to 25 from 27"), or since the same voice gives another number later. Different numbers of
different voices are left as they are: they conflict, and who is right is for readers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from hearsay import names, wording
from hearsay.links import ranges
from hearsay.links.context import Context
from hearsay.types import Figure, Reason, Span

RULE = "revises"
_CHANGED = (
    "rose risen rises climbed jumped grew grown increased fell dropped lowered raised revised"
)
_COUNT = r"(?:toll|number|figure|total|count|estimate)"
_MOVED = rf"(?:{'|'.join(_CHANGED.split())}|cut|corrected|updated|amended)"
_REVISING = re.compile(
    rf"\b{_COUNT}\b[^.;]{{0,80}}\b{_MOVED}\b|\b{_MOVED}\b[^.;]{{0,40}}\b{_COUNT}\b"
    rf"|\b(?:up|down) from\b|\bfrom \d[\d,]* to \d|\bto \d[\d,]* from \d|\bnow (?:\w+ )?(?:at |\d)"
)
# between the new number and the old: "25 from 27", "3,200 have fled, up from the 1,200"
_NEW_OLD = re.compile(r"[^.;]*?(?:\b(?:up|down|cut|revised|lowered|raised)|^),?\sfrom(?:\sthe)?\s$")
_OLD_NEW = re.compile(r"\sto\s(?:at\sleast\s|more\sthan\s|about\s|some\s)?$")
_FROM = re.compile(r"\bfrom\s(?:about\s|some\s|at\sleast\s)?$")


def revises(figure: Figure, text: str, sentence: Span) -> bool:
    """Whether the words of a figure's sentence say that a number has changed."""
    return _REVISING.search(text, sentence.start, sentence.end) is not None


def with_revisions(
    figures: Sequence[Figure], wholes: Collection[str], context: Context
) -> list[Figure]:
    """The figures of one group, each with the latest earlier one that it takes the place of.

    wholes: ids of those that count all, not a part of them: only these revise.
    """
    ordered = sorted((f for f in figures if f.id in wholes), key=lambda f: _place(f, context))
    found: dict[str, tuple[str, str]] = {}
    for at, figure in enumerate(ordered):
        for other in ordered[:at]:
            if worded := _worded(other, figure, context):
                new, old, words = worded
                found.setdefault(new.id, (old.id, words))
    replaced = {old for old, _ in found.values()}
    for at, figure in enumerate(ordered):
        if figure.id in found or figure.id in replaced:
            continue  # "up from 1,200" tells the old number, and revises nothing
        for other in reversed(ordered[:at]):
            if other.id not in replaced and (why := _later(other, figure, context)):
                found[figure.id] = other.id, why
                break
    return [
        replace(
            figure,
            revises=found[figure.id][0],
            because=(*figure.because, Reason(RULE, found[figure.id][1], (found[figure.id][0],))),
        )
        if figure.id in found
        else figure
        for figure in figures
    ]


def _place(figure: Figure, context: Context) -> tuple[str, str, Span, str]:
    """By day of publication, undated ones last; then by place in the article."""
    published = context.documents[figure.document].published
    return published or "9999", figure.document, figure.span, figure.id


def _worded(one: Figure, other: Figure, context: Context) -> tuple[Figure, Figure, str] | None:
    """Of two figures of one sentence the new and the old, where its words say so; one is first."""
    if one.document != other.document or one.span.end > other.span.start:
        return None
    text = context.documents[one.document].text
    between = text[one.span.end : other.span.start]
    if len(between) > _NEARBY or not (ranges.told(one) and ranges.told(other)):
        return None
    start = text.rfind(" ", 0, max(0, one.span.start - 12)) + 1
    start = max(start, text.rfind("\n", 0, one.span.start) + 1)
    words = " ".join(text[start : other.span.end].split())
    if _NEW_OLD.search(between):
        return one, other, f"“{wording.shortened(words, 90)}”"
    if _OLD_NEW.fullmatch(between) and _FROM.search(text[: one.span.start]):
        return other, one, f"“{wording.shortened(words, 90)}”"
    return None


_NEARBY = 120
"""Characters between two numbers of which one is said to have become the other."""


def _later(earlier: Figure, later: Figure, context: Context) -> str | None:
    """Why a figure takes the place of an earlier one of the same voice; None if it does not."""
    if (earlier.low, earlier.high) == (later.low, later.high) or _says_no_more(earlier, later):
        return None
    voice = _same_voice(earlier, later, context)
    if voice is None or not (ranges.told(earlier) and ranges.told(later)):
        return None
    days = [context.documents[f.document].published for f in (earlier, later)]
    first, second = (
        figure.as_of or day for figure, day in zip((earlier, later), days, strict=True)
    )
    if first is None or second is None or not _before(first, second):
        return None
    return f"{voice} on {wording.day(second)}, after {wording.day(first)}"


def _says_no_more(earlier: Figure, later: Figure) -> bool:
    """Whether the later words are only less exact: "at least 19" after "23"."""
    return later.high is None and later.low is not None and (earlier.low or 0) >= later.low


def _before(one: str, other: str) -> bool:
    """Whether a date surely lies before another, of whatever precision."""
    size = min(len(one), len(other))
    return one[:size] < other[:size]


def _same_voice(one: Figure, other: Figure, context: Context) -> str | None:
    """Whose both figures are; None where they are not, or may not be, of one voice."""
    if one.speaker is not None and other.speaker is not None:
        same = context.related(one.speaker, other.speaker)
        return context.name(other.speaker) if same else None
    told = [_called(figure, context) for figure in (one, other)]
    if told[0] or told[1]:
        return other.speaker_label or one.speaker_label if told[0] & told[1] else None
    if one.statement or other.statement:
        return None  # somebody says it, and nobody knows who
    outlet = context.documents[other.document].outlet
    same = outlet is not None and context.documents[one.document].outlet == outlet
    return outlet if same else None


def _called(figure: Figure, context: Context) -> frozenset[str]:
    """What a figure's speaker goes by: an actor's names, or the phrase of an anonymous one."""
    if figure.speaker is not None:
        actor = context.actors[figure.speaker]
        return frozenset(names.normal(name) for name in (actor.name, *actor.aliases))
    return frozenset([names.normal(figure.speaker_label)] if figure.speaker_label else [])
