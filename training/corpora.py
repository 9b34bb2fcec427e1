"""Reads the corpora into `Example`s: a text with the spans that somebody marked in it.

Takes the folder of the corpora, gives examples; keeps nothing. What a corpus does not say is left
open (a set of allowed tags per piece), never taken for a "no".
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hearsay.types import Span


@dataclass
class Attribution:
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    attitude: str | None = None
    certainty: str | None = None
    inner: bool = False  # nested in another's content
    speaker: str | None = None


@dataclass
class Example:
    name: str
    text: str
    attributions: list[Attribution] = field(default_factory=list)
    roles: str = "none"  # full: every token's role is known; open: a source may stand anywhere
    inner: str = "none"
    names: list[tuple[Span, tuple[str, ...]]] | None = None  # span, kinds that it may be
    unsure: list[Span] = field(default_factory=list)  # where the name tags are not known
    places_open: bool = False  # a name that is not marked may still be a place
    mentions: list[tuple[Span, str, bool]] = field(default_factory=list)  # span, entity, named
    weight: float = 1.0


def _spans(parts: str) -> list[Span]:
    return [Span(*map(int, part.split())) for part in parts.split(";")]


def read_stand_off(path: Path) -> dict[str, Attribution]:
    """PolNeAR's brat files: attributions by the id of their event line."""
    spans: dict[str, list[Span]] = {}
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"(T\d+)\t(\w+) ([\d ;]+)\t", line):
            spans[match[1]] = _spans(match[3])
        elif match := re.match(r"(E\d+)\t(.*)", line):
            roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
            for piece in match[2].split():
                role, ref = piece.split(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in roles:
                    roles[role] = sorted(roles[role] + spans.get(ref, []))
            if roles["content"]:
                found[match[1]] = Attribution(**roles)
    return found


def polnear(data: Path, split: str = "train") -> Iterator[Example]:
    """PolNeAR, one example an annotation file; labels joined where readers gave them."""
    root = data / "polnear"
    excluded = (
        set((root / "exclude.txt").read_text(encoding="utf-8").split())
        if split == "train"
        else set()
    )
    labels: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for line in (root / "labels" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[row["article"]][row["event"]] = row
    seen: set[str] = set()
    copies = Counter(
        p.stem.rsplit("_", 1)[0] for p in (root / split / "attributions").glob("*.ann")
    )
    for path in sorted((root / split / "attributions").glob("*.ann")):
        stem = path.stem.rsplit("_", 1)[0]
        if stem in excluded:
            continue
        text = (root / split / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        found = read_stand_off(path)
        mentions: list[tuple[Span, str, bool]] = []
        if stem in labels and stem not in seen:
            for event, row in labels[stem].items():
                if event not in found:
                    continue
                one = found[event]
                one.attitude, one.certainty = row["attitude"], row["certainty"]
                one.speaker = row["speaker"]
                # Bare criticism: PolNeAR's readers call it accuse, the stories assert.
                cue = " ".join(s.of(text) for s in one.cue).casefold()
                if one.attitude == "accuse" and re.search(
                    r"critici|mock|slam|blast|condemn|denounc|ridicul|attack|rip|scold|call", cue
                ):
                    one.attitude = None
                if one.certainty == "possible" and re.search(r"\bhop", cue):
                    one.certainty = None
                if (
                    len(one.source) == 1
                    and row["speaker"] not in ("none", "outlet")
                    and not row["speaker"].startswith("anonymous")
                    and " + " not in row["speaker"]
                ):
                    mentions.append((one.source[0], row["speaker"], False))
            for speaker in sorted({m[1] for m in mentions}):
                forms = {speaker, speaker.split()[-1]} if row_is_name(speaker) else {speaker}
                taken = [m[0] for m in mentions]
                for form in sorted(forms, key=len, reverse=True):
                    for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                        span = Span(*match.span())
                        if not any(span.overlaps(t) for t in taken):
                            mentions.append((span, speaker, True))
                            taken.append(span)
        seen.add(stem)
        weight = 0.3 if copies[stem] > 1 else 1.0
        yield Example(
            stem,
            text,
            list(found.values()),
            roles="full",
            inner="outside",
            mentions=mentions,
            weight=weight,
        )


def row_is_name(speaker: str) -> bool:
    return len(speaker.split()) > 1 and all(w[:1].isupper() for w in speaker.split())


SMALL = {
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
}


def _capitalised(form: str) -> bool:
    words = re.findall(r"[^\W_]+", form)
    return (
        bool(words)
        and form[:1].isupper()
        and all(w in SMALL or w[:1].isupper() or w[:1].isdigit() for w in words)
    )


def quoted_spans(text: str, quoted: str) -> list[Span]:
    """Offsets of a gold quotation; its parts are joined by ' ... '."""
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


def gold(folder: Path) -> Iterator[Example]:
    """Whole articles annotated by the guideline: contents and cues, names; sources left open."""
    record = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    actors = {a["id"]: a for a in record["actors"]}
    for document in record["documents"]:
        text = (folder / "docs" / f"{document['id']}.txt").read_bytes().decode("utf-8")
        rows = [s for s in record["statements"] if s["doc"] == document["id"]]
        found: list[Attribution] = []
        for row in rows:
            content = quoted_spans(text, row["content"])
            cue: list[Span] = []
            if row["cue"]:
                places = [
                    Span(m.start(), m.end()) for m in re.finditer(re.escape(row["cue"]), text)
                ]
                places = [p for p in places if not any(p.overlaps(c) for c in content)] or places

                def far(p: Span, content: list[Span] = content) -> int:
                    return min(max(c.start - p.end, p.start - c.end, 0) for c in content)

                if places:
                    best = min(places, key=far)
                    if far(best) < 250:
                        cue = [best]
            source: list[Span] = []
            who = row["speaker"]
            forms = (
                [who.split(":", 1)[1]]
                if who.startswith("anonymous:")
                else [actors[who]["name"], *(actors[who].get("aliases") or [])]
                if who in actors
                else []
            )
            if cue:
                near = []
                for form in forms:
                    for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                        span = Span(m.start(), m.end())
                        gap = max(cue[0].start - span.end, span.start - cue[0].end)
                        if 0 <= gap <= 2 and not any(span.overlaps(c) for c in content):
                            near.append((-len(form), gap, span))
                if near:
                    source = [min(near)[2]]
            if cue and source and source[0].overlaps(cue[0]):
                source = []
            found.append(
                Attribution(source, cue, content, row["attitude"], row["certainty"], speaker=who)
            )
        chars = [{c for s in a.content for c in range(s.start, s.end)} for a in found]
        for i, one in enumerate(found):
            one.inner = any(
                chars[i] < chars[j] and len(chars[i]) < len(chars[j]) - 3
                for j in range(len(found))
                if j != i
            )
        # one copy only of a content with several speakers
        unique: list[Attribution] = []
        for one in found:
            if not any(u.content == one.content and u.inner == one.inner for u in unique):
                unique.append(one)
        names: list[tuple[Span, tuple[str, ...]]] = []
        taken: list[Span] = []
        forms_of = sorted(
            {
                (form, a["kind"])
                for a in actors.values()
                if a["id"].startswith(document["id"] + "/")
                for form in [a["name"], *(a.get("aliases") or [])]
                if _capitalised(re.sub(r"^(?:The|the|A|a|An|an) ", "", form))
            },
            key=lambda f: (-len(f[0]), f),
        )
        unsure: list[Span] = []
        for form, kind in forms_of:
            bare = re.sub(r"^(?:The|the|A|a|An|an) ", "", form)
            bare = re.sub(r"[’']s$", "", bare)
            for m in re.finditer(rf"(?<![\w@#]){re.escape(bare)}(?!\w)", text):
                span = Span(m.start(), m.end())
                if not any(span.overlaps(t) for t in taken):
                    taken.append(span)
                    if kind in ("document", "place"):
                        unsure.append(span)
                    else:
                        names.append((span, (kind,)))
        yield Example(
            f"gold-{document['id']}",
            text,
            unique,
            roles="open",
            inner="full",
            names=sorted(names),
            unsure=unsure,
            places_open=True,
        )


GUM_KINDS = {
    "person": ("person", "people"),
    "organization": ("government", "armed_group", "organisation", "media"),
    "place": ("place", "government"),
}


def gum(data: Path, split: str = "train") -> Iterator[Example]:
    """GUM's entities and coreference, text put together from its words."""
    with gzip.open(data / "ud" / f"en_gum-{split}.conllu.gz", "rt", encoding="utf-8") as lines:
        blocks = lines.read().split("# newdoc id = ")[1:]
    for block in blocks:
        name = block.split("\n", 1)[0]
        text = ""
        opened: list[tuple[str, str, int, int]] = []
        mentions: list[tuple[Span, str, str]] = []
        proper: list[tuple[int, int, bool]] = []
        for line in block.split("\n"):
            if line.startswith("# newpar") and not line.startswith("# newpar_block"):
                text = text.rstrip() + "\n" if text else ""
            cells = line.split("\t")
            if len(cells) != 10 or not cells[0].isdigit():
                continue
            start = len(text)
            text += cells[1]
            end = len(text)
            proper.append((start, end, cells[3] == "PROPN"))
            misc = dict(p.split("=", 1) for p in cells[9].split("|") if "=" in p)
            for opening, closing in re.findall(r"(\([^()]+\)?)|(\d+\))", misc.get("Entity", "")):
                if opening:
                    parts = opening.strip("()").split("-")
                    if opening.endswith(")"):
                        mentions.append((Span(start, end), parts[0], parts[1]))
                    else:
                        opened.append((parts[0], parts[1], start, 0))
                else:
                    for k in range(len(opened) - 1, -1, -1):
                        if opened[k][0] == closing[:-1]:
                            mentions.append((Span(opened[k][2], end), opened[k][0], opened[k][1]))
                            del opened[k]
                            break
            if misc.get("SpaceAfter") != "No":
                text += " "
        runs: list[Span] = []
        for k, (start, end, is_proper) in enumerate(proper):
            if (
                is_proper
                and runs
                and (
                    runs[-1].end >= start - 1
                    or (
                        k
                        and text[runs[-1].end : start].strip()
                        in ("of", "of the", "&", "'", "’", "-")
                    )
                )
            ):
                runs[-1] = Span(runs[-1].start, end)
            elif is_proper:
                runs.append(Span(start, end))
        names: list[tuple[Span, tuple[str, ...]]] = []
        unsure: list[Span] = []
        for run in runs:
            around = sorted(
                (m for m in mentions if m[0].covers(run)), key=lambda m: (len(m[0].of(text)), m[1])
            )
            kinds = GUM_KINDS.get(around[0][2]) if around else None
            if kinds:
                names.append((run, kinds))
            else:
                unsure.append(run)
        named = [
            (m[0], m[1], any(m[0].covers(r) and m[0].end - r.end < 3 for r in runs))
            for m in mentions
        ]
        yield Example(name, text.rstrip(), names=names, unsure=unsure, mentions=sorted(named))


def nested(example: Example, rng: random.Random, share: float = 0.15) -> Example:
    """The same article with some reporting sentences put into somebody else's mouth.

    Nested speech is rare in what people annotated; a wrapped sentence has the old attribution as
    the inner and the new one as the outer. Offsets move with the text.
    """
    from hearsay.text import sentences

    wraps: dict[int, tuple[str, str, tuple[str, str, str]]] = {}
    kept = sentences(example.text)
    edges: list[tuple[int, str]] = []
    chosen: list[tuple[Span, int]] = []
    for span in kept:
        inside = [
            a
            for a in example.attributions
            if all(span.covers(s) for s in [*a.source, *a.cue, *a.content])
        ]
        touching = [
            a
            for a in example.attributions
            if any(span.overlaps(s) for s in [*a.source, *a.cue, *a.content])
        ]
        body = span.of(example.text)
        if (
            len(inside) != 1
            or len(touching) != 1
            or not inside[0].source
            or not inside[0].cue
            or len(body) < 60
            or body[0] in "“\"'‘"
            or body[-1] != "."
            or rng.random() > share
        ):
            continue
        chosen.append((span, rng.randrange(10)))
    text, shift, out_attributions = [], [], []
    del wraps, edges
    at, moved = 0, 0
    points: list[tuple[int, int]] = [(0, 0)]
    for span, kind in chosen:
        text.append(example.text[at : span.start])
        body = span.of(example.text)
        who = rng.choice(
            [
                "the spokesman",
                "the ministry",
                "officials",
                "a police officer",
                "the agency",
                "Mr. Harlan",
                "the newspaper",
                "a senior aide",
                "Reuters",
                "the Daily Post",
                "local media",
                "she",
                "the statement",
            ]
        )
        start = span.start + moved
        if kind < 5:
            verb = rng.choice(
                [
                    "said",
                    "said that",
                    "reported that",
                    "claimed",
                    "told reporters that",
                    "added that",
                    "wrote that",
                ]
            )
            prefix = f"{who[0].upper()}{who[1:]} {verb} "
            first = (
                body
                if body.split()[0] in ("I",)
                or (len(body.split()[0]) > 1 and body.split()[0][1:].isupper())
                else body
            )
            text.append(prefix + first)
            a, b = start, start + len(who)
            source, cue = Span(a, b), Span(b + 1, b + 1 + len(verb))
            content = Span(start + len(prefix), start + len(prefix) + len(body) - 1)
            points.append((span.start, moved + len(prefix)))
            moved += len(prefix)
        elif kind < 7:
            prefix = f"According to {who}, "
            text.append(prefix + body)
            cue, source = Span(start, start + 12), Span(start + 13, start + 13 + len(who))
            content = Span(start + len(prefix), start + len(prefix) + len(body) - 1)
            points.append((span.start, moved + len(prefix)))
            moved += len(prefix)
        else:
            verb = rng.choice(["said", "reported", "told reporters", "claimed"])
            suffix = f", {who} {verb}."
            text.append(body[:-1] + suffix)
            content = Span(start, start + len(body) - 1)
            a = content.end + 2
            source, cue = (
                Span(a, a + len(who)),
                Span(a + len(who) + 1, a + len(who) + 1 + len(verb)),
            )
            points.append((span.start, moved))
            moved += len(suffix) - 1
            points.append((span.end, moved))
        out_attributions.append(Attribution([source], [cue], [content]))
        at = span.end
    del shift
    text.append(example.text[at:])

    def move(span: Span) -> Span:
        add = 0
        for point, value in points:
            if span.start >= point:
                add = value
        return Span(span.start + add, span.end + add)

    wrapped_spans = [s for s, _ in chosen]
    moved_attributions = []
    for a in example.attributions:
        inner = any(s.covers(a.content[0]) for s in wrapped_spans)
        moved_attributions.append(
            Attribution(
                [move(s) for s in a.source],
                [move(s) for s in a.cue],
                [move(s) for s in a.content],
                a.attitude,
                a.certainty,
                inner=inner or a.inner,
                speaker=a.speaker,
            )
        )
    return Example(
        example.name + "+nested",
        "".join(text),
        moved_attributions + out_attributions,
        example.roles,
        "outside+wrapped",
        example.names,
        example.unsure,
        example.places_open,
        [(move(s), e, n) for s, e, n in example.mentions],
        example.weight,
    )
