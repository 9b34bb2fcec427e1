"""Whole articles annotated by this project: statements, names and their kinds.

Takes a folder with `gold.json` and `docs/ID.txt`, gives one `Example` an article. The annotation
quotes words; here they become offsets. Sources are not quoted there; where this project's own
labels have none for a statement, one is marked only where a name of the speaker stands right beside
the cue, and elsewhere it is left open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hearsay.types import Span
from training import naming, polnear
from training.examples import Attribution, Example, Mention, Name

OWN_LABELS = Path(__file__).resolve().parent / "labels" / "sources.jsonl"
"""Sources and targets of the statements, by their ids; the README beside it tells how."""

FARTHEST_CUE = 250
"""Characters between a content and the occurrence of its cue that is taken for it."""

WIDEST_GAP = 2
"""Characters between a source and its cue, as in "Name, who said" cut off at the comma."""

SLACK = 3
"""A content counts as nested only if it is shorter by more characters than this: readers of one
sentence differ by a quotation mark or a full stop."""

_ARTICLE = re.compile(r"^(?:The|the|A|a|An|an) ")
_POSSESSIVE = re.compile(r"[’']s$")
_SMALL = frozenset(
    (
        "of",
        "the",
        "in",
        "and",
        "for",
        "on",
        "al",
        "el",
        "de",
        "la",
        "bin",
        "ibn",
        "ul",
        "von",
        "van",
    )
)


def quoted_spans(text: str, quoted: str) -> list[Span]:
    """Offsets of a quotation whose parts are joined by ' ... '.

    Raises ValueError if a part does not stand in the text.
    """
    found, at = [], 0
    for part in quoted.split(" ... "):
        start = text.find(part, at)
        if start < 0:
            start = text.find(part)
        if start < 0:
            raise ValueError(f"not in its document: {part!r}")
        found.append(Span(start, start + len(part)))
        at = start + len(part)
    return found


def read(folder: Path, labels: Path = OWN_LABELS) -> Iterator[Example]:
    """Every article of a folder, in the order of its `gold.json`.

    labels: sources and targets of statements; an article all of whose statements are in it is known
    from end to end.
    """
    record = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    actors = {actor["id"]: actor for actor in record["actors"]}
    lines = labels.read_text(encoding="utf-8").splitlines()
    sources = {row["id"]: row for row in map(json.loads, lines)}
    for document in record["documents"]:
        text = (folder / "docs" / f"{document['id']}.txt").read_bytes().decode("utf-8")
        rows = [row for row in record["statements"] if row["doc"] == document["id"]]
        own = [a for a in actors.values() if a["id"].startswith(f"{document['id']}/")]
        named = naming.like_names(text)
        places = {actor["id"]: places_of(text, actor, named) for actor in own}
        found = []
        for row in rows:
            one = _attribution(text, row, actors, sources.get(row["id"]))
            one.pointed = pointed_to(text, _wanted(row, sources.get(row["id"])), places, named)
            found.append(one)
        mark_nested(found)
        names, unsure = names_of(text, own)
        yield Example(
            f"gold-{document['id']}",
            text,
            unique(found),
            roles="full" if all(row["id"] in sources for row in rows) else "open",
            inner="full",
            names=names,
            unsure=unsure,
            places_open=True,
            mentions=mentions_of(text, rows, found, places),
            named=named,
        )


def _wanted(row: dict[str, Any], label: dict[str, Any] | None) -> dict[str, list[str]]:
    """The actors that a statement points to, by role; without a label its target is not known."""
    wanted = {"speaker": [row["speaker"]], "via": list(row.get("via") or [])}
    if label is not None and row["attitude"] in polnear.AIMED:
        wanted["target"] = list(label["target"])
    return wanted


def _attribution(
    text: str,
    row: dict[str, Any],
    actors: dict[str, dict[str, Any]],
    label: dict[str, Any] | None,
) -> Attribution:
    """One statement of the annotation with its words found in the text."""
    content = quoted_spans(text, row["content"])
    cue = _nearest_cue(text, row["cue"], content) if row["cue"] else []
    if label is not None:
        source = [Span(*part) for part in label["source"]]
        # where the two overlap, as in "his claim", the cue is the whole
        source = [s for s in source if not any(s.overlaps(c) for c in (*cue, *content))]
    else:
        forms = _forms(row["speaker"], actors)
        source = _source_beside(text, forms, cue[0], content) if cue else []
    return Attribution(source, cue, content, row["attitude"], row["certainty"])


def places_of(text: str, actor: Mapping[str, Any], named: Sequence[Span]) -> list[Span]:
    """Where an actor is named, by a form with a capital letter."""
    forms = [actor["name"], *(actor.get("aliases") or [])]
    capitalised = [form for form in forms if _is_capitalised(_ARTICLE.sub("", form))]
    asked = [naming.words(_ARTICLE.sub("", form)) for form in capitalised]
    return [s for s in named if any(naming.words(s.of(text)) == words for words in asked)]


def pointed_to(
    text: str,
    wanted: Mapping[str, Sequence[str]],
    places: Mapping[str, list[Span]],
    named: Sequence[Span],
) -> dict[str, list[Span]]:
    """Whom a statement points to: its speaker, those who relayed it, those at whom it is aimed.

    wanted: by role, the actors. A role is left out where its actors stand nowhere.
    """
    found = {}
    for role, actors in wanted.items():
        nobody = all(actor.startswith("anonymous:") for actor in actors)
        spans: set[Span] = set()
        for actor in actors:
            spans.update(places.get(actor) or naming.mentions(text, named, [actor]))
        if nobody or spans:
            found[role] = sorted(spans)
    return found


def mentions_of(
    text: str,
    rows: Sequence[dict[str, Any]],
    found: Sequence[Attribution],
    places: dict[str, list[Span]],
) -> list[Mention]:
    """Sources that are no names, with the speakers they stand for, and those speakers' names."""
    mentions = []
    speakers = set()
    for row, one in zip(rows, found, strict=True):
        speaker = row["speaker"]
        if len(one.source) != 1 or not places.get(speaker):
            continue
        if any(one.source[0].overlaps(place) for place in places[speaker]):
            continue
        mentions.append(Mention(one.source[0], speaker, named=False))
        speakers.add(speaker)
    # every name is a candidate, not only those of the speakers asked about
    for actor in sorted(places) if speakers else ():
        mentions += [Mention(place, actor, named=True) for place in places[actor]]
    return sorted(set(mentions))


def _nearest_cue(text: str, words: str, content: Sequence[Span]) -> list[Span]:
    """The occurrence of a cue nearest its content, outside it if there is one there."""
    places = [Span(*match.span()) for match in re.finditer(re.escape(words), text)]
    outside = [place for place in places if not any(place.overlaps(part) for part in content)]

    def distance(place: Span) -> int:
        return min(max(part.start - place.end, place.start - part.end, 0) for part in content)

    best = min(outside or places, key=distance, default=None)
    return [best] if best is not None and distance(best) < FARTHEST_CUE else []


def _forms(speaker: str, actors: dict[str, dict[str, Any]]) -> list[str]:
    """What a speaker may be called in the text."""
    if speaker.startswith("anonymous:"):
        return [speaker.split(":", 1)[1]]
    if speaker in actors:
        return [actors[speaker]["name"], *(actors[speaker].get("aliases") or [])]
    return []


def _source_beside(
    text: str, forms: Sequence[str], cue: Span, content: Sequence[Span]
) -> list[Span]:
    """The longest form of the speaker that stands right beside the cue, or nothing."""
    near = []
    for form in forms:
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            span = Span(*match.span())
            gap = max(cue.start - span.end, span.start - cue.end)
            if 0 <= gap <= WIDEST_GAP and not any(span.overlaps(part) for part in content):
                near.append((-len(form), gap, span))
    return [min(near)[2]] if near else []


def mark_nested(found: Sequence[Attribution]) -> None:
    """Sets `inner` where a content lies wholly within a clearly longer one."""
    characters = [{c for part in one.content for c in range(part.start, part.end)} for one in found]
    for one, own in zip(found, characters, strict=True):
        one.inner = any(own < other and len(own) < len(other) - SLACK for other in characters)


def unique(found: Sequence[Attribution]) -> list[Attribution]:
    """One attribution for a content that several speakers share: the first, with all sources."""
    unique: list[Attribution] = []
    for one in found:
        same = [u for u in unique if one.content == u.content and one.inner == u.inner]
        if not same:
            unique.append(one)
            continue
        for span in one.source:
            if not any(span.overlaps(other) for other in same[0].parts):
                same[0].source = sorted([*same[0].source, span])
        for role, spans in one.pointed.items():
            same[0].pointed[role] = sorted({*same[0].pointed.get(role, []), *spans})
    return unique


def _is_capitalised(form: str) -> bool:
    """Whether a surface form looks like a name: "Bank of Rell", not "the group"."""
    words = re.findall(r"[^\W_]+", form)
    return (
        bool(words)
        and form[:1].isupper()
        and all(w in _SMALL or w[:1].isupper() or w[:1].isdigit() for w in words)
    )


def names_of(text: str, actors: Sequence[dict[str, Any]]) -> tuple[list[Name], list[Span]]:
    """The names of an article's actors, and the spans whose name tags are not known.

    Longer forms first, so that none is marked inside another. Documents and places are listed as
    actors only where they act, so that their other mentions say nothing: not known.
    """
    forms = {
        (form, actor["kind"])
        for actor in actors
        for form in [actor["name"], *(actor.get("aliases") or [])]
        if _is_capitalised(_ARTICLE.sub("", form))
    }
    names: list[Name] = []
    unsure: list[Span] = []
    taken: list[Span] = []
    for form, kind in sorted(forms, key=lambda pair: (-len(pair[0]), pair)):
        bare = _POSSESSIVE.sub("", _ARTICLE.sub("", form))
        for match in re.finditer(rf"(?<![\w@#]){re.escape(bare)}(?!\w)", text):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            if kind in ("document", "place"):
                unsure.append(span)
            else:
                names.append(Name(span, (kind,)))
    return sorted(names), unsure
