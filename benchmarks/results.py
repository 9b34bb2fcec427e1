"""Outcomes frozen as files, so that a diff names the cases that flipped.

Takes an outcome, gives JSON with sorted keys and a line for each case, the same bytes for the same
outcome; and the reverse, and which cases differ between two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.outcome import Outcome


def frozen(outcome: Outcome) -> str:
    """The file of an outcome. Objects are broken over lines, lists stand on one."""
    return "".join(_lines(outcome.plain(), 0)) + "\n"


def _lines(value: Any, depth: int) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)
        return
    yield "{"
    for number, key in enumerate(sorted(value)):
        yield ("," if number else "") + "\n" + " " * (depth + 1)
        yield json.dumps(key, ensure_ascii=False) + ": "
        yield from _lines(value[key], depth + 1)
    yield "\n" + " " * depth + "}"


def save(outcome: Outcome, folder: Path) -> None:
    """Writes `BENCHMARK.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{outcome.benchmark}.json").write_text(frozen(outcome), encoding="utf-8")


def load(folder: Path) -> list[Outcome]:
    """The frozen outcomes of a folder, by name."""
    return [
        Outcome.of(json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]


def flipped(before: Outcome, after: Outcome) -> list[str]:
    """Gold items whose verdict changed, and documents whose counts did, one line each."""
    lines = []
    for item in sorted(before.items.keys() | after.items.keys()):
        old, new = before.items.get(item, "absent"), after.items.get(item, "absent")
        if old != new:
            lines.append(f"{after.benchmark} {item}: {old} -> {new}")
    for document in sorted(before.documents.keys() | after.documents.keys()):
        old_counts = before.documents.get(document, {})
        new_counts = after.documents.get(document, {})
        names = [
            name
            for name in sorted(old_counts.keys() | new_counts.keys())
            if old_counts.get(name) != new_counts.get(name)
        ]
        if names:
            lines.append(f"{after.benchmark} {document}: {', '.join(names)}")
    return lines
