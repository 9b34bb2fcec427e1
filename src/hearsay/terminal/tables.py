"""Tables of records for a terminal of 80 columns: statements, figures, copies, events, actors.

Takes a `Ledger` and what to show of it, gives renderables for rich. Leaves printing, paging and
filtering to the command line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from hearsay import wording
from hearsay.entries import Entry
from hearsay.links.sources import source_of
from hearsay.terminal.layout import (
    BOLD,
    DIM,
    STYLES,
    columns,
    fitted,
    line,
    none_of,
    reasoned,
    safe,
)
from hearsay.terminal.matters import matter_table
from hearsay.types import Actor, Copy, Event, Figure, Ledger, Statement
from hearsay.web.figures import FigureView, figure_groups
from hearsay.web.lookup import Lookup
from hearsay.web.matters import matter_views, whys

SUMMARY = 5
"""Contested matters named in a summary: it should fit one screen with what stands above it."""


def summary(ledger: Ledger, path: str) -> RenderableType:
    """What a case holds, in a few lines: counts, the most contested matters, what to do next."""
    look = Lookup(ledger)
    views = matter_views(look)
    contested = [view for view in views if view.contested and view.within is None]
    counts = wording.listed(
        [
            wording.count(len(ledger.documents), "article"),
            wording.count(len(ledger.statements), "statement"),
            wording.count(len({look.speaker(s).key for s in ledger.statements}), "speaker"),
            wording.count(len(ledger.matters), "matter"),
        ]
    )
    dates = wording.days(d.published for d in ledger.documents)
    parts: list[RenderableType] = [Text(f"{counts}{f', {dates}' if dates else ''}.")]
    if contested:
        parts += [Text("\nMost contested:"), matter_table(contested[:SUMMARY])]
    parts.append(Text("\nMachine-read: a first draft to check, and no word on what is true.", DIM))
    parts.append(line(f"Next: hearsay matters {path}, hearsay report {path} -o report.html", DIM))
    return fitted(Group(*parts))


def statements(
    ledger: Ledger, chosen: Iterable[Entry | Statement] | None = None, *, why: bool = False
) -> RenderableType:
    """Statements, all of them or those chosen, in reading order, with speaker and place.

    `why` adds the reasons for each.
    """
    look = Lookup(ledger)
    wanted = [s.id for s in (ledger.statements if chosen is None else chosen)]
    table = columns(("speaker", 5), ("attitude", 4), ("words", 12), ("where", 5))
    for identifier in look.in_order(wanted):
        statement = look.statements[identifier]
        place = look.articles[statement.document]
        chain = look.names(statement.via)
        name = look.speaker(statement).name + (f" (via {', '.join(chain)})" if chain else "")
        words = line(wording.shortened(look.quote(statement), 220))
        if uttered := wording.uttered(statement):
            words.append(f"\nsaid {safe(uttered)}", DIM)
        if by := look.checked(identifier):
            words.append(f"\n{safe(by)}", DIM)
        if why:
            words.append_text(reasoned(whys(statement.because), statement.confidence))
        table.add_row(
            line(name),
            line(look.said(statement), STYLES[look.tone(statement)] + Style(underline=False)),
            words,
            line(place.place or place.name, DIM),
        )
    return none_of(wanted, table, "statement")


STANDING: dict[str, Style] = {
    "conflicts": Style(color="yellow", bold=True),
    "revises": Style(color="blue"),
}
"""Figures that conflict or revise; words beside the style say the same."""


def figures(ledger: Ledger, chosen: Iterable[Figure] | None = None) -> RenderableType:
    """Figures of one quantity side by side: each reading, who gives it, where, how it goes with the
    others. Those in conflict first; below all, the figures that nothing can be compared with."""
    together, alone = figure_groups(Lookup(ledger), chosen)
    parts: list[RenderableType] = []
    for group in together:
        parts += [line(group.title, BOLD), line(group.support, DIM)]
        parts += [_figure_table(group.figures), Text("")]
    if alone:
        table = columns(("counted", 5), ("read as", 4), ("words", 6), ("speaker", 5), ("where", 5))
        for group in alone:
            view = group.figures[0]
            cells = (group.title, view.reading, view.words, view.speaker)
            table.add_row(*(line(cell) for cell in cells), _figure_place(view))
        parts += [Text("Given once", BOLD), table]
    return fitted(Group(*parts)) if parts else Text("No figure found.")


def _figure_table(views: Sequence[FigureView]) -> RenderableType:
    table = columns(("read as", 4), ("speaker", 5), ("beside the others", 5), ("where", 5))
    for view in views:
        table.add_row(
            line(view.reading),
            line(view.speaker),
            line(view.beside, STANDING.get(view.standing)),
            _figure_place(view),
        )
    return table


def _figure_place(view: FigureView) -> Text:
    dated = f", as of {view.as_of}" if view.as_of else ""
    where = view.article.place or wording.shortened(view.article.name, 32)
    return line(where + dated, DIM)


def copies(ledger: Ledger, chosen: Iterable[Copy] | None = None) -> RenderableType:
    """Documents that share text, and why they are held to."""
    look = Lookup(ledger)
    wanted = list(ledger.copies if chosen is None else chosen)
    table = columns(("documents", 10), ("what", 4), ("why", 10))
    for copy in wanted:
        known = [look.articles[d] for d in copy.documents if d in look.articles]
        known.sort(key=lambda article: article.number)
        names = "\n".join(
            safe(wording.shortened(f"{a.name} ({a.outlet})" if a.outlet else a.name, 90))
            for a in known
        )
        why = "; ".join(f"{r.rule.replace('_', ' ')}: {r.detail}" for r in copy.because)
        table.add_row(Text(names), wording.COPY[copy.kind], line(why, DIM))
    return none_of(wanted, table, "copy")


def sources(ledger: Ledger) -> RenderableType:
    """The outlets of a case: how many articles, and what the user says of each."""
    look = Lookup(ledger)
    outlets = Counter(document.outlet or "outlet not told" for document in ledger.documents)
    known = {source_of(name, look.sources) for name in outlets}
    outlets.update({one.outlet: 0 for one in ledger.sources if one not in known})
    told = {name: source_of(name, look.sources) for name in outlets}
    table = columns(("outlet", 8), ("articles", 3), ("reliability", 4), ("owner", 7))
    for name in sorted(outlets):
        source = told[name]
        table.add_row(
            line(name),
            str(outlets[name]),
            (source.reliability if source else None) or "not set",
            line((source.owner if source else None) or "not set"),
        )
    return none_of(list(outlets), table, "outlet")


def timeline(ledger: Ledger, chosen: Iterable[Event] | None = None) -> RenderableType:
    """Dated events in order, undated ones last: what happened, who did it to whom, whether it did,
    and on whose word alone."""
    look = Lookup(ledger)
    wanted = list(ledger.events if chosen is None else chosen)
    wanted.sort(key=lambda e: (e.date is None, e.date or "", e.label, e.id))
    table = columns(("date", 3), ("event", 11), ("where told", 4))
    for event in wanted:
        told = {m.document for m in event.mentions if m.document in look.articles}
        articles = sorted((look.articles[d] for d in told), key=lambda a: a.number)
        label = line(event.label)
        if event.place:
            label.append(f" ({safe(event.place)})", DIM)
        if wording.REALITY[event.reality]:
            label.append(f" [{wording.REALITY[event.reality]}]")
        deed = wording.deed(event, look.names(event.sources), look.names(event.targets))
        for told_so in (deed, wording.only_from(look.heard_from(event))):
            if told_so:
                label.append(f"\n{safe(told_so)}", DIM)
        if by := look.confirmations.event(event):
            label.append(f"\n{safe(by)}", DIM)
        where = wording.listed([a.outlet or a.name for a in articles], most=3)
        table.add_row(wording.day(event.date) or "no date", label, line(where, DIM))
    return none_of(wanted, table, "event")


def actors(ledger: Ledger, chosen: Iterable[Actor] | None = None) -> RenderableType:
    """Actors, one line each: those who speak most first, then those named in most articles."""
    look = Lookup(ledger)
    wanted = list(ledger.actors if chosen is None else chosen)
    spoken = Counter(s.speaker for s in ledger.statements)
    wanted.sort(key=lambda a: (-spoken[a.id], -len({m.document for m in a.mentions}), a.name, a.id))
    lines = Text(no_wrap=True, overflow="ellipsis")
    for one in wanted:
        told = [wording.KIND[one.kind]]
        told += [one.role] if one.role else []
        told += [f"of {look.names((one.part_of,))[0]}"] if one.part_of else []
        aliases = [alias for alias in one.aliases if alias != one.name]
        told += [f"also {', '.join(aliases)}"] if aliases else []
        told += [by] if (by := look.confirmations.actor(one)) else []
        lines.append(f"{spoken[one.id] or '':>4} ")
        lines.append_text(line(one.name, BOLD))
        lines.append(safe(" · " + " · ".join(" ".join(part.split()) for part in told)), DIM)
        lines.append("\n")
    lines.rstrip()
    heading = Text("says  who", DIM)
    return fitted(Group(heading, lines)) if wanted else Text("No actor found.")


def actor(ledger: Ledger, one: Actor) -> RenderableType:
    """One actor: who it is, and what it says."""
    look = Lookup(ledger)
    head = line(one.name, BOLD)
    head.append(f"  {wording.KIND[one.kind]}", DIM)
    if one.role:
        head.append(f", {safe(one.role)}", DIM)
    if one.part_of:
        head.append(f", part of {safe(look.names((one.part_of,))[0])}", DIM)
    parts: list[RenderableType] = [head]
    aliases = [alias for alias in one.aliases if alias != one.name]
    if aliases:
        parts.append(line(f"also {wording.listed(aliases, most=12)}", DIM))
    spoken = [s for s in ledger.statements if s.speaker == one.id]
    parts += [Text(""), statements(ledger, spoken)]
    return fitted(Group(*parts))
