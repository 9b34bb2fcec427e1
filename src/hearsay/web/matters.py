"""Matters as a page shows them: sides with their quotations, denials, and the matrix of speakers.

Takes a Lookup, gives frozen view records for the templates and the terminal. What is shown and what
is folded away is decided here; wording of codes is in `hearsay.wording`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hearsay import wording
from hearsay.links import sources
from hearsay.links.denials import CERTAIN
from hearsay.types import AnswerState, Matter, Opposition, Reason, Side, Stance, Statement, Support
from hearsay.web import folding
from hearsay.web.lookup import NOBODY, Article, Lookup, Speaker
from hearsay.web.surroundings import Pieces

QUOTATIONS_SHOWN = 2
VOICES_SHOWN = 4
"""Speakers on one side, and quotations of one, before the rest is folded: a screen of a side."""
MATRIX_MATTERS = 14
MATRIX_SPEAKERS = 12
"""Rows and columns of the matrix: what fits one screen at 1280 px without scrolling."""
LIKE = 0.85
"""How sure a denying side must be, beside a link to a claim of its matter, for the matter to come
before others. With such a link 84 of 159 such sides deny what the matter puts, in the stories with
the readers' statements, in labelled stories and in gold/matters, without one 42 of 193."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason, as the ledger words it."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """A statement's place in its article."""

    statement: str
    number: int
    article: Article


@dataclass(frozen=True, slots=True)
class Quotation:
    """One statement on one side: the exact words first, then whose and where.

    around: the sentence that holds them, where they do not read by themselves. checked: who
    confirmed it; "" where no person has, which a page says. stance_checked: the same of where it
    stands; None where it is shown on no side.
    """

    anchor: str
    words: str
    direct: bool
    manner: str
    speaker: str
    cue: str
    via: tuple[str, ...]
    said: str
    on: str
    place: Place
    confidence: float
    why: tuple[Why, ...]
    checked: str = ""
    denies: tuple[Denied, ...] = ()
    possibly_denies: tuple[Denied, ...] = ()
    same: tuple[Retelling, ...] = ()
    around: Pieces = ()
    stance_checked: str | None = None


@dataclass(frozen=True, slots=True)
class Retelling:
    """Another report of the same act of speaking."""

    words: str
    place: Place
    checked: str = ""
    around: Pieces = ()


@dataclass(frozen=True, slots=True)
class Denied:
    """Whose claims a denial denies, each with its place; checked: who confirmed all these links."""

    speaker: str
    places: tuple[Place, ...]
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that denies another, in a line under it."""

    words: str
    speaker: str
    said: str
    place: Place
    checked: str
    around: Pieces = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """All that one speaker says on one side."""

    anchor: str
    speaker: Speaker
    quotations: tuple[Quotation, ...]
    folded: tuple[Quotation, ...] = ()

    @property
    def statements(self) -> int:
        """How many statements these are, retellings of one utterance counted each."""
        return sum(1 + len(q.same) for q in self.quotations + self.folded)


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a matter: how many stand there, who, and why they are counted so.

    parties: for how many the speakers speak, as far as that is known. sure: see `surely_against`;
    True of the other sides.
    """

    stance: Stance
    heading: str
    support: str
    counted: tuple[Why, ...]
    shown: tuple[Voice, ...]
    folded: tuple[Voice, ...]
    parties: int = 0
    sure: bool = True

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Shown and folded together."""
        return self.shown + self.folded


@dataclass(frozen=True, slots=True)
class MatterView:
    """One matter. `contested` where somebody affirms and somebody denies it.

    around: the sentence that holds the proposition, where that does not read by itself. stands_for:
    who the pronoun is that opens it. within: a
    matter before it with much the same statements; a list shows this one folded there.
    """

    id: str
    number: int
    anchor: str
    proposition: str
    short: str
    quoted: bool
    contested: bool
    sides: tuple[SideView, ...]
    articles: int
    why: tuple[Why, ...]
    checked: str = ""
    within: str | None = None
    around: Pieces = ()
    stands_for: str = ""

    def side(self, stance: Stance) -> SideView:
        """One of the three sides."""
        return self.sides[wording.STANCES.index(stance)]


def whys(reasons: Iterable[Reason]) -> tuple[Why, ...]:
    """Reasons for a page, each once, in their order."""
    return tuple(dict.fromkeys(Why(r.rule.replace("_", " "), r.detail) for r in reasons))


def place_of(look: Lookup, statement: str) -> Place:
    """Where a statement stands."""
    return Place(
        statement, look.numbers[statement], look.articles[look.statements[statement].document]
    )


def answer_state(state: AnswerState, searched: tuple[int, str | None, str | None]) -> str:
    """Whether an accusation is answered, in words that claim no more than was looked through."""
    number, first, last = searched
    if state == "none_found":
        dates = wording.days([first, last])
        of = f" of {dates}" if dates else ""
        these = "this" if number == 1 else "these"
        return f"no answer found in {these} {wording.count(number, 'article')}{of}"
    return wording.ANSWER[state]


def _denied(look: Lookup, oppositions: Iterable[Opposition]) -> tuple[Denied, ...]:
    by_speaker: defaultdict[str, list[str]] = defaultdict(list)
    said = {o.claim: look.confirmations.opposition(o) for o in oppositions}
    for claim in look.in_order(sorted(said)):
        by_speaker[look.speaker(look.statements[claim]).name].append(claim)
    return tuple(
        Denied(
            name,
            tuple(place_of(look, claim) for claim in claims),
            "; ".join(dict.fromkeys(said[c] for c in claims)) if all(map(said.get, claims)) else "",
        )
        for name, claims in by_speaker.items()
    )


def quotation(
    look: Lookup, statement: Statement, side: Side | None = None, matter: Matter | None = None
) -> Quotation:
    """A statement as a page shows it, on a side of a matter or by itself."""
    denials = [o for o in matter.oppositions if o.denial == statement.id] if matter else []
    denials = [o for o in denials if o.claim in look.statements]
    words = look.quote(statement)
    return Quotation(
        anchor=f"{matter.id}-{statement.id}" if matter else f"q-{statement.id}",
        words=words,
        direct=statement.quotation == "direct" and words[:1] not in "“\"'‘",
        manner=wording.QUOTATION[statement.quotation],
        speaker=look.speaker(statement).name,
        cue=wording.shortened(look.cue(statement), 48),
        via=look.names(statement.via),
        said=look.said(statement),
        on=wording.uttered(statement),
        place=place_of(look, statement.id),
        confidence=side.confidence if side else statement.confidence,
        why=whys((*(side.because if side else ()), *statement.because)),
        checked=look.checked(statement.id),
        denies=_denied(look, [o for o in denials if o.confidence >= CERTAIN]),
        possibly_denies=_denied(look, [o for o in denials if o.confidence < CERTAIN]),
        around=look.around(statement),
        stance_checked=look.confirmations.side(matter, side) if matter and side else None,
    )


def denials(look: Lookup, statement: str) -> tuple[Denial, ...]:
    """What denies a statement: it travels with it wherever it is listed."""
    return tuple(
        Denial(
            look.reply(look.statements[one], look.statements.get(statement)),
            look.speaker(look.statements[one]).name,
            look.said(look.statements[one]),
            place_of(look, one),
            look.checked(one),
            look.around(look.statements[one]),
        )
        for one in look.denied.get(statement, ())
    )


def _told_once(look: Lookup, matter: Matter, sides: list[Side]) -> list[Quotation]:
    """The quotations of one speaker on one side, retellings of one utterance under the first, or
    under the one that most surely denies a claim of the matter."""
    sure: dict[str, float] = {}
    for link in matter.oppositions:
        sure[link.denial] = max(link.confidence, sure.get(link.denial, 0.0))
    first: dict[str, list[Side]] = {}
    for side in sides:
        told = look.utterance_of.get(side.statement)
        first.setdefault(told.id if told else side.statement, []).append(side)
    found = []
    for every in first.values():
        together = sorted(every, key=lambda side: -sure.get(side.statement, 0.0))
        shown = quotation(look, look.statements[together[0].statement], together[0], matter)
        same = tuple(
            Retelling(
                look.quote(look.statements[s.statement]),
                place_of(look, s.statement),
                look.checked(s.statement),
                look.around(look.statements[s.statement]),
            )
            for s in together[1:]
        )
        found.append(replace(shown, same=same))
    return found


def supported(look: Lookup, support: Support) -> str:
    """How many stand behind a side: outlets, owners, texts, origins, and what credits nobody."""
    if not support.texts:
        return ""
    return wording.origins(support, len(sources.owners_of(support.outlets, look.sources)))


def _side(look: Lookup, matter: Matter, stance: Stance, support: Support) -> SideView:
    order = {
        s: n
        for n, s in enumerate(
            look.in_order([s.statement for s in matter.sides if s.statement in look.statements])
        )
    }
    taken = sorted(
        (s for s in matter.sides if s.stance == stance and s.statement in order),
        key=lambda s: order[s.statement],
    )
    by_speaker: defaultdict[Speaker, list[Side]] = defaultdict(list)
    for side in taken:
        by_speaker[look.speaker(look.statements[side.statement])].append(side)

    # named speakers before anonymous ones, those heard in more articles first
    def weight(speaker: Speaker) -> tuple[bool, int, int]:
        sides = by_speaker[speaker]
        heard = len({look.statements[s.statement].document for s in sides})
        return speaker.actor is None, -heard, -len(sides)

    voices = []
    for number, speaker in enumerate(sorted(by_speaker, key=weight), 1):
        told = tuple(_told_once(look, matter, by_speaker[speaker]))
        shown, folded = told[:QUOTATIONS_SHOWN], told[QUOTATIONS_SHOWN:]
        voices.append(Voice(f"{matter.id}-{stance}-{number}", speaker, shown, folded))
    sure = stance != "denies" or surely_against(look, matter, taken)
    return SideView(
        stance,
        f"{wording.count(len(voices), 'speaker')} {wording.stands(stance, len(voices), sure=sure)}",
        supported(look, support),
        whys(support.because),
        tuple(voices[:VOICES_SHOWN]),
        tuple(voices[VOICES_SHOWN:]),
        len(support.parties),
        sure,
    )


def surely_against(look: Lookup, matter: Matter, denying: Iterable[Side]) -> bool:
    """Whether any of some denying sides is sure to deny the matter or a claim in it.

    It is where the matter is put in the very words that are denied, where a link to a claim of the
    matter is certain (`CERTAIN`), and where a person says so. Of the others, in the stories of
    `LIKE`, 192 of 626 deny what the matter puts.
    """
    certain = {o.denial for o in matter.oppositions if o.confidence >= CERTAIN}
    certain |= {o.denial for o in matter.oppositions if look.confirmations.opposition(o)}
    return any(
        side.statement in certain
        or side.statement == matter.proposition_statement
        or look.confirmations.side(matter, side)
        for side in denying
    )


def _contested(sides: Sequence[SideView]) -> bool:
    """Whether somebody affirms what somebody else denies."""
    affirm, deny = ({voice.speaker.key for voice in side.voices} for side in sides[:2])
    alone = len(affirm | deny) == 1 and NOBODY not in affirm
    return bool(affirm and deny) and not alone


def _opposed(matter: Matter) -> int:
    """How many parties stand on the smaller side; none where one party stands on both alone."""
    affirm, deny = set(matter.affirms.parties), set(matter.denies.parties)
    return min(len(affirm), len(deny)) if len(affirm | deny) > 1 else 0


def _answered(matter: Matter) -> bool:
    """Whether something that denies a claim of the matter is much like what the matter puts."""
    linked = {opposition.denial for opposition in matter.oppositions}
    return any(
        side.stance == "denies" and side.statement in linked and side.confidence >= LIKE
        for side in matter.sides
    )


def matter_views(look: Lookup) -> list[MatterView]:
    """Every matter, the most contested first.

    First those that hold a denial of one of their claims (`LIKE`); then by how many parties stand
    on the smaller side, then speakers, then separate origins; then by how many articles and
    statements. One speaker on both sides contests nothing.
    """
    ranked = []
    for matter in look.ledger.matters:
        sides = tuple(
            _side(look, matter, stance, support)
            for stance, support in zip(
                wording.STANCES, (matter.affirms, matter.denies, matter.leaves_open), strict=True
            )
        )
        known = [s.statement for s in matter.sides if s.statement in look.statements]
        documents = {look.statements[s].document for s in known}
        voices = [len(side.voices) for side in sides]
        contested = _contested(sides)
        rank = (
            -contested * _answered(matter),
            -contested * _opposed(matter),
            -contested * min(voices[0], voices[1]),
            -contested * min(matter.affirms.origins_high, matter.denies.origins_high),
            -len(documents),
            -sum(voices),
            -len(known),
            matter.id,
        )
        ranked.append((rank, matter, sides, len(documents), contested))
    ranked.sort(key=lambda r: r[0])
    within = folding.within([matter for _, matter, *_ in ranked])
    return [
        MatterView(
            matter.id,
            number,
            f"matter-{number}",
            matter.proposition,
            look.named(matter),
            matter.proposition_statement is not None,
            contested,
            sides,
            articles,
            whys(matter.because),
            look.confirmations.matter(matter),
            within.get(matter.id),
            look.around_proposition(matter),
            look.stands_for(matter),
        )
        for number, (_, matter, sides, articles, contested) in enumerate(ranked, 1)
    ]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one speaker says on one matter: stance, anchor of the quotations, how many."""

    stance: Stance
    anchor: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One matter of the matrix; `cells` by column, `others` how many more speakers by stance."""

    matter: MatterView
    cells: tuple[tuple[Cell, ...], ...]
    others: tuple[tuple[Stance, int], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The most active speakers over the most contested matters; `folded` are the other matters."""

    speakers: tuple[Speaker, ...]
    rows: tuple[Row, ...]
    folded: tuple[MatterView, ...]
    speakers_left: int


def matrix(views: list[MatterView]) -> Matrix:
    """The matrix of `matter_views`."""
    shown, folded = views[:MATRIX_MATTERS], views[MATRIX_MATTERS:]
    active: defaultdict[Speaker, list[int]] = defaultdict(lambda: [0, 0])
    for view in shown:
        for side in view.sides:
            for voice in side.voices:
                if voice.speaker.key == NOBODY:
                    continue
                active[voice.speaker][0] += 1
                active[voice.speaker][1] += voice.statements
    ranked = sorted(active, key=lambda s: (-active[s][0], -active[s][1], s.name, s.key))
    columns = tuple(ranked[:MATRIX_SPEAKERS])
    rows = []
    for view in shown:
        cells: dict[Speaker, list[Cell]] = {speaker: [] for speaker in columns}
        others: dict[Stance, int] = {}
        for side in view.sides:
            for voice in side.voices:
                if voice.speaker in cells:
                    cells[voice.speaker].append(Cell(side.stance, voice.anchor, voice.statements))
                else:
                    others[side.stance] = others.get(side.stance, 0) + 1
        rows.append(Row(view, tuple(tuple(cells[s]) for s in columns), tuple(others.items())))
    return Matrix(columns, tuple(rows), tuple(folded), len(ranked) - len(columns))
