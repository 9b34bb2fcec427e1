"""Articles in full, paragraph by paragraph, with their statements marked in place.

Takes a Lookup, gives paragraphs of disjoint pieces: every character of the article's lines stands
in exactly one piece, unaltered. Escaping is the template's work, colour the style sheet's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from hearsay import wording
from hearsay.highlight import Marks, Piece
from hearsay.text import Locator, lines, trimmed
from hearsay.types import Document, Figure, Span, Stance, Statement
from hearsay.web.addresses import part
from hearsay.web.lookup import Article, Lookup
from hearsay.web.matters import Denial, denials


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of text. `statements` hold over it, outermost first; `tone` is the innermost's.

    told, href: what a figure, a date or a name in it is read as, and where more is told of it.
    """

    text: str
    statements: tuple[str, ...]
    anchors: tuple[str, ...]
    numbers: tuple[tuple[int, str], ...]
    tone: Stance | None
    title: str
    cue: bool
    figure: bool
    told: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin says of a statement that begins in a paragraph; a denial travels with it."""

    number: int
    statement: str
    tone: Stance | None
    speaker: str
    via: tuple[str, ...]
    said: str
    on: str
    matters: tuple[tuple[str, str, Stance], ...]
    checked: str
    denied_by: tuple[Denial, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the margin says of a figure, a date or a name: what it is read as.

    record: where more is told of it and where it is confirmed; "" for a name.
    """

    anchor: str
    words: str
    what: str
    href: str
    record: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the article."""

    pieces: tuple[PieceView, ...]
    notes: tuple[Note, ...]
    boilerplate: bool
    title: bool
    shared: str
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyNote:
    """What an article shares with which others."""

    kind: str
    others: tuple[Article, ...]
    why: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article in full."""

    article: Article
    byline: str
    origins: str
    path: str
    url: str
    link: bool
    copies: tuple[CopyNote, ...]
    statements: int
    paragraphs: tuple[Paragraph, ...]


def _copies(look: Lookup, document: Document) -> tuple[CopyNote, ...]:
    found = []
    for copy in look.ledger.copies:
        if document.id in copy.documents:
            others = sorted(
                (
                    look.articles[d]
                    for d in copy.documents
                    if d != document.id and d in look.articles
                ),
                key=lambda article: article.number,
            )
            why = tuple(f"{r.rule.replace('_', ' ')}: {r.detail}" for r in copy.because)
            checked = look.confirmations.copy(copy)
            found.append(CopyNote(wording.COPY[copy.kind], tuple(others), why, checked))
    return tuple(found)


def _shared(look: Lookup, document: Document) -> dict[Span, str]:
    """For each passage shared with other articles the words that say so."""
    found: dict[Span, str] = {}
    for copy in look.ledger.copies:
        spans = [p.span for p in copy.passages if p.document == document.id]
        others = sorted(
            look.articles[d].number
            for d in copy.documents
            if d != document.id and d in look.articles
        )
        if spans and others:
            told = "also in article " + wording.listed([str(n) for n in others])
            found.update(dict.fromkeys(spans, told))
    return found


def _is_mostly(span: Span, others: Iterable[Span]) -> bool:
    """Whether at least half of a span lies in one of the others."""
    return any(
        min(span.end, o.end) - max(span.start, o.start) >= (span.end - span.start) / 2
        for o in others
    )


def spoken(look: Lookup, statement: Statement) -> str:
    """Speaker, chain and attitude in one line: "Ana Berg, via the wire, denies"."""
    chain = look.names(statement.via)
    via = f", via {wording.listed(chain)}," if chain else ""
    return f"{look.speaker(statement).name}{via} {look.said(statement)}"


class _Writer:
    """Makes the pieces of one document."""

    def __init__(
        self,
        look: Lookup,
        document: Document,
        matters: dict[str, tuple[str, str]],
        explained: bool,
    ) -> None:
        self.look, self.document, self.matters = look, document, matters
        self.statements = [s for s in look.ledger.statements if s.document == document.id]
        by_id = {s.id: s for s in self.statements}
        figures = [f for f in look.ledger.figures if f.document == document.id]
        self._statement = {f"s:{s}": by_id[s] for s in by_id}
        self._figure = {f"f:{f.id}" for f in figures}
        # an event named twice here leads to its first place
        self._events: defaultdict[int, list[str]] = defaultdict(list)
        for event in look.ledger.events:
            places = [m.span.start for m in event.mentions if m.document == document.id]
            if places:
                self._events[min(places)].append(f"event-{event.id}-{document.id}")
        points = [(f"e:{at}", Span(at, at + 1)) for at in self._events if at < len(document.text)]
        marks = [
            *((f"s:{s.id}", span) for s in self.statements for span in s.content),
            *((f"c:{s.id}", span) for s in self.statements for span in s.cue),
            *((f"f:{f.id}", f.span) for f in figures),
            *points,
        ]
        self.told: dict[str, tuple[Span, Told]] = {}
        if explained:
            self._explain(figures)
            marks += [(key, span) for key, (span, _) in self.told.items()]
        # white space between lines is not shown; a mark that began in it would lose its anchor
        self.marks = Marks((key, trimmed(document.text, span)) for key, span in marks)

    def _explain(self, figures: Sequence[Figure]) -> None:
        """What figures, dates and names are read as, by a key that sorts in order of precedence."""
        look, text = self.look, self.document.text
        for figure in figures:
            of = f" ({figure.of})" if figure.of else ""
            what = (
                f"read as {wording.reading(figure)}, {wording.measure(figure.measure)}{of}; "
                f"{look.speaker(figure).name}"
            )
            anchor = f"figure-{figure.id}"
            told = Told(
                anchor,
                figure.span.of(text),
                what,
                f"#{anchor}",
                f"/figures/{part(figure.id)}",
                look.checked(figure.id),
            )
            self.told[f"1:{figure.id}"] = figure.span, told
        for event in look.ledger.events:
            where = f" in {event.place}" if event.place else ""
            real = wording.REALITY[event.reality]
            what = f"{wording.day(event.date) or 'no date'}{where}"
            for n, mention in enumerate(event.mentions):
                if mention.document == self.document.id:
                    words = mention.span.of(text)
                    more = "" if " ".join(words.split()) == event.label else f": {event.label}"
                    anchor = f"event-{event.id}-{self.document.id}"
                    said = what + more + (f" ({real})" if real else "")
                    told = Told(
                        f"{anchor}-{n}",
                        words,
                        said,
                        f"#{anchor}-{n}",
                        f"/events/{part(event.id)}",
                        look.confirmations.event(event),
                    )
                    self.told[f"2:{event.id}-{n}"] = mention.span, told
        for actor in look.ledger.actors:
            role = f", {actor.role}" if actor.role else ""
            what = f"{actor.name}, {wording.KIND[actor.kind]}{role}"
            for n, mention in enumerate(actor.mentions):
                if mention.document == self.document.id:
                    words = mention.span.of(text)
                    href = f"/actors/{part(actor.id)}"
                    self.told[f"3:{actor.id}-{n}"] = mention.span, Told("", words, what, href)

    def explained(self, row: Span) -> tuple[Told, ...]:
        """What the margin tells of the figures and dates that begin in a line."""
        found = sorted(
            (span.start, key, told)
            for key, (span, told) in self.told.items()
            if told.anchor and row.start <= span.start < row.end
        )
        return tuple(told for _, _, told in found)

    def piece(self, piece: Piece) -> PieceView:
        said = [self._statement[k] for k in piece.keys if k in self._statement]
        opened = [self._statement[k] for k in piece.opens if k in self._statement]
        anchors = [f"statement-{s.id}" for s in opened]
        anchors += [f"figure-{k[2:]}" for k in piece.opens if k in self._figure]
        anchors += self._events.get(piece.span.start, [])
        look = self.look
        opened.sort(key=lambda s: look.numbers[s.id])
        told = min((key for key in piece.keys if key in self.told), default=None)
        return PieceView(
            text=piece.span.of(self.document.text),
            statements=tuple(s.id for s in said),
            anchors=tuple(anchors),
            numbers=tuple((look.numbers[s.id], s.id) for s in opened),
            tone=look.tone(said[-1]) if said else None,
            title="; within ".join(spoken(look, s) for s in reversed(said)),
            cue=any(k.startswith("c:") for k in piece.keys),
            figure=any(k in self._figure for k in piece.keys),
            told=self.told[told][1].what if told else "",
            href=self.told[told][1].href.replace("#", "#told-") if told else "",
        )

    def note(self, statement: Statement) -> Note:
        look = self.look
        stands = [
            (*self.matters[matter.id], side.stance)
            for matter, side in look.stances.get(statement.id, ())
            if matter.id in self.matters
        ]
        return Note(
            look.numbers[statement.id],
            statement.id,
            look.tone(statement),
            look.speaker(statement).name,
            look.names(statement.via),
            look.said(statement),
            wording.uttered(statement),
            tuple(stands),
            look.checked(statement.id),
            denials(look, statement.id),
        )


def article_view(
    look: Lookup,
    document: Document,
    matters: dict[str, tuple[str, str]] | None = None,
    explained: bool = False,
) -> ArticleView:
    """One article; `matters` gives a matter's anchor and the words to point at it, by its id.

    explained: whether figures, dates and names lead to what they are read as.
    """
    writer = _Writer(look, document, matters or {}, explained)
    shared = _shared(look, document)
    rows = lines(document.text)
    # white space before the first and after the last word of a line is not shown, so a statement
    # whose first span starts there begins on the line that holds its first word
    locator = Locator(rows)
    begins: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in writer.statements:
        begins[max(0, locator.before(statement.content[0].start))].append(statement)
    title = " ".join((document.title or "").split())
    paragraphs = []
    titled = False
    for number, row in enumerate(rows):
        is_title = not titled and bool(title) and " ".join(row.of(document.text).split()) == title
        titled = titled or is_title
        here = sorted(begins[number], key=lambda s: look.numbers[s.id])
        paragraphs.append(
            Paragraph(
                tuple(writer.piece(piece) for piece in writer.marks.pieces(row)),
                tuple(writer.note(s) for s in here),
                _is_mostly(row, document.boilerplate),
                is_title,
                next((told for s, told in shared.items() if _is_mostly(row, [s])), ""),
                writer.explained(row),
            )
        )
    url = document.url or ""
    return ArticleView(
        look.articles[document.id],
        document.byline or "",
        wording.listed(document.origins),
        _shown(document.path),
        url,
        url.startswith(("https://", "http://")),
        _copies(look, document),
        len(writer.statements),
        tuple(paragraphs),
    )


def _shown(path: str) -> str:
    """Where an article was read from; a way up and down this machine's folders tells nobody."""
    return PurePath(path).name if path.startswith(("../", "..\\")) else path
