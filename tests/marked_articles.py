"""Articles written with marks for sources, cues and contents, run through actors and speakers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from hearsay.model.reading import NameMention, Reading
from hearsay.steps.actors import actors
from hearsay.steps.speakers import speakers
from hearsay.types import ActorKind, Analysis, Attitude, Document, Span, Statement

NAMED: dict[str, ActorKind] = {
    "Ann Roe": "person",
    "Tom Marr": "person",
    "Ann Lund": "person",
    "Acme Mining": "organisation",
    "Rural Front": "armed_group",
    "Morning Gazette": "media",
    "Arcadia": "government",
}


@dataclass(frozen=True)
class Pointing(Reading):
    """A reading that points where it is told to: role -> name as it stands in the text -> share."""

    text: str = ""
    opinions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def point(
        self,
        role: str,
        cue: Sequence[Span],
        content: Sequence[Span],
        candidates: Sequence[Sequence[Span]],
    ) -> Sequence[float] | None:
        if role not in self.opinions:
            return None
        given = self.opinions[role]
        shares = [
            max((given.get(place.of(self.text), 0.0) for place in places), default=0.0)
            for places in candidates
        ]
        return (*shares, max(0.0, 1.0 - sum(shares)))


def told(
    marked: str,
    attitude: Attitude = "assert",
    attitudes: Mapping[str, Attitude] = MappingProxyType({}),
    pointing: Mapping[str, Mapping[str, float]] = MappingProxyType({}),
) -> dict[str, Statement]:
    """Read a text in which [s1 ...] is a source, <c1 ...> a cue and {w1 ...} a content.

    Numbers tie them into statements; `attitudes` by number go before `attitude`. `pointing` is what
    the network is to say of each role: shares by name. Gives each statement by its number, speakers
    named.
    """
    text = ""
    parts: dict[str, dict[str, list[Span]]] = {}
    opened: list[tuple[str, str, int]] = []
    for token in re.split(r"([\[<{]\d[sp]? |[\]>}])", marked):
        if match := re.fullmatch(r"([\[<{])(\d)[sp]? ", token):
            opened.append((match[1], match[2], len(text)))
        elif token in ("]", ">", "}") and opened:
            mark, number, start = opened.pop()
            parts.setdefault(number, {}).setdefault(mark, []).append(Span(start, len(text)))
        else:
            text += token
    mentions: list[NameMention] = []
    for form, kind in NAMED.items():
        for found in re.finditer(rf"\b{re.escape(form)}\b", text):
            mentions.append(NameMention(Span(*found.span()), kind, 0.9))
    statements = tuple(
        Statement(
            id=f"s-{number}",
            document="d-1",
            source=tuple(spans.get("[", ())),
            cue=tuple(spans.get("<", ())),
            content=tuple(spans["{"]),
            attitude=attitudes.get(number, attitude),
        )
        for number, spans in sorted(parts.items())
    )
    analysis = actors(
        Analysis(
            document=Document("d-1", "a.txt", text),
            statements=statements,
            reading=Pointing(
                tuple(sorted(mentions, key=lambda m: m.span)), text=text, opinions=pointing
            ),
        )
    )
    done = speakers(analysis)
    known = {actor.id: actor.name for actor in done.actors}
    out = {}
    for at, statement in enumerate(done.statements):
        key = statement.id.removeprefix("s-") if statement.id.count("-") == 1 else str(at)
        out[key if len(key) == 1 else f"copy{at}"] = statement
    told.names = known  # type: ignore[attr-defined]
    return out


def who(statement: Statement) -> str | None:
    """The speaker's name, or the phrase."""
    known: dict[str, str] = told.names  # type: ignore[attr-defined]
    return known[statement.speaker] if statement.speaker else statement.speaker_label


def names_of(actors: Sequence[str]) -> list[str]:
    """The names of actors of the article read last."""
    known: dict[str, str] = told.names  # type: ignore[attr-defined]
    return [known[actor] for actor in actors]
