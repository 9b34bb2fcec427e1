"""The page of one matter: its sides, where its texts come from, its figures, what answers it.

Takes an open case and a matter's id, gives a frozen page record read by id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearsay import wording
from hearsay.case import Case
from hearsay.confirmations import told
from hearsay.errors import NotFound
from hearsay.links.joining import Joining
from hearsay.types import Accusation, Ledger, Matter, Stance
from hearsay.web.figures import FigureGroup, figure_groups
from hearsay.web.lookup import Article, Lookup
from hearsay.web.matters import (
    MatterView,
    Quotation,
    Retelling,
    answer_state,
    matter_views,
    quotation,
)


@dataclass(frozen=True, slots=True)
class Text:
    """Articles whose text is one, with the outlets that carry it."""

    articles: tuple[Article, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Texts that may go back to one origin, and why they are held to."""

    texts: tuple[Text, ...]
    speakers: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideOrigins:
    """The way from outlets to texts to origins of one side."""

    stance: Stance
    support: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said in answer to an accusation: how, and the words; checked: who confirmed that
    these answer it."""

    how: str
    quotation: Quotation
    checked: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An accusation made on this matter, whom it accuses and what is said in answer.

    checked: who confirmed that it accuses this actor.
    """

    accused: str
    actor: str
    state: str
    quotation: Quotation
    answers: tuple[Answer, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class MatterPage:
    """Everything the page of a matter shows. copied: the same as plain text, to take along.

    whole: what a person confirms who confirms the matter, as `corrections` words it.
    """

    view: MatterView
    origins: tuple[SideOrigins, ...]
    accusations: tuple[Answered, ...]
    elsewhere: tuple[Quotation, ...]
    figures: tuple[FigureGroup, ...]
    copied: str
    whole: str


ANSWERS = {"denies": "denies it", "admits": "admits it", "declines": "declines to answer"}


def matter_page(case: Case, matter: str) -> MatterPage:
    """The page of a matter. Raises NotFound."""
    ledger = case.part("matter", matter)
    found = {one.id: one for one in ledger.matters}
    if matter not in found:
        raise NotFound(f"There is no matter {matter} in {case.path.name}.")
    look = Lookup(ledger)
    record = found[matter]
    view = next(view for view in matter_views(look) if view.id == matter)
    here = {side.statement for side in record.sides}
    comparable, alone = figure_groups(look)
    return MatterPage(
        view,
        tuple(_origins(look, record)),
        answered(look, here),
        tuple(_elsewhere(look, ledger, here)),
        (*comparable, *(group for group in alone if group.marks)),
        as_text(view),
        "|".join(
            " ".join(s.statement for s in record.sides if s.stance == stance)
            for stance in wording.STANCES
        ),
    )


def _origins(look: Lookup, matter: Matter) -> list[SideOrigins]:
    texts = Joining(look.documents)
    for copy in look.ledger.copies:
        known = [d for d in copy.documents if d in look.documents]
        if copy.kind == "same_text":
            for other in known[1:]:
                texts.join(known[0], other)
    found = []
    for stance, support in zip(
        wording.STANCES, (matter.affirms, matter.denies, matter.leaves_open), strict=True
    ):
        said = [s.statement for s in matter.sides if s.stance == stance]
        known = look.in_order([s for s in said if s in look.statements])
        if not known:
            continue
        joining = Joining(known)
        for reason in support.because:
            if len(reason.refs) == 2 and set(reason.refs) <= set(known):
                joining.join(*reason.refs, reason)
        origins = [_origin(look, group, texts, joining) for group in joining.groups()]
        origins.sort(key=lambda origin: (-len(origin.texts), origin.texts[0].articles[0].number))
        found.append(SideOrigins(stance, wording.origins(support), tuple(origins)))
    return found


def _origin(look: Lookup, group: Sequence[str], texts: Joining, joining: Joining) -> Origin:
    together: dict[str, list[Article]] = {}
    for statement in look.in_order(list(group)):
        document = look.statements[statement].document
        held = together.setdefault(texts.top(document), [])
        if look.articles[document] not in held:
            held.append(look.articles[document])
    return Origin(
        tuple(
            Text(tuple(held), tuple(dict.fromkeys(a.outlet or "outlet not told" for a in held)))
            for held in together.values()
        ),
        tuple(
            dict.fromkeys(look.speaker(look.statements[s]).name for s in look.in_order(list(group)))
        ),
        tuple(dict.fromkeys(f"{r.rule}: {r.detail}" for r in joining.reasons(group[0]))),
    )


def answers_to(look: Lookup, accusation: Accusation) -> tuple[Answer, ...]:
    """What answers an accusation, as far as it is at hand."""
    return tuple(
        Answer(
            ANSWERS[response.kind],
            quotation(look, look.statements[response.statement]),
            look.confirmations.answer(accusation, response),
        )
        for response in accusation.responses
        if response.statement in look.statements
    )


def answered(look: Lookup, statements: set[str] | None = None) -> tuple[Answered, ...]:
    """The accusations among some statements, or all that were read, each with its answers."""
    known = [
        a
        for a in look.ledger.accusations
        if a.statement in look.statements and (statements is None or a.statement in statements)
    ]
    order = {s: n for n, s in enumerate(look.in_order(sorted({a.statement for a in known})))}
    return tuple(
        Answered(
            look.names((one.accused,))[0],
            one.accused,
            answer_state(one.state, one.searched),
            quotation(look, look.statements[one.statement]),
            answers_to(look, one),
            look.confirmations.accusation(one, look.statements),
        )
        for one in sorted(known, key=lambda a: (order[a.statement], a.accused))
    )


def _elsewhere(look: Lookup, ledger: Ledger, here: set[str]) -> list[Quotation]:
    """Denials of what is said here that stand on another matter: they travel with it."""
    denials = {
        o.denial
        for matter in ledger.matters
        for o in matter.oppositions
        if o.claim in here and o.denial not in here and o.denial in look.statements
    }
    return [quotation(look, look.statements[d]) for d in look.in_order(sorted(denials))]


def _source(said: Quotation | Retelling) -> str:
    """Where words stand and who confirmed them, on a line of plain text."""
    article = said.place.article
    named = ", ".join(part for part in (article.name, article.place) if part)
    return f"{named} [{told(said.checked)}] {said.place.statement}"


def as_text(view: MatterView) -> str:
    """A matter with its quotations and sources as plain text."""
    lines = [view.proposition, f"[{told(view.checked)}]", ""]
    for side in view.sides:
        if not side.voices:
            continue
        lines += [f"{side.heading} ({side.support})" if side.support else side.heading, ""]
        for voice in side.voices:
            for said in voice.quotations + voice.folded:
                via = f", via {wording.listed(said.via)}" if said.via else ""
                on = f", {said.on}" if said.on else ""
                lines += [f"“{said.words}”", f"  {said.speaker} {said.said}{via}{on}"]
                lines += [f"  {_source(said)}"]
                for other in said.same:
                    lines += ["  the same act of speaking:", f"  “{other.words}”"]
                    lines += [f"  {_source(other)}"]
                for verb, groups in (
                    ("denies", said.denies),
                    ("possibly denies", said.possibly_denies),
                ):
                    if groups:
                        whom = wording.listed([group.speaker for group in groups], most=3)
                        lines.append(f"  {verb} what {whom} said")
                lines.append("")
    return "\n".join(lines).rstrip() + "\n"
