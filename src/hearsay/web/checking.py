"""What a case holds on a claim, as people read it: quotations, their chain, answers, what is open.

Takes a Lookup and what `links.checking` found, gives frozen view records for terminal, page and
JSON. A quotation is whole sentences of the article, with the offsets where they stand; the denial
of an accusation stands under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hearsay import text, wording
from hearsay.links.checking import Checked, Counted, Touched, when
from hearsay.types import Accusation, Matter, Side, Span, Stance, Statement
from hearsay.web.figures import FigureView, figure_view
from hearsay.web.lookup import Article, Lookup
from hearsay.web.matters import SURE, supported

MATTERS = 4
QUOTATIONS = 3
"""Matters of a claim, and quotations on one side, that are shown: what fits a printed page."""
CLOSE = 5
ANSWERS = 2

HEADINGS: dict[bool, dict[Stance, str]] = {
    False: {"affirms": "affirm it", "denies": "deny it", "leaves_open": "leave it open"},
    True: {
        "affirms": "say as the claim does, and deny the matter",
        "denies": "contradict the claim, and affirm the matter",
        "leaves_open": "leave it open",
    },
}
NOT_TOLD, NOT_NAMED, NOT_DATED = "speaker not told", "speaker not named", "not dated"
_MARKS = ("“", '"')
_ANSWERED = {"denies": "denied", "admits": "admitted", "declines": "no comment"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """One statement ready to be copied, with all that tells where it comes from.

    words: whole sentences of the article as they stand, blanks closed up; start, end: where, in
    code points of its text. said: the words that count among them. chain: from the outlet to the
    speaker; came: the same on one line. source: outlet, date, headline and offsets on one line.
    date: when it was said, else published. open: what is not known of it.
    """

    statement: str
    words: str
    said: str
    start: int
    end: int
    article: Article
    path: str
    chain: tuple[str, ...]
    came: str
    source: str
    speaker: str
    how: str
    when: str
    date: str | None
    likeness: float | None
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a quoted claim: how, and the answer quoted."""

    how: str
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation, the articles that tell of the same act of speaking, and what answers it."""

    quoted: Quoted
    copies: tuple[Article, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedSide:
    """One side of a matter as it stands to the claim. first: who said so first, in words."""

    stance: Stance
    heading: str
    support: str
    first: str
    shown: tuple[Cited, ...]
    folded: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class CitedMatter:
    """A matter that the claim touches. note: where claim and matter go apart, in words."""

    id: str
    proposition: str
    likeness: float
    turned: bool
    note: str
    sides: tuple[CitedSide, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedView:
    """What others give for a number of the claim."""

    claimed: str
    agree: int
    differ: int
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """All that a check shows. left: matters found and not shown."""

    claim: str
    searched: str
    unknown: tuple[str, ...]
    matters: tuple[CitedMatter, ...]
    left: int
    close: tuple[Cited, ...]
    figures: tuple[CountedView, ...]

    @property
    def nothing(self) -> bool:
        """Whether these articles hold nothing on the claim."""
        return not (self.matters or self.close or self.figures)


def check_view(look: Lookup, checked: Checked, limit: int = MATTERS) -> CheckView:
    """The view of a check, with at most so many matters."""
    documents, first, last = checked.searched
    dates = wording.days((first, last))
    searched = wording.count(documents, "article") + (f" of {dates}" if dates else "")
    matters = {matter.id: matter for matter in look.ledger.matters}
    shown = checked.matters[:limit]
    return CheckView(
        claim=checked.claim.words,
        searched=searched,
        unknown=checked.unknown,
        matters=tuple(_matter(look, matters[one.matter], one) for one in shown),
        left=len(checked.matters) - len(shown),
        close=tuple(
            Cited(quoted(look, look.statements[one.statement], one.likeness))
            for one in checked.close[: max(1, min(CLOSE, limit))]
        ),
        figures=tuple(_counted(look, one) for one in checked.figures),
    )


def quoted(look: Lookup, statement: Statement, likeness: float | None = None) -> Quoted:
    """A statement ready to be copied."""
    document = look.documents[statement.document]
    article = look.articles[statement.document]
    span = sentences_of(statement, document.text)
    speaker = look.speaker(statement)
    own = statement.voice == "outlet" and statement.speaker is None
    above = look.actors[speaker.actor].part_of if speaker.actor in look.actors else None
    name = speaker.name + (f" ({look.names((above,))[0]})" if above else "")
    via = look.names(statement.via)
    chain = (
        article.outlet_noted or "outlet not told",
        *reversed(via),
        "in its own words" if own else name,
    )
    told = {one.casefold() for one in (*via, article.outlet, speaker.name)}
    credited = [one for one in document.origins if one.casefold() not in told]
    credits = f" (credits {wording.listed(credited)})" if credited else ""
    left = [] if document.published or statement.said_on else [NOT_DATED]
    if statement.speaker is None and not own:
        left.append(NOT_NAMED if statement.speaker_label else NOT_TOLD)
    where = article.place or "outlet and date not told"
    headline = article.name if article.name[:1] in _MARKS else f"“{article.name}”"
    return Quoted(
        statement=statement.id,
        words=" ".join(span.of(document.text).split()),
        said=look.quote(statement),
        start=span.start,
        end=span.end,
        article=article,
        path=document.path,
        chain=chain,
        came=" ← ".join([chain[0] + credits, *chain[1:]]),
        source=f"{where}, {headline}, {span.start}–{span.end}",
        speaker=speaker.name,
        how=look.said(statement),
        when=wording.uttered(statement),
        date=when(statement, document),
        likeness=likeness,
        open=tuple(left),
    )


def sentences_of(statement: Statement, document: str) -> Span:
    """The whole sentences that hold a statement's content, and its source and cue among them."""
    held = [
        span
        for span in text.sentences(document)
        if any(span.overlaps(part) for part in statement.content)
    ]
    if not held:
        return Span(statement.content[0].start, statement.content[-1].end)
    return Span(held[0].start, held[-1].end)


def _matter(look: Lookup, matter: Matter, touched: Touched) -> CitedMatter:
    alike = dict(touched.alike)
    support = {
        "affirms": matter.affirms,
        "denies": matter.denies,
        "leaves_open": matter.leaves_open,
    }
    if touched.turned:
        support["affirms"], support["denies"] = support["denies"], support["affirms"]
    firsts = {"affirms": touched.first, "denies": touched.first_against}
    sides = []
    every: list[Cited] = []
    for stance in wording.STANCES:
        taken = [s for s in touched.sides if s.stance == stance and s.statement in look.statements]
        if taken:
            told = _told_once(look, taken, alike, matter)
            every += told
            first = firsts.get(stance)
            shown = _shown(told, first)
            sides.append(
                CitedSide(
                    stance,
                    HEADINGS[touched.turned][stance],
                    supported(look, support[stance], [s.statement for s in taken]),
                    _first(look, first) if first else "",
                    shown,
                    tuple(one for one in told if one not in shown),
                )
            )
    return CitedMatter(
        id=matter.id,
        proposition=matter.proposition,
        likeness=touched.likeness,
        turned=touched.turned,
        note=_note(touched),
        sides=tuple(sides),
        open=_open(look, every, {side.statement for side in touched.sides}),
    )


def _note(touched: Touched) -> str:
    if touched.turned:
        why = touched.because[-1].detail
        return f"Claim and matter are opposites ({why}): the sides below are turned round."
    if touched.unsure:
        return "One of claim and matter negates: the sides below are the matter’s, not the claim’s."
    return ""


def _told_once(
    look: Lookup, sides: Sequence[Side], alike: Mapping[str, float], matter: Matter
) -> list[Cited]:
    """The quotations of a side, most like the claim first; one for each act of speaking."""
    order = {s: n for n, s in enumerate(look.in_order([side.statement for side in sides]))}
    ranked = sorted(order, key=lambda s: (-alike.get(s, 0.0), order[s]))
    by_act: dict[str, list[str]] = {}
    for statement in ranked:
        told = look.utterance_of.get(statement)
        by_act.setdefault(told.id if told else statement, []).append(statement)
    found = []
    for together in by_act.values():
        best = look.statements[together[0]]
        others = (look.articles[look.statements[s].document] for s in together[1:])
        where = tuple(dict.fromkeys(a for a in others if a.id != best.document))
        one = quoted(look, best, alike.get(best.id))
        found.append(Cited(one, where, _answers(look, best, matter)))
    return found


def _shown(told: Sequence[Cited], first: str | None) -> tuple[Cited, ...]:
    """One quotation a speaker, most like first; the earliest among them if it is told at all."""
    by_speaker: dict[str, Cited] = {}
    for one in told:
        by_speaker.setdefault(one.quoted.speaker, one)
    shown = list(by_speaker.values())[:QUOTATIONS]
    earliest = next((one for one in told if one.quoted.statement == first), None)
    if earliest is not None and earliest not in shown:
        shown = [*shown[: QUOTATIONS - 1], earliest]
    return tuple(shown)


def _answers(look: Lookup, statement: Statement, matter: Matter) -> tuple[Answer, ...]:
    """The denials of a statement and what the accused answered, each once; sure ones first."""
    how: dict[str, str] = {}
    against = [o for o in matter.oppositions if o.claim == statement.id]
    for one in sorted(against, key=lambda o: (-o.confidence, o.denial)):
        how.setdefault(one.denial, "denied" if one.confidence >= SURE else "possibly denied")
    for accusation in _accusations(look, statement.id):
        for response in accusation.responses:
            said = _ANSWERED[response.kind]
            if response.kind == "declines" and accusation.state == "asked_no_reply":
                said = "asked, no reply"
            how.setdefault(response.statement, said)
    return tuple(
        Answer(said, quoted(look, look.statements[answer]))
        for answer, said in list(how.items())[:ANSWERS]
        if answer in look.statements
    )


def _accusations(look: Lookup, statement: str) -> list[Accusation]:
    return [one for one in look.ledger.accusations if one.statement == statement]


def _open(look: Lookup, told: Iterable[Cited], statements: set[str]) -> tuple[str, ...]:
    """What is left open on a matter, one line each."""
    lines = []
    for accusation in look.ledger.accusations:
        if accusation.statement not in statements or accusation.state == "answered":
            continue
        accused = look.names((accusation.accused,))[0]
        accuser = look.speaker(look.statements[accusation.statement]).name
        documents, first, last = accusation.searched
        dates = wording.days((first, last))
        if accusation.state == "asked_no_reply":
            lines.append(f"{accused}, accused by {accuser}, was asked; no reply is reported")
        else:
            where = wording.count(documents, "article") + (f" of {dates}" if dates else "")
            these = "this" if documents == 1 else "these"
            lines.append(f"no answer of {accused}, accused by {accuser}, found in {these} {where}")
    for what in (NOT_TOLD, NOT_NAMED, NOT_DATED):
        number = sum(what in one.quoted.open for one in told)
        if number:
            lines.append(f"{what}: {wording.count(number, 'quotation')}")
    return tuple(dict.fromkeys(lines))


def _first(look: Lookup, statement: str) -> str:
    """Who said so first: date, speaker, chain."""
    one = quoted(look, look.statements[statement])
    return f"{wording.day(one.date)}, {one.speaker}, in {one.came}"


def _counted(look: Lookup, counted: Counted) -> CountedView:
    known = {figure.id: figure for figure in look.ledger.figures}
    figures = [known[one] for one in counted.figures]
    return CountedView(
        claimed=wording.reading(counted.claimed),
        agree=len(counted.agree),
        differ=len(counted.differ),
        figures=tuple(figure_view(look, one, figures) for one in figures),
    )
