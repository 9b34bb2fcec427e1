"""Everything on the development data, in one call.

Takes the data's root and what reads, gives the outcome of each benchmark and a digest of its files.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks import (
    checking,
    copies,
    ecbplus,
    emergent,
    floors,
    fnc,
    fnc_stories,
    gum,
    labels,
    matters,
    muc4,
    plv,
    polnear,
    propbank,
    provenance,
    re3d,
    scorers,
    stories,
    vitaminc,
)
from benchmarks.outcome import BenchmarkError, Outcome
from benchmarks.reading import Analyse, Judge, Read
from hearsay.model.network import Network
from hearsay.model.pairs import PairNetwork


@dataclass(frozen=True)
class Bench:
    """What every benchmark needs: readers of articles, and where scorers may lie.

    guess: reads without leaving a speaker unresolved, to tell what is gained by leaving it. look:
    what the network says of a text, no step run. analyse: reads one article given as text.
    network: the weights themselves, where no article is read. given: reads a story with its
    readers' own statements and actors. pairs: the weights that read two texts together, loaded when
    first asked. opened: makes a case file of a story and checks claims on it.
    """

    read: Read
    judge: Judge
    scorers: Path | None = None
    guess: Read | None = None
    look: ecbplus.Look | None = None
    analyse: Analyse | None = None
    network: Network | None = None
    given: Read | None = None
    pairs: Callable[[], PairNetwork] = PairNetwork.load
    opened: checking.Open | None = None

    def stories(self, folders: Sequence[Path]) -> Outcome:
        """Whole stories."""
        scorer = scorers.watched(scorers.load("stories", folders[0], self.scorers))
        return stories.stories(folders, self.read, scorer, self.guess)

    def joining(self, folders: Sequence[Path]) -> Outcome:
        """Whole stories with the readers' own statements, so that only the links are measured."""
        if self.given is None:
            raise BenchmarkError("the readers' statements need what joins them; give `given`.")
        found = replace(self, read=self.given, guess=None).stories(folders)
        linked = {k: v for k, v in found.figures.items() if k.startswith(LINKED)}
        return replace(
            found,
            benchmark="joining",
            about=f"the readers' own statements given; {found.about.split(';')[0]}",
            figures=linked,
            parts={},
            documents={},
            items={},
            people={k: v for k, v in found.people.items() if k in linked},
            cases={},
        )

    def articles(self, folder: Path) -> Outcome:
        """A folder of single articles."""
        scorer = scorers.watched(scorers.load("stories", folder, self.scorers))
        return stories.articles(folder, self.read, scorer, self.guess)

    def confidence(self, folders: Sequence[Path]) -> Outcome:
        """Stories and folders of articles together."""
        scorer = scorers.watched(scorers.load("stories", folders[0], self.scorers))
        return stories.confidence(folders, self.read, scorer, self.guess)

    def provenance(self, folders: Sequence[Path]) -> Outcome:
        """Where articles come from, stories and folders of articles together."""
        scorer = scorers.watched(scorers.load("stories", folders[0], self.scorers))
        return provenance.provenance(folders, self.read, scorer)

    def matters(self, folders: Sequence[Path]) -> Outcome:
        """Stories annotated by quotes."""
        scorer = scorers.load("matters", folders[0], self.scorers)
        return matters.matters(folders, self.read, scorer)

    def check(self, folders: Sequence[Path]) -> Outcome:
        """Propositions of stories annotated by quotes, put as claims."""
        if self.opened is None:
            raise BenchmarkError("check asks case files; give `opened`.")
        return checking.checking(folders, self.opened)

    def polnear(self, split: Path) -> Outcome:
        """A PolNeAR split."""
        return polnear.polnear(split, self.read, scorers.load("polnear", split, self.scorers))

    def muc4(self, file: Path, held_back: bool = False) -> Outcome:
        """Numbers of victims; held_back: in folds."""
        if self.analyse is None:
            raise ValueError("muc4 reads articles given as text: give Bench an analyse")
        return muc4.muc4(file, self.analyse, held_back)

    def gum(self, file: Path) -> Outcome:
        """A part of GUM: names, their kinds and their joining."""
        return gum.gum(file, self._analyse("gum"))

    def re3d(self, file: Path) -> Outcome:
        """A file or folder of re3d: names and their kinds."""
        return re3d.re3d(file, self._analyse("re3d"))

    def _analyse(self, benchmark: str) -> Analyse:
        if self.analyse is None:
            raise BenchmarkError(f"{benchmark} reads articles given as text; give `analyse`.")
        return self.analyse

    def labels(self, file: Path, texts: Path | None = None) -> Outcome:
        """Judged attributions."""
        norm = scorers.load("stories", file, self.scorers).norm
        return labels.labels(file, self.judge, norm, texts)

    def ecbplus(self, file: Path) -> Outcome:
        """A part of ECB+."""
        if self.look is None:
            raise BenchmarkError("ecbplus needs the network itself; give `look`.")
        return ecbplus.ecbplus(file, self.look)

    def plv(self, file: Path, folds: bool = False) -> Outcome:
        """Sentences labelled with event types."""
        if self.network is None:
            raise BenchmarkError("plv reads sentences by themselves: give it the network.")
        return plv.plv(file, self.network, folds)

    def propbank(self, file: Path) -> Outcome:
        """A part of PropBank on the English Web Treebank."""
        if self.look is None:
            raise BenchmarkError("propbank needs the network itself; give `look`.")
        return propbank.propbank(file, self.look)

    def vitaminc(self, file: Path) -> Outcome:
        """Claims beside a sentence of evidence."""
        return vitaminc.vitaminc(file, self.pairs())

    def emergent(self, file: Path, fit_on: Path | None = None) -> Outcome:
        """Headlines beside rumoured claims, in folds or fitted on another file."""
        if self.network is None:
            raise BenchmarkError("emergent reads headlines by themselves: give it the network.")
        return emergent.emergent(file, self.pairs(), self.network, fit_on)

    def fnc(self, folder: Path) -> Outcome:
        """Articles joined into stories, and headlines beside articles."""
        return fnc_stories.beside(fnc.fnc(folder, self.pairs()), fnc_stories.fnc_stories(folder))


LINKED = ("matters", "statements set", "denials", "responses", "utterances")
"""Figures that tell of links between statements."""
UNSCORED = frozenset({"check", "ecbplus", "plv", "vitaminc", "emergent", "fnc", "copies"})
"""Benchmarks whose data brings no scorer: what is counted is defined here."""


def everything(data: Path, bench: Bench) -> list[Outcome]:
    """All benchmarks on the development parts of the data."""
    places = _places(data)
    # some benchmarks look at the same folders
    bench = replace(bench, read=cache(bench.read), guess=bench.guess and cache(bench.guess))
    outcomes = []
    runs: dict[str, Callable[[], Outcome]] = {
        "stories": lambda: bench.stories(places["stories"]),
        "articles": lambda: bench.articles(places["articles"][0]),
        "confidence": lambda: bench.confidence(places["confidence"]),
        "provenance": lambda: bench.provenance(places["provenance"]),
        "joining": lambda: bench.joining(places["stories"]),
        "matters": lambda: bench.matters(places["matters"]),
        "check": lambda: bench.check(places["check"]),
        "polnear": lambda: bench.polnear(places["polnear"][0]),
        "labels": lambda: bench.labels(places["labels"][0]),
        "ecbplus": lambda: bench.ecbplus(places["ecbplus"][0]),
        # the shipped weights were fitted on this file, so only its folds tell anything
        "plv": lambda: bench.plv(places["plv"][0], folds=True),
        "vitaminc": lambda: bench.vitaminc(places["vitaminc"][0]),
        "emergent": lambda: bench.emergent(places["emergent"][0]),
        "fnc": lambda: bench.fnc(places["fnc"][0]),
    }
    runs["copies"] = lambda: copies.copies(places["copies"][0])
    for name, run in runs.items():
        print(f"{name} ...", file=sys.stderr)
        outcomes.append(run())
    return outcomes


def _places(data: Path) -> dict[str, list[Path]]:
    told, single = _folders(data / "gold" / "stories"), data / "gold" / "articles" / "dev"
    return {
        "stories": told,
        "joining": told,
        "articles": [single],
        "confidence": [*told, single],
        "provenance": [*told, single],
        "matters": _folders(data / "gold" / "matters" / "dev"),
        "check": _folders(data / "gold" / "matters" / "dev"),
        "polnear": [data / "data" / "polnear" / "dev"],
        "labels": [data / "data" / "polnear" / "labels" / "dev.jsonl"],
        "ecbplus": [data / "data" / "ecbplus" / "dev.jsonl.gz"],
        "plv": [data / "data" / "plv" / "train.jsonl"],
        "copies": [data / "data" / "fnc"],
        "vitaminc": [data / "data" / "vitaminc" / "dev.jsonl.gz"],
        "emergent": [data / "data" / "emergent" / "train.csv"],
        "fnc": [data / "data" / "fnc" / "dev"],
    }


def _folders(parent: Path) -> list[Path]:
    return sorted(place for place in parent.iterdir() if place.is_dir())


def digests(data: Path) -> Mapping[str, str]:
    """A digest of each benchmark's files and of the scorer that counts them, however the path of
    the data is spelt."""
    data = data.resolve()
    kinds = dict.fromkeys(("articles", "confidence", "provenance", "labels", "joining"), "stories")
    found = {}
    for name, places in _places(data).items():
        files = [] if name in UNSCORED else [scorers.find(kinds.get(name, name), places[0])]
        for place in places:
            files += [place] if place.is_file() else _within(place)
        found[name] = floors.digest([f for f in files if f.is_relative_to(data)], data)
    return found


def _within(folder: Path) -> Iterable[Path]:
    return (place for place in folder.rglob("*") if place.is_file())
