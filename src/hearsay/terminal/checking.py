"""What a case holds on a claim, for a terminal of 80 columns and for copying from it.

Takes the view of a check, gives a renderable for rich: quotations with the line of their source,
answers under what they answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from hearsay import wording
from hearsay.terminal.layout import BOLD, DIM, MARKS, STYLES, explained, fitted, indented, line
from hearsay.web.checking import CheckView, Cited, CitedMatter, CountedView

ALSO = 5
"""Matters of which only the name is told."""
LONGEST = 420
"""Characters of a quotation, some six lines; where it is cut, the offsets tell the whole."""


def check(view: CheckView) -> RenderableType:
    """A page of quotations: each matter with its sides, then what is close, then figures."""
    parts: list[RenderableType] = [line(f"Claim: {view.claim}", BOLD)]
    if view.nothing:
        parts.append(line(f"Nothing found in {_these(view)}."))
    else:
        found = wording.count(len(view.matters) + len(view.also), "matter")
        parts.append(line(f"Searched {view.searched}; {found} like it, most like first.", DIM))
    if view.unknown:
        words = wording.listed([f"“{word}”" for word in view.unknown], most=6)
        parts.append(line(f"In none of these articles: {words}.", DIM))
    for counted in view.figures:
        parts += _figures(counted)
    for number, matter in enumerate(view.matters, 1):
        parts += _matter(number, matter)
    if view.also:
        parts += [Text(""), line("Also like the claim", BOLD)]
        parts += [
            indented(line(f"- {wording.shortened(one.proposition, 120)} ({one.id})"), 2)
            for one in view.also[:ALSO]
        ]
        if more := view.also[ALSO:]:
            parts.append(indented(line(f"and {len(more):,} more (--limit)", DIM), 2))
    if view.close:
        parts += [Text(""), line("Like the claim, in no matter", BOLD)]
        for one in view.close:
            parts += _cited(one)
    if view.open:
        parts += [Text(""), line("Left open", BOLD)]
        parts += [indented(line(f"- {told}"), 2) for told in view.open]
    if not view.nothing:
        parts.append(Text(""))
        parts.append(
            line("Machine-read: a first draft to check, and no word on what is true.", DIM)
        )
    return fitted(Group(*parts))


def _these(view: CheckView) -> str:
    return f"{'this' if view.searched.startswith('1 ') else 'these'} {view.searched}"


def _matter(number: int, matter: CitedMatter) -> Iterator[RenderableType]:
    yield Text("")
    yield line(f"{number}. {matter.proposition}{explained(matter.stands_for)}", BOLD)
    yield indented(line(f"{matter.id}, {matter.likeness:.2f} alike with the claim", DIM), 3)
    if matter.note:
        yield indented(line(matter.note, Style(italic=True)), 3)
    for side in matter.sides:
        heading = Text(
            f"\n{MARKS[side.stance]} {side.heading}", STYLES[side.stance] + Style(underline=False)
        )
        if side.support:
            heading.append(f": {side.support}", Style(color="default", bold=False, italic=False))
        yield heading
        if side.first:
            first = "first of those dated" if side.undated else "first"
            yield indented(line(f"{first}: {side.first}", DIM), 2)
        for one in side.shown:
            yield from _cited(one)
        rest = [f"{side.above:,} quoted above"] if side.above else []
        rest += [f"{len(side.folded):,} more (hearsay matters CASE {matter.id})"] * bool(
            side.folded
        )
        if rest:
            yield indented(line(f"and {', '.join(rest)}", DIM), 2)


def _cited(one: Cited) -> Iterator[RenderableType]:
    own = one.quoted
    yield indented(line(_quoted(own.words)), 2)
    yield indented(line(f"{own.came} {own.how} {own.when}", DIM), 4)
    yield indented(line(own.source, DIM), 4)
    if one.copies:
        names = wording.listed([a.outlet_noted or a.name for a in one.copies], most=4)
        yield indented(line(f"the same act of speaking in {names}", DIM), 4)
    for answer in one.answers:
        told = f"{MARKS['denies']} {answer.how} by {answer.quoted.speaker}: "
        yield indented(line(told + _quoted(answer.quoted.words)), 4)
        yield indented(line(answer.quoted.source, DIM), 6)


def _quoted(words: str) -> str:
    """Words of an article between quotation marks, cut between words if very long."""
    return f"“{wording.shortened(words, LONGEST)}”"


def _figures(counted: CountedView) -> Iterator[RenderableType]:
    yield Text("")
    agree, differ = counted.agree, counted.differ
    yield line(f"Figures beside {counted.claimed}: {agree} allow it, {differ} do not", BOLD)
    for figure in counted.figures:
        told = [figure.words, figure.speaker, figure.article.place or figure.article.name]
        yield indented(line(" · ".join(told) + (f" ({figure.beside})" if figure.beside else "")), 2)
