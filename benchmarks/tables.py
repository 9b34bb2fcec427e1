"""Outcomes as tables: 80 columns for a terminal, Markdown for `docs/quality.md`."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks import counting, diagram
from benchmarks.floors import Floors
from benchmarks.outcome import Outcome, Rows

NAME = 38
WIDTH = 80
COMMANDS = {"joining": "stories STORY_DIR... --statements gold"}
"""What runs a benchmark that is not a verb by itself."""
TITLES = {
    "articles": "Single articles",
    "check": "Claims checked, the readers' propositions put as claims",
    "confidence": "Confidence",
    "ecbplus": "ECB+: one event within and across articles",
    "emergent": "Emergent: headlines beside rumoured claims",
    "copies": "Copies made as editors make them, and fifty real pairs",
    "fnc": "FNC-1: articles joined into stories, headlines beside articles",
    "gum": "GUM: names, their kinds and their joining",
    "joining": "Whole stories, the readers' own statements given",
    "labels": "Attributions judged one by one, spans given",
    "matters": "Matters, annotated by quotes",
    "muc4": "Victims on MUC-4",
    "plv": "Event types",
    "polnear": "PolNeAR",
    "propbank": "PropBank: predicates and their arguments",
    "provenance": "Where articles come from",
    "re3d": "re3d: names and their kinds",
    "stories": "Whole stories",
    "vitaminc": "VitaminC: claims beside evidence",
}

DRAWN = "confidence"
"""The benchmark whose reliability diagram the page shows."""
DIAGRAM = "reliability.svg"
"""Its file, beside the page."""

PREFACE = """\
# How good it is

Written by `python benchmarks/run.py --data ../shared --write-docs` from the frozen results in
`benchmarks/results/`; not to be edited. Development data: the program was tuned beside these
articles, so expect somewhat less on others. None of them was trained on.

- F1 of precision (P) and recall (R), or accuracy over the items that were matched, from 0 to 1.
- Confidence: whether the number that the ledger gives a statement tells how often its span and its
  speaker are both right. Calibration error: over ten bins, the gap between mean confidence and
  share right, weighed by size, the less the better; its interval leans upwards, since resamples
  scatter more than the data. AUROC: how often a right statement has the higher number.
- 95 %: percentile interval over 1,000 resamples of the documents. None is drawn for figures that
  hold between documents (names, matters, denials, utterances, copies): there are too few stories.
- By sort: recall over the gold of that sort, precision over what was given of it. Where readers
  marked no source, how a speaker is given is told by the words of the sentence outside the content.
- Kept from 0.7: the share whose confidence is at least 0.7; below it, how many of these are right.
- n: the gold items behind a figure. With n under 50, read a figure as a hint.
- Floor: the build fails under it; of an error, over it.
- People: two careful readers (stories) or the corpus's annotators (PolNeAR, training part) scored
  against each other in the same way, as far as that was measured; not on the same articles.
"""


def printed(outcome: Outcome, floors: Floors) -> str:
    """The whole outcome for a terminal."""
    title = TITLES.get(outcome.benchmark, outcome.benchmark)
    blocks = [textwrap.fill(f"{title}: {outcome.about}", WIDTH)]
    lines = [_line(n, r, _floor(floors, outcome, n)) for n, r in outcome.figures.items()]
    blocks.append("\n".join([_heading(), *lines]))
    for name, rows in outcome.parts.items():
        lines = [_heading(name), *(_line(n, r, None) for n, r in rows.items())]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _floor(floors: Floors, outcome: Outcome, name: str) -> float | None:
    return floors.floors.get(f"{outcome.benchmark}/{name}")


def _heading(name: str = "") -> str:
    return f"{_short(name):{NAME}}{'P':>6}{'R':>6}{'F1/acc':>7} {'95 %':>9}{'n':>6}{'floor':>7}"


def _short(name: str) -> str:
    return name if len(name) <= NAME else name[: NAME - 1] + "…"


def _line(name: str, figure: Mapping[str, Any], floor: float | None) -> str:
    drawn = figure.get("interval")
    between = f"{drawn[0]:.2f}-{drawn[1]:.2f}" if drawn else ""
    cells = f"{_number(figure.get('p')):>6}{_number(figure.get('r')):>6}"
    value = _number(counting.value_of(figure)) or "-"
    line = f"{_short(name):{NAME}}{cells}{value:>7} {between:>9}{figure['n']:>6}"
    return f"{line}{_number(floor):>7}".rstrip()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def page(outcomes: Sequence[Outcome], floors: Floors) -> str:
    """`docs/quality.md`."""
    blocks = [PREFACE]
    for outcome in sorted(outcomes, key=lambda o: o.benchmark):
        blocks.append(f"## {TITLES.get(outcome.benchmark, outcome.benchmark)}\n\n")
        command = COMMANDS.get(outcome.benchmark, outcome.benchmark)
        blocks.append(f"`benchmarks/run.py {command}`: {outcome.about}.\n\n")
        blocks.append(_markdown(outcome.figures, outcome, floors))
        if outcome.benchmark == DRAWN and outcome.cases:
            blocks.append(f"![{diagram.told(outcome.cases)}]({DIAGRAM})\n")
        for name, rows in outcome.parts.items():
            blocks.append(f"### {_titled(outcome, name)}\n\n{_markdown(rows)}")
    if floors.lowered:
        lines = [
            f"- {e['metric']}: {e['from']:.3f} to {e['to']:.3f}. {e['because']}"
            for e in floors.lowered
        ]
        blocks.append("## Floors that were lowered\n\n" + "\n".join(lines) + "\n")
    return "\n".join(block.rstrip("\n") + "\n" for block in blocks)


def _titled(outcome: Outcome, part: str) -> str:
    return f"{TITLES.get(outcome.benchmark, outcome.benchmark)}, {part}"


def _markdown(rows: Rows, outcome: Outcome | None = None, floors: Floors | None = None) -> str:
    """A table; floor and people only where the whole outcome is given."""
    columns = ["P", "R", "F1, accuracy or value", "95 %", "n"]
    whole = outcome is not None and floors is not None
    if whole:
        columns += ["floor", "people"]
    lines = [f"| figure | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
    for name, figure in rows.items():
        drawn = figure.get("interval")
        cells = [
            _number(figure.get("p")),
            _number(figure.get("r")),
            _number(counting.value_of(figure)),
            f"{drawn[0]:.3f} to {drawn[1]:.3f}" if drawn else "",
            str(figure["n"]),
        ]
        if outcome is not None and floors is not None:
            people = outcome.people.get(name)
            cells += [
                _number(_floor(floors, outcome, name)),
                people or "",
            ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
