"""The page of one statement: its words in their paragraph, how it is read, and how to put it right.

Takes an open case and a statement's id, gives a frozen page record. A statement that is no longer
read has a page too, with what was said of it: an address that was once given holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearsay import corrections, wording
from hearsay.case import Case
from hearsay.errors import NotFound
from hearsay.text import lines
from hearsay.types import Document, Judgement, Side, Span, Stance
from hearsay.web.actor_page import Said, said
from hearsay.web.checking import quoted
from hearsay.web.history_page import Entry, entries
from hearsay.web.lookup import Lookup
from hearsay.web.matter_page import Answered, answered
from hearsay.web.matters import Quotation, Why, quotation, whys

NAMED = 12
"""Statements that tell which matter is meant: a statement may stand on several."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a person can choose; `now` where it is the one that holds."""

    value: str
    label: str
    now: bool


@dataclass(frozen=True, slots=True)
class OnMatter:
    """Where the statement stands, and the statements against which a person may put it otherwise.

    against: the one whose stance counts, then others that tell which matter is meant; "" where
    there is none to put it against. checked: who confirmed the stance.
    """

    id: str
    proposition: str
    stance: Stance
    against: str
    inverted: bool
    checked: str


@dataclass(frozen=True, slots=True)
class Opposed:
    """A statement at the other end of a denial; checked: who confirmed that the one denies the
    other."""

    said: Said
    checked: str


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Everything the page of a statement shows. quotation is None where it is no longer read.

    with_it: what else reports the same act of speaking; with_it_checked: who put it so;
    with_it_why: why. told: the history in words. came: through whom the words came, from the outlet
    to the speaker. source: where they stand.
    """

    id: str
    quotation: Quotation | None
    paragraph: tuple[tuple[str, bool], ...]
    on: tuple[OnMatter, ...]
    denied_by: tuple[Opposed, ...]
    denies: tuple[Opposed, ...]
    within: Said | None
    answers: tuple[Answered, ...]
    speakers: tuple[Choice, ...]
    attitudes: tuple[Choice, ...]
    certainties: tuple[Choice, ...]
    history: tuple[Judgement, ...]
    told: tuple[Entry, ...]
    came: str = ""
    source: str = ""
    with_it: tuple[Said, ...] = ()
    with_it_checked: str = ""
    with_it_why: tuple[Why, ...] = ()


def statement_page(case: Case, statement: str) -> StatementPage:
    """The page of a statement. Raises NotFound for an id that nothing is known of."""
    ledger = case.part("statements", statement)
    look = Lookup(ledger)
    history = tuple(
        one for one in case.judgements() if statement in one.subject.replace("|", " ").split()
    )
    told = entries(case, history)
    if statement not in look.statements:
        if not history:
            raise NotFound(f"There is no statement {statement} in {case.path.name}.")
        nothing: tuple[Opposed, ...] = ()
        return StatementPage(
            statement, None, (), (), nothing, nothing, None, (), (), (), (), history, told
        )
    record = look.statements[statement]
    document = look.documents[record.document]
    opposed = [o for matter in ledger.matters for o in matter.oppositions]
    by = {(o.denial, o.claim): look.confirmations.opposition(o) for o in opposed}
    denials = sorted(denial for denial, claim in by if claim == statement)
    claims = sorted(claim for denial, claim in by if denial == statement)
    article = case.part("article", document.id)
    cited = quoted(look, record)
    others = [row["statement"] for row in case.listed("told_with", statement=statement)]
    uttered = look.utterance_of.get(statement)
    actors = sorted(article.actors, key=lambda a: (a.name, a.id))
    return StatementPage(
        statement,
        quotation(look, record),
        paragraph_of(document, record.content),
        _stands(case, look, statement),
        tuple(
            Opposed(one, by[one.quotation.place.statement, statement])
            for one in said(look, denials)
        ),
        tuple(
            Opposed(one, by[statement, one.quotation.place.statement]) for one in said(look, claims)
        ),
        said(look, [record.parent])[0] if record.parent in look.statements else None,
        answered(look, {statement}),
        tuple(Choice(a.id, a.name, a.id == record.speaker) for a in actors),
        tuple(
            Choice(value, label, value == record.attitude)
            for value, label in wording.ATTITUDE.items()
        ),
        tuple(
            Choice(value, label.removeprefix("as ") or "certain", value == record.certainty)
            for value, label in wording.CERTAINTY.items()
        ),
        history,
        told,
        cited.came,
        cited.source,
        said(Lookup(case.part("statements", *others)), others) if others else (),
        look.confirmations.utterance(uttered) if uttered else "",
        whys(uttered.because) if uttered else (),
    )


def paragraph_of(document: Document, content: tuple[Span, ...]) -> tuple[tuple[str, bool], ...]:
    """The lines that hold the statement, cut into what is its own words and what is not."""
    text = document.text
    rows = [row for row in lines(text) if any(row.overlaps(span) for span in content)]
    if not rows:
        return ()
    start, end = rows[0].start, rows[-1].end
    found: list[tuple[str, bool]] = []
    at = start
    for span in content:
        found += [(text[at : span.start], False), (span.of(text), True)]
        at = span.end
    found.append((text[at:end], False))
    return tuple((words, own) for words, own in found if words)


def _stands(case: Case, look: Lookup, statement: str) -> tuple[OnMatter, ...]:
    found = []
    for matter, side in look.stances.get(statement, ()):
        (whole,) = case.part("matters", matter.id).matters
        others = [s for s in whole.sides if s.statement != statement]
        # a person's word is kept against a statement, since a matter's id may change
        anchor = min(
            others,
            key=lambda s: (
                s.stance == "leaves_open",
                s.statement != whole.proposition_statement,
                s.stance != "affirms",
                s.statement,
            ),
            default=None,
        )
        found.append(
            OnMatter(
                matter.id,
                matter.proposition,
                side.stance,
                " ".join(_beside(anchor, others)) if anchor else "",
                bool(anchor and anchor.stance == "denies"),
                look.confirmations.side(matter, side),
            )
        )
    return tuple(found)


def _beside(anchor: Side, others: Sequence[Side]) -> list[str]:
    """The anchor and some more of a matter's statements: a statement may stand on several."""
    rest = sorted(side.statement for side in others if side.statement != anchor.statement)
    return [anchor.statement, *rest[: NAMED - 1]]


def is_rejected(page: StatementPage) -> bool:
    """Whether the last word on a statement that is no longer read is that it is none."""
    standing = corrections.standing(page.history)
    return page.id in standing and standing[page.id].verdict == corrections.REJECTED
