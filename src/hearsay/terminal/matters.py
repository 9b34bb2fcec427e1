"""Matters on one screen, and one matter in full, for a terminal of 80 columns.

Takes a `Ledger`, gives renderables for rich.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from hearsay import wording
from hearsay.terminal.layout import (
    BOLD,
    DIM,
    MARKS,
    STYLES,
    columns,
    fitted,
    indented,
    line,
    reasoned,
)
from hearsay.types import Ledger, Matter, Stance
from hearsay.web.lookup import Lookup
from hearsay.web.matters import MatterView, Retelling, Voice, matter_views


def matters(
    ledger: Ledger, chosen: Iterable[Matter] | None = None, *, everything: bool = True
) -> RenderableType:
    """Matters, contested ones first: proposition, and how many speakers stand on each side.

    Without `everything`, only those on which one affirms what another denies.
    """
    wanted = {m.id for m in (ledger.matters if chosen is None else chosen)}
    views = [view for view in matter_views(Lookup(ledger)) if view.id in wanted]
    shown = [view for view in views if everything or view.contested]
    left = len(views) - len(shown)
    parts = [
        matter_table(shown)
        if shown
        else Text("No contested matter found." if left else "No matter found.")
    ]
    if left:
        parts.append(Text(f"\nand {left:,} more that nobody contests (--all)", DIM))
    return fitted(Group(*parts))


def matter_table(views: Sequence[MatterView]) -> RenderableType:
    table = columns(("matter", 1))
    for side in ("affirm", "deny", "open"):
        table.add_column(side, no_wrap=True, min_width=6)
    table.add_column("id", max_width=16, overflow="fold")
    for view in views:
        counts = [_tally(view, stance) for stance in wording.STANCES]
        table.add_row(
            line(view.proposition, BOLD if view.contested else None), *counts, line(view.id, DIM)
        )
    return table


def _tally(view: MatterView, stance: Stance) -> Text:
    number = len(view.side(stance).voices)
    return Text(
        f"{MARKS[stance]} {number}" if number else "", STYLES[stance] + Style(underline=False)
    )


def matter(ledger: Ledger, one: Matter, *, why: bool = False) -> RenderableType:
    """One matter with its sides: the words first, then whose they are, how they came, and where.

    `why` adds the reasons for the matter, for each side's count and for each statement.
    """
    view = next(v for v in matter_views(Lookup(ledger)) if v.id == one.id)
    parts: list[RenderableType] = [line(view.proposition, BOLD)]
    if why:
        parts.append(reasoned(view.why))
    for side in view.sides:
        if side.voices:
            heading = Text(
                f"\n{MARKS[side.stance]} {side.heading}",
                STYLES[side.stance] + Style(underline=False),
            )
            if side.support:
                heading.append(f" ({side.support})", Style(color="default", bold=False))
            if why:
                heading.append_text(reasoned(side.counted))
            parts.append(heading)
            parts += [line for voice in side.voices for line in _heard(voice, why)]
    return fitted(Group(*parts))


def _heard(voice: Voice, why: bool) -> Iterator[RenderableType]:
    for told in voice.quotations + voice.folded:
        words = f"“{told.words}”" if told.direct else told.words
        where = told.place.article.place or told.place.article.name
        via = f", via {', '.join(told.via)}" if told.via else ""
        on = f", {told.on}" if told.on else ""
        whose = [line(f"{told.speaker} {told.said}{via}{on} · {where}", DIM)]
        if told.same:
            whose.append(line(f"the same act of speaking in {_places(told.same)}", DIM))
        for verb, denied in (("denies", told.denies), ("possibly denies", told.possibly_denies)):
            if denied:
                names = wording.listed([d.speaker for d in denied], most=4)
                whose.append(
                    line(f"{verb} what {names} {'says' if len(denied) == 1 else 'say'}", DIM)
                )
        if why and (reasons := reasoned(told.why, told.confidence)):
            whose.append(reasons[1:])
        yield indented(line(words), 2)
        yield from (indented(line, 4) for line in whose)


def _places(retellings: Sequence[Retelling]) -> str:
    articles = dict.fromkeys(r.place.article for r in retellings)
    return wording.listed([a.outlet or a.name for a in articles], most=4)
