"""The ratchet: floors under the figures, beside a digest of the data they were measured on.

Takes outcomes, tells which figures lie under their floor. Floors only rise, except by name and with
a reason that stays in the file. An error has a ceiling instead, which only falls; "raised" and
"lowered" are meant of how good hearsay is.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks import counting
from benchmarks.outcome import BenchmarkError, Outcome

STEP = 0.005
"""Floors stand on multiples of this, below what was measured: float32 may differ in its last
bits between processors, and a close decision with it. Chosen, not measured."""
SMALLEST = 20
"""Gold items a figure needs before it gets a floor of its own accord."""


class FloorError(BenchmarkError):
    """A floor that cannot be lowered as asked; the message says why."""


@dataclass(frozen=True)
class Floors:
    """floors: by "benchmark/figure", of errors the ceiling. data: digests by benchmark. lowered: by
    name, with reasons."""

    floors: Mapping[str, float]
    data: Mapping[str, str] = field(default_factory=dict)
    lowered: tuple[Mapping[str, Any], ...] = ()


def load(path: Path) -> Floors:
    """The floors of a file; none if there is no file."""
    if not path.exists():
        return Floors({})
    held = json.loads(path.read_text(encoding="utf-8"))
    return Floors(held["floors"], held.get("data", {}), tuple(held.get("lowered", ())))


def save(floors: Floors, path: Path) -> None:
    """Writes them, sorted."""
    held = {
        "data": dict(floors.data),
        "floors": dict(floors.floors),
        "lowered": [dict(entry) for entry in floors.lowered],
    }
    path.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def digest(files: Iterable[Path], base: Path) -> str:
    """sha256 of the files' places below `base` and their bytes."""
    total = hashlib.sha256()
    for path in sorted(set(files)):
        total.update(path.relative_to(base).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@dataclass(frozen=True)
class Measured:
    """A figure, the number of items behind it, and whether it is an error."""

    value: float
    n: int
    error: bool

    def misses(self, floor: float) -> bool:
        """Whether it is worse than its floor or ceiling."""
        return self.value > floor if self.error else self.value < floor

    def nearest(self) -> float:
        """The strictest floor or ceiling that it keeps."""
        return above(self.value) if self.error else beneath(self.value)

    def stricter(self, one: float, other: float) -> float:
        """Of two floors or ceilings."""
        return min(one, other) if self.error else max(one, other)


def measured(outcomes: Sequence[Outcome]) -> dict[str, Measured]:
    """Every figure that is defined."""
    found = {}
    for outcome in outcomes:
        for name, figure in outcome.figures.items():
            value = counting.value_of(figure)
            if value is not None:
                found[f"{outcome.benchmark}/{name}"] = Measured(
                    value, int(figure["n"]), "error" in figure
                )
    return found


def under(floors: Floors, outcomes: Sequence[Outcome], data: Mapping[str, str]) -> list[str]:
    """One line for each figure under its floor, each that is gone, and data that changed."""
    wrong = [
        f"{name}: the data are not those the floors were set on ({data[name][:12]}, not "
        f"{digest_held[:12]}). Look at both, then --raise-floors."
        for name, digest_held in sorted(floors.data.items())
        if name in data and data[name] != digest_held
    ]
    found = measured(outcomes)
    for name, floor in sorted(floors.floors.items()):
        if name not in found:
            wrong.append(f"{name}: no such figure; its floor is {floor:.3f}")
        elif found[name].misses(floor):
            side = "over its ceiling" if found[name].error else "under its floor"
            wrong.append(f"{name}: {found[name].value:.4f} is {side} {floor:.3f}")
    return wrong


def beneath(value: float) -> float:
    """The highest floor under a figure."""
    return round(math.floor(value / STEP + 1e-9) * STEP, counting.DIGITS)


def above(value: float) -> float:
    """The lowest ceiling over an error."""
    return round(math.ceil(value / STEP - 1e-9) * STEP, counting.DIGITS)


def raised(floors: Floors, outcomes: Sequence[Outcome], data: Mapping[str, str]) -> Floors:
    """Every floor as high as the figure allows, none lower than it was."""
    new = dict(floors.floors)
    for name, one in measured(outcomes).items():
        if name in new or one.n >= SMALLEST:
            new[name] = one.stricter(new.get(name, one.nearest()), one.nearest())
    return replace(floors, floors=new, data={**floors.data, **data})


def lowered(floors: Floors, outcomes: Sequence[Outcome], name: str, because: str) -> Floors:
    """One floor down to what is measured, the reason kept beside it. Raises FloorError."""
    found = measured(outcomes)
    if name not in floors.floors or name not in found:
        known = ", ".join(sorted(floors.floors))
        raise FloorError(f"there is no floor {name!r}. There are: {known}.")
    if not because.strip():
        raise FloorError(f"lowering {name} needs a reason: --because TEXT.")
    before, after = floors.floors[name], found[name].nearest()
    if not found[name].misses(before):
        side = "over its ceiling" if found[name].error else "under its floor"
        raise FloorError(f"{name} is at {found[name].value:.4f}, not {side} {before:.3f}.")
    entry = {"because": because.strip(), "from": before, "metric": name, "to": after}
    return replace(
        floors,
        floors={**floors.floors, name: after},
        lowered=(*floors.lowered, entry),
    )
