"""What every format is to the rest of the program: a name, a suffix, and a function to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hearsay.types import Ledger


@dataclass(frozen=True, slots=True)
class Export:
    """One format. `write(ledger, with_text)` gives the file; equal ledgers give equal bytes."""

    name: str
    suffix: str
    write: Callable[[Ledger, bool], bytes]
