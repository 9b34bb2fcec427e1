"""The report: one case as one self-contained HTML page.

Takes a `Ledger`, gives the page as a string: no network, no clock, the same bytes for the same
ledger. It works without scripts; the one script in it opens folded parts and lights up marks, and
the page's own policy admits that script alone. Article text reaches the page only through Jinja2's
escaping. Leaves files to the command line.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from hearsay import wording
from hearsay.links.denials import CERTAIN
from hearsay.links.joining import Joining
from hearsay.types import Accusation, Ledger, Stance, Story
from hearsay.web import environment
from hearsay.web.articles import ArticleView, article_view
from hearsay.web.figures import FigureGroup, figure_groups
from hearsay.web.lookup import Article, Lookup
from hearsay.web.matter_page import Answer, answers_to
from hearsay.web.matters import (
    Matrix,
    MatterView,
    Place,
    Quotation,
    Why,
    answer_state,
    matrix,
    matter_views,
    place_of,
    quotation,
    whys,
)
from hearsay.web.surroundings import Pieces

GLANCE = 5
"""Contested matters, figures and deniers named at the top: one screen."""
ACTORS_SHOWN = 24
"""Actors listed before the rest is folded, those with most statements first."""
IN_FULL = 8
"""Uncontested matters shown open before the rest is folded."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The counts at the head of the page."""

    articles: str
    outlets: str
    statements: str
    speakers: str
    matters: str
    contested: int
    dates: str


@dataclass(frozen=True, slots=True)
class Denier:
    """Somebody who denies, how often, and whose claims."""

    name: str
    times: str
    whose: str
    place: Place


@dataclass(frozen=True, slots=True)
class CopyView:
    """Articles that share text, with what that leaves of separate origins."""

    kind: str
    articles: tuple[Article, ...]
    counted: str
    why: tuple[tuple[str, Why], ...]
    checked: str


@dataclass(frozen=True, slots=True)
class AccusationView:
    """One accusation and what answers it."""

    quotation: Quotation
    answers: tuple[Answer, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class AccusedView:
    """One accused and the accusations on which the state of the answer is the same."""

    accused: str
    state: str
    accusations: tuple[AccusationView, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One dated event and where the articles tell of it."""

    date: str
    iso: str
    label: str
    place: str
    reality: str
    deed: str
    only_from: str
    articles: tuple[tuple[Article, str], ...]
    checked: str
    around: Pieces


@dataclass(frozen=True, slots=True)
class ActorView:
    """One actor: names, kind, whom it is part of, and how often it speaks."""

    anchor: str
    name: str
    kind: str
    role: str
    part_of: str
    aliases: tuple[str, ...]
    statements: int
    articles: int
    why: tuple[Why, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class NewOn:
    """A matter on which something is new: how many statements of each stance."""

    view: MatterView
    counts: tuple[tuple[Stance, int], ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class News:
    """What articles published on or after a day add. undated: articles that tell no date."""

    since: str
    articles: tuple[Article, ...]
    statements: int
    matters: tuple[NewOn, ...]
    denials: tuple[Quotation, ...]
    corrections: int
    undated: int


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows; headed: the article whose headline stands above it all."""

    title: str
    headed: Article | None
    hearsay: str
    model: str
    news: News | None
    totals: Totals
    stories: tuple[Story, ...]
    contested: tuple[MatterView, ...]
    uncontested: tuple[MatterView, ...]
    single: tuple[MatterView, ...]
    matrix: Matrix
    deniers: tuple[Denier, ...]
    figures: tuple[FigureGroup, ...]
    alone: tuple[FigureGroup, ...]
    copies: tuple[CopyView, ...]
    accused: tuple[AccusedView, ...]
    accused_left: int
    events: tuple[EventView, ...]
    undated: tuple[EventView, ...]
    actors: tuple[ActorView, ...]
    articles: tuple[ArticleView, ...]


def _totals(look: Lookup, views: list[MatterView]) -> Totals:
    ledger = look.ledger
    outlets = {d.outlet for d in ledger.documents if d.outlet}
    untold = sum(1 for d in ledger.documents if not d.outlet)
    named = wording.count(len(outlets), "outlet")
    if untold and outlets:
        named += f" named; {wording.count(untold, 'article names none', 'articles name none')}"
    elif untold:
        named = "No article names its outlet"
    speakers = {look.speaker(s).key for s in ledger.statements if s.speaker or s.speaker_label}
    return Totals(
        wording.count(len(ledger.documents), "article"),
        named,
        wording.count(len(ledger.statements), "statement"),
        wording.count(len(speakers), "speaker"),
        wording.count(len(ledger.matters), "matter"),
        sum(view.contested for view in views),
        wording.days(d.published for d in ledger.documents),
    )


def _deniers(look: Lookup) -> list[Denier]:
    """Who denies, those who deny most first, with whose claims as far as the ledger links them."""
    denials: defaultdict[str, list[str]] = defaultdict(list)
    sides = {s.statement for m in look.ledger.matters for s in m.sides if s.stance == "denies"}
    for statement in look.ledger.statements:
        if statement.attitude == "deny" or statement.id in sides:
            denials[look.speaker(statement).key].append(statement.id)
    claims: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for matter in look.ledger.matters:
        for opposition in matter.oppositions:
            claim = look.statements.get(opposition.claim)
            if claim is not None and opposition.confidence >= CERTAIN:
                claims[opposition.denial][look.speaker(claim).name] += 1
    ranked = []
    for key, ids in denials.items():
        whose: Counter[str] = Counter()
        for identifier in ids:
            whose.update(set(claims[identifier]))
        names = sorted(whose, key=lambda name: (-whose[name], name))
        first = look.in_order(ids)[0]
        speaker = look.speaker(look.statements[first])
        denier = Denier(
            speaker.name,
            wording.count(len(ids), "time"),
            f"what {wording.listed(names, most=3)} {'says' if len(names) == 1 else 'say'}"
            if names
            else "",
            place_of(look, first),
        )
        ranked.append(((speaker.actor is None, -len(ids), key), denier))
    return [denier for _, denier in sorted(ranked, key=lambda r: r[0])]


def _copies(look: Lookup) -> list[CopyView]:
    """Articles joined by shared text, one record for all that hang together, largest first."""
    copies = [
        (copy, known)
        for copy in look.ledger.copies
        if len(known := sorted(set(copy.documents) & look.articles.keys())) > 1
    ]
    together, texts = Joining(look.articles), Joining(look.articles)
    for copy, known in copies:
        for other in known[1:]:
            together.join(known[0], other)
            if copy.kind == "same_text":
                texts.join(known[0], other)
    found = []
    for group in together.groups():
        held = [copy for copy, known in copies if known[0] in group]
        if not held:
            continue
        articles = sorted((look.articles[d] for d in group), key=lambda article: article.number)
        outlets = len({a.outlet for a in articles if a.outlet})
        number = len({texts.top(d) for d in group})
        counted = [wording.count(outlets, "outlet")] if outlets else []
        counted.append(wording.count(number, "text"))
        # text in common makes one origin possible, never certain, unless it is the whole text
        counted.append(f"{'1 to ' if number > 1 else ''}{wording.count(number, 'separate origin')}")
        kinds = list(dict.fromkeys(wording.COPY[copy.kind] for copy in held))
        why = tuple(
            (
                wording.listed([str(n) for n in sorted(look.articles[d].number for d in known)]),
                Why(reason.rule, reason.detail),
            )
            for copy, known in copies
            if copy in held
            for reason in whys(copy.because)
        )
        by = [look.confirmations.copy(copy) for copy in held]
        checked = "; ".join(dict.fromkeys(by)) if all(by) else ""
        found.append(
            CopyView(wording.listed(kinds), tuple(articles), ", ".join(counted), why, checked)
        )
    return sorted(found, key=lambda view: (-len(view.articles), view.articles[0].number))


def _accused(look: Lookup, everyone: bool) -> list[AccusedView]:
    """The accused, those without an answer first, then those who are accused most often.

    everyone: also those whose accusation no person has confirmed.
    """
    order = ("none_found", "asked_no_reply", "answered")
    said = look.confirmations
    known = [a for a in look.ledger.accusations if everyone or said.accusation(a, look.statements)]
    known = [a for a in known if a.statement in look.statements]
    places = {s: n for n, s in enumerate(look.in_order(sorted({a.statement for a in known})))}
    groups: defaultdict[tuple[int, str, str], list[Accusation]] = defaultdict(list)
    for accusation in sorted(known, key=lambda a: (places[a.statement], a.accused)):
        key = (
            order.index(accusation.state),
            accusation.accused,
            answer_state(accusation.state, accusation.searched),
        )
        groups[key].append(accusation)
    return [
        AccusedView(
            look.names((accused,))[0],
            state,
            tuple(
                AccusationView(
                    quotation(look, look.statements[accusation.statement]),
                    answers_to(look, accusation),
                    said.accusation(accusation, look.statements),
                )
                for accusation in groups[rank, accused, state]
            ),
        )
        for rank, accused, state in sorted(groups, key=lambda k: (k[0], -len(groups[k]), k))
    ]


def _events(look: Lookup) -> list[EventView]:
    """Events by date; an undated one has an empty `iso`."""
    found = []
    for event in sorted(look.ledger.events, key=lambda e: (e.date or "", e.label, e.id)):
        documents = {m.document for m in event.mentions if m.document in look.articles}
        articles = sorted((look.articles[d] for d in documents), key=lambda a: a.number)
        found.append(
            EventView(
                wording.day(event.date),
                event.date or "",
                event.label,
                event.place or "",
                wording.REALITY[event.reality],
                wording.deed(event, look.names(event.sources), look.names(event.targets)),
                wording.only_from(look.heard_from(event)),
                tuple((article, f"event-{event.id}-{article.id}") for article in articles),
                look.confirmations.event(event),
                look.around_event(event),
            )
        )
    return found


def _actors(look: Lookup) -> list[ActorView]:
    """Actors by how often they speak, then by in how many articles they are named."""
    spoken = Counter(s.speaker for s in look.ledger.statements if s.speaker)
    found = []
    for actor in look.ledger.actors:
        articles = {m.document for m in actor.mentions}
        found.append(
            ActorView(
                f"actor-{actor.id}",
                actor.name,
                wording.KIND[actor.kind],
                actor.role or "",
                look.names((actor.part_of,))[0] if actor.part_of else "",
                tuple(alias for alias in actor.aliases if alias != actor.name),
                spoken[actor.id],
                len(articles),
                whys(actor.because),
                look.confirmations.actor(actor),
            )
        )
    return sorted(found, key=lambda a: (-a.statements, -a.articles, a.name, a.anchor))


def _news(look: Lookup, views: list[MatterView], since: str) -> News:
    """What is new since a day; a date as coarse as a month counts where it may be that late."""
    dated = [(d.id, d.published) for d in look.ledger.documents if d.published]
    fresh = {name for name, published in dated if published >= since[: len(published)]}
    new = {s.id for s in look.ledger.statements if s.document in fresh}
    by_id = {view.id: view for view in views}
    matters = []
    for matter in look.ledger.matters:
        came = [side for side in matter.sides if side.statement in new]
        counted = Counter(side.stance for side in came)
        if came:
            counts = tuple((s, counted[s]) for s in wording.STANCES if counted[s])
            matters.append(NewOn(by_id[matter.id], counts, len(came) == len(matter.sides)))
    denials = [s.id for s in look.ledger.statements if s.id in new and s.attitude == "deny"]
    return News(
        wording.day(since),
        tuple(sorted((look.articles[d] for d in fresh), key=lambda a: a.number)),
        len(new),
        tuple(sorted(matters, key=lambda new_on: new_on.view.number)),
        tuple(quotation(look, look.statements[s]) for s in look.in_order(denials)),
        sum(judgement.at[:10] >= since for judgement in look.ledger.judgements),
        len(look.ledger.documents) - len(dated),
    )


def page(
    ledger: Ledger, title: str | None = None, everyone: bool = False, since: str | None = None
) -> Page:
    """Everything the report shows of a ledger, as plain records."""
    look = Lookup(ledger)
    views = matter_views(look)
    comparable, alone = figure_groups(look)
    events = _events(look)
    pointers = {view.id: (view.anchor, view.short) for view in views}
    ordered = sorted(ledger.documents, key=lambda d: look.articles[d.id].number)
    agreed = [view for view in views if not view.contested]
    several = {v.id for v in agreed if sum(len(side.voices) for side in v.sides) > 1}
    headed = None
    if title is None and len(ledger.stories) == 1:
        title = ledger.stories[0].label
        headed = next((look.articles[d.id] for d in ordered if d.title == title), None)
    return Page(
        title or "Who says what",
        headed,
        ledger.hearsay,
        ledger.model,
        _news(look, views, since) if since else None,
        _totals(look, views),
        ledger.stories,
        tuple(view for view in views if view.contested),
        tuple(view for view in agreed if view.id in several),
        tuple(view for view in agreed if view.id not in several),
        matrix(views),
        tuple(_deniers(look)),
        tuple(comparable),
        tuple(alone),
        tuple(_copies(look)),
        tuple(_accused(look, everyone)),
        sum(
            not (everyone or look.confirmations.accusation(a, look.statements))
            for a in ledger.accusations
        ),
        tuple(event for event in events if event.iso),
        tuple(event for event in events if not event.iso),
        tuple(_actors(look)),
        tuple(article_view(look, document, pointers) for document in ordered),
    )


def render(
    ledger: Ledger, title: str | None = None, everyone: bool = False, since: str | None = None
) -> str:
    """The report as one HTML file.

    `title` is its headline; without one the story's label stands there, where the case is one
    story. everyone: name also the accused whom no person has confirmed. since: an ISO date; what is
    published from that day on is told first. Nothing of the ledger can reach the page as markup.
    """
    script = environment.static("report.js").decode("utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    html = (
        environment.in_report()
        .get_template("report.html")
        .render(
            page=page(ledger, title, everyone, since),
            style=Markup(environment.styles("fonts.css", "report.css")),
            script=Markup(script),
            script_digest=digest,
            glance=GLANCE,
            actors_shown=ACTORS_SHOWN,
            in_full=IN_FULL,
        )
    )
    # a lone surrogate, as a careless JSON file may hold, has no UTF-8 form
    return html.encode("utf-8", "replace").decode("utf-8")
