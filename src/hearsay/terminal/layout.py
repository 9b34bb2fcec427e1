"""What all views of the terminal share: safe words, columns, colours, reasons.

Takes words and rows, gives renderables for rich that fit 80 columns. Text of articles never reaches
the terminal as markup or as control codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.style import Style
from rich.table import Table
from rich.text import Text

from hearsay.types import Stance
from hearsay.web.matters import Why

COLUMNS = 80
STYLES: dict[Stance | None, Style] = {
    "affirms": Style(color="blue", underline=True),
    "denies": Style(color="yellow", bold=True, underline=True),
    "leaves_open": Style(color="magenta", italic=True, underline=True),
    None: Style(underline=True),
}
"""Colours of the sixteen that every terminal has; words beside them say the same."""
MARKS: dict[Stance, str] = {"affirms": "+", "denies": "x", "leaves_open": "?"}
DIM = Style(dim=True)
BOLD = Style(bold=True)

# Everything that moves the cursor, rings or recolours (C0 but tab and line feed, DEL, C1), and what
# reverses the order of the characters around it.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def safe(words: str) -> str:
    """The words with a replacement character for each control code; the length stays the same."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", words)


def line(words: str, style: Style | None = None) -> Text:
    """Words of an article or a name: never markup, never a control code, one paragraph."""
    return Text(safe(" ".join(words.split())), style=style or "")


def explained(stands_for: str) -> str:
    """Behind a proposition, who its pronoun is: " [it: Veld]"; the words stay as they are."""
    return f" [{stands_for}]" if stands_for else ""


def fitted(renderable: RenderableType) -> RenderableType:
    return Constrain(renderable, COLUMNS)


def columns(*columns: tuple[str, int]) -> Table:
    """A table of 80 columns at most; each column with its share of the width."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    for name, ratio in columns:
        table.add_column(name, ratio=ratio, overflow="fold")
    return table


def none_of(rows: Sequence[object], table: Table, what: str) -> RenderableType:
    return fitted(table) if rows else Text(f"No {what} found.")


def reasoned(reasons: Iterable[Why], confidence: float | None = None) -> Text:
    """Reasons as dim lines that follow what they are reasons for."""
    told = [f"{reason.rule}: {reason.detail}" for reason in reasons]
    if confidence is not None:
        told.append(f"confidence {confidence:.2f}")
    return Text("".join(f"\n- {safe(' '.join(line.split()))}" for line in told), DIM)


class _Indented:
    """Words moved in, without blanks at the ends of lines, so that they can be copied."""

    def __init__(self, words: Text, by: int) -> None:
        self.words = words
        self.by = by

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for row in self.words.wrap(console, max(1, options.max_width - self.by)):
            row.rstrip()
            yield Text(" " * self.by) + row


def indented(words: Text, by: int) -> RenderableType:
    """Words of several lines, each moved in by so many columns."""
    return _Indented(words, by)
