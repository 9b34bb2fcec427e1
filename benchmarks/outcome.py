"""What one benchmark found, as it is printed, frozen and compared.

Holds figures (by name, in the order of the scorer), the same for parts of the data, counts for each
document and a verdict for each gold item. No text of any article and no path of any machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchmarks.counting import Row

Rows = dict[str, Row]
Case = list[float]
"""A stated confidence and whether it was right, 1 or 0."""


class BenchmarkError(Exception):
    """Nothing can be measured; the message says what is missing and what to do."""


@dataclass(frozen=True)
class Outcome:
    """figures: of the whole, or the mean over stories. parts: by heading, then by name.

    documents: for each document and figure the counts behind it. items: for each gold item what
    was right about it. people: the same figures of people against people, where measured. cases:
    for each document the confidence of each statement, in reading order, and whether it was right.
    """

    benchmark: str
    about: str
    figures: Rows
    parts: dict[str, Rows] = field(default_factory=dict)
    documents: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    cases: dict[str, list[Case]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON values; the order of the figures is kept beside them."""
        return {
            "about": self.about,
            "benchmark": self.benchmark,
            "cases": self.cases,
            "documents": self.documents,
            "figures": self.figures,
            "items": self.items,
            "order": list(self.figures),
            "part_order": list(self.parts),
            "part_rows": {name: list(rows) for name, rows in self.parts.items()},
            "parts": self.parts,
            "people": self.people,
        }

    @staticmethod
    def of(plain: dict[str, Any]) -> Outcome:
        """The reverse."""
        figures = {name: plain["figures"][name] for name in plain["order"]}
        parts = {}
        for part in plain["part_order"]:
            rows = plain["parts"][part]
            # files frozen before the order of parts was kept: that of the figures
            usual = sorted(rows, key=[*figures, *sorted(rows)].index)
            parts[part] = {n: rows[n] for n in plain.get("part_rows", {}).get(part, usual)}
        return Outcome(
            benchmark=plain["benchmark"],
            about=plain["about"],
            figures=figures,
            parts=parts,
            documents=plain["documents"],
            items=plain["items"],
            people=plain["people"],
            cases=plain.get("cases", {}),
        )
