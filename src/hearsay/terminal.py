"""One article with its statements marked, and tables of records, for a terminal of 80 columns.

Takes a `Ledger` and what to show of it, gives renderables for rich. Where the output has colour,
statements are marked by style; where it has none, by ⟦1: ...⟧. Text of articles never reaches the
terminal as markup or as control codes. Leaves printing, paging and filtering to the command line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.style import Style
from rich.table import Table
from rich.text import Text

from hearsay import wording
from hearsay.entries import Entry
from hearsay.types import (
    Actor,
    Copy,
    Document,
    Event,
    Figure,
    Ledger,
    Matter,
    Stance,
    Statement,
)
from hearsay.web.articles import ArticleView, Note, Paragraph, article_view
from hearsay.web.figures import FigureView, figure_groups
from hearsay.web.lookup import Lookup
from hearsay.web.matters import MatterView, Retelling, Voice, Why, matter_views, whys

COLUMNS = 80
SUMMARY = 5
"""Contested matters named in a summary: it should fit one screen with what stands above it."""

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


def _text(words: str, style: Style | None = None) -> Text:
    """Words of an article or a name: never markup, never a control code, one paragraph."""
    return Text(safe(" ".join(words.split())), style=style or "")


def _fitted(renderable: RenderableType) -> RenderableType:
    return Constrain(renderable, COLUMNS)


class _Article:
    """An article as rich shows it; whether there is colour is known only when it is printed."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        self.notes = [note for paragraph in view.paragraphs for note in paragraph.notes]
        self.number = {note.statement: note.number for note in self.notes}
        self.tone = {note.statement: note.tone for note in self.notes}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        coloured = console.color_system is not None and not console.no_color
        article = self.view.article
        yield _fitted(_text(article.name, BOLD))
        told = [article.outlet or "outlet not told", article.date or "date not told"]
        told += [self.view.byline] if self.view.byline else []
        told += [f"credits {self.view.origins}"] if self.view.origins else []
        yield _fitted(_text(" · ".join(told), DIM))
        for copy in self.view.copies:
            others = wording.listed([other.name for other in copy.others])
            yield _fitted(_text(f"{copy.kind} with {others}"))
        for paragraph in self.view.paragraphs:
            yield Text("")
            yield _fitted(self._coloured(paragraph) if coloured else self._plain(paragraph))
        yield Text("")
        yield _fitted(self._legend())

    def _coloured(self, paragraph: Paragraph) -> Text:
        line = Text(style=DIM if paragraph.boilerplate else "")
        for piece in paragraph.pieces:
            for number, identifier in piece.numbers:
                line.append(
                    f"[{number}]", STYLES[self.tone.get(identifier)] + Style(underline=False)
                )
            style = STYLES[piece.tone] if piece.statements else Style()
            # the outer statement shows through as bold where two hold
            style += Style(bold=True) if len(piece.statements) > 1 else Style()
            line.append(safe(piece.text), style)
        return line

    def _plain(self, paragraph: Paragraph) -> Text:
        line = Text()
        opened: list[str] = []
        for piece in paragraph.pieces:
            line.append(self._closing(opened, piece.statements))
            for identifier in piece.statements:
                if identifier not in opened:
                    opened.append(identifier)
                    line.append(f"⟦{self.number[identifier]}: ")
            line.append(safe(piece.text))
        line.append(self._closing(opened, ()))
        return line

    def _closing(self, opened: list[str], held: Sequence[str]) -> str:
        """Close what no longer holds; a mark that crosses another names itself as it closes."""
        marks = []
        for identifier in reversed(opened.copy()):
            if identifier not in held:
                crossing = opened[-1] != identifier
                marks.append(f" {self.number[identifier]}⟧" if crossing else "⟧")
                opened.remove(identifier)
        return "".join(marks)

    def _legend(self) -> RenderableType:
        if not self.notes:
            return Text("No statement was found in this article.", DIM)
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
        table.add_column("no.", justify="right")
        table.add_column("speaker", ratio=5)
        table.add_column("attitude, and where it stands", ratio=6)
        for note in self.notes:
            table.add_row(str(note.number), _text(_chain(note)), _stands(note))
        return table


def _chain(note: Note) -> str:
    return f"{note.speaker} (via {', '.join(note.via)})" if note.via else note.speaker


def _stands(note: Note) -> Text:
    """Attitude and certainty in words, when it was said, then the matters it stands on."""
    told = _text(note.said, STYLES[note.tone] + Style(underline=False))
    if note.on:
        told.append(f" {safe(note.on)}", DIM)
    for _, proposition, stance in note.matters[:2]:
        told.append(f"\n{MARKS[stance]} {wording.STANCE[stance]}: ")
        told.append(safe(wording.shortened(proposition, 60)), Style(bold=False))
    return told


def article(ledger: Ledger, document: Document) -> RenderableType:
    """One article of the ledger, wrapped to 80 columns, its statements marked and numbered.

    A legend of the statements stands below, boilerplate is dim.
    """
    look = Lookup(ledger)
    pointers = {matter.id: (matter.id, matter.proposition) for matter in ledger.matters}
    return _Article(article_view(look, document, pointers))


def _table(*columns: tuple[str, int]) -> Table:
    """A table of 80 columns at most; each column with its share of the width."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    for name, ratio in columns:
        table.add_column(name, ratio=ratio, overflow="fold")
    return table


def _none_of(rows: Sequence[object], table: Table, what: str) -> RenderableType:
    return _fitted(table) if rows else Text(f"No {what} found.")


def summary(ledger: Ledger, path: str) -> RenderableType:
    """What a case holds, in a few lines: counts, the most contested matters, what to do next."""
    look = Lookup(ledger)
    views = matter_views(look)
    contested = [view for view in views if view.contested]
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
        parts += [Text("\nMost contested:"), _matter_table(contested[:SUMMARY])]
    parts.append(Text("\nMachine-read: a first draft to check, and no word on what is true.", DIM))
    parts.append(_text(f"Next: hearsay matters {path}, hearsay report {path} -o report.html", DIM))
    return _fitted(Group(*parts))


def statements(
    ledger: Ledger, chosen: Iterable[Entry | Statement] | None = None, *, why: bool = False
) -> RenderableType:
    """Statements, all of them or those chosen, in reading order, with speaker and place.

    `why` adds the reasons for each.
    """
    look = Lookup(ledger)
    wanted = [s.id for s in (ledger.statements if chosen is None else chosen)]
    table = _table(("speaker", 5), ("attitude", 4), ("words", 12), ("where", 5))
    for identifier in look.in_order(wanted):
        statement = look.statements[identifier]
        place = look.articles[statement.document]
        chain = look.names(statement.via)
        name = look.speaker(statement).name + (f" (via {', '.join(chain)})" if chain else "")
        words = _text(wording.shortened(look.quote(statement), 220))
        if uttered := wording.uttered(statement):
            words.append(f"\nsaid {safe(uttered)}", DIM)
        if why:
            words.append_text(_reasons(whys(statement.because), statement.confidence))
        table.add_row(
            _text(name),
            _text(look.said(statement), STYLES[look.tone(statement)] + Style(underline=False)),
            words,
            _text(place.place or place.name, DIM),
        )
    return _none_of(wanted, table, "statement")


def _reasons(reasons: Iterable[Why], confidence: float | None = None) -> Text:
    """Reasons as dim lines that follow what they are reasons for."""
    told = [f"{reason.rule}: {reason.detail}" for reason in reasons]
    if confidence is not None:
        told.append(f"confidence {confidence:.2f}")
    return Text("".join(f"\n- {safe(' '.join(line.split()))}" for line in told), DIM)


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
        _matter_table(shown)
        if shown
        else Text("No contested matter found." if left else "No matter found.")
    ]
    if left:
        parts.append(Text(f"\nand {left:,} more that nobody contests (--all)", DIM))
    return _fitted(Group(*parts))


def _matter_table(views: Sequence[MatterView]) -> RenderableType:
    table = _table(("matter", 1))
    for side in ("affirm", "deny", "open"):
        table.add_column(side, no_wrap=True, min_width=6)
    table.add_column("id", max_width=16, overflow="fold")
    for view in views:
        counts = [_tally(view, stance) for stance in wording.STANCES]
        table.add_row(
            _text(view.proposition, BOLD if view.contested else None), *counts, _text(view.id, DIM)
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
    parts: list[RenderableType] = [_text(view.proposition, BOLD)]
    if why:
        parts.append(_reasons(view.why))
    for side in view.sides:
        if side.voices:
            heading = Text(
                f"\n{MARKS[side.stance]} {side.heading}",
                STYLES[side.stance] + Style(underline=False),
            )
            if side.support:
                heading.append(f" ({side.support})", Style(color="default", bold=False))
            if why:
                heading.append_text(_reasons(side.counted))
            parts.append(heading)
            parts += [line for voice in side.voices for line in _heard(voice, why)]
    return _fitted(Group(*parts))


def _heard(voice: Voice, why: bool) -> Iterator[RenderableType]:
    for told in voice.quotations + voice.folded:
        words = f"“{told.words}”" if told.direct else told.words
        where = told.place.article.place or told.place.article.name
        via = f", via {', '.join(told.via)}" if told.via else ""
        on = f", {told.on}" if told.on else ""
        whose = [_text(f"{told.speaker} {told.said}{via}{on} · {where}", DIM)]
        if told.same:
            whose.append(_text(f"the same act of speaking in {_places(told.same)}", DIM))
        for verb, denied in (("denies", told.denies), ("possibly denies", told.possibly_denies)):
            if denied:
                names = wording.listed([d.speaker for d in denied], most=4)
                whose.append(
                    _text(f"{verb} what {names} {'says' if len(denied) == 1 else 'say'}", DIM)
                )
        if why and (reasons := _reasons(told.why, told.confidence)):
            whose.append(reasons[1:])
        yield _indented(_text(words), 2)
        yield from (_indented(line, 4) for line in whose)


def _places(retellings: Sequence[Retelling]) -> str:
    articles = dict.fromkeys(r.place.article for r in retellings)
    return wording.listed([a.outlet or a.name for a in articles], most=4)


def _indented(words: Text, by: int) -> RenderableType:
    grid = Table.grid(padding=0)
    grid.add_column(width=by)
    grid.add_column(ratio=1)
    grid.add_row("", words)
    return grid


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
        parts += [_text(group.title, BOLD), _figure_table(group.figures), Text("")]
    if alone:
        table = _table(("counted", 5), ("read as", 4), ("words", 6), ("speaker", 5), ("where", 5))
        for group in alone:
            view = group.figures[0]
            cells = (group.title, view.reading, view.words, view.speaker)
            table.add_row(*(_text(cell) for cell in cells), _figure_place(view))
        parts += [Text("Given once", BOLD), table]
    return _fitted(Group(*parts)) if parts else Text("No figure found.")


def _figure_table(views: Sequence[FigureView]) -> RenderableType:
    table = _table(("read as", 4), ("speaker", 5), ("beside the others", 5), ("where", 5))
    for view in views:
        table.add_row(
            _text(view.reading),
            _text(view.speaker),
            _text(view.beside, STANDING.get(view.standing)),
            _figure_place(view),
        )
    return table


def _figure_place(view: FigureView) -> Text:
    dated = f", as of {view.as_of}" if view.as_of else ""
    where = view.article.place or wording.shortened(view.article.name, 32)
    return _text(where + dated, DIM)


def copies(ledger: Ledger, chosen: Iterable[Copy] | None = None) -> RenderableType:
    """Documents that share text, and why they are held to."""
    look = Lookup(ledger)
    wanted = list(ledger.copies if chosen is None else chosen)
    table = _table(("documents", 10), ("what", 4), ("why", 10))
    for copy in wanted:
        known = [look.articles[d] for d in copy.documents if d in look.articles]
        known.sort(key=lambda article: article.number)
        names = "\n".join(
            safe(wording.shortened(f"{a.name} ({a.outlet})" if a.outlet else a.name, 90))
            for a in known
        )
        why = "; ".join(f"{r.rule.replace('_', ' ')}: {r.detail}" for r in copy.because)
        table.add_row(Text(names), wording.COPY[copy.kind], _text(why, DIM))
    return _none_of(wanted, table, "copy")


def timeline(ledger: Ledger, chosen: Iterable[Event] | None = None) -> RenderableType:
    """Dated events in order, undated ones last: what happened, who did it to whom, whether it did,
    and on whose word alone."""
    look = Lookup(ledger)
    wanted = list(ledger.events if chosen is None else chosen)
    wanted.sort(key=lambda e: (e.date is None, e.date or "", e.label, e.id))
    table = _table(("date", 3), ("event", 11), ("where told", 4))
    for event in wanted:
        told = {m.document for m in event.mentions if m.document in look.articles}
        articles = sorted((look.articles[d] for d in told), key=lambda a: a.number)
        label = _text(event.label)
        if event.place:
            label.append(f" ({safe(event.place)})", DIM)
        if wording.REALITY[event.reality]:
            label.append(f" [{wording.REALITY[event.reality]}]")
        deed = wording.deed(event, look.names(event.sources), look.names(event.targets))
        for line in (deed, wording.only_from(look.heard_from(event))):
            if line:
                label.append(f"\n{safe(line)}", DIM)
        where = wording.listed([a.outlet or a.name for a in articles], most=3)
        table.add_row(wording.day(event.date) or "no date", label, _text(where, DIM))
    return _none_of(wanted, table, "event")


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
        lines.append(f"{spoken[one.id] or '':>4} ")
        lines.append_text(_text(one.name, BOLD))
        lines.append(safe(" · " + " · ".join(" ".join(part.split()) for part in told)), DIM)
        lines.append("\n")
    lines.rstrip()
    heading = Text("says  who", DIM)
    return _fitted(Group(heading, lines)) if wanted else Text("No actor found.")


def actor(ledger: Ledger, one: Actor) -> RenderableType:
    """One actor: who it is, and what it says."""
    look = Lookup(ledger)
    head = _text(one.name, BOLD)
    head.append(f"  {wording.KIND[one.kind]}", DIM)
    if one.role:
        head.append(f", {safe(one.role)}", DIM)
    if one.part_of:
        head.append(f", part of {safe(look.names((one.part_of,))[0])}", DIM)
    parts: list[RenderableType] = [head]
    aliases = [alias for alias in one.aliases if alias != one.name]
    if aliases:
        parts.append(_text(f"also {wording.listed(aliases, most=12)}", DIM))
    spoken = [s for s in ledger.statements if s.speaker == one.id]
    parts += [Text(""), statements(ledger, spoken)]
    return _fitted(Group(*parts))
