"""Matters on one screen, and one matter in full, for a terminal of 80 columns.

Takes a `Ledger`, gives renderables for rich.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from hearsay import wording
from hearsay.links.denials import CERTAIN
from hearsay.terminal.layout import (
    BOLD,
    DIM,
    MARKS,
    STYLES,
    columns,
    explained,
    fitted,
    indented,
    line,
    reasoned,
    safe,
)
from hearsay.types import Accusation, Ledger, Matter, Stance
from hearsay.web.figures import FigureView, figure_groups
from hearsay.web.lookup import ITSELF, NOT_TOLD, Lookup
from hearsay.web.matters import (
    MatterView,
    Retelling,
    SideView,
    Voice,
    answer_state,
    matter_views,
)

PLAIN = Style(color="default", bold=False, italic=False)
SHOWN = 10
"""Matters that one look shows in full; with some six lines each, a tall screen."""
NAMED = 3
"""Speakers named on one side."""
CHARGES = 3
"""Charges that nobody denies which are told under the contested matters."""
CHARGING = 0.5
"""Share of the statements on the affirming side that must charge one and the same, where the
proposition's own does not: by what is only near, nobody stands accused of a matter. Not swept."""
NUMBERS = 5
"""Quantities with differing numbers that are told under the matters."""
NARROWER = 3
"""Matters of much the same statements that are named under one."""


def matters(
    ledger: Ledger,
    chosen: Iterable[Matter] | None = None,
    *,
    everything: bool = True,
    limit: int | None = None,
) -> RenderableType:
    """Matters, the most contested first: proposition, who stands where, on how many origins.

    Without `everything`, only those on which one affirms what another denies, and those that hold
    much the same statements as one before them only by name, under it. limit: how many.
    """
    wanted = {m.id for m in (ledger.matters if chosen is None else chosen)}
    look = Lookup(ledger)
    views = [view for view in matter_views(look) if view.id in wanted]
    fit = [view for view in views if everything or (view.contested and view.within not in wanted)]
    shown = fit[:limit]
    parts: list[RenderableType] = []
    for number, view in enumerate(shown, 1):
        inner = [] if everything else [one for one in views if one.within == view.id]
        parts += _on_one_screen(look, number, view, inner)
    if chosen is None:
        if not everything:
            parts += _unanswered(look, views, shown)
        parts += _numbers(look)
    if not shown:
        parts.append(Text("No contested matter found." if views else "No matter found."))
    more = []
    if len(fit) > len(shown):
        word = "more" if everything else "more contested"
        more.append(f"{len(fit) - len(shown):,} {word} (--limit)")
    left = [view for view in views if not everything and not view.contested]
    left = [view for view in left if view.within not in {one.id for one in shown}]
    if left:
        more.append(f"{len(left):,} more that nobody contests (--all)")
    if more:
        parts.append(line(f"and {' and '.join(more)}", DIM))
    return fitted(Group(*parts))


def _unanswered(
    look: Lookup, views: Sequence[MatterView], shown: Sequence[MatterView]
) -> Iterator[RenderableType]:
    """Matters that nobody denies and in which two speakers charge one and the same: whom, by
    whom, on how many origins, and that no answer is found.

    Those that most statements charge somebody with come first; none that stands under another.
    """
    told = {view.id for view in shown}
    matters = {matter.id: matter for matter in look.ledger.matters}
    states: dict[str, list[Accusation]] = {}
    for one in look.ledger.accusations:
        states.setdefault(one.statement, []).append(one)
    found: list[tuple[int, MatterView, list[Accusation]]] = []
    for view in views:
        if view.contested or view.within in told:
            continue
        matter = matters[view.id]
        affirming = [side.statement for side in matter.sides if side.stance == "affirms"]
        charges: dict[str, list[Accusation]] = {}
        for statement in affirming:
            for one in states.get(statement, ()):
                charges.setdefault(one.accused, []).append(one)
        by_several = [
            each
            for each in charges.values()
            if len({look.speaker(look.statements[one.statement]).key for one in each}) > 1
        ]
        most = max(map(len, by_several), default=0)
        own = [one for each in by_several if len(each) == most for one in each]
        itself = matter.proposition_statement in {one.statement for one in own}
        enough = bool(own) and (itself or most >= CHARGING * len(affirming))
        if enough and all(one.state != "answered" for one in own):
            found.append((-most, view, own))
    found.sort(key=lambda one: (one[0], one[1].number))
    chosen = [one for one in found if one[1].within not in {view.id for _, view, _ in found}]
    if chosen:
        yield Text("Charged, and nobody here denies it", BOLD)
    for _, view, own in chosen[:CHARGES]:
        speakers = [look.speaker(look.statements[one.statement]).name for one in own]
        who = wording.listed(list(dict.fromkeys(speakers)), most=NAMED)
        whom = wording.listed(look.names(tuple(sorted({one.accused for one in own}))), most=NAMED)
        yield indented(line(f"{whom}: {wording.shortened(view.proposition, 160)} {view.id}"), 3)
        asked = next((one for one in own if one.state == "asked_no_reply"), own[0])
        told_by = f"charged by {who}; said by {view.side('affirms').support}"
        yield indented(line(told_by, DIM), 5)
        yield indented(line(answer_state(asked.state, asked.searched), DIM), 5)
    if chosen:
        yield Text("")


def _numbers(look: Lookup) -> Iterator[RenderableType]:
    """The quantities of which the articles give more than one number: each number, by whom."""
    differing = [group for group in figure_groups(look)[0] if group.differs][:NUMBERS]
    if differing:
        yield Text("Numbers that differ", BOLD)
    for group in differing:
        by_reading: dict[str, list[FigureView]] = {}
        for figure in group.figures:
            by_reading.setdefault(figure.reading, []).append(figure)
        told = []
        for reading, views in by_reading.items():
            who = wording.listed(list(dict.fromkeys(view.speaker for view in views)), most=NAMED)
            beside = {view.beside for view in views if view.standing not in ("alone", "agrees")}
            told.append(f"{reading} ({'; '.join([who, *sorted(beside)])})")
        yield indented(line(f"{group.title}: {', '.join(told)}"), 3)
        yield indented(line(group.support, DIM), 5)
    if differing:
        yield Text("")


def _on_one_screen(
    look: Lookup, number: int, view: MatterView, inner: Sequence[MatterView]
) -> Iterator[RenderableType]:
    put = wording.shortened(view.proposition, 200) + explained(view.stands_for)
    yield line(f"{number}. {put}", BOLD)
    yield indented(line(" ".join((view.id, view.checked)), DIM), 3)
    for side in view.sides:
        if not side.voices:
            continue
        names = _speakers(look, side.voices)
        told = Text(
            f"{MARKS[side.stance]} {side.heading}", STYLES[side.stance] + Style(underline=False)
        )
        if 0 < side.parties < len(side.voices):
            told.append(f", {wording.count(side.parties, 'party', 'parties')}", PLAIN)
        told.append(f": {safe(wording.listed(names, most=NAMED))}", PLAIN)
        yield indented(told, 3)
        if side.support:
            yield indented(line(side.support, DIM), 5)
        if side.stance == "affirms":
            for verb, who, whom in _denials(view.side("denies")):
                if whom == [who] != [NOT_TOLD]:
                    back = verb.replace("denied", "taken back")
                    yield indented(line(f"{back} by {who}: own words", DIM), 5)
                    continue
                names = ["somebody" if name == NOT_TOLD else name for name in whom]
                said = wording.listed(names, most=NAMED)
                yield indented(line(f"{verb} by {who}: the words of {said}", DIM), 5)
    for one in inner[:NARROWER]:
        short = wording.shortened(one.proposition, 100)
        yield indented(line(f"much the same: {short} {one.id}", DIM), 3)
    if len(inner) > NARROWER:
        yield indented(line(f"and {len(inner) - NARROWER} more of much the same", DIM), 3)
    yield Text("")


def _speakers(look: Lookup, voices: Sequence[Voice]) -> list[str]:
    """The names of those on a side; articles of outlets that nobody names are counted."""
    names = [_named(look, voice) for voice in voices]
    unnamed = names.count(ITSELF)
    if unnamed > 1:
        first = names.index(ITSELF)
        names = [name for name in names if name != ITSELF]
        names.insert(first, f"{unnamed} articles themselves")
    return names


def _named(look: Lookup, voice: Voice) -> str:
    """A speaker with the party they speak for: "Sember Oul (Orrim Tavesh Front)"."""
    own = look.actors.get(voice.speaker.actor or "")
    above = look.names((own.part_of,))[0] if own and own.part_of else ""
    return f"{voice.speaker.name} ({above})" if above else voice.speaker.name


def _denials(side: SideView) -> Iterator[tuple[str, str, list[str]]]:
    """Who on a side denies what whom says: sure ones first, each pair once."""
    for verb in ("denied", "possibly denied"):
        told: dict[str, dict[str, None]] = {}
        for voice in side.voices:
            for quotation in voice.quotations + voice.folded:
                found = quotation.denies if verb == "denied" else quotation.possibly_denies
                for one in found:
                    told.setdefault(voice.speaker.name, {})[one.speaker] = None
        for who, whom in told.items():
            yield verb, who, list(whom)


def matter_table(views: Sequence[MatterView]) -> RenderableType:
    table = columns(("matter", 1))
    for side in ("affirm", "deny", "open"):
        table.add_column(side, no_wrap=True, min_width=6)
    table.add_column("id", max_width=16, overflow="fold")
    for view in views:
        counts = [_tally(view, stance) for stance in wording.STANCES]
        table.add_row(
            line(view.proposition + explained(view.stands_for), BOLD if view.contested else None),
            *counts,
            line(view.id, DIM),
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
    look = Lookup(ledger)
    view = next(v for v in matter_views(look) if v.id == one.id)
    answered = _answered(look, one)
    put = view.proposition + explained(view.stands_for)
    parts: list[RenderableType] = [line(put, BOLD)]
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
            parts += [told for voice in side.voices for told in _heard(voice, why, answered)]
    return fitted(Group(*parts))


def _heard(voice: Voice, why: bool, answered: Mapping[str, list[str]]) -> Iterator[RenderableType]:
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
        whose += [line(answer, DIM) for answer in answered.get(told.place.statement, ())]
        if why and (reasons := reasoned(told.why, told.confidence)):
            whose.append(reasons[1:])
        yield indented(line(words), 2)
        yield from (indented(one, 4) for one in whose)


def _answered(look: Lookup, one: Matter) -> dict[str, list[str]]:
    """For each claim of a matter the denials of it, sure ones first: whose, the words, where."""
    found: dict[str, list[str]] = {}
    for opposition in sorted(one.oppositions, key=lambda o: (-o.confidence, o.denial, o.claim)):
        if opposition.denial in look.statements:
            denial = look.statements[opposition.denial]
            article = look.articles[denial.document]
            verb = "denied" if opposition.confidence >= CERTAIN else "possibly denied"
            said = look.reply(denial, look.statements.get(opposition.claim))
            words = wording.shortened(said, 160)
            told = f"{MARKS['denies']} {verb} by {look.speaker(denial).name}: {words}"
            where = article.place or article.name
            found.setdefault(opposition.claim, []).append(f"{told} · {where}")
    return found


def _places(retellings: Sequence[Retelling]) -> str:
    articles = dict.fromkeys(r.place.article for r in retellings)
    return wording.listed([a.outlet or a.name for a in articles], most=4)
