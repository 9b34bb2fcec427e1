"""What one benchmark found, as it is printed, frozen and compared.

Holds figures (by name, in the order of the scorer), the same for parts of the data, counts for each
document and a verdict for each gold item. No text of any article and no path of any machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchmarks.counting import Row

Rows = dict[str, Row]


class BenchmarkError(Exception):
    """Nothing can be measured; the message says what is missing and what to do."""


@dataclass(frozen=True)
class Outcome:
    """figures: of the whole, or the mean over stories. parts: by heading, then by name.

    documents: for each document and figure the counts behind it. items: for each gold item what
    was right about it. people: the same figures of people against people, where measured.
    """

    benchmark: str
    about: str
    figures: Rows
    parts: dict[str, Rows] = field(default_factory=dict)
    documents: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON values; the order of the figures is kept beside them."""
        return {
            "about": self.about,
            "benchmark": self.benchmark,
            "documents": self.documents,
            "figures": self.figures,
            "items": self.items,
            "order": list(self.figures),
            "part_order": list(self.parts),
            "parts": self.parts,
            "people": self.people,
        }

    @staticmethod
    def of(plain: dict[str, Any]) -> Outcome:
        """The reverse."""
        figures = {name: plain["figures"][name] for name in plain["order"]}
        order = {name: place for place, name in enumerate(plain["order"])}

        def sorted_rows(rows: Rows) -> Rows:
            return {k: rows[k] for k in sorted(rows, key=lambda k: (order.get(k, len(order)), k))}

        return Outcome(
            benchmark=plain["benchmark"],
            about=plain["about"],
            figures=figures,
            parts={name: sorted_rows(plain["parts"][name]) for name in plain["part_order"]},
            documents=plain["documents"],
            items=plain["items"],
            people=plain["people"],
        )
