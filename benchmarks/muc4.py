"""Counts of victims against the keys of MUC-4 (1992), over the articles it calls relevant.

Takes a file of articles with their keys (data/muc4/README.md) and what reads an article, gives the
share of the required human NUMBER fillers that are found, and the precision of the counts given.
Required: neither the filler nor its template is optional, and the key gives a number.

A count fits a filler if its range is one of those accepted (PLURAL: any count of open range, vague)
and its measure does: DEATH is killed, INJURY injured, a kidnapping abducted; what did not come
about (NO INJURY) must not be said to have; where the key says nothing, any measure fits. Fillers
and counts are matched one to one, required fillers first; a count matched to an optional filler is
right, and every count left over is wrong, a second one of the same people too. Stricter: the count
must also share a word with the strings that the filler speaks of ("same people").

Counts are those of `training.victims`. Its table is fitted on these very articles, so on them
only `--folds` tells anything: there each article is read with a table fitted on the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from training.muc4 import Article, matched, read
from training.train_victims import FOLDS, example, folds, table
from training.victim_evidence import HARMS, Evidence, Harm
from training.victims import Victims, decided, weighed, weights

from benchmarks import counting
from benchmarks.counting import Row, Tally
from benchmarks.outcome import BenchmarkError, Outcome, Rows
from benchmarks.reading import Analyse
from hearsay.types import Figure

FOUND = "victims found"
WHOLE = "victims"
SAME = "victims, same people"
LEDGER = "figures of the ledger alone"
SORTS = ("one, named", "one, not named", "several", "plural")
"""What a filler counts, as `training.muc4` tells it from the key."""


def muc4(file: Path, analyse: Analyse, held_back: bool = False) -> Outcome:
    """One file. held_back: each article is read with a table fitted on the other folds.

    Raises BenchmarkError if the file has no relevant article.
    """
    articles = [article for article in read(file) if article.relevant]
    if not articles:
        raise BenchmarkError(f"{file} holds no relevant article.")
    found: dict[str, list[Evidence]] = {}
    ledger: dict[str, list[Victims]] = {}
    for article in articles:
        analysis = analyse(article.id, article.text)
        found[article.id] = weighed(analysis)
        ledger[article.id] = human(analysis.figures, article.text)
    fold = folds(list(found)) if held_back else {}
    tables = _held_back(articles, found, fold) if held_back else {}
    tally = Tally(found)
    by_sort, by_measure, by_fold = Tally(found), Tally(found), Tally(found)
    items: dict[str, str] = {}
    for article in articles:
        name = article.id
        learned = tables[fold[name]] if held_back else weights()
        counts = decided(found[name], learned)
        pairs = matched(article.fillers, counts)
        _add(tally, FOUND, WHOLE, article, counts, pairs)
        _add(tally, "", SAME, article, counts, matched(article.fillers, counts, same_people=True))
        known = ledger[name]
        _add(tally, "", LEDGER, article, known, matched(article.fillers, known))
        if held_back:
            _add(by_fold, "", f"fold {fold[name] + 1}", article, counts, pairs)
        for at, filler in enumerate(article.fillers):
            if filler.required:
                by_sort.add(f"found: {filler.sort}", name, at in pairs, 1)
                items[f"{name}/{filler.id}"] = "found" if at in pairs else "missed"
        for at, count in enumerate(counts):
            by_measure.add(f"right: {count.measure}", name, at in pairs.values(), 1)
    figures = tally.rows()
    parts = {
        "by what the key counts": _ordered(by_sort.rows(), [f"found: {s}" for s in SORTS]),
        "by measure given": _ordered(by_measure.rows(), [f"right: {harm}" for harm in HARMS]),
    }
    if held_back:
        parts["by fold"] = _ordered(by_fold.rows(), [f"fold {n + 1}" for n in range(FOLDS)])
        figures["victims, mean of folds"] = counting.mean_row(list(parts["by fold"].values()))
    required = sum(filler.required for article in articles for filler in article.fillers)
    how = f"{FOLDS} folds held back" if held_back else "the shipped table"
    return Outcome(
        benchmark="muc4",
        about=f"{required} human numbers of {len(articles)} relevant articles, {how}",
        figures=figures,
        parts=parts,
        documents={article.id: tally.of(article.id) for article in articles},
        items=items,
    )


def _held_back(
    articles: Sequence[Article], found: Mapping[str, Sequence[Evidence]], fold: Mapping[str, int]
) -> dict[int, dict[str, float]]:
    """For each fold the table that the other folds teach."""
    examples = [example(article, found[article.id]) for article in articles]
    return {
        number: table([e for e in examples if fold[e.article.id] != number])
        for number in sorted(set(fold.values()))
    }


def _add(
    tally: Tally,
    share: str,
    whole: str,
    article: Article,
    counts: Sequence[Victims],
    pairs: Mapping[int, int],
) -> None:
    required = [at for at, filler in enumerate(article.fillers) if filler.required]
    hit = sum(at in pairs for at in required)
    if share:
        tally.add(share, article.id, hit, len(required))
    tally.add(whole, article.id, len(pairs), len(counts), hit, len(required))


def human(figures: Sequence[Figure], text: str) -> list[Victims]:
    """The figures of a ledger that count people killed, injured or abducted, as counts."""
    measures: dict[str, Harm] = {harm: harm for harm in HARMS}
    return [
        Victims(
            measures[figure.measure],
            (figure.of or figure.span.of(text),),
            figure.low,
            figure.high,
            figure.qualifier,
            (figure.span,),
            figure.span,
            1.0,
        )
        for figure in figures
        if figure.measure in measures
    ]


def _ordered(rows: Rows, names: Sequence[str]) -> dict[str, Row]:
    return {name: rows[name] for name in names if name in rows}
