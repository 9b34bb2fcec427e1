"""What an article more costs, in a small case and in a large one; and how much memory it takes.

Takes the root of the development data, gives ratios measured in one run. Some articles of
`data/fnc/dev` are read once by the network; `replicas` makes as many different ones of them as are
wanted. A case is filled up to its small size and its file copied; then it is filled up to its large
size. Last of all articles are added one by one, each in a run of its own (what reading costs left
out), by turns to the copy and, in another replica, to the large case. So the two are alike but for
the size of the case; other work on the machine, and whatever slows a process that has filled one,
slow both. With the small case measured first and the large one half an hour later, three runs had
ratios of 1.41, 1.67 and 2.15. Times belong to the machine, their ratio does not.
"""

from __future__ import annotations

import csv
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.outcome import BenchmarkError
from benchmarks.replicas import Replicas
from hearsay import pipeline
from hearsay.case import Case
from hearsay.identity import identify
from hearsay.model.network import Network
from hearsay.settings import Settings
from hearsay.types import Analysis, Document

SMALL, LARGE = 1_000, 20_000
READ = 220
"""Articles that are read, the first of the file: its 53 stories, in part."""
ADDED = 24
"""Articles that are added one by one at either size, spread over those read."""
TOGETHER = 2
"""Replicas that are added at once while filling: some 440 articles, of whole stories. With batches
of 500, which cut stories in two, every third story was related twice."""
FIRST = 1
"""The first replica taken: 0 has the articles' own words and names, and so stories of other sizes
than all others."""
GROWS_LESS, MEGABYTES = 1.5, 2_000
"""What is aimed at."""


def measure(
    data: Path,
    network: Network,
    settings: Settings,
    articles: int = LARGE,
    small: int = SMALL,
    distinct: int = READ,
) -> dict[str, Any]:
    """Seconds for each added article at both sizes, their ratio, and the peak of memory in MB.

    articles, small: how many a case holds when articles are added one by one; distinct: how many
    are read. Raises BenchmarkError where the data is missing or there is too little to add.
    """
    replicas = Replicas(_read(data, network, settings, distinct))
    chosen = list(range(0, len(replicas), max(1, len(replicas) // ADDED)))[:ADDED]
    if small <= len(replicas) or articles <= small + len(replicas):
        raise BenchmarkError(f"cases of {small} and {articles} articles: read fewer than {small}.")
    waiting = _all_but(replicas, chosen)
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder) / "many.case", Path(folder) / "few.case"
        started = time.perf_counter()
        with Case.create(many) as case:
            _fill(case, waiting, small, settings)
        shutil.copy(many, few)
        with Case.open(many) as case, Case.open(few) as copied:
            _fill(case, waiting, articles, settings)
            filled = time.perf_counter() - started
            before, after = _added(
                (copied, replicas.of(FIRST, chosen)),
                (case, replicas.of(FIRST + 1, chosen)),
                settings,
            )
            counts, held = case.counts(), copied.counts()
            size = case.path.stat().st_size
    ratio = statistics.median(after) / statistics.median(before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "articles read": len(replicas),
        "small case": held["documents"],
        "large case": counts["documents"],
        "actors": counts["actors"],
        "statements": counts["statements"],
        "median ms, small": round(1000 * statistics.median(before), 1),
        "median ms, large": round(1000 * statistics.median(after), 1),
        "mean ms, small": round(1000 * statistics.fmean(before), 1),
        "mean ms, large": round(1000 * statistics.fmean(after), 1),
        "ratio of medians": round(ratio, 3),
        "ratio of means": round(statistics.fmean(after) / statistics.fmean(before), 3),
        "seconds to fill": round(filled, 1),
        "peak memory in MB": round(peak),
        "case file in MB": round(size / 1e6),
        "grows by less than half": ratio < GROWS_LESS,
        "below 2 GB": peak < MEGABYTES,
    }


def printed(found: dict[str, Any]) -> str:
    """The table for people."""
    width = max(map(len, found))
    return "\n".join(f"{name:<{width}}  {value}" for name, value in found.items())


def _read(data: Path, network: Network, settings: Settings, distinct: int) -> list[Analysis]:
    """The first articles of the file as the pipeline reads them."""
    csv.field_size_limit(sys.maxsize)
    place = data / "data" / "fnc" / "dev" / "bodies.csv"
    try:
        with place.open(encoding="utf-8", newline="") as lines:
            texts = [row["text"] for row in csv.DictReader(lines)][:distinct]
    except (OSError, KeyError) as error:
        raise BenchmarkError(f"{place}: cannot be read ({error}).") from None
    found = []
    for at, text in enumerate(texts):
        document = Document(identify("d", text, at), f"{at}.txt", text, language="en")
        found.append(pipeline.analyse(document, network, settings))
    return found


def _all_but(replicas: Replicas, chosen: Sequence[int]) -> Iterator[list[Analysis]]:
    """A few replicas at a time; the first two without the articles that are added one by one."""
    replica = FIRST
    while True:
        found: list[Analysis] = []
        for _ in range(TOGETHER):
            left = set(chosen) if replica < FIRST + 2 else set()
            found += replicas.of(replica, [at for at in range(len(replicas)) if at not in left])
            replica += 1
        yield found


def _fill(case: Case, waiting: Iterator[list[Analysis]], size: int, settings: Settings) -> None:
    """Adds articles until the case holds so many; of the last replicas as many as fit."""
    missing = size - case.counts()["documents"]
    while missing > 0:
        batch = next(waiting)[:missing]
        case.update(batch, (), settings)
        missing -= len(batch)


def _added(
    small: tuple[Case, Sequence[Analysis]],
    large: tuple[Case, Sequence[Analysis]],
    settings: Settings,
) -> tuple[list[float], list[float]]:
    """The seconds of processor time that each article takes, added alone, by turns to two cases.

    Filling takes half an hour or more, in which other programs come and go: the clock would count
    them, and by the processor's time, too, a core shared with another program is slower.
    """
    seconds: dict[Case, list[float]] = {small[0]: [], large[0]: []}
    for turn, pair in enumerate(zip(small[1], large[1], strict=True)):
        both = [(small[0], pair[0]), (large[0], pair[1])]
        for case, analysis in both if turn % 2 == 0 else reversed(both):
            started = time.process_time()
            case.store(analysis, settings.digest())
            case.update((), (), settings)
            seconds[case].append(time.process_time() - started)
    return seconds[small[0]], seconds[large[0]]
