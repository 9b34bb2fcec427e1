"""The page of one actor: names, what it says, what is said of it, what it is accused of.

Takes an open case and an actor's id, gives a frozen page record read by id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from hearsay import wording
from hearsay.case import Case
from hearsay.confirmations import places_of_actor
from hearsay.errors import NotFound
from hearsay.types import Stance
from hearsay.web.lookup import Article, Lookup
from hearsay.web.matter_page import Answered, answered
from hearsay.web.matters import Denial, Quotation, Why, denials, quotation, whys
from hearsay.web.surroundings import Pieces

SHOWN = 100
"""Statements of an actor on its page; a case of thousands has the search for the rest."""
DAY_MONTH_YEAR = (len("2024-10-03"), len("2024-10"), len("2024"))
ROWS = 24
"""Days, months or years in the picture of what an actor says: a screen at 360 px."""
EVENTS = 60
"""Events of an actor on its page."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A statement's place on a matter."""

    matter: str
    proposition: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Said:
    """One statement in a list: the words, then whose, where, on what, and who denies it."""

    quotation: Quotation
    stands: tuple[Stand, ...]
    denied_by: tuple[Denial, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with the actor's part in it."""

    id: str
    date: str
    label: str
    place: str
    reality: str
    part: str
    articles: tuple[Article, ...]
    deed: str
    only_from: str
    checked: str
    around: Pieces = ()


@dataclass(frozen=True, slots=True)
class Apart:
    """The actor's names in one article: what a person who splits it chooses among."""

    article: Article
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """How many statements of the actor were published on a day, in a month or year; where they are
    listed."""

    when: str
    statements: int
    href: str


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Everything the page of an actor shows.

    declined: those of what it says that do not answer what was asked ("declined to comment").
    published: all that it says by the finest of day, month and year that gives `ROWS` at most.
    """

    id: str
    name: str
    kind: str
    role: str
    part_of: tuple[str, str] | None
    parts: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    named_in: tuple[Apart, ...]
    says: tuple[Said, ...]
    of_it: tuple[Said, ...]
    accused: tuple[Answered, ...]
    events: tuple[Happening, ...]
    more: bool
    why: tuple[Why, ...]
    places: tuple[str, ...]
    checked: str
    declined: tuple[Said, ...] = ()
    published: tuple[Published, ...] = ()


def said(look: Lookup, statements: Iterable[str]) -> tuple[Said, ...]:
    """Statements with the matters on which they stand, in their order."""
    return tuple(
        Said(
            quotation(look, look.statements[one]),
            tuple(
                Stand(matter.id, look.named(matter), side.stance)
                for matter, side in look.stances.get(one, ())
            ),
            denials(look, one),
        )
        for one in statements
        if one in look.statements
    )


def actor_page(case: Case, actor: str) -> ActorPage:
    """The page of an actor. Raises NotFound."""
    ledger = case.part_of_actor(actor, SHOWN)
    look = Lookup(ledger)
    if actor not in look.actors:
        raise NotFound(f"There is no actor {actor} in {case.path.name}.")
    record = look.actors[actor]
    by_it = [s.id for s in ledger.statements if s.speaker == actor]
    of_it = [
        s.id for s in ledger.statements if s.speaker != actor and actor in {*s.about, *s.target}
    ]
    whole = look.actors.get(record.part_of or "")
    return ActorPage(
        record.id,
        record.name,
        wording.KIND[record.kind],
        record.role or "",
        (whole.id, whole.name) if whole else None,
        tuple((a.id, a.name) for a in ledger.actors if a.part_of == actor),
        tuple(alias for alias in record.aliases if alias != record.name),
        _named_in(look, actor),
        said(look, look.in_order(by_it)[:SHOWN]),
        said(look, look.in_order(of_it)[:SHOWN]),
        tuple(a for a in answered(look) if a.actor == actor),
        _events(look, actor),
        len(by_it) >= SHOWN or len(of_it) >= SHOWN,
        whys(record.because),
        places_of_actor(replace(record, mentions=record.mentions[:1])),
        look.confirmations.actor(record),
        said(look, look.in_order([s for s in by_it if look.statements[s].attitude == "decline"])),
        _published(case, actor),
    )


def _published(case: Case, actor: str) -> tuple[Published, ...]:
    rows = case.listed("published_by_actor", actor=actor)
    counted: Counter[str] = Counter()
    for length in DAY_MONTH_YEAR:
        counted = Counter()
        for row in rows:
            counted[row["at"][:length]] += row["number"]
        if len(counted) <= ROWS:
            break
    return tuple(
        Published(
            wording.day(at),
            counted[at],
            "/search?" + urlencode({"speaker": actor, "since": at, "until": at}),
        )
        for at in sorted(counted)[-ROWS:]
    )


def _named_in(look: Lookup, actor: str) -> tuple[Apart, ...]:
    forms: dict[str, dict[str, None]] = {}
    for mention in look.actors[actor].mentions:
        words = " ".join(mention.span.of(look.documents[mention.document].text).split())
        forms.setdefault(mention.document, {})[words] = None
    found = [Apart(look.articles[d], tuple(told)) for d, told in forms.items()]
    return tuple(sorted(found, key=lambda apart: apart.article.number))


def _events(look: Lookup, actor: str) -> tuple[Happening, ...]:
    found = []
    for event in sorted(look.ledger.events, key=lambda e: (e.date or "9999", e.id)):
        parts = ("acts",) * (actor in event.sources) + ("is acted on",) * (actor in event.targets)
        if parts:
            found.append(happening(look, event.id, wording.listed(parts)))
    return tuple(found)


def happening(look: Lookup, identifier: str, part: str = "") -> Happening:
    """One event of the ledger as a list shows it."""
    event = next(event for event in look.ledger.events if event.id == identifier)
    documents = {m.document for m in event.mentions if m.document in look.articles}
    return Happening(
        event.id,
        wording.day(event.date),
        event.label,
        event.place or "",
        wording.REALITY[event.reality],
        part,
        tuple(sorted((look.articles[d] for d in documents), key=lambda a: a.number)),
        wording.deed(event, look.names(event.sources), look.names(event.targets)),
        wording.only_from(look.heard_from(event)),
        look.confirmations.event(event),
        look.around_event(event),
    )
