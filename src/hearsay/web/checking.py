"""What a case holds on a claim, as people read it: quotations, their chain, answers, what is open.

Takes a Lookup and what `links.checking` found, gives frozen view records for terminal, page and
JSON. A quotation is whole sentences of the article, with the offsets where they stand; the denial
of an accusation stands under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hearsay import text, wording
from hearsay.links.checking import ALIKE, Checked, Counted, Touched, when
from hearsay.links.denials import CERTAIN
from hearsay.links.holdings import Searched
from hearsay.steps import rejoinders
from hearsay.types import Matter, Side, Span, Stance, Statement
from hearsay.web.figures import FigureView, figure_view
from hearsay.web.lookup import Article, Lookup
from hearsay.web.matters import supported, surely_against
from hearsay.web.surroundings import Pieces

MATTERS = 3
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
_ANSWERED = {
    "denies": "answered, it seems with a denial,",
    "admits": "answered, it seems with an admission,",
    "declines": "answered with no comment",
}


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
    checked: str


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
    """One side of a matter as it stands to the claim.

    first: who said so first of those that are dated, in words; undated: how many are not. folded:
    what is less like the claim, or too much for a page. above: how many stand on it and are quoted
    under a matter before.
    """

    stance: Stance
    heading: str
    support: str
    first: str
    undated: int
    shown: tuple[Cited, ...]
    folded: tuple[Cited, ...]
    above: int = 0


@dataclass(frozen=True, slots=True)
class CitedMatter:
    """A matter that the claim touches. note: where claim and matter go apart, in words.

    around: the sentence that holds the proposition, where that does not read by itself.
    """

    id: str
    proposition: str
    likeness: float
    turned: bool
    note: str
    sides: tuple[CitedSide, ...]
    checked: str
    around: Pieces = ()
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class CountedView:
    """What others give for a number of the claim."""

    claimed: str
    agree: int
    differ: int
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class Also:
    """A matter of which only the name is shown."""

    id: str
    proposition: str
    likeness: float


@dataclass(frozen=True, slots=True)
class CheckView:
    """All that a check shows.

    also: matters that add no quotation to those above, and those past the limit. open: what is left
    open on the matters shown, one line each.
    """

    claim: str
    documents: int
    first: str | None
    last: str | None
    unknown: tuple[str, ...]
    matters: tuple[CitedMatter, ...]
    also: tuple[Also, ...]
    close: tuple[Cited, ...]
    figures: tuple[CountedView, ...]
    open: tuple[str, ...]

    @property
    def searched(self) -> str:
        """Where was looked: "5 articles of 3 Oct 2024 to 9 Oct 2024"."""
        dates = wording.days((self.first, self.last))
        return wording.count(self.documents, "article") + (f" of {dates}" if dates else "")

    @property
    def nothing(self) -> bool:
        """Whether these articles hold nothing on the claim."""
        return not (self.matters or self.close or self.figures)


def check_view(look: Lookup, checked: Checked, limit: int = MATTERS) -> CheckView:
    """The view of a check, with at most so many matters in full."""
    documents, first, last = checked.searched
    matters = {matter.id: matter for matter in look.ledger.matters}
    full: list[CitedMatter] = []
    also: list[Also] = []
    told: set[tuple[str, int]] = set()
    like: set[str] = set()
    for touched in checked.matters:
        matter = matters[touched.matter]
        view = _matter(look, matter, touched, told) if len(full) < limit else None
        if view is not None and (not full or any(side.shown for side in view.sides)):
            full.append(view)
            told |= {_place(one) for side in view.sides for one in side.shown}
            like |= {s for s, score in touched.alike if score >= ALIKE}
        else:
            also.append(Also(matter.id, matter.proposition, touched.likeness))
    close = [
        Cited(quoted(look, look.statements[one.statement], one.likeness)) for one in checked.close
    ]
    new = {one.quoted.words: one for one in reversed(close) if _place(one) not in told}
    close = [one for one in close if new.get(one.quoted.words) is one][: min(CLOSE, limit)]
    shown = [one for m in full for s in m.sides for one in s.shown]
    return CheckView(
        claim=checked.claim.words,
        documents=documents,
        first=first,
        last=last,
        unknown=checked.unknown,
        matters=tuple(full),
        also=tuple(also),
        close=tuple(close),
        figures=tuple(_counted(look, one) for one in checked.figures),
        open=_open(look, checked.searched, shown, like),
    )


def _place(one: Cited) -> tuple[str, int]:
    """Where a quotation stands; two statements of one sentence are quoted once."""
    return one.quoted.article.id, one.quoted.start


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
        checked=look.checked(statement.id),
    )


def sentences_of(statement: Statement, document: str) -> Span:
    """The whole sentences that hold a statement's content, and its source and cue among them.

    Of an answer told behind a claim ("Veld denies it.") those from the claim to the answer.
    """
    parts = statement.content
    if rejoinders.is_rejoinder(statement):
        parts = (*parts, *statement.cue)
    held = [span for span in _sentences(document) if any(span.overlaps(part) for part in parts)]
    if not held:
        return Span(statement.content[0].start, statement.content[-1].end)
    return Span(held[0].start, held[-1].end)


@lru_cache(maxsize=64)
def _sentences(document: str) -> tuple[Span, ...]:
    """The sentences of a text; many quotations of one page are of one article."""
    return tuple(text.sentences(document))


def _matter(
    look: Lookup, matter: Matter, touched: Touched, above: set[tuple[str, int]]
) -> CitedMatter:
    """A matter without the quotations that stand above."""
    alike = dict(touched.alike)
    firsts = {"affirms": touched.first, "denies": touched.first_against}
    sides = []
    for stance in wording.STANCES:
        taken = [s for s in touched.sides if s.stance == stance and s.statement in look.statements]
        if taken:
            told = _told_once(look, taken, alike, matter)
            new = [one for one in told if _place(one) not in above]
            first = firsts.get(stance)
            # an answer is seldom worded as what it answers
            put: Stance = "denies" if touched.turned else "affirms"
            shown = _shown([o for o in new if stance != put or _alike(o) >= ALIKE], first)
            sides.append(
                CitedSide(
                    stance,
                    _heading(look, matter, touched, stance, taken),
                    _support(look, matter, touched, stance, [s.statement for s in taken]),
                    _first(look, first) if first else "",
                    sum(NOT_DATED in one.quoted.open for one in told),
                    shown,
                    tuple(one for one in new if one not in shown),
                    len(told) - len(new),
                )
            )
    return CitedMatter(
        id=matter.id,
        proposition=matter.proposition,
        likeness=touched.likeness,
        turned=touched.turned,
        note=_note(touched, alike.get(matter.proposition_statement or "", 1.0)),
        sides=tuple(sides),
        checked=look.confirmations.matter(matter),
        around=look.around_proposition(matter),
        stands_for=look.stands_for(matter),
    )


def _heading(
    look: Lookup, matter: Matter, touched: Touched, stance: Stance, taken: Sequence[Side]
) -> str:
    """How a side stands to the claim; "possibly" where no denial on it is sure."""
    told = HEADINGS[touched.turned][stance]
    denying = stance == "denies" and not touched.turned
    return told if not denying or surely_against(look, matter, taken) else f"possibly {told}"


def _support(
    look: Lookup, matter: Matter, touched: Touched, stance: Stance, statements: Sequence[str]
) -> str:
    """How many stand there; where words of theirs moved a statement to another side, its texts."""
    turned: dict[Stance, Stance] = {"affirms": "denies", "denies": "affirms"}
    of = turned.get(stance, stance) if touched.turned else stance
    if {side.statement for side in matter.sides if side.stance == of} == set(statements):
        counted = {
            "affirms": matter.affirms,
            "denies": matter.denies,
            "leaves_open": matter.leaves_open,
        }
        return supported(look, counted[of])
    return wording.count(len({look.statements[s].document for s in statements}), "text")


def _alike(one: Cited) -> float:
    return one.quoted.likeness or 0.0


def _note(touched: Touched, put: float) -> str:
    """Where claim and matter go apart. put: the score of the claim with the matter's own words."""
    if touched.turned:
        why = touched.because[-1].detail
        return f"Claim and matter are opposites ({why}): the sides below are turned round."
    if touched.unsure:
        return "One of claim and matter negates: the sides below are the matter’s, not the claim’s."
    if put < ALIKE:
        return "The matter is put in words unlike the claim; quoted is what is like it."
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
    """One quotation a speaker, most like first; the earliest among them if it is like the claim."""
    by_speaker: dict[str, Cited] = {}
    places: set[tuple[str, int]] = set()
    for one in told:
        if _place(one) not in places and one.quoted.speaker not in by_speaker:
            places.add(_place(one))
            by_speaker[one.quoted.speaker] = one
    shown = list(by_speaker.values())[:QUOTATIONS]
    earliest = next((one for one in told if one.quoted.statement == first), None)
    if earliest is not None and _place(earliest) not in {_place(one) for one in shown}:
        shown = [*shown[: QUOTATIONS - 1], earliest]
    return tuple(shown)


def _answers(look: Lookup, statement: Statement, matter: Matter) -> tuple[Answer, ...]:
    """The denials of a statement and what the accused answered, each once; sure ones first."""
    how: dict[str, str] = {}
    against = [o for o in matter.oppositions if o.claim == statement.id]
    for one in sorted(against, key=lambda o: (-o.confidence, o.denial)):
        how.setdefault(one.denial, "denied" if one.confidence >= CERTAIN else "possibly denied")
    for accusation in look.ledger.accusations:
        if accusation.statement != statement.id:
            continue
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


def _open(
    look: Lookup, searched: Searched, told: Iterable[Cited], statements: set[str]
) -> tuple[str, ...]:
    """What is left open on some statements, one line each."""
    unanswered: dict[tuple[str, bool], list[str]] = {}
    for one in look.ledger.accusations:
        if one.statement in statements and one.state != "answered":
            accuser = look.speaker(look.statements[one.statement]).name
            asked = one.state == "asked_no_reply"
            unanswered.setdefault((one.accused, asked), []).append(accuser)
    documents, first, last = searched
    dates = wording.days((first, last))
    these = "this" if documents == 1 else "these"
    where = f"{these} {wording.count(documents, 'article')}" + (f" of {dates}" if dates else "")
    lines = []
    for (accused, asked), accusers in unanswered.items():
        who = f"{look.names((accused,))[0]}, accused by {wording.listed(_once(accusers), most=3)}"
        if asked:
            lines.append(f"{who}, was asked; no reply is reported")
        else:
            lines.append(f"no answer of {who}, found in {where}")
    for what in (NOT_TOLD, NOT_NAMED, NOT_DATED):
        number = sum(what in one.quoted.open for one in told)
        if number:
            lines.append(f"{what}: {wording.count(number, 'quotation')} above")
    return tuple(lines)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


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
