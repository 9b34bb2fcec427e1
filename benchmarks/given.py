"""Stories whose statements, speakers and actors are the readers' own: only the joining is measured.

Takes a story's `docs/` beside its `gold.json`, gives the ledger that the links make of what is
given there of statements (speaker, via, cue, content, attitude, certainty, about), actors and
documents. The program finds the rest itself: targets, occasions, figures, vectors, all links.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.outcome import BenchmarkError
from benchmarks.reading import Read, documents
from hearsay import links
from hearsay.exports import ledger_json
from hearsay.identity import identify
from hearsay.links.actors import NOT_SAME
from hearsay.model.network import Network
from hearsay.registry import STEPS
from hearsay.settings import Settings
from hearsay.steps.agentless import AGENTLESS
from hearsay.steps.attribution import quotation
from hearsay.steps.told_apart import size
from hearsay.text import quoted, sentences
from hearsay.types import (
    Actor,
    Analysis,
    Document,
    Judgement,
    Mention,
    Reason,
    Span,
    Statement,
)

GIVEN = "gold.json"
ANONYMOUS = "anonymous:"
_LONG_AGO = "1970-01-01T00:00:00Z"

Fields = Mapping[str, Any]


def reader(network: Network, settings: Settings) -> Read:
    """Reads a folder as one case, its statements and actors from the file beside it."""

    def read(folder: Path) -> dict[str, Any]:
        ledger = links.relate(*analyses(folder, network, settings), settings)
        exported: dict[str, Any] = json.loads(ledger_json.dumps(ledger, with_text=True))
        return exported

    return read


def analyses(
    folder: Path, network: Network, settings: Settings
) -> tuple[tuple[Analysis, ...], tuple[Judgement, ...]]:
    """What links are made of: the articles with what is given, and that no actors are one."""
    told = _told(folder)
    actors = {a["id"]: _actor(a) for a in told["actors"]}
    by_document: dict[str, list[Fields]] = defaultdict(list)
    for fields in told["statements"]:
        by_document[fields["doc"]].append(fields)
    about = {fields["id"]: fields for fields in told["documents"]}
    found = []
    for document in documents(folder, settings):
        name = Path(document.path).stem
        given = [_statement(document, fields, actors) for fields in by_document[name]]
        found.append(_analysed(document, about.get(name, {}), given, actors, network, settings))
    return _with_actors_once(found, actors), _apart(actors)


def _told(folder: Path) -> Fields:
    place = folder.parent / GIVEN
    if not place.is_file():
        raise BenchmarkError(f"no {GIVEN} beside {folder}: nothing gives its statements.")
    told: Fields = json.loads(place.read_text(encoding="utf-8"))
    return told


def _actor(fields: Fields) -> Actor:
    return Actor(
        id=identify("a", fields["id"]),
        name=fields["name"],
        kind=fields["kind"],
        part_of=identify("a", fields["part_of"]) if fields.get("part_of") else None,
        aliases=tuple(fields.get("aliases") or ()),
    )


def _statement(document: Document, fields: Fields, actors: Mapping[str, Actor]) -> Statement:
    """One given statement; who is anonymous keeps the phrase, "reportedly" is nobody's."""
    content = _content(document.text, fields["content"])
    cue = _nearest(document.text, fields.get("cue") or "", content[0].start)
    speaker = fields["speaker"]
    label = speaker.removeprefix(ANONYMOUS) if speaker.startswith(ANONYMOUS) else None
    if label is None and speaker not in actors:
        raise BenchmarkError(f"{fields['id']}: no actor is called {speaker}")
    because: tuple[Reason, ...] = ()
    if label is not None and AGENTLESS.fullmatch(label):
        because = (Reason("agentless", label),)
    return Statement(
        id=identify("s", document.id, fields["id"]),
        document=document.id,
        content=content,
        speaker=actors[speaker].id if label is None else None,
        speaker_label=label,
        via=tuple(actors[v].id if v in actors else v for v in fields.get("via") or ()),
        cue=(cue,) if cue else (),
        quotation=quotation(document.text, content, quoted(document.text)),
        attitude=fields["attitude"],
        certainty=fields["certainty"],
        about=tuple(actors[a].id for a in fields.get("about") or () if a in actors),
        confidence=1.0,
        speaker_confidence=1.0,
        because=because,
    )


def _content(text: str, words: str) -> tuple[Span, ...]:
    """The spans of a given content; its parts are joined by " ... "."""
    found, at = [], 0
    for part in words.split(" ... "):
        start = text.find(part, at)
        start = start if start >= 0 else text.find(part)
        if start < 0:
            raise BenchmarkError(f"given, but not in its article: {part!r}")
        found.append(Span(start, start + len(part)))
        at = start + len(part)
    return tuple(sorted(found))


def _nearest(text: str, words: str, place: int) -> Span | None:
    """Where words stand nearest to a place of the text."""
    best, at = None, text.find(words) if words else -1
    while at >= 0:
        if best is None or abs(at - place) < abs(best.start - place):
            best = Span(at, at + len(words))
        at = text.find(words, at + 1)
    return best


def _mentions(document: Document, actor: Actor) -> tuple[Mention, ...]:
    found = {
        Mention(document.id, span)
        for form in (actor.name, *actor.aliases)
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", document.text)
        for span in [Span(*match.span())]
    }
    return tuple(sorted(found))


def _analysed(
    document: Document,
    about: Fields,
    given: Sequence[Statement],
    actors: Mapping[str, Actor],
    network: Network,
    settings: Settings,
) -> Analysis:
    """The steps run over what is given; after each, what it must not change is put back."""
    cut = tuple(sentences(document.text))
    named = (replace(a, mentions=_mentions(document, a)) for a in actors.values())
    here = tuple(sorted((actor for actor in named if actor.mentions), key=lambda a: a.id))
    by_id = {statement.id: statement for statement in given}
    analysis = Analysis(
        document,
        model=network.digest,
        sentences=cut,
        reading=network.read(document.text, cut),
    )
    for step in STEPS:
        if step.name == "attribution":
            analysis = replace(analysis, statements=_nested(given))
        elif step.name not in ("scare_quotes", "bare_phrases"):
            analysis = step.run(analysis, settings)
        if step.name == "provenance":
            analysis = replace(analysis, document=_as_given(analysis.document, about))
        elif step.name == "actors":
            analysis = replace(analysis, actors=here)
        kept = (s for s in analysis.statements if s.id in by_id)
        analysis = replace(analysis, statements=tuple(_put_back(s, by_id[s.id]) for s in kept))
    return replace(analysis, reading=None)


def _nested(given: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, those told within another's words with it for their parent, as the step that
    reads them ties them: cue and content stand in the other's content."""
    found = []
    for one in given:
        holders = [
            other
            for other in given
            if one.cue
            and all(any(p.covers(c) for p in other.content) for c in (*one.content, *one.cue))
            and size(one.content) < size(other.content)
        ]
        parent = min(holders, key=lambda s: (size(s.content), s.id), default=None)
        found.append(replace(one, parent=parent.id if parent else None))
    return tuple(found)


def _as_given(document: Document, about: Fields) -> Document:
    """The document with what the readers found of it; a field that is not given stays."""
    plain = {key: about[key] for key in ("title", "outlet", "byline", "published") if key in about}
    return replace(document, **plain, origins=tuple(about.get("origins", document.origins)))


def _put_back(read: Statement, given: Statement) -> Statement:
    return replace(
        read,
        voice=given.voice,
        speaker=given.speaker,
        speaker_label=given.speaker_label,
        via=given.via,
        attitude=given.attitude,
        certainty=given.certainty,
        about=given.about,
        confidence=given.confidence,
        speaker_confidence=given.speaker_confidence,
        because=given.because,
    )


def _with_actors_once(
    analyses: Sequence[Analysis], actors: Mapping[str, Actor]
) -> tuple[Analysis, ...]:
    """The analyses, each actor whole in the first of them, as it is given for the whole story."""
    mentions: dict[str, set[Mention]] = defaultdict(set)
    for analysis in analyses:
        for actor in analysis.actors:
            mentions[actor.id].update(actor.mentions)
    whole = tuple(replace(a, mentions=tuple(sorted(mentions[a.id]))) for a in actors.values())
    first, *others = sorted(analyses, key=lambda analysis: analysis.document.id)
    return (replace(first, actors=whole), *(replace(other, actors=()) for other in others))


def _apart(actors: Mapping[str, Actor]) -> tuple[Judgement, ...]:
    """That no two of the given actors are one."""
    by = "the readers"
    return tuple(
        Judgement(identify("j", one, other), f"{one}|{other}", NOT_SAME, by, _LONG_AGO, "")
        for one, other in combinations(sorted(actor.id for actor in actors.values()), 2)
    )
