"""Fits the confidence of links from a denial to a claim: `CHANCE` in `links/denial_weights.py`.

    python -m training.train_denials STORY_DIR... [--labelled FOLDER] [--write]

STORY_DIR holds a story with its denials linked (`docs/`, `gold.json`), read twice: with the shipped
network, and with the readers' own statements. FOLDER holds the stories that `labels/links.jsonl`
tells of (`STORY/docs/`): there the denials of what the network read are linked to their claims.
Learned from is every link that `links.denials` draws. Prints for each kind of reading, and for each
story, how links do with weights fitted on the other stories. Without --write nothing changes.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks import given, reading

from hearsay import pipeline
from hearsay.links import denial_weights, denials
from hearsay.links.actors import join_actors, rename_statement
from hearsay.links.context import Context
from hearsay.links.denial_features import Features
from hearsay.links.matters import compare
from hearsay.links.similarity import Matrix
from hearsay.model.network import Network, load
from hearsay.settings import Settings
from hearsay.types import Analysis, Judgement, Span

LABELS = Path(__file__).parent / "labels" / "links.jsonl"
# A statement of ours stands for a given one from this share of their common characters on.
OVERLAP = 0.5
# Ridge penalty of the weights.
PENALTY = 0.3
# What all links of one story weigh, of one that was labelled as read at most: there a link weighs
# `LABELLED` through the root of their number, since those of one story are alike.
STORY, LABELLED = 20.0, 2.0
SHOWN = (0.5, 0.6, 0.65, 0.7, 0.75)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was drawn: its denial, its evidence and whether it is right."""

    denial: str
    evidence: Features
    right: bool
    contrary: bool


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a story. weight: of all its links; denials: how many readers found."""

    story: str
    how: str
    links: tuple[Link, ...]
    denials: int
    weight: float


def contexts(analyses: Sequence[Analysis], judgements: Sequence[Judgement]) -> Context:
    """What `links.relate` looks things up in, of a case that holds one story."""
    joined = join_actors(analyses, judgements)
    every = [rename_statement(s, joined.known_as) for a in analyses for s in a.statements]
    every.sort(key=lambda s: (s.document, s.content[0].start, s.content[0].end, s.id))
    return Context(
        documents={a.document.id: a.document for a in analyses},
        actors={actor.id: actor for actor in joined.actors},
        statements={s.id: s for s in every},
        vectors=dict(vector for a in analyses for vector in a.vectors),
        sentences={a.document.id: a.sentences for a in analyses},
    )


def links_of(context: Context, right: Mapping[tuple[str, str], bool]) -> tuple[Link, ...]:
    """Every link that is drawn in a story and known to be right or wrong."""
    compared = compare(sorted(context.documents), context)
    found = []
    for one in denials.weighed(denials.candidates(compared, context), compared):
        said = one.found.denial
        evidence = denials.evidence(one, context)
        for place in denials.chosen(one, compared):
            pair = said.statement.id, compared.statements[one.found.rows[place]].id
            if pair in right:
                contrary = said.form == "contradicts"
                found.append(Link(pair[0], evidence[place], right[pair], contrary))
    return tuple(found)


def characters(spans: Sequence[Span]) -> set[int]:
    """The code points that some spans cover."""
    return {at for span in spans for at in range(span.start, span.end)}


def by_gold(context: Context, story: Path) -> dict[tuple[str, str], bool]:
    """For every two statements that readers found too, whether the first denies the second."""
    told = json.loads((story / "gold.json").read_text(encoding="utf-8"))
    edges = {(d["denial"], claim) for d in told["denials"] for claim in d["claims"]}
    here = {Path(d.path).stem: d for d in context.documents.values()}
    speakers = {actor["id"]: actor["name"] for actor in told["actors"]}
    scored = []
    for fields in told["statements"]:
        document = here[fields["doc"]]
        spans, at = [], 0
        for part in fields["content"].split(" ... "):
            start = document.text.find(part, at)
            start = start if start >= 0 else document.text.index(part)
            spans.append(Span(start, start + len(part)))
            at = start + len(part)
        wanted = characters(spans)
        for statement in context.statements.values():
            if statement.document == document.id and statement.voice != "outlet":
                own = characters(statement.content)
                share = len(own & wanted) / len(own | wanted)
                if share >= OVERLAP:
                    # two may be told in the same words: "Roe and Dorn denied that P"
                    names = {statement.speaker_label, *names_of(statement.speaker, context)}
                    other = statement.attitude != fields["attitude"]
                    alien = not names & {speakers.get(fields["speaker"], fields["speaker"])}
                    scored.append((-share, other + alien, fields["id"], statement.id))
    known: dict[str, str] = {}
    for _, _, name, statement_id in sorted(scored):
        if name not in known.values() and statement_id not in known:
            known[statement_id] = name
    return {(a, b): (known[a], known[b]) in edges for a in known for b in known if a != b}


def names_of(speaker: str | None, context: Context) -> tuple[str, ...]:
    """The names of a speaker who is known."""
    actor = context.actors.get(speaker or "")
    return (actor.name, *actor.aliases) if actor else ()


def by_labels(context: Context, told: Mapping[str, Any]) -> dict[tuple[str, str], bool]:
    """The same for statements that were labelled: `told` is a line of `labels/links.jsonl`."""
    here = {Path(d.path).stem: d.id for d in context.documents.values()}
    scored = []
    for name, start, end in told["statements"]:
        for statement in context.statements.values():
            first, last = statement.content[0].start, statement.content[-1].end
            if statement.document == here[name]:
                share = (min(end, last) - max(start, first)) / (max(end, last) - min(start, first))
                if share >= OVERLAP:
                    scored.append((-share, statement.id, (name, start, end)))
    known: dict[str, tuple[str, int, int]] = {}
    for _, statement_id, key in sorted(scored):
        if key not in known.values() and statement_id not in known:
            known[statement_id] = key
    edges = {
        (tuple(one["denial"]), tuple(claim)) for one in told["denials"] for claim in one["claims"]
    }
    return {(a, b): (known[a], known[b]) in edges for a in known for b in known if a != b}


def as_read(folder: Path, network: Network, settings: Settings) -> Context:
    """A folder of articles, read with the network."""
    found = [
        pipeline.analyse(document, network, settings)
        for document in reading.documents(folder, settings)
        if document.language is not None
    ]
    return contexts(found, ())


def every_reading(
    stories: Sequence[Path], labelled: Path | None, network: Network, settings: Settings
) -> list[Read]:
    """All stories, the readers' statements and our own, and those labelled as read."""
    found = []
    for story in stories:
        told = json.loads((story / "gold.json").read_text(encoding="utf-8"))
        count = sum(bool(denial["claims"]) for denial in told["denials"])
        analyses, judgements = given.analyses(story / "docs", network, settings)
        for how, context in (
            ("given", contexts(analyses, judgements)),
            ("read", as_read(story / "docs", network, settings)),
        ):
            links = links_of(context, by_gold(context, story))
            found.append(Read(story.name, how, links, count, STORY))
    for line in LABELS.read_text(encoding="utf-8").splitlines() if labelled else ():
        told = json.loads(line)
        context = as_read((labelled or Path()) / told["story"] / "docs", network, settings)
        links = links_of(context, by_labels(context, told))
        count = sum(bool(denial["claims"]) for denial in told["denials"])
        weight = min(STORY, LABELLED * math.sqrt(len(links)))
        found.append(Read(told["story"], "labelled", links, count, weight))
    return [one for one in found if one.links]


def columns(links: Sequence[Link], names: Sequence[str]) -> Matrix:
    """Evidence as numbers, (link, name)."""
    return np.array([[one.evidence.get(name, 0.0) for name in names] for one in links])


def fit(readings: Sequence[Read], names: Sequence[str]) -> Matrix:
    """Logistic regression by Newton's method; (name,) weights."""
    design = np.concatenate([columns(one.links, names) for one in readings])
    right = np.array([float(link.right) for one in readings for link in one.links])
    weights = np.array([one.weight / len(one.links) for one in readings for _ in one.links])
    found = np.zeros(len(names))
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (weights * (chance - right)) + PENALTY * found
        curve = (design * (weights * chance * (1 - chance))[:, None]).T @ design
        step = np.linalg.solve(curve + PENALTY * np.eye(len(names)), slope)
        found = found - np.clip(step, -3.0, 3.0)
    return np.asarray(found)


def told_of(readings: Sequence[Read], weights: Sequence[Matrix], names: Sequence[str]) -> str:
    """Precision and coverage of the links of some readings at each confidence.

    weights: those that each reading is judged by.
    """
    judged = []
    for one, own in zip(readings, weights, strict=True):
        chance = 1.0 / (1.0 + np.exp(-columns(one.links, names) @ own))
        judged += list(zip(one.links, chance.tolist(), strict=True))
    count = sum(one.denials for one in readings)
    cells = []
    for least in SHOWN:
        shown = [link for link, sure in judged if sure >= least and not link.contrary]
        right = [link for link in shown if link.right]
        covered = len({link.denial for link in right}) / count if count else 0.0
        cells.append(f"{least}: {len(right)}/{len(shown)} right, {covered:.2f} of denials")
    return "; ".join(cells)


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--labelled", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    settings = Settings()
    readings = every_reading(args.stories, args.labelled, load(), settings)
    names = sorted({name for one in readings for link in one.links for name in link.evidence})
    print("each story with weights fitted on the others")
    apart = [fit([r for r in readings if r.story != one.story], names) for one in readings]
    for how in ("given", "read", "labelled"):
        places = [place for place, one in enumerate(readings) if one.how == how]
        for some in (places, *([place] for place in places)):
            head = readings[some[0]].story if some is not places else "all"
            told = told_of([readings[p] for p in some], [apart[p] for p in some], names)
            print(f"  {head} ({how})  {told}")
    weights = fit(readings, names)
    print("with the weights fitted on all")
    for how in ("given", "read", "labelled"):
        some_read = [one for one in readings if one.how == how]
        print(f"  all ({how})  {told_of(some_read, [weights] * len(some_read), names)}")
    table = ["CHANCE: dict[str, float] = {"]
    table += [f'    "{name}": {value:.3f},' for name, value in zip(names, weights, strict=True)]
    table += ["}", ""]
    print("\n".join(table))
    if args.write:
        target = Path(denial_weights.__file__)
        head = target.read_text(encoding="utf-8").split("CHANCE: ")[0]
        target.write_text(head + "\n".join(table), encoding="utf-8")


if __name__ == "__main__":
    main()
