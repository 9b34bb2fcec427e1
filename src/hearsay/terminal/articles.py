"""One article with its statements marked and numbered, for a terminal of 80 columns.

Takes a `Ledger` and a document, gives a renderable for rich. Where the output has colour,
statements are marked by style; where it has none, by ⟦1: ...⟧.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.style import Style
from rich.table import Table
from rich.text import Text

from hearsay import wording
from hearsay.terminal.layout import BOLD, DIM, MARKS, STYLES, fitted, line, safe
from hearsay.types import Document, Ledger
from hearsay.web.articles import ArticleView, Note, Paragraph, article_view
from hearsay.web.lookup import Lookup


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
        yield fitted(line(article.name, BOLD))
        told = [article.outlet_noted or "outlet not told", article.date or "date not told"]
        told += [self.view.byline] if self.view.byline else []
        told += [f"credits {self.view.origins}"] if self.view.origins else []
        yield fitted(line(" · ".join(told), DIM))
        for copy in self.view.copies:
            others = wording.listed([other.name for other in copy.others])
            yield fitted(line(f"{copy.kind} with {others}"))
        for paragraph in self.view.paragraphs:
            yield Text("")
            yield fitted(self._coloured(paragraph) if coloured else self._plain(paragraph))
        yield Text("")
        yield fitted(self._legend())

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
            table.add_row(str(note.number), line(_chain(note)), _stands(note))
        return table


def _chain(note: Note) -> str:
    return f"{note.speaker} (via {', '.join(note.via)})" if note.via else note.speaker


def _stands(note: Note) -> Text:
    """Attitude and certainty in words, when it was said, then the matters it stands on."""
    told = line(note.said, STYLES[note.tone] + Style(underline=False))
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
