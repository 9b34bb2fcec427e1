"""The overview of a case and the lists it leads to.

Takes an open case, gives frozen page records; reads lists and the few matters shown, never the
whole ledger. Nobody stands here as accused before a person has confirmed the accusation, unless the
reader asks for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearsay import corrections, wording
from hearsay.case import Case
from hearsay.confirmations import Confirmations
from hearsay.entries import heading
from hearsay.errors import NotFound
from hearsay.records import canonical
from hearsay.types import Document, Judgement
from hearsay.web.history_page import Entry, entries
from hearsay.web.lookup import Lookup
from hearsay.web.matters import (
    MATRIX_MATTERS,
    Denial,
    Matrix,
    MatterView,
    Quotation,
    answer_state,
    denials,
    matrix,
    matter_views,
    quotation,
)

GLANCE = 5
"""Contested matters, stories, articles and corrections on the overview: one screen each."""
LOOKED_AT = 3
"""Times as many matters are looked at, since some are much the same."""
SPEAKERS = 12
"""Those who speak most: as many as the matrix has columns."""
LISTED = 30
"""Rows of a list before the next page: matters of a case of 100,000 statements in 100 ms."""
ACCUSED = 40
"""Accusations shown at once; a case of thousands has a search for them."""


UNTITLED = "a story without a headline"
"""What a story is called whose articles have neither title nor words in common."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story of the case."""

    id: str
    label: str
    articles: int
    dates: str


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One actor in a list, with how often it speaks."""

    id: str
    name: str
    kind: str
    role: str
    statements: int
    checked: str


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in a list."""

    id: str
    name: str
    outlet: str
    date: str
    statements: int


@dataclass(frozen=True, slots=True)
class AccusedLine:
    """One accusation without an answer, or asked about in vain, with the accuser's words."""

    accused: str
    actor: str
    state: str
    quotation: Quotation
    checked: str
    denied_by: tuple[Denial, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows.

    accused: accusations that a person confirmed, or all where `everything`; unconfirmed: how many
    more there are.
    """

    case: str
    articles: int
    outlets: int
    dates: str
    statements: int
    actors: int
    matters: int
    contested: int
    figures: int
    judgements: int
    stories: tuple[StoryLine, ...]
    most_contested: tuple[MatterView, ...]
    speakers: tuple[ActorLine, ...]
    newest: tuple[ArticleLine, ...]
    latest: tuple[Entry, ...]
    accused: tuple[AccusedLine, ...]
    unconfirmed: int
    everything: bool


@dataclass(frozen=True, slots=True)
class MatterList:
    """Matters, the contested ones first; `page` and `first`, the number of the first, from 1 on."""

    matters: tuple[MatterView, ...]
    first: int
    total: int
    contested: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """Matters by speakers, the most contested first."""

    matrix: Matrix
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ArticleList:
    """Articles, the newest first; story: the one whose articles alone these are, if any."""

    articles: tuple[ArticleLine, ...]
    total: int
    page: int
    pages: int
    story: StoryLine | None = None


@dataclass(frozen=True, slots=True)
class ActorList:
    """Actors who speak, those with most statements first, or those of a name."""

    actors: tuple[ActorLine, ...]
    name: str
    page: int
    more: bool


def case_name(case: Case) -> str:
    """What a case is called: its file's name without the ending."""
    return case.path.stem


def overview(case: Case, everything: bool = False) -> Overview:
    """The first page. everything: also the accused whom nobody has confirmed."""
    counts = case.counts()
    (published,) = case.listed("published")
    judgements = case.judgements()
    accused, left = _accused(case, judgements, everything)
    return Overview(
        case_name(case),
        counts["documents"],
        published["outlets"],
        wording.days([published["first"], published["last"]]),
        counts["statements"],
        counts["actors"],
        counts["matters"],
        case.listed("count_contested")[0]["number"],
        counts["figures"],
        counts["judgements"],
        _stories(case),
        _most_contested(case),
        _speakers(case, 1, SPEAKERS, judgements),
        _articles(case, 1, GLANCE),
        entries(case, judgements, GLANCE),
        accused,
        left,
        everything,
    )


def matter_list(case: Case, page: int = 1) -> MatterList:
    """A page of all matters."""
    total = case.counts()["matters"]
    return MatterList(
        _ranked(case, page, LISTED),
        (page - 1) * LISTED + 1,
        total,
        case.listed("count_contested")[0]["number"],
        page,
        pages(total),
    )


def matrix_page(case: Case, page: int = 1) -> MatrixPage:
    """A page of the matrix of matters by speakers."""
    total = case.counts()["matters"]
    views = list(_ranked(case, page, MATRIX_MATTERS))
    return MatrixPage(matrix(views), page, max(1, -(-total // MATRIX_MATTERS)))


def article_list(case: Case, page: int = 1, story: str = "") -> ArticleList:
    """A page of all articles, or of those of a story. Raises NotFound for one that is not there."""
    if not story:
        total = case.counts()["documents"]
        return ArticleList(_articles(case, page, LISTED), total, page, pages(total))
    told = [_story(row) for row in case.listed("story_told", story=story)]
    if not told:
        raise NotFound(f"There is no story {story} in {case.path.name}.")
    total = told[0].articles
    return ArticleList(_articles(case, page, LISTED, story), total, page, pages(total), told[0])


def actor_list(case: Case, name: str = "", page: int = 1) -> ActorList:
    """Who speaks, or whoever goes by some letters."""
    if name.strip():
        like = name.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        found = case.listed("actors_named", like=f"%{like}%", most=LISTED)
        shown = _actors(case, found, case.judgements())
        return ActorList(shown, name.strip(), 1, len(found) == LISTED)
    shown = _speakers(case, page, LISTED, case.judgements())
    return ActorList(shown, "", page, len(shown) == LISTED)


def pages(total: int) -> int:
    """How many pages a list of so many rows has, at least one."""
    return max(1, -(-total // LISTED))


def _stories(case: Case) -> tuple[StoryLine, ...]:
    return tuple(_story(row) for row in case.listed("stories_listed", most=GLANCE, after=0))


def _story(row: Mapping[str, Any]) -> StoryLine:
    dates = wording.days([row["first"], row["last"]])
    label = row["label"] or UNTITLED
    return StoryLine(row["id"], label, row["articles"], dates)


def _most_contested(case: Case) -> tuple[MatterView, ...]:
    """The first that are not much the same as one before them."""
    views = _ranked(case, 1, LOOKED_AT * GLANCE)
    return tuple(view for view in views if view.contested and view.within is None)[:GLANCE]


def _ranked(case: Case, page: int, most: int) -> tuple[MatterView, ...]:
    rows = case.listed("matters_ranked", most=most, after=(page - 1) * most)
    order = {row["id"]: n for n, row in enumerate(rows)}
    views = matter_views(Lookup(case.part("matters", *order)))
    known = [view for view in views if view.id in order]
    return tuple(sorted(known, key=lambda view: order[view.id]))


def _speakers(
    case: Case, page: int, most: int, judgements: tuple[Judgement, ...]
) -> tuple[ActorLine, ...]:
    rows = case.listed("speakers_ranked", most=most, after=(page - 1) * most)
    return _actors(case, rows, judgements)


def _actors(
    case: Case, rows: Sequence[dict[str, Any]], judgements: tuple[Judgement, ...]
) -> tuple[ActorLine, ...]:
    said = _said(case, judgements)
    return tuple(
        ActorLine(
            row["id"],
            row["name"],
            wording.KIND[row["kind"]],
            row["role"] or "",
            row["statements"],
            said.record(row["id"]),
        )
        for row in rows
    )


def _said(case: Case, judgements: tuple[Judgement, ...]) -> Confirmations:
    """What people confirmed; actors by the ids that they go by now."""
    spoken = {name for one in judgements for name in corrections.spoken_of(one)}
    actors = sorted(name for name in spoken if name.startswith("a-"))
    rows = case.listed("actors_known_as", ids=canonical(actors)) if actors else []
    return Confirmations(judgements, {row["id"]: row["actor"] for row in rows})


def _articles(case: Case, page: int, most: int, story: str = "") -> tuple[ArticleLine, ...]:
    given = {"most": most, "after": (page - 1) * most}
    rows = (
        case.listed("articles_of_story", story=story, **given)
        if story
        else case.listed("articles_listed", **given)
    )
    return tuple(
        ArticleLine(
            row["id"],
            heading(Document(row["id"], row["path"], "", title=row["title"])),
            row["outlet"] or "",
            wording.day(row["published"]),
            row["statements"],
        )
        for row in rows
    )


def _accused(
    case: Case, judgements: tuple[Judgement, ...], everything: bool
) -> tuple[tuple[AccusedLine, ...], int]:
    """Open accusations that a person confirmed, and how many more there are."""
    judged = {name for one in judgements for name in corrections.spoken_of(one)}
    rows = case.listed(
        "accusations_open", all=everything, judged=canonical(sorted(judged)), most=ACCUSED
    )
    total = case.listed("count_accusations_open")[0]["number"]
    look = Lookup(case.part("statements", *(row["statement"] for row in rows)))
    checked = {
        row["number"]: look.confirmations.accused(look.statements[row["statement"]], row["accused"])
        for row in rows
    }
    rows = [row for row in rows if everything or checked[row["number"]]]
    shown = tuple(
        AccusedLine(
            look.names((row["accused"],))[0],
            row["accused"],
            answer_state(
                row["state"],
                (row["searched_documents"], row["searched_first"], row["searched_last"]),
            ),
            quotation(look, look.statements[row["statement"]]),
            checked[row["number"]],
            denials(look, row["statement"]),
        )
        for row in rows
    )
    return shown, total - len(shown)
