"""PolNeAR's training part: who said what in US political news, with this project's labels.

Takes the folder of the corpora, gives one `Example` an annotation file. An article that several
people annotated comes several times, each time with a smaller weight. Leaves out the articles of
`exclude.txt`, on which other parts are measured.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hearsay.types import Span
from training import naming
from training.examples import Attribution, Example, Mention

# An article read by several annotators comes two to four times, almost the same each time.
REPEATED_WEIGHT = 0.3

# The labels call bare criticism `accuse`, the annotated articles call it `assert`, and hopes are
# `possible` in one and often `certain` in the other. Such labels are left out, not turned round.
_CRITICISM = re.compile(r"critici|mock|slam|blast|condemn|denounc|ridicul|attack|rip|scold|call")
_HOPE = re.compile(r"\bhop")

AIMED = frozenset({"accuse", "deny", "demand", "warn"})
"""Attitudes of which somebody is the target."""
OWN_LABELS = Path(__file__).resolve().parent / "labels"
"""Further labels, made for this project in the same way; their README tells how."""

_SPAN_LINE = re.compile(r"(T\d+)\t(\w+) ([\d ;]+)\t")
_EVENT_LINE = re.compile(r"(E\d+)\t(.*)")


def read_stand_off(path: Path) -> dict[str, Attribution]:
    """Attributions of a brat stand-off file, by the id of their event line.

    An event without a content is left out. The parts of a role are sorted.
    """
    spans: dict[str, list[Span]] = {}
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _SPAN_LINE.match(line):
            spans[match[1]] = [Span(*map(int, part.split())) for part in match[3].split(";")]
        elif match := _EVENT_LINE.match(line):
            roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
            for piece in match[2].split():
                role, reference = piece.split(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in roles:
                    roles[role] = sorted(roles[role] + spans.get(reference, []))
            if roles["content"]:
                found[match[1]] = Attribution(roles["source"], roles["cue"], roles["content"])
    return found


def read(data: Path) -> Iterator[Example]:
    """Every annotation file of the training part, in the order of their names.

    data: the folder that holds `polnear/`. Labels and mentions go to the first file of an article.
    """
    root = data / "polnear"
    excluded = set((root / "exclude.txt").read_text(encoding="utf-8").split())
    labels = _labels(OWN_LABELS / "attributions.jsonl")
    labels |= _labels(root / "labels" / "train.jsonl")
    inner = _labels(OWN_LABELS / "nested.jsonl")
    paths = sorted((root / "train" / "attributions").glob("*.ann"))
    files = Counter(_article(path) for path in paths)
    seen: set[str] = set()
    for path in paths:
        article = _article(path)
        if article in excluded:
            continue
        text = (root / "train" / "text" / f"{article}.txt").read_bytes().decode("utf-8")
        found = read_stand_off(path)
        mentions: list[Mention] = []
        named = naming.like_names(text)
        nested: list[Attribution] = []
        if article not in seen:
            mentions = _join_labels(text, found, labels.get(article, {}), named)
            nested = _join_nested(found, inner.get(article, {}))
        seen.add(article)
        yield Example(
            article,
            text,
            [*found.values(), *nested],
            roles="full",
            inner="outside",
            mentions=mentions,
            weight=REPEATED_WEIGHT if files[article] > 1 else 1.0,
            named=named,
        )


def _article(path: Path) -> str:
    """Name of the article that an annotation file belongs to: `NAME_ANNOTATOR.ann`."""
    return path.stem.rsplit("_", 1)[0]


def _labels(path: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """Rows of a label file: article, then event id, then field."""
    labels: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[row["article"]][row["event"]] = row
    return labels


def _join_nested(
    found: dict[str, Attribution], rows: dict[str, dict[str, Any]]
) -> list[Attribution]:
    """What is nested in the contents that somebody looked through, and marks those contents."""
    nested = []
    for event, row in rows.items():
        if event not in found:
            continue
        found[event].inner_known = True
        for one in row["inner"]:
            source, cue, content = (
                [Span(*part) for part in one[role]] for role in ("source", "cue", "content")
            )
            nested.append(
                Attribution(source, cue, content, one["attitude"], one["certainty"], inner=True)
            )
    return nested


def _join_labels(
    text: str,
    found: dict[str, Attribution],
    rows: dict[str, dict[str, Any]],
    named: Sequence[Span],
) -> list[Mention]:
    """Puts attitude, certainty and pointers on the attributions; gives who is mentioned where.

    A source of one part with one named speaker is a mention of that speaker; so is every other
    place where the speaker's name stands.
    """
    mentions: list[Mention] = []
    for event, row in rows.items():
        if event not in found:
            continue
        one = found[event]
        one.attitude, one.certainty = row["attitude"], row["certainty"]
        cue = " ".join(span.of(text) for span in one.cue).casefold()
        if one.attitude == "accuse" and _CRITICISM.search(cue):
            one.attitude = None
        if one.certainty == "possible" and _HOPE.search(cue):
            one.certainty = None
        one.pointed = _pointed(text, row, named)
        if len(one.source) == 1 and _is_one_actor(row["speaker"]):
            mentions.append(Mention(one.source[0], row["speaker"], named=False))
    for speaker in sorted({mention.entity for mention in mentions}):
        mentions += _named_mentions(text, speaker, [mention.span for mention in mentions])
    return mentions


def _pointed(text: str, row: dict[str, Any], named: Sequence[Span]) -> dict[str, list[Span]]:
    """Where those are named whom a label gives. Somebody who is named nowhere is not known."""
    wanted = {"via": row.get("via"), "speaker": row["speaker"]}
    if row["attitude"] in AIMED:
        wanted["target"] = row.get("target")
    if row["speaker"] == "outlet":
        del wanted["speaker"]
    pointed = {}
    for role, label in wanted.items():
        nobody = label in (None, "none") or label.startswith("anonymous")
        spans = [] if nobody else naming.mentions(text, named, label.split(" + "))
        if nobody or spans:
            pointed[role] = spans
    return pointed


def _is_one_actor(speaker: str) -> bool:
    """Whether a label names one speaker who can be told from others."""
    return (
        speaker not in ("none", "outlet")
        and not speaker.startswith("anonymous")
        and " + " not in speaker
    )


def _is_full_name(speaker: str) -> bool:
    """Whether the last word of a label can stand for the whole: several words, all capitalised."""
    words = speaker.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _named_mentions(text: str, speaker: str, taken: Iterable[Span]) -> Iterator[Mention]:
    """Where a speaker's full or last name stands, off the spans that are taken."""
    taken = list(taken)
    forms = {speaker, speaker.rsplit(maxsplit=1)[-1]} if _is_full_name(speaker) else {speaker}
    for form in sorted(forms, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield Mention(span, speaker, named=True)
